"""Long work that people asked for: one by its name, a person's own, and what may be taken up."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from campaigns.errors import NotFound
from campaigns.models import Task
from campaigns.values.tasks import OVER, TaskView, Told
from campaigns.values.words import TaskKind, TaskState

LISTED: Final = 50
_SHOWN: Final[tuple[Any, ...]] = (
    Task.uid, Task.kind, Task.state, Task.asked_by, Task.asked_at, Task.facts, Task.done_steps, Task.all_steps,
    Task.told, Task.result, Task.refusal, Task.stop_asked, Task.started_at, Task.ended_at,
)  # fmt: skip
"""Columns of a view; the file and the checkpoint stay where they are."""


def task(session: Session, uid: str) -> TaskView:
    """One task by its public name; NotFound ``task.unknown``."""
    found = _views(session, col(Task.uid) == uid)
    if not found:
        raise NotFound("task.unknown", uid=uid[:40])
    return found[0]


def of_person(session: Session, email: str) -> tuple[TaskView, ...]:
    """What a person asked for, newest first, up to ``LISTED``."""
    return _views(session, col(Task.asked_by) == email)


def on_mind(session: Session, email: str, since: datetime) -> tuple[TaskView, ...]:
    """A person's tasks that are not over, and those that ended since and were not looked at; newest first."""
    unseen = col(Task.ended_at).is_(None) | (col(Task.seen_at).is_(None) & (col(Task.ended_at) >= since))
    return _views(session, col(Task.asked_by) == email, unseen)


def of_log(session: Session, uid: str) -> TaskView | None:
    """The newest task that takes a log in, among the newest ``LISTED`` of that kind."""
    found = _views(session, col(Task.kind) == TaskKind.TAKE_LOG)
    return next((one for one in found if one.facts["log"] == uid), None)


def unfinished(session: Session, email: str) -> int:
    """How many of a person's tasks are not over."""
    asked = select(func.count()).where(col(Task.asked_by) == email, col(Task.ended_at).is_(None))
    return session.connection().execute(asked).scalar_one()


def ahead_of(session: Session, uid: str) -> int:
    """How many tasks of the same kind come before one that waits."""
    mine = select(col(Task.kind), col(Task.asked_at), col(Task.id)).where(col(Task.uid) == uid).subquery()
    asked = select(func.count()).select_from(Task).join(mine, col(Task.kind) == mine.c.kind)
    before = or_(
        col(Task.asked_at) < mine.c.asked_at, (col(Task.asked_at) == mine.c.asked_at) & (col(Task.id) < mine.c.id)
    )
    return session.connection().execute(asked.where(col(Task.state).not_in(OVER), before)).scalar_one()


def is_any_free(session: Session, kinds: Collection[TaskKind], now: datetime) -> bool:
    """Whether a task of these kinds waits, or was left by whoever ran it."""
    return session.connection().execute(select(col(Task.id)).where(*_free(kinds, now)).limit(1)).first() is not None


def first_free(session: Session, kinds: Collection[TaskKind], now: datetime) -> Task | None:
    """The task that has waited longest of those that may be taken up now, locked; others hold the rest."""
    asked = select(Task).where(*_free(kinds, now)).order_by(col(Task.asked_at), col(Task.id)).limit(1)
    return session.execute(asked.with_for_update(skip_locked=True)).scalars().first()


def standing(session: Session, uid: str) -> tuple[str, bool]:
    """Who holds a task, by token, and whether it was asked to stop."""
    row = session.connection().execute(select(col(Task.holder), col(Task.stop_asked)).where(col(Task.uid) == uid)).one()
    return row[0], row[1]


def _free(kinds: Collection[TaskKind], now: datetime) -> tuple[Any, ...]:
    left = (col(Task.state) == TaskState.RUNNING) & (col(Task.leased_until) <= now)
    return col(Task.kind).in_(kinds), (col(Task.state) == TaskState.WAITING) | left


def _views(session: Session, *which: Any) -> tuple[TaskView, ...]:
    asked = select(*_SHOWN).where(*which).order_by(col(Task.asked_at).desc(), col(Task.id).desc()).limit(LISTED)
    return tuple(
        TaskView(
            uid=row.uid, kind=row.kind, state=row.state, asked_by=row.asked_by, asked_at=row.asked_at, facts=row.facts,
            done_steps=row.done_steps, all_steps=row.all_steps, told=_told(row.told), result=row.result,
            refusal=_told(row.refusal), stop_asked=row.stop_asked, started_at=row.started_at, ended_at=row.ended_at,
        )
        for row in session.connection().execute(asked)
    )  # fmt: skip


def _told(kept: Any) -> Told | None:
    return None if kept is None else Told(kept["code"], kept["facts"])
