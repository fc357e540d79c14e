"""An empty month of seventeen windows planned, mended and sent: by keys alone, and by clicks alone."""

from typing import Any

import pytest
from playwright.sync_api import expect

from campaigns.queries import slots as slot_queries
from campaigns.values.words import SlotState
from tests.builders import MONTH
from tests.journeys.visits import Visit, follow

SPOTS = 300
MOST_KEYS, MOST_CLICKS = 200, 120
COUNTED = """
window.counted = JSON.parse(sessionStorage.counted ?? '{"keydown": 0, "pointerdown": 0, "click": 0}');
for (const kind of ["keydown", "pointerdown", "click"]) {
  addEventListener(kind, (event) => {
    if (!event.isTrusted || kind === "click" && event.detail === 0) return;  // Enter on a button is a key, not a click
    window.counted[kind] += 1;
    sessionStorage.counted = JSON.stringify(window.counted);
  }, true);
}
"""


@pytest.fixture
def counting(visit):
    """The same tab, which counts what is pressed and clicked."""
    visit.context.add_init_script(COUNTED)
    return visit


def planned(store) -> list[tuple[int, str, str]]:
    with store.reading() as session:
        found = slot_queries.month_slots(session, MONTH)
    return sorted(
        (s.window_id, s.date.isoformat(), s.theme_letter) for s in found if s.state is not SlotState.CANCELLED
    )


def drawn(page: Any) -> list[tuple[str, str]]:
    """What the sheet shows: each mark by its cell."""
    told = page.evaluate(
        "[...document.querySelectorAll('td.cell .mark')].map((mark) => [mark.closest('td').id, mark.textContent])"
    )
    return sorted((cell, letter) for cell, letter in told)


def check_sent(store, windows: int) -> None:
    with store.reading() as session:
        live = [s for s in slot_queries.month_slots(session, MONTH) if s.state is not SlotState.CANCELLED]
    assert len(live) >= SPOTS
    assert all(slot.sent_at for slot in live)
    assert len({slot.window_id for slot in live}) == windows


def test_a_whole_month_is_planned_mended_and_sent_by_keys_alone(counting, ground, sqlite_store):
    visit = counting
    assert len(ground.windows) == 17
    page = visit.board()

    visit.press("Tab", "Enter")  # the way past everything that stands above the sheet
    visit.press("Control+Home", "Control+Shift+End", "r", *"abcde", "Enter")
    visit.saved()
    visit.press("Control+Home", "Control+Shift+End", "2")  # what still has room: the evening news takes two
    visit.saved()
    visit.press(
        "Control+Home", *["ArrowRight"] * 5, *["Shift+ArrowDown"] * 7, "3"
    )  # the holiday is asked for by itself
    visit.saved()
    before = planned(sqlite_store)
    assert len(before) >= SPOTS

    visit.press("Control+Home", "/", *"chuyen trang", "Enter", "Control+ArrowRight", "Space", "ArrowRight")
    assert page.locator(".cell.no-drop").count() == 1  # it does not run that day
    visit.press("Escape", "Delete")
    visit.saved()
    freed = page.evaluate("document.activeElement.id")
    visit.press("Control+ArrowRight", "Space")
    while page.evaluate("document.activeElement.id") != freed:
        visit.press("ArrowLeft")
    visit.press("Space")
    visit.saved()
    moved = planned(sqlite_store)
    assert len(moved) == len(before) - 1
    visit.press("Control+z")
    visit.saved()
    assert planned(sqlite_store) != moved
    shown = drawn(page)
    page.reload()
    page.wait_for_selector(".board.scripted")
    assert drawn(page) == shown

    _send(page, visit)
    counted = page.evaluate("window.counted")
    assert counted["pointerdown"] == counted["click"] == 0
    assert counted["keydown"] <= MOST_KEYS, counted
    check_sent(sqlite_store, 17)


def _send(page: Any, visit: Visit) -> None:
    """From the sheet to the button by Tab and Enter, then each outlet's button."""
    while page.evaluate("document.activeElement.id") != "send":
        visit.press("Shift+Tab")
    with page.expect_navigation():
        visit.press("Enter")
    for _outlet in range(3):
        while not page.evaluate("document.activeElement.matches('form button.filled')"):
            visit.press("Tab")
        with page.expect_navigation():
            visit.press("Enter")
    expect(page.get_by_text("Đã gửi", exact=False).first).to_be_visible()


def test_a_whole_month_is_planned_mended_and_sent_by_clicks_without_dragging(counting, ground, sqlite_store):
    visit = counting
    page = visit.board()
    cells = page.locator("td.cell")

    cells.first.click()
    cells.last.click(modifiers=["Shift"])
    page.locator("#brushes .brush").first.click()
    visit.saved()
    evening = f"#w{ground.window('Thời sự tối · thông điệp')} td.cell"
    page.locator(evening).first.click()
    page.locator(evening).last.click(modifiers=["Shift"])
    page.locator("#brushes .brush").nth(1).click()
    visit.saved()
    holiday = [page.locator(f"#c{ground.window(name)}-06") for name in ("Chào buổi sáng", "Bản tin chiều")]
    holiday[0].click()
    holiday[1].click(modifiers=["Shift"])
    page.locator("#brushes .brush").nth(2).click()
    visit.saved()
    assert len(planned(sqlite_store)) >= SPOTS
    before = planned(sqlite_store)

    first = page.locator(f"#c{ground.window('Chào buổi sáng')}-11")
    page.locator(f"#c{ground.window('Chào buổi sáng')}-12").click()
    page.locator("#card").get_by_role("button", name="Xoá").click()
    visit.saved()
    first.click()
    page.locator("#card").get_by_role("button", name="Chuyển", exact=True).click()
    page.locator(f"#c{ground.window('Chào buổi sáng')}-12").click()
    visit.saved()
    page.locator("#undo").click()
    visit.saved()
    page.locator("#undo").click()
    visit.saved()
    assert planned(sqlite_store) == before
    shown = drawn(page)
    page.reload()
    page.wait_for_selector(".board.scripted")
    assert drawn(page) == shown

    follow(page, page.locator("#send"))
    for _outlet in range(3):
        follow(page, page.locator("form button.filled").first)
    expect(page.get_by_text("Đã gửi", exact=False).first).to_be_visible()
    counted = page.evaluate("window.counted")
    assert counted["click"] <= MOST_CLICKS, counted
    assert page.evaluate("sessionStorage.counted")
    check_sent(sqlite_store, 17)
