"""Sentences about briefs and the papers of a month."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "brief.incomplete": N_("Phiếu chưa đủ mục nên chưa làm được. Còn thiếu: %(fields)s. Xin điền ở trang nội dung của lượt."),
    "brief.wrong_kind": N_("Lượt này không thuộc loại văn bản đã chọn. Xin tải từ trang của lượt."),
    "brief.cancelled": N_("Lượt này đã huỷ hoặc không phát nên không lấy số phiếu mới. Xin làm phiếu cho lượt thay thế."),
    "brief.not_issued": N_("Cơ quan chưa phát hành văn bản hướng dẫn cho lượt này. Xin gọi cơ quan nếu cần gấp."),
    "brief.row_length": N_("Dòng %(row)s: thời lượng chưa đọc được. Xin ghi như 30″, 45 giây hoặc 5 phút."),
    "brief.row_words": N_("Dòng %(row)s: số chữ chưa đọc được. Xin ghi số nguyên, ví dụ 350."),
    "brief.row_too_much": N_("Dòng %(row)s: quá 40 dòng hoặc một ô quá 2.000 ký tự. Xin rút gọn."),
    "brief.row_date": N_("Dòng %(row)s: thời hạn chưa đọc được. Xin ghi ngày dạng dd/mm/yyyy."),
    "slot.no_such_act": N_("Việc này không có trên trang của lượt. Xin quay lại và dùng nút trên trang."),
    "correct.resolved": N_("Lượt lỡ này đã giải quyết xong nên không đính chính được nữa. Xin ghi chú vào lượt phát bù."),
    "paper.malformed": N_("Nội dung đã lưu của phiếu có mục %(field)s không đọc được. Xin điền lại ở trang nội dung của lượt."),
    "paper.unknown": N_("Không có văn bản này. Xin chọn lại từ trang Văn bản."),
    "paper.not_issued": N_("Văn bản này chưa phát hành, hoặc không có bản đó. Xin mở trang của văn bản."),
    "paper.incomplete": N_("Văn bản còn thiếu thông tin nên chưa làm được. Xin mở trang của văn bản để xem thiếu gì và điền ở đâu."),
    "paper.misformed": N_("Văn bản sai thể thức nên chưa phát hành. Xin sửa những chỗ này rồi phát hành lại."),
    "paper.unchanged": N_("Bản %(version)s đã phát hành nói đúng như vậy nên không cần bản mới."),
    "paper.changed": N_("Dữ liệu vừa thay đổi sau khi anh/chị mở trang. Dưới đây là bản mới; xin xem lại rồi phát hành."),
    "paper.stale": N_("Người khác vừa lưu trước. Xin mở lại trang để xem bản mới."),
    "paper.number_taken": N_("Số %(number)s/%(symbol)s đã dùng cho “%(title)s” trong năm nay. Xin lấy số khác."),
    "paper.check_empty": N_("Tệp %(name)s rỗng, không có gì để kiểm tra. Xin chọn lại tệp Word."),
    "paper.not_word": N_("Tệp %(name)s là %(found)s, không phải văn bản Word .docx. Xin mở bằng Word, lưu thành .docx rồi kiểm tra lại."),
    "paper.no_word": N_("Tệp %(name)s không phải văn bản Word .docx. Xin mở bằng Word, lưu thành .docx rồi kiểm tra lại."),
    "papers.none": N_("Tháng này chưa có văn bản nào được phát hành. Xin mở trang Văn bản, xem và phát hành từng văn bản."),
    "papers.not_alike": N_("Có văn bản phát hành bằng bản cũ của phần mềm nên không in chung được. Xin tải gói .zip và in từng tệp."),
    "attest.too_early": N_("Chưa đến lúc kết thúc nên chưa ghi nhận được. Xin báo sau khi phát xong."),
    "attest.implausible": N_("Giờ hoặc thời lượng này lệch quá xa so với đã đặt. Xin kiểm tra lại, hoặc gọi cơ quan đặt lịch."),
    "feed.unknown": N_("Chưa có lịch đăng ký này. Xin mở lịch đăng ký trước."),
}  # fmt: skip
