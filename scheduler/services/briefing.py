"""The brief of a slot out of the record: nothing in it that no document or person gave; its number, given once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import Session, col, select

from campaigns import calendar
from campaigns.deadlines import slot_deadlines
from campaigns.errors import NotFound, Refused
from campaigns.models import Campaign, History, Outlet, Plan, Slot, Window
from campaigns.queries import issued as issued_queries
from campaigns.queries import offices
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.times import local_day
from campaigns.values.issued import Issued
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.papers import BriefDetails, BriefView, Deadline, OfficeView, PlanCitation
from campaigns.values.slots import SlotView
from campaigns.values.words import PaperKind, SlotState
from exports import brief as briefs
from exports.brief import file_name, required_fields, slip_code
from scheduler.services.issuing import NOBODY

NUMBERED = "brief_numbered"
_AROUND = timedelta(weeks=6)
_OFF = frozenset({SlotState.CANCELLED, SlotState.MISSED})


@dataclass(frozen=True, slots=True)
class Made:
    """A brief as a file."""

    uid: str
    code: str  # PSX-2017-04-02
    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """A slot's brief as far as it goes."""

    view: BriefView
    lacking: tuple[str, ...]  # names of missing fields, as ``exports.brief.required_fields`` has them

    @property
    def numbered(self) -> bool:
        """Whether it has been issued."""
        return self.view.slip_number is not None


class Desk:
    """What briefs are drawn from, read once for many slots."""

    def __init__(self, session: Session, uids: Sequence[str]) -> None:
        self.session = session
        self.uids = tuple(dict.fromkeys(uids))

    @cached_property
    def rows(self) -> Mapping[str, Slot]:
        """The slots' rows."""
        return {row.uid: row for row in self.session.exec(select(Slot).where(col(Slot.uid).in_(self.uids)))}

    @cached_property
    def views(self) -> Mapping[str, SlotView]:
        """The slots, and those that repeat them."""
        asked = col(Slot.uid).in_(self.uids) | col(Slot.repeat_of).in_(self.uids)
        return {view.uid: view for view in slot_queries.slot_views(self.session, asked)}

    @cached_property
    def office(self) -> OfficeView:
        """Who writes."""
        kept = offices.office(self.session)
        return NOBODY if kept is None else OfficeView.from_json(kept.profile)

    @cached_property
    def plans(self) -> Mapping[int, PlanCitation]:
        """Each campaign's plan."""
        asked = select(Campaign.id, Plan).join(Plan, col(Plan.id) == Campaign.plan_id)
        return {campaign_id or 0: cited(plan) for campaign_id, plan in self.session.exec(asked)}

    @cached_property
    def windows(self) -> Mapping[int, WindowView]:
        """The windows that the slots stand in."""
        ids = sorted({row.window_id for row in self.rows.values()})
        return {one.id: one for one in outlet_queries.windows(self.session, ids=ids)}

    @cached_property
    def prices(self) -> Mapping[int, str]:
        """The paper that each window's price stands in."""
        asked = select(Window.id, Window.price_source).where(col(Window.id).in_(sorted(self.windows)))
        return {window_id or 0: source for window_id, source in self.session.exec(asked)}

    @cached_property
    def rates(self) -> Mapping[int, int]:
        """Syllables a minute at each outlet."""
        return {outlet_id or 0: rate for outlet_id, rate in self.session.exec(select(Outlet.id, Outlet.speech_rate))}

    @cached_property
    def days(self) -> Mapping[date, DayView]:
        """The calendar that lead times are counted by; nothing in it depends on the present."""
        dates = [row.date for row in self.rows.values()]
        first, last = min(dates) - _AROUND, max(dates)
        return calendar.days(first, last, outlet_queries.holidays(self.session), today=last)

    @cached_property
    def issued(self) -> Mapping[str, date]:
        """The date on which each brief was given its number."""
        asked = select(History.subject_id, History.at).where(
            History.subject == "slot", History.what == NUMBERED, col(History.subject_id).in_(self.uids)
        )
        told = self.session.exec(asked.order_by(col(History.seq)))
        return {uid: local_day(at, ZoneInfo(self.rows[uid].zone)) for uid, at in told if uid in self.rows}

    @cached_property
    def newest(self) -> Mapping[str, Issued]:
        """The newest version of each that was issued."""
        kinds = (PaperKind.BRIEF, PaperKind.OUTLINE)
        return {uid: one for kind in kinds for uid, one in issued_queries.newest(self.session, kind, self.uids).items()}

    def draw(self, uid: str, *, today: date) -> Drawn:
        """A slot's brief; one without a number bears the date of ``today``. NotFound ``slot.unknown``."""
        row = self.rows.get(uid)
        if row is None:
            raise NotFound("slot.unknown", uid=uid[:40])
        slot, window = self.views[uid], self.windows[row.window_id]
        newest = self.newest.get(uid)
        repeats = (one for one in self.views.values() if one.repeat_of == uid and one.state not in _OFF)
        view = BriefView(
            office=self.office,
            plan=self.plans[row.campaign_id],
            slot=slot,
            details=details(row.brief),
            speech_rate=self.rates[row.outlet_id],
            form=window.form,
            drawn_up_on=newest.issued_on if newest else self.issued.get(uid, today),
            recipients=newest.recipients if newest else None,
            slip_number=row.brief_number,
            page=window.page,
            size=window.size,
            word_limit=window.word_limit,
            deadlines=tuple(Deadline(one.kind, one.date) for one in slot_deadlines(window, slot.date, self.days)),
            repeats=tuple(repeats),
            price_vnd=slot.cost_vnd,
            price_basis=self.prices[window.id],
        )
        return Drawn(view, required_fields(view))


