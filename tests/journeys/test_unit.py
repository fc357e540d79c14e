"""A unit reports on a phone, with and without script: draft, hand-in, receipt, and again after it came back."""

from datetime import date

import pytest
from playwright.sync_api import expect

from campaigns.queries import units as queries
from campaigns.services import unit_reports
from campaigns.values.units import Figure, ReportState
from tests.conftest import AXE, lacking
from tests.journeys.test_pages import PHONE, RULES
from tests.journeys.visits import follow
from tests.web.units.scene import at, hand_in, scene


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def page(request, chromium):
    context = chromium.new_context(viewport=PHONE, java_script_enabled=request.param)
    tab = context.new_page()
    trouble = []
    tab.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    yield tab
    context.close()
    assert trouble == []


def test_a_commune_and_its_district_report_on_a_phone(page, served, sqlite_store, present):
    site = scene(sqlite_store)
    hand_in(sqlite_store, site.communes[0], site.june, date(2017, 6, 1), {Figure.LEAFLETS: 300})
    present.at = at(date(2017, 6, 14))
    page.goto(served + site.page(site.district))
    expect(page.get_by_text("Hôm nay là ngày cuối.")).to_be_visible()
    expect(page.get_by_text("Trực thuộc: 300")).to_be_visible()

    page.get_by_label("Số lớp").fill("2")
    page.get_by_label("Số tờ phát ra").fill("1.200")
    follow(page, page.get_by_role("button", name="Lưu tạm"))
    expect(page.get_by_text("Đã lưu tạm.")).to_be_visible()
    expect(page.get_by_label("Số tờ phát ra")).to_have_value("1200")

    page.get_by_label("Khó khăn, vướng mắc").fill("Thiếu tài liệu")
    follow(page, page.get_by_role("button", name="Gửi báo cáo"))
    expect(page.get_by_role("heading", name="Báo cáo đã gửi")).to_be_visible()
    expect(page.get_by_text("đúng hạn")).to_be_visible()
    expect(page.get_by_role("cell", name="1.200")).to_be_visible()

    with sqlite_store.deciding(actor="officer@so.example", now=at(date(2017, 6, 15))) as work:
        unit_reports.send_back(work, site.district, site.june.deadline_id, why="Thiếu lượt người", seen_version=2)
    page.goto(served + site.page(site.district))
    expect(page.get_by_text("Thiếu lượt người")).to_be_visible()
    page.get_by_label("Lượt người dự lớp").fill("80")
    follow(page, page.get_by_role("button", name="Gửi báo cáo"))
    expect(page.get_by_text("lần gửi thứ 2")).to_be_visible()

    with sqlite_store.reading() as session:
        report = queries.report(session, site.district, site.june.deadline_id)
        assert queries.figures(session, site.june).total[Figure.LEAFLETS] == 1_500
    assert report is not None
    assert report.state is ReportState.SUBMITTED
    assert [one.figures.get(Figure.TRAINING_PEOPLE) for one in report.hand_ins] == [None, 80]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_form_its_errors_and_the_receipt_are_accessible(chromium, served, sqlite_store, present, theme):
    if not AXE.exists():
        lacking("axe-core", "npm install")
    site = scene(sqlite_store)
    hand_in(sqlite_store, site.health, site.june, date(2017, 6, 1), {Figure.PANOS: 4})
    present.at = at(date(2017, 6, 13))
    context = chromium.new_context(viewport=PHONE, color_scheme=theme, bypass_csp=True)
    tab = context.new_page()
    told = []
    for address in (site.page(site.health), site.page(site.district), "/u/khong-co"):
        tab.goto(served + address)
        told += faults(tab)
        assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        if tab.get_by_role("button", name="Gửi báo cáo").count():
            follow(tab, tab.get_by_role("button", name="Gửi báo cáo"))
            told += faults(tab)
    context.close()
    assert told == []


def faults(tab) -> list[str]:
    tab.add_script_tag(path=str(AXE))
    found = tab.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [f"{tab.url} {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]
