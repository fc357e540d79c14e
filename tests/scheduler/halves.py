"""A half-year as reports tell it: programmes on both sides of the midnight that parts it, and what became of them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from campaigns.services import outlets
from campaigns.store import Store
from campaigns.values.words import MissReason
from scheduler.services import answers
from tests.builders import Ground
from tests.scheduler import month

LAST_EVENING, FIRST_NIGHT = date(2017, 6, 14), date(2017, 6, 15)
JUNE = datetime(2017, 6, 1, 2, 0, tzinfo=UTC)
JULY = datetime(2017, 7, 1, 2, 0, tzinfo=UTC)
HOURS: Mapping[str, int] = {"Thời sự trưa": 23 * 60 + 59, "Chào buổi sáng": 0, "Bản tin chiều": 24 * 60}
"""Programmes moved to the last minute of a day, to its first, and to past the end of a broadcast day."""


def move_to_midnight(store: Store, ground: Ground) -> None:
    """Give programmes the hours of ``HOURS``."""
    for programme, minute in HOURS.items():
        with store.deciding(actor="officer", now=JUNE - timedelta(days=30)) as work:
            fields = {"start_minute": minute, "booking_lead_days": None}
            outlets.change_window(work, ground.window(programme), fields, seen_version=1)


def attest(store: Store, uid: str, *, short_by: int = 0, now: datetime = JULY) -> None:
    """The outlet says that a slot went out when it was agreed, or so many seconds less of it."""
    slot = month.slot(store, uid)
    with store.deciding(actor="outlet", now=now) as work:
        answers.attest(
            work, uid, seen_version=slot.version, starts_at=slot.starts_at, duration_s=slot.duration_s - short_by,
            by="Đài",
        )  # fmt: skip


def miss(store: Store, uid: str, *, now: datetime = JULY) -> None:
    """The outlet says that a slot did not go out."""
    with store.deciding(actor="outlet", now=now) as work:
        version = month.slot(store, uid).version
        answers.miss(work, uid, seen_version=version, reason=MissReason.TECHNICAL, words="Mất điện", by="Đài")
