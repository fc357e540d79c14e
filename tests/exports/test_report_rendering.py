"""Reports as a second reader prints them: nothing lost, headings repeated, the sign-off never alone, the annex apart."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from exports.report import report
from tests.exports.report_views import EMPTY, LONGEST, ORDINARY, YEAR
from tests.exports.test_brief import lines

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("soffice", "pdftotext"))),
    reason="needs LibreOffice and poppler: apt-get install libreoffice-writer poppler-utils fonts-croscore",
)
VIEWS = {"ordinary": ORDINARY, "empty": EMPTY, "year": YEAR, "longest": LONGEST}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Texts of the pages of each report."""
    folder = tmp_path_factory.mktemp("reports")
    for name, view in VIEWS.items():
        (folder / f"{name}.docx").write_bytes(report(view))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    papers = [str(folder / f"{name}.docx") for name in VIEWS]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *papers]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: _pages(folder / f"{name}.pdf") for name in VIEWS}


def _pages(pdf: Path) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    return told.stdout.split("\f")[:-1]


@pytest.mark.parametrize("name", VIEWS)
def test_every_word_is_printed_and_the_signature_is_never_alone(printed, name):
    told = Counter(re.findall(r"\w+", " ".join(printed[name])))
    wanted = Counter(re.findall(r"\w+", " ".join(lines(report(VIEWS[name])))))
    assert wanted - told == Counter()

    last_words = " ".join(VIEWS[name].office.signatory_name.split()[-2:])
    signed = next(page for page in printed[name] if last_words in page)
    assert "./." in signed


def test_pages_are_numbered_from_the_second_on_and_the_annex_by_itself(printed):
    for name, pages in printed.items():
        body = [page for page in pages if "PHỤ LỤC" not in page]
        first, *rest = ([line.strip() for line in page.splitlines() if line.strip()] for page in pages)
        assert first[0] != "1", name
        until = next((n for n, page in enumerate(pages) if page.strip().startswith("PHỤ LỤC")), len(pages))
        assert [page[0] for page in rest[: until - 1]] == [str(n) for n in range(2, until + 1)], name
        assert [page[0] for page in rest[until:]] == [str(n) for n in range(2, len(pages) - until + 1)], name
        assert body


def test_a_long_annex_repeats_its_heading_on_every_page(printed):
    pages = printed["longest"]
    annex = pages[next(n for n, page in enumerate(pages) if page.strip().startswith("PHỤ LỤC")) :]

    by_unit = next(n for n, page in enumerate(annex) if "Cộng theo cấp" in page)
    of_units = [re.search(r"STT\s+Cơ quan, đơn vị\s+Ngày gửi", page) for page in annex]
    of_levels = [re.search(r"Cấp\s+Phải báo.*Có số liệu", page) for page in annex]

    assert by_unit > 1
    assert all(of_units[:by_unit])
    assert all(of_levels[by_unit:])
