"""Calendars as programs fetch them: same bytes, 304, 404 and 410 and 503 where each is due, and receipts."""

import gzip
import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import select

from campaigns.keys import token_hash
from campaigns.models import Feed, FeedToken
from campaigns.queries import feeds as queries
from campaigns.services import outlets
from campaigns.settings import Settings
from campaigns.store import Store
from scheduler import feeds
from scheduler.services import linking, publishing
from tests import builders
from tests.conftest import BASE_URL, NOW, SECRET, Present
from tests.scheduler import month
from web import feeds as web_feeds
from web.app import create_app
from web.feeds import Ready, Shelf

PROGRAMME = "Bản tin sáng"
DAY = date(2017, 4, 12)
THUNDERBIRD = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.0"


@dataclass
class Served:
    """A site on one of the databases, with a slot that an outlet has been told of and a link to its calendar."""

    store: Store
    app: Any
    client: Any
    ground: builders.Ground
    uid: str
    link_id: int
    path: str
    slug: str

    def get(self, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.client.get(self.path, headers=named)
        answer.close()  # as a server does: receipts are written then
        return answer

    def link(self) -> FeedToken:
        with self.store.reading() as session:
            row = session.get_one(FeedToken, self.link_id)
            session.expunge(row)
            return row

    def feed(self) -> Feed:
        with self.store.reading() as session:
            row = session.exec(select(Feed).where(Feed.slug == self.slug)).one()
            session.expunge(row)
            return row


@pytest.fixture
def served(store: Store, tmp_path: Path, present: Present) -> Served:
    ground = builders.ground(store)
    (uid,) = month.place(store, ground, PROGRAMME, DAY)
    window = ground.windows[PROGRAMME]
    month.send(store, "2017-04", window.outlet_id)
    with store.deciding(actor="officer", now=NOW) as work:
        row = linking.make_feed_link(work, window.outlet_slug, holder="Phòng Thời sự")
        slug = work.session.get_one(Feed, row.feed_id).slug
        path, link_id = feeds.address("", store.keys, row.nonce, slug), row.id or 0
    settings = Settings(
        data=tmp_path, database_url=str(store.engine.url), secret_key=SECRET, base_url=BASE_URL,
        zone=ZoneInfo("Asia/Ho_Chi_Minh"), clock=present,
    )  # fmt: skip
    app = create_app(settings, store)
    return Served(store, app, app.test_client(), ground, uid, link_id, path, slug)


def change(served: Served, now: datetime = NOW) -> None:
    """The outlet's slot is confirmed, which its calendar shows."""
    month.confirm(served.store, [served.uid], now=now)


def test_an_unchanged_calendar_is_the_same_byte_for_byte_and_asked_again_it_is_304(served: Served) -> None:
    first, second = served.get(), served.get()
    third = served.get(If_None_Match=first.headers["ETag"])

    assert first.status_code == second.status_code == 200
    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    assert (third.status_code, third.data) == (304, b"")
    assert {name: third.headers[name] for name in ("ETag", "Last-Modified", "Cache-Control", "Vary")} == {
        name: first.headers[name] for name in ("ETag", "Last-Modified", "Cache-Control", "Vary")
    }
    with served.store.reading() as session:
        assert first.data == feeds.body_of_slug(session, served.slug, now=NOW, zone=served.store.site.zone)


def test_the_headers_are_those_of_the_specification(served: Served) -> None:
    answer = served.get()
    feed = served.feed()

    told = {name: answer.headers.get(name) for name in (
        "Content-Type", "Content-Disposition", "Cache-Control", "Vary", "X-Content-Type-Options", "Content-Length",
        "ETag", "Content-Encoding", "Referrer-Policy", "X-Robots-Tag",
    )}  # fmt: skip
    assert told == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": f'inline; filename="{served.slug}.ics"',
        "Cache-Control": "private, max-age=0, must-revalidate",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        "Content-Length": str(len(answer.data)),
        "ETag": f'"{served.slug}.0.{feed.revision}.2017-03.1"',
        "Content-Encoding": None,
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
    }
    assert answer.headers["Last-Modified"] == format_datetime(feed.changed_at, usegmt=True)


