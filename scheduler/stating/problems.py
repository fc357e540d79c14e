"""A month of the office stated as a problem for the planner.

Slots on record are settled: they take room, money and count, and are not judged. Only where an officer lets planned
slots move do they become a published plan that should change as little as possible.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from campaigns import deadlines
from campaigns.times import local_day, month_days
from campaigns.values.outlets import WindowView
from campaigns.values.proposals import Asked, Target
from campaigns.values.slots import BudgetView, SlotView
from campaigns.values.words import RuleLevel, SlotState
from scheduler import grid
from scheduler.conflicts import levels, rules
from scheduler.months import Facts
from scheduler.problem import Blackout, Budget, Held, Outlet, Placement, Problem, Programme, Quota, Replan, Theme
from scheduler.stating import sharing
from scheduler.stating.names import OTHERS, SHARE, in_order, named, outlet_id, placement, programme_id, theme_id
from scheduler.stating.reading_back import movable

_PREFERRED: Final = 1


def agreed_targets(facts: Facts, campaign_id: int) -> tuple[Target, ...]:
    """The figures on record for a month of a campaign; nothing is added to them."""
    return tuple(
        Target(one.outlet_id, one.spots, one.source, one.window_id, one.theme_id)
        for one in facts.quotas
        if one.campaign_id == campaign_id
    )


def agreed_sum(facts: Facts, campaign_id: int) -> int | None:
    """What a campaign may spend in the month at all outlets together, đồng; None: nothing was agreed."""
    whole = (one for one in facts.budgets if one.campaign_id == campaign_id and one.outlet_id is None)
    return next((one.amount_vnd for one in whole), None)


def spent(facts: Facts, asked: Asked) -> int:
    """What the campaign's settled slots cost already, đồng."""
    moving = {slot.uid for slot in movable(facts, asked)}
    return sum(
        slot.cost_vnd or 0
        for slot in facts.slots
        if slot.campaign_id == asked.campaign_id and slot.state not in grid.HOLDS_NO_PLACE and slot.uid not in moving
    )


def problem(facts: Facts, asked: Asked) -> Problem:
    """The month as a problem.

    Rules that only warn are kept all the same, so that a proposal brings no warning; those that an office passes
    over are passed over. Lengths are seconds, prices đồng; a window without an agreed price costs nothing here.
    """
    return _Stating(facts, asked).problem()


