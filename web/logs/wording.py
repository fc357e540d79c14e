"""Logs in words: columns, labels, and what speaks for or against a match."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from campaigns.values.logs import Column
from scheduler.reconcile.values import Label, Why
from web import formats
from web.language import N_, current, gettext

COLUMNS: Final[Mapping[Column, str]] = {
    Column.DATE: N_("Ngày"),
    Column.START: N_("Giờ bắt đầu"),
    Column.END: N_("Giờ kết thúc"),
    Column.LENGTH: N_("Thời lượng"),
    Column.PROGRAMME: N_("Chương trình, khung"),
    Column.TITLE: N_("Tên, nội dung"),
    Column.THEME: N_("Chủ đề"),
    Column.CHANNEL: N_("Kênh, sóng"),
}
LABELS: Final[Mapping[Label, str]] = {
    Label.ON_TIME: N_("đúng giờ"),
    Label.MOVED: N_("lệch giờ"),
    Label.SHORT: N_("phát thiếu"),
    Label.LONG: N_("phát dài hơn"),
    Label.DUPLICATED: N_("lặp lại"),
    Label.SUBSTITUTED: N_("nội dung khác phát vào chỗ này"),
    Label.UNSCHEDULED: N_("ngoài lịch"),
    Label.MISSING: N_("không có trong nhật ký"),
}
REASONS: Final[Mapping[Why, str]] = {
    Why.SAME_PROGRAMME: N_("cùng chương trình"),
    Why.OTHER_PROGRAMME: N_("khác chương trình"),
    Why.PROGRAMME_UNTOLD: N_("chỉ một bên ghi chương trình"),
    Why.TITLE_AGREES: N_("cùng tên"),
    Why.TITLE_DIFFERS: N_("khác tên"),
    Why.TITLE_UNTOLD: N_("chỉ một bên ghi tên"),
    Why.THEME_AGREES: N_("cùng chủ đề"),
    Why.THEME_DIFFERS: N_("khác chủ đề"),
    Why.THEME_UNTOLD: N_("chỉ một bên ghi chủ đề"),
    Why.CHANNEL_DIFFERS: N_("khác kênh"),
    Why.NO_LINE: N_("không có dòng nào cho lượt này"),
    Why.NO_SLOT: N_("không có lượt nào cho dòng này"),
    Why.REPEATS: N_("dòng khác gần lượt này hơn"),
}


def labels(told: Sequence[str]) -> str:
    """``lệch giờ, phát thiếu``."""
    return ", ".join(gettext(LABELS[Label(one)]) for one in told)


def reasons(told: Sequence[Sequence[Any]]) -> str:
    """``cùng chương trình, khác tên, muộn 4 phút``."""
    return ", ".join(words for why, amount in told if (words := _reason(Why(why), int(amount))))


def _reason(why: Why, amount: int) -> str:
    if why in REASONS:
        return gettext(REASONS[why])
    if not amount:
        return gettext("đúng giờ") if why is Why.START_OFF else gettext("đủ thời lượng")
    length = formats.duration_words(abs(amount), language=current())
    if why is Why.START_OFF:
        return gettext("muộn %(length)s", length=length) if amount > 0 else gettext("sớm %(length)s", length=length)
    return gettext("dài hơn %(length)s", length=length) if amount > 0 else gettext("ngắn hơn %(length)s", length=length)
