"""Sentences about files that are handed in, and about phrases to read."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "upload.no_paper": N_("Chưa chọn tệp Word. Xin chọn một tệp .docx."),
    "upload.empty": N_("Tệp %(name)s không có nội dung nào. Xin kiểm tra rồi chọn lại tệp kế hoạch."),
    "upload.blank": N_("Tệp %(name)s không có chữ nào đọc được. Nếu là bản quét, xin dùng bản gốc .docx hoặc .txt."),
    "upload.wrong_type": N_("Tệp %(name)s là %(found)s, chưa phải văn bản đọc được. Xin lưu kế hoạch thành .docx hoặc .txt rồi chọn lại."),
    "upload.too_large": N_("Tệp %(name)s lớn hơn %(limit_kb)s KB. Xin bỏ ảnh, phụ lục rồi chọn lại."),
    "upload.not_text": N_("Tệp %(name)s không phải văn bản. Xin lưu kế hoạch thành .docx hoặc .txt rồi chọn lại."),
    "upload.legacy_encoding": N_("Tệp %(name)s dùng bảng mã cũ %(looks_like)s. Xin mở bằng Word hoặc UniKey, chuyển sang Unicode (UTF-8), lưu lại rồi chọn tệp mới."),
    "upload.unknown_encoding": N_("Không nhận ra bảng mã của tệp %(name)s. Xin lưu lại ở dạng Unicode (UTF-8) rồi chọn lại."),
    "upload.docx_damaged": N_("Tệp Word %(name)s bị hỏng hoặc không đúng dạng .docx. Xin mở bằng Word, lưu lại rồi chọn tệp mới."),
    "upload.docx_encrypted": N_("Tệp Word %(name)s có mật khẩu. Xin bỏ mật khẩu, lưu lại rồi chọn tệp mới."),
    "upload.docx_macro": N_("Tệp Word %(name)s có macro. Xin lưu thành .docx thường rồi chọn lại."),
    "upload.docx_embedded": N_("Tệp Word %(name)s có tệp khác nhúng bên trong. Xin bỏ tệp nhúng rồi chọn lại."),
    "upload.docx_external": N_("Tệp Word %(name)s trỏ tới nội dung bên ngoài. Xin bỏ liên kết ngoài, lưu lại rồi chọn lại."),
    "upload.docx_paths": N_("Tệp Word %(name)s được đóng gói khác thường. Xin mở bằng Word, lưu lại rồi chọn tệp mới."),
    "upload.docx_too_big": N_("Tệp Word %(name)s quá lớn sau khi mở. Xin bỏ ảnh, phụ lục rồi chọn lại."),
    "upload.docx_too_slow": N_("Đọc tệp Word %(name)s quá lâu nên đã dừng. Xin bỏ bảng lớn, phụ lục rồi chọn lại."),
    "phrases.not_a_table": N_('Cần một bảng JSON dạng {"mã": "câu"}. Xin xem ví dụ trong hướng dẫn.'),
    "deadline.unknown_rule": N_("Chưa tính được hạn theo quy tắc này. Xin ghi ngày cụ thể cho hạn báo cáo."),
}  # fmt: skip
