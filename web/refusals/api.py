"""Sentences for programs."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "api.not_json": N_("Nội dung gửi lên không phải JSON đúng chuẩn."),
    "api.invalid": N_("Các mục sau chưa đúng: %(fields)s."),
    "api.if_match": N_('Xin gửi tiêu đề If-Match với phiên bản đã đọc, ví dụ "3".'),
    "api.key_reused": N_("Khoá Idempotency-Key này đã dùng cho một nội dung khác. Xin dùng khoá mới."),
    "confirm.needs_paper": N_("Xin nêu văn bản mà đài, báo đã ký (paper)."),
}
