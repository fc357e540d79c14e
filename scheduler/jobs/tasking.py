"""Tasking: long work runs here, away from requests and from the clock, and says how far it is.

What a kind of work does is a function of ``Doing``: it reads what was asked, reports, keeps what a restart may go on
from, and looks from time to time whether it should stop. It gives back its last decision, which is taken together
with the task's end: a plan is kept once, whoever dies when. Everything in between is shown by a pulse beside the
work, so that reporting costs nothing and a database that is busy for a moment does no harm.
"""

import logging
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final, TypeVar

from campaigns import clock
from campaigns.errors import Refused
from campaigns.queries import tasks as queries
from campaigns.store import Store, UnitOfWork
from campaigns.values.words import TaskKind
from scheduler.services import tasks
from scheduler.services.tasks import Lost, News, Progress, Taken

T = TypeVar("T")
log = logging.getLogger(__name__)
ACTOR: Final = "tasks"
PULSE_S: Final = 0.5
"""How often progress is written down and a wish to stop is looked for."""
RENEW_S: Final = 5.0
"""How often the lease is renewed while there is no progress."""


class Interrupted(Exception):
    """Raised by work that was asked to stop and has nothing to hand in."""


class Doing:
    """One task while it runs, as its work sees it."""

    def __init__(self, taken: Taken, leaving: Callable[[], bool], store: Store, now: clock.Clock) -> None:
        self.store, self.now = store, now  # to read what is on record; decisions are handed back
        self.facts: Mapping[str, Any] = taken.facts
        self.payload = taken.payload
        self.kept: Any = taken.kept
        """What an earlier runner kept, or None."""
        self.lost = False
        self.stop_asked = taken.stop_asked
        self.told_to_stop = self.told_to_leave = False
        self._leaving = leaving
        self._lock = threading.Lock()
        self._told: Progress | None = None  # not written down yet, as is what follows
        self._kept: Any = None

    def report(self, done: int, all_steps: int | None, code: str, /, **facts: Any) -> None:
        """Say how far the work is: steps done, of how many (None: not known yet), and in which words."""
        with self._lock:
            self._told = Progress(done, all_steps, code, facts)

    def keep(self, value: Any) -> None:
        """Keep a checkpoint or the best result so far, as JSON; the next runner finds it as ``kept``."""
        with self._lock:
            self._kept = value

    def stopping(self) -> bool:
        """Whether to come to an end soon: hand in the best so far, or raise ``Interrupted`` where there is none."""
        self.told_to_leave = self.told_to_leave or self.lost or self._leaving()
        self.told_to_stop = self.told_to_stop or self.stop_asked
        return self.told_to_leave or self.told_to_stop

    def news(self) -> News:
        """What was reported and kept since this was last asked."""
        with self._lock:
            news = News(self._told, self._kept)
            self._told = self._kept = None
            return news

    def put_back(self, news: News) -> None:
        """What could not be written down is still news, unless there is newer."""
        with self._lock:
            self._told = self._told or news.progress
            self._kept = news.kept if self._kept is None else self._kept


Decision = Callable[[UnitOfWork], Any]
"""What a task comes to, decided by who asked for it; gives the result as JSON."""
Work = Callable[[Doing], Decision]


def run_next(
    store: Store, works: Mapping[TaskKind, Work], now: clock.Clock, *, lease: timedelta = tasks.LEASE,
    leaving: Callable[[], bool] = lambda: False,
) -> bool:  # fmt: skip
    """Do the task that has waited longest, if any; returns whether there was one.

    Args:
        works: what each kind does; tasks of other kinds wait for another runner.
        now: the site's present, asked anew for each step.
        lease: of ``now``'s time; a runner that gives no sign of life for so long has lost its task.
        leaving: whether this runner is about to end, and leaves its task to the next.
    """
    with store.reading() as session:
        if not queries.is_any_free(session, works.keys(), now()):
            return False
    with store.deciding(actor=ACTOR, now=now()) as work:
        taken = tasks.take(work, works.keys(), lease=lease)
    if taken is None:
        return False
    try:
        _Run(store, taken, now, lease, leaving).do(works[taken.kind])
    except Lost:
        log.warning("task %s was taken over by another runner", taken.uid)
    return True


class _Run:
    """One runner's hold on one task, until its end."""

    def __init__(
        self, store: Store, taken: Taken, now: clock.Clock, lease: timedelta, leaving: Callable[[], bool]
    ) -> None:
        self.store, self.taken, self.now, self.lease = store, taken, now, lease
        self.doing = Doing(taken, leaving, store, now)
        self.leaving = leaving
        self._renewed = clock.steady()

    def do(self, act: Work) -> None:
        """Let the work run, and write down what came of it; Lost when it is somebody else's by now."""
        doing = self.doing
        try:
            with self._pulse():
                decide = act(doing)
            if doing.told_to_leave and not doing.told_to_stop:
                self._give_back(in_order=True)
            else:
                with self._deciding() as work:
                    tasks.end(work, self.taken, decide, stopped=doing.told_to_stop)
        except Lost:
            raise
        except Interrupted:
            self._interrupted()
        except Refused as refusal:
            self._end_by(tasks.refuse, refusal)
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("fault %s in task %s", reference, self.taken.uid)
            self._end_by(tasks.fail, reference)

    def _interrupted(self) -> None:
        if self.doing.told_to_stop:
            with self._deciding() as work:
                tasks.end(work, self.taken, lambda _work: None, stopped=True)
        else:
            self._give_back(in_order=self.leaving())

    def _end_by(self, trouble: Callable[[UnitOfWork, Taken, T], None], told: T) -> None:
        """End a task by a rule's no or a fault; while everything is being ended, nothing is the task's fault."""
        if self.leaving():
            self._give_back(in_order=True)
            return
        with self._deciding() as work:
            trouble(work, self.taken, told)

    def _give_back(self, *, in_order: bool) -> None:
        with self.store.deciding(actor=ACTOR, now=self.now()) as work:
            tasks.give_back(work, self.taken, self.doing.news(), in_order=in_order)

    def _deciding(self) -> Any:
        return self.store.deciding(actor=self.taken.asked_by, now=self.now())

    @contextmanager
    def _pulse(self) -> Iterator[None]:
        over = threading.Event()

        def beat() -> None:
            while not over.wait(PULSE_S):
                self._beat()

        beating = threading.Thread(target=beat, name=f"lichsong-task-{self.taken.uid[:8]}", daemon=True)
        beating.start()
        try:
            yield
        finally:
            over.set()
            beating.join()

    def _beat(self) -> None:
        """Write down what is new, renew the lease in time, and see whether somebody wants it to stop."""
        news = self.doing.news()
        try:
            if not news and clock.steady() - self._renewed < RENEW_S:
                with self.store.reading() as session:
                    holder, self.doing.stop_asked = queries.standing(session, self.taken.uid)
                    self.doing.lost = holder != self.taken.holder
            else:
                with self.store.deciding(actor=ACTOR, now=self.now()) as work:
                    self.doing.stop_asked = tasks.go_on(work, self.taken, news, lease=self.lease)
                self._renewed = clock.steady()
        except Lost:
            self.doing.lost = True
        except Exception:
            log.exception("progress of task %s could not be written down; trying again", self.taken.uid)
            self.doing.put_back(news)


__all__ = ["Decision", "Doing", "Interrupted", "Lost", "Work", "run_next"]
