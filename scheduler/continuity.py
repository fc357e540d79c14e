"""Whether a standing programme appears as often as agreed: gaps that were, that are, and that are to come. Pure.

An airing counts by evidence alone: what is only presumed leaves its gap open until it is attested. A programme is held
to its rhythm only where it can keep it: a stretch in which none of its windows runs is no gap, and of a week or a
month no more is wanted than the days on which it runs there. Weeks and months count when they lie wholly inside.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from campaigns.times import shift_month
from campaigns.values.rhythms import Appearances, Continuity, Gap, GapKind, RhythmView
from campaigns.values.words import RhythmUnit

_DAY: Final = timedelta(days=1)


class Held(NamedTuple):
    """A stretch, half-open, in which one rhythm holds."""

    rhythm: RhythmView
    first: date
    ends_before: date


class _Seen(NamedTuple):
    """What is looked at: dates in order, and the first day that is not over."""

    aired: Sequence[date]
    planned: Sequence[date]
    runs: Sequence[date]
    today: date

    def run_in(self, first: date, ends_before: date) -> Sequence[date]:
        """Days of a stretch, half-open, on which the programme runs."""
        return _within(self.runs, first, ends_before)


def judged(
    entries: Sequence[RhythmView], seen: Appearances, first: date, ends_before: date, *, today: date, until: date
) -> Continuity:
    """How a programme keeps what was agreed of it.

    Args:
        entries: in the order in which they were recorded.
        first, ends_before: dates of the campaign, half-open; outside them nothing is asked for.
        today: the first day that is not over: dates of ``seen.planned`` before it do not count.
        until: what is to come is told when the last day for mending it is not after this.
    """
    held = segments(entries, first, ends_before)
    gaps = [gap for one in held for gap in gaps_of(one, seen, today=today, until=until)]
    aired = sorted(day for day in seen.aired if first <= day < ends_before)
    current = next((one.rhythm for one in held if today < one.ends_before), held[-1].rhythm if held else None)
    return Continuity(
        last=aired[-1] if aired else None,
        next=min((day for day in seen.planned if today <= day < ends_before), default=None),
        longest=longest(aired, min(today, ends_before)),
        rhythm=current,
        gaps=tuple(sorted(gaps, key=lambda gap: (gap.first, gap.last))),
    )


def segments(entries: Iterable[RhythmView], first: date, ends_before: date) -> tuple[Held, ...]:
    """Which entry holds when, earliest first: each from its first day until one recorded later begins."""
    held: list[Held] = []
    for entry in entries:
        begins = max(entry.from_day, first)
        held = [one._replace(ends_before=min(one.ends_before, begins)) for one in held if one.first < begins]
        held.append(Held(entry, begins, ends_before))
    return tuple(one for one in held if one.rhythm.number is not None and one.first < one.ends_before)


def gaps_of(held: Held, seen: Appearances, *, today: date, until: date) -> tuple[Gap, ...]:
    """Gaps in one stretch, by first day.

    What was and is, is judged by evidence alone, and says where awaited evidence would close it. What is to come
    is judged as if that evidence came: it is no matter of placing more.
    """
    planned, runs = sorted(day for day in seen.planned if day >= today), sorted(seen.runs)
    find = _stretches if held.rhythm.unit is RhythmUnit.DAYS else _periods
    strict = tuple(find(held, _Seen(sorted(seen.aired), planned, runs, today)))
    hoped = tuple(find(held, _Seen(sorted(seen.aired | seen.waiting), planned, runs, today)))
    still = [gap for gap in hoped if gap.kind is not GapKind.AHEAD]
    found = [gap for gap in hoped if gap.kind is GapKind.AHEAD and gap.due <= until]
    for gap in strict:
        if gap.kind is not GapKind.AHEAD:
            waiting = sum(gap.first <= day <= gap.last for day in seen.waiting)
            unproven = not any(gap.first <= one.last and one.first <= gap.last for one in still)
            found.append(replace(gap, waiting=waiting, unproven=unproven))
    return tuple(sorted(found, key=lambda gap: (gap.first, gap.last, gap.kind)))


def longest(aired: Sequence[date], today: date) -> int | None:
    """Most days from one airing to the next, or from the last to ``today``; None where nothing has aired.

    Args:
        aired: in order.
    """
    ends = [*aired[1:], max(today, aired[-1])] if aired else []
    return max(((after - before).days for before, after in zip(aired, ends, strict=True)), default=None)


def _stretches(held: Held, seen: _Seen) -> Iterator[Gap]:
    """Stretches without an airing that hold more whole days than agreed between two."""
    most = held.rhythm.number or 0
    inside = _within(sorted({*seen.aired, *seen.planned}), held.first, held.ends_before)
    bounds = [held.first - _DAY, *inside, held.ends_before]
    closed = {*seen.aired, held.ends_before}
    for before, after in pairwise(bounds):
        if (after - before).days <= most or not (runs := seen.run_in(before + _DAY, after)):
            continue
        limit, free = before + _DAY * most, seen.run_in(max(before + _DAY, seen.today), after)
        if after <= seen.today and after in closed:
            kind = GapKind.PAST
        elif limit < seen.today and seen.run_in(before + _DAY, min(after, seen.today)):
            kind = GapKind.OPEN
        else:
            kind, runs = GapKind.AHEAD, free
        yield Gap(
            kind, held.rhythm, before + _DAY, after - _DAY, (after - before).days, most, _due(runs, limit),
            free=tuple(free),
        )  # fmt: skip


def _due(runs: Sequence[date], limit: date) -> date:
    """Of the days on which it runs the last that keeps the limit, else the first; where there is none the limit."""
    return max((day for day in runs if day <= limit), default=runs[0] if runs else limit)


def _periods(held: Held, seen: _Seen) -> Iterator[Gap]:
    """Weeks or months with fewer airings than agreed."""
    unit, number = held.rhythm.unit, held.rhythm.number or 0
    for first, following in _whole_periods(unit, held.first, held.ends_before):
        runs = seen.run_in(first, following)
        wanted = min(number, len(runs))
        aired = set(_within(seen.aired, first, following))
        held_days = aired | set(_within(seen.planned, first, following))
        missing = wanted - len(held_days)
        if missing <= 0:
            continue
        empty = [day for day in runs if day not in held_days]
        free = [day for day in empty if day >= seen.today]
        short = missing - len(free)
        kind = GapKind.PAST if following <= seen.today else GapKind.OPEN if short > 0 else GapKind.AHEAD
        due = empty[: len(empty) - len(free)][-short] if short > 0 else free[-missing]
        yield Gap(kind, held.rhythm, first, following - _DAY, len(held_days), wanted, due, free=tuple(free))


def _whole_periods(unit: RhythmUnit, first: date, ends_before: date) -> Iterator[tuple[date, date]]:
    """Weeks from Monday, or months, wholly inside a stretch: first day and first day after."""
    if unit is RhythmUnit.WEEK:
        start = first + _DAY * (-first.weekday() % 7)
        step = timedelta(weeks=1)
        while (following := start + step) <= ends_before:
            yield start, following
            start = following
        return
    start = first if first.day == 1 else shift_month(first, 1)
    while (following := shift_month(start, 1)) <= ends_before:
        yield start, following
        start = following


def _within(days: Sequence[date], first: date, ends_before: date) -> Sequence[date]:
    return days[bisect_left(days, first) : bisect_left(days, ends_before)]
