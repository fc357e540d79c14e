"""Reasons are true, hold nothing to spare, and what would help does help: told by trying every plan."""

from collections.abc import Collection
from itertools import combinations

from hypothesis import assume, given, settings

from scheduler.conflicts.proposals import judge
from scheduler.planner.reasons import why_here, why_impossible, why_unmet
from scheduler.planner.reasons.relaxing import relaxed
from scheduler.planner.rows import unfold
from scheduler.problem import Placement, Problem
from tests.scheduler.planner.problems import best, problems

ALWAYS = {"structure", "calendar", "cancelled", "serve", "frozen"}
Plan = tuple[Placement, ...]


def _spots(problem: Problem) -> list[Placement]:
    return [one.placement for one in unfold(problem).candidates]


def _everything(problem: Problem) -> list[tuple[set[str], dict[str, int]]]:
    """Of every plan: the rules that it breaks, and what each quota gets."""
    spots = _spots(problem)
    plans = [some for size in range(len(spots) + 1) for some in combinations(spots, size)]
    return [({one.rule for one in judge(problem, plan).violations}, _given(problem, plan)) for plan in plans]


def _given(problem: Problem, plan: Collection[Placement]) -> dict[str, int]:
    rows = unfold(problem)
    chosen = {rows.place[one] for one in plan}
    return {one.quota.id: one.held + sum(w for i, w in one.terms if i in chosen) for one in rows.goals}


def _unmet(problem: Problem, plan: Plan) -> list[str]:
    return [quota for quota, _ in judge(problem, plan).unmet]


def _best_plan(problem: Problem) -> Plan | None:
    found = best(problem, _spots(problem))
    return None if found is None else found[0]


@given(problem=problems(cells=6, strict=True))
@settings(max_examples=150)
def test_a_reason_for_the_impossible_is_true_and_has_nothing_to_spare(problem: Problem) -> None:
    tried = [broken for broken, _ in _everything(problem)]
    reason = why_impossible(problem)
    assert (reason is None) == any(not broken for broken in tried)
    if reason is not None:
        assert reason.proven

        def possible(rules: Collection[str]) -> bool:
            return any(broken.isdisjoint(ALWAYS.union(rules)) for broken in tried)

        assert not possible(reason.rules)
        assert all(possible(set(reason.rules) - {one}) for one in reason.rules)


@given(problem=problems(cells=6, strict=True))
@settings(max_examples=80)
def test_what_gives_way_makes_the_impossible_possible(problem: Problem) -> None:
    reason = why_impossible(problem)
    assume(reason is not None)
    for one in reason.relaxations if reason else ():
        other = relaxed(problem, one.rule, one.by)
        assert other is not None
        assert any(not broken for broken, _ in _everything(other))


@given(problem=problems(cells=6))
@settings(max_examples=150)
def test_a_reason_for_an_unmet_quota_is_true_and_has_nothing_to_spare(problem: Problem) -> None:
    plan = _best_plan(problem)
    assume(plan is not None and _unmet(problem, plan))
    assert plan is not None
    given_now, tried = _given(problem, plan), _everything(problem)
    levels = {one.id: min(one.least, given_now[one.id]) for one in problem.quotas}
    for quota in _unmet(problem, plan):
        reason = why_unmet(problem, plan, quota)

        def possible(rules: Collection[str], keep: Collection[str], *, more: str = quota) -> bool:
            return any(
                broken.isdisjoint(ALWAYS.union(rules))
                and got[more] > given_now[more]
                and all(got[one] >= levels[one] for one in keep)
                for broken, got in tried
            )

        every = {rule for broken, _ in tried for rule in broken}
        others = {one.id for one in problem.quotas} - {quota}
        assert (reason is None) == possible(every, others)
        if reason is not None:
            assert reason.proven
            assert not possible(reason.rules, reason.keep)
            assert all(possible(set(reason.rules) - {one}, reason.keep) for one in reason.rules)
            assert all(possible(reason.rules, set(reason.keep) - {one}) for one in reason.keep)


@given(problem=problems(cells=6))
@settings(max_examples=80)
def test_what_gives_way_gains_what_it_promises(problem: Problem) -> None:
    plan = _best_plan(problem)
    assume(plan is not None and _unmet(problem, plan))
    assert plan is not None
    given_now = _given(problem, plan)
    for quota in _unmet(problem, plan):
        reason = why_unmet(problem, plan, quota)
        for one in reason.relaxations if reason else ():
            other = relaxed(problem, one.rule, one.by)
            assert other is not None
            assert one.gains > 0
            assert any(
                not broken
                and got[quota] >= given_now[quota] + one.gains
                and all(
                    got[kept.id] >= min(kept.least, given_now[kept.id]) for kept in problem.quotas if kept.id != quota
                )
                for broken, got in _everything(other)
            )


@given(problem=problems(cells=8))
@settings(max_examples=100)
def test_another_place_is_allowed_and_differs_as_the_judge_says(problem: Problem) -> None:
    plan = _best_plan(problem)
    assume(plan)
    assert plan
    worth = judge(problem, plan).objectives
    for placement in plan:
        here = why_here(problem, plan, placement)
        rest = [one for one in plan if one != placement]
        assert here.without.difference == _less(judge(problem, rest).objectives, worth)
        for one in here.alternatives:
            assert one.placement is not None
            verdict = judge(problem, [*rest, one.placement])
            assert verdict.ok
            assert one.difference == _less(verdict.objectives, worth)
            assert one.difference >= (0,) * 7


def _less(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(mine - its for mine, its in zip(one, other, strict=True))


@given(problem=problems())
@settings(max_examples=30)
def test_the_same_problem_gives_the_same_reason(problem: Problem) -> None:
    assert why_impossible(problem) == why_impossible(problem)
