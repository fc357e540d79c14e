"""Articles and the pages that show them: what is awaited, how often it was asked for, and what is held."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.queries import outlets as outlet_queries
from campaigns.queries import proofs as queries
from campaigns.times import month_of, month_start, neighbour_month
from campaigns.values.proofs import ProofView
from campaigns.values.slots import SlotView
from scheduler import airtime, press
from web import access, form_page, proving, states
from web.agenda import wording

bp = Blueprint("proofs", __name__, url_prefix="/proofs")


class Line(NamedTuple):
    """An article."""

    slot: SlotView
    place: str
    state: str
    booked: str
    days: int  # since its day
    asked: queries.Asked


class Held(NamedTuple):
    """An article whose page is held."""

    slot: SlotView
    place: str
    proof: proving.Shown
    more: int  # further proofs


@bp.get("")
@access.roles(*access.OFFICE)
def listed() -> ResponseReturnValue:
    """Everything that is awaited, and what is held of ``?month=YYYY-MM``; ``?outlet=slug`` narrows both."""
    today, now, slug = form_page.today(), access.now(), request.args.get("outlet", "")
    month = request.args.get("month") or month_of(today)
    month_start(month)
    with access.reading() as session:
        outlets = [one for one in outlet_queries.outlets(session, today) if one.id in queries.press_outlets(session)]
        wanted = next((one.id for one in outlets if one.slug == slug), None)
        open_ = [one for one in queries.unproved(session, today, outlet_id=wanted) if press.wants_proof(one, now)]
        asked = queries.asked_for(session, [one.uid for one in open_])
        proved = queries.proved(session, month, outlet_id=wanted)
        kept = queries.of_slots(session, [one.uid for one in proved])
    return render_template(
        "proofs/list.html", waiting=[_line(one, asked, today) for one in open_], month=month,
        held=[_held(one, kept) for one in proved if one.uid in kept], before=neighbour_month(month, -1),
        after=neighbour_month(month, 1), outlets=outlets, outlet=slug if wanted is not None else "",
        kilobytes=proving.kilobytes, chased_after=proving.chased_after,
    )  # fmt: skip


def _line(slot: SlotView, asked: Mapping[str, queries.Asked], today: date) -> Line:
    state = states.of_slot(slot, airtime.shown_state(slot, access.now()))
    return Line(
        slot, wording.place(slot.date, slot.start_minute), state, proving.where(slot.placed), (today - slot.date).days,
        asked.get(slot.uid, queries.Asked()),
    )  # fmt: skip


def _held(slot: SlotView, kept: Mapping[str, tuple[ProofView, ...]]) -> Held:
    shown = proving.shown(slot, kept[slot.uid], f"/slots/{slot.uid}")
    return Held(slot, wording.place(slot.date, slot.start_minute), shown[0], len(shown) - 1)
