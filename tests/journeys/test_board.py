"""The month board in a real browser: by keys alone, by mouse, undone after a reload, refused beside its cell."""

from datetime import date

from playwright.sync_api import expect

from campaigns.queries import slots as slot_queries
from campaigns.values.edits import Place
from campaigns.values.words import SlotState
from scheduler.services import placing
from tests import builders
from tests.builders import MONTH
from tests.journeys.visits import Visit
from tests.scheduler import month

NOON, EVENING = "Thời sự trưa", "Thời sự tối · thông điệp"
THURSDAY = date(2017, 4, 20)


def live(store):
    with store.reading() as session:
        found = slot_queries.month_slots(session, MONTH)
    return sorted((s.programme, s.date.day, s.theme_letter) for s in found if s.state is not SlotState.CANCELLED)


def at(page, ground, programme, day):
    return page.locator(f"#c{ground.window(programme)}-{day:02d}")


def test_a_day_is_planned_moved_undone_and_sent_by_keys_alone(visit, ground, sqlite_store):
    page = visit.board(f"#c{ground.window(NOON)}-20")

    visit.press("3", "ArrowRight", "1", "ArrowRight", "2")
    visit.saved()
    assert live(sqlite_store) == [(NOON, 20, "C"), (NOON, 21, "A"), (NOON, 22, "B")]
    visit.press("Space", "ArrowRight", "Space")
    visit.saved()
    assert live(sqlite_store) == [(NOON, 20, "C"), (NOON, 21, "A"), (NOON, 23, "B")]
    visit.press("Control+z")
    visit.saved()
    assert live(sqlite_store) == [(NOON, 20, "C"), (NOON, 21, "A"), (NOON, 22, "B")]
    visit.press("Control+y")
    visit.saved()
    assert live(sqlite_store) == [(NOON, 20, "C"), (NOON, 21, "A"), (NOON, 23, "B")]
    visit.press("Delete")
    visit.saved()
    assert live(sqlite_store) == [(NOON, 20, "C"), (NOON, 21, "A")]

    page.locator("#send").focus()
    with page.expect_navigation():
        visit.press("Enter")
    page.get_by_role("button", name="Gửi cho BPTV").focus()
    with page.expect_navigation():
        visit.press("Enter")
    expect(page.get_by_text("Đã gửi", exact=False).first).to_be_visible()
    with sqlite_store.reading() as session:
        assert all(s.sent_at for s in slot_queries.month_slots(session, MONTH) if s.state is not SlotState.CANCELLED)


def test_a_range_is_filled_and_themes_take_turns_by_keys(visit, ground, sqlite_store):
    page = visit.board(f"#c{ground.window(NOON)}-24")

    visit.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "r")
    assert page.evaluate("document.activeElement.id") == "rotate-letters"
    page.keyboard.type("ad")
    visit.press("Enter")
    visit.saved()

    assert live(sqlite_store) == [(NOON, 24, "A"), (NOON, 25, "D"), (NOON, 26, "A"), (NOON, 27, "D")]


def test_a_refusal_stands_beside_its_cell_and_its_nearest_place_is_one_key_away(visit, ground, sqlite_store):
    page = visit.board(f"#c{ground.window(NOON)}-20")
    visit.press("1")
    visit.saved()
    visit.press("2")
    note = page.locator("#note")
    note.wait_for()

    assert "chỉ nhận 1 lượt một ngày" in note.inner_text()
    assert at(page, ground, NOON, 20).locator(".mark").count() == 1
    cell, box = at(page, ground, NOON, 20).bounding_box(), note.bounding_box()
    assert box["y"] >= cell["y"] + cell["height"] or box["y"] + box["height"] <= cell["y"]
    visit.press("Tab", "Enter")
    visit.saved()
    assert len(live(sqlite_store)) == 2
    visit.trouble[:] = [said for said in visit.trouble if "409" not in said]  # the browser itself logs the refusal


