"""An officer clears a month: the station's log, what is doubtful, what is owed, and the minutes that both sides sign."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from campaigns.models import Slot, Window
from campaigns.queries import acceptances
from campaigns.queries import slots as slot_queries
from campaigns.store import Store
from campaigns.times import month_days
from campaigns.values.edits import Fill
from campaigns.values.ledger import Amount
from campaigns.values.slots import SlotView
from campaigns.values.words import Resolution, SlotState
from scheduler import ledger
from scheduler.jobs import sweeping
from scheduler.runner import Runner
from scheduler.services import answers, placing, releasing
from tests.builders import MONTH, Ground
from tests.conftest import NOW
from tests.journeys.visits import follow
from tests.scheduler.days import running

DAILY = ("Chào buổi sáng", "Thời sự trưa", "Thời sự tối · thông điệp", "Bản tin sáng", "Bản tin chiều")
SPOTS = 300
MAY = datetime(2017, 5, 3, 2, tzinfo=UTC)


@pytest.fixture
def over(sqlite_store: Store, ground: Ground, present) -> Sequence[SlotView]:
    """Three hundred spots of the station, agreed; the month is over and nothing is known of any."""
    station = ground.windows[DAILY[0]].outlet_id
    days = month_days(MONTH)
    with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
        for programme in DAILY:
            work.session.get_one(Window, ground.window(programme)).capacity_spots = 2
        work.session.flush()
        fills = [
            Fill(ground.window(programme), days[2:], (theme,), on_holidays=True)
            for programme in DAILY for theme in ground.themes[:2]
        ]  # fmt: skip
        placing.edit(work, MONTH, fills, seen=None)
        placing.edit(work, MONTH, [Fill(ground.window("Bản tin trưa"), days, ground.themes[2:4])], seen=None)
        placing.edit(work, MONTH, [Fill(ground.window("Đối thoại cuối tuần"), days, ground.themes[2:3])], seen=None)
        releasing.send(work, MONTH, station)
    with sqlite_store.deciding(actor="dai", now=NOW + timedelta(days=1)) as work:
        listed = slot_queries.month_slots(work.session, MONTH)[:SPOTS]
        answers.confirm_all(work, [(one.uid, one.version) for one in listed], by="Đài")
    with sqlite_store.deciding(actor="officer@so.example", now=NOW + timedelta(days=2)) as work:
        for one in alone(slot_queries.month_slots(work.session, MONTH))[9:12]:
            answers.describe(
                work, one.uid, seen_version=one.version, title="Một cửa ở xã", note="", sensitive=None, brief=None
            )
    present.at = MAY
    sweeping.sweep(sqlite_store, MAY)
    return slots(sqlite_store)


def slots(store: Store) -> list[SlotView]:
    with store.reading() as session:
        found = slot_queries.month_slots(session, MONTH)
    return [one for one in found if one.state not in {SlotState.PLANNED, SlotState.CANCELLED}]


def alone(told: Sequence[SlotView]) -> list[SlotView]:
    """Those that have their hour to themselves."""
    return [one for one in told if one.programme in {"Bản tin trưa", "Đối thoại cuối tuần"}]


def log(told: Sequence[SlotView]) -> tuple[bytes, list[str]]:
    """The station's log: five late, four cut short, three under another title, three missing; and who is missing."""
    lines = ["Ngày;Giờ;Thời lượng;Chương trình;Nội dung"]
    single = alone(told)
    late, short, titled, missing = single[0:5], single[5:9], single[9:12], single[12:15]
    for one in told:
        at, length, title = one.starts_at + timedelta(seconds=45 * one.place), one.duration_s, one.theme
        if one in missing:
            continue
        if one in late:
            at += timedelta(minutes=12)
        if one in short:
            length //= 2
        if one in titled:
            title = "Quảng cáo sữa đặc"
        local = at + timedelta(hours=7)
        lines.append(f"{local:%d/%m/%Y;%H:%M:%S};{length};{one.programme};{title}")
    return "\n".join(lines).encode(), [one.uid for one in missing]


def test_a_month_of_three_hundred_spots_is_cleared_to_signed_minutes(over, visit, sqlite_store, site_settings):
    content, missing = log(over)
    page = visit.page
    assert len(over) == SPOTS

    page.goto(f"{visit.address}/")  # what waits for evidence is among the things to do
    page.goto(f"{visit.address}/outlets/bptv/as-run")
    follow(page, page.locator("main a.button.filled"))
    page.set_input_files("[name=file]", {"name": "nhat-ky-4.csv", "mimeType": "text/csv", "buffer": content})
    follow(page, page.locator("main form[method=post] button.filled"))
    page.check("[name=whole_day]")
    with running(Runner(sqlite_store, site_settings)):
        follow(page, page.locator("button[value=take]"))
        page.wait_for_url("**/outlets/bptv/as-run", timeout=120_000)  # its page leads on when it is done

    doubts = page.locator("#doubts article")
    assert doubts.count() == 3
    for left in (2, 1, 0):
        follow(page, doubts.first.get_by_role("button", name="Đúng là lượt").first)
        expect(doubts).to_have_count(left)
    states = {one.uid: one for one in slots(sqlite_store)}
    assert {uid for uid, one in states.items() if one.state is SlotState.MISSED} == set(missing)
    assert sum(one.resolution is Resolution.UNRESOLVED for one in states.values()) == 7

    page.goto(f"{visit.address}/")
    follow(page, page.locator("main a[href='/obligations']").first)
    follow(page, page.get_by_role("link", name="Tìm chỗ bù").first)
    follow(page, page.get_by_role("button", name="Xếp vào đây").first)
    assert "Đã xếp lượt phát bù" in page.text_content("main")
    for left in (5, 4, 3, 2, 1, 0):
        page.goto(f"{visit.address}/obligations")
        follow(page, page.get_by_role("link", name="Tìm chỗ bù").first)
        follow(page, page.get_by_role("link", name="Về lượt còn nợ"))
        page.get_by_text("Trừ phần còn nợ vào tiền phải trả").click()
        page.locator("#resolve_credited [name=reason]").fill("biên bản làm việc 02/5")
        follow(page, page.locator("#resolve_credited button.filled"))
        page.goto(f"{visit.address}/obligations")
        expect(page.get_by_role("link", name="Tìm chỗ bù")).to_have_count(left)

    follow(page, page.get_by_role("link", name="Nghiệm thu"))
    follow(page, page.get_by_role("link", name="Xem và ký"))
    expect(page.locator("main table tbody tr")).to_have_count(SPOTS - 3)
    with page.expect_download() as handed:
        page.get_by_role("link", name="Tải bản Word để ký").click()
    assert handed.value.suggested_filename.endswith(".docx")
    page.fill("[name=paper]", "03/BB-STP")
    follow(page, page.get_by_role("button", name="Ghi nhận đã ký và khoá"))

    assert "Đã ký: 03/BB-STP" in page.text_content("main")
    with sqlite_store.reading() as session:
        whole = ledger.whole(ledger.reckon(ledger.standings(session)))
        campaign_id = session.exec(select(Slot.campaign_id)).first()
        (signed,) = acceptances.signed(session, campaign_id)
    assert signed.total == whole.payable != Amount()
    assert whole.is_kept
    assert visit.trouble == []
