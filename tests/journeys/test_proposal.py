"""An empty month is proposed by a button: looked at, three places left out, the rest taken, undone, taken again, sent."""

from playwright.sync_api import expect

from campaigns.queries import slots as slot_queries
from campaigns.values.words import SlotState
from scheduler.runner import Runner
from tests.builders import MONTH
from tests.journeys.visits import follow
from tests.scheduler.days import running


def live(store):
    with store.reading() as session:
        found = slot_queries.month_slots(session, MONTH)
    return sum(one.state is not SlotState.CANCELLED for one in found)


def asked(page, *spots):
    """Ask for so many spots of each outlet, and wait for the board with the proposal over it."""
    fields = page.locator("input[name^=spots-]")
    for field, wanted in zip(fields.all(), spots, strict=False):
        field.fill(str(wanted))
    page.get_by_role("button", name="Tìm cách xếp tốt nhất").click()
    page.wait_for_url("**?proposal=*", timeout=60_000)
    page.wait_for_selector(".board.scripted")


def test_an_empty_month_is_proposed_and_taken_up_but_for_three_places(visit, ground, sqlite_store, site_settings):
    page = visit.board()
    with running(Runner(sqlite_store, site_settings)):
        page.locator("#empty-month").get_by_role("link", name="Đề xuất tự động").click()
        asked(page, 40, 20)
        ghosts = page.locator("td.cell .is-proposed")
        expect(ghosts).to_have_count(60)
        assert live(sqlite_store) == 0
        assert "Đủ cả 60 lượt" in page.text_content("#proposal")

        for left in (59, 58, 57):
            ghosts.first.click()
            page.locator("#card").get_by_role("button", name="Không nhận").click()
            page.wait_for_function(f"() => document.querySelectorAll('td.cell .is-proposed').length === {left}")
        expect(page.locator("#proposal")).to_contain_text("3 lượt đã bỏ")

        page.get_by_role("button", name="Nhận cả").click()
        page.wait_for_selector(".warning.done, .done")
        assert live(sqlite_store) == 57
        expect(ghosts).to_have_count(0)
        page.locator("#undo").click()
        visit.saved()
        page.wait_for_function("() => document.querySelectorAll('td.cell .is-proposed').length === 57")
        assert live(sqlite_store) == 0
        page.reload()
        page.get_by_role("button", name="Nhận cả").click()
        page.wait_for_selector(".warning.done, .done")
        assert live(sqlite_store) == 57

        follow(page, page.locator("#send"))
        page.get_by_role("button", name="Gửi cho BPTV").click()
        page.wait_for_url("**sent=*")
    with sqlite_store.reading() as session:
        assert any(one.sent_at for one in slot_queries.month_slots(session, MONTH))


def test_what_was_not_possible_is_said_and_a_difference_is_laid_beside_it(visit, ground, sqlite_store, site_settings):
    page = visit.board()
    with running(Runner(sqlite_store, site_settings)):
        page.goto(f"{visit.address}/months/{MONTH}/proposal")
        asked(page, 10, 900)
        assert "Không thể xếp hơn" in page.text_content("#proposal")
        follow(page, page.get_by_role("link", name="Vì sao"))
        assert "thiếu" in page.text_content("main")

        page.get_by_role("button", name="Gấp đôi chỉ tiêu").click()
        page.wait_for_url("**/beside/*", timeout=60_000)
        told = page.text_content("main")
        assert "Gấp đôi chỉ tiêu" in told
        assert "Chỉ có trong" in told
        assert live(sqlite_store) == 0
