"""The common layout of administrative papers, by Decree 30/2020/NĐ-CP: what each kind of paper fills.

A paper is a chain: ``Paper().head(…).name(…).text(…).table(…).sign_off(…).as_bytes(About(…))``.
"""

from exports.administrative import joined
from exports.administrative.archive import Shelf, digest
from exports.administrative.forms import Align, Column, TableForm
from exports.administrative.paper import END_MARK, About, Head, Paper, Signature

__all__ = [
    "END_MARK", "About", "Align", "Column", "Head", "Paper", "Shelf", "Signature", "TableForm", "digest", "joined",
]  # fmt: skip
