"""From an assignment to matches: labels, reasons, doubts.

A matched pair is SUBSTITUTED where content differs: other titles, or other themes where a title is not told. Else it
is ON_TIME or MOVED by its start, and also SHORT or LONG by its length. A line left over is DUPLICATED where the titles
agree with those of a slot in reach that has its line, or, titles untold, where it starts on time for such a slot;
else UNSCHEDULED. A match is doubtful where it is a substitute, where neither programme nor title agree, where its pair
costs more than leaving its slot alone, or where an alternative is near: where the whole would cost no more than
(on_time_s / 2)² more, or a tenth of the alternative pair's own cost more, whichever is larger.
"""

from collections.abc import Iterator
from functools import cached_property, lru_cache

import numpy as np

from scheduler.reconcile.costs import ALONE, Pairs
from scheduler.reconcile.likeness import ALIKE, BOTH_UNTOLD, UNTOLD, Ints
from scheduler.reconcile.nextbest import FAR
from scheduler.reconcile.solving import NONE, Chosen
from scheduler.reconcile.values import Alternative, Booked, Label, Line, Match, Reason, Tolerance, Why

_WORDS = {
    "programme": (Why.SAME_PROGRAMME, Why.OTHER_PROGRAMME, Why.PROGRAMME_UNTOLD),
    "title": (Why.TITLE_AGREES, Why.TITLE_DIFFERS, Why.TITLE_UNTOLD),
    "theme": (Why.THEME_AGREES, Why.THEME_DIFFERS, Why.THEME_UNTOLD),
}
reason = lru_cache(maxsize=4_096)(Reason)


