"""6-month and annual reports: which days they tell of, what is typed for them, and all of it drawn from the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from campaigns import periods, reporting
from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import Campaign, Outlet, Plan, ReportDraft, ReportRule
from campaigns.periods import Choice, Closing, Part, Period, ProfileCode
from campaigns.queries import issued as issued_queries
from campaigns.queries import offices
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries import reports as queries
from campaigns.queries import units as unit_queries
from campaigns.queries.plans import CampaignView
from campaigns.queries.reports import DraftView
from campaigns.store import UnitOfWork
from campaigns.times import EARLIEST, LATEST, ZONE
from campaigns.values.issued import Stationery
from campaigns.values.ledger import Line, Standing
from campaigns.values.papers import OfficeView
from campaigns.values.rhythms import GapKind
from campaigns.values.words import PaperKind
from exports import wording
from exports.report import Issued, Narrative, Reports, ReportView, Rhythm, Stretch, Sum, UnitTold
from scheduler import ledger
from scheduler.services.briefing import NOBODY, cited

PARTS = (Part.FIRST_HALF, Part.YEAR)
"""What the plan asks a report of; the second half is told within the year's."""


_WORKED_ON = timedelta(days=60)


WORDS = {Part.FIRST_HALF: "6t", Part.YEAR: "nam"}
"""Parts of a year as keys and addresses have them."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A report to be written now."""

    year: int
    part: Part
    due: date | None  # by when the office wants it out; None: it has set no day


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report as it would now be issued."""

    view: ReportView
    drafts: tuple[DraftView, ...]  # of what is typed, earliest first
    outside: int  # slots ordered of the campaign on days of which none of its reports tells

    @property
    def number(self) -> int:
        """Of the last draft; 0 where nothing was typed."""
        return self.drafts[-1].number if self.drafts else 0


def choose(work: UnitOfWork, chosen: Choice, *, seen: int) -> None:
    """Choose the closing days of reports from a year on; reports of earlier years keep theirs.

    Args:
        chosen: its source is the paper that an own profile rests on; of others none is kept.
        seen: how many choices there were when the office looked.

    Raises:
        Refused: ``period.unknown_year``, ``period.no_such_day``, ``report.needs_source``.
        Stale: ``report.rule_stale``.
    """
    profile, source = chosen.profile, chosen.source.strip()
    periods.period(profile, chosen.from_year, Part.YEAR)
    dues = {"half_due": chosen.half_due, "year_due": chosen.year_due}
    for name, day in dues.items():
        if day is not None and not periods.exists(day):
            raise Refused("period.no_such_day", fields=(name,))
    if profile.code is ProfileCode.OWN and not source:
        raise Refused("report.needs_source", fields=("source",))
    before = queries.choices(work.session)
    if len(before) != seen:
        raise Stale("report.rule_stale")
    days: Mapping[str, Closing | None] = {"half": profile.half, "year": profile.year, **dues}
    closings = {name: None if day is None else [day.month, day.day] for name, day in days.items()}
    row = ReportRule(
        from_year=chosen.from_year, profile=profile.code, closings=closings,
        source=source if profile.code is ProfileCode.OWN else "", chosen_at=work.now, chosen_by=work.actor,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    after = {"from_year": row.from_year, "profile": profile.code.value, "closings": closings, "source": row.source}
    work.note("report_rule", row.id or 0, "chosen", after=after)


def keep(work: UnitOfWork, campaign_id: int, year: int, part: Part, texts: Narrative, *, seen: int) -> int:
    """Keep what was typed for a report as its next draft; gives its number. The same again keeps nothing new.

    Args:
        seen: number of the draft that the writer began with; 0 where there was none.

    Raises:
        NotFound: ``report.unknown``. Stale: ``report.stale``.
    """
    found = work.session.exec(select(Campaign).where(Campaign.id == campaign_id).with_for_update()).one_or_none()
    if found is None or (year, part) not in told_of(plan_queries.campaign(work.session, campaign_id)):
        raise NotFound("report.unknown")
    kept = queries.drafts(work.session, campaign_id, year, part)
    if (kept[-1].number if kept else 0) != seen:
        raise Stale("report.stale")
    told = texts.as_json()
    if kept and kept[-1].texts == told:
        return seen
    row = ReportDraft(
        campaign_id=campaign_id, year=year, part=part, number=seen + 1, texts=told, saved_at=work.now,
        saved_by=work.actor,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.note("report", f"{found.slug}.{year}.{part.value}", "typed", after={"number": row.number, "texts": told})
    return row.number


def told_of(campaign: CampaignView) -> tuple[tuple[int, Part], ...]:
    """Years and parts of which a campaign has a report, earliest first."""
    last = campaign.ends_before - timedelta(days=1)
    years = range(max(campaign.starts_on.year, EARLIEST.year + 1), min(last.year, LATEST.year - 1) + 1)
    return tuple((year, part) for year in years for part in PARTS)


def next_due(session: Session, campaign: CampaignView, today: date) -> tuple[int, Part]:
    """The report that is being worked on, or comes next: the first that closed at most two months ago.

    Raises:
        NotFound: ``report.unknown`` for a campaign beyond our calendar.
    """
    told = told_of(campaign)
    ahead = [
        (year, part) for year, part in told
        if periods.period(choice(session, year).profile, year, part).last_day + _WORKED_ON >= today
    ]  # fmt: skip
    if not told:
        raise NotFound("report.unknown")
    return (ahead or told[-1:])[0]


def choice(session: Session, year: int, *, before: datetime | None = None) -> Choice:
    """The closing days that hold for a year, or held for it before an instant."""
    made = (one for one in queries.choices(session) if before is None or one.chosen_at < before)
    return periods.in_force((one.choice for one in made), year)


def awaited(session: Session, campaign: CampaignView, today: date) -> Awaited | None:
    """The report to be written now: its units' last deadline is over, or its period, and it was not issued."""
    deadlines = unit_queries.periods(session, campaign.id)
    for year, part in told_of(campaign):
        chosen = choice(session, year)
        period = periods.period(chosen.profile, year, part)
        named = [one.named for one in deadlines if one.last_day in period]
        opens = max(named, default=period.ends_before)
        if opens <= today < opens + _WORKED_ON:
            key = key_of(campaign.slug, year, part)
            if not issued_queries.newest(session, PaperKind.REPORT, [key]):
                return Awaited(year, part, periods.due_on(chosen, year, part))
    return None


