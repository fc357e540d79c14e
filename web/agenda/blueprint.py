"""The blueprint of personal links, who came by one, and what a link that no longer works says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from flask import Blueprint, Response, make_response, render_template
from sqlmodel import Session

from campaigns.errors import NotFound, Refused
from campaigns.models import Outlet, OutletLink
from campaigns.queries import offices
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import slots as slot_queries
from campaigns.values.papers import OfficeView
from campaigns.values.slots import SlotView
from scheduler.services import linking
from web import access, errors, form_page, proving, refusals
from web.agenda import seen, wording
from web.language import gettext as _

bp = Blueprint("agenda", __name__)
ENDED: Final = frozenset({"link.revoked", "link.expired"})


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone at an outlet, by the link in the address."""

    token: str
    link: OutletLink
    outlet: Outlet
    name: str  # the outlet's, today
    answers_for: frozenset[int]  # itself, and outlets that have gone into it
    gone_into: str  # the outlet that this one has gone into; empty while it stands by itself
    who: str  # under which name answers are kept
    office: OfficeView | None
    airs: bool  # whether it has anything on the air, of which logs tell


def visit(session: Session, token: str) -> Visit:
    """Who came; NotFound ``link.unknown``, Refused ``link.revoked`` or ``link.expired``."""
    link, outlet = linking.outlet_of(session, token, now=access.now())
    called, today, mine = outlet_queries.names(session), form_page.today(), outlet.id or 0
    name, body = called.on(mine, today)[0], called.body(mine, today)
    kept = offices.office(session)
    office = OfficeView.from_json(kept.profile) if kept is not None else None
    return Visit(
        token,
        link,
        outlet,
        name,
        called.bodies(mine, today),
        "" if body == mine else called.on(body, today)[0],
        link.holder or outlet.contact_name or name,
        office,
        outlet_queries.airs(session, mine),
    )


def own_slot(session: Session, guest: Visit, uid: str) -> SlotView:
    """A slot of which this outlet, or one that has gone into it, has been told.

    NotFound ``slot.unknown`` for any other, as if there were none.
    """
    slot = slot_queries.slot_view(session, uid)
    if slot.outlet_id not in guest.answers_for or slot.sent_at is None:
        raise NotFound("slot.unknown", uid=uid[:40])
    return slot


@bp.errorhandler(Refused)
def refused(refusal: Refused) -> Response:
    """A link that does not work any more, or never did, says which, and whom to call; the rest as everywhere."""
    if not refusal.code.startswith("link.") or errors.wants_json():
        return errors.refused(refusal)
    with access.reading() as session:
        kept = offices.office(session)
    office = OfficeView.from_json(kept.profile) if kept is not None else None
    titles = {"link.revoked": _("Liên kết đã thu hồi"), "link.expired": _("Liên kết đã hết hạn")}
    words = render_template(
        "agenda/closed.html", title=titles.get(refusal.code, _("Liên kết không đúng")), sentence=refusals.of(refusal),
        office=office,
    )  # fmt: skip
    return make_response(words, 410 if refusal.code in ENDED else 404)


@bp.after_request
def kept_out(response: Response) -> Response:
    """Nothing behind a personal link is kept by caches."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response


@bp.context_processor
def words() -> dict[str, Any]:
    """What every page of the blueprint may say."""
    return {
        "place": wording.place, "near": _near, "seen_mark": seen.mark, "kilobytes": proving.kilobytes,
        "files_hint": proving.files_hint, "words_hint": proving.words_hint, "accepted": proving.ACCEPTED,
    }  # fmt: skip


def _near(instant: datetime) -> str:
    return wording.moment_near(instant, access.now(), access.site().settings.zone)
