"""The office's own list of days off and days worked, over a year's computed days."""

from datetime import date
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns import calendar
from campaigns.queries import outlets as queries
from campaigns.values.outlets import DayView
from campaigns.values.words import DayKind
from scheduler.services import recounting
from web import access, form_page, forms, names
from web.form_page import Ask
from web.language import gettext as _
from web.settings_pages.blueprint import bp

PLAIN: Final = frozenset({DayKind.WORKING, DayKind.WEEKEND})
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_NAME: Final = 300


class DayForm(forms.Form):
    """A line of the office's list."""

    day: forms.NeededDate
    kind: DayKind
    name: forms.Line = ""


class TakenDays(forms.Form):
    """Computed dates that somebody looked at and takes over."""

    day: list[str]


class DropForm(forms.Form):
    """The date whose line goes."""

    day: forms.NeededDate


@bp.get("/holidays")
@access.roles(*access.PLANNERS)
def holidays() -> ResponseReturnValue:
    """A year's days off and swapped days, computed and the office's own; ``?year=``."""
    return _page(forms.Filled({}, None), _year())


@bp.post("/holidays")
@access.roles(*access.PLANNERS)
def set_day() -> ResponseReturnValue:
    """Set a date; the office's line wins over what is computed."""
    filled = forms.take(DayForm)
    if filled.value is None:
        return _page(filled, _year()), 422
    told = filled.value
    with access.deciding() as work:
        recounting.set_holiday(work, told.day, kind=told.kind, name=told.name)
    return redirect(url_for("settings.holidays", year=told.day.year, said="saved"), code=303)


@bp.post("/holidays/drop")
@access.roles(*access.PLANNERS)
def drop_day() -> ResponseReturnValue:
    """Take a line away; the computed day holds again."""
    filled = forms.take(DropForm)
    if filled.value is None:
        return _page(filled, _year()), 422
    with access.deciding() as work:
        recounting.set_holiday(work, filled.value.day, kind=None)
    return redirect(url_for("settings.holidays", year=filled.value.day.year, said="removed"), code=303)


@bp.get("/holidays/import")
@access.roles(*access.PLANNERS)
def review_year() -> ResponseReturnValue:
    """The official days off and swapped days of a year, to be looked at before the office takes them over."""
    year = _year()
    days, listed = _told(year)
    return render_template(
        "settings/holidays_import.html", year=year, days=[day for day in days if day.date not in listed], names=names,
        known=sum(day.date in listed for day in days), first=FIRST_YEAR, last=LAST_YEAR,
    )  # fmt: skip


@bp.post("/holidays/import")
@access.roles(*access.PLANNERS)
def take_year() -> ResponseReturnValue:
    """Write the ticked days of the year into the office's list, each as it was computed; lines it holds stay."""
    year, wanted = _year(), set(forms.take(TakenDays).typed["day"])
    days, listed = _told(year)
    taken = [day for day in days if day.date.isoformat() in wanted and day.date not in listed]
    if taken:
        with access.deciding() as work:
            for day in taken:
                recounting.set_holiday(work, day.date, kind=day.kind, name=day.holiday[:LONGEST_NAME])
    return redirect(url_for("settings.holidays", year=year, said="saved" if taken else "same"), code=303)


def _year() -> int:
    words = request.args.get("year", "")
    wanted = int(words) if words.isascii() and words.isdigit() and len(words) == 4 else form_page.today().year
    return min(max(wanted, FIRST_YEAR), LAST_YEAR)


def _told(year: int) -> tuple[list[DayView], set[date]]:
    """The year's days that depart from the plain week, and the dates that the office's own list holds."""
    with access.reading() as session:
        own = queries.holidays(session)
    days = calendar.days(date(year, 1, 1), date(year, 12, 31), own, today=form_page.today())
    listed = {line.date for line in own}
    return [day for day in days.values() if day.kind not in PLAIN or day.date in listed], listed


def _page(filled: forms.Filled[Any], year: int) -> str:
    told, listed = _told(year)
    return render_template(
        "settings/holidays.html", year=year, days=told, listed=listed, form=filled, asks=_asks(), names=names,
        spoken=form_page.spoken, said=form_page.said(), first=FIRST_YEAR, last=LAST_YEAR,
    )  # fmt: skip


def _asks() -> list[Ask]:
    return [
        Ask("day", _("Ngày"), "date"),
        Ask("kind", _("Ngày đó là"), "select", choices=names.choices(names.DAY_KINDS), empty=_("Chọn")),
        Ask("name", _("Tên ngày"), optional=True, hint=_("Ví dụ: Ngày thành lập tỉnh, Nghỉ bù Tết")),
    ]
