"""The one table of states as shown, in the reader's words and in the order of the legend."""

from collections.abc import Mapping
from typing import Final

from campaigns.values.board import ShownState
from web.language import N_, gettext

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
    ShownState.PRESUMED: N_("Coi như đã đăng"),
    ShownState.AIRED: N_("Đã đăng"),
    ShownState.MISSED: N_("Không đăng"),
}
"""Where an article's state is called otherwise than a broadcast's."""


def of(shown: ShownState, *, press: bool = False) -> str:
    """A state in words."""
    return gettext(PRESS_WORDS.get(shown, WORDS[shown]) if press else WORDS[shown])


def legend() -> list[tuple[str, str]]:
    """Code and words of every state that a month shows by itself, in order."""
    return [(shown.value, of(shown)) for shown in ShownState if shown is not ShownState.CANCELLED]


def choices() -> list[tuple[str, str]]:
    """Code and words of every state, for a select."""
    return [(shown.value, of(shown)) for shown in ShownState]
