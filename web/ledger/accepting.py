"""Acceptance minutes: what could be signed with each outlet, the paper to sign, and what was signed."""

from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import Denied, NotFound, Refused
from campaigns.queries import acceptances, issued, programmes
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries.plans import CampaignView
from campaigns.times import month_days, month_of, months_of
from campaigns.values.acceptance import Entry, Ground, Minutes
from campaigns.values.issued import Stationery
from campaigns.values.ledger import Amount
from campaigns.values.slots import SlotView
from campaigns.values.words import PaperKind
from exports import acceptance
from scheduler.papers import KINDS
from scheduler.services import accepting, issuing
from scheduler.services.accepting import Drawn
from web import access, book, form_page, forms, papers, proving, refusals
from web.agenda import wording
from web.language import N_, gettext
from web.ledger.blueprint import bp
from web.slots import owing

GROUNDS: Final = {
    Ground.AIRED: N_("đủ"), Ground.SHORT: N_("phát thiếu"), Ground.MADE_GOOD: N_("phát bù"),
    Ground.CORRECTION: N_("điều chỉnh biên bản trước"),
}  # fmt: skip


class Signed(forms.Form):
    """The signed paper."""

    seen: forms.NeededLine
    paper: forms.NeededLine
    dated: forms.NeededDate


class Line(NamedTuple):
    """An entry in words."""

    entry: Entry
    place: str
    amount: str
    money: str
    ground: str
    placed: str  # "số 1204, trang 3", of an article whose page is held


class Offer(NamedTuple):
    """What could be signed with an outlet for a month."""

    slug: str
    name: str
    month: str
    entries: int
    total: str


@bp.get("/acceptance")
@access.roles(*access.OFFICE)
def acceptance_list() -> ResponseReturnValue:
    """What waits to be accepted, outlet by outlet up to the last month that is over, and what was signed."""
    with access.reading() as session:
        campaigns = plan_queries.campaigns(session)
        if not campaigns:
            return render_template("ledger/acceptance_list.html", campaign=None)
        campaign = _campaign(session)
        signed = acceptances.signed(session, campaign.id)
        offers = _offers(session, campaign)
    lines = [(one, book.amount(one.total, "seconds"), book.amount(one.total, "articles"), book.amount(one.total, "vnd"))
             for one in reversed(signed)]  # fmt: skip
    return render_template(
        "ledger/acceptance_list.html", campaign=campaign, campaigns=campaigns, offers=offers, signed=lines
    )


@bp.get("/acceptance/<outlet>/<month>")
@access.roles(*access.OFFICE)
def acceptance_draft(outlet: str, month: str) -> ResponseReturnValue:
    """What would be signed with an outlet for everything up to a month."""
    return _draft(outlet, month)


@bp.post("/acceptance/<outlet>/<month>")
@access.roles(*access.PLANNERS)
def acceptance_sign(outlet: str, month: str) -> ResponseReturnValue:
    """Put on record that both sides have signed."""
    filled = forms.take(Signed)
    if (told := filled.value) is None:
        return _draft(outlet, month, filled=filled, status=422)
    try:
        with access.deciding() as work:
            campaign = _campaign(work.session)
            outlet_id = programmes.outlet_row(work.session, outlet).id or 0
            made = accepting.sign(
                work, campaign.id, outlet_id, month, paper=told.paper, dated=told.dated, seen=told.seen
            )
            issuing.issue(work, KINDS[PaperKind.MINUTES], made.uid, Stationery(told.dated))
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        return _draft(outlet, month, filled=filled, trouble=refusals.of(refusal), status=refusals.status(refusal))
    return redirect(f"/acceptance/{made.uid}", code=303)


@bp.get("/acceptance/<outlet>/<month>/draft.docx")
@access.roles(*access.OFFICE)
def acceptance_paper(outlet: str, month: str) -> Response:
    """The paper to be signed."""
    with access.reading() as session:
        found = _found(session, outlet, month)
    return _word(found.minutes)


@bp.get("/acceptance/<uid>")
@access.roles(*access.OFFICE)
def acceptance_signed(uid: str) -> ResponseReturnValue:
    """What was signed."""
    with access.reading() as session:
        minutes = acceptances.minutes(session, uid)
    return render_template("ledger/acceptance.html", minutes=minutes, drawn=None, **_told(minutes), trouble="")


