"""The best free places for what is owed for a slot, each with what speaks for it, and taking one of them."""

from typing import Final, NamedTuple

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from campaigns.errors import Denied, NotFound, Refused
from scheduler import makegoods
from scheduler.conflicts import Free
from scheduler.services import obligations
from web import access, forms, refusals
from web.agenda import wording
from web.slots import owing
from web.slots.blueprint import bp

SHOWN: Final = 12


class Chosen(forms.Form):
    """A place."""

    version: forms.NeededInt
    window: forms.NeededInt
    date: forms.NeededDate


class Line(NamedTuple):
    """A place in words."""

    free: Free
    where: str
    brings: str
    speaks: str
    warns: tuple[str, ...]


@bp.get("/<uid>/make-good")
@access.roles(*access.PLANNERS)
def places(uid: str) -> ResponseReturnValue:
    """The places, the best first."""
    return _page(uid)


@bp.post("/<uid>/make-good")
@access.roles(*access.PLANNERS)
def take(uid: str) -> ResponseReturnValue:
    """Lay a make-good out in a place; a no comes back over what is free now."""
    filled = forms.take(Chosen)
    if (told := filled.value) is None:
        raise NotFound("window.unknown")
    try:
        with access.deciding() as work:
            obligations.make_good(work, uid, told.window, told.date, seen_version=told.version)
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        return _page(uid, trouble=refusals.of(refusal), status=refusals.status(refusal))
    return redirect(url_for("slots.show", uid=uid, said="makegood"), code=303)


def _page(uid: str, *, trouble: str = "", status: int = 200) -> ResponseReturnValue:
    with access.reading() as session:
        owed = makegoods.owed_for(session, uid)
        if owed is None:
            raise NotFound("slot.owes_nothing", uid=uid)
        found = makegoods.free_places(session, owed, now=access.now(), zone=access.site().settings.zone)
    lines = [
        Line(
            free, f"{wording.place(free.date, free.times.start_minute)}", owing.units(owed.slot, free.brings),
            owing.speaks(free), tuple(refusals.finding(one) for one in free.warns),
        )
        for free in found[:SHOWN]
    ]  # fmt: skip
    return make_response(
        render_template(
            "slots/make_good.html", owed=owed, slot=owed.slot, lines=lines, all=len(found), owing=owing,
            trouble=trouble, place=owing.place(owed.slot), ahead="; ".join(map(owing.place, owed.ahead)),
        ),
        status,
    )  # fmt: skip
