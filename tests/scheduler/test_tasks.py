"""Long work is done once, goes on where it was left, stops with the best it has, and says how it ended."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from campaigns.errors import Refused
from campaigns.models import History, Plan, Task
from campaigns.queries import tasks as queries
from campaigns.store import Store, UnitOfWork
from campaigns.values.tasks import TaskView, Told
from campaigns.values.words import TaskKind, TaskState
from scheduler.jobs import tasking
from scheduler.jobs.tasking import Decision, Doing, Interrupted, Work
from scheduler.jobs.works import WORKS
from scheduler.runner import Runner
from scheduler.services import tasks
from tests.builders import PLAN_TEXT
from tests.conftest import NOW, ROOT, Present
from tests.scheduler.crowd import at_once
from tests.scheduler.days import PATIENCE_S, running, settings_of, wait_until

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


def wait_for(holds: Callable[[], object]) -> None:
    wait_until(holds, "the pulse")


def test_a_task_is_done_and_tells_its_result_and_its_history(store: Store) -> None:
    uid = ask(store, month="2017-04")

    assert not tasking.run_next(store, {READ: WORKS[READ]}, lambda: NOW)  # of another kind
    assert run(store, lambda doing: result({"month": doing.facts["month"]}))
    assert not run(store, lambda doing: result("nothing is left to do"))

    seen = task(store, uid)
    assert (seen.state, seen.result, seen.ended_at) == (TaskState.DONE, {"month": "2017-04"}, NOW)
    assert told(store, uid) == [("asked", WHO), ("done", WHO)]


def test_tasks_are_done_in_the_order_in_which_they_were_asked(store: Store) -> None:
    wanted = [ask(store, at=NOW + timedelta(seconds=n % 2), n=n) for n in range(4)]
    with store.reading() as session:
        ahead = [queries.ahead_of(session, uid) for uid in wanted]
    done: list[int] = []

    def work(doing: Doing) -> Decision:
        done.append(doing.facts["n"])
        return result(None)

    while run(store, work, at=lambda: NOW + timedelta(minutes=1)):
        pass

    assert done == [0, 2, 1, 3]
    assert ahead == [0, 2, 1, 3]


def test_of_many_runners_one_gets_a_task(store: Store) -> None:
    for n in range(3):
        ask(store, n=n)
    got: list[str] = []

    def grab(_who: int) -> None:
        taken = take(store, NOW)
        if taken is not None:
            got.append(taken.uid)

    at_once(6, grab)

    assert len(got) == len(set(got)) == 3


def test_a_task_that_was_left_is_carried_on_from_what_was_kept_and_the_first_runner_counts_no_more(
    store: Store,
) -> None:
    uid = ask(store)
    first = take(store, NOW)
    assert first is not None
    with store.deciding(actor="tasks", now=NOW) as work:
        progress = tasks.Progress(3, 12, "propose.months", {"done": 3})
        assert not tasks.go_on(work, first, tasks.News(progress, {"months": 3}))
    assert take(store, NOW + tasks.LEASE - timedelta(seconds=1)) is None

    later = NOW + tasks.LEASE
    second = take(store, later)
    assert second is not None
    assert (second.uid, second.kept) == (uid, {"months": 3})
    for late in (
        lambda work: tasks.go_on(work, first, tasks.News()),
        lambda work: tasks.end(work, first, result("late"), stopped=False),
        lambda work: tasks.refuse(work, first, Refused("plan.dates")),
        lambda work: tasks.fail(work, first, "0"),
        lambda work: tasks.give_back(work, first, tasks.News(), in_order=True),
    ):
        with pytest.raises(tasks.Lost), store.deciding(actor="tasks", now=later) as work:
            late(work)
    with store.deciding(actor=WHO, now=later) as work:
        tasks.end(work, second, result("mine"), stopped=False)

    assert task(store, uid).result == "mine"


def test_a_task_whose_runners_die_is_given_up_after_three_tries(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    uid = ask(store)
    at = NOW
    for _ in range(tasks.MOST_TRIES):
        assert take(store, at) is not None
        at += tasks.LEASE

    assert take(store, at) is None
    seen = task(store, uid)
    assert seen.state is TaskState.FAILED
    assert seen.refusal is not None
    assert seen.refusal.facts["reference"] in caplog.text
    assert told(store, uid)[-1] == ("failed", "clock")


def test_a_runner_that_ends_in_order_leaves_its_task_to_the_next_and_the_try_does_not_count(store: Store) -> None:
    uid = ask(store)
    for n in range(tasks.MOST_TRIES + 2):
        leaving = threading.Event()

        def work(doing: Doing, n: int = n, leaving: threading.Event = leaving) -> Decision:
            assert doing.kept == (n or None)
            doing.keep(n + 1)
            leaving.set()
            assert doing.stopping()
            return result("not all of it")

        assert run(store, work, leaving=leaving.is_set)
        assert task(store, uid).state is TaskState.WAITING

    assert run(store, lambda doing: result(doing.kept))
    assert task(store, uid).result == tasks.MOST_TRIES + 2


def test_whoever_asks_for_a_stop_gets_the_best_so_far(store: Store) -> None:
    uid = ask(store)

    def work(doing: Doing) -> Decision:
        best = 0
        while not doing.stopping():
            best += 1
            if best == 10:
                stop(store, uid)
        return result({"best": best})

    assert run(store, work)

    seen = task(store, uid)
    assert seen.state is TaskState.STOPPED
    assert seen.result["best"] >= 10
    assert [what for what, _who in told(store, uid)] == ["asked", "stop_asked", "stopped"]


def test_work_that_was_all_done_before_it_saw_the_stop_is_done(store: Store) -> None:
    uid = ask(store)

    def work(doing: Doing) -> Decision:
        stop(store, uid)
        return result("all of it")

    assert run(store, work)
    assert (task(store, uid).state, task(store, uid).result) == (TaskState.DONE, "all of it")


def test_work_with_nothing_to_hand_in_stops_without_a_result(store: Store) -> None:
    uid = ask(store)

    def work(doing: Doing) -> Decision:
        stop(store, uid)
        wait_for(doing.stopping)
        raise Interrupted

    assert run(store, work)
    assert (task(store, uid).state, task(store, uid).result) == (TaskState.STOPPED, None)


def test_a_task_that_waits_is_stopped_at_once_unless_something_of_it_is_there_already(store: Store) -> None:
    fresh, begun = ask(store), ask(store, at=NOW - timedelta(seconds=1))
    taken = take(store, NOW)
    assert taken is not None
    with store.deciding(actor="tasks", now=NOW) as work:
        tasks.give_back(work, taken, tasks.News(kept="half"), in_order=True)

    stop(store, fresh)
    stop(store, begun)
    stop(store, begun)

    assert task(store, fresh).state is TaskState.STOPPED
    assert task(store, begun).state is TaskState.WAITING
    assert run(store, lambda doing: result([doing.kept, doing.stopping()]))
    assert (task(store, begun).state, task(store, begun).result) == (TaskState.STOPPED, ["half", True])
    stop(store, begun)
    assert [what for what, _who in told(store, begun)].count("stop_asked") == 1


def test_a_no_is_kept_with_its_facts_and_a_fault_under_its_number(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    refused, failed = ask(store), ask(store, at=NOW + timedelta(seconds=1))

    def work(doing: Doing) -> Decision:
        if doing.facts == {}:
            raise Refused("upload.blank", name="a.docx", parts=("x", 2), on=NOW.date())
        raise AssertionError

    assert run(store, work)
    with store.deciding(actor=WHO, now=NOW) as unit:
        unit.session.exec(select(Task).where(Task.uid == failed)).one().facts = {"harm": True}
    assert run(store, work)

    assert task(store, refused).state is TaskState.REFUSED
    assert task(store, refused).refusal == Told(
        "upload.blank", {"name": "a.docx", "parts": ["x", 2], "on": "2017-03-20"}
    )
    seen = task(store, failed)
    assert seen.state is TaskState.FAILED
    assert seen.refusal is not None
    assert f"fault {seen.refusal.facts['reference']}" in caplog.text


def test_what_the_work_comes_to_is_decided_with_its_end_or_not_at_all(store: Store) -> None:
    uid = ask(store)

    def both(unit: UnitOfWork) -> Any:
        unit.note("test", uid, "decided")
        unit.session.flush()
        raise Refused("plan.dates")

    assert run(store, lambda doing: both)

    assert task(store, uid).state is TaskState.REFUSED
    with store.reading() as session:
        assert session.exec(select(History).where(History.subject == "test")).all() == []


def test_progress_is_written_down_while_the_work_goes_on(store: Store) -> None:
    uid = ask(store)

    def work(doing: Doing) -> Decision:
        doing.report(3, 12, "propose.months", done=3, month="2017-04")
        doing.keep({"months": 3})
        wait_for(lambda: task(store, uid).done_steps == 3)
        during = row(store, uid)
        assert (during.all_steps, during.kept, during.state) == (12, {"months": 3}, TaskState.RUNNING)
        assert during.told == {"code": "propose.months", "facts": {"done": 3, "month": "2017-04"}}
        return result(None)

    assert run(store, work)
    assert task(store, uid).state is TaskState.DONE
    assert (row(store, uid).kept, row(store, uid).payload) == (None, None)


def test_a_runner_that_was_thought_dead_notices_and_writes_nothing_more(store: Store) -> None:
    uid = ask(store)
    at = NOW

    def slow(doing: Doing) -> Decision:
        nonlocal at
        at = NOW + tasks.LEASE
        assert run(store, lambda _doing: result("the other's"), at=lambda: at)
        wait_for(doing.stopping)
        return result("mine")

    assert run(store, slow, at=lambda: at)
    assert task(store, uid).result == "the other's"


def test_a_person_is_told_of_what_runs_and_of_what_has_just_ended_until_they_have_looked(store: Store) -> None:
    over, open_ = ask(store), ask(store, at=NOW + timedelta(seconds=1))
    assert run(store, lambda doing: result(None))

    def minded(since: datetime = NOW - timedelta(days=1)) -> list[str]:
        with store.reading() as session:
            return [one.uid for one in queries.on_mind(session, WHO, since)]

    assert minded() == [open_, over]
    assert minded(NOW + timedelta(days=1)) == [open_]
    for who in ("admin@so.example", WHO):
        with store.deciding(actor=who, now=NOW) as work:
            tasks.look(work, over)
            tasks.look(work, open_)
        assert minded() == ([open_] if who == WHO else [open_, over])
    with store.reading() as session:
        assert [one.uid for one in queries.of_person(session, WHO)] == [open_, over]
        assert queries.of_person(session, "nobody@so.example") == ()


def test_nobody_fills_the_line_alone(store: Store) -> None:
    for _ in range(tasks.MOST_ASKED):
        ask(store)
    with pytest.raises(Refused, match="task.too_many"):
        ask(store)


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
