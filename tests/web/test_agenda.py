"""What outlets do through their personal link, without script."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from campaigns.queries import history as history_queries
from campaigns.store import Store
from campaigns.values.edits import Move
from campaigns.values.words import AskReason, Evidence, Resolution, SlotState
from scheduler.services import answers, briefing, linking, placing
from tests.builders import Ground, ground
from tests.conftest import NOW, Present
from tests.scheduler.month import confirm, place, send
from tests.web.outlets import HOLDER, article, broadcast, details, slot, token

DAYS = (date(2017, 4, 3), date(2017, 4, 4), date(2017, 4, 5))


class Scene(NamedTuple):
    """Three slots that their outlet has been told of, and the outlet's link."""

    ground: Ground
    programme: str
    uids: tuple[str, ...]
    address: str

    @property
    def window(self) -> int:
        return self.ground.window(self.programme)

    @property
    def outlet(self) -> int:
        return self.ground.windows[self.programme].outlet_id


def scene(store: Store, programme: str = "", days: Sequence[date] = DAYS) -> Scene:
    found = ground(store)
    programme = programme or broadcast(found)
    uids = place(store, found, programme, *days)
    send(store, "2017-04", found.windows[programme].outlet_id)
    return Scene(found, programme, uids, f"/o/{token(store, found, programme)}")


@pytest.fixture
def site(sqlite_store: Store) -> Scene:
    return scene(sqlite_store)


def seen(store: Store, uid: str, **more: Any) -> dict[str, Any]:
    """What every form about a slot carries."""
    return {"version": slot(store, uid).version} | more


def on_air_and_over(store: Store, here: Scene, present: Present, uid: str) -> None:
    """The slot is confirmed, and its hour is over; the clock has not come by."""
    confirm(store, [uid])
    present.at = slot(store, uid).ends_at + timedelta(minutes=10)


def actors(store: Store, uid: str) -> dict[str, str]:
    with store.reading() as session:
        return {row.what: row.actor for row in history_queries.of(session, "slot", uid)}


# The page


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


# Yes


def test_one_tap_confirms_in_the_holders_name_and_it_can_be_taken_back(client, sqlite_store, site):
    uid = site.uids[0]

    done = client.post(f"{site.address}/slots/{uid}/confirm", data=seen(sqlite_store, uid, next=site.address))
    after = slot(sqlite_store, uid)
    page = client.get(done.headers["Location"]).get_data(as_text=True)
    undone = client.post(f"{site.address}/slots/{uid}/unconfirm", data=seen(sqlite_store, uid))

    assert done.status_code == undone.status_code == 303
    assert after.state is SlotState.CONFIRMED
    assert after.confirmed_by == HOLDER
    assert actors(sqlite_store, uid)["confirm"] == HOLDER
    assert "Đã ghi nhận xác nhận." in page
    assert "Hoàn tác" in page
    assert slot(sqlite_store, uid).state is SlotState.PLANNED


def test_all_confirms_exactly_what_was_listed(client, sqlite_store, site):
    html = client.get(f"{site.address}/confirm-all?month=2017-04").get_data(as_text=True)
    listed = re.findall(r'name="slot" value="([^"]+)"', html)
    late = place(sqlite_store, site.ground, site.programme, date(2017, 4, 6))[0]
    send(sqlite_store, "2017-04", site.outlet)

    done = client.post(f"{site.address}/confirm-all", data={"slot": listed})

    assert [name.partition(".")[0] for name in listed] == list(site.uids)
    assert done.status_code == 303
    assert {slot(sqlite_store, uid).state for uid in site.uids} == {SlotState.CONFIRMED}
    assert slot(sqlite_store, late).state is SlotState.PLANNED
    page = client.get(done.headers["Location"]).get_data(as_text=True)
    assert "Đã xác nhận 3 lượt." in page
    lot = re.findall(r'name="slot" value="([^"]+)"', page.split("unconfirm-all")[1].split("</form>")[0])
    assert client.post(f"{site.address}/unconfirm-all", data={"slot": lot}).status_code == 303
    assert {slot(sqlite_store, uid).state for uid in site.uids} == {SlotState.PLANNED}


def test_when_one_of_all_has_changed_nothing_is_confirmed_and_the_change_is_told(client, sqlite_store, site):
    listed = [f"{uid}.{slot(sqlite_store, uid).version}" for uid in site.uids]
    with sqlite_store.deciding(actor="officer", now=NOW) as work:
        moved = Move(site.uids[1], slot(sqlite_store, site.uids[1]).version, site.window, date(2017, 4, 10))
        placing.edit(work, "2017-04", [moved], seen=None)

    answer = client.post(f"{site.address}/confirm-all", data={"slot": listed})

    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Chưa ghi nhận lượt nào" in html
    assert "10/4" in html.split("Chưa ghi nhận lượt nào<")[1].split("</section>")[0]
    assert {slot(sqlite_store, uid).state for uid in site.uids} == {SlotState.PLANNED}


@pytest.mark.parametrize("named", [[], ["x"], ["x.1"], ["00000000-0000-4000-8000-000000000000.1"], ["a.1"] * 500])
def test_a_list_that_names_nothing_of_ours_is_refused(client, site, named):
    assert client.post(f"{site.address}/confirm-all", data={"slot": named}).status_code in {404, 409, 422}


