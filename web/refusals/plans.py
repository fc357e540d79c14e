"""Sentences about plans, outlets and agreed figures."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "plan.unknown": N_("Không tìm thấy kế hoạch này."),
    "plan.stale": N_("Kế hoạch vừa được người khác sửa. Phần anh/chị gõ vẫn còn dưới đây; xin so với bản mới rồi lưu lại."),
    "plan.adopted": N_("Kế hoạch đã được áp dụng nên không sửa bản đọc nữa."),
    "plan.incomplete": N_("Còn thiếu trong phần đầu kế hoạch: %(fields)s. Xin điền theo bản ký."),
    "plan.no_themes": N_("Kế hoạch chưa có nội dung tuyên truyền nào. Xin thêm ít nhất một nội dung."),
    "plan.too_many_themes": N_("Bảng tháng nhận tối đa %(most)s nội dung. Xin gộp bớt."),
    "plan.theme_names": N_("Xin đặt tên ngắn cho đủ %(themes)s nội dung."),
    "plan.dates": N_("Ngày kết thúc phải sau ngày bắt đầu."),
    "campaign.unknown": N_("Không tìm thấy chiến dịch này."),
    "outlet.unknown": N_("Không tìm thấy đài, báo này."),
    "outlet.stale": N_("Thông tin đài, báo vừa được người khác sửa. Xin xem bản mới rồi lưu lại."),
    "outlet.name_taken": N_("Tên “%(name)s” đã có. Xin chọn tên ngắn khác."),
    "outlet.name_before": N_("Tên hiện tại bắt đầu từ %(date)s; tên mới phải bắt đầu sau ngày đó."),
    "channel.unknown": N_("Không tìm thấy kênh này."),
    "channel.stale": N_("Kênh vừa được người khác sửa. Xin xem bản mới rồi lưu lại."),
    "programme.unknown": N_("Không tìm thấy chương trình này."),
    "programme.stale": N_("Chương trình vừa được người khác sửa. Xin xem bản mới rồi lưu lại."),
    "window.stale": N_("Khung phát sóng vừa được người khác sửa. Xin xem bản mới rồi lưu lại."),
    "quota.no_source": N_("Xin ghi văn bản hoặc người đã thống nhất con số này."),
    "quota.unknown_subject": N_("Không tìm thấy đài, báo hoặc chiến dịch của chỉ tiêu này."),
    "rhythm.outside": N_("Ngày bắt đầu phải trong chiến dịch, từ %(first)s đến %(last)s."),
    "rhythm.stale": N_("Nhịp của chuyên mục vừa được người khác sửa. Xin xem bản mới rồi lưu lại."),
}  # fmt: skip
