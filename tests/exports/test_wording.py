"""The vocabulary of papers: what is written reads back as what was meant."""

import random
import re
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import wording
from tests.exports.brief_views import PLAN, slot

DIGITS = {
    word: value for value, word in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])
}
SIZES = {"nghìn": 10**3, "triệu": 10**6}
anything = st.text(st.characters(), max_size=80)
"""Any text at all, lone surrogates and control characters too."""


def number_of(words: str) -> int:
    """An independent reader: the number that Vietnamese words say."""
    if words.startswith("âm "):
        return -number_of(words.removeprefix("âm "))
    before, billions, after = words.rpartition("tỷ")
    if billions:
        return number_of(before.strip()) * 10**9 + number_of(after.strip())
    whole, group = 0, 0
    for word in words.split():
        if word in SIZES:
            whole, group = whole + group * SIZES[word], 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":  # the digit just added is a ten
            group += group % 10 * 9
        elif word == "mười":
            group += 10
        elif word != "linh":
            group += {"mốt": 1, "tư": 4, "lăm": 5, **DIGITS}[word]
    return whole + group


@given(st.one_of(st.integers(-(10**30), 10**30), st.integers(0, 10**12), st.integers(0, 2000)))
def test_a_number_in_words_reads_back_as_the_number(number):
    assert number_of(wording.number_in_words(number)) == number


def test_a_hundred_thousand_amounts_read_back_as_they_were():
    chance = random.Random(36)  # the same numbers in every run
    numbers = [chance.randrange(10 ** chance.randint(1, 15) + 1) for _one in range(100_000)]

    assert [number for number in numbers if number_of(wording.number_in_words(number)) != number] == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_015, "một nghìn không trăm mười lăm"),
        (523_056, "năm trăm hai mươi ba nghìn không trăm năm mươi sáu"),
        (
            1_234_567_891_011,
            "một nghìn hai trăm ba mươi tư tỷ năm trăm sáu mươi bảy triệu tám trăm chín mươi mốt nghìn không trăm mười một",
        ),
        (10**15, "một triệu tỷ"),
        (10**18, "một tỷ tỷ"),
        (-1, "âm một"),
        (-25, "âm hai mươi lăm"),
        (Decimal("1.5"), "một phẩy năm"),
        (Decimal("-21.050"), "âm hai mươi mốt phẩy không năm"),
        (
            9_007_199_254_740_993,
            "chín triệu không trăm linh bảy nghìn một trăm chín mươi chín tỷ hai trăm năm mươi tư triệu bảy trăm bốn mươi nghìn chín trăm chín mươi ba",
        ),
        *zip((21, 24, 25, 14, 11, 15, 101, 105, 110), (
            "hai mươi mốt", "hai mươi tư", "hai mươi lăm", "mười bốn", "mười một", "mười lăm", "một trăm linh một",
            "một trăm linh năm", "một trăm mười",
        ), strict=True),
    ],
)  # fmt: skip
def test_numbers_that_other_readers_get_wrong(number, words):
    assert wording.number_in_words(number) == words


@given(st.integers(1, 10**9), st.integers(0, 999))
def test_every_group_after_the_first_names_its_hundreds(front, last):
    words = wording.number_in_words(front * 1000 + last)

    assert " ".join(words.split()[-4:]).count("trăm") >= bool(last)
    assert "  " not in words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (15, "Mười lăm đồng"),
        (104, "Một trăm linh bốn đồng"),
        (1_015, "Một nghìn không trăm mười lăm đồng"),
        (523_056, "Năm trăm hai mươi ba nghìn không trăm năm mươi sáu đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (4_500_000, "Bốn triệu năm trăm nghìn đồng"),
        (21_000_024, "Hai mươi mốt triệu không trăm hai mươi tư đồng"),
        (
            1_234_007_911_000,
            "Một nghìn hai trăm ba mươi tư tỷ không trăm linh bảy triệu chín trăm mười một nghìn đồng",
        ),
        (10**15, "Một triệu tỷ đồng"),
        (10**18, "Một tỷ tỷ đồng"),
        (-25, "Âm hai mươi lăm đồng"),
    ],
)
def test_money_in_words(amount, words):
    assert wording.money_in_words(amount) == words


@given(st.integers(0, 10**7))
def test_a_duration_loses_no_second(length_s):
    units = {"giờ": 3600, "phút": 60, "giây": 1}
    told = re.findall(r"([\d.]+) (giờ|phút|giây)", wording.duration(length_s))

    assert sum(int(count.replace(".", "")) * units[unit] for count, unit in told) == length_s


def test_durations_name_only_what_there_is():
    assert [wording.duration(length_s) for length_s in (0, 35, 300, 140, 3900)] == [
        "0 giây", "35 giây", "5 phút", "2 phút 20 giây", "1 giờ 5 phút",
    ]  # fmt: skip


