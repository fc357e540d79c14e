"""The life of a slot: what may happen to it, by whom, and what it then is.

Source: the closed table of moves that officer, outlet and clock may make; nothing but evidence makes an item
aired, except the outlet's own stated policy on silence, and then it counts as presumed only.
"""

import enum
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from campaigns.errors import Refused
from campaigns.values.board import ShownState
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, Evidence, Resolution, Role, SilencePolicy, SlotState

S = SlotState


class Happening(enum.StrEnum):
    """What can befall a slot, by a person's hand, by evidence or by the clock's."""

    CONFIRM = "confirm"  # the outlet says yes
    UNCONFIRM = "unconfirm"  # the outlet takes its yes back, before the start
    MOVE = "move"  # the office changes the place: it must be agreed anew
    AGREE_MOVE = "agree_move"  # the office takes the outlet's offer: both have agreed
    PREEMPT = "preempt"  # the outlet says before the start that it will not go out
    START = "start"  # the clock, and nobody else
    ATTEST = "attest"  # evidence that it aired
    PROVE = "prove"  # the page that shows an article is held
    MISS = "miss"  # evidence, or the outlet's word, that it did not
    PRESUME_AIRED = "presume_aired"  # silence past the grace period, by policy
    PRESUME_MISSED = "presume_missed"
    WITHDRAW = "withdraw"  # the log that showed it is read otherwise since another came in
    CORRECT_AIRED = "correct_aired"  # new evidence turns a miss into an airing
    CORRECT_MISSED = "correct_missed"
    CANCEL = "cancel"
    REINSTATE = "reinstate"  # undo of a cancellation
    RESOLVE_MADE_GOOD = "resolve_made_good"  # a make-good aired with evidence
    RESOLVE_CREDITED = "resolve_credited"
    RESOLVE_WAIVED = "resolve_waived"
    REOPEN = "reopen"  # what made it good, wholly or in part, did not go out after all


H = Happening

MOVES: Final[Mapping[tuple[SlotState, Happening], SlotState]] = {
    (S.PLANNED, H.CONFIRM): S.CONFIRMED,
    (S.PLANNED, H.MOVE): S.PLANNED,
    (S.PLANNED, H.AGREE_MOVE): S.CONFIRMED,
    (S.PLANNED, H.CANCEL): S.CANCELLED,
    (S.CONFIRMED, H.UNCONFIRM): S.PLANNED,
    (S.CONFIRMED, H.MOVE): S.PLANNED,
    (S.CONFIRMED, H.AGREE_MOVE): S.CONFIRMED,
    (S.CONFIRMED, H.PREEMPT): S.MISSED,
    (S.CONFIRMED, H.CANCEL): S.CANCELLED,
    (S.CONFIRMED, H.START): S.ON_AIR,
    (S.ON_AIR, H.ATTEST): S.AIRED,
    (S.ON_AIR, H.PROVE): S.AIRED,
    (S.ON_AIR, H.MISS): S.MISSED,
    (S.ON_AIR, H.PRESUME_AIRED): S.AIRED,
    (S.ON_AIR, H.PRESUME_MISSED): S.MISSED,
    (S.AIRED, H.ATTEST): S.AIRED,  # evidence for what was only presumed
    (S.AIRED, H.PROVE): S.AIRED,  # the page for what was only said, or a better one
    (S.AIRED, H.WITHDRAW): S.ON_AIR,
    (S.MISSED, H.WITHDRAW): S.ON_AIR,
    (S.AIRED, H.CORRECT_MISSED): S.MISSED,
    (S.MISSED, H.CORRECT_AIRED): S.AIRED,
    (S.MISSED, H.RESOLVE_MADE_GOOD): S.MISSED,
    (S.MISSED, H.RESOLVE_CREDITED): S.MISSED,
    (S.MISSED, H.RESOLVE_WAIVED): S.MISSED,
    (S.MISSED, H.REOPEN): S.MISSED,
    (S.AIRED, H.RESOLVE_MADE_GOOD): S.AIRED,  # the rest of a short airing
    (S.AIRED, H.RESOLVE_CREDITED): S.AIRED,
    (S.AIRED, H.RESOLVE_WAIVED): S.AIRED,
    (S.AIRED, H.REOPEN): S.AIRED,
    (S.CANCELLED, H.REINSTATE): S.PLANNED,
}