def details(kept: object) -> BriefDetails:
    """What the officer filled in, as a value; a slot that nobody has described has nothing yet."""
    return BriefDetails.from_json(kept or {})


def drawn(session: Session, uid: str, *, today: date) -> Drawn:
    """One slot's brief as far as it goes; NotFound ``slot.unknown``."""
    return Desk(session, [uid]).draw(uid, today=today)


def brief_view(work: UnitOfWork, uid: str) -> BriefView:
    """A slot's brief ready to be written; the first time it is given its number.

    Raises:
        NotFound: ``slot.unknown``.
        Refused: ``brief.cancelled`` for a slot that is off; ``brief.incomplete`` with ``fields``, and then no
            number is used up.
    """
    today = local_day(work.now, work.zone)
    found = drawn(work.session, uid, today=today)
    if found.lacking:
        raise Refused("brief.incomplete", uid=uid, fields=found.lacking)
    if found.numbered:
        return found.view
    if found.view.slot.state in _OFF:
        raise Refused("brief.cancelled", uid=uid)
    number(work, found.view.slot)
    return drawn(work.session, uid, today=today).view


def number(work: UnitOfWork, slot: SlotView) -> int:
    """Give a brief the next number of its month, for good; a form that is open on the slot does not trip over it."""
    work.month(slot.month)
    asked = select(Slot.brief_number).where(Slot.month == slot.month, col(Slot.brief_number).is_not(None))
    given = max((n or 0 for n in work.session.exec(asked)), default=0) + 1
    work.session.connection().execute(update(Slot).where(col(Slot.uid) == slot.uid).values(brief_number=given))
    work.session.expire_all()
    work.note("slot", slot.uid, NUMBERED, after={"number": given})
    work.complete()
    return given


def made(view: BriefView) -> Made:
    """The file of a complete brief; equal views give equal bytes."""
    return Made(view.slot.uid, slip_code(view), file_name(view), briefs.brief(view))


def ready(session: Session, uids: Iterable[str]) -> Mapping[str, Made]:
    """The briefs among these slots that have been issued and are complete."""
    numbered = select(Slot.uid).where(col(Slot.uid).in_(list(uids)), col(Slot.brief_number).is_not(None))
    issued = tuple(session.exec(numbered))
    if not issued:
        return {}
    desk = Desk(session, issued)
    drawn_up = {uid: desk.draw(uid, today=desk.rows[uid].date) for uid in issued}
    return {uid: made(one.view) for uid, one in drawn_up.items() if not one.lacking}


def issued(session: Session, month: str) -> tuple[Made, ...]:
    """Every brief of a month that has been issued and is complete, by number."""
    asked = select(Slot.uid, Slot.brief_number).where(Slot.month == month, col(Slot.brief_number).is_not(None))
    rows = sorted(session.exec(asked), key=lambda row: row[1] or 0)
    found = ready(session, [uid for uid, _number in rows])
    return tuple(found[uid] for uid, _number in rows if uid in found)


def cited(plan: Plan) -> PlanCitation:
    """A plan as papers cite it."""
    header = plan.draft.get("header", {}) if isinstance(plan.draft, dict) else {}
    return PlanCitation(
        number=plan.number,
        symbol=plan.symbol,
        signed_on=plan.signed_on,
        issuing_body=plan.issuing_body,
        title=plan.title,
        doc_type=header.get("doc_type") or "Kế hoạch",
    )


__all__ = [
    "NOBODY",
    "Desk",
    "Drawn",
    "Made",
    "brief_view",
    "cited",
    "details",
    "drawn",
    "issued",
    "made",
    "number",
    "ready",
]
