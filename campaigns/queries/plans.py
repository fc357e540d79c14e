"""Plans, campaigns, themes, obligations, quotas and budgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models import (
    Budget,
    Campaign,
    DutyTerm,
    Obligation,
    Plan,
    Quota,
    ReportDeadline,
    Theme,
    UnitTerm,
)
from campaigns.queries import outlets as outlet_queries
from campaigns.times import LATEST, month_start
from campaigns.values.slots import BudgetView, QuotaView


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme as pages and rules see it."""

    id: int
    campaign_id: int
    letter: str
    name: str
    text: str
    sensitive: bool
    order: int

    @property
    def hue(self) -> int:
        """Number of its colour, 0 to 8."""
        return self.order % 9


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign with the plan that it carries out."""

    id: int
    slug: str
    name: str
    plan_id: int
    number: str
    symbol: str
    issuing_body: str
    signed_on: date | None
    title: str
    year: int | None
    starts_on: date
    ends_before: date
    sample: bool

    @property
    def reference(self) -> str:
        """``36/KH-UBND``."""
        return f"{self.number}/{self.symbol}"


@dataclass(frozen=True, slots=True)
class ObligationView:
    """A duty with the unit that has it, named as on the day asked for."""

    id: int
    unit_id: int
    unit: str
    clause: str
    text: str


def campaigns(session: Session) -> tuple[CampaignView, ...]:
    """Every campaign, newest first."""
    asked = select(Campaign, Plan).join(Plan, col(Plan.id) == Campaign.plan_id)
    rows = session.exec(asked.order_by(col(Campaign.starts_on).desc(), col(Campaign.id).desc()))
    return tuple(_campaign(campaign, plan) for campaign, plan in rows)


def at_hand(listed: Sequence[CampaignView], today: date, wanted: str = "") -> CampaignView | None:
    """Of campaigns, newest first: the one of a slug, else one that runs today, else the newest; None: there is none."""
    running = [one for one in listed if one.starts_on <= today < one.ends_before]
    named = [one for one in listed if one.slug == wanted]
    return next(iter((*named, *running, *listed)), None)


def campaigns_on(session: Session, first: date, last: date) -> tuple[CampaignView, ...]:
    """Campaigns that run on any date from first to last."""
    return tuple(c for c in campaigns(session) if c.starts_on <= last and first < c.ends_before)


def campaign(session: Session, campaign_id: int) -> CampaignView:
    """One campaign; NotFound ``campaign.unknown``."""
    for found in campaigns(session):
        if found.id == campaign_id:
            return found
    raise NotFound("campaign.unknown", id=campaign_id)


def themes(session: Session, campaign_id: int | None = None) -> tuple[ThemeView, ...]:
    """Themes in the plan's order."""
    asked = select(Theme).order_by(col(Theme.campaign_id), col(Theme.order))
    if campaign_id is not None:
        asked = asked.where(Theme.campaign_id == campaign_id)
    return tuple(
        ThemeView(row.id or 0, row.campaign_id, row.letter, row.name, row.text, row.sensitive, row.order)
        for row in session.exec(asked)
    )


def obligations(session: Session, plan_id: int, on: date) -> tuple[ObligationView, ...]:
    """Duties of a plan, in its order, with who has each on a date, named as on that date.

    Before its first holder's time a duty is the first one's; the same goes for names.
    """
    asked = (
        select(Obligation, DutyTerm)
        .join(DutyTerm, col(DutyTerm.obligation_id) == Obligation.id)
        .where(Obligation.plan_id == plan_id)
        .order_by(*map(col, (Obligation.order, Obligation.id, DutyTerm.valid_from)))
    )
    holders: dict[int, tuple[Obligation, int]] = {}
    for duty, holder in session.exec(asked):
        if holder.valid_from <= on or duty.id not in holders:
            holders[duty.id or 0] = duty, holder.unit_id
    names: dict[int, str] = {}
    for term in session.exec(select(UnitTerm).order_by(col(UnitTerm.valid_from))):
        if term.valid_from <= on or term.unit_id not in names:
            names[term.unit_id] = term.name
    return tuple(
        ObligationView(duty.id or 0, unit_id, names[unit_id], duty.clause, duty.text)
        for duty, unit_id in holders.values()
    )


def report_deadlines(session: Session, plan_id: int) -> tuple[ReportDeadline, ...]:
    """Dates of a plan by which reports are due."""
    asked = select(ReportDeadline).where(ReportDeadline.plan_id == plan_id)
    return tuple(session.exec(asked.order_by(col(ReportDeadline.named_date))))


def quotas(session: Session, month: str) -> tuple[QuotaView, ...]:
    """Quotas that hold in a month: those of the month itself before those of every month."""
    asked = select(Quota).where((col(Quota.month) == month) | col(Quota.month).is_(None))
    asked = asked.where(col(Quota.outlet_id).not_in(_gone(session, month)))
    own: dict[tuple[int, int, int | None, int | None], QuotaView] = {}
    for row in session.exec(asked.order_by(col(Quota.id))):
        key = (row.campaign_id, row.outlet_id, row.window_id, row.theme_id)
        if key not in own or row.month is not None:
            own[key] = QuotaView(
                row.id or 0,
                row.campaign_id,
                row.outlet_id,
                row.window_id,
                row.theme_id,
                row.month,
                row.spots,
                row.source,
            )
    return tuple(own.values())


def budgets(session: Session, month: str) -> tuple[BudgetView, ...]:
    """Budgets that hold in a month."""
    asked = select(Budget).where((col(Budget.month) == month) | col(Budget.month).is_(None))
    asked = asked.where(col(Budget.outlet_id).is_(None) | col(Budget.outlet_id).not_in(_gone(session, month)))
    own: dict[tuple[int, int | None], BudgetView] = {}
    for row in session.exec(asked.order_by(col(Budget.id))):
        if (row.campaign_id, row.outlet_id) not in own or row.month is not None:
            own[row.campaign_id, row.outlet_id] = BudgetView(
                row.campaign_id, row.outlet_id, row.month, row.amount_vnd, row.source
            )
    return tuple(own.values())


def _gone(session: Session, month: str) -> list[int]:
    """Outlets that have ended before a month: what was agreed with them asks nothing of it."""
    called = outlet_queries.names(session)
    first = month_start(month)
    return sorted(number for number in called.terms if not called.open_within(number, first, LATEST))


def plan(session: Session, plan_id: int) -> Plan:
    """A plan's record; NotFound ``plan.unknown``."""
    if (found := session.get(Plan, plan_id)) is None:
        raise NotFound("plan.unknown", id=plan_id)
    return found


def plans(session: Session) -> tuple[Plan, ...]:
    """Every plan, newest first."""
    return tuple(session.exec(select(Plan).order_by(col(Plan.id).desc())))


def _campaign(row: Campaign, source: Plan) -> CampaignView:
    return CampaignView(
        id=row.id or 0,
        slug=row.slug,
        name=row.name,
        plan_id=source.id or 0,
        number=source.number,
        symbol=source.symbol,
        issuing_body=source.issuing_body,
        signed_on=source.signed_on,
        title=source.title,
        year=source.year,
        starts_on=row.starts_on,
        ends_before=row.ends_before,
        sample=source.sample,
    )
