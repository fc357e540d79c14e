"""Proposing a month: the month as it stands, the planner's answer to it, the judge's word, and why no more."""

from collections.abc import Mapping
from typing import Any

from campaigns.queries import proposals as proposal_queries
from campaigns.store import UnitOfWork
from campaigns.values.proposals import Asked, Proposed
from scheduler import grid, months, planner, stating
from scheduler.conflicts import proposals as judging
from scheduler.jobs.tasking import Decision, Doing, Interrupted
from scheduler.months import Facts
from scheduler.planner import Proposal
from scheduler.planner.proposal import Progress
from scheduler.problem import Placement, Problem
from scheduler.services import proposing


def propose(doing: Doing) -> Decision:
    """A month's proposal: ``facts`` are ``month`` and ``asked``; the result is ``{"proposal", "month", "against"}``.

    Raises:
        Refused: ``proposal.impossible`` when what is settled leaves no plan at all; ``month.unreadable``.
    """
    month, asked = doing.facts["month"], Asked.of_json(doing.facts["asked"])
    doing.report(0, None, "propose.reading")
    with doing.store.reading() as session:
        facts = months.gather(session, month, now=doing.now(), zone=doing.store.site.zone)
    problem = stating.problem(facts, asked)
    found = planner.propose(problem, report=_reporter(doing), stopping=doing.stopping, known=_known(doing.kept))
    if doing.told_to_leave and not doing.told_to_stop:
        raise Interrupted
    _judged(problem, found)
    told = _told(doing, facts, asked, problem, found)

    def keep(work: UnitOfWork) -> dict[str, Any]:
        view = proposing.record(work, month, asked, stating.read_back(found.placements), told)
        return {"proposal": view.uid, "month": month, "against": doing.facts.get("against", "")}

    return keep


def _reporter(doing: Doing) -> Any:
    def report(step: Progress) -> None:
        doing.report(step.done, step.of, f"propose.{step.stage}", placed=len(step.placements))
        doing.keep(proposal_queries.written(stating.read_back(step.placements)))

    return report


def _known(kept: Any) -> tuple[Placement, ...] | None:
    """Where an earlier runner had got to."""
    if kept is None:
        return None
    return tuple(map(_placement, proposal_queries.read(kept)))


def _placement(one: Proposed) -> Placement:
    return Placement(stating.programme_id(one.window_id), one.date, stating.theme_id(one.theme_id))


def _judged(problem: Problem, found: Proposal) -> None:
    """No proposal leaves here that the judge does not pass, whatever the planner says of it."""
    verdict = judging.judge(problem, found.placements)
    if verdict.violations:
        raise AssertionError(f"the judge does not pass a proposal: {verdict.violations[:3]}")


def _told(doing: Doing, facts: Facts, asked: Asked, problem: Problem, found: Proposal) -> dict[str, Any]:
    """Figures and reasons, as JSON: they are worded when somebody reads them."""
    levels = {level.name: level for level in found.levels}
    first, changes = levels["short1"], levels["changes"]
    wanted = sum(target.spots for target in asked.targets)
    unpriced = sum(window.price_vnd is None for window in facts.windows if window.outlet_id not in asked.left_out)
    prices = {programme.id: programme.price for programme in problem.programmes}
    return {
        "asked": wanted,
        "done": wanted - first.value,
        "most": wanted - first.bound,
        "levels": [[level.name, level.value, level.bound, level.proven] for level in found.levels],
        "changes": changes.value,
        "fewest": changes.proven,
        "unpriced": unpriced,
        "stopped": doing.told_to_stop,
        "cost_vnd": sum(prices[one.programme] for one in found.placements) + _spent(facts, asked),
        "unmet": _unmet(found),
    }


def _spent(facts: Facts, asked: Asked) -> int:
    """What the campaign's settled slots cost already."""
    moving = {slot.uid for slot in stating.movable(facts, asked)}
    return sum(
        slot.cost_vnd or 0
        for slot in facts.slots
        if slot.campaign_id == asked.campaign_id and slot.state not in grid.HOLDS_NO_PLACE and slot.uid not in moving
    )


def _unmet(found: Proposal) -> list[Mapping[str, Any]]:
    """Each agreed figure that was not reached."""
    agreed = [one for one in found.unmet if "." not in one[0]]
    return [{"target": int(quota[1:]), "missing": missing, "reason": [], "ways": []} for quota, missing in agreed]
