"""How alike words of a log and of a plan are: letters' case, marks and tones, and the order of words do not count."""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
SAME, ALIKE, UNTOLD, BOTH_UNTOLD = 1_000, 600, -1, -2
"""Likeness of equal words; the least at which words agree; one side tells nothing; neither does."""
_WORD = re.compile(r"\w+")
_MARKS = re.compile("[\u0300-\u036f]+")


def words_of(text: str) -> frozenset[str]:
    """Words without case, marks and tones: many a log is typed without them."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("đ", "d")
    return frozenset(_WORD.findall(_MARKS.sub("", unicodedata.normalize("NFD", folded))))


class Texts:
    """Texts of the two sides, each different one once."""

    def __init__(self, told: Sequence[str], booked: Sequence[str]) -> None:
        self.told, self._told_words = _each_once(told)
        self.booked, self._booked_words = _each_once(booked)
        self._table: NDArray[np.int16] | None = None

    def alike(self, lines: Ints, slots: Ints) -> Ints:
        """Likeness of each pair, shape ``(pairs,)``: 0 to 1,000 (Dice's share of words in common), or untold.

        Where both tell numbers, and neither tells all of the other's, the two are not alike: parts 3 and 4 of a
        series differ in one word only.
        """
        left, right = self.told[lines], self.booked[slots]
        width = len(self._booked_words)
        if len(self._told_words) * width > max(len(left), 10_000):
            return self._compare(left, right)
        if self._table is None:
            every = np.arange(len(self._told_words) * width)
            self._table = self._compare(every // width, every % width).astype(np.int16)
        alike: Ints = self._table[left * width + right].astype(np.int64)
        return alike

    def _compare(self, left: Ints, right: Ints) -> Ints:
        common, ours, theirs = _in_common(self._told_words, self._booked_words, left, right)
        alike = 2 * SAME * common // np.maximum(ours + theirs, 1)
        numbers = [[frozenset(filter(str.isdigit, one)) for one in side] for side in self._sides()]
        shared, mine, other = _in_common(numbers[0], numbers[1], left, right)
        alike = np.where(shared < np.minimum(mine, other), np.minimum(alike, ALIKE - 1), alike)
        alike = np.where((ours == 0) | (theirs == 0), UNTOLD, alike)
        return np.where((ours == 0) & (theirs == 0), BOTH_UNTOLD, alike)

    def _sides(self) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
        return self._told_words, self._booked_words


def _each_once(texts: Sequence[str]) -> tuple[Ints, list[frozenset[str]]]:
    folded = {text: words_of(text) for text in sorted(set(texts))}
    place = {words: i for i, words in enumerate(dict.fromkeys(folded.values()))}
    return np.array([place[folded[text]] for text in texts], dtype=np.int64), list(place)


def _in_common(
    told: list[frozenset[str]], booked: list[frozenset[str]], left: Ints, right: Ints
) -> tuple[Ints, Ints, Ints]:
    """Words in common, words of the left, words of the right; each of shape ``(pairs,)``."""
    sizes = [np.array([len(one) for one in side], dtype=np.int64) for side in (told, booked)]
    column = {word: i for i, word in enumerate(sorted(frozenset().union(*told, *booked)))}
    ours, theirs = (_sparse(side, column) for side in (told, booked))
    if not column:
        return np.zeros(len(left), dtype=np.int64), sizes[0][left], sizes[1][right]
    common = np.asarray((ours[left] * theirs[right]).sum(axis=1), dtype=np.int64)
    return common, sizes[0][left], sizes[1][right]


def _sparse(side: list[frozenset[str]], column: dict[str, int]) -> csr_array:
    columns = [sorted(column[word] for word in words) for words in side]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.array([one for row in columns for one in row], dtype=np.int64)
    return csr_array((np.ones(len(flat), dtype=np.int64), flat, ends), shape=(len(side), max(1, len(column))))
