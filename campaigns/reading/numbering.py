"""The numbers and marks that Word puts before paragraphs and keeps nowhere in their text.

Source:
    ECMA-376 Part 1, 17.9: a paragraph names a ``num``, that an ``abstractNum``, whose levels say how to write.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from docx.oxml.ns import qn

_LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """``iv`` for 4; nothing for 0 and less."""
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value) if number > 0 else ""
        number %= value
    return written


def letter(number: int) -> str:
    """``a`` for 1, ``z`` for 26, then ``aa``, ``bb``, as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1000 else ""


_WRITTEN: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str, "decimalZero": lambda n: f"{n:02d}", "upperRoman": lambda n: roman(n).upper(), "lowerRoman": roman,
    "upperLetter": lambda n: letter(n).upper(), "lowerLetter": letter, "none": lambda _: "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is written: ``%1.%2`` in ``pattern`` stands for the counts of levels 1 and 2."""

    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of one document, counted while its paragraphs go by in order."""

    lists: dict[str, tuple[str, dict[int, Level], frozenset[int]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _restarted: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, document: Any) -> "Numbering":
        """The lists that a document defines; one without lists has none."""
        if not any(part.reltype.endswith("/numbering") for part in document.part.rels.values()):
            return cls()
        root = document.part.numbering_part.element
        plain = {item.get(qn("w:abstractNumId")): _levels(item) for item in root.iterfind(qn("w:abstractNum"))}
        lists = {}
        for number in root.iterfind(qn("w:num")):
            base = _value(number.find(qn("w:abstractNumId")))
            levels, restarts = dict(plain.get(base, {})), set()
            for override in number.iterfind(qn("w:lvlOverride")):
                at = _int(override.get(qn("w:ilvl")))
                levels |= {n: level for n, level in _levels(override).items() if n == at}
                if (start := override.find(qn("w:startOverride"))) is not None and at in levels:
                    levels[at] = Level(levels[at].form, levels[at].pattern, _int(_value(start)))
                    restarts.add(at)
            lists[number.get(qn("w:numId"))] = (base, levels, frozenset(restarts))
        return cls(lists, _styles(document.styles.element))

    def label(self, paragraph: Any) -> str:
        """What stands before this paragraph: ``II.``, ``a)``, ``-``; nothing when it is in no list."""
        list_id, depth = self._place(paragraph)
        base, levels, restarts = self.lists.get(list_id, ("", {}, frozenset()))
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(base, [None] * _LEVELS)
        if restarts and list_id not in self._restarted:
            self._restarted.add(list_id)
            for n in restarts:
                counts[n] = None
        counts[depth] = levels[depth].start if counts[depth] is None else (counts[depth] or 0) + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return _label(levels, depth, counts)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        own, style = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}"), paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        list_id, depth = self.styles.get(_value(style), ("", 0))
        if own is not None:
            list_id = _value(own.find(qn("w:numId"))) or list_id
            depth = _int(_value(own.find(qn("w:ilvl")))) if own.find(qn("w:ilvl")) is not None else depth
        return list_id, min(max(depth, 0), _LEVELS - 1)


def _label(levels: dict[int, Level], depth: int, counts: list[int | None]) -> str:
    level = levels[depth]
    if level.form == "bullet":  # the glyph is often one of a symbol font, which means nothing elsewhere
        return level.pattern if level.pattern in {"-", "–", "+", "*", "•"} else "-" if depth == 0 else "+"
    label = level.pattern
    for n in range(depth + 1):
        given = levels.get(n, Level("decimal", "", 1))
        count = counts[n] if counts[n] is not None else given.start
        label = label.replace(f"%{n + 1}", _WRITTEN.get(given.form, str)(count or 0))
    return label.strip()


def _levels(holder: Any) -> dict[int, Level]:
    return {
        _int(level.get(qn("w:ilvl"))): Level(
            _value(level.find(qn("w:numFmt"))) or "decimal",
            _value(level.find(qn("w:lvlText"))),
            _int(_value(level.find(qn("w:start"))) or "1"),
        )
        for level in holder.iterfind(qn("w:lvl"))
    }


def _styles(root: Any) -> dict[str, tuple[str, int]]:
    """Paragraph styles that number by themselves, those that inherit it included."""
    own, parents = {}, {}
    for style in root.iterfind(qn("w:style")):
        name = style.get(qn("w:styleId"))
        parents[name] = _value(style.find(qn("w:basedOn")))
        found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is not None:
            own[name] = (_value(found.find(qn("w:numId"))), _int(_value(found.find(qn("w:ilvl")))))
    told = {}
    for name in parents:
        seen, at = set(), name
        while at and at not in own and at not in seen:
            seen.add(at)
            at = parents.get(at, "")
        if at in own:
            told[name] = own[at]
    return told


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(qn("w:val")) or "")


def _int(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 6 else 0
