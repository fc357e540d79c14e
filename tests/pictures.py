"""Pictures of every page, on a phone and at a desk, light and dark, into the ignored folder ``screenshots``.

python -m tests.pictures [NAME…] [--readme]

They are of the demo as it stands at 11:29 on 12 April 2017, by its own command. ``--readme`` also makes the board's
picture that README shows.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

from tests import demo as demos
from tests.conftest import BROWSER, CHROMIUM, ROOT
from tests.journeys.visits import sign_in

CLOCK: Final = "2017-04-12T11:29"
MONTH: Final = "2017-04"
INTO: Final = ROOT / "screenshots"
README: Final = "board"
SIZES: Final[Mapping[str, tuple[int, int]]] = {"1440": (1440, 1000), "390": (390, 844)}
THEMES: Final = ("light", "dark")
LINES: Final = [
    "Ngày;Giờ;Thời lượng;Chương trình;Nội dung", "11/04/2017;05:30:20;45;Bản tin sáng;Một cửa ở xã",
    "11/04/2017;12:04;45;Thời sự trưa;Công khai thủ tục", "11/04/2017;17:30;30;Bản tin chiều;Quảng cáo nước ngọt",
    "31/02/2017;18:00;30;Tin;Ngày sai",
]  # fmt: skip
LOG: Final[Any] = {"name": "nhat-ky-11-04.csv", "mimeType": "text/csv", "buffer": "\n".join(LINES).encode()}
"""A morning's log: one line as booked, one late, other content, one that cannot be read."""


def _nothing(_page: Page) -> None:
    """The page as it opens."""


@dataclass(frozen=True)
class Picture:
    """One page to look at."""

    address: str
    first: Callable[[Page], None] = _nothing  # what a person does before looking
    whole: bool = True  # all of it, not only what the window shows


def _open_card(page: Page) -> None:
    if page.viewport_size and page.viewport_size["width"] < 640:
        return
    page.wait_for_selector(".board.scripted")
    page.locator("[data-slot]").first.click()
    page.wait_for_timeout(500)


def _send_empty(page: Page) -> None:
    form = page.locator("main form[method=post]").last
    form.evaluate("form => form.noValidate = true")
    form.locator("button").last.click()
    page.wait_for_load_state()


