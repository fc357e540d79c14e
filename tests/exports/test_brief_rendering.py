"""Briefs as a second reader prints them: nothing lost, headings repeated, the sign-off never alone."""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from campaigns.values.papers import BriefView, Segment
from exports.brief import brief
from tests.exports.brief_views import ARTICLE, PROGRAMME, slot
from tests.exports.test_brief import lines

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("soffice", "pdftotext"))),
    reason="needs LibreOffice and poppler: apt-get install libreoffice-writer poppler-utils fonts-croscore",
)
SEGMENTS = tuple(
    Segment(f"Phần thứ {n}", 30, "Nội dung cần nói trong phần này, dài vài dòng", "Toàn cảnh, tiếng hiện trường")
    for n in range(1, 41)
)
LONG = replace(
    PROGRAMME,
    slot=slot(duration_s=1200, title="Chương trình rất dài " * 8, outlet="Đài có tên rất dài " * 6),
    details=replace(PROGRAMME.details, running_order=SEGMENTS, people=("Người có chức danh rất dài " * 12,)),
    office=replace(PROGRAMME.office, agency="Văn phòng Ủy ban nhân dân huyện vùng sâu có tên dài " * 2),
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Texts of the pages of each brief."""
    folder = tmp_path_factory.mktemp("briefs")
    views: dict[str, BriefView] = {"programme": PROGRAMME, "article": ARTICLE, "long": LONG}
    for name, view in views.items():
        (folder / f"{name}.docx").write_bytes(brief(view))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    papers = [str(folder / f"{name}.docx") for name in views]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *papers]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: _pages(folder / f"{name}.pdf") for name in views}


def _pages(pdf: Path) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    return told.stdout.split("\f")[:-1]


@pytest.mark.parametrize(("name", "view"), [("programme", PROGRAMME), ("article", ARTICLE), ("long", LONG)])
def test_every_word_is_printed(printed, name, view):
    told = Counter(re.findall(r"\w+", " ".join(printed[name])))
    wanted = Counter(re.findall(r"\w+", " ".join(lines(brief(view)))))

    assert wanted - told == Counter()


def test_an_ordinary_brief_takes_two_pages_and_numbers_the_second(printed):
    for name in ("programme", "article"):
        assert len(printed[name]) == 2
        first, second = ([line.strip() for line in page.splitlines() if line.strip()] for page in printed[name])
        assert first[0].startswith("UBND TỈNH BÌNH PHƯỚC")
        assert second[0] == "2"


def test_a_long_table_repeats_its_heading_on_every_page(printed):
    pages = printed["long"]

    assert len(pages) > 4
    for page in pages:
        if re.search(r"Phần thứ|Tổng cộng", page):
            assert re.search(r"STT\s+Phần\s+Nội dung", page)


def test_the_signature_is_never_alone(printed):
    for pages in printed.values():
        assert "./." in pages[-1]
        assert "Lê Thị Minh Hạnh" in pages[-1]
        assert pages[-1].index("./.") < pages[-1].index("KT. GIÁM ĐỐC")
