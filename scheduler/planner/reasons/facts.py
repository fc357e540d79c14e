"""What is to be said about each rule of a reason: whom it concerns, when, and its numbers; the words are the edge's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from scheduler.planner.reasons.values import Reason, Relaxation
from scheduler.problem import Outlet, Placement, Problem, Programme, Quota, Theme

KEPT: Final = "keep"


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """One rule of a reason, to be told to a person. Names are the problem's own; what a kind has not is empty."""

    rule: str
    kind: str  # the id's first part, or ``keep`` for a quota that is to get no less
    name: str = ""  # of the programme, theme, outlet, producer or budget
    other: str = ""  # the second of two programmes or themes that must not meet
    outlets: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()  # empty where it concerns all
    campaigns: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()  # on which it binds; of ``lead``, the first on which a new script can be ready
    limit: int = 0  # in the rule's own unit
    days: int = 0  # of ``rerun``: how long after its first run
    counts_length: bool = False  # of a quota: the limit is a length, not spots
    wanted: int = 0  # units demanded of the quota that is short, 0 where the whole is impossible
    relaxation: Relaxation | None = None  # what this rule's giving way would bring
    gains_length: bool = False  # what it would bring is a length, not spots


def explain(problem: Problem, reason: Reason) -> tuple[RuleFacts, ...]:
    """The facts of each rule of a reason, in its order, then of the quotas that are to be kept."""
    told = _Telling(problem, reason)
    return (*map(told.rule, reason.rules), *(told.quota(KEPT, name) for name in reason.keep))


