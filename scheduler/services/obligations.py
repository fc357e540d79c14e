"""What an outlet owes for a miss or a short airing, and how that ends: made good, credited or waived."""

from datetime import date

from sqlmodel import col, select

from campaigns.errors import Refused
from campaigns.models import Slot
from campaigns.store import UnitOfWork
from campaigns.times import month_of
from campaigns.values.edits import EditResult
from campaigns.values.ledger import Amount
from campaigns.values.slots import SlotView
from campaigns.values.words import Resolution, SlotState
from exports import changes
from scheduler import ledger
from scheduler.airtime import Happening
from scheduler.services import releasing
from scheduler.services.befalling import brought, happen
from scheduler.services.placing.draft import Draft, finish
from scheduler.services.placing.operations import place
from scheduler.services.slots import view, window

AHEAD = frozenset({SlotState.PLANNED, SlotState.CONFIRMED, SlotState.ON_AIR})
"""States in which a make-good may still bring something."""


def left(work: UnitOfWork, slot: Slot) -> Amount:
    """What is still owed for a slot."""
    return ledger.debt_of(ledger.of_row(slot), brought(work, slot.uid)).left


def make_good(work: UnitOfWork, uid: str, window_id: int, day: date, *, seen_version: int) -> EditResult:
    """Lay out a make-good for what is owed for a slot, with its content; an edit that can be undone.

    It costs the office nothing more: what it brings stands with the slot that it makes good.

    Raises:
        Refused: ``owing.nothing``; ``makegood.enough`` when those laid out already would bring all of it;
            ``makegood.other_outlet``, ``makegood.other_medium``; or the first rule that blocks the place.
    """
    slot = _owing(work, uid, seen_version)
    where = window(work, window_id)
    if where.outlet_id not in {slot.outlet_id, releasing.answering(work, slot.outlet_id).id}:
        raise Refused("makegood.other_outlet", uid=uid)
    if where.is_press == bool(slot.duration_s):
        raise Refused("makegood.other_medium", uid=uid)
    rest = left(work, slot)
    units = rest.seconds or rest.articles
    if sum(one.duration_s or 1 for one in ahead(work, uid)) >= units:
        raise Refused("makegood.enough", uid=uid)
    draft = Draft(work, work.month(month_of(day)).month, None)
    price = None if slot.cost_vnd is None else rest.vnd * min(units, where.length_s or 1) // units
    new = place(draft, window_id, day, slot.theme_id, title=slot.title, like=slot, makegood_of=uid, cost_vnd=price)
    work.note("slot", uid, "makegood_laid_out", after={"slot": new.uid})
    return finish(draft, kind="edit", undoes=None)


def credit(work: UnitOfWork, uid: str, *, seen_version: int, reason: str) -> SlotView:
    """What is owed is taken off what the office pays.

    Raises:
        Refused: ``owing.nothing``, ``owing.needs_reason``; ``owing.makegood_ahead`` while a make-good is laid out.
    """
    return _end(work, uid, seen_version, reason, Happening.RESOLVE_CREDITED, changes.CREDITED)


def waive(work: UnitOfWork, uid: str, *, seen_version: int, reason: str) -> SlotView:
    """The office lets what is owed go; it is not paid either. Raises as ``credit``."""
    return _end(work, uid, seen_version, reason, Happening.RESOLVE_WAIVED, changes.WAIVED)


def ahead(work: UnitOfWork, uid: str) -> tuple[Slot, ...]:
    """Make-goods of a slot that may still go out."""
    asked = select(Slot).where(Slot.makegood_of == uid, col(Slot.state).in_(AHEAD)).order_by(col(Slot.starts_at))
    return tuple(work.session.exec(asked))


def _end(work: UnitOfWork, uid: str, seen_version: int, reason: str, happening: Happening, words: str) -> SlotView:
    slot = _owing(work, uid, seen_version)
    if not reason.strip():
        raise Refused("owing.needs_reason", uid=uid)
    if ahead(work, uid):
        raise Refused("owing.makegood_ahead", uid=uid)
    work.note("slot", uid, "settled", after={"reason": reason.strip()})
    happen(work, slot, happening, words)
    return view(work, slot)


def _owing(work: UnitOfWork, uid: str, seen_version: int) -> Slot:
    slot = work.slot(uid, seen_version=seen_version)
    if slot.resolution is not Resolution.UNRESOLVED:
        raise Refused("owing.nothing", uid=uid)
    return slot
