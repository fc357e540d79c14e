"""What it would take: which rule, giving way by how much, makes how much possible."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from scheduler.planner.reasons.demand import BUILDING, Answer, Demands, Terms, demands, most
from scheduler.planner.reasons.finding import stubborn
from scheduler.planner.reasons.values import Relaxation
from scheduler.planner.rows import Limit, Rows, unfold
from scheduler.problem import Placement, Problem, Theme

Part = TypeVar("Part")

RULES: Final = 6
"""How many rules of a reason are tried."""
STEPS: Final = (1, 2, 3, 5, 7)
"""By how much a rule that counts is tried to give way."""
EFFORT: Final = 1.0
"""CP-SAT's deterministic time for one try."""
ALL: Final = 4.0
"""The same, for all tries of one reason, stating the problem anew included."""


@dataclass(slots=True)
class _Purse:
    """What is left for further tries."""

    left: float = ALL

    def most(self, asked: Demands, terms: Terms, hint: frozenset[int] = frozenset()) -> Answer:
        """A try, paid for; nothing is found once nothing is left."""
        if self.left <= 0:
            return Answer(possible=None)
        answer = most(asked, asked.rules(), terms, hint=hint, effort=min(EFFORT, self.left))
        self.left -= answer.effort + len(asked.rows.candidates) * BUILDING / 2
        return answer


def relaxed(problem: Problem, rule: str, by: int) -> Problem | None:
    """The problem with one rule giving way; None where the rule has no more to give.

    A programme's room grows by spots of the longest kind; what is told by its place is taken out.
    """
    kind, _, subject = rule.partition(":")
    return _RELAXED[kind](problem, subject, by) if kind in _RELAXED else None


def for_quota(
    problem: Problem, rules: tuple[str, ...], quota: str, levels: Mapping[str, int], placements: frozenset[Placement]
) -> tuple[Relaxation, ...]:
    """What each of these rules would have to give for more of a quota, others kept at their ``levels``."""
    missing = next(one.least for one in problem.quotas if one.id == quota) - levels[quota]
    purse = _Purse()
    found = (_first(problem, rule, quota, levels, placements, purse) for rule in _changeable(rules))
    told = [Relaxation(one.rule, one.by, min(one.gains, missing)) for one in found if one is not None]
    return tuple(sorted(told, key=lambda one: (-one.gains, stubborn(one.rule), one.by, one.rule))[:3])


def for_all(problem: Problem, rules: tuple[str, ...]) -> tuple[Relaxation, ...]:
    """What each of these rules would have to give for the problem to have a plan at all."""
    purse = _Purse()
    told = [one for rule in _changeable(rules) if (one := _enough(problem, rule, purse)) is not None]
    return tuple(sorted(told, key=lambda one: (stubborn(one.rule), one.by, one.rule))[:3])


def _changeable(rules: tuple[str, ...]) -> list[str]:
    return sorted(rules, key=lambda rule: (stubborn(rule), rule))[:RULES]


def _steps(problem: Problem, rule: str) -> Iterator[tuple[int, Problem]]:
    once = rule.partition(":")[0] in _LIFTED
    for by in STEPS[:1] if once else STEPS:
        if (other := relaxed(problem, rule, by)) is not None:
            yield by, other


def _first(
    problem: Problem, rule: str, quota: str, levels: Mapping[str, int], placements: frozenset[Placement], purse: _Purse
) -> Relaxation | None:
    """The least that brings anything, and all that it brings; of money, the least that brings the most."""
    if rule.startswith("budget:"):
        return _money(problem, rule, quota, levels, placements, purse)
    for by, other in _steps(problem, rule):
        if purse.left <= 0:
            return None
        if (gains := _gain(demands(unfold(other), levels), quota, levels, placements, purse)) > 0:
            return Relaxation(rule, by, gains)
    return None


def _gain(
    asked: Demands, quota: str, levels: Mapping[str, int], placements: frozenset[Placement], purse: _Purse
) -> int:
    goal = next(one for one in asked.rows.goals if one.quota.id == quota)
    answer = purse.most(asked, goal.terms, _places(asked.rows, placements))
    return goal.held + sum(weight for i, weight in goal.terms if i in answer.chosen) - levels[quota]


def _places(rows: Rows, placements: frozenset[Placement]) -> frozenset[int]:
    return frozenset(rows.place[one] for one in placements if one in rows.place)


def _money(
    problem: Problem, rule: str, quota: str, levels: Mapping[str, int], placements: frozenset[Placement], purse: _Purse
) -> Relaxation | None:
    rows = unfold(problem)
    limit = next(one for one in rows.limits if one.rule == rule)
    free = demands(replace(rows, limits=tuple(one for one in rows.limits if one.rule != rule)), levels)
    wanted = next(one.least for one in problem.quotas if one.id == quota)
    gains = min(_gain(free, quota, levels, placements, purse), wanted - levels[quota])
    if gains <= 0:
        return None
    more = demands(free.rows, {**levels, quota: levels[quota] + gains})
    return _paid(more, limit, gains, purse)


def _paid(asked: Demands, limit: Limit, gains: int, purse: _Purse) -> Relaxation | None:
    """The least by which a budget must grow for all that is asked."""
    cheapest = purse.most(asked, [(i, -price) for i, price in limit.terms])
    if not cheapest.possible:
        return None
    spent = sum(price for i, price in limit.terms if i in cheapest.chosen)
    return Relaxation(limit.rule, max(1, spent - (limit.most or 0)), gains)


