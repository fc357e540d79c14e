"""The plan that a careful person makes: quota by quota, week by week, the cheapest airing that no rule forbids.

It is where the search starts, and what the benchmarks compare with.
"""

from collections import defaultdict
from collections.abc import Iterable

from scheduler.planner.rows import Goal, Rows, Step


class Ledger:
    """A plan under way and what every limit and balance still takes; each question costs the rows of one candidate."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.chosen: set[int] = set()
        self.left = [limit.most for limit in rows.limits]
        self.of: dict[int, list[tuple[int, int]]] = defaultdict(list)  # candidate: limits and its weight in them
        for number, limit in enumerate(rows.limits):
            if limit.most is not None:
                for place, weight in limit.terms:
                    self.of[place].append((number, weight))
        self.balances = [_running(balance.per_first, balance.steps) for balance in rows.balances]
        self.spent: dict[int, tuple[int, int]] = {}  # re-run: its balance, and the step from which it weighs
        self.earned: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, balance in enumerate(rows.balances):
            for day, step in enumerate(balance.steps):
                self.spent.update((place, (number, day)) for place in step.reruns)
                for place in step.firsts:
                    self.earned[place].append((number, day))

    def takes(self, place: int) -> bool:
        """Whether a candidate can be added without breaking what ``most`` and balances say."""
        if place in self.chosen or self.rows.candidates[place].barred:
            return False
        for number, weight in self.of[place]:
            left = self.left[number]
            if left is not None and weight > left:
                return False
        if place in self.spent:
            number, day = self.spent[place]
            return min(self.balances[number][day:]) >= 1
        return True

    def add(self, place: int) -> None:
        """Choose a candidate, whether it can be taken or not."""
        self.chosen.add(place)
        for number, weight in self.of[place]:
            self.left[number] = (self.left[number] or 0) - weight
        if place in self.spent:
            self._weigh(*self.spent[place], -1)
        for number, day in self.earned[place]:
            self._weigh(number, day, self.rows.balances[number].per_first)

    def _weigh(self, number: int, day: int, by: int) -> None:
        running = self.balances[number]
        running[day:] = [left + by for left in running[day:]]


def _running(per_first: int, steps: Iterable[Step]) -> list[int]:
    """What each step leaves when nothing is chosen."""
    left, running = 0, []
    for step in steps:
        left += per_first * step.held_firsts - step.held_reruns
        running.append(left)
    return running


def fill(rows: Rows, given: Iterable[int] = ()) -> frozenset[int]:
    """A plan over what is settled, published, pinned and given; it may leave pins and hard quotas unmet.

    The published plan comes before all else that is not settled, so that re-planning changes little.
    """
    ledger = Ledger(rows)
    for place in sorted(rows.settled):
        ledger.add(place)
    pins = [rows.place[pin] for pin in rows.problem.pins if pin in rows.place]
    for place in (*pins, *sorted(rows.previous), *given):
        if ledger.takes(place):
            ledger.add(place)
    order = sorted(range(len(rows.goals)), key=lambda i: (not rows.goals[i].quota.hard, rows.goals[i].quota.tier, i))
    for number in order:
        _serve(ledger, rows.goals[number])
    return frozenset(ledger.chosen)


def _serve(ledger: Ledger, goal: Goal) -> None:
    """Give one quota its least: first each week its even share, then wherever there is room."""
    weight = dict(goal.terms)
    missing = goal.quota.least - goal.held - sum(weight[i] for i in ledger.chosen.intersection(weight))
    for week in goal.weeks:
        share = week.high - week.held - sum(i in ledger.chosen for i in week.terms)
        missing -= _take(ledger, week.terms, min(share, missing), weight)
    if missing > 0:
        _take(ledger, tuple(weight), missing, weight)


def _take(ledger: Ledger, among: tuple[int, ...], units: int, weight: dict[int, int]) -> int:
    """Take of the cheapest, then best seen, then earliest, until there are so many units; how many there were."""
    got = 0
    if units <= 0:
        return got
    candidates = ledger.rows.candidates
    for place in sorted(among, key=lambda i: (candidates[i].price, -candidates[i].audience, i)):
        if got >= units:
            break
        if ledger.takes(place):
            ledger.add(place)
            got += weight[place]
    return got
