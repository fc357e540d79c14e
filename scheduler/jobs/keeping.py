"""Keeping: the night's copy, the month's turn of calendars, what nobody asked for yet; old things are cleared away.

Each job is done once for each period, by whoever writes the period down first. What was missed while nobody was
there is made up for at the next look: the last period, not every one.
"""

import logging
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import delete
from sqlmodel import col, select

from campaigns import clock
from campaigns.models import Feed, FeedItem, IdempotentAnswer, JobRun
from campaigns.services import keeping, people, rates
from campaigns.store import Store
from campaigns.times import local_day, month_of
from scheduler.services import chasing, electing, publishing

log = logging.getLogger(__name__)
ACTOR: Final = "keeper"
DAILY: Final = 14
MONTHLY: Final = 12
ANSWERS_KEPT: Final = timedelta(days=7)
"""How long a repeated request gets the answer that was given first."""
RUNS_KEPT: Final = timedelta(days=400)
_LEASE: Final = timedelta(minutes=30)
_AGAIN: Final = timedelta(minutes=10)
_COPY: Final = re.compile(r"lich-song-(\d{4}-\d\d-\d\d)\.zip", re.ASCII)


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job that is done once in each day or month, from an hour of the local night on."""

    name: str
    minute: int  # local minutes after midnight
    monthly: bool
    act: Callable[[Store, Path, str, datetime], str]  # store, folder of copies, period, now; tells the outcome

    def period(self, store: Store, now: datetime) -> str:
        """The last period that has begun: ``2017-04-12``, or ``2017-04``."""
        day = local_day(now - timedelta(minutes=self.minute), store.site.zone)
        return month_of(day) if self.monthly else day.isoformat()


def keep(store: Store, folder: Path, now: datetime, *, pace: float = 1.0) -> tuple[str, ...]:
    """Do every periodic job whose last period nobody has done yet; returns the names of those done here.

    One that fails is logged and tried again ten minutes later, here or by another.

    Args:
        folder: where copies lie.
        pace: seconds of ``now`` in a second of the machine, which is what work takes.
    """
    return tuple(job.name for job in JOBS if _once(job, store, folder, now, _LEASE * pace))


def _once(job: Periodic, store: Store, folder: Path, now: datetime, lease: timedelta) -> bool:
    period = job.period(store, now)
    with store.reading() as session:
        run = session.get(JobRun, (job.name, period))
        if run is not None and (run.done_at is not None or run.leased_until > now):
            return False
    with store.deciding(actor=ACTOR, now=now) as work:
        if not electing.take(work, job.name, period, lease=lease):
            return False
    try:
        outcome = job.act(store, folder, period, now)
    except Exception as error:
        log.exception("%s of %s failed; it is tried again in %s", job.name, period, _AGAIN)
        with store.deciding(actor=ACTOR, now=now) as work:
            electing.failed(work, job.name, period, f"{type(error).__name__}: {error}"[:200], again=_AGAIN)
        return False
    with store.deciding(actor=ACTOR, now=now) as work:
        electing.done(work, job.name, period, outcome)
    return True


def copy(store: Store, folder: Path, period: str, now: datetime) -> str:
    """The night's copy, and older ones thinned out to fourteen days and twelve months."""
    file = folder / f"lich-song-{period}.zip"
    if not file.exists():  # one that is there is whole: whoever made it died before saying so
        for half in folder.glob(".backup-*"):
            if clock.instant(half.stat().st_mtime) < clock.system() - timedelta(days=1):
                shutil.rmtree(half, ignore_errors=True)
        keeping.backup(store, file, now=now)
    copies = {date.fromisoformat(seen[1]): path for path in folder.iterdir() if (seen := _COPY.fullmatch(path.name))}
    for day in copies.keys() - worth_keeping(copies):
        copies[day].unlink(missing_ok=True)
    return file.name


def worth_keeping(days: Iterable[date]) -> frozenset[date]:
    """Of the days of copies the last fourteen, and the last of each of the last twelve months that have one."""
    newest = sorted(days, reverse=True)
    last_of_month: dict[str, date] = {}
    for day in newest:
        last_of_month.setdefault(month_of(day), day)
    return frozenset(newest[:DAILY]) | frozenset(list(last_of_month.values())[:MONTHLY])


def turn_month(store: Store, _folder: Path, _period: str, now: datetime) -> str:
    """Raise every calendar's revision: the stretch of months that it shows has moved."""
    with store.deciding(actor=ACTOR, now=now) as work:
        feeds = work.session.exec(select(Feed.id).order_by(col(Feed.id))).all()
        publishing.bump(work, [feed_id or 0 for feed_id in feeds])
    return f"{len(feeds)} feeds"


def clear(store: Store, _folder: Path, _period: str, now: datetime) -> str:
    """Take cancelled entries out of calendars when their time is over, and forget what nobody needs any longer.

    Calendars take the names that begin today.
    """
    with store.deciding(actor=ACTOR, now=now) as work:
        gone = work.session.exec(
            select(FeedItem).where(col(FeedItem.leaves_at) <= now).order_by(col(FeedItem.feed_id))
        ).all()
        publishing.bump(work, {item.feed_id for item in gone})
        for item in gone:
            work.session.delete(item)
        publishing.retitle(work)
        people.forget_old_sign_ins(work)
        rates.forget_old(work)
        old = delete(IdempotentAnswer).where(col(IdempotentAnswer.at) < now - ANSWERS_KEPT)
        work.session.connection().execute(old)
        work.session.connection().execute(delete(JobRun).where(col(JobRun.taken_at) < now - RUNS_KEPT))
    return f"{len(gone)} entries"


def chase(store: Store, _folder: Path, _period: str, now: datetime) -> str:
    """Ask for the pages of articles that nobody set a reminder for."""
    with store.deciding(actor=ACTOR, now=now) as work:
        return f"{chasing.make_up(work)} articles"


JOBS: Final = (
    Periodic("turn_month", 0, monthly=True, act=turn_month),
    Periodic("copy", 150, monthly=False, act=copy),
    Periodic("clear", 180, monthly=False, act=clear),
    Periodic("chase", 200, monthly=False, act=chase),
)
