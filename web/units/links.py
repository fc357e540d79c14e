"""Links handed to a unit: made, shown once with a code to scan, ended."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.models import UnitLink
from campaigns.queries import units as queries
from campaigns.services import unit_links
from web import access, form_page, forms, handing
from web.form_page import ID
from web.language import gettext as _
from web.units.blueprint import bp

TICKET = "unit"


@bp.post(f"/<{ID}:unit_id>/links")
@access.roles(*access.PLANNERS)
def make_link(unit_id: int) -> ResponseReturnValue:
    """A link by which someone at the unit reports."""
    filled = forms.take(handing.HolderForm)
    if filled.value is None:
        return handing.ask_again(filled, _("Tạo liên kết báo cáo"), url_for("units.show", unit_id=unit_id))
    with access.deciding() as work:
        link_id = unit_links.make(work, unit_id, holder=filled.value.holder).id or 0
    ticket = handing.ticket(TICKET, link_id)
    return redirect(url_for("units.link", unit_id=unit_id, link_id=link_id, ticket=ticket), code=303)


@bp.get(f"/<{ID}:unit_id>/links/<{ID}:link_id>")
@access.roles(*access.PLANNERS)
def link(unit_id: int, link_id: int) -> ResponseReturnValue:
    """The address of a link that was just made, with words to send and a code to scan."""
    handing.need_ticket(TICKET, link_id)
    with access.reading() as session:
        row = queries.link(session, unit_id, link_id)
        name = queries.institutions(session).on(unit_id, form_page.today()).name
        holder, address = row.holder, _address(row)
    words = _(
        "Kính gửi %(holder)s, %(unit)s. Báo cáo của đơn vị được ghi và gửi ở liên kết riêng này, không cần tài khoản: "
        "%(address)s Xin không chuyển tiếp liên kết cho người khác.",
        holder=holder, unit=name, address=address,
    )  # fmt: skip
    code = url_for("units.link_code", unit_id=unit_id, link_id=link_id, ticket=request.args["ticket"])
    return render_template(
        "handing/link.html", holder=holder, address=address, words=words, code=code, subscribe=None, expires_at=None,
        back=url_for("units.show", unit_id=unit_id), back_words=_("Về trang đơn vị"),
        title=_("Liên kết của %(holder)s", holder=holder),
    )  # fmt: skip


@bp.get(f"/<{ID}:unit_id>/links/<{ID}:link_id>.svg")
@access.roles(*access.PLANNERS)
def link_code(unit_id: int, link_id: int) -> Response:
    """The address of a unit's link as a QR code."""
    handing.need_ticket(TICKET, link_id)
    with access.reading() as session:
        return handing.picture(_address(queries.link(session, unit_id, link_id)))


@bp.post(f"/<{ID}:unit_id>/links/<{ID}:link_id>/revoke")
@access.roles(*access.PLANNERS)
def revoke_link(unit_id: int, link_id: int) -> ResponseReturnValue:
    """End a unit's link."""
    with access.deciding() as work:
        unit_links.end(work, queries.link(work.session, unit_id, link_id))
    return redirect(url_for("units.show", unit_id=unit_id, said="revoked", _anchor="links"), code=303)


def _address(row: UnitLink) -> str:
    return f"{access.site().settings.base_url}{unit_links.path(access.site().store.keys, row)}"
