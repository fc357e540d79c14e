"""The report as a Word paper."""

from campaigns.periods import Part
from exports import stationery, wording
from exports.administrative import END_MARK, About, Paper
from exports.report import content, units
from exports.report.pieces import Block, Heading, Items, Text, Typed, words
from exports.report.view import ReportView


def report(view: ReportView) -> bytes:
    """The report as a .docx file, its annex of units after the signature; equal views give equal bytes."""
    office = view.office
    paper = Paper().head(stationery.head(office, view.given, symbol=symbol(view)))
    paper.name("Báo cáo", subject(view)).addressees([view.plan.issuing_body])
    _lay(paper, [content.opening(view)])
    for section in content.sections(view):
        _lay(paper, section.blocks)
    paper.text(f"{content.closing(view)}{END_MARK}", keep=True)
    stationery.close(paper, office, view.recipients)
    if annex := units.annex(view):
        paper.annex("Phụ lục", "Báo cáo của cơ quan, đơn vị", _annexed_to(view))
        _lay(paper, annex)
    return paper.as_bytes(About(title(view), wording.cite_in_full(view.plan), office.agency, view.given.dated))


def _annexed_to(view: ReportView) -> str:
    """``Kèm theo Báo cáo số 118/BC-STP ngày 20 tháng 6 năm 2017 của Sở Tư pháp``."""
    given = view.given
    number = wording.number_line(given.number, given.symbol or symbol(view)).removeprefix("Số: ")
    dated = wording.date_full(given.dated, day_open=given.day_open)
    return f"Kèm theo Báo cáo số {number} {dated} của {view.office.agency}"


def subject(view: ReportView) -> str:
    """What the report is about, as it stands under its name."""
    return f"Kết quả thực hiện {wording.cite(view.plan)} {content.period_words(view)}"


def title(view: ReportView) -> str:
    """As lists call it."""
    return f"Báo cáo {content.period_words(view)}"


def symbol(view: ReportView) -> str:
    """``BC-STP``."""
    return f"BC-{view.office.agency_symbol}"


def file_name(view: ReportView) -> str:
    """``2017-6t_bao-cao_stp.docx``: ASCII, sorts by year."""
    part = "nam" if view.part is Part.YEAR else "6t"
    return f"{view.year}-{part}_bao-cao_{wording.ascii_slug(view.office.agency_symbol or view.office.agency)}.docx"


def display_name(view: ReportView) -> str:
    """``Báo cáo 6 tháng đầu năm 2017 - 36-KH-UBND.docx``, for ``filename*``."""
    return f"{title(view)} - {view.plan.number}-{view.plan.symbol}.docx".replace("/", "-")


def _lay(paper: Paper, blocks: "list[Block] | tuple[Block, ...]") -> None:
    for block in blocks:
        if isinstance(block, Heading):
            paper.heading(block.level, block.text)
        elif isinstance(block, Text):
            paper.text(words(block.told), keep=block.keep)
        elif isinstance(block, Items):
            paper.items([words(item) for item in block.items])
        elif isinstance(block, Typed):
            for line in filter(None, wording.tidy(block.text).split("\n")):
                paper.text(line)
        else:
            total = None if block.total is None else tuple(map(words, block.total))
            paper.table(block.form, [tuple(map(words, row)) for row in block.rows], total=total)
