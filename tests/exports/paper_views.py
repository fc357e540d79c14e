"""One view of each kind of paper for an ordinary month, an empty one and the longest names, and what makes it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from campaigns.values.issued import Stationery
from campaigns.values.programme import ProgrammeDetails
from exports.acceptance import acceptance_minutes
from exports.brief import brief
from exports.programme import ProgrammeView, Strand, programme
from exports.schedule import ScheduleView, schedule
from tests.exports.brief_views import ARTICLE, OFFICE, PLAN, PROGRAMME, slot
from tests.exports.test_acceptance import MINUTES

LONG = "Đài Phát thanh và Truyền hình liên huyện vùng biên giới phía Bắc và phía Tây tỉnh Bình Phước, Chi nhánh thị xã Phước Long"
WORDY = "Nguyễn Phước Quý Thịnh Hoàng Nghiêm Thị Khương Đường Tường Vân"
WIDE_OFFICE = replace(
    OFFICE, agency="Sở Thông tin, Truyền thông, Khoa học, Công nghệ và Chuyển đổi số tỉnh Bình Phước", agency_symbol="STTTTKHCNCĐS", signatory_name=WORDY,
    superior_agency="Ủy ban nhân dân tỉnh Bình Phước và các cơ quan phối hợp", recipients=(LONG, f"{LONG} (để phối hợp)"),
)  # fmt: skip
WIDE_PLAN = replace(PLAN, title="; ".join([PLAN.title, LONG] * 3))
GIVEN = Stationery(date(2017, 3, 6), 5)
MANY = tuple(
    slot(uid=f"s{n}", date=date(2017, 3, 1) + timedelta(days=n % 30), title=f"Một cửa hiện đại, kỳ {n}", starts_at=slot().starts_at + timedelta(days=n))
    for n in range(40)
)  # fmt: skip
SCHEDULE = ScheduleView(OFFICE, PLAN, "2017-03", MANY, GIVEN, ("Báo Bình Phước",), confirm_by=date(2017, 3, 10))
JOINT = ProgrammeView(
    OFFICE, PLAN, "Đài Phát thanh và Truyền hình Bình Phước", press=False, year=2017, themes=("Chính sách mới", "Công khai thủ tục"),
    strands=(Strand(1, "Thời sự trưa\nBPTV1", 96, "5 phút", "thứ Hai, thứ Tư\n11 giờ 30 phút", "Biên bản họp ngày 01 tháng 3 năm 2017"),),
    details=ProgrammeDetails("Giám đốc", "Phạm Văn Sóng"), given=GIVEN, recipients=("Báo Bình Phước",),
)  # fmt: skip

VIEWS: Mapping[str, Mapping[str, Callable[[], bytes]]] = {
    "brief": {
        "ordinary": lambda: brief(PROGRAMME),
        "empty": lambda: brief(replace(PROGRAMME, deadlines=(), price_vnd=None, details=replace(PROGRAMME.details, people=(), places=(), steps=()))),
        "longest": lambda: brief(replace(PROGRAMME, office=WIDE_OFFICE, plan=WIDE_PLAN, slot=replace(PROGRAMME.slot, title=LONG * 2, outlet=LONG))),
    },
    "outline": {
        "ordinary": lambda: brief(ARTICLE),
        "empty": lambda: brief(replace(ARTICLE, deadlines=(), price_vnd=None, details=replace(ARTICLE.details, photos=(), people=(), steps=()))),
        "longest": lambda: brief(replace(ARTICLE, office=WIDE_OFFICE, plan=WIDE_PLAN, slot=replace(ARTICLE.slot, title=LONG * 2, outlet=LONG))),
    },
    "schedule": {
        "ordinary": lambda: schedule(SCHEDULE),
        "empty": lambda: schedule(replace(SCHEDULE, slots=(), confirm_by=None)),
        "longest": lambda: schedule(
            replace(SCHEDULE, office=WIDE_OFFICE, plan=WIDE_PLAN, slots=tuple(replace(one, outlet=LONG, title=LONG, programme=WORDY) for one in MANY))
        ),
    },
    "programme": {
        "ordinary": lambda: programme(JOINT),
        "empty": lambda: programme(replace(JOINT, themes=("Chính sách mới",), strands=JOINT.strands)),
        "longest": lambda: programme(
            replace(JOINT, office=WIDE_OFFICE, plan=WIDE_PLAN, outlet=LONG, themes=(LONG,) * 9, details=ProgrammeDetails("Giám đốc phụ trách", WORDY))
        ),
    },
    "minutes": {
        "ordinary": lambda: acceptance_minutes(MINUTES),
        "empty": lambda: acceptance_minutes(replace(MINUTES, entries=())),
        "longest": lambda: acceptance_minutes(replace(MINUTES, office=WIDE_OFFICE, plan=WIDE_PLAN, outlet=LONG, contact=WORDY)),
    },
}  # fmt: skip


def all_made() -> dict[str, bytes]:
    """Every paper of the matrix, by ``kind-case``."""
    return {f"{kind}-{case}": make() for kind, cases in VIEWS.items() for case, make in cases.items()}
