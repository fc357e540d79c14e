"""The ledger for programs."""

from datetime import date
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from pydantic_core import PydanticCustomError

from campaigns.errors import NotFound, Refused
from campaigns.times import local_day
from web import access, book
from web.api.blueprint import bp
from web.forms import clean, read_date


@bp.get("/v1/ledger")
@access.roles(*access.OFFICE)
def ledger() -> ResponseReturnValue:
    """``?from= &to= &by=theme,outlet,month &as_of= &campaign=``: every combination that something was ordered of.

    ``from`` and ``to`` are months, or dates of the calendar.
    """
    asked = {name: clean(request.args.get(name, ""))[:80] for name in ("campaign", "from", "to")}
    by = book.parts(clean(request.args.get("by", ""))[:80])
    return jsonify(told(asked, by, _day()))


def told(asked: dict[str, str], by: tuple[str, ...], as_of: date | None) -> dict[str, Any]:
    """What is answered."""
    site = access.site()
    with access.reading() as session:
        today = local_day(access.now(), site.settings.zone)
        found = book.opened(session, asked, today=today, zone=site.settings.zone, as_of=as_of)
    if found is None:
        raise NotFound("campaign.none")
    return book.as_json(found, by)


def _day() -> date | None:
    try:
        return read_date(request.args.get("as_of", ""))
    except PydanticCustomError as error:
        raise Refused("api.invalid", fields=("as_of",)) from error
