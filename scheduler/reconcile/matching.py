"""The whole way from lines and slots to matches. Loads the solver; ``scheduler.reconcile`` is the door."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from scheduler.reconcile import costs, nextbest, solving
from scheduler.reconcile.labelling import Labelling
from scheduler.reconcile.likeness import Ints
from scheduler.reconcile.values import Booked, Label, Line, Reconciliation, Tolerance

Stretch = tuple[datetime, datetime]


def reconcile(
    lines: Sequence[Line], slots: Sequence[Booked], tolerance: Tolerance, covers: Sequence[Stretch] | None
) -> Reconciliation:
    """As ``scheduler.reconcile.reconcile``."""
    told, booked = sorted(lines, key=_line_order), sorted(slots, key=_slot_order)
    alone = costs.ALONE * tolerance.farthest_s**2 // 100
    covered = [_is_covered(one, told, covers) for one in booked]
    alone_slot = np.where(np.array(covered, dtype=bool), alone, 0)
    pairs = costs.pairs_of(told, booked, tolerance)
    pairs = pairs.where(pairs.cost < alone_slot[pairs.slot] + alone)
    cost = pairs.cost
    chosen = _in_order(solving.assign(pairs, cost, alone_slot, alone, len(told)), pairs, told)
    limit = np.maximum((tolerance.on_time_s // 2) ** 2, cost // 10)
    more = nextbest.dearer(pairs, cost, chosen, (alone_slot, alone), limit)
    labelling = Labelling(told, booked, tolerance, pairs, chosen, more)
    own = [labelling.slot(place) for place in range(len(booked))]
    kept = (one for one, within in zip(own, covered, strict=True) if within or Label.MISSING not in one.labels)
    return Reconciliation((*kept, *labelling.left()))


def _line_order(line: Line) -> tuple[object, ...]:
    length = -1 if line.duration_s is None else line.duration_s
    return line.starts_at, length, line.programme, line.title, line.theme, line.channel, line.number


def _slot_order(slot: Booked) -> tuple[object, ...]:
    return slot.starts_at, slot.duration_s, slot.programme, slot.title, slot.theme_letter, slot.theme, slot.uid


def _is_covered(slot: Booked, told: list[Line], covers: Sequence[Stretch] | None) -> bool:
    if covers is None:
        return bool(told) and told[0].starts_at <= slot.starts_at <= told[-1].starts_at
    return any(begins <= slot.starts_at < ends for begins, ends in covers)


def _in_order(chosen: solving.Chosen, pairs: costs.Pairs, told: list[Line]) -> solving.Chosen:
    """Among lines that tell the same, the lower numbers take the earlier slots, and the last are left over."""
    runs: dict[tuple[object, ...], list[int]] = {}
    for place, line in enumerate(told):
        runs.setdefault(_line_order(line)[:-1], []).append(place)
    place_of: Ints = np.arange(len(told))
    for run in runs.values():
        if len(run) > 1:
            order = sorted(run, key=lambda place: _rank(chosen, pairs, place))
            place_of[order] = run
    if (place_of == np.arange(len(told))).all():
        return chosen
    width = len(told)
    keys = pairs.slot * width + pairs.line
    taken = np.flatnonzero(chosen.pair_of_slot != solving.NONE)
    moved = np.searchsorted(keys, taken * width + place_of[pairs.line[chosen.pair_of_slot[taken]]])
    by_line = np.full(width, solving.NONE)
    by_line[pairs.line[moved]] = moved
    chosen.pair_of_slot[taken] = moved
    return solving.Chosen(chosen.pair_of_slot, by_line)


def _rank(chosen: solving.Chosen, pairs: costs.Pairs, place: int) -> tuple[bool, int]:
    pair = int(chosen.pair_of_line[place])
    return pair == solving.NONE, 0 if pair == solving.NONE else int(pairs.slot[pair])
