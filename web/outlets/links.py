"""Links handed to an outlet: to its agenda, and to its calendar. An address is shown when it is made, not later."""

import hmac
import io
from typing import Final

import segno
from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.errors import NotFound
from campaigns.queries import links as link_queries
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import programmes as queries
from campaigns.values.feeds import FeedKind
from exports.ics import subscribe_links
from scheduler import feeds
from scheduler.services import linking, publishing
from web import access, form_page, forms
from web.form_page import ID
from web.language import gettext as _
from web.outlets.blueprint import bp

SHOWN_S: Final = 600
"""How long an address that was just made may be shown again, as after a reload; seconds."""


class HolderForm(forms.Form):
    """To whom a link is given."""

    holder: forms.NeededLine


@bp.post("/<slug>/links")
@access.roles(*access.PLANNERS)
def make_link(slug: str) -> ResponseReturnValue:
    """A personal link to the outlet's agenda."""
    filled = forms.take(HolderForm)
    if filled.value is None:
        return _ask_again(slug, filled, "link")
    with access.deciding() as work:
        queries.outlet_row(work.session, slug)
        row = linking.make_outlet_link(work, slug, holder=filled.value.holder)
        link_id = row.id or 0
    return redirect(url_for("outlets.link", slug=slug, link_id=link_id, ticket=_ticket("link", link_id)), code=303)


@bp.get(f"/<slug>/links/<{ID}:link_id>")
@access.roles(*access.PLANNERS)
def link(slug: str, link_id: int) -> ResponseReturnValue:
    """The address of a link that was just made, with words to send and a code to scan."""
    _need_ticket("link", link_id)
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
        "outlets/link.html", slug=slug, holder=row.holder, address=address, words=words, code=code, subscribe=None,
        expires_at=row.expires_at, title=_("Liên kết của %(holder)s", holder=row.holder),
    )  # fmt: skip


@bp.get(f"/<slug>/links/<{ID}:link_id>.svg")
@access.roles(*access.PLANNERS)
def link_code(slug: str, link_id: int) -> Response:
    """The address of a personal link as a QR code."""
    _need_ticket("link", link_id)
    with access.reading() as session:
        row = link_queries.outlet_link(session, queries.outlet_row(session, slug).id or 0, link_id)
    return _code(_agenda_address(row.nonce))


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
    filled = forms.take(HolderForm)
    if filled.value is None:
        return _ask_again(slug, filled, "feed")
    with access.deciding() as work:
        outlet = queries.outlet_row(work.session, slug)
        calendar = publishing.feed(work, FeedKind.OUTLET, outlet.id or 0)
        row = linking.feed_link(work, calendar, holder=filled.value.holder)
        link_id = row.id or 0
    return redirect(url_for("outlets.feed", slug=slug, link_id=link_id, ticket=_ticket("feed", link_id)), code=303)


@bp.get(f"/<slug>/feeds/<{ID}:link_id>")
@access.roles(*access.PLANNERS)
def feed(slug: str, link_id: int) -> ResponseReturnValue:
    """The address of a calendar link that was just made, with the buttons by which programs subscribe."""
    _need_ticket("feed", link_id)
    name, holder, address = _feed_link(slug, link_id)
    words = _("Kính gửi %(holder)s. Địa chỉ đăng ký lịch “%(name)s”: %(address)s", holder=holder, name=name,
              address=address)  # fmt: skip
    code = url_for("outlets.feed_code", slug=slug, link_id=link_id, ticket=request.args["ticket"])
    return render_template(
        "outlets/link.html", slug=slug, holder=holder, address=address, words=words, code=code,
        subscribe=subscribe_links(address, name), expires_at=None,
        title=_("Lịch đăng ký của %(holder)s", holder=holder),
    )  # fmt: skip


@bp.get(f"/<slug>/feeds/<{ID}:link_id>.svg")
@access.roles(*access.PLANNERS)
def feed_code(slug: str, link_id: int) -> Response:
    """The address of a calendar link as a QR code, in the form that a phone's calendar opens."""
    _need_ticket("feed", link_id)
    name, _holder, address = _feed_link(slug, link_id)
    return _code(subscribe_links(address, name).webcal)


@bp.post(f"/<slug>/feeds/<{ID}:link_id>/revoke")
@access.roles(*access.PLANNERS)
def revoke_feed(slug: str, link_id: int) -> ResponseReturnValue:
    """End a calendar link."""
    with access.deciding() as work:
        outlet = queries.outlet_row(work.session, slug)
        calendar = publishing.feed(work, FeedKind.OUTLET, outlet.id or 0)
        linking.end(work, link_queries.feed_link(work.session, calendar.id or 0, link_id))
    return redirect(url_for("outlets.show", slug=slug, said="revoked", _anchor="feeds"), code=303)


def _feed_link(slug: str, link_id: int) -> tuple[str, str, str]:
    """Name of the calendar, holder and address of a link to it."""
    with access.reading() as session:
        outlet = queries.outlet_row(session, slug)
        calendar = link_queries.feed_of(session, FeedKind.OUTLET, outlet.id or 0)
        if calendar is None:
            raise NotFound("link.unknown")
        row = link_queries.feed_link(session, calendar.id or 0, link_id)
        address = feeds.address(access.site().settings.base_url, access.site().store.keys, row.nonce, calendar.slug)
        return calendar.name, row.holder, address


def _agenda_address(nonce: str) -> str:
    return f"{access.site().settings.base_url}/o/{access.site().store.keys.link_token('outlet', nonce)}"


def _ask_again(slug: str, filled: forms.Filled[HolderForm], what: str) -> ResponseReturnValue:
    ask = form_page.Ask("holder", _("Giao cho ai"), hint=_("Tên người và phòng, để biết thu hồi của ai"))
    title = _("Tạo liên kết riêng") if what == "link" else _("Tạo lịch đăng ký")
    return form_page.page(title, [ask], filled, back=url_for("outlets.show", slug=slug), submit=title)


def _ticket(what: str, link_id: int) -> str:
    """Lets the person who made a link see its address for a while; nobody else, and not later."""
    until = int(access.now().timestamp()) + SHOWN_S
    return f"{until}-{_signed(what, link_id, until)}"


def _need_ticket(what: str, link_id: int) -> None:
    until, _dash, signature = request.args.get("ticket", "").partition("-")
    fits = until.isascii() and until.isdigit() and len(until) < 12
    if (
        not fits
        or not hmac.compare_digest(_signed(what, link_id, int(until)).encode(), signature.encode("utf-8", "replace"))
        or access.now().timestamp() > int(until)
    ):
        raise NotFound("link.shown_once")


def _signed(what: str, link_id: int, until: int) -> str:
    return access.site().store.keys.sign("shown", f"{what}:{link_id}:{until}:{access.me().id}").hex()


def _code(address: str) -> Response:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=6, border=3, light="#ffffff", xmldecl=False)
    return Response(out.getvalue(), mimetype="image/svg+xml", headers={"Cache-Control": "no-store"})
