"""How much CPU time a brief takes beside the same content built by python-docx from scratch.

    python tests/benchmarks/brief.py

Prints ratios, not seconds: rounds of both ways alternate in one process, and the median of each is compared.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

for room in (Path(__file__).parents[2], Path(__file__).parents[1] / "exports"):
    sys.path.insert(0, str(room))

from brief_views import ARTICLE, PROGRAMME  # noqa: E402

from campaigns.values.papers import BriefView  # noqa: E402
from exports.brief import brief  # noqa: E402

ROUNDS = 9
Cell = list[tuple[str, str]]  # style and text of each of its paragraphs
Block = tuple[str, str] | list[list[Cell]]


def ratios() -> dict[str, float]:
    """python-docx's CPU time over ours, for each kind of brief and for a month's forty."""
    month = [replace(view, slip_number=number) for number in range(1, 21) for view in (PROGRAMME, ARTICLE)]
    told = {"programme": _ratio([PROGRAMME] * 40), "article": _ratio([ARTICLE] * 40), "month of forty": _ratio(month)}
    return {name: round(ratio, 1) for name, ratio in told.items()}


def cpu_s(act: Callable[[], object]) -> float:
    """CPU seconds of one act."""
    before = time.process_time()
    act()
    return time.process_time() - before


def _ratio(views: list[BriefView]) -> float:
    template, samples = _template(), [_blocks(brief(view)) for view in views[:2]]
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(cpu_s(lambda: [brief(view) for view in views]) / len(views))
        theirs.append(cpu_s(lambda: [_from_scratch(template, blocks) for blocks in samples]) / len(samples))
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
        print(f"{kind}: {times} times less CPU than python-docx from scratch")
    year = [PROGRAMME, ARTICLE] * 210
    print(f"420 papers of a year: {cpu_s(lambda: [brief(view) for view in year]):.2f} CPU seconds here and now")
