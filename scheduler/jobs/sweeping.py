"""Sweeping: take every step that the clock owes, in order; asked of the database, so a lost tick loses nothing."""

import logging
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.exc import OperationalError

from campaigns.errors import Stale
from campaigns.queries import clock as clock_queries
from campaigns.store import Store
from scheduler.services import clockwork

log = logging.getLogger(__name__)
BATCH: Final = 50
ACTOR: Final = "clock"
_TRIES: Final = 4
_AGAIN_AFTER: Final = timedelta(minutes=1)


def sweep(store: Store, now: datetime) -> int:
    """Take every step due by ``now``; returns how many were taken here.

    Any number of sweepers may run at once, and one that dies leaves nothing half done: each batch is one decision.
    A slot on which a step fails is logged and looked at again a minute later; the others go on.
    """
    taken = 0
    while True:
        with store.reading() as session:
            due = clock_queries.due_slots(session, now, BATCH)
        if not due:
            return taken
        steps, looked = _batch(store, now, due)
        taken += steps
        if not looked:  # others hold every one of them just now
            return taken


def _batch(store: Store, now: datetime, due: tuple[clock_queries.Due, ...]) -> tuple[int, int]:
    until = due[-1].next_at if len(due) == BATCH else now
    for left in reversed(range(_TRIES)):
        try:
            return _decide(store, now, due, until)
        except (OperationalError, Stale):  # busy, or a ring of locks that the database broke: nothing was written
            if not left:
                raise
        except Exception:
            log.exception("a step of %d slots failed; taking them one by one", len(due))
            return _one_by_one(store, now, due)
    raise AssertionError("unreachable")


def _decide(store: Store, now: datetime, due: tuple[clock_queries.Due, ...], until: datetime) -> tuple[int, int]:
    with store.deciding(actor=ACTOR, now=now) as work:
        return clockwork.advance_due(work, due, until=until)


def _one_by_one(store: Store, now: datetime, due: tuple[clock_queries.Due, ...]) -> tuple[int, int]:
    steps = 0
    for seen in due:
        try:
            steps += _decide(store, now, (seen,), seen.next_at)[0]
        except (OperationalError, Stale):
            raise
        except Exception:
            log.exception("the clock could not move slot %d; it looks again at %s", seen.id, now + _AGAIN_AFTER)
            with store.deciding(actor=ACTOR, now=now) as work:
                clockwork.set_alarm(work, seen.id, now + _AGAIN_AFTER)
    return steps, len(due)
