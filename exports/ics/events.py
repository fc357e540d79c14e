"""Slots and deadlines as VEVENT blocks: same values, same bytes, in every feed that holds them.

icalendar is the only serialiser. Without METHOD, DTSTAMP is the time of the last revision (RFC 5545, 3.8.7.2), so an
unchanged entry keeps its bytes. Times are UTC instants; there is no alarm, organiser, attendee or recurrence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Event

from campaigns.times import ZONE, local_instant
from campaigns.values.feeds import DeadlineView
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, ChannelKind, SlotState
from exports import wording
from exports.ics import text

KEPT_AFTER_CANCELLING: Final = timedelta(days=30)
"""How long a cancelled entry stays, so that every program has fetched it before it goes."""

SUMMARY_CHARACTERS: Final = 120
DESCRIPTION_OCTETS: Final = 600
_LOCATION_CHARACTERS: Final = 120
_CATEGORY_CHARACTERS: Final = 60
_DUE_LENGTH: Final = timedelta(minutes=15)
_DAY: Final = timedelta(days=1)

KINDS: Final[Mapping[ChannelKind, str]] = {
    ChannelKind.TELEVISION: "Truyền hình",
    ChannelKind.RADIO: "Phát thanh",
    ChannelKind.PRINT: "Báo in",
    ChannelKind.ONLINE_NEWS: "Báo điện tử",
    ChannelKind.LOUDSPEAKER: "Truyền thanh",
    ChannelKind.PORTAL: "Cổng thông tin",
}

STATUSES: Final[Mapping[SlotState, str]] = {
    SlotState.PLANNED: "TENTATIVE",
    SlotState.CONFIRMED: "CONFIRMED",
    SlotState.ON_AIR: "CONFIRMED",
    SlotState.AIRED: "CONFIRMED",
    # A miss leaves something owed. As CANCELLED, Google would hide it: it stays, and its title says what happened.
    SlotState.MISSED: "CONFIRMED",
    SlotState.CANCELLED: "CANCELLED",
}

VISIBLE: Final = frozenset(
    {
        "uid", "revision", "month", "campaign", "theme_letter", "theme", "outlet", "channel", "channel_kind",
        "programme", "title", "date", "starts_at", "ends_at", "duration_s", "all_day", "state",
        "created_at", "changed_at", "makegood_of", "last_change",
    }
)  # fmt: skip
"""The fields of a slot that its entry shows; no other changes a byte of it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What an event says, before it is serialised; texts have passed the gate."""

    uid: str
    revision: int
    created_at: datetime
    changed_at: datetime
    start: date | datetime
    end: date | datetime
    summary: str
    description: str
    status: str
    categories: tuple[str, ...]
    location: str = ""
    url: str = ""
    sibling: str | None = None


def slot_block(slot: SlotView, *, base_url: str, office_contact: str) -> bytes:
    """One slot as a VEVENT, the same in every feed that holds it.

    Args:
        base_url: the site as people outside see it, without a slash at the end.
        office_contact: whom readers may call; empty leaves the line out.

    Source:
        RFC 5545, 3.6.1, 3.8.4.7 (UID), 3.8.7.2 (DTSTAMP), 3.8.7.4 (SEQUENCE).
    """
    return bytes(slot_event(slot, base_url=base_url, office_contact=office_contact).to_ical())


def slot_event(slot: SlotView, *, base_url: str, office_contact: str) -> Event:
    """What ``slot_block`` serialises."""
    return _event(_slot_entry(slot, _prefix(slot), STATUSES[slot.state], _about(slot, office_contact), base_url))


def gone_block(slot: SlotView, where: str) -> bytes:
    """What a slot leaves in a feed that it no longer belongs to: the same UID, cancelled, and where it went."""
    rows = (("Tình trạng", f"chuyển sang {where}"), ("Mã", code(slot.uid)))
    return bytes(_event(_slot_entry(slot, "[HỦY] ", "CANCELLED", rows, "")).to_ical())


def deadline_block(deadline: DeadlineView) -> bytes:
    """One deadline as a VEVENT: 15 minutes that end at it, or its whole last good day.

    Not a VTODO: Google, Outlook and Apple drop those. What is done stays CONFIRMED (RFC 5545, 3.8.1.11 knows
    COMPLETED for to-dos only) and says so in its title.
    """
    return bytes(deadline_event(deadline).to_ical())


def deadline_event(deadline: DeadlineView) -> Event:
    """What ``deadline_block`` serialises."""
    prefix = "[HỦY] " if deadline.cancelled else "[Xong] " if deadline.done else ""
    if deadline.due_at is None:
        start, end = deadline.due_on, deadline.due_on + _DAY
    else:
        end = deadline.due_at.astimezone(UTC)
        start = end - _DUE_LENGTH
    rows = (
        ("Về", deadline.about),
        ("Chiến dịch", deadline.campaign),
        ("Đơn vị nộp", deadline.outlet or ""),
        ("Mã", code(deadline.uid)),
    )
    return _event(
        _Entry(
            uid=deadline.uid,
            revision=deadline.revision,
            created_at=deadline.created_at,
            changed_at=deadline.changed_at,
            start=start,
            end=end,
            summary=prefix + text.joined((deadline.title, deadline.about), " – ", SUMMARY_CHARACTERS - len(prefix)),
            description=text.lines(rows, DESCRIPTION_OCTETS),
            status="CANCELLED" if deadline.cancelled else "CONFIRMED",
            categories=_categories(deadline.campaign, "Hạn"),
        )
    )


def report_title(named: date, *, inclusive: bool) -> str:
    """``Hạn nộp báo cáo (trước 15/6)``: a report deadline's title tells the rule, for its day is the last good one."""
    return f"Hạn nộp báo cáo ({'chậm nhất' if inclusive else 'trước'} {named.day}/{named.month})"


