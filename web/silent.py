"""What waits about units that have not reported: papers to issue, and units that no reminder can reach."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session

from campaigns import reporting
from campaigns.queries import plans as plan_queries
from campaigns.queries import units
from campaigns.values.urging import Rung
from scheduler.services import urging
from web import access, formats
from web.language import N_, current, gettext, ngettext
from web.language import gettext as _

BACK: Final = timedelta(days=90)
"""How long after a last good day silent units are told of; the page of urging keeps every period."""
AHEAD: Final = timedelta(days=30)
_DUE: Final = {
    Rung.LETTER: N_("Công văn đôn đốc chờ phát hành; đơn vị chưa gửi báo cáo: %(n)s"),
    Rung.LIST: N_("Danh sách lên cấp trên chờ phát hành; đơn vị chưa gửi báo cáo: %(n)s"),
}


def told(session: Session, today: date) -> Iterator[tuple[str, str, bool]]:
    """Words, the address where it is done, and whether it is late."""
    for campaign in plan_queries.campaigns_on(session, today - BACK, today + AHEAD):
        for period in units.periods(session, campaign.id):
            if not today - BACK <= period.last_day <= today + AHEAD:
                continue
            climb = urging.climb(session, period.deadline_id, now=access.now(), zone=access.site().settings.zone)
            href = f"/units/urging?period={period.deadline_id}"
            for rung, words in _DUE.items():
                if due := climb.due_for(rung):
                    yield gettext(words, n=len(due)), href, True
            if lost := sum(not one.email for one in urging.silent(climb.receipts)):
                yield _unreached(lost), href, False


def reported(session: Session, today: date) -> Iterator[tuple[str, str, bool]]:
    """How many units have reported, around a last good day and while one is wanting; as ``told``."""
    for campaign in plan_queries.campaigns_on(session, today - AHEAD, today + AHEAD):
        for period in units.periods(session, campaign.id):
            if abs(today - period.last_day) > AHEAD:
                continue
            tally = reporting.tally(units.receipts(session, period, today))
            if tally.owing > tally.reported:
                words = _(
                    "%(told)s/%(all)s đơn vị đã báo cáo, ngày cuối %(date)s",
                    told=tally.reported, all=tally.owing, date=formats.date_short(period.last_day, language=current()),
                )  # fmt: skip
                yield words, f"/units?period={period.deadline_id}", today > period.last_day


def _unreached(count: int) -> str:
    return ngettext(
        "%(num)d đơn vị phải báo cáo chưa có thư điện tử", "%(num)d đơn vị phải báo cáo chưa có thư điện tử", count
    )
