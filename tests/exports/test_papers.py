"""Each kind of paper for an ordinary month, an empty one and the longest names: valid, in order, the same everywhere."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table

from campaigns.errors import Refused
from exports import bundle, lint, transcript
from tests.conftest import ROOT, lacking
from tests.exports.paper_views import VIEWS, all_made
from tests.exports.test_brief import audit

MADE = all_made()
KINDS = {
    "brief",
    "outline",
    "schedule",
    "programme",
    "estimate",
    "submission",
    "report",
    "year",
    "letter",
    "list",
    "minutes",
}
ORDINARY = [MADE[f"{kind}-ordinary"] for kind in VIEWS]
PRINT_COPY = bundle.merged(ORDINARY, title="Văn bản tháng 3 năm 2017", dated=date(2017, 3, 1))
PRINTED = {**MADE, "print-copy": PRINT_COPY}
AGAIN = (
    "import hashlib, json; from tests.exports.test_papers import PRINTED; "
    "print(json.dumps({name: hashlib.sha256(made).hexdigest() for name, made in PRINTED.items()}))"
)


def by_python_docx(paper: bytes) -> list[str]:
    """What a second reader finds, as ``transcript.lines`` tells it."""
    told: list[str] = []
    for block in Document(io.BytesIO(paper)).iter_inner_content():
        if not isinstance(block, Table):
            told.append(block.text)
            continue
        for row in block.rows:
            cells = list(dict.fromkeys(cell._tc for cell in row.cells))
            texts = [
                [p.text for p in cell.paragraphs]
                for cell in row.cells
                if cell._tc in cells and (cells.remove(cell._tc) or True)
            ]
            told += [line for cell in texts for line in cell]
    return [text for text in told if text]


def test_every_kind_is_looked_at_with_ordinary_empty_and_longest_data():
    assert set(VIEWS) == KINDS
    assert all({"ordinary", "empty" if kind != "letter" else "one", "longest"} <= set(VIEWS[kind]) for kind in KINDS)


@pytest.mark.parametrize("name", PRINTED)
def test_each_is_valid_and_in_order(name):
    assert audit(PRINTED[name]) == []
    assert lint.findings(PRINTED[name]) == ()


@pytest.mark.parametrize("name", MADE)
def test_nothing_is_counted_as_none(name):
    told = "\n".join(transcript.lines(MADE[name]))

    assert re.findall(r"(?<![\d.,:])0 (?:cơ quan|đơn vị|dòng|lượt|bài|gửi|giây)[^|/]*", told) == []


@pytest.mark.parametrize("name", PRINTED)
def test_a_second_reader_finds_the_same_text(name):
    ours: list[str] = []
    for block in transcript.transcript(PRINTED[name]):
        if isinstance(block, transcript.Line):
            ours.append(block.text)
        else:
            ours += [line.text for row in block.rows for cell in row for line in cell]

    assert by_python_docx(PRINTED[name]) == ours


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Ho_Chi_Minh"), ("2", "America/New_York")])
def test_each_is_the_same_in_another_process(seed, zone):
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    told = subprocess.run([sys.executable, "-c", AGAIN], cwd=ROOT, env=env, capture_output=True, text=True, check=True)

    assert json.loads(told.stdout) == {name: hashlib.sha256(made).hexdigest() for name, made in PRINTED.items()}


def test_a_print_copy_is_all_of_them_one_after_the_other_each_counting_its_own_pages():
    papers = list(MADE.values())
    annexed = sum(len(Document(io.BytesIO(paper)).sections) - 1 for paper in papers)

    whole = bundle.merged(papers, title="Văn bản tháng 3 năm 2017", dated=date(2017, 3, 1))

    assert audit(whole) == []
    assert transcript.lines(whole) == [line for paper in papers for line in transcript.lines(paper)]
    sections = Document(io.BytesIO(whole)).sections
    assert len(sections) == len(papers) + annexed
    assert all(section.different_first_page_header_footer for section in sections)
    text = zipfile.ZipFile(io.BytesIO(whole)).read("word/document.xml").decode()
    assert text.count('<w:pgNumType w:start="1"/>') == len(papers) + annexed
    assert {section.orientation for section in sections} == {0, 1}
    assert whole == bundle.merged(papers, title="Văn bản tháng 3 năm 2017", dated=date(2017, 3, 1))


def test_a_bundle_holds_all_of_them_as_they_are_by_name_with_names_in_any_script():
    files = [(f"{name} số {place}.docx", made) for place, (name, made) in enumerate(MADE.items())] + [("a.docx", b"")]

    whole = bundle.zipped(reversed(files))

    assert whole == bundle.zipped(files)
    with zipfile.ZipFile(io.BytesIO(whole)) as read:
        assert read.testzip() is None
        assert [(name, read.read(name)) for name in read.namelist()] == sorted(files)
        assert {member.date_time for member in read.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_paper_of_another_base_is_not_merged():
    saved = io.BytesIO()
    Document().save(saved)
    with pytest.raises((Refused, KeyError), match=r"papers.not_alike|header1"):
        bundle.merged([saved.getvalue()], title="x", dated=date(2017, 3, 1))


def test_every_paper_has_pages_in_libreoffice(tmp_path: Path):
    if (office := shutil.which("soffice")) is None:
        lacking("LibreOffice", "apt-get install libreoffice-writer")
    for name, made in PRINTED.items():
        (tmp_path / f"{name}.docx").write_bytes(made)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [str(office), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, sorted(tmp_path.glob("*.docx")))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip

    pages = {file.stem: _pages(file) for file in tmp_path.glob("*.pdf")}
    assert set(pages) == set(PRINTED)
    for name, made in PRINTED.items():
        printed = Counter(re.findall(r"\w+", " ".join(pages[name])))
        assert Counter(re.findall(r"\w+", " ".join(transcript.lines(made)))) - printed == Counter(), name
    for name in MADE:
        closed = next(page for page in pages[name] if "./." in page)
        for title in set(re.findall(r"KT\. GIÁM ĐỐC|Nơi nhận:|ĐẠI DIỆN BÊN B", " ".join(pages[name]))):
            assert title in closed, (name, title)


def _pages(pdf: Path) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    return told.stdout.split("\f")[:-1]
