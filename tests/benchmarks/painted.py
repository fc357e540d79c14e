"""How long a person waits between a key, or letting go of the mouse, and seeing the change on a board of 300 slots.

    python -m tests.benchmarks.painted

A hundred edits in a real Chromium, placed by key and moved by dragging in turn; the 95th percentile of each of three
runs, of which the best counts. Beside it the same wait on a page with nothing but a cell that a key fills.
"""

import logging
import socket
import statistics
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from campaigns import schema
from campaigns.keys import Keys
from campaigns.settings import Settings
from campaigns.store import Site, Store
from tests.benchmarks.board import SLOTS, lay_out
from tests.builders import MONTH
from tests.conftest import BROWSER, CHROMIUM, SECRET, Present
from tests.journeys.visits import sign_in
from web.app import create_app

EDITS = 100
LIMIT_MS = 50.0
TIMED = """
window.waits = [];
const shown = () => [...document.querySelectorAll('.mark')].map((one) => one.closest('td')?.id).join();
for (const kind of ['keydown', 'pointerup']) addEventListener(kind, (event) => {
  if (!event.isTrusted) return;
  const before = shown();
  requestAnimationFrame(() => {  // the frame that holds the change; the message comes when it has been painted
    if (shown() === before) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.waits.push(performance.now() - event.timeStamp);
    port2.postMessage(null);
  });
}, true);
"""
BARE = """<!doctype html><title>·</title><table><tr><td id=c></td></tr></table><script>
addEventListener('keydown', () => { const mark = document.createElement('b'); mark.className = 'mark'; mark.textContent = 'A'; c.append(mark); });
</script>"""


def figures(*, quick: bool = False) -> dict[str, float]:
    """Milliseconds at the 95th percentile, best of three; and over those of a bare page."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=BROWSER)
        server, store, address = _served(Path(folder))
        runs = [_run(browser, address, edits=20 if quick else EDITS) for _ in range(1 if quick else 3)]
        bare = _bare(browser)
        browser.close()
        server.shutdown()
        store.close()
    best = min(_p95(run) for run in runs)
    return {
        f"key or drop to painted change on a board of {SLOTS} slots, p95, ms (limit {LIMIT_MS:.0f})": best,
        "the same over a bare page's": best / _p95(bare),
    }


def ratios(*, quick: bool = False) -> dict[str, float]:
    """As every benchmark gives its figures; empty where there is no Chromium."""
    return figures(quick=quick) if Path(CHROMIUM).exists() else {}


def _p95(waits: list[float]) -> float:
    assert waits, "nothing was painted"
    return statistics.quantiles(waits, n=20)[-1]


def _served(folder: Path) -> tuple[Any, Store, str]:
    url = f"sqlite:///{folder}/painted.db"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    store = Store(url, Keys(SECRET), Site(address))
    schema.upgrade(store.engine)
    lay_out(store)
    settings = Settings(
        data=folder, database_url=url, secret_key=SECRET, base_url=address, zone=ZoneInfo("Asia/Ho_Chi_Minh"),
        clock=Present(),
    )  # fmt: skip
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", port, create_app(settings, store), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, store, address


def _run(browser: Any, address: str, *, edits: int) -> list[float]:
    """Waits of one run: keys and drops in turn, each undone, so that the board keeps its size."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    sign_in(page, address, "officer@so.example")
    page.goto(f"{address}/months/{MONTH}")
    page.wait_for_selector(".board.scripted")
    page.evaluate(TIMED)
    for number in range(edits):
        _place(page) if number % 2 == 0 else _drag(page)
        page.locator("#save-state:not([data-state=saving])").wait_for(state="attached")
    told: list[float] = page.evaluate("window.waits")
    context.close()
    assert len(told) >= 0.9 * edits, f"only {len(told)} of {edits} edits were seen"
    return told


def _place(page: Page) -> None:
    """A theme into the first empty cell that runs."""
    page.evaluate(
        "[...document.querySelectorAll('td.cell:not(.off)')].find((one) => !one.querySelector('.mark')).focus()"
    )
    page.keyboard.press("1")


def _drag(page: Page) -> None:
    """The chip that was placed last, to the next empty cell that runs."""
    boxes = page.evaluate(
        """() => {
          const cells = [...document.querySelectorAll('td.cell:not(.off)')];
          const from = document.activeElement.querySelector('.mark') ?? document.querySelector('td.cell .mark');
          const to = cells.find((one) => !one.querySelector('.mark'));
          to.scrollIntoView({block: 'nearest'});
          return [from, to].map((one) => { const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; });
        }"""
    )
    (x, y), (to_x, to_y) = boxes
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(to_x, to_y, steps=4)
    page.mouse.up()


def _bare(browser: Any) -> list[float]:
    page = browser.new_page()
    page.set_content(BARE)
    page.evaluate(TIMED)
    for _ in range(EDITS):
        page.keyboard.press("1")
        page.wait_for_timeout(40)
    told: list[float] = page.evaluate("window.waits")
    return told


if __name__ == "__main__":
    for said, figure in figures(quick="--quick" in sys.argv).items():
        print(f"{said}: {figure:.1f}")
