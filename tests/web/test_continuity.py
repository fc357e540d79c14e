"""Agreed rhythms by their form, and gaps on the ledger, the first page, in the file and on the command line's table."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.builders import MONTH, signed_in
from tests.scheduler import month
from tests.web.forms_of_pages import form_at
from tests.web.months.conftest import ground, officer
from tests.web.months.scene import as_a, post, text

__all__ = ["ground", "officer"]
PAGE = "Chuyên trang"


@pytest.fixture
def form(ground):
    """The address of the page's rhythm."""
    return f"/outlets/bao-binh-phuoc/programmes/{ground.windows[PAGE].programme_id}/rhythm"


def agree(client, form, **told):
    usual = {"unit": "days", "number": "7", "from_day": "20/03/2017", "source": "Biên bản 03/BB", "version": "0"}
    return post(client, form, **(usual | told))


def at(client, present, when):
    """Go on at another instant; the visit before has ended."""
    present.at = when
    signed_in(client)


def test_without_a_rhythm_the_ledger_says_so_and_leads_to_the_form(officer, ground, form):
    html = officer.get("/ledger").get_data(as_text=True)

    assert f'href="{form}?campaign={ground.campaign}"' in html
    assert "quãng đứt" not in html
    assert "đứt quãng" not in text(officer.get("/"))
    assert form in officer.get("/outlets/bao-binh-phuoc").get_data(as_text=True)
    assert form in officer.get(form.removesuffix("/rhythm")).get_data(as_text=True)
    viewed = as_a(officer, "viewer").get("/ledger").get_data(as_text=True)
    assert form not in viewed


def test_a_gap_is_told_with_its_clause_and_leads_to_the_row_of_the_board(officer, ground, form, present):
    (duty,) = re.findall(r'<option value="(\d+)">Sở Tư pháp', officer.get(form).get_data(as_text=True))
    assert agree(officer, form, duty=duty).status_code == 303
    at(officer, present, datetime(2017, 4, 3, 2, tzinfo=UTC))

    html = officer.get("/ledger").get_data(as_text=True)
    row = f"/months/2017-03?outlet=bao-binh-phuoc&amp;campaign={ground.campaign}#w{ground.window(PAGE)}"
    assert row in html
    assert "Đang đứt quãng" in html
    assert "thống nhất thời lượng với đài và báo" in html
    assert f"/plans/{ground.plan_id}#duty-{duty}" in html
    assert f'id="duty-{duty}"' in officer.get(f"/plans/{ground.plan_id}").get_data(as_text=True)
    assert "cách nhau không quá 7 ngày, từ 20/03/2017" in text(officer.get("/outlets/bao-binh-phuoc"))
    told = text(officer.get("/"))
    assert "Chuyên trang · Báo Bình Phước: đang đứt quãng" in told


def test_the_first_page_tells_of_a_gap_to_come_until_something_is_placed(officer, ground, form, sqlite_store, present):
    agree(officer, form, unit="month", number="1", from_day="01/04/2017")
    at(officer, present, datetime(2017, 4, 20, 2, tzinfo=UTC))
    assert f"/months/{MONTH}?outlet=bao-binh-phuoc" in officer.get("/").get_data(as_text=True)
    assert "xin đặt thêm chậm nhất 26/04/2017" in text(officer.get("/"))

    month.place(sqlite_store, ground, PAGE, date(2017, 4, 26), now=present.at)
    assert "đứt quãng" not in text(officer.get("/"))


def test_the_file_of_a_past_day_is_the_same_whenever_it_is_asked_for(officer, form, present):
    agree(officer, form)
    at(officer, present, datetime(2017, 4, 3, 2, tzinfo=UTC))
    told = officer.get("/continuity.csv?as_of=2017-04-02")
    assert "Đang đứt quãng" in told.data.decode("utf-8-sig")

    at(officer, present, present.at + timedelta(days=200))
    version = dict(form_at(officer, form).fields)["version"]
    assert agree(officer, form, number="", version=version, from_day="20/03/2017").status_code == 303
    assert officer.get("/continuity.csv?as_of=2017-04-02").data == told.data
    assert "đứt quãng" not in officer.get("/continuity.csv").data.decode("utf-8-sig")
    assert officer.get("/continuity.csv?as_of=2017-03-19").data.count(b"\r\n") == 1  # nothing was on record then


@pytest.mark.parametrize(
    "told",
    [
        {"source": ""}, {"number": "0"}, {"number": "367"}, {"number": "x"}, {"unit": "year"}, {"unit": ""},
        {"from_day": "31/12/2016"}, {"from_day": ""}, {"duty": "999999"}, {"duty": "9" * 30}, {"source": "x" * 301},
        {"number": "9" * 15},
    ],
)  # fmt: skip
def test_what_cannot_be_agreed_is_said_beside_its_field_and_stays_typed(officer, form, told):
    answer = agree(officer, form, **told)

    assert answer.status_code in {404, 422}
    if answer.status_code == 422:
        assert "Lỗi:" in answer.get_data(as_text=True)
    assert "Biên bản 03/BB" in answer.get_data(as_text=True) or "source" in told or answer.status_code == 404


def test_whoever_saves_second_sees_both_versions(officer, form):
    agree(officer, form)
    answer = agree(officer, form, number="10")

    assert answer.status_code == 409
    assert "Người khác vừa lưu trước" in text(answer)
    assert agree(as_a(officer, "viewer"), form).status_code == 403


def test_a_campaign_that_is_none_is_told(officer, form):
    assert officer.get(f"{form}?campaign=%00x").status_code in {200, 404}
    assert officer.get("/continuity.csv?campaign=none").status_code == 404
    assert officer.get("/continuity.csv?as_of=x").status_code == 422
