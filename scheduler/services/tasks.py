"""Long work: asked for, taken up by one, carried on by the next when that one dies, ended once.

Whoever takes a task up gets a token; from then on only what comes under this token counts. Each step is a short
decision of its own, so that work of ten minutes holds no lock.
"""

import logging
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import select

from campaigns.errors import NotFound, Refused
from campaigns.models import Task
from campaigns.models.slots import new_uid
from campaigns.queries import tasks as queries
from campaigns.store import UnitOfWork
from campaigns.values.tasks import OVER
from campaigns.values.words import TaskKind, TaskState
from scheduler.airtime import CLOCK

log = logging.getLogger(__name__)
LEASE: Final = timedelta(seconds=30)
"""For how long a task belongs to one runner that gives no sign of life."""
MOST_TRIES: Final = 3
"""How often a task is taken up whose runners die, before it is held to be at fault itself."""
MOST_ASKED: Final = 20
"""Tasks that one person may have under way or waiting."""


class Lost(Exception):
    """The task is no longer this runner's: its lease ran out and another took over."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A task that this runner, and nobody else, may work on."""

    uid: str
    holder: str
    kind: TaskKind
    asked_by: str
    facts: Mapping[str, Any]
    payload: bytes | None
    kept: Any
    stop_asked: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task is: steps done, of how many (None: not known yet), in which words."""

    done: int
    all: int | None
    code: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class News:
    """What a runner has to say since it last said something; None is nothing new."""

    progress: Progress | None = None
    kept: Any = None

    def __bool__(self) -> bool:
        return self.progress is not None or self.kept is not None


def ask(work: UnitOfWork, kind: TaskKind, facts: Mapping[str, Any], payload: bytes | None = None) -> str:
    """Put work in line; returns the task's public name.

    Args:
        facts: what is asked, as JSON.
        payload: a file to work on, forgotten when the task is over.

    Raises:
        Refused: ``task.too_many`` with ``most``.
    """
    if queries.unfinished(work.session, work.actor) >= MOST_ASKED:
        raise Refused("task.too_many", most=MOST_ASKED)
    row = Task(
        uid=new_uid(), kind=kind, asked_by=work.actor, asked_at=work.now, facts=dict(facts), payload=payload,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.note("task", row.uid, "asked", after={"kind": kind.value, "facts": row.facts})
    return row.uid


def take(work: UnitOfWork, kinds: Collection[TaskKind], *, lease: timedelta = LEASE) -> Taken | None:
    """Take up the task that has waited longest; one that was left is taken over with what it had kept.

    A task whose runners died too often ends here, so that it does no more harm.
    """
    while (row := queries.first_free(work.session, kinds, work.now)) is not None:
        if row.tries >= MOST_TRIES:
            reference = secrets.token_hex(4)
            log.error("fault %s: task %s was left by %d runners", reference, row.uid, row.tries)
            _over(work, row, TaskState.FAILED, refusal=_fault(reference), actor=CLOCK)
            continue
        row.state, row.holder, row.leased_until = TaskState.RUNNING, secrets.token_hex(8), work.now + lease
        row.tries += 1
        row.started_at = row.started_at or work.now
        work.session.flush()
        return Taken(row.uid, row.holder, row.kind, row.asked_by, row.facts, row.payload, row.kept, row.stop_asked)
    return None


def go_on(work: UnitOfWork, taken: Taken, news: News, *, lease: timedelta = LEASE) -> bool:
    """Show life and how far the work is; returns whether it was asked to stop.

    Raises:
        Lost: another has taken over.
    """
    row = _held(work, taken)
    row.leased_until = work.now + lease
    _write(row, news)
    work.session.flush()
    return row.stop_asked


def give_back(work: UnitOfWork, taken: Taken, news: News, *, in_order: bool) -> None:
    """Let the next runner go on from what was kept.

    Args:
        in_order: this runner is told to end, and the try does not count.

    Raises:
        Lost: another has taken over.
    """
    row = _held(work, taken)
    _write(row, news)
    row.state, row.holder, row.leased_until = TaskState.WAITING, "", None
    if in_order:
        row.tries -= 1
    work.session.flush()


def end(work: UnitOfWork, taken: Taken, decide: Callable[[UnitOfWork], Any], *, stopped: bool) -> None:
    """Take the work's last decision, and with it the task's end: both or neither.

    Args:
        decide: what the work comes to; gives the result as JSON. A rule's no goes on to the caller.
        stopped: the work ended early because it was asked to; its result is the best so far.

    Raises:
        Lost: another has taken over, and nothing is decided.
    """
    row = _held(work, taken)
    result = decide(work)
    _over(work, row, TaskState.STOPPED if stopped else TaskState.DONE, result=result)


def refuse(work: UnitOfWork, taken: Taken, refusal: Refused) -> None:
    """End a task by a rule's no."""
    told = {"code": refusal.code, "facts": {name: _plain(value) for name, value in refusal.facts.items()}}
    _over(work, _held(work, taken), TaskState.REFUSED, refusal=told)


def fail(work: UnitOfWork, taken: Taken, reference: str) -> None:
    """End a task by a fault that stands in the log under a number."""
    _over(work, _held(work, taken), TaskState.FAILED, refusal=_fault(reference), actor=CLOCK)


def stop(work: UnitOfWork, uid: str) -> None:
    """Ask a task to end with the best it has; one that has nothing yet and waits is over at once.

    Raises:
        NotFound: ``task.unknown``.
    """
    row = _row(work, uid)
    if row.state in OVER or row.stop_asked:
        return
    row.stop_asked = True
    work.note("task", uid, "stop_asked")
    if row.state is TaskState.WAITING and row.kept is None:
        _over(work, row, TaskState.STOPPED)
    work.session.flush()


def look(work: UnitOfWork, uid: str) -> None:
    """Remember that who asked has seen the end; anybody else's look changes nothing."""
    row = _row(work, uid)
    if row.state in OVER and row.asked_by == work.actor and row.seen_at is None:
        row.seen_at = work.now
        work.session.flush()


def _row(work: UnitOfWork, uid: str) -> Task:
    row = work.session.exec(select(Task).where(Task.uid == uid).with_for_update()).one_or_none()
    if row is None:
        raise NotFound("task.unknown", uid=uid[:40])
    return row


def _held(work: UnitOfWork, taken: Taken) -> Task:
    """The row of a task that this runner still holds, locked."""
    row = work.session.exec(select(Task).where(Task.uid == taken.uid).with_for_update()).one()
    if row.state is not TaskState.RUNNING or row.holder != taken.holder:
        raise Lost
    return row


def _write(row: Task, news: News) -> None:
    if news.kept is not None:
        row.kept = news.kept
    if (far := news.progress) is not None:
        row.all_steps = far.all
        row.done_steps = far.done if far.all is None else min(far.done, far.all)
        row.told = {"code": far.code, "facts": {name: _plain(value) for name, value in far.facts.items()}}


def _over(
    work: UnitOfWork, row: Task, state: TaskState, *, result: Any = None, refusal: Any = None, actor: str = ""
) -> None:
    row.state, row.result, row.refusal, row.ended_at = state, result, refusal, work.now
    row.holder, row.leased_until, row.payload, row.kept = "", None, None, None
    work.session.flush()
    work.note("task", row.uid, state.value, after=refusal, actor=actor)


def _fault(reference: str) -> dict[str, Any]:
    return {"code": "task.failed", "facts": {"reference": reference}}


def _plain(value: Any) -> Any:
    """A fact as JSON; what JSON has no word for is told as people would read it."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    return value.isoformat() if isinstance(value, datetime) else str(value)
