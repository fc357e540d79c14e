"""The alarm clock over a real database: accelerated days, kills, pauses, doubles, and clocks that are set."""

import hashlib
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import select

from campaigns import clock
from campaigns.clock import ShiftedClock
from campaigns.models import Heartbeat, History, JobRun, Outbox
from campaigns.store import Store
from scheduler.runner import Again, Runner
from scheduler.services import mailing
from tests.conftest import BASE_URL, ROOT, Present, _administer
from tests.scheduler.days import (
    END,
    PATIENCE_S,
    START,
    accelerated,
    check,
    running,
    settings_of,
    steps,
    three_days,
    wait_until,
)


def test_three_days_at_speed_put_every_slot_on_air_once_and_in_order(store: Store, tmp_path: Path) -> None:
    slots = three_days(store)
    rate = 10_800.0  # three days in 24 s
    told = settings_of(store, tmp_path, accelerated(rate))

    with running(Runner(store, told)):
        wait_until(lambda: len(steps(store)) == 2 * slots, "every step")
        wait_until(lambda: len(list((tmp_path / "mail").glob("*.eml"))) > 0, "mail")

    taken = check(store, slots)
    assert [row.due_at for row in taken] == sorted(row.due_at for row in taken)


def test_the_alarm_stands_at_the_very_instant_of_the_next_step(store: Store, tmp_path: Path) -> None:
    """How late a machine then is, the benchmark of the clock tells."""
    three_days(store)
    told = settings_of(store, tmp_path, accelerated(1.0, START + timedelta(hours=5, minutes=29)))
    due_at = START + timedelta(hours=5, minutes=30)

    with running(Runner(store, told)) as runner:
        wait_until(lambda: runner._scheduler.get_job("wake"), "the alarm")
        rings_at = runner._scheduler.get_job("wake").next_run_time

    assert steps(store) == []
    assert told.clock.start + (rings_at - clock.instant(told.clock.anchor)) == due_at
    assert clock.alarm(clock.system, due_at, due_at - timedelta(days=365)) > clock.system() + timedelta(days=364)


def process(store: Store, folder: Path, at: ShiftedClock, *, started: bool = True) -> subprocess.Popen[str]:
    """A scheduler of its own; ``started``: not before it says that it runs, so that it can be asked to end."""
    url = store.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.scheduler.ticking", url, str(folder), str(at)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if started and child.stdout is not None:
        child.stdout.readline()
    return child


def end(child: subprocess.Popen[str], number: int = signal.SIGTERM) -> int:
    child.send_signal(number)
    code = child.wait(timeout=PATIENCE_S)
    assert child.stdout is not None
    child.stdout.close()
    return code


def told_of(store: Store) -> dict[str, str]:
    with store.reading() as session:
        return {row.dedupe_key: row.outcome for row in session.exec(select(Outbox))}


def name_of(key: str) -> str:
    """The file of a message, whose name is the message's own."""
    return hashlib.sha256(mailing.message_id(key, BASE_URL).encode()).hexdigest()[:32] + ".eml"


def test_twenty_kills_at_random_moments_lose_nothing_and_repeat_nothing(store: Store, tmp_path: Path) -> None:
    slots = three_days(store)
    chance = random.Random(36)
    at = accelerated(7_200.0)  # three days in 36 s, shared by every process
    killed_at = []
    for number in range(20):
        before = len(steps(store))
        child = process(store, tmp_path, at, started=number % 2 == 0 or chance.random() < 0.8)
        if number % 2 == 0:  # on a busy machine too, every other one lives long enough to take a step
            wait_until(lambda before=before: before < len(steps(store)) or before >= 2 * slots, "a step")
        time.sleep(chance.uniform(0, 0.8))
        killed_at.append(len(steps(store)))
        assert end(child, signal.SIGKILL) == -signal.SIGKILL

    last = process(store, tmp_path, at)
    try:
        wait_until(lambda: len(steps(store)) >= 2 * slots, "every step")
        wait_until(lambda: set(told_of(store).values()) <= {"sent", "digest", "overtaken"}, "every message")
    finally:
        assert end(last) == 0

    told = {key for key, outcome in told_of(store).items() if outcome == "sent"}
    assert {name_of(key) for key in told} <= {file.name for file in (tmp_path / "mail").iterdir()}
    taken = check(store, slots)
    assert [row.due_at for row in taken] == sorted(row.due_at for row in taken)
    assert len(set(killed_at)) > 3  # the kills fell between steps
    with store.reading() as session:
        started = session.exec(select(History.subject_id).where(History.what == "start")).all()
    assert len(started) == len(set(started)) == slots


def test_a_process_told_to_stop_before_it_waits_is_not_left_waiting() -> None:
    """What tells it lies in the descriptor, whoever runs when the signal comes: another thread takes it here."""
    code = """if True:
        import os, signal, threading
        from scheduler.runner import ending
        told_to_stop = ending()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # the main thread is not the one that is woken
        def other():
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
            os.kill(os.getpid(), signal.SIGTERM)
        thread = threading.Thread(target=other)
        threading.Timer(0.5, thread.start).start()
        os.read(told_to_stop, 1)
        thread.join()
        """
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=PATIENCE_S).returncode == 0


def test_two_schedulers_at_once_take_each_step_once(store: Store, tmp_path: Path) -> None:
    slots = three_days(store)
    at = accelerated(21_600.0)
    both = [process(store, tmp_path / name, at) for name in ("one", "two")]
    try:
        wait_until(lambda: len(steps(store)) >= 2 * slots, "every step")
    finally:
        codes = [end(child) for child in both]

    assert codes == [0, 0]
    taken = check(store, slots)
    assert [row.due_at for row in taken] == sorted(row.due_at for row in taken)
    with store.reading() as session:
        runs = session.exec(select(JobRun).where(JobRun.name == "copy")).all()
    made = sorted(file.name for name in ("one", "two") for file in (tmp_path / name / "backups").glob("*.zip"))
    assert made == sorted(set(made))  # no night's copy was made twice
    assert len(made) <= len(runs)