def test_a_confirmed_slot_that_moves_is_said_to_need_a_new_yes_and_one_press_takes_it_back(visit, ground, sqlite_store):
    with sqlite_store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        (uid,) = placing.edit(work, MONTH, [Place(ground.window(NOON), THURSDAY, ground.themes[0])], seen=None).uids
    month.send(sqlite_store, MONTH, ground.windows[NOON].outlet_id)
    month.confirm(sqlite_store, [uid])
    page = visit.board(f"#c{ground.window(NOON)}-20")

    visit.press("Space", "ArrowRight", "Space")
    toast = page.locator(".toast")
    toast.wait_for()
    assert "lại là dự kiến" in toast.inner_text()
    assert month.slot(sqlite_store, uid).state is SlotState.PLANNED
    toast.get_by_role("button", name="Hoàn tác").click()
    visit.saved()

    assert month.slot(sqlite_store, uid).state is SlotState.CONFIRMED
    assert live(sqlite_store) == [(NOON, 20, "A")]


def test_undo_survives_a_reload(visit, ground, sqlite_store):
    page = visit.board(f"#c{ground.window(NOON)}-20")
    visit.press("1")
    visit.saved()
    page.reload()
    page.wait_for_selector(".board.scripted")

    at(page, ground, NOON, 20).focus()
    visit.press("Control+z")
    visit.saved()

    assert live(sqlite_store) == []
    assert "Đã lưu" in page.locator("#save-state").inner_text()


def test_by_mouse_a_brush_places_a_chip_is_dragged_and_its_card_removes_it(visit, ground, sqlite_store):
    page = visit.board()
    page.locator("#brushes .brush", has_text="Công khai thủ tục").click()
    at(page, ground, NOON, 20).click()
    visit.saved()
    assert live(sqlite_store) == [(NOON, 20, "C")]

    chip = at(page, ground, NOON, 20).locator(".mark").bounding_box()
    goal = at(page, ground, NOON, 21).bounding_box()
    page.mouse.move(chip["x"] + 8, chip["y"] + 8)
    page.mouse.down()
    page.mouse.move(goal["x"] + 10, goal["y"] + 14, steps=6)
    page.mouse.up()
    visit.saved()
    assert live(sqlite_store) == [(NOON, 21, "C")]

    at(page, ground, NOON, 21).click()
    card = page.locator("#card")
    card.wait_for()
    card.get_by_role("button", name="Xoá").click()
    visit.saved()
    assert live(sqlite_store) == []


