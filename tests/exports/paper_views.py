"""One view of each kind of paper for an ordinary month, an empty one and the longest names, and what makes it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from campaigns.values.issued import Stationery
from campaigns.values.ledger import Amount
from campaigns.values.programme import ProgrammeDetails, WindowRepeat
from campaigns.values.urging import LateUnit, SilentUnit
from exports.acceptance import acceptance_minutes
from exports.brief import brief
from exports.estimate import annex
from exports.programme import ProgrammeView, Strand, programme
from exports.report import report
from exports.schedule import ScheduleView, schedule
from exports.submission import submission
from exports.urging import silent_list, urging_letter
from tests.exports import report_views
from tests.exports.brief_views import ARTICLE, OFFICE, PLAN, PROGRAMME, slot
from tests.exports.test_acceptance import AIRED, MINUTES
from tests.exports.test_acceptance import ARTICLE as PUBLISHED
from tests.exports.test_estimate import CLASS, CUT, ESTIMATE, NOON, PAPER, SHEET
from tests.exports.test_urging import LETTER, LIST, SILENT

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

WIDE_STRANDS = tuple(
    Strand(n, f"{LONG}\nTruyền hình BPTV1, Phát thanh", 1_096, "1 giờ 45 phút 30 giây", f"thứ Hai, thứ Tư, Chủ nhật\n{n} giờ 30 phút",
           f"Biên bản làm việc lần thứ {n} giữa {LONG} và các bên")
    for n in range(1, 15)
)  # fmt: skip
UNITS = tuple(SilentUnit(f"Ủy ban nhân dân xã số {n}", n % 3) for n in range(1, 12))
WIDE_UNITS = tuple(SilentUnit(f"{n}. {LONG}" if n % 9 else "Sở Y tế", n) for n in range(1, 121))
NOTHING = replace(ESTIMATE, lines=())
ONE_LINE = replace(ESTIMATE, lines=(NOON,))
WIDE_ESTIMATE = replace(
    CUT, title=f"Dự toán kinh phí truyền thông giữa {LONG} và {LONG}"[:300], funding=f"{LONG}; {LONG}", last_month="2018-01",
    lines=tuple(
        replace((NOON, CLASS)[n % 2], id=n, place=n, text=f"{LONG}, nội dung thứ {n}", quantity=1_000_000, price_vnd=999_999_999,
                unit=("hội nghị trực tuyến", "lượt")[n % 2], source=LONG,
                **({"appraised_quantity": 999_999, "appraised_price_vnd": 999_999_999, "cut_reason": LONG} if n % 3 == 0 else {}))
        for n in range(1, 61)
    ),
)  # fmt: skip
WIDE_PAPER = replace(
    PAPER, office=WIDE_OFFICE, plan=WIDE_PLAN, estimate=WIDE_ESTIMATE, addressees=("Ủy ban nhân dân tỉnh Bình Phước", LONG, "Sở Tài chính"),
    recipients=("Như trên", *(LONG,) * 6), price_papers=tuple(f"bảng giá theo văn bản số {n}/QĐ-PTTH ngày 14 tháng 12 năm 2016 của {LONG}" for n in range(5)),
)  # fmt: skip
WIDE_ENTRIES = tuple(
    replace((AIRED, PUBLISHED)[n % 2], slot=str(n), programme=LONG, theme=f"C · {LONG}", amount=(Amount(7_199, 0, 10**12), Amount(0, 1, 10**12))[n % 2])
    for n in range(40)
)  # fmt: skip

VIEWS: Mapping[str, Mapping[str, Callable[[], bytes]]] = {
    "brief": {
        "ordinary": lambda: brief(PROGRAMME),
        "empty": lambda: brief(replace(PROGRAMME, deadlines=(), price_vnd=None, details=replace(PROGRAMME.details, people=(), places=(), steps=()))),
        "longest": lambda: brief(replace(PROGRAMME, office=WIDE_OFFICE, plan=WIDE_PLAN, slot=replace(PROGRAMME.slot, title=f"{LONG}; {LONG}", outlet=LONG))),
    },
    "outline": {
        "ordinary": lambda: brief(ARTICLE),
        "empty": lambda: brief(replace(ARTICLE, deadlines=(), price_vnd=None, details=replace(ARTICLE.details, photos=(), people=(), steps=()))),
        "longest": lambda: brief(replace(ARTICLE, office=WIDE_OFFICE, plan=WIDE_PLAN, slot=replace(ARTICLE.slot, title=f"{LONG}; {LONG}", outlet=LONG))),
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
        "empty": lambda: programme(replace(JOINT, themes=(), strands=(), details=ProgrammeDetails(), recipients=())),
        "longest": lambda: programme(
            replace(JOINT, office=WIDE_OFFICE, plan=WIDE_PLAN, outlet=LONG, themes=(LONG,) * 9, strands=WIDE_STRANDS, recipients=(LONG,) * 4,
                    details=ProgrammeDetails("Giám đốc phụ trách", WORDY, repeats=tuple(WindowRepeat(n, LONG) for n in range(1, 15))))
        ),
    },
    "estimate": {
        "ordinary": lambda: annex(SHEET),
        "one": lambda: annex(replace(SHEET, estimate=ONE_LINE, submitted_on=None)),
        "empty": lambda: annex(replace(SHEET, estimate=NOTHING)),
        "longest": lambda: annex(replace(SHEET, office=WIDE_OFFICE, plan=WIDE_PLAN, estimate=WIDE_ESTIMATE)),
    },
    "submission": {
        "ordinary": lambda: submission(PAPER),
        "one": lambda: submission(replace(PAPER, estimate=ONE_LINE, price_papers=())),
        "empty": lambda: submission(replace(PAPER, estimate=NOTHING, price_papers=())),
        "longest": lambda: submission(WIDE_PAPER),
    },
    "report": {
        "ordinary": lambda: report(report_views.ORDINARY),
        "empty": lambda: report(report_views.EMPTY),
        "longest": lambda: report(report_views.LONGEST),
    },
    "year": {
        "ordinary": lambda: report(report_views.YEAR),
        "empty": lambda: report(report_views.EMPTY_YEAR),
        "longest": lambda: report(report_views.LONGEST_YEAR),
    },
    "letter": {
        "ordinary": lambda: urging_letter(replace(LETTER, silent=UNITS)),
        "one": lambda: urging_letter(replace(LETTER, silent=SILENT[:1])),
        "longest": lambda: urging_letter(replace(LETTER, office=WIDE_OFFICE, plan=WIDE_PLAN, silent=WIDE_UNITS, recipients=("Như trên", LONG))),
    },
    "list": {
        "ordinary": lambda: silent_list(LIST),
        "empty": lambda: silent_list(replace(LIST, in_time=0, late=(), silent=SILENT[:1], letter_dated=None)),
        "longest": lambda: silent_list(
            replace(LIST, office=WIDE_OFFICE, plan=WIDE_PLAN, to=LONG, silent=WIDE_UNITS, in_time=1_000, recipients=("Như trên", LONG),
                    late=tuple(LateUnit(f"{n}. {LONG}", date(2017, 6, 15) + timedelta(days=n), n) for n in range(1, 61)))
        ),
    },
    "minutes": {
        "ordinary": lambda: acceptance_minutes(MINUTES),
        "empty": lambda: acceptance_minutes(replace(MINUTES, entries=())),
        "longest": lambda: acceptance_minutes(
            replace(MINUTES, office=WIDE_OFFICE, plan=WIDE_PLAN, outlet=LONG, contact=WORDY, entries=WIDE_ENTRIES)
        ),
    },
}  # fmt: skip


def all_made() -> dict[str, bytes]:
    """Every paper of the matrix, by ``kind-case``."""
    return {f"{kind}-{case}": make() for kind, cases in VIEWS.items() for case, make in cases.items()}
