"""A proposal read back as what to do on the board."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from campaigns.values.edits import Move, Place, Remove
from campaigns.values.proposals import Asked, Proposed
from campaigns.values.slots import SlotView
from campaigns.values.words import SlotState
from scheduler import grid
from scheduler.months import Facts
from scheduler.problem import Placement
from scheduler.stating.names import in_order, placement, proposed


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a proposal would do to the board."""

    ref: Proposed  # where it puts a theme, or for a removal where one stands now: by this a person names it
    operation: Place | Move | Remove
    slot: SlotView | None = None  # that moves or goes


def changes(
    facts: Facts, asked: Asked, chosen: Iterable[Proposed], refused: Collection[Proposed] = frozenset()
) -> tuple[Change, ...]:
    """What turns the board as it now is into the proposal: removals, moves, then new slots, each by date.

    Slots that leave take a new place of their theme where there is one. What stands there already, and what a person
    refused, is left out; a slot whose new place was refused stays.
    """
    wanted = set(chosen)
    standing = {proposed(slot): slot for slot in movable(facts, asked)}
    mine = {proposed(one) for one in facts.slots if one.state not in grid.HOLDS_NO_PLACE}
    leaving = [slot for where, slot in standing.items() if where not in wanted]
    coming = sorted(wanted - mine, key=in_order)
    outlets = {window.id: window.outlet_id for window in facts.windows}
    moves, left = _paired(leaving, coming, outlets)
    gone = [slot for slot in leaving if slot.uid not in {slot.uid for slot, _where in moves}]
    found = (
        *(Change(proposed(slot), Remove(slot.uid, slot.version), slot) for slot in gone),
        *(Change(to, Move(slot.uid, slot.version, to.window_id, to.date), slot) for slot, to in moves),
        *(Change(one, Place(*one)) for one in left),
    )
    return tuple(one for one in found if one.ref not in refused)


def _paired(
    leaving: Sequence[SlotView], coming: Sequence[Proposed], outlets: Mapping[int, int]
) -> tuple[list[tuple[SlotView, Proposed]], list[Proposed]]:
    """Slots that leave go to new places of their theme: on their own outlet first, the nearest date first."""
    free: dict[int, list[Proposed]] = defaultdict(list)
    for one in coming:
        free[one.theme_id].append(one)
    moves: list[tuple[SlotView, Proposed]] = []
    for slot in sorted(leaving, key=lambda slot: (slot.date, slot.uid)):
        if not (places := free[slot.theme_id]):
            continue

        def far(one: Proposed, slot: SlotView = slot) -> tuple[bool, timedelta, int]:
            return outlets.get(one.window_id) != slot.outlet_id, abs(one.date - slot.date), one.window_id

        best = min(places, key=far)
        places.remove(best)
        moves.append((slot, best))
    return moves, sorted((one for places in free.values() for one in places), key=in_order)


def movable(facts: Facts, asked: Asked) -> tuple[SlotView, ...]:
    """Planned slots of the campaign that a re-planning may move: ahead, unconfirmed, one for each theme and cell."""
    if not asked.movable:
        return ()
    found: dict[Placement, SlotView] = {}
    for slot in facts.slots:
        if slot.campaign_id == asked.campaign_id and slot.state is SlotState.PLANNED and slot.starts_at > facts.now:
            found.setdefault(placement(slot), slot)
    return tuple(found.values())
