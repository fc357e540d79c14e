"""The outlet's calendar for a phone: a button for each program, an address to copy, a code to scan."""

import io

import segno
from flask import Response, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import NotFound
from campaigns.queries import links as link_queries
from campaigns.values.feeds import FeedKind
from exports.ics import subscribe_links
from exports.ics.links import SubscribeLinks
from scheduler.services import linking, publishing
from web import access
from web.agenda.blueprint import Visit, bp, visit


def subscribed(session: Session, guest: Visit) -> SubscribeLinks | None:
    """How this holder subscribes; None until the calendar was first asked for."""
    feed = link_queries.feed_of(session, FeedKind.OUTLET, guest.outlet.id or 0)
    if feed is None:
        return None
    open_links = (
        row
        for row in link_queries.feed_links(session, feed.id or 0)
        if row.holder == guest.who and row.revoked_at is None
    )
    if (row := next(open_links, None)) is None:
        return None
    token = access.site().store.keys.link_token("feed", row.nonce)
    return subscribe_links(f"{access.site().settings.base_url}/lich/{token}/{feed.slug}.ics", feed.name)


@bp.get("/o/<token>/calendar")
@access.by_link
def calendar(token: str) -> ResponseReturnValue:
    """The ways to subscribe."""
    with access.reading() as session:
        guest = visit(session, token)
        ways = subscribed(session, guest)
    return render_template("agenda/calendar.html", guest=guest, ways=ways)


@bp.post("/o/<token>/calendar")
@access.by_link
def open_calendar(token: str) -> ResponseReturnValue:
    """Make this holder's own address of the calendar, once."""
    with access.reading() as session:
        guest = visit(session, token)
    with access.deciding(guest.who) as work:
        feed = publishing.feed(work, FeedKind.OUTLET, guest.outlet.id or 0)
        linking.open_feed_link(work, feed, holder=guest.who)
    return redirect(f"/o/{token}/calendar", code=303)


@bp.get("/o/<token>/calendar.svg")
@access.by_link
def code(token: str) -> Response:
    """The calendar's address as a QR code, in the form that a phone's calendar opens."""
    with access.reading() as session:
        ways = subscribed(session, visit(session, token))
    if ways is None:
        raise NotFound("feed.unknown")
    out = io.BytesIO()
    drawing = segno.make(ways.webcal, error="m", micro=False)
    drawing.save(out, kind="svg", scale=6, border=3, light="#ffffff", xmldecl=False)
    return Response(out.getvalue(), mimetype="image/svg+xml")
