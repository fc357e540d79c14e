"""Word documents, honest and harmful, each opened by the real child process."""

import io
import random
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from campaigns import intake, reading
from campaigns.errors import Refused
from campaigns.reading import child, gate, numbering, package

PLAN = (Path(__file__).parent / "plans" / "ke-hoach-36-kh-ubnd-2017.txt").read_text("utf-8")
RELATIONS = "word/_rels/document.xml.rels"


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def of_lines(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return saved(document)


HONEST = of_lines("KẾ HOẠCH\nTuyên truyền năm 2017")


def repacked(data: bytes, parts: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """A package with parts put in, put in the place of its own, or changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for name in [*names, *(part for part in parts if part not in names)]:
            content = old.read(name) if name in names else b""
            change = parts.get(name, content)
            new.writestr(name, change(content) if callable(change) else change)
    return file.getvalue()


def related(kind: str, target: str) -> bytes:
    """An honest document with one more reference to elsewhere."""
    line = f'<Relationship Id="rIdX" Type="http://schemas/{kind}" Target="{target}" TargetMode="External"/>'.encode()
    return repacked(HONEST, {RELATIONS: lambda old: old.replace(b"</Relationships>", line + b"</Relationships>")})


def refused(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        reading.read_plan(data, "ke-hoach.docx")
    return caught.value


def outcome(data: bytes) -> str | Refused:
    """The text, or the refusal."""
    try:
        return reading.read_plan(data, "a.docx")
    except Refused as refusal:
        return refusal


# Honest documents


def test_a_word_plan_says_what_the_text_plan_says():
    text = reading.read_plan(of_lines(PLAN), "plan.docx")

    assert text == PLAN
    assert intake.read(text) == intake.read(PLAN)


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=40)


@given(st.lists(words, min_size=1, max_size=6))
@hypothesis_settings(max_examples=15)
def test_paragraphs_come_back_one_a_line_in_order(lines: list[str]):
    text = gate.clean("\n".join(["Kế hoạch", *lines]))

    assert gate.clean(child.read_docx(of_lines(text))) == text


def test_tables_breaks_and_text_boxes_stand_where_they_are_and_struck_out_words_do_not():
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Số: 36/KH-UBND", "Bình Phước, ngày 16 tháng 02 năm 2017"
    document.add_paragraph("một\tvà").add_run().add_break()
    changed = parse_xml(
        f"<w:p {nsdecls('w')}><w:r><w:t>giữ </w:t></w:r><w:del w:id='1'><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
        f"<w:ins w:id='2'><w:r><w:t>thêm</w:t></w:r></w:ins>"
        f"<w:sdt><w:sdtContent><w:r><w:t> ô</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    document.element.body.insert(2, changed)

    lines = reading.read_plan(saved(document), "a.docx").split("\n")

    assert lines == ["Số: 36/KH-UBND", "Bình Phước, ngày 16 tháng 02 năm 2017", "một và", "", "giữ thêm ô"]


def test_numbers_and_marks_that_word_draws_are_written_out():
    document = docx.Document()
    for style, text in [
        ("List Number", "Mục đích"), ("List Bullet", "một"), ("List Bullet 2", "sâu"), ("List Number", "Yêu cầu"),
    ]:  # fmt: skip
        document.add_paragraph(text, style=style)

    assert reading.read_plan(saved(document), "a.docx").split("\n") == ["1. Mục đích", "- một", "- sâu", "2. Yêu cầu"]


@given(st.integers(1, 3999))
def test_roman_numbers_add_up(number: int):
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    values = [worth[letter] for letter in numbering.roman(number)]

    assert number == sum(-v if any(v < later for later in values[n + 1 : n + 2]) else v for n, v in enumerate(values))


def test_letters_go_on_after_the_alphabet_as_word_counts():
    assert [numbering.letter(n) for n in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "zz", "aaa"]


def test_a_link_to_an_address_is_only_text():
    data = related("officeDocument/2006/relationships/hyperlink", "https://tinh.example/")

    assert "KẾ HOẠCH" in reading.read_plan(data, "a.docx")


# Harmful and broken ones


def test_what_a_package_may_not_hold_is_refused_by_name():
    harmful = {
        "upload.docx_macro": repacked(HONEST, {"word/vbaProject.bin": b"x"}),
        "upload.docx_embedded": repacked(HONEST, {"word/embeddings/oleObject1.bin": b"x"}),
        "upload.docx_external": related("attachedTemplate", "http://elsewhere.example/t.dotm"),
        "upload.docx_paths": repacked(HONEST, {"../evil.xml": b"x"}),
    }

    assert {code: refused(data).code for code, data in harmful.items()} == {code: code for code in harmful}


def test_other_ways_to_the_same_harm_are_refused_too():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)
    types = lambda old: old.replace(b"document.main+xml", b"document.macroEnabled.main+xml")  # noqa: E731
    assert refused(repacked(HONEST, {"word/media/image1.png": ole})).code == "upload.docx_embedded"
    assert refused(repacked(HONEST, {"[Content_Types].xml": types})).code == "upload.docx_macro"
    assert refused(related("image", "file:///etc/passwd")).code == "upload.docx_external"
    assert refused(repacked(HONEST, {"/etc/passwd": b"x"})).code == "upload.docx_paths"
    assert refused(repacked(HONEST, {"C:/a.xml": b"x"})).code == "upload.docx_paths"


def test_a_symlink_is_refused():
    file = io.BytesIO(HONEST)
    with zipfile.ZipFile(file, "a") as archive:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    assert refused(file.getvalue()).code == "upload.docx_paths"


def test_a_package_under_a_password_is_refused():
    data = bytearray(HONEST)
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1

    assert refused(bytes(data)).code == "upload.docx_encrypted"


@pytest.mark.parametrize(
    ("name", "found"), [("xl/workbook.xml", ".xlsx"), ("ppt/a.xml", ".pptx"), ("mimetype", ".odt"), ("a.txt", ".zip")]
)
def test_other_packages_are_named(name: str, found: str):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x")

    refusal = refused(file.getvalue())

    assert (refusal.code, refusal.facts) == ("upload.wrong_type", {"found": found, "name": "ke-hoach.docx"})


def test_bombs_are_refused_by_what_they_unpack_to():
    flat = b"<w:p/>" * 3_000_000
    document = repacked(HONEST, {"word/document.xml": lambda old: old.replace(b"<w:body>", b"<w:body>" + flat)})
    noise = random.Random(5).randbytes(300_000)
    padded = repacked(HONEST, {"word/media/a.bin": noise, "word/media/b.bin": bytes(package.MOST_BYTES)})
    many = repacked(HONEST, {f"word/{n}.xml": b"x" for n in range(package.MOST_ENTRIES)})

    assert len(document) < 500_000
    assert [refused(data).code for data in (document, padded, many)] == ["upload.docx_too_big"] * 3
    assert refused(HONEST + bytes(50 * 1024 * 1024)).code == "upload.too_large"


def test_a_size_that_lies_is_found_out():
    data = bytearray(repacked(HONEST, {"word/media/a.bin": b"a" * 10_000}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")

    assert refused(bytes(data)).code == "upload.docx_damaged"


def test_entities_are_neither_expanded_nor_fetched():
    laughs = b'<!DOCTYPE a [<!ENTITY b "haha"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    data = repacked(HONEST, {"word/document.xml": lambda old: old.replace(b"<w:document", laughs + b"<w:document", 1).replace(
        b"<w:t>", b"<w:t>&b;&c;", 1)})  # fmt: skip

    told = outcome(data)

    assert isinstance(told, Refused) or "root:" not in told
    assert isinstance(told, str) or told.code == "upload.docx_damaged"


@given(st.integers(0, len(HONEST) - 1), st.integers(1, 255))
@hypothesis_settings(max_examples=25)
def test_a_damaged_package_is_read_or_refused_and_never_breaks_the_reader(at: int, by: int):
    data = bytearray(HONEST)
    data[at] ^= by

    told = outcome(bytes(data))

    assert isinstance(told, str) or told.code.startswith("upload.")


def test_half_a_package_is_damaged():
    assert refused(HONEST[: len(HONEST) // 2]).code == "upload.docx_damaged"
    assert refused(repacked(HONEST, {"word/document.xml": b"<w:document"})).code == "upload.docx_damaged"


def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(child, "LONGEST_S", 0.001)

    assert refused(HONEST).code == "upload.docx_too_slow"


def test_no_secret_of_the_site_reaches_the_reader(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LICHSONG_SECRET_KEY", "x" * 48)

    assert "LICHSONG_SECRET_KEY" not in child._environment()
