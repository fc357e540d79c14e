"""Estimates in the pages: from quotas to a cut and approved sum that the board shows; papers and files with it."""

import io
from datetime import date

import pytest
import python_calamine

from campaigns.queries import estimates as queries
from campaigns.values.estimates import EstimateState
from tests.builders import MONTH
from tests.exports.test_brief import audit, lines
from tests.scheduler import month
from tests.scheduler.test_estimating import NOON, price, quota
from tests.scheduler.test_obligations import air
from tests.web.months.conftest import ground, officer
from tests.web.months.scene import as_a, post, text

__all__ = ["ground", "officer"]
DATED = "2017-03-01"


@pytest.fixture
def priced(sqlite_store, ground):
    quota(sqlite_store, ground, NOON, 4)
    price(sqlite_store, ground, NOON, 600_000)
    return ground


def start(client, **changed):
    told = {"title": "Dự toán tháng 4", "first_month": MONTH, "last_month": MONTH, "funding": "ngân sách tỉnh"}
    return post(client, "/estimates/new", "/estimates", **told | changed)


def version(store, at):
    with store.reading() as session:
        return str(queries.estimate(session, at.rsplit("/", 1)[1]).version)


def view(store, at):
    with store.reading() as session:
        return queries.estimate(session, at.rsplit("/", 1)[1])


def said(answer) -> str:
    return text(answer).replace("\N{NO-BREAK SPACE}", " ")


def test_the_whole_way_on_the_pages(officer, priced, sqlite_store, present):
    assert "Chưa có dự toán nào" in said(officer.get("/estimates"))
    at = start(officer).location
    page = said(officer.get(at))
    assert "2.400.000 ₫" in page
    assert "Báo giá 12/BG-PTTH" in page

    step = {"paper": "12/TTr-STP", "dated": DATED}
    sent = post(officer, f"{at}/moves", at, version=version(sqlite_store, at), move="send", **step)
    assert sent.status_code == 303
    line = view(sqlite_store, at).lines[0].id
    form = {"version": version(sqlite_store, at), "paper": "88/STC", "dated": "2017-03-06"}
    cut = {f"quantity-{line}": "3", f"price-{line}": "500.000"}
    refused = post(officer, f"{at}/appraise", at, **form, **cut)
    assert refused.status_code == 422
    assert "Dòng 1 bị giảm; xin ghi lý do" in said(refused)
    assert 'value="500.000"' in refused.get_data(as_text=True)
    done = post(officer, f"{at}/appraise", at, **form, **cut, **{f"why-{line}": "Theo định mức"})
    assert done.status_code == 303
    page = said(officer.get(at))
    assert "giảm 900.000 ₫" in page
    assert "Theo định mức" in page

    for move, paper in (("approve", "301/QĐ-UBND"), ("allocate", "45/TB-STC")):
        moved = post(officer, f"{at}/moves", at, version=version(sqlite_store, at), move=move, paper=paper,
                     dated="2017-03-15")  # fmt: skip
        assert moved.status_code == 303
    assert view(sqlite_store, at).state is EstimateState.ALLOCATED
    uids = month.confirmed(sqlite_store, priced, NOON, *(date(2017, 4, day) for day in (12, 13, 14)))
    air(sqlite_store, uids[0])
    assert "Vượt kinh phí" in said(officer.get(f"/months/{MONTH}/warnings"))
    for page in (f"/months/{MONTH}?view=sheet", f"/months/{MONTH}/agenda"):
        html = said(officer.get(page))
        assert "/ 1,5 triệu ₫" in html
        assert "Triệu ₫: Trần 1,5 · Đã cam kết 1,8 · Đã thực hiện 0,6 · Phải trả 0,6 · vượt trần 300.000 ₫" in html
        assert f'href="{at}"' in officer.get(page).get_data(as_text=True)
    signed = said(officer.get(f"/acceptance/bptv/{MONTH}"))
    assert "600.000 ₫" in signed
    page = said(officer.get("/estimates"))
    assert "1.500.000 ₫ 1.800.000 ₫ 600.000 ₫ 600.000 ₫" in page
    assert "Đã cấp kinh phí" in page
    assert "45/TB-STC" in page


def test_the_papers_and_the_workbook(officer, priced, sqlite_store):
    at = start(officer).location
    uid = at.rsplit("/", 1)[1]
    book = officer.get(f"{at}.xlsx")
    told = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book.data)).get_sheet_by_index(0).to_python()
    assert told[2][5] == 2_400_000
    assert officer.get(f"{at}.xlsx").data == book.data
    for kind in ("estimate", "submission"):
        page = officer.get(f"/papers/{kind}/{uid}")
        assert page.status_code == 200
        html = page.get_data(as_text=True)
        seen = html.split('name="seen" value="')[1].split('"')[0]
        issued = post(officer, f"/papers/{kind}/{uid}", at, number="12", dated=DATED, seen=seen,
                      seen_on="2017-03-20", recipients="Như trên")  # fmt: skip
        assert issued.status_code == 303, said(issued)
        paper = officer.get(f"/papers/{kind}/{uid}.docx")
        assert audit(paper.data) == []
    assert any("2.400.000" in line for line in lines(paper.data))
    page = said(officer.get(f"/papers/estimate/{uid}"))
    assert "Kèm theo Tờ trình số 12/TTr-STP ngày 01 tháng 3 năm 2017" in page
    assert officer.get("/papers/estimate/nothing").status_code == 404


