"""Rules that hold back what may be chosen together, each as limits over candidates."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from scheduler.planner.rows.ground import Ground
from scheduler.planner.rows.values import Limit
from scheduler.problem import Budget, Placement


def limits(ground: Ground) -> Iterator[Limit]:
    """Every limit but those of quotas, rule by rule."""
    for rule in (
        _pins, _airings, _outlet_days, _gaps, _lead_days, _conflicts, _neighbours, _budgets, _producers,
    ):  # fmt: skip
        yield from rule(ground)


def _pins(ground: Ground) -> Iterator[Limit]:
    for index, pin in enumerate(ground.problem.pins):
        if pin in ground.lies:
            continue
        where = ground.place.get(pin)
        yield Limit(f"pin:{index}", () if where is None else ((where, 1),), least=1)


def _airings(ground: Ground) -> Iterator[Limit]:
    held = ground.held_by(lambda one: one.placement[:2])
    for name, members in ground.by(lambda one: one.placement[:2]).items():
        programme = ground.programmes[ground.candidates[members[0]].placement.programme]
        taken = held.get(name, [])
        rule = f"capacity:{programme.id}"
        yield Limit(rule, ones(members), most=max(0, programme.spots - len(taken)))
        if programme.length is not None:
            left = max(0, programme.length - sum(one.length for one in taken))
            yield Limit(rule, tuple((i, ground.candidates[i].length) for i in members), most=left)


def _outlet_days(ground: Ground) -> Iterator[Limit]:
    held = ground.held_by(lambda one: (ground.outlet_of(one), one.placement.date))
    for name, members in ground.by(lambda one: (one.outlet, one.placement.date)).items():
        outlet = ground.outlets[ground.candidates[members[0]].outlet]
        if outlet.daily_spots is not None:
            left = max(0, outlet.daily_spots - len(held.get(name, ())))
            yield Limit(f"outletday:{outlet.id}", ones(members), most=left)


def _gaps(ground: Ground) -> Iterator[Limit]:
    """Of a theme on an outlet at most one airing within each stretch of ``gap_days``, dominated ones left out."""
    held = ground.held_by(lambda one: (one.placement.theme, ground.outlet_of(one)))
    for name, members in ground.by(lambda one: (one.placement.theme, one.outlet)).items():
        theme = ground.themes[ground.candidates[members[0]].placement.theme]
        if theme.gap_days < 1:
            continue
        rule = f"gap:{theme.id}"
        settled = [one.placement.date for one in held.get(name, ())]
        for index in members:
            if any(abs((ground.candidates[index].placement.date - day).days) < theme.gap_days for day in settled):
                yield Limit(rule, ((index, 1),), most=0)
        for group in _stretches(ground, members, theme.gap_days):
            yield Limit(rule, ones(group), most=1)


def _stretches(ground: Ground, members: Sequence[int], days: int) -> Iterator[list[int]]:
    """Members within ``days`` days of each other, in every maximal way; they come sorted by date."""
    end, told = 0, 0
    for begin, index in enumerate(members):
        until = ground.candidates[index].placement.date + timedelta(days=days)
        while end < len(members) and ground.candidates[members[end]].placement.date < until:
            end += 1
        if end > told and end - begin > 1:
            yield list(members[begin:end])
        told = max(told, end)


def _lead_days(ground: Ground) -> Iterator[Limit]:
    held = ground.held_by(lambda one: (one.placement.theme, one.placement.date) if ground.is_lead(one) else None)
    for name, members in ground.by(lambda one: (one.placement.theme, one.placement.date) if one.lead else None).items():
        theme = ground.themes[ground.candidates[members[0]].placement.theme]
        if theme.lead_per_day is not None:
            left = max(0, theme.lead_per_day - len(held.get(name, ())))
            yield Limit(f"leadday:{theme.id}", ones(members), most=left)


def _conflicts(ground: Ground) -> Iterator[Limit]:
    """Pairwise, so that the rule says the same with and without those about gaps."""
    days = ground.by(lambda one: (one.outlet, one.placement.date))
    held = ground.held_by(lambda one: (ground.outlet_of(one), one.placement.date))
    for index, pair in enumerate(ground.problem.conflicts):
        for name, members in days.items():
            sides = [[i for i in members if ground.candidates[i].placement.theme == theme] for theme in pair]
            settled = {one.placement.theme for one in held.get(name, ())}
            yield from _never_both(f"conflict:{index}", sides, [theme in settled for theme in pair])


def _neighbours(ground: Ground) -> Iterator[Limit]:
    days = ground.by(lambda one: (one.placement.theme, one.placement.date))
    held = {one.placement for one in ground.problem.held}
    for index, pair in enumerate(ground.problem.neighbours):
        for members in days.values():
            sides = [[i for i in members if ground.candidates[i].placement.programme == name] for name in pair]
            sample = ground.candidates[members[0]].placement
            settled = [Placement(name, sample.date, sample.theme) in held for name in pair]
            yield from _never_both(f"neighbour:{index}", sides, settled)


def _budgets(ground: Ground) -> Iterator[Limit]:
    for budget in ground.problem.budgets:

        def within(placement: Placement, outlet: str | None, *, of: Budget = budget) -> bool:
            return (
                placement.theme in of.themes
                and (of.outlets is None or outlet in of.outlets)
                and (of.first is None or of.first <= placement.date)
                and (of.last is None or placement.date <= of.last)
            )

        terms = tuple(
            (i, one.price) for i, one in enumerate(ground.candidates)
            if one.price and within(one.placement, one.outlet)
        )  # fmt: skip
        spent = sum(one.price for one in ground.problem.held if within(one.placement, ground.outlet_of(one)))
        yield Limit(f"budget:{budget.id}", terms, most=max(0, budget.amount - spent))


def _producers(ground: Ground) -> Iterator[Limit]:
    def due(placement: Placement, *, lead: bool) -> tuple[object, ...] | None:
        theme = ground.themes.get(placement.theme)
        if theme is None or theme.producer is None or not lead:
            return None
        week = (placement.date - timedelta(days=theme.lead_days)).isocalendar()
        return theme.producer, week.year, week.week

    most = {one.id: one.scripts_per_week for one in ground.problem.producers}
    held = ground.held_by(lambda one: due(one.placement, lead=ground.is_lead(one)))
    for name, members in ground.by(lambda one: due(one.placement, lead=one.lead)).items():
        if (scripts := most.get(str(name[0]))) is not None:
            yield Limit(f"producer:{name[0]}", ones(members), most=max(0, scripts - len(held.get(name, ()))))


def ones(members: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Candidates that count one each."""
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
