"""Which line of an as-run log stands for which slot: the cheapest assignment of all, not the first that fits. Pure.

The solver is loaded with the first question: a process that asks none, such as one that serves pages, never pays.
"""

from collections.abc import Sequence
from datetime import datetime

from scheduler.reconcile.values import (
    Alternative,
    Booked,
    Label,
    Line,
    Match,
    Reason,
    Reconciliation,
    Tolerance,
    Why,
)

__all__ = [
    "Alternative", "Booked", "Label", "Line", "Match", "Reason", "Reconciliation", "Tolerance", "Why", "reconcile",
]  # fmt: skip
_USUAL = Tolerance()


def reconcile(
    lines: Sequence[Line],
    slots: Sequence[Booked],
    tolerance: Tolerance = _USUAL,
    *,
    covers: Sequence[tuple[datetime, datetime]] | None = None,
) -> Reconciliation:
    """Match lines with slots so that all matches together cost least; ``costs`` tells what costs how much.

    The order of the input does not matter. Ties are broken by start, length, words, and at last number and uid.

    Args:
        lines: Of one station's log; numbers differ.
        slots: That station's; uids differ. Those outside the covered time take part, so that an airing just inside
            finds its slot, but cost nothing when they find none.
        covers: Half-open stretches that the log speaks of, UTC. None: from the start of its earliest line to the
            start of its latest, both included.

    Returns:
        Every line in exactly one match, and every slot in exactly one beside those of lines that repeat it, except
        that slots outside ``covers`` without a line are left out. See ``labelling`` for what each label means.
    """
    from scheduler.reconcile import matching  # noqa: PLC0415 - see above

    return matching.reconcile(lines, slots, tolerance, covers)
