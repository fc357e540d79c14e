"""A list of units, pasted or from a text file: read on trial, bad lines named, then taken in."""

import unicodedata
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.errors import Refused
from campaigns.intake.unit_lists import Line, read
from campaigns.services import unit_lists
from web import access, form_page, forms, refusals, unit_names
from web.language import gettext as _
from web.units.blueprint import bp

LONGEST = 400_000
"""Letters of a list; two thousand lines have room."""


class ListForm(forms.Form):
    """The list, from when its units are there, and which button was pressed."""

    text: str = ""
    valid_from: forms.NeededDate
    skip: forms.Tick = False
    act: forms.Line = ""


@bp.get("/import")
@access.roles(*access.PLANNERS)
def ask_list() -> ResponseReturnValue:
    """The form."""
    first = {"text": "", "valid_from": form_page.today().replace(month=1, day=1).isoformat()}
    return _page(forms.Filled(first, None), ())


@bp.post("/import")
@access.roles(*access.PLANNERS)
def take_list() -> ResponseReturnValue:
    """Read the list on trial, or take it in; lines that cannot be taken are shown with their number and why."""
    filled = forms.take(ListForm)
    text = _text(str(filled.typed.get("text", "")))
    filled = forms.Filled({**filled.typed, "text": text}, filled.value, filled.errors)
    if len(text) > LONGEST:
        return _page(filled.with_error("text", "form.too_long", most=LONGEST), ())
    told, lines = filled.value, read(text)
    if told is None:
        return _page(filled, lines)
    with access.reading() as session:
        lines = unit_lists.checked(session, lines, told.valid_from)
    if told.act != "take":
        return _page(filled if lines else filled.with_error("text", "unit_list.empty"), lines)
    try:
        with access.deciding() as work:
            good = [line for line in lines if not line.trouble] if told.skip else lines
            taken = unit_lists.take(work, good, told.valid_from)
    except Refused as no:
        beside = "valid_from" if no.code == "unit.past_reported" else "text"
        return _page(filled.with_error(beside, no.code, **no.facts), lines)
    return redirect(url_for("units.listed", taken=taken.added, known=taken.known), code=303)


def _text(typed: str) -> str:
    """What was pasted, or what the file holds where one was chosen; tabs stay, for they part the columns."""
    file = request.files.get("file")
    content = file.read(4 * LONGEST) if file is not None and file.filename else b""
    text = _decoded(content) if content else typed
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in plain if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Cn", "Cf"})


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 where it says so, else the Vietnamese code page of older offices."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1258", "replace")


def _page(filled: forms.Filled[Any], lines: tuple[Line, ...]) -> Response:
    bad = [line for line in lines if line.trouble]
    words = render_template(
        "units/import.html", form=filled, lines=lines, bad=bad, good=[line for line in lines if not line.trouble],
        names=unit_names, spoken=form_page.spoken, because=_because,
    )  # fmt: skip
    return make_response(words, 422 if filled.errors else 200)


def _because(line: Line) -> str:
    return refusals.sentence(line.trouble, {}) if line.trouble else _("nhận được")
