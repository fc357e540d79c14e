"""What the month's pages say of windows, slots and findings, in the reader's language."""

from decimal import Decimal

from campaigns.times import minute_words
from campaigns.values.board import Remedy
from campaigns.values.outlets import WindowView
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, ChannelKind, RuleLevel
from scheduler.board import Chip
from web import formats, states
from web.language import current
from web.language import gettext as _

BLOCKING = frozenset({RuleLevel.BLOCK, RuleLevel.BLOCK_RELEASE})


def when(window: WindowView, start_minute: int | None = None) -> str:
    """``06:15``, or ``Tr. 2`` for an article."""
    minute = window.start_minute if start_minute is None else start_minute
    return window.page or "–" if minute is None or window.is_press else minute_words(minute)


def round_millions(amount: int) -> str:
    """``480`` or ``480,5`` of đồng."""
    return formats.number(Decimal(amount) / 1_000_000, language=current())


def price_words(price_vnd: int | None) -> str:
    """``0,35 tr`` of đồng."""
    if price_vnd is None:
        return ""
    figure = formats.number(Decimal(price_vnd) / 1_000_000, language=current())
    return _("%(figure)s tr", figure=figure)


def terms(window: WindowView) -> str:
    """``45″ · 1,2 tr``: length or size of one spot, and its price where one is agreed."""
    size = window.size if window.is_press else formats.duration(window.length_s, language=current())
    return " · ".join(part for part in (size, price_words(window.price_vnd)) if part)


def leads(window: WindowView) -> str:
    """What hovering a row's head tells: its lead times, as far as they are agreed."""
    named = (
        (_("đăng ký trước %(n)s ngày làm việc"), window.booking_lead_days),
        (_("kịch bản trước %(n)s ngày làm việc"), window.script_lead_days),
        (_("tư liệu trước %(n)s ngày làm việc"), window.material_lead_days),
    )
    told = [words % {"n": days} for words, days in named if days is not None]
    return " · ".join([window.programme, *told])


def symbol(kind: ChannelKind) -> str:
    """A channel's symbol of the sprite."""
    return {"television": "television", "radio": "radio", "print": "print"}.get(
        kind.value, "globe" if kind in PRESS else "loudspeaker"
    )


def kind_words(kind: ChannelKind) -> str:
    """A press channel in a word; broadcasters are told by their own name."""
    return {
        ChannelKind.PRINT: _("In"),
        ChannelKind.ONLINE_NEWS: _("điện tử"),
        ChannelKind.PORTAL: _("cổng thông tin"),
    }.get(kind, "")


def shown_words(chip: Chip) -> str:
    """A chip's state in words."""
    return states.of(chip.shown, press=chip.slot.channel_kind in PRESS)


def why_off(code: str | None, programme: str) -> str:
    """Why a window does not run on a date; empty where it does."""
    if code is None:
        return ""
    return {
        "day.not_yet": _("Khung này chưa bắt đầu vào ngày này."),
        "day.ended": _("Khung này đã kết thúc trước ngày này."),
        "day.left_out": _("Đài, báo đã báo nghỉ khung này vào ngày này."),
        "day.no_issue": _("Ngày này báo không ra số."),
        "day.skips_holiday": _("Khung này nghỉ vào ngày lễ."),
    }.get(code, _("%(programme)s không phát ngày này.", programme=programme))


def slot_when(slot: SlotView) -> str:
    """``11:30 Thứ Năm, 20/4``; an article's day alone."""
    hour = "" if slot.start_minute is None else minute_words(slot.start_minute) + " "
    return hour + formats.day_month(slot.date, language=current())


def remedy_words(remedy: Remedy) -> str:
    """``Đặt vào 06:15 Chào buổi sáng, Thứ Năm, 20/4``."""
    return _("Đặt vào %(where)s", where=_where(remedy))


def move_words(letter: str, remedy: Remedy) -> str:
    """``Chuyển D sang 06:15 Chào buổi sáng, Thứ Năm, 20/4``."""
    return _("Chuyển %(letter)s sang %(where)s", letter=letter, where=_where(remedy))


def _where(remedy: Remedy) -> str:
    hour = "" if remedy.start_minute is None else minute_words(remedy.start_minute)
    where = " ".join(part for part in (hour, remedy.programme) if part)
    return f"{where}, {formats.day_month(remedy.date, language=current())}"
