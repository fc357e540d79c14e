"""Papers as they are issued: what the office writes on one beside its content, and what stays on record."""

from dataclasses import dataclass
from datetime import date, datetime

from campaigns.values.words import PaperKind


@dataclass(frozen=True, slots=True)
class Stationery:
    """What the clerk's office gives a paper."""

    dated: date
    number: int | None = None  # None: room for the clerk's hand
    symbol: str = ""  # "TB-STP"; empty: the kind's usual one
    recipients: tuple[str, ...] | None = None  # None: the kind's usual ones; the archive's line comes by itself
    day_open: bool = False  # True: the day is left blank for the clerk


@dataclass(frozen=True, slots=True)
class Habit:
    """How the office numbers and addresses papers of a kind."""

    kind: PaperKind
    symbol: str = ""  # empty: the usual one
    recipients: tuple[str, ...] | None = None  # None: the usual ones
    version: int = 0  # of the record; 0 where there is none


@dataclass(frozen=True, slots=True)
class Issued:
    """A version of a paper as it was issued; its file is read apart."""

    uid: str
    kind: PaperKind
    key: str
    version: int
    campaign_id: int | None
    month: str
    number: int | None
    symbol: str
    issued_on: date
    issued_at: datetime
    issued_by: str
    title: str
    recipients: tuple[str, ...]
    file_name: str
    display_name: str
    digest: str
