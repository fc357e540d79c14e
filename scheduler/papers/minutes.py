"""Acceptance minutes as both sides signed them; their key is the uid of what was signed."""

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models import Acceptance
from campaigns.queries import acceptances
from campaigns.values.issued import Stationery
from campaigns.values.words import PaperKind
from exports import acceptance as paper
from scheduler.services.issuing import Drawn, Kind, Lack


def draw(session: Session, key: str, _given: Stationery) -> Drawn:
    """What was signed: nothing in it follows from what came later, so that there is one version."""
    try:
        view = acceptances.minutes(session, key)
    except NotFound:
        raise NotFound("paper.unknown", uid=key[:40]) from None
    lacks = () if view.office.agency else (Lack("office.agency", "/settings/office"),)
    return Drawn(
        title=f"Biên bản nghiệm thu {view.outlet}, {view.month[5:]}/{view.month[:4]}", file_name=paper.file_name(view),
        display_name=paper.display_name(view), month=view.month, symbol=view.paper, recipients=(), lacks=lacks,
        make=lambda: paper.acceptance_minutes(view), campaign_id=view.campaign_id, edit=f"/acceptance/{key}",
    )  # fmt: skip


def of_month(session: Session, month: str) -> Sequence[str]:
    """Those that reach to this month."""
    return session.exec(select(Acceptance.uid).where(Acceptance.month == month).order_by(col(Acceptance.id))).all()


KIND: Final = Kind(PaperKind.MINUTES, draw, of_month, numbered=False, addressed=False)