def key_of(campaign: str, year: int, part: Part) -> str:
    """The key of a campaign's report as a paper."""
    return f"{campaign}.{year}-{WORDS[part]}"


def drawn(session: Session, campaign_id: int, year: int, part: Part, given: Stationery) -> Drawn:
    """A report as the record now gives it, with what was typed last; names as on the last day of its period.

    Raises:
        NotFound: ``campaign.unknown``, ``report.unknown`` for a year or part of which there is none.
    """
    campaign = plan_queries.campaign(session, campaign_id)
    if (year, part) not in told_of(campaign):
        raise NotFound("report.unknown")
    desk, chosen = _Desk(session, campaign), choice(session, year)
    spans = {one: periods.period(chosen.profile, year, one) for one in Part}
    drafts = queries.drafts(session, campaign_id, year, part)
    kept = offices.office(session)
    office = NOBODY if kept is None else OfficeView.from_json(kept.profile)
    recipients = given.recipients if given.recipients is not None else ("Như trên", *office.recipients)
    reports = desk.reports(spans[part], given.dated)
    view = ReportView(
        office=office, plan=cited(session.get_one(Plan, campaign.plan_id)), given=given, recipients=recipients,
        profile=chosen.profile.code, source=chosen.source, told=desk.stretch(spans[part]),
        first_half=desk.stretch(spans[Part.FIRST_HALF]) if part is Part.YEAR else None,
        second_half=desk.stretch(spans[Part.SECOND_HALF]) if part is Part.YEAR else None,
        issued_half=desk.issued_half(year) if part is Part.YEAR else None, before=desk.before(part, year),
        rhythms=desk.rhythms(spans[part], given.dated), reports=reports,
        totals=reporting.summed(one.figures for each in reports for one in each.told),
        texts=Narrative.from_json(drafts[-1].texts) if drafts else Narrative(),
    )  # fmt: skip
    return Drawn(view, drafts, desk.outside())