def _enough(problem: Problem, rule: str, purse: _Purse) -> Relaxation | None:
    rows = unfold(problem)
    if rule.startswith("budget:"):
        limit = next(one for one in rows.limits if one.rule == rule)
        without = replace(rows, limits=tuple(one for one in rows.limits if one.rule != rule))
        return _paid(demands(without, {}), limit, 0, purse)
    if rule.startswith("quota:"):
        goal = next(one for one in rows.goals if f"quota:{one.quota.id}" == rule)
        asked = demands(replace(rows, limits=tuple(one for one in rows.limits if one.rule != rule)), {})
        answer = purse.most(asked, goal.terms)
        units = goal.held + sum(weight for i, weight in goal.terms if i in answer.chosen)
        return Relaxation(rule, goal.quota.least - units, 0) if answer.possible else None
    for by, other in _steps(problem, rule):
        if purse.left <= 0:
            return None
        asked = demands(unfold(other), {})
        if purse.most(asked, ()).possible:
            return Relaxation(rule, by, 0)
    return None


def _with(parts: tuple[Part, ...], subject: str, change: Callable[[Part], Part]) -> tuple[Part, ...]:
    return tuple(change(one) if one.id == subject else one for one in parts)  # type: ignore[attr-defined]


def _budget(problem: Problem, subject: str, by: int) -> Problem:
    grown = _with(problem.budgets, subject, lambda one: replace(one, amount=one.amount + by))
    return replace(problem, budgets=grown)


def _producer(problem: Problem, subject: str, by: int) -> Problem:
    grown = _with(problem.producers, subject, lambda one: replace(one, scripts_per_week=one.scripts_per_week + by))
    return replace(problem, producers=grown)


def _outlet_day(problem: Problem, subject: str, by: int) -> Problem:
    grown = _with(problem.outlets, subject, lambda one: replace(one, daily_spots=(one.daily_spots or 0) + by))
    return replace(problem, outlets=grown)


def _capacity(problem: Problem, subject: str, by: int) -> Problem:
    programme = next(one for one in problem.programmes if one.id == subject)
    longest = max((theme.lengths.get(programme.kind, 0) for theme in problem.themes), default=0)
    room = None if programme.length is None else programme.length + by * longest
    grown = _with(problem.programmes, subject, lambda one: replace(one, spots=one.spots + by, length=room))
    return replace(problem, programmes=grown)


def _booking(problem: Problem, subject: str, _by: int) -> Problem:
    opened = _with(problem.programmes, subject, lambda one: replace(one, closed=frozenset()))
    return replace(problem, programmes=opened)


def _theme(problem: Problem, subject: str, change: Callable[[Theme], Theme]) -> Problem:
    return replace(problem, themes=_with(problem.themes, subject, change))


def _gap(problem: Problem, subject: str, by: int) -> Problem | None:
    if next(one.gap_days for one in problem.themes if one.id == subject) - by < 1:
        return None
    return _theme(problem, subject, lambda one: replace(one, gap_days=one.gap_days - by))


def _lead(problem: Problem, subject: str, by: int) -> Problem | None:
    if next(one.lead_days for one in problem.themes if one.id == subject) < by:
        return None
    return _theme(problem, subject, lambda one: replace(one, lead_days=one.lead_days - by))


def _lead_day(problem: Problem, subject: str, by: int) -> Problem:
    return _theme(problem, subject, lambda one: replace(one, lead_per_day=(one.lead_per_day or 0) + by))


def _rerun(problem: Problem, subject: str, by: int) -> Problem:
    return _theme(problem, subject, lambda one: replace(one, reruns_per_script=(one.reruns_per_script or 0) + by))


def _quota_max(problem: Problem, subject: str, by: int) -> Problem:
    return replace(problem, quotas=_with(problem.quotas, subject, lambda one: replace(one, most=(one.most or 0) + by)))


def _quota(problem: Problem, subject: str, by: int) -> Problem:
    return replace(problem, quotas=_with(problem.quotas, subject, lambda one: replace(one, least=one.least - by)))


def _blackout(problem: Problem, subject: str, _by: int) -> Problem:
    lifted = tuple(
        replace(one, outlets=frozenset()) if index == int(subject) else one
        for index, one in enumerate(problem.blackouts)
    )
    return replace(problem, blackouts=lifted)


def _but(parts: tuple[Part, ...], subject: str) -> tuple[Part, ...]:
    return tuple(one for index, one in enumerate(parts) if index != int(subject))


_LIFTED: Final = frozenset({"pin", "forbidden", "conflict", "neighbour", "blackout", "booking"})
_RELAXED: Final[Mapping[str, Callable[[Problem, str, int], Problem | None]]] = {
    "budget": _budget,
    "producer": _producer,
    "outletday": _outlet_day,
    "capacity": _capacity,
    "booking": _booking,
    "gap": _gap,
    "lead": _lead,
    "leadday": _lead_day,
    "rerun": _rerun,
    "quotamax": _quota_max,
    "quota": _quota,
    "blackout": _blackout,
    "pin": lambda problem, subject, _by: replace(problem, pins=_but(problem.pins, subject)),
    "forbidden": lambda problem, subject, _by: replace(problem, forbidden=_but(problem.forbidden, subject)),
    "conflict": lambda problem, subject, _by: replace(problem, conflicts=_but(problem.conflicts, subject)),
    "neighbour": lambda problem, subject, _by: replace(problem, neighbours=_but(problem.neighbours, subject)),
}
