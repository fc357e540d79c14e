"""Released versions of a month."""

from sqlmodel import Session, col, select

from campaigns.models import Release


def of_month(session: Session, month: str) -> tuple[Release, ...]:
    """Every version of a month, newest first."""
    asked = select(Release).where(Release.month == month).order_by(col(Release.number).desc())
    return tuple(session.exec(asked))
