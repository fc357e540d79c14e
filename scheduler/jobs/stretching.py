"""Proposing several months together: each by the planner on its own, after a sum that they share has been parted.

Months of the office are coupled by money alone: every other rule ends with the day or the month. Where no sum is
shared, what is best for each is best for all. Where one is, the whole stretch is planned first, window by window at
the prices of its relaxation; what it spends in a month is that month's share, and what a month leaves goes on to the
next. So no month ends worse than in the plan of the whole.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from campaigns.models import new_uid
from campaigns.queries import proposals as queries
from campaigns.store import Store, UnitOfWork
from campaigns.times import month_of
from campaigns.values.proposals import Asked, Proposed, Stretch
from scheduler import months, planner, stating
from scheduler.jobs.proposing import STEPS, Found, find
from scheduler.jobs.tasking import Decision, Doing, Interrupted
from scheduler.months import Facts
from scheduler.planner import Progress, Proposal
from scheduler.problem import Problem
from scheduler.services import proposing

SHARING: Final = 24
"""Steps that parting a shared sum counts for, as many as three months."""
Say = Callable[[int, int, str, Mapping[str, Any]], None]
"""Told how far it is: steps done, of how many, in which words with which facts."""


@dataclass(frozen=True, slots=True)
class Month:
    """What was found for one of the months."""

    month: str
    asked: Asked
    found: Found


@dataclass(slots=True)
class Kept:
    """What a restart goes on from."""

    found: list[Month]
    sharing: Mapping[str, Any] | None = None  # the planner's checkpoint while a sum is parted
    shares: Mapping[str, Any] | None = None  # by month the placements of the whole's plan; and the most it could reach
    now: list[list[Any]] | None = None  # the best plan of the month that is under way

    def as_json(self) -> dict[str, Any]:
        """As the task keeps it."""
        found = [
            [one.month, one.asked.as_json(), queries.written(one.found.placements), dict(one.found.told)]
            for one in self.found
        ]
        return {"found": found, "sharing": self.sharing, "shares": self.shares, "now": self.now}

    @classmethod
    def of_json(cls, kept: Any) -> "Kept":
        """What ``as_json`` gave; None: nothing yet."""
        if kept is None:
            return cls([])
        found = [
            Month(month, Asked.of_json(asked), Found(queries.read(placements), told))
            for month, asked, placements, told in kept["found"]
        ]
        return cls(found, kept["sharing"], kept["shares"], kept["now"])


def propose(doing: Doing) -> Decision:
    """The months' proposals: ``facts["stretch"]``; the result is ``{"proposal", "month", "against", "stretch"}``."""
    stretch = Stretch.of_json(doing.facts["stretch"])

    def say(done: int, of: int, code: str, facts: Mapping[str, Any]) -> None:
        doing.report(done, of, code, **facts)

    found = find_all(
        doing.store, stretch, now=doing.now(), say=say, stopping=doing.stopping, keep=doing.keep, kept=doing.kept
    )
    if doing.told_to_leave and not doing.told_to_stop:
        raise Interrupted

    def decide(work: UnitOfWork) -> dict[str, Any]:
        name = record(work, found, stopped=doing.told_to_stop)
        first = queries.of_stretch(work.session, name)[0]
        return {"proposal": first.uid, "month": first.month, "against": "", "stretch": name}

    return decide


def record(work: UnitOfWork, found: Sequence[Month], *, stopped: bool) -> str:
    """Keep each month's proposal under one name, which is returned."""
    name = new_uid()
    for one in found:
        told = dict(one.found.told) | {"stopped": stopped}
        proposing.record(work, one.month, one.asked, one.found.placements, told, stretch=name)
    return name


def find_all(
    store: Store,
    stretch: Stretch,
    *,
    now: datetime,
    say: Say = lambda _done, _of, _code, _facts: None,
    stopping: Callable[[], bool] = lambda: False,
    keep: Callable[[Any], None] = lambda _kept: None,
    kept: Any = None,
) -> list[Month]:
    """What the planner proposes for each month; nothing is written down.

    Args:
        say: told of progress.
        keep: given now and then, as JSON, what a restart goes on from as ``kept``.

    Raises:
        Refused: ``proposal.impossible``, ``month.unreadable``.
    """
    return _Stretching(store, stretch, now, say, stopping, keep, Kept.of_json(kept)).all()


