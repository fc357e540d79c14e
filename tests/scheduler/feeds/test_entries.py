"""What becomes of an entry when its slot changes, as independent readers see it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ical.calendar_stream import IcsCalendarStream
from sqlmodel import select

from campaigns.models import Feed, FeedItem
from campaigns.store import Store
from campaigns.times import month_days
from campaigns.values.edits import Move, Remove
from campaigns.values.feeds import FeedKind
from exports import ics
from scheduler import feeds
from scheduler.services import publishing
from tests.conftest import NOW
from tests.exports.ics.ics_views import block, many
from tests.scheduler.feeds.scene import (
    DAY,
    OTHER,
    PROGRAMME,
    body,
    edit,
    events,
    outlet_slug,
    sent,
    unfolded,
)


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
            entry = publishing.Entry(slot.starts_at, None, block(slot))
            publishing.put(work, slot.uid, {feed.id or 0: entry}, slot_id=None)

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
