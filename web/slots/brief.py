"""What a slot's brief says, filled in by the officer; what is still missing is named, and nothing is guessed."""

from typing import Any, Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.errors import Refused
from campaigns.queries import plans as plan_queries
from campaigns.values.papers import BriefDetails, BriefView
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS
from scheduler.papers import briefs
from scheduler.services import answers, briefing
from web import access, form_page, forms, lacking
from web.agenda import wording as places
from web.form_page import Ask
from web.language import gettext, ngettext
from web.language import gettext as _
from web.slots import rows
from web.slots.blueprint import bp

LISTS: Final = ("legal_basis", "people", "places", "interview_sources")
"""Fields that take one entry a line."""
ONLY_PRESS: Final = frozenset({"headline", "sapo", "word_count", "interview_sources"})


class BriefForm(forms.Form):
    """The single fields of ``BriefDetails``, and what the slot itself is called."""

    version: forms.NeededInt
    title: forms.Line = ""
    note: forms.Lines = ""
    sensitive: forms.Tick = False
    message: forms.Lines = ""
    genre: forms.Line = ""
    legal_basis: forms.Lines = ""
    people: forms.Lines = ""
    places: forms.Lines = ""
    contact: forms.Line = ""
    script_unit: forms.Line = ""
    material_unit: forms.Line = ""
    headline: forms.Line = ""
    sapo: forms.Lines = ""
    word_count: forms.Int = None
    interview_sources: forms.Lines = ""

    def details(self, tables: dict[str, Any]) -> BriefDetails:
        """As papers take it, with the tables that were read beside it."""
        told: dict[str, Any] = self.model_dump(exclude={"version", "title", "note", "sensitive", *LISTS})
        told |= {name: _lines(getattr(self, name)) for name in LISTS}
        return BriefDetails(**told, **tables)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@bp.get("/<uid>/brief")
@access.roles(*access.PLANNERS)
def form(uid: str) -> ResponseReturnValue:
    """The form as it stands."""
    drawn, plan_id = _drawn(uid)
    filled: forms.Filled[BriefForm] = forms.Filled(_typed_of(drawn.view), None)
    return _page(drawn, plan_id, filled, version=drawn.view.slot.version)


@bp.post("/<uid>/brief")
@access.roles(*access.PLANNERS)
def save(uid: str) -> ResponseReturnValue:
    """Keep what was typed, complete or not; a brief that is complete is given its number."""
    drawn, plan_id = _drawn(uid)
    slot = drawn.view.slot
    filled, tables = _take(slot)
    if request.form.get("more"):
        return _page(drawn, plan_id, forms.Filled(filled.typed, None), version=filled.typed.get("version"), status=200)

    def keep(told: BriefForm) -> str:
        with access.deciding() as work:
            answers.describe(
                work, uid, seen_version=told.version, title=told.title, note=told.note, sensitive=told.sensitive,
                brief=told.details(tables).as_json(),
            )  # fmt: skip
        return _issue(uid)

    filled, stale, done = form_page.settle(filled, keep, {})
    if done:
        return redirect(url_for("slots.show", uid=uid, said=done), code=303)
    drawn, plan_id = _drawn(uid)
    return _page(
        drawn, plan_id, filled, version=drawn.view.slot.version, current=_typed_of(drawn.view) if stale else None
    )


def _issue(uid: str) -> str:
    """Issue a complete brief, with its number the first time; what has now been done."""
    try:
        with access.deciding() as work:  # apart, so that a paper that is refused uses no number and loses no word
            briefs.current(work, uid)
    except Refused as refusal:
        if refusal.code not in {"brief.incomplete", "brief.cancelled", "paper.misformed"}:
            raise
        return "misformed" if refusal.code == "paper.misformed" else "saved"
    return "issued"


def _take(slot: SlotView) -> tuple[forms.Filled[BriefForm], dict[str, Any]]:
    """The form and its tables; a row that cannot be read is said at its table."""
    filled = forms.take(BriefForm)
    typed, tables, wrong = dict(filled.typed), {}, []
    for table in rows.tables(press=slot.channel_kind in PRESS):
        typed[table.name] = rows.typed(table)
        try:
            tables[table.name] = rows.read(table, typed[table.name])
        except rows.Unread as unread:
            code, number = unread.args
            wrong.append((table.name, code, number))
    filled = forms.Filled(typed, filled.value, filled.errors)
    for name, code, number in wrong:
        filled = filled.with_error(name, code, row=number)
    return filled, tables