class _Stretching:
    def __init__(
        self, store: Store, stretch: Stretch, now: datetime, say: Say, stopping: Callable[[], bool],
        keep: Callable[[Any], None], kept: Kept,
    ) -> None:  # fmt: skip
        self.store, self.stretch, self.now = store, stretch, now
        self.stopping, self._keep, self.kept = stopping, keep, kept
        self._say, self._done = say, 0
        self.before = 0 if stretch.sum_vnd is None else SHARING
        self.of = self.before + STEPS * len(stretch.months)

    def say(self, step: int, code: str, /, **facts: Any) -> None:
        """Say how far it is; it never goes back."""
        self._done = max(self._done, step)
        self._say(self._done, self.of, code, facts)

    def keep(self) -> None:
        """Keep how far it is; what is found in haste, while everything is being ended, is not gone on from."""
        if not self.stopping():
            self._keep(self.kept.as_json())

    def all(self) -> list[Month]:
        facts = [self._facts(month) for month, _asked in self.stretch.months]
        if self.stretch.sum_vnd is not None and self.kept.shares is None:
            self.kept.shares, self.kept.sharing = self._shared(facts, self.stretch.sum_vnd), None
            self.keep()
        for place in range(len(self.kept.found), len(facts)):
            self.kept.found.append(self._month(place, facts))
            self.kept.now = None
            self.keep()
        return self._told(self.kept.found)

    def _facts(self, month: str) -> Facts:
        with self.store.reading() as session:
            return months.gather(session, month, now=self.now, zone=self.store.site.zone)

    def _problems(self, facts: Sequence[Facts]) -> list[Problem]:
        return [stating.problem(one, asked) for one, (_m, asked) in zip(facts, self.stretch.months, strict=True)]

    def _shared(self, facts: Sequence[Facts], sum_vnd: int) -> dict[str, Any]:
        """A plan of the whole stretch: its placements by month, and how much of what was asked any plan could reach."""

        def report(step: Progress) -> None:
            self.say(SHARING * step.done // max(1, step.of), "propose.sharing", placed=len(step.placements))
            if step.checkpoint is not None:
                self.kept.sharing = step.checkpoint
                self.keep()

        found = planner.propose(
            stating.joined(self._problems(facts), sum_vnd), report=report, stopping=self.stopping,
            resume=self.kept.sharing,
        )  # fmt: skip
        return _by_month(found, facts)

    def _month(self, place: int, facts: Sequence[Facts]) -> Month:
        month, asked = self.stretch.months[place]
        asked = replace(asked, budget_vnd=self._share(place, facts))
        base = self.before + STEPS * place

        def report(step: Progress) -> None:
            self.say(base + step.done, f"propose.month.{step.stage}", month=month, placed=len(step.placements))
            self.kept.now = queries.written(stating.read_back(step.placements))
            self.keep()

        def explaining(done: int, of: int) -> bool:
            self.say(base + STEPS - 1, "propose.month.reasons", month=month, done=done + 1, of=of)
            return not self.stopping()

        known = self.kept.now or (self.kept.shares or {}).get(month)
        found = find(
            self.store, month, asked, now=self.now, report=report, stopping=self.stopping, explaining=explaining,
            known=known,
        )  # fmt: skip
        return Month(month, asked, found)

    def _share(self, place: int, facts: Sequence[Facts]) -> int | None:
        """What a month may spend: of the shared sum what months before have left and later ones do not need.

        Where less was agreed for the month itself, that counts; None leaves it at what was agreed.
        """
        asked = self.stretch.months[place][1]
        if self.stretch.sum_vnd is None or self.kept.shares is None:
            return asked.budget_vnd
        spent: int = sum(one.found.told["cost_vnd"] for one in self.kept.found)
        later = sum(self._planned(facts[k], k) for k in range(place + 1, len(facts)))
        left = max(0, self.stretch.sum_vnd - spent - later)
        agreed = stating.agreed_sum(facts[place], asked.campaign_id)
        return left if agreed is None else min(left, agreed)

    def _planned(self, facts: Facts, place: int) -> int:
        """What the whole's plan spends in a month, settled slots with it."""
        month, asked = self.stretch.months[place]
        placed: Sequence[Proposed] = queries.read((self.kept.shares or {})[month])
        prices = {window.id: window.price_vnd or 0 for window in facts.windows}
        return sum(prices.get(one.window_id, 0) for one in placed) + stating.spent(facts, asked)

    def _told(self, found: list[Month]) -> list[Month]:
        """Every month's figures with those of the whole beside them."""
        asked, done = (sum(one.found.told[name] for one in found) for name in ("asked", "done"))
        most = min(sum(one.found.told["most"] for one in found), asked)
        if self.kept.shares is not None:
            most = asked - self.kept.shares["short"]
        first, sum_vnd = found[0].month, self.stretch.sum_vnd
        whole = {"first": first, "asked": asked, "done": done, "most": max(done, most), "sum_vnd": sum_vnd}
        return [replace(one, found=replace(one.found, told={**one.found.told, "whole": whole})) for one in found]


def _by_month(found: Proposal, facts: Sequence[Facts]) -> dict[str, Any]:
    placed = stating.read_back(found.placements)
    of_month = {one.month: queries.written(p for p in placed if month_of(p.date) == one.month) for one in facts}
    return {**of_month, "short": found.levels[0].bound}
