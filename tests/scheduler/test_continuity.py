"""Gaps of a standing programme against a plain double loop over every stretch and every day, and worked examples."""

from collections.abc import Set
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from campaigns.times import month_of
from campaigns.values.rhythms import Appearances, Gap, GapKind, RhythmView
from campaigns.values.words import RhythmUnit
from scheduler.continuity import Held, gaps_of, judged, longest, segments

FIRST, DAY = date(2017, 2, 16), timedelta(days=1)
FAR = date(2018, 12, 31)
EVERY = RhythmView(1, 1, 1, RhythmUnit.DAYS, 7, FIRST, "Biên bản")


def on(*days: int) -> frozenset[date]:
    """Dates by their number from the campaign's first."""
    return frozenset(FIRST + DAY * day for day in days)


dates = st.frozensets(st.integers(0, 70).map(lambda n: FIRST + DAY * n), max_size=14)


@st.composite
def cases(draw, units=tuple(RhythmUnit)) -> tuple[Held, Appearances, date]:
    unit = draw(st.sampled_from(units))
    number = draw(st.integers(1, 20 if unit is RhythmUnit.DAYS else 4))
    begins = draw(st.integers(0, 20))
    held = Held(replace(EVERY, unit=unit, number=number), FIRST + DAY * begins,
                FIRST + DAY * (begins + draw(st.integers(1, 70))))  # fmt: skip
    today = FIRST + DAY * draw(st.integers(-5, 95))
    aired = frozenset(day for day in draw(dates) if day <= today)
    planned = frozenset(day for day in draw(dates) if day >= today)
    runs = draw(st.just(on(*range(100))) | dates)
    return held, Appearances(aired, frozenset(), planned, runs), today


def told(gaps: tuple[Gap, ...]) -> list[tuple[GapKind, date, date]]:
    return [(gap.kind, gap.first, gap.last) for gap in gaps]


def stretches(held: Held, seen: Appearances, today: date) -> list[tuple[GapKind, date, date]]:
    """Days that belong to some run of so many empty days, joined; each run is looked at by itself."""
    number, there = held.rhythm.number or 0, seen.aired | seen.planned
    bare: set[date] = set()
    start = held.first
    while start + DAY * number <= held.ends_before:
        run = [start + DAY * n for n in range(number)]
        if not any(day in there for day in run):
            bare.update(run)
        start += DAY
    found = []
    for _, group in groupby(sorted(bare), key=lambda day: (day - FIRST).days - sorted(bare).index(day)):
        days = list(group)
        if not any(day in seen.runs for day in days):
            continue
        after = days[-1] + DAY
        if after <= today and (after in seen.aired or after == held.ends_before):
            kind = GapKind.PAST
        elif all(day < today for day in days[:number]) and any(day in seen.runs for day in days if day < today):
            kind = GapKind.OPEN
        else:
            kind = GapKind.AHEAD
        found.append((kind, days[0], days[-1]))
    return found


def periods(held: Held, seen: Appearances, today: date) -> list[tuple[GapKind, date, date]]:
    """Every day of every week or month counted."""
    is_week = held.rhythm.unit is RhythmUnit.WEEK
    found = []
    key = (lambda day: day.isocalendar()[:2]) if is_week else month_of
    for _, group in groupby((FIRST - DAY * 60 + DAY * n for n in range(300)), key=key):
        days = list(group)
        if days[0] < held.first or days[-1] >= held.ends_before:
            continue
        wanted = min(held.rhythm.number or 0, sum(day in seen.runs for day in days))
        sure = sum(day in seen.aired or day in seen.planned for day in days)
        can = sum(day in seen.aired or day in seen.planned or (day >= today and day in seen.runs) for day in days)
        if sure < wanted:
            kind = GapKind.PAST if days[-1] < today else GapKind.OPEN if can < wanted else GapKind.AHEAD
            found.append((kind, days[0], days[-1]))
    return found


@given(cases())
def test_gaps_are_those_that_a_plain_double_loop_finds(case):
    held, seen, today = case
    brute = stretches if held.rhythm.unit is RhythmUnit.DAYS else periods

    assert told(gaps_of(held, seen, today=today, until=FAR)) == brute(held, seen, today)


@given(cases(), st.data())
def test_placing_on_the_last_day_for_it_leaves_less_to_mend(case, data):
    held, seen, today = case
    ahead = [gap for gap in gaps_of(held, seen, today=today, until=FAR) if gap.kind is GapKind.AHEAD]
    assume(ahead)
    gap = data.draw(st.sampled_from(ahead))
    assume(gap.due in seen.runs and gap.due >= today)

    after = gaps_of(held, replace(seen, planned=seen.planned | {gap.due}), today=today, until=FAR)

    same = [one for one in after if one.kind is GapKind.AHEAD and one.first <= gap.due <= one.last]
    if gap.unit is RhythmUnit.DAYS:
        assert not same
    else:
        assert [one.have for one in same] == ([gap.have + 1] if gap.have + 1 < gap.wanted else [])


