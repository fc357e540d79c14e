"""Links to the office's own calendars: one of everything, and one of each campaign."""

from typing import Final, NamedTuple

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import NotFound
from campaigns.models import Feed, FeedToken
from campaigns.queries import links as link_queries
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.values.feeds import FeedKind
from scheduler import feeds
from scheduler.services import linking, publishing
from web import access, form_page, forms, handing
from web.form_page import ID
from web.language import gettext as _
from web.settings_pages.blueprint import bp

OFFICE: Final = 0
"""The subject of the calendar of everything; others are numbers of campaigns."""


class Calendar(NamedTuple):
    """A calendar and who holds links to it."""

    subject: int
    title: str
    words: str
    feed: Feed | None  # None until it was first needed
    links: tuple[FeedToken, ...]
    too_large: bool


@bp.get("/calendars")
@access.roles(*access.PLANNERS)
def calendars() -> ResponseReturnValue:
    """The calendar of everything and those of the campaigns."""
    with access.reading() as session:
        listed = [_calendar(session, OFFICE, _("Lịch của cơ quan"), _("Mọi lượt phát, bài đăng và hạn báo cáo."))]
        for campaign in plan_queries.campaigns(session):
            words = _("Lượt phát, bài đăng và hạn báo cáo của chiến dịch.")
            listed.append(_calendar(session, campaign.id, campaign.name, words))
        outlets = outlet_queries.outlets(session, form_page.today())
        return render_template("settings/calendars.html", calendars=listed, outlets=outlets, said=form_page.said())


def _calendar(session: Session, subject: int, title: str, words: str) -> Calendar:
    feed = link_queries.feed_of(session, _kind(subject), subject)
    if feed is None:
        return Calendar(subject, title, words, None, (), too_large=False)
    too_large = feeds.is_too_large(session, feed, access.now(), access.site().settings.zone)
    return Calendar(subject, title, words, feed, link_queries.feed_links(session, feed.id or 0), too_large)


@bp.post(f"/calendars/<{ID}:subject>")
@access.roles(*access.PLANNERS)
def make_calendar_link(subject: int) -> ResponseReturnValue:
    """A link to a calendar."""
    with access.reading() as session:
        _need(session, subject)
    filled = forms.take(handing.HolderForm)
    if filled.value is None:
        return handing.ask_again(filled, _("Tạo lịch đăng ký"), url_for("settings.calendars"))
    with access.deciding() as work:
        row = linking.feed_link(work, publishing.feed(work, _kind(subject), subject), holder=filled.value.holder)
        link_id = row.id or 0
    ticket = handing.ticket("feed", link_id)
    return redirect(url_for("settings.calendar_link", subject=subject, link_id=link_id, ticket=ticket), code=303)


@bp.get(f"/calendars/<{ID}:subject>/<{ID}:link_id>")
@access.roles(*access.PLANNERS)
def calendar_link(subject: int, link_id: int) -> ResponseReturnValue:
    """The address of a link that was just made."""
    handing.need_ticket("feed", link_id)
    ticket = request.args["ticket"]
    code = url_for("settings.calendar_code", subject=subject, link_id=link_id, ticket=ticket)
    back = url_for("settings.calendars")
    return handing.feed_page(*_link(subject, link_id), code=code, back=back, back_words=_("Về các lịch đăng ký"))


@bp.get(f"/calendars/<{ID}:subject>/<{ID}:link_id>.svg")
@access.roles(*access.PLANNERS)
def calendar_code(subject: int, link_id: int) -> Response:
    """The address of a link as a QR code."""
    handing.need_ticket("feed", link_id)
    return handing.feed_code(*_link(subject, link_id))


@bp.post(f"/calendars/<{ID}:subject>/<{ID}:link_id>/revoke")
@access.roles(*access.PLANNERS)
def revoke_calendar_link(subject: int, link_id: int) -> ResponseReturnValue:
    """End a link."""
    feed, _row = _link(subject, link_id)
    handing.end_feed_link(feed, link_id)
    return redirect(url_for("settings.calendars", said="revoked", _anchor=f"c{subject}"), code=303)


def _link(subject: int, link_id: int) -> tuple[Feed, FeedToken]:
    """A calendar and a link to it; NotFound ``link.unknown``."""
    with access.reading() as session:
        feed = link_queries.feed_of(session, _kind(subject), subject)
        if feed is None:
            raise NotFound("link.unknown")
        row = link_queries.feed_link(session, feed.id or 0, link_id)
        session.expunge_all()
        return feed, row


def _need(session: Session, subject: int) -> None:
    if subject != OFFICE and subject not in {campaign.id for campaign in plan_queries.campaigns(session)}:
        raise NotFound("campaign.unknown")


def _kind(subject: int) -> FeedKind:
    return FeedKind.OFFICER if subject == OFFICE else FeedKind.CAMPAIGN
