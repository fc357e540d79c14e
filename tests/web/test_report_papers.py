"""The report's page: every section with its figures as links, typing kept in drafts, what is lacking, issuing, the annex."""

import re
from html import unescape

import pytest

from tests.exports.report_views import TEXTS
from tests.scheduler import halves, month
from tests.scheduler.halves import JULY, JUNE, LAST_EVENING
from tests.web.months.conftest import ground, officer
from tests.web.months.scene import as_a, post, text

__all__ = ["ground", "officer"]
PERIOD = "2017-6t"


@pytest.fixture
def address(ground):
    return f"/reports/papers?campaign={ground.campaign}&period={PERIOD}"


@pytest.fixture
def aired(sqlite_store, ground):
    """One minute to midnight on the last day that counts, and the next morning."""
    halves.move_to_midnight(sqlite_store, ground)
    (evening,) = month.confirmed(sqlite_store, ground, "Thời sự trưa", LAST_EVENING, now=JUNE)
    (night,) = month.confirmed(sqlite_store, ground, "Chào buổi sáng", halves.FIRST_NIGHT, now=JUNE)
    halves.attest(sqlite_store, evening)
    halves.attest(sqlite_store, night)
    return evening, night


def typed(client, address, version=0, **changes):
    return post(client, address, version=version, **{**TEXTS.as_json(), **changes})


def test_each_figure_leads_to_the_question_that_gives_it(officer, address, aired, present):
    present.at = JULY
    officer = as_a(officer, "officer")
    html = officer.get(address).get_data(as_text=True)

    links = {unescape(one) for one in re.findall(r'href="(/ledger\?[^"]*measure=seconds)"', html)}
    (link,) = links
    assert "from=2017-01-01&to=2017-06-14" in link
    assert "Cộng 45″ – 45″" in text(officer.get(link))
    told = text(officer.get(address))
    assert "1 lượt phát sóng với thời lượng 45 giây" in told
    whole = text(officer.get(address.replace("6t", "nam")))
    assert "6 tháng đầu năm tính đến hết ngày 14 tháng 6 năm 2017" in whole


def test_what_is_typed_is_kept_in_drafts_that_can_be_read_again(officer, address):
    assert "Còn thiếu trước khi phát hành" in text(officer.get(address))
    assert typed(officer, address).status_code == 303
    told = officer.get(address).get_data(as_text=True)
    assert TEXTS.causes in told
    assert "Đã đủ nội dung" in told

    assert typed(officer, address, 1, causes="Nguyên nhân khác").status_code == 303
    again = officer.get(f"{address}&draft=1")
    assert TEXTS.causes in again.get_data(as_text=True)
    assert "Đang xem lại phần gõ của bản nháp 1" in text(again)
    assert "Nguyên nhân khác" in officer.get(address).get_data(as_text=True)

    late = typed(officer, address, 1, causes="Của người thứ hai")
    assert late.status_code == 409
    assert "Của người thứ hai" in late.get_data(as_text=True)
    assert "Nguyên nhân khác" in late.get_data(as_text=True)
    assert "Không có gì thay đổi" in text(officer.get(typed(officer, address, 2, causes="Nguyên nhân khác").location))


def test_a_report_is_issued_from_its_review_page_and_stands_in_the_months_papers(officer, ground, address):
    paper = f"/papers/report/{ground.campaign}.{PERIOD}"
    assert "phần I, tình hình chỉ đạo" in text(officer.get(paper))
    typed(officer, address)
    page = officer.get(paper).get_data(as_text=True)
    seen = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("seen", "seen_on")}

    answer = post(officer, paper, dated="2017-03-20", number="118", symbol="BC-STP", recipients="Như trên", **seen)

    assert answer.status_code == 303
    assert officer.get(f"{paper}.docx").status_code == 200
    assert "Đã phát hành bản 1" in text(officer.get(address))
    assert "Báo cáo 6 tháng đầu năm 2017" in text(officer.get("/documents?month=2017-06"))


def test_who_looks_on_reads_and_types_nothing(officer, address):
    typed(officer, address)
    leader = as_a(officer, "leader")

    page = leader.get(address)

    assert TEXTS.causes in text(page)
    assert "<textarea" not in page.get_data(as_text=True)
    assert typed(leader, address, 1).status_code == 403
    assert leader.get("/reports/closings").status_code == 403


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("campaign=none", 404), ("period=2019-6t", 404), ("period=x", 404), ("period=2017-7t", 404),
        ("period=%00", 404), ("draft=99", 200), ("draft=x", 200),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(officer, query, status):
    assert officer.get(f"/reports/papers?{query}").status_code == status
    assert officer.get(f"/reports/papers/annex.csv?{query}").status_code == status


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"version": ""}, 422),
        ({"version": "9" * 30}, 422),
        ({"causes": "x" * 10_001}, 422),
        ({"causes": "a\x00b"}, 303),
    ],
)
def test_a_form_that_cannot_be_read_keeps_what_was_typed(officer, address, changes, status):
    answer = typed(officer, address, **({"version": 0} | changes))

    assert answer.status_code == status
    if status == 422:
        assert TEXTS.direction.splitlines()[0] in answer.get_data(as_text=True)


def test_the_annex_is_a_table_of_every_unit_and_figure(officer, address):
    told = officer.get(address.replace("papers?", "papers/annex.csv?"))

    assert told.status_code == 200
    assert "lớp tập huấn" in told.data.decode("utf-8-sig")
    book = officer.get(address.replace("papers?", "papers/annex.xlsx?"))
    assert book.data[:2] == b"PK"
    assert officer.get(address.replace("papers?", "papers/annex.xlsx?")).data == book.data


def test_closing_days_are_chosen_from_a_year_on(officer, address):
    asked = {"from_year": "2017", "profile": "decree_09_2019", "version": "0", "half_due": "20/6"}
    assert post(officer, "/reports/closings", **asked).status_code == 303
    assert "15/12/2016" in text(officer.get(address))
    assert "đặt hạn phát hành" in text(officer.get(address))
    assert "Nghị định 09/2019/NĐ-CP" in text(officer.get("/reports/closings"))

    late = post(officer, "/reports/closings", **asked)
    assert late.status_code == 409
    own = {"from_year": "2017", "profile": "own", "version": "1"}
    bad = post(
        officer, "/reports/closings", **own, half_day="31", half_month="6", year_day="14", year_month="12", source="x"
    )
    assert (bad.status_code, "có trong mọi năm" in text(bad)) == (422, True)
    bare = post(officer, "/reports/closings", **own, half="20/6", year="20/12")
    assert (bare.status_code, "văn bản mà ngày chốt" in text(bare)) == (422, True)
    none = post(officer, "/reports/closings", **own, source="x")
    assert (none.status_code, "phải có trong mọi năm" in text(none)) == (422, True)
    for year in ("", "1999", "2100", "x"):
        assert post(officer, "/reports/closings", **(asked | {"from_year": year, "version": "1"})).status_code == 422


def test_without_a_campaign_the_page_says_where_to_begin(client, sqlite_store):
    from tests import builders

    builders.staff(sqlite_store)
    told = builders.signed_in(client).get("/reports/papers")

    assert "Chưa có chiến dịch nào để báo cáo" in text(told)
    assert client.get("/reports/papers/annex.csv").status_code == 404
