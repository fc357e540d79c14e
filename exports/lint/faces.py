"""Face, size and ink of the letters, and how body text is set: Decree 30/2020/NĐ-CP, Annex I, sections I and II."""

from collections.abc import Iterator
from typing import Final

from exports.lint.cascade import SLOTS, Look
from exports.lint.finding import Finding
from exports.lint.lines import Line, Paper

FACE: Final = "Times New Roman"
_INKS: Final = frozenset({"auto", "000000"})
_HAND_SET_PT: Final = 60  # a body paragraph has at least so many letters


def check(paper: Paper) -> Iterator[Finding]:
    """Every paragraph that says something, and the styles of headings."""
    closing = False  # Nơi nhận has sizes of its own, checked with it
    for line in paper.said:
        closing = closing or line.text.strip().casefold().startswith("nơi nhận")
        for look in line.inked:
            yield from _look(look, line, body=line.table is None and not closing)
        if not closing:
            yield from _setting(line)


def _look(look: Look, line: Line, *, body: bool) -> Iterator[Finding]:
    place = line.place
    if look.themed:
        yield Finding("type.theme_font", place)
    wrong = sorted({look.faces[slot] for slot in SLOTS if slot not in look.themed and slot in look.faces} - {FACE})
    for face in wrong:
        yield Finding("type.face", place, {"face": face[:60]})
    if look.colour not in _INKS:
        yield Finding("type.colour", place)
    if look.marked:
        yield Finding("type.marked", place)
    if look.underlined:
        yield Finding("type.underline", place)
    least, most = (11, 14) if line.table is not None else (11, 15)
    if not least <= look.size_pt <= most:
        yield Finding("type.size", place, {"size": look.size_pt, "least": least, "most": 14})
    elif body and len(line.text) > _HAND_SET_PT and not 13 <= look.size_pt <= 14:
        yield Finding("type.body_size", place, {"size": look.size_pt})


def _setting(line: Line) -> Iterator[Finding]:
    if line.table is not None or len(line.text) <= _HAND_SET_PT or line.style.startswith(("title", "subtitle")):
        return
    if line.setting.align not in {"both", "center", "distribute"}:
        yield Finding("type.not_justified", line.place)
    if line.setting.line > 1.51:
        yield Finding("type.line_spacing", line.place, {"is": round(line.setting.line, 2)})
