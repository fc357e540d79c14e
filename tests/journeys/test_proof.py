"""A newspaper's desk on a phone, without script: photographs the page, hands it in, sees it; the office sees it too."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import expect

from campaigns.queries import proofs
from campaigns.store import Store
from campaigns.values.words import Evidence, SlotState
from tests.builders import Ground
from tests.conftest import Present
from tests.journeys.visits import Visit
from tests.scheduler import month
from tests.web.outlets import slot, token

PRESS, DAY = "Chuyên trang", date(2017, 4, 12)


def test_a_page_is_photographed_and_handed_in(
    chromium: Any, served: str, ground: Ground, sqlite_store: Store, present: Present, tmp_path: Path
) -> None:
    (uid,) = month.confirmed(sqlite_store, ground, PRESS, DAY)
    link = f"{served}/o/{token(sqlite_store, ground, PRESS)}"
    photo = tmp_path / "IMG_0412.jpg"
    Image.effect_noise((1200, 1600), 40).convert("RGB").save(photo)
    present.at = slot(sqlite_store, uid).ends_at + timedelta(hours=9)
    context = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()

    page.goto(link)
    expect(page.get_by_text("1 bài chờ bản lưu trang báo.")).to_be_visible()
    page.get_by_role("link", name="Gửi bản lưu").last.click()
    page.get_by_role("button", name="Gửi bản lưu").click()
    expect(page.get_by_role("alert")).to_contain_text("Xin chọn ảnh")
    page.get_by_label("Chụp ảnh hoặc chọn tệp").set_input_files(photo)
    page.get_by_label("Số báo").fill("1204")
    page.get_by_label("Trang", exact=False).first.fill("3")
    page.get_by_role("button", name="Gửi bản lưu").click()

    expect(page.get_by_text("Đã nhận bản lưu.")).to_be_visible()
    expect(page.get_by_text("Đã đăng, đã có bản lưu")).to_be_visible()
    page.get_by_role("link", name=PRESS).click()
    picture = page.get_by_role("img", name="Ảnh trang báo")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 1200)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    context.close()

    told = slot(sqlite_store, uid)
    assert (told.state, told.evidence) == (SlotState.AIRED, Evidence.TEARSHEET)
    with sqlite_store.reading() as session:
        (proof,) = proofs.of_slot(session, uid)
        content = proofs.content(session, uid, proof.uid)[1]
    with Image.open(io.BytesIO(content)) as seen:
        assert (seen.format, seen.size) == ("JPEG", (1200, 1600))

    office = Visit(chromium, served)
    office.page.goto(f"{served}/proofs?month=2017-04")
    expect(office.page.get_by_text("số 1204, trang 3")).to_be_visible()
    office.page.get_by_role("link", name="12/4").click()
    expect(office.page.get_by_role("img", name="Ảnh trang báo")).to_be_visible()
    office.context.close()
    assert office.trouble == []
