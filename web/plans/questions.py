"""What a plan leaves open, asked in the reader's language; the draft itself keeps the Vietnamese words."""

from collections.abc import Mapping
from typing import Any, Final

from web.language import N_, gettext

WORDS: Final[Mapping[str, str]] = {
    "number": N_("Văn bản chưa ghi số và ký hiệu. Xin điền theo bản đã ký."),
    "date": N_("Văn bản chưa ghi đủ ngày ký. Xin điền theo bản đã ký."),
    "title": N_("Chưa đọc được trích yếu của văn bản. Xin điền."),
    "year": N_("Văn bản không nêu năm thực hiện. Kế hoạch này cho năm nào?"),
    "themes": N_("Chưa tìm thấy nội dung tuyên truyền. Kế hoạch gồm những nội dung nào?"),
    "channels": N_("Kế hoạch không nêu hình thức, kênh truyền thông nào nhận ra được. Xin chọn các kênh sẽ dùng."),
    "duties": N_("Chưa tìm thấy nhiệm vụ của đơn vị nào. Đơn vị nào làm việc gì?"),
    "owners": N_("Phần tổ chức thực hiện có việc chưa rõ giao cho đơn vị nào. Xin thêm nhiệm vụ cho đúng đơn vị."),
    "quotas": N_("Kế hoạch không nêu số lượt, số tin bài hay thời lượng. Đã thống nhất bao nhiêu với từng đài, báo?"),
    "prices": N_("Kế hoạch không nêu đơn giá hay số tiền. Đơn giá và dự toán đã duyệt là bao nhiêu?"),
    "dates": N_("Kế hoạch không nêu ngày bắt đầu và ngày kết thúc. Chiến dịch chạy từ ngày nào đến ngày nào?"),
    "periods": N_("Có nhiệm vụ báo cáo định kỳ mà không nêu ngày. Mỗi kỳ phải có báo cáo vào ngày nào?"),
    "deadlines": N_("Kế hoạch không nêu hạn báo cáo. Các đơn vị báo cáo khi nào?"),
    "signatory": N_("Chưa đọc được người ký. Xin điền theo bản đã ký."),
}


def asked(question: Mapping[str, Any]) -> str:
    """A draft's question in the reader's language; as it was written where the words are none of ours."""
    text = str(question.get("text") or "")
    return gettext(text) if text == WORDS.get(str(question.get("about"))) else text
