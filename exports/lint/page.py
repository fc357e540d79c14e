"""Paper, margins and page numbers: Decree 30/2020/NĐ-CP, Annex I, section I."""

from collections.abc import Iterator
from typing import Any, Final

from exports.lint.cascade import Cascade
from exports.lint.finding import Finding, Place
from exports.lint.package import Package, R, W

_TWIPS_PER_MM: Final = 1440 / 25.4
_LEEWAY_MM: Final = 0.6  # editors round to hundredths of an inch
_A4_MM: Final = (210, 297)
_FARTHEST_MM: Final = 100_000
_MARGINS_MM: Final = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}


def check(package: Package, cascade: Cascade) -> Iterator[Finding]:
    """Every section's paper and margins, and where its page number stands."""
    sections = list(package.document.iter(f"{W}sectPr"))
    if not sections:
        yield Finding("page.undefined")
    running: dict[tuple[str, str], Any] = {}
    for number, section in enumerate(sections, 1):
        place = Place("section", number) if len(sections) > 1 else Place()
        yield from _paper(section, place)
        for kind in ("header", "footer"):
            for told in section.findall(f"{W}{kind}Reference"):
                running[kind, told.get(f"{W}type", "default")] = package.headers.get(told.get(f"{R}id"))
        yield from _numbers(section, running, cascade, place)


def _paper(section: Any, place: Place) -> Iterator[Finding]:
    size = section.find(f"{W}pgSz")
    wide, high = (_mm(size, name) for name in ("w", "h"))
    if any(abs(told - wanted) > 1 for told, wanted in zip(sorted((wide, high)), _A4_MM, strict=True)):
        yield Finding("page.size", place, {"wide": round(wide), "high": round(high)})
    margins = section.find(f"{W}pgMar")
    turned = wide > high
    for side, (least, most) in _MARGINS_MM.items():
        told = _mm(margins, side)
        if not least - _LEEWAY_MM <= told <= most + _LEEWAY_MM and not (turned and _turned(margins)):
            yield Finding("page.margin", place, {"side": side, "is": round(told), "least": least, "most": most})


def _turned(margins: Any) -> bool:
    """Whether the margins are those of an upright sheet that was turned: the binding edge on top."""
    at = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
    return all(
        low - _LEEWAY_MM <= _mm(margins, side) <= high + _LEEWAY_MM
        for side, (low, high) in ((side, _MARGINS_MM[was]) for side, was in at.items())
    )


def _numbers(section: Any, running: dict[tuple[str, str], Any], cascade: Cascade, place: Place) -> Iterator[Finding]:
    """The number in the middle of the top, from the second page on."""
    header, footer = running.get(("header", "default")), running.get(("footer", "default"))
    line = _numbered(header)
    if line is None:
        yield Finding("page.number_at_bottom" if _numbered(footer) is not None else "page.number_missing", place)
        return
    title = section.find(f"{W}titlePg")
    hidden = title is not None and title.get(f"{W}val") not in {"0", "false", "off"}
    if not hidden or _numbered(running.get(("header", "first"))) is not None:
        yield Finding("page.number_on_first", place)
    if cascade.setting(line).align != "center":
        yield Finding("page.number_not_centred", place)
    sizes = {cascade.look(line, run).size_pt for run in line.iter(f"{W}r")}
    if any(not 13 <= size <= 14 for size in sizes):
        yield Finding("page.number_size", place)
    started = section.find(f"{W}pgNumType")
    if started is not None and started.get(f"{W}fmt", "decimal") != "decimal":
        yield Finding("page.number_format", place)


def _numbered(part: Any) -> Any | None:
    """The paragraph of a header or footer that holds the page number."""
    for line in () if part is None else part.iter(f"{W}p"):
        codes = "".join(code.text or "" for code in line.iter(f"{W}instrText"))
        simple = " ".join(str(field.get(f"{W}instr")) for field in line.iter(f"{W}fldSimple"))
        if "PAGE" in f"{codes} {simple}".replace("NUMPAGES", "").replace("SECTIONPAGES", "").split():
            return line
    return None


def _mm(element: Any, name: str) -> float:
    try:
        told = float(element.get(f"{W}{name}")) / _TWIPS_PER_MM
    except (AttributeError, TypeError, ValueError):
        return 0.0
    return told if abs(told) < _FARTHEST_MM else 0.0  # not for inf and nan either
