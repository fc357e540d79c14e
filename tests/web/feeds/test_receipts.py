"""Who has fetched what, and when a calendar turns."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from campaigns.keys import token_hash
from campaigns.models import Feed
from campaigns.queries import feeds as queries
from campaigns.services import outlets
from scheduler import feeds
from scheduler.services import linking, publishing
from tests import builders
from tests.conftest import NOW, Present
from tests.web.feeds.scene import DAY, PROGRAMME, THUNDERBIRD, Served, change
from web import feeds as web_feeds
from web.feeds import Ready, Shelf


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

    assert "· Phòng Thời sự:" in never
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
        publishing.bump(work, [served.feed().id or 0])
    after = served.get(If_None_Match=before.headers["ETag"])

    assert after.status_code == 200
    assert after.data == before.data
    assert after.headers["ETag"] != before.headers["ETag"]
