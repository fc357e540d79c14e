"""What a log tells, what was booked, and which belongs to which, with the reasons."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

LONGEST_REACH_S = 86_400


@dataclass(frozen=True, slots=True)
class Line:
    """An airing as a station's log tells it; words as written there, '' where it tells none."""

    number: int  # its place in the log, unique there
    starts_at: datetime  # UTC
    duration_s: int | None  # None: not told
    programme: str
    title: str
    theme: str  # a letter or words
    channel: str


@dataclass(frozen=True, slots=True)
class Booked:
    """A slot, as far as a log can tell of it."""

    uid: str
    starts_at: datetime  # UTC
    duration_s: int  # 0: an article, or not known
    programme: str
    title: str
    theme_letter: str
    theme: str
    channel: str


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What still passes. A difference up to and including a figure passes; all in whole seconds.

    ``on_time_s``: start off by so much is on time, beyond it moved; other content counts as a substitute only so near.
    ``farthest_s``: an airing farther from a slot is never taken for it; at most a day.
    ``short_s``, ``long_s``: so much less or more than the booked length is neither short nor long.

    Raises:
        ValueError: a figure below 0, ``farthest_s`` of 0 or more than a day.
    """

    on_time_s: int = 300
    farthest_s: int = 10_800
    short_s: int = 3
    long_s: int = 10

    def __post_init__(self) -> None:
        if min(self.on_time_s, self.short_s, self.long_s) < 0 or not 0 < self.farthest_s <= LONGEST_REACH_S:
            raise ValueError(self)


class Label(enum.StrEnum):
    """What came of a slot, or what a line is."""

    ON_TIME = "on_time"
    MOVED = "moved"
    SHORT = "short"  # beside one of the two above
    LONG = "long"  # likewise
    DUPLICATED = "duplicated"  # the line repeats a slot that another line stands for
    SUBSTITUTED = "substituted"  # other content in the slot's place: evidence against it
    UNSCHEDULED = "unscheduled"  # no slot for the line
    MISSING = "missing"  # no line for the slot


class Why(enum.StrEnum):
    """What speaks for or against a pair. What ``Reason.amount`` tells is said beside each."""

    SAME_PROGRAMME = "same_programme"  # likeness of the words, 0 to 1,000
    OTHER_PROGRAMME = "other_programme"  # likeness
    PROGRAMME_UNTOLD = "programme_untold"  # told on one side only; 0
    TITLE_AGREES = "title_agrees"  # likeness
    TITLE_DIFFERS = "title_differs"  # likeness
    TITLE_UNTOLD = "title_untold"  # 0
    THEME_AGREES = "theme_agrees"  # likeness
    THEME_DIFFERS = "theme_differs"  # likeness
    THEME_UNTOLD = "theme_untold"  # 0
    CHANNEL_DIFFERS = "channel_differs"  # likeness
    START_OFF = "start_off"  # seconds, positive: later than booked
    LENGTH_OFF = "length_off"  # seconds, positive: longer than booked
    NO_LINE = "no_line"  # 0
    NO_SLOT = "no_slot"  # 0
    REPEATS = "repeats"  # 0; another line stands nearer to the same slot


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for (cost 0) or against a match; a match's reasons add up to its cost."""

    why: Why
    amount: int = 0  # unit: see Why
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another line for the slot (``number`` told, ``uid`` None), or another slot for the line (the other way round)."""

    uid: str | None
    number: int | None
    cost: int  # by how much the whole would cost more; >= 0
    reasons: tuple[Reason, ...]  # of the pair it would be


@dataclass(frozen=True, slots=True)
class Match:
    """A slot with its line, a slot without, a line without, or a line that repeats a slot.

    ``uid`` is None when unscheduled; ``number`` is None when missing. ``cost`` is that of the pair, or of leaving
    the one side alone. ``alternatives`` are the near ones, best first.
    """

    uid: str | None
    number: int | None
    labels: tuple[Label, ...]
    cost: int
    reasons: tuple[Reason, ...]
    doubtful: bool = False
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class Reconciliation:
    """Every line and every slot that the log speaks of, each in one match: slots by time, then the other lines."""

    matches: tuple[Match, ...]

    @cached_property
    def by_uid(self) -> Mapping[str, Match]:
        """Each slot's own match; what merely repeats it is not here."""
        return {one.uid: one for one in self.matches if one.uid is not None and Label.DUPLICATED not in one.labels}

    @property
    def missing(self) -> tuple[Match, ...]:
        """Slots without a line."""
        return self._labelled(Label.MISSING)

    @property
    def unscheduled(self) -> tuple[Match, ...]:
        """Lines without a slot."""
        return self._labelled(Label.UNSCHEDULED)

    def _labelled(self, label: Label) -> tuple[Match, ...]:
        return tuple(one for one in self.matches if label in one.labels)
