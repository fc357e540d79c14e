"""The office's own pages in a real browser: clean in both themes and languages, whole on a phone, without script too."""

from typing import Any

import pytest

from campaigns.services import plans
from tests import builders
from tests.builders import PASSWORD, PLAN_TEXT, Ground, draft
from tests.conftest import AXE, NOW, lacking
from tests.journeys.visits import follow

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def ground(sqlite_store):
    """A site with a plan adopted, one under review, and one person of each role."""
    builders.staff(sqlite_store)
    with sqlite_store.deciding(actor="builder", now=NOW) as work:
        plans.save_draft(work, draft(), text="Kế hoạch mẫu", file_name="mau.txt")
    return builders.ground(sqlite_store)


class Visit:
    """A browser's tab, signed in, that remembers every complaint."""

    def __init__(self, chromium: Any, address: str, role: str = "admin", **how: Any) -> None:
        self.context = chromium.new_context(viewport={"width": 1440, "height": 1000}, **how)
        self.page, self.address, self.trouble = self.context.new_page(), address, list[str]()
        self.page.on("console", lambda said: self.trouble.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("request", lambda asked: self.trouble.append(asked.url) if self.foreign(asked.url) else None)
        self.open("/sign-in?next=/settings/me")
        self.page.fill("[name=email]", f"{role}@so.example")
        self.page.fill("[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.trouble.clear()

    def foreign(self, url: str) -> bool:
        """Whether a request goes to another host."""
        return not url.startswith(self.address)

    def open(self, path: str) -> Any:
        """A page of the site; gives the answer."""
        return self.page.goto(f"{self.address}{path}")


def _pages(ground: Ground) -> list[str]:
    window = f"/outlets/bptv/windows/{ground.window('Cải cách hành chính')}"
    return [
        "/plans", "/plans/new", "/plans/1", "/plans/1/adopt", "/plans/1/discard", "/plans/1/text", "/plans/2",
        "/plans/2/quota?outlet=1", "/plans/2/budget", "/outlets", "/outlets/new", "/outlets/bptv",
        "/outlets/bptv/edit", "/outlets/bptv/rename", "/outlets/bptv/channels/new", "/outlets/bptv/channels/1",
        "/outlets/bptv/channels/1/programmes/new", "/outlets/bptv/programmes/1", window, f"{window}/edit",
        f"{window}/succeed", "/outlets/bao-binh-phuoc", "/themes", f"/themes/{ground.themes[0]}", "/settings",
        "/settings/office", "/settings/holidays", "/settings/holidays/import?year=2018", "/settings/people",
        "/settings/people/new", "/settings/people/1", "/settings/people/1/password", "/settings/me",
    ]  # fmt: skip


@pytest.mark.parametrize(("scheme", "language"), [("light", "vi"), ("dark", "en")])
def test_every_page_is_clean_for_axe_asks_no_other_host_and_fits_a_phone(chromium, served, ground, scheme, language):
    if not AXE.exists():
        lacking("axe-core", "npm install")
    visit = Visit(chromium, served, color_scheme=scheme, bypass_csp=True)
    visit.context.add_cookies([{"name": "language", "value": language, "url": served}])
    found: list[str] = []
    for path in _pages(ground):
        answer = visit.open(path)
        assert answer.status == 200, path
        visit.page.evaluate(AXE.read_text())
        told = visit.page.evaluate("rules => axe.run({runOnly: rules})", RULES)
        found += [f"{path}: {fault['id']} {fault['nodes'][0]['target']}" for fault in told["violations"]]
        found += [f"{path}: {n} h1" for n in [visit.page.locator("h1").count()] if n != 1]
        for width in (320, 390, 1440):
            visit.page.set_viewport_size({"width": width, "height": 900})
            if (over := visit.page.evaluate(SIDEWAYS)) > 0:
                found.append(f"{path}: {over} px sideways at {width}")
    visit.context.close()

    assert found == []
    assert visit.trouble == []


def test_a_page_with_faults_takes_the_reader_to_them_and_is_clean_too(chromium, served, ground):
    if not AXE.exists():
        lacking("axe-core", "npm install")
    visit = Visit(chromium, served, bypass_csp=True)
    page = visit.page
    visit.open("/outlets/bptv/windows/1/edit")
    page.fill("[name=start_minute]", "tối muộn")
    page.fill("[name=capacity_spots]", "0")
    follow(page, page.locator("main form .button.filled"))

    assert page.title().startswith("Lỗi: ")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.click("#error-summary a >> nth=0")
    assert page.evaluate("document.activeElement.name") == "start_minute"
    assert page.input_value("[name=start_minute]") == "tối muộn"
    page.evaluate(AXE.read_text())
    assert page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"] == []
    visit.context.close()
    assert [line for line in visit.trouble if "422" not in line] == []


@pytest.mark.parametrize("scripted", [True, False])
def test_a_plan_goes_from_its_file_to_a_campaign_by_keys_alone(chromium, served, ground, tmp_path, scripted):
    file = tmp_path / "ke-hoach.txt"
    file.write_text(PLAN_TEXT)
    visit = Visit(chromium, served, "officer", java_script_enabled=scripted)
    page = visit.page
    visit.open("/plans/new")
    page.set_input_files("#file", str(file))
    _enter(page, "main form .button.filled")
    assert "Duyệt bản đọc 07/KH-UBND" in page.inner_text("h1")

    page.focus("[name=theme_name] >> nth=0")
    page.keyboard.press("Control+A")
    page.keyboard.type("Quy định mới")
    _enter(page, "button[name=then]")
    assert page.inner_text("h1") == "Áp dụng kế hoạch"
    assert page.input_value("#theme_name-0") == "Quy định mới"

    page.focus("[name=name]")
    page.keyboard.press("Control+A")
    page.keyboard.type("Cải cách hành chính 2017")
    _enter(page, "main form .button.filled")
    assert "Đã áp dụng kế hoạch." in page.inner_text("main")
    assert "Quy định mới" in page.inner_text("main")
    assert "nhạy cảm: hai người duyệt" in page.inner_text("main")
    visit.context.close()
    assert visit.trouble == []


def _enter(page: Any, where: str) -> None:
    page.focus(where)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_link_is_made_shown_with_its_code_and_its_message_to_send(chromium, served, ground):
    visit = Visit(chromium, served, "officer")
    page = visit.page
    visit.open("/outlets/bptv")
    page.fill("#link-holder", "Chị Lan, Phòng Thời sự")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    address = page.inner_text("code.address")
    assert address.startswith(f"{served}/o/")
    assert address in page.input_value("#words")
    assert page.evaluate("document.querySelector('img.code').naturalWidth") > 0
    visit.context.close()
    assert visit.trouble == []
