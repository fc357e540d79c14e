"""What both sides accept for payment: entries of airings and articles that rest on evidence."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from campaigns.values.ledger import Amount
from campaigns.values.papers import OfficeView, PlanCitation
from campaigns.values.slots import NOWHERE, Placed


class Ground(enum.StrEnum):
    """Why an entry stands in the minutes."""

    AIRED = "aired"
    SHORT = "short"  # aired, not all of it; the rest is made good, credited, waived or still owed
    MADE_GOOD = "made_good"
    CORRECTION = "correction"  # of what earlier minutes had, up or down


@dataclass(frozen=True, slots=True)
class Entry:
    """One slot's share of what is accepted, as it stood when it was signed."""

    slot: str  # uid
    date: date  # agreed
    start_minute: int | None
    programme: str
    theme: str  # "A · Chính sách"
    ground: Ground
    amount: Amount
    priced: bool
    placed: Placed = NOWHERE  # where in the paper an article stands, where a page is held that shows it

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        told = {
            "slot": self.slot, "date": self.date.isoformat(), "start_minute": self.start_minute,
            "programme": self.programme, "theme": self.theme, "ground": self.ground.value, "priced": self.priced,
            "seconds": self.amount.seconds, "articles": self.amount.articles, "vnd": self.amount.vnd,
        }  # fmt: skip
        return told | ({"issue": self.placed.issue, "page": self.placed.page} if self.placed else {})

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Entry":
        """Back from how it is kept."""
        return cls(
            slot=kept["slot"], date=date.fromisoformat(kept["date"]), start_minute=kept["start_minute"],
            programme=kept["programme"], theme=kept["theme"], ground=Ground(kept["ground"]), priced=kept["priced"],
            amount=Amount(kept["seconds"], kept["articles"], kept["vnd"]),
            placed=Placed(kept.get("issue", ""), kept.get("page", "")),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Minutes:
    """Acceptance minutes of an outlet up to a month: signed, or as they would now be signed."""

    campaign_id: int
    outlet_id: int
    outlet: str
    contact: str
    month: str  # "2017-04", the last that they cover
    number: int  # within the campaign and the outlet, from 1
    entries: tuple[Entry, ...]
    office: OfficeView
    plan: PlanCitation
    dated: date  # of the paper
    uid: str = ""  # empty: not signed
    paper: str = ""  # number and date of the signed paper
    signed_at: datetime | None = None
    signed_by: str = ""

    @property
    def total(self) -> Amount:
        """All of it."""
        return sum((one.amount for one in self.entries), Amount())

    @property
    def unpriced(self) -> int:
        """Entries without a price."""
        return sum(not one.priced for one in self.entries)
