"""A table put to CP-SAT, which mends a large plan part by part where a proof is out of reach.

One worker takes its searches in turn (``interleave_search``): with two, though their turns were fixed as well, one
answer in some thousands was another one. More cores give the same plan, no sooner. Effort is CP-SAT's own
deterministic time.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from ortools.sat.python import cp_model

from scheduler.planner.relax import OPEN, Outcome
from scheduler.planner.table import Table

_BATCH: Final = 8
_FAR: Final = 1 << 40


def mend(
    table: Table,
    weights: Mapping[int, int],
    start: Sequence[int] | None,
    *,
    effort: float,
    only: frozenset[int] | None = None,
    stopping: Callable[[], bool] | None = None,
    found: Callable[[list[int]], None] | None = None,
) -> Outcome:
    """Search from a plan that fits, or for a first one; ``effort`` in CP-SAT's deterministic seconds."""
    model, columns = _stated(table, weights, only)
    for column, value in zip(columns, start or (), strict=start is not None):
        model.add_hint(column, value)
    solver = cp_model.CpSolver()
    told = solver.parameters
    told.num_workers = 1
    # Whole searches would take turns with the mending, and prove nothing in this time.
    told.use_lns_only = start is not None
    told.interleave_search = True
    told.interleave_batch_size = _BATCH
    told.random_seed = 1
    told.linearization_level = 2
    told.max_deterministic_time = effort
    told.cp_model_probing_level = 0
    told.symmetry_level = 0
    status = solver.solve(model, _Listening(columns, stopping, found))
    if status == cp_model.INFEASIBLE:
        return Outcome(None, OPEN, closed=True)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Outcome(None, -OPEN, closed=False)
    values = [solver.value(column) for column in columns]
    return Outcome(values, solver.best_objective_bound, closed=status == cp_model.OPTIMAL)


class _Listening(cp_model.CpSolverSolutionCallback):
    """Tells of each better plan, and ends the search when somebody says so."""

    def __init__(
        self,
        columns: Sequence[cp_model.IntVar],
        stopping: Callable[[], bool] | None,
        found: Callable[[list[int]], None] | None,
    ) -> None:
        super().__init__()
        self._columns, self._stopping, self._found = columns, stopping, found

    def on_solution_callback(self) -> None:
        """Called by CP-SAT with every better plan."""
        if self._found is not None:
            self._found([self.value(column) for column in self._columns])
        if self._stopping is not None and self._stopping():
            self.stop_search()


def _stated(
    table: Table, weights: Mapping[int, int], only: frozenset[int] | None
) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    highs = [
        high if only is None or place >= table.candidates or place in only else table.lows[place]
        for place, high in enumerate(table.highs)
    ]
    columns = [model.new_int_var(low, high, "") for low, high in zip(table.lows, highs, strict=True)]
    for line in table.lines:
        terms = [(columns[place], weight) for place, weight in line.terms if highs[place] > 0]
        if len(terms) > 1 and line.low is None and line.high == 1 and _of_ones(table, line.terms):
            model.add_at_most_one(column for column, _ in terms)
            continue
        low, high = (-_FAR if line.low is None else line.low), (_FAR if line.high is None else line.high)
        total = cp_model.LinearExpr.weighted_sum([one for one, _ in terms], [weight for _, weight in terms])
        model.add_linear_constraint(total, low, high)
    model.minimize(cp_model.LinearExpr.weighted_sum([columns[place] for place in weights], list(weights.values())))
    return model, columns


def _of_ones(table: Table, terms: Sequence[tuple[int, int]]) -> bool:
    return all(weight == 1 and place < table.candidates for place, weight in terms)
