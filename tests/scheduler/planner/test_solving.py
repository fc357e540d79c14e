"""What the planner proposes: the judge passes it, nothing better is there when it says so, and it is always the same."""

import pytest
from hypothesis import HealthCheck, given, settings

from campaigns.errors import Refused
from scheduler.conflicts.proposals import judge
from scheduler.planner import greedy, table
from scheduler.planner.proposal import worth
from scheduler.planner.rows import unfold
from scheduler.planner.solving import Effort, propose
from scheduler.problem import Problem
from tests.scheduler.planner.problems import best, problems

LARGE = Effort(proof=5, rounding=5, mending=1, small=0)  # every problem is taken the way of the large ones


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems(cells=8))
def test_a_proposal_is_the_best_plan_there_is_and_says_so(problem: Problem) -> None:
    spots = [one.placement for one in unfold(problem).candidates]
    expected = best(problem, spots)
    if expected is None:
        with pytest.raises(Refused, match="proposal.impossible"):
            propose(problem)
        return
    found = propose(problem)
    verdict = judge(problem, found.placements)
    assert verdict.ok
    assert verdict.objectives == found.objectives == expected[1].objectives
    assert sorted(verdict.unmet) == sorted(found.unmet)
    assert found.ended == "proven"


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(problem=problems(cells=8))
def test_a_large_stretch_is_planned_by_the_rules_and_its_bounds_hold(problem: Problem) -> None:
    spots = [one.placement for one in unfold(problem).candidates]
    expected = best(problem, spots)
    if expected is None:
        with pytest.raises(Refused):
            propose(problem, effort=LARGE)
        return
    found = propose(problem, effort=LARGE)
    verdict = judge(problem, found.placements)
    assert verdict.ok
    assert verdict.objectives == found.objectives
    for level, least in zip(found.levels, expected[1].objectives, strict=True):
        assert level.bound <= least
        if level.value != least:
            break  # later bounds speak of plans as good as this one on the levels before


@settings(deadline=None, max_examples=40)
@given(problem=problems())
def test_the_greedy_plan_breaks_nothing_that_a_further_placement_could_not_mend(problem: Problem) -> None:
    rows = unfold(problem)
    laid = table.lay_out(rows)
    chosen = greedy.fill(rows)
    mendable = ("pin:", "quota:", "frozen")
    broken = judge(problem, [rows.candidates[i].placement for i in chosen]).violations
    assert all(one.rule.startswith(mendable) for one in broken)
    if laid.possible:
        assert table.fits(laid, table.columns_of(laid, chosen)) == (not broken)
    assert [table.level_of(aim, table.columns_of(laid, chosen)) for aim in laid.aims] == list(worth(rows, chosen))
