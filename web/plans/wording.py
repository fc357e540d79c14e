"""What stands in a plan's draft, in words: kinds of channel by group, rules of deadlines, figures, short names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from campaigns.deadlines import last_good_day
from web.language import N_, gettext
from web.language import gettext as _

GROUPS: Final[tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = (
    (N_("Phát thanh, truyền hình"), (
        ("radio_tv", N_("Đài phát thanh và truyền hình")), ("television", N_("Truyền hình")),
        ("radio", N_("Phát thanh")), ("loudspeaker", N_("Truyền thanh cơ sở")),
    )),
    (N_("Báo, mạng"), (
        ("print", N_("Báo in")), ("online_news", N_("Báo điện tử")), ("portal", N_("Cổng thông tin điện tử")),
        ("website", N_("Trang thông tin điện tử")), ("social_media", N_("Mạng xã hội")),
    )),
    (N_("Trực quan, ấn phẩm"), (
        ("pano", N_("Pa nô")), ("poster", N_("Áp phích")), ("leaflet", N_("Tờ rơi")), ("banner", N_("Băng rôn")),
        ("print_material", N_("Tài liệu in")), ("public_posting", N_("Niêm yết công khai")),
    )),
    (N_("Hoạt động trực tiếp"), (
        ("training", N_("Tập huấn")), ("contest", N_("Cuộc thi")), ("integrated", N_("Lồng ghép")),
        ("meeting", N_("Hội nghị")), ("speakers", N_("Báo cáo viên")), ("mobile_unit", N_("Tuyên truyền lưu động")),
        ("culture", N_("Văn nghệ")), ("school", N_("Trường học")),
    )),
)  # fmt: skip
"""Kinds of channel that a plan may name, as pages group them."""
KINDS: Final = tuple(kind for _heading, kinds in GROUPS for kind, _words in kinds)
UNITS: Final[Mapping[str, str]] = {
    "chuyen_muc": N_("chuyên mục"), "chuyen_trang": N_("chuyên trang"), "so": N_("số"), "ky": N_("kỳ"),
    "lan": N_("lần"), "luot": N_("lượt"), "buoi": N_("buổi"), "tin": N_("tin"), "bai": N_("bài"),
    "tin_bai": N_("tin, bài"), "phong_su": N_("phóng sự"), "chuong_trinh": N_("chương trình"), "trang": N_("trang"),
    "to_roi": N_("tờ rơi"), "bang_ron": N_("băng rôn"), "pa_no": N_("pa nô"), "co": N_("cờ"),
    "chuong_co": N_("chuông cổ"), "hoi_nghi": N_("hội nghị"), "cuoc_thi": N_("cuộc thi"), "tai_lieu": N_("tài liệu"),
    "bang_dia": N_("băng đĩa"), "ban": N_("bản"), "giai": N_("giải"),
}  # fmt: skip
PER: Final[Mapping[str, str]] = {
    "day": N_("mỗi ngày"), "week": N_("mỗi tuần"), "2weeks": N_("hai tuần một lần"), "month": N_("mỗi tháng"),
    "quarter": N_("mỗi quý"), "half_year": N_("mỗi 6 tháng"), "year": N_("mỗi năm"), "issue": N_("mỗi số báo"),
    "session": N_("mỗi buổi"), "event": N_("mỗi sự kiện"), "campaign": N_("cả đợt"), "period": N_("cả giai đoạn"),
}  # fmt: skip
HEADER: Final[Mapping[str, str]] = {
    "number": N_("Số"), "symbol": N_("Ký hiệu"), "date": N_("Ngày ký"), "title": N_("Trích yếu"),
    "issuing_body": N_("Cơ quan ban hành"), "place": N_("Nơi ban hành"), "doc_type": N_("Loại văn bản"),
    "year": N_("Năm thực hiện"),
}  # fmt: skip
_LEAD: Final = re.compile(
    r"^(?:(?:tiếp tục|đẩy mạnh|tăng cường)\s+)?"
    r"(?:tuyên truyền|truyền thông|thông tin|phổ biến|giới thiệu|công khai|đưa tin)"
    r"(?:[ ,]+(?:và|tuyên truyền|phổ biến|rộng rãi|đến người dân và doanh nghiệp|về|các|những|việc))*[ ,]+",
    re.IGNORECASE,
)
_CRITICISM: Final = re.compile(r"phê phán|tiêu cực|tố cáo|sai phạm", re.IGNORECASE)
_END: Final = re.compile(r"[;,.:(…]")
ROMAN: Final = ("I", "II", "III", "IV")
SHORTEST_CUT, LONGEST_NAME = 12, 42


@dataclass(frozen=True, slots=True)
class Due:
    """A date that a deadline names, with the last day that is still in time."""

    named: date
    last: date


def kind_words(kind: str) -> str:
    """A kind of channel in words."""
    return next((gettext(words) for _heading, kinds in GROUPS for code, words in kinds if code == kind), kind)


def groups(found: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds that were found, by group, in the groups' order; empty groups are left out."""
    wanted = set(found)
    told = [
        (gettext(heading), [(kind, gettext(words)) for kind, words in kinds if kind in wanted])
        for heading, kinds in GROUPS
    ]
    return [(heading, kinds) for heading, kinds in told if kinds]


