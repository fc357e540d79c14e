"""A month as the planner's problem: what it admits is what the board's rules have nothing against, and back again."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from campaigns.values.edits import Move, Place, Remove
from campaigns.values.proposals import Asked, Proposed, Target
from campaigns.values.words import RuleLevel, SlotState
from scheduler import conflicts, grid, stating
from scheduler.planner.rows import Rows, unfold
from tests.scheduler.test_board import THEMES, facts
from tests.strategies import DATES, Laid, months, offer, outlet, slot, window


def asking(laid, **told):
    """Ten spots of every outlet, and whatever else is told."""
    targets = tuple(Target(one.id, 10, "thoả thuận") for one in laid.outlets)
    return Asked(**({"campaign_id": 1, "targets": targets} | told))


def admitted(rows: Rows, place: int) -> bool:
    """Whether a candidate could stand alone beside what is settled."""
    return not rows.candidates[place].barred and all(
        limit.most is None or sum(weight for i, weight in limit.terms if i == place) <= limit.most
        for limit in rows.limits
        if not limit.rule.startswith(("quotamax", "budget"))
    )


def own_themes(laid):
    """The same month with the other campaign's slots of a theme of its own, as on record they always are."""
    slots = tuple(one if one.campaign_id == 1 else replace(one, theme_id=9) for one in laid.slots)
    return replace(laid, slots=slots)


@given(
    months().map(own_themes),
    st.sampled_from(["day.holiday", "theme.adjacent", "lead.booking_passed", "day.over_limit", "none"]),
    st.sampled_from([RuleLevel.WARN, RuleLevel.IGNORE]), st.sets(st.sampled_from(DATES), min_size=3, max_size=3),
)  # fmt: skip
def test_the_planner_may_place_exactly_what_no_rule_of_the_board_speaks_against(laid, passed_over, same_day, looked_at):
    told = facts(laid, levels={"theme.same_day": same_day, passed_over: RuleLevel.IGNORE})
    rows = unfold(stating.problem(told, asking(laid)))
    limits = {one.id: one.daily_limit_spots for one in laid.outlets}

    def free(window, day, theme):
        held = [
            one for one in laid.slots
            if (one.outlet_id, one.date) == (window.outlet_id, day) and one.state not in grid.HOLDS_NO_PLACE
        ]  # fmt: skip
        limit = None if passed_over == "day.over_limit" else limits[window.outlet_id]
        return (limit is None or len(held) < limit) and not conflicts.placing(
            window, day, theme, slots=laid.slots, windows=(), days=told.days, now=told.now, zone=told.zone,
            levels=told.levels,
        )  # fmt: skip

    admits = {
        proposed for i, one in enumerate(rows.candidates)
        if one.placement.date in looked_at and admitted(rows, i) and (proposed := stating.read_back([one.placement])[0])
        and proposed.theme_id < 3
    }  # fmt: skip
    assert admits == {
        Proposed(window.id, day, theme)
        for window in laid.windows for day in looked_at for theme in (1, 2) if free(window, day, theme)
    }  # fmt: skip


@given(months())
def test_a_slot_on_record_is_settled_or_movable_and_never_both(laid):
    told = facts(laid)
    for movable in (False, True):
        asked = asking(laid, movable=movable)
        problem = stating.problem(told, asked)
        living = [one for one in laid.slots if one.state not in grid.HOLDS_NO_PLACE]
        moving = stating.movable(told, asked)

        assert len(problem.held) + len(moving) == len(living)
        assert all(one.state is SlotState.PLANNED and one.campaign_id == 1 for one in moving)
        assert not moving or movable


@given(months(), st.data())
def test_carrying_a_proposal_out_leaves_the_slots_it_proposes(laid, data):
    told = facts(laid)
    asked = asking(laid, movable=True)
    moving = stating.movable(told, asked)
    problem = stating.problem(told, asked)
    every = stating.read_back(one.placement for one in unfold(problem).candidates)
    assume(every)
    wanted = frozenset(data.draw(st.lists(st.sampled_from(every), max_size=6)))
    kept = frozenset(data.draw(st.lists(st.sampled_from(moving), max_size=6))) if moving else frozenset()
    wanted |= {stating.proposed(one) for one in kept}

    done = [one.operation for one in stating.changes(told, asked, wanted)]

    standing = {one.uid: stating.proposed(one) for one in moving}
    placed = set()
    for one in done:
        match one:
            case Remove():
                del standing[one.uid]
            case Move():
                standing[one.uid] = Proposed(one.window_id, one.date, standing[one.uid].theme_id)
            case Place():
                placed.add(Proposed(one.window_id, one.date, one.theme_id))
    there = {stating.proposed(one) for one in laid.slots if one.state not in grid.HOLDS_NO_PLACE}
    assert placed | set(standing.values()) | (wanted & there) == wanted
    assert len(placed) + len(standing) + len((wanted & there) - set(standing.values())) == len(wanted)
    assert not {one.uid for one in done if isinstance(one, Move)} & {one.uid for one in kept}