def test_the_card_opens_by_key_covers_nothing_and_gives_the_focus_back(visit, ground, sqlite_store):
    page = visit.board(f"#c{ground.window(NOON)}-20")
    visit.press("4")
    visit.saved()
    visit.press("Enter")
    page.locator("#card").wait_for()
    cell, box = at(page, ground, NOON, 20).bounding_box(), page.locator("#card").bounding_box()
    assert (
        box["y"] >= cell["y"] + cell["height"]
        or box["y"] + box["height"] <= cell["y"]
        or (box["x"] >= cell["x"] + cell["width"] or box["x"] + box["width"] <= cell["x"])
    )
    assert page.evaluate("document.getElementById('card').contains(document.activeElement)")

    visit.press("Escape")

    expect(page.locator("#card")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == f"c{ground.window(NOON)}-20"


def test_what_somebody_else_changed_meanwhile_is_kept_and_the_wish_can_still_be_done(visit, ground, sqlite_store):
    page = visit.board(f"#c{ground.window(EVENING)}-20")
    with sqlite_store.deciding(actor="admin@so.example", now=builders.NOW) as work:
        placing.edit(work, MONTH, [Place(ground.window(EVENING), THURSDAY, ground.themes[1])], seen=None)

    visit.press("4")
    note = page.locator("#note")
    note.wait_for()
    assert "Người admin vừa đổi ô này" in note.inner_text()
    assert at(page, ground, EVENING, 20).locator(".mark").all_inner_texts() == ["B"]
    note.get_by_role("button", name="Vẫn làm theo ý tôi").click()
    visit.saved()

    assert live(sqlite_store) == [(EVENING, 20, "B"), (EVENING, 20, "D")]
    visit.trouble[:] = [said for said in visit.trouble if "409" not in said]


def test_what_others_change_appears_by_itself_with_their_initials_for_a_minute(visit, ground, sqlite_store):
    visit.page.clock.install()
    page = visit.board(f"#c{ground.window(NOON)}-18")
    with sqlite_store.deciding(actor="admin@so.example", now=builders.NOW) as work:
        placing.edit(work, MONTH, [Place(ground.window(NOON), THURSDAY, ground.themes[1])], seen=None)
    cell = at(page, ground, NOON, 20)

    page.clock.run_for(16_000)
    expect(cell.locator(".mark")).to_have_text("B")
    expect(cell.locator("small")).to_have_text("NA")  # Người admin
    page.clock.run_for(61_000)

    expect(cell.locator("small")).to_have_count(0)
    expect(cell.locator(".mark")).to_have_text("B")


def test_without_a_connection_edits_wait_and_are_saved_when_it_is_back(visit, ground, sqlite_store):
    page = visit.board(f"#c{ground.window(NOON)}-20")
    visit.context.set_offline(True)
    visit.press("1", "ArrowRight", "2")
    page.locator("#offline").wait_for()
    assert at(page, ground, NOON, 21).locator(".mark").inner_text() == "B"
    assert live(sqlite_store) == []

    visit.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.locator("#offline").wait_for(state="detached", timeout=15_000)
    visit.saved()

    assert live(sqlite_store) == [(NOON, 20, "A"), (NOON, 21, "B")]
    visit.trouble[:] = [said for said in visit.trouble if "ERR_INTERNET_DISCONNECTED" not in said]


def test_in_two_browsers_the_second_is_told_beside_the_cell_and_nothing_is_overwritten(
    chromium, served, ground, sqlite_store
):
    one, other = Visit(chromium, served), Visit(chromium, served, who="admin@so.example")
    where = f"#c{ground.window(NOON)}-20"
    pages = [one.board(where), other.board(where)]

    one.press("1")
    one.saved()
    other.press("2")
    note = pages[1].locator("#note")
    note.wait_for()

    assert "Người officer vừa đổi ô này" in note.inner_text()
    cell, box = at(pages[1], ground, NOON, 20).bounding_box(), note.bounding_box()
    assert box["y"] >= cell["y"] + cell["height"] or box["y"] + box["height"] <= cell["y"]
    assert at(pages[1], ground, NOON, 20).locator(".mark").all_inner_texts() == ["A"]
    assert live(sqlite_store) == [(NOON, 20, "A")]
    for visit in (one, other):
        visit.context.close()
    assert one.trouble == []


def test_a_minute_without_a_connection_loses_none_of_five_edits(visit, ground, sqlite_store):
    page = visit.board(f"#c{ground.window(NOON)}-18")
    page.clock.install()
    visit.context.set_offline(True)
    visit.press("1", "ArrowRight", "2", "ArrowRight", "3", "ArrowRight", "4", "ArrowRight", "5")
    page.locator("#offline").wait_for()
    page.clock.run_for(60_000)
    expect(page.locator("#offline")).to_contain_text("5 thay đổi đang chờ")
    assert live(sqlite_store) == []

    visit.context.set_offline(False)
    page.clock.run_for(6_000)
    page.locator("#offline").wait_for(state="detached")
    visit.saved()

    assert live(sqlite_store) == [(NOON, day, letter) for day, letter in zip(range(18, 23), "ABCDE", strict=True)]
    visit.trouble[:] = [said for said in visit.trouble if "ERR_INTERNET_DISCONNECTED" not in said]
