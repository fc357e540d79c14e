"""Exchanging one place of a proposal for another: the judge has its say before the other counts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from campaigns.errors import Refused
from campaigns.queries import proposals as queries
from campaigns.store import UnitOfWork
from campaigns.values.proposals import ProposalView, Proposed
from scheduler import months, stating
from scheduler.conflicts import proposals as judging
from scheduler.conflicts.proposals import Verdict
from scheduler.months import Facts
from scheduler.services import proposing


def exchange(work: UnitOfWork, month: str, uid: str, old: Proposed, new: Proposed) -> ProposalView:
    """Take one place of a proposal out and another in; its figures tell what that changed.

    Raises:
        NotFound: ``proposal.unknown``. Refused: ``proposal.not_its_own`` where the old place is none of it or is taken
        up, or the new one stands in it already; ``proposal.no_exchange`` where the judge has a rule against it.
    """
    row = proposing.record_of(work, month, uid)
    view = queries.view(row)
    facts = months.gather(work.session, month, now=work.now, zone=work.zone)
    if old not in (open_now := proposing.untaken(facts, view)) or new in view.placements:
        raise Refused("proposal.not_its_own")
    problem = stating.problem(facts, view.asked)
    plan = {stating.named(one) for one in open_now if one not in view.refused or one == old}
    before = judging.judge(problem, plan)
    after = judging.judge(problem, plan - {stating.named(old)} | {stating.named(new)})
    if set(after.violations) - set(before.violations):
        raise Refused("proposal.no_exchange")
    placements = tuple(sorted({*view.placements} - {old} | {new}, key=stating.in_order))
    row.placements = queries.written(placements)
    row.refused = queries.written(view.refused - {old, new})
    row.found = _figures(facts, replace(view, placements=placements), before, after)
    work.session.flush()
    work.note("proposal", uid, "exchanged", before={"place": old.ref}, after={"place": new.ref})
    return queries.view(row)


def _figures(facts: Facts, view: ProposalView, before: Verdict, after: Verdict) -> dict[str, Any]:
    """What the proposal comes to, moved by as much as the exchange moved the judge's figures; bounds stay."""
    by = [now - then for then, now in zip(before.objectives, after.objectives, strict=True)]
    short, changes, cost = by[0], by[3], by[6]
    lacks = _lacking(view, after)
    fewer = _lacking(view, before)
    missing = [now - then for then, now in zip(fewer, lacks, strict=True)]
    used = {one.window_id for one in view.placements}
    found = view.found
    return dict(found) | {
        "done": found["done"] - short,
        "levels": [
            [name, value + moved, bound, proven and moved <= 0]
            for (name, value, bound, proven), moved in zip(found["levels"], by, strict=True)
        ],
        "changes": found["changes"] + changes,
        "fewest": found["fewest"] and changes <= 0,
        "unpriced": sum(window.price_vnd is None for window in facts.windows if window.id in used),
        "cost_vnd": found["cost_vnd"] + cost,
        "each": [reached - more for reached, more in zip(found["each"], missing, strict=True)],
        "unmet": _unmet(found["unmet"], missing),
    }


def _lacking(view: ProposalView, verdict: Verdict) -> list[int]:
    """What each figure lacks, in the order of the figures."""
    lacks = {stating.number(name): missing for name, missing in verdict.unmet if stating.SHARE not in name}
    return [lacks.get(number, 0) for number in range(len(view.asked.targets))]


def _unmet(told: Sequence[Mapping[str, Any]], missing: Sequence[int]) -> list[Mapping[str, Any]]:
    """Figures not reached, with the reasons that were found for them; one that lacks only now has none."""
    known = {one["target"]: one for one in told}
    found: list[Mapping[str, Any]] = []
    for target, more in enumerate(missing):
        one = known.get(target, {"target": target, "missing": 0, "reason": []})
        if one["missing"] + more > 0:
            found.append({**one, "missing": one["missing"] + more})
    return found