@pytest.mark.parametrize("header", ["W/{tag}", '"other", {tag}', "*", "{packed}", "{proxied}"])
def test_tags_are_compared_weakly_in_lists_and_as_proxies_change_them(served: Served, header: str) -> None:
    tag = served.get().headers["ETag"]
    told = header.format(tag=tag, packed=f'{tag[:-1]}-gz"', proxied=f'{tag[:-1]}-gzip"')

    assert served.get(If_None_Match=told).status_code == 304


def test_a_date_counts_only_where_no_tag_is_told(served: Served) -> None:
    first = served.get()
    date_ = first.headers["Last-Modified"]

    assert served.get(If_Modified_Since=date_).status_code == 304
    assert served.get(If_Modified_Since=date_, If_None_Match='"another"').status_code == 200
    assert served.get(If_Modified_Since="yesterday, or so").status_code == 200
    early = format_datetime(NOW - timedelta(days=30), usegmt=True)
    assert served.get(If_Modified_Since=early).status_code == 200


def test_a_change_makes_a_new_tag_a_later_date_and_new_bytes(served: Served) -> None:
    before = served.get()
    change(served)
    after = served.get(If_None_Match=before.headers["ETag"], If_Modified_Since=before.headers["Last-Modified"])

    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.headers["Last-Modified"] > before.headers["Last-Modified"]  # of the same hour
    was, is_ = (icalendar.Calendar.from_ical(answer.data).walk("VEVENT") for answer in (before, after))
    by_uid = {str(event["UID"]): event for event in is_}
    assert by_uid.keys() == {str(event["UID"]) for event in was}
    assert by_uid[served.uid]["STATUS"] == "CONFIRMED"


def test_gzip_is_sent_when_asked_for_and_holds_the_same_calendar(served: Served) -> None:
    plain, packed = served.get(), served.get(Accept_Encoding="gzip, deflate, br, zstd")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] == f'{plain.headers["ETag"][:-1]}-gz"'
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert served.get(Accept_Encoding="gzip").data == packed.data
    assert "Content-Encoding" not in served.get(Accept_Encoding="gzip;q=0, br").headers
    again = served.get(Accept_Encoding="gzip", If_None_Match=plain.headers["ETag"])
    assert (again.status_code, again.headers["ETag"]) == (304, packed.headers["ETag"])


def test_head_is_get_without_a_body(served: Served) -> None:
    got, asked = served.get(), served.client.head(served.path)

    assert asked.status_code == 200
    assert asked.data == b""
    assert dict(asked.headers) == dict(got.headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "REPORT"])
def test_other_methods_are_answered_with_what_is_allowed(served: Served, method: str) -> None:
    for headers in ({}, {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}):
        answer = served.client.open(served.path, method=method, headers=headers)

        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
        assert answer.content_type == "text/plain; charset=utf-8"


def test_any_accept_and_any_agent_get_the_same(served: Served) -> None:
    plain = served.get()
    for headers in ({"Accept": "text/html"}, {"Accept": "application/json"}, {"User-Agent": THUNDERBIRD}):
        answer = served.client.get(served.path, headers=headers)
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (200, plain.data, plain.headers["ETag"])


def test_no_cookie_is_set_or_asked_for_even_from_someone_who_is_signed_in(served: Served) -> None:
    builders.staff(served.store)
    builders.signed_in(served.client)

    for answer in (served.get(), served.get(If_None_Match="*"), served.client.get("/lich/unknown/x.ics")):
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize(
    "path", ["/lich", "/lich/", "/lich/abc", "/lich/abc/def.ics", "/lich/%ff%00/x.ics", "/lich/a/b/c"]
)
def test_what_never_existed_is_404_in_plain_text_without_a_redirect(served: Served, path: str) -> None:
    answer = served.client.get(path)

    assert (answer.status_code, answer.content_type) == (404, "text/plain; charset=utf-8")
    assert "Location" not in answer.headers


def test_another_name_behind_a_right_token_empties_no_calendar(served: Served) -> None:
    answer = served.client.get(served.path.rpartition("/")[0] + "/ten-cu.ics")

    assert (answer.status_code, answer.data) == (200, served.get().data)


def test_an_ended_link_is_410_from_that_moment_on(served: Served) -> None:
    tag = served.get().headers["ETag"]
    with served.store.deciding(actor="officer", now=NOW) as work:
        linking.revoke(work, served.path.removesuffix(".ics"))

    for headers in ({}, {"If_None_Match": tag}, {"If_None_Match": "*"}):
        answer = served.get(**headers)
        assert (answer.status_code, answer.content_type) == (410, "text/plain; charset=utf-8")


