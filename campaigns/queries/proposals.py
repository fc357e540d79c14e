"""Proposals for a month, as they were found and as people have judged them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models import Proposal
from campaigns.values.proposals import Asked, ProposalView, Proposed


def proposal(session: Session, uid: str) -> ProposalView:
    """One proposal; NotFound ``proposal.unknown``."""
    row = session.exec(select(Proposal).where(Proposal.uid == uid)).first()
    if row is None:
        raise NotFound("proposal.unknown", uid=uid[:40])
    return view(row)


def of_month(session: Session, month: str, campaign_id: int) -> tuple[ProposalView, ...]:
    """Proposals for a month of a campaign that nobody has set aside, newest first."""
    asked = select(Proposal).where(
        Proposal.month == month, Proposal.campaign_id == campaign_id, col(Proposal.dropped_at).is_(None)
    )
    return tuple(map(view, session.exec(asked.order_by(col(Proposal.id).desc()))))


def of_stretch(session: Session, stretch: str) -> tuple[ProposalView, ...]:
    """Proposals of months that were proposed together, by month; NotFound ``proposal.unknown`` where there is none."""
    asked = select(Proposal).where(Proposal.stretch == stretch).order_by(col(Proposal.month), col(Proposal.id))
    found = tuple(map(view, session.exec(asked))) if stretch else ()
    if not found:
        raise NotFound("proposal.unknown", uid=stretch[:40])
    return found


def view(row: Proposal) -> ProposalView:
    """A row as a value."""
    return ProposalView(
        uid=row.uid,
        month=row.month,
        asked=Asked.of_json(row.asked),
        made_by=row.made_by,
        made_at=row.made_at,
        version=row.month_version,
        placements=read(row.placements),
        refused=frozenset(read(row.refused)),
        found=row.found,
        dropped=row.dropped_at is not None,
        stretch=row.stretch,
    )


def read(kept: Iterable[Any]) -> tuple[Proposed, ...]:
    """Placements from how they are kept."""
    return tuple(Proposed(window_id, date.fromisoformat(day), theme_id) for window_id, day, theme_id in kept)


def written(placements: Iterable[Proposed]) -> list[list[Any]]:
    """Placements as they are kept: by date, window and theme."""
    ordered = sorted(placements, key=lambda one: (one.date, one.window_id, one.theme_id))
    return [[one.window_id, one.date.isoformat(), one.theme_id] for one in ordered]
