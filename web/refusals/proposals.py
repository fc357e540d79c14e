"""Sentences about the planner's proposals and the instances that it is given."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "proposal.unknown": N_("Không tìm thấy đề xuất này. Xin mở danh sách đề xuất của tháng."),
    "proposal.unknown_question": N_("Chưa rõ cần tìm lại với điều gì khác. Xin mở đề xuất rồi chọn một nút."),
    "proposal.not_its_own": N_("Chỗ này không còn trong đề xuất, hoặc đã có lượt. Xin mở lại đề xuất trên bảng."),
    "proposal.no_target": N_("Chưa có con số nào để xếp. Xin ghi số lượt cần có của ít nhất một đài, báo."),
    "proposal.through_unknown": N_(
        "Chỉ xếp được đến tháng cuối của chiến dịch, mỗi lần nhiều nhất 12 tháng. Xin chọn tháng khác."
    ),
    "proposal.impossible": N_(
        "Không có cách xếp nào thoả mọi điều bắt buộc. Xin bớt điều bắt buộc hoặc nới quy tắc rồi thử lại."
    ),
    "proposal.none_found": N_("Chưa tìm được cách xếp nào trong thời gian đã cho. Xin cho thêm thời gian rồi thử lại."),
    "instance.not_json": N_("Tệp bài toán không phải JSON: %(what)s."),
    "instance.other_format": N_("Tệp bài toán ghi định dạng %(found)s; Lịch Sóng đọc %(known)s."),
    "instance.lacks": N_("Tệp bài toán thiếu hoặc sai một phần: %(what)s."),
}
