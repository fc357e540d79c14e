"""What a month lacks or breaks as it stands: every finding of the list of warnings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.values.board import Finding, FindingGroup
from campaigns.values.outlets import DayView, OutletView, WindowView
from campaigns.values.rhythms import Strand
from campaigns.values.slots import BudgetView, QuotaView, SlotView
from campaigns.values.words import Resolution, RuleLevel, SlotState
from scheduler import airtime
from scheduler.conflicts import agreed, nearest, rhythms, rules
from scheduler.conflicts import levels as rule_levels
from scheduler.conflicts.ground import Ground, in_order, lay, named, themed

_ORDER = {group: place for place, group in enumerate(FindingGroup)}


def month_findings(
    month: Sequence[date],
    *,
    slots: Sequence[SlotView],
    windows: Sequence[WindowView],
    outlets: Sequence[OutletView],
    quotas: Sequence[QuotaView],
    budgets: Sequence[BudgetView],
    strands: Sequence[Strand] = (),
    days: Mapping[date, DayView],
    now: datetime,
    zone: ZoneInfo,
    levels: Mapping[str, RuleLevel] | None = None,
) -> tuple[Finding, ...]:
    """Everything that the rules have to say of a month, by heading, date and window; the order of input is nothing.

    What is over cannot be mended by moving it: capacity, running days and themes are looked at only from ``now`` on.

    Args:
        month: its dates.
        slots: of the month and every campaign, cancelled and missed ones too.
        outlets: for their agreed daily limits and their names.
        quotas, budgets: agreed figures; where there is none nothing is said.
        strands: standing programmes of one campaign, judged as far ahead as the month reaches.
        days: the calendar of the month and around it, for lead times.
        levels: how strongly a rule speaks, by code, where not as usual.
    """
    inside = set(month)
    own = sorted((slot for slot in slots if slot.date in inside), key=in_order)
    ground = lay(own, windows=windows, days=days, now=now, zone=zone, levels=levels)
    found = chain(
        _cells(ground),
        _daily_limits(ground, outlets),
        _themes(ground),
        agreed.quotas(ground, month, quotas, outlets),
        rhythms.gaps(ground, month, strands),
        agreed.budgets(ground, budgets, outlets),
        agreed.prices(ground, outlets),
        _unsettled(ground),
        _misses(ground, own),
        _offers(ground),
    )
    return tuple(sorted((one for one in found if one is not None), key=_rank))


def _rank(found: Finding) -> tuple[int, date, int, str, tuple[str, ...], str]:
    facts = str(found.facts.get("where", ""))
    return _ORDER[found.group], found.date or date.min, found.window_id or 0, found.code, found.uids, facts


def _cells(ground: Ground) -> Iterator[Finding | None]:
    """Cells ahead that hold what their window does not take: it does not run, or not so much of it."""
    for (window_id, day), held in ground.cells.items():
        window = ground.windows.get(window_id)
        ahead = [slot for slot in held if ground.now < slot.starts_at and slot.state in airtime.OPEN_TO_OFFERS]
        if window is None or not ahead:
            continue
        last = max(ahead, key=lambda slot: (slot.place, slot.uid))
        where: dict[str, Any] = {"window_id": window_id, "day": day, "programme": window.programme}
        if (off := ground.off(window, day)) is not None:
            yield _mended(ground, ground.finding(off, uids=_uids(ahead), **where), last)
        elif len(held) > window.capacity_spots:
            over = sorted(ahead, key=lambda slot: slot.place)[window.capacity_spots - len(held) :]
            yield _mended(ground, ground.finding(
                rule_levels.FULL, uids=_uids(over), **where, capacity=window.capacity_spots, held=len(held),
                others=tuple(themed(slot) for slot in held if slot not in over),
            ), last)  # fmt: skip
        elif window.capacity_s is not None and (held_s := sum(slot.duration_s for slot in held)) > window.capacity_s:
            yield _mended(ground, ground.finding(
                rule_levels.FULL_SECONDS, uids=(last.uid,), **where, capacity_s=window.capacity_s, held_s=held_s,
                length_s=last.duration_s, left_s=max(0, window.capacity_s - held_s + last.duration_s),
                others=tuple(themed(slot) for slot in held if slot is not last),
            ), last)  # fmt: skip


def _daily_limits(ground: Ground, outlets: Sequence[OutletView]) -> Iterator[Finding | None]:
    """Days on which an outlet has more spots than agreed; they speak of a day, not of a cell."""
    limits = {outlet.id: outlet for outlet in outlets if outlet.daily_limit_spots is not None}
    for (outlet_id, day), held in ground.outlet_days.items():
        outlet = limits.get(outlet_id)
        if outlet is not None and len(held) > (outlet.daily_limit_spots or 0):
            yield ground.finding(
                rule_levels.OVER_DAILY, uids=_uids(held), day=day, where=outlet.short_name or outlet.name,
                held=len(held), limit=outlet.daily_limit_spots,
            )  # fmt: skip


def _themes(ground: Ground) -> Iterator[Finding | None]:
    """The same theme too near itself: told once, at the later of the two."""
    for held in ground.outlet_days.values():
        ahead = [slot for slot in held if ground.now < slot.starts_at and slot.state in airtime.OPEN_TO_OFFERS]
        for slot in ahead:
            if (window := ground.windows.get(slot.window_id)) is None:
                continue
            before = [other for other in held if other.theme_id == slot.theme_id and in_order(other) < in_order(slot)]
            for code, others in (
                (rule_levels.TWICE, [other for other in before if other.window_id == slot.window_id]),
                (rule_levels.ADJACENT, [o for o in before if rules.follows(window, ground.times_of(slot), o)]),
                (rule_levels.SAME_DAY, [other for other in before if other.window_id != slot.window_id]),
            ):
                if others:
                    yield _mended(ground, ground.finding(
                        code, uids=(others[-1].uid, slot.uid), window_id=slot.window_id, day=slot.date,
                        programme=slot.programme, theme=themed(slot), other=named(others[-1]),
                    ), slot)  # fmt: skip


def _unsettled(ground: Ground) -> Iterator[Finding | None]:
    """Planned slots whose outlet does not know of them in time, or did not answer before their hour."""
    for slot in ground.slots:
        window = ground.windows.get(slot.window_id)
        if slot.state is not SlotState.PLANNED or window is None:
            continue
        where: dict[str, Any] = {
            "uids": (slot.uid,),
            "window_id": slot.window_id,
            "day": slot.date,
            "programme": slot.programme,
        }
        if slot.starts_at <= ground.now:
            yield ground.finding(rule_levels.UNANSWERED, **where, theme=themed(slot), where=slot.outlet)
        elif slot.sent_at is None and ground.booking_closed(window, slot.date):
            found = ground.finding(rule_levels.UNSENT, **where, theme=themed(slot), lead_days=window.booking_lead_days)
            yield _mended(ground, found, slot)


def _misses(ground: Ground, slots: Sequence[SlotView]) -> Iterator[Finding | None]:
    """Missed slots of which nobody has said what becomes of them."""
    for slot in slots:
        if slot.state is SlotState.MISSED and slot.resolution is Resolution.UNRESOLVED:
            found = ground.finding(
                rule_levels.MISSED, uids=(slot.uid,), window_id=slot.window_id, day=slot.date,
                programme=slot.programme, theme=themed(slot),
            )  # fmt: skip
            yield _mended(ground, found, slot)


def _offers(ground: Ground) -> Iterator[Finding | None]:
    """What outlets have asked and nobody has answered."""
    for slot in ground.slots:
        if (offer := slot.offer) is None:
            continue
        code = rule_levels.DECLINED if offer.declines else rule_levels.ASKED
        found = ground.finding(
            code, uids=(slot.uid,), window_id=slot.window_id, day=slot.date, programme=slot.programme,
            theme=themed(slot), where=slot.outlet, asked_date=offer.date, words=offer.words,
        )  # fmt: skip
        yield _mended(ground, found, slot) if offer.declines else found


def _mended(ground: Ground, found: Finding | None, slot: SlotView) -> Finding | None:
    """A finding with the places that its slot could take instead."""
    window = ground.windows.get(slot.window_id)
    if found is None or window is None:
        return found
    return nearest.with_places(ground, found, window, slot.date, slot.theme_id, frozenset({slot.uid}))


def _uids(slots: Iterable[SlotView]) -> tuple[str, ...]:
    return tuple(slot.uid for slot in sorted(slots, key=in_order))
