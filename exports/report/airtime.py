"""What was broadcast and published, in sentences: of nothing, of one, of some and of all; nothing is judged."""

import re
from fractions import Fraction
from typing import Final

from campaigns.periods import Part
from campaigns.values.ledger import Amount, Line
from exports import wording
from exports.administrative import Align, Column, TableForm
from exports.report import strands
from exports.report.pieces import Block, Piece, Sentence, Source, Table, Text, Told, joined
from exports.report.view import ReportView, Stretch, Sum

_MEASURED: Final = (
    Column("STT", 13, Align.CENTRE),
    Column("{}", 0),
    Column("Thời lượng đã đặt", 27, Align.CENTRE),
    Column("Thời lượng thực hiện", 27, Align.CENTRE),
    Column("Tỷ lệ (%)", 15, Align.CENTRE),
    Column("Bài đã đặt", 15, Align.CENTRE),
    Column("Bài đã đăng", 15, Align.CENTRE),
    Column("Tỷ lệ (%)", 15, Align.CENTRE),
)


def _form(what: str, caption: str) -> TableForm:
    columns = tuple(Column(one.title.format(what), one.width_mm, one.align) for one in _MEASURED)
    return TableForm(caption, f"Mỗi dòng là một {what.lower()}; dòng cuối là tổng.", columns, total_from=2)


OUTLETS: Final = _form("Đài, báo", "Kết quả theo đài, báo")
THEMES: Final = _form("Nội dung", "Kết quả theo nội dung tuyên truyền")
HALVES: Final = TableForm(
    "Kết quả 6 tháng đầu năm, 6 tháng cuối năm và cả năm",
    "Mỗi dòng là một chỉ tiêu; cột cuối là tổng của hai cột trước.",
    (
        Column("Chỉ tiêu", 0),
        Column("6 tháng đầu năm", 43, Align.CENTRE),
        Column("6 tháng cuối năm", 43, Align.CENTRE),
        Column("Cả năm", 43, Align.CENTRE),
    ),
)


def blocks(view: ReportView) -> list[Block]:
    """II.1 of the paper."""
    line = view.told.whole
    if not line.spots:
        return [
            Text((f"Trong kỳ, đài, báo chưa xác nhận lượt phát sóng, bài đăng nào theo {wording.cite(view.plan)}.",))
        ]
    found: list[Block] = [Text(_ordered(view.told)), Text(_done(view))]
    rest = (_presumed(line), _ahead(line), _lost(line), *_money(line), _compared(view))
    found += [Text(told) for told in rest if told]
    found += _table("Kết quả theo từng đài, báo như sau:", OUTLETS, view.told.outlets, line)
    found += _table("Kết quả theo từng nội dung tuyên truyền như sau:", THEMES, view.told.themes, line)
    return [*found, *_halves(view), *strands.blocks(view.rhythms)]


def done(line: Line) -> Amount:
    """What counts as done: went out or was made good, by evidence. Silence taken for a yes is told apart."""
    return line.payable


def _figure(number: int, what: str, source: Source, measure: str) -> Sentence:
    return (Told(wording.grouped(number), source, measure), f" {what}")


def volume(amount: Amount, source: Source = Source.LEDGER) -> Sentence:
    """``2 giờ 5 phút phát sóng và 3 bài``; what there is nothing of is left out."""
    parts: list[Sentence] = []
    if amount.seconds:
        parts.append((Told(_length(amount.seconds), source, "seconds"), " phát sóng"))
    if amount.articles:
        parts.append(_figure(amount.articles, "bài", source, "articles"))
    return joined(parts, " và ")


def _length(length_s: int) -> str:
    """``2 giờ 5 phút`` with each number on the line of its unit."""
    return re.sub(r"(?<=\d) ", wording.NO_BREAK, wording.duration(length_s))


def _ordered(told: Stretch) -> Sentence:
    line = told.whole
    articles = line.ordered.articles
    spots = line.spots - articles
    who = told.outlets[0].name if len(told.outlets) == 1 else "các đài, báo"
    parts: list[Sentence] = []
    if spots:
        parts.append((
            *_figure(spots, "lượt phát sóng", Source.LEDGER, "seconds"), " với ",
            "" if spots == 1 else "tổng ", "thời lượng ",
            Told(_length(line.ordered.seconds), Source.LEDGER, "seconds"),
        ))  # fmt: skip
    if articles:
        parts.append(_figure(articles, "bài đăng", Source.LEDGER, "articles"))
    return (f"Trong kỳ, {who} đã xác nhận ", *joined(parts, " và "), ".")


