"""How late a slot goes on air beside a bare alarm of APScheduler that only writes down when it rang.

    python -m tests.benchmarks.clock

Both run at once in one process, over the same instants: a broadcast day of confirmed slots, its clock running fast.
"""

import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler

from campaigns import clock, schema
from campaigns.keys import Keys
from campaigns.models import Transition
from campaigns.store import Site, Store
from scheduler.runner import Runner
from tests.conftest import BASE_URL, SECRET
from tests.scheduler import days


def ratios(*, quick: bool = False) -> dict[str, float]:
    """Median delay of steps of the clock over that of bare alarms; and the share of steps within a second."""
    rate = 7_200.0 if quick else 3_600.0  # a day in 12 or 24 s
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/clock.db"
        store = Store(url, Keys(SECRET), Site(BASE_URL))
        schema.upgrade(store.engine)
        days.three_days(store)
        with store.reading() as session:
            due = days.due_on_air(session, days.START + timedelta(days=1))
        taken, rang_late_s = _run(store, Path(folder), due, rate)
        store.close()
    late_s = [(row.recorded_at - row.due_at).total_seconds() / rate for row in taken]  # as the machine counts
    return {
        "delay of a slot going on air / delay of a bare alarm": statistics.median(late_s)
        / statistics.median(rang_late_s),
        "share of steps within a second of their time": sum(seconds <= 1 for seconds in late_s) / len(late_s),
    }


def _run(store: Store, folder: Path, due: list[datetime], rate: float) -> tuple[list[Transition], list[float]]:
    """Every step of the day with what it was due, and how late each bare alarm for the same instants rang."""
    at = days.accelerated(rate)
    rang_late_s: list[float] = []

    def ring(should: datetime) -> None:
        rang_late_s.append((clock.system() - should).total_seconds())

    bare = BackgroundScheduler(timezone=UTC)
    for instant in due:
        should = clock.alarm(at, instant, at())
        bare.add_job(ring, "date", run_date=should, args=(should,), misfire_grace_time=None)
    bare.start()
    with days.running(Runner(store, days.settings_of(store, folder, at))):
        while at() < due[-1] + timedelta(hours=1):
            time.sleep(0.2)
    bare.shutdown()
    return [row for row in days.steps(store) if row.to_state == "on_air"], rang_late_s


if __name__ == "__main__":
    for said, ratio in ratios(quick="--quick" in sys.argv).items():
        print(f"{said}: {ratio:.2f}")
