"""Laying a month out again after a miss in its middle: the fewest moves, and how long a person waits for them."""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from campaigns import schema
from campaigns.keys import Keys
from campaigns.queries import slots as slot_queries
from campaigns.store import Store
from campaigns.values.proposals import Asked, Target
from campaigns.values.words import SlotState
from scheduler.jobs import proposing
from scheduler.services import proposing as proposals
from tests import builders
from tests.builders import MONTH, Ground
from tests.conftest import NOW, SECRET

SPOTS = 300
PATIENCE_S = 2.0
MIDDLE = datetime(2017, 4, 15, 2, 0, tzinfo=UTC)


def ratios(*, quick: bool = False) -> dict[str, float]:
    """The wait over two seconds and over the month's first proposal, and the moves that a miss costs."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'site.db'}", Keys(SECRET))
        schema.upgrade(store.engine)
        found = [_once(store, builders.ground(store))] if quick else _thrice(store)
        store.close()
    again, first, changes = min(found)
    return {
        f"re-plan after a miss among {SPOTS}: seconds waited / 2": again / PATIENCE_S,
        f"re-plan after a miss among {SPOTS}: seconds / those of the first proposal": again / first,
        f"re-plan after a miss among {SPOTS}: moves": float(changes),
    }


def _thrice(store: Store) -> list[tuple[float, float, int]]:
    site = builders.ground(store)
    first = _once(store, site)
    return [first, *((_again(store, site), first[1], first[2]) for _round in range(2))]


def _asked(site: Ground, *, movable: bool) -> Asked:
    outlets = sorted({window.outlet_id for window in site.windows.values()})
    targets = tuple(Target(one, SPOTS // len(outlets), "Biên bản") for one in outlets)
    return Asked(site.campaign_id, targets, movable=movable)


def _once(store: Store, site: Ground) -> tuple[float, float, int]:
    """The month proposed and taken up, its first half aired, the rest half confirmed, one of them missed."""
    begin = time.perf_counter()
    asked = _asked(site, movable=False)
    found = proposing.find(store, MONTH, asked, now=NOW)
    first = time.perf_counter() - begin
    with store.deciding(actor="lan", now=NOW) as work:
        view = proposals.record(work, MONTH, asked, found.placements, found.told)
        proposals.accept(work, MONTH, view.uid)
    with store.deciding(actor="lan", now=MIDDLE) as work:
        slots = slot_queries.month_slots(work.session, MONTH)
        for number, one in enumerate(slots):
            row = work.slot(one.uid, seen_version=None)
            row.state = SlotState.AIRED if one.starts_at < MIDDLE else row.state
            if one.starts_at >= MIDDLE and number % 2:
                row.state = SlotState.CONFIRMED
        work.slot(slots[len(slots) // 2].uid, seen_version=None).state = SlotState.MISSED
    begin = time.perf_counter()
    changes = proposing.find(store, MONTH, _asked(site, movable=True), now=MIDDLE).told["changes"]
    return time.perf_counter() - begin, first, changes


def _again(store: Store, site: Ground) -> float:
    begin = time.perf_counter()
    proposing.find(store, MONTH, _asked(site, movable=True), now=MIDDLE)
    return time.perf_counter() - begin
