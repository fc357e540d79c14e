"""What happens to one slot by the office's hand: answering the outlet, signing off, keeping evidence."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import redirect, request
from flask.typing import ResponseReturnValue
from pydantic_core import PydanticCustomError

from campaigns.errors import Denied, NotFound, Refused
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.times import local_instant
from campaigns.values.slots import SlotView
from campaigns.values.words import MissReason, Role
from scheduler.services import answers
from web import access, errors, forms, refusals
from web.months import cells, edits
from web.months.desk import back_to, bp, checked_month, named, whole

ANSWERS = frozenset({"accept", "refuse"})
ACTS = ANSWERS | {"sign_off", "confirm", "attest", "miss"}


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
    form, me = request.form, access.me()
    if do in ANSWERS:
        offer_id = whole(form.get("offer", ""))
        if offer_id is None:
            raise Refused("edit.unreadable", fields=("offer",))
        answer = answers.accept if do == "accept" else answers.refuse
        return answer(work, slot.uid, offer_id, seen_version=seen)
    if do == "sign_off":
        return answers.sign_off(work, slot.uid, seen_version=seen, by=work.actor)
    if do == "confirm":
        paper = forms.clean(form.get("paper", ""))[:300]
        if not paper:
            raise Refused("confirm.needs_paper", uid=slot.uid)
        return answers.confirm(work, slot.uid, seen_version=seen, by=me.name, paper=paper)
    if do == "miss":
        reason, words = form.get("reason", ""), forms.clean(form.get("words", ""))[:300]
        if reason not in set(MissReason):
            raise Refused("edit.unreadable", fields=("reason",))
        return answers.miss(work, slot.uid, seen_version=seen, reason=MissReason(reason), words=words, by=me.name)
    starts_at, length_s = aired(slot, form)
    return answers.attest(work, slot.uid, seen_version=seen, starts_at=starts_at, duration_s=length_s, by=me.name)


def aired(slot: SlotView, form: Mapping[str, str]) -> tuple[datetime, int]:
    """When an item really began and how long it was, as typed; what is left empty went as agreed.

    An hour more than twelve hours from the agreed one belongs to the day before or after.

    Raises:
        Refused: ``form.not_an_hour``, ``form.not_a_length``.
    """
    try:
        minute, length_s = forms.read_minute(form.get("starts", "")), forms.read_length(form.get("length", ""))
    except PydanticCustomError as error:
        raise Refused(error.type) from error
    starts_at = slot.starts_at
    if minute is not None and not slot.all_day:
        starts_at = local_instant(slot.date, minute, ZoneInfo(slot.zone)).astimezone(UTC)
        if slot.starts_at - starts_at > timedelta(hours=12):
            starts_at += timedelta(days=1)
    return starts_at, slot.duration_s if length_s is None or slot.all_day else length_s


def _refused(month: str, slot: SlotView, refusal: Refused) -> ResponseReturnValue:
    if edits.by_script():
        return errors.refused(refusal)
    told: dict[str, Any] = {"words": refusals.of(refusal), "remedies": []}
    with access.reading() as session:
        status = refusals.status(refusal)
        return cells.page(session, month, slot.window_id, slot.date, status=status, refusal=told)
