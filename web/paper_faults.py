"""What the format check finds, in the reader's words: what is the matter and what to do."""

from collections.abc import Mapping
from typing import Final

from exports.lint import ADVICE, Finding
from web.language import N_, gettext, ngettext

SENTENCES: Final[Mapping[str, str]] = {
    "page.undefined": N_("Chưa đặt khổ giấy và lề. Chọn A4, lề trên và dưới 20 đến 25 mm, trái 30 đến 35 mm, phải 15 đến 20 mm."),
    "page.size": N_("Khổ giấy %(wide)s × %(high)s mm. Chọn A4 (210 × 297 mm)."),
    "page.margin": N_("Lề %(side)s %(is)s mm. Đặt từ %(least)s đến %(most)s mm."),
    "page.number_at_bottom": N_("Số trang ở cuối trang. Đặt ở giữa, phía trên."),
    "page.number_missing": N_("Chưa có số trang. Chèn số trang ở giữa, phía trên, từ trang 2."),
    "page.number_on_first": N_("Trang đầu có số trang. Chọn “Trang đầu khác” (Different First Page) và để trống đầu trang 1."),
    "page.number_not_centred": N_("Số trang chưa ở giữa. Canh giữa đầu trang."),
    "page.number_size": N_("Số trang không phải cỡ 13 đến 14. Đặt lại cỡ chữ ở đầu trang."),
    "page.number_format": N_("Số trang không phải chữ số Ả Rập. Chọn kiểu 1, 2, 3."),
    "head.no_state": N_("Không thấy Quốc hiệu. Ghi “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” ở trên cùng bên phải."),
    "head.state_set": N_("Quốc hiệu phải in hoa, đậm, cỡ 12 đến 13."),
    "head.no_motto": N_("Không thấy Tiêu ngữ. Ghi “Độc lập - Tự do - Hạnh phúc” dưới Quốc hiệu."),
    "head.motto_words": N_("Tiêu ngữ phải ghi đúng “Độc lập - Tự do - Hạnh phúc”, gạch nối có cách chữ."),
    "head.motto_set": N_("Tiêu ngữ phải đậm, đứng, cỡ 13 đến 14."),
    "head.no_number": N_("Không thấy dòng “Số:”. Ghi số, ký hiệu dưới tên cơ quan."),
    "head.number_spaces": N_("Có khoảng trống trong số, ký hiệu: “%(found)s”. Viết liền dấu / và dấu -."),
    "head.number_form": N_("Số, ký hiệu “%(found)s” chưa đúng. Ghi như “Số: 05/TB-STP”."),
    "head.number_zero": N_("Số nhỏ hơn 10 phải thêm số 0 phía trước: 0%(found)s."),
    "head.number_set": N_("Số, ký hiệu phải cỡ 13, kiểu đứng, không đậm."),
    "head.symbol_cv": N_("Ký hiệu “%(found)s” có chữ CV; công văn không có ký hiệu loại. Ghi tên cơ quan và đơn vị soạn thảo, như “STP-KSTTHC”."),
    "head.symbol_form": N_("Ký hiệu “%(found)s” chưa đúng. Dùng chữ in hoa, các phần nối bằng dấu - viết liền."),
    "head.symbol_type": N_("Ký hiệu “%(found)s” không khớp tên loại văn bản. Bắt đầu bằng “%(code)s”."),
    "head.no_date": N_("Không thấy địa danh và thời gian. Ghi như “Bình Phước, ngày 06 tháng 3 năm 2017”."),
    "head.date_set": N_("Địa danh và thời gian phải nghiêng, cỡ 13 đến 14."),
    "head.type_set": N_("Tên loại văn bản phải in hoa, đậm, cỡ 13 đến 14."),
    "head.annex_set": N_("Chữ “Phụ lục” và tên phụ lục phải đậm, cỡ 14, canh giữa."),
    "head.annex_alone": N_("Phụ lục chưa ghi kèm theo văn bản nào. Ghi “(Kèm theo …)” dưới tên phụ lục."),
    "head.annex_attached": N_("Dòng “(Kèm theo …)” của phụ lục phải nghiêng."),
    "head.no_subject": N_("Không thấy tên loại văn bản, cũng không có trích yếu “V/v”. Công văn ghi “V/v …” dưới số, ký hiệu."),
    "type.theme_font": N_("Phông chữ lấy theo chủ đề (theme). Chọn hẳn Times New Roman cho đoạn và cho kiểu (style) của nó."),
    "type.face": N_("Phông chữ %(face)s. Chọn Times New Roman, cả cho chữ Việt và ký hiệu."),
    "type.colour": N_("Chữ có màu. Đặt màu đen."),
    "type.marked": N_("Chữ bị tô nền. Bỏ tô nền."),
    "type.underline": N_("Chữ bị gạch dưới. Bỏ gạch dưới; đường kẻ thì dùng đường viền."),
    "type.size": N_("Cỡ chữ %(size)s. Dùng cỡ từ %(least)s đến %(most)s."),
    "type.body_size": N_("Chữ của nội dung cỡ %(size)s. Dùng cỡ 13 hoặc 14, thống nhất trong văn bản."),
    "type.not_justified": N_("Đoạn văn chưa canh đều hai bên. Chọn canh đều (Justify)."),
    "type.line_spacing": N_("Giãn dòng %(is)s. Dùng từ dòng đơn đến 1,5."),
    "text.placeholder": N_("Còn chỗ chưa điền: “%(found)s”. Điền nội dung hoặc bỏ đi."),
    "text.not_nfc": N_("Chữ Việt gõ bằng dấu rời (Unicode tổ hợp). Chuyển sang Unicode dựng sẵn."),
    "text.double_space": N_("Có hai khoảng trống liền nhau. Bớt một."),
    "text.space_before_mark": N_("Có khoảng trống trước dấu “%(found)s”. Viết liền dấu với chữ trước."),
    "text.straight_quotes": N_("Ngoặc kép thẳng. Dùng “ và ”."),
    "text.tone_marks": N_("Dấu thanh đặt kiểu “%(found)s”. Thống nhất kiểu “òa, úy” như trong Quốc hiệu."),
    "text.currency": N_("Đơn vị tiền “%(found)s”. Viết “đồng”."),
    "text.hour": N_("Giờ viết “%(found)s”. Viết như “19 giờ 45 phút”."),
    "text.thousands": N_("Số “%(found)s” ngăn hàng nghìn bằng dấu phẩy. Dùng dấu chấm."),
    "date.impossible": N_("Không có ngày “%(found)s”. Xem lại ngày tháng."),
    "date.day_without_zero": N_("Ngày nhỏ hơn 10 phải thêm số 0: “%(found)s”."),
    "date.month_without_zero": N_("Tháng 1, tháng 2 phải thêm số 0: “%(found)s”."),
    "date.month_with_zero": N_("Tháng 3 đến tháng 9 không thêm số 0: “%(found)s”."),
    "date.weekday": N_("“%(found)s” sai thứ; ngày đó là %(right)s."),
    "table.no_repeat": N_("Dòng tiêu đề của bảng không lặp lại ở trang sau. Chọn “Repeat Header Rows” cho dòng đầu."),
    "table.row_splits": N_("%(rows)s dòng của bảng có thể bị cắt giữa hai trang. Bỏ chọn “Allow row to break across pages”."),
    "table.no_caption": N_("Bảng chưa có tiêu đề cho người dùng trình đọc màn hình. Điền ở Table Properties, Alt Text."),
    "table.numbering": N_("Số thứ tự ghi %(is)s, lẽ ra %(right)s. Đánh lại từ 1."),
    "table.sum": N_("Dòng tổng ghi %(is)s, cộng lại được %(right)s. Xem lại các dòng và tổng."),
    "amount.unreadable": N_("Không đọc được số tiền bằng chữ: “%(found)s”. Viết lại, như “Bốn triệu năm trăm nghìn đồng”."),
    "amount.differs": N_("Số tiền %(figure)s đồng khác với bằng chữ “%(words)s”. Sửa cho khớp."),
    "amount.without_unit": N_("Số tiền bằng chữ chưa kết thúc bằng “đồng”."),
    "close.no_end_mark": N_("Chưa có dấu “./.” sau câu cuối."),
    "close.end_mark_place": N_("Dấu “./.” nằm sau phần Nơi nhận. Đặt ngay sau câu cuối của nội dung."),
    "close.no_recipients": N_("Không thấy “Nơi nhận:”. Ghi ở cuối, bên trái."),
    "close.recipients_label": N_("“Nơi nhận:” phải nghiêng, đậm, cỡ 12."),
    "close.recipients_words": N_("Ghi đúng “Nơi nhận:”."),
    "close.recipients_marks": N_("Mỗi nơi nhận kết thúc bằng dấu chấm phẩy, nơi cuối bằng dấu chấm."),
    "close.recipients_set": N_("Danh sách nơi nhận phải cỡ 11, kiểu đứng."),
    "close.no_archive": N_("Nơi nhận chưa có dòng “- Lưu: VT, …”."),
    "close.academic_title": N_("Người ký “%(found)s” có học hàm, học vị. Chỉ ghi họ tên."),
    "close.signature_set": N_("Quyền hạn, chức vụ người ký phải đậm."),
    "close.no_addressee": N_("Chưa có “Kính gửi:”."),
    "ground.upright": N_("Căn cứ ban hành phải in nghiêng."),
    "ground.marks": N_("Mỗi căn cứ kết thúc bằng dấu chấm phẩy, căn cứ cuối bằng dấu chấm."),
    "heading.skips": N_("Tiêu đề cấp %(level)s nhảy cấp. Dùng lần lượt Heading 1, Heading 2, Heading 3."),
    "heading.by_hand": N_("Dòng này là tiêu đề nhưng chỉ in đậm. Dùng kiểu Heading để có mục lục."),
    "heading.capitals": N_("Tiêu đề phần (I, II) phải in hoa."),
    "file.no_title": N_("Tệp chưa có tiêu đề. Ghi trích yếu vào Title của tệp."),
    "file.no_creator": N_("Tệp chưa ghi cơ quan ban hành. Ghi tên cơ quan vào Author của tệp."),
    "file.tool_comment": N_("Tệp còn lời ghi của phần mềm tạo ra nó. Xoá ở Comments của tệp."),
    "file.language": N_("Ngôn ngữ của tệp không phải tiếng Việt. Chọn lại ngôn ngữ soát chính tả."),
}  # fmt: skip
SIDES: Final[Mapping[str, str]] = {"top": N_("trên"), "bottom": N_("dưới"), "left": N_("trái"), "right": N_("phải")}


