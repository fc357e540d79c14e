import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from exports.ics import text
from tests.exports.ics.ics_views import texts


@given(texts)
def test_the_gate_leaves_one_printable_line_and_gates_once(given_text):
    line = text.line(given_text)

    assert text.line(line) == line
    assert len(line.splitlines()) <= 1
    assert "\\" not in line
    assert "  " not in line
    assert unicodedata.is_normalized("NFC", line)
    assert not [letter for letter in line if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}]


@given(st.text("aăâbcdđêơưáàảãạẤỆỮ1 ,;:", max_size=80))
def test_ordinary_vietnamese_passes_unchanged(words):
    once = " ".join(words.split())
    assert text.line(once) == once


@given(texts)
def test_a_calendars_name_needs_no_escaping(given_text):
    name = text.without_separators(given_text)

    assert not set(name) & set(",;\\\n")
    assert text.without_separators(name) == name


def test_a_comma_in_a_calendars_name_becomes_a_dot():
    assert text.without_separators("Sở Tư pháp, Bình Phước; 2017") == "Sở Tư pháp · Bình Phước · 2017"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.integers(3, 60))
def test_what_is_cut_fits_and_begins_as_before(words, room):
    for cut, size in (
        (text.within(words, room), len),
        (text.within_octets(words, room), lambda told: len(told.encode())),
    ):
        assert size(cut) <= room
        assert (cut == words) == (size(words) <= room) or words.endswith("…")
        assert cut == words or words.startswith(cut.removesuffix("…"))


@given(st.integers(1, 90))
def test_a_letter_and_its_marks_are_never_parted(room):
    assert set(text.within("ạ\u0302" * 50, room).removesuffix("…").split("ạ\u0302")) == {""}
    assert set(text.within_octets("ạ\u0302" * 50, room + 2).removesuffix("…").split("ạ\u0302")) == {""}


@given(st.lists(texts, max_size=6), st.integers(40, 700))
def test_every_line_that_says_something_is_there_and_all_fit(values, octets):
    told = text.lines([("Mục", value) for value in values], octets)

    assert len(told.encode()) <= octets
    assert len(told.split("\n") if told else []) == sum(1 for value in values if text.line(value))


@given(st.lists(texts, max_size=4), st.integers(30, 200))
def test_joined_parts_fit_and_short_ones_stay_whole(parts, characters):
    joined = text.joined(parts, " – ", characters)
    said = [line for part in parts if (line := text.line(part))]

    assert len(joined) <= characters
    if said:
        share = (characters - 3 * (len(said) - 1)) // len(said)
        assert all(line in joined for line in said if len(line) <= share)
    if len(" – ".join(said)) <= characters:
        assert joined == " – ".join(said)


def test_the_longest_gives_way():
    assert text.joined(("Một cửa ở Đồng Xoài", "Đài"), " – ", 20) == "Một cửa ở Đồn… – Đài"
    assert text.lines([("A", "b" * 50), ("Lần sửa 1", "dời"), ("C", "")], 45) == f"A: {'b' * 18}…\nLần sửa 1: dời"
