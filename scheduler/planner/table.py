"""A problem's rows as one table of whole-number columns and lines, in which any solver can be asked.

The first columns are the candidates in their order; behind them stand running balances, units short of each quota and
spots off an even week. What is left out says nothing: lines that cannot bind, and candidates that may not be chosen
keep their column, bounded to nought.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scheduler.planner.proposal import LEVELS
from scheduler.planner.rows import Balance, Goal, Limit, Rows

CHANGES, SPREAD, AUDIENCE, COST = 3, 4, 5, 6
"""Places in ``LEVELS``; the first three are the units short."""

Terms = Sequence[tuple[int, int]]


@dataclass(slots=True)
class Line:
    """``low ≤ Σ weight × column ≤ high``; None: open."""

    terms: Terms
    low: int | None
    high: int | None
    rule: str = ""  # that it states, for limits


@dataclass(slots=True)
class Aim:
    """One level: ``constant + Σ weight × column``, to be made small."""

    weights: dict[int, int]
    constant: int = 0


@dataclass(frozen=True, slots=True)
class Derived:
    """What a column behind the candidates is in a plan: ``constant + Σ weight × column``, never below nought."""

    column: int
    constant: int
    terms: Terms


@dataclass(slots=True)
class Table:
    """Columns with their bounds (whole numbers), lines and levels."""

    candidates: int
    lows: list[int] = field(default_factory=list)
    highs: list[int] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=lambda: [Aim({}) for _ in LEVELS])
    derived: list[Derived] = field(default_factory=list)
    possible: bool = True  # False: a line without free columns already says no

    def column(self, low: int, high: int) -> int:
        """A new column's place."""
        self.lows.append(low)
        self.highs.append(high)
        return len(self.lows) - 1

    def line(self, terms: Iterable[tuple[int, int]], low: int | None, high: int | None, rule: str = "") -> None:
        """Add a line unless the columns' bounds imply it; a line of one column becomes its bound."""
        settled, kept = 0, []
        for place, weight in terms:
            if self.lows[place] == self.highs[place]:
                settled += weight * self.lows[place]
            else:
                kept.append((place, weight))
        least = sum(w * (self.lows[i] if w > 0 else self.highs[i]) for i, w in kept)
        most = sum(w * (self.highs[i] if w > 0 else self.lows[i]) for i, w in kept)
        low = None if low is None or low - settled <= least else low - settled
        high = None if high is None or high - settled >= most else high - settled
        if (low is not None and low > most) or (high is not None and high < least):
            self.possible = False
        elif len(kept) == 1 and kept[0][1] == 1:
            self._bound(kept[0][0], low, high)
        elif low is not None or high is not None:
            self.lines.append(Line(kept, low, high, rule))

    def _bound(self, place: int, low: int | None, high: int | None) -> None:
        if low is not None:
            self.lows[place] = max(self.lows[place], low)
        if high is not None:
            self.highs[place] = min(self.highs[place], high)
        self.possible = self.possible and self.lows[place] <= self.highs[place]


def lay_out(rows: Rows, within: frozenset[int] | None = None, plan: frozenset[int] = frozenset()) -> Table:
    """The table of a problem; the same rows give the same table.

    Args:
        rows: The problem, unfolded.
        within: Candidates that are open; the others are as ``plan`` has them. None: all are open.
        plan: A plan that keeps the rules.
    """
    table = Table(len(rows.candidates))
    for index, one in enumerate(rows.candidates):
        if within is None or index in within:
            table.column(int(index in rows.settled), int(not one.barred))
        else:
            table.column(int(index in plan), int(index in plan))
        table.possible = table.possible and not (one.barred and index in rows.settled)
    _bounds_first(table, rows.limits)
    for balance in rows.balances:
        _balance(table, balance)
    for goal in rows.goals:
        _goal(table, goal)
    _changes(table, rows)
    for index, one in enumerate(rows.candidates):
        if table.highs[index]:
            table.aims[AUDIENCE].weights[index] = -one.audience
            table.aims[COST].weights[index] = one.price
    return table


