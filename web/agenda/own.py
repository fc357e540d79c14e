"""People of an outlet who sign in with an account: the same pages, through a link of their own."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from campaigns.errors import Denied
from campaigns.models import Outlet
from campaigns.queries import outlets as outlet_queries
from campaigns.values.words import Role
from scheduler.services import linking, releasing
from web import access, form_page
from web.agenda.blueprint import bp


@bp.get("/agenda")
@access.roles(Role.OUTLET)
def own() -> ResponseReturnValue:
    """To the agenda through this person's newest link; the first time a page that offers to open it."""
    me = access.me()
    if me.outlet_id is None:
        raise Denied("access.role", roles=[Role.OFFICER.value])
    with access.reading() as session:
        link = linking.own_link(session, me.outlet_id, holder=me.name, now=access.now())
        name = outlet_queries.names(session).on(me.outlet_id, form_page.today())[0]
    if link is not None:
        return redirect(_address(link.nonce), code=303)
    return render_template("agenda/own.html", name=name)


@bp.post("/agenda")
@access.roles(Role.OUTLET)
def open_own() -> ResponseReturnValue:
    """Make this person's own link, once, and go there."""
    me = access.me()
    with access.deciding() as work:
        outlet = work.session.get(Outlet, me.outlet_id) if me.outlet_id is not None else None
        if outlet is None:
            raise Denied("access.role", roles=[Role.OFFICER.value])
        link = linking.own_link(work.session, outlet.id or 0, holder=me.name, now=work.now)
        nonce = (link or releasing.make_link(work, outlet, holder=me.name)).nonce
    return redirect(_address(nonce), code=303)


def _address(nonce: str) -> str:
    return f"/o/{access.site().store.keys.link_token('outlet', nonce)}"
