"""Money of a campaign's months: what may be spent, what is committed, what was delivered, what is payable."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaigns.queries import plans as plan_queries
from campaigns.queries.plans import CampaignView
from campaigns.values.ledger import Line
from campaigns.values.slots import BudgetView
from scheduler import ledger


@dataclass(frozen=True, slots=True)
class Spending:
    """An outlet's month, or all outlets' where ``outlet_id`` is None."""

    month: str
    outlet_id: int | None
    cap_vnd: int | None  # None: no sum is agreed
    source: str  # of the cap
    line: Line

    @property
    def committed_vnd(self) -> int:
        """Of what the outlet has said yes to, and is not credited or waived."""
        return self.line.ordered.vnd - self.line.credited.vnd - self.line.waived.vnd

    @property
    def delivered_vnd(self) -> int:
        """Of what went out or was made good, also where it rests on silence alone."""
        return self.line.aired.vnd + self.line.made_good.vnd

    @property
    def payable_vnd(self) -> int:
        """Of what went out or was made good, by evidence."""
        return self.line.payable.vnd

    @property
    def over_vnd(self) -> int:
        """By how much what is committed exceeds the cap."""
        return 0 if self.cap_vnd is None else max(0, self.committed_vnd - self.cap_vnd)


def spending(
    session: Session, campaign: CampaignView, months: Sequence[str], *, today: date, zone: ZoneInfo
) -> list[Spending]:
    """By month, then each outlet with a cap or an order, then the month's whole."""
    book = ledger.open_book(session, campaign, months, today=today, zone=zone)
    lines: dict[tuple[str, int], Line] = {}
    for key, line in book.ledger.items():
        place = (key.month, key.outlet_id)
        lines[place] = lines.get(place, Line()) + line
    found: list[Spending] = []
    for month in months:
        agreed = {one.outlet_id: one for one in plan_queries.budgets(session, month) if one.campaign_id == campaign.id}
        outlets = sorted({n for at, n in lines if at == month} | {n for n in agreed if n is not None})
        found += [_row(month, n, agreed.get(n), lines.get((month, n), Line())) for n in outlets]
        if agreed or outlets:
            whole = sum((lines.get((month, n), Line()) for n in outlets), Line())
            own = sum(one.amount_vnd for one in agreed.values()) if agreed else None
            sum_ = agreed.get(None)
            found.append(replace(_row(month, None, sum_, whole), cap_vnd=sum_.amount_vnd if sum_ else own))
    return found


def _row(month: str, outlet_id: int | None, cap: BudgetView | None, line: Line) -> Spending:
    return Spending(month, outlet_id, cap.amount_vnd if cap else None, cap.source if cap else "", line)
