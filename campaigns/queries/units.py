"""Units as they were on a date, who owes a report, what came in, and its sum."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns import reporting
from campaigns.deadlines import last_good_day
from campaigns.errors import NotFound
from campaigns.models import (
    Campaign,
    DutyTerm,
    Obligation,
    Plan,
    ReportDeadline,
    Unit,
    UnitHandIn,
    UnitLink,
    UnitParent,
    UnitReport,
    UnitTerm,
)
from campaigns.values.units import (
    DutyView,
    Expected,
    Figure,
    Figures,
    HandIn,
    Level,
    Period,
    Receipt,
    RollUp,
    Texts,
    UnitReportView,
    UnitView,
)


@dataclass(frozen=True, slots=True)
class Institutions:
    """Every unit with its dated names and parents, read once and asked for any date."""

    rows: Mapping[int, Unit]
    terms: Mapping[int, tuple[UnitTerm, ...]]  # by unit, earliest first
    parents: Mapping[int, tuple[UnitParent, ...]]

    def on(self, unit_id: int, day: date) -> UnitView:
        """A unit as on a date; before its first term as it first was, after its last as it last was.

        After a merger it stands under the unit that took it over, so that what it reported is found there.
        """
        row, terms = self.rows[unit_id], self.terms[unit_id]
        term = ([one for one in terms if one.valid_from <= day] or [terms[0]])[-1]
        parent = next((one.parent_id for one in self.parents.get(unit_id, ()) if _holds(one, day)), None)
        if term.merged_into_id is not None and not _holds(term, day):
            parent = term.merged_into_id
        return UnitView(
            id=unit_id, slug=row.slug, name=term.name, level=term.level, parent_id=parent, reports=term.reports,
            covers=frozenset(Level(word) for word in term.covers), contact_name=row.contact_name,
            contact_email=row.contact_email, contact_phone=row.contact_phone, sample=row.sample, order=row.order,
        )  # fmt: skip

    def is_open(self, unit_id: int, day: date) -> bool:
        """Whether the unit exists on a date."""
        return any(_holds(term, day) for term in self.terms.get(unit_id, ()))

    def open_on(self, day: date) -> tuple[UnitView, ...]:
        """Units that exist on a date: by level, then in the office's order."""
        found = (self.on(unit_id, day) for unit_id in self.rows if self.is_open(unit_id, day))
        return tuple(sorted(found, key=lambda unit: unit.rank))

    def heirs(self, unit_id: int) -> tuple[int, ...]:
        """Units that have merged into this one, directly or through another."""
        found = [unit_id]
        for heir in found:
            found += [
                other for other, terms in self.terms.items() if terms[-1].merged_into_id == heir and other not in found
            ]
        return tuple(found[1:])


@dataclass(frozen=True, slots=True)
class Held:
    """A duty of a plan while one unit has it."""

    obligation_id: int
    unit_id: int
    plan_id: int
    plan: str  # 36/KH-UBND
    clause: str
    text: str
    valid_from: date
    valid_until: date | None  # first date outside


def institutions(session: Session) -> Institutions:
    """Every unit with everything dated about it."""
    terms: dict[int, list[UnitTerm]] = defaultdict(list)
    for term in session.exec(select(UnitTerm).order_by(col(UnitTerm.valid_from))):
        terms[term.unit_id].append(term)
    parents: dict[int, list[UnitParent]] = defaultdict(list)
    for parent in session.exec(select(UnitParent).order_by(col(UnitParent.valid_from))):
        parents[parent.unit_id].append(parent)
    rows = {row.id or 0: row for row in session.exec(select(Unit).order_by(col(Unit.id))) if row.id in terms}
    return Institutions(rows, {key: tuple(each) for key, each in terms.items()},
                        {key: tuple(each) for key, each in parents.items()})  # fmt: skip


def unit(session: Session, unit_id: int) -> Unit:
    """A unit's record; NotFound ``unit.unknown``."""
    found = session.get(Unit, unit_id) if 0 < unit_id < 2**31 else None
    if found is None:
        raise NotFound("unit.unknown")
    return found


def periods(session: Session, campaign_id: int) -> tuple[Period, ...]:
    """The deadlines for reports of a campaign's plan, earliest first."""
    asked = (
        select(ReportDeadline, Campaign)
        .join(Campaign, col(Campaign.plan_id) == ReportDeadline.plan_id)
        .where(Campaign.id == campaign_id)
    )
    return tuple(_period(*row) for row in session.exec(asked.order_by(col(ReportDeadline.named_date))))


