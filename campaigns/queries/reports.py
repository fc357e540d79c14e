"""Which days reports tell of, and what officers typed for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.models import ReportDraft, ReportRule
from campaigns.periods import Choice, Closing, Part, Profile, ProfileCode


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """What the office chose, when, and who did."""

    id: int
    choice: Choice
    chosen_at: datetime
    chosen_by: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """What was typed for a report at one time."""

    number: int  # from 1
    texts: Any  # by the name of each typed part
    saved_at: datetime
    saved_by: str


def choices(session: Session) -> tuple[ChoiceView, ...]:
    """Every choice, in the order in which they were made."""
    return tuple(map(_choice, session.exec(select(ReportRule).order_by(col(ReportRule.id)))))


def drafts(session: Session, campaign_id: int, year: int, part: Part) -> tuple[DraftView, ...]:
    """Everything that was typed for a report, earliest first."""
    asked = select(ReportDraft).where(
        ReportDraft.campaign_id == campaign_id, ReportDraft.year == year, ReportDraft.part == part
    )
    rows = session.exec(asked.order_by(col(ReportDraft.number)))
    return tuple(DraftView(row.number, row.texts, row.saved_at, row.saved_by) for row in rows)


def _choice(row: ReportRule) -> ChoiceView:
    days = {name: Closing(*day) for name, day in row.closings.items() if day is not None}
    profile = Profile(ProfileCode(row.profile), days["half"], days["year"])
    choice = Choice(row.from_year, profile, row.source, days.get("half_due"), days.get("year_due"))
    return ChoiceView(row.id or 0, choice, row.chosen_at, row.chosen_by)
