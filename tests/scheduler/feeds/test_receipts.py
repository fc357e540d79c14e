"""Who has what, and what else calendars hold."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import select

from campaigns.models import Feed, FeedItem, FeedToken
from campaigns.queries import feeds as queries
from campaigns.services import keeping, receipts
from campaigns.store import Store
from campaigns.values.edits import Move
from campaigns.values.feeds import FeedKind
from scheduler import feeds
from scheduler.services import linking, publishing
from tests import builders
from tests.conftest import NOW
from tests.exports.ics.ics_views import many
from tests.scheduler.feeds.scene import DAY, LATER, OTHER, PROGRAMME, body, edit, events, link, outlet_slug, sent


def test_a_receipt_tells_who_has_a_slot_as_it_now_is(store: Store) -> None:
    ground, (uid,) = sent(store, DAY)
    slug = outlet_slug(store, ground)
    mine, other = link(store, slug, "Phòng Thời sự"), link(store, "officer", "Cán bộ")
    ended = link(store, slug, "Đã nghỉ")
    with store.deciding(actor="officer", now=NOW) as work:
        linking.end(work, work.session.get_one(FeedToken, ended.id))

    def told() -> list[tuple[str, str, bool, datetime | None]]:
        with store.reading() as session:
            return [(r.holder, r.family, r.is_newest, r.fetched_at) for r in queries.receipts_of_slot(session, uid)]

    def revision() -> int:
        with store.reading() as session:
            feed = queries.by_slug(session, slug)
            return feed.revision if feed else 0

    assert told() == [("Phòng Thời sự", "", False, None), ("Cán bộ", "", False, None)]

    assert receipts.record(store, mine.id or 0, revision=revision(), family="Outlook", at=NOW)
    assert told() == [("Phòng Thời sự", "Outlook", True, NOW), ("Cán bộ", "", False, None)]

    edit(store, uid, lambda name, version: Move(name, version, ground.window(PROGRAMME), OTHER))
    assert told()[0] == ("Phòng Thời sự", "Outlook", False, NOW)

    assert receipts.record(store, mine.id or 0, revision=revision(), family="Google", at=LATER)
    assert receipts.record(store, mine.id or 0, revision=1, family="Outlook", at=NOW)  # late: it changes nothing
    assert told() == [("Phòng Thời sự", "Google", True, LATER), ("Cán bộ", "", False, None)]
    assert other.fetched_at is None


def test_a_receipt_waits_for_nobody(store: Store) -> None:
    sent(store, DAY)
    row = link(store, "officer")

    with store.deciding(actor="someone", now=NOW) as work:
        work.session.exec(select(FeedToken).where(FeedToken.id == row.id).with_for_update()).one()
        assert not receipts.record(store, row.id or 0, revision=1, family="", at=NOW)

    assert receipts.record(store, row.id or 0, revision=1, family="", at=NOW)
    with store.deciding(actor="someone", now=NOW) as work:  # the connection is as patient as before
        if work.session.get_bind().dialect.name == "sqlite":
            assert work.session.connection().execute(text("PRAGMA busy_timeout")).scalar_one() == 10_000


def test_the_same_revision_is_written_down_every_five_minutes_at_most(store: Store) -> None:
    sent(store, DAY)
    row = link(store, "officer")
    found = queries.link_by_hash(store, row.token_hash)
    assert found is not None

    assert feeds.wants_receipt(found, NOW)
    receipts.record(store, row.id or 0, revision=found.revision, family="", at=NOW)
    again = queries.link_by_hash(store, row.token_hash)
    assert again is not None
    assert again.fetched_at == NOW
    assert not feeds.wants_receipt(again, NOW + timedelta(minutes=4, seconds=59))
    assert feeds.wants_receipt(again, NOW + timedelta(minutes=5))
    assert feeds.wants_receipt(again._replace(revision=found.revision + 1), NOW)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Google-Calendar-Importer", "Google"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.0", "Thunderbird"),
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)", "Outlook"),
        ("Microsoft.Exchange/15.20 (NetHttpClient)", "Outlook"),
        ("iOS/17.4 (21E219) dataaccessd/1.0", "Apple"),
        ("macOS/14.4 (23E214) CalendarAgent/1030", "Apple"),
        ("Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge"),
        ("", ""),
        ("curl/8", ""),
    ],
)
def test_programs_are_known_by_their_agents(agent: str, name: str) -> None:
    assert feeds.family(agent) == name


@given(st.text(max_size=80))
def test_any_agent_has_one_family_or_none(agent: str) -> None:
    assert feeds.family(agent) == feeds.family(agent.upper()) or agent.upper().lower() != agent.lower()


def test_a_calendar_beyond_a_thousand_entries_is_whole_and_said_to_be_too_large(store: Store) -> None:
    slots = many(1_001)
    step = timedelta(minutes=5)
    with store.deciding(actor="officer", now=NOW) as work:
        feed = publishing.feed(work, FeedKind.OFFICER, 0)
        ready = b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"
        work.session.add_all(
            FeedItem(feed_id=feed.id or 0, uid=slot.uid, starts_at=NOW + step * n, revision=1, block=ready)
            for n, slot in enumerate(slots[:-1])
        )
        row = feed.id or 0
    with store.reading() as session:
        assert not feeds.is_too_large(session, session.get_one(Feed, row), NOW, store.site.zone)
    with store.deciding(actor="officer", now=NOW) as work:
        work.session.add(FeedItem(feed_id=row, uid=slots[-1].uid, starts_at=NOW, revision=1, block=ready))
    with store.reading() as session:
        assert feeds.is_too_large(session, session.get_one(Feed, row), NOW, store.site.zone)

    assert body(store, "officer").count(b"BEGIN:VEVENT") == 1_001


def test_report_deadlines_stand_in_the_officers_and_the_campaigns_calendar_on_the_last_good_day(store: Store) -> None:
    ground = builders.ground(store)

    for slug in ("officer", f"lich-{ground.campaign}"):
        days = {event["DTSTART"].dt: str(event["SUMMARY"]) for event in events(body(store, slug)).values()}
        assert set(days) == {date(2017, 6, 14), date(2017, 12, 14)}
        assert "trước 15/6" in days[date(2017, 6, 14)]


def test_material_that_an_outlet_owes_stands_in_its_calendar_and_the_script_does_not(store: Store) -> None:
    ground, _uids = sent(store, DAY)

    outlets = [str(e["SUMMARY"]) for e in events(body(store, outlet_slug(store, ground))).values()]
    officers = [str(e["SUMMARY"]) for e in events(body(store, "officer")).values()]

    assert sum(words.startswith("Hạn giao bản thu") for words in outlets) == 1
    assert not any(words.startswith("Hạn kịch bản") for words in outlets)
    assert sum(words.startswith("Hạn kịch bản") for words in officers) == 1


def test_after_a_restore_every_tag_and_sequence_is_new(tmp_path, sqlite_store: Store) -> None:
    ground, (uid,) = sent(sqlite_store, DAY)
    row = link(sqlite_store, outlet_slug(sqlite_store, ground))
    before = queries.link_by_hash(sqlite_store, row.token_hash)
    assert before is not None
    receipts.record(sqlite_store, row.id or 0, revision=before.revision, family="Google", at=NOW)
    old = events(body(sqlite_store, "officer"))[uid]
    keeping.backup(sqlite_store, tmp_path / "copy.zip", now=NOW)

    keeping.restore(tmp_path / "copy.zip", tmp_path / "again")

    file = next((tmp_path / "again").glob("*.db"))
    restored = Store(f"sqlite:///{file}", sqlite_store.keys, sqlite_store.site)
    try:
        after = queries.link_by_hash(restored, row.token_hash)
        assert after is not None
        assert after.generation == before.generation + 1
        assert after.revision > before.revision
        assert events(body(restored, "officer"))[uid]["SEQUENCE"] > old["SEQUENCE"]
        with restored.reading() as session:
            assert [told.is_newest for told in queries.receipts_of_slot(session, uid)] == [False]
    finally:
        restored.close()


def test_entries_stand_in_the_order_of_start_and_then_of_name(store: Store) -> None:
    with store.deciding(actor="officer", now=NOW) as work:
        feed = publishing.feed(work, FeedKind.OFFICER, 0)
        for uid, hours in (("b-1", 1), ("B1", 1), ("a", 2), ("b0", 1), ("c", 0)):
            entry = publishing.Entry(NOW + timedelta(hours=hours), None, f"{uid};".encode())
            publishing.put(work, uid, {feed.id or 0: entry}, slot_id=None)
        row = feed.id or 0
    with store.reading() as session:
        listed = b"".join(queries.blocks(session, row, NOW, NOW + timedelta(hours=3))).decode().split(";")[:-1]

    assert listed == ["c", "B1", "b-1", "b0", "a"]
