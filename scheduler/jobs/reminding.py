"""Reminding: reminders that have come due become messages; asked of the database, so a lost tick loses nothing."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.exc import OperationalError

from campaigns.errors import Stale
from campaigns.queries import clock as clock_queries
from campaigns.store import Store
from scheduler.services import reminding

log = logging.getLogger(__name__)
BATCH: Final = 50
ACTOR: Final = "clock"
_AGAIN_AFTER: Final = timedelta(hours=1)


def remind(store: Store, now: datetime) -> int:
    """Post every reminder due by ``now``; returns how many were posted here.

    Any number of these may run at once. A reminder that fails is logged and tried again an hour later; the others
    go out.
    """
    posted = 0
    while True:
        with store.reading() as session:
            due = clock_queries.due_reminder_ids(session, now, BATCH)
        if not due:
            return posted
        found = _batch(store, now, due)
        if found is None:  # others hold every one of them just now
            return posted
        posted += found


def _batch(store: Store, now: datetime, due: Sequence[int]) -> int | None:
    try:
        return _decide(store, now, due)
    except (OperationalError, Stale):  # busy: nothing was written, and the next tick asks again
        raise
    except Exception:
        log.exception("one of %d reminders failed; taking them one by one", len(due))
    return sum(_alone(store, now, reminder_id) for reminder_id in due)


def _decide(store: Store, now: datetime, due: Sequence[int]) -> int | None:
    with store.deciding(actor=ACTOR, now=now) as work:
        rows = clock_queries.locked_reminders(work.session, due, now)
        return reminding.remind(work, rows) if rows else None


def _alone(store: Store, now: datetime, reminder_id: int) -> int:
    try:
        return _decide(store, now, [reminder_id]) or 0
    except (OperationalError, Stale):
        raise
    except Exception:
        log.exception("reminder %d failed; it is tried again at %s", reminder_id, now + _AGAIN_AFTER)
    with store.deciding(actor=ACTOR, now=now) as work:
        for row in clock_queries.locked_reminders(work.session, [reminder_id], now):
            row.next_at = now + _AGAIN_AFTER
    return 0
