"""Sentences about long work."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "task.unknown": N_("Không tìm thấy việc này. Xin xem lại danh sách việc đã nhờ."),
    "task.too_many": N_("Anh/chị đã có %(most)s việc đang chờ. Xin đợi bớt hoặc dừng việc không cần nữa rồi thử lại."),
    "task.not_yours": N_("Chỉ người đã nhờ việc này hoặc quản trị viên mới dừng được."),
    "task.failed": N_("Có trục trặc ở phía Lịch Sóng, chưa có gì bị thay đổi. Xin thử lại; nếu vẫn vậy, xin báo quản trị viên số tham chiếu %(reference)s."),
}  # fmt: skip
