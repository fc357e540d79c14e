"""How a brief is called: its slip code, and the names of its file."""

from typing import Final

from campaigns.values.papers import BriefView
from exports import wording
from exports.brief.completeness import is_article

_ILLEGAL: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|“”', " "))
_BLANK: Final = wording.NO_BREAK * 6


def slip_code(view: BriefView) -> str:
    """``PSX-2017-03-02``, ``DCB-2017-03-02``; without a number room for the clerk's hand."""
    number = _BLANK if view.slip_number is None else f"{view.slip_number:02d}"
    return f"{'DCB' if is_article(view) else 'PSX'}-{view.slot.month}-{number}"


def file_name(view: BriefView) -> str:
    """``2017-03-16_psx_bptv_cai-cach-tthc_02.docx``: ASCII, lower case, sorts by date."""
    kind = "dcb" if is_article(view) else "psx"
    number = "" if view.slip_number is None else f"{view.slip_number:02d}"
    parts = (view.slot.date.isoformat(), kind, view.slot.outlet_slug, wording.ascii_slug(view.slot.title), number)
    return "_".join(part for part in parts if part) + ".docx"


def display_name(view: BriefView) -> str:
    """``Phiếu sản xuất chương trình PSX-2017-03-02 - Một cửa ở Chơn Thành.docx``, for ``filename*``."""
    kind = "Đề cương bài viết" if is_article(view) else "Phiếu sản xuất chương trình"
    code = "" if view.slip_number is None else f" {slip_code(view)}"
    title = wording.tidy(wording.tidy(view.slot.title).replace("\n", " ").translate(_ILLEGAL))[:100].rstrip(" .")
    return f"{kind}{code}{' - ' if title else ''}{title}.docx"
