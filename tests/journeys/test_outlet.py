"""An outlet on a phone of 390 pixels, without script: confirm all, decline, offer another hour, report what aired."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import expect

from campaigns.store import Store
from campaigns.values.words import SlotState
from scheduler.services import answers, briefing
from tests.builders import ground
from tests.conftest import AXE, NOW, Present, lacking
from tests.journeys.visits import follow
from tests.scheduler.month import confirm, place, send
from tests.web.outlets import broadcast, details, slot, token

PHONE = {"width": 390, "height": 844}
DAYS = (date(2017, 4, 3), date(2017, 4, 4), date(2017, 4, 5))
FIND = "axe.run().then(found => found.violations.map(one => one.id + ' ' + one.nodes.map(n => n.html).join(' | ')))"


class Scene(NamedTuple):
    """Three slots that the outlet was told of, the first with its brief, and the link."""

    uids: tuple[str, ...]
    address: str


@pytest.fixture
def scene(sqlite_store: Store, served: str) -> Scene:
    found = ground(sqlite_store)
    programme = broadcast(found)
    uids = place(sqlite_store, found, programme, *DAYS)
    with sqlite_store.deciding(actor="officer", now=NOW) as work:
        told = slot(sqlite_store, uids[0])
        answers.describe(work, uids[0], seen_version=told.version, title="Một cửa ở xã", note="", sensitive=None,
                         brief=details(told.duration_s).as_json())  # fmt: skip
        briefing.brief_view(work, uids[0])
    send(sqlite_store, "2017-04", found.windows[programme].outlet_id)
    return Scene(uids, f"{served}/o/{token(sqlite_store, found, programme)}")


class Phone:
    """A browser's page that remembers what it should not have met."""

    def __init__(self, page: Any, served: str) -> None:
        self.page, self.trouble, self.served = page, [], served
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("request", self._asked)

    def _said(self, message: Any) -> None:
        refused = "status of 422" in message.text  # the browser's own word about a form that came back
        if message.type in {"error", "warning"} and not refused:
            self.trouble.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(self.served):
            self.trouble.append(f"asked {request.url}")


