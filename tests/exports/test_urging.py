"""Urging letters and lists on paper: exactly the silent units, the dates as the plan has them, valid, the same bytes."""

import hashlib
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.values.issued import Stationery
from campaigns.values.urging import LateUnit, SilentList, SilentUnit, UrgingLetter
from exports import lint, wording
from exports.urging import MOST_NAMED, display_name, file_name, period_words, silent_list, urging_letter
from tests.exports.brief_views import OFFICE, PLAN
from tests.exports.test_brief import audit, lines, tables

DAY = date(2017, 6, 15)
RECIPIENTS = ("Như trên", "Giám đốc Sở (để báo cáo)")
SILENT = (
    SilentUnit("Sở Giao thông vận tải", 2),
    SilentUnit("Ủy ban nhân dân huyện Bù Đăng", 2),
    SilentUnit("Ủy ban nhân dân thị xã Bình Long", 1),
)
LETTER = UrgingLetter(
    office=OFFICE, plan=PLAN, period="6 tháng đầu năm 2017", named_date=date(2017, 6, 15), inclusive=False,
    answer_by=date(2017, 6, 19), silent=SILENT, given=Stationery(DAY), recipients=RECIPIENTS,
)  # fmt: skip
LIST = SilentList(
    office=OFFICE, plan=PLAN, to="Ủy ban nhân dân tỉnh Bình Phước", period="6 tháng đầu năm 2017",
    named_date=date(2017, 6, 15), inclusive=False, in_time=7, late=(LateUnit("Sở Y tế", DAY, 1),), silent=SILENT,
    given=Stationery(date(2017, 6, 20)), recipients=RECIPIENTS, letter="642/STP-KSTTHC", letter_dated=DAY,
)  # fmt: skip

names = st.text(min_size=1, max_size=120).filter(wording.says)
units = st.lists(st.builds(SilentUnit, names, st.integers(0, 9)), min_size=1, max_size=40).map(tuple)


@settings(max_examples=20)
@given(units)
def test_the_letter_lists_exactly_the_silent_units_and_greets_each_while_they_are_few(silent):
    view = replace(LETTER, silent=silent)
    paper = urging_letter(view)

    assert audit(paper) == []
    rows = tables(paper)["Đơn vị chưa gửi báo cáo"][1:]
    assert [row[0] for row in rows] == [str(place) for place in range(1, len(silent) + 1)]
    assert [row[1].replace("\n", " ") for row in rows] == [
        wording.tidy(unit.name).replace("\n", " ") for unit in silent
    ]
    assert [row[3] for row in rows] == [str(unit.reminded) for unit in silent]
    assert ("có tên trong danh sách dưới đây" in "\n".join(lines(paper))) == (len(silent) > MOST_NAMED)
    assert urging_letter(view) == paper


@settings(max_examples=20)
@given(units, st.lists(st.builds(LateUnit, names, st.dates(DAY, date(2017, 12, 1)), st.integers(1, 99)), max_size=9),
       st.integers(0, 200))  # fmt: skip
def test_the_list_counts_everybody_once(silent, late, in_time):
    view = replace(LIST, silent=silent, late=tuple(late), in_time=in_time)
    paper = silent_list(view)

    assert audit(paper) == []
    told = "\n".join(lines(paper))
    assert f" {in_time + len(late) + len(silent)} cơ quan, đơn vị phải gửi báo cáo" in told
    assert not re.search(r"\b0 (?:gửi|chưa)", told.split("Danh sách chưa gửi")[0])
    assert len(tables(paper)["Đơn vị chưa gửi báo cáo"]) == len(silent) + 1


def test_what_the_silent_units_read():
    told = "\n".join(lines(urging_letter(LETTER)))

    for words in (
        "V/v đôn đốc gửi báo cáo 6 tháng đầu năm 2017 thực hiện Kế hoạch số 36/KH-UBND", "/STP-KSTTHC",
        "Kính gửi:", "- Sở Giao thông vận tải;", "- Ủy ban nhân dân thị xã Bình Long.",
        "trước ngày 15 tháng 6 năm 2017", "Đến ngày 15 tháng 6 năm 2017, Sở Tư pháp chưa nhận được",
        "chậm nhất ngày 19 tháng 6 năm 2017", "- Như trên;", "- Lưu: VT, KSTTHC.", "./.", "KT. GIÁM ĐỐC",
    ):  # fmt: skip
        assert words in told
    assert "chậm nhất ngày 15" not in told
    assert "CV" not in told


def test_the_format_check_finds_nothing():
    many = tuple(SilentUnit(f"Ủy ban nhân dân xã số {n}", n % 3) for n in range(1, 121))
    long = (SilentUnit(f"Ban Quản lý {'các dự án có tên rất dài ' * 6}tỉnh Mẫu", 1), *SILENT)
    for view in (
        LETTER,
        replace(LETTER, silent=many),
        replace(LETTER, silent=SILENT[:1]),
        replace(LETTER, silent=long),
    ):
        assert lint.findings(urging_letter(view)) == ()
    for whole in (LIST, replace(LIST, silent=many, late=())):
        assert lint.findings(silent_list(whole)) == ()


def test_one_silent_unit_is_written_to_as_one():
    told = "\n".join(lines(urging_letter(replace(LETTER, silent=SILENT[:1], given=Stationery(DAY, number=7)))))

    assert "Kính gửi: Sở Giao thông vận tải." in told
    assert "của cơ quan, đơn vị sau:" in told
    assert "Sở Tư pháp đề nghị Sở Giao thông vận tải khẩn trương" in told
    assert "Số: 07/STP-KSTTHC" in told


