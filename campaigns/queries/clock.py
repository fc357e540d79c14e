"""What the clock asks: what is due, when to look again, what waits to be sent, who was last seen alive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, text
from sqlmodel import Session, col, select

from campaigns.models import Heartbeat, Outbox, Reminder, Slot


@dataclass(frozen=True, slots=True)
class Due:
    """A slot that the clock must look at."""

    id: int
    month: str
    next_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """Messages that are due and not yet delivered."""

    count: int
    since: datetime | None  # when the oldest should have gone
    trouble: str  # the last trouble of the oldest one that met any


def due_slots(session: Session, now: datetime, limit: int) -> tuple[Due, ...]:
    """Slots whose time has come, earliest first."""
    asked = select(Slot.id, Slot.month, Slot.next_at).where(col(Slot.next_at) <= now)
    rows = session.exec(asked.order_by(col(Slot.next_at), col(Slot.id)).limit(limit))
    return tuple(Due(number or 0, month, at) for number, month, at in rows if at is not None)


def locked_slots(session: Session, ids: Sequence[int], now: datetime) -> tuple[Slot, ...]:
    """Of these slots those that are still due, locked; what another decision holds is left to the next look."""
    asked = select(Slot).where(col(Slot.id).in_(ids), col(Slot.next_at) <= now)
    asked = asked.order_by(col(Slot.next_at), col(Slot.id)).with_for_update(skip_locked=True)
    return tuple(session.exec(asked).all())


def due_reminder_ids(session: Session, now: datetime, limit: int) -> tuple[int, ...]:
    """Reminders whose time has come, earliest first."""
    asked = select(Reminder.id).where(col(Reminder.next_at) <= now).order_by(col(Reminder.next_at), col(Reminder.id))
    return tuple(number or 0 for number in session.exec(asked.limit(limit)))


def locked_reminders(session: Session, ids: Sequence[int], now: datetime) -> tuple[Reminder, ...]:
    """Of these reminders those that are still due, earliest first, locked; others hold the rest."""
    asked = select(Reminder).where(col(Reminder.id).in_(ids), col(Reminder.next_at) <= now)
    asked = asked.order_by(col(Reminder.next_at), col(Reminder.id)).with_for_update(skip_locked=True)
    return tuple(session.exec(asked).all())


def next_alarm(session: Session) -> datetime | None:
    """The earliest instant at which a slot or a reminder wants the clock."""
    first = (session.exec(select(func.min(column))).one() for column in (Slot.next_at, Reminder.next_at))
    return min((at for at in first if at is not None), default=None)


def waiting_messages(session: Session, now: datetime) -> Waiting:
    """What should have left by now and has not."""
    late = (col(Outbox.done_at).is_(None), col(Outbox.not_before) <= now)
    count, since = session.exec(select(func.count(), func.min(Outbox.not_before)).where(*late)).one()
    asked = select(Outbox.outcome).where(*late, Outbox.outcome != "", Outbox.outcome != "sending")
    trouble = session.exec(asked.order_by(col(Outbox.not_before)).limit(1)).first()
    return Waiting(count, since, trouble or "")


def last_heartbeat(session: Session) -> datetime | None:
    """When any scheduler was last seen alive, by its machine's clock."""
    return session.exec(select(func.max(Heartbeat.at))).one()


def database_now(session: Session) -> datetime:
    """PostgreSQL's clock, which machines that disagree have in common."""
    at: datetime = session.connection().execute(text("SELECT clock_timestamp()")).scalar_one()
    return at
