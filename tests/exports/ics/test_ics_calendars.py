import hashlib
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from campaigns.times import local_day
from campaigns.values.feeds import FEED_COLOURS, FeedKind
from exports import ics
from exports.ics import calendars, events
from tests.exports.ics.ics_views import BASE_URL, CONTACT, FEED, block, deadlines, feeds, instants, many, sample, slots

slow = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@slow
@given(feeds, st.lists(st.one_of(slots(), deadlines()), max_size=6))
def test_joined_blocks_are_what_icalendar_makes_of_the_whole(feed, entries):
    whole = calendars.frame(feed)
    blocks = []
    for entry in entries:
        if hasattr(entry, "state"):
            whole.add_component(events.slot_event(entry, base_url=BASE_URL, office_contact=CONTACT))
            blocks.append(block(entry))
        else:
            whole.add_component(events.deadline_event(entry))
            blocks.append(ics.deadline_block(entry))
    if not entries:
        whole.add_component(calendars.local_zone())

    assert ics.calendar(feed, blocks) == whole.to_ical()
    assert b"".join(ics.parts(feed, iter(blocks))) == whole.to_ical()


@slow
@given(feeds)
def test_a_feeds_own_lines_are_these_in_this_order(feed):
    rows = ics.header(feed).decode().replace("\r\n ", "").split("\r\n")
    names = [row.partition(":")[0] for row in rows]

    assert names == [
        "BEGIN", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-TIMEZONE", "COLOR",
        "REFRESH-INTERVAL;VALUE=DURATION", "X-PUBLISHED-TTL", "",
    ]  # fmt: skip
    name = rows[4].removeprefix("NAME:")
    assert rows[5] == f"X-WR-CALNAME:{name}"
    assert not set(name) & set(",;\\\r\n")
    assert rows[8:11] == [f"COLOR:{FEED_COLOURS[feed.kind]}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
                          "X-PUBLISHED-TTL:PT1H"]  # fmt: skip


def test_a_second_reader_takes_a_feed_without_events():
    feed = IcsCalendarStream.calendar_from_ics(ics.calendar(FEED, []).decode())

    assert feed.events == []
    assert [zone.tz_id for zone in feed.timezones] == ["Asia/Ho_Chi_Minh"]


def test_each_kind_of_feed_has_a_colour_of_its_own():
    assert len({FEED_COLOURS[kind] for kind in FeedKind}) == len(FeedKind)


def test_two_hundred_slots_with_long_names_are_read_whole():
    rows = many(200)
    feed = ics.calendar(FEED, map(block, rows))
    read = IcsCalendarStream.calendar_from_ics(feed.decode()).events

    assert [(event.uid, event.dtstart, event.dtend) for event in read] == [
        (slot.uid, slot.starts_at, slot.ends_at) for slot in rows
    ]
    assert all(event.summary.startswith(f"[Chờ xác nhận] Truyền hình: Kỳ {n}: ") for n, event in enumerate(read))
    assert max(len(row) for row in feed.split(b"\r\n")) <= 75
    assert not ics.is_too_large(len(rows), len(feed))


def test_a_feed_of_a_thousand_events_is_the_largest():
    assert not ics.is_too_large(1_000, 1_000_000)
    assert ics.is_too_large(1_001, 1)
    assert ics.is_too_large(1, 1_000_001)


def test_another_process_writes_the_same_bytes():
    here = Path(__file__).parent
    asked = "import hashlib, ics_views; print(hashlib.sha256(ics_views.sample()).hexdigest())"
    paths = os.pathsep.join([str(here), str(here.parents[2])])
    elsewhere = subprocess.run(
        [sys.executable, "-O", "-c", asked],
        env={"PYTHONPATH": paths, "PYTHONHASHSEED": "7", "TZ": "America/New_York", "LC_ALL": "C"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert elsewhere.stdout.strip() == hashlib.sha256(sample()).hexdigest()


@given(instants, instants)
def test_a_window_holds_its_month_and_moves_with_its_name_only(one, other):
    mine, theirs = ics.window(one), ics.window(other)

    assert ics.in_window(one, mine)
    assert (mine == theirs) == (mine.tag == theirs.tag)
    first, today, end = local_day(mine.start), local_day(one), local_day(mine.end)
    assert (first.day, end.day) == (1, 1)
    assert (today.year - first.year) * 12 + today.month - first.month == 3
    assert (end.year - today.year) * 12 + end.month - today.month == 14
    assert mine.tag == f"{today:%Y-%m}"


def test_the_window_of_april_2017_and_its_first_and_last_instants():
    window = ics.window(datetime(2017, 3, 31, 17, tzinfo=UTC))  # midnight of 1 April in Vietnam

    assert window == (datetime(2016, 12, 31, 17, tzinfo=UTC), datetime(2018, 5, 31, 17, tzinfo=UTC), "2017-04")
    assert ics.in_window(window.start, window)
    assert not ics.in_window(window.end, window)
    assert ics.window(datetime(2017, 3, 31, 16, 59, 59, tzinfo=UTC)).tag == "2017-03"
