"""The format check: nothing on our own papers, each planted fault on them, and sense about papers from elsewhere."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm, Pt, RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.errors import Refused
from campaigns.values.issued import Stationery
from exports import lint, wording
from exports.acceptance import acceptance_minutes
from exports.brief import brief
from exports.estimate import annex
from exports.lint.amounts import number_of
from exports.lint.tables import written
from exports.schedule import ScheduleView, schedule
from exports.submission import submission
from tests.exports.brief_views import ARTICLE, OFFICE, PLAN, PROGRAMME, slot
from tests.exports.test_acceptance import MINUTES
from tests.exports.test_estimate import NOON, PAPER, SHEET

SCHEDULE = ScheduleView(OFFICE, PLAN, "2017-03", (slot(),), Stationery(date(2017, 3, 6), 5), ("Báo Bình Phước",))
OURS = {
    "brief": brief(PROGRAMME),
    "outline": brief(ARTICLE),
    "schedule": schedule(SCHEDULE),
    "minutes": acceptance_minutes(MINUTES),
    "estimate": annex(SHEET),
    "submission": submission(PAPER),
}
MAIN, STYLES = "word/document.xml", "word/styles.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NUMBER, BRIEF, MINUTES_, ANNEX = "schedule", "brief", "minutes", "estimate"


def codes(content: bytes) -> set[str]:
    return {one.code for one in lint.findings(content)}


def _part(content: bytes, part: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(part).decode()


def altered(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The same file with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, change(data.decode()).encode() if name == part else data)
    return out.getvalue()


def swap(old: str, new: str, times: int = 1) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, times)

    return change


def sub(pattern: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        made, times = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
        assert times == 1, pattern
        return made

    return change


@pytest.mark.parametrize("name", OURS)
def test_nothing_is_found_on_papers_of_ours(name):
    assert lint.findings(OURS[name]) == ()


PLANTED = {
    "margin of 20 mm on the left": ("page.margin", BRIEF, MAIN, sub(r'w:left="1701"', 'w:left="1134"')),
    "letter paper": ("page.size", BRIEF, MAIN, sub(r'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
    "page number on page 1": ("page.number_on_first", BRIEF, MAIN, swap("<w:titlePg/>", "")),
    "page number at the left": ("page.number_not_centred", BRIEF, STYLES, sub(r'(w:styleId="Header">.*?)<w:jc w:val="center"/>', r'\1<w:jc w:val="left"/>')),
    "theme font on a heading": ("type.theme_font", BRIEF, STYLES, sub(r'(w:styleId="Heading1">.*?)<w:b/>', r'\1<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/><w:b/>')),
    "another face in one slot": ("type.face", BRIEF, MAIN, sub(r"<w:r><w:t>", '<w:r><w:rPr><w:rFonts w:cs="Arial"/></w:rPr><w:t>')),
    "a colour": ("type.colour", BRIEF, MAIN, sub(r"<w:r><w:t>", '<w:r><w:rPr><w:color w:val="C00000"/></w:rPr><w:t>')),
    "underlined": ("type.underline", BRIEF, MAIN, sub(r"<w:r><w:t>", '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>')),
    "small print": ("type.size", BRIEF, MAIN, sub(r"<w:r><w:t>", '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t>')),
    "zero before month 3": ("date.month_with_zero", BRIEF, MAIN, swap("ngày 06 tháng 3 năm", "ngày 06 tháng 03 năm")),
    "no zero before month 2": ("date.month_without_zero", BRIEF, MAIN, swap("tháng 02 năm", "tháng 2 năm")),
    "no zero before day 6": ("date.day_without_zero", BRIEF, MAIN, swap("ngày 06 tháng 3 năm", "ngày 6 tháng 3 năm")),
    "the wrong weekday": ("date.weekday", BRIEF, MAIN, swap("thứ Năm, 16/3/2017", "thứ Sáu, 16/3/2017")),
    "CV in the symbol": ("head.symbol_cv", NUMBER, MAIN, swap("05/TB-STP", "05/CV-STP")),
    "spaces in the number": ("head.number_spaces", NUMBER, MAIN, swap("05/TB-STP", "05 /TB - STP")),
    "no zero before number 5": ("head.number_zero", NUMBER, MAIN, swap("05/TB-STP", "5/TB-STP")),
    "symbol of another type": ("head.symbol_type", NUMBER, MAIN, swap("05/TB-STP", "05/BC-STP")),
    "motto without spaces": ("head.motto_words", NUMBER, MAIN, swap("Độc lập - Tự do - Hạnh phúc", "Độc lập-Tự do-Hạnh phúc")),
    "no motto": ("head.no_motto", NUMBER, MAIN, swap("Độc lập - Tự do - Hạnh phúc", "Kính gửi")),
    "heading that does not repeat": ("table.no_repeat", BRIEF, MAIN, swap("<w:tblHeader/>", "")),
    "row that splits": ("table.row_splits", NUMBER, MAIN, lambda text: "".join(text.rsplit("<w:cantSplit/>", 2)[:2]) + text.rsplit("<w:cantSplit/>", 2)[2]),
    "wrong sum": ("table.sum", MINUTES_, MAIN, swap("<w:t>1.800.000</w:t>", "<w:t>1.900.000</w:t>")),
    "wrong amount in words": ("amount.differs", MINUTES_, MAIN, swap("Một triệu tám trăm nghìn", "Một triệu tám trăm linh một nghìn")),
    "unreadable amount in words": ("amount.unreadable", MINUTES_, MAIN, swap("Một triệu tám trăm nghìn", "Hai triệu rưỡi")),
    "loose marks": ("text.not_nfc", BRIEF, MAIN, swap("Thông điệp", "Thông đie\u0323\u0302p")),
    "double space": ("text.double_space", BRIEF, MAIN, swap("hồ sơ đất đai", "hồ  sơ đất đai")),
    "straight quotes": ("text.straight_quotes", BRIEF, MAIN, swap("hồ sơ đất đai", '"hồ sơ" đất đai')),
    "a placeholder": ("text.placeholder", BRIEF, MAIN, swap("hồ sơ đất đai", "{{ho_so}}")),
    "None": ("text.placeholder", BRIEF, MAIN, swap("hồ sơ đất đai", "None")),
    "the newer tone marks": ("text.tone_marks", BRIEF, MAIN, swap("hồ sơ đất đai", "uỷ quyền")),
    "no end mark": ("close.no_end_mark", BRIEF, MAIN, swap("./.", ".")),
    "no recipients": ("close.no_recipients", BRIEF, MAIN, swap("Nơi nhận:", "Gửi:")),
    "no archive": ("close.no_archive", BRIEF, MAIN, swap("- Lưu: VT", "- Cất: VT")),
    "academic title": ("close.academic_title", BRIEF, MAIN, swap("Lê Thị Minh Hạnh", "ThS. Lê Thị Minh Hạnh")),
    "bold instead of a heading": ("heading.by_hand", BRIEF, MAIN, sub(r'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r>', "<w:p><w:r><w:rPr><w:b/></w:rPr>")),
    "annex title that is not bold": ("head.annex_set", ANNEX, MAIN, sub(r'<w:pStyle w:val="Title"/>', '<w:pStyle w:val="TableText"/>')),
    "annex of nothing": ("head.annex_alone", ANNEX, MAIN, swap("(Kèm theo", "(Theo")),
    "annex note that is upright": ("head.annex_attached", ANNEX, MAIN, sub(r'<w:pStyle w:val="PlaceandDate"/>', '<w:pStyle w:val="Title"/>')),
    "no title": ("file.no_title", BRIEF, "docProps/core.xml", sub(r"<dc:title>.*?</dc:title>", "")),
    "another language": ("file.language", BRIEF, STYLES, swap('w:lang w:val="vi-VN"', 'w:lang w:val="en-US"')),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_each_planted_fault_is_found(fault):
    code, name, part, change = PLANTED[fault]

    assert code in codes(altered(OURS[name], part, change))


def test_a_fault_in_many_places_is_told_once_at_the_first():
    red = altered(OURS["brief"], STYLES, swap('w:color w:val="000000"', 'w:color w:val="FF0000"', 1))

    (found,) = lint.findings(red)

    assert found.code == "type.colour"
    assert found.facts["times"] > 50


def test_a_paper_as_word_makes_it_by_itself_is_told_what_it_lacks():
    paper = Document()
    paper.add_heading("Báo cáo", 1)
    line = paper.add_paragraph(
        "Trong tháng 03 năm 2017, Sở Tư pháp đã thực hiện  công tác truyền thông trên địa bàn tỉnh."
    )
    line.runs[0].font.color.rgb = RGBColor(0xC0, 0, 0)
    line.runs[0].font.size = Pt(9)
    paper.sections[0].left_margin = Mm(20)
    saved = io.BytesIO()
    paper.save(saved)

    assert {
        "page.size", "page.margin", "page.number_missing", "head.no_state", "head.no_motto", "head.no_number", "type.theme_font", "type.colour",
        "type.size", "date.month_with_zero", "text.double_space", "close.no_end_mark", "close.no_recipients", "file.tool_comment", "file.no_creator",
    } <= codes(saved.getvalue())  # fmt: skip


def test_a_bold_that_is_inherited_counts():
    plain = altered(OURS["schedule"], STYLES, sub(r'(w:styleId="StateName">.*?)<w:b/>', r"\1"))
    assert "head.state_set" in codes(plain)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "paper.check_empty"), (b"PK\3\4 nothing", "upload.docx_damaged"), (b"x" * 100, "paper.no_word"), (b"%PDF-1.7 x", "paper.not_word"),
        (OLE + bytes(900), "paper.not_word"), (OLE + "EncryptedPackage".encode("utf-16-le"), "upload.docx_encrypted"),
    ],
)  # fmt: skip
def test_what_is_no_word_file_is_refused(content, code):
    with pytest.raises(Refused, match=code):
        lint.findings(content)


odd = st.sampled_from(["", "x", "²", "-1", "1e999", "nan", "inf", "9" * 5_000, "\N{ARABIC-INDIC DIGIT TWO}"])
set_ = sorted(set(re.findall(r" (w:[A-Za-z]+)=", "".join(_part(OURS[BRIEF], part) for part in (MAIN, STYLES)))))


@settings(max_examples=40)
@given(st.sampled_from(set_), odd, st.sampled_from([MAIN, STYLES]))
def test_no_setting_of_a_file_from_elsewhere_stops_the_check(name, value, part):
    odd_one = altered(OURS[BRIEF], part, lambda text: re.sub(f' {name}="[^"]*"', f' {name}="{value}"', text))

    assert all(one.code for one in lint.findings(odd_one))


@pytest.mark.parametrize("words", ["9" * 5_000, "1" + ".000" * 2_000, "²", "1 giờ " * 900])
def test_no_figure_stops_the_check(words):
    grown = altered(OURS[MINUTES_], MAIN, swap("600.000", words))
    told = altered(OURS[MINUTES_], MAIN, swap("Một triệu tám trăm nghìn", "chín tỷ " * 5_000))

    assert "table.sum" in codes(grown)
    assert "amount.unreadable" in codes(told)


def test_sums_are_reckoned_to_the_last_digit():
    whole = annex(replace(SHEET, estimate=replace(SHEET.estimate, lines=(
        replace(NOON, quantity=999_999, price_vnd=999_999_999_999), replace(NOON, place=2, quantity=1, price_vnd=3)))))  # fmt: skip
    total = wording.grouped(999_999 * 999_999_999_999 + 3)

    assert lint.findings(whole) == ()
    (found,) = (
        one
        for one in lint.findings(altered(whole, MAIN, swap(f"<w:t>{total}<", f"<w:t>{total[:-1]}5<")))
        if one.code == "table.sum"
    )
    assert found.facts["right"] == total


@pytest.mark.parametrize(("number", "like", "said"), [
    (5_400, "3 giờ", "1 giờ 30 phút"), (5_430, "80 phút", "90 phút 30 giây"), (Decimal("1234.5"), "1.234", "1.234,5"), (10**18, "1", "1" + ".000" * 6),
])  # fmt: skip
def test_the_right_sum_is_said_as_the_wrong_one_was(number, like, said):
    assert written(Decimal(number), like) == said


def test_entities_and_bombs_are_not_opened():
    bomb = altered(OURS["brief"], MAIN, lambda text: text.replace("<w:body>", "<w:body>" + "<w:p/>" * 3_000_000))
    entity = altered(
        OURS["brief"],
        MAIN,
        lambda text: text.replace("?>", '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 1).replace(
            "hồ sơ", "&e;", 1
        ),
    )

    with pytest.raises(Refused, match="upload.docx_too_big"):
        lint.findings(bomb)
    assert "root:" not in str(lint.findings(entity))


@given(st.integers(0, 10**15) | st.integers(0, 10**4) | st.integers(0, 10**6).map(lambda n: n * 10**6))
def test_the_check_reads_what_papers_write(number):
    assert number_of(wording.number_in_words(number)) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("một triệu không trăm linh năm nghìn đồng", 1_005_000), ("một triệu không trăm lẻ năm ngàn", 1_005_000), ("một nghìn không trăm mười lăm", 1_015),
        ("hai mươi mốt", 21), ("năm mươi lăm", 55), ("một triệu tỷ", 10**15), ("mười bốn nghìn đồng chẵn", 14_000), ("không đồng", 0),
    ],
)  # fmt: skip
def test_other_spellings_of_an_amount_are_read_too(words, number):
    assert number_of(words) == number


@pytest.mark.parametrize("words", ["hai triệu rưỡi", "năm mươi mấy", "trăm", "x"])
def test_what_says_no_number_is_none(words):
    assert number_of(words) is None


def test_every_rule_has_words():
    from web.paper_faults import SENTENCES

    source = "".join(file.read_text() for file in Path(lint.__file__).parent.glob("*.py"))
    raised = set(
        re.findall(r'"((?:page|head|type|text|date|table|amount|close|ground|heading|file)\.[a-z_]+)"', source)
    )

    assert raised == set(SENTENCES)
    assert raised >= lint.ADVICE
