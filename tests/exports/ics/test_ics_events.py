import re
import unicodedata
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from campaigns.values.slots import SlotView
from campaigns.values.words import ChannelKind, Evidence, Resolution, SlotState
from exports import ics
from tests.exports.ics.ics_views import (
    BASE_URL,
    CONTACT,
    DEADLINES,
    FEED,
    SLOTS,
    article,
    block,
    deadlines,
    sample,
    slot,
    slots,
)

GOLDEN = Path(__file__).with_name("month.format-1.ics")
PROPERTIES = {
    "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CATEGORIES", "CREATED", "DESCRIPTION",
    "LAST-MODIFIED", "LOCATION", "STATUS", "TRANSP", "URL", "X-MICROSOFT-CDO-BUSYSTATUS", "RELATED-TO",
}  # fmt: skip
clean = st.text("aăâbcdđeêghikloôơuưyáàảãạẤỆỮ ,;:\"'-–", min_size=1, max_size=20).filter(
    lambda told: any(map(str.isalpha, told))
)


def unfolded(block: bytes) -> list[str]:
    return block.decode().replace("\r\n ", "").split("\r\n")[:-1]


def told(block: bytes) -> dict[str, str]:
    """Property names with their raw values; a name that occurs twice is an error."""
    found: dict[str, str] = {}
    for row in unfolded(block)[1:-1]:
        name, value = re.fullmatch(r"([A-Z-]+(?:;[A-Z]+=[A-Z]+)?):(.*)", row).groups()
        assert name not in found
        found[name] = value
    return found


def read(*blocks: bytes):
    """The events as a second, strict and independent reader has them."""
    return IcsCalendarStream.calendar_from_ics(ics.calendar(FEED, blocks).decode()).events


@given(st.one_of(slots().map(block), slots().map(lambda s: ics.gone_block(s, s.channel)),
                 deadlines().map(ics.deadline_block)))  # fmt: skip
def test_no_line_is_over_75_octets_and_no_fold_parts_a_letter(block):
    *rows, last = block.split(b"\r\n")

    assert last == b""
    assert all(len(row) <= 75 for row in rows)
    for row in rows:
        row.decode()
        assert not set(row) & {*range(0x20), 0x7F}


@given(slots())
def test_no_text_becomes_a_property_of_its_own(slot):
    rows = unfolded(block(slot))

    assert [rows[0], rows[-1]] == ["BEGIN:VEVENT", "END:VEVENT"]
    assert {name.partition(";")[0] for name in told(block(slot))} <= PROPERTIES
    assert len("\n".join(rows).splitlines()) == len(rows)  # nor for readers that know more line ends than CRLF


@given(slots())
def test_name_revision_and_times_are_those_of_the_slot(slot):
    found = told(block(slot))

    assert found["UID"] == slot.uid
    assert found["SEQUENCE"] == str(slot.revision)
    assert found["DTSTAMP"] == found["LAST-MODIFIED"] == f"{slot.changed_at:%Y%m%dT%H%M%SZ}"
    assert found["CREATED"] == f"{slot.created_at:%Y%m%dT%H%M%SZ}"
    assert found["CREATED"] <= found["LAST-MODIFIED"]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(slots())
def test_a_second_reader_has_the_same_instants_whatever_the_texts(slot):
    (event,) = read(block(slot))

    assert (event.uid, event.sequence) == (slot.uid, slot.revision)
    assert (event.dtstamp, event.created) == (slot.changed_at, slot.created_at)
    if slot.all_day:
        assert (event.dtstart, event.dtend) == (slot.date, slot.date + timedelta(days=1))
    else:
        assert (event.dtstart, event.dtend) == (slot.starts_at, slot.ends_at)
    assert len(event.summary) <= 120
    assert len((event.description or "").encode()) <= 600


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(slots(clean))
def test_a_second_reader_has_the_same_vietnamese_text(slot):
    said = {name: re.sub(" +", " ", getattr(slot, name)).strip() for name in (
        "title", "outlet", "channel", "campaign", "theme", "programme", "last_change")}  # fmt: skip
    (event,) = read(block(slot))

    assert event.summary.endswith(f": {said['title']} – {said['outlet']}")
    assert event.location == f"{said['outlet']} – {said['channel']}"
    assert event.categories[0] == re.sub("(?: *[,;])+ *", " · ", said["campaign"]).strip(" ·")
    rows = event.description.split("\n")
    assert rows[:3] == [
        f"Chiến dịch: {said['campaign']}",
        f"Nội dung: {slot.theme_letter} – {said['theme']}",
        f"Chuyên mục: {said['programme']}",
    ]
    assert f"Liên hệ: {CONTACT}" in rows
    if slot.revision:
        assert rows[-1] == f"Lần sửa {slot.revision}: {said['last_change']}"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(deadlines())
