"""How often a standing programme must appear, as agreed, and where it does not."""

import enum
from dataclasses import dataclass
from datetime import date

from campaigns.values.words import RhythmUnit


@dataclass(frozen=True, slots=True)
class RhythmView:
    """An entry of what was agreed of a programme in a campaign; later entries hold from their first day on."""

    id: int
    campaign_id: int
    programme_id: int
    unit: RhythmUnit
    number: int | None  # days from one airing to the next, or airings in each week or month; None: no longer agreed
    from_day: date
    source: str  # the paper or the person that gave the figure
    obligation_id: int | None = None  # the duty that it carries out
    plan_id: int = 0
    clause: str = ""  # of the duty, "III.4"; may be empty where the plan has no numbers
    duty: str = ""  # its words


@dataclass(frozen=True, slots=True)
class Appearances:
    """The dates of a programme in a campaign; several items of one date are one appearance, a repeat is none."""

    aired: frozenset[date] = frozenset()  # went out or was published, by evidence
    waiting: frozenset[date] = frozenset()  # over, and evidence is awaited or only presumed
    planned: frozenset[date] = frozenset()  # laid out, and not over
    runs: frozenset[date] = frozenset()  # on which one of its windows runs


class GapKind(enum.StrEnum):
    """When a gap is, the most pressing first."""

    OPEN = "open"  # it has begun and is not closed
    AHEAD = "ahead"  # it will come if nothing is placed
    PAST = "past"  # it is over


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which a programme appears less often than agreed."""

    kind: GapKind
    rhythm: RhythmView  # the entry that it breaks
    first: date  # the first day without it; of a week or a month its first day
    last: date  # included
    have: int  # days from the airing before to the airing after; in a week or a month the airings that count
    wanted: int  # at most so many days; at least so many airings, no more than the days on which it runs there
    due: date  # the last day on which an airing keeps the rhythm, or would have kept it
    waiting: int = 0  # airings in it for which evidence is awaited
    unproven: bool = False  # with that evidence it would be none
    free: tuple[date, ...] = ()  # of its days those not over on which the programme runs and nothing is laid out

    @property
    def unit(self) -> RhythmUnit:
        """In what the rhythm counts."""
        return self.rhythm.unit


@dataclass(frozen=True, slots=True)
class Continuity:
    """How a standing programme keeps its rhythm, as judged on a day."""

    last: date | None  # the last airing by evidence
    next: date | None  # the next that is laid out
    longest: int | None  # most days from one airing by evidence to the next, or to the day of judgement
    rhythm: RhythmView | None  # the entry that holds on the day of judgement, else the next one
    gaps: tuple[Gap, ...] = ()  # by first day; without a rhythm none


@dataclass(frozen=True, slots=True)
class Strand:
    """A standing programme with how it keeps its rhythm."""

    programme_id: int
    programme: str
    channel: str
    outlet_slug: str
    outlet: str
    windows: tuple[tuple[int, date, date | None], ...]  # number, first day, first day outside
    kept: Continuity

    def window_on(self, day: date) -> int:
        """The window to place it in on a date: the one that is valid then, else the last."""
        for number, first, until in self.windows:
            if first <= day and (until is None or day < until):
                return number
        return self.windows[-1][0]
