"""Forms and channels of communication: by which words a plan names each kind."""

import re
from collections.abc import Iterator
from typing import Final

# In this order: what a longer name has taken is not read again as a shorter one.
_NAMES: Final = (
    (
        "radio_tv",
        (
            r"Đài (?:Phát thanh|PT|Truyền thanh)(?:\s*(?:và|,|-|–|&)\s*|\s)(?:Truyền hình|TH)\b|báo,? đài|PT-?TH\b|"
            r"phát thanh\s*(?:và|,|-|–)\s*truyền hình"
        ),
    ),
    (
        "loudspeaker",
        r"truyền thanh|(?:hệ thống |cụm )?loa (?:truyền thanh|phát thanh|công cộng|phóng thanh|phường)",
    ),
    ("online_news", r"báo (?:chí )?(?:điện tử|mạng|online)|trang báo điện tử"),
    ("portal", r"cổng (?:thông tin|TTĐT|dịch vụ công|TT-?ĐT)"),
    ("website", r"trang (?:thông tin|tin|TTĐT)(?: tổng hợp)?(?: điện tử)?|trang web(?:site)?|website"),
    ("social_media", r"mạng xã hội|facebook|zalo|youtube|tiktok|fanpage"),
    ("school", r"trường học|học đường|ngoại khóa|nhà trường|học sinh"),
    ("mobile_unit", r"(?:tuyên truyền |thông tin |truyền thông )?lưu động|xe (?:loa|tuyên truyền|cổ động)"),
    ("speakers", r"(?:báo cáo|tuyên truyền) viên|tuyên truyền miệng|nói chuyện chuyên đề"),
    ("training", r"tập huấn|bồi dưỡng"),
    ("contest", r"(?:cuộc|hội) thi|thi (?:tìm hiểu|trực tuyến|viết|sáng tác)"),
    ("integrated", r"lồng ghép"),
    (
        "public_posting",
        (
            r"niêm yết|công khai\b[^;.]{0,200}?(?:trụ sở|nơi tiếp|bộ phận|bảng)|"
            r"bảng (?:tin|thông tin|công khai)"
        ),
    ),
    ("pano", r"pa[ -]?nô|panô|pano"),
    ("poster", r"áp[ -]?ph?ích|poster|tranh cổ động"),
    ("leaflet", r"tờ (?:rơi|gấp|bướm)"),
    ("banner", r"băng[ -]?rôn|khẩu hiệu|biểu ngữ|phướn|băng cờ"),
    ("culture", r"văn nghệ|tiểu phẩm|sân khấu|biểu diễn|chiếu phim"),
    ("meeting", r"hội nghị|hội thảo|tọa đàm|toạ đàm|(?:cuộc|buổi) họp|đối thoại|sinh hoạt"),
    ("print_material", r"tài liệu|(?<!chính )sách\b|sổ tay|cẩm nang|ấn phẩm"),
    ("radio", r"(?:Đài )?Phát thanh"),
    ("television", r"truyền hình"),
    ("print", r"báo (?:in|viết|giấy)\b|báo chí|tạp chí|(?-i:\bBáo (?!cáo)[A-ZĐÀ-ÝẠ-Ỹ]\w+(?: [A-ZĐÀ-ÝẠ-Ỹ]\w+)*)"),
)  # fmt: skip
KINDS: Final = tuple(kind for kind, _ in _NAMES)
_MASS: Final = re.compile(r"phương tiện (?:thông tin|truyền thông) đại chúng", re.IGNORECASE)
_NAME_STOPS: Final = re.compile(r"[,;.:(…]| và (?=các|Báo|Đài|báo|đài)| (?:phát|đăng|mở|mỗi|lúc|đưa)\b")
_LONGEST_TAIL: Final = 60
_READ: Final = tuple((kind, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for kind, words in _NAMES)


def named_in(flat: str) -> Iterator[tuple[str, str]]:
    """Each kind that a paragraph names, with the words that name it, in the order of the paragraph; each kind once."""
    taken = [False] * len(flat)
    found: dict[str, tuple[int, int]] = {}
    for kind, words in _READ:
        for seen in words.finditer(flat):
            if not any(taken[seen.start() : seen.end()]):
                taken[seen.start() : seen.end()] = [True] * (seen.end() - seen.start())
                found.setdefault(kind, seen.span())
    if not found and (both := _MASS.search(flat)):
        found = {"radio_tv": both.span(), "print": both.span()}
    for kind, (start, end) in sorted(found.items(), key=lambda told: told[1]):
        yield kind, flat[start : _name_end(flat, end)].strip()


def _name_end(flat: str, end: int) -> int:
    """A name goes on to the next mark of a list."""
    stop = _NAME_STOPS.search(flat, end)
    last = stop.start() if stop else len(flat)
    return last if last <= end + _LONGEST_TAIL else end
