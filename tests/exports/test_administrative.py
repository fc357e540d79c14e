"""The common layout, held against Decree 30/2020: page, faces, header, tables, sign-off, container."""

import io
import tempfile
import zipfile
from datetime import date

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from exports.administrative import About, Align, Column, Head, Paper, Signature, TableForm, digest
from exports.administrative.archive import Shelf
from exports.administrative.letters import widest_line_pt, width_pt

ABOUT = About("Về việc thử", "Kế hoạch", "Sở Tư pháp", date(2017, 3, 6))
HEAD = Head("UBND tỉnh Bình Phước", "Sở Tư pháp", "Số: 05/TB-STP", "Bình Phước, ngày 06 tháng 3 năm 2017")
FORM = TableForm(
    "Bảng thử",
    "Ba cột và dòng tổng.",
    (Column("STT", 12, Align.CENTRE), Column("Việc", 0), Column("Số tiền (đồng)", 40, Align.FIGURE)),
    total_from=2,
)
LEADER = Signature(("KT. Giám đốc", "Phó Giám đốc"), "Lê Thị Minh Hạnh")


def whole(*, landscape: bool = False, rows: int = 3) -> bytes:
    """A paper with every block that the layout knows."""
    paper = Paper(landscape=landscape).head(HEAD).name("Thông báo", "Lịch phát sóng tháng 3")
    paper.addressees(["Đài A", "Báo B"]).grounds(["Căn cứ Luật X", "Căn cứ Nghị định Y"])
    paper.heading(1, "I. Mục một").heading(2, "1. Mục nhỏ").heading(3, "a) Ý").text("Một.\nHai.").items(["ba", "bốn"])
    paper.table(FORM, [(str(n), "Việc\nhai dòng", "1.000") for n in range(1, rows + 1)], total=("Cộng", f"{rows}.000"))
    paper.table(FORM, [("1", "x & y <z> 100%", "0")], keep=True).text("Xong./.", keep=True)
    return paper.sign_off(["Như trên", "Lưu: VT"], LEADER).signatures([LEADER, LEADER]).as_bytes(ABOUT)


def document(paper: bytes):
    return Document(io.BytesIO(paper))


def audit(paper: bytes) -> list[object]:
    with tempfile.NamedTemporaryFile(suffix=".docx") as kept:
        kept.write(paper)
        kept.flush()
        return list(OpenXmlValidator().validate(kept.name).errors)


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("rows", [0, 1, 80])
def test_every_block_is_valid_either_way_up(landscape, rows):
    assert audit(whole(landscape=landscape, rows=rows)) == []


@pytest.mark.parametrize("landscape", [False, True])
def test_the_page_is_a4_with_the_decrees_margins_and_numbers_from_the_second_page(landscape):
    section = document(whole(landscape=landscape)).sections[0]

    size = (round(section.page_width.mm), round(section.page_height.mm))
    assert size == ((297, 210) if landscape else (210, 297))
    assert (section.orientation == WD_ORIENT.LANDSCAPE) is landscape
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in margins] == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    number = section.header.paragraphs[0]
    assert [code.text for code in number._p.iter(qn("w:instrText"))] == [" PAGE "]
    assert number.style.name == "Header"


