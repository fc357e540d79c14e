"""What a person can do on the month board, as values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """Put a new slot into a cell."""

    window_id: int
    date: date
    theme_id: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Fill:
    """Put slots into many cells of a row, themes taken in turn; cells that cannot take one are skipped and told."""

    window_id: int
    dates: tuple[date, ...]
    theme_ids: tuple[int, ...]
    on_holidays: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """Take a slot to another cell."""

    uid: str
    version: int
    window_id: int
    date: date


@dataclass(frozen=True, slots=True)
class Copy:
    """Put another slot like this one into a cell."""

    uid: str
    window_id: int
    date: date


@dataclass(frozen=True, slots=True)
class Remove:
    """Cancel a slot; with a reason when the outlet has confirmed it."""

    uid: str
    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Retheme:
    """Give a slot another theme."""

    uid: str
    version: int
    theme_id: int


Operation = Place | Fill | Move | Copy | Remove | Retheme


@dataclass(frozen=True, slots=True)
class Skipped:
    """A cell that a fill left alone, and why."""

    window_id: int
    date: date
    code: str


@dataclass(frozen=True, slots=True)
class EditResult:
    """What an edit did."""

    edit_id: int
    version: int  # of the month
    uids: tuple[str, ...]  # of the slots it made or changed
    cells: tuple[tuple[int, date], ...]  # window and date of every cell it changed
    skipped: tuple[Skipped, ...] = ()
    withdrawn: int = 0  # slots that were cancelled though their outlet knows of them
    unconfirmed: int = 0  # slots that their outlet had said yes to, and must be asked about again
