"""Word papers handed out: one brief, or a month of them; the same data give the same bytes."""

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue

from campaigns.errors import NotFound, Refused
from campaigns.queries import plans as plan_queries
from campaigns.queries import slots as slot_queries
from campaigns.times import month_start
from campaigns.values.papers import BriefView
from exports import bundle
from exports.brief import display_name
from scheduler.services import briefing
from web import access, errors, lacking, refusals
from web.papers.blueprint import bp
from web.papers.files import WORD, file


def word(view: BriefView) -> Response:
    """A complete brief as a download."""
    made = briefing.made(view)
    return file(made.content, WORD, plain=made.file_name, full=display_name(view))


@bp.get("/brief/<uid>.docx")
@access.roles(*access.OFFICE)
def brief(uid: str) -> Response:
    """A slot's brief. The first time it is given its number; what is missing is named, and no number is used up."""
    with access.deciding() as work:
        view = briefing.brief_view(work, uid)
    return word(view)


@bp.get("/<month>.zip")
@access.roles(*access.OFFICE)
def month(month: str) -> ResponseReturnValue:
    """The issued briefs of a month in one file; NotFound ``papers.none`` when there is none."""
    month_start(month)
    with access.reading() as session:
        made = briefing.issued(session, month)
    if not made:
        raise NotFound("papers.none", month=month)
    content = bundle.zipped((one.file_name, one.content) for one in made)
    return file(content, "application/zip", plain=f"{month}_phieu-san-xuat.zip", full=f"Phiếu sản xuất {month}.zip")


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