@bp.get("/papers/acceptance/<uid>.docx")
@access.roles(*access.OFFICE)
def acceptance_word(uid: str) -> Response:
    """What was signed, as it was: the file that was kept, whatever the layout has become since."""
    with access.reading() as session:
        minutes = acceptances.minutes(session, uid)
        kept = issued.versions(session, PaperKind.MINUTES, uid)
        content = issued.content(session, kept[0].uid) if kept else None
    return _word(minutes, content)


def _word(minutes: Minutes, content: bytes | None = None) -> Response:
    if not minutes.office.agency:
        raise Refused("acceptance.no_office")
    return papers.file(
        content or acceptance.acceptance_minutes(minutes), papers.WORD, plain=acceptance.file_name(minutes),
        full=acceptance.display_name(minutes),
    )  # fmt: skip


def _draft(
    outlet: str, month: str, *, filled: forms.Filled[Any] | None = None, trouble: str = "", status: int = 200
) -> Response:
    with access.reading() as session:
        found = _found(session, outlet, month)
    waiting = [(gettext(title), [_slot(one) for one in slots]) for title, slots in (
        (N_("Coi như đã phát, chờ minh chứng"), found.presumed), (N_("Đã qua giờ, chưa có tin"), found.waiting),
        (N_("Còn nợ, chưa giải quyết"), found.owed)) if slots]  # fmt: skip
    html = render_template(
        "ledger/acceptance.html", minutes=found.minutes, drawn=found, waiting=waiting,
        unproved=[_slot(one) for one in found.unproved], outlet=outlet, query=_query(),
        form=filled or forms.Filled({}, None), trouble=trouble, today=form_page.today(), spoken=form_page.spoken,
        **_told(found.minutes),
    )  # fmt: skip
    return make_response(html, status)


def _told(minutes: Minutes) -> dict[str, Any]:
    lines = [
        Line(one, wording.place(one.date, one.start_minute), _amount(one), book.amount(one.amount, "vnd"),
             gettext(GROUNDS[one.ground]), proving.where(one.placed))
        for one in minutes.entries
    ]  # fmt: skip
    return {"lines": lines, "amount": book.amount}


def _amount(entry: Entry) -> str:
    less = "−" if entry.amount.seconds < 0 or entry.amount.articles < 0 else ""
    told = entry.amount if not less else type(entry.amount)() - entry.amount
    return less + owing.amount(told)


def _volume(total: Amount) -> str:
    """``42'30" · 3 bài · 1.200.000 đ``; what there is nothing of is left out."""
    told = [book.amount(total, "seconds")] if total.seconds else []
    told += [owing.amount(Amount(articles=total.articles))] if total.articles else []
    return " · ".join([*told, book.amount(total, "vnd")] if total.vnd else told)


def _slot(slot: SlotView) -> tuple[str, str]:
    return slot.uid, owing.place(slot)


def _found(session: Session, outlet: str, month: str) -> Drawn:
    campaign = _campaign(session)
    outlet_id = programmes.outlet_row(session, outlet).id or 0
    if month not in months_of(campaign.starts_on, campaign.ends_before):
        raise NotFound("month.unreadable", month=month[:20])
    return accepting.drawn(session, campaign.id, outlet_id, month, dated=form_page.today(), now=access.now())


def _query() -> str:
    """``?campaign=…`` as the address has it, so that every step stays with its campaign."""
    wanted = request.args.get("campaign", "")
    return f"?{urlencode({'campaign': wanted})}" if wanted else ""


def _campaign(session: Session) -> CampaignView:
    """The one that the address asks for; NotFound ``campaign.unknown``."""
    wanted = request.args.get("campaign", "")
    found = plan_queries.at_hand(plan_queries.campaigns(session), form_page.today(), wanted)
    if found is None or wanted not in {"", found.slug}:
        raise NotFound("campaign.unknown")
    return found


def _offers(session: Session, campaign: CampaignView) -> list[Offer]:
    """Up to the month at hand, with every outlet of which something can be accepted."""
    today = form_page.today()
    months = months_of(campaign.starts_on, campaign.ends_before)
    month = min(max(month_of(today), months[0]), months[-1])
    offers = []
    for outlet in outlet_queries.outlets(session, month_days(month)[-1], since=campaign.starts_on):
        found = accepting.drawn(session, campaign.id, outlet.id, month, dated=today, now=access.now()).minutes
        if found.entries:
            offers.append(Offer(outlet.slug, outlet.name, month, len(found.entries), _volume(found.total)))
    return offers
