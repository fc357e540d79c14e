"""Reports that tests begin with: an ordinary half-year, an empty one, a year, and one with the longest names."""

from dataclasses import replace
from datetime import date

from campaigns.periods import PLAN as PROFILE
from campaigns.periods import Part, ProfileCode, period
from campaigns.values.issued import Stationery
from campaigns.values.ledger import Amount, Line
from campaigns.values.rhythms import Gap, GapKind, RhythmView
from campaigns.values.units import Figure, Level, Receipt, Standing, Texts
from campaigns.values.words import RhythmUnit
from exports.report import Issued, Narrative, Reports, ReportView, Rhythm, Stretch, Sum, UnitTold
from tests.exports.brief_views import OFFICE, PLAN

STATION = "Đài Phát thanh và Truyền hình Bình Phước"
PAPER = "Báo Bình Phước"
TEXTS = Narrative(
    direction=(
        "Sở đã ban hành văn bản hướng dẫn các cơ quan, đơn vị thực hiện kế hoạch.\n"
        "Sở đã thống nhất lịch phát sóng, đăng bài từng tháng với đài và báo."
    ),
    more_results="Sở đã tổng hợp các gương điển hình để đài, báo đưa tin.",
    difficulties="Kinh phí truyền thông còn hạn chế so với nhu cầu.",
    shortcomings="Một số đơn vị gửi báo cáo chậm.",
    causes="Cán bộ đầu mối của một số đơn vị thay đổi trong kỳ.",
    next_steps="Tiếp tục thống nhất lịch phát sóng, đăng bài hằng tháng.\nĐôn đốc các đơn vị gửi báo cáo đúng hạn.",
    proposals="Đề nghị quan tâm bố trí kinh phí cho công tác truyền thông.",
)
STATION_LINE = Line(
    ordered=Amount(5_400, 0, 54_000_000), aired=Amount(4_905, 0, 49_050_000), owed=Amount(60, 0, 600_000),
    made_good=Amount(195, 0, 1_950_000), credited=Amount(45, 0, 450_000), waived=Amount(30, 0, 300_000),
    presumed=Amount(90, 0, 900_000), ahead=Amount(165, 0, 1_650_000), spots=90, unpriced=4,
)  # fmt: skip
PAPER_LINE = Line(ordered=Amount(0, 18, 21_600_000), aired=Amount(0, 18, 21_600_000), spots=18)
HALF_LINE = STATION_LINE + PAPER_LINE
THEMES = (
    "Chính sách, pháp luật về kiểm soát thủ tục hành chính",
    "Quyền, nghĩa vụ và đạo đức công vụ",
    "Công khai thủ tục và tiếp nhận phản ánh, kiến nghị",
)


def _parted(line: Line, names: tuple[str, ...]) -> tuple[Sum, ...]:
    """A line shared out over themes: the first takes what the others do not."""
    small = Line(ordered=Amount(60, 1), aired=Amount(60, 1), spots=2)
    first = Line(
        *(getattr(line, name) - getattr(small, name) - getattr(small, name) for name in (
            "ordered", "ahead", "aired", "owed", "made_good", "credited", "waived", "presumed")),
        spots=line.spots - 4, unpriced=line.unpriced,
    )  # fmt: skip
    return tuple(Sum(name, one) for name, one in zip(names, (first, small, small), strict=True))


HALF = Stretch(
    period(PROFILE, 2017, Part.FIRST_HALF), HALF_LINE, (Sum(STATION, STATION_LINE), Sum(PAPER, PAPER_LINE)),
    _parted(HALF_LINE, THEMES),
)  # fmt: skip
UNITS = ("Sở Giao thông vận tải", "Sở Y tế", "UBND huyện Lộc Ninh", "UBND thị xã Đồng Xoài")
RECEIPTS = (
    Receipt(1, UNITS[0], Level.DEPARTMENT, "", True, Standing.IN_TIME, date(2017, 6, 9)),
    Receipt(2, UNITS[1], Level.DEPARTMENT, "", True, Standing.LATE, date(2017, 6, 15)),
    Receipt(3, UNITS[2], Level.DISTRICT, "", True, Standing.IN_TIME, date(2017, 6, 14)),
    Receipt(4, UNITS[3], Level.DISTRICT, "", True, Standing.MISSING),
)
TOLD = (
    UnitTold(1, {Figure.TRAINING_CLASSES: 2, Figure.TRAINING_PEOPLE: 118, Figure.PROCEDURES_POSTED: 96}, Texts()),
    UnitTold(2, {Figure.TRAINING_CLASSES: 1, Figure.TRAINING_PEOPLE: 45, Figure.LEAFLETS: 1_500, Figure.PANOS: 0},
             Texts(difficulties="Chưa có kinh phí riêng cho pa nô.", exemplary="Bộ phận một cửa trả kết quả tại nhà.")),
    UnitTold(3, {Figure.LOUDSPEAKER_RUNS: 240, Figure.LOUDSPEAKER_MINUTES: 1_200, Figure.CONTESTS: 1,
                 Figure.CONTEST_ENTRIES: 320}, Texts(proposals="Đề nghị cấp mẫu tờ rơi dùng chung.")),
)  # fmt: skip


def totals(told: tuple[UnitTold, ...]) -> dict[Figure, int]:
    """What units reported, added up."""
    there = {figure for one in told for figure in one.figures}
    return {figure: sum(one.figures.get(figure, 0) for one in told) for figure in Figure if figure in there}


