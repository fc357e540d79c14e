"""What a placement must be by itself, and what of a plan was settled beforehand."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler.conflicts.proposals.plan import Plan, Spot, counts, order
from scheduler.conflicts.proposals.verdict import CALENDAR, CANCELLED, FROZEN, SERVE, STRUCTURE, Violation
from scheduler.problem import Placement


def structure(plan: Plan) -> Iterator[Violation]:
    """Told twice, lying there already, or of something that the problem does not know."""
    lies = {one.placement for one in plan.problem.held}
    seen: set[Placement] = set()
    for one in plan.told:
        strange = one.programme not in plan.programmes or one.theme not in plan.themes
        if strange or one in seen or one in lies:
            yield Violation(STRUCTURE, (one,), one.date)
        seen.add(one)


def calendar(plan: Plan) -> Iterator[Violation]:
    """Where nothing airs: by the weekday, by a cancellation, by a blackout."""
    for one in plan.own:
        assert one.programme is not None
        if one.day not in one.programme.dates or not plan.problem.start <= one.day <= plan.last:
            yield _alone(CALENDAR, one)
        if one.placement[:2] in plan.cancelled:
            yield _alone(CANCELLED, one)
        for index, blackout in enumerate(plan.problem.blackouts):
            if one.day == blackout.date and one.outlet in blackout.outlets:
                yield _alone(f"blackout:{index}", one)


def serve(plan: Plan) -> Iterator[Violation]:
    """What may not run there, does not fit, or was not asked for."""
    for one in plan.own:
        assert one.programme is not None
        assert one.theme is not None
        fits = one.programme.kind in one.theme.lengths and (
            one.programme.length is None or one.length <= one.programme.length
        )
        asked = any(counts(quota, one) for quota in plan.problem.quotas)
        if one.outlet not in one.theme.outlets or not fits or not asked:
            yield _alone(SERVE, one)


def chosen(plan: Plan) -> Iterator[Violation]:
    """What was refused or demanded by hand; what is held is there."""
    there = {one.placement for one in plan.spots}
    own = {one.placement for one in plan.own}
    for index, refused in enumerate(plan.problem.forbidden):
        if refused in own:
            yield Violation(f"forbidden:{index}", (refused,), refused.date, 1, 0)
    for index, pin in enumerate(plan.problem.pins):
        if pin not in there:
            yield Violation(f"pin:{index}", (pin,), pin.date, 0, 1)


def due(plan: Plan) -> Iterator[Violation]:
    """Too late for a script, or for the outlet's booking; a published placement had both in time."""
    for one in plan.own:
        assert one.programme is not None
        assert one.theme is not None
        if one.placement in plan.kept:
            continue
        if one.lead and one.day - timedelta(days=one.theme.lead_days) < plan.problem.today:
            yield _alone(f"lead:{one.theme.id}", one)
        if one.day in one.programme.closed:
            yield _alone(f"booking:{one.programme.id}", one)


def frozen(plan: Plan) -> Iterator[Violation]:
    """What lies before a re-planning's start and is not as it was published."""
    if (replan := plan.problem.replan) is not None:
        before = {one for one in plan.kept if one.date < replan.start}
        other = before ^ {one.placement for one in plan.own if one.day < replan.start}
        if other:
            yield Violation(FROZEN, tuple(sorted(other, key=order)), found=len(other))


def _alone(rule: str, spot: Spot) -> Violation:
    return Violation(rule, (spot.placement,), spot.day, 1, 0)
