"""The cheapest assignment of lines to slots."""

from dataclasses import dataclass

import numpy as np
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
