"""Sentences about what is owed, make-goods and the ledger."""

from typing import Final

from web.language import N_

CONFLICTS: Final = {
    "owing.nothing": N_("Lượt này không còn nợ gì. Xin mở lại trang của lượt để xem."),
    "owing.makegood_ahead": N_("Đã xếp lượt phát bù chưa phát. Xin huỷ lượt đó trước, hoặc chờ nó phát xong."),
    "makegood.enough": N_("Các lượt phát bù đã xếp là đủ cho phần còn nợ."),
    "makegood.other_outlet": N_("Phát bù phải ở chính đài, báo còn nợ. Xin chọn khung khác."),
    "acceptance.changed": N_("Vừa có minh chứng mới nên các dòng đã khác. Xin xem lại rồi ký bản mới."),
    "makegood.other_medium": N_("Bài báo không bù cho lượt phát, và ngược lại. Xin chọn khung khác."),
}
"""What another state of things rules out."""
SENTENCES: Final = CONFLICTS | {
    "acceptance.unknown": N_("Không tìm thấy biên bản này. Xin mở danh sách biên bản nghiệm thu."),
    "acceptance.nothing": N_("Chưa có lượt nào có minh chứng mà chưa nghiệm thu."),
    "acceptance.needs_paper": N_("Xin ghi số của biên bản đã ký."),
    "acceptance.early": N_("Ngày ký %(date)s chưa tới. Xin ghi ngày của bản đã ký."),
    "acceptance.no_office": N_("Chưa có tên cơ quan nên chưa lập được biên bản. Xin điền ở Thiết đặt, mục Cơ quan."),
    "slot.owes_nothing": N_("Lượt này không còn nợ gì. Xin mở trang của lượt để xem."),
    "owing.needs_reason": N_("Xin ghi lý do và căn cứ, thí dụ số biên bản."),
    "ledger.no_month": N_(
        "“%(month)s” không phải tháng của chiến dịch này, cũng không phải một ngày. Xin chọn từ %(first)s đến %(last)s."
    ),
    "ledger.no_part": N_("Chưa rõ “%(part)s”. Sổ tách được theo theme (chủ đề), outlet (đài, báo), month (tháng)."),
    "ledger.no_day": N_("Chưa đọc được ngày này. Xin ghi như 31/12/2017."),
    "campaign.none": N_("Chưa có chiến dịch nào. Xin duyệt một kế hoạch trước."),
    "simulate.no_days": N_("Chưa rõ những ngày “%(text)s”. Xin ghi như 2017-02-16..2018-01-15, nhiều nhất 800 ngày."),
    "file.unwritable": N_("Không ghi được tệp %(name)s. Xin chọn nơi khác."),
}
