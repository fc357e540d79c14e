"""How much CPU time the month board of 300 slots takes beside a fixed page of the same size.

    python -m tests.benchmarks.board

Both are asked of the same application by the same signed-in person, one after the other, so that everything around
them (routing, sign-in, headers) is in both. The fixed page is the board's own HTML, given out as it is.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, render_template_string

from campaigns import schema
from campaigns.keys import Keys
from campaigns.settings import Settings
from campaigns.store import Site, Store
from campaigns.times import month_days
from campaigns.values.edits import Fill
from scheduler.services import placing
from tests.builders import MONTH, ground, signed_in, staff
from tests.conftest import BASE_URL, NOW, SECRET, Present
from web import access
from web.app import create_app

SLOTS = 300


def ratios(*, quick: bool = False) -> dict[str, float]:
    """CPU time of the board over that of a fixed page of the same size."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/board.db"
        store = Store(url, Keys(SECRET), Site(BASE_URL))
        schema.upgrade(store.engine)
        placed = lay_out(store)
        settings = Settings(
            data=Path(folder), database_url=url, secret_key=SECRET, base_url=BASE_URL,
            zone=ZoneInfo("Asia/Ho_Chi_Minh"), clock=Present(),
        )  # fmt: skip
        board = f"/months/{MONTH}"
        page = signed_in(create_app(settings, store).test_client()).get(board).get_data(as_text=True)
        app = create_app(settings, store)
        _give_out(app, page)
        client = signed_in(app.test_client())
        assert client.get("/fixed").get_data(as_text=True) == page
        assert page.count('data-slot="') >= placed == SLOTS
        rounds = 5 if quick else 15
        taken = alternate({"board": lambda: client.get(board), "fixed": lambda: client.get("/fixed")}, rounds)
        store.close()
    return {f"board of {SLOTS} slots / fixed page of {len(page.encode()) // 1024} KiB": taken["board"] / taken["fixed"]}


def lay_out(store: Store) -> int:
    """A month of 300 slots; how many there are."""
    site = ground(store)
    staff(store)
    left = SLOTS
    for window in site.windows.values():
        with store.deciding(actor="officer@so.example", now=NOW) as work:
            days: tuple[date, ...] = tuple(month_days(MONTH))[: max(0, left)]
            for _ in range(window.capacity_spots):
                if days and left > 0:
                    done = placing.edit(work, MONTH, [Fill(window.id, days[:left], site.themes, True)], seen=None)
                    left -= len(done.uids)
    return SLOTS - left


def _give_out(app: Flask, page: str) -> None:
    """The same page without asking the database anything about the month."""
    template = "{% raw %}" + page + "{% endraw %}"

    @access.roles(*access.OFFICE)
    def fixed() -> str:
        return render_template_string(template)

    app.add_url_rule("/fixed", "fixed", fixed)


def alternate(ways: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Median CPU seconds of each way, all ways taking turns."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            begun = time.process_time()
            way()
            taken[name].append(time.process_time() - begun)
    return {name: statistics.median(times) for name, times in taken.items()}


if __name__ == "__main__":
    for said, ratio in ratios(quick="--quick" in sys.argv).items():
        print(f"{said}: {ratio:.1f}")