class _Telling:
    """Lookups for one reason."""

    def __init__(self, problem: Problem, reason: Reason) -> None:
        self.problem, self.reason = problem, reason
        self.outlets: dict[str, Outlet] = {one.id: one for one in problem.outlets}
        self.programmes: dict[str, Programme] = {one.id: one for one in problem.programmes}
        self.themes: dict[str, Theme] = {one.id: one for one in problem.themes}
        self.quotas: dict[str, Quota] = {one.id: one for one in problem.quotas}
        self.gives = {one.rule: one for one in reason.relaxations}
        asked = [
            reason.quota,
            *reason.keep,
            *(one.partition(":")[2] for one in reason.rules if one.startswith("quota")),
        ]
        self.asked = [self.quotas[one] for one in asked if one in self.quotas]
        last = problem.start + timedelta(days=problem.days - 1)
        self.first = max(problem.start, min((one.first for one in self.asked), default=problem.start))
        self.last = min(last, max((one.last for one in self.asked), default=last))
        self._kinds: Mapping[str, Callable[[str], RuleFacts]] = {
            "pin": lambda at: self._placed("pin", problem.pins[int(at)]),
            "forbidden": lambda at: self._placed("forbidden", problem.forbidden[int(at)]),
            "blackout": self._blackout, "conflict": self._conflict, "neighbour": self._neighbour,
            "capacity": self._capacity, "booking": self._booking, "outletday": self._outlet_day,
            "gap": lambda name: self._theme("gap", name, self.themes[name].gap_days),
            "leadday": lambda name: self._theme("leadday", name, self.themes[name].lead_per_day or 0),
            "lead": self._lead, "rerun": self._rerun, "budget": self._budget, "producer": self._producer,
            "quotamax": partial(self.quota, "quotamax"), "quota": partial(self.quota, "quota"),
        }  # fmt: skip

    def rule(self, rule: str) -> RuleFacts:
        """The facts of one rule."""
        kind, _, subject = rule.partition(":")
        length = self.reason.quota is not None and self.quotas[self.reason.quota].counts_length
        return replace(
            self._kinds[kind](subject), rule=rule, wanted=self.reason.wanted, relaxation=self.gives.get(rule),
            gains_length=length,
        )  # fmt: skip

    def quota(self, kind: str, name: str) -> RuleFacts:
        """The facts of a quota, as a limit or as what is to be kept."""
        quota = self.quotas[name]
        every = quota.themes >= set(self.themes)
        return RuleFacts(
            rule=f"quota:{name}",
            kind=kind,
            name=self.problem.names.get(name, ""),
            outlets=self._outlet_names(quota.outlets),
            themes=() if every else self._theme_names(quota.themes),
            campaigns=self._campaigns(quota.themes),
            dates=(quota.first, quota.last),
            limit=(quota.most or 0) if kind == "quotamax" else quota.least,
            counts_length=quota.counts_length,
            wanted=self.reason.wanted,
        )

    def _within(self, dates: frozenset[date]) -> tuple[date, ...]:
        return tuple(sorted(day for day in dates if self.first <= day <= self.last))

    def _outlet_names(self, ids: frozenset[str]) -> tuple[str, ...]:
        return tuple(one.name for one in self.problem.outlets if one.id in ids)

    def _theme_names(self, ids: frozenset[str]) -> tuple[str, ...]:
        return tuple(one.name for one in self.problem.themes if one.id in ids)

    def _campaigns(self, themes: frozenset[str]) -> tuple[str, ...]:
        ids = sorted({one.campaign for one in self.problem.themes if one.id in themes})
        return tuple(self.problem.names.get(one, "") for one in ids if self.problem.names.get(one))

    def _placed(self, kind: str, placement: Placement) -> RuleFacts:
        programme, theme = self.programmes.get(placement.programme), self.themes.get(placement.theme)
        return RuleFacts(
            "", kind, programme.name if programme else placement.programme,
            outlets=(self.outlets[programme.outlet].name,) if programme else (),
            themes=(theme.name,) if theme else (), dates=(placement.date,),
        )  # fmt: skip

    def _blackout(self, at: str) -> RuleFacts:
        blackout = self.problem.blackouts[int(at)]
        every = blackout.outlets >= set(self.outlets)
        return RuleFacts(
            "",
            "blackout",
            blackout.name,
            outlets=() if every else self._outlet_names(blackout.outlets),
            dates=(blackout.date,),
        )

    def _conflict(self, at: str) -> RuleFacts:
        one, other = (self.themes[name].name for name in self.problem.conflicts[int(at)])
        return RuleFacts("", "conflict", one, other)

    def _neighbour(self, at: str) -> RuleFacts:
        one, other = (self.programmes[name] for name in self.problem.neighbours[int(at)])
        dates = self._within(one.dates & other.dates)
        return RuleFacts("", "neighbour", one.name, other.name, (self.outlets[one.outlet].name,), dates=dates)

    def _capacity(self, name: str) -> RuleFacts:
        one = self.programmes[name]
        return RuleFacts(
            "", "capacity", one.name, outlets=(self.outlets[one.outlet].name,), dates=self._within(one.dates),
            limit=one.spots,
        )  # fmt: skip

    def _booking(self, name: str) -> RuleFacts:
        one = self.programmes[name]
        return RuleFacts(
            "",
            "booking",
            one.name,
            outlets=(self.outlets[one.outlet].name,),
            dates=self._within(one.closed & one.dates),
        )

    def _outlet_day(self, name: str) -> RuleFacts:
        one = self.outlets[name]
        return RuleFacts("", "outletday", one.name, limit=one.daily_spots or 0)

    def _theme(self, kind: str, name: str, limit: int) -> RuleFacts:
        one = self.themes[name]
        return RuleFacts("", kind, one.name, campaigns=self._campaigns(frozenset({name})), limit=limit)

    def _lead(self, name: str) -> RuleFacts:
        days = self.themes[name].lead_days
        ready = self.problem.today + timedelta(days=days)
        return replace(self._theme("lead", name, days), dates=(ready,))

    def _rerun(self, name: str) -> RuleFacts:
        one = self.themes[name]
        return replace(self._theme("rerun", name, one.reruns_per_script or 0), days=one.rerun_delay_days)

    def _budget(self, name: str) -> RuleFacts:
        one = next(budget for budget in self.problem.budgets if budget.id == name)
        return RuleFacts(
            "", "budget", self.problem.names.get(name, ""),
            outlets=() if one.outlets is None else self._outlet_names(one.outlets),
            campaigns=self._campaigns(one.themes), limit=one.amount,
        )  # fmt: skip

    def _producer(self, name: str) -> RuleFacts:
        one = next(producer for producer in self.problem.producers if producer.id == name)
        return RuleFacts("", "producer", one.name, limit=one.scripts_per_week)
