"""A window in plain words: when it runs, what it takes, until when it wants what, what it costs."""

from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.values.outlets import WindowView
from web import formats, names
from web.language import current, gettext, ngettext
from web.language import gettext as _


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the description; ``missing`` where nothing is agreed yet."""

    label: str
    words: str
    missing: bool = False


def in_a_line(window: WindowView) -> str:
    """``Thứ Ba, Thứ Sáu · 18:30 · 15′ · 1 lượt``, or of a page ``Thứ Tư · Tr. 4 · ½ trang · 1 lượt``."""
    parts = [running_days(window), window.page, window.size]
    if window.start_minute is not None:
        parts.append(formats.wall(window.start_minute, language=current()))
    if window.length_s:
        parts.append(formats.duration(window.length_s, language=current()))
    parts.append(ngettext("%(num)d lượt", "%(num)d lượt", window.capacity_spots))
    return " · ".join(part for part in parts if part)


def running_days(window: WindowView) -> str:
    """``Hằng ngày``, ``Thứ Ba, Thứ Sáu``, ``Thứ Sáu thứ nhất, cuối cùng của tháng``, with the step of weeks."""
    listed = sorted(window.weekdays)
    if len(listed) == 7:
        words = _("Hằng ngày")
    elif listed == [0, 1, 2, 3, 4]:
        words = _("Thứ Hai đến Thứ Sáu")
    else:
        words = ", ".join(names.weekday(number) for number in listed)
    if window.nth:
        turns = ", ".join(gettext(names.NTH[turn]) for turn in window.nth)
        words = _("%(days)s, lần %(turns)s của tháng", days=words, turns=turns)
    if window.every_weeks > 1:
        words = _("%(days)s, %(weeks)s tuần một lần", days=words, weeks=window.every_weeks)
    return words


def facts(window: WindowView, price_source: str) -> tuple[Fact, ...]:
    """Every field of a window, each as a line that a person would say."""
    lines = [Fact(_("Ngày phát"), running_days(window))]
    if window.every_weeks > 1 and window.anchor is not None:
        lines.append(Fact(_("Tuần đầu tiên"), _("tuần có ngày %(date)s", date=_day(window.anchor))))
    lines += _press(window) if window.is_press else _airtime(window)
    lines.append(Fact(_("Sức chứa mỗi ngày"), _capacity(window)))
    lines += [
        _lead(_("Hạn đặt lịch"), window.booking_lead_days),
        _lead(_("Hạn kịch bản, đề cương"), window.script_lead_days),
        _lead(_("Hạn tư liệu"), window.material_lead_days),
        _price(window, price_source),
        Fact(_("Hiệu lực"), validity(window)),
        Fact(_("Ngày nghỉ lễ"), _("không phát") if window.skips_holidays else _("vẫn phát")),
    ]
    return tuple(lines)


def validity(window: WindowView) -> str:
    """``từ 01/01/2017``, ``từ 01/01/2017 đến hết 30/06/2017``."""
    if window.valid_until is None:
        return _("từ %(first)s", first=_day(window.valid_from))
    last = window.valid_until - timedelta(days=1)
    return _("từ %(first)s đến hết %(last)s", first=_day(window.valid_from), last=_day(last))


def _airtime(window: WindowView) -> list[Fact]:
    start, length_s = window.start_minute, window.length_s
    return [
        Fact(_("Giờ phát"), _missing() if start is None else formats.wall(start, language=current()), start is None),
        Fact(
            _("Thời lượng mỗi lượt"),
            formats.duration_words(length_s, language=current()) if length_s else _missing(),
            not length_s,
        ),
    ]


def _press(window: WindowView) -> list[Fact]:
    limit = window.word_limit
    return [
        Fact(_("Trang, mục"), window.page or _missing(), not window.page),
        Fact(_("Khuôn khổ"), window.size or _missing(), not window.size),
        Fact(
            _("Số chữ tối đa"),
            _missing() if limit is None else formats.number(limit, language=current()),
            limit is None,
        ),
    ]


def _capacity(window: WindowView) -> str:
    spots = ngettext("%(num)d lượt", "%(num)d lượt", window.capacity_spots)
    if window.capacity_s is None:
        return spots
    length = formats.duration_words(window.capacity_s, language=current())
    return _("%(spots)s, tổng cộng không quá %(length)s", spots=spots, length=length)


def _lead(label: str, days: int | None) -> Fact:
    if days is None:
        return Fact(label, _missing(), missing=True)
    if days == 0:
        return Fact(label, _("trong ngày phát"))
    return Fact(label, ngettext("%(num)d ngày làm việc trước", "%(num)d ngày làm việc trước", days))


def _price(window: WindowView, source: str) -> Fact:
    if window.price_vnd is None:
        return Fact(_("Giá mỗi lượt"), _missing(), missing=True)
    words = formats.vnd(window.price_vnd, language=current())
    return Fact(_("Giá mỗi lượt"), _("%(price)s, theo %(source)s", price=words, source=source) if source else words)


def _missing() -> str:
    return _("chưa có")


def _day(day: date) -> str:
    return formats.date_short(day, language=current())
