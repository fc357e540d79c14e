"""Outlets through their pages: names, channels, programmes, weekly windows, exceptions, links shown once."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from campaigns import calendar
from campaigns.models import FeedToken, OutletLink
from campaigns.queries import links as link_queries
from campaigns.queries import outlets as queries
from campaigns.queries import programmes
from campaigns.values.feeds import FeedKind
from campaigns.values.outlets import WindowView
from campaigns.values.words import Evidence, SlotState
from scheduler import grid
from scheduler.jobs import sweeping
from tests.builders import Ground, csrf, ground, signed_in, staff
from tests.conftest import BASE_URL
from tests.scheduler import month
from tests.web.forms_of_pages import form_at, put

BPTV = "/outlets/bptv"
TALK = "Cải cách hành chính"


@pytest.fixture
def site(sqlite_store):
    """The sample outlets."""
    return ground(sqlite_store)


@pytest.fixture
def office(client, sqlite_store, site):
    """An officer at the site."""
    staff(sqlite_store)
    return signed_in(client)


def _window(store: Any, window_id: int) -> WindowView:
    with store.reading() as session:
        (found,) = queries.windows(session, ids=[window_id])
        return found


def _page(client: Any, address: str) -> str:
    return str(client.get(address).get_data(as_text=True))


def test_the_list_names_every_outlet_with_its_channels_and_contact(office):
    page = _page(office, "/outlets")

    for words in ("Đài Phát thanh và Truyền hình Bình Phước", "Báo Bình Phước", "BPTV1 · Truyền hình", "Phát thanh"):
        assert words in page


def test_an_outlets_page_says_each_window_in_one_line_and_what_is_not_agreed(office, site):
    page = _page(office, BPTV)

    assert "Thứ Ba, Thứ Sáu · 18:30 · 15′ · 1 lượt" in page
    assert "giá chưa có" in page
    assert f'href="{BPTV}/windows/{site.window(TALK)}"' in page


def test_a_new_outlet_gets_a_channel_a_programme_and_a_window_that_runs_as_told(office, sqlite_store):
    made = office.post(
        "/outlets/new", data=put(form_at(office, "/outlets/new"), name="Báo Thử nghiệm", short_name="Báo Thử")
    )
    assert made.location == "/outlets/bao-thu?said=added"
    channels = "/outlets/bao-thu/channels/new"
    assert office.post(channels, data=put(form_at(office, channels), kind="radio", name="FM")).status_code == 303
    with sqlite_store.reading() as session:
        outlet = programmes.outlet_row(session, "bao-thu")
        (branch,) = programmes.tree(session, outlet.id or 0)
    programme = f"/outlets/bao-thu/channels/{branch.channel.id}/programmes/new"
    onward = office.post(programme, data=put(form_at(office, programme), name="Bản tin", form="news"))
    assert "/windows/new" in onward.location

    address = onward.location.split("?")[0]
    made = office.post(
        address,
        data=put(
            form_at(office, address), weekdays=["4"], nth=["1", "-1"], start_minute="19h45", length_s="1'30\"",
            capacity_spots="3", capacity_s="3 phút", valid_from="01/04/2017", last_day="30/06/2017",
            price_vnd="1.200.000", price_source="Báo giá 02/2017", booking_lead_days="2",
        ),
    )  # fmt: skip

    page = _page(office, made.location)
    assert "Thứ Sáu, lần thứ nhất, cuối cùng của tháng" in page
    assert "1.200.000\xa0₫, theo Báo giá 02/2017" in page
    window = _window(sqlite_store, int(made.location.split("/windows/")[1].split("?")[0]))
    assert (window.start_minute, window.length_s, window.capacity_s, window.capacity_spots) == (1185, 90, 180, 3)
    assert (window.valid_from, window.valid_until) == (date(2017, 4, 1), date(2017, 7, 1))
    known = {day: _plain(day) for day in (date(2017, 4, n) for n in range(1, 31))}
    assert [day.day for day in known if grid.why_not(window, day, known[day]) is None] == [7, 28]


def _plain(day: date) -> Any:
    return calendar.days(day, day, (), today=day)[day]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"weekdays": []}, "weekdays"), ({"weekdays": ["9"]}, "weekdays"), ({"start_minute": ""}, "start_minute"),
        ({"start_minute": "25 giờ rưỡi"}, "start_minute"), ({"start_minute": "48:00"}, "start_minute"),
        ({"length_s": ""}, "length_s"), ({"length_s": "mười phút"}, "length_s"), ({"length_s": "9999'"}, "length_s"),
        ({"every_weeks": "2"}, "anchor"), ({"every_weeks": "0"}, "every_weeks"), ({"every_weeks": "²"}, "every_weeks"),
        ({"capacity_spots": "0"}, "capacity_spots"), ({"capacity_spots": "9" * 400}, "capacity_spots"),
        ({"price_vnd": "100"}, "price_source"), ({"price_vnd": "-5", "price_source": "x"}, "price_vnd"),
        ({"valid_from": "31/02/2017"}, "valid_from"), ({"valid_from": ""}, "valid_from"),
        ({"valid_from": "0001-01-01"}, "valid_from"), ({"last_day": "01/01/2016"}, "last_day"),
        ({"booking_lead_days": "251"}, "booking_lead_days"),
    ],
)  # fmt: skip
def test_a_window_that_cannot_be_is_refused_beside_its_field_and_keeps_what_was_typed(
    office, site, sqlite_store, changed, field
):
    window_id = site.window(TALK)
    address = f"{BPTV}/windows/{window_id}/edit"
    before = _window(sqlite_store, window_id)

    answer = office.post(address, data=put(form_at(office, address), price_source=changed.pop("price_source", "")) | {
        name: value if isinstance(value, list) else [value] for name, value in changed.items()
    })  # fmt: skip

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422, page
    assert f'id="{field}-error"' in page
    assert f'href="#{field}"' in page
    for typed in changed.values():
        if isinstance(typed, str) and typed and not re.fullmatch(r"\d\d/\d\d/\d{4}", typed):
            assert typed in page.replace("&#39;", "'")
    assert _window(sqlite_store, window_id) == before


def test_two_people_at_one_window_see_both_versions(office, site, sqlite_store):
    address = f"{BPTV}/windows/{site.window(TALK)}/edit"
    form = form_at(office, address)
    assert office.post(address, data=put(form, length_s="20 phút")).status_code == 303

    answer = office.post(address, data=put(form, length_s="25 phút"))

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Người khác vừa lưu trước" in page
    assert "20′" in page
    assert 'value="25 phút"' in page
    assert _window(sqlite_store, site.window(TALK)).length_s == 1200


def test_a_window_is_ended_and_succeeded_from_a_day_on(office, site, sqlite_store):
    window_id = site.window(TALK)
    address = f"{BPTV}/windows/{window_id}/succeed"

    early = office.post(address, data=put(form_at(office, address), valid_from="01/01/2016"))
    assert early.status_code == 422
    assert 'id="valid_from-error"' in early.get_data(as_text=True)

    made = office.post(address, data=put(form_at(office, address), valid_from="01/06/2017", start_minute="20:00"))
    assert made.status_code == 303
    other = _window(sqlite_store, int(made.location.split("/windows/")[1].split("?")[0]))
    old = _window(sqlite_store, window_id)
    assert (old.valid_until, old.start_minute) == (date(2017, 6, 1), 1110)
    assert (other.valid_from, other.start_minute, other.length_s) == (date(2017, 6, 1), 1200, old.length_s)


def test_a_window_can_be_let_run_for_the_last_time(office, site, sqlite_store):
    address = f"{BPTV}/windows/{site.window(TALK)}"
    form = form_at(office, address, f"{address}/end")

    assert office.post(f"{address}/end", data=put(form, last_day="x")).status_code == 422
    assert office.post(f"{address}/end", data=put(form, last_day="31/05/2017")).status_code == 303
    assert _window(sqlite_store, site.window(TALK)).valid_until == date(2017, 6, 1)
    assert office.post(f"{address}/end", data=put(form, last_day="30/04/2017")).status_code == 409


def test_an_exception_is_shown_in_the_days_ahead_and_taken_away(office, site, sqlite_store):
    address = f"{BPTV}/windows/{site.window(TALK)}"
    form = form_at(office, address, f"{address}/exceptions")

    wrong = office.post(f"{address}/exceptions", data=put(form, day="hôm nào", what="?", note="truyền hình trực tiếp"))
    assert wrong.status_code == 422
    assert "truyền hình trực tiếp" in wrong.get_data(as_text=True)
    kept = office.post(f"{address}/exceptions", data=put(form, day="21/03/2017", what="not", note="trực tiếp"))
    assert kept.status_code == 303
    page = _page(office, address)
    assert "Thứ Ba, 21/03/2017" in page
    assert "trực tiếp" in page
    (line,) = _window(sqlite_store, site.window(TALK)).exceptions
    assert (line.date, line.runs) == (date(2017, 3, 21), False)

    gone = {"csrf_token": csrf(office, address), "day": "2017-03-21", "what": "remove"}
    assert office.post(f"{address}/exceptions", data=gone).status_code == 303
    assert _window(sqlite_store, site.window(TALK)).exceptions == ()


def test_an_outlet_is_renamed_from_a_day_on_and_not_before_its_present_name(office, sqlite_store):
    address = f"{BPTV}/rename"
    form = form_at(office, address)
    told = {"name": "Đài Bình Phước mới", "short_name": "BPTV mới"}

    early = office.post(address, data=put(form, **told, valid_from="01/01/2017"))
    assert early.status_code == 422
    assert 'id="valid_from-error"' in early.get_data(as_text=True)
    assert office.post(address, data=put(form, **told, valid_from="01/07/2017")).status_code == 303
    with sqlite_store.reading() as session:
        outlet = programmes.outlet_row(session, "bptv")
        known = queries.names(session)
        assert known.on(outlet.id or 0, date(2017, 6, 30))[1] == "BPTV"
        assert known.on(outlet.id or 0, date(2017, 7, 1))[1] == "BPTV mới"
    assert "từ 01/01/2017 đến hết 30/06/2017" in _page(office, BPTV)


def test_a_name_that_is_taken_is_refused_beside_the_field(office):
    form = form_at(office, "/outlets/new")

    answer = office.post("/outlets/new", data=put(form, name="Một đài khác", short_name="bptv"))

    assert answer.status_code == 422
    assert 'id="short_name-error"' in answer.get_data(as_text=True)
    assert "Một đài khác" in answer.get_data(as_text=True)


def test_what_is_agreed_on_silence_and_limits_is_kept(office, sqlite_store):
    address = f"{BPTV}/edit"

    saved = office.post(
        address,
        data=put(form_at(office, address), silence_policy="presume_aired", grace_hours="72", daily_limit_spots="40",
                 day_start="05:00", contact_phone="0271 111 222"),
    )  # fmt: skip

    assert saved.status_code == 303
    with sqlite_store.reading() as session:
        row = programmes.outlet_row(session, "bptv")
        assert (row.silence_policy.value, row.grace_s, row.daily_limit_spots, row.broadcast_day_start_minute) == (
            "presume_aired", 72 * 3600, 40, 300
        )  # fmt: skip
    assert 'href="tel:0271111222"' in _page(office, BPTV)


def test_another_policy_on_silence_holds_for_what_waits_already(office, site, sqlite_store):
    (uid,) = month.confirmed(sqlite_store, site, "Bản tin sáng", date(2017, 4, 5))
    sweeping.sweep(sqlite_store, datetime(2017, 4, 6, tzinfo=UTC))
    assert month.slot(sqlite_store, uid).next_at is None  # it waits for evidence, however long

    form = put(form_at(office, f"{BPTV}/edit"), silence_policy="presume_aired", grace_hours="24")
    assert office.post(f"{BPTV}/edit", data=form).status_code == 303
    sweeping.sweep(sqlite_store, datetime(2017, 4, 8, tzinfo=UTC))

    slot = month.slot(sqlite_store, uid)
    assert (slot.state, slot.evidence) == (SlotState.AIRED, Evidence.PRESUMED)


@pytest.mark.parametrize("what", ["links", "feeds"])
def test_a_links_address_is_shown_when_it_is_made_and_not_later(office, sqlite_store, present, what):
    made = office.post(f"{BPTV}/{what}", data={"csrf_token": csrf(office, BPTV), "holder": "Chị Lan, Phòng Thời sự"})
    page = _page(office, made.location)
    address = re.search(r'<code class="address"[^>]*>([^<]+)</code>', page)
    code = re.search(r'<img class="code" src="([^"]+)"', page)

    assert address
    assert address[1].startswith(f"{BASE_URL}/o/" if what == "links" else f"{BASE_URL}/lich/")
    assert code
    picture = office.get(code[1].replace("&amp;", "&"))
    assert picture.mimetype == "image/svg+xml"
    assert b"<svg" in picture.data
    assert picture.headers["Cache-Control"] == "no-store"
    assert office.get(made.location.split("?")[0]).status_code == 404
    assert office.get(made.location[:-1] + ("0" if made.location[-1] != "0" else "1")).status_code == 404
    secret = address[1].split("/")[4]
    with sqlite_store.reading() as session:
        row = session.get(OutletLink if what == "links" else FeedToken, 1)
        assert row is not None
        assert secret not in str(row.model_dump())
    assert secret not in _page(office, BPTV)

    present.at += timedelta(minutes=11)
    assert office.get(made.location).status_code == 404


def test_the_address_that_was_shown_opens_the_agenda_until_it_is_revoked(office, sqlite_store):
    made = office.post(f"{BPTV}/links", data={"csrf_token": csrf(office, BPTV), "holder": "Chị Lan"})
    shown = re.search(r'<code class="address"[^>]*>([^<]+)</code>', _page(office, made.location))
    assert shown
    path = shown[1].removeprefix(BASE_URL)
    assert office.get(path, follow_redirects=True).status_code == 200

    ended = office.post(f"{BPTV}/links/1/revoke", data={"csrf_token": csrf(office, BPTV)})
    assert ended.status_code == 303
    assert "đã thu hồi" in _page(office, BPTV)
    assert "đã được thu hồi" in office.get(path).get_data(as_text=True)


def test_an_outlets_page_tells_when_its_calendar_was_last_read(office, sqlite_store):
    made = office.post(f"{BPTV}/feeds", data={"csrf_token": csrf(office, BPTV), "holder": "Chị Lan"})
    shown = re.search(r'<code class="address"[^>]*>([^<]+)</code>', _page(office, made.location))
    assert shown
    assert "chưa lấy" in _page(office, BPTV)

    with office.get(shown[1].removeprefix(BASE_URL), headers={"User-Agent": "Mozilla/5.0 Thunderbird/128.0"}) as answer:
        assert answer.status_code == 200
    # a server writes receipts once the answer is closed

    page = _page(office, BPTV)
    assert "chưa lấy" not in page
    assert "09:00 20/03/2017" in page
    assert office.post(f"{BPTV}/feeds/1/revoke", data={"csrf_token": csrf(office, BPTV)}).status_code == 303
    with sqlite_store.reading() as session:
        feed = link_queries.feed_of(session, FeedKind.OUTLET, programmes.outlet_row(session, "bptv").id or 0)
        assert feed is not None
        assert link_queries.feed_link(session, feed.id or 0, 1).revoked_at is not None


def test_a_link_belongs_to_its_own_outlet_only(office):
    office.post(f"{BPTV}/links", data={"csrf_token": csrf(office, BPTV), "holder": "Chị Lan"})

    other = "/outlets/bao-binh-phuoc/links/1/revoke"
    assert office.post(other, data={"csrf_token": csrf(office, BPTV)}).status_code == 404
    again = office.post(f"{BPTV}/links", data={"csrf_token": csrf(office, BPTV), "holder": " "})
    assert again.status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/outlets/khong-co", "/outlets/%00", "/outlets/BPTV%22", "/outlets/bptv/windows/999", "/outlets/bptv/channels/999",
        "/outlets/bptv/programmes/999", "/outlets/bptv/windows/99999999999999999999", "/outlets/" + "x" * 5000,
        "/outlets/bao-binh-phuoc/windows/1", "/outlets/bptv/links/999?ticket=x", "/outlets/bptv/feeds/1?ticket=9-²",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(office, address):
    assert office.get(address).status_code == 404


def test_whoever_only_looks_sees_no_way_to_change_anything(client, site: Ground, sqlite_store):
    staff(sqlite_store)
    signed_in(client, "viewer")

    for address in ("/outlets", BPTV, f"{BPTV}/windows/{site.window(TALK)}"):
        page = _page(client, address)
        assert 'method="post" action="/outlets' not in page
        assert "/edit" not in page
        assert "/new" not in page
