"""Sentences about units, their duties and their reports."""

from typing import Final

from web.language import N_

CONFLICTS: Final = {
    "unit_report.illegal_move": N_(
        "Báo cáo đã ở trạng thái khác nên không làm được việc này nữa. Xin xem trạng thái hiện tại rồi chọn lại."
    ),
}
"""What another state of things rules out."""
SENTENCES: Final = CONFLICTS | {
    "unit.unknown": N_("Không tìm thấy đơn vị này. Xin mở danh sách đơn vị."),
    "unit.name_taken": N_("Đã có đơn vị tên “%(name)s” ở cùng nơi. Xin dùng đơn vị đó hoặc đặt tên khác."),
    "unit.covers_nothing": N_("Một nhóm cần ít nhất một cấp mà nó gọi chung; đơn vị riêng thì không chọn cấp nào."),
    "unit.parent_closed": N_("Đơn vị cấp trên chưa có hoặc không còn vào ngày %(date)s. Xin chọn đơn vị khác."),
    "unit.closed": N_("Đơn vị này chưa có hoặc không còn vào ngày %(date)s. Xin chọn đơn vị hoặc ngày khác."),
    "unit.past_reported": N_("Kỳ trước ngày %(first)s đã có báo cáo nên giữ nguyên như lúc đó. Xin chọn từ ngày %(first)s trở đi."),
    "unit.stale": N_("Đơn vị vừa được người khác sửa. Xin xem bản mới rồi lưu lại; những gì đã gõ vẫn còn đây."),
    "unit.too_early": N_("Xin chọn từ ngày %(first)s trở đi."),
    "unit.ring": N_("Đơn vị được chọn đang trực thuộc chính đơn vị này. Xin chọn đơn vị khác."),
    "unit.into_itself": N_("Một đơn vị không nhập vào chính nó. Xin chọn đơn vị khác."),
    "unit.has_duties": N_("Đơn vị còn giữ %(duties)s nhiệm vụ. Xin chọn đơn vị nhận, hoặc chuyển nhiệm vụ trước."),
    "unit.has_units": N_("Còn %(units)s đơn vị trực thuộc. Xin chọn đơn vị nhận, hoặc chuyển các đơn vị đó trước."),
    "unit_list.empty": N_("Danh sách chưa có dòng nào. Xin dán danh sách hoặc chọn tệp."),
    "unit_list.troubled": N_("Các dòng %(lines)s chưa nhận được. Xin sửa, hoặc chọn bỏ qua các dòng đó."),
    "unit_list.too_long": N_("Danh sách dài hơn 2.000 dòng. Xin chia nhỏ."),
    "unit_list.no_name": N_("Thiếu tên đơn vị."),
    "unit_list.long_cell": N_("Có ô dài hơn 300 chữ."),
    "unit_list.no_level": N_("Chưa rõ cấp; xin ghi: tỉnh, sở, huyện, xã hoặc khác."),
    "unit_list.group": N_("Đây là tên gọi chung của nhiều đơn vị; xin ghi từng đơn vị."),
    "unit_list.email": N_("Thư điện tử chưa đúng."),
    "unit_list.twice": N_("Đã có ở dòng trên."),
    "unit_list.no_parent": N_("Không tìm thấy đơn vị cấp trên vào ngày này."),
    "unit_list.parent_unclear": N_("Có nhiều đơn vị cấp trên cùng tên."),
    "duty.unknown": N_("Không tìm thấy nhiệm vụ này. Xin mở lại trang của đơn vị."),
    "duty.same_unit": N_("Đơn vị này đang giữ nhiệm vụ đó rồi. Xin chọn đơn vị khác."),
    "duty.too_early": N_("Nhiệm vụ chỉ chuyển được từ ngày %(first)s trở đi."),
    "report.no_period": N_("Không tìm thấy kỳ báo cáo này."),
    "unit_report.unknown": N_("Đơn vị chưa gửi báo cáo nào của kỳ này."),
    "unit_report.stale": N_("Báo cáo vừa được sửa ở nơi khác. Xin xem bản hiện tại rồi gửi lại; những gì đã gõ vẫn còn đây."),
    "unit_report.not_yet": N_("Kỳ báo cáo này mở từ ngày %(first)s."),
    "unit_report.not_a_unit": N_("Đây là tên gọi chung của nhiều đơn vị, không tự báo cáo được. Xin chọn từng đơn vị."),
    "unit_report.figure": N_("Số liệu là số nguyên từ 0 đến %(most)s."),
    "unit_report.empty": N_("Báo cáo chưa có gì. Xin ghi ít nhất một số liệu (0 nếu không có hoạt động) hoặc một nhận xét."),
    "unit_report.ahead": N_("Ngày %(date)s chưa tới. Xin ghi ngày nhận được báo cáo giấy."),
    "unit_report.needs_paper": N_("Xin ghi số, ký hiệu của báo cáo giấy."),
    "unit_report.no_reason": N_("Xin ghi lý do trả lại; đơn vị sẽ đọc được."),
}  # fmt: skip
