"""Calendars follow what happens: moved, cancelled, renamed, restored; and who has what of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import text
from sqlmodel import select

from campaigns.errors import NotFound
from campaigns.models import Channel, Feed, FeedItem, FeedToken, Programme, Slot
from campaigns.queries import feeds as queries
from campaigns.queries import offices as office_queries
from campaigns.services import keeping, receipts
from campaigns.store import Store, UnitOfWork
from campaigns.times import month_days
from campaigns.values.edits import Move, Remove
from campaigns.values.feeds import FeedKind
from exports import ics
from scheduler import feeds
from scheduler.services import linking, placing, publishing, renaming
from tests import builders
from tests.conftest import NOW
from tests.exports.ics.ics_views import block, many
from tests.scheduler import month

PROGRAMME = "Bản tin sáng"
OTHER = date(2017, 4, 13)
DAY = date(2017, 4, 12)
LATER = NOW + timedelta(hours=1)


def body(store: Store, slug: str, now: datetime = NOW) -> bytes:
    with store.reading() as session:
        return feeds.body_of_slug(session, slug, now=now, zone=store.site.zone)


def outlet_slug(store: Store, ground: builders.Ground) -> str:
    return ground.windows[PROGRAMME].outlet_slug


def events(content: bytes) -> dict[str, icalendar.Event]:
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def unfolded(event: icalendar.Event) -> str:
    return event.to_ical().replace(b"\r\n ", b"").decode()


def sent(store: Store, *days: date) -> tuple[builders.Ground, tuple[str, ...]]:
    ground = builders.ground(store)
    uids = month.place(store, ground, PROGRAMME, *days)
    month.send(store, "2017-04", ground.windows[PROGRAMME].outlet_id)
    return ground, uids


def edit(store: Store, uid: str, make: Callable[[str, int], Move | Remove]) -> None:
    with store.deciding(actor="officer", now=LATER) as work:
        version = work.session.exec(select(Slot.version).where(Slot.uid == uid)).one()
        placing.edit(work, "2017-04", [make(uid, version)], seen=None)


def link(store: Store, slug: str, holder: str = "Phòng Thời sự") -> FeedToken:
    with store.deciding(actor="officer", now=NOW) as work:
        row = linking.make_feed_link(work, slug, holder=holder)
        work.session.flush()
        work.session.expunge(row)
        return row


def test_a_moved_slot_keeps_its_name_and_rises_in_sequence_in_every_calendar(store: Store) -> None:
    ground, (uid,) = sent(store, DAY)
    slugs = (outlet_slug(store, ground), f"lich-{ground.campaign}", "officer")
    before = [events(body(store, slug))[uid] for slug in slugs]

    edit(store, uid, lambda name, version: Move(name, version, ground.window(PROGRAMME), OTHER))

    after = [events(body(store, slug))[uid] for slug in slugs]
    for old, new in zip(before, after, strict=True):
        assert new["SEQUENCE"] > old["SEQUENCE"]
        assert new["DTSTART"].dt - old["DTSTART"].dt == timedelta(days=1)
        assert new["DTSTAMP"].dt > old["DTSTAMP"].dt
        assert "dời từ" in new["DESCRIPTION"]


def test_a_cancelled_slot_stays_as_cancelled_until_its_time_is_over(store: Store) -> None:
    ground, (uid,) = sent(store, DAY)
    slug = outlet_slug(store, ground)

    edit(store, uid, lambda name, version: Remove(name, version, "huỷ theo công văn"))
    event = events(body(store, slug))[uid]

    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"].startswith("[HỦY] ")
    with store.reading() as session:
        left = session.exec(select(FeedItem.leaves_at).where(FeedItem.uid == uid)).first()
    assert left == event["DTEND"].dt + ics.KEPT_AFTER_CANCELLING


def test_a_slot_that_goes_to_another_outlet_leaves_word_in_the_calendar_it_left(store: Store) -> None:
    ground, (uid,) = sent(store, DAY)
    old = ground.windows[PROGRAMME]
    new = next(w for w in ground.windows.values() if w.outlet_id != old.outlet_id and not w.is_press)
    day = min(day for day in month_days("2017-04") if day > DAY and day.weekday() in new.weekdays)

    edit(store, uid, lambda name, version: Move(name, version, new.id, day))

    left = events(body(store, old.outlet_slug))[uid]
    stays = events(body(store, "officer"))[uid]
    assert (left["STATUS"], stays["STATUS"]) == ("CANCELLED", "TENTATIVE")
    assert "chuyển sang" in unfolded(left)
    assert left["SEQUENCE"] == stays["SEQUENCE"] == 2
    assert events(body(store, new.outlet_slug))[uid].to_ical() == stays.to_ical()


def test_two_readers_take_the_same_instants_and_the_same_words_from_a_calendar(store: Store) -> None:
    _ground, uids = sent(store, DAY, OTHER)
    content = body(store, "officer")

    strict = {event.uid: event for event in IcsCalendarStream.calendar_from_ics(content.decode()).events}
    other = events(content)

    assert set(uids) < set(strict) == set(other)
    for uid, event in other.items():
        assert (strict[uid].dtstart, strict[uid].dtend) == (event["DTSTART"].dt, event["DTEND"].dt)
        assert strict[uid].summary == str(event["SUMMARY"])
        assert strict[uid].description == str(event["DESCRIPTION"])
        assert strict[uid].sequence == event["SEQUENCE"]
    assert any("PT-TH" in event.summary or "Truyền hình" in event.summary for event in strict.values())


def test_two_hundred_long_vietnamese_names_fold_within_75_octets_and_read_back(store: Store) -> None:
    named = [replace(slot, title=f"Đối thoại về thủ tục hành chính ở Đồng Xoài, kỳ {n}: " + slot.title)
             for n, slot in enumerate(many(200))]  # fmt: skip
    with store.deciding(actor="officer", now=NOW) as work:
        feed = publishing.feed(work, FeedKind.OFFICER, 0)
        for slot in reversed(named):
            publishing.put(work, feed.id or 0, slot.uid, slot.starts_at, None, block(slot), slot_id=None)

    content = body(store, "officer")

    assert max(map(len, content.split(b"\r\n"))) <= 75
    content.decode()
    for row in content.split(b"\r\n"):
        row.decode()  # never folded inside a letter
    assert list(events(content)) == [slot.uid for slot in named]  # by start


def test_a_calendar_moves_its_stretch_at_the_months_start_only(store: Store) -> None:
    sent(store, DAY)
    last, first = datetime(2017, 3, 31, 16, 59, 59, tzinfo=UTC), datetime(2017, 3, 31, 17, tzinfo=UTC)

    assert body(store, "officer", last) == body(store, "officer", NOW)
    with store.reading() as session:
        feed = session.exec(select(Feed).where(Feed.kind == "officer")).one()
        tags = [
            feeds.validators(feed.slug, feed.generation, feed.revision, feed.changed_at,
                             feeds.month(now, store.site.zone))
            for now in (NOW, last, first)
        ]  # fmt: skip
    assert tags[0] == tags[1]
    assert tags[2].plain != tags[1].plain
    assert tags[2].modified_at == first > tags[1].modified_at
    far = datetime(2017, 8, 1, tzinfo=UTC)  # April has left it by then
    assert events(body(store, "officer", far)).keys() < events(body(store, "officer")).keys()


def test_an_unknown_calendar_is_refused(store: Store) -> None:
    with pytest.raises(NotFound) as refusal:
        body(store, "lich-khong-co")

    assert refusal.value.code == "feed.unknown"


def test_another_name_of_an_outlet_rewrites_its_entries_from_that_day_on_and_no_others(store: Store) -> None:
    ground, (early, late) = sent(store, DAY, date(2017, 4, 26))
    slug = outlet_slug(store, ground)
    before = events(body(store, slug))

    with store.deciding(actor="officer", now=LATER) as work:
        renaming.rename_outlet(
            work,
            slug,
            name="Báo và phát thanh, truyền hình Bình Phước",
            short_name="BPTV",
            valid_from=date(2017, 4, 20),
        )
    after = events(body(store, slug))

    assert after[early].to_ical() == before[early].to_ical()
    assert "Báo và phát thanh\\, truyền hình" in unfolded(after[late])
    assert after[late]["SEQUENCE"] == before[late]["SEQUENCE"] + 1
    with store.reading() as session:
        feed = queries.by_slug(session, slug)
    assert feed is not None
    assert not feed.name.endswith("Báo và phát thanh, truyền hình Bình Phước")

    with store.deciding(actor="clock", now=datetime(2017, 4, 20, 1, tzinfo=UTC)) as work:
        publishing.retitle(work)
        publishing.retitle(work)
    with store.reading() as session:
        renamed = queries.by_slug(session, slug)
    assert renamed is not None
    assert renamed.name.endswith("Báo và phát thanh, truyền hình Bình Phước")
    assert (renamed.slug, renamed.revision) == (feed.slug, feed.revision + 1)


@pytest.mark.parametrize("what", ["channel", "programme", "office"])
def test_another_name_of_what_entries_show_rewrites_them_once(store: Store, what: str) -> None:
    ground, (uid,) = sent(store, DAY)
    window = ground.windows[PROGRAMME]
    before = events(body(store, "officer"))

    def rename() -> None:
        with store.deciding(actor="officer", now=LATER) as work:
            if what == "channel":
                row = work.session.get_one(Channel, window.channel_id)
                renaming.change_channel(work, window.channel_id, seen_version=row.version, name="Tên mới tinh",
                                        issue_weekdays=row.issue_weekdays)  # fmt: skip
            elif what == "programme":
                strand = work.session.get_one(Programme, window.programme_id)
                renaming.change_programme(
                    work, window.programme_id, seen_version=strand.version, name="Tên mới tinh", form=strand.form
                )
            else:
                office = replace(builders.office(), phone="Tên mới tinh")
                renaming.set_profile(work, office, email="vanphong@so.example", seen_version=_office_version(work))

    rename()
    after = events(body(store, "officer"))
    rename()

    assert after[uid]["SEQUENCE"] == before[uid]["SEQUENCE"] + 1
    assert "Tên mới tinh" in unfolded(after[uid])
    assert events(body(store, "officer"))[uid]["SEQUENCE"] == after[uid]["SEQUENCE"]  # nothing reads differently
    assert keeping.verify(store).faults == ()
    assert month.slot(store, uid).revision == after[uid]["SEQUENCE"]


def _office_version(work: UnitOfWork) -> int:
    row = office_queries.office(work.session)
    return row.version if row else 0


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
            publishing.put(
                work, feed.id or 0, uid, NOW + timedelta(hours=hours), None, f"{uid};".encode(), slot_id=None
            )
        row = feed.id or 0
    with store.reading() as session:
        listed = b"".join(queries.blocks(session, row, NOW, NOW + timedelta(hours=3))).decode().split(";")[:-1]

    assert listed == ["c", "B1", "b-1", "b0", "a"]