@given(st.integers(0, 10**6), st.integers(1, 270))
def test_a_word_budget_is_the_most_that_fits(length_s, rate):
    words = wording.syllables(length_s, rate)

    assert Fraction(words * 60, rate) <= length_s < Fraction((words + 1) * 60, rate)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_dates_pad_days_and_the_first_two_months_only(day):
    seen = re.fullmatch(r"ngày (\d\d) tháng (0[12]|[3-9]|1[0-2]) năm (\d{4})", wording.date_full(day))

    assert seen
    assert date(int(seen[3]), int(seen[2]), int(seen[1])) == day
    assert wording.date_short(day) == "/".join(seen.groups())


def test_dates_as_the_decree_writes_them():
    assert wording.date_full(date(2017, 3, 6)) == "ngày 06 tháng 3 năm 2017"
    assert wording.date_full(date(2017, 2, 16)) == "ngày 16 tháng 02 năm 2017"
    blank = wording.NO_BREAK * 6
    assert wording.date_full(date(2017, 6, 1), day_open=True) == f"ngày {blank} tháng 6 năm 2017"
    assert wording.date_weekday(date(2017, 3, 6)) == "thứ Hai, 06/3/2017"
    assert wording.date_weekday(date(2017, 3, 12)) == "Chủ nhật, 12/3/2017"


def test_air_times():
    assert wording.air_time(slot()) == "19 giờ 45 phút, thứ Năm, 16/3/2017"
    assert wording.air_time(slot(start_minute=None)) == "thứ Năm, 16/3/2017"
    assert wording.air_time(slot(start_minute=24 * 60 + 30)) == (
        "0 giờ 30 phút, thứ Sáu, 17/3/2017 (thuộc ngày phát sóng 16/3/2017)"
    )


def test_figures_use_dots_for_thousands_and_a_comma_for_decimals():
    assert [wording.grouped(number) for number in (0, 999, 1115, -4_500_000)] == ["0", "999", "1.115", "-4.500.000"]
    assert wording.decimal(Fraction(1, 8), 2) == "0,13"
    assert wording.decimal(Decimal("-0.05"), 1) == "-0,1"
    assert wording.decimal(Fraction(12_345, 10), 1) == "1.234,5"
    assert wording.money(4_500_000) == "4.500.000\N{NO-BREAK SPACE}đồng"


@given(anything)
def test_tidied_text_is_fit_for_paper_and_stays_as_it_is(text):
    tidied = wording.tidy(text)

    assert wording.tidy(tidied) == tidied
    assert unicodedata.is_normalized("NFC", tidied)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]", tidied)
    assert not re.search("  |\n\n|^[ \n]|[ \n]\\Z", tidied)


@given(anything)
def test_tidying_loses_no_visible_letter(text):
    def seen(told):
        return [letter for letter in unicodedata.normalize("NFD", told) if letter.isalnum()]

    assert seen(wording.tidy(text)) == seen(text)


@given(anything)
def test_text_says_something_when_something_is_left_of_it(text):
    assert wording.says(text) is (wording.tidy(text) != "")


def test_tidying_by_example():
    assert wording.tidy(' Ông  nói: "Trước hẹn"\u2028(và "đúng hẹn")\r\n\r\n\x00Hết\ud800 ') == (
        "Ông nói: “Trước hẹn”\n(và “đúng hẹn”)\nHết"
    )


def test_a_plan_is_cited_in_full_once_and_then_by_type_and_number():
    assert wording.cite(PLAN) == "Kế hoạch số 36/KH-UBND"
    assert wording.cite_in_full(PLAN) == (
        "Kế hoạch số 36/KH-UBND ngày 16 tháng 02 năm 2017 của Ủy ban nhân dân tỉnh Bình Phước về truyền thông về "
        "hoạt động kiểm soát thủ tục hành chính năm 2017 trên địa bàn tỉnh Bình Phước"
    )


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("Truyền thông về cải cách", "truyền thông về cải cách"),
        ("Bình Phước chung tay", "Bình Phước chung tay"),
        ("UBND các xã", "UBND các xã"),
        ("Đảng với nhân dân", "Đảng với nhân dân"),
        ("Nhà nước và pháp luật", "Nhà nước và pháp luật"),
        ("", ""),
    ],
)
def test_a_title_inside_a_sentence_keeps_its_names(title, inside):
    assert wording.mid_sentence(title) == inside


def test_paper_numbers_and_file_names():
    assert wording.number_line(5, "TB-STP") == "Số: 05/TB-STP"
    assert wording.number_line(118, "BC-STP") == "Số: 118/BC-STP"
    assert wording.number_line(None, "BC-STP") == f"Số: {wording.NO_BREAK * 6}/BC-STP"
    assert wording.ascii_slug("Cải cách TTHC: đường, “Ớt”") == "cai-cach-tthc-duong-ot"
    assert wording.ascii_slug("!!!") == ""


@given(anything, st.integers(1, 60))
def test_a_slug_is_ascii_short_and_has_no_loose_hyphens(text, at_most):
    slug = wording.ascii_slug(text, at_most)

    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= at_most
