"""A problem as rows over candidate placements: what every solver, bound and reason of the planner starts from.

Each row carries the id of the rule that it states, so that a rule can be left out and a reason can name it.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from scheduler.problem import Budget, Held, Outlet, Placement, Problem, Programme, Quota, Theme

FROZEN: Final = "frozen"
"""The one rule without a subject: what lies before a re-planning's start stays as it is. No reason leaves it out."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A placement that calendar, lengths and quotas allow, whatever else speaks against it."""

    placement: Placement
    outlet: str
    lead: bool
    length: int
    price: int
    audience: int
    barred: tuple[str, ...]  # rules that forbid it alone: blackout, forbidden, lead, booking
    quotas: tuple[int, ...]  # places in ``Problem.quotas`` for which it counts


@dataclass(frozen=True, slots=True)
class Limit:
    """``least ≤ Σ weight × chosen ≤ most``; either end may be open."""

    rule: str
    terms: tuple[tuple[int, int], ...]  # candidate's place, weight
    most: int | None = None
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One day of a running balance, on which something is or can be a re-run."""

    date: date
    reruns: tuple[int, ...]  # candidates of the day
    firsts: tuple[int, ...]  # candidates that begin to count by this day, and did not by the step before
    held_reruns: int = 0  # held ones, likewise; only as many as held first runs allow, for they are not judged
    held_firsts: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """At every step: re-runs so far ≤ ``per_first`` × first runs so far, both with the held ones."""

    rule: str
    outlet: str
    per_first: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """What falls into one ISO week, or one day, of a quota's window, and how many would be even."""

    low: int
    high: int
    terms: tuple[int, ...]  # candidates
    held: int  # settled spots in it


@dataclass(frozen=True, slots=True)
class Goal:
    """A quota over the candidates."""

    quota: Quota
    terms: tuple[tuple[int, int], ...]  # candidate's place, units
    held: int  # units delivered by what is settled
    weeks: tuple[Week, ...]  # empty unless it is to be spread


@dataclass(frozen=True, slots=True)
class Rows:
    """A problem, unfolded. Candidates stand in the order of date, programme and theme."""

    problem: Problem
    candidates: tuple[Candidate, ...]
    limits: tuple[Limit, ...]  # hard quotas and their maxima too
    balances: tuple[Balance, ...]
    goals: tuple[Goal, ...]  # one for each quota, in its order
    settled: frozenset[int]  # candidates that lie before a re-planning's start, chosen for good
    previous: frozenset[int]  # candidates of the published plan from its start on
    lost: int  # placements of the published plan from its start on that can be no candidate: each is a change
    place: Mapping[Placement, int] = field(default_factory=dict)


def unfold(problem: Problem) -> Rows:
    """The rows of a problem; the same problem gives the same rows in the same order."""
    return _Unfolding(problem).rows()