def sentence(finding: Finding) -> str:
    """What is the matter, and what to do."""
    facts = dict(finding.facts)
    if side := SIDES.get(facts.get("side", "")):
        facts["side"] = gettext(side)
    for name in ("size", "is"):
        if isinstance(facts.get(name), float):
            facts[name] = f"{facts[name]:g}".replace(".", ",")
    return gettext(SENTENCES[finding.code]) % facts


def place(finding: Finding) -> str:
    """Where it stands, and how often."""
    at = finding.place
    quote = f": “{at.quote}”" if at.quote else ""
    told = {
        "paper": gettext("Cả văn bản"),
        "section": gettext("Phần %(number)s", number=at.number),
        "paragraph": gettext("Đoạn %(number)s", number=at.number) + quote,
        "table": (gettext("Bảng %(number)s, dòng %(row)s", number=at.number, row=at.row) if at.row
                  else gettext("Bảng %(number)s", number=at.number)) + quote,
    }[at.part]  # fmt: skip
    more = finding.facts.get("times", 1) - 1
    return told if more < 1 else told + " " + ngettext("và %(num)d chỗ nữa", "và %(num)d chỗ nữa", more)


def is_advice(finding: Finding) -> bool:
    """Whether it is no more than good to mend."""
    return finding.code in ADVICE
