"""A problem as rows over candidate placements: what every solver, bound and reason of the planner starts from.

Each row carries the id of the rule that it states, so that a rule can be left out and a reason can name it.
"""

from typing import Final

from scheduler.planner.rows import goals, limits
from scheduler.planner.rows.ground import Ground
from scheduler.planner.rows.values import Balance, Candidate, Goal, Limit, Rows, Step, Week
from scheduler.problem import Problem

__all__ = ["FROZEN", "Balance", "Candidate", "Goal", "Limit", "Rows", "Step", "Week", "unfold"]

FROZEN: Final = "frozen"
"""The one rule without a subject: what lies before a re-planning's start stays as it is. No reason leaves it out."""


def unfold(problem: Problem) -> Rows:
    """The rows of a problem; the same problem gives the same rows in the same order."""
    ground = Ground(problem)
    start = problem.replan.start if problem.replan else None
    before = [one for one in ground.kept if start is not None and one.date < start]
    after = [one for one in ground.kept if start is not None and one.date >= start]
    gone = (Limit(FROZEN, (), least=1) for one in before if one not in ground.place)
    return Rows(
        problem=problem,
        candidates=ground.candidates,
        limits=(*limits.limits(ground), *goals.quota_limits(ground), *gone),
        balances=tuple(goals.balances(ground)),
        goals=tuple(goals.goal(ground, quota, index) for index, quota in enumerate(problem.quotas)),
        settled=frozenset(ground.place[one] for one in before if one in ground.place),
        previous=frozenset(ground.place[one] for one in after if one in ground.place),
        lost=sum(one not in ground.place for one in after),
        place=ground.place,
    )
