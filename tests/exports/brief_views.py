"""Views that brief tests begin with: an office, a plan and two slots of the product's own making."""

from datetime import UTC, date, datetime, timedelta

from campaigns.values.papers import (
    BriefDetails,
    BriefView,
    Deadline,
    DeadlineKind,
    OfficeView,
    Passage,
    Photo,
    PlanCitation,
    Segment,
    Step,
)
from campaigns.values.slots import SlotView
from campaigns.values.words import ChannelKind, ContentForm, Evidence, SlotState

OFFICE = OfficeView(
    superior_agency="UBND tỉnh Bình Phước",
    agency="Sở Tư pháp",
    agency_symbol="STP",
    drafting_unit="KSTTHC",
    place="Bình Phước",
    phone="0271 3000 001",
    signs_for="KT. Giám đốc",
    signatory_title="Phó Giám đốc",
    signatory_name="Lê Thị Minh Hạnh",
    recipients=("Giám đốc Sở (để báo cáo)",),
)
PLAN = PlanCitation(
    number="36",
    symbol="KH-UBND",
    signed_on=date(2017, 2, 16),
    issuing_body="Ủy ban nhân dân tỉnh Bình Phước",
    title="Truyền thông về hoạt động kiểm soát thủ tục hành chính năm 2017 trên địa bàn tỉnh Bình Phước",
)
CREATED = datetime(2017, 2, 20, 2, tzinfo=UTC)


def slot(**changes: object) -> SlotView:
    """A television slot on Thursday 16 March 2017, 19:45, of five minutes."""
    starts_at = datetime(2017, 3, 16, 12, 45, tzinfo=UTC)
    told: dict[str, object] = {
        "uid": "6a0e4f3c-9d7e-4a55-8a55-0d1f3f2b7a01", "version": 1, "revision": 0, "generation": 0,
        "month": "2017-03", "campaign_id": 1, "campaign": "Kiểm soát thủ tục hành chính 2017",
        "campaign_slug": "kstthc-2017", "theme_id": 3, "theme_letter": "C",
        "theme": "Công khai thủ tục và tiếp nhận phản ánh, kiến nghị", "outlet_id": 1, "outlet_slug": "bptv",
        "outlet": "Đài Phát thanh và Truyền hình Bình Phước", "channel_id": 1, "channel": "Truyền hình BPTV1",
        "channel_kind": ChannelKind.TELEVISION, "window_id": 1, "programme": "Cải cách hành chính",
        "title": "Một cửa hiện đại ở thị xã Đồng Xoài: hồ sơ đất đai trả trước hẹn", "note": "",
        "date": date(2017, 3, 16), "start_minute": 19 * 60 + 45, "zone": "Asia/Ho_Chi_Minh", "starts_at": starts_at,
        "ends_at": starts_at + timedelta(seconds=300), "duration_s": 300, "all_day": False,
        "state": SlotState.PLANNED, "evidence": Evidence.NONE, "resolution": None, "created_at": CREATED,
        "changed_at": CREATED,
    }  # fmt: skip
    return SlotView(**{**told, **changes})  # type: ignore[arg-type]


PROGRAMME = BriefView(
    office=OFFICE,
    plan=PLAN,
    slot=slot(),
    details=BriefDetails(
        message="Người dân nộp hồ sơ đất đai một nơi, biết ngày trả và theo dõi được trên mạng; nếu trễ hẹn, "
        "cơ quan phải xin lỗi bằng văn bản và hẹn lại ngày trả.",
        legal_basis=(
            "Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính",
            "Quyết định số 09/2015/QĐ-TTg ngày 25 tháng 3 năm 2015 của Thủ tướng Chính phủ",
        ),
        people=("Công chức tiếp nhận hồ sơ tại bộ phận một cửa", "Hai người dân đã nhận kết quả trước hẹn"),
        places=("Bộ phận tiếp nhận và trả kết quả, UBND thị xã Đồng Xoài",),
        contact="Bà Trần Thu Vân, phòng KSTTHC, điện thoại 0271 3000 002",
        script_unit="Phòng Chuyên đề của Đài",
        material_unit="Phòng Chuyên đề của Đài",
        steps=(Step("Ghi hình tại bộ phận một cửa", "Đài và phòng KSTTHC", date(2017, 3, 9)),),
        running_order=(
            Segment("Nhạc hiệu", 10, "", "Hình hiệu chuyên mục", spoken=False),
            Segment("Lời dẫn", 25, "Vì sao hồ sơ đất đai hay trễ hẹn", "Người dẫn tại trường quay"),
            Segment(
                "Phóng sự", 180, "Một hồ sơ từ lúc nộp đến lúc nhận kết quả; quầy giao dịch, lịch hẹn, tra cứu",
                "Cận cảnh phiếu hẹn; toàn cảnh phòng tiếp dân",
            ),
            Segment("Phỏng vấn", 70, "Lãnh đạo UBND thị xã nói về cách giữ lời hẹn", "Cỡ trung, tiếng hiện trường"),
            Segment("Kết", 15, "Số điện thoại đường dây nóng", "Chữ trên màn hình"),
        ),
    ),
    speech_rate=220,
    form=ContentForm.STRAND,
    drawn_up_on=date(2017, 3, 6),
    slip_number=2,
    deadlines=(
        Deadline(DeadlineKind.BOOKING, date(2017, 3, 8)),
        Deadline(DeadlineKind.SCRIPT, date(2017, 3, 10)),
        Deadline(DeadlineKind.MATERIAL, date(2017, 3, 14)),
    ),
    repeats=(slot(date=date(2017, 3, 17), start_minute=6 * 60),),
    price_vnd=4_500_000,
)  # fmt: skip

ARTICLE = BriefView(
    office=OFFICE,
    plan=PLAN,
    slot=slot(
        outlet_slug="bao-bp", outlet="Báo Bình Phước", channel="Báo in Bình Phước", channel_kind=ChannelKind.PRINT,
        programme="Chuyên trang Cải cách hành chính", title="Gương công chức một cửa ở xã vùng sâu", start_minute=None,
        starts_at=datetime(2017, 3, 15, 17, tzinfo=UTC), ends_at=datetime(2017, 3, 16, 17, tzinfo=UTC), duration_s=0,
        all_day=True,
    ),
    details=BriefDetails(
        message="Một công chức tận tụy rút ngắn được đường đi của cả xã.",
        people=("Chị công chức tư pháp - hộ tịch xã",),
        script_unit="Phòng Bạn đọc của Báo",
        genre="Gương điển hình",
        headline="Người giữ lời hẹn ở xã biên giới",
        sapo="Ba năm qua, không một phiếu hẹn nào ở xã phải gia hạn.",
        passages=(
            Passage("Mở bài", 120, "Một buổi sáng ở bộ phận một cửa"),
            Passage("Thân bài", 780, "Cách làm, khó khăn và kết quả"),
            Passage("Kết", 100, "Lời người dân"),
        ),
        photos=(Photo("Quầy tiếp nhận hồ sơ", "Người dân xem lịch hẹn"), Photo("Chân dung", "")),
        interview_sources=("Chủ tịch UBND xã", "Ba hộ dân"),
    ),
    speech_rate=220,
    form=ContentForm.ARTICLE,
    drawn_up_on=date(2017, 3, 6),
    slip_number=3,
    page="Trang 2",
    size="½ trang",
    word_limit=1000,
    deadlines=(Deadline(DeadlineKind.SCRIPT, date(2017, 3, 13)),),
    price_vnd=1_005_000,
    price_basis="bảng giá đã thỏa thuận ngày 20 tháng 02 năm 2017",
)  # fmt: skip
