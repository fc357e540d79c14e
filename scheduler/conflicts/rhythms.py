"""Standing programmes that the month as laid out leaves away for longer than agreed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from campaigns.values.board import Finding
from campaigns.values.outlets import WindowView
from campaigns.values.rhythms import Gap, GapKind, Strand
from campaigns.values.words import RhythmUnit
from scheduler.conflicts import levels, rules
from scheduler.conflicts.ground import Ground


def gaps(ground: Ground, month: Sequence[date], strands: Iterable[Strand]) -> Iterator[Finding | None]:
    """Gaps that something placed in this month would close or shorten, each at the cell where that is done best.

    What the month after can still keep in time is no matter of this one, nor is what awaited evidence would close.
    """
    inside = frozenset(month)
    for strand in strands:
        for gap in strand.kept.gaps:
            free = [day for day in gap.free if day in inside]
            if free and gap.kind is not GapKind.PAST and not gap.unproven and gap.due <= max(month):
                yield _told(ground, strand, gap, free)


def _told(ground: Ground, strand: Strand, gap: Gap, free: Sequence[date]) -> Finding | None:
    code = levels.RHYTHM_GAP if gap.unit is RhythmUnit.DAYS else levels.RHYTHM_SHORT
    window_id, day = _place(ground, strand, gap, free)
    rhythm = gap.rhythm
    facts: dict[str, Any] = {
        "programme": strand.programme, "first": gap.first, "last": gap.last, "have": gap.have, "wanted": gap.wanted,
        "source": rhythm.source, "clause": rhythm.clause, "plan_id": rhythm.plan_id, "duty_id": rhythm.obligation_id,
    }  # fmt: skip
    return ground.finding(code, window_id=window_id, day=day, **facts)


def _place(ground: Ground, strand: Strand, gap: Gap, free: Sequence[date]) -> tuple[int, date]:
    """Window and date that keep the rhythm, or break it least: the last in time, else the first after it; with room."""
    in_time = [day for day in reversed(free) if day <= gap.due]
    days = [*in_time, *(day for day in free if day > gap.due)]
    cells = [(window, day) for day in days for window in _running(ground, strand, day)]
    roomy = (cell for cell in cells if not any(one is not None for one in rules.blocking(ground, *cell)))
    window, day = next(roomy, cells[0] if cells else (None, days[0]))
    return strand.window_on(day) if window is None else window.id, day


def _running(ground: Ground, strand: Strand, day: date) -> Iterator[WindowView]:
    listed = (ground.windows.get(number) for number, _first, _until in strand.windows)
    return (window for window in listed if window is not None and ground.off(window, day) is None)