def test_after_three_hours_away_everything_is_made_up_for_in_order(store: Store, tmp_path: Path) -> None:
    three_days(store)
    before = accelerated(1.0, START + timedelta(hours=5))
    with running(Runner(store, settings_of(store, tmp_path, before))):
        pass
    assert steps(store) == []

    back = START + timedelta(hours=8)
    with running(Runner(store, settings_of(store, tmp_path, accelerated(1.0, back)))):
        wait_until(lambda: len(steps(store)) == 4, "what was missed")

    taken = steps(store)
    assert [(row.to_state, row.due_at - START) for row in taken] == [
        ("on_air", timedelta(hours=5, minutes=30)),
        ("on_air", timedelta(hours=6, minutes=15)),
        ("aired", timedelta(hours=6, minutes=31)),
        ("aired", timedelta(hours=7, minutes=16)),
    ]
    assert all(row.recorded_at >= back for row in taken)


def test_a_database_that_refuses_for_a_while_does_not_end_the_clock(store: Store, tmp_path: Path) -> None:
    slots = three_days(store)
    with running(Runner(store, settings_of(store, tmp_path, accelerated(21_600.0)))):
        wait_until(lambda: len(steps(store)) >= 5, "the first steps")
        with refusing(store):
            time.sleep(3)
        wait_until(lambda: len(steps(store)) == 2 * slots, "every step")

    check(store, slots)


@contextmanager
def refusing(store: Store) -> Iterator[None]:
    """A database that answers nobody: on PostgreSQL it takes no connection, on SQLite a table is out of reach."""
    url = store.engine.url
    if url.get_backend_name() == "postgresql":
        server = url.render_as_string(hide_password=False).rpartition("/")[0]
        _administer(server, f"ALTER DATABASE {url.database} WITH ALLOW_CONNECTIONS false")
        _administer(server, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.database}'")
        yield
        _administer(server, f"ALTER DATABASE {url.database} WITH ALLOW_CONNECTIONS true")
        return
    other = Store(url, store.keys)
    for name, later in (("transition", "transition_away"), ("transition_away", "transition")):
        with other.deciding(actor="test", now=START) as work:
            work.session.connection().exec_driver_sql(f"ALTER TABLE {name} RENAME TO {later}")
        if later != "transition":
            yield
    other.close()


def test_a_clock_that_is_set_back_does_not_stop_the_clock(sqlite_store: Store, tmp_path: Path) -> None:
    three_days(sqlite_store)
    at = accelerated(60.0, START)
    runner = Runner(sqlite_store, settings_of(sqlite_store, tmp_path, at))
    with running(runner):
        wait_until(lambda: alive(sqlite_store), "the first beat")
        with runner._looking:  # what every alarm looks like after a step back
            for job in runner._scheduler.get_jobs():
                runner._scheduler.modify_job(job.id, next_run_time=clock.system() + timedelta(hours=2))
        time.sleep(0.5)
        runner.settings = replace(runner.settings, clock=accelerated(60.0, START + timedelta(hours=6)))
        time.sleep(1.5)
        assert steps(sqlite_store) == []  # so it would stand for two hours
        runner._offset += 7_200

        wait_until(lambda: steps(sqlite_store), "a step after the clock was set")


def alive(store: Store) -> bool:
    with store.reading() as session:
        beats = session.exec(select(Heartbeat)).all()
    return bool(beats) and clock.system() - beats[0].at < timedelta(seconds=30)


def test_a_jump_of_centuries_is_one_tick(sqlite_store: Store, tmp_path: Path) -> None:
    again = Again(timedelta(seconds=1))
    now = datetime(2200, 1, 1, tzinfo=UTC)

    assert again.get_next_fire_time(None, now) == now
    assert again.get_next_fire_time(START, now) == now + timedelta(seconds=1)


def test_one_worker_of_a_machine_runs_the_clock_and_another_takes_over(sqlite_store: Store, tmp_path: Path) -> None:
    three_days(sqlite_store)
    present = Present(START)
    told = settings_of(sqlite_store, tmp_path, present)
    first, second = Runner(sqlite_store, told), Runner(sqlite_store, told)
    first.hold(tmp_path / "scheduler.lock")
    second.hold(tmp_path / "scheduler.lock")
    wait_until(lambda: alive(sqlite_store), "the first beat")
    first.stop()
    present.at = START + timedelta(hours=6)

    wait_until(lambda: len(steps(sqlite_store)) == 1, "the second worker's step")
    second.stop()
    second.stop()  # stopping twice is stopping once
    present.at = START + timedelta(hours=12)
    first.start()  # stopped for good
    assert len(steps(sqlite_store)) == 1


def test_a_stop_in_the_middle_of_work_leaves_nothing_half_done(sqlite_store: Store, tmp_path: Path) -> None:
    slots = three_days(sqlite_store)
    told = settings_of(sqlite_store, tmp_path, Present(END + timedelta(days=1)))
    for _ in range(5):
        with running(Runner(sqlite_store, told)):
            time.sleep(0.01)
    with running(Runner(sqlite_store, told)):
        wait_until(lambda: len(steps(sqlite_store)) == 2 * slots, "every step")
        wait_until(lambda: set(told_of(sqlite_store).values()) <= {"sent", "digest", "overtaken"}, "every message")

    check(sqlite_store, slots)
