"""Which line could stand for which slot, and what it costs to say so.

Costs are whole numbers of square seconds: weights below are hundredths of ``farthest_s`` squared. A start d seconds
off costs d² + 0.8 · farthest² · min(d, 1800) / 1800: up to half an hour a station runs late as a whole and in
order, beyond it one item was moved and the others kept their time. So a start at the farthest costs 180, words that
differ in a title 200, and a line and a slot left alone 145 each.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from scheduler.reconcile.likeness import ALIKE, BOTH_UNTOLD, SAME, UNTOLD, Bools, Ints, Texts
from scheduler.reconcile.values import Booked, Line, Tolerance

ALONE: Final = 145
_RAMP, _RAMP_S = 80, 1_800
_TITLE_SLOPE, _TITLE_DIFFERS = 500, 200  # words 600 of 1,000 alike cost as much as other words
_PROGRAMME, _THEME, _CHANNEL, _LENGTH = 50, 25, 25, 25
_UNTOLD: Final = {"programme": 12, "title": 25, "theme": 3, "channel": 0}
_AT_ONCE = 1 << 21


@dataclass(frozen=True)
class Pairs:
    """Pairs that could be, in the order of slot, then line; every array has shape ``(pairs,)``."""

    slot: Ints
    line: Ints
    start_off: Ints  # seconds, positive: later than booked
    length_off: Ints  # seconds, positive: longer than booked; 0 where either is not known
    programme: Ints  # likenesses
    title: Ints
    theme: Ints
    channel: Ints
    programme_cost: Ints
    title_cost: Ints
    theme_cost: Ints
    channel_cost: Ints
    start_cost: Ints
    length_cost: Ints

    @property
    def cost(self) -> Ints:
        """Of each pair, the sum of its parts."""
        return (
            self.programme_cost + self.title_cost + self.theme_cost
            + self.channel_cost + self.start_cost + self.length_cost
        )  # fmt: skip

    @property
    def other_content(self) -> Bools:
        """Where the content differs: titles, or themes where a title is not told."""
        return differs(self.title, self.theme)

    def where(self, keep: Bools) -> "Pairs":
        """Those for which ``keep`` is true."""
        return Pairs(*(getattr(self, one.name)[keep] for one in fields(self)))


def differs(title: Ints, theme: Ints) -> Bools:
    """Whether content differs, of two likenesses."""
    return ((title >= 0) & (title < ALIKE)) | ((title < 0) & (theme >= 0) & (theme < ALIKE))


class Words:
    """Likenesses of everything that is told in words."""

    def __init__(self, lines: list[Line], slots: list[Booked]) -> None:
        self.programme = Texts([one.programme for one in lines], [one.programme for one in slots])
        self.title = Texts([one.title for one in lines], [one.title for one in slots])
        self.channel = Texts([one.channel for one in lines], [one.channel for one in slots])
        self._subject = Texts([one.title for one in lines], [one.theme for one in slots])
        self._names = Texts([one.theme for one in lines], [one.theme for one in slots])
        self._letters = Texts([one.theme for one in lines], [one.theme_letter for one in slots])

    def titled(self, lines: Ints, slots: Ints) -> Ints:
        """Titles; where a slot has none, a title that says its theme is its title, and any other tells nothing."""
        title, subject = self.title.alike(lines, slots), self._subject.alike(lines, slots)
        return np.where((title < 0) & (subject >= ALIKE), subject, title)

    def theme(self, lines: Ints, slots: Ints) -> Ints:
        """A theme is told by its letter or by its words; the better likeness counts."""
        return np.maximum(self._names.alike(lines, slots), self._letters.alike(lines, slots))


def pairs_of(lines: list[Line], slots: list[Booked], tolerance: Tolerance) -> Pairs:
    """Every pair that could be; lines and slots must be sorted by start.

    It could be where the start is at most ``farthest_s`` off, and the titles agree, or the programmes agree and
    content is not told to differ. Content that differs needs the same programme and a start on time; where nothing
    tells of programme or content, the start alone must be on time.
    """
    words = Words(lines, slots)
    found = [_measure(one, lines, slots, words, tolerance) for one in _near(lines, slots, tolerance.farthest_s)]
    return Pairs(*(np.concatenate([getattr(one, field.name) for one in found]) for field in fields(Pairs)))


def seconds(items: list[Line] | list[Booked]) -> Ints:
    """Starts in whole seconds."""
    return np.array([int(one.starts_at.timestamp()) for one in items], dtype=np.int64)


def _near(lines: list[Line], slots: list[Booked], farthest_s: int) -> Iterator[tuple[Ints, Ints]]:
    """Line and slot of each pair in reach, some millions at a time; at least one, perhaps empty, portion."""
    told, booked = seconds(lines), seconds(slots)
    first = np.searchsorted(told, booked - farthest_s)
    many = np.searchsorted(told, booked + farthest_s, side="right") - first
    begin = 0
    while True:
        end = max(begin + 1, int(np.searchsorted(np.cumsum(many[begin:]), _AT_ONCE, side="right")) + begin)
        part = many[begin:end]
        slot = np.repeat(np.arange(begin, begin + len(part)), part)
        before = np.repeat(np.cumsum(part) - part, part)
        yield np.arange(len(slot)) - before + first[slot], slot
        begin = end
        if begin >= len(slots):
            return


def _measure(
    portion: tuple[Ints, Ints], lines: list[Line], slots: list[Booked], words: Words, tolerance: Tolerance
) -> Pairs:
    line, slot = portion
    programme = words.programme.alike(line, slot)
    title = words.titled(line, slot)
    off = seconds(lines)[line] - seconds(slots)[slot] if len(line) else line
    keep = (title >= ALIKE) | (programme >= ALIKE) | ((programme < 0) & (title < 0) & (abs(off) <= tolerance.on_time_s))
    line, slot, programme, title, off = (one[keep] for one in (line, slot, programme, title, off))
    theme = words.theme(line, slot)
    keep = ~differs(title, theme) | ((programme >= ALIKE) & (abs(off) <= tolerance.on_time_s))
    line, slot, programme, title, off, theme = (one[keep] for one in (line, slot, programme, title, off, theme))
    channel = words.channel.alike(line, slot)
    unit = tolerance.farthest_s**2
    late = abs(off)
    longer, share = _lengths(lines, slots, line, slot)
    return Pairs(
        slot, line, off, longer, programme, title, theme, channel,
        programme_cost=_worded("programme", programme, _PROGRAMME, _PROGRAMME, unit),
        title_cost=_worded("title", title, _TITLE_SLOPE, _TITLE_DIFFERS, unit),
        theme_cost=_worded("theme", theme, _THEME, _THEME, unit),
        channel_cost=_worded("channel", channel, _CHANNEL, _CHANNEL, unit),
        start_cost=late * late + (_RAMP * unit // (100 * _RAMP_S)) * np.minimum(late, _RAMP_S),
        length_cost=_LENGTH * unit * share // 100_000,
    )  # fmt: skip


def _worded(what: str, alike: Ints, slope: int, differs: int, unit: int) -> Ints:
    """Cost of words: by how far they are from equal while they agree, then the whole weight."""
    agreeing = slope * unit * (SAME - alike) // (100 * SAME)
    cost = np.where(alike >= ALIKE, agreeing, differs * unit // 100)
    return np.where(alike == BOTH_UNTOLD, 0, np.where(alike == UNTOLD, _UNTOLD[what] * unit // 100, cost))


def _lengths(lines: list[Line], slots: list[Booked], line: Ints, slot: Ints) -> tuple[Ints, Ints]:
    """Seconds by which the told length exceeds the booked one, and their share of it in thousandths, at most all."""
    told = np.array([-1 if one.duration_s is None else one.duration_s for one in lines], dtype=np.int64)[line]
    booked = np.array([one.duration_s for one in slots], dtype=np.int64)[slot]
    longer = np.where((told >= 0) & (booked > 0), told - booked, 0)
    return longer, np.minimum(1_000, 1_000 * abs(longer) // np.maximum(booked, 1))
