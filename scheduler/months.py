"""What is on record about a month, gathered once for whoever looks at all of it: the board, and the planner."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaigns import calendar
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries import rules as rule_queries
from campaigns.queries import slots as slot_queries
from campaigns.queries.plans import CampaignView, ThemeView
from campaigns.times import ZONE, local_day, month_days
from campaigns.values.outlets import DayView, OutletView, WindowView
from campaigns.values.slots import BudgetView, QuotaView, SlotView
from campaigns.values.words import RuleLevel

AROUND: Final = timedelta(weeks=6)
"""How far beyond the month the calendar is known, for lead times and remedies near its ends."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A month as it stands."""

    month: str
    now: datetime
    windows: tuple[WindowView, ...]
    outlets: tuple[OutletView, ...]
    slots: tuple[SlotView, ...]  # of every campaign, cancelled ones too, by start
    days: Mapping[date, DayView]  # of the month and some weeks around it
    running: tuple[CampaignView, ...] = ()
    themes: tuple[ThemeView, ...] = ()  # of every campaign
    quotas: tuple[QuotaView, ...] = ()
    budgets: tuple[BudgetView, ...] = ()
    levels: Mapping[str, RuleLevel] = field(default_factory=dict)  # where rules do not speak as usual
    zone: ZoneInfo = field(default=ZONE)

    def campaign(self, wanted: str | None) -> CampaignView | None:
        """The running campaign of this slug, else the newest; None: none runs in the month."""
        named = next((one for one in self.running if one.slug == wanted), None)
        return named or (self.running[0] if self.running else None)


def gather(session: Session, month: str, *, now: datetime, zone: ZoneInfo) -> Facts:
    """Everything on record about a month; Refused ``month.unreadable``."""
    first, *_, last = month_days(month)
    today = local_day(now, zone)
    return Facts(
        month=month,
        now=now,
        windows=outlet_queries.windows(session),
        outlets=outlet_queries.outlets(session, last, since=first),
        slots=slot_queries.month_slots(session, month),
        days=calendar.days(first - AROUND, last + AROUND, outlet_queries.holidays(session), today=today),
        running=plan_queries.campaigns_on(session, first, last),
        themes=plan_queries.themes(session),
        quotas=plan_queries.quotas(session, month),
        budgets=plan_queries.budgets(session, month),
        levels=rule_queries.levels(session),
        zone=zone,
    )