@pytest.fixture(params=[False, True], ids=["without-script", "with-script"])
def phone(request: pytest.FixtureRequest, chromium: Any, served: str) -> Iterator[Any]:
    """A phone, with script off and on."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=request.param)
    made = Phone(context.new_page(), served)
    yield made
    context.close()
    assert made.trouble == []


def test_two_taps_confirm_everything_that_was_listed_and_one_takes_it_back(phone, scene, sqlite_store):
    page = phone.page
    page.goto(scene.address)
    page.get_by_role("link", name="Xác nhận cả 3 lượt").click()
    expect(page.locator(".lines li")).to_have_count(3)
    page.get_by_role("button", name="Xác nhận 3 lượt").click()

    expect(page.get_by_text("Đã xác nhận 3 lượt.")).to_be_visible()
    assert {slot(sqlite_store, uid).state for uid in scene.uids} == {SlotState.CONFIRMED}
    follow(page, page.get_by_role("button", name="Hoàn tác cả 3 lượt"))
    assert {slot(sqlite_store, uid).state for uid in scene.uids} == {SlotState.PLANNED}


def test_one_tap_confirms_one_slot_and_the_card_stays_in_place(phone, scene, sqlite_store):
    page = phone.page
    page.goto(scene.address)
    page.locator(f"#s-{scene.uids[0][:8]}").get_by_role("button", name="Xác nhận").click()

    card = page.locator(f"#s-{scene.uids[0][:8]}")
    expect(card.get_by_text("Đã xác nhận", exact=True)).to_be_visible()
    expect(card.get_by_role("button", name="Hoàn tác")).to_be_visible()
    assert slot(sqlite_store, scene.uids[0]).state is SlotState.CONFIRMED


def test_declining_says_why_and_the_brief_can_be_taken_home(phone, scene, sqlite_store):
    page = phone.page
    page.goto(scene.address)
    with page.expect_download() as taken:
        page.locator(".paper").first.click()
    assert taken.value.suggested_filename.endswith(".docx")
    page.locator(f"#s-{scene.uids[0][:8]}").get_by_role("link", name="Đề nghị đổi").click()
    page.get_by_label("Không nhận lượt này, không có chỗ khác").check()
    page.get_by_label("Có chương trình trực tiếp").check()
    page.get_by_label("Nói thêm").fill("Tường thuật bóng đá")
    follow(page, page.get_by_role("button", name="Gửi đề nghị"))

    offer = slot(sqlite_store, scene.uids[0]).offer
    assert offer is not None
    assert offer.declines
    assert offer.words == "Tường thuật bóng đá"
    expect(page.get_by_text("Tường thuật bóng đá").first).to_be_visible()


def test_another_day_and_hour_are_offered_after_a_slip(phone, scene, sqlite_store):
    page = phone.page
    page.goto(f"{scene.address}/slots/{scene.uids[1]}/ask")
    page.get_by_label("Khung, ngày khác (điền bên dưới)").check()
    page.get_by_label("Giờ khác").fill("20h15")
    page.get_by_label("Lý do khác").check()
    follow(page, page.get_by_role("button", name="Gửi đề nghị"))
    assert page.title().startswith("Lỗi:")
    assert page.get_by_label("Giờ khác").input_value() == "20h15"
    page.get_by_label("Ngày", exact=True).fill("2017-04-10")
    follow(page, page.get_by_role("button", name="Gửi đề nghị"))

    offer = slot(sqlite_store, scene.uids[1]).offer
    assert offer is not None
    assert (offer.date, offer.start_minute) == (date(2017, 4, 10), 1215)


def test_what_aired_and_what_did_not_is_reported(phone, scene, sqlite_store, present: Present):
    confirm(sqlite_store, scene.uids)
    present.at = slot(sqlite_store, scene.uids[1]).ends_at + timedelta(minutes=10)
    page = phone.page
    page.goto(scene.address)
    page.get_by_role("link", name="Báo kết quả").or_(page.get_by_role("link", name="Đã phát")).first.click()
    follow(page, page.locator(f"#s-{scene.uids[0][:8]}").get_by_role("button", name="Đã phát đúng giờ"))
    page.locator(f"#s-{scene.uids[1][:8]}").get_by_role("link", name="Không phát").click()
    page.get_by_label("Vì sao").select_option(label="Sự cố kỹ thuật")
    follow(page, page.get_by_role("button", name="Báo không phát"))

    assert slot(sqlite_store, scene.uids[0]).state is SlotState.AIRED
    assert slot(sqlite_store, scene.uids[1]).state is SlotState.MISSED
    assert slot(sqlite_store, scene.uids[1]).miss_reason == "technical"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_of_the_link_is_open_to_everybody(chromium, scene, served, sqlite_store, present, scheme, language):
    if not AXE.exists():
        lacking("axe-core", "npm install")
    confirm(sqlite_store, scene.uids[:1])
    present.at = slot(sqlite_store, scene.uids[0]).ends_at + timedelta(minutes=10)
    context = chromium.new_context(viewport=PHONE, color_scheme=scheme)
    context.add_cookies([{"name": "language", "value": language, "url": served}])
    phone = Phone(context.new_page(), served)
    slots = [f"/slots/{uid}" for uid in scene.uids]
    paths = ("", "?show=agreed", "?show=aired", "/confirm-all?month=2017-04", "/calendar", slots[0], slots[1],
             f"{slots[1]}/ask", f"{slots[0]}/report")  # fmt: skip
    for path in paths:
        phone.page.goto(scene.address + path)
        assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert phone.page.locator("html").get_attribute("lang") == language
        phone.page.evaluate(AXE.read_text())
        assert phone.page.evaluate(FIND) == [], path
    context.close()
    assert phone.trouble == []
