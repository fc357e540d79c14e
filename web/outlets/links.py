"""Links handed to an outlet: to its agenda, and to its calendar. An address is shown when it is made, not later."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.errors import NotFound
from campaigns.models import Feed, FeedToken
from campaigns.queries import links as link_queries
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import programmes as queries
from campaigns.values.feeds import FeedKind
from scheduler.services import linking, publishing
from web import access, form_page, forms, handing
from web.form_page import ID
from web.language import gettext as _
from web.outlets.blueprint import bp


@bp.post("/<slug>/links")
@access.roles(*access.PLANNERS)
def make_link(slug: str) -> ResponseReturnValue:
    """A personal link to the outlet's agenda."""
    filled = forms.take(handing.HolderForm)
    if filled.value is None:
        return handing.ask_again(filled, _("Tạo liên kết riêng"), url_for("outlets.show", slug=slug))
    with access.deciding() as work:
        queries.outlet_row(work.session, slug)
        row = linking.make_outlet_link(work, slug, holder=filled.value.holder)
        link_id = row.id or 0
    return redirect(
        url_for("outlets.link", slug=slug, link_id=link_id, ticket=handing.ticket("link", link_id)), code=303
    )


@bp.get(f"/<slug>/links/<{ID}:link_id>")
@access.roles(*access.PLANNERS)
def link(slug: str, link_id: int) -> ResponseReturnValue:
    """The address of a link that was just made, with words to send and a code to scan."""
    handing.need_ticket("link", link_id)
    with access.reading() as session:
        outlet = queries.outlet_row(session, slug)
        row = link_queries.outlet_link(session, outlet.id or 0, link_id)
        name = outlet_queries.names(session).on(outlet.id or 0, form_page.today())[0]
        address = _agenda_address(row.nonce)
    words = _(
        "Kính gửi %(holder)s, %(outlet)s. Lịch phát sóng, đăng báo và nút xác nhận ở liên kết riêng này: %(address)s "
        "Xin không chuyển tiếp liên kết cho người khác.",
        holder=row.holder, outlet=name, address=address,
    )  # fmt: skip
    code = url_for("outlets.link_code", slug=slug, link_id=link_id, ticket=request.args["ticket"])
    return render_template(
        "handing/link.html", holder=row.holder, address=address, words=words, code=code, subscribe=None,
        back=url_for("outlets.show", slug=slug), back_words=_("Về đài, báo"), expires_at=row.expires_at,
        title=_("Liên kết của %(holder)s", holder=row.holder),
    )  # fmt: skip


@bp.get(f"/<slug>/links/<{ID}:link_id>.svg")
@access.roles(*access.PLANNERS)
def link_code(slug: str, link_id: int) -> Response:
    """The address of a personal link as a QR code."""
    handing.need_ticket("link", link_id)
    with access.reading() as session:
        row = link_queries.outlet_link(session, queries.outlet_row(session, slug).id or 0, link_id)
    return handing.picture(_agenda_address(row.nonce))


@bp.post(f"/<slug>/links/<{ID}:link_id>/revoke")
@access.roles(*access.PLANNERS)
def revoke_link(slug: str, link_id: int) -> ResponseReturnValue:
    """End a personal link."""
    with access.deciding() as work:
        outlet = queries.outlet_row(work.session, slug)
        linking.end(work, link_queries.outlet_link(work.session, outlet.id or 0, link_id))
    return redirect(url_for("outlets.show", slug=slug, said="revoked", _anchor="links"), code=303)


@bp.post("/<slug>/feeds")
@access.roles(*access.PLANNERS)
def make_feed(slug: str) -> ResponseReturnValue:
    """A link to the outlet's calendar."""
    filled = forms.take(handing.HolderForm)
    if filled.value is None:
        return handing.ask_again(filled, _("Tạo lịch đăng ký"), url_for("outlets.show", slug=slug))
    with access.deciding() as work:
        outlet = queries.outlet_row(work.session, slug)
        calendar = publishing.feed(work, FeedKind.OUTLET, outlet.id or 0)
        row = linking.feed_link(work, calendar, holder=filled.value.holder)
        link_id = row.id or 0
    return redirect(
        url_for("outlets.feed", slug=slug, link_id=link_id, ticket=handing.ticket("feed", link_id)), code=303
    )


@bp.get(f"/<slug>/feeds/<{ID}:link_id>")
@access.roles(*access.PLANNERS)
def feed(slug: str, link_id: int) -> ResponseReturnValue:
    """The address of a calendar link that was just made, with the buttons by which programs subscribe."""
    handing.need_ticket("feed", link_id)
    code = url_for("outlets.feed_code", slug=slug, link_id=link_id, ticket=request.args["ticket"])
    return handing.feed_page(
        *_feed_link(slug, link_id), code=code, back=url_for("outlets.show", slug=slug), back_words=_("Về đài, báo")
    )


@bp.get(f"/<slug>/feeds/<{ID}:link_id>.svg")
@access.roles(*access.PLANNERS)
def feed_code(slug: str, link_id: int) -> Response:
    """The address of a calendar link as a QR code, in the form that a phone's calendar opens."""
    handing.need_ticket("feed", link_id)
    return handing.feed_code(*_feed_link(slug, link_id))


@bp.post(f"/<slug>/feeds/<{ID}:link_id>/revoke")
@access.roles(*access.PLANNERS)
def revoke_feed(slug: str, link_id: int) -> ResponseReturnValue:
    """End a calendar link."""
    calendar, _row = _feed_link(slug, link_id)
    handing.end_feed_link(calendar, link_id)
    return redirect(url_for("outlets.show", slug=slug, said="revoked", _anchor="feeds"), code=303)


def _feed_link(slug: str, link_id: int) -> tuple[Feed, FeedToken]:
    """An outlet's calendar, and a link to it."""
    with access.reading() as session:
        outlet = queries.outlet_row(session, slug)
        calendar = link_queries.feed_of(session, FeedKind.OUTLET, outlet.id or 0)
        if calendar is None:
            raise NotFound("link.unknown")
        row = link_queries.feed_link(session, calendar.id or 0, link_id)
        session.expunge_all()
        return calendar, row


def _agenda_address(nonce: str) -> str:
    return f"{access.site().settings.base_url}/o/{access.site().store.keys.link_token('outlet', nonce)}"
