"""Papers from elsewhere, checked for their format: nothing of them is kept."""

from typing import Final

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.errors import Refused
from exports import lint
from web import access, paper_faults, refusals
from web.papers.blueprint import bp

LARGEST: Final = 8 * 1024 * 1024


@bp.get("/check")
@access.roles(*access.OFFICE)
def check() -> ResponseReturnValue:
    """Where a paper is handed in."""
    return render_template("papers/check.html", name="", findings=None, trouble="")


@bp.post("/check")
@access.roles(*access.OFFICE)
def checked() -> Response:
    """What the check finds in it, place by place."""
    given = request.files.get("file")
    name = (given.filename or "")[:120] if given else ""
    content = given.read() if given else b""
    if not content:
        return _page(name, None, trouble=refusals.sentence("upload.no_paper", {}), status=422)
    try:
        found = lint.findings(content)
    except Refused as refusal:
        refusal.facts.setdefault("name", name)
        return _page(name, None, trouble=refusals.of(refusal), status=refusals.status(refusal))
    return _page(name, found)


def _page(name: str, found: tuple[lint.Finding, ...] | None, *, trouble: str = "", status: int = 200) -> Response:
    told = None if found is None else [
        (paper_faults.place(one), paper_faults.sentence(one), paper_faults.is_advice(one))
        for one in sorted(found, key=paper_faults.is_advice)
    ]  # fmt: skip
    return make_response(render_template("papers/check.html", name=name, findings=told, trouble=trouble), status)


@bp.before_request
def larger() -> None:
    """A paper with pictures may be larger than a form."""
    if request.endpoint == "papers.checked":
        request.max_content_length = LARGEST
