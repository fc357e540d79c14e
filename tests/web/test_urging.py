"""The page of urging: who has reported, what each was sent, what waits for a hand; and the office's days."""

from datetime import UTC, datetime
from typing import Any

import pytest

from campaigns.queries import urging as queries
from campaigns.store import Store
from campaigns.values.urging import Ladder
from scheduler.jobs import reminding
from tests.builders import signed_in, staff
from tests.scheduler.units import NAMES, eleven, report
from tests.web.forms_of_pages import form_at, put

PAGE, DAYS = "/units/urging", "/units/urging/days"
SILENT = {"Sở Giao thông vận tải", "UBND huyện Bù Đăng", "UBND thị xã Bình Long"}
KEY = "kiem-soat-thu-tuc-hanh-chinh-2017.2017-06-15"


def at(day: int, hour: int) -> datetime:
    """A local hour of June."""
    return datetime(2017, 6, day, hour - 7, tzinfo=UTC)


@pytest.fixture
def site(sqlite_store: Store, present: Any) -> dict[str, int]:
    """15 June, a quarter past nine: seven in time, one that comes today, three silent."""
    _, ids = eleven(sqlite_store)
    staff(sqlite_store)
    for name in NAMES:
        if name not in SILENT | {"Sở Y tế"}:
            report(sqlite_store, ids[name], at(10, 9))
    for now in (at(1, 8), at(13, 8)):
        reminding.remind(sqlite_store, now)
    report(sqlite_store, ids["Sở Y tế"], at(15, 8))
    present.at = at(15, 9)
    reminding.remind(sqlite_store, present.at)
    return ids


@pytest.fixture
def office(client: Any, site: dict[str, int]) -> Any:
    return signed_in(client)


def text(client: Any, address: str) -> str:
    return str(client.get(address).get_data(as_text=True))


def test_the_ladder_tells_who_is_silent_who_was_late_and_what_each_was_sent(office: Any) -> None:
    page = text(office, PAGE)

    assert "3 đơn vị chưa gửi báo cáo" in page
    assert "muộn 1 ngày, 15/06/2017" in page
    assert "đã gửi 11 đơn vị" in page
    assert "đã gửi 4 đơn vị" in page
    assert f"/papers/urging/{KEY}" in page
    assert "chưa đến ngày" in page
    assert "đề xuất, cơ quan chưa chọn" in page
    row = page.split("Sở Giao thông vận tải")[1].split("</tr>")[0]
    assert "Công văn đôn đốc chờ phát hành" in row


def test_the_first_page_tells_of_the_letter_until_it_is_issued(office: Any) -> None:
    assert "Công văn đôn đốc chờ phát hành; đơn vị chưa gửi báo cáo: 3" in text(office, "/")
    address = f"/papers/urging/{KEY}"
    shown = text(office, address)
    for name in SILENT:
        assert name in shown
    assert "Sở Nội vụ" not in shown
    done = office.post(address, data=put(form_at(office, address), number="642"))
    assert done.status_code == 303

    assert "Công văn đôn đốc chờ phát hành" not in text(office, "/")
    page = text(office, PAGE)
    assert "642/STP-KSTTHC" in page
    assert "Danh sách lên cấp trên 20/06/2017" in page
    assert "642" in text(office, "/documents?month=2017-06")


def test_the_list_waits_for_its_day_and_counts_everybody(office: Any, present: Any) -> None:
    address = f"/papers/silent/{KEY}"
    assert "đến ngày làm văn bản này" in text(office, address)
    present.at = at(20, 9)
    office = signed_in(office.application.test_client())

    shown = text(office, address)
    assert "Trong 11 cơ quan, đơn vị phải gửi báo cáo có 7 gửi đúng hạn, 1 gửi sau hạn, 3 chưa gửi." in shown
    assert office.post(address, data=put(form_at(office, address), number="118")).status_code == 303


def test_a_unit_without_an_address_is_told_on_both_pages(
    office: Any, sqlite_store: Store, site: dict[str, int]
) -> None:
    from campaigns.models import Unit

    with sqlite_store.deciding(actor="officer", now=at(15, 9)) as work:
        work.session.get_one(Unit, site["UBND huyện Bù Đăng"]).contact_email = ""

    assert "không gửi được: UBND huyện Bù Đăng." in text(office, PAGE)
    assert "1 đơn vị phải báo cáo chưa có thư điện tử" in text(office, "/")


def test_the_office_chooses_its_days_and_sees_the_dates_that_follow(office: Any, sqlite_store: Store) -> None:
    assert "báo trước 01/06/2017, nhắc hạn 13/06/2017, công văn đôn đốc 15/06/2017" in text(office, DAYS)
    told = put(form_at(office, DAYS), notice_days="10", reminder_days="2", letter_days="2", synthesis_days="9")

    assert office.post(DAYS, data=told).location == f"{PAGE}?said=saved"
    with sqlite_store.reading() as session:
        assert queries.ladder(session) == (Ladder(10, 2, 2, 9, chosen=True), 1)
    assert "do cơ quan tự chọn" in text(office, PAGE)
    assert office.post(DAYS, data=told).status_code == 409


@pytest.mark.parametrize(
    "told",
    [{"notice_days": "1", "reminder_days": "5"}, {"letter_days": "0"}, {"synthesis_days": "0"}, {"notice_days": "91"},
     {"notice_days": "x"}, {"letter_days": ""}, {"synthesis_days": "9" * 40}],
)  # fmt: skip
def test_days_that_cannot_be_are_said_and_nothing_changes(
    office: Any, sqlite_store: Store, told: dict[str, str]
) -> None:
    assert office.post(DAYS, data=put(form_at(office, DAYS), **told)).status_code == 422
    with sqlite_store.reading() as session:
        assert queries.ladder(session) == (Ladder(), 0)


@pytest.mark.parametrize(
    "query",
    ["?period=99", "?period=x", "?period=", "?campaign=nobody", "?period=2", f"?period={'9' * 40}", "?period=%00"],
)
def test_any_address_is_answered(office: Any, query: str) -> None:
    assert office.get(PAGE + query).status_code == 200


@pytest.mark.parametrize("rest", ["", ".1", ".99999", ".x", "x", ".2"])
def test_keys_that_name_no_paper_are_nobodys(office: Any, rest: str) -> None:
    known = rest == ""
    assert office.get(f"/papers/urging/{KEY}{rest}").status_code == (200 if known else 404)


def test_a_site_without_a_plan_says_so(client: Any, sqlite_store: Store) -> None:
    staff(sqlite_store)
    assert "Chưa có kế hoạch nào đặt hạn báo cáo" in text(signed_in(client), PAGE)
