"""Long work is done once, goes on where it was left, stops with the best it has, and says how it ended."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from campaigns.errors import Refused
from campaigns.models import History, Task
from campaigns.queries import tasks as queries
from campaigns.store import Store, UnitOfWork
from campaigns.values.tasks import Told
from campaigns.values.words import TaskState
from scheduler.jobs import tasking
from scheduler.jobs.tasking import Decision, Doing, Interrupted
from scheduler.jobs.works import WORKS
from scheduler.services import tasks
from tests.conftest import NOW
from tests.scheduler.asking import READ, WHO, ask, result, row, run, stop, take, task, told, wait_for
from tests.scheduler.crowd import at_once


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
