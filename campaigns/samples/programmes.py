"""Sample outlets and programmes for the demo. Every programme is marked as a sample; none states a price or a quota."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from campaigns.models import Outlet
from campaigns.services import outlets
from campaigns.store import UnitOfWork
from campaigns.values.words import ChannelKind, ContentForm

DAILY: Final = (0, 1, 2, 3, 4, 5, 6)
WORKDAYS: Final = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Strand:
    """A sample programme with its one window."""

    name: str
    form: ContentForm
    weekdays: tuple[int, ...]
    start: str = ""  # "19:45"; empty for articles
    length_s: int = 0
    page: str = ""
    size: str = ""
    word_limit: int | None = None
    spots: int = 1
    nth: tuple[int, ...] = ()
    every_weeks: int = 1


@dataclass(frozen=True, slots=True)
class Wave:
    """A sample channel."""

    name: str
    kind: ChannelKind
    strands: tuple[Strand, ...]
    issue_weekdays: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class House:
    """A sample outlet."""

    name: str
    short_name: str
    email: str
    waves: tuple[Wave, ...]


N, F, M, T, S, A, I = (  # noqa: E741
    ContentForm.NEWS, ContentForm.FEATURE, ContentForm.MESSAGE, ContentForm.TALK, ContentForm.STRAND,
    ContentForm.ARTICLE, ContentForm.INTERVIEW,
)  # fmt: skip
HOUSES: Final = (
    House(
        "Đài Phát thanh và Truyền hình Bình Phước",
        "BPTV",
        "chuongtrinh@dai.example",
        (
            Wave(
                "BPTV1 · Truyền hình",
                ChannelKind.TELEVISION,
                (
                    Strand("Chào buổi sáng", N, DAILY, "06:15", 60),
                    Strand("Thời sự trưa", N, DAILY, "11:30", 45),
                    Strand("Cải cách hành chính", S, (1, 4), "18:30", 900),
                    Strand("Thời sự tối · thông điệp", M, DAILY, "19:45", 30, spots=2),
                    Strand("Pháp luật và đời sống", I, (3,), "20:30", 600),
                ),
            ),
            Wave(
                "Phát thanh 89,4 MHz",
                ChannelKind.RADIO,
                (
                    Strand("Bản tin sáng", N, DAILY, "05:30", 60),
                    Strand("Bản tin trưa", N, WORKDAYS, "11:00", 60),
                    Strand("Bản tin chiều", N, DAILY, "17:30", 60),
                    Strand("Đối thoại cuối tuần", T, (5, 6), "20:00", 900),
                ),
            ),
        ),
    ),
    House(
        "Báo Bình Phước",
        "Báo Bình Phước",
        "toasoan@bao.example",
        (
            Wave(
                "Báo in",
                ChannelKind.PRINT,
                (
                    Strand("Tin ngắn", N, (0, 2, 4), page="Tr. 2", size="⅛ trang", word_limit=150),
                    Strand("Chuyên trang", A, (2,), page="Tr. 4", size="½ trang", word_limit=900),
                ),
                issue_weekdays=(0, 2, 4),
            ),
            Wave(
                "Báo điện tử",
                ChannelKind.ONLINE_NEWS,
                (
                    Strand("Chuyên mục", A, WORKDAYS, page="Web", size="1 bài", word_limit=700),
                    Strand("Phóng sự ảnh", F, (4,), page="Web", size="1 bài", word_limit=300, nth=(1, -1)),
                ),
            ),
        ),
    ),
    House(
        "Truyền thanh huyện, thị xã",
        "Truyền thanh huyện",
        "truyenthanh@huyen.example",
        (
            Wave(
                "Loa truyền thanh",
                ChannelKind.LOUDSPEAKER,
                (
                    Strand("Thị xã Đồng Xoài", N, (0, 1, 2, 3, 4, 5), "05:00", 300),
                    Strand("Huyện Đồng Phú", N, (0, 1, 2, 3, 4, 5), "17:00", 300),
                    Strand("Huyện Lộc Ninh", N, DAILY, "17:15", 300),
                    Strand("Huyện Bù Gia Mập", N, (1, 5), "16:30", 300, every_weeks=2),
                ),
            ),
        ),
    ),
)


def add_sample_outlets(work: UnitOfWork, valid_from: date) -> tuple[Outlet, ...]:
    """Put the sample outlets on record from a date, with everything marked as a sample."""
    return tuple(_add(work, house, valid_from) for house in HOUSES)


def _add(work: UnitOfWork, house: House, valid_from: date) -> Outlet:
    outlet = outlets.add_outlet(
        work,
        name=house.name,
        short_name=house.short_name,
        valid_from=valid_from,
        fields={"contact_name": "Phòng Chương trình (mẫu)", "contact_email": house.email},
        sample=True,
    )
    for wave in house.waves:
        days = None if wave.issue_weekdays is None else list(wave.issue_weekdays)
        channel = outlets.add_channel(work, outlet.slug, kind=wave.kind, name=wave.name, issue_weekdays=days)
        for strand in wave.strands:
            programme = outlets.add_programme(work, channel.id or 0, name=strand.name, form=strand.form, sample=True)
            outlets.add_window(work, programme.id or 0, _fields(strand, valid_from))
    return outlet


def _fields(strand: Strand, valid_from: date) -> dict[str, Any]:
    hours, _, minutes = strand.start.partition(":")
    return {
        "weekdays": list(strand.weekdays),
        "nth": list(strand.nth),
        "every_weeks": strand.every_weeks,
        "anchor": valid_from if strand.every_weeks > 1 else None,
        "start_minute": int(hours) * 60 + int(minutes) if strand.start else None,
        "length_s": strand.length_s,
        "page": strand.page,
        "size": strand.size,
        "word_limit": strand.word_limit,
        "capacity_spots": strand.spots,
        "booking_lead_days": 3,
        "script_lead_days": 5,
        "material_lead_days": 2,
        "valid_from": valid_from,
    }
