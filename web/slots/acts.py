"""What the office lets happen to one slot: confirm by paper, answer the outlet, sign off, cancel, record, put right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from campaigns.errors import Denied, NotFound, Refused
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.times import local_instant
from campaigns.values.edits import Remove
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, MissReason, Role
from scheduler.services import answers, correcting, obligations, placing
from scheduler.services import proving as services
from web import access, forms, proving, refusals
from web.slots import page
from web.slots.blueprint import bp


class Seen(forms.Form):
    """The version that the page showed."""

    version: forms.NeededInt


class Confirmed(proving.IssueForm, Seen):
    """The outlet's signed paper, and where in the paper an article is to stand."""

    paper: forms.NeededLine


class Answered(Seen):
    """Which of the outlet's requests."""

    offer: forms.NeededInt


class Cancelled(Seen):
    """Why it is taken off."""

    reason: forms.NeededLine


class Aired(Seen):
    """When it went out, how long it was, and what shows it."""

    date: forms.NeededDate
    hour: forms.Minute = None
    length: forms.Length = None
    paper: forms.NeededLine


class Missed(Seen):
    """Why it did not go out, and what shows it."""

    reason: MissReason
    words: forms.Line = ""
    paper: forms.NeededLine


class Settled(Seen):
    """Why what is owed is taken off, or let go."""

    reason: forms.NeededLine


@dataclass(frozen=True, slots=True)
class Act:
    """Something that may be done: what it asks for, who may do it, how it is carried out."""

    form: type[forms.Form]
    roles: tuple[Role, ...]
    carry_out: Callable[[UnitOfWork, SlotView, Any], object]


def _confirm(work: UnitOfWork, slot: SlotView, told: Confirmed) -> object:
    after = answers.confirm(work, slot.uid, seen_version=told.version, by=access.me().name, paper=told.paper)
    if not told.placed:
        return after
    return services.put_in_issue(work, slot.uid, told.placed, seen_version=None, by=access.me().name)


def _issue(work: UnitOfWork, slot: SlotView, told: proving.SeenIssueForm) -> object:
    return services.put_in_issue(work, slot.uid, told.placed, seen_version=told.version, by=access.me().name)


def _accept(work: UnitOfWork, slot: SlotView, told: Answered) -> object:
    return answers.accept(work, slot.uid, told.offer, seen_version=told.version)


def _refuse(work: UnitOfWork, slot: SlotView, told: Answered) -> object:
    return answers.refuse(work, slot.uid, told.offer, seen_version=told.version)


def _sign_off(work: UnitOfWork, slot: SlotView, told: Seen) -> object:
    return answers.sign_off(work, slot.uid, seen_version=told.version, by=work.actor)


def _cancel(work: UnitOfWork, slot: SlotView, told: Cancelled) -> object:
    return placing.edit(work, slot.month, [Remove(slot.uid, told.version, told.reason)], seen=None)


def _attest(work: UnitOfWork, slot: SlotView, told: Aired) -> object:
    starts_at, length_s = _times(slot, told)
    by = f"{access.me().name} ({told.paper})"
    return answers.attest(work, slot.uid, seen_version=told.version, starts_at=starts_at, duration_s=length_s, by=by)


def _miss(work: UnitOfWork, slot: SlotView, told: Missed) -> object:
    by = f"{access.me().name} ({told.paper})"
    return answers.miss(work, slot.uid, seen_version=told.version, reason=told.reason, words=told.words, by=by)


def _correct_aired(work: UnitOfWork, slot: SlotView, told: Aired) -> object:
    starts_at, length_s = _times(slot, told)
    return correcting.aired(
        work, slot.uid, seen_version=told.version, starts_at=starts_at, duration_s=length_s, paper=told.paper
    )


def _correct_missed(work: UnitOfWork, slot: SlotView, told: Missed) -> object:
    return correcting.missed(
        work, slot.uid, seen_version=told.version, reason=told.reason, words=told.words, paper=told.paper
    )


def _credit(work: UnitOfWork, slot: SlotView, told: Settled) -> object:
    return obligations.credit(work, slot.uid, seen_version=told.version, reason=told.reason)


def _waive(work: UnitOfWork, slot: SlotView, told: Settled) -> object:
    return obligations.waive(work, slot.uid, seen_version=told.version, reason=told.reason)


def _times(slot: SlotView, told: Aired) -> tuple[datetime, int]:
    """When it began and how many seconds it was; an article has neither hour nor length."""
    if slot.channel_kind in PRESS:
        return local_instant(told.date, 0, ZoneInfo(slot.zone)), 0
    return local_instant(told.date, told.hour or 0, ZoneInfo(slot.zone)), told.length or 0


_SIGNERS: Final = (Role.ADMIN, Role.OFFICER, Role.LEADER)
ACTS: Final[Mapping[str, Act]] = {
    "confirm": Act(Confirmed, access.PLANNERS, _confirm),
    "issue": Act(proving.SeenIssueForm, access.PLANNERS, _issue),
    "accept": Act(Answered, access.PLANNERS, _accept),
    "refuse": Act(Answered, access.PLANNERS, _refuse),
    "sign_off": Act(Seen, _SIGNERS, _sign_off),
    "cancel": Act(Cancelled, _SIGNERS, _cancel),
    "attest": Act(Aired, access.PLANNERS, _attest),
    "miss": Act(Missed, access.PLANNERS, _miss),
    "correct_aired": Act(Aired, access.PLANNERS, _correct_aired),
    "correct_missed": Act(Missed, access.PLANNERS, _correct_missed),
    "resolve_credited": Act(Settled, _SIGNERS, _credit),
    "resolve_waived": Act(Settled, _SIGNERS, _waive),
}
_FIELDS: Final = {"attest.too_early": "hour", "attest.implausible": "hour"}
"""Beside which field a rule's no is said."""


@bp.post("/<uid>/<act>")
@access.roles(*_SIGNERS)
def do(uid: str, act: str) -> ResponseReturnValue:
    """Let one thing happen; a no comes back on the slot's page with what was typed."""
    if (asked := ACTS.get(act)) is None:
        raise NotFound("slot.no_such_act", uid=uid[:40])
    access.need(*asked.roles)
    with access.reading() as session:
        slot = slot_queries.slot_view(session, uid)
    filled = _whole(forms.take(asked.form), slot)
    if filled.value is None:
        return page.page(uid, status=422, act=act, filled=filled)
    try:
        with access.deciding() as work:
            asked.carry_out(work, slot, filled.value)
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        if refusal.code in _FIELDS:
            field = "length" if refusal.facts.get("field") == "duration_s" else _FIELDS[refusal.code]
            filled = filled.with_error(field, refusal.code, **refusal.facts)
        return page.page(uid, status=refusals.status(refusal), act=act, filled=filled, trouble=refusals.of(refusal))
    return redirect(url_for("slots.show", uid=uid, said="done"), code=303)


def _whole(filled: forms.Filled[Any], slot: SlotView) -> forms.Filled[Any]:
    """An airing on the air needs its hour and length."""
    told = filled.value
    if isinstance(told, Aired) and slot.channel_kind not in PRESS:
        for name in ("hour", "length"):
            if getattr(told, name) is None:
                filled = filled.with_error(name, "form.required")
    return filled
