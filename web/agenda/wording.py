"""What the outlet's pages say: places, answers, reasons, steps of the history."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from campaigns.models import History
from campaigns.times import local_day, minute_words
from campaigns.values.board import ShownState
from campaigns.values.outlets import WindowView
from campaigns.values.slots import OfferView, SlotView
from campaigns.values.words import PRESS, AskReason, MissReason, OfferState, Resolution, SlotState
from web import formats, states
from web.language import N_, current, gettext
from web.language import gettext as _

ASK_REASONS: Final[Mapping[AskReason, str]] = {
    AskReason.CLASH: N_("Trùng chương trình khác"),
    AskReason.LIVE: N_("Có chương trình trực tiếp"),
    AskReason.NO_MATERIAL: N_("Thiếu tư liệu, nội dung"),
    AskReason.OTHER: N_("Lý do khác"),
}
MISS_REASONS: Final[Mapping[MissReason, str]] = {
    MissReason.PREEMPTED: N_("Nhường giờ cho chương trình đột xuất"),
    MissReason.TECHNICAL: N_("Sự cố kỹ thuật"),
    MissReason.LATE_MATERIAL: N_("Chưa nhận được nội dung"),
    MissReason.PROGRAMME_CANCELLED: N_("Chương trình nghỉ"),
    MissReason.OTHER: N_("Lý do khác"),
}
PRESS_MISS_REASONS: Final[Mapping[MissReason, str]] = {
    MissReason.PREEMPTED: N_("Nhường trang cho tin, bài đột xuất"),
    MissReason.PROGRAMME_CANCELLED: N_("Chuyên trang nghỉ kỳ này"),
}
"""Where a newspaper says otherwise."""
OFFER_STATES: Final[Mapping[OfferState, str]] = {
    OfferState.OPEN: N_("chờ cơ quan trả lời"),
    OfferState.ACCEPTED: N_("cơ quan đã đồng ý"),
    OfferState.REFUSED: N_("cơ quan giữ chỗ cũ"),
    OfferState.WITHDRAWN: N_("không còn hiệu lực"),
}


class Asked(NamedTuple):
    """A request of the outlet, with what became of it."""

    offer: OfferView
    words: str
    reason: str
    state: str


def requests(offers: Iterable[OfferView]) -> tuple[Asked, ...]:
    """An outlet's requests about a slot, in words."""
    return tuple(Asked(one, asked_for(one), offer_reason(one), gettext(OFFER_STATES[one.state])) for one in offers)


def when(slot: SlotView, window: WindowView) -> str:
    """``19:45``; of an article its page."""
    if slot.start_minute is None or slot.channel_kind in PRESS:
        return window.page or _("Bài")
    return minute_words(slot.start_minute)


def length(slot: SlotView, window: WindowView) -> str:
    """``45 giây``; of an article its size."""
    return window.size if slot.channel_kind in PRESS else formats.duration_words(slot.duration_s, language=current())


def title(slot: SlotView) -> str:
    """The programme, and what the item is called where it has a name."""
    return f"{slot.programme} · {slot.title}" if slot.title else slot.programme


def place(day: date, start_minute: int | None) -> str:
    """``19:45 Thứ Năm, 13/4``."""
    words = formats.day_month(day, language=current())
    return words if start_minute is None else f"{minute_words(start_minute)} {words}"


def moment_near(instant: datetime, now: datetime, zone: ZoneInfo) -> str:
    """``09:12 hôm nay``, ``16:00 ngày mai``, else with the date."""
    day, today = local_day(instant, zone), local_day(now, zone)
    hour = formats.hour(instant, zone, language=current())
    near = {0: _("%(hour)s hôm nay"), 1: _("%(hour)s ngày mai"), -1: _("%(hour)s hôm qua")}.get((day - today).days)
    if near:
        return near % {"hour": hour}
    return f"{hour} {formats.day_month(day, language=current())}"


def was(slot: SlotView) -> str:
    """The place that was agreed before, where the slot has moved away from it."""
    agreed = slot.last_agreed
    if agreed is None or (agreed.window_id, agreed.starts_at) == (slot.window_id, slot.starts_at):
        return ""
    hour = "" if slot.start_minute is None else formats.hour(agreed.starts_at, slot.zone, language=current())
    if agreed.date == slot.date:
        return hour or slot.programme
    return " ".join(part for part in (hour, formats.day_month(agreed.date, language=current())) if part)


def asked_for(offer: OfferView) -> str:
    """What an outlet asked for."""
    if offer.declines or offer.date is None:
        return _("Không nhận lượt này")
    return _("Đề nghị đổi sang %(place)s", place=place(offer.date, offer.start_minute))


def offer_reason(offer: OfferView) -> str:
    """Why it asked."""
    reason = gettext(ASK_REASONS[offer.reason])
    return f"{reason}: {offer.words}" if offer.words else reason


def miss_reason(slot: SlotView) -> str:
    """Why it did not go out, or why it was taken off; free text as it was typed."""
    code, _colon, words = slot.miss_reason.partition(": ")
    named = {reason.value: reason for reason in MissReason}
    if code not in named:
        return slot.miss_reason
    reason = dict(miss_choices(slot))[code]
    return f"{reason}: {words}" if words else reason


def miss_choices(slot: SlotView) -> list[tuple[str, str]]:
    """Reasons for a select, in the words of the medium."""
    own = {**MISS_REASONS, **PRESS_MISS_REASONS} if slot.channel_kind in PRESS else MISS_REASONS
    return [(reason.value, gettext(words)) for reason, words in own.items()]


