"""What a brief lacks, in words, and where it is filled in."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from campaigns.values.slots import SlotView
from web import formats
from web.language import N_, current, gettext

FIELDS: Final[Mapping[str, str]] = {
    "office.agency": N_("tên cơ quan"),
    "office.place": N_("địa danh"),
    "office.agency_symbol": N_("ký hiệu cơ quan"),
    "office.signatory_title": N_("chức vụ người ký"),
    "office.signatory_name": N_("họ tên người ký"),
    "plan.number": N_("số kế hoạch"),
    "plan.symbol": N_("ký hiệu kế hoạch"),
    "plan.issuing_body": N_("cơ quan ban hành kế hoạch"),
    "plan.title": N_("trích yếu kế hoạch"),
    "plan.signed_on": N_("ngày ban hành kế hoạch"),
    "urging.early": N_("đến ngày làm văn bản này"),
    "urging.nobody": N_("đơn vị chưa gửi báo cáo để đôn đốc: hiện không có đơn vị nào"),
    "estimate.funding": N_("nguồn kinh phí"),
    "estimate.lines": N_("nội dung chi"),
    "outlet.speech_rate": N_("tốc độ đọc của đài"),
    "title": N_("tên chương trình hoặc tên bài"),
    "message": N_("thông điệp"),
    "script_unit": N_("đơn vị gửi kịch bản, bản thảo"),
    "material_unit": N_("đơn vị bàn giao thành phẩm"),
    "running_order": N_("khung kịch bản"),
    "running_order.part": N_("tên phần trong khung kịch bản"),
    "running_order.duration_s": N_("thời lượng từng phần"),
    "running_order.total": N_("khung kịch bản cộng lại bằng thời lượng lượt phát"),
    "word_count": N_("số chữ của bài"),
    "passages": N_("bố cục bài"),
    "passages.part": N_("tên phần trong bố cục"),
    "passages.words": N_("số chữ từng phần"),
    "passages.total": N_("bố cục cộng lại bằng số chữ của bài"),
    "programme.strands": N_("số kỳ đã thống nhất cho các chuyên mục"),
    "programme.signatory_title": N_("chức vụ người ký của đài, báo"),
    "programme.signatory_name": N_("họ tên người ký của đài, báo"),
    "steps.work": N_("công việc trong tiến độ"),
    "steps.unit": N_("đơn vị trong tiến độ"),
    "report.direction": N_("phần I, tình hình chỉ đạo, tổ chức thực hiện"),
    "report.difficulties": N_("phần III, khó khăn"),
    "report.shortcomings": N_("phần III, hạn chế"),
    "report.causes": N_("phần III, nguyên nhân"),
    "report.next_steps": N_("phần IV, nhiệm vụ kỳ tới"),
    "report.proposals": N_("phần V, kiến nghị, đề xuất"),
}
"""Names as ``exports.brief.required_fields`` gives them."""


class Lack(NamedTuple):
    """Something that a brief wants, and the page on which it is filled in."""

    words: str
    href: str


def words_of(field: str) -> str:
    """A missing field in words."""
    return gettext(FIELDS.get(field, field))


def lacks(slot: SlotView, fields: Sequence[str], *, plan_id: int, on_form: bool = False) -> tuple[Lack, ...]:
    """Missing fields with their pages; ``on_form``: those of the slot's own form lead to the field itself."""
    own = "" if on_form else f"/slots/{slot.uid}/brief"
    found = []
    for field in fields:
        owner, _dot, _name = field.partition(".")
        href = {"office": "/settings/office", "plan": f"/plans/{plan_id}", "outlet": f"/outlets/{slot.outlet_slug}"}
        words = words_of(field)
        if field == "running_order.total":
            length = formats.duration(slot.duration_s, language=current())
            words = gettext("khung kịch bản cộng lại đúng %(length)s", length=length)
        found.append(Lack(words, href.get(owner, f"{own}#{owner}")))
    return tuple(found)
