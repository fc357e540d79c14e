"""What a window's form asks for, and how its answers become the services' fields."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field

from campaigns.models import Window
from web import forms, names
from web.form_page import Ask, within
from web.language import gettext
from web.language import gettext as _
from web.outlets.programmes import Weekday

ONE_DAY = timedelta(days=1)
REFUSED_AT: Mapping[str, str] = {
    "window.no_day": "weekdays",
    "window.no_anchor": "anchor",
    "window.validity": "last_day",
    "window.handover": "valid_from",
    "window.booked": "start_minute",
}
"""A rule's no -> the field to say it beside."""


class WindowForm(forms.Form):
    """A window as a person gives it: the last day is one on which it still runs."""

    weekdays: list[Weekday]
    nth: list[Annotated[int, Field(ge=-1, le=5)]]
    every_weeks: Annotated[forms.NeededInt, within(1, 53)] = 1
    anchor: forms.DateOf = None
    start_minute: forms.Minute = None
    length_s: Annotated[forms.Length, within(0, 86_400)] = None
    page: forms.Line = ""
    size: forms.Line = ""
    word_limit: Annotated[forms.Int, within(1, 100_000)] = None
    capacity_spots: Annotated[forms.NeededInt, within(1, 1_000)] = 1
    capacity_s: Annotated[forms.Length, within(1, 86_400)] = None
    booking_lead_days: Annotated[forms.Int, within(0, 250)] = None
    script_lead_days: Annotated[forms.Int, within(0, 250)] = None
    material_lead_days: Annotated[forms.Int, within(0, 250)] = None
    price_vnd: forms.Amount = None
    price_source: forms.Line = ""
    valid_from: forms.NeededDate
    last_day: forms.DateOf = None
    skips_holidays: forms.Tick = False

    def fields(self, *, press: bool) -> dict[str, Any]:
        """As the services take them; what the channel's kind does not know is left empty."""
        told = self.model_dump(exclude={"last_day", "version"})
        told |= {
            "weekdays": sorted(set(self.weekdays)),
            "nth": sorted(set(self.nth) - {0}, key=lambda turn: turn % 7),
            "valid_until": None if self.last_day is None else self.last_day + ONE_DAY,
            "length_s": self.length_s or 0,
        }
        absent = {"length_s": 0, "capacity_s": None} if press else {"page": "", "size": "", "word_limit": None}
        return told | absent


class ChangedWindow(WindowForm):
    """A window, and the version it was seen in."""

    version: forms.NeededInt


def checked(filled: forms.Filled[Any], *, press: bool) -> forms.Filled[Any]:
    """The form, refused where broadcast airtime lacks its hour or length, or a price its source."""
    told = filled.value
    if told is None:
        return filled
    if not press and told.start_minute is None:
        filled = filled.with_error("start_minute", "window.no_hour")
    if not press and not told.length_s:
        filled = filled.with_error("length_s", "window.no_length")
    if told.price_vnd is not None and not told.price_source:
        filled = filled.with_error("price_source", "quota.no_source")
    return filled


def typed_of(row: Window) -> dict[str, Any]:
    """A window's record as its form shows it."""
    return {
        "weekdays": [str(day) for day in row.weekdays],
        "nth": [str(turn) for turn in row.nth],
        "every_weeks": str(row.every_weeks),
        "anchor": row.anchor.isoformat() if row.anchor else "",
        "start_minute": "" if row.start_minute is None else f"{row.start_minute // 60:02d}:{row.start_minute % 60:02d}",
        "length_s": _length(row.length_s),
        "page": row.page,
        "size": row.size,
        "word_limit": _number(row.word_limit),
        "capacity_spots": str(row.capacity_spots),
        "capacity_s": _length(row.capacity_s),
        "booking_lead_days": _number(row.booking_lead_days),
        "script_lead_days": _number(row.script_lead_days),
        "material_lead_days": _number(row.material_lead_days),
        "price_vnd": "" if row.price_vnd is None else f"{row.price_vnd:,}".replace(",", "."),
        "price_source": row.price_source,
        "valid_from": row.valid_from.isoformat(),
        "last_day": (row.valid_until - ONE_DAY).isoformat() if row.valid_until else "",
        "skips_holidays": "1" if row.skips_holidays else "",
    }


