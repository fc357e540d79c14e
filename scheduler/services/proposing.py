"""Proposals: kept when they are found, judged placement by placement, taken up as one edit of the month."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from campaigns.errors import NotFound, Refused
from campaigns.models import Proposal, new_uid
from campaigns.queries import proposals as queries
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.values.edits import EditResult
from campaigns.values.proposals import Asked, ProposalView, Proposed, Stretch
from scheduler import grid, months, stating
from scheduler.months import Facts
from scheduler.planner import reasons
from scheduler.services import placing
from scheduler.stating import Change


def asked_through(session: Session, facts: Facts, asked: Asked, last: str, *, who: str) -> Stretch:
    """What is asked of a month, asked of those up to ``last`` as well; see ``stating.through``.

    Raises:
        Refused: ``proposal.through_unknown`` for a month that cannot be proposed with this one,
            ``proposal.no_target`` where nothing is asked.
    """
    campaign = next(one for one in facts.running if one.id == asked.campaign_id)
    months_after = stating.later(facts.month, campaign.ends_before)
    if last not in months_after:
        raise Refused("proposal.through_unknown")
    wanted = months_after[: months_after.index(last) + 1]
    found = [months.gather(session, one, now=facts.now, zone=facts.zone) for one in wanted]
    told = stating.through([facts, *found], asked, who=who)
    if not told.months:
        raise Refused("proposal.no_target")
    return told


def record(
    work: UnitOfWork, month: str, asked: Asked, placements: Collection[Proposed], found: Mapping[str, Any],
    *, stretch: str = "",
) -> ProposalView:  # fmt: skip
    """Keep what the planner found for a month, beside whatever else was proposed for it.

    ``stretch`` is one name for months that were proposed together.
    """
    version, _released = slot_queries.month_version(work.session, month)
    row = Proposal(
        uid=new_uid(), month=month, campaign_id=asked.campaign_id, asked=asked.as_json(), made_by=work.actor,
        made_at=work.now, month_version=version, placements=queries.written(placements), refused=[], found=dict(found),
        stretch=stretch,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.note("proposal", row.uid, "made", after={"month": month, "placements": len(placements), "label": asked.label})
    return queries.view(row)


def accept(
    work: UnitOfWork, month: str, uid: str, wanted: Callable[[Change], bool] = lambda _change: True
) -> EditResult:
    """Make slots of what a proposal would do to the month as it now stands, as far as it is ``wanted``.

    Raises:
        NotFound: ``proposal.unknown``. Refused: ``proposal.nothing_left``, or what speaks against a move.
    """
    row = record_of(work, month, uid)
    view = queries.view(row)
    facts = months.gather(work.session, month, now=work.now, zone=work.zone)
    found = stating.changes(facts, view.asked, view.placements, view.refused)
    done = placing.take_up(work, month, [one.operation for one in found if wanted(one)])
    work.note("proposal", uid, "accepted", after={"edit": done.edit_id, "slots": len(done.uids)})
    return done


def accept_all(work: UnitOfWork, stretch: str) -> tuple[tuple[str, EditResult], ...]:
    """Take up what is left of every month that was proposed together; each month with its edit.

    Raises:
        NotFound: ``proposal.unknown``. Refused: ``proposal.nothing_left``, or what speaks against a move.
    """
    done = []
    for view in queries.of_stretch(work.session, stretch):
        facts = months.gather(work.session, view.month, now=work.now, zone=work.zone)
        if not view.dropped and stating.changes(facts, view.asked, view.placements, view.refused):
            done.append((view.month, accept(work, view.month, view.uid)))
    if not done:
        raise Refused("proposal.nothing_left")
    return tuple(done)


def judge(work: UnitOfWork, month: str, uid: str, named: Collection[Proposed], *, refused: bool) -> ProposalView:
    """Refuse placements of a proposal, or want them again; what is none of its own is passed over."""
    row = record_of(work, month, uid)
    view = queries.view(row)
    before = view.refused
    after = before | set(named) if refused else before - set(named)
    row.refused = queries.written(after)
    work.session.flush()
    if after != before:
        work.note("proposal", uid, "refused" if refused else "wanted", after={"refused": row.refused})
    return queries.view(row)


def drop(work: UnitOfWork, month: str, uid: str, *, dropped: bool = True) -> None:
    """Set a proposal aside as a whole, or take it out again; nothing of the month changes."""
    row = record_of(work, month, uid)
    row.dropped_at = work.now if dropped else None
    work.note("proposal", uid, "dropped" if dropped else "taken_out")
    work.session.flush()


@dataclass(frozen=True, slots=True)
class Here:
    """Why a placement lies where it does: how much worse each objective would be."""

    without: tuple[int, ...]  # with nothing in its stead
    others: tuple[tuple[Proposed, tuple[int, ...]], ...]  # the next best places for it, best first


def why_here(facts: Facts, view: ProposalView, ref: Proposed) -> Here | None:
    """What a proposal would lose with one placement elsewhere, on the month as it now is; None where it is taken up."""
    problem = stating.problem(facts, view.asked)
    plan = [stating.named(one) for one in untaken(facts, view)]
    if stating.named(ref) not in plan:
        return None
    try:
        found = reasons.why_here(problem, plan, stating.named(ref))
    except KeyError:  # something of it can no longer be placed at all
        return None
    others = [(stating.read_back([one.placement])[0], one.difference) for one in found.alternatives if one.placement]
    return Here(found.without.difference, tuple(others))


def untaken(facts: Facts, view: ProposalView) -> list[Proposed]:
    """The places of a proposal that are not taken up, or whose slots may still move."""
    taken = {stating.proposed(one) for one in facts.slots if one.state not in grid.HOLDS_NO_PLACE}
    moving = {stating.proposed(one) for one in stating.movable(facts, view.asked)}
    return [one for one in view.placements if one not in taken - moving]


def record_of(work: UnitOfWork, month: str, uid: str) -> Proposal:
    """The record of a month's proposal, for a decision; NotFound ``proposal.unknown``."""
    asked = select(Proposal).where(Proposal.uid == uid, Proposal.month == month).with_for_update()
    if (row := work.session.exec(asked).first()) is None:
        raise NotFound("proposal.unknown", uid=uid[:40])
    return row
