"""Solving a problem with CP-SAT: one objective after another, each fixed before the next.

The search is counted in deterministic time, interleaved, and seeded, so that the same problem gets the same answer on
any machine and any number of cores.
"""

import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from campaigns.errors import Refused
from scheduler.planner.proposal import LEVELS, Level, Progress, Proposal, unmet, worth
from scheduler.planner.rows import Balance, Limit, Rows, unfold
from scheduler.problem import Placement, Problem

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

EFFORT: Final = 20.0
"""CP-SAT's deterministic time for all objectives together; about as many seconds."""
_WORKERS: Final = 2
_BATCH: Final = 8
_FAR: Final = 100_000
_HAIR: Final = 1e-6  # by which a bound may be off, being a float


def propose(
    problem: Problem,
    *,
    effort: float = EFFORT,
    report: Callable[[Progress], None] = lambda _step: None,
    stopping: Callable[[], bool] = lambda: False,
    known: Iterable[Placement] | None = None,
) -> Proposal:
    """The best plan found within the effort.

    Args:
        effort: deterministic time for all objectives.
        report: told after each objective.
        stopping: asked before each objective; once there is a plan, it ends the search.
        known: a plan to start from.

    Raises:
        Refused: ``proposal.impossible`` when no plan keeps every rule.
    """
    rows = unfold(problem)
    return _Search(rows, effort / len(LEVELS), report, stopping).run(known or ())


class _Search:
    """One model, and the best plan so far."""

    def __init__(
        self, rows: Rows, effort: float, report: Callable[[Progress], None], stopping: Callable[[], bool]
    ) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415  (heavy, and pages do without)

        self.rows, self.effort, self.report, self.stopping = rows, effort, report, stopping
        self.cp = cp_model
        self.model = cp_model.CpModel()
        self.chosen: frozenset[int] | None = None
        self.x = [self.model.new_bool_var("") for _ in rows.candidates]
        for index, candidate in enumerate(rows.candidates):
            if index in rows.settled:
                self.model.add(self.x[index] == 1)
            elif candidate.barred:
                self.model.add(self.x[index] == 0)
        for limit in rows.limits:
            self._limit(limit)
        for balance in rows.balances:
            self._balance(balance)

    def run(self, known: Iterable[Placement]) -> Proposal:
        """Every objective in turn."""
        hint = frozenset(self.rows.place[one] for one in known if one in self.rows.place)
        levels: list[Level] = []
        for number, (name, objective) in enumerate(zip(LEVELS, self._objectives(), strict=True)):
            if isinstance(objective, int) and self.chosen is not None:
                levels.append(Level(name, objective, objective, proven=True))
            elif self.stopping() and self.chosen is not None:
                value = worth(self.rows, self.chosen)[number]
                levels.append(Level(name, value, min(0, value), proven=value == 0))
            else:
                levels.append(self._level(number, name, objective, self.chosen or hint))
            self.report(Progress(name, number + 1, len(LEVELS), self.placements()))
        return Proposal(self.placements(), tuple(levels), unmet(self.rows, self.chosen or ()))

    def placements(self) -> tuple[Placement, ...]:
        """The best plan so far."""
        return tuple(self.rows.candidates[index].placement for index in sorted(self.chosen or ()))

    def _level(self, number: int, name: str, objective: Any, hint: frozenset[int]) -> Level:
        self.model.minimize(objective)
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for index, variable in enumerate(self.x):
            self.model.add_hint(variable, index in hint)
        solver = self._solver()
        status = solver.solve(self.model)
        if status in {self.cp.OPTIMAL, self.cp.FEASIBLE}:
            self.chosen = frozenset(index for index, one in enumerate(self.x) if solver.value(one))
        elif self.chosen is None:
            raise Refused("proposal.impossible")
        value = worth(self.rows, self.chosen)[number]
        self.model.add(objective <= value)
        return Level(name, value, math.ceil(solver.best_objective_bound - _HAIR), proven=status == self.cp.OPTIMAL)

    def _solver(self) -> "cp_model.CpSolver":
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = _WORKERS
        solver.parameters.random_seed = 1
        solver.parameters.interleave_search = True
        solver.parameters.interleave_batch_size = _BATCH
        solver.parameters.max_deterministic_time = self.effort
        solver.parameters.linearization_level = 2
        return solver

    def _limit(self, limit: Limit) -> None:
        total = self._total(limit.terms)
        if limit.most is not None and sum(weight for _, weight in limit.terms) > limit.most:
            self.model.add(total <= limit.most)
        if limit.least is not None and limit.least > 0:
            self.model.add(total >= limit.least)

    def _balance(self, balance: Balance) -> None:
        before: Any = 0
        for step in balance.steps:
            after = self.model.new_int_var(0, _FAR, "")
            gained = self._sum(step.firsts) + step.held_firsts
            self.model.add(after == before + balance.per_first * gained - self._sum(step.reruns) - step.held_reruns)
            before = after

    def _objectives(self) -> tuple[Any, ...]:
        """An expression for each objective; a number where nothing can change it."""
        short: list[Any] = [0, 0, 0]
        spread: Any = 0
        for goal in self.rows.goals:
            if (need := goal.quota.least - goal.held) > 0:
                lacks = self.model.new_int_var(0, need, "")
                self.model.add(self._total(goal.terms) + lacks >= need)
                short[goal.quota.tier - 1] += lacks * goal.quota.weight
            for week in goal.weeks:
                off = self.model.new_int_var(0, _FAR, "")
                held = self._sum(week.terms) + week.held
                self.model.add(off >= week.low - held)
                self.model.add(off >= held - week.high)
                spread += off
        audience = self._total([(index, -one.audience) for index, one in enumerate(self.rows.candidates)])
        cost = self._total([(index, one.price) for index, one in enumerate(self.rows.candidates)])
        return (*short, self._changes(), spread, audience, cost)

    def _changes(self) -> Any:
        if self.rows.problem.replan is None:
            return 0
        free = [index for index in range(len(self.x)) if index not in self.rows.settled]
        turned = sum((1 - self.x[index]) if index in self.rows.previous else self.x[index] for index in free)
        return turned + self.rows.lost

    def _sum(self, places: Iterable[int]) -> Any:
        return self._total((place, 1) for place in places)

    def _total(self, terms: Iterable[tuple[int, int]]) -> Any:
        listed = list(terms)
        return self.cp.LinearExpr.weighted_sum([self.x[i] for i, _ in listed], [weight for _, weight in listed])
