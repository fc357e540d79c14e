"""Sentences about urging units to report, and about outlets that go into one another."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "urging.order": N_("Các ngày phải theo thứ tự: báo trước, nhắc hạn, hết hạn, công văn đôn đốc, tổng hợp. Xin xem lại số ngày."),
    "urging.far": N_("Mỗi bước cách hạn không quá %(most)s ngày. Xin ghi số nhỏ hơn."),
    "urging.stale": N_("Ngày nhắc vừa được người khác sửa. Xin xem bản mới rồi lưu lại."),
    "merger.itself": N_("Xin chọn một đài, báo khác để sáp nhập vào."),
    "merger.no_source": N_("Xin ghi văn bản quyết định việc sáp nhập."),
    "merger.closed": N_("%(name)s không hoạt động vào ngày này hoặc đã sáp nhập. Xin chọn ngày hoặc đài, báo khác."),
    "merger.early": N_("Đã có lượt phát, bài đăng mang tên cũ. Ngày sáp nhập sớm nhất là %(first)s."),
    "outlet.merged": N_("%(name)s đã sáp nhập vào đài, báo khác từ ngày %(on)s. Xin sửa ở đài, báo tiếp nhận."),
}  # fmt: skip
