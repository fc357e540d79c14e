"""The closed lists of the trade in the reader's words, for pages and their choices."""

import enum
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session

from campaigns.periods import Part, ProfileCode
from campaigns.queries import authors
from campaigns.values.words import (
    ChannelKind,
    ContentForm,
    DayKind,
    PaperKind,
    PlanState,
    RhythmUnit,
    Role,
    SilencePolicy,
)
from scheduler import airtime
from web import formats
from web.language import N_, current, gettext

MONDAY: Final = date(2024, 1, 1)
CHANNELS: Final[Mapping[enum.StrEnum, str]] = {
    ChannelKind.TELEVISION: N_("Truyền hình"),
    ChannelKind.RADIO: N_("Phát thanh"),
    ChannelKind.PRINT: N_("Báo in"),
    ChannelKind.ONLINE_NEWS: N_("Báo điện tử"),
    ChannelKind.LOUDSPEAKER: N_("Truyền thanh cơ sở"),
    ChannelKind.PORTAL: N_("Cổng thông tin điện tử"),
}
FORMS: Final[Mapping[enum.StrEnum, str]] = {
    ContentForm.NEWS: N_("Tin"),
    ContentForm.ARTICLE: N_("Bài"),
    ContentForm.FEATURE: N_("Phóng sự"),
    ContentForm.INTERVIEW: N_("Phỏng vấn"),
    ContentForm.TALK: N_("Tọa đàm"),
    ContentForm.SKETCH: N_("Tiểu phẩm"),
    ContentForm.MESSAGE: N_("Thông điệp"),
    ContentForm.STRAND: N_("Chuyên mục"),
}
POLICIES: Final[Mapping[enum.StrEnum, str]] = {
    SilencePolicy.WAIT: N_("Chờ minh chứng, không tự kết luận"),
    SilencePolicy.PRESUME_AIRED: N_("Coi như đã phát"),
    SilencePolicy.PRESUME_MISSED: N_("Coi như lỡ phát"),
}
ROLES: Final[Mapping[enum.StrEnum, str]] = {
    Role.ADMIN: N_("Quản trị viên"),
    Role.OFFICER: N_("Cán bộ truyền thông"),
    Role.LEADER: N_("Lãnh đạo"),
    Role.VIEWER: N_("Người xem"),
    Role.OUTLET: N_("Đài, báo"),
}
DAY_KINDS: Final[Mapping[enum.StrEnum, str]] = {
    DayKind.HOLIDAY: N_("Ngày nghỉ lễ"),
    DayKind.IN_LIEU: N_("Nghỉ bù, nghỉ hoán đổi"),
    DayKind.SWAPPED_WORKING: N_("Làm bù"),
    DayKind.WORKING: N_("Ngày làm việc bình thường"),
    DayKind.WEEKEND: N_("Ngày nghỉ cuối tuần"),
}
PLAN_STATES: Final[Mapping[enum.StrEnum, str]] = {
    PlanState.DRAFT: N_("Bản đọc, chưa áp dụng"),
    PlanState.ADOPTED: N_("Đã áp dụng"),
}
PROFILES: Final[Mapping[enum.StrEnum, str]] = {
    ProfileCode.PLAN: N_("Theo kế hoạch: 6 tháng đến hết 14/6, năm đến hết 31/12"),
    ProfileCode.DECREE_09_2019: N_("Theo Nghị định 09/2019/NĐ-CP: từ 15/12 năm trước, đến hết 14/6 và 14/12"),
    ProfileCode.OWN: N_("Ngày chốt riêng của cơ quan"),
}
PAPERS: Final[Mapping[enum.StrEnum, str]] = {
    PaperKind.BRIEF: N_("Phiếu sản xuất chương trình"),
    PaperKind.OUTLINE: N_("Đề cương bài viết"),
    PaperKind.SCHEDULE: N_("Lịch phát sóng, đăng bài"),
    PaperKind.PROGRAMME: N_("Chương trình phối hợp"),
    PaperKind.ESTIMATE: N_("Dự toán kinh phí"),
    PaperKind.SUBMISSION: N_("Tờ trình"),
    PaperKind.REPORT: N_("Báo cáo"),
    PaperKind.URGING: N_("Công văn đôn đốc"),
    PaperKind.SILENT: N_("Danh sách chưa gửi báo cáo"),
    PaperKind.MINUTES: N_("Biên bản nghiệm thu"),
}
RHYTHMS: Final[Mapping[enum.StrEnum, str]] = {
    RhythmUnit.DAYS: N_("Số ngày nhiều nhất từ kỳ này đến kỳ sau"),
    RhythmUnit.WEEK: N_("Số kỳ ít nhất mỗi tuần, Thứ Hai đến Chủ Nhật"),
    RhythmUnit.MONTH: N_("Số kỳ ít nhất mỗi tháng"),
}
NTH: Final[Mapping[int, str]] = {
    1: N_("thứ nhất"), 2: N_("thứ hai"), 3: N_("thứ ba"), 4: N_("thứ tư"), 5: N_("thứ năm"), -1: N_("cuối cùng"),
}  # fmt: skip
"""Which of a month's weekdays of one name."""


def of(listed: Mapping[enum.StrEnum, str], member: enum.StrEnum) -> str:
    """One member in words."""
    return gettext(listed[member])


def choices(listed: Mapping[enum.StrEnum, str]) -> list[tuple[str, str]]:
    """Value and words of each member, in the list's order, for a select."""
    return [(member.value, gettext(words)) for member, words in listed.items()]


def called(session: Session, actors: Iterable[str]) -> dict[str, str]:
    """Each actor's name as a reader knows it: a person's own, and the product's for what it does by itself."""
    own = {airtime.CLOCK: gettext("Lịch Sóng, theo giờ")}
    return {actor: own.get(actor, name) for actor, name in authors.called(session, actors).items()}


def report_period(year: int, part: Part) -> str:
    """``6 tháng đầu năm 2017``."""
    if part is Part.YEAR:
        return gettext("Cả năm %(year)s", year=year)
    return gettext("6 tháng đầu năm %(year)s", year=year)


def weekday(number: int) -> str:
    """``Thứ Hai`` for 0."""
    return formats.weekday_full(MONDAY + timedelta(days=number), language=current())


def weekday_choices() -> list[tuple[str, str]]:
    """Monday first."""
    return [(str(number), weekday(number)) for number in range(7)]
