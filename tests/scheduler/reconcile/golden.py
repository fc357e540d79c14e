"""A day of a station's log with everything that goes otherwise than booked, and the first-match way beside it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from scheduler.reconcile import Booked, Label, Line, Tolerance
from scheduler.reconcile.likeness import words_of

DAY = datetime(2017, 4, 11, 17, tzinfo=UTC)  # midnight of 12 April in Bình Phước
CCHC, SAUGIO, THONGDIEP = "Cải cách hành chính", "Bản tin sáu giờ", "Thông điệp"


def at(hour: int, minute: int, second: int = 0) -> datetime:
    return DAY + timedelta(hours=hour, minutes=minute, seconds=second)


def booked(uid: str, starts_at: datetime, length_s: int, programme: str, title: str, letter: str = "A") -> Booked:
    return Booked(uid, starts_at, length_s, programme, title, letter, f"Chủ đề {letter}", "BPTV1")


def line(number: int, starts_at: datetime, length_s: int | None, programme: str, title: str, theme: str = "") -> Line:
    return Line(number, starts_at, length_s, programme, title, theme, "")


SLOTS = (
    booked("early", at(5, 30), 600, CCHC, "Cấp giấy phép xây dựng"),
    booked("news", at(6, 45), 300, SAUGIO, "Một cửa ở Đồng Xoài", "B"),
    booked("cut", at(8, 0), 180, THONGDIEP, "Nộp hồ sơ qua mạng", "C"),
    booked("twin-1", at(10, 0), 45, THONGDIEP, "Không phải trả thêm phí", "C"),
    booked("twin-2", at(10, 4), 45, THONGDIEP, "Không phải trả thêm phí", "C"),
    booked("swap-1", at(14, 0), 900, CCHC, "Đăng ký kinh doanh, kỳ 3", "D"),
    booked("swap-2", at(14, 20), 900, CCHC, "Đăng ký kinh doanh, kỳ 4", "D"),
    booked("moved", at(17, 0), 300, CCHC, "Đường dây nóng", "C"),
    booked("replaced", at(19, 45), 300, SAUGIO, "Công khai thủ tục đất đai", "D"),
    booked("midnight", at(23, 50), 1_200, "Toạ đàm", "Doanh nghiệp hỏi, Sở trả lời", "D"),
    booked("lost", at(21, 0), 45, THONGDIEP, "Góp ý cho cán bộ một cửa", "E"),
)
LINES = (
    line(1, at(5, 30, 4), 600, "CẢI CÁCH HÀNH CHÍNH", "CẤP GIẤY PHÉP XÂY DỰNG", "A"),
    line(2, at(6, 45), 300, SAUGIO, "Mot cua o Dong Xoai"),
    line(3, at(8, 0, 20), 140, THONGDIEP, "Nộp hồ sơ qua mạng"),
    line(4, at(10, 0, 50), 45, THONGDIEP, "Không phải trả thêm phí"),
    line(5, at(10, 4, 50), 45, THONGDIEP, "Không phải trả thêm phí"),
    line(6, at(14, 0), 900, CCHC, "Đăng ký kinh doanh, kỳ 4"),
    line(7, at(14, 20), 900, CCHC, "Đăng ký kinh doanh, kỳ 3"),
    line(8, at(17, 35), 300, CCHC, "Đường dây nóng"),
    line(9, at(19, 45, 10), 300, SAUGIO, "Giá mủ cao su tuần qua"),
    line(10, at(23, 50), 1_200, "Tọa đàm", "Doanh nghiệp hỏi, Sở trả lời"),
    line(11, at(9, 57), 45, THONGDIEP, "Phòng cháy mùa khô"),
    line(12, at(22, 30), 300, CCHC, "Một chuyện khác hẳn"),
    line(13, at(6, 58), 300, SAUGIO, "Một cửa ở Đồng Xoài"),
)
RIGHT: dict[str, tuple[int | None, tuple[Label, ...]]] = {
    "early": (1, (Label.ON_TIME,)),
    "news": (2, (Label.ON_TIME,)),
    "cut": (3, (Label.ON_TIME, Label.SHORT)),
    "twin-1": (4, (Label.ON_TIME,)),
    "twin-2": (5, (Label.ON_TIME,)),
    "swap-1": (7, (Label.MOVED,)),
    "swap-2": (6, (Label.MOVED,)),
    "moved": (8, (Label.MOVED,)),
    "replaced": (9, (Label.SUBSTITUTED,)),
    "midnight": (10, (Label.ON_TIME,)),
    "lost": (None, (Label.MISSING,)),
}
RIGHT_LEFT = {11: (Label.UNSCHEDULED,), 12: (Label.UNSCHEDULED,), 13: (Label.DUPLICATED,)}


def first_match(
    lines: Sequence[Line], slots: Sequence[Booked], tolerance: Tolerance
) -> dict[str, tuple[int | None, tuple[Label, ...]]]:
    """What a plain way does: each line, by time, takes the first slot left of its programme in reach."""
    left = sorted(slots, key=lambda one: (one.starts_at, one.uid))
    found: dict[str, tuple[int | None, tuple[Label, ...]]] = {one.uid: (None, (Label.MISSING,)) for one in slots}
    for one in sorted(lines, key=lambda one: (one.starts_at, one.number)):
        programme = words_of(one.programme)
        for slot in left:
            off = abs(one.starts_at - slot.starts_at).total_seconds()
            if off <= tolerance.farthest_s and words_of(slot.programme) == programme:
                found[slot.uid] = one.number, _labels(one, slot, off, tolerance)
                left.remove(slot)
                break
    return found


def _labels(one: Line, slot: Booked, off: float, tolerance: Tolerance) -> tuple[Label, ...]:
    on_time = off <= tolerance.on_time_s
    if on_time and words_of(one.title) != words_of(slot.title):
        return (Label.SUBSTITUTED,)
    when = Label.ON_TIME if on_time else Label.MOVED
    length = one.duration_s or slot.duration_s
    if slot.duration_s - length > tolerance.short_s:
        return (when, Label.SHORT)
    return (when, Label.LONG) if length - slot.duration_s > tolerance.long_s else (when,)