class _Unfolding:
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

    def rows(self) -> Rows:
        """Everything."""
        start = self.problem.replan.start if self.problem.replan else None
        before = [one for one in self.kept if start is not None and one.date < start]
        after = [one for one in self.kept if start is not None and one.date >= start]
        limits = (
            *self._pins(), *self._airings(), *self._outlet_days(), *self._gaps(), *self._lead_days(),
            *self._conflicts(), *self._neighbours(), *self._budgets(), *self._producers(),
            *self._quota_limits(), *(Limit(FROZEN, (), least=1) for one in before if one not in self.place),
        )  # fmt: skip
        return Rows(
            problem=self.problem,
            candidates=self.candidates,
            limits=limits,
            balances=tuple(self._balances()),
            goals=tuple(self._goal(quota, index) for index, quota in enumerate(self.problem.quotas)),
            settled=frozenset(self.place[one] for one in before if one in self.place),
            previous=frozenset(self.place[one] for one in after if one in self.place),
            lost=sum(one not in self.place for one in after),
            place=self.place,
        )

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

    def _by(self, key: "Callable[[Candidate], tuple[object, ...] | None]") -> dict[tuple[object, ...], list[int]]:
        """Candidates grouped, groups in the order of their first member; a key of None leaves one out."""
        grouped: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for index, one in enumerate(self.candidates):
            if (name := key(one)) is not None:
                grouped[name].append(index)
        return grouped

    def _held_by(self, key: "Callable[[Held], tuple[object, ...] | None]") -> dict[tuple[object, ...], list[Held]]:
        grouped: dict[tuple[object, ...], list[Held]] = defaultdict(list)
        for one in self.problem.held:
            if (name := key(one)) is not None:
                grouped[name].append(one)
        return grouped

    def _outlet_of(self, held: Held) -> str | None:
        programme = self.programmes.get(held.placement.programme)
        return None if programme is None else programme.outlet

    def _pins(self) -> Iterator[Limit]:
        for index, pin in enumerate(self.problem.pins):
            if pin in self.lies:
                continue
            where = self.place.get(pin)
            yield Limit(f"pin:{index}", () if where is None else ((where, 1),), least=1)

    def _airings(self) -> Iterator[Limit]:
        held = self._held_by(lambda one: one.placement[:2])
        for name, members in self._by(lambda one: one.placement[:2]).items():
            programme = self.programmes[self.candidates[members[0]].placement.programme]
            taken = held.get(name, [])
            rule = f"capacity:{programme.id}"
            yield Limit(rule, _ones(members), most=max(0, programme.spots - len(taken)))
            if programme.length is not None:
                left = max(0, programme.length - sum(one.length for one in taken))
                yield Limit(rule, tuple((i, self.candidates[i].length) for i in members), most=left)

    def _outlet_days(self) -> Iterator[Limit]:
        held = self._held_by(lambda one: (self._outlet_of(one), one.placement.date))
        for name, members in self._by(lambda one: (one.outlet, one.placement.date)).items():
            outlet = self.outlets[self.candidates[members[0]].outlet]
            if outlet.daily_spots is not None:
                left = max(0, outlet.daily_spots - len(held.get(name, ())))
                yield Limit(f"outletday:{outlet.id}", _ones(members), most=left)

    def _gaps(self) -> Iterator[Limit]:
        """Of a theme on an outlet at most one airing within each stretch of ``gap_days``, dominated ones left out."""
        held = self._held_by(lambda one: (one.placement.theme, self._outlet_of(one)))
        for name, members in self._by(lambda one: (one.placement.theme, one.outlet)).items():
            theme = self.themes[self.candidates[members[0]].placement.theme]
            if theme.gap_days < 1:
                continue
            rule = f"gap:{theme.id}"
            settled = [one.placement.date for one in held.get(name, ())]
            for index in members:
                if any(abs((self.candidates[index].placement.date - day).days) < theme.gap_days for day in settled):
                    yield Limit(rule, ((index, 1),), most=0)
            for group in self._stretches(members, theme.gap_days):
                yield Limit(rule, _ones(group), most=1)

    def _stretches(self, members: Sequence[int], days: int) -> Iterator[list[int]]:
        """Members within ``days`` days of each other, in every maximal way; they come sorted by date."""
        end, told = 0, 0
        for begin, index in enumerate(members):
            until = self.candidates[index].placement.date + timedelta(days=days)
            while end < len(members) and self.candidates[members[end]].placement.date < until:
                end += 1
            if end > told and end - begin > 1:
                yield list(members[begin:end])
            told = max(told, end)

    def _lead_days(self) -> Iterator[Limit]:
        held = self._held_by(lambda one: (one.placement.theme, one.placement.date) if self._is_lead(one) else None)
        for name, members in self._by(
            lambda one: (one.placement.theme, one.placement.date) if one.lead else None
        ).items():
            theme = self.themes[self.candidates[members[0]].placement.theme]
            if theme.lead_per_day is not None:
                left = max(0, theme.lead_per_day - len(held.get(name, ())))
                yield Limit(f"leadday:{theme.id}", _ones(members), most=left)

    def _is_lead(self, held: Held) -> bool:
        outlet = self._outlet_of(held)
        return outlet is not None and self.outlets[outlet].lead

    def _conflicts(self) -> Iterator[Limit]:
        """Pairwise, so that the rule says the same with and without those about gaps."""
        days = self._by(lambda one: (one.outlet, one.placement.date))
        held = self._held_by(lambda one: (self._outlet_of(one), one.placement.date))
        for index, pair in enumerate(self.problem.conflicts):
            for name, members in days.items():
                sides = [[i for i in members if self.candidates[i].placement.theme == theme] for theme in pair]
                settled = {one.placement.theme for one in held.get(name, ())}
                yield from _never_both(f"conflict:{index}", sides, [theme in settled for theme in pair])

    def _neighbours(self) -> Iterator[Limit]:
        days = self._by(lambda one: (one.placement.theme, one.placement.date))
        held = {one.placement for one in self.problem.held}
        for index, pair in enumerate(self.problem.neighbours):
            for members in days.values():
                sides = [[i for i in members if self.candidates[i].placement.programme == name] for name in pair]
                sample = self.candidates[members[0]].placement
                settled = [Placement(name, sample.date, sample.theme) in held for name in pair]
                yield from _never_both(f"neighbour:{index}", sides, settled)

    def _budgets(self) -> Iterator[Limit]:
        for budget in self.problem.budgets:

            def within(placement: Placement, outlet: str | None, *, of: Budget = budget) -> bool:
                return (
                    placement.theme in of.themes
                    and (of.outlets is None or outlet in of.outlets)
                    and (of.first is None or of.first <= placement.date)
                    and (of.last is None or placement.date <= of.last)
                )

            terms = tuple(
                (i, one.price) for i, one in enumerate(self.candidates)
                if one.price and within(one.placement, one.outlet)
            )  # fmt: skip
            spent = sum(one.price for one in self.problem.held if within(one.placement, self._outlet_of(one)))
            yield Limit(f"budget:{budget.id}", terms, most=max(0, budget.amount - spent))

    def _producers(self) -> Iterator[Limit]:
        def due(placement: Placement, *, lead: bool) -> tuple[object, ...] | None:
            theme = self.themes.get(placement.theme)
            if theme is None or theme.producer is None or not lead:
                return None
            week = (placement.date - timedelta(days=theme.lead_days)).isocalendar()
            return theme.producer, week.year, week.week

        most = {one.id: one.scripts_per_week for one in self.problem.producers}
        held = self._held_by(lambda one: due(one.placement, lead=self._is_lead(one)))
        for name, members in self._by(lambda one: due(one.placement, lead=one.lead)).items():
            if (scripts := most.get(str(name[0]))) is not None:
                yield Limit(f"producer:{name[0]}", _ones(members), most=max(0, scripts - len(held.get(name, ()))))

    def _balances(self) -> Iterator[Balance]:
        firsts = self._by(lambda one: (one.placement.theme,) if one.lead else None)
        held = self._held_by(lambda one: (one.placement.theme,))
        for name, members in self._by(lambda one: (one.placement.theme, one.outlet) if not one.lead else None).items():
            theme, outlet = self.themes[str(name[0])], str(name[1])
            if theme.reruns_per_script is None:
                continue
            settled = held.get((theme.id,), [])
            yield Balance(
                f"rerun:{theme.id}", outlet, theme.reruns_per_script,
                tuple(self._steps(theme, members, firsts.get((theme.id,), []), settled, outlet)),
            )  # fmt: skip

    def _steps(
        self, theme: Theme, members: Sequence[int], firsts: Sequence[int], held: Sequence[Held], outlet: str
    ) -> Iterator[Step]:
        """Members and firsts come sorted by date, so each is looked at once.

        Held re-runs beyond what held first runs allow are left out: what is held is not judged, and takes what is
        there, but nothing that is still to be proposed.
        """
        delay, per_first = timedelta(days=theme.rerun_delay_days), theme.reruns_per_script or 0
        dates = [self.candidates[i].placement.date for i in members]
        counting = [self.candidates[i].placement.date + delay for i in firsts]
        held_reruns = sorted(one.placement.date for one in held if self._outlet_of(one) == outlet)
        held_firsts = sorted(one.placement.date + delay for one in held if self._is_lead(one))
        done, first, settled, left = 0, 0, 0, 0
        for day in sorted({*dates, *held_reruns}):
            until = [bisect_right(row, day) for row in (dates, counting, held_firsts)]
            fresh = until[2] - settled
            before, left = left, max(0, per_first * until[2] - bisect_right(held_reruns, day))
            yield Step(
                day,
                tuple(members[done : until[0]]),
                tuple(firsts[first : until[1]]),
                before + per_first * fresh - left,
                fresh,
            )
            done, first, settled = until

    def _quota_limits(self) -> Iterator[Limit]:
        for index, quota in enumerate(self.problem.quotas):
            goal = self._goal(quota, index)
            if quota.most is not None:
                yield Limit(f"quotamax:{quota.id}", goal.terms, most=max(0, quota.most - goal.held))
            if quota.hard:
                yield Limit(f"quota:{quota.id}", goal.terms, least=quota.least - goal.held)

    def _goal(self, quota: Quota, index: int) -> Goal:
        members = self._counted.get(index, [])
        held = [one for one in self.problem.held if self._held_counts(one, quota)]
        if quota.counts_length:
            terms = tuple((i, self.candidates[i].length) for i in members)
            return Goal(quota, terms, sum(one.length for one in held), ())
        weeks = tuple(self._weeks(quota, members, held)) if quota.spread else ()
        return Goal(quota, _ones(members), len(held), weeks)

    @cached_property
    def _counted(self) -> dict[int, list[int]]:
        """Candidates by the quotas they count for."""
        found: dict[int, list[int]] = defaultdict(list)
        for place, one in enumerate(self.candidates):
            for index in one.quotas:
                found[index].append(place)
        return found

    def _held_counts(self, held: Held, quota: Quota) -> bool:
        placement, outlet = held.placement, self._outlet_of(held)
        return (
            placement.theme in quota.themes
            and outlet in quota.outlets
            and (quota.programmes is None or placement.programme in quota.programmes)
            and quota.first <= placement.date <= quota.last
        )

    def _weeks(self, quota: Quota, members: Sequence[int], held: Sequence[Held]) -> Iterator[Week]:
        """Each ISO week's even share of the least, and for a daily quota each day's."""
        day, last = max(quota.first, self.problem.start), min(quota.last, self.last)
        takes: dict[date, bool] = {}
        while day <= last:
            takes[day] = self._takes_something(quota, day)
            day += _DAY
        yield from self._shares(quota, members, held, takes, lambda day: day.isocalendar()[:2])
        if quota.daily:
            yield from self._shares(quota, members, held, takes, lambda day: (day.toordinal(),))

    def _shares(
        self,
        quota: Quota,
        members: Sequence[int],
        held: Sequence[Held],
        takes: Mapping[date, bool],
        part_of: Callable[[date], tuple[int, ...]],
    ) -> Iterator[Week]:
        """Floor and ceiling of each part's share of the least, by its part of the days that take something."""
        open_days: dict[tuple[int, ...], int] = {}
        for day, takes_something in takes.items():
            open_days[part_of(day)] = open_days.get(part_of(day), 0) + takes_something
        if not (whole := sum(open_days.values())):
            return
        within: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for i in members:
            within[part_of(self.candidates[i].placement.date)].append(i)
        settled = Counter(part_of(one.placement.date) for one in held)
        for part, days in open_days.items():
            low, high = quota.least * days // whole, -(-quota.least * days // whole)
            yield Week(low, high, tuple(within.get(part, ())), settled[part])

    def _takes_something(self, quota: Quota, day: date) -> bool:
        return any(
            day in one.dates and (one.id, day) not in self.cancelled and not self.black.get((one.outlet, day))
            for one in self.problem.programmes
            if one.outlet in quota.outlets and (quota.programmes is None or one.id in quota.programmes)
        )


def _ones(members: Iterable[int]) -> tuple[tuple[int, int], ...]:
    return tuple((i, 1) for i in members)


def _never_both(rule: str, sides: Sequence[Sequence[int]], settled: Sequence[bool]) -> Iterator[Limit]:
    """Pairs of candidates of which at most one may be chosen; where one side is settled the other is out."""
    for side, other in ((0, 1), (1, 0)):
        if settled[other]:
            for i in sides[side]:
                yield Limit(rule, ((i, 1),), most=0)
    for i in sides[0]:
        for k in sides[1]:
            yield Limit(rule, ((i, 1), (k, 1)), most=1)