@pytest.mark.parametrize("table", ["feed_token", "feed_item"])
def test_trouble_of_ours_is_503_with_a_time_to_come_back(served: Served, table: str, caplog: Any) -> None:
    with served.store.deciding(actor="vandal", now=NOW) as work:
        work.session.connection().execute(text(f"ALTER TABLE {table} RENAME TO gone"))

    with caplog.at_level(logging.DEBUG):
        answer = served.get()

    assert (answer.status_code, answer.content_type) == (503, "text/plain; charset=utf-8")
    assert int(answer.headers["Retry-After"]) > 0
    assert "Set-Cookie" not in answer.headers
    token = served.path.split("/")[2]
    assert caplog.records
    assert token not in caplog.text
    with served.store.deciding(actor="vandal", now=NOW) as work:
        work.session.connection().execute(text(f"ALTER TABLE gone RENAME TO {table}"))
    assert served.get().status_code == 200


def test_a_database_that_is_gone_is_503(sqlite_url: str, tmp_path: Path, sqlite_store: Store, present: Present) -> None:
    lost = Store(f"sqlite:///{tmp_path / 'nowhere' / 'lost.db'}", sqlite_store.keys, sqlite_store.site)
    settings = Settings(data=tmp_path, database_url=str(lost.engine.url), secret_key=SECRET, base_url=BASE_URL,
                        zone=ZoneInfo("Asia/Ho_Chi_Minh"), clock=present)  # fmt: skip

    for path in ("/lich/abc/x.ics", "/lich/abc"):
        assert create_app(settings, lost).test_client().get(path).status_code == 503
    lost.close()


def test_wrong_tokens_are_limited_and_right_ones_never(served: Served, present: Present) -> None:
    wrong = [served.client.get(f"/lich/wrong{n}/x.ics").status_code for n in range(62)]
    right = [served.get().status_code for _ in range(5)]
    elsewhere = served.client.get("/lich/wrong/x.ics", environ_base={"REMOTE_ADDR": "192.0.2.9"}).status_code
    present.at = NOW + timedelta(minutes=1)

    assert wrong == [404] * 60 + [429] * 2
    assert right == [200] * 5
    assert elsewhere == 404
    assert served.client.get("/lich/wrong/x.ics").status_code == 404


def test_a_fetch_is_written_down_with_who_and_what_and_a_later_one_after_five_minutes(
    served: Served, present: Present
) -> None:
    served.get(User_Agent=THUNDERBIRD)
    first = served.link()
    present.at = NOW + timedelta(minutes=4)
    served.get(User_Agent=THUNDERBIRD, If_None_Match="*")
    second = served.link()
    present.at = NOW + timedelta(minutes=5)
    served.get(User_Agent="Google-Calendar-Importer", If_None_Match="*")
    third = served.link()

    revision = served.feed().revision
    assert (first.fetched_at, first.fetched_revision, first.fetched_by) == (NOW, revision, "Thunderbird")
    assert second.fetched_at == NOW
    assert (third.fetched_at, third.fetched_revision) == (NOW + timedelta(minutes=5), revision)
    assert third.fetched_by == "Google"


def test_a_new_revision_is_written_down_at_once_and_a_head_or_a_miss_never(served: Served, present: Present) -> None:
    served.client.head(served.path).close()
    assert served.link().fetched_at is None
    served.get()
    before = served.link().fetched_revision
    change(served)
    present.at = NOW + timedelta(seconds=10)

    assert served.link().fetched_revision == before
    served.get()

    assert served.link().fetched_revision == served.feed().revision > (before or 0)
    assert served.link().fetched_at == present.at


def test_the_month_turns_at_local_midnight_with_a_new_tag_and_a_later_date(served: Served, present: Present) -> None:
    present.at = datetime(2017, 3, 31, 16, 59, 59, tzinfo=UTC)
    before = served.get()
    present.at = datetime(2017, 3, 31, 17, tzinfo=UTC)
    after = served.get(If_None_Match=before.headers["ETag"], If_Modified_Since=before.headers["Last-Modified"])

    assert before.headers["Last-Modified"] != after.headers["Last-Modified"] == "Fri, 31 Mar 2017 17:00:00 GMT"
    assert after.status_code == 200
    assert served.get(If_Modified_Since=before.headers["Last-Modified"]).status_code == 200
    assert served.get(If_None_Match=after.headers["ETag"]).status_code == 304


