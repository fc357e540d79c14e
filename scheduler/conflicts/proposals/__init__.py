"""The judge of proposals: what a plan breaks, misses and costs, told from the problem alone and by no planner."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from scheduler.conflicts.proposals import alone, meeting, worth
from scheduler.conflicts.proposals.plan import Plan
from scheduler.conflicts.proposals.verdict import Verdict, Violation
from scheduler.problem import Placement, Problem

__all__ = ["Verdict", "Violation", "judge"]

_RULES: Final[tuple[Callable[[Plan], Iterator[Violation]], ...]] = (
    alone.structure, alone.calendar, alone.serve, alone.chosen, alone.due,
    meeting.airings, meeting.outlet_days, meeting.gaps, meeting.lead_days, meeting.conflicts, meeting.neighbours,
    meeting.budgets, meeting.producers, meeting.reruns, meeting.agreed, alone.frozen,
)  # fmt: skip


def judge(problem: Problem, placements: Iterable[Placement]) -> Verdict:
    """Whether a plan keeps the rules of a problem, and its worth.

    What is held is never judged, but takes its room, money and share: a limit is broken only by placements that
    take more than what is held leaves of it. Violations stand in the order of rules and, within one, of days.
    """
    plan = Plan(problem, list(placements))
    return Verdict(
        violations=tuple(broken for rule in _RULES for broken in rule(plan)),
        objectives=worth.objectives(plan),
        unmet=tuple((quota.id, lacks) for quota, lacks in worth.unmet(plan)),
    )
