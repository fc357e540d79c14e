"""A plan as its judge sees it: every spot with what it stands for, the plan's own and what is held."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.problem import Placement, Problem, Programme, Quota, Theme


@dataclass(frozen=True, slots=True)
class Spot:
    """A placement with all it stands for; one that is held only where it meets others."""

    placement: Placement
    programme: Programme | None
    theme: Theme | None
    lead: bool
    length: int
    price: int
    held: bool

    @property
    def outlet(self) -> str | None:
        """The outlet; None where the programme is none of the problem's."""
        return self.programme.outlet if self.programme else None

    @property
    def day(self) -> date:
        """The date of the airing."""
        return self.placement.date


class Plan:
    """One plan before the judge, with the lookups that several rules need."""

    def __init__(self, problem: Problem, told: Sequence[Placement]) -> None:
        self.problem, self.told = problem, told
        self.programmes = {one.id: one for one in problem.programmes}
        self.themes = {one.id: one for one in problem.themes}
        self.leads = {one.id for one in problem.outlets if one.lead}
        self.black = {(outlet, one.date) for one in problem.blackouts for outlet in one.outlets}
        self.last = problem.start + timedelta(days=problem.days - 1)
        lies = {one.placement for one in problem.held}
        self.cancelled = problem.replan.cancelled if problem.replan else frozenset()
        self.kept = {
            one for one in (problem.replan.previous if problem.replan else ())
            if (one.programme, one.date) not in self.cancelled and one not in lies
        }  # fmt: skip
        known = {one for one in told if one.programme in self.programmes and one.theme in self.themes}
        self.own = [self._mine(one) for one in sorted(known, key=order)]
        self.spots = self.own + [
            self._spot(one.placement, one.length, one.price, held=True) for one in problem.held
        ]  # fmt: skip
        self._counting: dict[str, list[Spot]] = {}

    def _mine(self, placement: Placement) -> Spot:
        programme = self.programmes[placement.programme]
        length = self.themes[placement.theme].lengths.get(programme.kind) or 0
        return self._spot(placement, length, programme.price, held=False)

    def _spot(self, placement: Placement, length: int, price: int, *, held: bool) -> Spot:
        programme = self.programmes.get(placement.programme)
        lead = programme is not None and programme.outlet in self.leads
        return Spot(placement, programme, self.themes.get(placement.theme), lead, length, price, held)

    def met(self, key: Callable[[Spot], Hashable]) -> Iterator[list[Spot]]:
        """Spots that share a key, where one of the plan's is among them; None is no key. In the order of dates."""
        groups: dict[Hashable, list[Spot]] = defaultdict(list)
        for one in self.spots:
            if (name := key(one)) is not None:
                groups[name].append(one)
        for group in groups.values():
            if not group[0].held:  # the plan's own come first
                yield sorted(group, key=lambda one: order(one.placement))

    def counting(self, quota: Quota) -> list[Spot]:
        """What counts for a quota, the plan's own and what is held."""
        if quota.id not in self._counting:
            self._counting[quota.id] = [one for one in self.spots if counts(quota, one)]
        return self._counting[quota.id]


def order(placement: Placement) -> tuple[date, str, str]:
    """By date, programme and theme."""
    return placement.date, placement.programme, placement.theme


def counts(quota: Quota, spot: Spot) -> bool:
    """Whether a spot counts for a quota."""
    return (
        spot.placement.theme in quota.themes
        and spot.outlet in quota.outlets
        and (quota.programmes is None or spot.placement.programme in quota.programmes)
        and quota.first <= spot.day <= quota.last
    )


def unit(quota: Quota) -> Callable[[Spot], int]:
    """What one spot counts for a quota."""
    return (lambda one: one.length) if quota.counts_length else (lambda _one: 1)


def delivered(plan: Plan, quota: Quota) -> int:
    """Units that a quota gets."""
    return sum(map(unit(quota), plan.counting(quota)))
