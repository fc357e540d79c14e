"""What last happened to a slot, in the words that calendars and cards show."""

from datetime import date

from campaigns.times import minute_words


def place_words(day: date, start_minute: int | None) -> str:
    """``05:30 12/03`` or ``12/03`` for an article without an hour."""
    short = f"{day:%d/%m}"
    return short if start_minute is None else f"{minute_words(start_minute)} {short}"


def moved(before: tuple[date, int | None], after: tuple[date, int | None]) -> str:
    """``dời từ 05:30 12/03 sang 06:00 13/03``."""
    return f"dời từ {place_words(*before)} sang {place_words(*after)}"


def rethemed(letter: str) -> str:
    """A change of theme."""
    return f"đổi sang chủ đề {letter}"


CONFIRMED = "đơn vị đã xác nhận"
UNCONFIRMED = "đơn vị rút xác nhận"
SENT = "gửi xác nhận"
CANCELLED = "huỷ"
REINSTATED = "khôi phục"
STARTED = "đến giờ phát"
AIRED = "đã có minh chứng phát"
PROVED = "đã có bản lưu"
MISSED = "không phát"
REREAD = "đối soát lại nhật ký"
MADE_GOOD = "đã phát bù đủ"
STILL_OWED = "phát bù không thành, vẫn còn nợ"
CREDITED = "trừ vào tiền phải trả"
WAIVED = "không phải phát bù"
PRESUMED = "coi như đã phát theo thoả thuận"
DETAILS = "sửa nội dung"
MERGED = "đài, báo sáp nhập"
OUTLET_RENAMED = "đài, báo đổi tên"
CHANNEL_RENAMED = "kênh đổi tên"
PROGRAMME_RENAMED = "chương trình đổi tên"
THEME_RENAMED = "chủ đề đổi tên"
CONTACT_CHANGED = "đổi liên hệ"
