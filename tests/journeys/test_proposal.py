"""An empty month is proposed by a button: looked at, three places left out, the rest taken, undone, taken again, sent."""

import time

from playwright.sync_api import expect
from sqlmodel import select

from campaigns.models import Task
from campaigns.queries import slots as slot_queries
from campaigns.values.words import SlotState, TaskKind
from scheduler.jobs.tasking import Decision, Doing
from scheduler.jobs.works import WORKS
from scheduler.runner import Runner
from tests.builders import MONTH
from tests.journeys.visits import follow
from tests.scheduler.days import running

MONTHS = (MONTH, "2017-05", "2017-06")


class Pausing:
    """The real search, which waits at the first word of a month until its runner is ended."""

    def __init__(self, after: str) -> None:
        self.after = after

    def __call__(self, doing: Doing) -> Decision:
        report = doing.report

        def told(done: int, all_steps: int | None, code: str, /, **facts: object) -> None:
            report(done, all_steps, code, **facts)
            while facts.get("month") == self.after and not doing.stopping():
                time.sleep(0.05)

        doing.report = told  # type: ignore[method-assign]
        return WORKS[TaskKind.PROPOSE](doing)


def live(store, month=MONTH):
    with store.reading() as session:
        found = slot_queries.month_slots(session, month)
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

        follow(page, page.get_by_role("button", name="Nhận cả"))
        page.wait_for_selector(".done")
        assert live(sqlite_store) == 57
        expect(ghosts).to_have_count(0)
        page.locator("#undo").click()
        visit.saved()
        page.wait_for_function("() => document.querySelectorAll('td.cell .is-proposed').length === 57")
        assert live(sqlite_store) == 0
        page.reload()
        follow(page, page.get_by_role("button", name="Nhận cả"))
        page.wait_for_selector(".done")
        assert live(sqlite_store) == 57

        follow(page, page.locator("#send"))
        page.get_by_role("button", name="Gửi cho BPTV").click()
        page.wait_for_url("**sent=*")
    with sqlite_store.reading() as session:
        assert any(one.sent_at for one in slot_queries.month_slots(session, MONTH))


def test_three_months_are_proposed_stopped_by_a_restart_taken_up_and_taken_back(
    visit, ground, sqlite_store, site_settings
):
    page = visit.board()
    page.goto(f"{visit.address}/months/{MONTH}/proposal")
    page.locator("input[name^=spots-]").first.fill("90")
    page.get_by_label("Xếp đến hết tháng").select_option(label="Tháng 6, 2017")
    work = Pausing(after="2017-05")
    with running(Runner(sqlite_store, site_settings, {TaskKind.PROPOSE: work})):
        follow(page, page.get_by_role("button", name="Tìm cách xếp tốt nhất"))
        expect(page.locator("#task-words")).to_contain_text("Tháng 5, 2017", timeout=60_000)
        first = float(page.locator("progress").evaluate("one => one.value"))
        assert first > 0
    with sqlite_store.reading() as session:
        kept = session.exec(select(Task)).one().kept
    assert [one[0] for one in kept["found"]] == ["2017-04"]

    with running(Runner(sqlite_store, site_settings)):
        page.wait_for_url("**/stretches/*", timeout=60_000)
    expect(page.locator("main")).to_contain_text("Đủ cả 270 lượt theo chỉ tiêu.")
    follow(page, page.get_by_role("button", name="Nhận cả đợt"))
    assert [live(sqlite_store, month) for month in MONTHS] == [90, 90, 90]
    follow(page, page.get_by_role("button", name="Hoàn tác cả đợt"))
    assert [live(sqlite_store, month) for month in MONTHS] == [0, 0, 0]


def test_what_was_not_possible_is_said_and_a_difference_is_laid_beside_it(visit, ground, sqlite_store, site_settings):
    page = visit.board()
    with running(Runner(sqlite_store, site_settings)):
        page.goto(f"{visit.address}/months/{MONTH}/proposal")
        asked(page, 10, 900)
        assert "Không thể xếp hơn" in page.text_content("#proposal")
        follow(page, page.get_by_role("link", name="Vì sao"))
        expect(page.locator("main")).to_contain_text("thiếu")

        page.get_by_role("button", name="Gấp đôi chỉ tiêu").click()
        page.wait_for_url("**/beside/*", timeout=60_000)
        told = page.text_content("main")
        assert "Gấp đôi chỉ tiêu" in told
        assert "Chỉ có trong" in told

        follow(page, page.get_by_role("link", name="Xem trên bảng").first)
        expect(page.locator("#proposal")).to_contain_text("So với “Gấp đôi chỉ tiêu”")
        there = page.locator("td.cell .is-proposed.leaves")
        only_there = there.count()
        assert only_there > 0
        follow(page, page.get_by_role("link", name="Đổi hai bên"))
        expect(page.locator("#proposal")).to_contain_text("So với “Đề xuất”")
        expect(page.locator("td.cell .is-proposed:not(.leaves):not(.small)")).to_have_count(only_there)
        follow(page, page.get_by_role("link", name="Thôi so"))
        expect(page.locator("td.cell .is-proposed.small")).to_have_count(0)
        assert live(sqlite_store) == 0
