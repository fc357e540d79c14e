"""The sections of a report in the order of the paper: what the record gives, then what the officer typed."""

from dataclasses import dataclass
from typing import Final

from campaigns.periods import Part, ProfileCode
from exports import wording
from exports.report import airtime, units
from exports.report.pieces import Block, Heading, Items, Text, Typed
from exports.report.view import ReportView

DECREE: Final = "Điều 12 Nghị định số 09/2019/NĐ-CP ngày 24 tháng 01 năm 2019 của Chính phủ"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the body."""

    name: str  # "direction", "broadcast", …: what pages call it
    blocks: tuple[Block, ...]


def period_words(view: ReportView) -> str:
    """``6 tháng đầu năm 2017``, ``năm 2017``."""
    return f"{'năm' if view.part is Part.YEAR else '6 tháng đầu năm'} {view.year}"


def next_words(view: ReportView) -> str:
    """The period that follows."""
    return f"năm {view.year + 1}" if view.part is Part.YEAR else f"6 tháng cuối năm {view.year}"


def opening(view: ReportView) -> Text:
    """What is reported, under which plan, of which days."""
    period = view.told.period
    told = (
        f"Thực hiện {wording.cite_in_full(view.plan)}, {view.office.agency} báo cáo kết quả {period_words(view)} "
        f"(số liệu tính từ {wording.date_full(period.starts_on)} đến hết {wording.date_full(period.last_day)}"
    )  # fmt: skip
    ground = {ProfileCode.DECREE_09_2019: DECREE, ProfileCode.OWN: view.source}.get(view.profile, "")
    by = f", theo {ground}" if wording.says(ground) else ""
    return Text((f"{told}{by}) như sau:",))


def closing(view: ReportView) -> str:
    """The last sentence, without its mark."""
    agency = view.office.agency
    return (
        f"Trên đây là kết quả thực hiện {wording.cite(view.plan)} {period_words(view)}, {agency} kính báo cáo "
        f"{view.plan.issuing_body}"
    )  # fmt: skip


def sections(view: ReportView) -> tuple[Section, ...]:
    """The body, part by part."""
    return (
        Section("direction", (Heading(1, "I. Tình hình chỉ đạo, tổ chức thực hiện"), _typed(view, "direction"))),
        Section("broadcast", (
            Heading(1, "II. Kết quả thực hiện"), Heading(2, "1. Phát sóng, đăng bài"), *airtime.blocks(view),
        )),
        Section("activities", (
            Heading(2, "2. Tập huấn, niêm yết công khai và hoạt động khác"), *units.activities(view),
            *_listed("Gương điển hình, cách làm hay do các cơ quan, đơn vị báo cáo:", view, "exemplary"),
            _typed(view, "more_results"),
        )),
        Section("receipts", (Heading(2, "3. Chế độ báo cáo"), *units.receipts(view))),
        Section("difficulties", (
            Heading(1, "III. Khó khăn, hạn chế và nguyên nhân"),
            Heading(2, "1. Khó khăn"), _typed(view, "difficulties"),
            *_listed("Khó khăn, vướng mắc do các cơ quan, đơn vị báo cáo:", view, "difficulties"),
            Heading(2, "2. Hạn chế"), _typed(view, "shortcomings"),
            Heading(2, "3. Nguyên nhân"), _typed(view, "causes"),
        )),
        Section("next_steps", (Heading(1, f"IV. Nhiệm vụ {next_words(view)}"), _typed(view, "next_steps"))),
        Section("proposals", (
            Heading(1, "V. Kiến nghị, đề xuất"), _typed(view, "proposals"),
            *_listed("Kiến nghị của các cơ quan, đơn vị:", view, "proposals"),
        )),
    )  # fmt: skip


def _typed(view: ReportView, name: str) -> Typed:
    return Typed(name, getattr(view.texts, name))


def _listed(lead: str, view: ReportView, what: str) -> tuple[Block, ...]:
    items = units.said(view, what)
    return (Text((lead,), keep=True), Items(items)) if items else ()