_SAID: Final[Mapping[ShownState, str]] = {
    ShownState.CONFIRMED: N_("Đã xác nhận"),
    ShownState.PRESUMED: N_("Coi như đã phát theo thoả thuận"),
    ShownState.MISSED: N_("Không phát"),
    ShownState.CANCELLED: N_("Cơ quan đã huỷ lượt này"),
    ShownState.ON_AIR: N_("Đang phát"),
}
_PRESS_SAID: Final[Mapping[ShownState, str]] = {
    ShownState.AIRED: N_("Đã đăng, đã có bản lưu"),
    ShownState.PRESUMED: N_("Coi như đã đăng theo thoả thuận"),
    ShownState.MISSED: N_("Không đăng"),
    ShownState.ON_AIR: N_("Đang trong ngày đăng"),
}


def said(slot: SlotView, state: ShownState) -> str:
    """What was answered or told of a slot; nothing while something is awaited."""
    press = slot.channel_kind in PRESS
    if state is ShownState.ASKED:
        return asked_for(slot.offer) if slot.offer is not None else ""
    if state is ShownState.AIRED and not press:
        return _aired(slot)
    if states.is_unproved(slot, state):
        return states.of_slot(slot, state)
    return gettext((_PRESS_SAID if press and state in _PRESS_SAID else _SAID).get(state, ""))


def _aired(slot: SlotView) -> str:
    if slot.actual_starts_at is None or slot.actual_duration_s is None:
        return _("Đã phát")
    hour = formats.hour(slot.actual_starts_at, slot.zone, language=current())
    length_words = formats.duration_words(slot.actual_duration_s, language=current())
    return _("Đã phát lúc %(hour)s, %(length)s", hour=hour, length=length_words)


def by(slot: SlotView, state: ShownState, now: datetime, zone: ZoneInfo) -> str:
    """Who answered and when; for what went out or did not, why and what follows."""
    if state is ShownState.CONFIRMED and slot.confirmed_at is not None:
        return " · ".join(part for part in (slot.confirmed_by, moment_near(slot.confirmed_at, now, zone)) if part)
    if state is ShownState.ASKED and slot.offer is not None:
        told = [offer_reason(slot.offer), slot.offer.made_by, moment_near(slot.offer.made_at, now, zone)]
        return " · ".join(part for part in told if part)
    if state is ShownState.MISSED:
        return " · ".join(part for part in (miss_reason(slot), resolution(slot.resolution)) if part)
    if state is ShownState.CANCELLED:
        return miss_reason(slot)
    return ""


def resolution(told: Resolution | None) -> str:
    """How a miss stands."""
    if told is None:
        return ""
    return {
        Resolution.UNRESOLVED: _("chờ phát bù"), Resolution.MADE_GOOD: _("đã phát bù"),
        Resolution.CREDITED: _("đã trừ tiền"), Resolution.WAIVED: _("không phải bù"),
    }[told]  # fmt: skip


_STEPS: Final[Mapping[str, str]] = {
    "sent": N_("gửi lịch"), "confirm": N_("xác nhận"), "unconfirm": N_("rút xác nhận"), "declined": N_("không nhận"),
    "asked_to_move": N_("đề nghị đổi"), "request_withdrawn": N_("rút đề nghị"), "agree_move": N_("đồng ý đổi"),
    "offer_refused": N_("giữ chỗ cũ"), "start": N_("đến giờ"), "attest": N_("báo đã phát"),
    "prove": N_("gửi bản lưu"), "put_in_issue": N_("ghi số báo, trang"),
    "miss": N_("báo không phát"), "preempt": N_("báo sẽ không phát"), "presume_aired": N_("coi như đã phát"),
    "cancel": N_("huỷ"),
    "presume_missed": N_("coi như không phát"), "correct_aired": N_("đính chính: đã phát"),
    "correct_missed": N_("đính chính: không phát"),
    "resolve_made_good": N_("đã phát bù đủ"), "resolve_credited": N_("trừ vào tiền phải trả"),
    "resolve_waived": N_("không phải phát bù"), "reopen": N_("phát bù không thành"),
    "makegood_laid_out": N_("xếp phát bù"), "carried_over": N_("chuyển theo sáp nhập"),
    "withdraw": N_("đối soát lại nhật ký: chờ minh chứng"),
}  # fmt: skip


_PRESS_STEPS: Final[Mapping[str, str]] = {
    "start": N_("đến ngày đăng"), "attest": N_("báo đã đăng"), "miss": N_("báo không đăng"),
    "preempt": N_("báo sẽ không đăng"), "presume_aired": N_("coi như đã đăng"),
    "presume_missed": N_("coi như không đăng"), "correct_aired": N_("đính chính: đã đăng"),
    "correct_missed": N_("đính chính: không đăng"), "resolve_made_good": N_("đã đăng bù đủ"),
    "resolve_waived": N_("không phải đăng bù"), "reopen": N_("đăng bù không thành"),
    "makegood_laid_out": N_("xếp đăng bù"),
}  # fmt: skip
"""Where it is said otherwise of an article."""


def step(told: History, *, press: bool = False) -> str:
    """A line of the history that concerns the outlet; empty for what is the office's own."""
    what, before, after = told.what, told.before or {}, told.after or {}
    if what in {"edit", "undo", "redo", "agree_move"} and before.get("date") and after.get("date"):
        if (before["date"], before["start_minute"]) != (after["date"], after["start_minute"]):
            places = [place(date.fromisoformat(one["date"]), one["start_minute"]) for one in (before, after)]
            return _("chuyển từ %(before)s sang %(after)s", before=places[0], after=places[1])
        if after.get("state") == SlotState.CANCELLED.value and before.get("state") != after.get("state"):
            return _("huỷ")
    words = _PRESS_STEPS if press and what in _PRESS_STEPS else _STEPS
    return gettext(words[what]) if what in words else ""
