"""Names for addresses."""

import re
import unicodedata
from collections.abc import Collection
from itertools import count


def slug_of(words: str, longest: int = 60) -> str:
    """ASCII, lower case, hyphens: ``kiem-soat-thu-tuc`` for ``Kiểm soát thủ tục``."""
    plain = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D"))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only)[:longest].strip("-")


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """``wanted``, or ``wanted-2``, ``wanted-3`` … : the first that nobody has."""
    return wanted if wanted not in taken else next(s for n in count(2) if (s := f"{wanted}-{n}") not in taken)
