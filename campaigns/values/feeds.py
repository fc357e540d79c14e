"""Calendars that others subscribe to, and the deadlines that stand in them beside slots."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final


class FeedKind(enum.StrEnum):
    """Whose calendar a feed is."""

    OUTLET = "outlet"
    CAMPAIGN = "campaign"
    OFFICER = "officer"  # everything


FEED_COLOURS: Final[Mapping[FeedKind, str]] = {
    FeedKind.OUTLET: "teal",
    FeedKind.CAMPAIGN: "darkorange",
    FeedKind.OFFICER: "steelblue",
}
"""CSS names, as RFC 7986, 5.9 wants them: hexadecimal colours are invalid there."""


@dataclass(frozen=True, slots=True)
class FeedView:
    """One calendar as it is handed out."""

    slug: str  # ASCII, last segment of its address; some programs take it as the calendar's name
    kind: FeedKind
    name: str
    description: str  # one sentence
    generation: int  # raised when numbers may have fallen: after a restore
    changed_at: datetime  # of the last such change; whole seconds, UTC, never falls or repeats

    @property
    def colour(self) -> str:
        """CSS name of the colour in which programs may show the calendar."""
        return FEED_COLOURS[self.kind]


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """A date until which something is owed: a report, a script, material."""

    uid: str  # public name, UUIDv4, never reused
    revision: int  # SEQUENCE: raised by every change that a feed shows
    created_at: datetime
    changed_at: datetime  # of the last change that a feed shows
    title: str  # "Hạn nộp báo cáo (trước 15/6)"
    about: str  # the item or the plan that it is for; may be empty
    campaign: str
    due_on: date  # the last good day, in the office's zone
    due_at: datetime | None = None  # None: any time of that day
    outlet: str | None = None  # None: the outlet does not owe it
    done: bool = False
    cancelled: bool = False  # what it was for is cancelled: nobody owes it any longer
