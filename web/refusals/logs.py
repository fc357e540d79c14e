"""Sentences about stations' logs."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "log.wrong_type": N_("Tệp %(name)s là %(found)s, không phải bảng đọc được. Xin lưu thành .xlsx hoặc .csv rồi chọn lại."),
    "log.too_large": N_("Tệp %(name)s lớn hơn %(limit_kb)s KB. Xin tách theo ngày rồi chọn lại."),
    "log.too_many_rows": N_("Tệp %(name)s có hơn %(most)s dòng. Xin tách theo ngày rồi chọn lại."),
    "log.damaged": N_("Tệp %(name)s bị hỏng hoặc không đúng dạng. Xin mở bằng Excel, lưu lại rồi chọn tệp mới."),
    "log.encrypted": N_("Tệp %(name)s có mật khẩu. Xin bỏ mật khẩu, lưu lại rồi chọn tệp mới."),
    "airings.none": N_("Tháng %(month)s chưa có lượt phát nào đã thống nhất với đài này."),
    "airings.elsewhere": N_("Tệp này không phải danh sách phát của Lịch Sóng. Xin gửi chính tệp đã tải, không chép sang tệp khác."),
    "airings.touched": N_("Dòng này đã mất hoặc bị sửa dấu nhận của lượt. Xin điền vào tệp tải lại."),
    "airings.twice": N_("Dòng này chép từ dòng khác. Xin xoá dòng chép rồi gửi lại."),
    "airings.other_outlet": N_("Lượt này của đài, báo khác. Xin nhận ở trang của đài đó."),
    "airings.known": N_("Lượt này đã có minh chứng khác. Muốn sửa, xin đính chính ở trang của lượt."),
    "airings.bad_start": N_("Chưa đọc được giờ “%(text)s”. Xin ghi như 11:30 hoặc 11h30, hoặc “không phát”."),
    "airings.bad_length": N_("Chưa đọc được thời lượng “%(text)s”. Xin ghi như 45 giây hoặc 2:30."),
    "hand_in.unknown": N_("Không tìm thấy tệp đã gửi này."),
    "log.unknown": N_("Không tìm thấy nhật ký này. Xin mở danh sách nhật ký của đài."),
    "log.unknown_line": N_("Không tìm thấy dòng nhật ký này. Xin mở lại trang đối soát."),
    "log.taken": N_("Nhật ký này đã được ghi vào sổ. Xin mở trang đối soát để xem."),
    "log.no_start": N_("Chưa có cột nào ghi giờ bắt đầu. Xin chọn cột đó."),
    "log.nothing_read": N_("Chưa đọc được lượt nào trong %(name)s. Xin xem lại các cột và ngày."),
    "log.line_unreadable": N_("Dòng %(number)s chưa đọc được nên chưa gắn với lượt nào được."),
    "log.other_outlet": N_("Lượt này của đài, báo khác. Xin chọn lượt của đài gửi nhật ký."),
    "log.too_far": N_("Dòng %(number)s không thuộc khoảng ngày của lượt này. Xin chọn lượt gần ngày đó."),
    "log.slot_shown": N_("Dòng %(number)s đã được xác định là lượt này. Xin bỏ dòng đó trước."),
    "line.no_date": N_("không ghi ngày. Xin cho biết ngày phát sóng."),
    "line.bad_date": N_("chưa đọc được ngày “%(text)s”."),
    "line.no_start": N_("không ghi giờ bắt đầu."),
    "line.bad_start": N_("chưa đọc được giờ “%(text)s”."),
    "line.bad_length": N_("chưa đọc được thời lượng “%(text)s”."),
    "line.bare": N_("không ghi chương trình hay nội dung."),
}  # fmt: skip
