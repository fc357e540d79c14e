"""Who changed what, when; read from the sealed record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from campaigns.models import History


def of(session: Session, subject: str, subject_id: str | int) -> tuple[History, ...]:
    """Everything that befell one thing, oldest first."""
    asked = select(History).where(History.subject == subject, History.subject_id == str(subject_id))
    return tuple(session.exec(asked.order_by(col(History.seq))))


def since(session: Session, seq: int, *, limit: int) -> tuple[History, ...]:
    """Up to ``limit`` rows after row number ``seq``, oldest first."""
    return tuple(session.exec(select(History).where(col(History.seq) > seq).order_by(col(History.seq)).limit(limit)))


def latest(session: Session, limit: int, subjects: Sequence[str] = ()) -> tuple[History, ...]:
    """The newest rows, newest first; only of these subjects where any are named."""
    asked = select(History)
    if subjects:
        asked = asked.where(col(History.subject).in_(subjects))
    return tuple(session.exec(asked.order_by(col(History.seq).desc()).limit(limit)))


def last_of(
    session: Session, subject: str, whats: Sequence[str], *, before: datetime | None = None
) -> Mapping[str, Mapping[str, Any]]:
    """By the id of each thing of a kind what its newest entry of these kinds, made before an instant, says it is."""
    newest = select(func.max(History.seq)).where(History.subject == subject, col(History.what).in_(whats))
    if before is not None:
        newest = newest.where(col(History.at) < before)
    asked = select(History.subject_id, History.after).where(col(History.seq).in_(newest.group_by(History.subject_id)))
    return dict(session.exec(asked).all())


def first_since(
    session: Session, subject: str, whats: Sequence[str], since: datetime
) -> Mapping[str, Mapping[str, Any]]:
    """By the id of each thing of a kind what it was before the first entry of these kinds at or after an instant."""
    oldest = select(func.min(History.seq)).where(
        History.subject == subject, col(History.what).in_(whats), col(History.at) >= since
    )
    asked = select(History.subject_id, History.before).where(col(History.seq).in_(oldest.group_by(History.subject_id)))
    return dict(session.exec(asked).all())


def all_before(session: Session, subject: str, what: str, before: datetime) -> tuple[tuple[str, Any], ...]:
    """Every such entry made before an instant, oldest first: the id of its thing and what it said."""
    asked = select(History.subject_id, History.after).where(
        History.subject == subject, History.what == what, col(History.at) < before
    )
    return tuple(session.exec(asked.order_by(col(History.seq))).all())


def head(session: Session) -> tuple[int, str]:
    """Number and seal of the newest row; 0 and nothing where there is none."""
    row = session.exec(select(History).order_by(col(History.seq).desc()).limit(1)).first()
    return (row.seq or 0, row.seal) if row is not None else (0, "")
