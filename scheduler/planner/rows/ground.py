"""What every kind of row needs to look up: candidates, groups of them, and what is settled. Made once for a problem."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from scheduler.planner.rows.values import Candidate
from scheduler.problem import Held, Outlet, Placement, Problem, Programme, Theme


class Ground:
    """Lookups that every kind of row needs, made once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.outlets: dict[str, Outlet] = {one.id: one for one in problem.outlets}
        self.programmes: dict[str, Programme] = {one.id: one for one in problem.programmes}
        self.themes: dict[str, Theme] = {one.id: one for one in problem.themes}
        self.black: dict[tuple[str, date], list[int]] = defaultdict(list)
        for index, blackout in enumerate(problem.blackouts):
            for outlet in blackout.outlets:
                self.black[outlet, blackout.date].append(index)
        self.cancelled = problem.replan.cancelled if problem.replan else frozenset()
        self.lies = frozenset(one.placement for one in problem.held)
        self.kept = frozenset(
            one for one in (problem.replan.previous if problem.replan else ())
            if (one.programme, one.date) not in self.cancelled and one not in self.lies
        )  # fmt: skip
        self.last = problem.start + timedelta(days=problem.days - 1)
        self._counting: dict[tuple[str, str, str], list[int]] = {}
        self.candidates = tuple(self._candidates())
        self.place = {one.placement: index for index, one in enumerate(self.candidates)}

    def _candidates(self) -> Iterator[Candidate]:
        """In the order of date, programme and theme."""
        problem = self.problem
        dated = sorted((day, one.id) for one in problem.programmes for day in one.dates)
        themes = sorted(problem.themes, key=lambda theme: theme.id)
        start = problem.replan.start if problem.replan else None
        forbidden: dict[Placement, list[int]] = defaultdict(list)
        for index, one in enumerate(problem.forbidden):
            forbidden[one].append(index)
        for day, programme_id in dated:
            if not problem.start <= day <= self.last or (programme_id, day) in self.cancelled:
                continue
            programme = self.programmes[programme_id]
            for theme in themes:
                placement = Placement(programme_id, day, theme.id)
                if placement in self.lies or (start is not None and day < start and placement not in self.kept):
                    continue
                if (candidate := self._candidate(placement, programme, theme, forbidden[placement])) is not None:
                    yield candidate

    def _candidate(
        self, placement: Placement, programme: Programme, theme: Theme, forbidden: Sequence[int]
    ) -> Candidate | None:
        length = theme.lengths.get(programme.kind)
        if programme.outlet not in theme.outlets or length is None:
            return None
        if programme.length is not None and length > programme.length:
            return None
        quotas = self._counts(placement, programme)
        if not quotas:
            return None
        outlet = self.outlets[programme.outlet]
        barred = [f"blackout:{index}" for index in self.black.get((outlet.id, placement.date), ())]
        barred += [f"forbidden:{index}" for index in forbidden]
        if placement not in self.kept:
            if outlet.lead and placement.date - timedelta(days=theme.lead_days) < self.problem.today:
                barred.append(f"lead:{theme.id}")
            if placement.date in programme.closed:
                barred.append(f"booking:{programme.id}")
        return Candidate(
            placement, outlet.id, outlet.lead, length, programme.price, programme.audience, tuple(barred), quotas
        )

    def _counts(self, placement: Placement, programme: Programme) -> tuple[int, ...]:
        """Quotas for which a placement counts, by their places."""
        key = (placement.theme, programme.outlet, programme.id)
        if key not in self._counting:
            self._counting[key] = [
                index for index, quota in enumerate(self.problem.quotas)
                if placement.theme in quota.themes and programme.outlet in quota.outlets
                and (quota.programmes is None or programme.id in quota.programmes)
            ]  # fmt: skip
        quotas = self.problem.quotas
        return tuple(i for i in self._counting[key] if quotas[i].first <= placement.date <= quotas[i].last)

    def by(self, key: "Callable[[Candidate], tuple[object, ...] | None]") -> dict[tuple[object, ...], list[int]]:
        """Candidates grouped, groups in the order of their first member; a key of None leaves one out."""
        grouped: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for index, one in enumerate(self.candidates):
            if (name := key(one)) is not None:
                grouped[name].append(index)
        return grouped

    def held_by(self, key: "Callable[[Held], tuple[object, ...] | None]") -> dict[tuple[object, ...], list[Held]]:
        """Settled spots grouped; a key of None leaves one out."""
        grouped: dict[tuple[object, ...], list[Held]] = defaultdict(list)
        for one in self.problem.held:
            if (name := key(one)) is not None:
                grouped[name].append(one)
        return grouped

    def outlet_of(self, held: Held) -> str | None:
        """Where a settled spot lies; None for a programme that the problem does not know."""
        programme = self.programmes.get(held.placement.programme)
        return None if programme is None else programme.outlet

    def is_lead(self, held: Held) -> bool:
        """Whether a settled spot is a first run."""
        outlet = self.outlet_of(held)
        return outlet is not None and self.outlets[outlet].lead

    @cached_property
    def counted(self) -> dict[int, list[int]]:
        """Candidates by the quotas they count for."""
        found: dict[int, list[int]] = defaultdict(list)
        for place, one in enumerate(self.candidates):
            for index in one.quotas:
                found[index].append(place)
        return found