OPEN_TO_OFFERS: Final = frozenset({S.PLANNED, S.CONFIRMED})
"""States in which an outlet may ask for another place."""

RESOLVES: Final[Mapping[Happening, Resolution]] = {
    H.RESOLVE_MADE_GOOD: Resolution.MADE_GOOD,
    H.RESOLVE_CREDITED: Resolution.CREDITED,
    H.RESOLVE_WAIVED: Resolution.WAIVED,
}

_OF_DEBTS: Final[Mapping[Happening, frozenset[Resolution | None]]] = {
    **dict.fromkeys(RESOLVES, frozenset({Resolution.UNRESOLVED})),
    H.REOPEN: frozenset({Resolution.MADE_GOOD}),
    H.WITHDRAW: frozenset({None, Resolution.UNRESOLVED}),
}
"""How an obligation must stand for these."""

CLOCK: Final = "clock"
"""The role of what happens by itself: the hour that comes, silence that lasts, a make-good that aired, a log."""

_OFFICE: Final = frozenset({Role.OFFICER, Role.ADMIN})
_OUTLET: Final = frozenset({Role.OUTLET})
_ALONE: Final = frozenset({CLOCK})

BY_WHOM: Final[Mapping[Happening, frozenset[str]]] = {
    H.CONFIRM: _OUTLET | _OFFICE,  # the officer attaches the outlet's signed paper
    H.UNCONFIRM: _OUTLET,
    H.MOVE: _OFFICE,
    H.AGREE_MOVE: _OFFICE,
    H.PREEMPT: _OUTLET,
    H.START: _ALONE,
    H.ATTEST: _OUTLET | _OFFICE,  # the officer holds the as-run log or the tearsheet
    H.PROVE: _OUTLET | _OFFICE,
    H.MISS: _OUTLET | _OFFICE,
    H.PRESUME_AIRED: _ALONE,
    H.PRESUME_MISSED: _ALONE,
    H.WITHDRAW: _ALONE,
    H.CORRECT_AIRED: _OFFICE,
    H.CORRECT_MISSED: _OFFICE,
    H.CANCEL: _OFFICE | {Role.LEADER},
    H.REINSTATE: _OFFICE,
    H.RESOLVE_MADE_GOOD: _ALONE,
    H.RESOLVE_CREDITED: _OFFICE | {Role.LEADER},
    H.RESOLVE_WAIVED: _OFFICE | {Role.LEADER},
    H.REOPEN: _ALONE,
}

SIGN_OFFS: Final = 2
"""Different people who must sign sensitive content off before it may be confirmed."""
_FARTHEST: Final = timedelta(hours=24)
_OVERRUN_S: Final = 600


def advance(state: SlotState, happening: Happening) -> SlotState:
    """State after a happening, or Refused ``slot.illegal_move`` with ``state`` and ``happening``."""
    if (state, happening) not in MOVES:
        raise Refused("slot.illegal_move", state=state, happening=happening)
    return MOVES[state, happening]


def by_now(state: SlotState, starts_at: datetime, now: datetime) -> SlotState:
    """What the clock makes of a state by now, whether or not it has been recorded: late ticks change nothing."""
    return S.ON_AIR if state is S.CONFIRMED and starts_at <= now else state