def _hand_in_unreadable(page: Page) -> None:
    """A file that is read as a task, and refused: no plan is left behind."""
    page.set_input_files(
        "[name=file]", {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": b"\x80\x81 " * 30_000}
    )
    page.locator("main form[method=post] button").first.click()
    page.wait_for_url("**/tasks/*")
    page.wait_for_selector("main .warning:not(.blocking)")


def _hand_a_log_in(page: Page) -> None:
    """A morning's log, read on trial."""
    page.set_input_files("[name=file]", LOG)
    page.locator("main form[method=post] button.filled").click()
    page.wait_for_selector("[name=start]")


def _take_a_log_in(page: Page) -> None:
    page.locator("main a.button.filled").click()
    _hand_a_log_in(page)
    page.locator("button[value=take]").click()
    page.wait_for_selector(".figure-row")
    page.locator("main a.button.filled").click()
    page.wait_for_selector("#doubts")


def _hand_a_log_in_by_link(page: Page) -> None:
    """The same by the outlet itself, on its phone."""
    page.set_input_files("[name=file]", LOG)
    page.locator("main form[method=post] button.filled").click()
    page.wait_for_selector("[name=whole_day]")


def _take_a_log_in_by_link(page: Page) -> None:
    _hand_a_log_in_by_link(page)
    page.locator("button[value=take]").click()
    page.wait_for_selector(".figure-row")


def _propose(page: Page) -> None:
    """Sixty spots of the first outlet and more than there are of the second, with the board under what was found."""
    for place, spots in enumerate(("60", "900")):
        page.locator("input[name^=spots-]").nth(place).fill(spots)
    page.locator("main form[method=post] button.filled").click()
    page.wait_for_selector("#proposal", timeout=120_000)  # over the sheet, or on a phone over the list of days


def _propose_months(page: Page) -> None:
    """The same for three months that share a sum."""
    for place, spots in enumerate(("60", "900")):
        page.locator("input[name^=spots-]").nth(place).fill(spots)
    page.locator("[name=through]").select_option("2017-06")
    page.locator("[name=budget_vnd]").fill("90.000.000")
    page.locator("main form[method=post] button.filled").click()
    page.wait_for_url("**/stretches/*", timeout=120_000)


def _why(page: Page) -> None:
    _propose(page)
    page.locator("#proposal a.button").first.click()


def _beside(page: Page) -> None:
    """The same with twice the figures, both over one board."""
    _why(page)
    page.locator("form:has(input[value=twice]) button").click()
    page.wait_for_url("**/beside/*", timeout=120_000)
    page.locator("main a.button[href*='beside=']").first.click()
    page.wait_for_selector("#proposal")


def pictures(demo: dict[str, Any]) -> dict[str, Picture]:
    """Every page by name."""
    slots = demos.ask(demo, f"/api/v1/slots?month={MONTH}")["slots"]
    uid = next(one["uid"] for one in slots if one["state"] == "confirmed")
    aired = next((one["uid"] for one in slots if one["state"] == "aired"), uid)
    owing = next((one["uid"] for one in slots if one["resolution"] == "unresolved"), uid)
    bptv = {row["uid"] for row in slots if row["outlet"] == "bptv"}
    board = demos.ask(demo, f"/api/v1/months/{MONTH}")
    window, campaign = board["rows"][0]["window"], board["campaign"]
    link = next(one["url"] for one in demo["outlet_links"] if one["outlet"] == "bptv").removeprefix(demo["url"])
    unit = next(one["url"] for one in demo["unit_links"] if one["unit"] == "ubnd-huyen-loc-ninh").removeprefix(
        demo["url"]
    )
    mine = next(one["uid"] for one in slots if one["uid"] in bptv and one["state"] in {"planned", "confirmed"})
    press = [one for one in slots if one["outlet"] == "bao-binh-phuoc"]
    proved = next(one["uid"] for one in press if one["evidence"] == "tearsheet")
    unproved = next(one["uid"] for one in press if one["evidence"] == "attested")
    paper = next(one["url"] for one in demo["outlet_links"] if one["outlet"] == "bao-binh-phuoc").removeprefix(
        demo["url"]
    )
    month = f"/months/{MONTH}"
    return {
        "overview": Picture("/"),
        README: Picture(month, whole=False),
        "board-card": Picture(month, _open_card, whole=False),
        "board-empty": Picture("/months/2017-08", whole=False),
        "board-agenda": Picture(f"{month}/agenda"),
        "board-print": Picture(f"{month}/print"),
        "board-row": Picture(f"{month}/row?window={window}"),
        "board-cell": Picture(f"{month}/cell?window={window}&date=2017-04-20"),
        "proposal-ask": Picture(f"{month}/proposal"),
        "board-proposal": Picture(f"{month}/proposal", _propose, whole=False),
        "proposal": Picture(f"{month}/proposal", _why),
        "board-beside": Picture(f"{month}/proposal", _beside, whole=False),
        "proposal-months": Picture(f"{month}/proposal", _propose_months),
        "proposals": Picture(f"{month}/proposals"),
        "warnings": Picture(f"{month}/warnings"),
        "send": Picture(f"{month}/send"),
        "versions": Picture(f"{month}/versions"),
        "slot": Picture(f"/slots/{uid}"),
        "estimates": Picture("/estimates"),
        "estimate-new": Picture("/estimates/new"),
        "rates": Picture("/outlets/bptv/rates"),
        "ledger": Picture("/ledger"),
        "report": Picture("/reports/papers"),
        "closings": Picture("/reports/closings"),
        "obligations": Picture("/obligations"),
        "proofs": Picture("/proofs"),
        "proof-new": Picture(f"/slots/{unproved}/proof"),
        "slot-proved": Picture(f"/slots/{proved}"),
        "link-press": Picture(f"{paper}?month={MONTH}&show=aired"),
        "link-proof": Picture(f"{paper}/slots/{unproved}/proof"),
        "link-proved": Picture(f"{paper}/slots/{proved}"),
        "acceptance-list": Picture("/acceptance"),
        "acceptance": Picture(f"/acceptance/bptv/{MONTH}"),
        "make-good": Picture(f"/slots/{owing}/make-good"),
        "slot-missed": Picture(f"/slots/{owing}"),
        "slot-aired": Picture(f"/slots/{aired}"),
        "brief": Picture(f"/slots/{uid}/brief"),
        "units": Picture("/units"),
        "units-totals": Picture("/units/totals"),
        "units-import": Picture("/units/import"),
        "units-urging": Picture("/units/urging"),
        "units-urging-days": Picture("/units/urging/days"),
        "unit": Picture("/units/2"),
        "unit-report": Picture("/units/2/reports/1"),
        "unit-paper": Picture("/units/2/reports/1/enter"),
        "unit-link": Picture(unit),
        "plans": Picture("/plans"),
        "plan-new": Picture("/plans/new"),
        "task": Picture("/plans/new", _hand_in_unreadable),
        "tasks": Picture("/tasks"),
        "plan": Picture("/plans/1"),
        "plan-text": Picture("/plans/1/text"),
        "quota": Picture("/plans/1/quota"),
        "quota-errors": Picture("/plans/1/quota", _send_empty),
        "budget": Picture("/plans/1/budget"),
        "outlets": Picture("/outlets"),
        "outlet": Picture("/outlets/bptv"),
        "outlet-new": Picture("/outlets/new"),
        "outlet-errors": Picture("/outlets/new", _send_empty),
        "outlet-edit": Picture("/outlets/bptv/edit"),
        "outlet-merge": Picture("/outlets/bptv/merge"),
        "rates-new": Picture("/outlets/bptv/rates/new"),
        "logs": Picture("/outlets/bptv/as-run", _take_a_log_in),
        "log-preview": Picture("/outlets/bptv/as-run/new", _hand_a_log_in),
        "rhythm": Picture("/outlets/bao-binh-phuoc/programmes/11/rhythm"),
        "window": Picture(f"/outlets/bptv/windows/{window}"),
        "window-edit": Picture(f"/outlets/bptv/windows/{window}/edit"),
        "themes": Picture("/themes"),
        "documents": Picture(f"/documents?month={MONTH}"),
        "paper": Picture(f"/papers/schedule/{campaign}.{MONTH}"),
        "papers-check": Picture("/papers/check"),
        "reports": Picture("/reports"),
        "settings": Picture("/settings"),
        "settings-office": Picture("/settings/office"),
        "settings-holidays": Picture("/settings/holidays"),
        "settings-calendars": Picture("/settings/calendars"),
        "settings-rules": Picture("/settings/rules"),
        "settings-papers": Picture("/settings/papers"),
        "settings-people": Picture("/settings/people"),
        "settings-me": Picture("/settings/me"),
        "not-found": Picture("/no-such-page"),
        "link": Picture(f"{link}?month={MONTH}"),
        "link-slot": Picture(f"{link}/slots/{mine}"),
        "link-ask": Picture(f"{link}/slots/{mine}/ask"),
        "link-report": Picture(f"{link}/slots/{mine}/report"),
        "link-all": Picture(f"{link}/confirm-all?month={MONTH}"),
        "link-calendar": Picture(f"{link}/calendar"),
        "link-logs": Picture(f"{link}/logs"),
        "link-log-new": Picture(f"{link}/logs/new"),
        "link-log-preview": Picture(f"{link}/logs/new", _hand_a_log_in_by_link),
        "link-log": Picture(f"{link}/logs/new", _take_a_log_in_by_link),
        "link-airings": Picture(f"{link}/airings"),
        "link-unknown": Picture("/o/khong-co-lien-ket-nay"),
    }


def take(demo: dict[str, Any], wanted: list[str]) -> list[Path]:
    """Take the pictures that are wanted, all of them where none is named; returns their files."""
    listed = {name: one for name, one in pictures(demo).items() if not wanted or name in wanted}
    made = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=BROWSER)
        for size, (width, height) in SIZES.items():
            for theme in THEMES:
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
                page = context.new_page()
                admin = demos.account(demo, "admin")
                sign_in(page, demo["url"], admin["email"], admin["password"])
                for name, one in listed.items():
                    page.goto(demo["url"] + one.address)
                    one.first(page)
                    page.wait_for_timeout(150)
                    made.append(INTO / f"{name}-{size}-{theme}.png")
                    page.screenshot(path=made[-1], full_page=one.whole)
                context.close()
        browser.close()
    return made


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.pictures", description="pictures of every page")
    asked.add_argument("names", nargs="*", help="only these")
    asked.add_argument("--readme", action="store_true", help="also make docs/board.png")
    told = asked.parse_args()
    INTO.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, demos.running(Path(folder), CLOCK) as demo:
        made = take(demo, [*told.names, README] if told.readme and told.names else told.names)
    if not made:
        sys.exit(f"nothing is called {' '.join(told.names)}")
    if told.readme:
        shutil.copy(INTO / f"{README}-1440-light.png", ROOT / "docs" / "board.png")
    print(f"{len(made)} pictures in {INTO.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