def _done(view: ReportView) -> Sentence:
    line = view.told.whole
    out, parts = done(line), []
    if line.ordered.seconds:
        parts.append(_broadcast(out.seconds, line.ordered.seconds))
    if line.ordered.articles:
        parts.append(_published(out.articles, line.ordered.articles))
    known = wording.date_full(view.given.dated)
    return (f"Tính đến {known}, theo minh chứng của đài, báo: ", *joined(parts, "; "), ".")


def _broadcast(out: int, ordered: int) -> Sentence:
    if not out:
        return ("chưa có thời lượng phát sóng nào được xác nhận là đã phát",)
    length = Told(_length(out), Source.LEDGER, "seconds")
    if out == ordered:
        return ("đã phát đủ ", length, ", đạt ", Told("100%", Source.LEDGER, "seconds"))
    return ("đã phát ", length, ", đạt ", Told(f"{percent(out, ordered)}%", Source.LEDGER, "seconds"))


def _published(out: int, ordered: int) -> Sentence:
    if not out:
        return ("chưa có bài nào được xác nhận là đã đăng",)
    many = Told(wording.grouped(out), Source.LEDGER, "articles")
    if out == ordered:
        whole: tuple[Piece, ...] = ("đã đăng ", many, " bài") if out == 1 else ("đã đăng đủ ", many, " bài")
        return (*whole, ", đạt ", Told("100%", Source.LEDGER, "articles"))
    return ("đã đăng ", many, " bài, đạt ", Told(f"{percent(out, ordered)}%", Source.LEDGER, "articles"))