def _bounds_first(table: Table, limits: Sequence[Limit]) -> None:
    """Limits that say of one candidate that it may not be come first: they take others' force."""
    single = [limit for limit in limits if len(limit.terms) == 1]
    for limit in (*single, *(limit for limit in limits if len(limit.terms) != 1)):
        table.line(limit.terms, limit.least, limit.most, limit.rule)


def _balance(table: Table, balance: Balance) -> None:
    """A chain of running balances: each day's is that of the day before with what it adds, and never below nought.

    As sums from the beginning the same would be a triangle of terms, which no solver likes.
    """
    before: int | None = None
    ceiling = 0
    for step in balance.steps:
        ceiling += balance.per_first * (len(step.firsts) + step.held_firsts)
        running = table.column(0, max(0, ceiling))
        terms = [(running, 1), *((i, 1) for i in step.reruns), *((i, -balance.per_first) for i in step.firsts)]
        if before is not None:
            terms.append((before, -1))
        added = balance.per_first * step.held_firsts - step.held_reruns
        table.derived.append(Derived(running, added, [(i, -weight) for i, weight in terms[1:]]))
        table.line(terms, added, added)
        before = running


def _goal(table: Table, goal: Goal) -> None:
    """Units short, and spots off an even week."""
    need = goal.quota.least - goal.held
    if need > 0:
        short = table.column(0, need)
        table.derived.append(Derived(short, need, [(i, -weight) for i, weight in goal.terms]))
        table.line([*goal.terms, (short, 1)], need, None)
        table.aims[goal.quota.tier - 1].weights[short] = goal.quota.weight
    aim = table.aims[SPREAD]
    for week in goal.weeks:
        low, high, terms = week.low - week.held, week.high - week.held, [(i, 1) for i in week.terms]
        if low > 0:
            under = table.column(0, low)
            table.derived.append(Derived(under, low, [(i, -1) for i in week.terms]))
            table.line([*terms, (under, 1)], low, None)
            aim.weights[under] = 1
        aim.constant += max(0, -high)
        if len(terms) > max(0, high):
            over = table.column(0, len(terms))
            table.derived.append(Derived(over, -max(0, high), terms))
            table.line([*terms, (over, -1)], None, max(0, high))
            aim.weights[over] = 1


def _changes(table: Table, rows: Rows) -> None:
    """Placements of the published plan that go, and others that come."""
    if rows.problem.replan is None:
        return
    aim = table.aims[CHANGES]
    aim.constant = rows.lost + len(rows.previous)
    for index in range(len(rows.candidates)):
        if index in rows.previous:
            aim.weights[index] = -1
        elif index not in rows.settled and table.highs[index]:
            aim.weights[index] = 1


def columns_of(table: Table, chosen: Iterable[int]) -> list[int]:
    """Every column's value in a plan, given its candidates."""
    values = [0] * len(table.lows)
    for place in chosen:
        values[place] = 1
    for one in table.derived:
        values[one.column] = max(0, one.constant + sum(weight * values[place] for place, weight in one.terms))
    return values


def fits(table: Table, values: Sequence[int]) -> bool:
    """Whether whole numbers keep every bound and line, exactly."""
    if not all(low <= value <= high for low, value, high in zip(table.lows, values, table.highs, strict=True)):
        return False
    for line in table.lines:
        total = sum(weight * values[place] for place, weight in line.terms)
        if (line.low is not None and total < line.low) or (line.high is not None and total > line.high):
            return False
    return True


def level_of(aim: Aim, values: Sequence[int]) -> int:
    """A level's value in a plan."""
    return aim.constant + sum(weight * values[place] for place, weight in aim.weights.items())


def least_of(aim: Aim, table: Table) -> int:
    """What the columns' bounds alone leave of a level."""
    return aim.constant + sum(
        weight * (table.lows[place] if weight > 0 else table.highs[place]) for place, weight in aim.weights.items()
    )
