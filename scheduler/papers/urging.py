"""The letter to silent units and the list of them to the body above; keys ``<campaign>.2017-06-15``, ``….2`` the next.

What was issued is drawn from the rungs that it took, and so reads as it did whoever reports afterwards.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from campaigns.errors import NotFound
from campaigns.models import Campaign, Plan
from campaigns.queries import issued
from campaigns.queries import units as unit_queries
from campaigns.queries import urging as queries
from campaigns.queries.urging import StepView
from campaigns.store import UnitOfWork
from campaigns.times import DAY_MINUTES, ZONE, local_day, local_instant, month_of
from campaigns.values.issued import Issued, Stationery
from campaigns.values.units import Period, Receipt
from campaigns.values.urging import LateUnit, Rung, SilentList, SilentUnit, Step, UrgingLetter
from campaigns.values.words import PaperKind
from exports import stationery
from exports import urging as paper
from scheduler import urging as rules
from scheduler.papers import keys
from scheduler.services import briefing, issuing, publishing, urging
from scheduler.services.issuing import Drawn, Kind, Lack
from scheduler.services.urging import Climb

_REST: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.([2-9]|[1-9]\d))?", re.ASCII)
EARLY, NOBODY = "urging.early", "urging.nobody"
"""What a letter or list lacks: its day has not come, or nobody is silent."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Whom a letter or list is about."""

    campaign: Campaign
    now: Climb
    units: tuple[SilentUnit, ...]
    steps: tuple[Step, ...]  # rungs that issuing it takes; none once it was issued
    taken: tuple[StepView, ...]  # that issuing it took
    early: bool


def key_of(session: Session, period: Period, rung: Rung) -> str:
    """The key of the paper that is to be issued next for a period."""
    campaign = session.get_one(Campaign, period.campaign_id)
    before = {one.paper for one in queries.steps(session, period.deadline_id) if one.rung is rung}
    first = f"{campaign.slug}.{period.named.isoformat()}"
    return first if not before else f"{first}.{len(before) + 1}"


def listed(session: Session, key: str, rung: Rung, dated: date) -> Listed:
    """Whom a paper is about: as it was issued, or who is silent at the end of a day. NotFound ``paper.unknown``."""
    campaign, rest = keys.split(session, key)
    read = _REST.fullmatch(rest)
    named = {one.named.isoformat(): one for one in unit_queries.periods(session, campaign.id or 0)}
    if read is None or read[1] not in named:
        raise NotFound("paper.unknown", uid=key[:40])
    period = named[read[1]]
    end = local_instant(dated, DAY_MINUTES - 1, ZONE)
    now = urging.climb(session, period.deadline_id, now=end, zone=ZONE)
    taken = tuple(one for one in queries.of_paper(session, period.deadline_id, key) if one.rung is rung)
    if not taken and key != key_of(session, period, rung):
        raise NotFound("paper.unknown", uid=key[:40])
    order = {one.unit_id: one for one in now.receipts}
    if taken:
        told = {one.unit_id: one for one in taken}
        units = tuple(SilentUnit(order[n].name, told[n].reminded) for n in order if n in told)
        return Listed(campaign, now, units, (), taken, early=False)
    due = now.due_for(rung)
    return Listed(
        campaign, now, tuple(SilentUnit(one.name, now.reminded(one.unit_id)) for one in due),
        tuple(Step(rung, one.unit_id) for one in due), (), early=dated < now.dates.on[rung],
    )  # fmt: skip


def draw_letter(session: Session, key: str, given: Stationery) -> Drawn:
    """The letter to those who are silent."""
    found = listed(session, key, Rung.LETTER, given.dated)
    period, office = found.now.period, issuing.office(session)
    view = UrgingLetter(
        office=office, plan=briefing.cited(session.get_one(Plan, period.plan_id)), period=found.now.words,
        named_date=period.named, inclusive=period.inclusive, given=given, silent=found.units,
        answer_by=answer_by(session, found.now, given.dated), recipients=_recipients(given, office.recipients),
    )  # fmt: skip
    return Drawn(
        title=paper.title_of(view), file_name=paper.file_name(view), display_name=paper.display_name(view),
        month=month_of(given.dated), symbol=given.symbol or paper.letter_symbol(office), recipients=view.recipients,
        lacks=_lacks(found, stationery.missing(office), stationery.uncited(view.plan)),
        make=lambda: paper.urging_letter(view), campaign_id=found.campaign.id,
    )  # fmt: skip


