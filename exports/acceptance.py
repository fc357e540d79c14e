"""Biên bản nghiệm thu: what the outlet aired or published by evidence, accepted for payment by both sides."""

from typing import Final

from campaigns.values.acceptance import Entry, Ground, Minutes
from exports import stationery, wording
from exports.administrative import END_MARK, About, Align, Column, Head, Paper, Signature, TableForm

_TABLE: Final = TableForm(
    "Khối lượng nghiệm thu",
    "Mỗi dòng là một lượt phát hoặc một bài đã có minh chứng; dòng cuối là tổng.",
    (
        Column("STT", 12, Align.CENTRE),
        Column("Tên chương trình, nội dung", 0),
        Column("Ngày giờ phát, đăng", 28, Align.CENTRE),
        Column("Thời lượng", 24, Align.CENTRE),
        Column("Kết quả", 24),
        Column("Thành tiền (đồng)", 37, Align.FIGURE),
    ),
    total_from=5,
)
_UNPRICED: Final = "chưa có giá"
_RESULTS: Final = {
    Ground.AIRED: "Đủ",
    Ground.SHORT: "Phát thiếu",
    Ground.MADE_GOOD: "Phát bù",
    Ground.CORRECTION: "Điều chỉnh biên bản trước",
}


def acceptance_minutes(view: Minutes) -> bytes:
    """The minutes as a .docx file, to be signed or as they were; equal views give equal bytes."""
    office = view.office
    month = wording.month_full(view.month)
    paper = Paper().head(Head(office.superior_agency, office.agency, _number_line(view), ""))
    paper.name("Biên bản", f"Nghiệm thu khối lượng phát sóng, đăng bài đến hết {month}")
    paper.grounds(
        [
            wording.capital(f"Căn cứ {wording.cite_in_full(view.plan)}"),
            "Căn cứ minh chứng phát sóng, đăng bài của hai bên",
        ]
    )
    paper.text(f"Hôm nay, {wording.date_full(view.dated)}, tại {_PLACE}, hai bên gồm:", keep=True)
    paper.heading(2, f"Bên A: {office.agency}")
    paper.text(_represented(office.signatory_name, wording.mid_sentence(office.signatory_title)))
    paper.heading(2, f"Bên B: {view.outlet}")
    paper.text(_represented(view.contact))
    _agreed(paper, view, month)
    paper.text(
        f"Biên bản lập xong hồi {_HAND} giờ {_HAND} phút cùng ngày, thành 02 bản có giá trị như nhau, mỗi bên giữ 01 "
        f"bản{END_MARK}",
        keep=True,
    )
    over = tuple(line for line in (office.signs_for, office.signatory_title) if line)
    paper.signatures(
        (
            Signature(("Đại diện bên A", *over), office.signatory_name),
            Signature(("Đại diện bên B",), view.contact),
        )
    )
    paper.recipients([view.outlet, stationery.archive_line(office)])
    title = f"Biên bản nghiệm thu {view.outlet} đến hết {month}"
    return paper.as_bytes(About(title, view.plan.title, office.agency, view.dated))


def _agreed(paper: Paper, view: Minutes, month: str) -> None:
    """What both sides accept, entry by entry, and what it comes to."""
    if not view.entries:
        paper.text(
            f"Cùng đối chiếu và thống nhất: đến hết {month} không có lượt phát sóng, bài đăng nào đủ minh chứng để "
            "nghiệm thu."
        )
        return
    paper.text("Cùng đối chiếu và thống nhất nghiệm thu các lượt sau:", keep=True)
    rows = [(str(place), *_row(entry)) for place, entry in enumerate(view.entries, 1)]
    worth = wording.grouped(view.total.vnd) if any(entry.priced for entry in view.entries) else _UNPRICED
    paper.table(_TABLE, rows, total=("Tổng cộng", worth))
    for line in _sums(view):
        paper.text(line)
    paper.text(
        "Chỉ những lượt đã có minh chứng được nghiệm thu; lượt chưa có minh chứng không nằm trong biên bản này.",
        keep=True,
    )


def _represented(*said: str) -> str:
    """Who stands for a side; nobody is invented who was not named."""
    told = ", ".join(filter(wording.says, said))
    return f"Đại diện: {told}." if told else f"Đại diện: {_BLANK}"


def file_name(view: Minutes) -> str:
    """``2017-04_nghiem-thu_dai-phat-thanh_01.docx``: ASCII, sorts by month."""
    return f"{view.month}_nghiem-thu_{wording.ascii_slug(view.outlet)}_{view.number:02d}.docx"


def display_name(view: Minutes) -> str:
    """``Biên bản nghiệm thu 01 - Báo Bình Phước - 2017-04.docx``, for ``filename*``."""
    return f"Biên bản nghiệm thu {view.number:02d} - {view.outlet} - {view.month}.docx".replace("/", "-")


_BLANK: Final = "." * 40
_PLACE: Final = "." * 30
_HAND: Final = "." * 8
"""Room for the hand: who came for the outlet, where they met and when they had done is known only at the table."""


def _number_line(view: Minutes) -> str:
    symbol = f"BB-{view.office.agency_symbol}" if view.office.agency_symbol else "BB"
    return wording.number_line(None, symbol) if not view.paper else f"Số: {view.paper}"


def _row(entry: Entry) -> tuple[str, str, str, str, str]:
    when = wording.date_short(entry.date)
    if entry.start_minute is not None:
        when = f"{wording.clock(entry.start_minute)}\n{when}"
    amount = entry.amount
    sign = "giảm " if amount.seconds < 0 or amount.articles < 0 else ""
    length = wording.duration(abs(amount.seconds)) if amount.seconds else f"{abs(amount.articles)} bài"
    money = wording.grouped(amount.vnd) if entry.priced else _UNPRICED
    placed = wording.issue_and_page(entry.placed.issue, entry.placed.page)
    result = "\n".join(filter(None, (_RESULTS[entry.ground], wording.capital(placed) if placed else "")))
    return f"{entry.programme}\n{entry.theme}", when, f"{sign}{length}", result, money


def _sums(view: Minutes) -> list[str]:
    total = view.total
    parts = []
    if total.seconds:
        less = "giảm " if total.seconds < 0 else ""
        parts.append(f"thời lượng {less}{wording.duration(abs(total.seconds))}")
    if total.articles:
        parts.append(f"{'giảm ' if total.articles < 0 else ''}{wording.grouped(abs(total.articles))} bài")
    lines = [f"Tổng khối lượng: {', '.join(parts)}."] if parts else []
    if total.vnd > 0:
        lines.append(
            f"Tổng giá trị nghiệm thu: {wording.money(total.vnd)} (bằng chữ: {wording.money_in_words(total.vnd)})."
        )
    elif total.vnd < 0:
        lines.append(
            f"Tổng giá trị giảm: {wording.money(-total.vnd)} (bằng chữ: {wording.money_in_words(-total.vnd)})."
        )
    if view.unpriced:
        lines.append(f"Còn {wording.grouped(view.unpriced)} dòng chưa có đơn giá thống nhất nên chưa tính thành tiền.")
    return lines
