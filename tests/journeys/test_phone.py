"""The officer on a phone: the list of days opens by itself, and a sheet from the bottom edge places and moves."""

import pytest
from playwright.sync_api import expect

from campaigns.values.edits import Place
from campaigns.values.words import SlotState
from scheduler.services import placing
from tests import builders
from tests.builders import MONTH
from tests.conftest import AXE, lacking
from tests.journeys.test_board import NOON, THURSDAY, live
from tests.journeys.test_board_page import RULES
from tests.journeys.visits import Visit
from tests.scheduler import month


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def visit(request, chromium, served, ground):
    opened = Visit(chromium, served, java_script_enabled=request.param)
    opened.page.set_viewport_size({"width": 390, "height": 844})
    yield opened
    opened.context.close()
    assert opened.trouble == []


def test_a_slot_is_placed_and_moved_from_the_list_of_days(visit, served, ground, sqlite_store):
    page = visit.page
    page.goto(f"{served}/months/{MONTH}/agenda")

    page.get_by_text("Đặt một lượt").click()
    page.locator("form.placing [name=window]").select_option(str(ground.window(NOON)))
    page.locator("form.placing [name=date]").select_option(THURSDAY.isoformat())
    page.get_by_role("button", name="Tiếp").click()
    page.get_by_role("button", name="Công khai thủ tục").click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    assert live(sqlite_store) == [(NOON, 20, "C")]
    assert f"/months/{MONTH}/agenda" in page.url

    page.locator("a.slot-line").first.click()
    page.get_by_text("Chuyển sang ô khác").click()
    page.locator("#card [name=date]").first.select_option("2017-04-21")
    page.get_by_role("button", name="Chuyển", exact=True).click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    assert live(sqlite_store) == [(NOON, 21, "C")]
    assert f"/months/{MONTH}/agenda" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sheet_at_the_bottom_edge_is_open_to_everybody(chromium, served, ground, sqlite_store, scheme):
    if not AXE.exists():
        lacking("axe-core", "npm install")
    with sqlite_store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        (uid,) = placing.edit(work, MONTH, [Place(ground.window(NOON), THURSDAY, ground.themes[0])], seen=None).uids
    visit = Visit(chromium, served, color_scheme=scheme)
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{served}/months/{MONTH}/agenda")

    page.locator("a.slot-line").click()
    sheet = page.locator("dialog.bottom-sheet")
    sheet.wait_for()
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        f"axe.run(document, {{runOnly: {RULES}}}).then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))"
    )
    box = sheet.bounding_box()

    assert found == []
    assert round(box["y"] + box["height"]) == 844
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('a.slot-line')")
    assert month.slot(sqlite_store, uid).state is SlotState.PLANNED
    visit.context.close()
    assert visit.trouble == []
