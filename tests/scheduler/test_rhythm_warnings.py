"""What the month is warned of about standing programmes, against a count of every day, and worked examples."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from campaigns.times import ZONE, month_of
from campaigns.values.outlets import ExceptionView, WindowView
from campaigns.values.rhythms import Appearances, RhythmView, Strand
from campaigns.values.words import RhythmUnit, RuleLevel
from scheduler import conflicts, grid
from scheduler.continuity import judged
from tests.strategies import DATES, DAYS, outlet, slot, window
from web import refusals

DAY = timedelta(days=1)
STARTS, ENDS = date(2017, 3, 1), date(2017, 6, 1)  # of the campaign, half-open
WHOLE = [STARTS + DAY * n for n in range((ENDS - STARTS).days)]
WEEKLY = RhythmView(1, 1, 1, RhythmUnit.DAYS, 7, STARTS, "Biên bản 03", 9, 4, "III.4", "Mở chuyên trang")


class Case(NamedTuple):
    """A programme, what was agreed of it, and what is known of it on a day."""

    window: WindowView
    rhythm: RhythmView
    held: frozenset[date]  # aired by evidence before today, laid out from then on
    today: date

    def runs(self) -> frozenset[date]:
        return frozenset(day for day in WHOLE if grid.runs_on(self.window, day, DAYS.get(day)))

    def strand(self) -> Strand:
        seen = Appearances(
            aired=frozenset(day for day in self.held if day < self.today),
            planned=frozenset(day for day in self.held if day >= self.today), runs=self.runs(),
        )  # fmt: skip
        kept = judged([self.rhythm], seen, STARTS, ENDS, today=self.today, until=ENDS)
        places = ((self.window.id, self.window.valid_from, self.window.valid_until),)
        return Strand(self.window.programme_id, self.window.programme, "Kênh", "dai-1", "Đài 1", places, kept)

    def told(self, *more: Strand, **levels: RuleLevel):
        slots = tuple(slot(self.window, day) for day in self.held if day in DATES and day >= self.today)
        found = conflicts.month_findings(
            DATES, slots=slots, windows=(self.window,), outlets=(outlet(),), quotas=(), budgets=(), days=DAYS,
            strands=(self.strand(), *more), zone=ZONE, levels=levels,
            now=datetime(self.today.year, self.today.month, self.today.day, 1, tzinfo=ZONE),
        )  # fmt: skip
        return [one for one in found if one.code.startswith("rhythm.")]


@st.composite
def cases(draw) -> Case:
    unit = draw(st.sampled_from(RhythmUnit))
    exceptions = st.builds(ExceptionView, st.sampled_from(WHOLE), st.booleans())
    where = window(
        weekdays=draw(st.frozensets(st.integers(0, 6), min_size=1)), capacity_spots=9,
        exceptions=tuple(draw(st.lists(exceptions, max_size=3))),
    )  # fmt: skip
    number = draw(st.integers(2, 14) if unit is RhythmUnit.DAYS else st.integers(1, 4))
    today = date(2017, 3, 20) + DAY * draw(st.integers(0, 45))
    case = Case(where, replace(WEEKLY, unit=unit, number=number), frozenset(), today)
    often = draw(st.integers(1, 9))  # of ten days on which it runs it is there on so many
    there = draw(st.randoms(use_true_random=False))
    return case._replace(held=frozenset(day for day in sorted(case.runs()) if there.randrange(10) < often))


def plain(case: Case) -> set[tuple[date, date]]:
    """Stretches that stay too long even if every day after the month were used, and in which the month has a free day."""
    runs, later = case.runs(), {day for day in case.runs() if day > DATES[-1] and day >= case.today}
    free = {day for day in runs if day in DATES and day >= case.today and day not in case.held}
    return {
        (first, last) for first, last, days in _bare(case, runs)
        if any(day in free for day in days) and _falls_short(case, days, runs, later)
    }  # fmt: skip


def _bare(case: Case, runs: frozenset[date]) -> Iterator[tuple[date, date, list[date]]]:
    """Stretches without the programme, or weeks and months, of the campaign."""
    if case.rhythm.unit is RhythmUnit.DAYS:
        for empty, group in groupby(WHOLE, key=lambda day: day not in case.held):
            if empty:
                days = list(group)
                yield days[0], days[-1], days
        return
    key = (lambda day: day.isocalendar()[:2]) if case.rhythm.unit is RhythmUnit.WEEK else month_of
    around = [STARTS + DAY * n for n in range(-31, len(WHOLE) + 31)]
    for _, group in groupby(around, key=key):
        days = list(group)
        if days[0] >= STARTS and days[-1] < ENDS:
            yield days[0], days[-1], days


def _falls_short(case: Case, days: list[date], runs: frozenset[date], later: set[date]) -> bool:
    number = case.rhythm.number or 0
    there = case.held | later
    if case.rhythm.unit is RhythmUnit.DAYS:
        open_days = [list(group) for used, group in groupby(days, key=lambda day: day in later) if not used]
        return any(len(one) >= number and any(d in runs and d in DATES and d >= case.today for d in one)
                   for one in open_days)  # fmt: skip
    return sum(day in there for day in days) < min(number, sum(day in runs for day in days))


@settings(max_examples=400)
@given(cases())
def test_the_month_is_warned_of_exactly_what_a_count_of_every_day_finds(case):
    assert {(one.facts["first"], one.facts["last"]) for one in case.told()} == plain(case)


@given(cases(), st.data())
def test_a_warning_leads_to_a_free_cell_of_the_month_and_placing_there_mends_it(case, data):
    found = case.told()
    assume(found)
    one = data.draw(st.sampled_from(found))
    assert one.window_id == case.window.id
    assert one.date in DATES
    assert one.date >= case.today
    assert one.date in case.runs() - case.held
    assert one.facts["first"] <= one.date <= one.facts["last"]

    after = case._replace(held=case.held | {one.date}).told()

    same = [each for each in after if each.facts["first"] <= one.date <= each.facts["last"]]
    if case.rhythm.unit is RhythmUnit.DAYS:
        assert not same
        assert not [each for each in after if each.facts["first"] == one.facts["first"]]
    else:
        assert {each.facts["have"] for each in same} <= {one.facts["have"] + 1}


WEDNESDAYS = window(weekdays=frozenset({2}), programme="Chuyên trang")
TODAY = date(2017, 4, 3)


def test_a_skipped_wednesday_is_told_with_its_clause_at_the_last_day_for_it_and_is_silent_once_placed():
    held = frozenset({date(2017, 3, day) for day in (1, 8, 15, 22, 29)} | {date(2017, 4, 5), date(2017, 4, 19)})
    case = Case(WEDNESDAYS, WEEKLY, held | {date(2017, 4, 26)}, TODAY)

    (found,) = case.told()

    assert (found.window_id, found.date, found.level) == (WEDNESDAYS.id, date(2017, 4, 12), RuleLevel.WARN)
    assert refusals.finding(found) == (
        "Chuyên trang không có kỳ nào từ 06/04/2017 đến hết 18/04/2017, đã thống nhất cách nhau không quá 7 ngày "
        "(mục III.4 của kế hoạch; Biên bản 03). Xin đặt chậm nhất 12/04/2017."
    )
    assert case._replace(held=case.held | {date(2017, 4, 12)}).told() == []


def test_what_the_next_month_can_still_keep_is_no_matter_of_this_one():
    held = frozenset({date(2017, 4, day) for day in (1, 7, 13, 19, 25)})
    case = Case(window(), WEEKLY, held, TODAY)
    assert case.told() == []  # until the 2nd of May there is time
    (found,) = case._replace(held=held - {date(2017, 4, 25)}).told()
    assert (found.date, found.facts["first"], found.facts["last"]) == (date(2017, 4, 26), date(2017, 4, 20), ENDS - DAY)


def test_a_week_with_too_few_is_told_in_its_own_words_and_without_a_clause_by_its_paper_alone():
    twice = replace(WEEKLY, unit=RhythmUnit.WEEK, number=2, clause="", obligation_id=None)
    case = Case(window(programme="Bản tin"), twice, frozenset(day for day in WHOLE if day.weekday() in {0, 4})
                - {date(2017, 4, 14)}, TODAY)  # fmt: skip
    (found,) = case.told()
    assert refusals.finding(found) == (
        "Bản tin mới có và mới đặt 1/2 kỳ từ 10/04/2017 đến hết 16/04/2017 (Biên bản 03). "
        "Xin đặt thêm chậm nhất 16/04/2017."
    )


def test_a_full_cell_gives_way_to_one_with_room_and_an_office_may_be_told_of_none_of_it():
    case = Case(window(), replace(WEEKLY, number=10), frozenset({date(2017, 4, 1)}), TODAY)
    (found,) = case.told()
    assert found.date == date(2017, 4, 11)
    full = case._replace(window=replace(case.window, capacity_spots=0))
    assert [one.date for one in full.told()] == [date(2017, 4, 11)]
    other = slot(case.window, date(2017, 4, 11), uid="other", campaign_id=2)
    (beside,) = [
        one for one in conflicts.month_findings(
            DATES, slots=(other,), windows=(case.window,), outlets=(outlet(),), quotas=(), budgets=(), days=DAYS,
            strands=(case.strand(),), zone=ZONE, now=datetime(2017, 4, 3, 1, tzinfo=ZONE),
        ) if one.code == "rhythm.gap"
    ]  # fmt: skip
    assert beside.date == date(2017, 4, 10)
    assert case.told(**{"rhythm.gap": RuleLevel.IGNORE}) == []
