"""Đề cương bài viết: one article ordered so that the newspaper can write without a call."""

from typing import Final

from campaigns.errors import Refused
from campaigns.values.papers import BriefView
from exports import wording
from exports.administrative import Align, Column, Paper, TableForm
from exports.brief import sections
from exports.brief.completeness import is_article, need_complete, word_count

_OUTLINE: Final = TableForm(
    "Đề cương chi tiết",
    "Mỗi dòng là một phần của bài theo thứ tự, có số chữ; dòng cuối là tổng.",
    (
        Column("STT", 12, Align.CENTRE),
        Column("Phần", 36),
        Column("Nội dung", 0),
        Column("Số chữ", 24, Align.FIGURE),
    ),
    total_from=3,
)
_PHOTOS: Final = TableForm(
    "Ảnh và chú thích",
    "Mỗi dòng là một ảnh và lời chú thích của ảnh.",
    (Column("STT", 12, Align.CENTRE), Column("Ảnh", 0), Column("Chú thích", 75)),
)


def article_outline(view: BriefView) -> bytes:
    """The outline of an article's slot as a .docx file; equal views give equal bytes.

    Raises:
        Refused: ``brief.wrong_kind`` for a broadcast slot, ``brief.incomplete`` with ``fields``.
    """
    if not is_article(view):
        raise Refused("brief.wrong_kind", uid=view.slot.uid)
    need_complete(view)
    slot, details = view.slot, view.details
    paper = sections.begin(view, "Đề cương bài viết", "viết và đăng bài")
    sections.facts(
        paper,
        (
            ("Tên bài", slot.title),
            ("Cơ quan báo chí", slot.outlet),
            ("Ấn phẩm", slot.channel),
            ("Chuyên trang, chuyên mục", slot.programme),
            ("Vị trí", ", ".join(part for part in (view.page, view.size) if part)),
            ("Thể loại", details.genre or wording.FORMS[view.form]),
            ("Nội dung tuyên truyền", slot.theme),
            ("Ngày đăng", wording.air_time(slot)),
            ("Dung lượng", f"{wording.grouped(word_count(view) or 0)} chữ"),
            ("Tít dự kiến", details.headline),
            ("Sapo", details.sapo),
            ("Đầu mối liên hệ", sections.contact(view)),
        ),
    )
    _outline(sections.content(paper, view), view)
    return sections.close(sections.schedule(paper, view), view, "Kinh phí viết, đăng bài")


def _outline(paper: Paper, view: BriefView) -> None:
    """III. Part by part, adding up to the words ordered; then the pictures, where any are wanted."""
    passages = view.details.passages
    rows = [
        (str(place), passage.part, passage.content, wording.grouped(passage.words))
        for place, passage in enumerate(passages, 1)
    ]
    total = ("Tổng cộng", wording.grouped(sum(passage.words for passage in passages)))
    photos = [photo for photo in view.details.photos if wording.says(photo.picture) or wording.says(photo.caption)]
    paper.heading(1, "III. Đề cương")
    if photos:
        paper.heading(2, "1. Bố cục")
    paper.table(_OUTLINE, rows, total=total)
    if photos:
        numbered = [(str(place), photo.picture, photo.caption) for place, photo in enumerate(photos, 1)]
        paper.heading(2, "2. Ảnh và chú thích").table(_PHOTOS, numbered)
