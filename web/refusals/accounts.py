"""Sentences about people, signing in and links."""

from typing import Final

from web.language import N_

TOO_MANY: Final = frozenset({"rate.too_many"})
SENTENCES: Final = {
    "access.sign_in": N_("Xin đăng nhập để tiếp tục."),
    "access.role": N_("Tài khoản này chưa được giao việc đó. Xin nhờ quản trị viên hoặc cán bộ phụ trách."),
    "access.other_site": N_("Yêu cầu đến từ một trang khác nên không được thực hiện. Xin mở lại trang của Lịch Sóng và thử lại."),
    "access.form_expired": N_("Trang này đã mở từ phiên trước. Xin tải lại trang rồi gửi lại."),
    "link.unknown": N_("Liên kết này không đúng. Xin kiểm tra lại tin nhắn đã nhận hoặc gọi cơ quan gửi lịch."),
    "link.revoked": N_("Liên kết này đã được thu hồi. Xin gọi cơ quan gửi lịch để nhận liên kết mới."),
    "link.expired": N_("Liên kết này đã hết hạn. Xin gọi cơ quan gửi lịch để nhận liên kết mới."),
}  # fmt: skip
