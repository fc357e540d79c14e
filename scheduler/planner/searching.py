"""A search under way: the best plan, the level it stands at, what is proven, and the table narrowed by what is kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from campaigns.errors import Refused
from scheduler.planner import greedy, model, relax
from scheduler.planner.proposal import LEVELS, Progress, Proposal, Report, Stopping, proposal
from scheduler.planner.rows import Rows
from scheduler.planner.table import (
    AUDIENCE,
    CHANGES,
    COST,
    SPREAD,
    Aim,
    Table,
    columns_of,
    fits,
    lay_out,
    least_of,
    level_of,
)
from scheduler.problem import Placement


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a proposal may cost; the same effort gives the same proposal, however fast the machine.

    As a measure: a million coefficients take HiGHS about a tenth of a second, and CP-SAT's unit is about a second.
    """

    proof: float = 60.0  # million coefficients for each level of a small stretch
    reaching: float = 6.0  # CP-SAT's deterministic seconds for targets and evenness of a large one
    rounding: float = 30.0  # million coefficients for what comes after them
    mending: float = 20.0  # CP-SAT's deterministic seconds for each level of a large one
    window: float = 20.0  # million coefficients for each window of a long one
    small: int = 4_000  # candidates up to which whole levels are closed
    long: int = 25_000  # candidates from which a stretch goes window by window


ORDINARY: Final = Effort()
QUICK: Final = Effort(proof=10.0, reaching=3.0, rounding=15.0, mending=4.0)
THOROUGH: Final = Effort(proof=600.0, reaching=60.0, rounding=120.0, mending=120.0)

_DEAR: Final = (1000, 300, 80, 8, 2)  # a unit short in tier 1, 2, 3, a change, a spot off an even week; in audiences
_SHARES: Final = (0.25, 0.25, 0.25, 0.5, 0.25, 1.0, 0.25)  # of the mending that each level gets
_OF_LONG: Final = (0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0)  # of a long stretch, whose windows have mended all else
_RESTING: Final = 0.004  # of the value: a rounded plan as near as this is mended instead
_SLICE: Final = 10.0  # deterministic seconds of mending between two looks at whether to stop


