"""Sentences beside a field."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "form.required": N_("Xin điền mục này."),
    "form.too_long": N_("Mục này dài quá %(most)s ký tự. Xin rút gọn."),
    "form.not_a_number": N_("Xin ghi số nguyên, ví dụ 1.200.000."),
    "form.out_of_range": N_("Số này nằm ngoài khoảng cho phép."),
    "form.not_a_date": N_("Xin ghi ngày dạng dd/mm/yyyy, ví dụ 06/04/2017."),
    "form.date_out_of_range": N_("Ngày phải trong khoảng năm 2000 đến 2100."),
    "form.not_an_hour": N_("Xin ghi giờ dạng 19:45 hoặc 19h45."),
    "form.not_a_length": N_("Xin ghi thời lượng dạng 30″, 45 giây hoặc 5 phút."),
    "form.not_in_list": N_("Xin chọn một mục trong danh sách."),
    "month.unreadable": N_("Tháng không đúng dạng NĂM-THÁNG, ví dụ 2017-04."),
    "form.not_understood": N_("Mục này chưa đọc được. Xin kiểm tra lại."),
}  # fmt: skip
