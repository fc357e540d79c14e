"""A proposal keeps every rule and is the best there is, told by trying every plan with the judge alone.

``--hypothesis-profile thorough`` tries 2,000 months, and 500 that are planned again.
"""

from datetime import timedelta

import pytest
from hypothesis import given, settings

from campaigns.errors import Refused
from scheduler.conflicts.proposals import Verdict, judge
from scheduler.planner import Proposal, greedy, propose
from scheduler.planner.neutral import plan_text
from scheduler.planner.rows import unfold
from scheduler.problem import Outlet, Placement, Problem, Programme, Quota, Theme
from tests.scheduler.planner.problems import START, best, problems

MONTHS = max(200, settings().max_examples)


def _spots(problem: Problem) -> list[Placement]:
    return [one.placement for one in unfold(problem).candidates]


def _passes_and_is_best(problem: Problem) -> Proposal | None:
    """The proposal, held against every plan there is; None where there is none."""
    known = best(problem, _spots(problem))
    if known is None:
        with pytest.raises(Refused, match=r"proposal\.(impossible|none_found)"):
            propose(problem)
        return None
    found = propose(problem)
    verdict = judge(problem, found.placements)
    assert verdict.ok, verdict.violations
    assert verdict.objectives == found.objectives
    assert verdict.unmet == found.unmet
    assert verdict.objectives == known[1].objectives
    return found


def _greedy(problem: Problem) -> Verdict:
    rows = unfold(problem)
    return judge(problem, [rows.candidates[place].placement for place in greedy.fill(rows)])


@given(problem=problems())
@settings(max_examples=MONTHS)
def test_a_proposal_keeps_every_rule_and_nothing_is_better(problem: Problem) -> None:
    found = _passes_and_is_best(problem)
    if found is not None:
        easy = _greedy(problem)
        assert not easy.ok or found.objectives <= easy.objectives


@given(problem=problems(replanned=True))
@settings(max_examples=max(60, MONTHS // 4))
def test_planning_again_changes_as_little_as_can_be(problem: Problem) -> None:
    found = _passes_and_is_best(problem)
    if found is not None:
        changes = found.levels[3]
        assert changes.proven
        assert changes.value == judge(problem, found.placements).objectives[3]


@given(problem=problems())
@settings(max_examples=MONTHS // 4)
def test_what_a_proposal_says_is_proven_is(problem: Problem) -> None:
    known = best(problem, _spots(problem))
    for level, value in zip(
        propose(problem).levels if known else (), known[1].objectives if known else (), strict=True
    ):
        assert level.bound <= value
        assert not level.proven or level.value == value
        if level.value != value:
            break


@given(problem=problems())
@settings(max_examples=40)
def test_the_same_problem_gets_the_same_proposal_to_the_byte(problem: Problem) -> None:
    try:
        one = propose(problem)
    except Refused:
        return
    other = propose(problem)
    assert plan_text(one.placements).encode() == plan_text(other.placements).encode()
    assert one == other


def test_a_level_that_is_settled_by_simplifying_alone_is_settled_right() -> None:
    day, next_day = START, START + timedelta(days=1)
    outlets, names = frozenset({"O0"}), ("T0", "T1", "T2")
    problem = Problem(
        start=day, days=6, today=day, outlets=(Outlet("O0", "Đài O0"),),
        programmes=(
            Programme("P0", "O0", frozenset({next_day}), 1, kind="radio", price=1, audience=1),
            Programme("P1", "O0", frozenset({day, next_day}), 1, kind="press"),
        ),
        themes=tuple(
            Theme(name, "C", name, outlets, {"press": length, "radio": 1})
            for name, length in zip(names, (1, 1, 3), strict=True)
        ),
        quotas=(Quota("Q0", frozenset(names), outlets, day, day + timedelta(days=5), 2, 5, counts_length=True),),
    )  # fmt: skip
    assert propose(problem).objectives == (0, 0, 0, 0, 0, -1, 1)