def test_what_a_paper_lacks_is_named_with_its_page(officer, ground):
    at = start(officer, funding="").location
    page = said(officer.get(f"/papers/submission/{at.rsplit('/', 1)[1]}"))
    assert "nguồn kinh phí" in page
    assert "nội dung chi" in page


def test_lines_by_hand_keep_what_was_typed(officer, priced, sqlite_store):
    at = start(officer).location
    typed = {"kind": "other", "text": "Tập huấn", "unit": "lớp", "quantity": "2", "price_vnd": "5.000.000",
             "source": "TT 36/2018"}  # fmt: skip
    wrong = post(officer, f"{at}/lines", at, version=version(sqlite_store, at), **typed | {"quantity": "hai"})
    assert wrong.status_code == 422
    assert 'value="hai"' in wrong.get_data(as_text=True)
    added = post(officer, f"{at}/lines", at, version=version(sqlite_store, at), **typed)
    assert added.status_code == 303
    assert "12.400.000 ₫" in said(officer.get(at))
    line = view(sqlite_store, at).lines[1].id
    stale = post(officer, f"{at}/lines/{line}/remove", at, version="1")
    assert stale.status_code == 409
    gone = post(officer, f"{at}/lines/{line}/remove", at, version=version(sqlite_store, at))
    assert gone.status_code == 303
    renamed = post(officer, f"{at}/describe", at, version=version(sqlite_store, at), title="Quý II", funding="x")
    assert renamed.status_code == 303
    assert post(officer, f"{at}/refill", at, version=version(sqlite_store, at)).status_code == 303
    assert view(sqlite_store, at).title == "Quý II"


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/moves", {"move": "send", "paper": "x", "dated": "31/02/2017"}, 422),
        ("/moves", {"move": "fly", "paper": "x", "dated": DATED}, 422),
        ("/moves", {"move": "appraise", "paper": "x", "dated": DATED}, 422),
        ("/moves", {"move": "approve", "paper": "x", "dated": DATED}, 422),
        ("/moves", {"move": "send", "paper": "x" * 301, "dated": DATED}, 422),
        ("/moves", {"move": "send", "paper": "x", "dated": "2099-01-01"}, 422),
        ("/lines", {"kind": "other", "text": "\0", "unit": "x", "quantity": "1", "price_vnd": "1", "source": "x"}, 422),
        ("/lines", {"kind": "other", "text": "a", "unit": "x", "quantity": "9" * 30, "price_vnd": "1", "source": "x"},
         422),
        ("/lines", {"kind": "other", "text": "a", "unit": "x", "quantity": "1", "price_vnd": "1" + "0" * 14,
                    "source": "x", "month": "2031-01"}, 422),
        ("/lines", {"kind": "other", "text": "a", "unit": "x", "quantity": "1", "price_vnd": "1", "source": "x",
                    "outlet": "999999"}, 404),
        ("/describe", {"title": ""}, 422),
        ("/refill", {"version": "x"}, 422),
        ("/lines/99999/remove", {}, 404),
    ],
)  # fmt: skip
def test_whatever_is_sent_is_answered(officer, priced, sqlite_store, path, fields, status):
    at = start(officer).location
    answer = post(officer, f"{at}{path}", at, **{"version": version(sqlite_store, at)} | fields)
    assert answer.status_code == status


def test_months_that_are_not_the_campaigns_and_names_of_nothing(officer, priced):
    assert start(officer, first_month="2017-06", last_month="2017-05").status_code == 422
    assert start(officer, first_month="x").status_code == 422
    assert start(officer, title="").status_code == 422
    for path in ("/estimates/none", "/estimates/none.xlsx", "/estimates/none/appraise", "/estimates?campaign=none"):
        assert officer.get(path).status_code == 404


def test_who_may_do_what(officer, priced, sqlite_store):
    at = start(officer).location
    viewer = as_a(officer, "viewer")
    assert viewer.get(at).status_code == 200
    assert "Bước tiếp theo" not in said(viewer.get(at))
    assert viewer.get("/estimates/new").status_code == 403
    assert post(viewer, f"{at}/moves", "/", move="send").status_code == 403
    assert "Estimates, money" in said(officer.get("/estimates?lang=en"))
    assert "Drafted" in said(officer.get(f"{at}?lang=en"))