def test_a_deadline_ends_at_its_instant_or_fills_its_day(deadline):
    (event,) = read(ics.deadline_block(deadline))

    if deadline.due_at is None:
        assert (event.dtstart, event.dtend) == (deadline.due_on, deadline.due_on + timedelta(days=1))
        assert ics.deadline_starts_at(deadline) == datetime.combine(
            deadline.due_on, datetime.min.time(), UTC
        ) - timedelta(hours=7)
    else:
        assert (event.dtstart, event.dtend) == (deadline.due_at - timedelta(minutes=15), deadline.due_at)
        assert ics.deadline_starts_at(deadline) == event.dtstart
    assert (event.uid, event.sequence, event.dtstamp) == (deadline.uid, deadline.revision, deadline.changed_at)
    assert event.status.value == ("CANCELLED" if deadline.cancelled else "CONFIRMED")
    assert len(event.summary) <= 120


@given(slots(), st.sampled_from([f.name for f in fields(SlotView) if f.name not in ics.VISIBLE]), st.integers())
def test_what_a_feed_does_not_show_changes_no_byte(slot, name, anything):
    assert block(replace(slot, **{name: anything})) == block(slot)


OTHER = {
    "uid": "7a0e4f3c-9d7e-4a55-8a55-0d1f3f2b7a02", "revision": 9, "month": "2017-04", "campaign": "Khác",
    "theme_letter": "D", "theme": "Khác", "outlet": "Khác", "channel": "Khác", "channel_kind": ChannelKind.RADIO,
    "programme": "Khác", "title": "Khác", "starts_at": slot().starts_at - timedelta(hours=1),
    "ends_at": slot().ends_at + timedelta(hours=1), "duration_s": 301, "all_day": True, "state": SlotState.CANCELLED,
    "created_at": slot().created_at - timedelta(hours=1), "changed_at": slot().changed_at + timedelta(hours=1),
    "makegood_of": "7a0e4f3c-9d7e-4a55-8a55-0d1f3f2b7a02", "last_change": "khác",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ics.VISIBLE - {"date"}))
def test_what_a_feed_shows_changes_its_bytes(name):
    assert block(slot(**{name: OTHER[name]})) != block(slot())


def test_the_day_of_an_article_shows():
    assert block(article(1, date=date(2017, 3, 24))) != block(article(1))


def test_a_month_has_the_bytes_of_its_format():
    """Should icalendar write one byte differently, every subscriber would see every entry change: raise FORMAT then,
    and name a new file after it."""
    assert GOLDEN.name == f"month.format-{ics.FORMAT}.ics"
    assert sample() == GOLDEN.read_bytes()


def test_titles_say_what_programs_hide():
    titles = [event.summary for event in read(*(block(slot) for slot in SLOTS))]

    assert titles == [
        "[Chờ xác nhận] Truyền hình: Một cửa ở Đồng Xoài; hồ sơ trả trước hẹn – Đài PT-TH Bình Phước",
        "Phát thanh: Một cửa ở Đồng Xoài; hồ sơ trả trước hẹn – Đài PT-TH Bình Phước",
        "[Phát bù] Truyền hình: Cải cách hành chính – Đài PT-TH Bình Phước",
        "[HỦY] Truyền hình: Một cửa ở Đồng Xoài; hồ sơ trả trước hẹn – Đài PT-TH Bình Phước",
        "[Không phát] Truyền hình: Một cửa ở Đồng Xoài; hồ sơ trả trước hẹn – Đài PT-TH Bình Phước",
        "Báo in: Đăng ký kinh doanh qua mạng: ba ngày là xong – Báo Bình Phước",
        "[Không đăng] Báo in: Đăng ký kinh doanh qua mạng: ba ngày là xong – Báo Bình Phước",
    ]


def test_only_proposals_are_tentative_and_only_cancellations_cancelled():
    statuses = {state: told(block(slot(state=state)))["STATUS"] for state in SlotState}

    assert statuses == {
        SlotState.PLANNED: "TENTATIVE",
        SlotState.CONFIRMED: "CONFIRMED",
        SlotState.ON_AIR: "CONFIRMED",
        SlotState.AIRED: "CONFIRMED",
        SlotState.MISSED: "CONFIRMED",
        SlotState.CANCELLED: "CANCELLED",
    }
    assert told(block(slot(state=SlotState.AIRED, evidence=Evidence.PRESUMED)))["STATUS"] == "CONFIRMED"
    assert told(block(slot(state=SlotState.MISSED, resolution=Resolution.MADE_GOOD)))["STATUS"] == "CONFIRMED"


