"""What went out and what did not, told by the outlet; its calendar and its briefs."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from campaigns.values.words import AskReason, Evidence, Resolution, SlotState
from scheduler.services import answers, briefing
from tests.builders import ground
from tests.conftest import NOW
from tests.scheduler.month import confirm, place, send
from tests.web.agenda.scene import on_air_and_over, seen
from tests.web.outlets import HOLDER, article, details, slot, token


def test_one_tap_says_that_it_went_out_as_agreed_though_the_clock_is_late(client, sqlite_store, site, present):
    uid = site.uids[0]
    on_air_and_over(sqlite_store, site, present, uid)
    page = client.get(f"{site.address}?show=aired").get_data(as_text=True)

    done = client.post(f"{site.address}/slots/{uid}/report", data=seen(sqlite_store, uid, result="on_time"))

    after = slot(sqlite_store, uid)
    assert "Đã phát đúng giờ" in page
    assert done.status_code == 303
    assert after.state is SlotState.AIRED
    assert after.evidence is Evidence.ATTESTED
    assert (after.actual_starts_at, after.actual_duration_s) == (after.starts_at, after.duration_s)


def test_the_real_hour_and_length_are_kept(client, sqlite_store, site, present):
    uid = site.uids[0]
    on_air_and_over(sqlite_store, site, present, uid)
    before = slot(sqlite_store, uid)
    hour = before.start_minute + 3

    told = {"result": "aired", "date": "03/04/2017", "hour": f"{hour // 60}:{hour % 60:02d}", "length": "20 giây"}
    done = client.post(f"{site.address}/slots/{uid}/report", data=seen(sqlite_store, uid, **told))

    after = slot(sqlite_store, uid)
    assert done.status_code == 303
    assert after.actual_starts_at == before.starts_at + timedelta(minutes=3)
    assert after.actual_duration_s == 20


def test_what_did_not_go_out_is_owed_with_its_reason(client, sqlite_store, site, present):
    uid = site.uids[0]
    on_air_and_over(sqlite_store, site, present, uid)

    blank = client.post(f"{site.address}/slots/{uid}/report", data=seen(sqlite_store, uid, result="missed"))
    told = {"result": "missed", "reason": "technical", "words": "mất điện"}
    done = client.post(f"{site.address}/slots/{uid}/report", data=seen(sqlite_store, uid, **told))

    after = slot(sqlite_store, uid)
    assert blank.status_code == 422
    assert 'id="reason-error"' in blank.get_data(as_text=True)
    assert done.status_code == 303
    assert after.state is SlotState.MISSED
    assert after.resolution is Resolution.UNRESOLVED
    assert after.miss_reason == "technical: mất điện"
    assert "mất điện" in client.get(f"{site.address}?show=aired").get_data(as_text=True)


@pytest.mark.parametrize(
    ("told", "field"),
    [({"hour": "25 giờ rưỡi"}, "hour"), ({"length": "2 giờ"}, "length"), ({"length": "3000 giây"}, "length"),
     ({"date": "01/04/2017"}, "hour"), ({"date": ""}, "date")],
)  # fmt: skip
def test_an_airing_that_cannot_be_true_is_asked_again(client, sqlite_store, site, present, told, field):
    uid = site.uids[0]
    on_air_and_over(sqlite_store, site, present, uid)
    form = {"result": "aired", "date": "03/04/2017", "hour": "05:00", "length": "20 giây"}

    answer = client.post(f"{site.address}/slots/{uid}/report", data=seen(sqlite_store, uid, **(form | told)))

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.get_data(as_text=True)
    assert slot(sqlite_store, uid).state is not SlotState.AIRED


def test_nothing_is_reported_before_the_hour_or_of_what_was_never_confirmed(client, sqlite_store, site):
    uid = site.uids[0]

    page = client.get(f"{site.address}/slots/{uid}/report")
    early = client.post(f"{site.address}/slots/{uid}/report", data=seen(sqlite_store, uid, result="on_time"))

    assert page.status_code == early.status_code == 409 or early.status_code == 422
    assert slot(sqlite_store, uid).state is SlotState.PLANNED


def test_a_newspaper_answers_in_its_own_words(client, sqlite_store, present):
    found = ground(sqlite_store)
    programme = article(found)
    window = found.windows[programme]
    runs = window.issue_weekdays if window.issue_weekdays is not None else frozenset(range(7))
    days = [date(2017, 4, n) for n in range(3, 28)]
    day = next(one for one in days if one.weekday() in window.weekdays & runs)
    uid = place(sqlite_store, found, programme, day)[0]
    send(sqlite_store, "2017-04", window.outlet_id)
    confirm(sqlite_store, [uid])
    address = f"/o/{token(sqlite_store, found, programme)}"
    present.at = datetime(2017, 4, day.day, 12, 0, tzinfo=UTC)

    page = client.get(address).get_data(as_text=True)
    done = client.post(f"{address}/slots/{uid}/report", data=seen(sqlite_store, uid, result="on_time"))

    assert "Lịch đăng bài" in page
    assert "Đã đăng đúng ngày" in page
    assert done.status_code == 303
    assert slot(sqlite_store, uid).state is SlotState.AIRED


def test_the_calendar_is_opened_once_for_each_holder(client, site, sqlite_store):
    before = client.get(f"{site.address}/calendar").get_data(as_text=True)
    no_code = client.get(f"{site.address}/calendar.svg")
    first = client.post(f"{site.address}/calendar")
    page = client.get(first.headers["Location"]).get_data(as_text=True)
    client.post(f"{site.address}/calendar")
    again = client.get(f"{site.address}/calendar").get_data(as_text=True)
    feed = re.search(r"http://lichsong\.test(/lich/[^<\"]+\.ics)", page)

    assert "webcal" not in before
    assert no_code.status_code == 404
    assert "webcal://" in page
    assert "calendar.google.com" in page
    assert feed is not None
    assert feed[1] in again
    assert b"<svg" in client.get(f"{site.address}/calendar.svg").data
    assert client.get(feed[1]).data.startswith(b"BEGIN:VCALENDAR")


def test_a_brief_can_be_had_once_the_office_has_issued_it(client, sqlite_store, site):
    uid = site.uids[0]
    early = client.get(f"{site.address}/slots/{uid}/brief.docx")
    with sqlite_store.deciding(actor="officer", now=NOW) as work:
        told = slot(sqlite_store, uid)
        kept = details(told.duration_s).as_json()
        answers.describe(work, uid, seen_version=told.version, title="Một cửa", note="", sensitive=None, brief=kept)
        briefing.brief_view(work, uid)
    page = client.get(site.address).get_data(as_text=True)
    form = seen(sqlite_store, uid)

    paper = client.get(f"{site.address}/slots/{uid}/brief.docx")
    answer = client.post(f"{site.address}/slots/{uid}/confirm", data=form)

    assert early.status_code == 404
    assert "PSX-2017-04-01" in page
    assert paper.status_code == 200
    assert paper.data[:2] == b"PK"
    assert answer.status_code == 303  # reading a brief is no change that trips up an open page


def test_a_request_is_recorded_and_answered(client, sqlite_store, site):
    uid = site.uids[0]
    with sqlite_store.deciding(actor=HOLDER, now=NOW) as work:
        version = slot(sqlite_store, uid).version
        answers.ask(work, uid, seen_version=version, by=HOLDER, reason=AskReason.CLASH)
    with sqlite_store.deciding(actor="officer", now=NOW) as work:
        told = slot(sqlite_store, uid)
        answers.refuse(work, uid, told.offer.id, seen_version=told.version)

    page = client.get(f"{site.address}/slots/{uid}").get_data(as_text=True)

    assert "cơ quan giữ chỗ cũ" in page
    assert "Trùng chương trình khác" in page
