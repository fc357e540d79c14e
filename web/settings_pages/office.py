"""The start of the settings, and the office as its papers name it."""

from collections.abc import Mapping
from typing import Annotated, Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from campaigns.models import Office
from campaigns.queries import offices as queries
from campaigns.values.papers import OfficeView
from campaigns.values.words import Role
from scheduler.services import renaming
from web import access, form_page, forms
from web.form_page import Ask
from web.language import gettext as _
from web.settings_pages.blueprint import bp


def _email(words: str) -> str:
    """Something at something, without spaces; empty passes."""
    local, at, host = words.partition("@")
    if words and (not local or not at or "." not in host or " " in words or "@" in host):
        raise PydanticCustomError("form.not_an_email", "form.not_an_email")
    return words


Email = Annotated[forms.Line, AfterValidator(_email)]


class OfficeForm(forms.Form):
    """The fields of ``OfficeView``, and where the office is reminded."""

    version: forms.NeededInt
    agency: forms.NeededLine
    superior_agency: forms.Line = ""
    agency_symbol: forms.Line = ""
    drafting_unit: forms.Line = ""
    place: forms.NeededLine
    phone: forms.Line = ""
    email: Email = ""
    signs_for: forms.Line = ""
    signatory_title: forms.NeededLine
    signatory_name: forms.NeededLine
    recipients: forms.Lines = ""

    def profile(self) -> OfficeView:
        """As papers take it."""
        told = self.model_dump(exclude={"version", "email", "recipients"})
        lines = tuple(line.strip() for line in self.recipients.splitlines() if line.strip())
        return OfficeView(**told, recipients=lines)


@bp.get("")
@access.roles(*access.PLANNERS)
def start() -> ResponseReturnValue:
    """Where each setting is."""
    with access.reading() as session:
        row = queries.office(session)
    return render_template("settings/start.html", office=row, said=form_page.said(), is_admin=access.may(Role.ADMIN))


@bp.route("/office", methods=["GET", "POST"])
@access.roles(*access.PLANNERS)
def office() -> ResponseReturnValue:
    """How papers name the office, who signs, and where it is reminded."""
    with access.reading() as session:
        row = queries.office(session)
    seen, version = _typed_of(row), row.version if row else 0
    filled: forms.Filled[Any] = forms.Filled(seen, None)
    stale = False
    if request.method == "POST":
        filled = forms.take(OfficeForm)

        def save(told: OfficeForm) -> bool:
            with access.deciding() as work:
                renaming.set_profile(work, told.profile(), email=told.email, seen_version=told.version)
            return True

        filled, stale, done = form_page.settle(filled, save, {})
        if done:
            return redirect(url_for("settings.start", said="saved"), code=303)
    return form_page.page(
        _("Cơ quan"), _asks(), filled, back="/settings", submit=_("Lưu"), version=version, kicker=_("Thiết đặt"),
        current=seen if stale else None,
    )  # fmt: skip


def _typed_of(row: Office | None) -> dict[str, Any]:
    if row is None:
        return {}
    told: Mapping[str, Any] = row.profile
    return {**told, "recipients": "\n".join(told.get("recipients") or ()), "email": row.email}


def _asks() -> list[Ask]:
    return [
        Ask("agency", _("Tên cơ quan"), heading=_("Trong văn bản"), hint=_("Ví dụ: Sở Tư pháp")),
        Ask("superior_agency", _("Cơ quan chủ quản"), optional=True, hint=_("Ví dụ: UBND tỉnh Bình Phước")),
        Ask("agency_symbol", _("Ký hiệu cơ quan"), optional=True, hint=_("Ví dụ: STP"), more={"kind": "short"}),
        Ask("drafting_unit", _("Ký hiệu đơn vị soạn thảo"), optional=True, hint=_("Ví dụ: KSTTHC"),
            more={"kind": "short"}),
        Ask("place", _("Địa danh"), hint=_("Ví dụ: Bình Phước")),
        Ask("phone", _("Điện thoại"), "tel", heading=_("Liên hệ"), optional=True,
            hint=_("Hiện trên trang của đài, báo và trong lịch đăng ký")),
        Ask("email", _("Thư điện tử của cơ quan"), "email", optional=True, hint=_("Nơi nhận nhắc việc")),
        Ask("signs_for", _("Ký thay"), heading=_("Người ký"), optional=True,
            hint=_("Ví dụ: KT. Giám đốc; bỏ trống khi thủ trưởng ký")),
        Ask("signatory_title", _("Chức vụ người ký"), hint=_("Ví dụ: Phó Giám đốc")),
        Ask("signatory_name", _("Họ tên người ký")),
        Ask("recipients", _("Nơi nhận thường xuyên"), "text", optional=True,
            hint=_("Mỗi nơi một dòng; ngoài nơi nhận chính và lưu")),
    ]  # fmt: skip