def test_one_face_in_all_four_slots_black_vietnamese_and_no_theme():
    with zipfile.ZipFile(io.BytesIO(whole())) as parts:
        styles = parts.read("word/styles.xml").decode()
        texts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("word/")]

    assert all(f'w:{slot}="Times New Roman"' in styles for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    assert styles.count("<w:rFonts") == 1
    assert 'w:lang w:val="vi-VN"' in styles
    assert not any("asciiTheme" in text or "themeColor" in text for text in texts)
    assert {text.split('w:color w:val="')[1][:6] for text in texts if 'w:color w:val="' in text} == {"000000"}
    assert not any("<w:u " in text for text in texts)  # rules are drawn, never underlined


def test_headings_are_styles_with_levels_and_capitals():
    told = [(line.style.name, line.text) for line in document(whole()).paragraphs if "Heading" in line.style.name]

    assert told == [("Heading 1", "I. MỤC MỘT"), ("Heading 2", "1. Mục nhỏ"), ("Heading 3", "a) Ý")]


@pytest.mark.parametrize("landscape", [False, True])
def test_data_tables_repeat_their_heading_keep_rows_whole_and_fill_the_width(landscape):
    paper = document(whole(landscape=landscape))
    section = paper.sections[0]
    room = Emu(section.page_width - section.left_margin - section.right_margin)
    for table in paper.tables:
        data = table._tbl.tblPr.find(qn("w:tblCaption")) is not None
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert abs(sum(widths) - room.twips) <= 1
        assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [
            data and place == 0 for place in range(len(table.rows))
        ]
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert (table._tbl.tblPr.find(qn("w:tblStyle")) is not None) is data


def test_text_and_figures_come_back_as_given():
    table = document(whole(rows=1)).tables[1]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["STT", "Việc", "Số tiền (đồng)"],
        ["1", "Việc\nhai dòng", "1.000"],
        ["Cộng", "Cộng", "1.000"],
    ]
    assert [cell.paragraphs[0].style.name for cell in table.rows[1].cells] == [
        "Table Centre", "Table Text", "Table Figure",
    ]  # fmt: skip


def test_a_line_feed_begins_a_paragraph_like_its_own_beside_signs_that_forms_use():
    form = TableForm("Tỷ lệ %", "100%b, %s", (Column("Tỷ lệ (%)", 40, Align.CENTRE), Column("Việc\u2028%b", 0)))
    head = Head("", "Sở 100%b", "Số: 1\n%b", "Bình Phước")
    paper = Paper().head(head).heading(1, "I. Đạt 100%b").text("một %\x00%b\nhai", keep=True)
    paper.table(form, [("1\n2", "<a>\n%b"), ("3\n4", "&")], total=("Cộng\n%", "%%"), hidden=["x\ny", "100%b"])

    read = document(paper.as_bytes(ABOUT))
    texts = [(line.style.name, line.text) for line in read.paragraphs[:3]]
    assert texts == [("Heading 1", "I. ĐẠT 100%B"), ("Body Text", "một %%b"), ("Body Text", "hai")]
    assert all(line.paragraph_format.keep_with_next for line in read.paragraphs[1:3])
    assert [read.tables[0].cell(*place).text for place in ((0, 0), (1, 0))] == ["SỞ 100%B\n", "Số: 1\n%b"]
    table = read.tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
        ["1\n2x y", "<a>\n%b"], ["3\n4100%b", "&"], ["Cộng\n%", "%%"],
    ]  # fmt: skip
    styles = {line.style.name for row in table.rows[1:3] for line in row.cells[0].paragraphs}
    assert styles == {"Table Centre"}
    kept = [line.paragraph_format.keep_with_next for row in table.rows[2:] for line in row.cells[0].paragraphs]
    assert kept == [True] * 4


def test_a_row_with_a_cell_too_few_makes_no_paper():
    with pytest.raises(TypeError):
        Paper().table(FORM, [("1", "Việc")]).as_bytes(ABOUT)


def test_lists_close_with_semicolons_and_a_full_stop():
    told = [line.text for line in document(whole()).paragraphs]

    assert told[5:9] == ["- Đài A;", "- Báo B.", "Căn cứ Luật X;", "Căn cứ Nghị định Y."]
    assert [line for line in told if line.startswith("- b")] == ["- ba;", "- bốn."]


def test_a_letter_has_its_subject_under_its_number_and_one_addressee_on_the_line():
    head = Head("", "Sở Tư pháp", "Số: 642/STP-KSTTHC", "Bình Phước, ngày 16 tháng 6 năm 2017", "đôn đốc báo cáo")
    paper = Paper().head(head).addressees(["Sở Giao thông vận tải"]).text("Xong./.").as_bytes(ABOUT)

    cells = [[line.text for line in cell.paragraphs] for row in document(paper).tables[0].rows for cell in row.cells]
    assert cells[0] == ["SỞ TƯ PHÁP", ""]
    assert cells[2] == ["Số: 642/STP-KSTTHC", "V/v đôn đốc báo cáo"]
    assert [line.text for line in document(paper).paragraphs][:2] == ["", "Kính gửi: Sở Giao thông vận tải."]
    assert audit(paper) == []


