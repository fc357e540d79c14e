"""How much CPU time a brief takes beside the same content built by python-docx from scratch.

    python -m tests.benchmarks.brief

Prints ratios, not seconds: rounds of both ways alternate in one process, and the median of each is compared.
"""

import io
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

from campaigns.values.papers import BriefView
from exports import bundle
from exports.brief import brief
from tests.exports.brief_views import ARTICLE, PROGRAMME

T = TypeVar("T")
ROUNDS = 9
Cell = list[tuple[str, str]]  # style and text of each of its paragraphs
Block = tuple[str, str] | list[list[Cell]]


def ratios(*, quick: bool = False) -> dict[str, float]:
    """python-docx's CPU time over ours for each kind of brief and for a month's forty; a month's bundles over it."""
    rounds = 3 if quick else ROUNDS
    programmes, articles = ([another(view, number) for number in range(40)] for view in (PROGRAMME, ARTICLE))
    month = [*programmes[:20], *articles[:20]]
    told = {"programme": programmes, "article": articles, "month of forty": month}
    scratch = {
        f"python-docx from scratch / brief, {name}": round(_ratio(views, rounds), 1) for name, views in told.items()
    }
    return scratch | {f"a month's forty {name} / one brief by python-docx": x for name, x in _month(month, rounds)}


def _month(views: list[BriefView], rounds: int) -> list[tuple[str, float]]:
    """What a whole month takes over one brief by python-docx, the mean of a programme's and an article's."""
    template, samples = _template(), [_blocks(brief(view)) for view in (views[0], views[-1])]
    issued = _made(views)
    kinds: dict[str, tuple[Callable[..., bytes], list[BriefView] | list[tuple[str, bytes]]]] = {
        "new briefs written and put in one .zip": (lambda fresh: bundle.zipped(_made(fresh)), []),
        "issued briefs in one .zip": (bundle.zipped, issued),
        "issued briefs as one print copy": (_print_copy, issued),
    }
    ours: dict[str, list[float]] = {name: [] for name in kinds}
    theirs = []
    for round_ in range(rounds):
        fresh = [another(view, round_ * len(views) + place) for place, view in enumerate(views)]
        for name, (make, files) in kinds.items():
            ours[name].append(cpu_s(make, [files or fresh]))
        theirs.append(cpu_s(partial(_from_scratch, template), samples))
    return [(name, statistics.median(times) / statistics.median(theirs)) for name, times in ours.items()]


def _made(views: list[BriefView]) -> list[tuple[str, bytes]]:
    return [(f"{number:02d}.docx", brief(view)) for number, view in enumerate(views)]


def another(view: BriefView, number: int) -> BriefView:
    """A brief of the same office and plan with words of its own, so that nothing remembered flatters the figure."""
    details = replace(
        view.details,
        message=f"{view.details.message} Lần {number}.",
        legal_basis=tuple(f"{text}, mục {number}" for text in view.details.legal_basis),
        people=tuple(f"{text} thứ {number}" for text in view.details.people),
        running_order=tuple(
            replace(row, content=f"{row.content} {number}", picture_and_sound=f"{row.picture_and_sound} {number}")
            for row in view.details.running_order
        ),
        passages=tuple(replace(row, content=f"{row.content} {number}") for row in view.details.passages),
        sapo=f"{view.details.sapo} Kỳ {number}.",
    )
    slot = replace(view.slot, title=f"{view.slot.title}, kỳ {number}")
    return replace(view, details=details, slot=slot, slip_number=number)


def cpu_s(make: Callable[[T], bytes], of: Sequence[T]) -> float:
    """CPU seconds of one paper, on the average of those made."""
    before = time.process_time()
    for one in of:
        make(one)
    return (time.process_time() - before) / len(of)


def _print_copy(issued: list[tuple[str, bytes]]) -> bytes:
    return bundle.merged([content for _name, content in issued], title="Bản in", dated=PROGRAMME.drawn_up_on)


def _ratio(views: list[BriefView], rounds: int) -> float:
    template, samples = _template(), [_blocks(brief(view)) for view in (views[0], views[-1])]
    ours, theirs = [], []
    for round_ in range(rounds):
        fresh = [another(view, round_ * len(views) + place) for place, view in enumerate(views)]
        ours.append(cpu_s(brief, fresh))
        theirs.append(cpu_s(partial(_from_scratch, template), samples))
    return statistics.median(theirs) / statistics.median(ours)


def _template() -> bytes:
    """Our own small base with an empty body: python-docx need not carry its own, larger one."""
    paper = Document(io.BytesIO(brief(PROGRAMME)))
    body = paper.element.body
    for block in list(body)[:-1]:
        body.remove(block)
    saved = io.BytesIO()
    paper.save(saved)
    return saved.getvalue()


def _blocks(paper: bytes) -> list[Block]:
    """What a paper holds, as plain values."""
    return [
        [[[(line.style.name, line.text) for line in cell.paragraphs] for cell in row.cells] for row in block.rows]
        if isinstance(block, Table)
        else (block.style.name, block.text)
        for block in Document(io.BytesIO(paper)).iter_inner_content()
    ]


def _from_scratch(template: bytes, blocks: list[Block]) -> bytes:
    paper = Document(io.BytesIO(template))
    for block in blocks:
        if isinstance(block, tuple):
            paper.add_paragraph(block[1], style=block[0])
        else:
            _table(paper.add_table(len(block), len(block[0]), style="Grid"), block)
    saved = io.BytesIO()
    paper.save(saved)
    return saved.getvalue()


def _table(table: Table, rows: list[list[Cell]]) -> None:
    for row, cells in zip(table.rows, rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, lines in zip(row.cells, cells, strict=True):
            for place, (style, text) in enumerate(lines):
                line = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
                line.text = text
                line.style = style
    heading = OxmlElement("w:tblHeader")
    heading.set(qn("w:val"), "true")
    table.rows[0]._tr.trPr.append(heading)


if __name__ == "__main__":
    for kind, times in ratios().items():
        print(f"{kind}: {times}")
    year = [another(view, number) for number in range(210) for view in (PROGRAMME, ARTICLE)]
    print(f"420 papers of a year: {cpu_s(brief, year) * len(year):.2f} CPU seconds here and now")