def period(session: Session, deadline_id: int) -> Period:
    """One deadline for reports; NotFound ``report.no_period``."""
    asked = (
        select(ReportDeadline, Campaign)
        .join(Campaign, col(Campaign.plan_id) == ReportDeadline.plan_id)
        .where(ReportDeadline.id == deadline_id)
    )
    found = session.exec(asked).one_or_none() if 0 < deadline_id < 2**31 else None
    if found is None:
        raise NotFound("report.no_period")
    return _period(*found)


def duties(session: Session, plan_id: int, on: date) -> tuple[DutyView, ...]:
    """Duties of a plan that somebody has on a date, in the plan's order."""
    asked = (
        select(Obligation, DutyTerm)
        .join(DutyTerm, col(DutyTerm.obligation_id) == Obligation.id)
        .where(Obligation.plan_id == plan_id)
        .order_by(col(Obligation.order), col(Obligation.id))
    )
    return tuple(
        DutyView(duty.id or 0, term.unit_id, duty.clause, duty.text)
        for duty, term in session.exec(asked) if _holds(term, on)
    )  # fmt: skip


def held(session: Session, unit_ids: Iterable[int]) -> tuple[Held, ...]:
    """Every duty that some units have, had or will have, with its plan: plans newest first, duties in their order."""
    asked = (
        select(Obligation, DutyTerm, Plan)
        .join(DutyTerm, col(DutyTerm.obligation_id) == Obligation.id)
        .join(Plan, col(Plan.id) == Obligation.plan_id)
        .where(col(DutyTerm.unit_id).in_(list(unit_ids)))
        .order_by(col(Plan.id).desc(), *map(col, (Obligation.order, Obligation.id, DutyTerm.valid_from)))
    )
    return tuple(
        Held(duty.id or 0, term.unit_id, plan.id or 0, f"{plan.number}/{plan.symbol}", duty.clause, duty.text,
             term.valid_from, term.valid_until)
        for duty, term, plan in session.exec(asked)
    )  # fmt: skip


def duty(session: Session, obligation_id: int) -> Held:
    """A duty with who has it last; NotFound ``duty.unknown``."""
    asked = select(DutyTerm).where(DutyTerm.obligation_id == obligation_id).order_by(col(DutyTerm.valid_from))
    terms = session.exec(asked).all() if 0 < obligation_id < 2**31 else []
    if not terms:
        raise NotFound("duty.unknown")
    return [one for one in held(session, [terms[-1].unit_id]) if one.obligation_id == obligation_id][-1]


def due_to_report(session: Session, asked: Period, bodies: Institutions | None = None) -> tuple[Expected, ...]:
    """Who owes a report for a period: asked on its last good day, whatever moved or merged since."""
    bodies = bodies or institutions(session)
    return reporting.expected(bodies.open_on(asked.last_day), duties(session, asked.plan_id, asked.last_day))


def reports(session: Session, deadline_id: int) -> Mapping[int, UnitReportView]:
    """By unit what is on record for a deadline, drafts too."""
    rows = session.exec(select(UnitReport).where(UnitReport.deadline_id == deadline_id)).all()
    return {view.unit_id: view for view in _views(session, rows)}


def reports_of(session: Session, unit_id: int) -> tuple[UnitReportView, ...]:
    """A unit's reports, earliest deadline first."""
    asked = (
        select(UnitReport)
        .join(ReportDeadline, col(ReportDeadline.id) == UnitReport.deadline_id)
        .where(UnitReport.unit_id == unit_id)
    )
    return tuple(_views(session, session.exec(asked.order_by(col(ReportDeadline.named_date))).all()))


def report(session: Session, unit_id: int, deadline_id: int) -> UnitReportView | None:
    """A unit's report for a deadline; None: nothing was begun."""
    asked = select(UnitReport).where(UnitReport.unit_id == unit_id, UnitReport.deadline_id == deadline_id)
    return next(iter(_views(session, session.exec(asked).all())), None)


def receipts(session: Session, asked: Period, today: date, bodies: Institutions | None = None) -> tuple[Receipt, ...]:
    """How everyone who owes a report stands on a date, then who reported without owing it."""
    bodies = bodies or institutions(session)
    owing, found = due_to_report(session, asked, bodies), reports(session, asked.deadline_id)
    units = {unit_id: bodies.on(unit_id, asked.last_day) for unit_id in {one.unit_id for one in owing} | found.keys()}
    return reporting.receipts(asked, units, owing, found, today)