class Labelling:
    """One reconciliation's lines, slots and pairs, all sorted; tells matches by their places."""

    def __init__(
        self, lines: list[Line], slots: list[Booked], tolerance: Tolerance, pairs: Pairs, chosen: Chosen, more: Ints
    ) -> None:
        self.lines, self.slots, self.tolerance = lines, slots, tolerance
        self.pairs, self.chosen, self.more = pairs, chosen, more
        self._unit = tolerance.farthest_s**2

    @cached_property
    def _cost(self) -> list[int]:
        cost: list[int] = self.pairs.cost.tolist()
        return cost

    @cached_property
    def _other(self) -> list[bool]:
        other: list[bool] = self.pairs.other_content.tolist()
        return other

    @cached_property
    def _columns(self) -> dict[str, list[int]]:
        return {name: column.tolist() for name, column in vars(self.pairs).items()}

    @cached_property
    def _near(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """Near alternatives by slot and by line, as places of pairs, best first."""
        taken = self.chosen.pair_of_slot[self.pairs.slot] == np.arange(len(self.more))
        near = np.flatnonzero(~taken & (self.more < FAR))
        by_slot: dict[int, list[int]] = {}
        by_line: dict[int, list[int]] = {}
        for pair in near[np.lexsort((near, self.pairs.cost[near], self.more[near]))].tolist():
            by_slot.setdefault(self._columns["slot"][pair], []).append(pair)
            by_line.setdefault(self._columns["line"][pair], []).append(pair)
        return by_slot, by_line

    def slot(self, place: int) -> Match:
        """The match of a slot."""
        pair = int(self.chosen.pair_of_slot[place])
        if pair == NONE:
            cost = ALONE * self._unit // 100
            others = self._alternatives(self._near[0].get(place, ()), ())
            reasons = (reason(Why.NO_LINE, 0, cost),)
            return Match(self.slots[place].uid, None, (Label.MISSING,), cost, reasons, bool(others), others)
        line = self._columns["line"][pair]
        others = self._alternatives(self._near[0].get(place, ()), self._near[1].get(line, ()))
        doubtful = bool(others) or self._is_weak(pair)
        return Match(
            self.slots[place].uid, self.lines[line].number, self._labels(pair), self._cost[pair],
            self.reasons(pair), doubtful, others,
        )  # fmt: skip

    def left(self) -> Iterator[Match]:
        """Matches of lines without a slot of their own."""
        repeated = self._repeated()
        for place in np.flatnonzero(self.chosen.pair_of_line == NONE).tolist():
            number = self.lines[place].number
            others = self._alternatives((), self._near[1].get(place, ()))
            if (pair := repeated.get(place)) is not None:
                uid = self.slots[self._columns["slot"][pair]].uid
                reasons = (reason(Why.REPEATS), *self.reasons(pair))
                yield Match(uid, number, (Label.DUPLICATED,), self._cost[pair], reasons, bool(others), others)
            else:
                cost = ALONE * self._unit // 100
                reasons = (reason(Why.NO_SLOT, 0, cost),)
                yield Match(None, number, (Label.UNSCHEDULED,), cost, reasons, bool(others), others)

    def reasons(self, pair: int) -> tuple[Reason, ...]:
        """What speaks for and against a pair, in the order of programme, title, theme, channel, start, length."""
        columns, told = self._columns, []
        for what, (agrees, differs, untold) in _WORDS.items():
            alike, cost = columns[what][pair], columns[f"{what}_cost"][pair]
            if alike == UNTOLD:
                told.append(reason(untold, 0, cost))
            elif alike != BOTH_UNTOLD:
                told.append(reason(agrees if alike >= ALIKE else differs, alike, cost))
        if columns["channel_cost"][pair]:
            told.append(reason(Why.CHANNEL_DIFFERS, columns["channel"][pair], columns["channel_cost"][pair]))
        for why, what, priced in (
            (Why.START_OFF, "start_off", "start_cost"),
            (Why.LENGTH_OFF, "length_off", "length_cost"),
        ):
            if columns[what][pair]:
                told.append(reason(why, columns[what][pair], columns[priced][pair]))
        return tuple(told)

    def _is_weak(self, pair: int) -> bool:
        told = max(self._columns["programme"][pair], self._columns["title"][pair])
        return self._other[pair] or told < ALIKE or self._cost[pair] * 100 > ALONE * self._unit

    def _labels(self, pair: int) -> tuple[Label, ...]:
        if self._other[pair]:
            return (Label.SUBSTITUTED,)
        on_time = abs(self._columns["start_off"][pair]) <= self.tolerance.on_time_s
        when = Label.ON_TIME if on_time else Label.MOVED
        longer = self._columns["length_off"][pair]
        if -longer > self.tolerance.short_s:
            return (when, Label.SHORT)
        return (when, Label.LONG) if longer > self.tolerance.long_s else (when,)

    def _repeated(self) -> dict[int, int]:
        """The cheapest pair with a slot that a line left over repeats, by line."""
        pairs = self.pairs
        on_time = abs(pairs.start_off) <= self.tolerance.on_time_s
        repeats = (pairs.title >= ALIKE) | ((pairs.title < 0) & on_time)
        repeats &= ~pairs.other_content & (self.chosen.pair_of_slot[pairs.slot] != NONE)
        found = np.flatnonzero(repeats & (self.chosen.pair_of_line[pairs.line] == NONE))
        best: dict[int, int] = {}
        for pair in found[np.lexsort((found, pairs.cost[found]))].tolist():
            best.setdefault(self._columns["line"][pair], pair)
        return best

    def _alternatives(self, lines: "list[int] | tuple[()]", slots: "list[int] | tuple[()]") -> tuple[Alternative, ...]:
        if not lines and not slots:
            return ()
        columns = self._columns
        ranked = sorted(
            [(int(self.more[one]), 0, one) for one in lines] + [(int(self.more[one]), 1, one) for one in slots]
        )
        return tuple(
            Alternative(self.slots[columns["slot"][pair]].uid, None, more, self.reasons(pair))
            if other_slot
            else Alternative(None, self.lines[columns["line"][pair]].number, more, self.reasons(pair))
            for more, other_slot, pair in ranked
        )
