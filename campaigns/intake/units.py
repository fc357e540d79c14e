"""Who is ordered: the names of offices, outlets and people's posts at the head of a sentence or a clause."""

import re
from typing import Final

from campaigns.values.units import Level

_HEADS: Final = (
    "Thủ trưởng", "Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Tổng Giám đốc", "Tổng Biên tập", "Chánh", "Trưởng",
    "Người đứng đầu", "Sở", "Ban(?! hành)", "Ủy ban", "Uỷ ban", "UBND", "UBMTTQ", "MTTQ", "Văn phòng", "Đài",
    "Báo(?! cáo)", "Tạp chí", "Cổng", "Phòng(?! chống)(?!,)", "Trung tâm", "Công an", "Bộ(?= [A-ZĐ])", "Tổng cục",
    "Cục", "Chi cục", "Kho bạc", "Ngân hàng", "Hội(?! (?:nghị|thảo|thi)\\b)", "HĐND", "Liên hiệp", "Liên đoàn",
    "Liên minh", "Đoàn(?! kết)", "Tỉnh đoàn", "Thành đoàn", "Huyện đoàn", "Tỉnh ủy", "Huyện ủy", "Mặt trận",
    "Trường(?! hợp)", "Viện", "Tòa án", "Toà án", "Thanh tra(?= (?:tỉnh|huyện|Sở|[A-ZĐ]))", "Hiệp hội",
    "Tổ(?! chức)", "Thư viện", "Bảo hiểm", "Hải quan", "Bưu điện", "Viễn thông", "Thành viên", "Cơ quan", "Đơn vị",
    "Doanh nghiệp",
)  # fmt: skip
_HEAD: Final = "|".join(sorted(_HEADS, key=len, reverse=True))
_ORDER: Final = re.compile(
    r"(?:Giao|Đề nghị|Yêu cầu|Phân công|Trách nhiệm của|Nhiệm vụ của|Đối với)\s+(?:cho\s+)?", re.IGNORECASE
)
_PLURAL: Final = (
    r"(?:[Cc]ác|[Nn]hững|[Mm]ọi)\s+(?:sở|cơ quan|đơn vị|tổ chức|đoàn thể|địa phương|huyện|thành viên|hội|ban|ngành|"
    r"báo|đài|xã|trường)"
)
_STARTS: Final = re.compile(rf"(?:{_HEAD})\b|{_PLURAL}\b")
_JOIN: Final = re.compile(rf"\s*(?:[,;]\s*(?:và\s+)?|\s(?:và|&)\s)\s*(?=(?:{_HEAD})\b|{_PLURAL}\b)")
# What a unit does begins with one of these, in small letters; in names the same words are written large.
_VERBS: Final = re.compile(
    r"\s*(?::|\((?=[a-zđ])|,?\s\b(?:"
    r"có (?:trách nhiệm|nhiệm vụ|kế hoạch)|chịu trách nhiệm|chủ trì|chủ động|phối hợp|phối kết hợp|tiếp tục|xây dựng|"
    r"thực hiện|hướng dẫn|tham mưu|chỉ đạo|căn cứ|bố trí|đẩy mạnh|tăng cường|mở|duy trì|bảo đảm|đảm bảo|là|theo dõi|"
    r"đôn đốc|kiểm tra|triển khai|lập|gửi|báo cáo|cung cấp|thường xuyên|định kỳ|kịp thời|cập nhật|quan tâm|phân công|"
    r"đưa|phát sóng|phát|đăng|dành|mỗi|hàng|hằng|được|sẽ|phải|cần|theo|trên cơ sở|tuyên truyền|truyền thông|"
    r"(?<!cơ quan )thông tin|"
    r"tổng hợp|thẩm định|quản lý|giám sát|vận động|lựa chọn|lồng ghép|niêm yết|công khai|thông báo|biên soạn|in ấn|"
    r"sản xuất|làm|giúp|giữ|viết|trình|nâng cao|phát huy|rà soát|chuẩn bị|nghiên cứu|sử dụng|nộp|tham gia|treo|"
    r"(?<!các )(?<!Các )(?<!những )tổ chức|giới thiệu|phổ biến|quán triệt|ban hành|khai thác|kết nối|đề xuất|cùng|"
    r"chậm nhất|trước ngày"
    r")\b)"
)
_LONGEST: Final = 160
_SEVERAL: Final = re.compile(r"\b(?:các|những|mọi)\b", re.IGNORECASE)
_COVERED: Final = {
    Level.DEPARTMENT: re.compile(r"\b(?:sở|ban|ngành|cơ quan|đơn vị|đoàn thể)\b", re.IGNORECASE),
    Level.DISTRICT: re.compile(r"\b(?:huyện|thị xã|thành phố|địa phương)\b", re.IGNORECASE),
    Level.COMMUNE: re.compile(r"\b(?:xã(?<!thị xã)|phường|thị trấn)\b", re.IGNORECASE),
}
_LEVELS: Final = (
    (Level.COMMUNE, re.compile(r"\b(?:(?<!thị )xã|phường|thị trấn)\b", re.IGNORECASE)),
    (Level.DISTRICT, re.compile(r"\b(?:huyện|thị xã|thành phố|quận)\b", re.IGNORECASE)),
    (Level.PROVINCE, re.compile(r"^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND) tỉnh\b", re.IGNORECASE)),
    (Level.OTHER, re.compile(r"^(?:Đài|Báo|Tạp chí|Hội|Hiệp hội|Doanh nghiệp|Đoàn|Liên)\b")),
)


def without_order(flat: str) -> int:
    """How many letters of a sentence say that it is an order ("Giao", "Đề nghị") and not yet to whom."""
    seen = _ORDER.match(flat)
    return seen.end() if seen else 0


def named_at_head(flat: str) -> tuple[tuple[str, ...], int] | None:
    """The units that a sentence begins with, and where they end; None when it begins with no unit.

    ``Đài A, Báo B tiếp tục …`` names two; ``Thủ trưởng các sở, ban, ngành`` is one name.
    """
    first = without_order(flat)
    if not _STARTS.match(flat, first):
        return None
    verb = _VERBS.search(flat, first + 2)
    end = verb.start() if verb else len(flat)
    words = flat[first:end].rstrip(" .,;:")
    if not words or len(words) > _LONGEST:
        return None
    return split(words), first + len(words)


def split(words: str) -> tuple[str, ...]:
    """Names that stand side by side, each by itself."""
    return tuple(part.strip(" .,;:") for part in _JOIN.split(words) if part.strip(" .,;:"))


def level_of(name: str) -> tuple[Level, frozenset[Level]]:
    """At which level a body stands by its name, and the levels that it stands for where it is several.

    A guess for a person to correct: ``UBND huyện Lộc Ninh`` is a district, ``Chủ tịch UBND các huyện, thị xã`` a group
    of districts, what says nothing about itself a department.
    """
    if _SEVERAL.search(name):
        covered = frozenset(level for level, words in _COVERED.items() if words.search(name))
        return Level.GROUP, covered or frozenset({Level.DEPARTMENT})
    return next((level for level, words in _LEVELS if words.search(name)), Level.DEPARTMENT), frozenset()