def test_a_restored_site_matches_no_earlier_tag(served: Served) -> None:
    before = served.get()
    with served.store.deciding(actor="restore", now=NOW) as work:
        work.session.connection().execute(text("UPDATE feed SET generation = generation + 1"))

    after = served.get(If_None_Match=before.headers["ETag"])

    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]


def test_an_empty_calendar_is_a_calendar(served: Served) -> None:
    with served.store.deciding(actor="officer", now=NOW) as work:
        outlets.add_outlet(work, name="Đài mới", short_name="DM", valid_from=date(2017, 1, 1), fields={})
        row = linking.make_feed_link(work, "dm", holder="")
        path = feeds.address("", served.store.keys, row.nonce, work.session.get_one(Feed, row.feed_id).slug)

    answer = served.client.get(path)

    assert answer.status_code == 200
    assert answer.data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert answer.data.endswith(b"END:VTIMEZONE\r\nEND:VCALENDAR\r\n")


def test_the_pages_say_who_has_what(served: Served) -> None:
    builders.staff(served.store)
    someone = builders.signed_in(served.app.test_client())
    window = served.ground.windows[PROGRAMME]
    cell = f"/months/2017-04/cell?window={window.id}&date={DAY}"
    never = someone.get(cell).get_data(as_text=True)
    served.get(User_Agent=THUNDERBIRD)
    fetched = someone.get(cell).get_data(as_text=True)
    outlet = someone.get(f"/outlets/{window.outlet_slug}").get_data(as_text=True)
    change(served)
    behind = someone.get(cell).get_data(as_text=True)

    assert "<b>Phòng Thời sự</b>" in never
    assert "chưa lấy lịch lần nào" in never
    assert "đã nhận bản mới nhất lúc 09:00" in fetched
    assert "(Thunderbird)" in fetched
    assert "chưa nhận thay đổi lúc 09:00" in behind
    assert f"bản {served.link().fetched_revision}, mới nhất" in outlet
    assert "Thunderbird" in outlet


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abcdef"), st.integers(0, 40)), max_size=30))
def test_the_shelf_holds_no_more_than_it_may_and_gives_back_what_was_put(
    puts: list[tuple[int, str, int]],
) -> None:
    shelf = Shelf(most_octets=100)
    for feed_id, tag, octets in puts:
        ready = Ready(tag, "", "", 1, bytes(octets))
        kept = shelf.get(feed_id, tag) or ready
        shelf.keep(feed_id, ready)

        assert shelf.octets <= 100
        assert shelf.get(feed_id, tag) == kept


def test_a_change_between_the_two_reads_gives_new_bytes_their_own_tag(served: Served) -> None:
    old = served.get().headers["ETag"]
    seen = queries.link_by_hash(served.store, token_hash(served.path.split("/")[2]))
    assert seen is not None
    change(served)

    with served.app.test_request_context(served.path):
        ready = web_feeds._ready(seen, f'{old[:-1]}.never-made"', packed=False)

    now_is = served.get()
    assert (ready.tag, ready.content) == (now_is.headers["ETag"], now_is.data)
    assert ready.revision == served.feed().revision > seen.revision


def test_a_calendar_is_compressed_once_for_each_revision(served: Served) -> None:
    first = served.get(Accept_Encoding="gzip")
    kept = served.app.extensions["lichsong.feeds"].get(served.feed().id, first.headers["ETag"])

    assert kept.content == first.data
    served.get(Accept_Encoding="gzip")
    assert served.app.extensions["lichsong.feeds"].get(served.feed().id, first.headers["ETag"]) is kept


def test_a_raised_revision_alone_makes_a_new_tag_for_the_same_bytes(served: Served) -> None:
    before = served.get()
    with served.store.deciding(actor="officer", now=NOW) as work:
        publishing.bump(work, served.feed().id or 0)
    after = served.get(If_None_Match=before.headers["ETag"])

    assert after.status_code == 200
    assert after.data == before.data
    assert after.headers["ETag"] != before.headers["ETag"]
