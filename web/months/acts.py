"""What a card lets happen to its slot at once: answering the outlet, signing off. The rest is on the slot's page."""

from typing import Any

from flask import redirect, request
from flask.typing import ResponseReturnValue

from campaigns.errors import Denied, NotFound, Refused
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.values.slots import SlotView
from campaigns.values.words import Role
from scheduler.services import answers
from web import access, errors, refusals
from web.months import cells, edits
from web.months.desk import back_to, bp, checked_month, named, whole

ANSWERS = frozenset({"accept", "refuse"})
ACTS = ANSWERS | {"sign_off"}


@bp.post("/<month>/slots/<uid>")
@access.roles(*access.PLANNERS, Role.LEADER)
def decide(month: str, uid: str) -> ResponseReturnValue:
    """Let one thing happen to a slot, named by ``do``; a no comes back beside the cell."""
    do, seen = request.form.get("do", ""), whole(request.form.get("slot_version", ""))
    if seen is None or do not in ACTS:
        raise Refused("edit.unreadable", fields=("do",))
    if do != "sign_off":
        access.need(*access.PLANNERS)
    with access.reading() as session:
        slot = named(slot_queries.month_slots(session, checked_month(month)), uid)
    try:
        with access.deciding() as work:
            after = _carry_out(work, do, slot, seen)
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        return _refused(month, slot, refusal)
    cells_touched = {(one.window_id, one.date): None for one in (slot, after)}
    if edits.by_script():
        return edits.told(month, cells_touched)
    return redirect(back_to(after.month, after.window_id, after.date), code=303)


def _carry_out(work: UnitOfWork, do: str, slot: SlotView, seen: int) -> SlotView:
    if do in ANSWERS:
        offer_id = whole(request.form.get("offer", ""))
        if offer_id is None:
            raise Refused("edit.unreadable", fields=("offer",))
        answer = answers.accept if do == "accept" else answers.refuse
        return answer(work, slot.uid, offer_id, seen_version=seen)
    return answers.sign_off(work, slot.uid, seen_version=seen, by=work.actor)


def _refused(month: str, slot: SlotView, refusal: Refused) -> ResponseReturnValue:
    if edits.by_script():
        return errors.refused(refusal)
    told: dict[str, Any] = {"words": refusals.of(refusal), "remedies": []}
    with access.reading() as session:
        status = refusals.status(refusal)
        return cells.page(session, month, slot.window_id, slot.date, status=status, refusal=told)
