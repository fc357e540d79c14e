"""Sentences about slots, the month and what outlets answer."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "slot.unknown": N_("Không tìm thấy lượt phát này. Có thể nó thuộc đơn vị khác; xin quay lại bảng tháng."),
    "slot.stale": N_("Lượt phát này vừa được người khác sửa. Xin xem bản mới rồi làm lại."),
    "slot.not_sent": N_("Lượt này chưa gửi cho đài, báo. Xin gửi xác nhận trước."),
    "slot.too_late": N_("Đã quá giờ phát nên không đổi được nữa. Xin báo kết quả phát hoặc gọi cơ quan đặt lịch."),
    "slot.illegal_move": N_("Việc này không làm được khi lượt đang ở trạng thái %(state)s. Xin tải lại trang để xem các việc có thể làm."),
    "slot.not_now": N_("Việc này không làm được lúc này (trạng thái %(state)s). Có thể: %(valid)s."),
    "slot.needs_signoff": N_("Nội dung nhạy cảm cần hai người duyệt trước khi xác nhận."),
    "record.stale": N_("Người khác vừa lưu cùng lúc. Chưa có gì bị ghi đè; xin tải lại trang rồi làm lại."),
    "cell.changed": N_("%(by)s vừa đổi ô này lúc %(at)s. Xin xem bản mới rồi chọn giữ bản nào."),
    "edit.too_many": N_("Một lần sửa nhận tối đa %(most)s thao tác. Xin chia nhỏ."),
    "edit.other_month": N_("Ngày %(date)s không thuộc tháng đang mở. Xin mở đúng tháng."),
    "edit.unknown": N_("Không tìm thấy lần sửa này."),
    "edit.overtaken": N_("Không hoàn tác được vì ô này đã đổi sau đó hoặc chỗ cũ không còn trống. Xin sửa trực tiếp trên ô."),
    "move.nowhere": N_("Lượt đã ở đúng ô này."),
    "cancel.needs_reason": N_("Đài, báo đã xác nhận lượt này. Xin ghi lý do khi huỷ."),
    "fill.nothing_placed": N_("Không đặt được ô nào: các ngày đã chọn không phát, đã đầy hoặc là ngày nghỉ."),
    "copy.nothing": N_("Tháng %(month)s không có lượt nào chép sang được."),
    "window.unknown": N_("Không tìm thấy khung phát sóng này."),
    "window.booked": N_("Khung này còn %(slots)s lượt đã đặt. Xin kết thúc khung vào một ngày rồi thêm khung mới với giờ mới."),
    "window.no_day": N_("Xin chọn ít nhất một thứ trong tuần."),
    "window.no_anchor": N_("Khung phát cách tuần cần một ngày mốc của tuần đầu tiên."),
    "window.validity": N_("Ngày kết thúc phải sau ngày bắt đầu."),
    "theme.unknown": N_("Không tìm thấy chủ đề này trong kế hoạch."),
    "release.empty": N_("Tháng này chưa có lượt nào để phát hành."),
    "release.unknown": N_("Không tìm thấy phiên bản %(number)s."),
    "release.approved": N_("%(by)s đã duyệt phiên bản này."),
    "send.nothing": N_("Đài, báo này đã biết mọi thay đổi; không có gì mới để gửi."),
    "offer.not_open": N_("Lượt này hiện không nhận đề nghị đổi. Xin tải lại trang."),
    "offer.other_outlet": N_("Chỉ đề nghị được khung phát sóng của chính đài, báo mình."),
    "offer.declines": N_("Đài, báo từ chối và không nêu chỗ khác. Xin chuyển hoặc huỷ lượt này."),
    "offer.overtaken": N_("Đề nghị này không còn hiệu lực vì lượt đã đổi sau đó."),
    "offer.unknown": N_("Không tìm thấy đề nghị này."),
    "signoff.not_needed": N_("Lượt này không cần duyệt hai lần."),
    "signoff.twice": N_("Anh/chị đã duyệt rồi; cần thêm một người khác."),
    "month.unreadable": N_("Tháng không đúng dạng NĂM-THÁNG, ví dụ 2017-04."),
}  # fmt: skip