def next_at(
    state: SlotState, starts_at: datetime, ends_at: datetime, *, policy: SilencePolicy, grace_s: int
) -> datetime | None:
    """When the clock must look at a slot again: at a confirmed one's start; where the outlet's policy presumes
    something, ``grace_s`` seconds after the end of one on air; otherwise never."""
    if state is S.CONFIRMED:
        return starts_at
    if state is S.ON_AIR and policy is not SilencePolicy.WAIT:
        return ends_at + timedelta(seconds=grace_s)
    return None


def due(
    state: SlotState, starts_at: datetime, ends_at: datetime, *, policy: SilencePolicy, grace_s: int, now: datetime
) -> Happening | None:
    """What the clock must record at ``now``; None while nothing is due. Asked again after each, it comes to an end."""
    when = next_at(state, starts_at, ends_at, policy=policy, grace_s=grace_s)
    if when is None or now < when:
        return None
    if state is S.CONFIRMED:
        return H.START
    return H.PRESUME_AIRED if policy is SilencePolicy.PRESUME_AIRED else H.PRESUME_MISSED


def check_before_start(starts_at: datetime, *, now: datetime) -> None:
    """Refused ``slot.too_late`` from the start on."""
    if starts_at <= now:
        raise Refused("slot.too_late", starts_at=starts_at)


def resolution_after(
    happening: Happening, state: SlotState, duration_s: int, actual_duration_s: int | None, makegood_of: str | None
) -> Resolution | None:
    """How an obligation stands after a happening that led to ``state``; None where nothing is owed.

    One opens for a miss, and for an airing that was shorter than agreed. A make-good that fails opens none of its
    own: what it was to make good is still owed.
    """
    if happening in RESOLVES:
        return RESOLVES[happening]
    short = actual_duration_s is not None and actual_duration_s < duration_s
    owing = state is S.MISSED or (state is S.AIRED and short)
    return Resolution.UNRESOLVED if owing and makegood_of is None else None


def is_signed_off(sensitive: bool, signed_off_by: tuple[str, ...] | list[str]) -> bool:
    """Whether content may go out: not sensitive, or signed off by two different people."""
    return not sensitive or len(set(signed_off_by)) >= SIGN_OFFS


def check_confirm(
    starts_at: datetime,
    sensitive: bool,
    signed_off_by: tuple[str, ...] | list[str],
    *,
    now: datetime,
    booking_deadline: datetime | None = None,
) -> None:
    """What must hold for a yes.

    Args:
        booking_deadline: from this instant on it is too late; None where none is agreed or it is not insisted on.

    Raises:
        Refused: ``slot.too_late`` from the start on, ``slot.past_deadline`` with ``deadline``,
            ``slot.needs_signoff`` with ``signed`` and ``needed``.
    """
    check_before_start(starts_at, now=now)
    if booking_deadline is not None and booking_deadline <= now:
        raise Refused("slot.past_deadline", deadline=booking_deadline)
    if not is_signed_off(sensitive, signed_off_by):
        raise Refused("slot.needs_signoff", signed=len(set(signed_off_by)), needed=SIGN_OFFS)


def check_attest(
    starts_at: datetime, duration_s: int, *, actual_starts_at: datetime, actual_duration_s: int, now: datetime
) -> None:
    """Whether a told airing can be true.

    Args:
        starts_at: agreed start.
        duration_s: agreed length in seconds, 0 for an article.
        actual_starts_at: told start, at most 24 hours from the agreed one.
        actual_duration_s: told length in seconds: 0 for an article; else 1 to twice the agreed one or ten
            minutes more, whichever is longer.

    Raises:
        Refused: ``attest.too_early`` before the agreed start or the told end; ``attest.implausible`` with
            ``field``: ``starts_at``, or ``duration_s`` with its limits ``least_s`` and ``most_s``.
    """
    if now < starts_at or now < actual_starts_at + timedelta(seconds=actual_duration_s):
        raise Refused("attest.too_early", starts_at=starts_at)
    if abs(actual_starts_at - starts_at) > _FARTHEST:
        raise Refused("attest.implausible", field="starts_at", starts_at=starts_at)
    least, most = (1, max(2 * duration_s, duration_s + _OVERRUN_S)) if duration_s else (0, 0)
    if not least <= actual_duration_s <= most:
        raise Refused("attest.implausible", field="duration_s", least_s=least, most_s=most)


