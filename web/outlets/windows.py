"""A window's page: its days ahead, its terms, its exceptions; and the forms that change them."""

from datetime import date, timedelta
from typing import Annotated, Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.queries import programmes as queries
from campaigns.services import outlets as services
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.words import PRESS
from scheduler import grid
from scheduler.services import pricing, recounting
from web import access, form_page, forms, rate_words
from web.form_page import ID, Ask, within
from web.language import gettext as _
from web.language import ngettext
from web.outlets import window_form, wording
from web.outlets.blueprint import bp, office_days
from web.outlets.window_form import ChangedWindow, WindowForm

WEEKS = 5


class ExceptionForm(forms.Form):
    """A date on which a window departs from its week."""

    day: forms.NeededDate
    what: forms.NeededLine  # runs, not, remove
    start_minute: Annotated[forms.Minute, within(0, 2_879)] = None
    note: forms.Line = ""


@bp.route(f"/<slug>/programmes/<{ID}:programme_id>/windows/new", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def new_window(slug: str, programme_id: int) -> ResponseReturnValue:
    """When a programme takes slots."""
    with access.reading() as session:
        programme, channel = queries.programme_row(session, queries.outlet_row(session, slug).id or 0, programme_id)
        press, kicker = channel.kind in PRESS, f"{channel.name} · {programme.name}"
    first = {"every_weeks": "1", "capacity_spots": "1", "valid_from": form_page.today().isoformat()}
    filled: forms.Filled[Any] = forms.Filled(first, None)
    if request.method == "POST":
        filled = window_form.checked(forms.take(WindowForm), press=press)

        def add(told: WindowForm) -> int:
            with access.deciding() as work:
                return services.add_window(work, programme_id, told.fields(press=press)).id or 0

        filled, _stale, made = form_page.settle(filled, add, window_form.REFUSED_AT)
        if made:
            return redirect(url_for("outlets.window", slug=slug, window_id=made, said="added"), code=303)
    return form_page.page(
        _("Thêm khung phát sóng"), window_form.asks(press=press), filled, back=url_for("outlets.show", slug=slug),
        submit=_("Thêm khung phát sóng"), kicker=kicker,
    )  # fmt: skip


@bp.get(f"/<slug>/windows/<{ID}:window_id>")
@access.roles(*access.OFFICE)
def window(slug: str, window_id: int) -> ResponseReturnValue:
    """A window in plain words, with the five weeks ahead and its exceptions."""
    return _page(slug, window_id, forms.Filled({}, None))


@bp.post(f"/<slug>/windows/<{ID}:window_id>/exceptions")
@access.roles(*access.PLANNERS)
def except_day(slug: str, window_id: int) -> ResponseReturnValue:
    """Let a window depart from its week on a date, or take such a departure away."""
    with access.reading() as session:
        queries.window_row(session, queries.outlet_row(session, slug).id or 0, window_id)
    filled = forms.take(ExceptionForm)
    if filled.value is not None and filled.value.what not in {"runs", "not", "remove"}:
        filled = filled.with_error("what", "form.not_in_list")
    if filled.value is None:
        return _page(slug, window_id, filled), 422
    told = filled.value
    with access.deciding() as work:
        services.set_exception(
            work, window_id, told.day, runs={"runs": True, "not": False}.get(told.what),
            start_minute=told.start_minute if told.what == "runs" else None, note=told.note,
        )  # fmt: skip
    said = "removed" if told.what == "remove" else "saved"
    return redirect(url_for("outlets.window", slug=slug, window_id=window_id, said=said), code=303)


@bp.route(f"/<slug>/windows/<{ID}:window_id>/edit", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def edit_window(slug: str, window_id: int) -> ResponseReturnValue:
    """A window's days, capacity, leads, price; its hour and length only while nothing is booked."""
    with access.reading() as session:
        row, view = queries.window_row(session, queries.outlet_row(session, slug).id or 0, window_id)
        seen, version = window_form.typed_of(row), row.version
        booked = queries.booked(session, window_id, form_page.today())
    filled: forms.Filled[Any] = forms.Filled(seen, None)
    stale = False
    if request.method == "POST":
        filled = window_form.checked(forms.take(ChangedWindow), press=view.is_press)

        def change(told: ChangedWindow) -> bool:
            with access.deciding() as work:
                recounting.change_window(work, window_id, told.fields(press=view.is_press), seen_version=told.version)
            return True

        filled, stale, done = form_page.settle(filled, change, window_form.REFUSED_AT)
        if done:
            return redirect(url_for("outlets.window", slug=slug, window_id=window_id, said="saved"), code=303)
    return form_page.page(
        _("Sửa khung phát sóng"), window_form.asks(press=view.is_press), filled, submit=_("Lưu"), version=version,
        back=url_for("outlets.window", slug=slug, window_id=window_id), current=seen if stale else None,
        kicker=f"{view.channel} · {view.programme}", told=_booked_words(booked) if booked else (),
        template="outlets/window_edit.html", slug=slug, window_id=window_id, booked=booked,
    )  # fmt: skip


def _booked_words(booked: int) -> tuple[str, str]:
    return (
        ngettext("Khung này đang có %(num)d lượt đã đặt.", "Khung này đang có %(num)d lượt đã đặt.", booked),
        _("Giờ và thời lượng vì vậy giữ nguyên; muốn đổi, xin kết thúc khung và bắt đầu khung mới."),
    )


@bp.route(f"/<slug>/windows/<{ID}:window_id>/succeed", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def succeed_window(slug: str, window_id: int) -> ResponseReturnValue:
    """End a window on a date and start another, so that what was agreed before stays as agreed."""
    with access.reading() as session:
        row, view = queries.window_row(session, queries.outlet_row(session, slug).id or 0, window_id)
        seen, version = window_form.typed_of(row) | {"valid_from": ""}, row.version
    filled: forms.Filled[Any] = forms.Filled(seen, None)
    stale = False
    if request.method == "POST":
        filled = window_form.checked(forms.take(ChangedWindow), press=view.is_press)

        def succeed(told: ChangedWindow) -> tuple[int, int]:
            with access.deciding() as work:
                made, left = services.succeed_window(
                    work, window_id, told.fields(press=view.is_press), from_day=told.valid_from,
                    seen_version=told.version,
                )  # fmt: skip
                return made.id or 0, left

        filled, stale, done = form_page.settle(filled, succeed, window_form.REFUSED_AT)
        if done:
            made, left = done
            address = url_for("outlets.window", slug=slug, window_id=made, said="added", left=left or None)
            return redirect(address, code=303)
    return form_page.page(
        _("Kết thúc khung và bắt đầu khung mới"), window_form.asks(press=view.is_press, handover=True), filled,
        back=url_for("outlets.window", slug=slug, window_id=window_id), submit=_("Kết thúc và bắt đầu khung mới"),
        version=version, current=seen if stale else None, kicker=f"{view.channel} · {view.programme}",
        lead=_("Khung cũ dừng trước ngày đó; lượt đã đặt trước ngày đó giữ nguyên."),
        told=(_("Lượt đặt từ ngày đó về sau vẫn ở khung cũ cho đến khi được chuyển."),),
    )  # fmt: skip


@bp.post(f"/<slug>/windows/<{ID}:window_id>/end")
@access.roles(*access.PLANNERS)
def end_window(slug: str, window_id: int) -> ResponseReturnValue:
    """Let a window run for the last time on a date."""
    with access.reading() as session:
        queries.window_row(session, queries.outlet_row(session, slug).id or 0, window_id)
    filled = forms.take(EndForm)
    if filled.value is not None:
        told = filled.value
        fields = {"valid_until": told.last_day + timedelta(days=1)}

        def end(_told: EndForm) -> bool:
            with access.deciding() as work:
                recounting.change_window(work, window_id, fields, seen_version=told.version)
            return True

        filled, stale, done = form_page.settle(filled, end, window_form.REFUSED_AT)
        if done:
            return redirect(url_for("outlets.window", slug=slug, window_id=window_id, said="saved"), code=303)
        if stale:
            return _page(slug, window_id, filled.with_error("last_day", "window.stale")), 409
    return _page(slug, window_id, filled), 422


class EndForm(forms.Form):
    """The last day on which a window runs."""

    last_day: forms.NeededDate
    version: forms.NeededInt


def exception_asks() -> list[Ask]:
    """What an exception asks for."""
    return [
        Ask("day", _("Ngày"), "date"),
        Ask("what", _("Ngày đó"), "radios",
            choices=[("not", _("không phát")), ("runs", _("vẫn phát, hoặc phát thêm"))]),
        Ask("start_minute", _("Giờ phát riêng của ngày đó"), optional=True, hint=_("Bỏ trống nếu vẫn giờ thường"),
            more={"kind": "short"}),
        Ask("note", _("Lý do"), optional=True, hint=_("Ví dụ: truyền hình trực tiếp")),
    ]  # fmt: skip


def _page(slug: str, window_id: int, filled: forms.Filled[Any]) -> str:
    today = form_page.today()
    with access.reading() as session:
        outlet = queries.outlet_row(session, slug)
        row, view = queries.window_row(session, outlet.id or 0, window_id)
        source, version = row.price_source, row.version
        booked = queries.booked(session, window_id, today)
        offers = pricing.offers(session, view, today)
        houses = {one.id: one for one in queries.all_outlets(session, today)}
    left = request.args.get("left", "")
    return render_template(
        "outlets/window.html", slug=slug, window=view, version=version, facts=wording.facts(view, source),
        line=wording.in_a_line(view), weeks=_weeks(view, today), booked=booked, form=filled, asks=exception_asks(),
        offers=offers, houses=houses, words=rate_words, source=source,
        end_ask=Ask("last_day", _("Ngày phát cuối cùng"), "date"), spoken=form_page.spoken, said=form_page.said(),
        left=int(left) if left.isascii() and left.isdigit() and len(left) < 7 else 0, today=today,
    )  # fmt: skip


def _weeks(view: WindowView, today: date) -> list[list[tuple[DayView, str | None, int | None]]]:
    """Five weeks from this week's Monday: each day with the reason why it does not run, or the minute it runs at."""
    first = today - timedelta(days=today.weekday())
    last = first + timedelta(weeks=WEEKS) - timedelta(days=1)
    known = office_days(first, last, today)
    days = [(known[day], grid.why_not(view, day, known[day]), grid.place_of(view, day).start_minute) for day in known]
    return [days[n : n + 7] for n in range(0, len(days), 7)]
