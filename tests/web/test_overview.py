"""The first page: what needs whom today, how the month goes; and the month's papers in one list."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from campaigns.services import people
from campaigns.store import Store
from campaigns.values.words import AskReason, Role
from scheduler.services import answers
from tests import builders
from tests.builders import PASSWORD, Ground, csrf, signed_in, staff
from tests.conftest import NOW
from tests.scheduler import halves
from tests.scheduler.month import confirm, confirmed, reach, send
from tests.web.outlets import filled_in, laid_out, slot

DAYS = (date(2017, 4, 3), date(2017, 4, 4), date(2017, 4, 5))


@pytest.fixture
def site(sqlite_store: Store) -> tuple[Ground, str, tuple[str, ...]]:
    """Three slots that nobody has sent yet."""
    return laid_out(sqlite_store, *DAYS)


def home(client: Any, role: str = "officer") -> str:
    return str(signed_in(client, role).get("/").get_data(as_text=True))


def ask(store: Store, uid: str) -> None:
    with store.deciding(actor="Anh Quang", now=NOW) as work:
        answers.ask(work, uid, seen_version=slot(store, uid).version, by="Anh Quang", reason=AskReason.LIVE)


def test_an_empty_site_has_nothing_to_do(client, sqlite_store):
    staff(sqlite_store)

    html = home(client)

    assert "Không có việc nào đang chờ." in html
    assert "Chưa có kế hoạch nào đang chạy." in html


def test_what_the_outlet_was_not_told_leads_to_sending_its_month(client, site):
    html = home(client)

    assert "Chưa gửi đài, báo" in html
    assert "/months/2017-04/send" in html
    assert "Đài, báo xin đổi" not in html


def test_a_request_stands_first_and_leads_to_the_slot(client, sqlite_store, site):
    found, programme, uids = site
    send(sqlite_store, "2017-04", found.windows[programme].outlet_id)
    ask(sqlite_store, uids[1])

    html = home(client)

    todo = html.split('id="todo"')[1]
    assert "Đài, báo xin đổi hoặc không nhận" in todo
    assert f"/slots/{uids[1]}" in todo
    assert "Chưa gửi đài, báo" not in todo


def test_what_is_over_waits_for_evidence_and_briefs_are_asked_for_in_time(client, sqlite_store, site, present):
    found, programme, uids = site
    send(sqlite_store, "2017-04", found.windows[programme].outlet_id)
    confirm(sqlite_store, uids)
    early = home(client)
    present.at = datetime(2017, 4, 4, 3, 0, tzinfo=UTC)

    html = home(client.application.test_client())

    assert "chờ minh chứng" not in early
    assert "Đã qua giờ, chờ minh chứng" in html
    assert "Sắp đến hạn kịch bản mà chưa có phiếu" in html
    assert f"/slots/{uids[2]}/brief" in html


def test_a_report_that_is_due_is_told_with_its_last_good_day(client, sqlite_store, site, present):
    early = home(client)
    present.at = datetime(2017, 6, 12, 3, 0, tzinfo=UTC)

    html = home(client.application.test_client(), "leader")

    assert "Báo cáo theo KH" not in early
    assert "14/06/2017" in html


def test_letters_that_went_nowhere_lead_to_the_address_that_is_missing(client, sqlite_store, site):
    found, programme, _uids = site
    outlet_id = found.windows[programme].outlet_id
    reach(sqlite_store, outlet_id, email="")
    send(sqlite_store, "2017-04", outlet_id)

    html = home(client)

    assert "1 thư cho Đài Phát thanh và Truyền hình" in html
    assert 'href="/outlets/bptv/edit"' in html
    assert "không gửi được" not in home(client.application.test_client(), "viewer")
    reach(sqlite_store, outlet_id, email="dai@example.vn")
    assert "không gửi được" not in client.get("/").get_data(as_text=True)


def test_each_role_is_asked_only_what_it_can_do(client, sqlite_store, site):
    found, programme, uids = site
    send(sqlite_store, "2017-04", found.windows[programme].outlet_id)
    ask(sqlite_store, uids[0])

    viewer, leader = home(client, "viewer"), home(client.application.test_client(), "leader")

    assert "Không có việc nào đang chờ." in viewer
    assert "phiên bản 1 chờ duyệt" in leader
    assert "Sắp đến hạn kịch bản" not in leader


def test_people_of_an_outlet_come_to_their_own_agenda(client, sqlite_store, site):
    found, programme, _uids = site
    with sqlite_store.deciding(actor="builder", now=NOW) as work:
        people.create(work, "quang@bptv.example", name="Anh Quang", role=Role.OUTLET, password=PASSWORD,
                      outlet_id=found.windows[programme].outlet_id)  # fmt: skip
    client.post("/sign-in", data={"email": "quang@bptv.example", "password": PASSWORD})

    first = client.get("/", follow_redirects=True)
    opened = client.post("/agenda", data={"csrf_token": csrf(client, "/agenda")})
    again = client.get("/", follow_redirects=True)

    assert "Mở lịch" in first.get_data(as_text=True)
    assert opened.headers["Location"].startswith("/o/")
    assert again.request.path == opened.headers["Location"]
    assert client.get("/months/2017-04").status_code == 403


def test_the_months_papers_are_listed_with_what_each_still_lacks(client, sqlite_store, site):
    found, programme, uids = site
    send(sqlite_store, "2017-04", found.windows[programme].outlet_id)
    confirm(sqlite_store, uids[:1])
    signed_in(client)
    token = csrf(client, "/settings/me")
    client.post(f"/slots/{uids[0]}/brief", data=filled_in(slot(sqlite_store, uids[0])) | {"csrf_token": token})

    html = client.get("/documents?month=2017-04").get_data(as_text=True)
    missing = client.get("/documents?month=2017-04&show=missing").get_data(as_text=True)

    assert f"/papers/brief/{uids[0]}.docx" in html
    assert "PSX-2017-04-01" in html
    assert "khung kịch bản" in html
    assert "/papers/2017-04.zip" in html
    assert "Phiên bản 1" in html
    assert f"/slots/{uids[1]}/brief" in missing
    assert "PSX-2017-04-01" not in missing.split('id="confirmed"')[0]
    rising, falling = (
        client.get(f"/documents?month=2017-04&sort={how}").get_data(as_text=True) for how in ("lacks", "-lacks")
    )
    order = [[html.index(f"/slots/{uid}") for uid in uids[:2]] for html in (rising, falling)]
    assert (order[0][0] < order[0][1], order[1][0] < order[1][1]) == (True, False)
    assert 'aria-sort="ascending"' in rising
    assert 'aria-sort="descending"' in falling
    assert client.get("/documents?month=2017-04&sort=nonsense").status_code == 200
    assert client.get("/documents?month=nonsense").status_code in {404, 409, 422}


@pytest.mark.parametrize("path", ["/", "/documents", "/documents?month=2017-04&show=issued"])
def test_the_pages_speak_english_too(client, site, path):
    signed_in(client)
    client.set_cookie("language", "en")

    html = client.get(path).get_data(as_text=True)

    assert '<html lang="en"' in html
    assert "Cần làm" not in html
    assert "Phiếu đã phát hành" not in html


def test_a_leader_sees_how_the_campaign_stands_so_far_and_where_each_figure_is_from(client, sqlite_store, present):
    ground = builders.ground(sqlite_store)
    builders.staff(sqlite_store)
    first, second, ahead = confirmed(
        sqlite_store, ground, "Thời sự trưa", date(2017, 6, 5), date(2017, 6, 6), date(2017, 6, 30)
    )
    halves.attest(sqlite_store, first, now=halves.JUNE + timedelta(days=9))
    halves.miss(sqlite_store, second, now=halves.JUNE + timedelta(days=9))
    present.at = halves.JUNE + timedelta(days=10)

    html = home(client, "leader")

    told = " ".join(re.sub(r"<[^>]*>", " ", html.split('id="so-far-1"')[1].split("</dl>")[0]).split())
    assert "Đã phát 50% 45″ / 90″" in told  # what lies ahead is not due
    assert "Còn nợ 45″" in told
    assert f"/ledger?campaign={ground.campaign}&amp;measure=seconds" in html
    assert ahead