def test_the_sign_off_takes_the_last_sentence_with_it():
    paper = Paper().text("Xong./.", keep=True).sign_off(["Lưu: VT"], LEADER).as_bytes(ABOUT)

    body = document(paper)
    assert body.paragraphs[0].paragraph_format.keep_with_next
    block = body.tables[0].rows[0]
    assert block._tr.trPr.find(qn("w:cantSplit")) is not None
    assert [line.text for line in block.cells[1].paragraphs] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "Lê Thị Minh Hạnh"]


@pytest.mark.parametrize("agency", ["Sở Tư pháp", "Văn phòng Ủy ban nhân dân huyện Bù Gia Mập tỉnh Bình Phước", "A"])
def test_the_rules_are_as_long_as_the_decree_asks(agency):
    paper = document(Paper().head(Head("", agency, "Số: 1", "")).as_bytes(ABOUT))

    for column, text, size, least, most in (
        (0, agency.upper(), 12, 1 / 3, 1 / 2),
        (1, "Độc lập - Tự do - Hạnh phúc", 13, 0.99, 1.01),
    ):
        cell = paper.tables[0].cell(0, column)
        rule = cell.paragraphs[-1].paragraph_format
        room = Mm(66 if column == 0 else 99).pt
        drawn = room - rule.left_indent.pt - rule.right_indent.pt
        wide = widest_line_pt(text, size, room)
        assert least - 0.02 <= drawn / wide <= most + 0.02


@given(st.text("ABCĐƠƯabcđơư -", max_size=30), st.text("ABCĐƠƯabcđơư -", max_size=30))
def test_widths_add_up_and_tone_marks_weigh_nothing(left, right):
    assert width_pt(left + right, 13) == pytest.approx(width_pt(left, 13) + width_pt(right, 13))
    assert width_pt("ẤỆỰỜ", 12) == pytest.approx(width_pt("AEƯƠ", 12))


def test_a_known_line_is_as_wide_as_it_prints():
    assert width_pt("Độc lập - Tự do - Hạnh phúc", 13) == pytest.approx(159.14, abs=0.01)
    assert widest_line_pt("một hai ba", 12, 10_000) == pytest.approx(width_pt("một hai ba", 12))
    assert widest_line_pt("một hai ba", 12, width_pt("một hai", 12) + 0.1) == pytest.approx(width_pt("một hai", 12))


names = st.text("abc/.xml", min_size=1, max_size=12)
parts = st.dictionaries(names, st.binary(max_size=300), max_size=5)


@given(parts, parts)
def test_an_archive_gives_back_its_parts_in_order_and_has_no_clock(fixed, changing):
    changing = {name: data for name, data in changing.items() if name not in fixed}
    made = Shelf.of(fixed).archive(changing.items())

    with zipfile.ZipFile(io.BytesIO(made)) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist()} == fixed | changing
        assert read.namelist() == [*fixed, *changing]
        for member in read.infolist():
            facts = (member.date_time, member.create_system, member.external_attr, member.extra)
            assert facts == ((1980, 1, 1, 0, 0, 0), 0, 0, b"")


def test_a_paper_opens_with_its_content_types_and_is_stable():
    with zipfile.ZipFile(io.BytesIO(whole())) as read:
        assert read.namelist()[0] == "[Content_Types].xml"
        assert "docProps/thumbnail.jpeg" not in read.namelist()
        assert "word/stylesWithEffects.xml" not in read.namelist()
    assert whole() == whole()


def test_a_digest_is_of_the_content_not_of_the_packing():
    stored, packed = io.BytesIO(), io.BytesIO()
    for into, how, order in ((stored, zipfile.ZIP_STORED, "ab"), (packed, zipfile.ZIP_DEFLATED, "ba")):
        with zipfile.ZipFile(into, "w", how) as archive:
            for name in order:
                archive.writestr(name, name * 100)

    assert digest(stored.getvalue()) == digest(packed.getvalue())
    assert digest(whole()) != digest(whole(rows=2))
