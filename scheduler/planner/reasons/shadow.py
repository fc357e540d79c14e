"""The same question with parts of spots allowed: quick, and where even those do not suffice, shadow prices say why."""

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING, Final, NamedTuple

from scheduler.planner.reasons.demand import BUILDING, Demands, Terms, limits_of, wanted_by
from scheduler.planner.rows import Balance, Limit

if TYPE_CHECKING:
    from ortools.linear_solver import pywraplp

NOTICEABLE: Final = 1e-4
"""Missing units below this may be the solver's rounding."""
_PRICED: Final = 1e-7
_STEP: Final = 8e-9
"""What a step of the simplex method costs for each row."""


class Shadow(NamedTuple):
    """What parts of spots can do for a demand."""

    against: tuple[str, ...] | None  # rules that suffice to forbid it; None: parts of spots meet it
    parts: dict[int, float]  # of each candidate that is not left out, where they meet it
    effort: float  # that was spent, on the scale of a question's


def shadow(asked: Demands, rules: Collection[str]) -> Shadow | None:
    """What the linear relaxation says of these rules; None where its solver does not say."""
    return _Relaxation(asked, sorted(rules)).answer()


def strained(asked: Demands, parts: dict[int, float]) -> set[str]:
    """Rules that parts of spots do not keep."""
    limits = {rule for rule, some in asked.limits.items() if not all(_kept(one, parts) for one in some)}
    balances = {rule for rule, some in asked.balances.items() if not all(_balanced(one, parts) for one in some)}
    bars = {rule for rule, places in asked.barred.items() if any(parts.get(i, 0) > NOTICEABLE for i in places)}
    return limits | balances | bars


def _kept(limit: Limit, parts: dict[int, float]) -> bool:
    total = sum(weight * parts.get(place, 0) for place, weight in limit.terms)
    return (limit.most is None or total <= limit.most + NOTICEABLE) and (
        limit.least is None or limit.least - NOTICEABLE <= total
    )


def _balanced(balance: Balance, parts: dict[int, float]) -> bool:
    left = 0.0
    for step in balance.steps:
        left += balance.per_first * (sum(parts.get(i, 0) for i in step.firsts) + step.held_firsts)
        left -= sum(parts.get(i, 0) for i in step.reruns) + step.held_reruns
        if left < -NOTICEABLE:
            return False
    return True


class _Relaxation:
    """Least of what is missing from all that is demanded, within the other rules."""

    def __init__(self, asked: Demands, rules: list[str]) -> None:
        from ortools.linear_solver import pywraplp  # noqa: PLC0415  (heavy, and pages that ask nothing do without)

        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.priced: list[tuple[str, pywraplp.Constraint]] = []
        limits = limits_of(asked, rules)
        balances = [balance for rule in rules for balance in asked.balances.get(rule, ())]
        self.bars: dict[int, list[str]] = defaultdict(list)
        for rule in rules:
            for place in asked.barred.get(rule, ()):
                self.bars[place].append(rule)
        self.variables = {
            place: self.solver.NumVar(float(place in asked.rows.settled), float(place not in self.bars), "")
            for place in wanted_by(asked, limits, balances)
        }
        for limit in limits:
            self._limit(limit)
        for balance in balances:
            self._balance(balance)
        self.solver.Objective().SetMinimization()

    def answer(self) -> Shadow | None:
        if self.solver.Solve() != self.solver.OPTIMAL:
            return None
        steps = self.solver.iterations() * self.solver.NumConstraints()
        effort = len(self.variables) * BUILDING + steps * _STEP
        if self.solver.Objective().Value() <= NOTICEABLE:
            return Shadow(None, {i: one.solution_value() for i, one in self.variables.items()}, effort)
        found = {rule for rule, row in self.priced if abs(row.dual_value()) > _PRICED}
        for place, rules in self.bars.items():
            if place in self.variables and abs(self.variables[place].reduced_cost()) > _PRICED:
                found.add(rules[0])
        return Shadow(tuple(sorted(found)), {}, effort)

    def _row(self, rule: str, terms: Terms, least: float, most: float) -> "pywraplp.Constraint":
        row = self.solver.Constraint(least, most)
        for place, weight in terms:
            if place in self.variables:
                row.SetCoefficient(self.variables[place], weight)
        self.priced.append((rule, row))
        return row

    def _limit(self, limit: Limit) -> None:
        infinite = self.solver.infinity()
        if limit.most is not None:
            reached = sum(weight for place, weight in limit.terms if place in self.variables)
            if reached > limit.most:
                self._row(limit.rule, limit.terms, -infinite, limit.most)
        if limit.least is not None and limit.least > 0:
            row = self._row(limit.rule, limit.terms, limit.least, infinite)
            missing = self.solver.NumVar(0, infinite, "")
            row.SetCoefficient(missing, 1)
            self.solver.Objective().SetCoefficient(missing, 1)

    def _balance(self, balance: Balance) -> None:
        if not any(place in self.variables for step in balance.steps for place in step.reruns):
            return
        before = None
        for step in balance.steps:
            settled = balance.per_first * step.held_firsts - step.held_reruns
            terms = [(i, balance.per_first) for i in step.firsts] + [(i, -1) for i in step.reruns]
            row = self._row(balance.rule, terms, -settled, -settled)
            after = self.solver.NumVar(0, self.solver.infinity(), "")
            row.SetCoefficient(after, -1)
            if before is not None:
                row.SetCoefficient(before, 1)
            before = after
