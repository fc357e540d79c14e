"""Plans from programs: a file uploaded, or a text."""

from flask import Response, jsonify, make_response, request, url_for

from campaigns import intake, reading
from campaigns.errors import Refused
from campaigns.services import plans
from web import access
from web.api.blueprint import bp
from web.api.bodies import PlanText, read
from web.forms import clean


@bp.post("/v1/plans")
@access.roles(*access.PLANNERS)
def hand_in() -> Response:
    """Keep a plan as a draft; answers with the draft as read. A person reviews and adopts it on its page."""
    if request.mimetype == "multipart/form-data":
        file = request.files.get("file")
        if file is None:
            raise Refused("api.invalid", fields=("file",))
        name, year = clean(file.filename or "")[:200], None
        text = reading.read_plan(file.read(), name)
    else:
        told = read(PlanText)
        name, year = told.file_name, told.year
        text = reading.read_plan(told.text.encode("utf-8", "replace"), name)
    draft = intake.read(text, year=year).as_json()
    with access.deciding() as work:
        plan_id = plans.save_draft(work, draft, text=text, file_name=name).id or 0
    answer = make_response(jsonify({"id": plan_id, "draft": draft}), 201)
    answer.headers["Location"] = url_for("plans.show", plan_id=plan_id)
    return answer
