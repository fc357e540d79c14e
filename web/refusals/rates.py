"""Sentences about price lists and estimates."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "rate.no_size": N_("Chưa rõ độ dài, số chữ hoặc số lượng để tính giá. Xin ghi số lớn hơn 0."),
    "rate.beyond_bands": N_("Bảng giá chỉ ghi giá đến mức %(most)s. Xin hỏi đài, báo giá của mức lớn hơn."),
    "rate.too_long": N_("Không ghép giá cho độ dài quá %(most)s giây. Xin chọn dòng giá của chương trình dài."),
}  # fmt: skip