@given(months())
def test_slots_on_record_count_for_their_figures_wherever_their_windows_still_run(laid):
    laid = own_themes(laid)
    told = facts(laid)
    targets = stating.agreed_targets(told, 1)
    rows = unfold(stating.problem(told, Asked(1, targets, even_themes=False, even_windows=False)))

    for target, goal in zip(targets, rows.goals, strict=True):
        assert goal.held == sum(
            one.campaign_id == 1 and one.outlet_id == target.outlet_id and one.state not in grid.HOLDS_NO_PLACE
            and target.window_id in {None, one.window_id} and target.theme_id in {None, one.theme_id}
            for one in laid.slots
        )  # fmt: skip


def test_a_slot_of_a_window_that_runs_no_more_this_month_still_counts():
    ended = window(1, valid_until=date(2017, 4, 8))
    laid = Laid(windows=(ended, window(2)), slots=(slot(ended, date(2017, 4, 5), state=SlotState.AIRED),))
    problem = stating.problem(
        facts(laid), Asked(1, (Target(1, 3, "thoả thuận"),), even_themes=False, even_windows=False)
    )

    assert [goal.held for goal in unfold(problem).goals] == [1]


def test_what_was_asked_reads_back_as_it_was_kept():
    asked = Asked(
        campaign_id=3, targets=(Target(1, 12, "biên bản", window_id=4), Target(2, 5, "điện thoại", theme_id=7)),
        left_out=frozenset({2}), preferred=frozenset({4, 5}), even_themes=False, on_holidays=True, movable=True,
        budget_vnd=90_000_000, label="bớt 10 %",
    )  # fmt: skip

    assert Asked.of_json(asked.as_json()) == asked


@given(months())
def test_a_figure_is_asked_for_as_it_was_agreed_and_shared_alike_among_themes(laid):
    told = facts(laid)
    targets = stating.agreed_targets(told, 1)
    problem = stating.problem(told, Asked(1, targets))

    first = [one for one in problem.quotas if one.tier == 1]
    assert [(one.least, one.most) for one in first] == [(one.spots, one.spots) for one in targets]
    assert sum(one.least for one in first) == sum(one.spots for one in laid.quotas if one.campaign_id == 1)
    for target, quota in zip(targets, first, strict=True):
        parts = [one for one in problem.quotas if one.id.startswith(f"{quota.id}.")]
        themes = {one.least for one in parts if one.tier == 2}
        windows = [one.least for one in parts if one.tier == 3]
        assert (target.theme_id is not None) == (not themes)
        assert target.window_id is None or not windows
        assert not themes or (len(themes) == 1 and themes.pop() * len(THEMES) <= target.spots)
        assert sum(windows) <= target.spots


@given(months())
def test_a_day_off_takes_nothing_unless_it_is_asked_for(laid):
    told = facts(laid)
    off = {day for day, known in told.days.items() if grid.is_holiday(known)}
    asked = asking(laid)

    closed = {one.date for one in stating.problem(told, asked).blackouts}
    assert closed == {day for day in off if day.strftime("%Y-%m") == told.month}
    assert not stating.problem(told, replace(asked, on_holidays=True)).blackouts


def test_an_outlet_that_declined_a_slot_is_not_asked_for_it_again():
    here = window(1, capacity_spots=2)
    declined = slot(here, date(2017, 4, 20), uid="a", offer=offer())
    kept = slot(here, date(2017, 4, 20) + timedelta(days=1), uid="b")
    laid = Laid(windows=(here,), outlets=(outlet(1),), slots=(declined, kept), quotas=(), budgets=())
    problem = stating.problem(facts(laid), asking(laid, movable=True))

    assert problem.forbidden == (stating.placement(declined),)
    assert problem.replan is not None
    assert problem.replan.previous == {stating.placement(declined), stating.placement(kept)}
