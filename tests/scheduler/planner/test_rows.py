"""A problem unfolded into rows says what the judge says, who reads the problem and no rows."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given, settings

from scheduler.conflicts.proposals import judge
from scheduler.planner.proposal import worth
from scheduler.planner.reasons.demand import balanced, within
from scheduler.planner.rows import Rows, unfold
from scheduler.problem import Placement, Problem
from tests.scheduler.planner.problems import everywhere, problems


def _keeps(rows: Rows, chosen: frozenset[int]) -> bool:
    return (
        rows.settled <= chosen
        and not any(rows.candidates[i].barred for i in chosen)
        and all(within(limit, chosen) for limit in rows.limits)
        and all(balanced(balance, chosen) for balance in rows.balances)
    )


def _plans(candidates: int) -> list[frozenset[int]]:
    return [frozenset(some) for size in range(candidates + 1) for some in combinations(range(candidates), size)]


def _placed(rows: Rows, chosen: Sequence[int] | frozenset[int]) -> list[Placement]:
    return [rows.candidates[i].placement for i in sorted(chosen)]


@given(problem=problems(cells=7))
@settings(max_examples=200)
def test_rows_and_judge_allow_the_same_plans_and_value_them_alike(problem: Problem) -> None:
    rows = unfold(problem)
    for chosen in _plans(len(rows.candidates)):
        verdict = judge(problem, _placed(rows, chosen))
        assert _keeps(rows, chosen) == verdict.ok, verdict.violations
        if verdict.ok:
            assert worth(rows, chosen) == verdict.objectives


@given(problem=problems())
def test_what_is_no_candidate_can_be_in_no_plan(problem: Problem) -> None:
    rows = unfold(problem)
    for placement in everywhere(problem):
        if placement not in rows.place:
            assert {broken.rule for broken in judge(problem, [placement]).violations} & {
                "structure", "calendar", "cancelled", "serve", "frozen",
            }  # fmt: skip


@given(problem=problems())
def test_a_bar_is_a_rule_that_the_placement_breaks_alone(problem: Problem) -> None:
    for one in unfold(problem).candidates:
        broken = {found.rule for found in judge(problem, [one.placement]).violations}
        kinds = ("blackout:", "forbidden:", "lead:", "booking:")
        assert {rule for rule in broken if rule.startswith(kinds)} == set(one.barred)


@given(problem=problems())
def test_the_same_problem_unfolds_into_the_same_rows(problem: Problem) -> None:
    assert unfold(problem) == unfold(problem)
