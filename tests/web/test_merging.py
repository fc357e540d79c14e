"""A merger through its page: shown first, then decided; afterwards pages of both houses, and their links, say so."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import col, select

from campaigns.models import OutletTerm, Slot
from campaigns.queries import outlets
from campaigns.store import Store
from scheduler.jobs import sweeping
from tests.builders import Ground, ground, signed_in, staff
from tests.conftest import Present
from tests.scheduler import month
from tests.scheduler.test_pricing import adopted
from tests.web.forms_of_pages import form_at, put
from tests.web.outlets import token

PAGE = "/outlets/bptv/merge"
TOLD = {"into": "tttt", "on": "08/05/2017", "source": "Quyết định của tỉnh Mẫu"}
AHEAD = date(2017, 5, 10)


@pytest.fixture
def site(sqlite_store: Store) -> Ground:
    found = ground(sqlite_store)
    staff(sqlite_store)
    month.confirmed(sqlite_store, found, "Bản tin sáng", date(2017, 4, 12))
    month.confirmed(sqlite_store, found, "Bản tin sáng", AHEAD)
    return found


@pytest.fixture
def office(client: Any, sqlite_store: Store, site: Ground) -> Any:
    """An officer at the site, who has set up the house that takes over."""
    officer = signed_in(client)
    new = "/outlets/new"
    told = put(form_at(officer, new), name="Trung tâm Truyền thông tỉnh", short_name="TTTT", valid_from="01/04/2017")
    assert officer.post(new, data=told).status_code == 303
    return officer


def merged(store: Store) -> list[OutletTerm]:
    with store.reading() as session:
        return list(session.exec(select(OutletTerm).where(col(OutletTerm.merged_into_id).is_not(None))))


def send(office: Any, **told: str) -> Any:
    return office.post(PAGE, data=put(form_at(office, PAGE), **(TOLD | told)))


def sure(office: Any) -> Any:
    """Ask, then say yes to what was shown."""
    shown = send(office).get_data(as_text=True)
    mark = shown.split('name="sure" value="')[1].split('"')[0]
    return send(office, sure=mark)


def test_what_would_happen_is_shown_before_it_is_decided(office: Any, sqlite_store: Store) -> None:
    shown = send(office).get_data(as_text=True)

    assert "1 lượt đã đặt từ ngày này" in shown
    assert "Từ 08/05/2017" in shown
    assert merged(sqlite_store) == []
    assert send(office, sure="another").status_code == 200
    assert merged(sqlite_store) == []

    done = sure(office)

    assert (done.status_code, done.location) == (303, "/outlets/bptv?said=merged")
    assert len(merged(sqlite_store)) == 1


def test_both_pages_say_so_and_the_old_one_offers_nothing_new(office: Any) -> None:
    sure(office)

    old, new = (office.get(f"/outlets/{slug}").get_data(as_text=True) for slug in ("bptv", "tttt"))
    assert "sáp nhập vào Trung tâm Truyền thông tỉnh" in old
    assert "Thêm kênh" not in old
    assert "Thêm khung" not in old
    assert PAGE not in old
    assert "tiếp nhận Đài Phát thanh và Truyền hình Bình Phước" in new
    assert "Bản tin sáng" in new
    again = send(office)
    assert again.status_code == 422
    assert "đã sáp nhập" in again.get_data(as_text=True)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"into": ""}, "id=\"into-error\""), ({"into": "bptv"}, "Xin chọn một đài, báo khác"),
        ({"into": "không-có"}, "id=\"into-error\""), ({"on": "31/02/2017"}, "id=\"on-error\""),
        ({"on": "01/01/2016"}, "không hoạt động vào ngày này"), ({"source": ""}, "id=\"source-error\""), ({"source": "x" * 100_000}, "id=\"source-error\""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field_and_keeps_what_was_typed(
    office: Any, sqlite_store: Store, told: dict[str, str], said: str
) -> None:
    answer = send(office, **told)

    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert merged(sqlite_store) == []


def test_somebody_who_was_slower_is_told(office: Any, sqlite_store: Store) -> None:
    assert send(office, version="99").status_code == 409
    assert merged(sqlite_store) == []


def test_links_of_both_houses_work_on(
    office: Any, client: Any, sqlite_store: Store, site: Ground, present: Any
) -> None:
    old = token(sqlite_store, site, "Bản tin sáng")
    sure(office)
    with sqlite_store.deciding(actor="builder", now=present.at) as work:
        from scheduler.services import linking

        new = sqlite_store.keys.link_token("outlet", linking.make_outlet_link(work, "tttt", holder="Chị Mai").nonce)
        uids = {row.date: row.uid for row in work.session.exec(select(Slot))}
    past = f"/slots/{uids[date(2017, 4, 12)]}"
    ahead = f"/slots/{uids[AHEAD]}"
    assert client.get(f"/o/{new}{past}").status_code == 404  # not yet the heir's
    assert client.get(f"/o/{new}{ahead}").status_code == 200
    assert client.get(f"/o/{old}{ahead}").status_code == 404

    present.at = datetime.fromisoformat("2017-05-09T03:00:00+00:00")
    sweeping.sweep(sqlite_store, present.at)
    assert client.get(f"/o/{new}{past}").status_code == 200
    assert client.get(f"/o/{old}{past}").status_code == 200
    assert "đã sáp nhập vào Trung tâm Truyền thông tỉnh" in client.get(f"/o/{old}?month=2017-04").get_data(as_text=True)
    report = f"/o/{new}{past}/report"
    told = put(form_at(client, report), result="on_time")
    assert client.post(report, data=told).status_code == 303


def test_every_page_holds_after_a_merger(office: Any, present: Any, sqlite_store: Store) -> None:
    sure(office)
    present.at = datetime.fromisoformat("2017-06-02T03:00:00+00:00")
    sweeping.sweep(sqlite_store, present.at)
    office = signed_in(office)

    for address in (
        "/", "/months/2017-04", "/months/2017-05", "/months/2017-05?view=sheet", "/months/2017-06", "/months/2017-05/send",
        "/reports", "/ledger", "/acceptance", "/acceptance/bptv/2017-05", "/outlets", "/outlets/bptv/as-run", "/obligations",
        "/settings/calendars", "/plans/1", "/plans/1?month=2017-05", "/plans/1/quota",
    ):  # fmt: skip
        assert office.get(address).status_code == 200, address


def test_price_lists_are_told_before_and_stand_at_the_heir_afterwards(
    office: Any, sqlite_store: Store, present: Present
) -> None:
    head = ["Khung giờ", "Chương trình", "30 giây", "60 giây"]
    adopted(
        sqlite_store, [head, ["05h00-06h00", "Bản tin sáng", "400", "700"], ["17h00-18h00", "Bản tin chiều", "5", "9"]]
    )
    adopted(sqlite_store, [head, ["05h00-06h00", "Bản tin sáng", "600", "1.000"]], slug="tttt", decision="15/QĐ-TTTT")

    shown = " ".join(send(office).get_data(as_text=True).split())
    assert "1 khung tính giá theo bảng giá của đài, báo tiếp nhận: 15/QĐ-TTTT, dòng 2." in shown
    assert "0 lượt chưa được nhận đổi giá theo" in shown
    assert "Bảng giá tiếp nhận" not in office.get("/outlets/tttt/rates").get_data(as_text=True)
    sure(office)

    with sqlite_store.reading() as session:
        heir = next(
            one for one in outlets.windows(session) if one.outlet_slug == "tttt" and one.programme == "Bản tin chiều"
        )
    present.at = datetime(2017, 5, 10, 3, tzinfo=UTC)
    office = signed_in(office)
    listed = office.get("/outlets/tttt/rates").get_data(as_text=True)
    assert "Bảng giá tiếp nhận khi sáp nhập" in listed
    assert "207/QĐ-PTTH" in listed
    window = office.get(f"/outlets/tttt/windows/{heir.id}").get_data(as_text=True)
    assert 'href="/outlets/bptv/rates/' in window
    assert "bảng giá của BPTV" in window
