"""Files become text or are refused by name: the bytes decide, never the file's name."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns import reading
from campaigns.errors import Refused
from campaigns.reading import gate, legacy
from campaigns.reading.syllables import is_syllable

PLAN = (Path(__file__).parent / "plans" / "ke-hoach-36-kh-ubnd-2017.txt").read_text("utf-8")
SENTENCE = "Kế hoạch tuyên truyền cải cách thủ tục hành chính của Ủy ban nhân dân tỉnh, thị xã và các đơn vị"
FORBIDDEN = set(
    map(chr, [*range(10), *range(11, 32), *range(0x7F, 0xA0), 0x2028, 0x2029, 0x202E, 0xFEFF, 0xFFFE, 0xFFFF])
)


def refused(data: bytes, name: str = "kế hoạch.txt") -> Refused:
    with pytest.raises(Refused) as caught:
        reading.read_plan(data, name)
    return caught.value


def outcome(data: bytes, name: str) -> str | Refused:
    """The text, or the refusal."""
    try:
        return reading.read_plan(data, name)
    except Refused as refusal:
        return refusal


def in_old(encoding: str, text: str) -> bytes:
    """A text in an encoding of old, letter by letter."""
    if encoding == "Windows-1258":
        return b"".join(_in_1258(letter) for letter in text)
    table = {"TCVN3": legacy._TCVN3, "VISCII": legacy._VISCII}[encoding]
    back = {letter: old for old, letter in table.items()}
    return "".join(
        back.get(letter, back.get(letter.lower(), letter) if encoding == "TCVN3" else letter) for letter in text
    ).encode("latin-1", "replace")


def _in_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:  # the code page has tones apart, and circumflex, breve and horn with their letters
        base = "".join(
            part for part in unicodedata.normalize("NFD", letter) if part not in "\u0300\u0301\u0303\u0309\u0323"
        )
        tones = "".join(
            part for part in unicodedata.normalize("NFD", letter) if part in "\u0300\u0301\u0303\u0309\u0323"
        )
        return (unicodedata.normalize("NFC", base) + tones).encode("cp1258")


# Laws


@given(st.text(max_size=300))
def test_what_passes_the_gate_is_composed_and_holds_no_control(text: str):
    clean = gate.clean(text)

    assert unicodedata.is_normalized("NFC", clean)
    assert not set(clean) & FORBIDDEN
    assert not any("\ud800" <= letter <= "\udfff" for letter in clean)
    assert gate.clean(clean) == clean


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"]), max_size=120))
def test_unicode_reads_the_same_in_every_encoding_with_a_mark(words: str):
    text = f"{SENTENCE}\n{words}\n{SENTENCE}"
    forms = [text.encode(), text.encode("utf-8-sig"), text.encode("utf-16"), b"\xfe\xff" + text.encode("utf-16-be")]
    told = [outcome(form, "a.txt") for form in forms]

    if isinstance(told[0], Refused):  # words of chance may look like an old encoding
        assert [str(one) for one in told] == [str(told[0])] * 4
        assert told[0].code == "upload.legacy_encoding"
    else:
        assert told == [unicodedata.normalize("NFC", text)] * 4


@given(st.binary(max_size=2000), st.sampled_from(["a.txt", "a.docx", "a", "\u202ea\x00.exe", ""]))
def test_any_bytes_are_read_or_refused_by_a_code_with_the_files_name(data: bytes, name: str):
    told = outcome(data, name)

    if isinstance(told, Refused):
        assert told.code.startswith("upload.")
        assert not set(told.facts["name"]) & FORBIDDEN
    else:
        assert told.strip()
        assert not set(told) & FORBIDDEN


# Examples


def test_a_plan_is_read_from_text_in_any_outward_form():
    decomposed = unicodedata.normalize("NFD", PLAN).replace("\n", "\r\n")

    assert reading.read_plan(decomposed.encode("utf-8-sig"), "plan.txt") == PLAN


@pytest.mark.parametrize("encoding", ["TCVN3", "VISCII", "Windows-1258"])
def test_encodings_of_old_are_named_and_not_read(encoding: str):
    refusal = refused(in_old(encoding, SENTENCE))

    assert (refusal.code, refusal.facts["looks_like"]) == ("upload.legacy_encoding", encoding)


def test_text_that_was_pasted_from_an_old_font_is_named_too():
    pasted = in_old("TCVN3", SENTENCE).decode("latin-1")

    assert legacy.mojibake(pasted) == "TCVN3"
    assert refused(f"{PLAN}\n{pasted}".encode()).code == "upload.legacy_encoding"
    assert legacy.mojibake(PLAN) is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "upload.empty"),
        (b" \r\n\t ", "upload.blank"),
        ("\ufeff\u200b".encode(), "upload.blank"),
        (b"%PDF-1.7\n...", "upload.wrong_type"),
        (b"\x89PNG\r\n\x1a\n", "upload.wrong_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "upload.wrong_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "upload.docx_encrypted"),
        (b"{\\rtf1 a}", "upload.wrong_type"),
        (b"<!DOCTYPE html><p>a", "upload.wrong_type"),
        (bytes(range(256)), "upload.not_text"),
        (b"a\x01\x02\x03", "upload.not_text"),
        (SENTENCE.encode("utf-16-le"), "upload.legacy_encoding"),
        (b"a" * (1024 * 1024 + 1), "upload.too_large"),
        (b"a" * (50 * 1024 * 1024), "upload.too_large"),
    ],
)
def test_what_is_no_plan_is_refused_with_its_reason(data: bytes, code: str):
    refusal = refused(data)

    assert (refusal.code, refusal.facts["name"]) == (code, "kế hoạch.txt")


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Ủy", True),
        ("nghiêng", True),
        ("quyết", True),
        ("giữ", True),
        ("ngiệp", False),
        ("cát", True),
        ("càt", False),
        ("xyz", False),
    ],
)
def test_syllables_are_told_from_other_letters(word: str, told: bool):
    assert is_syllable(word) is told
