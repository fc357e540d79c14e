"""A long stretch, window by window: what couples the windows is priced by the whole stretch's relaxation.

Each window is searched with all else as it is: producers, gaps at its borders and running balances are the plan's own,
so that every plan on the way is whole and keeps every rule. Money is shared by price: what a unit of a budget is worth
to the whole stretch is charged to every window, so that none takes what another needs more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from scheduler.planner import relax
from scheduler.planner.rows import Rows
from scheduler.planner.searching import Search, summed
from scheduler.planner.table import columns_of, fits, lay_out

WINDOW_DAYS: Final = 28
_TURNS: Final = ((0, False), (14, False), (0, True), (7, True))
"""Days by which a turn's windows begin earlier than the stretch, and whether they are open to every candidate."""
_RESTING: Final = 0.002
"""Of the audience of a window's plan: beside what is short, at its price, a share of the whole value would be much."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a search of windows stands; from it the search goes on to the same end."""

    window: int  # the next one
    plan: tuple[int, ...]  # candidates chosen so far
    best: tuple[int, ...]

    def as_json(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {"window": self.window, "plan": list(self.plan), "best": list(self.best)}

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> "Checkpoint":
        """What ``as_json`` gave."""
        return cls(int(told["window"]), tuple(map(int, told["plan"])), tuple(map(int, told["best"])))


def roll(run: Search, checkpoint: Checkpoint | None = None) -> None:
    """Improve the plan of a search that has one, window after window, until all are done or somebody stops it."""
    assert run.best is not None
    relaxed = run.price()
    if relaxed is None:
        return
    money = _money(run, relaxed)
    used = run.used(relaxed, summed(run.table.aims, run.prices))
    current = frozenset(checkpoint.plan if checkpoint else run.present())
    if checkpoint is not None:
        run.hear("known")(columns_of(run.table, checkpoint.best))
    windows = list(_windows(run.rows))
    for number, (first, last, wide) in enumerate(windows):
        if checkpoint is not None and number < checkpoint.window:
            continue
        if run.stopping():
            return
        current = _window(run, current, (first, last), None if wide else used, money)
        reached = Checkpoint(number + 1, tuple(sorted(current)), tuple(sorted(run.present())))
        run.reached(number + 1, len(windows), reached.as_json())


def _windows(rows: Rows) -> Iterator[tuple[date, date, bool]]:
    """Every window of every turn: first and last day, both inclusive, and whether it is open to every candidate.

    What one turn has at a border lies in the middle of a window of the next.
    """
    start = rows.problem.start
    end = start + timedelta(days=rows.problem.days - 1)
    for earlier, wide in _TURNS:
        day = start - timedelta(days=earlier)
        while day <= end:
            yield max(day, start), min(day + timedelta(days=WINDOW_DAYS - 1), end), wide
            day += timedelta(days=WINDOW_DAYS)


def _money(run: Search, relaxed: relax.Relaxed) -> dict[int, float]:
    """For each candidate what its price takes from the rest of the stretch, at the budgets' shadow prices."""
    worth: dict[int, float] = {}
    for line, dual in zip(run.table.lines, relaxed.duals, strict=True):
        if line.rule.startswith("budget:"):
            for place, price in line.terms:
                worth[place] = worth.get(place, 0.0) + max(0.0, -dual) * price
    return worth


def _window(
    run: Search,
    current: frozenset[int],
    days: tuple[date, date],
    used: frozenset[int] | None,
    money: Mapping[int, float],
) -> frozenset[int]:
    """The plan with one window searched anew, among what is ``used`` or all; as it was where nothing is better."""
    candidates = run.rows.candidates
    inside = frozenset(i for i, one in enumerate(candidates) if days[0] <= one.placement.date <= days[1])
    table = lay_out(run.rows, inside, current)
    weights: dict[int, float] = dict(summed(table.aims, run.prices))
    for place in inside:
        if table.highs[place] and place in money:
            weights[place] = weights.get(place, 0.0) + money[place]
    start = columns_of(table, current)
    outcome = relax.Asked(table).in_whole_numbers(
        weights, work=run.effort.window, start=start, only=None if used is None else used | current,
        rest=_RESTING * sum(candidates[i].audience for i in inside & current), stopping=run.stopping,
    )  # fmt: skip
    if outcome.values is None or run.stopped:
        return current
    chosen = frozenset(place for place in range(table.candidates) if outcome.values[place])
    values = columns_of(run.table, chosen)
    if not fits(run.table, values) or _priced(weights, outcome.values) >= _priced(weights, start):
        return current
    run.hear("windows")(values)
    return chosen


def _priced(weights: Mapping[int, float], values: Sequence[int]) -> float:
    return sum(weight * values[place] for place, weight in weights.items())
