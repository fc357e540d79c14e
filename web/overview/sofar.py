"""How a campaign stands up to now: what went out of what was due, what is owed and payable, how many units reported."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session

from campaigns.queries import units
from campaigns.queries.plans import CampaignView
from campaigns.values.ledger import Amount
from campaigns.values.units import Period, Standing
from scheduler import ledger
from web import book, formats
from web.language import current
from web.language import gettext as _

REPORT_AHEAD = timedelta(days=30)
"""How long before its last good day a deadline for units is told of."""
_HANDED = frozenset({Standing.IN_TIME, Standing.LATE})


class Figure(NamedTuple):
    """A figure with where it is from."""

    label: str
    value: str
    rest: str
    href: str


class SoFar(NamedTuple):
    """A campaign's figures."""

    campaign: CampaignView
    figures: tuple[Figure, ...]


def told(session: Session, campaign: CampaignView, today: date) -> SoFar:
    """Each figure that there is something of; what is only presumed to have gone out is not counted as done."""
    line = ledger.whole({
        key: line for key, line in ledger.reckon(ledger.standings(session)).items() if key.campaign_id == campaign.id
    })  # fmt: skip
    due, done, href = line.ordered - line.ahead, line.payable, f"/ledger?campaign={campaign.slug}"
    found = []
    for measure, label in (("seconds", _("Đã phát")), ("articles", _("Bài đã đăng"))):
        if whole := getattr(due, measure):
            share = formats.percent(getattr(done, measure) / whole, language=current())
            rest = f"{book.amount(done, measure)} / {book.amount(due, measure)}"
            found.append(Figure(label, share, rest, f"{href}&measure={measure}"))
    if line.owed.seconds or line.owed.articles:
        found.append(Figure(_("Còn nợ"), _volume(line.owed), "", "/obligations"))
    if done.vnd:
        found.append(Figure(_("Phải trả"), book.amount(done, "vnd"), "", f"{href}&measure=vnd"))
    return SoFar(campaign, (*found, *_units(session, campaign, today)))


def _volume(amount: Amount) -> str:
    parts = [book.amount(amount, "seconds")] if amount.seconds else []
    if amount.articles:
        parts.append(_("%(n)s bài", n=formats.number(amount.articles, language=current())))
    return " · ".join(parts)


def _units(session: Session, campaign: CampaignView, today: date) -> tuple[Figure, ...]:
    """Of the last deadline that has come near."""
    near = [one for one in units.periods(session, campaign.id) if one.last_day - REPORT_AHEAD <= today]
    if not near:
        return ()
    period: Period = near[-1]
    receipts = [one for one in units.receipts(session, period, today) if one.expected]
    handed = sum(one.standing in _HANDED for one in receipts)
    if not receipts:
        return ()
    day = formats.date_short(period.last_day, language=current())
    href = f"/units/urging?period={period.deadline_id}"
    return (Figure(_("Đơn vị đã báo cáo, hạn %(day)s", day=day), f"{handed}/{len(receipts)}", "", href),)
