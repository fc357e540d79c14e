"""By how much the whole would cost more with another pair in it: what the next best assignment costs.

If a slot takes the line of another, that one must go on to a third, and so on, until one takes a free line, stays
alone, or takes the line that the first has left. So the answer is a shortest way round in a graph whose nodes are
slots, with one node more for everything free. At an optimum no way round is shorter than nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from scheduler.reconcile.costs import Pairs
from scheduler.reconcile.likeness import Bools, Ints
from scheduler.reconcile.solving import Chosen

_ROWS = 256
FAR = np.iinfo(np.int64).max


@dataclass(frozen=True)
class _Steps:
    """Exchanges: ``taker`` gives up what it has for what ``giver`` has; the last node stands for what is free."""

    taker: Ints
    giver: Ints
    cost: Ints


def dearer(pairs: Pairs, cost: Ints, chosen: Chosen, alone: tuple[Ints, int], limit: Ints) -> Ints:
    """By how much the cheapest assignment with each pair costs more than the cheapest of all.

    Args:
        cost: Of each pair.
        chosen: The cheapest assignment.
        alone: Cost of leaving each slot alone, shape ``(slots,)``, and of leaving a line alone.
        limit: Up to what it is asked for, shape ``(pairs,)``.

    Returns:
        Shape ``(pairs,)``: 0 for the chosen ones; FAR where it is more than ``limit``.
    """
    free = len(chosen.pair_of_slot)
    gain = cost - alone[0][pairs.slot] - alone[1]  # beside leaving both alone; never above 0
    now = np.append(gain, 0)[chosen.pair_of_slot]
    owner = np.append(pairs.slot, free)[chosen.pair_of_line][pairs.line]
    step = gain - now[pairs.slot]
    steps = _steps(pairs.slot, owner, step, now, free)
    level = _levels(steps, free)
    first = step + level[pairs.slot] - level[owner]
    asked = (first <= limit) & (owner != pairs.slot)
    more = np.where(owner == pairs.slot, 0, FAR)
    room = (limit - first)[asked]
    more[asked] = first[asked] + _ways_back(steps, level, pairs.slot[asked], owner[asked], room)
    return np.where(more <= limit, more, np.where(owner == pairs.slot, 0, FAR))


def _steps(slot: Ints, owner: Ints, step: Ints, now: Ints, free: int) -> _Steps:
    to_free = -now  # staying alone
    takes_free = owner == free
    np.minimum.at(to_free, slot[takes_free], step[takes_free])
    every = np.arange(free)
    others = ~takes_free & (owner != slot)
    return _Steps(
        np.concatenate([slot[others], every, np.full(free, free)]),
        np.concatenate([owner[others], np.full(free, free), every]),
        np.concatenate([step[others], to_free, np.zeros(free, dtype=np.int64)]),
    )


def _levels(steps: _Steps, free: int) -> Ints:
    """Shortest way from what is free to each node, never above 0; with it no step is below nothing."""
    level = np.zeros(free + 1, dtype=np.int64)
    taker, giver, cost = steps.taker, steps.giver, steps.cost
    changed: Bools = np.ones(free + 1, dtype=bool)
    while changed.any():
        live = changed[taker]
        new = level.copy()
        np.minimum.at(new, giver[live], level[taker[live]] + cost[live])
        changed, level = new < level, new
    return level


def _ways_back(steps: _Steps, level: Ints, target: Ints, source: Ints, room: Ints) -> NDArray[np.int64]:
    """Shortest ways, in lifted costs, from each source to its target; half of FAR where there is not the room."""
    lifted = steps.cost + level[steps.taker] - level[steps.giver]
    near = lifted <= room.max(initial=0)
    graph = csr_array(
        (lifted[near].astype(np.float64), (steps.taker[near], steps.giver[near])), shape=(len(level), len(level))
    )
    back = np.full(len(source), FAR // 2)
    order = np.argsort(room, kind="stable")  # those with little room are soon done
    for begin in range(0, len(order), _ROWS):
        part = order[begin : begin + _ROWS]
        starts, place = np.unique(source[part], return_inverse=True)
        reach = dijkstra(graph, indices=starts, limit=float(room[part].max()))
        found = reach[place, target[part]]
        back[part] = np.where(np.isfinite(found), found, FAR // 2).astype(np.int64)
    return back
