"""Long work and those who run it: plans read in, schedulers that end or die, any order of events."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from campaigns.errors import Refused
from campaigns.models import History, Plan, Task
from campaigns.queries import tasks as queries
from campaigns.store import Store, UnitOfWork
from campaigns.values.tasks import Told
from campaigns.values.words import TaskState
from scheduler.jobs import tasking
from scheduler.jobs.tasking import Decision, Doing, Interrupted
from scheduler.jobs.works import WORKS
from scheduler.runner import Runner
from scheduler.services import tasks
from tests.builders import PLAN_TEXT
from tests.conftest import NOW, ROOT, Present
from tests.scheduler.asking import PROPOSE, READ, WHO, ask, result, row, run, stop, take, task, wait_for
from tests.scheduler.days import PATIENCE_S, running, settings_of, wait_until


def test_a_plan_is_read_in_once_and_its_file_is_forgotten(store: Store) -> None:
    uid = ask(store, READ, payload=PLAN_TEXT.encode(), name="ke-hoach.txt", year=2018)

    assert tasking.run_next(store, WORKS, lambda: NOW)

    seen = task(store, uid)
    assert row(store, uid).payload is None
    with store.reading() as session:
        plan = session.exec(select(Plan)).one()
        assert (seen.state, seen.result) == (TaskState.DONE, {"plan_id": plan.id})
        assert (plan.number, plan.year, plan.file_name) == ("07", 2018, "ke-hoach.txt")
        assert session.exec(select(History.actor).where(History.what == "read_in")).one() == WHO


@pytest.mark.parametrize(("payload", "code"), [(b"PK\x03\x04 broken", "upload.docx_damaged"), (b" \n", "upload.blank")])
def test_a_plan_that_cannot_be_read_is_refused_by_the_files_name(store: Store, payload: bytes, code: str) -> None:
    uid = ask(store, READ, payload=payload, name="ke-hoach.docx", year=None)

    assert tasking.run_next(store, WORKS, lambda: NOW)

    assert task(store, uid).refusal == Told(code, {"name": "ke-hoach.docx"})


def test_reading_a_plan_stops_when_asked_and_keeps_nothing(store: Store) -> None:
    uid = ask(store, READ, payload=PLAN_TEXT.encode(), name="ke-hoach.txt", year=None)

    def read(doing: Doing) -> Decision:
        stop(store, uid)
        wait_for(lambda: doing.stop_asked)
        return WORKS[READ](doing)

    assert tasking.run_next(store, {READ: read}, lambda: NOW)

    assert task(store, uid).state is TaskState.STOPPED
    with store.reading() as session:
        assert session.exec(select(Plan)).all() == []


def test_stopping_a_scheduler_leaves_its_task_and_the_next_scheduler_ends_it(store: Store, tmp_path: Path) -> None:
    uid = ask(store)

    def counting(doing: Doing) -> Decision:
        done = doing.kept or 0
        while done < 5 and not doing.stopping():
            if done < 3 or doing.kept:
                done += 1
                doing.keep(done)
        return result(done)

    def kept() -> Any:
        return row(store, uid).kept

    told = settings_of(store, tmp_path, Present(NOW))
    with running(Runner(store, told, {PROPOSE: counting})):
        wait_until(lambda: kept() == 3, "the first three steps")
    assert (row(store, uid).state, kept()) == (TaskState.WAITING, 3)
    with running(Runner(store, told, {PROPOSE: counting})):
        wait_until(lambda: task(store, uid).is_over, "the end")
    assert (task(store, uid).state, task(store, uid).result) == (TaskState.DONE, 5)


def test_long_work_of_one_kind_keeps_no_other_waiting(store: Store, tmp_path: Path) -> None:
    ask(store)
    plan = ask(store, READ, payload=PLAN_TEXT.encode(), name="ke-hoach.txt", year=None)

    def endless(doing: Doing) -> Decision:
        wait_for(doing.stopping)
        raise Interrupted

    with running(Runner(store, settings_of(store, tmp_path, Present(NOW)), {**WORKS, PROPOSE: endless})):
        wait_until(lambda: task(store, plan).state is TaskState.DONE, "the plan")


def test_a_killed_worker_leaves_its_task_to_another_who_goes_on(store: Store) -> None:
    """A process of its own, ended in the middle without a word."""
    uid = ask(store, steps=6)
    url = store.engine.url.render_as_string(hide_password=False)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.scheduler.counting", url, NOW.isoformat()], cwd=ROOT, env=os.environ.copy()
    )
    try:
        wait_until(lambda: (row(store, uid).kept or 0) >= 3, "three steps")
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=PATIENCE_S)
    before = row(store, uid).kept

    assert take(store, NOW) is None  # its lease still holds
    assert run(store, lambda doing: result([doing.kept, doing.facts["steps"]]), at=lambda: NOW + tasks.LEASE)
    assert task(store, uid).result == [before, 6]


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["take", "beat", "end", "refuse", "fail", "back", "stop", "lapse", "ask"]), st.integers(0, 2)
    ),
    max_size=25,
)


@settings(max_examples=200)
@given(moves=MOVES)
def test_whatever_runners_do_in_whatever_order_each_task_ends_once(sqlite_store: Store, moves: list[Any]) -> None:
    """Three runners, some of them thought dead, and one that asks and stops; whoever is fenced off changes nothing."""
    store, at, held = sqlite_store, NOW, {}
    with store.deciding(actor="tasks", now=NOW) as work:
        for old in work.session.exec(select(Task)).all():
            work.session.delete(old)
    ends: dict[str, TaskState] = {}
    ask(store, at=at)
    for act, who in moves:
        at += timedelta(seconds=1)
        if act == "lapse":
            at += tasks.LEASE
        elif act == "ask":
            ask(store, at=at)
        elif act == "take" and who not in held:
            if (taken := take(store, at)) is not None:
                held[who] = taken
        elif act == "stop":
            with store.reading() as session:
                for one in queries.of_person(session, WHO)[who : who + 1]:
                    stop(store, one.uid)
        elif who in held:
            _move(store, act, held, who, at)
        _check(store, ends)


def _move(store: Store, act: str, held: dict[int, tasks.Taken], who: int, at: datetime) -> None:
    mine = held[who]
    acts: dict[str, Callable[[UnitOfWork], object]] = {
        "beat": lambda work: tasks.go_on(work, mine, tasks.News(tasks.Progress(1, 2, "x.y", {}), who)),
        "end": lambda work: tasks.end(work, mine, result(mine.holder), stopped=mine.stop_asked),
        "refuse": lambda work: tasks.refuse(work, mine, Refused("plan.dates")),
        "fail": lambda work: tasks.fail(work, mine, "0"),
        "back": lambda work: tasks.give_back(work, mine, tasks.News(), in_order=True),
    }
    if act not in acts:
        return
    holds = row(store, mine.uid).holder == mine.holder
    try:
        with store.deciding(actor="tasks", now=at) as work:
            acts[act](work)
    except tasks.Lost:
        assert not holds
        del held[who]
    else:
        assert holds
        if act != "beat":
            del held[who]


def _check(store: Store, ends: dict[str, TaskState]) -> None:
    with store.reading() as session:
        rows = session.exec(select(Task)).all()
        for one in rows:
            assert (one.state is TaskState.RUNNING) == bool(one.holder) == (one.leased_until is not None)
            assert 0 <= one.tries <= tasks.MOST_TRIES
            if one.ended_at is not None:
                assert ends.setdefault(one.uid, one.state) is one.state
            assert (one.uid in ends) == (one.ended_at is not None)
