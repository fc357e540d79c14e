"""The estimate as a workbook: formulas beside the values that they give, so that a clerk can go on reckoning."""

import io
from datetime import date, datetime, time
from typing import Final

import xlsxwriter

from campaigns.values.estimates import EstimateView
from exports import wording

_HEADS: Final = (
    "STT", "Nội dung chi", "Đơn vị tính", "Số lượng", "Đơn giá (đồng)", "Thành tiền (đồng)", "Số lượng thẩm định",
    "Đơn giá thẩm định (đồng)", "Số thẩm định (đồng)", "Giảm (đồng)", "Lý do giảm", "Căn cứ giá", "Căn cứ số lượng",
)  # fmt: skip
_WIDTHS: Final = (6, 52, 12, 12, 18, 20, 12, 18, 20, 18, 30, 34, 34)


def workbook(estimate: EstimateView, *, dated: date) -> bytes:
    """One sheet: a row a line, sums below, the total in words; the same estimate gives the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": estimate.title[:200], "created": datetime.combine(dated, time())})
    sheet = book.add_worksheet("Dự toán")
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1})
    money, text = book.add_format({"num_format": "#,##0"}), book.add_format({"text_wrap": True})
    bold = book.add_format({"bold": True, "num_format": "#,##0"})
    for column, (words, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.write_string(0, column, words, head)
        sheet.set_column(column, column, width)
    for row, line in enumerate(estimate.lines, 1):
        quantity, price = line.granted
        at = row + 1  # as a spreadsheet counts
        sheet.write_number(row, 0, line.place)
        for column, told in (
            (1, line.text),
            (2, line.unit),
            (10, line.cut_reason),
            (11, line.source),
            (12, line.ground),
        ):
            sheet.write_string(row, column, told, text)
        for column, figure in ((3, line.quantity), (4, line.price_vnd), (6, quantity), (7, price)):
            sheet.write_number(row, column, figure, money)
        sheet.write_formula(row, 5, f"=D{at}*E{at}", money, line.amount_vnd)
        sheet.write_formula(row, 8, f"=G{at}*H{at}", money, line.granted_vnd)
        sheet.write_formula(row, 9, f"=F{at}-I{at}", money, line.amount_vnd - line.granted_vnd)
    end = len(estimate.lines) + 1
    sheet.write_string(end, 1, "Tổng cộng", bold)
    sums = {5: estimate.asked_vnd, 8: estimate.granted_vnd, 9: estimate.asked_vnd - estimate.granted_vnd}
    for column, total in sums.items():
        letter = "ABCDEFGHIJ"[column]
        sheet.write_formula(end, column, f"=SUM({letter}2:{letter}{end})" if estimate.lines else "=0", bold, total)
    sheet.write_string(end + 1, 1, f"Bằng chữ: {wording.money_in_words(estimate.granted_vnd)}", text)
    sheet.freeze_panes(1, 2)
    book.close()
    return out.getvalue()