def rule_words(rule: Mapping[str, Any] | None) -> str:
    """``ngày 15 tháng cuối quý II, quý IV hằng năm``; nothing for a rule of another form."""
    if not rule or rule.get("month") != "last_of_quarter":
        return ""
    quarters = [gettext("quý %(number)s") % {"number": ROMAN[n - 1]}
                for n in rule.get("quarters") or (1, 2, 3, 4) if n in {1, 2, 3, 4}]  # fmt: skip
    return _("ngày %(day)s tháng cuối %(quarters)s hằng năm", day=rule.get("day"), quarters=", ".join(quarters))


def dues(deadline: Mapping[str, Any]) -> list[Due]:
    """Each date that a deadline of a draft names, with its last good day."""
    found = []
    for words in deadline.get("dates") or ():
        named = date.fromisoformat(words)
        found.append(Due(named, last_good_day(named, inclusive=bool(deadline.get("inclusive")))))
    return found


def quota_words(quota: Mapping[str, Any]) -> str:
    """What a plan itself says of an amount: ``5 kỳ mỗi tuần``; only what stands there."""
    parts = []
    if quota.get("count") is not None:
        most = f"–{quota['count_max']}" if quota.get("count_max") else ""
        parts.append(f"{quota['count']}{most}")
    if quota.get("unit"):
        parts.append(gettext(UNITS.get(str(quota["unit"]), str(quota["unit"]))))
    if quota.get("per"):
        parts.append(gettext(PER.get(str(quota["per"]), str(quota["per"]))))
    if quota.get("duration_min"):
        parts.append(_("%(minutes)s phút", minutes=quota["duration_min"]))
    return " ".join(parts)


def section_of(draft: Mapping[str, Any], item: Mapping[str, Any]) -> str:
    """Number of the clause that an item quotes: as it was read, else the innermost section that holds its text."""
    if item.get("section"):
        return str(item["section"])
    text = item.get("text") or ""
    holding = [s for s in draft.get("sections") or () if text and text in (s.get("quote") or "")]
    return str(min(holding, key=lambda s: len(s["quote"])).get("number") or "") if holding else ""


def aims(draft: Mapping[str, Any]) -> list[str]:
    """The plan's aims, a line for each, from the section that is headed so."""
    for section in draft.get("sections") or ():
        if re.fullmatch(r"(mục đích|mục tiêu)( chung)?[.:]?", (section.get("title") or "").strip(), re.IGNORECASE):
            lines = (line.strip() for line in (section.get("quote") or "").splitlines())
            told = [re.sub(r"^(?:[-–+•*]|\d+[.)])\s*", "", line) for line in lines]
            return [line for line in told if line and line.lower() not in (section["title"] or "").lower()]
    return []


def is_sensitive(theme: Mapping[str, Any]) -> bool:
    """Whether a theme is ticked as sensitive; one not yet reviewed starts ticked where it speaks of criticism."""
    found = theme.get("sensitive")
    return bool(_CRITICISM.search(theme["text"])) if found is None else bool(found)


def marked(draft: Mapping[str, Any]) -> dict[str, Any]:
    """A draft in which every theme says whether it is sensitive, as the review shows it."""
    return {**draft, "themes": [{**theme, "sensitive": is_sensitive(theme)} for theme in draft["themes"]]}


def short_name(text: str) -> str:
    """A short name to start from, cut out of a theme's own words: the first clause after its opening verb."""
    words = " ".join(text.split()).lstrip("-–+ ")
    rest = _LEAD.sub("", words) or words
    cut = next((seen.start() for seen in _END.finditer(rest) if seen.start() >= SHORTEST_CUT), len(rest))
    name = rest[:cut].strip()
    if len(name) > LONGEST_NAME:
        name = name[:LONGEST_NAME].rsplit(" ", 1)[0]
    return name[:1].upper() + name[1:]
