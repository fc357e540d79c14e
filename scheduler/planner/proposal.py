"""What the planner found: placements, what they come to, and how far that is proven."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from scheduler.planner.rows import Rows
from scheduler.problem import Placement

LEVELS: Final = ("short1", "short2", "short3", "changes", "spread", "-audience", "cost")
"""The objectives, most important first; all are as small as can be."""


@dataclass(frozen=True, slots=True)
class Level:
    """One objective."""

    name: str
    value: int
    bound: int  # proven: no plan that is as good in the objectives before it has less
    proven: bool  # that the value is the least


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan with its worth."""

    placements: tuple[Placement, ...]  # by date, programme and theme
    levels: tuple[Level, ...]  # in the order of ``LEVELS``
    unmet: tuple[tuple[str, int], ...]  # quotas that get less than agreed, and how much less
    found: str = "exact"  # how: ``greedy``, ``known``, ``rounded``, ``exact`` or ``neighbours``
    ended: str = "searched"  # ``proven`` best of all, ``searched`` as far as the effort goes, ``stopped`` by hand

    @property
    def objectives(self) -> tuple[int, ...]:
        """The levels' values."""
        return tuple(level.value for level in self.levels)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search is."""

    stage: str  # what is being looked at: a name of ``LEVELS``
    done: int  # stages done
    of: int
    placements: tuple[Placement, ...]  # the best plan so far
    levels: tuple[Level, ...]  # what it comes to, with what is proven so far
    checkpoint: Mapping[str, Any] | None = None  # JSON from which a long search goes on to the same end


Report = Callable[[Progress], None]
Stopping = Callable[[], bool]


def worth(rows: Rows, chosen: Collection[int]) -> tuple[int, ...]:
    """The objectives of a choice of candidates, in the order of ``LEVELS``."""
    inside = frozenset(chosen)
    short, spread = [0, 0, 0], 0
    for goal in rows.goals:
        got = goal.held + sum(weight for i, weight in goal.terms if i in inside)
        short[goal.quota.tier - 1] += goal.quota.weight * max(0, goal.quota.least - got)
        for week in goal.weeks:
            count = week.held + sum(i in inside for i in week.terms)
            spread += max(0, week.low - count, count - week.high)
    changes = 0
    if rows.problem.replan is not None:
        changes = len((inside - rows.settled) ^ rows.previous) + rows.lost
    audience = sum(rows.candidates[i].audience for i in inside)
    cost = sum(rows.candidates[i].price for i in inside)
    return (*short, changes, spread, -audience, cost)


def unmet(rows: Rows, chosen: Collection[int]) -> tuple[tuple[str, int], ...]:
    """Quotas that get less than agreed, and how much less."""
    inside = frozenset(chosen)
    lacks = (
        (goal.quota.id, goal.quota.least - goal.held - sum(weight for i, weight in goal.terms if i in inside))
        for goal in rows.goals
    )
    return tuple((name, missing) for name, missing in lacks if missing > 0)


def proposal(
    rows: Rows, chosen: Collection[int], bounds: Sequence[int], *, found: str, ended: str = "searched"
) -> Proposal:
    """A plan with what is known of it; ``bounds`` one for each level."""
    levels = tuple(
        Level(name, value, min(bound, value), proven=bound >= value)
        for name, value, bound in zip(LEVELS, worth(rows, chosen), bounds, strict=True)
    )
    placements = tuple(rows.candidates[i].placement for i in sorted(chosen))
    if ended == "searched" and all(level.proven for level in levels):
        ended = "proven"
    return Proposal(placements, levels, unmet(rows, chosen), found, ended)
