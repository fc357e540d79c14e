"""Links that are handed to people: an address is shown when it is made, to whoever made it, and not later."""

import hmac
import io
from datetime import timedelta
from typing import Final

import segno
from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.errors import NotFound
from campaigns.models import Feed, FeedToken, OutletLink, UnitLink
from campaigns.queries import links as link_queries
from exports.ics import subscribe_links
from scheduler import feeds
from scheduler.services import linking
from web import access, form_page, forms
from web.language import gettext as _

SHOWN_S: Final = 600
"""How long an address that was just made may be shown again, as after a reload; seconds."""


SEEN_EVERY: Final = timedelta(hours=1)
"""How often the use of a link is written down."""


def remember(link: OutletLink | UnitLink, who: str) -> None:
    """Write down that a personal link is in use, at most once an hour."""
    if link.seen_at is None or access.now() - link.seen_at > SEEN_EVERY:
        with access.deciding(who) as work:
            linking.seen(work, link)


class HolderForm(forms.Form):
    """To whom a link is given."""

    holder: forms.NeededLine


def ask_again(filled: forms.Filled[HolderForm], title: str, back: str) -> ResponseReturnValue:
    """The form again, with what is wrong."""
    ask = form_page.Ask("holder", _("Giao cho ai"), hint=_("Tên người và phòng, để biết thu hồi của ai"))
    return form_page.page(title, [ask], filled, back=back, submit=title)


def feed_address(calendar: Feed, row: FeedToken) -> str:
    """Where programs fetch a calendar."""
    return feeds.address(access.site().settings.base_url, access.site().store.keys, row.nonce, calendar.slug)


def feed_page(calendar: Feed, row: FeedToken, *, code: str, back: str, back_words: str) -> ResponseReturnValue:
    """A calendar link that was just made: its address, words to send, buttons by which programs subscribe."""
    address = feed_address(calendar, row)
    words = _("Kính gửi %(holder)s. Địa chỉ đăng ký lịch “%(name)s”: %(address)s", holder=row.holder,
              name=calendar.name, address=address)  # fmt: skip
    return render_template(
        "handing/link.html", holder=row.holder, address=address, words=words, code=code, back=back,
        back_words=back_words, subscribe=subscribe_links(address, calendar.name), expires_at=None,
        title=_("Lịch đăng ký của %(holder)s", holder=row.holder),
    )  # fmt: skip


def feed_code(calendar: Feed, row: FeedToken) -> Response:
    """The address of a calendar link as a QR code, in the form that a phone's calendar opens."""
    return picture(subscribe_links(feed_address(calendar, row), calendar.name).webcal)


def end_feed_link(calendar: Feed, link_id: int) -> None:
    """End a link to a calendar; NotFound ``link.unknown``."""
    with access.deciding() as work:
        linking.end(work, link_queries.feed_link(work.session, calendar.id or 0, link_id))


def ticket(what: str, link_id: int) -> str:
    """Lets the person who made a link see its address for a while; nobody else, and not later."""
    until = int(access.now().timestamp()) + SHOWN_S
    return f"{until}-{_signed(what, link_id, until)}"


def need_ticket(what: str, link_id: int) -> None:
    """Go on only with a ticket for this link; NotFound ``link.shown_once``."""
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


def picture(address: str) -> Response:
    """An address as a QR code."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=6, border=3, light="#ffffff", xmldecl=False)
    return Response(out.getvalue(), mimetype="image/svg+xml", headers={"Cache-Control": "no-store"})
