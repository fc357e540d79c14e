"""The main job as a newcomer meets it: the demo by its own command, from the plan to a paper that can be signed."""

import io
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import ical.calendar_stream
import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests import demo as demos
from tests.demo import account, ask
from tests.journeys.visits import follow

PROGRAMME, DAY = "Bản tin trưa", 20
MONTH = "2017-04"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The demo on a clock that stands at the end of March 2017; what ``--json`` printed."""
    with demos.running(tmp_path_factory.mktemp("demo"), "2017-03-28T09:00") as told:
        yield told


def test_the_card_of_the_demo_has_everything_that_others_rely_on(demo: dict[str, Any]):
    assert set(demo) == {"url", "clock", "accounts", "feeds", "outlet_links", "unit_links", "months"}
    assert [one["role"] for one in demo["accounts"]][:4] == ["admin", "officer", "leader", "viewer"]
    assert all(one["outlet"] for one in demo["accounts"] if one["role"] == "outlet")
    assert demo["clock"].startswith("2017-03-28T09:00")
    assert demo["months"] == ["2017-03", "2017-04"]
    for feed in demo["feeds"]:
        with urllib.request.urlopen(feed["url"]) as answer:
            assert answer.read().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


def test_from_the_plan_to_a_paper_that_can_be_signed(demo: dict[str, Any], chromium: Any):
    trouble: list[str] = []
    office = chromium.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    page = office.new_page()
    page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: trouble.append(asked.url) if not asked.url.startswith(demo["url"]) else None)

    _sign_in(page, demo)
    page.goto(f"{demo['url']}/plans")
    follow(page, page.locator("main th a").first)
    expect(page.get_by_text("trước ngày 15", exact=False).first).to_be_visible()

    uid = _place(page, demo)
    follow(page, page.locator("#send"))
    page.get_by_role("button", name="Gửi cho BPTV").click()
    expect(page.get_by_text("Đã gửi", exact=False).first).to_be_visible()

    _confirm_on_a_phone(chromium, demo, trouble)
    _calendar_says_confirmed(demo, uid)
    _brief_downloads(page, demo, uid)

    assert trouble == []
    office.close()


def _sign_in(page: Any, demo: dict[str, Any]) -> None:
    officer = account(demo, "officer")
    page.goto(f"{demo['url']}/months/{MONTH}")
    page.fill("[name=email]", officer["email"])
    page.fill("[name=password]", officer["password"])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(f"/months/{MONTH}")  # back to the page that was asked for


def _place(page: Any, demo: dict[str, Any]) -> str:
    row = next(one for one in ask(demo, f"/api/v1/months/{MONTH}")["rows"] if one["programme"] == PROGRAMME)
    page.goto(f"{demo['url']}/months/{MONTH}#c{row['window']}-{DAY}")
    page.wait_for_selector(".board.scripted")
    page.keyboard.press("3")
    page.locator("#save-state:not([data-state=saving])").wait_for(state="attached")
    slots = ask(demo, f"/api/v1/slots?month={MONTH}&outlet=bptv")["slots"]
    placed = [one for one in slots if one["programme"] == PROGRAMME]
    assert [(one["theme"], one["date"], one["state"]) for one in placed] == [("C", f"{MONTH}-{DAY}", "planned")]
    return str(placed[0]["uid"])


def _confirm_on_a_phone(chromium: Any, demo: dict[str, Any], trouble: list[str]) -> None:
    """A phone without script and without an account."""
    phone = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = phone.new_page()
    page.on("request", lambda asked: trouble.append(asked.url) if not asked.url.startswith(demo["url"]) else None)
    link = next(one["url"] for one in demo["outlet_links"] if one["outlet"] == "bptv")
    page.goto(f"{link}?month={MONTH}")
    follow(page, page.get_by_role("link", name="Xác nhận cả", exact=False))
    page.get_by_role("button", name="Xác nhận", exact=False).last.click()
    expect(page.get_by_text("Đã xác nhận", exact=False).first).to_be_visible()
    phone.close()


def _calendar_says_confirmed(demo: dict[str, Any], uid: str) -> None:
    """Two readers that share no code read the same."""
    address = next(one["url"] for one in demo["feeds"] if one["url"].endswith("lich-bptv.ics"))
    with urllib.request.urlopen(address) as answer:
        tag, body = answer.headers["ETag"], answer.read()
    event = next(one for one in Calendar.from_ical(body).walk("VEVENT") if one["UID"] == uid)
    assert event["STATUS"] == "CONFIRMED"
    other = next(
        one for one in ical.calendar_stream.IcsCalendarStream.calendar_from_ics(body.decode()).events if one.uid == uid
    )
    assert (other.dtstart, other.summary) == (event["DTSTART"].dt, str(event["SUMMARY"]))
    with pytest.raises(urllib.error.HTTPError) as unchanged:
        urllib.request.urlopen(urllib.request.Request(address, headers={"If-None-Match": tag}))
    assert unchanged.value.code == 304
    unchanged.value.close()


def _brief_downloads(page: Any, demo: dict[str, Any], uid: str) -> None:
    page.goto(f"{demo['url']}/slots/{uid}/brief")
    length = next(one for one in ask(demo, f"/api/v1/slots?month={MONTH}")["slots"] if one["uid"] == uid)["duration_s"]
    for name, value in {
        "title": "Một cửa ở xã", "message": "Nộp hồ sơ một nơi, nhận một nơi.", "script_unit": "Phòng Kiểm soát thủ tục",
        "material_unit": "Phòng Thời sự", "people": "Bà Nguyễn Thị Mẫu", "running_order.part": "Toàn bộ",
        "running_order.length": f"{length} giây", "running_order.content": "Lời đọc", "running_order.picture": "Một cửa",
        "steps.work": "Ghi hình", "steps.unit": "Phòng Thời sự", "steps.due": "2017-04-10",
    }.items():  # fmt: skip
        field = page.locator(f"[name='{name}']").first
        if field.count():
            field.fill(value)
    follow(page, page.locator("main form button.filled").last)
    page.goto(f"{demo['url']}/slots/{uid}")
    with page.expect_download() as told:
        page.get_by_role("link", name="bản Word", exact=False).first.click()
    data = Path(told.value.path()).read_bytes()
    text = "\n".join(_texts(docx.Document(io.BytesIO(data))))
    assert "Một cửa ở xã" in text
    assert "Sở Tư pháp" in text or "SỞ TƯ PHÁP" in text


def _texts(paper: Any) -> Iterator[str]:
    yield from (paragraph.text for paragraph in paper.paragraphs)
    for table in paper.tables:
        for row in table.rows:
            yield from (cell.text for cell in row.cells)
