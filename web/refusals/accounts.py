"""Sentences about people, signing in and links."""

from typing import Final

from web.language import N_

TOO_MANY: Final = frozenset({"rate.too_many"})
SENTENCES: Final = {
    "access.sign_in": N_("Xin đăng nhập để tiếp tục."),
    "access.role": N_("Tài khoản này chưa được giao việc đó. Xin nhờ quản trị viên hoặc cán bộ phụ trách."),
    "access.other_site": N_("Yêu cầu đến từ một trang khác nên không được thực hiện. Xin mở lại trang của Lịch Sóng và thử lại."),
    "access.form_expired": N_("Trang này đã mở từ phiên trước. Xin tải lại trang rồi gửi lại."),
    "sign_in.wrong": N_("Thư điện tử hoặc mật khẩu chưa đúng. Xin kiểm tra rồi nhập lại."),
    "rate.too_many": N_("Đã thử quá nhiều lần. Xin đợi %(minutes)s phút rồi thử lại."),
    "person.email": N_("“%(email)s” chưa phải địa chỉ thư điện tử. Ví dụ đúng: lan@coquan.gov.vn."),
    "person.email_taken": N_("Địa chỉ %(email)s đã có tài khoản. Xin dùng địa chỉ khác hoặc sửa tài khoản đó."),
    "person.needs_outlet": N_("Tài khoản của đài, báo cần chọn đúng một đài, báo; tài khoản khác thì để trống."),
    "person.unknown": N_("Không tìm thấy tài khoản này. Xin xem lại danh sách người dùng."),
    "person.last_admin": N_("Đây là quản trị viên cuối cùng. Xin giao quyền quản trị cho người khác trước."),
    "password.wrong": N_("Mật khẩu hiện tại chưa đúng. Xin nhập lại."),
    "password.too_short": N_("Mật khẩu cần ít nhất %(least)s ký tự. Một câu ngắn dễ nhớ là đủ."),
    "password.too_long": N_("Mật khẩu dài nhất %(most)s ký tự. Xin rút gọn."),
    "password.too_common": N_("Mật khẩu này quá dễ đoán. Xin chọn một câu ngắn khác."),
    "link.unknown": N_("Liên kết này không đúng. Xin kiểm tra lại tin nhắn đã nhận hoặc gọi cơ quan gửi lịch."),
    "link.revoked": N_("Liên kết này đã được thu hồi. Xin gọi cơ quan gửi lịch để nhận liên kết mới."),
    "link.expired": N_("Liên kết này đã hết hạn. Xin gọi cơ quan gửi lịch để nhận liên kết mới."),
}  # fmt: skip