def allowed(slot: SlotView, actor_role: str, now: datetime, *, notice_s: int | None = None) -> tuple[Happening, ...]:
    """What someone of a role may let happen to a slot now, in the order of ``Happening``.

    Buttons, interface and links all ask here. What the clock does depends on the outlet's policy too: ``due``
    decides it, here it is only told apart from what people may do.

    Args:
        actor_role: a ``Role``, or ``CLOCK``.
        notice_s: seconds before its start from which on only a leader cancels a confirmed slot; None: none agreed.
    """
    state = by_now(slot.state, slot.starts_at, now)
    if actor_role == CLOCK:
        state = slot.state
    may = (h for h in Happening if (state, h) in MOVES and actor_role in BY_WHOM[h])
    return tuple(h for h in may if _fits(slot, h, actor_role, now, notice_s))


def _fits(slot: SlotView, happening: Happening, role: str, now: datetime, notice_s: int | None) -> bool:
    if happening in _OF_DEBTS:
        return slot.resolution in _OF_DEBTS[happening] and (
            happening is not H.WITHDRAW or slot.evidence is Evidence.AS_RUN
        )
    match happening:
        case H.CONFIRM:
            return _may_confirm(slot, role, now)
        case H.AGREE_MOVE:
            return slot.offer is not None and slot.offer.starts_at is not None and now < slot.offer.starts_at
        case H.CANCEL:
            return _may_cancel(slot, role, now, notice_s)
        case H.ATTEST:
            return slot.state is not S.AIRED or slot.evidence is Evidence.PRESUMED
        case _:
            return _in_season(slot, happening, now)


def _in_season(slot: SlotView, happening: Happening, now: datetime) -> bool:
    """Whether hour and medium fit: some things only before the start, some only from the start or the end on."""
    if happening is H.PROVE:
        return slot.channel_kind in PRESS
    if happening in {H.UNCONFIRM, H.PREEMPT}:
        return now < slot.starts_at
    if happening is H.START:
        return slot.starts_at <= now
    return happening not in {H.PRESUME_AIRED, H.PRESUME_MISSED} or slot.ends_at <= now


def _may_confirm(slot: SlotView, role: str, now: datetime) -> bool:
    asked = slot.sent_at is not None or role != Role.OUTLET
    return asked and now < slot.starts_at and is_signed_off(slot.sensitive, slot.signed_off_by)


def _may_cancel(slot: SlotView, role: str, now: datetime, notice_s: int | None) -> bool:
    if slot.state is not S.CONFIRMED or notice_s is None:
        return True
    return now < slot.starts_at - timedelta(seconds=notice_s) or role == Role.LEADER


def shown_state(slot: SlotView, now: datetime) -> ShownState:
    """What a person is shown of a slot at an instant: one of the ten states of the legend."""
    match by_now(slot.state, slot.starts_at, now):
        case S.CANCELLED:
            return ShownState.CANCELLED
        case S.MISSED:
            return ShownState.MISSED
        case S.AIRED:
            return ShownState.PRESUMED if slot.evidence is Evidence.PRESUMED else ShownState.AIRED
        case S.ON_AIR:
            return ShownState.ON_AIR if now < slot.ends_at else ShownState.AWAITING
        case state:
            return _shown_ahead(slot, state)


def _shown_ahead(slot: SlotView, state: SlotState) -> ShownState:
    if slot.offer is not None:
        return ShownState.ASKED
    if state is S.CONFIRMED:
        return ShownState.CONFIRMED
    told = slot.sent_at is not None and slot.sent_at >= slot.changed_at  # what changed since is not yet sent
    return ShownState.SENT if told else ShownState.PLANNED
