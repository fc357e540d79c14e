"""The rules of the month: what blocks, what warns, where else there is room, and how it adds up."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.times import ZONE
from campaigns.values.board import FindingGroup, Remedy, Sum
from campaigns.values.outlets import ExceptionView
from campaigns.values.slots import BudgetView, QuotaView
from campaigns.values.words import ChannelKind, Resolution, RuleLevel, SlotState
from scheduler import conflicts, grid
from scheduler.conflicts import levels as rule_levels
from tests.strategies import DATES, DAYS, NOW, Laid, dates, months, offer, outlet, slot, window
from web import refusals

THURSDAY = date(2017, 4, 20)
LIVE = [state for state in SlotState if state not in grid.HOLDS_NO_PLACE]


def judged(laid: Laid, where, day, theme, **told):
    usual = {"slots": laid.slots, "windows": laid.windows, "days": DAYS, "now": NOW, "zone": ZONE}
    return conflicts.placing(where, day, theme, **(usual | told))


def findings(laid: Laid, **told):
    usual = {
        "slots": laid.slots, "windows": laid.windows, "outlets": laid.outlets, "quotas": laid.quotas,
        "budgets": laid.budgets, "days": DAYS, "now": NOW, "zone": ZONE,
    }  # fmt: skip
    return conflicts.month_findings(DATES, **(usual | told))


def blocked(laid: Laid, where, day, slots) -> bool:
    """The blocking rules once more, as plainly as they can be said."""
    held = [s for s in slots if s.window_id == where.id and s.date == day and s.state in LIVE]
    too_long = where.capacity_s is not None and sum(s.duration_s for s in held) + where.length_s > where.capacity_s
    runs = grid.why_not(where, day, DAYS[day]) is None
    return not runs or len(held) >= where.capacity_spots or too_long or grid.place_of(where, day).starts_at <= NOW


def holds_up(laid: Laid, remedy: Remedy, slots) -> bool:
    where = next(one for one in laid.windows if one.id == remedy.window_id)
    return not blocked(laid, where, remedy.date, slots) and remedy.date in DATES


@given(months(), st.data())
def test_a_placement_is_blocked_exactly_when_there_is_no_place_to_be_had(laid, data):
    where, day = data.draw(st.sampled_from(laid.windows)), data.draw(dates)

    found = judged(laid, where, day, 1)

    assert any(one.level is RuleLevel.BLOCK for one in found) == blocked(laid, where, day, laid.slots)


@given(months(), st.data())
def test_a_remedy_taken_breaks_no_blocking_rule(laid, data):
    where, day = data.draw(st.sampled_from(laid.windows)), data.draw(dates)

    for found in judged(laid, where, day, 1):
        assert len(found.remedies) <= 3
        assert len(set(found.remedies)) == len(found.remedies)
        for remedy in found.remedies:
            assert (remedy.window_id, remedy.date) != (where.id, day)
            assert holds_up(laid, remedy, laid.slots)


@given(months())
def test_a_months_remedies_hold_up_for_the_slot_that_would_take_them(laid):
    for found in findings(laid):
        for remedy in found.remedies:
            left = [one for one in laid.slots if one.uid != found.uids[-1]]
            assert holds_up(laid, remedy, left)


@given(months(), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(laid: Laid, chance: random.Random):
    def mixed(listed):
        return tuple(chance.sample(listed, len(listed)))

    other = Laid(mixed(laid.windows), mixed(laid.slots), mixed(laid.quotas), mixed(laid.budgets), mixed(laid.outlets))

    assert findings(other) == findings(laid)
    assert judged(other, laid.windows[0], THURSDAY, 1) == judged(laid, laid.windows[0], THURSDAY, 1)


@given(months())
def test_totals_equal_a_plain_double_loop(laid):
    totals = conflicts.totals(laid.slots, quotas=laid.quotas, windows=laid.windows, days=DATES)

    def plain(takes) -> Sum:
        held = [one for one in laid.slots if one.state in LIVE and takes(one)]
        said_yes = {SlotState.CONFIRMED, SlotState.ON_AIR, SlotState.AIRED}
        return Sum(
            spots=len(held), confirmed=sum(one.state in said_yes for one in held),
            length_s=sum(one.duration_s for one in held), known_vnd=sum(one.cost_vnd or 0 for one in held),
            unpriced=sum(one.cost_vnd is None for one in held),
        )  # fmt: skip

    def bare(known: Sum) -> Sum:
        return replace(known, quota=None)

    for where in laid.windows:
        assert bare(totals.windows[where.id]) == plain(lambda one, where=where: one.window_id == where.id)
        here = where.outlet_id
        assert bare(totals.outlets[here]) == plain(lambda one, here=here: one.outlet_id == here)
    for day in DATES:
        assert totals.days[day] == plain(lambda one, day=day: one.date == day)
    assert bare(totals.whole) == plain(lambda _one: True)


@given(months())
def test_every_finding_has_its_own_heading_and_a_sentence_with_all_its_facts(laid):
    for found in (*findings(laid), *judged(laid, laid.windows[0], THURSDAY, 1)):
        assert found.group is rule_levels.GROUPS[found.code]
        said = refusals.sentence(found.code, {"date": found.date, **found.facts})
        assert "%(" not in said


def test_every_code_has_a_sentence():
    assert set(rule_levels.GROUPS) <= set(refusals.SENTENCES)


@given(months(), st.sampled_from(RuleLevel))
def test_no_level_makes_a_place_where_there_is_none(laid, level):
    soft = dict.fromkeys(rule_levels.GROUPS, level)
    for where in laid.windows:
        found = judged(laid, where, THURSDAY, 1, levels=soft)
        places = [one.level for one in found if one.code in rule_levels.NO_PLACE]
        assert set(places) <= {RuleLevel.BLOCK}
        assert {one.level for one in found if one.code not in rule_levels.NO_PLACE} <= {level} - {RuleLevel.IGNORE}


# examples


def test_a_full_cell_names_who_is_there_and_offers_the_same_day_first():
    noon, morning = window(1), window(2, start_minute=375)
    held = slot(noon, THURSDAY, 1, state=SlotState.CONFIRMED)

    (found,) = judged(Laid((noon, morning), (held,)), noon, THURSDAY, 2)

    assert (found.code, found.group, found.level) == ("cell.full", FindingGroup.CAPACITY, RuleLevel.BLOCK)
    assert found.uids == (held.uid,)
    assert found.facts["others"] == ("A Chủ đề 1",)
    assert [(one.window_id, one.date.day) for one in found.remedies] == [(2, 20), (1, 21), (2, 21)]


def test_seconds_run_out_before_spots():
    noon = window(capacity_spots=3, capacity_s=100)
    held = (slot(noon, THURSDAY, 1, place=0), slot(noon, THURSDAY, 2, place=1))

    (found,) = judged(Laid((noon,), held), noon, THURSDAY, 3)

    assert (found.code, found.facts["left_s"], found.facts["length_s"]) == ("cell.full_seconds", 10, 45)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"valid_from": date(2017, 5, 1)}, grid.NOT_YET),
        ({"valid_until": THURSDAY}, grid.ENDED),
        ({"exceptions": (ExceptionView(THURSDAY, runs=False),)}, grid.LEFT_OUT),
        ({"weekdays": frozenset({0})}, grid.OTHER_WEEKDAY),
        ({"nth": (1,)}, grid.OTHER_TURN),
        ({"every_weeks": 2, "anchor": date(2017, 4, 13)}, grid.OTHER_WEEK),
        ({"channel_kind": ChannelKind.PRINT, "issue_weekdays": frozenset({0})}, grid.NO_ISSUE),
    ],
)
def test_a_day_on_which_a_window_does_not_run_takes_nothing(told, code):
    where = window(**told)

    (found,) = judged(Laid((where,), ()), where, THURSDAY, 1)

    assert (found.code, found.level) == (code, RuleLevel.BLOCK)


def test_an_hour_that_has_come_takes_nothing_and_later_ones_are_offered():
    where = window(start_minute=660)  # 11:00, this very minute

    (found,) = judged(Laid((where,), ()), where, date(2017, 4, 12), 1)

    assert found.code == "cell.past"
    assert [one.date.day for one in found.remedies] == [13, 14, 15]


def test_a_holiday_is_warned_of_and_not_refused():
    where = window()

    (found,) = judged(Laid((where,), ()), where, date(2017, 4, 30), 1)

    assert (found.code, found.level) == ("day.holiday", RuleLevel.WARN)
    assert found.facts["holiday"] == "Ngày Chiến thắng"


def test_booking_that_has_closed_is_warned_of_or_blocks_where_the_office_says_so():
    where = window(booking_lead_days=3)
    laid = Laid((where,), ())

    (found,) = judged(laid, where, date(2017, 4, 14), 1)
    (strict,) = judged(laid, where, date(2017, 4, 14), 1, levels={"lead.booking_passed": RuleLevel.BLOCK_RELEASE})

    assert (found.code, found.level) == ("lead.booking_passed", RuleLevel.WARN)
    assert strict.level is RuleLevel.BLOCK_RELEASE
    assert found.remedies[0].date == date(2017, 4, 15)  # three working days before that Saturday is today, until 16:00


def test_the_same_theme_again_in_a_cell_or_right_after_it_is_warned_of():
    noon, after, evening = window(1, capacity_spots=2), window(2, start_minute=700), window(3, start_minute=1185)
    laid = Laid((noon, after, evening), (slot(noon, THURSDAY, 1),))

    assert [one.code for one in judged(laid, noon, THURSDAY, 1)] == ["theme.twice"]
    assert [one.code for one in judged(laid, after, THURSDAY, 1)] == ["theme.adjacent"]
    assert judged(laid, evening, THURSDAY, 1) == ()
    wary = judged(laid, evening, THURSDAY, 1, levels={"theme.same_day": RuleLevel.WARN})
    assert [(one.code, one.facts["other"]) for one in wary] == [("theme.same_day", "11:30 Chương trình 1")]
    assert judged(laid, noon, THURSDAY, 2) == ()


def test_a_place_that_nothing_speaks_against_says_nothing():
    where = window()
    assert judged(Laid((where,), ()), where, THURSDAY, 1) == ()


def test_a_cell_that_holds_more_than_it_takes_names_the_later_one_and_where_it_can_go():
    noon, morning = window(1), window(2, start_minute=375)
    first, second = slot(noon, THURSDAY, 1, place=0), slot(noon, THURSDAY, 4, place=1)

    (found,) = [one for one in findings(Laid((noon, morning), (first, second))) if one.group is FindingGroup.CAPACITY]

    assert (found.code, found.level, found.uids) == ("cell.full", RuleLevel.BLOCK, (second.uid,))
    assert found.facts["others"] == ("A Chủ đề 1",)
    assert (found.remedies[0].window_id, found.remedies[0].date) == (2, THURSDAY)


def test_what_is_over_is_not_told_of_as_if_it_could_be_moved():
    noon = window(1, price_vnd=1)
    past = tuple(slot(noon, date(2017, 4, 3), n, uid=str(n), state=SlotState.AIRED) for n in (1, 1, 2))

    assert findings(Laid((noon,), past)) == ()


def test_a_day_over_an_outlets_agreed_limit_speaks_of_no_single_cell():
    noon = window(1, capacity_spots=3, price_vnd=1)
    held = tuple(slot(noon, THURSDAY, n, place=n) for n in (1, 2, 3))

    (found,) = findings(Laid((noon,), held, outlets=(outlet(daily_limit_spots=2),)))

    assert (found.code, found.window_id, found.date) == ("day.over_limit", None, THURSDAY)


def quota(spots: int, **told) -> QuotaView:
    usual = {"id": 1, "campaign_id": 1, "outlet_id": 1, "window_id": 1, "theme_id": None, "month": None}
    return QuotaView(**(usual | told), spots=spots, source="Biên bản 02/2017")


def test_a_figure_is_told_of_when_passed_or_out_of_reach_and_not_while_there_is_room():
    where = window(1, price_vnd=1)
    held = tuple(slot(where, date(2017, 4, day), sent_at=NOW) for day in (20, 22))
    laid = Laid((where,), held)

    over = findings(replace(laid, quotas=(quota(1),)))
    assert [(one.code, one.facts["surplus"]) for one in over] == [("quota.above", 1)]
    assert findings(replace(laid, quotas=(quota(2),))) == ()
    assert findings(replace(laid, quotas=(quota(19),))) == ()  # 12 at 11:30 to 30, without the two taken: 17 left
    (short,) = findings(replace(laid, quotas=(quota(20),)))
    assert (short.code, short.facts["missing"], short.facts["left"]) == ("quota.below", 18, 17)


def test_no_figure_no_finding():
    where = window(1)
    found = findings(Laid((where,), (slot(where, THURSDAY),)))
    assert [one.code for one in found] == ["price.missing"]


def test_a_budget_is_passed_by_agreed_prices_alone():
    where = window(1, price_vnd=900_000, capacity_spots=2)
    held = tuple(slot(where, date(2017, 4, day)) for day in (20, 22))
    budget = BudgetView(1, None, None, 1_000_000, "Quyết định 5")

    (found,) = findings(Laid((where,), held, budgets=(budget,)))

    assert (found.code, found.facts["over_vnd"]) == ("budget.over", 800_000)
    assert findings(Laid((where,), held, budgets=(replace(budget, amount_vnd=1_800_000),))) == ()


def test_planned_slots_past_their_booking_or_their_hour_are_told_of():
    where = window(1, price_vnd=1, booking_lead_days=3)
    unsent, sent = slot(where, date(2017, 4, 13)), slot(where, date(2017, 4, 14), sent_at=NOW)
    gone = slot(where, date(2017, 4, 11), sent_at=NOW)

    found = findings(Laid((where,), (unsent, sent, gone)))

    assert [(one.code, one.uids) for one in found] == [
        ("lead.unanswered", (gone.uid,)), ("lead.unsent", (unsent.uid,)),
    ]  # fmt: skip
    assert found[1].remedies[0].date == date(2017, 4, 15)


def test_misses_without_an_answer_and_answers_without_a_reply_are_told_of():
    where = window(1, price_vnd=1)
    missed = slot(where, date(2017, 4, 5), state=SlotState.MISSED, resolution=Resolution.UNRESOLVED)
    settled = slot(where, date(2017, 4, 6), state=SlotState.MISSED, resolution=Resolution.WAIVED)
    asked = slot(where, date(2017, 4, 21), offer=offer(date(2017, 4, 22)))
    declined = slot(where, date(2017, 4, 24), offer=offer())

    found = findings(Laid((where,), (missed, settled, asked, declined)))

    assert [(one.code, one.uids) for one in found] == [
        ("miss.unresolved", (missed.uid,)), ("offer.asked", (asked.uid,)), ("offer.declined", (declined.uid,)),
    ]  # fmt: skip
    assert [len(one.remedies) for one in found] == [3, 0, 3]


def test_an_outlets_figure_is_its_own_or_the_sum_of_its_windows_where_each_has_one():
    one, two, ended = window(1), window(2), window(3, valid_until=date(2017, 3, 1))
    laid = (one, two, ended)

    def goals(*agreed):
        told = conflicts.totals((), quotas=agreed, windows=laid, days=DATES)
        return told.windows[1].quota, told.outlets[1].quota, told.whole.quota

    assert goals() == (None, None, None)
    assert goals(quota(5)) == (5, None, None)
    assert goals(quota(5), quota(7, window_id=2)) == (5, 12, 12)
    assert goals(quota(5), quota(20, window_id=None)) == (5, 20, 20)
    assert goals(quota(5), quota(6, id=2, month="2017-04"), quota(7, month="2017-05")) == (6, None, None)
    assert goals(quota(5, theme_id=1)) == (None, None, None)


def test_a_month_of_three_hundred_slots_asks_for_each_cell_once():
    """A sheet as large as the office's: nothing is lost and nothing is told twice."""
    laid = tuple(window(n, n % 3 + 1, start_minute=300 + n * 60, price_vnd=1) for n in range(1, 18))
    held = [slot(where, day, (where.id + day.day) % 5 + 1) for where in laid for day in DATES[::2]]

    found = findings(Laid(laid, tuple(held), outlets=tuple(outlet(n) for n in (1, 2, 3))))

    assert len(found) == len({(one.code, one.uids, one.window_id, one.date) for one in found})
    unsent = {uid for one in found if one.code == "lead.unanswered" for uid in one.uids}
    assert unsent == {one.uid for one in held if one.starts_at <= NOW}


def test_a_place_that_takes_as_much_is_offered_before_a_nearer_one_that_takes_more():
    short, longer = window(1, length_s=30), window(2, length_s=600)
    laid = Laid((short, longer), (slot(short, THURSDAY),))

    (full,) = (one for one in judged(laid, short, THURSDAY, 1) if one.code == "cell.full")

    assert [remedy.window_id for remedy in full.remedies] == [1, 1, 1]
    assert all(remedy.date != THURSDAY for remedy in full.remedies)
