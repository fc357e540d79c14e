"""How many may meet: in an airing, on a day, in a week, on a bill, for a quota."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from scheduler.conflicts.proposals.plan import Plan, Spot, delivered, unit
from scheduler.conflicts.proposals.verdict import Violation
from scheduler.problem import Budget


def airings(plan: Plan) -> Iterator[Violation]:
    """Spots and length of each airing."""
    for group in plan.met(lambda one: one.placement[:2]):
        programme = plan.programmes[group[0].placement.programme]
        rule = f"capacity:{programme.id}"
        yield from _over(rule, group, programme.spots)
        if programme.length is not None:
            yield from _over(rule, group, programme.length, lambda one: one.length)


def outlet_days(plan: Plan) -> Iterator[Violation]:
    """Spots of an outlet on one day."""
    most = {one.id: one.daily_spots for one in plan.problem.outlets}
    for group in plan.met(lambda one: (one.outlet, one.day) if one.outlet else None):
        if (limit := most[str(group[0].outlet)]) is not None:
            yield from _over(f"outletday:{group[0].outlet}", group, limit)


def gaps(plan: Plan) -> Iterator[Violation]:
    """Days between two airings of a theme on an outlet."""
    for group in plan.met(lambda one: (one.theme.id, one.outlet) if one.theme else None):
        theme = plan.themes[group[0].placement.theme]
        for one, after in pairwise(group):
            if (apart := (after.day - one.day).days) < theme.gap_days and not (one.held and after.held):
                both = (one.placement, after.placement)
                yield Violation(f"gap:{theme.id}", both, after.day, apart, theme.gap_days)


def lead_days(plan: Plan) -> Iterator[Violation]:
    """Airings of a theme on one day over all lead outlets."""
    for group in plan.met(lambda one: (one.theme.id, one.day) if one.theme and one.lead else None):
        theme = plan.themes[group[0].placement.theme]
        if theme.lead_per_day is not None:
            yield from _over(f"leadday:{theme.id}", group, theme.lead_per_day)


def conflicts(plan: Plan) -> Iterator[Violation]:
    """Two themes on one outlet on one day that must not meet."""
    for group in plan.met(lambda one: (one.outlet, one.day) if one.outlet else None):
        for index, pair in enumerate(plan.problem.conflicts):
            yield from _both(f"conflict:{index}", group, pair, lambda one: one.placement.theme)


def neighbours(plan: Plan) -> Iterator[Violation]:
    """One theme in two programmes that follow each other."""
    for group in plan.met(lambda one: (one.theme.id, one.day) if one.theme else None):
        for index, pair in enumerate(plan.problem.neighbours):
            yield from _both(f"neighbour:{index}", group, pair, lambda one: one.placement.programme)


def budgets(plan: Plan) -> Iterator[Violation]:
    """What placements cost together, on the account of each budget."""
    for budget in plan.problem.budgets:
        paid = [one for one in plan.spots if _paid_from(budget, one)]
        yield from _over(f"budget:{budget.id}", paid, budget.amount, lambda one: one.price, day=False)


def producers(plan: Plan) -> Iterator[Violation]:
    """Scripts due from a producer in one ISO week."""
    most = {one.id: one.scripts_per_week for one in plan.problem.producers}

    def due(one: Spot) -> Hashable:
        if one.theme is None or one.theme.producer not in most or not one.lead:
            return None
        return one.theme.producer, (one.day - timedelta(days=one.theme.lead_days)).isocalendar()[:2]

    for group in plan.met(due):
        producer = str(plan.themes[group[0].placement.theme].producer)
        yield from _over(f"producer:{producer}", group, most[producer])


def reruns(plan: Plan) -> Iterator[Violation]:
    """At every day, of what the plan's first runs and the held ones that no held re-run used up allow."""
    for group in plan.met(lambda one: (one.theme.id, one.outlet) if one.theme and one.outlet else None):
        theme = plan.themes[group[0].placement.theme]
        if group[0].lead or theme.reruns_per_script is None:
            continue
        delay = timedelta(days=theme.rerun_delay_days)
        firsts = [one for one in plan.spots if one.lead and one.theme is theme]
        for day in sorted({one.day for one in group}):
            runs = [one for one in group if one.day <= day]
            own = [one for one in runs if not one.held]
            fresh = sum(not one.held and one.day + delay <= day for one in firsts)
            held = sum(one.held and one.day + delay <= day for one in firsts)
            left = max(0, theme.reruns_per_script * held - (len(runs) - len(own)))
            if len(own) > (most := theme.reruns_per_script * fresh + left):
                yield Violation(f"rerun:{theme.id}", tuple(one.placement for one in own), day, len(own), most)


def agreed(plan: Plan) -> Iterator[Violation]:
    """More than the most of a quota, or less than the least of one that must be met."""
    for quota in plan.problem.quotas:
        counting = plan.counting(quota)
        if quota.most is not None:
            yield from _over(f"quotamax:{quota.id}", counting, quota.most, unit(quota), day=False)
        if quota.hard and (units := delivered(plan, quota)) < quota.least:
            yield Violation(f"quota:{quota.id}", found=units, limit=quota.least)


def _spots(_spot: Spot) -> int:
    return 1


def _over(
    rule: str, group: Sequence[Spot], limit: int, weigh: Callable[[Spot], int] = _spots, *, day: bool = True
) -> Iterator[Violation]:
    """A violation where the plan's own take more than what is held leaves."""
    held = sum(weigh(one) for one in group if one.held)
    own = sum(weigh(one) for one in group if not one.held)
    if own > max(0, limit - held):
        placements = tuple(one.placement for one in group if not one.held)
        yield Violation(rule, placements, group[0].day if day else None, held + own, limit)


def _both(rule: str, group: Sequence[Spot], pair: tuple[str, str], side: Callable[[Spot], str]) -> Iterator[Violation]:
    """A violation where both of a pair are there, one of them by the plan."""
    sides = [[spot for spot in group if side(spot) == name] for name in pair]
    met = [spot for spots in sides for spot in spots]
    if all(sides) and not all(spot.held for spot in met):
        yield Violation(rule, tuple(spot.placement for spot in met), group[0].day, 1, 0)


def _paid_from(budget: Budget, spot: Spot) -> bool:
    return (
        spot.placement.theme in budget.themes
        and (budget.outlets is None or spot.outlet in budget.outlets)
        and (budget.first is None or budget.first <= spot.day)
        and (budget.last is None or spot.day <= budget.last)
    )
