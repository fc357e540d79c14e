"""Delivering: messages leave the outbox at least once, each time under the same name; a crash repeats, never loses."""

import logging
from datetime import datetime, timedelta
from typing import Final

from campaigns.models import Outbox
from campaigns.queries import outbox as outbox_queries
from campaigns.store import Store
from scheduler.mail import Rejected, Transport, Unreachable
from scheduler.services import mailing

log = logging.getLogger(__name__)
ACTOR: Final = "post"
_POST_AGAIN: Final = timedelta(seconds=30)
_POST_AT_LEAST: Final = timedelta(hours=1)
_TURNED_AWAY_AGAIN: Final = timedelta(minutes=5)
_TURNED_AWAY_AT_LEAST: Final = timedelta(hours=24)
_STEPS: Final = 12  # doublings after which a delay is longer than any limit


def deliver(store: Store, mailer: Transport | None, now: datetime, *, most: int = 1_000) -> int:
    """Send what may leave by ``now``, the longest waiting first; returns how many were taken up.

    Each message is claimed for 30 seconds, sent, and then marked: whoever dies in between leaves it to be sent again
    under the same Message-ID. One that is turned away is tried again later, ever more seldom, and the others pass;
    where nothing gets through, everything waits.

    Args:
        mailer: how messages leave; None: they wait.
        most: how many to take up; a sender that looks at the clock between messages keeps its leases fresh.
    """
    taken = 0
    while mailer is not None and taken < most:
        with store.reading() as session:
            if not outbox_queries.is_anything_due(session, now):
                return taken
        with store.deciding(actor=ACTOR, now=now) as work:
            claimed = mailing.claim(work)
        if claimed is None or not _send(store, mailer, claimed, now):
            return taken
        taken += 1
    return taken


def _send(store: Store, mailer: Transport, claimed: mailing.Claimed, now: datetime) -> bool:
    """Whether the post works at all."""
    try:
        mailer.send(claimed.envelope)
    except Rejected as error:
        until = now + back_off(claimed.tries, _TURNED_AWAY_AGAIN, _TURNED_AWAY_AT_LEAST)
        log.warning("message %d was turned away until %s: %s", claimed.outbox_id, until, error)
        with store.deciding(actor=ACTOR, now=now) as work:
            mailing.put_off(work, work.session.get_one(Outbox, claimed.outbox_id), str(error), until=until)
        return True
    except Unreachable as error:
        until = now + back_off(claimed.tries, _POST_AGAIN, _POST_AT_LEAST)
        log.warning("no message gets through until %s: %s", until, error)
        with store.deciding(actor=ACTOR, now=now) as work:
            mailing.put_off(work, work.session.get_one(Outbox, claimed.outbox_id), str(error), until=until)
            outbox_queries.hold_back(work.session, now, until)
        return False
    with store.deciding(actor=ACTOR, now=now) as work:
        mailing.close(work, work.session.get_one(Outbox, claimed.outbox_id), mailing.SENT)
    return True


def back_off(tries: int, first: timedelta, longest: timedelta) -> timedelta:
    """How long to wait after so many tries, each time twice as long."""
    return min(first * (1 << min(tries - 1, _STEPS)), longest)
