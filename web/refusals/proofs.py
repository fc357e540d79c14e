"""Sentences about the pages that show what was published."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "proof.none": N_("Xin chọn ảnh, tệp của trang báo, hoặc dán nội dung bài trên mạng."),
    "proof.empty": N_("Tệp %(name)s không có nội dung nào. Xin chụp hoặc chọn lại."),
    "proof.wrong_type": N_("Tệp %(name)s là %(found)s nên chưa nhận được. Xin gửi ảnh JPEG, PNG, WebP, tệp PDF, hoặc trang mạng đã lưu (.html, .txt)."),
    "proof.disguised": N_("Tệp %(name)s thật ra là %(found)s, không đúng như đuôi tên tệp. Xin lưu lại đúng loại rồi gửi."),
    "proof.too_large": N_("Tệp %(name)s lớn hơn %(most_mb)s MB. Xin chụp ở cỡ nhỏ hơn hoặc chỉ gửi trang có bài."),
    "proof.request_too_large": N_("Tệp lớn hơn %(most_mb)s MB nên chưa nhận được. Xin chụp ở cỡ nhỏ hơn hoặc chỉ gửi trang có bài."),
    "proof.damaged": N_("Tệp %(name)s bị hỏng hoặc chưa tải lên hết. Xin gửi lại."),
    "proof.too_slow": N_("Đọc tệp %(name)s quá lâu nên đã dừng. Xin chụp lại trang báo rồi gửi ảnh."),
    "proof.too_many_pixels": N_("Ảnh %(name)s có quá nhiều điểm ảnh. Xin chụp hoặc quét ở cỡ nhỏ hơn."),
    "proof.too_small": N_("Ảnh %(name)s quá nhỏ, không đọc được trang báo. Xin chụp gần và rõ hơn."),
    "proof.locked": N_("Tệp PDF %(name)s có mật khẩu. Xin bỏ mật khẩu rồi gửi lại."),
    "proof.active": N_("Tệp PDF %(name)s có lệnh chạy hoặc tệp nhúng nên không nhận. Xin in lại thành PDF thường hoặc chụp trang báo."),
    "proof.says_nothing": N_("Trang đã gửi không có chữ nào đọc được. Xin chép nội dung bài rồi dán vào."),
    "proof.text_too_long": N_("Nội dung dài quá 200.000 ký tự. Xin chỉ dán phần bài viết."),
    "proof.needs_url": N_("Xin ghi địa chỉ của bài trên mạng, để nội dung đã lưu có nguồn."),
    "proof.enough": N_("Bài này đã có %(most)s bản lưu. Xin gọi cơ quan nếu cần gửi thêm."),
    "proof.too_early": N_("Chưa đến ngày đăng này. Xin gửi bản lưu sau khi báo ra."),
    "proof.implausible": N_("Ngày đăng này cách ngày đã đặt hơn %(most_days)s ngày. Xin kiểm tra lại, hoặc gọi cơ quan đặt bài."),
    "proof.not_press": N_("Lượt phát sóng không có bản lưu trang báo. Xin báo giờ phát thực tế."),
    "proof.not_confirmed": N_("Chỉ ghi số báo, trang cho bài đã xác nhận và chưa có kết quả."),
    "proof.unknown": N_("Không tìm thấy bản lưu này."),
    "form.not_an_address": N_("Xin ghi địa chỉ đầy đủ của bài, bắt đầu bằng http:// hoặc https://."),
    "fault.proof": N_("Bản lưu %(uid)s không còn như lúc nhận."),
}  # fmt: skip
