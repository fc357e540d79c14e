"""Forms about a unit: a new one, contacts, another name, parent or end from a date on, a duty that moves."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.queries import units as queries
from campaigns.services import unit_terms, units
from campaigns.values.units import Level
from web import access, form_page, forms, unit_names
from web.form_page import ID, Ask
from web.language import gettext as _
from web.units.blueprint import bp, called, choices

F = TypeVar("F", bound=forms.Form)
TERM_FIELDS = {
    "unit.too_early": "valid_from", "unit.closed": "valid_from", "unit.covers_nothing": "covers",
    "unit.past_reported": "valid_from", "unit.name_taken": "name", "unit.parent_closed": "parent",
}  # fmt: skip
DATED_FIELDS = {
    "unit.too_early": "on", "unit.closed": "on", "unit.past_reported": "on", "unit.parent_closed": "to",
    "unit.ring": "to", "unit.into_itself": "to", "unit.has_duties": "to", "unit.has_units": "to",
    "unit.unknown": "to", "duty.same_unit": "to", "duty.too_early": "on",
}  # fmt: skip


class TermForm(forms.Form):
    """A name and level from a date on."""

    name: forms.NeededLine
    level: Level
    covers: tuple[Level, ...] = ()
    silent: forms.Tick = False
    valid_from: forms.NeededDate
    parent: forms.Int = None
    version: forms.Int = None


class ContactsForm(forms.Form):
    """Who is asked and reminded."""

    contact_name: forms.Line = ""
    contact_email: forms.Line = ""
    contact_phone: forms.Line = ""
    version: forms.NeededInt


class DatedForm(forms.Form):
    """Another unit from a date on."""

    to: forms.Int = None
    on: forms.NeededDate
    version: forms.Int = None


class MoveForm(forms.Form):
    """To whom a duty goes from a date on."""

    to: forms.NeededInt
    on: forms.NeededDate


@bp.route("/new", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def new() -> ResponseReturnValue:
    """A new unit."""
    today = form_page.today()
    with access.reading() as session:
        parents = choices(queries.institutions(session), today)
    first = {"level": Level.COMMUNE.value, "valid_from": today.isoformat(), "parent": request.args.get("parent", "")}
    asks = [
        *_term_asks(),
        Ask("parent", _("Trực thuộc"), "select", choices=parents, empty=_("không trực thuộc đơn vị nào")),
    ]

    def add(told: TermForm) -> int:
        with access.deciding() as work:
            return units.add(
                work, name=told.name, level=told.level, covers=told.covers, reports=not told.silent,
                valid_from=told.valid_from, parent_id=told.parent,
            ).id or 0  # fmt: skip

    filled, _stale, made = _settled(TermForm, first, add, TERM_FIELDS)
    if made:
        return redirect(url_for("units.show", unit_id=made, said="added"), code=303)
    return form_page.page(
        _("Thêm đơn vị"), asks, filled, back="/units", submit=_("Thêm đơn vị"),
        lead=_("Nhiều đơn vị một lúc: xin dùng “Nhập danh sách”."),
    )  # fmt: skip


@bp.route(f"/<{ID}:unit_id>/rename", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def rename(unit_id: int) -> ResponseReturnValue:
    """Another name, level, or whether it reports, from a date on."""
    with access.reading() as session:
        version = queries.unit(session, unit_id).version
        last = queries.institutions(session).terms[unit_id][-1]
        now = {"name": last.name, "level": last.level.value, "covers": list(last.covers),
               "silent": "" if last.reports else "1", "valid_from": form_page.today().isoformat()}  # fmt: skip

    def call(told: TermForm) -> bool:
        with access.deciding() as work:
            unit_terms.rename(
                work, unit_id, name=told.name, level=told.level, covers=told.covers, reports=not told.silent,
                valid_from=told.valid_from, seen_version=told.version or 0,
            )  # fmt: skip
        return True

    filled, stale, done = _settled(TermForm, now, call, TERM_FIELDS)
    return _to_unit(unit_id) if done else form_page.page(
        _("Đổi tên, cấp"), _term_asks(), filled, back=url_for("units.show", unit_id=unit_id),
        submit=_("Lưu từ ngày này"), version=version, current=now if stale else None,
        lead=_("Báo cáo và văn bản trước ngày đổi vẫn ghi như cũ."),
    )  # fmt: skip


@bp.route(f"/<{ID}:unit_id>/contacts", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def contacts(unit_id: int) -> ResponseReturnValue:
    """Who answers for the unit."""
    with access.reading() as session:
        row = queries.unit(session, unit_id)
        version, now = row.version, {name: getattr(row, name) for name in unit_terms.CONTACTS}

    def change(told: ContactsForm) -> bool:
        with access.deciding() as work:
            unit_terms.change_contacts(
                work, unit_id, told.model_dump(include=set(unit_terms.CONTACTS)), seen_version=told.version
            )
        return True

    asks = [
        Ask("contact_name", _("Người đầu mối"), optional=True),
        Ask(
            "contact_email", _("Thư điện tử"), "email", optional=True, hint=_("Nơi nhận nhắc việc và công văn đôn đốc")
        ),
        Ask("contact_phone", _("Điện thoại"), "tel", optional=True),
    ]
    filled, stale, done = _settled(ContactsForm, now, change, {})
    return _to_unit(unit_id) if done else form_page.page(
        _("Liên hệ của đơn vị"), asks, filled, back=url_for("units.show", unit_id=unit_id), submit=_("Lưu"),
        version=version, current=now if stale else None,
    )  # fmt: skip


@bp.route(f"/<{ID}:unit_id>/parent", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def parent(unit_id: int) -> ResponseReturnValue:
    """Another parent from a date on."""

    def put(told: DatedForm) -> bool:
        with access.deciding() as work:
            unit_terms.put_under(work, unit_id, parent_id=told.to, on=told.on, seen_version=told.version or 0)
        return True

    return _dated(
        unit_id, put, title=_("Đổi đơn vị cấp trên"), label=_("Trực thuộc"), empty=_("không trực thuộc đơn vị nào"),
        lead=_("Số liệu các kỳ trước ngày đổi vẫn cộng vào đơn vị cũ."), submit=_("Lưu từ ngày này"),
    )  # fmt: skip


@bp.route(f"/<{ID}:unit_id>/end", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def end(unit_id: int) -> ResponseReturnValue:
    """The unit merges into another, or closes, on a date."""

    def close(told: DatedForm) -> bool:
        with access.deciding() as work:
            unit_terms.end(work, unit_id, on=told.on, into_id=told.to, seen_version=told.version or 0)
        return True

    return _dated(
        unit_id, close, title=_("Sáp nhập, giải thể"), label=_("Nhập vào"), empty=_("không nhập vào đâu: giải thể"),
        lead=_("Nhiệm vụ và đơn vị trực thuộc chuyển sang đơn vị nhận từ ngày này; các kỳ trước giữ nguyên."),
        submit=_("Sáp nhập từ ngày này"),
    )  # fmt: skip


@bp.route(f"/duties/<{ID}:obligation_id>/move", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def move(obligation_id: int) -> ResponseReturnValue:
    """A duty goes to another unit on a date."""
    today = form_page.today()
    with access.reading() as session:
        held = queries.duty(session, obligation_id)
        bodies = queries.institutions(session)
        others = choices(bodies, today, without=held.unit_id, groups=True)
        holder = bodies.on(held.unit_id, today)

    def go(told: MoveForm) -> bool:
        with access.deciding() as work:
            units.move_duty(work, obligation_id, to_id=told.to, on=told.on)
        return True

    filled, _stale, done = _settled(MoveForm, {"on": today.isoformat()}, go, DATED_FIELDS)
    if done:
        to = filled.value.to if isinstance(filled.value, MoveForm) else held.unit_id
        return redirect(url_for("units.show", unit_id=to, said="saved", _anchor="duties"), code=303)
    asks = [Ask("to", _("Chuyển cho"), "select", choices=others, empty=_("Chọn")), Ask("on", _("Từ ngày"), "date")]
    return form_page.page(
        _("Chuyển nhiệm vụ"), asks, filled, back=url_for("units.show", unit_id=held.unit_id), told=[held.text],
        submit=_("Chuyển nhiệm vụ"), kicker=_("Mục %(number)s, KH %(plan)s", number=held.clause or "–", plan=held.plan),
        lead=_("%(unit)s đang giữ. Báo cáo trước ngày chuyển vẫn là của đơn vị này; kỳ sau do đơn vị mới nộp.",
               unit=holder.name),
    )  # fmt: skip


def _dated(
    unit_id: int, decide: Callable[[DatedForm], bool], *, title: str, label: str, empty: str, lead: str, submit: str
) -> ResponseReturnValue:
    """A form that names another unit and a date."""
    today = form_page.today()
    with access.reading() as session:
        unit, version, others, now = _other_units(session, unit_id)
    asks = [Ask("to", label, "select", choices=others, empty=empty), Ask("on", _("Từ ngày"), "date")]
    filled, stale, done = _settled(DatedForm, now | {"on": today.isoformat()}, decide, DATED_FIELDS)
    return _to_unit(unit_id) if done else form_page.page(
        title, asks, filled, back=url_for("units.show", unit_id=unit_id), submit=submit, kicker=unit, lead=lead,
        version=version, current=now if stale else None,
    )  # fmt: skip


def _other_units(session: Session, unit_id: int) -> tuple[str, int, list[tuple[str, str]], dict[str, str]]:
    today = form_page.today()
    version, bodies = queries.unit(session, unit_id).version, queries.institutions(session)
    unit = bodies.on(unit_id, today)
    others = choices(bodies, today, without=unit_id)
    return called(bodies, unit, today), version, others, {"to": str(unit.parent_id or "")}


def _term_asks() -> list[Ask]:
    covered = [(value, words) for value, words in _levels() if value != Level.GROUP.value]
    return [
        Ask("name", _("Tên đơn vị"), hint=_("Như trong văn bản"), more={"required": True}),
        Ask("level", _("Cấp"), "select", choices=_levels()),
        Ask("covers", _("Gọi chung cho cấp"), "checks", choices=covered,
            hint=_("Chỉ dùng cho tên gọi chung, thí dụ “các sở, ban, ngành”")),
        Ask("silent", _("Không phải nộp báo cáo"), "tick", hint=_("Thí dụ cơ quan tổng hợp báo cáo")),
        Ask("valid_from", _("Từ ngày"), "date"),
    ]  # fmt: skip


def _levels() -> list[tuple[str, str]]:
    return [(level.value, unit_names.of(unit_names.LEVELS, level)) for level in Level]


def _settled(
    kind: type[F], first: dict[str, Any], decide: Callable[[F], Any], beside: dict[str, str]
) -> tuple[forms.Filled[Any], bool, Any]:
    """The form as it is opened, or as it was sent and decided on."""
    if request.method != "POST":
        return forms.Filled(first, None), False, None
    return form_page.settle(forms.take(kind), decide, beside)


def _to_unit(unit_id: int) -> ResponseReturnValue:
    return redirect(url_for("units.show", unit_id=unit_id, said="saved"), code=303)
