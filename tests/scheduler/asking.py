"""Tasks asked for, taken, run and looked at, as the tests of long work need it."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from campaigns.models import History, Task
from campaigns.queries import tasks as queries
from campaigns.store import Store
from campaigns.values.tasks import TaskView
from campaigns.values.words import TaskKind
from scheduler.jobs import tasking
from scheduler.jobs.tasking import Decision, Work
from scheduler.services import tasks
from tests.conftest import NOW
from tests.scheduler.days import wait_until

WHO = "officer@so.example"
READ, PROPOSE = TaskKind.READ_PLAN, TaskKind.PROPOSE


def ask(store: Store, kind: TaskKind = PROPOSE, at: datetime = NOW, payload: bytes | None = None, **facts: Any) -> str:
    with store.deciding(actor=WHO, now=at) as work:
        return tasks.ask(work, kind, facts, payload)


def task(store: Store, uid: str) -> TaskView:
    with store.reading() as session:
        return queries.task(session, uid)


def row(store: Store, uid: str) -> Task:
    with store.reading() as session:
        found = session.exec(select(Task).where(Task.uid == uid)).one()
        session.expunge_all()
        return found


def told(store: Store, uid: str) -> list[tuple[str, str]]:
    with store.reading() as session:
        asked = select(History.what, History.actor).where(History.subject == "task", History.subject_id == uid)
        return list(session.exec(asked.order_by(col(History.seq))).all())


def take(store: Store, at: datetime) -> tasks.Taken | None:
    with store.deciding(actor="tasks", now=at) as work:
        return tasks.take(work, {PROPOSE})


def stop(store: Store, uid: str) -> None:
    with store.deciding(actor=WHO, now=NOW) as work:
        tasks.stop(work, uid)


def result(value: Any) -> Decision:
    return lambda _work: value


def run(store: Store, work: Work, *, at: Callable[[], datetime] = lambda: NOW, **how: Any) -> bool:
    return tasking.run_next(store, {PROPOSE: work}, at, **how)


def plain(value: Any) -> Any:
    """As it comes back from the database."""
    return json.loads(json.dumps(value))


def wait_for(holds: Callable[[], object]) -> None:
    wait_until(holds, "the pulse")
