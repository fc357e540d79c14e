"""Rungs and standings in words."""

import enum
from collections.abc import Mapping
from datetime import date
from typing import Final

from campaigns.values.units import Receipt, Standing
from campaigns.values.urging import Ladder, LadderDates, Rung
from scheduler.services.urging import Climb
from web import formats, unit_names
from web.language import N_, current, gettext, ngettext
from web.language import gettext as _

RUNGS: Final[Mapping[enum.StrEnum, str]] = {
    Rung.NOTICE: N_("Báo trước"),
    Rung.REMINDER: N_("Nhắc hạn"),
    Rung.LETTER: N_("Công văn đôn đốc"),
    Rung.LIST: N_("Danh sách lên cấp trên"),
}
HOW: Final[Mapping[enum.StrEnum, str]] = {
    Rung.NOTICE: N_("Thư tự gửi đến từng đơn vị"),
    Rung.REMINDER: N_("Thư tự gửi đến đơn vị chưa báo cáo"),
    Rung.LETTER: N_("Soạn sẵn; phát hành thì gửi kèm thư"),
    Rung.LIST: N_("Soạn sẵn; cơ quan phát hành"),
}


def rung(of: Rung) -> str:
    """A rung's name."""
    return gettext(RUNGS[of])


def standing(receipt: Receipt, last_day: date) -> str:
    """``đúng hạn, 10/6``, ``muộn 1 ngày, 15/6``, ``chưa gửi, quá hạn``."""
    told = unit_names.of(unit_names.STANDINGS, receipt.standing)
    if receipt.handed_on is None or receipt.standing is Standing.RETURNED:
        return told
    day = formats.date_short(receipt.handed_on, language=current())
    if receipt.standing is Standing.LATE:
        late = (receipt.handed_on - last_day).days
        return ngettext("muộn %(num)d ngày, %(day)s", "muộn %(num)d ngày, %(day)s", late, day=day)
    return f"{told}, {day}"


def deadline(climb: Climb) -> str:
    """``trước 15/6/2017, ngày cuối còn kịp là Thứ Tư 14/6/2017``."""
    named = formats.date_short(climb.period.named, language=current())
    last = climb.period.last_day
    told = f"{formats.weekday_full(last, language=current())} {formats.date_short(last, language=current())}"
    if climb.period.inclusive:
        return _("chậm nhất %(named)s", named=named)
    return _("trước %(named)s, ngày cuối còn kịp là %(last)s", named=named, last=told)


def ladder(found: LadderDates) -> str:
    """``báo trước 1/6, nhắc hạn 13/6, …`` of one period."""
    return ", ".join(
        f"{rung(one).lower()} {formats.date_short(day, language=current())}" for one, day in found.on.items()
    )


def source(chosen: Ladder) -> str:
    """Whose days they are."""
    if chosen.chosen:
        return _("Các ngày này do cơ quan tự chọn; kế hoạch chỉ nêu hạn của đơn vị.")
    return _("Các ngày này là đề xuất, cơ quan chưa chọn; kế hoạch chỉ nêu hạn của đơn vị.")
