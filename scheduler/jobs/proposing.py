"""Proposing a month: the month as it stands, the planner's answer to it, the judge's word, and why no more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from campaigns.errors import Refused
from campaigns.queries import proposals as proposal_queries
from campaigns.store import Store, UnitOfWork
from campaigns.values.proposals import Asked, Proposed
from scheduler import months, planner, stating
from scheduler.conflicts import proposals as judging
from scheduler.jobs.tasking import Decision, Doing, Interrupted
from scheduler.months import Facts
from scheduler.planner import Progress, Proposal, reasons
from scheduler.planner.reasons import facts as reason_facts
from scheduler.planner.reasons import kept as kept_reasons
from scheduler.problem import Problem
from scheduler.services import proposing

MOST_REASONS: Final = 12
"""Unmet figures that are explained; a month that lacks more of them lacks them for the same few reasons."""
_LEVELS: Final = len(planner.LEVELS)
STEPS: Final = _LEVELS + 1
"""Of a month's proposal: its levels, and the reasons."""
Explaining = Callable[[int, int], bool]
"""Told how many figures are explained, of how many; says whether to go on."""


@dataclass(frozen=True, slots=True)
class Found:
    """A proposal in the office's own terms."""

    placements: tuple[Proposed, ...]
    told: Mapping[str, Any]  # figures and reasons, as JSON: they are worded when somebody reads them


def propose(doing: Doing) -> Decision:
    """A month's proposal: ``facts`` are ``month`` and ``asked``; the result is ``{"proposal", "month", "against"}``.

    Raises:
        Refused: ``proposal.impossible`` when what is settled leaves no plan at all; ``month.unreadable``.
    """
    month, asked = doing.facts["month"], Asked.of_json(doing.facts["asked"])
    doing.report(0, None, "propose.reading")

    def report(step: Progress) -> None:
        doing.report(step.done, STEPS, f"propose.{step.stage}", placed=len(step.placements))
        doing.keep(proposal_queries.written(stating.read_back(step.placements)))

    def explaining(done: int, of: int) -> bool:
        doing.report(_LEVELS, STEPS, "propose.reasons", done=done + 1, of=of)
        return not doing.stopping()

    found = find(
        doing.store, month, asked, now=doing.now(), report=report, stopping=doing.stopping, explaining=explaining,
        known=doing.kept,
    )  # fmt: skip
    if doing.told_to_leave and not doing.told_to_stop:
        raise Interrupted
    told = dict(found.told) | {"stopped": doing.told_to_stop}

    def keep(work: UnitOfWork) -> dict[str, Any]:
        view = proposing.record(work, month, asked, found.placements, told)
        return {"proposal": view.uid, "month": month, "against": doing.facts.get("against", "")}

    return keep


def find(
    store: Store,
    month: str,
    asked: Asked,
    *,
    now: datetime,
    report: Callable[[Progress], None] = lambda _step: None,
    stopping: Callable[[], bool] = lambda: False,
    explaining: Explaining = lambda _done, _of: True,
    known: Any = None,
) -> Found:
    """What the planner proposes for a month as it stands; nothing is written down.

    Args:
        known: placements that an earlier search had got to, as they are kept.

    Raises:
        Refused: ``proposal.impossible`` with ``month`` and ``clash``, the rules that no plan can keep together, as
            JSON; ``month.unreadable``.
    """
    with store.reading() as session:
        facts = months.gather(session, month, now=now, zone=store.site.zone)
    problem = stating.problem(facts, asked)
    start = None if known is None else tuple(map(stating.named, proposal_queries.read(known)))
    try:
        found = planner.propose(problem, report=report, stopping=stopping, known=start)
    except Refused as refusal:
        if refusal.code != "proposal.impossible":
            raise
        raise Refused(refusal.code, month=month, clash=_clash(problem)) from refusal
    _judged(problem, found)
    return Found(stating.read_back(found.placements), _told(facts, asked, problem, found, explaining))


def _clash(problem: Problem) -> list[Mapping[str, Any]]:
    """Rules that no plan can keep together, none to spare, as JSON."""
    reason = reasons.why_impossible(problem)
    return [] if reason is None else [kept_reasons.as_json(one) for one in reason_facts.explain(problem, reason)]


def _judged(problem: Problem, found: Proposal) -> None:
    """No proposal leaves here that the judge does not pass, whatever the planner says of it."""
    verdict = judging.judge(problem, found.placements)
    if verdict.violations:
        raise AssertionError(f"the judge does not pass a proposal: {verdict.violations[:3]}")


def _told(facts: Facts, asked: Asked, problem: Problem, found: Proposal, explaining: Explaining) -> dict[str, Any]:
    levels = {level.name: level for level in found.levels}
    first, changes = levels["short1"], levels["changes"]
    wanted = sum(target.spots for target in asked.targets)
    used = {one.programme for one in found.placements}
    unpriced = sum(window.price_vnd is None for window in facts.windows if stating.programme_id(window.id) in used)
    mine, lacks = {theme.id for theme in problem.themes}, dict(found.unmet)
    agreed = [quota for quota in problem.quotas if stating.SHARE not in quota.id]
    prices = {programme.id: programme.price for programme in problem.programmes}
    return {
        "asked": wanted,
        "done": wanted - first.value,
        "most": wanted - first.bound,
        "levels": [[level.name, level.value, level.bound, level.proven] for level in found.levels],
        "changes": changes.value,
        "fewest": changes.proven,
        "unpriced": unpriced,
        "stopped": False,
        "cost_vnd": sum(prices[one.programme] for one in found.placements) + stating.spent(facts, asked),
        "held": sum(one.placement.theme in mine for one in problem.held),
        "each": [target.spots - lacks.get(quota.id, 0) for target, quota in zip(asked.targets, agreed, strict=True)],
        "unmet": _unmet(problem, found, explaining),
    }


def _unmet(problem: Problem, found: Proposal, explaining: Explaining) -> list[Mapping[str, Any]]:
    """Each agreed figure that was not reached, with rules that stand against it and none to spare."""
    told: list[Mapping[str, Any]] = []
    agreed = [one for one in found.unmet if stating.SHARE not in one[0]]
    for number, (quota, missing) in enumerate(agreed):
        rules: list[Mapping[str, Any]] = []
        if number < MOST_REASONS and explaining(number, len(agreed)):
            reason = reasons.why_unmet(problem, found.placements, quota)
            if reason is not None:
                rules = [kept_reasons.as_json(one) for one in reason_facts.explain(problem, reason)]
        told.append({"target": stating.number(quota), "missing": missing, "reason": rules})
    return told
