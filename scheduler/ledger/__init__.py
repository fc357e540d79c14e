"""The ledger of airtime, articles and money: ordered, aired, owed, made good, credited, waived and still ahead.

It is never written down: it follows from the slots, or for a past day from the sealed record of what befell them.
"""

from scheduler.ledger.book import PARTS, Book, Days, open_book
from scheduler.ledger.reading import apart, end_of, of_row, standings
from scheduler.ledger.reckoning import (
    ORDERED,
    Debt,
    added,
    debt_of,
    digest,
    line_of,
    made_good_s,
    reckon,
    short_by,
    whole,
)
from scheduler.ledger.strands import strands

__all__ = [
    "ORDERED", "PARTS", "Book", "Days", "Debt", "added", "apart", "debt_of", "digest", "end_of", "line_of",
    "made_good_s", "of_row", "open_book", "reckon", "short_by", "standings", "strands", "whole",
]  # fmt: skip
