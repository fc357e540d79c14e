"""What a plan leaves open: each thing asked once, in words that a person can answer."""

from collections.abc import Iterator, Mapping
from typing import Final

from campaigns.intake.draft import PlanDraft, Question

WORDS: Final = {
    "number": "Văn bản chưa ghi số và ký hiệu. Xin điền theo bản đã ký.",
    "date": "Văn bản chưa ghi đủ ngày ký. Xin điền theo bản đã ký.",
    "title": "Chưa đọc được trích yếu của văn bản. Xin điền.",
    "year": "Văn bản không nêu năm thực hiện. Kế hoạch này cho năm nào?",
    "themes": "Chưa tìm thấy nội dung tuyên truyền. Kế hoạch gồm những nội dung nào?",
    "channels": "Kế hoạch không nêu hình thức, kênh truyền thông nào nhận ra được. Xin chọn các kênh sẽ dùng.",
    "duties": "Chưa tìm thấy nhiệm vụ của đơn vị nào. Đơn vị nào làm việc gì?",
    "owners": "Phần tổ chức thực hiện có việc chưa rõ giao cho đơn vị nào. Xin thêm nhiệm vụ cho đúng đơn vị.",
    "quotas": "Kế hoạch không nêu số lượt, số tin bài hay thời lượng. Đã thống nhất bao nhiêu với từng đài, báo?",
    "prices": "Kế hoạch không nêu đơn giá hay số tiền. Đơn giá và dự toán đã duyệt là bao nhiêu?",
    "dates": "Kế hoạch không nêu ngày bắt đầu và ngày kết thúc. Chiến dịch chạy từ ngày nào đến ngày nào?",
    "periods": "Có nhiệm vụ báo cáo định kỳ mà không nêu ngày. Mỗi kỳ phải có báo cáo vào ngày nào?",
    "deadlines": "Kế hoạch không nêu hạn báo cáo. Các đơn vị báo cáo khi nào?",
    "signatory": "Chưa đọc được người ký. Xin điền theo bản đã ký.",
}
"""What is asked about each open matter."""


def questions(draft: PlanDraft, told_of: Mapping[str, bool]) -> tuple[Question, ...]:
    """What to ask about a draft, the paper's frame first.

    ``told_of``: whether the plan states any price (``prices``), from when to when (``dates``), and for each duty whose
    it is (``owners``), which the draft alone does not show.
    """
    return tuple(Question(about, WORDS[about]) for about in _open(draft, told_of))


def _open(draft: PlanDraft, told_of: Mapping[str, bool]) -> Iterator[str]:
    header = draft.header
    asked = (
        ("number", header.number and header.symbol), ("date", header.date), ("title", header.title),
        ("year", header.year), ("themes", draft.themes), ("channels", draft.channels), ("duties", draft.duties),
        ("owners", told_of["owners"]), ("quotas", draft.quotas), ("prices", told_of["prices"]),
        ("dates", told_of["dates"]), ("deadlines", draft.report_deadlines),
        ("periods", not any(duty.every for duty in draft.duties)), ("signatory", draft.signatory),
    )  # fmt: skip
    return (about for about, told in asked if not told)
