"""A table put to HiGHS: without the whole numbers for bounds and prices, with them for plans and proofs.

Measured on months of the office's kind: HiGHS closes the audience of a small month (550 candidates) in seconds, where
CP-SAT stays half a percent off for as long as it is let; on a month of 14,500 candidates its interior point takes 4 s
where the simplex takes 20 to 70. CP-SAT is the better one at mending a large plan here and there (``model``).

One thread and limits that count work, never seconds: the same question has the same answer on every machine.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Final

import highspy
import numpy as np
from highspy import cb

from scheduler.planner.table import Table

OPEN: Final = float("inf")
_TOLERANCE: Final = 1e-6
_INTERRUPTS: Final = (
    cb.HighsCallbackType.kCallbackMipInterrupt,
    cb.HighsCallbackType.kCallbackSimplexInterrupt,
    cb.HighsCallbackType.kCallbackIpmInterrupt,
)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An optimum without whole numbers."""

    value: float
    columns: Sequence[float]
    prices: Sequence[float]  # reduced costs: by how much at least a unit of the column worsens the value
    duals: Sequence[float]  # of each line: by how much the value changes with its limit


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search in whole numbers came to."""

    values: list[int] | None  # every column; None: none found
    bound: float  # of what was asked, within the candidates that were allowed
    closed: bool  # nothing better is there (or nothing at all, where ``values`` is None)


class Asked:
    """One table with bounds that can be narrowed; every call builds its own model, so that none leaves a trace."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.lows = np.array(table.lows, dtype=np.float64)
        self.highs = np.array(table.highs, dtype=np.float64)

    @cached_property
    def _lines(self) -> tuple[Any, Any, Any, Any, Any]:
        lines = self.table.lines
        terms = list(chain.from_iterable(line.terms for line in lines))
        start = np.zeros(len(lines) + 1, dtype=np.int32)
        np.cumsum([len(line.terms) for line in lines], out=start[1:])
        places = np.fromiter((place for place, _ in terms), dtype=np.int32, count=len(terms))
        weights = np.fromiter((weight for _, weight in terms), dtype=np.float64, count=len(terms))
        low = np.array([-OPEN if line.low is None else line.low for line in lines], dtype=np.float64)
        high = np.array([OPEN if line.high is None else line.high for line in lines], dtype=np.float64)
        return start, places, weights, low, high

    @property
    def size(self) -> int:
        """Coefficients; what a step of a search costs goes with it."""
        return len(self._lines[1])

    def _model(self, weights: Mapping[int, float], only: frozenset[int] | None, *, whole: bool) -> Any:
        start, places, amounts, low, high = self._lines
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.lows), len(low)
        cost = np.zeros(len(self.lows))
        for place, weight in weights.items():
            cost[place] = weight
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, self.lows, self._narrowed(only)
        lp.row_lower_, lp.row_upper_ = low, high
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = start, places, amounts
        if whole:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self.lows)
        model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        model.setOptionValue("output_flag", False)
        model.setOptionValue("threads", 1)
        model.passModel(lp)
        return model

    def _narrowed(self, only: frozenset[int] | None) -> Any:
        """Upper bounds with all candidates out that are not among those allowed."""
        if only is None:
            return self.highs
        highs = self.highs.copy()
        out = np.ones(self.table.candidates, dtype=bool)
        out[list(only)] = False
        part = highs[: self.table.candidates]
        part[out] = self.lows[: self.table.candidates][out]
        return highs

    def without_whole_numbers(
        self, weights: Mapping[int, float], *, stopping: Callable[[], bool] | None = None
    ) -> Relaxed | None:
        """The linear relaxation; None when it was stopped, or when there is no plan at all."""
        model = self._model(weights, None, whole=False)
        model.setOptionValue("solver", "ipm" if self.size > 50_000 else "choose")
        _watch(model, stopping=stopping)
        model.run()
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        told = model.getSolution()
        return Relaxed(
            model.getInfo().objective_function_value, list(told.col_value), list(told.col_dual), list(told.row_dual)
        )

    def in_whole_numbers(
        self,
        weights: Mapping[int, float],
        *,
        work: float,
        start: Sequence[int] | None = None,
        only: frozenset[int] | None = None,
        gap: float = 0.0,
        rest: float = 1 - 1e-4,
        stopping: Callable[[], bool] | None = None,
        found: Callable[[list[int]], None] | None = None,
    ) -> Outcome:
        """Search for the least value.

        Args:
            work: million coefficients looked through, after which to end.
            gap: relative to the value, at which to rest.
            rest: the same in units of the value; levels are whole numbers, so that less than one is none.
        """
        model = self._model(weights, only, whole=True)
        model.setOptionValue("mip_rel_gap", gap)
        model.setOptionValue("mip_abs_gap", rest)
        if start is not None:
            told = highspy.HighsSolution()
            told.col_value = [float(value) for value in start]
            model.setSolution(told)
        looks = max(50, int(work * 1e6 / max(1, self.size)))
        _watch(model, looks=looks, stopping=stopping, found=found)
        model.run()
        status, info = model.getModelStatus(), model.getInfo()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Outcome(None, OPEN, closed=True)
        values = None
        if abs(info.objective_function_value) < highspy.kHighsInf and model.getSolution().col_value:
            values = whole(model.getSolution().col_value)
            told_worth = sum(weight * values[place] for place, weight in weights.items())
            if start is not None and abs(told_worth - info.objective_function_value) > 0.5:
                # Where its presolve leaves nothing, HiGHS 1.16 names the best worth and gives back the start.
                return self.in_whole_numbers(
                    weights, work=work, only=only, gap=gap, rest=rest, stopping=stopping, found=found
                )
        return Outcome(values, info.mip_dual_bound, status == highspy.HighsModelStatus.kOptimal and gap == 0)


def _watch(
    model: Any,
    *,
    looks: int | None = None,
    stopping: Callable[[], bool] | None = None,
    found: Callable[[list[int]], None] | None = None,
) -> None:
    """Let the search end after so many looks at its limits, or when somebody says so, and tell of plans found.

    HiGHS looks at its limits at the same points of every run, so that their number is a measure of work.
    """
    looked = 0

    def heard(kind: Any, _message: str, told: Any, answer: Any, _data: Any) -> None:
        nonlocal looked
        if kind == cb.HighsCallbackType.kCallbackMipImprovingSolution:
            if found is not None:
                found(whole(told.mip_solution))
            return
        if kind == cb.HighsCallbackType.kCallbackMipInterrupt:
            looked += 1
        if (looks is not None and looked > looks) or (stopping is not None and stopping()):
            answer.user_interrupt = True

    model.setCallback(heard, None)
    for kind in _INTERRUPTS:
        model.startCallback(kind)
    if found is not None:
        model.startCallback(cb.HighsCallbackType.kCallbackMipImprovingSolution)


def whole(values: Iterable[float]) -> list[int]:
    """The whole numbers that a solver's answer stands for."""
    return [round(value) for value in values]


def lifted(bound: float) -> int:
    """The least whole number that a bound leaves."""
    return int(np.ceil(bound - _TOLERANCE * max(1.0, abs(bound))))