WEEKLY = RhythmView(1, 1, 1, RhythmUnit.DAYS, 7, date(2017, 1, 1), "Biên bản")
RHYTHM = Rhythm(
    "Chuyên trang", PAPER, WEEKLY,
    (Gap(GapKind.PAST, WEEKLY, date(2017, 4, 6), date(2017, 4, 18), 14, 7, date(2017, 4, 12)),
     Gap(GapKind.PAST, WEEKLY, date(2017, 5, 4), date(2017, 5, 16), 14, 7, date(2017, 5, 10), 1, True)),
)  # fmt: skip
ORDINARY = ReportView(
    office=OFFICE, plan=PLAN, given=Stationery(date(2017, 6, 20), 118), recipients=("Như trên", *OFFICE.recipients),
    profile=ProfileCode.PLAN, source="", told=HALF, first_half=None, second_half=None,
    issued_half=None, rhythms=(RHYTHM, replace(RHYTHM, programme="Cải cách hành chính", gaps=())),
    before=Stretch(period(PROFILE, 2016, Part.FIRST_HALF),
                   Line(ordered=Amount(4_500, 18), aired=Amount(4_350, 18), spots=93)),
    reports=(Reports(date(2017, 6, 15), False, RECEIPTS, TOLD),), totals=totals(TOLD), texts=TEXTS,
)  # fmt: skip
EMPTY = replace(
    ORDINARY, given=Stationery(date(2017, 6, 20)), told=Stretch(HALF.period, Line()), before=None, rhythms=(),
    reports=(Reports(date(2017, 6, 15), False, (), ()),), totals={}, texts=replace(TEXTS, more_results=""),
)  # fmt: skip
SECOND = Stretch(period(PROFILE, 2017, Part.SECOND_HALF), PAPER_LINE + STATION_LINE)
YEAR_LINE = HALF_LINE + SECOND.whole
YEAR = replace(
    ORDINARY, given=Stationery(date(2017, 12, 20)), before=None, first_half=HALF, second_half=SECOND,
    issued_half=Issued("118/BC-STP", date(2017, 6, 20), replace(HALF, whole=PAPER_LINE)),
    told=Stretch(period(PROFILE, 2017, Part.YEAR), YEAR_LINE,
                 (Sum(STATION, STATION_LINE + STATION_LINE), Sum(PAPER, PAPER_LINE + PAPER_LINE)),
                 _parted(YEAR_LINE, THEMES)),
    reports=(
        *ORDINARY.reports,
        Reports(date(2017, 12, 15), False, tuple(
            replace(one, standing=Standing.IN_TIME, handed_on=date(2017, 12, 12)) for one in RECEIPTS), TOLD),
    ),
    totals={figure: 2 * count for figure, count in totals(TOLD).items()},
)  # fmt: skip
_LONG = "Ban Quản lý khu kinh tế và các khu công nghiệp trên địa bàn các huyện, thị xã biên giới của tỉnh "
LONGEST = replace(
    ORDINARY,
    office=replace(OFFICE, agency=_LONG.strip(), superior_agency="Ủy ban nhân dân tỉnh có tên gọi dài " * 2,
                   signatory_name="Nguyễn Phúc Tôn Nữ Công Huyền Phương Khánh Linh"),
    plan=replace(PLAN, title=PLAN.title + ", " + "tuyên truyền sâu rộng đến từng thôn, ấp, " * 5 + "sóc"),
    told=replace(HALF, outlets=tuple(replace(one, name=f"{one.name} {_LONG}".strip()) for one in HALF.outlets),
                 themes=tuple(replace(one, name=f"{one.name} {_LONG * 2}".strip()) for one in HALF.themes)),
    reports=(Reports(
        date(2017, 6, 15), False,
        tuple(Receipt(n, f"{_LONG}{n}", Level.DEPARTMENT, "", True, list(Standing)[n % 5],
                      date(2017, 6, 1 + n % 20) if n % 5 > 1 else None) for n in range(1, 41)),
        tuple(UnitTold(n, dict.fromkeys(Figure, 999_999_999), Texts("Khó khăn rất dài " * 12)) for n in range(1, 6)),
    ),),
    totals=dict.fromkeys(Figure, 5 * 999_999_999), recipients=("Như trên", *(f"{_LONG}{n}" for n in range(5))),
)  # fmt: skip
_NOBODY = Stretch(SECOND.period, Line())
EMPTY_YEAR = replace(
    YEAR, given=Stationery(date(2017, 12, 20)), told=Stretch(YEAR.told.period, Line()), first_half=replace(_NOBODY, period=HALF.period),
    second_half=_NOBODY, issued_half=None, rhythms=(), totals={}, texts=replace(TEXTS, more_results=""),
    reports=(Reports(date(2017, 6, 15), False, (), ()), Reports(date(2017, 12, 15), False, (), ())),
)  # fmt: skip
LONGEST_YEAR = replace(
    YEAR, office=LONGEST.office, plan=LONGEST.plan, recipients=LONGEST.recipients, totals=LONGEST.totals,
    told=replace(YEAR.told, outlets=tuple(replace(one, name=f"{one.name} {_LONG}".strip()) for one in YEAR.told.outlets),
                 themes=tuple(replace(one, name=f"{one.name} {_LONG * 2}".strip()) for one in YEAR.told.themes)),
    reports=(*LONGEST.reports, replace(LONGEST.reports[0], named=date(2017, 12, 15))),
)  # fmt: skip
