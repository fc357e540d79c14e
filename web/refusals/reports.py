"""Sentences about reports and the periods that they tell of."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "period.no_such_day": N_("Ngày chốt số liệu phải có trong mọi năm. Ví dụ: ngày 14 tháng 6; ngày 29 tháng 2 thì không."),
    "form.not_a_day_of_year": N_("Chưa đọc được ngày này. Xin ghi ngày/tháng có trong mọi năm, thí dụ 14/6."),
    "period.half_after_year": N_("Ngày chốt số liệu 6 tháng phải trước ngày chốt số liệu năm."),
    "report.unknown": N_("Chiến dịch này không có báo cáo của kỳ đó."),
    "report.stale": N_("Báo cáo vừa được người khác sửa. Phần anh/chị gõ vẫn còn dưới đây; xin so với bản mới rồi lưu lại."),
    "report.rule_stale": N_("Ngày chốt số liệu vừa được người khác đặt lại. Xin xem bản mới rồi lưu lại."),
    "report.needs_source": N_("Xin ghi văn bản mà ngày chốt riêng căn cứ vào."),
    "period.unknown_year": N_("Năm báo cáo phải từ 2001 đến 2099."),
}  # fmt: skip