def _drawn(uid: str) -> tuple[briefing.Drawn, int]:
    with access.reading() as session:
        drawn = briefing.drawn(session, uid, today=form_page.today())
        return drawn, plan_queries.campaign(session, drawn.view.slot.campaign_id).plan_id


def _typed_of(view: BriefView) -> dict[str, Any]:
    """What is on record as a form shows it."""
    slot, details = view.slot, view.details
    told: dict[str, Any] = {name: value for name, value in details.as_json().items() if isinstance(value, str)}
    told |= {name: "\n".join(getattr(details, name)) for name in LISTS}
    told |= {"title": slot.title, "note": slot.note, "sensitive": slot.sensitive, "word_count": details.word_count}
    for table in rows.tables(press=slot.channel_kind in PRESS):
        told[table.name] = rows.kept(table, getattr(details, table.name))
    return told


def _page(drawn: briefing.Drawn, plan_id: int, filled: forms.Filled[Any], **more: Any) -> ResponseReturnValue:
    slot, press = drawn.view.slot, drawn.view.slot.channel_kind in PRESS
    tables = rows.tables(press=press)
    current = more.pop("current", None)
    asks = _asks(drawn.view)
    if current is not None:
        asks = [*asks, *(Ask(table.name, gettext(table.title), "text") for table in tables)]
        both = [dict(filled.typed), dict(current)]
        for side in both:
            side |= {table.name: rows.told(side.get(table.name, ())) for table in tables}
        more["apart_of"] = form_page.apart(asks, *both)
    kind = _("Đề cương bài viết") if press else _("Phiếu sản xuất chương trình")
    spare = rows.SPARE * (2 if request.form.get("more") else 1)
    version = more.pop("version")
    return form_page.page(
        kind, _asks(drawn.view), filled, back=url_for("slots.show", uid=slot.uid), submit=_("Lưu"), version=version,
        current=current, kicker=page_kicker(slot), template="slots/brief.html", tables=tables, spare=spare,
        slot=slot, lacks=lacking.lacks(slot, drawn.lacking, plan_id=plan_id, on_form=True),
        numbered=drawn.numbered, **more,
    )  # fmt: skip


def page_kicker(slot: SlotView) -> str:
    """The slot in a line."""
    return f"{places.place(slot.date, slot.start_minute)} · {slot.programme} · {slot.outlet}"


def _asks(view: BriefView) -> list[Ask]:
    press, kinds = view.slot.channel_kind in PRESS, {one.kind.value for one in view.deadlines}
    one_a_line = _("Mỗi mục một dòng.")
    limit = view.word_limit
    asks = [
        Ask("title", _("Tên bài") if press else _("Tên chương trình"), heading=_("Nội dung")),
        Ask("message", _("Thông điệp cần chuyển tải"), "text"),
        Ask("genre", _("Thể loại"), optional=True, hint=_("Để trống thì ghi theo thể loại của khung.")),
        Ask("headline", _("Tít dự kiến"), optional=True),
        Ask("sapo", _("Sapo"), "text", optional=True),
        Ask("word_count", _("Dung lượng, số chữ"), "number", optional=limit is not None,
            hint="" if limit is None else ngettext("Để trống thì theo khung: %(num)d chữ.",
                                                   "Để trống thì theo khung: %(num)d chữ.", limit)),
        Ask("legal_basis", _("Văn bản phải viện dẫn"), "text", optional=True,
            hint=_("Ngoài kế hoạch. Mỗi văn bản một dòng.")),
        Ask("people", _("Nhân vật"), "text", optional=True, hint=one_a_line),
        Ask("places", _("Địa điểm"), "text", optional=True, hint=one_a_line),
        Ask("interview_sources", _("Nguồn phỏng vấn"), "text", optional=True, hint=one_a_line),
        Ask("contact", _("Đầu mối liên hệ"), optional=True, hint=_("Để trống thì ghi điện thoại của cơ quan.")),
        Ask("script_unit", _("Đơn vị gửi bản thảo") if press else _("Đơn vị gửi kịch bản"), heading=_("Phân công"),
            optional="script" not in kinds),
        Ask("material_unit", _("Đơn vị bàn giao bài và ảnh") if press else _("Đơn vị bàn giao thành phẩm"),
            optional="material" not in kinds),
        Ask("note", _("Ghi chú cho đài, báo"), "text", optional=True),
        Ask("sensitive", _("Nội dung nhạy cảm, cần hai người duyệt trước khi xác nhận"), "tick"),
    ]  # fmt: skip
    return [ask for ask in asks if press or ask.name not in ONLY_PRESS]
