"""Sentences about urging units to report."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "urging.order": N_("Các ngày phải theo thứ tự: báo trước, nhắc hạn, hết hạn, công văn đôn đốc, tổng hợp. Xin xem lại số ngày."),
    "urging.far": N_("Mỗi bước cách hạn không quá %(most)s ngày. Xin ghi số nhỏ hơn."),
}  # fmt: skip