def test_what_the_body_above_reads():
    paper = silent_list(LIST)
    told = "\n".join(lines(paper))

    for words in (
        "BÁO CÁO", "/BC-STP", "Kính gửi: Ủy ban nhân dân tỉnh Bình Phước.",
        "Trong 11 cơ quan, đơn vị phải gửi báo cáo có 7 gửi đúng hạn, 1 gửi sau hạn, 3 chưa gửi.",
        "Công văn số 642/STP-KSTTHC ngày 15 tháng 6 năm 2017",
    ):  # fmt: skip
        assert words in told
    assert tables(paper)["Đơn vị gửi báo cáo sau hạn"][1] == ["1", "Sở Y tế", "15/6/2017", "1"]
    assert "Công văn số" not in "\n".join(lines(silent_list(replace(LIST, letter_dated=None))))


@pytest.mark.parametrize(
    ("named", "of_the_year", "words"),
    [
        (date(2017, 6, 15), (6, 12), "6 tháng đầu năm 2017"),
        (date(2017, 12, 15), (6, 12), "năm 2017"),
        (date(2017, 9, 15), (3, 6, 9, 12), "quý III năm 2017"),
        (date(2017, 5, 20), tuple(range(1, 13)), "tháng 5 năm 2017"),
        (date(2017, 2, 20), tuple(range(1, 13)), "tháng 02 năm 2017"),
        (date(2017, 10, 20), (10,), "kỳ tháng 10 năm 2017"),
    ],
)
def test_a_period_is_named_by_how_many_its_year_has(named, of_the_year, words):
    assert period_words(named, [date(2017, month, 15) for month in of_the_year]) == words


@pytest.mark.parametrize(
    ("in_time", "late", "silent", "words"),
    [
        (1_000, 1, 3, "Trong 1.004 cơ quan, đơn vị phải gửi báo cáo có 1.000 gửi đúng hạn, 1 gửi sau hạn, 3 chưa gửi."),
        (2, 0, 1, "Trong 3 cơ quan, đơn vị phải gửi báo cáo có 2 gửi đúng hạn, 1 chưa gửi."),
        (0, 1, 3, "Trong 4 cơ quan, đơn vị phải gửi báo cáo, không có đơn vị nào gửi đúng hạn; 1 gửi sau hạn, 3 chưa gửi."),
        (0, 0, 3, "Cả 3 cơ quan, đơn vị phải gửi báo cáo đều chưa gửi."),
        (0, 0, 1, "Có 1 cơ quan, đơn vị phải gửi báo cáo và chưa gửi."),
    ],
)  # fmt: skip
def test_who_is_none_of_is_said_and_not_counted(in_time, late, silent, words):
    view = replace(LIST, in_time=in_time, late=LIST.late * late, silent=SILENT[:silent])

    assert f"1. {words}" in lines(silent_list(view))


def test_files_are_named_by_date_and_period():
    assert file_name(LETTER) == "2017-06-15_don-doc_6-thang-dau-nam-2017.docx"
    assert file_name(LIST) == "2017-06-20_chua-gui-bao-cao_6-thang-dau-nam-2017.docx"
    assert display_name(LETTER) == "Công văn đôn đốc báo cáo 6 tháng đầu năm 2017.docx"


def test_another_process_makes_the_same_bytes():
    script = (
        "import hashlib\nfrom tests.exports import test_urging as t\n"
        "print(hashlib.sha256(t.urging_letter(t.LETTER) + t.silent_list(t.LIST)).hexdigest())"
    )
    here = hashlib.sha256(urging_letter(LETTER) + silent_list(LIST)).hexdigest()
    root = Path(__file__).parents[2]
    for seed, zone in (("1", "Asia/Ho_Chi_Minh"), ("2", "America/New_York")):
        told = subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)},
            cwd=root, check=True, capture_output=True, text=True,
        )  # fmt: skip
        assert told.stdout.strip() == here


@pytest.mark.skipif(
    not all(map(shutil.which, ("soffice", "pdftotext"))),
    reason="needs LibreOffice and poppler: apt-get install libreoffice-writer poppler-utils fonts-croscore",
)
def test_printed_pages_lose_no_word_repeat_the_heading_and_never_sign_alone(tmp_path):
    many = tuple(SilentUnit(f"Ủy ban nhân dân xã số {n}", n % 3) for n in range(1, 121))
    long = tuple(SilentUnit(f"Ban Quản lý {'có tên rất dài ' * 12}{n}", 3) for n in range(1, 6))
    made = {
        "letter": urging_letter(LETTER), "one": urging_letter(replace(LETTER, silent=SILENT[:1])),
        "long": urging_letter(replace(LETTER, silent=long)), "many": urging_letter(replace(LETTER, silent=many)),
        "list": silent_list(LIST), "whole": silent_list(replace(LIST, silent=many)),
    }  # fmt: skip
    for name, content in made.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    papers = [str(tmp_path / f"{name}.docx") for name in made]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *papers]
    subprocess.run(command, check=True, capture_output=True, timeout=180)

    pages = {}
    for name, content in made.items():
        command = ["pdftotext", "-layout", str(tmp_path / f"{name}.pdf"), "-"]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        pages[name] = told.split("\f")[:-1]
        assert set(re.findall(r"\w+", " ".join(lines(content)))) <= set(re.findall(r"\w+", told))
        assert "./." in pages[name][-1]
        assert "Lê Thị Minh Hạnh" in pages[name][-1]
    assert [len(pages[name]) for name in ("letter", "one", "list")] == [1, 1, 1]
    for name in ("many", "whole"):
        assert all(re.search(r"STT\s+Đơn vị", page) for page in pages[name] if "xã số" in page)