@given(cases(), dates)
def test_evidence_that_is_awaited_closes_no_gap_and_asks_for_no_placing(case, waiting):
    held, seen, today = case
    waiting = frozenset(day for day in waiting if day < today) - seen.aired
    found = gaps_of(held, replace(seen, waiting=waiting), today=today, until=FAR)
    bare = gaps_of(held, seen, today=today, until=FAR)
    come = gaps_of(held, replace(seen, aired=seen.aired | waiting), today=today, until=FAR)

    def of(gaps: tuple[Gap, ...], *kinds: GapKind) -> list[tuple[GapKind, date, date]]:
        return told(tuple(gap for gap in gaps if gap.kind in kinds))

    assert of(found, GapKind.PAST, GapKind.OPEN) == of(bare, GapKind.PAST, GapKind.OPEN)
    assert of(found, GapKind.AHEAD) == of(come, GapKind.AHEAD)
    still = of(come, GapKind.PAST, GapKind.OPEN)
    for gap in found:
        if gap.kind is not GapKind.AHEAD:
            assert gap.waiting == sum(gap.first <= day <= gap.last for day in waiting)
            assert gap.unproven == (not any(a <= gap.last and gap.first <= b for _, a, b in still))


@given(st.lists(st.tuples(st.integers(0, 60), st.none() | st.integers(1, 5)), max_size=5))
def test_on_each_day_the_entry_holds_that_was_recorded_last_of_those_that_have_begun(told_of):
    entries = [replace(EVERY, id=n, from_day=FIRST + DAY * day, number=number)
               for n, (day, number) in enumerate(told_of)]  # fmt: skip
    held = segments(entries, FIRST, FIRST + DAY * 50)

    for n in range(50):
        day = FIRST + DAY * n
        begun = [one for one in entries if one.from_day <= day]
        wanted = begun[-1] if begun and begun[-1].number is not None else None
        assert [one.rhythm for one in held if one.first <= day < one.ends_before] == ([wanted] if wanted else [])


@given(st.lists(st.integers(0, 50), unique=True).map(sorted), st.integers(0, 60))
def test_the_longest_gap_is_that_of_all_pairs_of_neighbours(days, today):
    aired = [FIRST + DAY * day for day in days]
    ends = [*days, max(today, *days)] if days else []
    pairs: Set[int] = {b - a for a, b in pairwise(ends)}

    assert longest(aired, FIRST + DAY * today) == (max(pairs) if pairs else None)


def test_a_weekly_strand_that_skips_a_holiday_has_no_gap_and_one_that_was_not_placed_has():
    thursdays = on(0, 7, 14, 21, 28)
    seen = Appearances(aired=on(0, 7, 21), planned=on(28), runs=thursdays - on(14))
    found = judged([EVERY], seen, FIRST, FIRST + DAY * 29, today=FIRST + DAY * 22, until=FAR)
    assert found.gaps == ()  # on the 14th day it does not run
    assert (found.last, found.longest) == (FIRST + DAY * 21, 14)

    missed = judged([EVERY], replace(seen, runs=thursdays), FIRST, FIRST + DAY * 29, today=FIRST + DAY * 22, until=FAR)
    assert [(gap.kind, gap.have, gap.due) for gap in missed.gaps] == [(GapKind.PAST, 14, FIRST + DAY * 14)]


def test_a_month_with_one_of_two_is_told_before_it_is_too_late_and_after():
    twice = replace(EVERY, unit=RhythmUnit.MONTH, number=2)
    wednesdays = frozenset(date(2017, 3, 1) + DAY * 7 * n for n in range(12))
    seen = Appearances(aired=frozenset({date(2017, 3, 8)}), runs=wednesdays)

    def at(day: int, month: int = 3) -> tuple[Gap, ...]:
        return judged([twice], seen, FIRST, date(2017, 4, 1), today=date(2017, month, day), until=FAR).gaps

    assert [(gap.kind, gap.due, gap.have, gap.wanted) for gap in at(20)] == [
        (GapKind.AHEAD, date(2017, 3, 29), 1, 2)
    ]  # fmt: skip
    assert [gap.kind for gap in at(30)] == [GapKind.OPEN]
    assert [(gap.kind, gap.due) for gap in at(1, month=4)] == [(GapKind.PAST, date(2017, 3, 29))]


def test_what_is_to_come_is_told_only_within_reach():
    seen = Appearances(aired=on(0), runs=on(*range(60)))

    def ahead(until: int) -> list[date]:
        found = judged([EVERY], seen, FIRST, FIRST + DAY * 60, today=FIRST + DAY, until=FIRST + DAY * until)
        return [gap.due for gap in found.gaps]

    assert ahead(6) == []
    assert ahead(7) == [FIRST + DAY * 7]


def test_nothing_agreed_is_nothing_judged():
    found = judged([], Appearances(aired=on(3)), FIRST, FIRST + DAY * 60, today=FIRST + DAY * 40, until=FAR)
    assert (found.gaps, found.rhythm, found.last, found.longest) == ((), None, FIRST + DAY * 3, 37)
