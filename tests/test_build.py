"""The web font: cut once, the same each time, with every letter that Vietnamese needs."""

import io
import unicodedata
from pathlib import Path

import pytest

hatchling = pytest.importorskip("hatchling", reason="build backend absent: pip install hatchling")
pytest.importorskip("fontpkg_inter", reason="font package absent: pip install fontpkg-inter fonttools brotli")
pytest.importorskip("brotli", reason="font packer absent: pip install brotli")
ttlib = pytest.importorskip("fontTools.ttLib", reason="font tools absent: pip install fonttools")

import fontpkg_inter  # noqa: E402

import hatch_build  # noqa: E402

WHOLE = Path(fontpkg_inter.__file__).parent / "files" / "Inter[opsz,wght].ttf"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"


@pytest.fixture(scope="module")
def cut() -> bytes:
    return hatch_build.cut(WHOLE)


def test_every_vietnamese_letter_and_sign_of_ours_is_in_the_font(cut):
    syllables = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    wanted = syllables | {letter.upper() for letter in syllables} | set("đĐ₫′″–—…×½⅛·‹›←↑→↓") | set("0123456789")

    held = ttlib.TTFont(io.BytesIO(cut)).getBestCmap()

    assert {letter for letter in wanted if ord(letter) not in held} == set()


def test_the_font_keeps_its_weights_drops_its_sizes_and_stays_small(cut):
    axes = {axis.axisTag: (axis.minValue, axis.maxValue) for axis in ttlib.TTFont(io.BytesIO(cut))["fvar"].axes}

    assert axes == {"wght": (400.0, 700.0)}
    assert len(cut) < 40_000


def test_the_same_font_is_cut_each_time(cut):
    assert hatch_build.cut(WHOLE) == cut


def test_laying_writes_font_and_licence_once(tmp_path, cut):
    assert hatch_build.lay(tmp_path / "fonts") == []
    assert (tmp_path / "fonts" / hatch_build.FONT).read_bytes() == cut
    assert "SIL OPEN FONT LICENSE" in (tmp_path / "fonts" / hatch_build.LICENCE).read_text("utf-8").upper()

    (tmp_path / "fonts" / hatch_build.FONT).write_bytes(b"brought along")
    assert hatch_build.lay(tmp_path / "fonts") == []
    assert (tmp_path / "fonts" / hatch_build.FONT).read_bytes() == b"brought along"


def test_a_missing_font_package_is_named_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(hatch_build, "NEEDED", ("fontTools", "no_such_font_package"))

    assert hatch_build.lay(tmp_path / "fonts") == ["no_such_font_package"]
    assert not (tmp_path / "fonts").exists()
