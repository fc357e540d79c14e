"""The encodings of Vietnamese before Unicode: recognised, named, never read.

Sources:
    TCVN 5712:1993 VN3 (fonts ".Vn…", "ABC"); VNI-Windows ("VNI-…"); RFC 1456 (VISCII); Windows code page 1258.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from campaigns.reading.syllables import is_syllable

_TCVN3: Final = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_VISCII: Final = dict(
    zip(
        (*map(chr, (2, 5, 6, 20, 25, 30)), *map(chr, range(0x80, 0x100))),
        "ẲẴẪỶỸỴẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđự"
        "òóôõỏọụùúũủýợỮ",
        strict=True,
    )
)
_VNI_AFTER: Final = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
    "ë": "\u0306\u0323", "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
}  # fmt: skip
_VNI_ALONE: Final = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI: Final = re.compile("([aeouyôö])([" + "".join(_VNI_AFTER) + "])|[" + "".join(_VNI_ALONE) + "]")

_WORD: Final = re.compile(r"[^\s!-@\[-`{-~“”‘’…–—•]+")
_FEWEST: Final = 2
_FEWEST_OF_A_LINE: Final = 3
_SHARE: Final = 0.6


def _from_vni(text: str) -> str:
    """VNI writes a letter and then its marks, each a byte; capitals follow the same plan."""

    def mended(seen: re.Match[str]) -> str:
        if seen[1] is None:
            return _VNI_ALONE[seen[0]]
        base = _VNI_ALONE.get(seen[1], seen[1])
        return unicodedata.normalize("NFC", base + _VNI_AFTER[seen[2]])

    return _VNI.sub(mended, text.lower())


def _from_1258(text: str) -> str:
    return unicodedata.normalize("NFC", _bytes(text).decode("cp1258", "replace"))


def _from_utf8(text: str) -> str:
    return _bytes(text).decode("utf-8", "replace")


def _bytes(text: str) -> bytes:
    """The bytes that were taken for these letters of Western Europe."""
    return b"".join(
        letter.encode("cp1252" if ord(letter) > 0xFF else "latin-1", "replace") for letter in text
    )  # Windows-1252 has its own letters only where Latin-1 has controls


_READINGS: Final[dict[str, Callable[[str], str]]] = {
    "TCVN3": lambda text: "".join(_TCVN3.get(letter, letter) for letter in text),
    "VNI": _from_vni,
    "Windows-1258": _from_1258,
    "VISCII": lambda text: "".join(_VISCII.get(letter, letter) for letter in text),
    "UTF-8": _from_utf8,
}


def guess(data: bytes) -> str | None:
    """Which old encoding bytes that are no Unicode look like, or None: they need not be Vietnamese at all."""
    return _likeliest(_words(data.decode("latin-1")), _FEWEST)


def mojibake(text: str) -> str | None:
    """Which old encoding a Unicode text was taken from without being converted, or None for an honest text.

    Told for the text as a whole and for each line, since a paper may be pasted together from old and new.
    """
    if whole := _likeliest(_words(text), _FEWEST):
        return whole
    for line in text.split("\n"):
        if not line.isascii() and (found := _likeliest(_words(line), _FEWEST_OF_A_LINE)):
            return found
    return None


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _likeliest(words: list[str], fewest: int) -> str | None:
    """The reading under which most odd words become Vietnamese, when most words are odd as they stand."""
    odd = [word for word in words if not is_syllable(word)]
    if len(odd) < fewest or len(odd) <= len(words) * 0.3:
        return None
    # Words that are Vietnamese as they stand may still be mojibake ("có" is "cã" in TCVN3), so all are read anew.
    shares = {name: _share(map(read, words)) for name, read in _READINGS.items()}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < _SHARE or shares[best] <= 1 - len(odd) / len(words):
        return None
    return best


def _share(words: Iterable[str]) -> float:
    told = [not word.isascii() and all(map(is_syllable, re.split("[^\\w\u0300-\u036f]+", word))) for word in words]
    return sum(told) / len(told) if told else 0.0