class _Stating:
    def __init__(self, facts: Facts, asked: Asked) -> None:
        self.facts, self.asked = facts, asked
        self.month = month_days(facts.month)
        self.today = local_day(facts.now, facts.zone)
        self.themes = [theme for theme in facts.themes if theme.campaign_id == asked.campaign_id]
        holding = {slot.window_id for slot in facts.slots}
        self.windows = [one for one in facts.windows if one.id in holding or self._dates(one)]
        self.movable = movable(facts, asked)

    def problem(self) -> Problem:
        return Problem(
            start=self.month[0],
            days=len(self.month),
            today=self.today,
            outlets=tuple(self._outlets()),
            programmes=tuple(map(self._programme, self.windows)),
            themes=tuple(self._themes()),
            quotas=tuple(self._quotas()),
            budgets=tuple(self._budgets()),
            blackouts=tuple(self._blackouts()),
            neighbours=tuple(self._neighbours()),
            forbidden=tuple(self._forbidden()),
            held=tuple(self._held()),
            replan=self._replan(),
            names={str(one.id): one.name for one in self.facts.running},
        )

    def _speaks(self, code: str) -> bool:
        return levels.level_of(code, self.facts.levels) is not RuleLevel.IGNORE

    def _dates(self, window: WindowView) -> frozenset[date]:
        """Dates of the month on which a window runs at an hour still to come."""
        return frozenset(
            day
            for day in self.month
            if grid.runs_on(window, day, self.facts.days.get(day))
            and grid.place_of(window, day, self.facts.zone).starts_at > self.facts.now
        )

    def _outlets(self) -> Iterator[Outlet]:
        limited = self._speaks(levels.OVER_DAILY)
        for one in self.facts.outlets:
            yield Outlet(outlet_id(one.id), one.name, daily_spots=one.daily_limit_spots if limited else None)

    def _programme(self, window: WindowView) -> Programme:
        dates = self._dates(window)
        closed: frozenset[date] = frozenset()
        if self._speaks(levels.BOOKING_PASSED):
            closed = frozenset(day for day in dates if self._is_closed(window, day))
        return Programme(
            id=programme_id(window.id),
            outlet=outlet_id(window.outlet_id),
            dates=dates,
            spots=window.capacity_spots,
            name=window.programme,
            kind=programme_id(window.id),
            length=window.capacity_s,
            price=window.price_vnd or 0,
            audience=_PREFERRED if window.id in self.asked.preferred else 0,
            closed=closed,
        )

    def _is_closed(self, window: WindowView, day: date) -> bool:
        until = deadlines.booking_deadline(window, day, self.facts.days, zone=self.facts.zone)
        return until is not None and until <= self.facts.now

    def _themes(self) -> Iterator[Theme]:
        lengths = {programme_id(window.id): window.length_s for window in self.windows}
        outlets = frozenset(outlet_id(one.id) for one in self.facts.outlets if one.id not in self.asked.left_out)
        gap_days = 1 if self._speaks(levels.SAME_DAY) else 0
        for theme in self.themes:
            name = f"{theme.letter} {theme.name}"
            yield Theme(theme_id(theme.id), str(theme.campaign_id), name, outlets, lengths, gap_days=gap_days)

    def _quotas(self) -> Iterator[Quota]:
        """Each figure; under one that leaves it open, even shares for themes and for windows, which come second."""
        everything = frozenset(theme_id(theme.id) for theme in self.themes)
        first, last = self.month[0], self.month[-1]
        for index, target in enumerate(self.asked.targets):
            themes = everything if target.theme_id is None else frozenset({theme_id(target.theme_id)})
            programmes = None if target.window_id is None else frozenset({programme_id(target.window_id)})
            outlets = frozenset({outlet_id(target.outlet_id)})
            yield Quota(
                f"q{index}", themes, outlets, first, last, target.spots, target.spots, programmes,
                spread=True, daily=True, hard=self.asked.must,
            )  # fmt: skip
            within = min(target.spots, self._room(target))
            if target.theme_id is None and self.asked.even_themes and len(everything) > 1:
                for theme, share in self._theme_shares(target, within):
                    yield Quota(
                        f"q{index}{SHARE}{theme}", frozenset({theme}), outlets, first, last, share, None, programmes,
                        tier=2, spread=True, daily=True,
                    )  # fmt: skip
            if target.window_id is None and self.asked.even_windows:
                for window, share in self._shares(target, within):
                    name, only = f"q{index}{SHARE}{window}", frozenset({window})
                    yield Quota(name, themes, outlets, first, last, share, None, only, tier=3)

    def _takes(self, window: WindowView) -> int:
        """Spots that a window takes in the month: those ahead, and those that lie in it."""
        held = sum(slot.window_id == window.id for slot in self._living())
        return max(held, len(self._dates(window)) * window.capacity_spots)

    def _room(self, target: Target) -> int:
        """Spots that the windows of a figure take at most."""
        mine = (one for one in self.windows if one.outlet_id == target.outlet_id)
        return sum(self._takes(one) for one in mine if target.window_id in {None, one.id})

    def _theme_shares(self, target: Target, within: int) -> Iterator[tuple[str, int]]:
        """Each theme's even share of so many spots.

        Where slots may move, no more than it has or gets of what is lacking: nothing moves for evenness alone.
        """
        shares = [within // len(self.themes)] * len(self.themes)
        if self.asked.movable:
            there = self._standing(target)
            counts = [sum(slot.theme_id == theme.id for slot in there) for theme in self.themes]
            shares = self._at_most(shares, counts, [within] * len(counts), within)
        yield from zip((theme_id(theme.id) for theme in self.themes), shares, strict=True)

    def _shares(self, target: Target, within: int) -> Iterator[tuple[str, int]]:
        """Each window's even share of so many spots, at most what it takes; as for themes where slots may move."""
        mine = [one for one in self.windows if one.outlet_id == target.outlet_id]
        shares = sharing.even(within, [self._takes(one) for one in mine])
        if self.asked.movable:
            there = self._standing(target)
            counts = [sum(slot.window_id == one.id for slot in there) for one in mine]
            shares = self._at_most(shares, counts, [self._free(one) for one in mine], within)
        yield from zip((programme_id(one.id) for one in mine), shares, strict=True)

    def _at_most(self, shares: list[int], counts: list[int], rooms: list[int], within: int) -> list[int]:
        got = sharing.raised(counts, rooms, max(0, within - sum(counts)))
        return [min(pair) for pair in zip(shares, got, strict=True)]

    def _standing(self, target: Target) -> list[SlotView]:
        """Slots that count for a figure as the month is."""
        return [
            slot for slot in self._living()
            if slot.campaign_id == self.asked.campaign_id and slot.outlet_id == target.outlet_id
            and target.window_id in {None, slot.window_id} and target.theme_id in {None, slot.theme_id}
        ]  # fmt: skip

    def _free(self, window: WindowView) -> int:
        """Spots that the cells ahead still take."""
        taken = Counter(slot.date for slot in self._living() if slot.window_id == window.id)
        return sum(max(0, window.capacity_spots - taken[day]) for day in self._dates(window))

    def _budgets(self) -> Iterator[Budget]:
        """Agreed sums; a sum for all outlets that the officer names stands instead of the agreed one."""
        if not self._speaks(levels.BUDGET_OVER):
            return
        themes = frozenset(theme_id(theme.id) for theme in self.themes)
        agreed: list[BudgetView] = [one for one in self.facts.budgets if one.campaign_id == self.asked.campaign_id]
        if self.asked.budget_vnd is not None:
            agreed = [one for one in agreed if one.outlet_id is not None]
            yield Budget("asked", self.asked.budget_vnd, themes)
        for one in agreed:
            outlets = None if one.outlet_id is None else frozenset({outlet_id(one.outlet_id)})
            yield Budget("all" if one.outlet_id is None else outlet_id(one.outlet_id), one.amount_vnd, themes, outlets)

    def _blackouts(self) -> Iterator[Blackout]:
        if self.asked.on_holidays or not self._speaks(levels.HOLIDAY):
            return
        everyone = frozenset(outlet_id(one.id) for one in self.facts.outlets)
        for day in self.month:
            if grid.is_holiday(self.facts.days.get(day)):
                yield Blackout(day, everyone, self.facts.days[day].holiday)

    def _neighbours(self) -> Iterator[tuple[str, str]]:
        """Windows of one channel whose items follow each other on some date that both run."""
        if not self._speaks(levels.ADJACENT):
            return
        aired = [window for window in self.windows if not window.is_press]
        for place, one in enumerate(aired):
            for other in aired[place + 1 :]:
                if one.channel_id == other.channel_id and self._follow(one, other):
                    yield programme_id(one.id), programme_id(other.id)

    def _follow(self, one: WindowView, other: WindowView) -> bool:
        for day in self._dates(one) & self._dates(other):
            here, there = (grid.place_of(window, day, self.facts.zone) for window in (one, other))
            if here.starts_at - rules.NEXT_TO <= there.ends_at and there.starts_at <= here.ends_at + rules.NEXT_TO:
                return True
        return False

    def _forbidden(self) -> Iterator[Placement]:
        """What a person does not want; a theme twice in one cell; the place of a slot that its outlet has declined."""
        moving = {slot.uid for slot in self.movable}
        yield from map(named, sorted(self.asked.unwanted, key=in_order))
        for slot in self._living():
            declined = slot.uid in moving and slot.offer is not None and slot.offer.declines
            if slot.campaign_id == self.asked.campaign_id and (slot.uid not in moving or declined):
                yield placement(slot)

    def _living(self) -> Iterator[SlotView]:
        return (slot for slot in self.facts.slots if slot.state not in grid.HOLDS_NO_PLACE)

    def _held(self) -> Iterator[Held]:
        moving = {slot.uid for slot in self.movable}
        for slot in self._living():
            if slot.uid in moving:
                continue
            where = placement(slot)
            if slot.campaign_id != self.asked.campaign_id:
                where = where._replace(theme=OTHERS)
            yield Held(where, slot.duration_s, slot.cost_vnd or 0)

    def _replan(self) -> Replan | None:
        if not self.asked.movable:
            return None
        lost = frozenset(
            (programme_id(slot.window_id), slot.date)
            for slot in self.facts.slots
            if slot.state is SlotState.MISSED and slot.starts_at > self.facts.now
        )
        return Replan(self.month[0], frozenset(map(placement, self.movable)), lost)
