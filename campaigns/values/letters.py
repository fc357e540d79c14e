"""Vietnamese words without their marks, as headings are compared."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def toneless(words: str) -> str:
    """Lower case, without tones and marks, one space between words; signs stay."""
    bare = unicodedata.normalize("NFD", words.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).split())
