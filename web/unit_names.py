"""Units, their activities and their reports in the reader's words."""

import enum
from collections.abc import Mapping
from typing import Final, NamedTuple

from campaigns.values.units import Activity, Figure, Level, ReportState, Standing, Way
from web.language import N_, gettext

LEVELS: Final[Mapping[enum.StrEnum, str]] = {
    Level.PROVINCE: N_("Tỉnh"),
    Level.DEPARTMENT: N_("Sở, ban, ngành"),
    Level.DISTRICT: N_("Huyện, thị xã, thành phố"),
    Level.COMMUNE: N_("Xã, phường, thị trấn"),
    Level.OTHER: N_("Cơ quan, đơn vị khác"),
    Level.GROUP: N_("Tên gọi chung"),
}
ACTIVITIES: Final[Mapping[enum.StrEnum, str]] = {
    Activity.TRAINING: N_("Lớp tập huấn, bồi dưỡng"),
    Activity.CONTEST: N_("Cuộc thi tìm hiểu"),
    Activity.INTEGRATED: N_("Hội nghị, buổi lồng ghép"),
    Activity.PUBLIC_POSTING: N_("Niêm yết công khai"),
    Activity.PANO: N_("Pa nô"),
    Activity.POSTER: N_("Áp phích"),
    Activity.BANNER: N_("Băng rôn, khẩu hiệu"),
    Activity.LEAFLET: N_("Tờ rơi, tờ gấp"),
    Activity.PORTAL: N_("Cổng, trang thông tin điện tử"),
    Activity.LOUDSPEAKER: N_("Loa truyền thanh"),
}
FIGURES: Final[Mapping[enum.StrEnum, str]] = {
    Figure.TRAINING_CLASSES: N_("Số lớp"),
    Figure.TRAINING_PEOPLE: N_("Lượt người dự lớp"),
    Figure.CONTESTS: N_("Số cuộc thi"),
    Figure.CONTEST_ENTRIES: N_("Bài dự thi"),
    Figure.INTEGRATED_SESSIONS: N_("Số hội nghị, buổi"),
    Figure.INTEGRATED_PEOPLE: N_("Lượt người dự hội nghị"),
    Figure.PROCEDURES_POSTED: N_("Số thủ tục niêm yết"),
    Figure.PANOS: N_("Số pa nô (chiếc)"),
    Figure.POSTERS: N_("Số áp phích (tờ)"),
    Figure.BANNERS: N_("Số băng rôn (chiếc)"),
    Figure.LEAFLETS: N_("Số tờ phát ra"),
    Figure.PORTAL_POSTS: N_("Số tin, bài đăng"),
    Figure.LOUDSPEAKER_RUNS: N_("Số lượt phát"),
    Figure.LOUDSPEAKER_MINUTES: N_("Số phút phát"),
}
STANDINGS: Final[Mapping[enum.StrEnum, str]] = {
    Standing.WAITING: N_("chưa gửi, còn hạn"),
    Standing.MISSING: N_("chưa gửi, quá hạn"),
    Standing.IN_TIME: N_("đúng hạn"),
    Standing.LATE: N_("muộn"),
    Standing.RETURNED: N_("đã trả lại"),
}
TAGS: Final[Mapping[Standing, str]] = {
    Standing.WAITING: "",
    Standing.MISSING: "late",
    Standing.IN_TIME: "good",
    Standing.LATE: "soon",
    Standing.RETURNED: "soon",
}
"""The look of a standing's tag."""
STATES: Final[Mapping[enum.StrEnum, str]] = {
    ReportState.DRAFT: N_("bản nháp"),
    ReportState.SUBMITTED: N_("đã gửi, chờ tiếp nhận"),
    ReportState.RETURNED: N_("đã trả lại"),
    ReportState.RECEIVED: N_("đã tiếp nhận"),
}
WAYS: Final[Mapping[enum.StrEnum, str]] = {
    Way.LINK: N_("qua liên kết"),
    Way.PAPER: N_("báo cáo giấy"),
}
TEXTS: Final[Mapping[str, str]] = {
    "difficulties": N_("Khó khăn, vướng mắc"),
    "proposals": N_("Đề xuất, kiến nghị"),
    "exemplary": N_("Gương điển hình, cách làm hay"),
}
"""What a report says in words, by field."""


class Group(NamedTuple):
    """An activity's measures together, as forms and tables show them."""

    words: str
    figures: tuple[tuple[Figure, str], ...]  # with its measure in words


def of(listed: Mapping[enum.StrEnum, str], member: enum.StrEnum) -> str:
    """One member in words."""
    return gettext(listed[member])


def level_choices() -> list[tuple[str, str]]:
    """Value and words of every level at which single units stand."""
    return [(level.value, gettext(words)) for level, words in LEVELS.items() if level is not Level.GROUP]


def groups() -> tuple[Group, ...]:
    """Every activity with its measures, in the order of the form."""
    return tuple(
        Group(
            gettext(words),
            tuple((figure, gettext(FIGURES[figure])) for figure in Figure if figure.activity is activity),
        )
        for activity, words in ACTIVITIES.items()
    )


def texts() -> tuple[tuple[str, str], ...]:
    """Field and words of what a report says beside figures."""
    return tuple((name, gettext(words)) for name, words in TEXTS.items())
