"""What units did beside airtime and articles, and how they kept the duty to report; and the annex unit by unit."""

from collections.abc import Mapping, Sequence
from typing import Final

from campaigns.values.units import Figure, Figures, Receipt, Standing
from exports import wording
from exports.administrative import Align, Column, TableForm
from exports.report.pieces import Block, Items, Sentence, Source, Table, Text, Told, joined
from exports.report.view import Reports, ReportView

MEASURES: Final[Mapping[Figure, str]] = {
    Figure.TRAINING_CLASSES: "lớp tập huấn",
    Figure.TRAINING_PEOPLE: "lượt người dự tập huấn",
    Figure.CONTESTS: "cuộc thi",
    Figure.CONTEST_ENTRIES: "bài dự thi",
    Figure.INTEGRATED_SESSIONS: "hội nghị, buổi lồng ghép",
    Figure.INTEGRATED_PEOPLE: "lượt người dự hội nghị, buổi lồng ghép",
    Figure.PROCEDURES_POSTED: "thủ tục được niêm yết công khai",
    Figure.PANOS: "pa nô",
    Figure.POSTERS: "áp phích",
    Figure.BANNERS: "băng rôn",
    Figure.LEAFLETS: "tờ rơi, tờ gấp",
    Figure.PORTAL_POSTS: "tin, bài trên cổng, trang thông tin điện tử",
    Figure.LOUDSPEAKER_RUNS: "lượt phát trên đài truyền thanh cơ sở",
    Figure.LOUDSPEAKER_MINUTES: "phút phát trên đài truyền thanh cơ sở",
}
"""What each figure counts, as it stands after the number."""
_TOGETHER: Final[tuple[tuple[str, tuple[Figure, ...], str], ...]] = (
    ("Tổ chức ", (Figure.TRAINING_CLASSES, Figure.TRAINING_PEOPLE), " với "),
    ("Tổ chức ", (Figure.CONTESTS, Figure.CONTEST_ENTRIES), " với "),
    ("Tổ chức ", (Figure.INTEGRATED_SESSIONS, Figure.INTEGRATED_PEOPLE), " với "),
    ("Có ", (Figure.PROCEDURES_POSTED,), ""),
    ("Thực hiện ", (Figure.PANOS, Figure.POSTERS, Figure.BANNERS, Figure.LEAFLETS), ", "),
    ("Đăng ", (Figure.PORTAL_POSTS,), ""),
    ("Thực hiện ", (Figure.LOUDSPEAKER_RUNS, Figure.LOUDSPEAKER_MINUTES), ", tổng "),
)
"""Figures that are told in one line, with the word that opens it and what stands between them."""
_AFTER: Final[Mapping[Figure, str]] = {
    Figure.TRAINING_PEOPLE: "lượt người dự",
    Figure.INTEGRATED_PEOPLE: "lượt người dự",
    Figure.LOUDSPEAKER_MINUTES: "phút",
}
"""What a figure counts where it stands after the one that it belongs to."""
STANDINGS: Final[Mapping[Standing, str]] = {
    Standing.IN_TIME: "đúng hạn",
    Standing.LATE: "chậm",
    Standing.RETURNED: "phải gửi lại",
    Standing.MISSING: "chưa gửi",
    Standing.WAITING: "còn trong hạn",
}
MOST_NAMED: Final = 12
"""More units than these that did not report in time stand by name in the annex alone: their names would fill a page."""
ANNEX: Final = TableForm(
    "Báo cáo của cơ quan, đơn vị",
    "Mỗi dòng là một cơ quan, đơn vị với ngày gửi báo cáo và số liệu đã báo cáo.",
    (
        Column("STT", 12, Align.CENTRE),
        Column("Cơ quan, đơn vị", 52),
        Column("Ngày gửi", 26, Align.CENTRE),
        Column("Tình trạng", 26, Align.CENTRE),
        Column("Số liệu", 0),
    ),
)


def activities(view: ReportView) -> list[Block]:
    """II.2 of the paper, as far as units reported it."""
    told = {one.unit_id for each in view.reports for one in each.told}
    if not told:
        return [Text(("Chưa có cơ quan, đơn vị nào gửi số liệu về các hoạt động khác trong kỳ.",))]
    who = f"{wording.grouped(len(told))} cơ quan, đơn vị"
    items = tuple(_line(opening, figures, by, view.totals) for opening, figures, by in _TOGETHER)
    there = tuple(item for item in items if item)
    if not there:
        return [
            Text(
                (
                    "Theo báo cáo của ",
                    Told(who, Source.UNITS),
                    ", trong kỳ không có hoạt động nào khác.",
                )
            )
        ]
    return [Text(("Theo báo cáo của ", Told(who, Source.UNITS), ":"), keep=True), Items(there)]