def percent(part: int, whole: int) -> str:
    """``94,4``, rounded down so that only all of it is 100; ``0`` and ``100`` without decimals; ``-`` of nothing."""
    if not whole:
        return "-"
    tenths = part * 1000 // whole
    return str(tenths // 10) if tenths in {0, 1000} else wording.decimal(Fraction(tenths, 10), 1)


def _presumed(line: Line) -> Sentence:
    if not line.presumed:
        return ()
    return (
        "Ngoài ra còn ",
        *volume(line.presumed),
        " được coi như đã phát, đăng theo thỏa thuận nhưng chưa có minh chứng nên chưa tính vào kết quả trên.",
    )


def _ahead(line: Line) -> Sentence:
    if not line.ahead:
        return ()
    return ("Còn ", *volume(line.ahead), " chưa đến lịch hoặc chưa có thông tin của đài, báo.")


def _lost(line: Line) -> Sentence:
    """What did not go out as agreed, and what came of it."""
    lost = line.owed + line.made_good + line.credited + line.waived
    if not lost:
        return () if line.ahead == line.ordered else ("Không có lượt phát sóng, bài đăng nào bị lỡ hoặc phát thiếu.",)
    ends = (
        ("đã bù ", line.made_good), ("đã giảm trừ khi thanh toán ", line.credited),
        ("đã thống nhất không phải bù ", line.waived), ("còn phải bù ", line.owed),
    )  # fmt: skip
    told: list[Sentence] = [(words, *volume(amount)) for words, amount in ends if amount.seconds or amount.articles]
    close = "" if line.owed.seconds or line.owed.articles else "; không còn nợ"
    return ("Bị lỡ hoặc phát thiếu ", *volume(lost), ": ", *joined(told, "; "), close, ".")


def _money(line: Line) -> list[Sentence]:
    if line.unpriced == line.spots:
        return [("Các lượt trong kỳ chưa thống nhất đơn giá nên báo cáo chưa nêu giá trị.",)]
    out = done(line).vnd
    found: list[Sentence] = [("Giá trị theo đơn giá đã thống nhất là ", *_vnd(line.ordered.vnd), ".")]
    if out == line.ordered.vnd:
        found.append(("Toàn bộ giá trị trên đã có minh chứng thực hiện.",))
    elif out:
        found.append(("Giá trị phần đã có minh chứng thực hiện là ", *_vnd(out), "."))
    else:
        found.append(("Chưa có phần giá trị nào có minh chứng thực hiện.",))
    if line.unpriced:
        many = Told(wording.grouped(line.unpriced), Source.LEDGER, "vnd")
        found.append(("Còn ", many, " lượt chưa thống nhất đơn giá nên chưa tính vào giá trị trên."))
    return [joined(found, " ")]


def _vnd(amount: int) -> Sentence:
    said = Told(wording.money(amount), Source.LEDGER, "vnd")
    return (said, f" (bằng chữ: {wording.money_in_words(amount)})")


def _compared(view: ReportView) -> Sentence:
    """Rises and falls against the same period a year before, where that is known."""
    if view.before is None or not view.before.whole.spots:
        return ()
    year, now, then = view.year - 1, done(view.told.whole), done(view.before.whole)
    parts: list[Sentence] = []
    if now.seconds or then.seconds:
        parts.append(("thời lượng phát sóng ", *_change(now.seconds, then.seconds, "seconds")))
    if now.articles or then.articles:
        parts.append(("số bài đăng ", *_change(now.articles, then.articles, "articles")))
    if not parts:
        return ()
    return (f"So với cùng kỳ năm {year}, ", *joined(parts, "; "), ".")


def _change(now: int, then: int, measure: str) -> Sentence:
    def said(units: int, source: Source) -> Told:
        told = _length(units) if measure == "seconds" else f"{wording.grouped(units)} bài"
        return Told(told, source, measure)

    if now == then:
        return ("không đổi (", said(then, Source.BEFORE), ")")
    if not then:
        return ("tăng ", said(now, Source.LEDGER), " (cùng kỳ chưa có)")
    verb = "tăng " if now > then else "giảm "
    share = percent(abs(now - then), then)
    return (verb, said(abs(now - then), Source.BEFORE), f" ({share}%; cùng kỳ ", said(then, Source.BEFORE), ")")


def _table(lead: str, form: TableForm, sums: tuple[Sum, ...], whole: Line) -> list[Block]:
    rows = tuple(((str(place),), (one.name,), *_cells(one.line)) for place, one in enumerate(sums, 1))
    return [Text((lead,), keep=True), Table(form, rows, (("Tổng cộng",), *_cells(whole)))]


def _cells(line: Line) -> tuple[Sentence, ...]:
    ordered, out = line.ordered, done(line)
    return (
        _cell(wording.duration(ordered.seconds) if ordered.seconds else "-", "seconds"),
        _cell(wording.duration(out.seconds) if ordered.seconds else "-", "seconds"),
        _cell(percent(out.seconds, ordered.seconds), "seconds"),
        _cell(wording.grouped(ordered.articles) if ordered.articles else "-", "articles"),
        _cell(wording.grouped(out.articles) if ordered.articles else "-", "articles"),
        _cell(percent(out.articles, ordered.articles), "articles"),
    )  # fmt: skip


def _cell(words: str, measure: str, source: Source = Source.LEDGER) -> Sentence:
    return (words,) if words == "-" else (Told(words, source, measure),)


def _halves(view: ReportView) -> list[Block]:
    """In a year's report the figures of the six months, shown again beside the rest of the year."""
    if view.part is not Part.YEAR or view.first_half is None or view.second_half is None:
        return []
    first, second = view.first_half, view.second_half
    lines = ((first.whole, Source.FIRST_HALF), (second.whole, Source.SECOND_HALF), (view.told.whole, Source.LEDGER))
    rows: list[tuple[Sentence, ...]] = []
    for words, measure, amount_of in (
        ("Thời lượng đã đặt", "seconds", lambda line: line.ordered), ("Thời lượng thực hiện", "seconds", done),
        ("Bài đã đặt", "articles", lambda line: line.ordered), ("Bài đã đăng", "articles", done),
    ):  # fmt: skip
        if getattr(view.told.whole.ordered, measure):
            rows.append(((words,), *(_told(amount_of(line), measure, source) for line, source in lines)))
    lead = (
        f"Trong đó 6 tháng đầu năm tính đến hết {wording.date_full(first.period.last_day)}, 6 tháng cuối năm tính từ "
        f"{wording.date_full(second.period.starts_on)}:"
    )  # fmt: skip
    told: list[Block] = [Text((lead,), keep=True), Table(HALVES, tuple(rows))]
    return told + ([Text(apart)] if (apart := _corrected(view)) else [])


def _corrected(view: ReportView) -> Sentence:
    """What evidence has changed since the six months were reported, so that the two reports do not contradict."""
    if view.issued_half is None or view.first_half is None:
        return ()
    then, now = done(view.issued_half.told.whole), done(view.first_half.whole)
    if (then.seconds, then.articles) == (now.seconds, now.articles):
        return ()
    opens = f"Báo cáo số {view.issued_half.number} {wording.date_full(view.issued_half.dated)} đã nêu kết quả 6 tháng "
    nothing = ("chưa có lượt nào",)
    return (
        f"{opens}đầu năm là ", *(volume(then, Source.ISSUED) or nothing), "; theo minh chứng đến nay là ",
        *(volume(now, Source.FIRST_HALF) or nothing), ".",
    )  # fmt: skip


def _told(amount: Amount, measure: str, source: Source) -> Sentence:
    units = getattr(amount, measure)
    words = wording.duration(units) if measure == "seconds" else wording.grouped(units)
    return _cell(words, measure, source)
