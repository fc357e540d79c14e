"""Why the planner could not, and why it did: rules that stand against a demand, and what would have to give."""

from collections.abc import Iterable

from scheduler.planner.reasons import relaxing
from scheduler.planner.reasons.alternatives import why_here
from scheduler.planner.reasons.demand import KEEP, demands
from scheduler.planner.reasons.facts import RuleFacts, explain
from scheduler.planner.reasons.finding import Found, find
from scheduler.planner.reasons.values import Alternative, Here, Reason, Relaxation
from scheduler.planner.rows import Goal, Limit, Rows, unfold
from scheduler.problem import Placement, Problem

__all__ = [
    "Alternative", "Here", "Reason", "Relaxation", "RuleFacts", "explain", "why_here", "why_impossible", "why_unmet",
]  # fmt: skip


def why_impossible(problem: Problem) -> Reason | None:
    """Rules of a problem that no plan can keep together; None where there is a plan that keeps all.

    The same problem gets the same answer. ``proven`` is False, and there may be no rules, where the effort ends first.
    """
    asked = demands(unfold(problem), {})
    found = find(asked, asked.rules())
    if found.rules is None:
        return None if found.proven else Reason((), proven=False)
    return Reason(found.rules, relaxations=relaxing.for_all(problem, found.rules), proven=found.proven)


def why_unmet(problem: Problem, placements: Iterable[Placement], quota: str) -> Reason | None:
    """Why a quota gets no more than it does in a plan, while no other is to get less; None where it could.

    Args:
        problem: What was planned.
        placements: A plan that keeps its rules.
        quota: The id of a quota that gets less than its least.
    """
    rows, plan = unfold(problem), frozenset(placements)
    chosen = frozenset(rows.place[one] for one in plan if one in rows.place)
    given = {one.quota.id: _delivered(one, chosen) for one in rows.goals}
    short = next(one for one in rows.goals if one.quota.id == quota)
    levels = {one.id: min(one.least, given[one.id]) for one in problem.quotas}
    found = _against(rows, levels, short, given[quota])
    if found.rules is None and found.proven:
        return None
    rules = tuple(rule for rule in found.rules or () if not rule.startswith(KEEP))
    return Reason(
        rules=rules,
        keep=tuple(rule.removeprefix(KEEP) for rule in found.rules or () if rule.startswith(KEEP)),
        quota=quota,
        wanted=short.quota.least,
        relaxations=relaxing.for_quota(problem, rules, quota, {**levels, quota: given[quota]}, plan),
        proven=found.proven,
    )


def _against(rows: Rows, levels: dict[str, int], short: Goal, given: int) -> Found:
    """What stands against one unit more; a level of nothing is none to be kept."""
    kept = {name: level for name, level in levels.items() if level > 0 and name != short.quota.id}
    asked = demands(rows, kept, [Limit("wanted", short.terms, least=given + 1 - short.held)])
    return find(asked, asked.rules())


def _delivered(goal: Goal, chosen: frozenset[int]) -> int:
    return goal.held + sum(weight for place, weight in goal.terms if place in chosen)