def draw_list(session: Session, key: str, given: Stationery) -> Drawn:
    """The list of those who are still silent, to the body that ordered the plan."""
    found = listed(session, key, Rung.LIST, given.dated)
    period, office = found.now.period, issuing.office(session)
    plan = briefing.cited(session.get_one(Plan, period.plan_id))
    letter = issued.versions(session, PaperKind.URGING, f"{found.campaign.slug}.{period.named.isoformat()}")
    view = SilentList(
        office=office, plan=plan, to=plan.issuing_body, period=found.now.words, named_date=period.named,
        inclusive=period.inclusive, in_time=len(_handed(session, found, late=False)),
        late=tuple(
            LateUnit(one.name, one.handed_on, (one.handed_on - period.last_day).days)
            for one in _handed(session, found, late=True) if one.handed_on is not None
        ),
        silent=found.units, given=given, recipients=_recipients(given, office.recipients),
        letter=f"{letter[-1].number}/{letter[-1].symbol}" if letter and letter[-1].number else "",
        letter_dated=letter[-1].issued_on if letter else None,
    )  # fmt: skip
    return Drawn(
        title=paper.title_of(view), file_name=paper.file_name(view), display_name=paper.display_name(view),
        month=month_of(given.dated), symbol=given.symbol or paper.list_symbol(office), recipients=view.recipients,
        lacks=_lacks(found, stationery.missing(office), stationery.uncited(plan)),
        make=lambda: paper.silent_list(view), campaign_id=found.campaign.id,
    )  # fmt: skip


def answer_by(session: Session, now: Climb, dated: date) -> date:
    """Until when a letter of a date asks for the report: the ladder's day, or the next worked one if that is past."""
    days = urging.around(session, now.period.last_day, dated)
    return rules.answer_by(now.dates, dated, days)


def page_of(period: Period) -> str:
    """Where a period's ladder is shown."""
    return f"/units/urging?period={period.deadline_id}"


def issued_letter(work: UnitOfWork, key: str, told: Issued) -> None:
    """After the letter was issued: each unit on it has had its rung, and is sent the letter."""
    found = listed(work.session, key, Rung.LETTER, told.issued_on)
    bodies = unit_queries.institutions(work.session)
    today = local_day(work.now, work.zone)
    more = {
        "paper_uid": told.uid, "letter": f"{told.number}/{told.symbol}" if told.number else "",
        "dated": told.issued_on.isoformat(),
        "answer_by": answer_by(work.session, found.now, told.issued_on).isoformat(),
    }  # fmt: skip
    for step in found.steps:
        to = urging.contact(bodies, step.unit_id, today).contact_email
        facts = urging.facts_of(work, found.now, bodies, step.unit_id) | more
        key_ = urging.key_of(step.rung, found.now.period, step.unit_id)
        publishing.post(work, key=key_, kind="urge_letter", to=to, facts=facts)
        urging.take(work, found.now, step, to=to, paper=key)


def issued_list(work: UnitOfWork, key: str, told: Issued) -> None:
    """After the list was issued: each unit on it has had its rung; the body above is sent it where it is reachable."""
    found = listed(work.session, key, Rung.LIST, told.issued_on)
    for step in found.steps:
        urging.take(work, found.now, step, to="", paper=key)
    body = urging.above(work.session, local_day(work.now, work.zone))
    if found.steps and body is not None and body.contact_email:
        facts = {
            "paper_uid": told.uid, "number": f"{told.number}/{told.symbol}" if told.number else "",
            "period": found.now.words, "plan": urging.plan_words(work.session, found.now.period),
            "count": len(found.steps), "dated": told.issued_on.isoformat(),
        }  # fmt: skip
        publishing.post(work, key=f"urge:list:{key}", kind="silent_list", to=body.contact_email, facts=facts)


def _handed(session: Session, found: Listed, *, late: bool) -> list[Receipt]:
    """Who had reported, in time or late, when the list was issued; now, while it was not."""
    until: datetime | None = found.taken[0].taken_at if found.taken else None
    silent = {one.unit_id for one in found.taken} | {step.unit_id for step in found.steps}
    handed = unit_queries.reports(session, found.now.period.deadline_id)
    return [
        one for one in found.now.receipts
        if one.expected and one.unit_id not in silent and one.handed_on is not None
        and (one.handed_on > found.now.period.last_day) == late
        and (until is None or handed[one.unit_id].hand_ins[0].submitted_at <= until)
    ]  # fmt: skip


def _recipients(given: Stationery, usual: Sequence[str]) -> tuple[str, ...]:
    if given.recipients is not None:
        return given.recipients
    return ("Như trên", *(line for line in usual if not line.casefold().startswith("như trên")))


def _lacks(found: Listed, *names: Sequence[str]) -> tuple[Lack, ...]:
    told = [Lack(EARLY, page_of(found.now.period))] if found.early else []
    if not found.early and not found.units:
        told = [Lack(NOBODY, page_of(found.now.period))]
    return (*told, *issuing.lacks([name for group in names for name in group], plan_id=found.now.period.plan_id))


def _of_month(word: PaperKind) -> Callable[[Session, str], Sequence[str]]:
    """Those that were issued: what is due waits on the page of urging, and on the first page."""
    return lambda session, month: [one.key for one in issued.of_month(session, month, (word,))]


LETTER: Final = Kind(PaperKind.URGING, draw_letter, _of_month(PaperKind.URGING), after=issued_letter)
LIST: Final = Kind(PaperKind.SILENT, draw_list, _of_month(PaperKind.SILENT), after=issued_list)
