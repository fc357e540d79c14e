"""All outlets, and one outlet with everything agreed with it."""

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from campaigns.queries import links as link_queries
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import programmes as queries
from campaigns.queries import proofs
from campaigns.values.feeds import FeedKind
from scheduler import feeds, press
from web import access, continuity, form_page, names
from web.outlets import rhythms, wording
from web.outlets.blueprint import bp


@bp.get("")
@access.roles(*access.OFFICE)
def listed() -> ResponseReturnValue:
    """Every outlet with its channels and who answers for it."""
    today = form_page.today()
    with access.reading() as session:
        found = queries.all_outlets(session, today)
        open_now = {outlet.id for outlet in outlet_queries.outlets(session, today)}
        rows = [(outlet, queries.tree(session, outlet.id), outlet.id in open_now) for outlet in found]
    return render_template("outlets/list.html", rows=rows, names=names, said=form_page.said())


@bp.get("/<slug>")
@access.roles(*access.OFFICE)
def show(slug: str) -> ResponseReturnValue:
    """One outlet: names, contacts, policy, channels, programmes and windows, links."""
    today = form_page.today()
    with access.reading() as session:
        row = queries.outlet_row(session, slug)
        outlet = outlet_queries.outlet_view(row, outlet_queries.names(session), today)
        campaign = rhythms.at_hand(session)
        heir, taken_over = queries.mergers(session, outlet.id, today)
        feed = link_queries.feed_of(session, FeedKind.OUTLET, outlet.id)
        return render_template(
            "outlets/show.html",
            outlet=outlet,
            terms=queries.terms(session, outlet.id),
            tree=queries.tree(session, outlet.id),
            links=link_queries.outlet_links(session, outlet.id),
            feed=feed,
            feed_too_large=feed is not None
            and feeds.is_too_large(session, feed, access.now(), access.site().settings.zone),
            feed_links=link_queries.feed_links(session, feed.id or 0) if feed else (),
            campaign=campaign,
            rhythms=rhythms.agreed(session, campaign),
            said_of=continuity.since,
            heir=heir,
            taken_over=taken_over,
            names=names,
            wording=wording,
            one_day=timedelta(days=1),
            today=today,
            said=form_page.said(),
            publishes=outlet.id in proofs.press_outlets(session),
            unproved=sum(
                press.wants_proof(one, access.now()) for one in proofs.unproved(session, today, outlet_id=outlet.id)
            ),
        )
