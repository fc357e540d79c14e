"""The one table of states as shown, in the reader's words and in the order of the legend."""

from collections.abc import Mapping
from typing import Final

from campaigns.values.board import ShownState
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, Evidence
from web.language import N_, gettext
from web.language import gettext as _

WORDS: Final[Mapping[ShownState, str]] = {
    ShownState.PLANNED: N_("Dự kiến"),
    ShownState.SENT: N_("Đã gửi"),
    ShownState.CONFIRMED: N_("Đã xác nhận"),
    ShownState.ON_AIR: N_("Đang phát"),
    ShownState.AWAITING: N_("Chờ minh chứng"),
    ShownState.PRESUMED: N_("Coi như đã phát"),
    ShownState.AIRED: N_("Đã phát"),
    ShownState.MISSED: N_("Lỡ phát"),
    ShownState.ASKED: N_("Xin đổi"),
    ShownState.CANCELLED: N_("Đã huỷ"),
}
PRESS_WORDS: Final[Mapping[ShownState, str]] = {
    ShownState.ON_AIR: N_("Đang đăng"),
    ShownState.AWAITING: N_("Chờ bản lưu"),
    ShownState.PRESUMED: N_("Coi như đã đăng"),
    ShownState.AIRED: N_("Đã đăng"),
    ShownState.MISSED: N_("Không đăng"),
}
"""Where an article's state is called otherwise than a broadcast's."""


def of(shown: ShownState, *, press: bool = False) -> str:
    """A state in words."""
    return gettext(PRESS_WORDS.get(shown, WORDS[shown]) if press else WORDS[shown])


def of_slot(slot: SlotView, shown: ShownState) -> str:
    """A slot's state in words: of an article also whether the page that shows it is still awaited."""
    return _("Đã đăng, chờ bản lưu") if is_unproved(slot, shown) else of(shown, press=slot.channel_kind in PRESS)


def is_unproved(slot: SlotView, shown: ShownState) -> bool:
    """Whether an article counts as published by word alone."""
    return slot.channel_kind in PRESS and shown is ShownState.AIRED and slot.evidence is not Evidence.TEARSHEET


def legend() -> list[tuple[str, str]]:
    """Code and words of every state that a month shows by itself, in order."""
    return [(shown.value, of(shown)) for shown in ShownState if shown is not ShownState.CANCELLED]


def choices() -> list[tuple[str, str]]:
    """Code and words of every state, for a select."""
    return [(shown.value, of(shown)) for shown in ShownState]
