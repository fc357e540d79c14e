"""Why here: what the plan would lose with one spot elsewhere and everything else as it is."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

from scheduler.planner.reasons.demand import balanced, within
from scheduler.planner.reasons.values import Alternative, Here
from scheduler.planner.rows import Balance, Goal, Limit, Rows, unfold
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
    return _Exchange(rows, frozenset(rows.place[one] for one in placements), rows.place[placement]).told()


class _Exchange:
    """One spot of a plan against every other that could stand for it; only rows that either touches are looked at."""

    def __init__(self, rows: Rows, chosen: frozenset[int], old: int) -> None:
        self.rows, self.chosen, self.old = rows, chosen, old
        self.rest = chosen - {old}
        self.limits: dict[int, list[Limit]] = defaultdict(list)
        for limit in rows.limits:
            for place, _weight in limit.terms:
                self.limits[place].append(limit)
        self.goals: dict[int, list[Goal]] = defaultdict(list)
        for goal in rows.goals:
            for place, _weight in goal.terms:
                self.goals[place].append(goal)
        self.balances: dict[int, list[Balance]] = defaultdict(list)
        for balance in rows.balances:
            for place in {one for step in balance.steps for one in (*step.reruns, *step.firsts)}:
                self.balances[place].append(balance)

    def told(self) -> Here:
        """The spot left out, and the best other places."""
        served = set(self.rows.candidates[self.old].quotas)
        found = [
            Alternative(one.placement, self._lost(other))
            for other, one in enumerate(self.rows.candidates)
            if other not in self.chosen and served.intersection(one.quotas) and self._allowed(other)
        ]
        found.sort(key=lambda one: (one.difference, one.placement))
        placement = self.rows.candidates[self.old].placement
        return Here(placement, Alternative(None, self._lost(None)), tuple(found[:MOST]))

    def _allowed(self, new: int) -> bool:
        """Whether one spot may stand for the other; rules that touch neither are taken as kept."""
        if self.rows.candidates[new].barred or self.old in self.rows.settled:
            return False
        after = self.rest | {new}
        return all(within(one, after) for place in (new, self.old) for one in self.limits[place]) and all(
            balanced(one, after) for place in (new, self.old) for one in self.balances[place]
        )

    def _lost(self, new: int | None) -> tuple[int, ...]:
        """How much worse each objective is without the spot, or with another instead."""
        touched = [self.old] if new is None else [self.old, new]
        after = self.rest if new is None else self.rest | {new}
        goals = {goal.quota.id: goal for place in touched for goal in self.goals[place]}.values()
        short, uneven = [0, 0, 0], 0
        for goal in goals:
            before, now = _of_goal(goal, self.chosen), _of_goal(goal, after)
            short[goal.quota.tier - 1] += now[0] - before[0]
            uneven += now[1] - before[1]
        changed = 0
        if self.rows.problem.replan:
            settled = self.old in self.rows.settled  # lies before the start, where nothing is a change
            changed = 0 if settled else 1 if self.old in self.rows.previous else -1
            changed += sum(-1 if place in self.rows.previous else 1 for place in touched[1:])
        old = self.rows.candidates[self.old]
        audience, price = old.audience, -old.price
        if new is not None:
            audience -= self.rows.candidates[new].audience
            price += self.rows.candidates[new].price
        return *short, changed, uneven, audience, price


def _of_goal(goal: Goal, chosen: Collection[int]) -> tuple[int, int]:
    """What a quota lacks, weighted, and how uneven it is."""
    units = goal.held + sum(weight for place, weight in goal.terms if place in chosen)
    uneven = 0
    for week in goal.weeks:
        found = week.held + sum(place in chosen for place in week.terms)
        uneven += max(0, week.low - found, found - week.high)
    return goal.quota.weight * max(0, goal.quota.least - units), uneven