class Search:
    """A search under way: the best plan, what is proven, and the table narrowed by what is kept."""

    def __init__(self, rows: Rows, effort: Effort, report: Report | None, stopping: Stopping | None) -> None:
        self.rows, self.effort, self.report = rows, effort, report
        self.table: Table = lay_out(rows)
        self.best: list[int] | None = None
        self.bounds = [least_of(aim, self.table) for aim in self.table.aims]
        self.found, self.stage = "greedy", 0
        self.stopped = False
        self.windows: tuple[int, int] | None = None
        self.checkpoint: Mapping[str, Any] | None = None
        self._stopping = stopping
        self._priced: tuple[float, list[int]] | None = None  # value of the priced relaxation, price of each level
        best = max((one.audience for one in rows.candidates), default=0) or 1
        self.prices = [*(dear * best for dear in _DEAR), 1, 0]  # of a unit of each level; nothing proven rests on them
        if rows.problem.replan:
            self.prices[SPREAD:] = [0, 0, 0]
        if not self.table.possible:
            raise Refused("proposal.impossible")

    def stopping(self) -> bool:
        """Whether somebody has asked to end; once said it is not asked again."""
        self.stopped = self.stopped or (self._stopping is not None and self._stopping())
        return self.stopped

    def told(self) -> Proposal:
        """The best plan."""
        if self.best is None:
            raise Refused("proposal.none_found")
        chosen = [place for place in range(self.table.candidates) if self.best[place]]
        return proposal(
            self.rows, chosen, self.bounds, found=self.found, ended="stopped" if self.stopped else "searched"
        )

    def start(self, known: Iterable[Placement] | None) -> None:
        """Begin with the plan that is known, completed, or the greedy one, whichever is better."""
        told = [self.rows.place[one] for one in sorted(known or ()) if one in self.rows.place]
        self._try(columns_of(self.table, greedy.fill(self.rows)), "greedy")
        if told:
            self._try(columns_of(self.table, told), "known")
            self._try(columns_of(self.table, greedy.fill(self.rows, told)), "known")
        self._say()

    def _try(self, values: list[int], found: str) -> bool:
        """Keep a plan when it fits and is better than the best."""
        if not fits(self.table, values):
            return False
        if self.best is not None and self._worth(values) >= self._worth(self.best):
            return False
        self.best, self.found = values, found
        return True

    def _worth(self, values: Sequence[int]) -> list[int]:
        return [level_of(aim, values) for aim in self.table.aims]

    def _say(self) -> None:
        if self.report is not None and self.best is not None:
            told, (done, of) = self.told(), self.windows or (self.stage, len(LEVELS))
            self.report(Progress(LEVELS[self.stage], done, of, told.placements, told.levels, self.checkpoint))

    def reached(self, done: int, of: int, checkpoint: Mapping[str, Any]) -> None:
        """Say how many windows are done."""
        self.windows, self.checkpoint = (done, of), checkpoint
        self._say()
        if done == of:
            self.windows = None

    def hear(self, found: str) -> Callable[[list[int]], None]:
        """What a solver tells of: a plan by its candidates, since other columns may be off what it makes of them."""

        def heard(values: list[int]) -> None:
            chosen = [place for place in range(self.table.candidates) if values[place]]
            if self._try(columns_of(self.table, chosen), found):
                self._say()

        return heard

    def round(self) -> None:
        """The first plans of a large stretch: search among the candidates that the priced relaxation makes use of.

        On re-planning it is asked for targets and changes alone: what comes after them would blur it.
        """
        relaxed = self.price()
        if relaxed is None or self.stopping():
            return
        weights = summed(self.table.aims, self.prices)
        used = self.used(relaxed, weights)
        self.reach(used, self.effort.reaching)
        table = self.table
        if self._reached() and self.prices[AUDIENCE]:
            table, weights = self._kept_so_far(), self.table.aims[AUDIENCE].weights
        relax.Asked(table).in_whole_numbers(
            weights, work=self.effort.rounding, start=self.best, only=used | self.present(), gap=_RESTING,
            stopping=self.stopping, found=self.hear("rounded"),
        )  # fmt: skip

    def reach(self, used: frozenset[int], effort: float) -> None:
        """Bring targets, changes and evenness down together, unblurred by what comes after them.

        On a month of 14,600 candidates this meets every target and is even within a fifth of the relaxation's time,
        where a search that minds the audience too takes twice that time.
        """
        prices = [*self.prices[:AUDIENCE], 0, 0]
        model.mend(
            self.table, summed(self.table.aims, prices), self.best, effort=effort,
            only=used | self.present() if self.best else None,
            stopping=lambda: self.stopping() or self._reached(), found=self.hear("neighbours"),
        )  # fmt: skip

    def _reached(self) -> bool:
        """Whether nothing better is there in all that comes before the audience."""
        return all(self._closed(level) for level in range(AUDIENCE))

    def _kept_so_far(self) -> Table:
        """The table in which all before the audience stays as it is in the best plan."""
        table = replace(
            self.table, lows=list(self.table.lows), highs=list(self.table.highs), lines=list(self.table.lines)
        )
        for aim in self.table.aims[:AUDIENCE]:
            if aim.weights and self.best is not None:
                table.line(list(aim.weights.items()), None, level_of(aim, self.best) - aim.constant)
        return table

    def price(self) -> relax.Relaxed | None:
        """The relaxation of all levels at once, each unit at its price; None when stopped."""
        relaxed = relax.Asked(self.table).without_whole_numbers(
            summed(self.table.aims, self.prices), stopping=self.stopping
        )
        if relaxed is not None and self.prices[AUDIENCE]:
            constant = sum(price * aim.constant for price, aim in zip(self.prices, self.table.aims, strict=True))
            self._priced = (relaxed.value + constant, self.prices)
        return relaxed

    def used(self, relaxed: relax.Relaxed, weights: dict[int, int]) -> frozenset[int]:
        """What the relaxation makes use of, on re-planning also what would cost it next to nothing."""
        nearly = 1e-6 if self.rows.problem.replan else -1.0
        table = self.table
        used = {
            place for place in range(table.candidates)
            if relaxed.columns[place] > 1e-6 or (place in weights and relaxed.prices[place] <= nearly)
        }  # fmt: skip
        return frozenset(used | self.present() | self.rows.previous)

    def present(self) -> set[int]:
        """The best plan's candidates."""
        return {place for place in range(self.table.candidates) if self.best is not None and self.best[place]}

    def improve(self, level: int, *, small: bool) -> None:
        """Bring one level as low as the effort goes, prove what can be proven, and keep it for the levels after."""
        aim = self.table.aims[level]
        self.stage = level
        self.bounds[level] = max(self.bounds[level], least_of(aim, self.table))
        if not self._closed(level) and not self.stopping():
            if small:
                self._close(level)
            else:
                self._mend(level)
        if self.best is not None:
            self._keep(aim, level_of(aim, self.best))

    def _closed(self, level: int) -> bool:
        return self.best is not None and level_of(self.table.aims[level], self.best) <= self.bounds[level]

    def _keep(self, aim: Aim, value: int) -> None:
        if aim.weights:
            self.table.line(list(aim.weights.items()), None, value - aim.constant)

    def _close(self, level: int) -> None:
        aim = self.table.aims[level]
        outcome = relax.Asked(self.table).in_whole_numbers(
            aim.weights, work=self.effort.proof, start=self.best, stopping=self.stopping, found=self.hear("exact")
        )
        self._take(level, outcome, "exact")

    def _take(self, level: int, outcome: relax.Outcome, found: str) -> None:
        if outcome.values is not None:
            self.hear(found)(outcome.values)
        elif outcome.closed and self.best is None:
            raise Refused("proposal.impossible")
        self._bound(level, outcome.bound)

    def _bound(self, level: int, bound: float) -> None:
        if abs(bound) < 1e15:
            self.bounds[level] = max(self.bounds[level], relax.lifted(bound + self.table.aims[level].constant))

    def _mend(self, level: int) -> None:
        """Bound a level of a large stretch by its relaxation, then mend the best plan until effort or gap is gone."""
        aim = self.table.aims[level]
        self._bound_from_prices(level)
        only: frozenset[int] | None = None
        if not self._closed(level) and (self.checkpoint is None or level < CHANGES or level == AUDIENCE):
            relaxed = relax.Asked(self.table).without_whole_numbers(aim.weights, stopping=self.stopping)
            if relaxed is not None:
                self._bound(level, relaxed.value)
                only = self._near(relaxed)
        left = self.effort.mending * (_SHARES[level] if self.checkpoint is None else _OF_LONG[level])
        while left > 0 and not self._closed(level) and not self.stopping():
            outcome = model.mend(
                self.table, self._minding(level), self.best, only=only if self.best else None,
                effort=min(left, _SLICE), stopping=self.stopping, found=self.hear("neighbours"),
            )  # fmt: skip
            left -= _SLICE
            if outcome.closed and outcome.values is None and self.best is None:
                raise Refused("proposal.impossible")

    def _minding(self, level: int) -> dict[int, int]:
        """A level's weights, with the later ones' far below, so that mending one does not spoil what follows."""
        best = max((one.audience for one in self.rows.candidates), default=0) or 1
        prices = [*(dear * best for dear in _DEAR), 1, 0]
        above = 20 * max(prices) if level < AUDIENCE else 1
        asked = [0] * level + [above] + (prices[level + 1 :] if level < AUDIENCE else [0] * (COST - level))
        return summed(self.table.aims, asked)

    def _near(self, relaxed: relax.Relaxed) -> frozenset[int]:
        """The half of the candidates that the relaxation makes use of or most nearly would, and the best plan's."""
        prices = sorted(relaxed.prices[: self.table.candidates])
        cut = max(1e-6, prices[len(prices) // 2])
        near = {place for place in range(self.table.candidates) if relaxed.prices[place] <= cut}
        return frozenset(near | self.present())

    def _bound_from_prices(self, level: int) -> None:
        """What the priced relaxation says of the audience of plans that are as this one on the levels before."""
        if level != AUDIENCE or self._priced is None or self.best is None:
            return
        value, prices = self._priced
        before = sum(prices[k] * level_of(self.table.aims[k], self.best) for k in range(AUDIENCE))
        self.bounds[level] = max(self.bounds[level], relax.lifted(value - before))

    def settle_ties(self) -> None:
        """Among plans that are equal on every level take the one whose placements stand first, so that it is one."""
        if self.best is None or self.stopping() or not all(self._closed(level) for level in range(len(LEVELS))):
            return
        weights = {place: place for place in range(self.table.candidates) if self.table.highs[place]}
        outcome = relax.Asked(self.table).in_whole_numbers(
            weights, work=self.effort.proof / 4, start=self.best, stopping=self.stopping
        )
        if outcome.values is not None and fits(self.table, outcome.values):
            self.best = outcome.values


def summed(aims: Sequence[Aim], prices: Sequence[int]) -> dict[int, int]:
    """The weights of several levels together, each at its price."""
    weights: dict[int, int] = {}
    for aim, price in zip(aims, prices, strict=True):
        for place, weight in aim.weights.items() if price else ():
            weights[place] = weights.get(place, 0) + price * weight
    return weights
