"""Công văn đôn đốc and the list of the silent: what units that have not reported, and the body above, are written."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from campaigns.values.papers import OfficeView
from campaigns.values.urging import SilentList, SilentUnit, UrgingLetter
from exports import stationery, wording
from exports.administrative import END_MARK, About, Align, Column, Paper, TableForm

MOST_NAMED: Final = 12
"""From more units on a letter is addressed to those on its list: their names fill a page already."""
_SILENT: Final = TableForm(
    "Đơn vị chưa gửi báo cáo",
    "Mỗi dòng là một cơ quan, đơn vị chưa gửi báo cáo, với số lần đã được nhắc.",
    (
        Column("STT", 14, Align.CENTRE),
        Column("Đơn vị", 0),
        Column("Kỳ báo cáo", 46),
        Column("Số lần đã nhắc", 24, Align.CENTRE),
    ),
)
_LATE: Final = TableForm(
    "Đơn vị gửi báo cáo sau hạn",
    "Mỗi dòng là một cơ quan, đơn vị đã gửi báo cáo sau hạn, với ngày gửi và số ngày chậm.",
    (
        Column("STT", 14, Align.CENTRE),
        Column("Đơn vị", 0),
        Column("Ngày gửi", 30, Align.CENTRE),
        Column("Số ngày chậm", 28, Align.CENTRE),
    ),
)


def urging_letter(view: UrgingLetter) -> bytes:
    """The letter to the silent units as a .docx file; equal views give equal bytes."""
    office, several = view.office, len(view.silent) > 1
    whom = "các cơ quan, đơn vị" if several else "cơ quan, đơn vị"
    about = f"đôn đốc gửi báo cáo {view.period} thực hiện {wording.cite(view.plan)}"
    paper = Paper().head(stationery.head(office, view.given, symbol=letter_symbol(office), concerning=about))
    paper.addressees(addressees([unit.name for unit in view.silent]))
    paper.text(
        f"Thực hiện {wording.cite_in_full(view.plan)}, các cơ quan, đơn vị được giao nhiệm vụ gửi báo cáo "
        f"{view.period} {_by(view.named_date, inclusive=view.inclusive)}."
    )
    day = wording.date_full(view.given.dated, day_open=view.given.day_open)
    paper.text(f"Đến {day}, {office.agency} chưa nhận được báo cáo {view.period} của {whom} sau:", keep=True)
    paper.table(_SILENT, _rows(view.silent, view.period))
    asked = f"{whom} có tên trên" if several else view.silent[0].name
    paper.text(
        f"{office.agency} đề nghị {asked} khẩn trương hoàn thành và gửi báo cáo chậm nhất "
        f"{wording.date_full(view.answer_by)}, để kịp tổng hợp, báo cáo {view.plan.issuing_body}. Trường hợp đã gửi "
        "báo cáo, đề nghị cho biết số, ngày của báo cáo để đối chiếu."
    )
    contact = (
        f". Mọi trao đổi xin liên hệ {office.agency}, điện thoại {office.phone}" if wording.says(office.phone) else ""
    )
    close = f"{office.agency} rất mong nhận được sự phối hợp của Quý cơ quan, đơn vị{contact}{END_MARK}"
    paper.text(close, keep=True)
    return _closed(paper, view)


def silent_list(view: SilentList) -> bytes:
    """The list of the silent to the body above as a .docx file; equal views give equal bytes."""
    office = view.office
    paper = Paper().head(stationery.head(office, view.given, symbol=list_symbol(office)))
    paper.name("Báo cáo", f"Tình hình gửi báo cáo {view.period}\nthực hiện {wording.cite(view.plan)}")
    paper.addressees([view.to])
    paper.text(
        f"Thực hiện {wording.cite_in_full(view.plan)}, các cơ quan, đơn vị được giao nhiệm vụ gửi báo cáo "
        f"{view.period} {_by(view.named_date, inclusive=view.inclusive)}. {office.agency} báo cáo như sau:"
    )
    for place, line in enumerate(_counts(view), 1):
        paper.text(f"{place}. {line}")
    paper.text(f"{len(_counts(view)) + 1}. Danh sách chưa gửi báo cáo:", keep=True)
    paper.table(_SILENT, _rows(view.silent, view.period))
    if view.late:
        paper.text(f"{len(_counts(view)) + 2}. Danh sách gửi báo cáo sau hạn:", keep=True)
        paper.table(
            _LATE,
            [
                (str(place), unit.name, wording.date_short(unit.received_on), wording.grouped(unit.days_late))
                for place, unit in enumerate(view.late, 1)
            ],
        )
    paper.text(f"{office.agency} kính báo cáo {view.to} xem xét, chỉ đạo{END_MARK}", keep=True)
    return _closed(paper, view)


def letter_symbol(office: OfficeView) -> str:
    """``STP-KSTTHC``: a letter has no type in its symbol (Decree 30/2020, Annex III)."""
    return "-".join(filter(wording.says, (office.agency_symbol, office.drafting_unit)))


def list_symbol(office: OfficeView) -> str:
    """``BC-STP``."""
    return f"BC-{office.agency_symbol}"


def addressees(names: Sequence[str]) -> tuple[str, ...]:
    """Whom the letter greets: each by name while they are few."""
    if len(names) <= MOST_NAMED:
        return tuple(names)
    return ("Các cơ quan, đơn vị có tên trong danh sách dưới đây",)


def period_words(named: date, of_the_year: Sequence[date]) -> str:
    """What a report due on a date is about, by how many such dates its year has.

    Two, in June and December: ``6 tháng đầu năm 2017`` and ``năm 2017``; four: ``quý II năm 2017``; twelve:
    ``tháng 6 năm 2017``; else ``kỳ tháng 6 năm 2017``.
    """
    year, months = named.year, sorted(day.month for day in of_the_year)
    if set(months) <= {6, 12}:
        return f"6 tháng đầu năm {year}" if named.month == 6 else f"năm {year}"
    if months == [3, 6, 9, 12]:
        return f"quý {('I', 'II', 'III', 'IV')[named.month // 3 - 1]} năm {year}"
    return f"{'' if len(set(months)) == 12 else 'kỳ '}{wording.month(named.month)} năm {year}"


def file_name(view: UrgingLetter | SilentList) -> str:
    """``2017-06-15_don-doc_6-thang-dau-nam-2017.docx``: ASCII, sorts by date."""
    kind = "don-doc" if isinstance(view, UrgingLetter) else "chua-gui-bao-cao"
    return f"{view.given.dated.isoformat()}_{kind}_{wording.ascii_slug(view.period)}.docx"


def display_name(view: UrgingLetter | SilentList) -> str:
    """``Công văn đôn đốc báo cáo 6 tháng đầu năm 2017.docx``, for ``filename*``."""
    return f"{title_of(view)}.docx".replace("/", "-")


def title_of(view: UrgingLetter | SilentList) -> str:
    """What lists call it."""
    kind = "Công văn đôn đốc" if isinstance(view, UrgingLetter) else "Tình hình gửi"
    return f"{kind} báo cáo {view.period}"


def _by(named: date, *, inclusive: bool) -> str:
    """Never "chậm nhất" of a date that a plan names with "trước": that would give a day that is not there."""
    return f"{'chậm nhất' if inclusive else 'trước'} {wording.date_full(named)}"


def _rows(silent: Sequence[SilentUnit], period: str) -> list[tuple[str, str, str, str]]:
    named = wording.capital(period)
    return [(str(place), unit.name, named, wording.grouped(unit.reminded)) for place, unit in enumerate(silent, 1)]


def _counts(view: SilentList) -> list[str]:
    asked = view.in_time + len(view.late) + len(view.silent)
    owing = f"{wording.grouped(asked)} cơ quan, đơn vị phải gửi báo cáo"
    counted = [(view.in_time, "gửi đúng hạn"), (len(view.late), "gửi sau hạn"), (len(view.silent), "chưa gửi")]
    told = ", ".join(f"{wording.grouped(count)} {what}" for count, what in counted if count)
    if view.in_time:
        lines = [f"Trong {owing} có {told}."]
    elif view.late:
        lines = [f"Trong {owing}, không có đơn vị nào gửi đúng hạn; {told}."]
    else:
        lines = [f"Cả {owing} đều chưa gửi." if asked > 1 else f"Có {owing} và chưa gửi."]
    if view.letter_dated:
        number = f" số {view.letter}" if view.letter else ""
        dated = wording.date_full(view.letter_dated)
        lines.append(f"{view.office.agency} đã có Công văn{number} {dated} đôn đốc gửi báo cáo.")
    return lines


def _closed(paper: Paper, view: UrgingLetter | SilentList) -> bytes:
    stationery.close(paper, view.office, view.recipients)
    about = About(title_of(view), wording.cite_in_full(view.plan), view.office.agency, view.given.dated)
    return paper.as_bytes(about)
