"""Decisions about the body that runs the campaign: how its papers name it, where it is reminded."""

from sqlmodel import col, select

from campaigns.errors import Stale
from campaigns.models import Office
from campaigns.store import UnitOfWork
from campaigns.values.papers import OfficeView


def set_profile(work: UnitOfWork, profile: OfficeView, *, email: str, seen_version: int) -> Office:
    """Set how papers name the office, and its e-mail.

    Args:
        seen_version: of the record as last read; 0 where there was none.

    Raises:
        Stale: ``office.stale``.
    """
    row = work.session.exec(select(Office).order_by(col(Office.id)).with_for_update()).first()
    current = row.version if row is not None else 0
    if current != seen_version:
        raise Stale("office.stale", seen=seen_version, current=current)
    told = profile.as_json()
    if row is None:
        before, row = None, Office(profile=told, email=email)
    else:
        before = {"profile": row.profile, "email": row.email}
        row.profile, row.email = told, email
    work.session.add(row)
    work.session.flush()
    work.note("office", row.id or 0, "set", before=before, after={"profile": told, "email": email})
    return row
