"""Briefs handed out, and a month of papers in one file; the same data give the same bytes."""

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.errors import NotFound, Refused
from campaigns.queries import issued
from campaigns.queries import plans as plan_queries
from campaigns.queries import slots as slot_queries
from campaigns.times import month_start
from campaigns.values.papers import BriefView
from exports import bundle, wording
from exports.brief import display_name
from scheduler.papers import briefs
from scheduler.services import briefing
from web import access, errors, lacking, refusals
from web.papers import review
from web.papers.blueprint import bp
from web.papers.files import WORD, file


def word(view: BriefView) -> Response:
    """A complete brief as a download."""
    made = briefing.made(view)
    return file(made.content, WORD, plain=made.file_name, full=display_name(view))


@bp.get("/brief/<uid>.docx")
@access.roles(*access.OFFICE)
def brief(uid: str) -> ResponseReturnValue:
    """A slot's brief or outline as issued; the first time it is given its number, a change makes a new version."""
    if request.args.get("version"):
        return review.version("brief", uid)
    try:
        with access.deciding() as work:
            found, content = briefs.current(work, uid)
    except Refused as refusal:
        if refusal.code != "paper.misformed" or errors.wants_json():
            raise
        with access.reading() as session:
            kind = briefs.kind_of(briefing.drawn(session, uid, today=access.now().date()).view)
        return review.page(kind, uid, refusal=refusal)
    return file(content, WORD, plain=found.file_name, full=found.display_name)


@bp.get("/<month>.zip")
@access.roles(*access.OFFICE)
def month(month: str) -> ResponseReturnValue:
    """Every paper that was issued for a month, as issued, in one file; NotFound ``papers.none`` when there is none."""
    content = bundle.zipped(_issued(month))
    return file(content, "application/zip", plain=f"{month}_van-ban.zip", full=f"Văn bản {month}.zip")


@bp.get("/<month>.docx")
@access.roles(*access.OFFICE)
def print_copy(month: str) -> ResponseReturnValue:
    """The same papers one after the other, to be printed at once; each counts its pages anew."""
    papers = [content for _name, content in _issued(month)]
    title = f"Văn bản {wording.month_full(month)}"
    content = bundle.merged(papers, title=title, dated=month_start(month))
    return file(content, WORD, plain=f"{month}_ban-in.docx", full=f"Bản in {month}.docx")


def _issued(month: str) -> list[tuple[str, bytes]]:
    month_start(month)
    with access.reading() as session:
        found = issued.bundle(session, month)
    if not found:
        raise NotFound("papers.none", month=month)
    return found


@bp.errorhandler(Refused)
def refused(refusal: Refused) -> Response:
    """A brief that lacks something: what, and where each thing is filled in; the rest as everywhere."""
    if refusal.code != "brief.incomplete" or errors.wants_json():
        return errors.refused(refusal)
    with access.reading() as session:
        slot = slot_queries.slot_view(session, refusal.facts["uid"])
        plan_id = plan_queries.campaign(session, slot.campaign_id).plan_id
    lacks = lacking.lacks(slot, refusal.facts["fields"], plan_id=plan_id)
    return make_response(render_template("papers/incomplete.html", slot=slot, lacks=lacks), refusals.status(refusal))
