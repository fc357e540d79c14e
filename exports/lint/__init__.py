"""The format check of administrative papers, by Decree 30/2020/NĐ-CP: a Word file in, its faults out.

It takes papers from anywhere and shares nothing with the writer of our own.
"""

from exports.lint import page, wordings
from exports.lint.finding import Finding, Place
from exports.lint.package import opened

__all__ = ["Finding", "Place", "findings"]


def findings(content: bytes) -> tuple[Finding, ...]:
    """Every fault of a paper, from top to bottom within each subject; none when it is in order.

    Raises:
        Refused: ``upload.…`` when the file is no Word package or a dangerous one.
    """
    package = opened(content)
    return (*page.check(package), *wordings.check(package))
