"""Small pages that belong to no part: language and theme, robots, health."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, redirect, request
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from campaigns.clock import system
from campaigns.queries import clock as clock_queries
from campaigns.services import people
from web import access, language
from web.forms import clean

bp = Blueprint("pages", __name__)
STALE_AFTER = timedelta(seconds=30)


def way_back(given: MultiDict[str, str], otherwise: str = "/") -> str:
    """The address to return to, only if it lies on this site."""
    wanted = clean(given.get("next", ""))
    on_this_site = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and "\\" not in wanted
    return wanted if on_this_site else otherwise


@bp.post("/language")
@access.everyone
def set_language() -> Response:
    """Choose the language; a signed-in person's choice is kept with them."""
    chosen = language.choose(request.form.get("language"))
    if (someone := access.person()) is not None:
        with access.deciding() as work:
            people.set_language(work, someone.id, chosen)
    answer = make_response(redirect(way_back(request.form), code=303))
    keep_language(answer, chosen)
    return answer


def keep_language(answer: Response, chosen: language.Language) -> None:
    """Let the browser remember the language for a year."""
    answer.set_cookie(
        language.COOKIE, chosen, max_age=366 * 86_400, samesite="Lax", secure=access.site().settings.secure,
        httponly=True,
    )  # fmt: skip


@bp.post("/theme")
@access.everyone
def set_theme() -> Response:
    """Choose light or dark; anything else follows the system again."""
    chosen = request.form.get("theme", "")
    answer = redirect(way_back(request.form), code=303)
    if chosen in {"light", "dark"}:
        answer.set_cookie(
            "theme", chosen, max_age=366 * 86_400, samesite="Lax", secure=access.site().settings.secure, httponly=True
        )
    else:
        answer.delete_cookie("theme")
    return answer  # type: ignore[return-value]


@bp.get("/robots.txt")
@access.everyone
def robots() -> Response:
    """Feeds may be fetched, or Google Calendar's importer would refuse them; nothing else is to be found."""
    return Response("User-agent: *\nAllow: /lich/\nDisallow: /\n", mimetype="text/plain")


@bp.get("/healthz")
@access.everyone
def alive() -> Any:
    """The process is alive."""
    return jsonify({"alive": True})


@bp.get("/readyz")
@access.everyone
def ready() -> Any:
    """The database answers and a scheduler was seen within 30 s."""
    try:
        with access.reading() as session:
            alive = beating(session)
    except SQLAlchemyError:
        return jsonify({"ready": False, "database": False}), 503
    return jsonify({"ready": alive, "database": True, "scheduler": alive}), 200 if alive else 503


def beating(session: Session) -> bool:
    """Whether a scheduler was seen within 30 s."""
    seen = clock_queries.last_heartbeat(session)
    return seen is not None and system() - seen < STALE_AFTER