def test_someone_overtaken_sees_both_versions(client, sqlite_store, site):
    uid = site.uids[0]
    page = client.get(f"{site.address}/slots/{uid}").get_data(as_text=True)
    form = dict(re.findall(r'name="(version|seen)" value="([^"]+)"', page))
    with sqlite_store.deciding(actor="officer", now=NOW) as work:
        placing.edit(work, "2017-04", [Move(uid, int(form["version"]), site.window, date(2017, 4, 10))], seen=None)

    answer = client.post(f"{site.address}/slots/{uid}/confirm", data=form)

    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    both = html.split('class="both"')[1].split("</table>")[0]
    assert "3/4" in both
    assert "10/4" in both
    assert slot(sqlite_store, uid).state is SlotState.PLANNED


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_form_without_its_version_changes_nothing(client, sqlite_store, site, version):
    answer = client.post(f"{site.address}/slots/{site.uids[0]}/confirm", data={"version": version})

    assert 400 <= answer.status_code < 500
    assert slot(sqlite_store, site.uids[0]).state is SlotState.PLANNED


def test_a_post_that_another_site_caused_is_refused(client, sqlite_store, site):
    answer = client.post(
        f"{site.address}/slots/{site.uids[0]}/confirm", data=seen(sqlite_store, site.uids[0]),
        headers={"Sec-Fetch-Site": "cross-site"},
    )  # fmt: skip

    assert answer.status_code == 403
    assert slot(sqlite_store, site.uids[0]).state is SlotState.PLANNED


def test_the_way_back_never_leaves_the_link(client, sqlite_store, site):
    uid = site.uids[0]

    done = client.post(
        f"{site.address}/slots/{uid}/confirm", data=seen(sqlite_store, uid, next="https://elsewhere.example/")
    )

    assert done.headers["Location"].startswith(site.address)


# Asking


def test_one_of_the_free_places_is_asked_for(client, sqlite_store, site):
    uid = site.uids[0]
    html = client.get(f"{site.address}/slots/{uid}/ask").get_data(as_text=True)
    choices = re.findall(r'name="choice" value="([^"]+)"', html)

    done = client.post(
        f"{site.address}/slots/{uid}/ask", data=seen(sqlite_store, uid, choice=choices[0], reason="live")
    )

    after = slot(sqlite_store, uid)
    assert choices[-2:] == ["other", "none"]
    assert len(choices) == 5
    assert done.status_code == 303
    assert after.offer is not None
    assert f"{after.offer.window_id}.{after.offer.date}" == choices[0]
    assert after.offer.made_by == HOLDER
    assert after.state is SlotState.PLANNED


def test_another_day_and_hour_of_ones_own_is_offered(client, sqlite_store, site):
    uid = site.uids[0]

    told = {"choice": "other", "window": site.window, "date": "10/04/2017", "hour": "20h15", "reason": "other",
            "words": "nhường bản tin đặc biệt"}  # fmt: skip
    done = client.post(f"{site.address}/slots/{uid}/ask", data=seen(sqlite_store, uid, **told))
    page = client.get(f"{site.address}/slots/{uid}").get_data(as_text=True)

    offer = slot(sqlite_store, uid).offer
    assert done.status_code == 303
    assert offer is not None
    assert (offer.date, offer.start_minute) == (date(2017, 4, 10), 20 * 60 + 15)
    assert "nhường bản tin đặc biệt" in page


def test_declining_names_no_place_and_can_be_taken_back(client, sqlite_store, site):
    uid = site.uids[0]

    client.post(f"{site.address}/slots/{uid}/ask", data=seen(sqlite_store, uid, choice="none", reason="no_material"))
    declined = slot(sqlite_store, uid).offer
    page = client.get(site.address).get_data(as_text=True)
    back = client.post(f"{site.address}/slots/{uid}/take-back", data=seen(sqlite_store, uid))

    assert declined is not None
    assert declined.declines
    assert "Không nhận lượt này" in page
    assert back.status_code == 303
    assert slot(sqlite_store, uid).offer is None


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"choice": "other", "reason": "live"}, "date"),
        ({"choice": "other", "date": "31/02/2017", "reason": "live"}, "date"),
        ({"choice": "other", "date": "10/04/2017", "hour": "lúc tối", "reason": "live"}, "hour"),
        ({"choice": "none"}, "reason"),
        ({"choice": "9.hôm nào", "reason": "live"}, "choice"),
        ({"choice": "999999.2017-04-10", "reason": "live"}, "window"),
        ({"choice": "other", "date": "10/04/2010", "reason": "live"}, "date"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(client, sqlite_store, site, told, field):
    uid = site.uids[0]

    sent = seen(sqlite_store, uid, window=site.window, words="chữ đã gõ", **told)
    answer = client.post(f"{site.address}/slots/{uid}/ask", data=sent)

    html = answer.get_data(as_text=True)
    assert answer.status_code in {409, 422}
    assert f'id="{field}-error"' in html
    assert "chữ đã gõ" in html
    assert slot(sqlite_store, uid).offer is None


def test_a_request_for_what_changed_meanwhile_keeps_the_words(client, sqlite_store, site):
    uid = site.uids[0]
    form = seen(sqlite_store, uid, choice="none", reason="other", words="chữ đã gõ")
    answers_as_officer(sqlite_store, uid)

    answer = client.post(f"{site.address}/slots/{uid}/ask", data=form)

    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "chữ đã gõ" in html
    assert f'name="version" value="{slot(sqlite_store, uid).version}"' in html
    assert slot(sqlite_store, uid).offer is None


def answers_as_officer(store: Store, uid: str) -> None:
    with store.deciding(actor="officer", now=NOW) as work:
        seen_version = slot(store, uid).version
        answers.describe(work, uid, seen_version=seen_version, title="Tên mới", note="", sensitive=None, brief=None)


# After air


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


# Calendar, brief


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
