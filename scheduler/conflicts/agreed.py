"""The month against the figures agreed for it; where none is agreed nothing is said."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from campaigns.values.board import Finding
from campaigns.values.outlets import OutletView, WindowView
from campaigns.values.slots import BudgetView, QuotaView, SlotView
from scheduler.conflicts import levels, rules
from scheduler.conflicts.ground import Ground


def quotas(
    ground: Ground, month: Sequence[date], agreed: Iterable[QuotaView], outlets: Sequence[OutletView]
) -> Iterator[Finding | None]:
    """Figures that are passed, and those that the places left can no longer reach.

    A figure not yet reached is no fault while there is room for what is missing: the sheet's bars show it.
    """
    for quota in agreed:
        counted = [slot for slot in ground.slots if _counts(quota, slot)]
        told: dict[str, Any] = {
            "uids": [slot.uid for slot in counted], "window_id": quota.window_id, "goal": quota.spots,
            "done": len(counted), "where": _subject(ground, quota, outlets), "source": quota.source,
        }  # fmt: skip
        missing = quota.spots - len(counted)
        if missing < 0:
            yield ground.finding(levels.QUOTA_ABOVE, **told, surplus=-missing)
        elif missing > (left := _left(ground, month, quota, missing)):
            yield ground.finding(levels.QUOTA_BELOW, **told, missing=missing, left=left)


def _counts(quota: QuotaView, slot: SlotView) -> bool:
    return (
        slot.campaign_id == quota.campaign_id
        and slot.outlet_id == quota.outlet_id
        and quota.window_id in {None, slot.window_id}
        and quota.theme_id in {None, slot.theme_id}
    )


def _left(ground: Ground, month: Sequence[date], quota: QuotaView, enough: int) -> int:
    """How many spots of a figure still find a place; counting ends once there are enough."""
    room = 0
    for window in ground.windows.values():
        if window.outlet_id != quota.outlet_id or quota.window_id not in {None, window.id}:
            continue
        for day in month:
            if room >= enough:
                return room
            room += _room(ground, window, day)
    return room


def _room(ground: Ground, window: WindowView, day: date) -> int:
    if ground.off(window, day) is not None or ground.booking_closed(window, day):
        return 0
    if any(one is not None for one in rules.blocking(ground, window, day)):
        return 0
    held = ground.cells.get((window.id, day), [])
    spots = window.capacity_spots - len(held)
    if window.capacity_s is None or not window.length_s:
        return spots
    return min(spots, (window.capacity_s - sum(slot.duration_s for slot in held)) // window.length_s)


def _subject(ground: Ground, quota: QuotaView, outlets: Sequence[OutletView]) -> str:
    """Of what the figure speaks: ``Thời sự trưa``, or ``BPTV, A``."""
    window = ground.windows.get(quota.window_id or 0)
    theme = next((slot.theme_letter for slot in ground.slots if slot.theme_id == quota.theme_id), "")
    return ", ".join(
        part for part in (window.programme if window else _outlet(outlets, quota.outlet_id), theme) if part
    )


def budgets(ground: Ground, agreed: Iterable[BudgetView], outlets: Sequence[OutletView]) -> Iterator[Finding | None]:
    """Budgets that the agreed prices alone go beyond."""
    for budget in agreed:
        counted = [
            slot
            for slot in ground.slots
            if slot.campaign_id == budget.campaign_id and budget.outlet_id in {None, slot.outlet_id}
        ]
        spent = sum(slot.cost_vnd or 0 for slot in counted)
        if spent > budget.amount_vnd:
            yield ground.finding(
                levels.BUDGET_OVER, uids=[slot.uid for slot in counted if slot.cost_vnd],
                where=_outlet(outlets, budget.outlet_id), spent_vnd=spent, amount_vnd=budget.amount_vnd,
                over_vnd=spent - budget.amount_vnd, source=budget.source,
            )  # fmt: skip


def prices(ground: Ground, outlets: Sequence[OutletView]) -> Iterator[Finding | None]:
    """Slots whose price nobody has agreed, once for each outlet."""
    for outlet in outlets:
        unpriced = [slot for slot in ground.slots if slot.outlet_id == outlet.id and slot.cost_vnd is None]
        if unpriced:
            yield ground.finding(
                levels.UNPRICED, uids=[slot.uid for slot in unpriced], where=_outlet(outlets, outlet.id),
                count=len(unpriced),
            )  # fmt: skip


def _outlet(outlets: Sequence[OutletView], outlet_id: int | None) -> str:
    return next((one.short_name or one.name for one in outlets if one.id == outlet_id), "")
