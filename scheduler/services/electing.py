"""Who does a periodic job, and who is alive.

Whoever writes a period down first does its job; a lease lets others step in for one that died.
"""

from datetime import datetime, timedelta

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import col, select

from campaigns.models import Heartbeat, JobRun
from campaigns.store import UnitOfWork


def take(work: UnitOfWork, name: str, period: str, *, lease: timedelta) -> bool:
    """Whether this period of a job is the caller's to do: nobody has it, or its holder's time has run out."""
    insert = postgresql_insert if work.session.get_bind().dialect.name == "postgresql" else sqlite_insert
    values = {"name": name, "period": period, "taken_at": work.now, "leased_until": work.now + lease, "outcome": ""}
    asked = insert(JobRun).values(**values).on_conflict_do_nothing().returning(col(JobRun.name))
    if work.session.connection().execute(asked).first() is not None:
        return True
    row = _row(work, name, period)
    if row.done_at is not None or row.leased_until > work.now:
        return False
    row.taken_at, row.leased_until = work.now, work.now + lease
    return True


def done(work: UnitOfWork, name: str, period: str, outcome: str) -> None:
    """Write down that a period's job is done and what came of it; the first to say so is right."""
    row = _row(work, name, period)
    if row.done_at is None:
        row.done_at, row.outcome = work.now, outcome


def failed(work: UnitOfWork, name: str, period: str, trouble: str, *, again: timedelta) -> None:
    """Write down why a period's job failed and let whoever looks after a while try again."""
    row = _row(work, name, period)
    if row.done_at is None:
        row.outcome, row.leased_until = trouble, work.now + again


def beat(work: UnitOfWork, name: str, at: datetime) -> None:
    """Write down that a scheduler was alive at an instant of its machine's clock."""
    row = work.session.get(Heartbeat, name, with_for_update=True)
    if row is None:
        row = Heartbeat(name=name, at=at)
    row.at = at
    work.session.add(row)


def _row(work: UnitOfWork, name: str, period: str) -> JobRun:
    asked = select(JobRun).where(JobRun.name == name, JobRun.period == period).with_for_update()
    return work.session.exec(asked).one()
