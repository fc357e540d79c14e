"""The estimate of some months and the submission that carries it; their key is the estimate's name."""

from collections.abc import Sequence

from sqlmodel import Session

from campaigns.models import Campaign, Plan
from campaigns.queries import cards, estimates, issued, outlets
from campaigns.times import month_start
from campaigns.values.estimates import EstimateMove, EstimateView
from campaigns.values.issued import Stationery
from campaigns.values.papers import PlanCitation
from campaigns.values.words import PaperKind
from exports import estimate as annex
from exports import submission, wording
from scheduler.services import briefing, issuing
from scheduler.services.issuing import Drawn, Kind, Lack

_OWN = "estimate."


def of_month(session: Session, month: str) -> Sequence[str]:
    """Estimates whose months begin with it."""
    return [one.uid for one in estimates.estimates(session) if one.first_month == month]


def draw_annex(session: Session, key: str, given: Stationery) -> Drawn:
    """The estimate as an annex; the submission's number and date stand on it once that is issued."""
    estimate, plan, plan_id = _read(session, key)
    office = issuing.office(session)
    usual = issuing.usual(session, SUBMISSION, given.dated).symbol or submission.symbol(office)
    sent = issued.versions(session, PaperKind.SUBMISSION, key)
    number, symbol, day = None, usual, None
    if sent:
        number, symbol, day = sent[-1].number, sent[-1].symbol, sent[-1].issued_on
    elif (event := estimate.last(EstimateMove.SEND)) is not None:
        return _annex(annex.EstimateSheet(office, plan, estimate, given, event.paper, event.dated), plan_id)
    told = wording.number_line(number, symbol).removeprefix("Số: ")
    return _annex(annex.EstimateSheet(office, plan, estimate, given, told, day), plan_id)


def draw_submission(session: Session, key: str, given: Stationery) -> Drawn:
    """The submission: who it goes to follows from the plan's issuing body, and from the clerk's recipients."""
    estimate, plan, plan_id = _read(session, key)
    office = issuing.office(session)
    recipients = given.recipients if given.recipients is not None else ("Như trên", *office.recipients)
    view = submission.Submission(
        office, plan, estimate, given, (plan.issuing_body,), recipients, _price_papers(session, estimate)
    )
    needs = annex.missing(annex.EstimateSheet(office, plan, estimate, given, ""))
    return Drawn(
        title=f"Tờ trình {wording.mid_sentence(annex.heading(estimate))}", file_name=submission.file_name(view),
        display_name=submission.display_name(view), month=estimate.first_month,
        symbol=given.symbol or submission.symbol(office), recipients=recipients, lacks=_lacks(needs, plan_id, key),
        make=lambda: submission.submission(view), campaign_id=estimate.campaign_id, edit=f"/estimates/{key}",
    )  # fmt: skip


def _annex(view: annex.EstimateSheet, plan_id: int) -> Drawn:
    key = view.estimate.uid
    return Drawn(
        title=annex.heading(view.estimate), file_name=annex.file_name(view), display_name=annex.display_name(view),
        month=view.estimate.first_month, symbol=f"Phụ lục {view.submission.strip(wording.NO_BREAK)}", recipients=(),
        lacks=_lacks(annex.missing(view), plan_id, key), make=lambda: annex.annex(view),
        campaign_id=view.estimate.campaign_id, edit=f"/estimates/{key}",
    )  # fmt: skip


def _lacks(names: Sequence[str], plan_id: int, key: str) -> tuple[Lack, ...]:
    own = tuple(Lack(name, f"/estimates/{key}") for name in names if name.startswith(_OWN))
    return (*issuing.lacks([name for name in names if not name.startswith(_OWN)], plan_id=plan_id), *own)


def _read(session: Session, key: str) -> tuple[EstimateView, PlanCitation, int]:
    """The estimate and its plan; NotFound ``estimate.unknown``."""
    estimate = estimates.estimate(session, key)
    campaign = session.get_one(Campaign, estimate.campaign_id)
    return estimate, briefing.cited(session.get_one(Plan, campaign.plan_id)), campaign.plan_id


def _price_papers(session: Session, estimate: EstimateView) -> tuple[str, ...]:
    """The papers of the price lists by which lines are priced."""
    uids = frozenset(str(line.quote["card"]) for line in estimate.lines if line.quote is not None)
    names, told = outlets.names(session), []
    for card in cards.by_uid(session, uids).values():
        day = f" {wording.date_full(card.issued_on)}" if card.issued_on else ""
        outlet = names.on(card.outlet_id, month_start(estimate.first_month))[0]
        told.append(f"bảng giá theo văn bản số {card.decision}{day} của {outlet}")
    return tuple(sorted(told))


ESTIMATE = Kind(PaperKind.ESTIMATE, draw_annex, of_month, numbered=False, addressed=False)
SUBMISSION = Kind(PaperKind.SUBMISSION, draw_submission, of_month)
