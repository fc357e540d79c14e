"""Sentences on the office's own pages: forms about outlets and settings, files handed in, links shown once."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "form.between": N_("Xin ghi số từ %(low)s đến %(high)s."),
    "form.not_an_email": N_("Đây chưa phải địa chỉ thư điện tử. Ví dụ đúng: lan@coquan.gov.vn."),
    "link.shown_once": N_("Địa chỉ chỉ hiện ngay sau khi tạo. Xin thu hồi liên kết cũ rồi tạo liên kết khác."),
    "office.stale": N_("Thông tin cơ quan vừa được người khác sửa. Xin xem bản mới rồi lưu lại."),
    "password.not_repeated": N_("Hai lần gõ mật khẩu mới chưa giống nhau. Xin gõ lại."),
    "rule.level": N_("Quy tắc %(rule)s không nhận mức %(level)s. Xin chọn mức khác."),
    "rule.unknown": N_("Không có quy tắc %(rule)s. Xin tải lại trang."),
    "rules.stale": N_("Quy tắc vừa được người khác sửa. Xin xem bản mới rồi lưu lại."),
    "theme.name_taken": N_("Chủ đề %(letter)s đã mang tên “%(name)s”. Xin chọn tên khác."),
    "theme.stale": N_("Chủ đề vừa được người khác sửa. Xin xem bản mới rồi lưu lại."),
    "token.unknown": N_("Không tìm thấy mã này. Có thể mã đã được thu hồi."),
    "upload.none": N_("Xin chọn tệp kế hoạch."),
    "upload.request_too_large": N_("Tệp quá lớn: một lần gửi nhận tối đa %(most_mb)s MB. Xin gửi tệp .docx dưới 5 MB hoặc .txt dưới 1 MB."),
    "window.handover": N_("Khung mới phải bắt đầu sau ngày %(first)s và trước khi khung cũ kết thúc. Xin chọn ngày khác."),
    "window.no_hour": N_("Xin ghi giờ phát, ví dụ 19:45."),
    "window.no_length": N_("Xin ghi thời lượng mỗi lượt, ví dụ 15 phút."),
}  # fmt: skip
