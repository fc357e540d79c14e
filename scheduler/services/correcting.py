"""Putting right what was recorded, when new evidence turns up: nothing is edited, a new entry says what is so."""

from datetime import datetime

from campaigns.errors import Refused
from campaigns.models import Slot
from campaigns.store import UnitOfWork
from campaigns.values.slots import SlotView
from campaigns.values.words import Evidence, MissReason, Resolution
from exports import changes
from scheduler import airtime
from scheduler.airtime import Happening
from scheduler.services.befalling import happen
from scheduler.services.slots import free_place, view


def aired(
    work: UnitOfWork, uid: str, *, seen_version: int, starts_at: datetime, duration_s: int, paper: str
) -> SlotView:
    """What counted as missed did go out, as a paper shows.

    Args:
        starts_at: actual start, an instant.
        duration_s: actual length in whole seconds; 0 for articles.
        paper: the evidence, in words: "nhật ký phát sóng ngày 12/4".

    Raises:
        Refused: ``correct.resolved`` when the miss is made good, credited or waived; ``attest.implausible``;
            ``slot.illegal_move`` when it does not count as missed.
    """
    slot = work.slot(uid, seen_version=seen_version)
    airtime.advance(slot.state, Happening.CORRECT_AIRED)
    check_open(slot)
    airtime.check_attest(
        slot.starts_at, slot.duration_s, actual_starts_at=starts_at, actual_duration_s=duration_s, now=work.now
    )
    slot.place = free_place(work, slot.window_id, slot.date, apart_from=slot.uid)
    slot.actual_starts_at, slot.actual_duration_s = starts_at, duration_s
    slot.evidence, slot.miss_reason = Evidence.ATTESTED, ""
    work.note("slot", uid, "evidence", after={"paper": paper})
    happen(work, slot, Happening.CORRECT_AIRED, changes.AIRED)
    return view(work, slot)


def missed(work: UnitOfWork, uid: str, *, seen_version: int, reason: MissReason, words: str, paper: str) -> SlotView:
    """What counted as aired did not go out, as a paper shows: an obligation opens.

    Raises:
        Refused: ``slot.illegal_move`` when it does not count as aired; ``correct.resolved`` when the rest of a short
            airing is made good, credited or waived.
    """
    slot = work.slot(uid, seen_version=seen_version)
    airtime.advance(slot.state, Happening.CORRECT_MISSED)
    check_open(slot)
    slot.actual_starts_at, slot.actual_duration_s = None, None
    slot.evidence = Evidence.ATTESTED
    slot.miss_reason = f"{reason.value}: {words}" if words else reason.value
    work.note("slot", uid, "evidence", after={"paper": paper})
    happen(work, slot, Happening.CORRECT_MISSED, changes.MISSED)
    return view(work, slot)


def check_open(slot: Slot) -> None:
    """Refused ``correct.resolved`` when what was owed for it is settled already."""
    if slot.resolution not in {None, Resolution.UNRESOLVED}:
        raise Refused("correct.resolved", uid=slot.uid, resolution=slot.resolution)
