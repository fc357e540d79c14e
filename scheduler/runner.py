"""The alarm clock: wakes the jobs when the database says that something is due, and shows that it is alive.

APScheduler only wakes; what is due, done or whose turn it is stands in the database. So a late, doubled or lost
call changes nothing, two of these may run at once, and one that is killed leaves nothing half done.
"""

import fcntl
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from campaigns import clock
from campaigns.queries import clock as clock_queries
from campaigns.settings import Settings
from campaigns.store import Store
from campaigns.values.words import TaskKind
from scheduler import mail
from scheduler.jobs import delivering, keeping, reminding, sweeping, tasking
from scheduler.jobs.tasking import Work
from scheduler.jobs.works import WORKS
from scheduler.services import electing, tasks

log = logging.getLogger(__name__)
LOOK_EVERY: Final = timedelta(seconds=1)
"""How soon a change of the plan is noticed; what was known before is woken for to the millisecond."""
ERRANDS_EVERY: Final = timedelta(seconds=2)
TASKS_EVERY: Final = timedelta(seconds=1)
BEAT_S: Final = 2.0
STEP_S: Final = 1.0
"""A clock that moved by more than this against the steady one has been set."""
STUCK_S: Final = 60.0
"""A clock that has not finished looking for so long shows no sign of life, whatever its threads say."""
FARTHEST: Final = timedelta(hours=1)
"""Alarms farther away are set by a later look."""
_TRY_LOCK_S: Final = 2.0