def test_what_is_absent_is_absent():
    found = told(block(slot()))

    assert set(found) == PROPERTIES - {"RELATED-TO"}
    assert (found["TRANSP"], found["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
    assert found["URL"] == f"{BASE_URL}/months/2017-03?slot={slot().uid}"


def test_a_make_good_names_what_it_replaces():
    assert told(block(SLOTS[2]))["RELATED-TO;RELTYPE=SIBLING"] == SLOTS[4].uid


def test_a_slot_that_went_elsewhere_stays_under_its_name_as_cancelled():
    found = told(ics.gone_block(slot(), "Báo Bình Phước"))

    assert (found["UID"], found["SEQUENCE"], found["STATUS"]) == (slot().uid, "2", "CANCELLED")
    assert found["SUMMARY"].startswith("[HỦY] Truyền hình: ")
    assert found["DESCRIPTION"] == "Tình trạng: chuyển sang Báo Bình Phước\\nMã: 6a0e4f3c"


def test_the_last_change_survives_the_longest_names():
    long = "Ủy ban nhân dân " * 40
    (event,) = read(block(slot(campaign=long, theme=long, programme=long, outlet=long, title=long)))

    assert event.description.split("\n")[-1] == "Lần sửa 2: dời từ 05:30 12/03 sang 19:45 16/03"
    assert len(event.description.encode()) <= 600
    assert event.summary.startswith("[Chờ xác nhận] Truyền hình: Ủy ban nhân dân ")
    assert event.summary.count("…") == 2


def test_letters_written_in_parts_are_composed_and_never_parted():
    parts = unicodedata.normalize("NFD", "Một cửa ở Đồng Xoài")
    assert block(slot(title=parts)) == block(slot(title="Một cửa ở Đồng Xoài"))


def test_backslashes_and_breaks_cannot_tear_a_title():
    (event,) = read(block(slot(title="\\\\NAS\\Nội dung\x0bhai\r\nba\u2028bốn\x00\x1b")))

    assert event.summary == "[Chờ xác nhận] Truyền hình: //NAS/Nội dung hai ba bốn – Đài PT-TH Bình Phước"


def test_a_deadline_says_its_rule_whether_it_is_done_and_who_owes_it():
    assert ics.report_title(date(2017, 12, 15), inclusive=True) == "Hạn nộp báo cáo (chậm nhất 15/12)"
    report, script = read(*(ics.deadline_block(deadline) for deadline in DEADLINES))

    assert report.summary == "Hạn nộp báo cáo (trước 15/6) – Kế hoạch kiểm soát thủ tục hành chính"
    assert (report.dtstart, report.dtend) == (date(2017, 6, 14), date(2017, 6, 15))
    assert script.summary == "[Xong] Hạn nộp kịch bản – Một cửa ở Đồng Xoài"
    assert "Đơn vị nộp: Đài PT-TH Bình Phước" in script.description.split("\n")
    assert read(ics.deadline_block(replace(DEADLINES[1], cancelled=True)))[0].summary.startswith("[HỦY] Hạn nộp")


def test_drafts_stay_at_home_and_what_was_told_stays():
    assert not ics.enters(slot(sent_at=None))
    assert all(ics.enters(slot(state=state)) for state in SlotState)


@given(slots())
def test_only_what_is_cancelled_ever_leaves(slot):
    leaves_at = ics.leaves_at(slot)

    if slot.state is SlotState.CANCELLED:
        assert leaves_at == max(slot.ends_at, slot.changed_at) + timedelta(days=30)
    else:
        assert leaves_at is None


def test_what_is_cancelled_late_stays_thirty_days_from_then_and_early_from_its_end():
    late = slot(state=SlotState.CANCELLED, changed_at=datetime(2017, 3, 20, 2, tzinfo=UTC))
    early = slot(state=SlotState.CANCELLED, changed_at=datetime(2017, 3, 1, 2, tzinfo=UTC))

    assert ics.leaves_at(late) == datetime(2017, 4, 19, 2, tzinfo=UTC)
    assert ics.leaves_at(early) == datetime(2017, 4, 15, 12, 50, tzinfo=UTC)


def test_a_cancelled_deadline_leaves_thirty_days_after_its_day():
    assert ics.deadline_leaves_at(DEADLINES[0]) is None
    assert ics.deadline_leaves_at(replace(DEADLINES[0], cancelled=True)) == datetime(2017, 7, 14, 17, tzinfo=UTC)
