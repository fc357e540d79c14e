"""The body that runs the campaign."""

from sqlmodel import Session, col, select

from campaigns.models import Office


def office(session: Session) -> Office | None:
    """The office's record; None until somebody has filled it in."""
    return session.exec(select(Office).order_by(col(Office.id))).first()
