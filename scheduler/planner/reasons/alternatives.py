"""Why here: what the plan would lose with one spot elsewhere and everything else as it is."""

from collections.abc import Iterable
from typing import Final

from scheduler.planner.reasons.demand import balanced, within
from scheduler.planner.reasons.values import Alternative, Here
from scheduler.planner.rows import Rows, unfold
from scheduler.problem import Placement, Problem

MOST: Final = 3


def why_here(problem: Problem, placements: Iterable[Placement], placement: Placement) -> Here:
    """What the best other places for one spot of a plan would cost in the objectives' terms.

    Args:
        problem: What was planned.
        placements: A plan that keeps its rules, ``placement`` among them.
        placement: The spot in question; what could stand for it is any candidate that counts for one of its quotas.
    """
    rows = unfold(problem)
    chosen = frozenset(rows.place[one] for one in placements)
    place = rows.place[placement]
    rest, worth = chosen - {place}, objectives(rows, chosen)
    served = set(rows.candidates[place].quotas)
    found = [
        Alternative(one.placement, _less(objectives(rows, rest | {other}), worth))
        for other, one in enumerate(rows.candidates)
        if other not in chosen and served.intersection(one.quotas) and _allowed(rows, rest | {other}, other, place)
    ]
    found.sort(key=lambda one: (one.difference, one.placement))
    return Here(placement, Alternative(None, _less(objectives(rows, rest), worth)), tuple(found[:MOST]))


def _less(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(mine - its for mine, its in zip(one, other, strict=True))


def _allowed(rows: Rows, chosen: frozenset[int], new: int, old: int) -> bool:
    """Whether one spot may stand for another; rules that touch neither are taken as kept."""
    return (
        not rows.candidates[new].barred
        and old not in rows.settled
        and all(within(one, chosen) for one in rows.limits if any(place in {new, old} for place, _ in one.terms))
        and all(balanced(balance, chosen) for balance in rows.balances)
    )


def objectives(rows: Rows, chosen: frozenset[int]) -> tuple[int, ...]:
    """Short in tier 1, 2 and 3, changes, unevenness, minus the audience, cost."""
    short, uneven = [0, 0, 0], 0
    for goal in rows.goals:
        units = goal.held + sum(weight for place, weight in goal.terms if place in chosen)
        short[goal.quota.tier - 1] += goal.quota.weight * max(0, goal.quota.least - units)
        for week in goal.weeks:
            found = week.held + len(chosen.intersection(week.terms))
            uneven += max(0, week.low - found, found - week.high)
    changed = len((chosen - rows.settled) ^ rows.previous) + rows.lost if rows.problem.replan else 0
    taken = [rows.candidates[place] for place in chosen]
    return *short, changed, uneven, -sum(one.audience for one in taken), sum(one.price for one in taken)
