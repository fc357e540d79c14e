"""The cheapest assignment of lines to slots, and what the next best would cost."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from scheduler.reconcile.costs import Pairs
from scheduler.reconcile.likeness import Ints

NONE = -1


@dataclass(frozen=True)
class Chosen:
    """An assignment: ``pair_of_slot`` and ``pair_of_line`` hold the pair's place among all, or NONE."""

    pair_of_slot: Ints
    pair_of_line: Ints


def assign(pairs: Pairs, cost: Ints, alone_slot: Ints, alone_line: int, lines: int) -> Chosen:
    """The cheapest assignment, the same for the same arrays.

    Every slot takes a line or its own empty place; the solver's weights are whole numbers far below 2^53, so its
    floats are exact.

    Args:
        cost: Of each pair, less than leaving its slot and its line alone.
        alone_slot: Cost of leaving each slot alone, shape ``(slots,)``.
        alone_line: Cost of leaving a line alone.
        lines: How many there are.
    """
    slots = len(alone_slot)
    chosen = Chosen(np.full(slots, NONE), np.full(lines, NONE))
    if not len(cost):
        return chosen
    empty = np.arange(slots)
    weights = np.concatenate([cost, alone_slot + alone_line]) + 1  # the solver takes no zeros
    graph = csr_array(
        (
            weights.astype(np.float64),
            (np.concatenate([pairs.slot, empty]), np.concatenate([pairs.line, lines + empty])),
        ),
        shape=(slots, lines + slots),
    )
    rows, columns = min_weight_full_bipartite_matching(graph)
    taken = np.full(slots, NONE)
    taken[rows] = columns
    hit = np.flatnonzero(taken[pairs.slot] == pairs.line)
    chosen.pair_of_slot[pairs.slot[hit]] = hit
    chosen.pair_of_line[pairs.line[hit]] = hit
    return chosen


def dearer(pairs: Pairs, cost: Ints, chosen: Chosen, alone_slot: Ints, alone_line: int) -> NDArray[np.int64]:
    """By how much the whole would cost more with each pair instead, shape ``(pairs,)``; 0 for those chosen.

    The slot and line that lose their partner take each other, a free one, or stay alone, whichever is cheapest;
    longer chains of exchange are not followed, so this is never too little.
    """
    slots, lines = len(chosen.pair_of_slot), len(chosen.pair_of_line)
    gain = cost - alone_slot[pairs.slot] - alone_line  # beside leaving both alone; never above 0
    with_none = np.append(gain, 0)
    now_slot, now_line = with_none[chosen.pair_of_slot], with_none[chosen.pair_of_line]
    free_line, free_slot = chosen.pair_of_line == NONE, chosen.pair_of_slot == NONE
    best_slot = np.zeros(slots, dtype=np.int64)  # with a free line
    ours = free_line[pairs.line]
    np.minimum.at(best_slot, pairs.slot[ours], gain[ours])
    best_line = np.zeros(lines, dtype=np.int64)
    theirs = free_slot[pairs.slot]
    np.minimum.at(best_line, pairs.line[theirs], gain[theirs])
    slot_left = np.append(pairs.slot, NONE)[chosen.pair_of_line[pairs.line]]  # loses its line, NONE: nobody
    line_left = np.append(pairs.line, NONE)[chosen.pair_of_slot[pairs.slot]]
    alone = np.append(best_slot, 0)[slot_left] + np.append(best_line, 0)[line_left]
    rest = np.minimum(alone, _exchanged(pairs, gain, slot_left, line_left))
    more = gain + rest - now_slot[pairs.slot] - now_line[pairs.line]
    same = chosen.pair_of_slot[pairs.slot] == np.arange(len(cost))
    return np.where(same, 0, np.maximum(more, 0))


def _exchanged(pairs: Pairs, gain: Ints, slot_left: Ints, line_left: Ints) -> Ints:
    """What it gains that those who lost their partners take each other; 0 where they cannot."""
    if not len(gain):
        return gain
    width = int(pairs.line.max()) + 1
    keys, asked = pairs.slot * width + pairs.line, slot_left * width + line_left
    place = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.where((slot_left >= 0) & (line_left >= 0) & (keys[place] == asked), gain[place], 0)
