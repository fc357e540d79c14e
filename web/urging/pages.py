"""The ladder of a period: who has reported, what each was sent, what is due now, what comes next."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.queries import issued, units
from campaigns.queries import plans as plan_queries
from campaigns.queries import urging as queries
from campaigns.queries.plans import CampaignView
from campaigns.queries.urging import StepView
from campaigns.values.units import Period, Receipt
from campaigns.values.urging import MAILS, RUNGS, Rung
from campaigns.values.words import PaperKind
from scheduler.papers import urging as papers
from scheduler.services import urging
from scheduler.services.urging import Climb
from web import access, form_page, formats, unit_names
from web.language import current, gettext, ngettext
from web.language import gettext as _
from web.urging import wording
from web.urging.blueprint import bp

KINDS = {Rung.LETTER: PaperKind.URGING, Rung.LIST: PaperKind.SILENT}


class Stage(NamedTuple):
    """One rung of the period."""

    rung: Rung
    name: str
    how: str
    day: date
    told: str  # what was done, or what is to come
    due: int  # units for which a paper waits; 0: none
    href: str  # of the paper that waits
    papers: tuple[tuple[str, str], ...]  # issued ones: words and address


class Line(NamedTuple):
    """A unit of the period."""

    receipt: Receipt
    standing: str
    look: str  # of its tag
    cells: tuple[tuple[str, bool], ...]  # of each rung: what was done, and whether nobody was reached
    following: str  # what comes next, while it is silent


@bp.get("")
@access.roles(*access.OFFICE)
def show() -> ResponseReturnValue:
    """``?campaign= &period=``; by itself the period whose ladder is not over, of the campaign at hand."""
    now, zone, today = access.now(), access.site().settings.zone, form_page.today()
    with access.reading() as session:
        campaigns = plan_queries.campaigns(session)
        chosen = _chosen(session, campaigns, today)
        if chosen is None:
            return render_template("urging/show.html", climb=None, campaigns=campaigns)
        campaign, periods, period = chosen
        climb = urging.climb(session, period.deadline_id, now=now, zone=zone)
        ladder, _version = queries.ladder(session)
        stages = tuple(_stage(session, climb, rung, today) for rung in RUNGS)
    silent = urging.silent(climb.receipts)
    # Whoever is silent first: that is what the page is opened for.
    lines = tuple(_line(climb, one, today) for one in sorted(climb.receipts, key=lambda one: one not in silent))
    return render_template(
        "urging/show.html", climb=climb, campaign=campaign, campaigns=campaigns, periods=periods, stages=stages,
        lines=lines, rungs=[(rung, wording.rung(rung)) for rung in RUNGS], deadline=wording.deadline(climb),
        source=wording.source(ladder), silent=len(silent), said=form_page.said(),
        unknown=[one.name for one in climb.receipts if one.expected and not one.email],
    )  # fmt: skip


def _chosen(
    session: Session, campaigns: tuple[CampaignView, ...], today: date
) -> tuple[CampaignView, tuple[Period, ...], Period] | None:
    """The campaign, its periods, and the one that the address asks for."""
    wanted = request.args.get("period", "")
    by_id = {str(one.deadline_id): one for campaign in campaigns for one in units.periods(session, campaign.id)}
    named = by_id.get(wanted)
    slug = next((one.slug for one in campaigns if named is not None and one.id == named.campaign_id), "")
    campaign = plan_queries.at_hand(campaigns, today, slug or request.args.get("campaign", ""))
    periods = units.periods(session, campaign.id) if campaign is not None else ()
    if campaign is None or not periods:
        return None
    open_still = [
        one for one in periods if urging.dates_of(session, one, today=today).on[Rung.LIST] >= today
    ]  # fmt: skip
    return campaign, periods, named or next(iter(open_still), periods[-1])


def _stage(session: Session, climb: Climb, rung: Rung, today: date) -> Stage:
    taken = [steps[rung] for steps in climb.steps.values() if rung in steps]
    day = climb.dates.on[rung]
    due = climb.due_for(rung) if rung in KINDS else ()
    told = _told(rung, taken, len(due), ahead=day > today)
    if rung not in KINDS:
        return Stage(rung, wording.rung(rung), gettext(wording.HOW[rung]), day, told, 0, "", ())
    kind = KINDS[rung]
    keys = dict.fromkeys(step.paper for step in taken)
    made = issued.newest(session, kind, keys)
    listed = tuple(
        (f"{one.number or '…'}/{one.symbol}, {formats.date_short(one.issued_on, language=current())}",
         f"/papers/{kind.value}/{one.key}")
        for one in made.values()
    )  # fmt: skip
    href = f"/papers/{kind.value}/{papers.key_of(session, climb.period, rung)}" if due else ""
    return Stage(rung, wording.rung(rung), gettext(wording.HOW[rung]), day, told, len(due), href, listed)


def _told(rung: Rung, taken: Sequence[StepView], due: int, *, ahead: bool) -> str:
    """What became of a rung: how many were sent it, how many could not be, how many still wait for it."""
    sent = sum(bool(step.to) or rung is Rung.LIST for step in taken)
    lost, parts = len(taken) - sent, []
    if sent and rung is Rung.LIST:
        parts.append(ngettext("đã lập, %(num)d đơn vị", "đã lập, %(num)d đơn vị", sent))
    elif sent:
        parts.append(ngettext("đã gửi %(num)d đơn vị", "đã gửi %(num)d đơn vị", sent))
    if lost:
        parts.append(ngettext("%(num)d đơn vị chưa có thư điện tử", "%(num)d đơn vị chưa có thư điện tử", lost))
    if due:
        parts.append(ngettext("%(num)d đơn vị chưa gửi báo cáo", "%(num)d đơn vị chưa gửi báo cáo", due))
    return "; ".join(parts) or (_("chưa đến ngày") if ahead else _("không có đơn vị nào"))


def _line(climb: Climb, one: Receipt, today: date) -> Line:
    steps = climb.steps.get(one.unit_id, {})
    cells = tuple(
        (formats.date_short(steps[rung].taken_at.astimezone(access.site().settings.zone).date(), language=current()),
         rung is not Rung.LIST and not steps[rung].to)
        if rung in steps else ("", False)
        for rung in RUNGS
    )  # fmt: skip
    told = wording.standing(one, climb.period.last_day)
    return Line(one, told, unit_names.TAGS[one.standing], cells, _following(climb, one, today))


def _following(climb: Climb, one: Receipt, today: date) -> str:
    """The next rung of a unit that is silent, and its day; papers that wait for a hand are said so."""
    if one not in urging.silent(climb.receipts):
        return ""
    due = [step.rung for step in climb.due if step.unit_id == one.unit_id and step.rung not in MAILS]
    if due:
        return _("%(rung)s chờ phát hành", rung=wording.rung(due[0]))
    ahead = [(day, rung) for rung, day in climb.dates.on.items() if day > today]
    if not ahead:
        return ""
    day, rung = ahead[0]
    return f"{wording.rung(rung)} {formats.date_short(day, language=current())}"