class Again(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
    """Every so often from the last time on. However far the clock has jumped meanwhile, once is enough."""

    def __init__(self, every: timedelta) -> None:
        self.every = every

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """At once, and then a stretch after now; APScheduler's own trigger would count every missed stretch."""
        return now if previous_fire_time is None else now + self.every


class Runner:
    """One scheduler of a site: start it, or let it stand by behind a lock file; stop it before the process ends.

    One thread takes the steps of slots and posts reminders, in order; another runs errands that may take long, such
    as mail and copies, and so never keeps a slot waiting; for each kind of long work that people ask for there is one
    more, so that a proposal of ten minutes keeps no plan waiting. The last feels the pulse.
    """

    def __init__(self, store: Store, settings: Settings, works: Mapping[TaskKind, Work] = WORKS) -> None:
        self.store, self.settings, self.works = store, settings, works
        self.mailer = mail.transport(settings.smtp_url)
        self._asks_database = settings.clock is clock.system and store.engine.dialect.name == "postgresql"
        self._stopping = threading.Event()
        self._changing, self._looking, self._on_errands = threading.Lock(), threading.Lock(), threading.Lock()
        self._on_task = {kind: threading.Lock() for kind in works}
        self._scheduler: Any = None
        self._threads: list[threading.Thread] = []
        self._lock: IO[str] | None = None
        self._failing: set[str] = set()
        self._looked_at = clock.steady()
        self._offset = clock.offset()

    def start(self) -> None:
        """Begin to look; what was missed while nobody was there is made up for at once, in order."""
        with self._changing:
            if self._scheduler is not None or self._stopping.is_set():
                return
            self._looked_at, self._offset = clock.steady(), clock.offset()
            self._scheduler = BackgroundScheduler(
                timezone=UTC,
                executors={
                    "default": ThreadPoolExecutor(1),
                    "errands": ThreadPoolExecutor(1),
                    "tasks": ThreadPoolExecutor(len(self.works)),
                },
                job_defaults={"coalesce": True, "misfire_grace_time": None},
            )
            self._scheduler.add_job(self._look, Again(LOOK_EVERY), id="look")
            self._scheduler.add_job(self._run_errands, Again(ERRANDS_EVERY), id="errands", executor="errands")
            for kind in self.works:
                self._scheduler.add_job(
                    self._do_tasks, Again(TASKS_EVERY), args=[kind], id=_job_of(kind), executor="tasks"
                )
            logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a look that takes long is no news
            self._scheduler.start()
            self._begin(self._feel_pulse, "pulse")

    def hold(self, lockfile: Path) -> None:
        """Start as soon as this process is the only one of its machine to hold a lock file; until then stand by.

        It spares work where several processes could do it. Nothing goes wrong when two hold it.
        """
        lockfile.parent.mkdir(parents=True, exist_ok=True)
        self._lock = lockfile.open("a", encoding="ascii")
        if self._locks():
            self.start()
        else:
            self._begin(self._stand_by, "stand-by")

    def stop(self) -> None:
        """Let what is under way come to its end, then stop for good; stopping twice is stopping once."""
        self._stopping.set()
        with self._changing:
            if self._scheduler is not None and self._scheduler.running:
                # Waiting in there would hold the lock that a look needs to set its alarm: neither would ever end.
                self._scheduler.shutdown(wait=False)
        with self._looking, self._on_errands:
            pass
        for held in self._on_task.values():
            with held:  # long work sees that it should stop, and leaves what it has to the next
                pass
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()
        if self._lock is not None:
            self._lock.close()  # and with it goes the lock

    def _begin(self, act: Callable[[], None], name: str) -> None:
        thread = threading.Thread(target=act, name=f"lichsong-{name}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _locks(self) -> bool:
        assert self._lock is not None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            log.warning("no lock on %s (%s); running without", self._lock.name, error)
        return True

    def _stand_by(self) -> None:
        while not self._stopping.wait(_TRY_LOCK_S):
            if self._locks():
                log.info("the scheduler before this one is gone; taking over")
                self.start()
                return

    def _now(self) -> datetime:
        """The site's present: PostgreSQL's, which machines that disagree have in common; else the machine's own."""
        if not self._asks_database:
            return self.settings.clock()
        with self.store.reading() as session:
            return clock_queries.database_now(session)

    def _look(self) -> None:
        """Take every step and post every reminder that is due, then set the alarm for the next."""
        with self._looking:
            self._try("looking", self._catch_up)

    def _catch_up(self) -> None:
        while not self._stopping.is_set():
            with self.store.reading() as session:
                at = clock_queries.next_alarm(session)
            now = self._now()
            if at is None or now < at:
                self._set_alarm(at, now)
                break
            if not sweeping.sweep(self.store, now) + reminding.remind(self.store, now):
                break  # others hold what is due, or something failed: the next look asks again
        self._looked_at = clock.steady()

    def _set_alarm(self, at: datetime | None, now: datetime) -> None:
        """Wake for the next instant at which something is due, in seconds of the machine's clock."""
        if at is None or at - now > FARTHEST * clock.pace(self.settings.clock):
            return
        rings_at = clock.alarm(self.settings.clock, at, now)
        # Three at once: this very call may be the alarm before it, not yet off the books. One thread runs them all.
        self._scheduler.add_job(
            self._look, "date", run_date=rings_at, id="wake", replace_existing=True, max_instances=3
        )

    def _run_errands(self) -> None:
        with self._on_errands:
            self._try("delivering", self._deliver)
            self._try("keeping", self._keep)

    def _deliver(self) -> None:
        while not self._stopping.is_set() and delivering.deliver(self.store, self.mailer, self._now(), most=1):
            pass

    def _keep(self) -> None:
        if not self._stopping.is_set():
            keeping.keep(self.store, self.settings.data / "backups", self._now(), pace=clock.pace(self.settings.clock))

    def _do_tasks(self, kind: TaskKind) -> None:
        with self._on_task[kind]:
            self._try(f"working on {kind.value}", lambda: self._work_off(kind))

    def _work_off(self, kind: TaskKind) -> None:
        only = {kind: self.works[kind]}
        lease = tasks.LEASE * clock.pace(self.settings.clock)
        while not self._stopping.is_set() and tasking.run_next(
            self.store, only, self._now, lease=lease, leaving=self._stopping.is_set
        ):
            pass

    def _feel_pulse(self) -> None:
        """Show that the clock is alive, and wake it when somebody has set the machine's clock.

        APScheduler waits for the machine's clock; after a step back it would wait for as long again.
        """
        name = socket.gethostname()
        while True:
            if clock.steady() - self._looked_at < STUCK_S:
                self._try("showing life", lambda: self._beat(name))
            else:
                log.error("the clock has not finished looking for %d s", clock.steady() - self._looked_at)
            if self._stopping.wait(BEAT_S):
                return
            moved = clock.offset() - self._offset
            if abs(moved) > STEP_S:
                log.warning("the machine's clock was set by %+.1f s; looking anew", moved)
                self._offset += moved
                self._try("waking", self._wake_all)
            self._scheduler.wakeup()

    def _beat(self, name: str) -> None:
        with self.store.deciding(actor="pulse", now=clock.system()) as work:
            electing.beat(work, name, work.now)

    def _wake_all(self) -> None:
        with self._changing:
            if not self._stopping.is_set():
                for job in ("look", "errands", *map(_job_of, self.works)):
                    self._scheduler.modify_job(job, next_run_time=clock.system())

    def _try(self, what: str, act: Callable[[], object]) -> None:
        """Do something that must not end the clock when it fails; it is tried again at the next tick."""
        try:
            act()
        except Exception:
            if what not in self._failing:
                log.exception("%s failed; trying again", what)
                self._failing.add(what)
        else:
            if what in self._failing:
                log.warning("%s works again", what)
                self._failing.discard(what)


def _job_of(kind: TaskKind) -> str:
    return f"task-{kind.value}"


def ending() -> int:
    """A descriptor from which a byte can be read as soon as the process is told to stop.

    The interpreter itself writes it. A handler in Python would wait for the main thread, which may be just about to
    wait for the handler.
    """
    told_to_stop, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    return told_to_stop