def asks(*, press: bool, handover: bool = False) -> list[Ask]:
    """The form's fields, for airtime or for the press; ``handover`` asks from which day the new window runs."""
    first = _("Giờ mới áp dụng từ ngày") if handover else _("Áp dụng từ ngày")
    return [
        Ask("weekdays", _("Phát vào"), "checks", heading=_("Khi nào"), choices=names.weekday_choices()),
        Ask("nth", _("Chỉ lần nào trong tháng"), "checks", hint=_("Bỏ trống nếu tuần nào cũng có"),
            choices=[(str(turn), gettext(words)) for turn, words in names.NTH.items()]),
        Ask("every_weeks", _("Mấy tuần một lần"), "number", hint=_("1 là tuần nào cũng có")),
        Ask("anchor", _("Một ngày trong tuần đầu tiên"), "date", hint=_("Chỉ cần khi cách tuần; dd/mm/yyyy")),
        *(_press() if press else _airtime()),
        *_demands(),
        Ask("valid_from", first, "date", heading=_("Hiệu lực")),
        Ask("last_day", _("Ngày cuối cùng còn áp dụng"), "date", hint=_("Bỏ trống nếu chưa định; dd/mm/yyyy")),
        Ask("skips_holidays", _("Không phát ngày nghỉ lễ"), "tick"),
    ]  # fmt: skip


def _airtime() -> list[Ask]:
    return [
        Ask("start_minute", _("Giờ phát"), more={"kind": "short"},
            hint=_("Ví dụ 19:45; sau nửa đêm của ngày phát sóng ghi 24:10")),
        Ask("length_s", _("Thời lượng mỗi lượt"), hint=_("Ví dụ 30″, 45 giây, 15 phút"), more={"kind": "short"}),
        Ask("capacity_spots", _("Số lượt nhận mỗi ngày"), "number", heading=_("Nhận được bao nhiêu")),
        Ask("capacity_s", _("Tổng thời lượng nhận mỗi ngày"), optional=True, more={"kind": "short"},
            hint=_("Ví dụ 3 phút; bỏ trống nếu chỉ tính lượt")),
    ]  # fmt: skip


def _press() -> list[Ask]:
    return [
        Ask("start_minute", _("Giờ đăng"), optional=True, hint=_("Bỏ trống nếu chỉ tính ngày"), more={"kind": "short"}),
        Ask("page", _("Trang, mục"), optional=True, hint=_("Ví dụ Tr. 4, Web"), more={"kind": "short"}),
        Ask("size", _("Khuôn khổ"), optional=True, hint=_("Ví dụ ½ trang, 1 bài"), more={"kind": "short"}),
        Ask("word_limit", _("Số chữ tối đa"), "number", optional=True),
        Ask("capacity_spots", _("Số bài nhận mỗi ngày"), "number", heading=_("Nhận được bao nhiêu")),
    ]


def _demands() -> list[Ask]:
    unknown = _("Số ngày làm việc trước ngày phát; bỏ trống nếu chưa thống nhất")
    return [
        Ask("booking_lead_days", _("Hạn đặt lịch"), "number", heading=_("Hạn và giá"), hint=unknown, optional=True),
        Ask("script_lead_days", _("Hạn kịch bản, đề cương"), "number", optional=True),
        Ask("material_lead_days", _("Hạn tư liệu"), "number", optional=True),
        Ask("price_vnd", _("Giá mỗi lượt (đồng)"), "number", optional=True, hint=_("Bỏ trống nếu chưa có")),
        Ask("price_source", _("Giá theo văn bản nào, do ai báo"), optional=True),
    ]


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _length(value: int | None) -> str:
    if not value:
        return ""
    minutes, seconds = divmod(value, 60)
    if not minutes or value < 120:
        return f"{value}″"
    return f"{minutes}′" + (f"{seconds}″" if seconds else "")
