"""The ledger of a campaign's months with the names of its outlets and themes, today's or those of a past day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaigns.queries import history
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries.plans import CampaignView, ThemeView
from campaigns.values.ledger import Key, Ledger, Line
from campaigns.values.outlets import OutletView
from scheduler.ledger import reading, reckoning

PARTS: Final = ("month", "outlet", "theme")
"""By which the ledger can be told apart."""
Part = str | int
_OF_KEY: Final[Mapping[str, Callable[[Key], Part]]] = {
    "month": lambda key: key.month,
    "outlet": lambda key: key.outlet_id,
    "theme": lambda key: key.theme_id,
}


@dataclass(frozen=True, slots=True)
class Days:
    """Dates from the first to the last, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Book:
    """A campaign's ledger from the first month to the last, both included, or of some days of them."""

    campaign: CampaignView
    months: tuple[str, ...]  # of the board: an item after midnight stays in the month of its broadcast date
    days: Days | None  # None: whole months
    as_of: date | None  # None: as it now stands
    outlets: tuple[OutletView, ...]
    themes: tuple[ThemeView, ...]
    ledger: Ledger
    theme_names: Mapping[int, str]

    @property
    def whole(self) -> Line:
        """All of it."""
        return reckoning.whole(self.ledger)

    def by(self, *parts: str) -> Mapping[tuple[Part, ...], Line]:
        """The ledger added up by some of ``PARTS``, in the order of its keys."""
        takes = [_OF_KEY[part] for part in parts]
        return reckoning.added(self.ledger, lambda key: tuple(take(key) for take in takes))


def open_book(
    session: Session, campaign: CampaignView, months: Sequence[str], *, today: date, zone: ZoneInfo,
    as_of: date | None = None, days: Days | None = None,
) -> Book:  # fmt: skip
    """The book of a campaign's months.

    Args:
        as_of: a past day, at whose end it is told as it stood then; None: as it stands.
        days: only of what begins on these dates of the calendar; the months then only name them.
    """
    until = None if as_of is None else reading.end_of(as_of, zone)
    found = reckoning.reckon(reading.standings(session, as_of=until, campaign_id=campaign.id), days=days)
    wanted = None if days else frozenset(months)
    mine = {
        key: line for key, line in found.items()
        if key.campaign_id == campaign.id and (wanted is None or key.month in wanted)
    }  # fmt: skip
    themes = plan_queries.themes(session, campaign.id)
    renamed = {} if until is None else history.first_since(session, "theme", ("changed",), until)
    called = {theme.id: renamed.get(str(theme.id), {}).get("name", theme.name) for theme in themes}
    outlets = outlet_queries.outlets(session, as_of or today, since=campaign.starts_on)
    shown = sorted({*months, *(key.month for key in mine)})
    return Book(campaign, tuple(shown), days, as_of, outlets, themes, mine, called)
