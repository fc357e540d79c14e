"""What every happening does to a slot: state, obligation, alarm, entries in calendars and in the record."""

from sqlmodel import select

from campaigns.models import Slot
from campaigns.store import UnitOfWork
from campaigns.values.words import Resolution
from exports import changes
from scheduler import airtime, ledger
from scheduler.airtime import Happening
from scheduler.services import publishing
from scheduler.services.slots import snapshot

OWN_ACTS = frozenset({Happening.CONFIRM, Happening.UNCONFIRM})
"""What an outlet does itself is no news to it: after these nothing is left to send."""
_SETTLING = frozenset({*airtime.RESOLVES, Happening.REOPEN})


def happen(work: UnitOfWork, slot: Slot, happening: Happening, words: str) -> None:
    """Move a slot along its life, remember it, set the clock and tell the calendars; what it makes good follows."""
    before = snapshot(slot)
    slot.state = airtime.advance(slot.state, happening)
    slot.resolution = airtime.resolution_after(
        happening, slot.state, slot.duration_s, slot.actual_duration_s, slot.makegood_of
    )
    slot.next_at = publishing.next_look(work, slot)
    publishing.changed(work, slot, words)
    if happening in OWN_ACTS and slot.sent_at is not None:
        slot.sent_at = max(slot.sent_at, slot.changed_at)
    work.touch(slot.window_id, slot.date)
    work.note("slot", slot.uid, happening.value, before=before, after=snapshot(slot))
    if happening not in _SETTLING:
        _settle(work, slot.makegood_of or slot.uid)


def _settle(work: UnitOfWork, uid: str) -> None:
    """Let an obligation end when its make-goods have brought all of it, and stand again when they have not after all.

    What was credited or waived stays so. Only what has a debt is looked at: most of what happens leaves none.
    """
    work.session.flush()
    slot = work.slot(uid, seen_version=None)
    if slot.resolution not in {Resolution.UNRESOLVED, Resolution.MADE_GOOD}:
        return
    left = ledger.debt_of(ledger.of_row(slot), brought(work, uid)).left
    if not left and slot.resolution is Resolution.UNRESOLVED:
        happen(work, slot, Happening.RESOLVE_MADE_GOOD, changes.MADE_GOOD)
    elif left and slot.resolution is Resolution.MADE_GOOD:
        happen(work, slot, Happening.REOPEN, changes.STILL_OWED)


def brought(work: UnitOfWork, uid: str) -> int:
    """What a slot's make-goods have brought by evidence: seconds, or articles where it is one."""
    rows = work.session.exec(select(Slot).where(Slot.makegood_of == uid)).all()
    return ledger.made_good_s(map(ledger.of_row, rows)).get(uid, 0)
