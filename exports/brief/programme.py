"""Phiếu sản xuất chương trình: one slot ordered so that the station can shoot without a call."""

from functools import cache
from typing import Final

from campaigns.errors import Refused
from campaigns.values.papers import BriefView, Segment
from campaigns.values.words import ChannelKind
from exports import wording
from exports.administrative import Align, Column, Paper, TableForm
from exports.brief import sections
from exports.brief.completeness import is_article, need_complete

FASTEST: Final = 270  # syllables a minute: more cannot be followed, whatever an outlet's record says
_SOUND_ONLY: Final = frozenset({ChannelKind.RADIO, ChannelKind.LOUDSPEAKER})


def production_brief(view: BriefView) -> bytes:
    """The brief of a broadcast slot as a .docx file; equal views give equal bytes.

    Raises:
        Refused: ``brief.wrong_kind`` for an article's slot, ``brief.incomplete`` with ``fields``.
    """
    if is_article(view):
        raise Refused("brief.wrong_kind", uid=view.slot.uid)
    need_complete(view)
    slot = view.slot
    paper = sections.begin(view, "Phiếu sản xuất chương trình", "sản xuất, phát sóng chương trình")
    sections.facts(
        paper,
        (
            ("Tên chương trình", slot.title),
            ("Đơn vị sản xuất, phát sóng", slot.outlet),
            ("Kênh", slot.channel),
            ("Chuyên mục", slot.programme),
            ("Thể loại", view.details.genre or wording.FORMS[view.form]),
            ("Nội dung tuyên truyền", slot.theme),
            ("Ngày, giờ phát", wording.air_time(slot)),
            ("Phát lại", sections.repeats(view)),
            ("Thời lượng", wording.duration(slot.duration_s)),
            ("Đầu mối liên hệ", sections.contact(view)),
        ),
    )
    _running_order(sections.content(paper, view), view)
    return sections.close(sections.schedule(paper, view), view, "Kinh phí sản xuất, phát sóng")


def word_budget(segment: Segment, speech_rate: int) -> int:
    """Words that a part may hold: none in music and jingles, else what fits at the rate, at most 270 a minute."""
    return wording.syllables(segment.duration_s, min(speech_rate, FASTEST)) if segment.spoken else 0


def _running_order(paper: Paper, view: BriefView) -> None:
    """III. Part by part, adding up to the slot; the column of pictures and sound only where one is told."""
    segments = view.details.running_order
    shown = any(wording.says(segment.picture_and_sound) for segment in segments)
    budgets = [word_budget(segment, view.speech_rate) for segment in segments]
    rows = [
        (
            str(place), segment.part, segment.content, *((segment.picture_and_sound,) if shown else ()),
            wording.duration(segment.duration_s), wording.grouped(budget),
        )
        for place, (segment, budget) in enumerate(zip(segments, budgets, strict=True), 1)
    ]  # fmt: skip
    length_s = sum(segment.duration_s for segment in segments)
    total = ("Tổng cộng", wording.duration(length_s), wording.grouped(sum(budgets)))
    form = _form(shown=shown, sound_only=view.slot.channel_kind in _SOUND_ONLY)
    paper.heading(1, "III. Khung kịch bản").table(form, rows, total=total)
    silent = "" if all(segment.spoken for segment in segments) else "; phần không lời không tính chữ"
    paper.text(f"Số chữ tối đa tính theo tốc độ đọc {min(view.speech_rate, FASTEST)} chữ/phút{silent}.")


@cache
def _form(*, shown: bool, sound_only: bool) -> TableForm:
    seen = (Column("Âm thanh" if sound_only else "Hình ảnh, âm thanh", 38),) if shown else ()
    columns = (
        Column("STT", 12, Align.CENTRE),
        Column("Phần", 24),
        Column("Nội dung", 0),
        *seen,
        Column("Thời lượng", 31, Align.CENTRE),
        Column("Số chữ tối đa", 18, Align.FIGURE),
    )
    return TableForm(
        "Khung kịch bản",
        "Mỗi dòng là một phần của chương trình theo thứ tự phát, có thời lượng và số chữ tối đa; dòng cuối là tổng.",
        columns,
        total_from=len(columns) - 2,
    )
