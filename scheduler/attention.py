"""What needs somebody of the office now: a list of things to do, each with the slots or the month it is about."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from campaigns import deadlines
from campaigns.times import local_day
from campaigns.values.board import ShownState
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.papers import DeadlineKind
from campaigns.values.slots import SlotView
from campaigns.values.words import Resolution, SlotState
from scheduler import airtime, press

S = ShownState
BRIEF_AHEAD: Final = timedelta(days=7)
"""How long before its script is due, or before the day where no such date is agreed, a brief is asked for."""

_BEGUN: Final = frozenset({SlotState.ON_AIR, SlotState.AIRED})


class Need(enum.StrEnum):
    """Kinds of things to do, the most pressing first."""

    OFFER = "offer"  # the outlet asks to move, or declines
    MISSED = "missed"  # did not go out, or not all of it, and nothing is settled
    EVIDENCE = "evidence"  # over, and nothing is known
    PROOF = "proof"  # an article whose day is over, and the page that shows it is not held
    SIGN_OFF = "sign_off"  # sensitive, and not signed off by two
    UNANSWERED = "unanswered"  # sent, and the agreed hour for answering is over
    BRIEF = "brief"  # its script is due soon, and the brief is not issued
    UNSENT = "unsent"  # planned or changed, and the outlet has not been told


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of thing to do with the slots that want it, earliest first; never without any."""

    need: Need
    slots: tuple[SlotView, ...]


def tasks(
    slots: Iterable[SlotView],
    *,
    windows: Mapping[int, WindowView],
    days: Mapping[date, DayView],
    issued: frozenset[str],
    now: datetime,
    zone: ZoneInfo,
    signer: str = "",
) -> tuple[Task, ...]:
    """What is to be done about these slots at an instant, the most pressing first.

    Args:
        slots: in any order; cancelled ones are looked at only for what the outlet has not been told of.
        windows: those that the slots stand in.
        days: the calendar around the slots, by which lead times are counted.
        issued: uids of slots whose brief has its number.
        signer: who asks: what they have signed off already is not asked of them again.
    """
    found: dict[Need, list[SlotView]] = {}
    for slot in sorted(slots, key=lambda one: (one.starts_at, one.place, one.uid)):
        due = {
            one.kind: one.at for one in deadlines.slot_deadlines(windows[slot.window_id], slot.date, days, zone=zone)
        }
        for need in _needs(slot, due, issued, now, zone, signer):
            found.setdefault(need, []).append(slot)
    return tuple(Task(need, tuple(found[need])) for need in Need if need in found)


def _needs(
    slot: SlotView,
    due: Mapping[DeadlineKind, datetime],
    issued: frozenset[str],
    now: datetime,
    zone: ZoneInfo,
    signer: str,
) -> Sequence[Need]:
    state = airtime.shown_state(slot, now)
    if slot.resolution is Resolution.UNRESOLVED or state is S.MISSED:
        return (Need.MISSED,) if slot.resolution is Resolution.UNRESOLVED else ()
    if slot.starts_at <= now or slot.state in _BEGUN:
        return _needs_after(slot, state, now)
    told = slot.sent_at is not None and slot.sent_at >= slot.changed_at
    if state is S.CANCELLED:
        return (Need.UNSENT,) if slot.sent_at is not None and not told else ()
    needs = [Need.OFFER] if state is S.ASKED else []
    signed = airtime.is_signed_off(slot.sensitive, slot.signed_off_by)
    if not signed and signer not in slot.signed_off_by:
        needs.append(Need.SIGN_OFF)
    answer_by = due.get(DeadlineKind.BOOKING)
    if state is S.SENT and answer_by is not None and answer_by <= now:
        needs.append(Need.UNANSWERED)
    if slot.uid not in issued and _brief_wanted(slot, due, now, zone):
        needs.append(Need.BRIEF)
    if slot.state is SlotState.PLANNED and not told and signed:
        needs.append(Need.UNSENT)
    return needs


def _needs_after(slot: SlotView, state: ShownState, now: datetime) -> Sequence[Need]:
    """Of what has begun only what shows that it went out may be wanting."""
    if press.wants_proof(slot, now):
        return (Need.PROOF,)
    return (Need.EVIDENCE,) if state is S.AWAITING else ()


def _brief_wanted(slot: SlotView, due: Mapping[DeadlineKind, datetime], now: datetime, zone: ZoneInfo) -> bool:
    by = due.get(DeadlineKind.SCRIPT)
    last = local_day(by, zone) if by is not None else slot.date
    return last - BRIEF_AHEAD <= local_day(now, zone)