def figures(session: Session, *asked: Period, bodies: Institutions | None = None) -> RollUp:
    """What was reported for a period, or several together, rolled up by the parents of the last one's last good day.

    Only what counts is in it: of each report the last hand-in, unless it was returned. A unit that was gone by then
    counts under the one into which it had merged.
    """
    bodies = bodies or institutions(session)
    own: dict[int, Figures] = {}
    for one in asked:
        for unit_id, view in reports(session, one.deadline_id).items():
            if (told := view.counted) is not None:
                own[unit_id] = reporting.summed([own.get(unit_id, {}), told.figures])
    day = max(one.last_day for one in asked)
    there = {unit.id: unit for unit in bodies.open_on(day) if unit.level is not Level.GROUP}
    there |= {unit_id: bodies.on(unit_id, day) for unit_id in own}
    return reporting.roll_up(tuple(there.values()), own)


def previous(session: Session, unit_id: int, asked: Period) -> tuple[Period, Figures] | None:
    """What a unit, or the units that have merged into it, reported last before a period; None: nothing."""
    ids = {unit_id, *institutions(session).heirs(unit_id)}
    rows = session.exec(
        select(UnitReport, ReportDeadline)
        .join(ReportDeadline, col(ReportDeadline.id) == UnitReport.deadline_id)
        .where(col(UnitReport.unit_id).in_(ids), col(ReportDeadline.named_date) < asked.named)
        .order_by(col(ReportDeadline.named_date).desc(), col(ReportDeadline.id).desc())
    ).all()
    views = {view.id: view for view in _views(session, [row for row, _deadline in rows])}
    counted = [(deadline.id or 0, views[row.id or 0].counted) for row, deadline in rows]
    latest = next((deadline_id for deadline_id, told in counted if told is not None), None)
    if latest is None:
        return None
    parts = [told.figures for deadline_id, told in counted if told is not None and deadline_id == latest]
    return period(session, latest), reporting.summed(parts)


def links(session: Session, unit_id: int) -> tuple[UnitLink, ...]:
    """Every link of a unit, newest first, ended ones too."""
    asked = select(UnitLink).where(UnitLink.unit_id == unit_id)
    return tuple(session.exec(asked.order_by(col(UnitLink.id).desc())))


def link(session: Session, unit_id: int, link_id: int) -> UnitLink:
    """A link of this unit; NotFound ``link.unknown``."""
    found = session.get(UnitLink, link_id) if 0 < link_id < 2**31 else None
    if found is None or found.unit_id != unit_id:
        raise NotFound("link.unknown")
    return found


def figures_of(told: Mapping[str, int]) -> Figures:
    """Figures from plain data, in the order of the form."""
    return {figure: told[figure.value] for figure in Figure if figure.value in told}


def _views(session: Session, rows: Iterable[UnitReport]) -> Iterable[UnitReportView]:
    rows = list(rows)
    handed: dict[int, list[HandIn]] = defaultdict(list)
    asked = select(UnitHandIn).where(col(UnitHandIn.report_id).in_([row.id for row in rows]))
    for one in session.exec(asked.order_by(col(UnitHandIn.number))):
        handed[one.report_id].append(_hand_in(one))
    for row in rows:
        draft = row.draft
        yield UnitReportView(
            id=row.id or 0, unit_id=row.unit_id, deadline_id=row.deadline_id, version=row.version, state=row.state,
            hand_ins=tuple(handed[row.id or 0]), draft_figures=None if draft is None else figures_of(draft["figures"]),
            draft_texts=Texts.from_json(draft["texts"] if draft else None), drafted_at=row.drafted_at,
            judged_at=row.judged_at, judged_by=row.judged_by, returned_why=row.returned_why,
        )  # fmt: skip


def _hand_in(row: UnitHandIn) -> HandIn:
    return HandIn(
        row.number, figures_of(row.figures), Texts.from_json(row.texts), row.way, row.handed_on, row.submitted_at,
        row.submitted_by, row.paper,
    )  # fmt: skip


def _period(row: ReportDeadline, campaign: Campaign) -> Period:
    last = last_good_day(row.named_date, inclusive=row.inclusive)
    return Period(row.id or 0, row.plan_id, campaign.id or 0, row.named_date, row.inclusive, last, row.text)


def _holds(term: UnitTerm | UnitParent | DutyTerm, day: date) -> bool:
    return term.valid_from <= day and (term.valid_until is None or day < term.valid_until)
