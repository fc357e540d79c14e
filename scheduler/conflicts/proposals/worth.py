"""What a plan is worth: what it leaves unmet, how much it changes, how even it is, whom it reaches, what it costs."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from datetime import date, timedelta
from typing import Final

from scheduler.conflicts.proposals.plan import Plan, delivered
from scheduler.problem import Quota

_DAY: Final = timedelta(days=1)


def objectives(plan: Plan) -> tuple[int, ...]:
    """Short in tier 1, 2 and 3, changes, unevenness, minus the audience, cost."""
    short = [0, 0, 0]
    for quota, lacks in unmet(plan):
        short[quota.tier - 1] += quota.weight * lacks
    audience = sum(one.programme.audience for one in plan.own if one.programme)
    return *short, _changes(plan), _unevenness(plan), -audience, sum(one.price for one in plan.own)


def unmet(plan: Plan) -> Iterator[tuple[Quota, int]]:
    """Quotas that get less than their least, and how many units less."""
    for quota in plan.problem.quotas:
        if (lacks := quota.least - delivered(plan, quota)) > 0:
            yield quota, lacks


def _changes(plan: Plan) -> int:
    if (replan := plan.problem.replan) is None:
        return 0
    after = {one for one in plan.kept if one.date >= replan.start}
    return len(after ^ {one.placement for one in plan.own if one.day >= replan.start})


def _unevenness(plan: Plan) -> int:
    """How far each week of each spread quota, and each day of a daily one, is from its share."""
    total = 0
    for quota in plan.problem.quotas:
        if quota.spread and not quota.counts_length:
            total += _off(plan, quota, lambda day: day.isocalendar()[:2])
            if quota.daily:
                total += _off(plan, quota, lambda day: day)
    return total


def _off(plan: Plan, quota: Quota, stretch: Callable[[date], Hashable]) -> int:
    """How far the stretches of a quota are from their shares by the days on which it could air."""
    open_days: dict[Hashable, int] = defaultdict(int)
    day = max(quota.first, plan.problem.start)
    while day <= min(quota.last, plan.last):
        open_days[stretch(day)] += _airs_for(plan, quota, day)
        day += _DAY
    whole, total = sum(open_days.values()), 0
    for which, days in open_days.items() if whole else ():
        found = sum(stretch(one.day) == which for one in plan.counting(quota))
        low, high = quota.least * days // whole, -(-quota.least * days // whole)
        total += max(0, low - found, found - high)
    return total


def _airs_for(plan: Plan, quota: Quota, day: date) -> bool:
    return any(
        one.outlet in quota.outlets
        and (quota.programmes is None or one.id in quota.programmes)
        and day in one.dates
        and (one.id, day) not in plan.cancelled
        and (one.outlet, day) not in plan.black
        for one in plan.problem.programmes
    )
