"""Sentences about price lists and estimates."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "rate.no_size": N_("Chưa rõ độ dài, số chữ hoặc số lượng để tính giá. Xin ghi số lớn hơn 0."),
    "rate.beyond_bands": N_("Bảng giá chỉ ghi giá đến mức %(most)s. Xin hỏi đài, báo giá của mức lớn hơn."),
    "rate.too_long": N_("Không ghép giá cho độ dài quá %(most)s giây. Xin chọn dòng giá của chương trình dài."),
    "rates.no_heading": N_("Chưa thấy dòng tiêu đề có cột giá hoặc cột độ dài (10 giây, 30 giây…). Xin thêm dòng tiêu đề rồi chọn lại."),
    "rates.unknown": N_("Không tìm thấy bảng giá này. Xin mở lại danh sách bảng giá của đài, báo."),
    "rates.stale": N_("Người khác vừa sửa bảng giá này. Xin xem lại rồi lưu."),
    "rates.settled": N_("Bảng giá này đã áp dụng hoặc đã bỏ nên không sửa được. Giá mới xin đưa vào thành bảng khác."),
    "rates.tax_rate": N_("Giá chưa gồm thuế thì phải biết thuế suất để tính số phải trả."),
    "rates.validity": N_("Ngày cuối phải sau ngày bắt đầu áp dụng."),
    "rates.answer": N_("Chưa hiểu một câu trả lời về số đáng ngờ. Xin chọn lại."),
    "rates.unanswered": N_("Còn %(count)s số đáng ngờ chưa trả lời."),
    "rates.unclear": N_("Chưa rõ đơn vị tiền, thuế hoặc cách tính độ dài khác. Xin chọn đủ rồi áp dụng."),
    "rates.no_decision": N_("Bảng giá cần số văn bản, nguồn và ngày bắt đầu áp dụng."),
    "rates.no_lines": N_("Bảng này chưa có dòng giá nào tính được."),
    "rates.replaces_later": N_("Bảng bị thay bắt đầu từ %(first)s, không trước bảng này. Xin xem lại ngày áp dụng."),
    "rates.not_offered": N_("Dòng giá này không còn hợp với khung, hoặc bảng giá không còn hiệu lực. Xin mở lại trang của khung."),
    "line.no_price": N_("không ghi giá."),
    "line.bad_price": N_("giá không phải là số."),
    "line.no_unit": N_("không ghi đơn vị tính."),
    "line.bad_unit": N_("chưa hiểu đơn vị tính."),
    "line.no_name": N_("không ghi nội dung hay khung giờ."),
    "figure.grouping": N_("Dấu ngăn hàng nghìn không đúng chỗ, chưa rõ là số nào."),
    "figure.decimals": N_("Bảng giá thường ghi số nguyên; số này có phần lẻ, hoặc thừa dấu."),
    "figure.mark": N_("Số này ngăn hàng nghìn bằng dấu khác với các số còn lại."),
    "figure.zero": N_("Giá bằng 0."),
    "figure.neighbours": N_("Lệch nhiều lần so với các giá bên cạnh (%(near)s)."),
    "figure.cheaper": N_("Dài hơn mà rẻ hơn mức trước (%(near)s)."),
    "figure.thousands": N_("Nhỏ hơn 1.000 đồng; có thể bảng ghi theo nghìn đồng."),
    "figure.dong": N_("Lớn hơn một tỷ đồng nếu tính theo nghìn; có thể số này ghi theo đồng."),
}  # fmt: skip
