"""A report's blocks as the page shows them: every figure a link to the question that gives it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from exports import report
from exports.report import Block, Heading, Items, ReportView, Sentence, Source, Stretch, Table, Text, Told, Units


class Bit(NamedTuple):
    """A piece of a sentence; ``href`` is empty for plain words."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A block by its kind: ``heading``, ``text``, ``items``, ``table`` or ``typed``."""

    kind: str
    level: int = 0
    bits: Sequence[Bit] = ()
    items: Sequence[Sequence[Bit]] = ()
    heads: Sequence[str] = ()
    caption: str = ""
    rows: Sequence[Sequence[Sequence[Bit]]] = ()
    total: Sequence[Sequence[Bit]] = ()
    spans: int = 0  # columns that the label of the total takes
    name: str = ""  # of what is typed
    text: str = ""


def blocks(view: ReportView, told: Sequence[Block]) -> list[Shown]:
    """As the template reads them."""
    where = _sources(view)
    return [_shown(block, where) for block in told]


def _shown(block: Block, where: Mapping[Source, str]) -> Shown:
    if isinstance(block, Heading):
        return Shown("heading", level=block.level, bits=[Bit(block.text, "")])
    if isinstance(block, Text):
        return Shown("text", bits=_bits(block.told, where))
    if isinstance(block, Items):
        return Shown("items", items=[_bits(item, where) for item in block.items])
    if isinstance(block, Table):
        form = block.form
        return Shown(
            "table", heads=[column.title for column in form.columns], caption=form.caption,
            rows=[[_bits(cell, where) for cell in row] for row in block.rows],
            total=[_bits(cell, where) for cell in block.total or ()], spans=form.total_from or 1,
        )  # fmt: skip
    return Shown("typed", name=block.name, text=block.text)


def _bits(sentence: Sentence, where: Mapping[Source, str]) -> list[Bit]:
    return [
        Bit(piece.words, _address(piece, where))
        if isinstance(piece, Told) and (piece.units or where.get(piece.source))
        else Bit(str(piece), "")
        for piece in sentence
    ]


def _address(piece: Told, where: Mapping[Source, str]) -> str:
    """Where the record gives a figure."""
    if piece.units is not None:
        return units_page(piece.units)
    return f"{where[piece.source]}{piece.measure and f'&measure={piece.measure}'}"


def units_page(asked: Units) -> str:
    """The page about units that lists those of whom a figure tells, or sums up what they reported."""
    if asked.unit_id is not None:
        return f"/units/{asked.unit_id}/reports/{asked.deadlines[0]}"
    told: list[tuple[str, object]] = [("period", one) for one in asked.deadlines]
    if asked.summed:
        return f"/units/totals?{urlencode(told)}#by-level"
    told += [("level", asked.level.value)] if asked.level else []
    told += [("standing", asked.standing.value), ("owing", 1)] if asked.standing else [("standing", "owes")]
    return f"/units?{urlencode(told)}"


def _sources(view: ReportView) -> dict[Source, str]:
    asked: Mapping[Source, Stretch | None] = {
        Source.LEDGER: view.told, Source.FIRST_HALF: view.first_half, Source.SECOND_HALF: view.second_half,
        Source.BEFORE: view.before,
    }  # fmt: skip
    found = {source: f"/ledger?{question(told)}" for source, told in asked.items() if told}
    if view.issued_half is not None:
        found[Source.ISSUED] = f"/papers/report/{view.told.campaign}.{view.year}-6t?"
    return found | {Source.RHYTHM: f"/ledger?{question(view.told)}#continuity"}


def question(told: Stretch) -> str:
    """The query by which the ledger gives a stretch."""
    period = told.period
    return urlencode(
        {"campaign": told.campaign, "from": period.starts_on.isoformat(), "to": period.last_day.isoformat()}
    )


def sections(view: ReportView) -> list[tuple[str, list[Shown]]]:
    """Name and blocks of each section, the opening sentence before the first and the closing one after the last."""
    found = [(section.name, blocks(view, section.blocks)) for section in report.sections(view)]
    opening = ("opening", blocks(view, [report.opening(view)]))
    return [opening, *found, ("closing", blocks(view, [Text((f"{report.closing(view)}./.",))]))]


def annex(view: ReportView) -> list[Shown]:
    """What units reported, one by one."""
    return blocks(view, report.annex(view))


def typed_of(view: ReportView) -> dict[str, Any]:
    """What is typed, by field."""
    return {name: getattr(view.texts, name) for name in report.TYPED}