def _line(opening: str, figures: Sequence[Figure], by: str, totals: Figures) -> Sentence:
    """One line of what there is some of; nothing where there is none."""
    parts: list[Sentence] = []
    for figure in figures:
        if count := totals.get(figure, 0):
            words = _AFTER.get(figure, MEASURES[figure]) if parts else MEASURES[figure]
            parts.append((Told(wording.grouped(count), Source.UNITS), f" {words}"))
    return (opening, *joined(parts, by)) if parts else ()


def receipts(view: ReportView) -> list[Block]:
    """II.3 of the paper: who reported in time, late or not at all."""
    if not view.reports:
        return [Text(("Kế hoạch không định hạn báo cáo nào trong kỳ.",))]
    return [Text(_kept(each)) for each in view.reports]


def _kept(each: Reports) -> Sentence:
    owing = [one for one in each.receipts if one.expected]
    when = f"{'chậm nhất' if each.inclusive else 'trước'} {wording.date_full(each.named)}"
    if not owing:
        return (f"Với kỳ báo cáo {when}, chưa có cơ quan, đơn vị nào được giao báo cáo.",)
    by: dict[Standing, list[Receipt]] = {}
    for one in owing:
        by.setdefault(one.standing, []).append(one)
    opens: Sentence = (
        f"Với kỳ báo cáo {when}, có ", Told(wording.grouped(len(owing)), Source.UNITS), " cơ quan, đơn vị phải báo cáo",
    )  # fmt: skip
    if len(by) == 1:
        return (*opens, "; ", _all(len(owing)), _VERBS[owing[0].standing], ".")
    named = len(owing) - len(by.get(Standing.IN_TIME, ())) <= MOST_NAMED
    parts = [_some(standing, by[standing], named=named) for standing in STANDINGS if standing in by]
    return (*opens, ": ", *joined(parts, "; "), "." if named else " (tên từng đơn vị tại Phụ lục).")


_VERBS: Final[Mapping[Standing, str]] = {
    Standing.IN_TIME: "gửi đúng hạn",
    Standing.LATE: "gửi chậm",
    Standing.RETURNED: "phải gửi lại báo cáo",
    Standing.MISSING: "chưa gửi báo cáo",
    Standing.WAITING: "chưa gửi, còn trong hạn",
}


def _all(count: int) -> str:
    return "đơn vị này " if count == 1 else f"cả {wording.grouped(count)} đơn vị "


def _some(standing: Standing, units: list[Receipt], *, named: bool) -> Sentence:
    """So many, by name unless they did as they should."""
    names = f" ({', '.join(one.name for one in units)})" if named and standing is not Standing.IN_TIME else ""
    return (Told(wording.grouped(len(units)), Source.UNITS), f" đơn vị {_VERBS[standing]}{names}")


def annex(view: ReportView) -> list[Block]:
    """Unit by unit, one table for each deadline."""
    found: list[Block] = []
    for each in view.reports:
        if each.receipts:
            when = f"{'chậm nhất' if each.inclusive else 'trước'} {wording.date_full(each.named)}"
            found += [Text((f"Kỳ báo cáo {when}:",), keep=True), Table(ANNEX, tuple(rows(each)))]
    return found


def rows(each: Reports) -> list[tuple[Sentence, ...]]:
    """A row for each unit that owes a report or has sent one."""
    told = {one.unit_id: one.figures for one in each.told}
    return [
        (
            (str(place),), (one.name,), (wording.date_short(one.handed_on) if one.handed_on else "-",),
            (STANDINGS[one.standing] + ("" if one.expected else " (không bắt buộc)"),), _figures(told.get(one.unit_id)),
        )
        for place, one in enumerate(each.receipts, 1)
    ]  # fmt: skip


def _figures(told: Figures | None) -> Sentence:
    if not told:
        return ("-",)
    return joined(
        [(Told(wording.grouped(told[figure]), Source.UNITS), f" {words}") for figure, words in MEASURES.items()
         if figure in told], "\n",
    )  # fmt: skip


def said(view: ReportView, what: str) -> tuple[Sentence, ...]:
    """``Sở Y tế: …`` of every unit that wrote something: ``difficulties``, ``proposals`` or ``exemplary``."""
    found: list[Sentence] = []
    for each in view.reports:
        names = {one.unit_id: one.name for one in each.receipts}
        found += [
            (f"{names[one.unit_id]}: {' '.join(text.split())}",)
            for one in each.told if wording.says(text := getattr(one.texts, what))
        ]  # fmt: skip
    return tuple(dict.fromkeys(found))  # the same words in both reports of a year are told once
