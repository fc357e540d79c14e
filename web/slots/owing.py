"""What is owed for a slot, in words."""

from collections.abc import Mapping
from typing import Final

from campaigns.values.ledger import Amount
from campaigns.values.slots import SlotView
from scheduler import airtime
from scheduler.conflicts import For, Free
from web import access, formats, states
from web.agenda import wording
from web.language import N_, current, gettext, ngettext

SPEAKS: Final[Mapping[For, str]] = {
    For.ALL: N_("đủ phần còn nợ"),
    For.CLEAR: N_("không vướng cảnh báo nào"),
    For.NO_CHEAPER: N_("đơn giá không thấp hơn"),
    For.SAME_PROGRAMME: N_("cùng chương trình"),
    For.SAME_CHANNEL: N_("cùng kênh"),
    For.SAME_LENGTH: N_("cùng thời lượng, khuôn khổ"),
}


def amount(told: Amount) -> str:
    """``45 giây``, or ``1 bài``."""
    if told.articles:
        return ngettext("%(num)d bài", "%(num)d bài", told.articles)
    return formats.duration_words(told.seconds, language=current())


def units(slot: SlotView, count: int) -> str:
    """So many seconds, or articles, of a slot."""
    return amount(Amount(seconds=count) if slot.duration_s else Amount(articles=count))


def speaks(free: Free) -> str:
    """What speaks for a place, the weightiest first."""
    return ", ".join(gettext(words) for reason, words in SPEAKS.items() if reason in free.speaks)


def place(slot: SlotView) -> str:
    """``11:30 20/04 Thời sự trưa``."""
    return f"{wording.place(slot.date, slot.start_minute)} {slot.programme}"


def state(slot: SlotView) -> str:
    """How a make-good stands."""
    shown = airtime.shown_state(slot, access.now())
    return states.of_slot(slot, shown)
