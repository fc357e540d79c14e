"""Forms about an outlet's channels and the programmes on them."""

from typing import Annotated, Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import Field

from campaigns.models import Channel
from campaigns.queries import programmes as queries
from campaigns.services import outlets as services
from campaigns.values.words import PRESS, ChannelKind, ContentForm
from scheduler.services import renaming
from web import access, form_page, forms, names
from web.form_page import ID, Ask
from web.language import gettext as _
from web.outlets.blueprint import bp

Weekday = Annotated[int, Field(ge=0, le=6)]


class NewChannel(forms.Form):
    """A wave, a paper or a site."""

    kind: ChannelKind
    name: forms.NeededLine
    issue_weekdays: list[Weekday]


class ChangedChannel(forms.Form):
    """A channel's name and issue days; its kind is for life."""

    name: forms.NeededLine
    issue_weekdays: list[Weekday]
    version: forms.NeededInt


class NewProgramme(forms.Form):
    """A strand on a channel."""

    name: forms.NeededLine
    form: ContentForm


class ChangedProgramme(NewProgramme):
    """A strand and the version it was seen in."""

    version: forms.NeededInt


def _issue_ask() -> Ask:
    return Ask(
        "issue_weekdays", _("Ngày ra báo"), "checks", choices=names.weekday_choices(),
        hint=_("Chỉ với báo in; để trống nếu ngày nào cũng ra"),
    )  # fmt: skip


def _days(kind: ChannelKind, chosen: list[int]) -> list[int] | None:
    """Issue days as kept: only of the press, None where every day is one."""
    days = sorted(set(chosen))
    return days if kind in PRESS and 0 < len(days) < 7 else None


@bp.route("/<slug>/channels/new", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def new_channel(slug: str) -> ResponseReturnValue:
    """A new channel of an outlet."""
    with access.reading() as session:
        queries.outlet_row(session, slug)
    filled: forms.Filled[Any] = forms.Filled({}, None)
    if request.method == "POST":
        filled = forms.take(NewChannel)

        def add(told: NewChannel) -> bool:
            with access.deciding() as work:
                services.add_channel(
                    work, slug, kind=told.kind, name=told.name, issue_weekdays=_days(told.kind, told.issue_weekdays)
                )
            return True

        filled, _stale, done = form_page.settle(filled, add, {})
        if done:
            return redirect(url_for("outlets.show", slug=slug, said="added"), code=303)
    asks = [
        Ask("kind", _("Loại kênh"), "select", choices=names.choices(names.CHANNELS), empty=_("Chọn loại kênh")),
        Ask("name", _("Tên kênh"), hint=_("Ví dụ: BPTV1 · Truyền hình, Báo in")),
        _issue_ask(),
    ]
    return form_page.page(_("Thêm kênh"), asks, filled, back=url_for("outlets.show", slug=slug), submit=_("Thêm kênh"))


@bp.route(f"/<slug>/channels/<{ID}:channel_id>", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def channel(slug: str, channel_id: int) -> ResponseReturnValue:
    """A channel's name and issue days."""
    with access.reading() as session:
        row = queries.channel_row(session, queries.outlet_row(session, slug).id or 0, channel_id)
        kind, version, seen = row.kind, row.version, _typed_channel(row)
    filled: forms.Filled[Any] = forms.Filled(seen, None)
    stale = False
    if request.method == "POST":
        filled = forms.take(ChangedChannel)

        def change(told: ChangedChannel) -> bool:
            with access.deciding() as work:
                renaming.change_channel(
                    work, channel_id, seen_version=told.version, name=told.name,
                    issue_weekdays=_days(kind, told.issue_weekdays),
                )  # fmt: skip
            return True

        filled, stale, done = form_page.settle(filled, change, {})
        if done:
            return redirect(url_for("outlets.show", slug=slug, said="saved"), code=303)
    asks = [Ask("name", _("Tên kênh")), *([_issue_ask()] if kind in PRESS else [])]
    return form_page.page(
        _("Sửa kênh"), asks, filled, back=url_for("outlets.show", slug=slug), submit=_("Lưu"), version=version,
        current=seen if stale else None, kicker=names.of(names.CHANNELS, kind),
    )  # fmt: skip


def _typed_channel(row: Channel) -> dict[str, Any]:
    return {"name": row.name, "issue_weekdays": [str(day) for day in row.issue_weekdays or ()]}


def _programme_asks() -> list[Ask]:
    return [
        Ask("name", _("Tên chương trình, chuyên mục")),
        Ask("form", _("Thể loại"), "select", choices=names.choices(names.FORMS), empty=_("Chọn thể loại")),
    ]


@bp.route(f"/<slug>/channels/<{ID}:channel_id>/programmes/new", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def new_programme(slug: str, channel_id: int) -> ResponseReturnValue:
    """A new programme on a channel; its window is asked for next."""
    with access.reading() as session:
        on = queries.channel_row(session, queries.outlet_row(session, slug).id or 0, channel_id).name
    filled: forms.Filled[Any] = forms.Filled({}, None)
    if request.method == "POST":
        filled = forms.take(NewProgramme)

        def add(told: NewProgramme) -> int:
            with access.deciding() as work:
                return services.add_programme(work, channel_id, name=told.name, form=told.form).id or 0

        filled, _stale, made = form_page.settle(filled, add, {})
        if made:
            return redirect(url_for("outlets.new_window", slug=slug, programme_id=made, said="added"), code=303)
    return form_page.page(
        _("Thêm chương trình"), _programme_asks(), filled, back=url_for("outlets.show", slug=slug),
        submit=_("Thêm, rồi đặt khung phát sóng"), kicker=on,
    )  # fmt: skip


@bp.route(f"/<slug>/programmes/<{ID}:programme_id>", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def programme(slug: str, programme_id: int) -> ResponseReturnValue:
    """A programme's name and form."""
    with access.reading() as session:
        row, on = queries.programme_row(session, queries.outlet_row(session, slug).id or 0, programme_id)
        version, channel_name = row.version, on.name
        seen = {"name": row.name, "form": row.form.value}
    filled: forms.Filled[Any] = forms.Filled(seen, None)
    stale = False
    if request.method == "POST":
        filled = forms.take(ChangedProgramme)

        def change(told: ChangedProgramme) -> bool:
            with access.deciding() as work:
                renaming.change_programme(work, programme_id, seen_version=told.version, name=told.name, form=told.form)
            return True

        filled, stale, done = form_page.settle(filled, change, {})
        if done:
            return redirect(url_for("outlets.show", slug=slug, said="saved"), code=303)
    return form_page.page(
        _("Sửa chương trình"), _programme_asks(), filled, back=url_for("outlets.show", slug=slug), submit=_("Lưu"),
        version=version, current=seen if stale else None, kicker=channel_name,
        template="outlets/programme_edit.html",
        rhythm_href=url_for("outlets.rhythm", slug=slug, programme_id=programme_id),
    )  # fmt: skip
