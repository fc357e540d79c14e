"""A small month of the product's own making: every state, an article, a make-good, deadlines. And random ones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from campaigns.times import local_instant
from campaigns.values.feeds import DeadlineView, FeedKind, FeedView
from campaigns.values.slots import SlotView
from campaigns.values.words import ChannelKind, Evidence, SlotState
from exports import ics

BASE_URL = "https://lichsong.example"
CONTACT = "Sở Tư pháp tỉnh Bình Phước · 0271 3000 001"
CREATED = datetime(2017, 2, 20, 2, tzinfo=UTC)
CHANGED = datetime(2017, 3, 10, 1, 15, 30, tzinfo=UTC)
FEED = FeedView(
    slug="lich-bptv",
    kind=FeedKind.OUTLET,
    name="Lịch phát sóng Đài Phát thanh và Truyền hình Bình Phước",
    description="Lượt phát và bài đăng đặt tại Đài, theo từng tháng.",
    generation=1,
    changed_at=CHANGED,
)


def slot(number: int = 1, **changes: object) -> SlotView:
    """A television slot on Thursday 16 March 2017, 19:45, of five minutes, sent to the station."""
    starts_at = datetime(2017, 3, 16, 12, 45, tzinfo=UTC)
    told: dict[str, object] = {
        "uid": f"6a0e4f3c-9d7e-4a55-8a55-{number:012d}", "version": 1, "revision": 2, "generation": 0,
        "month": "2017-03", "campaign_id": 1, "campaign": "Kiểm soát thủ tục hành chính 2017",
        "campaign_slug": "kstthc-2017", "theme_id": 3, "theme_letter": "C",
        "theme": "Công khai thủ tục và tiếp nhận phản ánh, kiến nghị", "outlet_id": 1, "outlet_slug": "bptv",
        "outlet": "Đài PT-TH Bình Phước", "channel_id": 1, "channel": "BPTV1",
        "channel_kind": ChannelKind.TELEVISION, "window_id": 1, "programme": "Cải cách hành chính",
        "title": "Một cửa ở Đồng Xoài; hồ sơ trả trước hẹn", "note": "", "date": date(2017, 3, 16),
        "start_minute": 19 * 60 + 45, "zone": "Asia/Ho_Chi_Minh", "starts_at": starts_at,
        "ends_at": starts_at + timedelta(seconds=300), "duration_s": 300, "all_day": False,
        "state": SlotState.PLANNED, "evidence": Evidence.NONE, "resolution": None, "created_at": CREATED,
        "changed_at": CHANGED, "sent_at": CHANGED, "last_change": "dời từ 05:30 12/03 sang 19:45 16/03",
    }  # fmt: skip
    return SlotView(**{**told, **changes})  # type: ignore[arg-type]


def article(number: int, **changes: object) -> SlotView:
    """An article in the issue of Friday 17 March 2017, without an hour."""
    day = date(2017, 3, 17)
    told: dict[str, object] = {
        "date": day, "start_minute": None, "all_day": True, "duration_s": 0,
        "starts_at": local_instant(day, 0), "ends_at": local_instant(day, 1440), "outlet": "Báo Bình Phước",
        "outlet_slug": "bao-binh-phuoc", "channel": "Báo in", "channel_kind": ChannelKind.PRINT,
        "programme": "Trang Pháp luật", "title": "Đăng ký kinh doanh qua mạng: ba ngày là xong",
        "last_change": "đơn vị đã xác nhận",
    }  # fmt: skip
    return slot(number, **{**told, **changes})


SLOTS = (
    slot(1),
    slot(2, state=SlotState.CONFIRMED, channel_kind=ChannelKind.RADIO, channel="FM 89,4 MHz"),
    slot(3, state=SlotState.CONFIRMED, makegood_of=slot(5).uid, title=""),
    slot(4, state=SlotState.CANCELLED, last_change="huỷ"),
    slot(5, state=SlotState.MISSED, last_change="không phát"),
    article(6, state=SlotState.AIRED, evidence=Evidence.TEARSHEET),
    article(7, state=SlotState.MISSED, revision=0),
)
DEADLINES = (
    DeadlineView(
        uid="0b7f4f1e-2c7a-4d0e-9a55-000000000001", revision=0, created_at=CREATED, changed_at=CREATED,
        title=ics.report_title(date(2017, 6, 15), inclusive=False), about="Kế hoạch kiểm soát thủ tục hành chính",
        campaign="Kiểm soát thủ tục hành chính 2017", due_on=date(2017, 6, 14),
    ),
    DeadlineView(
        uid="0b7f4f1e-2c7a-4d0e-9a55-000000000002", revision=1, created_at=CREATED, changed_at=CHANGED,
        title="Hạn nộp kịch bản", about="Một cửa ở Đồng Xoài", campaign="Kiểm soát thủ tục hành chính 2017",
        due_on=date(2017, 3, 14), due_at=datetime(2017, 3, 14, 9, tzinfo=UTC), outlet="Đài PT-TH Bình Phước",
        done=True,
    ),
)  # fmt: skip


def block(slot: SlotView) -> bytes:
    return ics.slot_block(slot, base_url=BASE_URL, office_contact=CONTACT)


def sample() -> bytes:
    """The month as a feed: its bytes are the format."""
    blocks = [block(slot) for slot in SLOTS]
    blocks += [ics.gone_block(slot(8), "Báo Bình Phước")]
    blocks += [ics.deadline_block(deadline) for deadline in DEADLINES]
    return ics.calendar(FEED, blocks)


_vietnamese = st.text("aăâbcdđeêghikloôơuưyáàảãạẤỆỮ ,;:\"'-–", max_size=60)
_long = st.lists(st.sampled_from(["thủ", "tục", "hành", "chính", "ở", "Đồng", "Xoài"]), max_size=90).map(" ".join)
_rough = st.text(st.characters(), max_size=40)
_hostile = st.lists(
    st.sampled_from(
        ["\\NAS\\Nội dung", "\\n", "\\,", "\r\nEND:VEVENT", "\nATTENDEE:x", "\x0b", "\x1b[31m", "\x00", "\u2028X:1",
         "\u2029", "\x85BEGIN:VALARM", "\ud800", "\ufeff", "e\u0302\u0301", "\N{GREEK QUESTION MARK}", "a\u0301" * 50,
         "\r", "^n", '"', "😀" * 20, " "]
    ),
    max_size=8,
).map("".join)  # fmt: skip
texts = st.one_of(_vietnamese, _long, _rough, _hostile)
"""What people type and what no one types."""
_naive = st.datetimes(datetime(2000, 1, 2), datetime(2090, 1, 1))  # noqa: DTZ001 - the zone follows
instants = _naive.map(lambda wall: wall.replace(tzinfo=UTC))
seconds = instants.map(lambda instant: instant.replace(microsecond=0))
uids = st.uuids(version=4).map(str)


@st.composite
def slots(draw, names=texts) -> SlotView:
    day, minute = draw(st.dates(date(2017, 1, 1), date(2030, 12, 31))), draw(st.none() | st.integers(0, 1800))
    length_s = 0 if minute is None else draw(st.integers(1, 7200))
    starts_at = local_instant(day, minute or 0)
    created_at = draw(seconds)
    words = ("campaign", "theme", "outlet", "channel", "programme", "title", "last_change")
    return slot(
        uid=draw(uids),
        revision=draw(st.integers(0, 10_000)),
        month=f"{day:%Y-%m}",
        date=day,
        start_minute=minute,
        all_day=minute is None,
        starts_at=starts_at,
        ends_at=starts_at + (timedelta(days=1) if minute is None else timedelta(seconds=length_s)),
        duration_s=length_s,
        state=draw(st.sampled_from(SlotState)),
        channel_kind=draw(st.sampled_from(ChannelKind)),
        created_at=created_at,
        changed_at=created_at + timedelta(seconds=draw(st.integers(0, 10**7))),
        makegood_of=draw(st.none() | uids),
        theme_letter=draw(st.sampled_from("ABCDE")),
        **{word: draw(names) for word in words},
    )


@st.composite
def deadlines(draw, names=texts) -> DeadlineView:
    created_at = draw(seconds)
    return DeadlineView(
        uid=draw(uids),
        revision=draw(st.integers(0, 10_000)),
        created_at=created_at,
        changed_at=created_at + timedelta(seconds=draw(st.integers(0, 10**7))),
        title=draw(names),
        about=draw(names),
        campaign=draw(names),
        due_on=draw(st.dates(date(2017, 1, 1), date(2030, 12, 31))),
        due_at=draw(st.none() | seconds),
        outlet=draw(st.none() | names),
        done=draw(st.booleans()),
        cancelled=draw(st.booleans()),
    )


feeds = st.builds(replace, st.just(FEED), kind=st.sampled_from(FeedKind), name=texts, description=texts)


def many(count: int) -> list[SlotView]:
    """Slots with long names, one after the other, by start."""
    name = "Đối thoại với doanh nghiệp về thủ tục đầu tư, đất đai, xây dựng tại khu công nghiệp Chơn Thành " * 4
    step = timedelta(hours=3)
    return [
        replace(
            slot(),
            uid=str(UUID(int=number, version=4)),
            title=f"Kỳ {number}: {name}",
            theme=name,
            starts_at=slot().starts_at + step * number,
            ends_at=slot().ends_at + step * number,
        )
        for number in range(count)
    ]