def code(uid: str) -> str:
    """What people may say on the phone for a slot or a deadline: the first eight characters of its name."""
    return uid[:8]


def enters(slot: SlotView) -> bool:
    """Whether a slot stands in feeds at all: once its outlet has been told of it, and never before."""
    return slot.sent_at is not None


def leaves_at(slot: SlotView) -> datetime | None:
    """When a slot's entry leaves its feeds: 30 days after the later of its end and its cancellation; else never."""
    if slot.state is not SlotState.CANCELLED:
        return None
    return max(slot.ends_at, slot.changed_at) + KEPT_AFTER_CANCELLING


def deadline_starts_at(deadline: DeadlineView) -> datetime:
    """The instant by which a deadline's entry is put in order, UTC; local midnight of a day without an hour."""
    if deadline.due_at is None:
        return local_instant(deadline.due_on, 0, ZONE)
    return deadline.due_at.astimezone(UTC) - _DUE_LENGTH


def deadline_leaves_at(deadline: DeadlineView) -> datetime | None:
    """As ``leaves_at``, for a deadline that nobody owes any longer."""
    if not deadline.cancelled:
        return None
    end = deadline.due_at or local_instant(deadline.due_on + _DAY, 0, ZONE)
    return max(end, deadline.changed_at) + KEPT_AFTER_CANCELLING


def _prefix(slot: SlotView) -> str:
    """Google shows no TENTATIVE and no CANCELLED, Outlook no STATUS: the title says it."""
    match slot.state:
        case SlotState.CANCELLED:
            return "[HỦY] "
        case SlotState.MISSED:
            return "[Không đăng] " if slot.channel_kind in PRESS else "[Không phát] "
        case SlotState.PLANNED:
            return "[Chờ xác nhận] "
        case _:
            return "[Phát bù] " if slot.makegood_of else ""


def _about(slot: SlotView, office_contact: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Chiến dịch", slot.campaign),
        ("Nội dung", text.joined((slot.theme_letter, slot.theme), " – ", DESCRIPTION_OCTETS)),
        ("Chuyên mục", slot.programme),
        ("Thời lượng", wording.duration(slot.duration_s) if slot.duration_s else ""),
        ("Mã", code(slot.uid)),
        ("Bù cho", code(slot.makegood_of) if slot.makegood_of else ""),
        ("Liên hệ", office_contact),
        (f"Lần sửa {slot.revision}", slot.last_change if slot.revision else ""),
    )


def _slot_entry(slot: SlotView, prefix: str, status: str, rows: Sequence[tuple[str, str]], base_url: str) -> _Entry:
    start: date | datetime = slot.date if slot.all_day else slot.starts_at.astimezone(UTC)
    end: date | datetime = slot.date + _DAY if slot.all_day else slot.ends_at.astimezone(UTC)
    kind = KINDS[slot.channel_kind]
    head = f"{prefix}{kind}: "
    name = next((told for told in (slot.title, slot.programme, slot.theme) if text.line(told)), "")
    return _Entry(
        uid=slot.uid,
        revision=slot.revision,
        created_at=slot.created_at,
        changed_at=slot.changed_at,
        start=start,
        end=end,
        summary=head + text.joined((name, slot.outlet), " – ", SUMMARY_CHARACTERS - len(head)),
        description=text.lines(rows, DESCRIPTION_OCTETS),
        status=status,
        categories=_categories(slot.campaign, kind),
        location=text.joined((slot.outlet, slot.channel), " – ", _LOCATION_CHARACTERS),
        url=f"{base_url}/months/{slot.month}?slot={slot.uid}" if base_url else "",
        sibling=slot.makegood_of,
    )


def _categories(campaign: str, kind: str) -> tuple[str, ...]:
    # Readers split categories at commas, escaped or not.
    told = text.within(text.without_separators(campaign), _CATEGORY_CHARACTERS)
    return (told, kind) if told else (kind,)


def _event(entry: _Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.revision)
    event.add("created", entry.created_at)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    if entry.location:
        event.add("location", entry.location)
    event.add("status", entry.status)
    event.add("transp", "TRANSPARENT")  # a slot is not the subscriber's own appointment
    event.add("x-microsoft-cdo-busystatus", "FREE")
    event.add("categories", list(entry.categories))
    if entry.url:
        event.add("url", entry.url)
    if entry.sibling:
        event.add("related-to", entry.sibling, parameters={"RELTYPE": "SIBLING"})
    return event
