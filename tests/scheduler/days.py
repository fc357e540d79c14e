"""Three days of confirmed slots, and a clock over them that runs fast: what tests of the running process share."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlmodel import Session, col, select

from campaigns import clock
from campaigns.clock import ShiftedClock
from campaigns.models import Slot, Transition
from campaigns.settings import Settings
from campaigns.store import Store
from campaigns.times import ZONE
from campaigns.values.words import SilencePolicy, SlotState
from scheduler.runner import Runner
from tests import builders
from tests.conftest import BASE_URL, SECRET
from tests.scheduler import month

DAYS = tuple(date(2017, 4, n) for n in (11, 12, 13))
START = datetime(2017, 4, 10, 17, tzinfo=UTC)  # local midnight before the first of them
END = START + timedelta(days=3)
BROADCAST = ("Chào buổi sáng", "Thời sự trưa", "Thời sự tối · thông điệp", "Bản tin sáng", "Bản tin trưa",
             "Bản tin chiều", "Huyện Lộc Ninh")  # fmt: skip
PATIENCE_S = 120.0


def three_days(store: Store, *, policy: SilencePolicy = SilencePolicy.PRESUME_AIRED) -> int:
    """Confirmed slots over three days, whose outlets' silence means something after an hour; how many."""
    ground = builders.ground(store)
    for outlet_id in {window.outlet_id for window in ground.windows.values()}:
        month.reach(store, outlet_id, email=f"dai-{outlet_id}@example.vn", policy=policy, grace_s=3600)
    uids = [uid for programme in BROADCAST for uid in month.place(store, ground, programme, *DAYS)]
    for outlet_id in sorted({ground.windows[programme].outlet_id for programme in BROADCAST}):
        month.send(store, "2017-04", outlet_id)
    month.confirm(store, uids)
    return len(uids)


def steps(store: Store) -> list[Transition]:
    """What the clock did, in the order in which it was written down."""
    with store.reading() as session:
        rows = session.exec(select(Transition).order_by(col(Transition.id))).all()
        session.expunge_all()
        return list(rows)


def due_on_air(session: Session, before: datetime) -> list[datetime]:
    """When slots that start before an instant go on air, in order; those that start together once."""
    asked = select(Slot.starts_at).where(col(Slot.starts_at) < before).distinct().order_by(col(Slot.starts_at))
    return list(session.exec(asked))


def check(store: Store, slots: int) -> list[Transition]:
    """Every slot went on air once and was presumed aired once, nothing early, everything in order."""
    taken = steps(store)
    with store.reading() as session:
        by_id = {slot.id: slot for slot in session.exec(select(Slot))}
        session.expunge_all()
    assert {slot.state for slot in by_id.values()} == {SlotState.AIRED}
    assert sorted((row.slot_id, row.to_state) for row in taken) == sorted(
        (slot_id or 0, state) for slot_id in by_id for state in ("on_air", "aired")
    )
    assert len(by_id) == slots
    for row in taken:
        slot = by_id[row.slot_id]
        grace = timedelta(hours=1)
        assert row.due_at == (slot.starts_at if row.to_state == "on_air" else slot.ends_at + grace)
        assert row.recorded_at >= row.due_at
    return taken


def settings_of(store: Store, folder: Path, at: clock.Clock) -> Settings:
    url = store.engine.url.render_as_string(hide_password=False)
    return Settings(
        data=folder, database_url=url, secret_key=SECRET, base_url=BASE_URL, zone=ZONE,
        smtp_url=f"file://{folder}/mail", clock=at,
    )  # fmt: skip


def accelerated(rate: float, start: datetime = START) -> ShiftedClock:
    return ShiftedClock(start, time.time(), rate)


def wait_until(done: Callable[[], object], what: str) -> None:
    """Wait for something to become true; a test that waits in vain says for what."""
    until = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.05)


@contextmanager
def running(runner: Runner) -> Iterator[Runner]:
    runner.start()
    try:
        yield runner
    finally:
        runner.stop()
