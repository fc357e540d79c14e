"""What units did beside airtime and articles, and how they kept the duty to report; and the annex unit by unit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from campaigns import reporting
from campaigns.values.units import Figure, Figures, Level, Receipt, Standing
from exports import wording
from exports.administrative import Align, Column, TableForm
from exports.report.pieces import Block, Items, Sentence, Source, Table, Text, Told, Units, joined
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
LEVELS: Final[Mapping[Level, str]] = {
    Level.PROVINCE: "Tỉnh",
    Level.DEPARTMENT: "Sở, ban, ngành",
    Level.DISTRICT: "Huyện, thị xã, thành phố",
    Level.COMMUNE: "Xã, phường, thị trấn",
    Level.OTHER: "Cơ quan, đơn vị khác",
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

BY_LEVEL: Final = TableForm(
    "Cộng theo cấp",
    "Mỗi dòng là một cấp với số đơn vị phải báo cáo, số đơn vị có số liệu và số liệu cộng lại; dòng cuối là tổng.",
    (
        Column("Cấp", 52),
        Column("Phải báo cáo", 26, Align.CENTRE),
        Column("Có số liệu", 26, Align.CENTRE),
        Column("Số liệu", 0),
    ),
)


def activities(view: ReportView) -> list[Block]:
    """II.2 of the paper, as far as units reported it."""
    told = {one.unit_id for each in view.reports for one in each.told}
    if not told:
        return [Text(("Chưa có cơ quan, đơn vị nào gửi số liệu về các hoạt động khác trong kỳ.",))]
    asked = Units(tuple(each.deadline_id for each in view.reports), summed=True)
    who = Told(f"{wording.grouped(len(told))} cơ quan, đơn vị", Source.UNITS, units=asked)
    items = tuple(_line(opening, figures, by, view.totals, asked) for opening, figures, by in _TOGETHER)
    there = tuple(item for item in items if item)
    if not there:
        return [
            Text(
                (
                    "Theo báo cáo của ",
                    who,
                    ", trong kỳ không có hoạt động nào khác.",
                )
            )
        ]
    return [Text(("Theo báo cáo của ", who, ":"), keep=True), Items(there)]


def _line(opening: str, figures: Sequence[Figure], by: str, totals: Figures, asked: Units) -> Sentence:
    """One line of what there is some of; nothing where there is none."""
    parts: list[Sentence] = []
    for figure in figures:
        if count := totals.get(figure, 0):
            words = _AFTER.get(figure, MEASURES[figure]) if parts else MEASURES[figure]
            parts.append((Told(wording.grouped(count), Source.UNITS, units=asked), f" {words}"))
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
        f"Với kỳ báo cáo {when}, có ", _many(owing, Units((each.deadline_id,))), " cơ quan, đơn vị phải báo cáo",
    )  # fmt: skip
    if len(by) == 1:
        return (*opens, "; ", _all(len(owing)), _VERBS[owing[0].standing], ".")
    named = len(owing) - len(by.get(Standing.IN_TIME, ())) <= MOST_NAMED
    parts = [
        _some(by[standing], Units((each.deadline_id,), standing=standing), named=named)
        for standing in STANDINGS
        if standing in by
    ]
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


def _many(units: Sequence[Receipt], asked: Units) -> Told:
    return Told(wording.grouped(len(units)), Source.UNITS, units=asked)


def _some(units: Sequence[Receipt], asked: Units, *, named: bool) -> Sentence:
    """So many of one standing, by name unless they did as they should."""
    standing = units[0].standing
    names = f" ({', '.join(one.name for one in units)})" if named and standing is not Standing.IN_TIME else ""
    return (_many(units, asked), f" đơn vị {_VERBS[standing]}{names}")


def annex(view: ReportView) -> list[Block]:
    """Unit by unit and the sums of each level, for each deadline."""
    found: list[Block] = []
    for each in view.reports:
        if each.receipts:
            when = f"{'chậm nhất' if each.inclusive else 'trước'} {wording.date_full(each.named)}"
            found += [Text((f"Kỳ báo cáo {when}:",), keep=True), Table(ANNEX, tuple(rows(each)))]
        if each.told:
            found += [Text(("Cộng theo cấp:",), keep=True), by_level(each)]
    return found


def by_level(each: Reports) -> Table:
    """What the units of each level owe and reported before a deadline, and all of them."""
    levels = {one.unit_id: one.level for one in each.receipts}
    there = [level for level in LEVELS if level in levels.values()]
    found = [((LEVELS[level],), *_level(each, levels, level)) for level in there]
    # A row like the others: its figures stand on lines of their own, as theirs do.
    return Table(BY_LEVEL, (*found, (("Tổng cộng",), *_level(each, levels, None))))


def _level(each: Reports, levels: Mapping[int, Level], level: Level | None) -> tuple[Sentence, ...]:
    """Who owes, who has told something, and what they told together; ``level`` None: of all."""
    owing = [one for one in each.receipts if one.expected and level in {None, one.level}]
    told = [one.figures for one in each.told if level in {None, levels[one.unit_id]}]
    asked = Units((each.deadline_id,), level, summed=True)
    return (
        (_many(owing, replace(asked, summed=False)),) if owing else ("-",),
        (Told(wording.grouped(len(told)), Source.UNITS, units=asked),) if told else ("-",),
        _figures(reporting.summed(told), asked),
    )  # fmt: skip


def rows(each: Reports) -> list[tuple[Sentence, ...]]:
    """A row for each unit that owes a report or has sent one."""
    told = {one.unit_id: one.figures for one in each.told}
    return [
        (
            (str(place),), (one.name,), (wording.date_short(one.handed_on) if one.handed_on else "-",),
            (STANDINGS[one.standing] + ("" if one.expected else " (không bắt buộc)"),),
            _figures(told.get(one.unit_id), Units((each.deadline_id,), unit_id=one.unit_id)),
        )
        for place, one in enumerate(each.receipts, 1)
    ]  # fmt: skip


def _figures(told: Figures | None, asked: Units) -> Sentence:
    if not told:
        return ("-",)
    return joined(
        [(Told(wording.grouped(told[figure]), Source.UNITS, units=asked), f" {words}")
         for figure, words in MEASURES.items() if figure in told], "\n",
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