class _Desk:
    """What a report is drawn from, read once."""

    def __init__(self, session: Session, campaign: CampaignView) -> None:
        self.session, self.campaign = session, campaign
        self.standings: Sequence[Standing] = ledger.standings(session)
        self._outlets = outlet_queries.names(session)
        rows = session.exec(select(Outlet).order_by(col(Outlet.order), col(Outlet.id)))
        self._order = [row.id or 0 for row in rows]

    def stretch(
        self, period: Period, campaign: CampaignView | None = None, *, standings: Sequence[Standing] | None = None
    ) -> Stretch:
        """A campaign's ledger of a period, by outlet and by theme.

        Args:
            standings: how slots stood at another time; None: as they stand.
        """
        of = campaign or self.campaign
        found = ledger.reckon(self.standings if standings is None else standings, days=period)
        mine = {key: line for key, line in found.items() if key.campaign_id == of.id}
        themes = {one.id: one.name for one in plan_queries.themes(self.session, of.id)}
        by_outlet = ledger.added(mine, lambda key: key.outlet_id)
        by_theme = ledger.added(mine, lambda key: key.theme_id)
        return Stretch(
            period, ledger.whole(mine),
            tuple(Sum(self._outlets.on(key, period.last_day)[0], by_outlet[key])
                  for key in self._order if key in by_outlet),
            tuple(Sum(name, by_theme.get(key, Line())) for key, name in themes.items()), of.slug,
        )  # fmt: skip

    def before(self, part: Part, year: int) -> Stretch | None:
        """The same period a year before, of the one campaign that then was; None where there was none, or several."""
        found = [one for one in plan_queries.campaigns(self.session) if one.year == year - 1]
        if len(found) != 1 or found[0].id == self.campaign.id:
            return None
        profile = choice(self.session, year - 1).profile
        return self.stretch(periods.period(profile, year - 1, part), found[0])

    def issued_half(self, year: int) -> Issued | None:
        """What the six months were reported to be: the ledger as it stood when their newest version was issued."""
        key = key_of(self.campaign.slug, year, Part.FIRST_HALF)
        found = issued_queries.newest(self.session, PaperKind.REPORT, [key]).get(key)
        if found is None:
            return None
        profile = choice(self.session, year, before=found.issued_at).profile
        then = ledger.standings(self.session, as_of=found.issued_at)
        told = self.stretch(periods.period(profile, year, Part.FIRST_HALF), standings=then)
        number = wording.number_line(found.number, found.symbol).removeprefix("Số: ")
        return Issued(number, found.issued_on, told)

    def rhythms(self, period: Period, today: date) -> tuple[Rhythm, ...]:
        """Standing programmes of which a rhythm is agreed, with the gaps that touch the period and are not ahead."""
        kept = ledger.strands(self.session, self.campaign, today=today, until=today, zone=ZONE, agreed_only=True)
        found = []
        for one in kept:
            gaps = tuple(
                gap for gap in one.kept.gaps
                if gap.kind is not GapKind.AHEAD and gap.first < period.ends_before and gap.last >= period.starts_on
            )  # fmt: skip
            if one.kept.rhythm is not None and one.kept.rhythm.from_day < period.ends_before:
                found.append(Rhythm(one.programme, one.outlet, one.kept.rhythm, gaps))
        return tuple(found)

    def outside(self) -> int:
        """Slots ordered of the campaign on days of which none of its reports tells."""
        years = {year for year, _part in told_of(self.campaign)}
        told = [periods.period(choice(self.session, year).profile, year, Part.YEAR) for year in sorted(years)]
        return sum(
            one.key.campaign_id == self.campaign.id and one.makegood_of is None and one.state in ledger.ORDERED
            and not any(one.day in period for period in told)
            for one in self.standings
        )  # fmt: skip

    def reports(self, period: Period, today: date) -> tuple[Reports, ...]:
        """How units reported before each deadline whose last good day is in the period."""
        bodies = unit_queries.institutions(self.session)
        asked = [one for one in unit_queries.periods(self.session, self.campaign.id) if one.last_day in period]
        found = []
        for one in asked:
            kept = unit_queries.reports(self.session, one.deadline_id)
            receipts = unit_queries.receipts(self.session, one, today, bodies)
            told = tuple(
                UnitTold(each.unit_id, counted.figures, counted.texts) for each in receipts
                if (view := kept.get(each.unit_id)) is not None and (counted := view.counted) is not None
            )  # fmt: skip
            found.append(Reports(one.named, one.inclusive, receipts, told, one.deadline_id))
        return tuple(found)
