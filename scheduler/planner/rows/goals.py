"""What was agreed, and what re-runs wait for, over candidates: quotas with their weeks and days, running balances."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from scheduler.planner.rows.ground import Ground
from scheduler.planner.rows.limits import ones
from scheduler.planner.rows.values import Balance, Goal, Limit, Step, Week
from scheduler.problem import Held, Quota, Theme

_DAY: Final = timedelta(days=1)


def balances(ground: Ground) -> Iterator[Balance]:
    """Of each theme on each repeat outlet, where re-runs are limited by first runs."""
    firsts = ground.by(lambda one: (one.placement.theme,) if one.lead else None)
    held = ground.held_by(lambda one: (one.placement.theme,))
    for name, members in ground.by(lambda one: (one.placement.theme, one.outlet) if not one.lead else None).items():
        theme, outlet = ground.themes[str(name[0])], str(name[1])
        if theme.reruns_per_script is None:
            continue
        settled = held.get((theme.id,), [])
        yield Balance(
            f"rerun:{theme.id}", outlet, theme.reruns_per_script,
            tuple(_steps(ground, theme, members, firsts.get((theme.id,), []), settled, outlet)),
        )  # fmt: skip


def _steps(
    ground: Ground, theme: Theme, members: Sequence[int], firsts: Sequence[int], held: Sequence[Held], outlet: str
) -> Iterator[Step]:
    """Members and firsts come sorted by date, so each is looked at once.

    Held re-runs beyond what held first runs allow are left out: what is held is not judged, and takes what is
    there, but nothing that is still to be proposed.
    """
    delay, per_first = timedelta(days=theme.rerun_delay_days), theme.reruns_per_script or 0
    dates = [ground.candidates[i].placement.date for i in members]
    counting = [ground.candidates[i].placement.date + delay for i in firsts]
    held_reruns = sorted(one.placement.date for one in held if ground.outlet_of(one) == outlet)
    held_firsts = sorted(one.placement.date + delay for one in held if ground.is_lead(one))
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


def quota_limits(ground: Ground) -> Iterator[Limit]:
    """The most of each quota, and the least of those that must be met."""
    for index, quota in enumerate(ground.problem.quotas):
        over = goal(ground, quota, index)
        if quota.most is not None:
            yield Limit(f"quotamax:{quota.id}", over.terms, most=max(0, quota.most - over.held))
        if quota.hard:
            yield Limit(f"quota:{quota.id}", over.terms, least=quota.least - over.held)


def goal(ground: Ground, quota: Quota, index: int) -> Goal:
    """A quota over its candidates; ``index`` is its place in the problem."""
    members = ground.counted.get(index, [])
    held = [one for one in ground.problem.held if _held_counts(ground, one, quota)]
    if quota.counts_length:
        terms = tuple((i, ground.candidates[i].length) for i in members)
        return Goal(quota, terms, sum(one.length for one in held), ())
    weeks = tuple(_weeks(ground, quota, members, held)) if quota.spread else ()
    return Goal(quota, ones(members), len(held), weeks)


def _held_counts(ground: Ground, held: Held, quota: Quota) -> bool:
    placement, outlet = held.placement, ground.outlet_of(held)
    return (
        placement.theme in quota.themes
        and outlet in quota.outlets
        and (quota.programmes is None or placement.programme in quota.programmes)
        and quota.first <= placement.date <= quota.last
    )


def _weeks(ground: Ground, quota: Quota, members: Sequence[int], held: Sequence[Held]) -> Iterator[Week]:
    """Each ISO week's even share of the least, and for a daily quota each day's."""
    day, last = max(quota.first, ground.problem.start), min(quota.last, ground.last)
    takes: dict[date, bool] = {}
    while day <= last:
        takes[day] = _takes_something(ground, quota, day)
        day += _DAY
    yield from _shares(ground, quota, members, held, takes, lambda day: day.isocalendar()[:2])
    if quota.daily:
        yield from _shares(ground, quota, members, held, takes, lambda day: (day.toordinal(),))


def _shares(
    ground: Ground,
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
        within[part_of(ground.candidates[i].placement.date)].append(i)
    settled = Counter(part_of(one.placement.date) for one in held)
    for part, days in open_days.items():
        low, high = quota.least * days // whole, -(-quota.least * days // whole)
        yield Week(low, high, tuple(within.get(part, ())), settled[part])


def _takes_something(ground: Ground, quota: Quota, day: date) -> bool:
    return any(
        day in one.dates and (one.id, day) not in ground.cancelled and not ground.black.get((one.outlet, day))
        for one in ground.problem.programmes
        if one.outlet in quota.outlets and (quota.programmes is None or one.id in quota.programmes)
    )
