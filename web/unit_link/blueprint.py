"""The blueprint of units' links, who came by one, and what a link that no longer works says."""

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, make_response, render_template, request
from sqlmodel import Session

from campaigns.errors import Refused
from campaigns.models import UnitLink
from campaigns.queries import offices
from campaigns.queries import units as queries
from campaigns.services import rates, unit_links
from campaigns.values.papers import OfficeView
from campaigns.values.units import UnitView
from web import access, errors, form_page, refusals
from web.language import gettext as _

bp = Blueprint("unit_link", __name__)
GUESSES: Final = 60
"""Unknown links that one address may try in a minute."""
TRIES: Final = 60
"""How often one link may save or hand in within ten minutes."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone at a unit, by the link in the address."""

    token: str
    link: UnitLink
    unit: UnitView  # as it is today
    bodies: queries.Institutions
    who: str  # under which name reports are kept
    office: OfficeView | None


def visit(session: Session, token: str) -> Visit:
    """Who came; NotFound ``link.unknown``, Refused ``link.revoked``."""
    link, row = unit_links.unit_of(session, token)
    bodies = queries.institutions(session)
    unit = bodies.on(row.id or 0, form_page.today())
    return Visit(token, link, unit, bodies, link.holder or row.contact_name or unit.name, _office(session))


@bp.errorhandler(Refused)
def refused(refusal: Refused) -> Response:
    """A link that does not work says so, and whom to call; the rest as everywhere."""
    if refusal.code == "link.unknown" and (slow := _guessed_too_often()) is not None:
        refusal = slow
    if not refusal.code.startswith("link.") or errors.wants_json():
        return errors.refused(refusal)
    with access.reading() as session:
        office = _office(session)
    title = _("Liên kết đã thu hồi") if refusal.code == "link.revoked" else _("Liên kết không đúng")
    words = render_template("unit_link/closed.html", title=title, sentence=refusals.of(refusal), office=office)
    return make_response(words, 410 if refusal.code == "link.revoked" else 404)


@bp.after_request
def kept_out(response: Response) -> Response:
    """Nothing behind a link is kept by caches or found by searching."""
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("X-Robots-Tag", "noindex")
    return response


def _office(session: Session) -> OfficeView | None:
    kept = offices.office(session)
    return OfficeView.from_json(kept.profile) if kept is not None else None


def _guessed_too_often() -> Refused | None:
    try:
        with access.deciding("unit link") as work:
            rates.count(work, f"unit-link:address:{request.remote_addr or ''}", most=GUESSES, within_s=60)
    except Refused as refusal:
        return refusal
    return None
