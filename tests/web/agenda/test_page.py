"""What a link opens, and whose it is."""

from datetime import date, timedelta

import pytest

from campaigns.values.words import SlotState
from scheduler.services import linking
from tests.conftest import NOW
from tests.scheduler.month import place, send
from tests.web.agenda.scene import seen
from tests.web.outlets import slot, token


def test_a_link_opens_the_month_in_which_something_waits(client, site):
    page = client.get(site.address)

    html = page.get_data(as_text=True)
    assert page.status_code == 200
    assert site.programme in html
    assert html.count('/confirm"') == len(site.uids)
    assert "Xác nhận cả 3 lượt" in html
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_drafts_stay_at_home(client, sqlite_store, site):
    draft = place(sqlite_store, site.ground, site.programme, date(2017, 4, 6))[0]

    page = client.get(site.address).get_data(as_text=True)

    assert draft not in page
    assert client.get(f"{site.address}/slots/{draft}").status_code == 404


def test_another_outlets_slot_is_nobodys(client, sqlite_store, site):
    found = site.ground
    other = next(name for name, one in found.windows.items() if one.outlet_id != site.outlet)
    window = found.windows[other]
    day = next(date(2017, 4, n) for n in range(3, 29) if date(2017, 4, n).weekday() in window.weekdays)
    uid = place(sqlite_store, found, other, day)[0]
    send(sqlite_store, "2017-04", window.outlet_id)

    for path in ("", "/ask", "/report", "/brief.docx"):
        assert client.get(f"{site.address}/slots/{uid}{path}").status_code == 404
    answer = client.post(f"{site.address}/slots/{uid}/confirm", data=seen(sqlite_store, uid))

    assert answer.status_code == 404
    assert slot(sqlite_store, uid).state is SlotState.PLANNED


def test_a_link_that_ended_says_which_and_whom_to_call(client, sqlite_store, site, present):
    unknown = client.get("/o/khong-co-lien-ket-nay")
    with sqlite_store.deciding(actor="builder", now=NOW) as work:
        linking.revoke(work, site.address)
    revoked = client.get(site.address)
    posted = client.post(f"{site.address}/slots/{site.uids[0]}/confirm", data=seen(sqlite_store, site.uids[0]))
    other = f"/o/{token(sqlite_store, site.ground, site.programme)}"
    present.at = NOW + timedelta(days=400)
    expired = client.get(other)

    assert unknown.status_code == 404
    assert revoked.status_code == posted.status_code == expired.status_code == 410
    assert "thu hồi" in revoked.get_data(as_text=True)
    assert "hết hạn" in expired.get_data(as_text=True)
    assert "tel:0271000000" in revoked.get_data(as_text=True)
    assert slot(sqlite_store, site.uids[0]).state is SlotState.PLANNED


def test_the_page_speaks_english_too(client, site):
    client.set_cookie("language", "en")

    html = client.get(site.address).get_data(as_text=True)

    assert "Awaiting confirmation" in html
    assert "Chờ xác nhận" not in html


@pytest.mark.parametrize("query", ["?month=2017-13", "?month=x", "?month=2017-04&show=nonsense", "?said=nonsense"])
def test_an_address_that_was_typed_wrong_is_no_fault_of_ours(client, site, query):
    assert client.get(site.address + query).status_code < 500
