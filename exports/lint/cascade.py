"""What text really looks like: document defaults, styles with what they are based on, and what is set by hand.

Source: ECMA-376, 17.7.2 (style hierarchy), 17.3.2.26 (a theme font wins over a named one in the same place).
"""

import math
from dataclasses import dataclass, field, replace
from typing import Any, Final

from exports.lint.package import W, whole

SLOTS: Final = ("ascii", "hAnsi", "cs", "eastAsia")
_OFF: Final = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN: Final = 24  # styles based on one another; more is a ring


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text is set. Where nothing says otherwise the format has 10 points, upright, automatic ink."""

    faces: dict[str, str] = field(default_factory=dict)  # by slot
    themed: frozenset[str] = frozenset()  # slots whose face the theme gives
    size_pt: float = 10
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    underlined: bool = False
    hidden: bool = False
    colour: str = "auto"
    marked: bool = False  # highlighted


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set; lengths in points."""

    align: str = "left"
    line: float = 1  # times the height of a line; 0: an exact height


class Cascade:
    """The styles of one file."""

    def __init__(self, styles: Any | None) -> None:
        listed = () if styles is None else styles.findall(f"{W}style")
        self.by_id = {str(style.get(f"{W}styleId")): style for style in listed}
        self.usual = {
            str(style.get(f"{W}type")): str(style.get(f"{W}styleId"))
            for style in listed if style.get(f"{W}default") in {"1", "true", "on"}
        }  # fmt: skip
        defaults = None if styles is None else styles.find(f"{W}docDefaults")
        self.run_default = None if defaults is None else defaults.find(f"{W}rPrDefault/{W}rPr")
        self.line_default = None if defaults is None else defaults.find(f"{W}pPrDefault/{W}pPr")

    def style_of(self, line: Any) -> str:
        """Id of a paragraph's style."""
        told = line.find(f"{W}pPr/{W}pStyle")
        return self.usual.get("paragraph", "") if told is None else str(told.get(f"{W}val"))

    def name_of(self, style: str) -> str:
        """A style's name as people see it, in small letters."""
        found = self.by_id.get(style)
        name = None if found is None else found.find(f"{W}name")
        return "" if name is None else str(name.get(f"{W}val")).casefold()

    def chain(self, style: str) -> list[Any]:
        """A style and what it is based on, the deepest first."""
        found: list[Any] = []
        while style in self.by_id and len(found) < _LONGEST_CHAIN:
            found.append(self.by_id[style])
            under = self.by_id[style].find(f"{W}basedOn")
            style = "" if under is None else str(under.get(f"{W}val"))
        return found[::-1]

    def look(self, line: Any, run: Any, table_style: str = "") -> Look:
        """How a run of a paragraph looks."""
        layers = [self.run_default]
        layers += [style.find(f"{W}rPr") for style in self.chain(table_style)]
        layers += [style.find(f"{W}rPr") for style in self.chain(self.style_of(line))]
        own = run.find(f"{W}rPr")
        named = None if own is None else own.find(f"{W}rStyle")
        if named is not None:
            layers += [style.find(f"{W}rPr") for style in self.chain(str(named.get(f"{W}val")))]
        look = Look()
        for layer in (*layers, own):
            look = look if layer is None else _over(look, layer)
        return look

    def setting(self, line: Any, table_style: str = "") -> Setting:
        """How a paragraph is set."""
        layers = [self.line_default]
        layers += [style.find(f"{W}pPr") for style in self.chain(table_style)]
        layers += [style.find(f"{W}pPr") for style in self.chain(self.style_of(line))]
        told = Setting()
        for layer in (*layers, line.find(f"{W}pPr")):
            told = told if layer is None else _set(told, layer)
        return told


def _over(look: Look, layer: Any) -> Look:
    changes: dict[str, Any] = {}
    for name, tag in (("bold", "b"), ("italic", "i"), ("capitals", "caps"), ("hidden", "vanish"), ("underlined", "u")):
        told = layer.find(f"{W}{tag}")
        if told is not None:
            changes[name] = (told.get(f"{W}val") or "on").lower() not in _OFF
    size, colour, mark = (_value(layer, name) for name in ("sz", "color", "highlight"))
    if (half_points := whole(size)) is not None:
        changes["size_pt"] = half_points / 2
    if colour:
        changes["colour"] = colour.lower()
    if layer.find(f"{W}color") is not None and layer.find(f"{W}color").get(f"{W}themeColor"):
        changes["colour"] = colour if colour in {"000000", "auto"} else layer.find(f"{W}color").get(f"{W}themeColor")
    if mark:
        changes["marked"] = mark != "none"
    if (fonts := layer.find(f"{W}rFonts")) is not None:
        changes |= _faces(look, fonts)
    return replace(look, **changes)


def _faces(look: Look, fonts: Any) -> dict[str, Any]:
    """In one place a theme's font wins over a named one; a later place wins over both."""
    faces, themed = dict(look.faces), set(look.themed)
    for slot in SLOTS:
        theme = fonts.get(f"{W}{'cstheme' if slot == 'cs' else slot + 'Theme'}")
        if theme:
            themed.add(slot)
        elif named := fonts.get(f"{W}{slot}"):
            themed.discard(slot)
            faces[slot] = str(named)
    return {"faces": faces, "themed": frozenset(themed)}


def _set(told: Setting, layer: Any) -> Setting:
    changes: dict[str, Any] = {}
    if align := _value(layer, "jc"):
        changes["align"] = {"start": "left", "end": "right"}.get(align, align)
    if (spacing := layer.find(f"{W}spacing")) is not None and (high := _twips(spacing.get(f"{W}line"))) is not None:
        changes["line"] = high / 240 if spacing.get(f"{W}lineRule", "auto") == "auto" else 0
    return replace(told, **changes)


def _value(layer: Any, name: str) -> str:
    told = layer.find(f"{W}{name}")
    return "" if told is None else str(told.get(f"{W}val") or "")


def _twips(given: str | None) -> float | None:
    try:
        told = math.nan if given is None else float(given)
    except ValueError:
        return None
    return told if math.isfinite(told) else None
