"""Messages as outlets and the office read them: what happened and its facts in, subject and plain text out.

Vietnamese first, one line of English below. Facts are plain JSON, as they lie in the outbox; a message is worded
when it is sent, so that a better sentence reaches what was posted before it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from campaigns.errors import Refused
from campaigns.times import local_day
from exports import wording

Facts = Mapping[str, Any]
_LONGEST_SUBJECT: Final = 160
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message ready for its envelope: one line of subject, plain text with line feeds."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to tell: alone it is a letter, among others a paragraph."""

    subject: str
    text: str  # Vietnamese
    english: str
    invitation: str = ""  # what stands before the link
    path: str = ""  # of the page on the site that it leads to; ``{token}`` where a personal link belongs


def tell(kind: str, facts: Facts) -> Told:
    """One thing in words.

    Raises:
        Refused: ``message.unknown_kind`` with ``kind`` when nobody has worded such a message.
    """
    if kind not in _KINDS:
        raise Refused("message.unknown_kind", kind=kind[:40])
    return _KINDS[kind](facts)


def kinds() -> frozenset[str]:
    """Kinds of message that have words."""
    return frozenset(_KINDS)


def letter(told: Sequence[tuple[Told, str]], *, office: str, contact: str = "") -> Letter:
    """One letter about one thing, or a digest about several, in the order given.

    Args:
        told: at least one thing, each with the address that it leads to; an empty address leaves the link out.
        office: who writes; ends the letter.
        contact: where to reach the office; empty where it has not said.
    """
    parts = ["Kính gửi Quý cơ quan, đơn vị,"]
    if len(told) == 1:
        subject = told[0][0].subject
        parts += [told[0][0].text, *_invitation(*told[0]), f"({told[0][0].english})"]
    else:
        subject = f"Lịch Sóng: {len(told)} việc cần Quý cơ quan xem"
        parts.append(f"Từ lần báo trước có {len(told)} việc, xin gộp vào một thư:")
        parts += [f"{number}. {thing.text}" for number, (thing, _) in enumerate(told, 1)]
        # Things that lead to one page share its line.
        parts += dict.fromkeys(line for thing, link in told for line in _invitation(thing, link))
        parts.append(f"({len(told)} matters in one message; please open the links above.)")
    parts.append("\n".join(filter(None, ("Trân trọng,", office, contact))))
    return Letter(_one_line(subject)[:_LONGEST_SUBJECT], "\n\n".join(map(wording.tidy, parts)) + "\n")


def slot_words(facts: Facts) -> str:
    """``Bản tin sáng (FM 89,4 MHz), 5 giờ 30 phút, thứ Tư, 12/4/2017: Tên tin``."""
    day = date.fromisoformat(facts["date"])
    minute = facts.get("start_minute")
    hour = "" if minute is None else f"{wording.clock(minute % 1440)}, "
    over = "" if minute is None or minute < 1440 else " (sau nửa đêm)"
    title = f": {facts['title']}" if facts.get("title") else ""
    return f"{facts['programme']} ({facts['channel']}), {hour}{wording.date_weekday(day)}{over}{title}"


def _brief_when(facts: Facts) -> str:
    day = date.fromisoformat(facts["date"])
    minute = facts.get("start_minute")
    return f"{day:%d/%m}" if minute is None else f"{minute // 60 % 24:02d}:{minute % 60:02d} {day:%d/%m}"


def _due_words(facts: Facts) -> str:
    at = datetime.fromisoformat(facts["due_at"]).astimezone(ZoneInfo(facts["zone"]))
    return f"{wording.clock(at.hour * 60 + at.minute)}, {wording.date_weekday(at.date())}"


def _due_day(facts: Facts) -> str:
    return f"{local_day(datetime.fromisoformat(facts['due_at']), ZoneInfo(facts['zone'])):%d/%m}"


def _ask_confirmation(facts: Facts) -> Told:
    year, month = facts["month"].split("-")
    named = f"{int(month)}/{year}"
    counts = (
        (facts["fresh"], "mới"), (facts["moved"], "dời chỗ"), (facts.get("changed", 0), "đổi nội dung"),
        (facts["cancelled"], "huỷ"),
    )  # fmt: skip
    listed = ", ".join(f"{count} lượt {word}" for count, word in counts if count)
    return Told(
        f"Lịch tháng {named}: xin xác nhận",
        f"Lịch tháng {named} (bản số {facts['number']}) tại {facts['outlet']} có {listed}. "
        "Xin Quý đơn vị xem và trả lời từng lượt hoặc tất cả.",
        f"Please review and confirm the schedule of {year}-{month}, version {facts['number']}.",
        "Xem và trả lời, không cần tài khoản",
        "/o/{token}",
    )


def _ask_attestation(facts: Facts) -> Told:
    if facts.get("press", facts.get("start_minute") is None):
        return _ask_proof(facts)
    return Told(
        f"Đã phát chưa? {facts['programme']}, {_brief_when(facts)}",
        f"{slot_words(facts)}. Xin Quý đơn vị cho biết lượt này đã phát chưa, cùng giờ phát và thời lượng thực tế.",
        "Please tell us whether this item went out, and when.",
        "Trả lời, không cần tài khoản",
        f"/o/{{token}}/slots/{facts['uid']}",
    )


def _of_slot(facts: Facts, asked: str, words: str, english: str, button: str, page: str = "") -> Told:
    """A letter about one slot, which leads to what the outlet's link says of it."""
    return Told(
        f"{asked}: {facts['programme']}, {_brief_when(facts)}",
        f"{slot_words(facts)}. {words}",
        english,
        f"{button}, không cần tài khoản",
        f"/o/{{token}}/slots/{facts['uid']}{page}",
    )


def _ask_proof(facts: Facts) -> Told:
    return _of_slot(
        facts,
        "Xin gửi bản lưu",
        f"Xin Quý đơn vị gửi bản lưu của bài này: {_PROOF}",
        "Please hand in the page that shows this article, or tell us that it was not published.",
        "Gửi bản lưu",
        "/proof",
    )


def _remind_proof(facts: Facts) -> Told:
    return _of_slot(
        facts,
        "Nhắc gửi bản lưu",
        f"Đã qua ngày đăng mà chúng tôi chưa nhận được bản lưu của bài này. Xin Quý đơn vị gửi {_PROOF}",
        "The page that shows this article has not reached us yet.",
        "Gửi bản lưu",
        "/proof",
    )


_PROOF: Final = (
    "ảnh chụp hoặc bản quét trang báo, hoặc địa chỉ và nội dung bài trên mạng; nếu bài không đăng, xin báo lý do."
)


def _remind_booking(facts: Facts) -> Told:
    return _of_slot(
        facts,
        f"Xin trả lời trước {_due_day(facts)}",
        f"Lượt này chưa được xác nhận; hạn đăng ký đã thống nhất là {_due_words(facts)}.",
        f"This slot still awaits your answer; agreed booking deadline {facts['due_at'][:10]}.",
        "Xem và trả lời",
    )


def _remind_material(facts: Facts) -> Told:
    return _of_slot(
        facts,
        f"Hạn giao bản thu {_due_day(facts)}",
        f"Bản thu, tư liệu của lượt này cần xong lúc {_due_words(facts)}.",
        f"Recorded material for this item is due {facts['due_at'][:10]}.",
        "Xem lượt phát",
    )


def _remind_script(facts: Facts) -> Told:
    return Told(
        f"Hạn kịch bản {_due_day(facts)}: {facts['programme']}, {_brief_when(facts)}",
        f"{slot_words(facts)} ({facts['outlet']}). Kịch bản, nội dung của lượt này cần xong lúc {_due_words(facts)}.",
        f"The script for this item is due {facts['due_at'][:10]}.",
        "Mở bảng tháng",
        f"/months/{facts['date'][:7]}",
    )


def _remind_report(facts: Facts) -> Told:
    last = date.fromisoformat(facts["last_day"])
    named = date.fromisoformat(facts["named_date"])
    rule = "chậm nhất" if facts["inclusive"] else "trước"
    return Told(
        f"Hạn nộp báo cáo ({rule} {named.day}/{named.month})",
        f"Báo cáo theo {facts['plan']} phải nộp {_due_before(facts)}; "
        f"ngày cuối còn kịp là {wording.date_weekday(last)}. Xin nhắc các đơn vị chưa gửi số liệu.",
        f"Reports under this plan are due; the last good day is {last.isoformat()}.",
        "Mở trang báo cáo",
        "/reports",
    )


def _due_before(facts: Facts) -> str:
    named = date.fromisoformat(facts["named_date"])
    return f"{'chậm nhất' if facts['inclusive'] else 'trước'} ngày {wording.date_short(named)}"


def _urge_notice(facts: Facts) -> Told:
    last = date.fromisoformat(facts["last_day"])
    return Told(
        f"Sắp đến kỳ báo cáo {facts['period']}",
        f"{facts['unit']} gửi báo cáo {facts['period']} theo {facts['plan']} {_due_before(facts)}; ngày cuối còn kịp "
        f"là {wording.date_weekday(last)}. Thư này báo trước để Quý cơ quan chủ động; đã gửi thì không cần làm gì.",
        f"A courtesy notice: your report is due; the last good day is {last.isoformat()}.",
        "Điền và gửi báo cáo, không cần tài khoản",
        "/u/{token}",
    )


def _urge_reminder(facts: Facts) -> Told:
    last = date.fromisoformat(facts["last_day"])
    return Told(
        f"Nhắc gửi báo cáo {facts['period']}: ngày cuối {last.day}/{last.month}",
        f"Chưa nhận được báo cáo {facts['period']} của {facts['unit']} theo {facts['plan']}. Báo cáo phải gửi "
        f"{_due_before(facts)}; ngày cuối còn kịp là {wording.date_weekday(last)}.",
        f"Your report has not arrived; the last good day is {last.isoformat()}.",
        "Điền và gửi báo cáo, không cần tài khoản",
        "/u/{token}",
    )


def _urge_letter(facts: Facts) -> Told:
    by, dated = date.fromisoformat(facts["answer_by"]), date.fromisoformat(facts["dated"])
    number = f" số {facts['letter']}" if facts["letter"] else ""
    return Told(
        f"Đôn đốc gửi báo cáo {facts['period']}",
        f"Xin gửi kèm Công văn{number} ngày {wording.date_short(dated)} về việc đôn đốc gửi báo cáo {facts['period']} "
        f"theo {facts['plan']}. Đề nghị {facts['unit']} gửi báo cáo chậm nhất {wording.date_weekday(by)}.",
        f"An official letter is attached; please report by {by.isoformat()}.",
        "Điền và gửi báo cáo, không cần tài khoản",
        "/u/{token}",
    )


def _urging_paper(facts: Facts) -> Told:
    letter = facts["rung"] == "letter"
    what = "Công văn đôn đốc" if letter else "Danh sách báo cáo cấp trên"
    listed = ", ".join(facts["units"]) + (", …" if facts["count"] > len(facts["units"]) else "")
    return Told(
        f"{what} chờ phát hành: {facts['count']} đơn vị chưa gửi báo cáo",
        f"{facts['count']} cơ quan, đơn vị chưa gửi báo cáo {facts['period']} theo {facts['plan']}: {listed}. "
        f"{what} đã soạn sẵn, chờ anh/chị xem và phát hành.",
        f"{facts['count']} units have not reported; the paper is ready to be reviewed and issued.",
        "Xem và phát hành",
        f"/units/urging?period={facts['deadline_id']}",
    )


def _silent_list(facts: Facts) -> Told:
    number = f" số {facts['number']}" if facts["number"] else ""
    return Told(
        f"Tình hình gửi báo cáo {facts['period']}",
        f"Xin gửi kèm Báo cáo{number} ngày {wording.date_short(date.fromisoformat(facts['dated']))} về tình hình gửi "
        f"báo cáo {facts['period']} theo {facts['plan']}: {facts['count']} cơ quan, đơn vị chưa gửi.",
        f"Attached: the list of {facts['count']} units that have not reported.",
    )


def _taken_over(facts: Facts) -> Told:
    on = date.fromisoformat(facts["on"])
    agreed = f", trong đó {facts['agreed']} lượt đã xác nhận" if facts["agreed"] else ""
    return Told(
        f"Từ {on.day}/{on.month}: tiếp nhận lịch của {facts['outlet']}",
        f"Từ ngày {wording.date_short(on)}, {facts['outlet']} sáp nhập vào {facts['into']}. "
        f"{facts['slots']} lượt từ ngày này chuyển sang Quý đơn vị{agreed}; ngày, giờ không đổi.",
        f"From {facts['on']} on, {facts['slots']} items of the merged outlet are yours; dates and hours stay.",
        "Xem lịch, không cần tài khoản",
        "/o/{token}",
    )


def _presumed_missed(facts: Facts) -> Told:
    return Told(
        f"Tính là không phát: {facts['programme']}, {_brief_when(facts)}",
        f"{slot_words(facts)} ({facts['outlet']}). Hết thời gian chờ mà không có minh chứng, lượt này được tính là "
        "không phát theo thoả thuận với đơn vị; cần phát bù, giảm trừ hoặc miễn.",
        "No evidence came within the agreed time; this slot now counts as missed.",
        "Mở bảng tháng",
        f"/months/{facts['date'][:7]}",
    )


_KINDS: Final[Mapping[str, Callable[[Facts], Told]]] = {
    "ask_confirmation": _ask_confirmation,
    "ask_attestation": _ask_attestation,
    "remind_booking": _remind_booking,
    "remind_material": _remind_material,
    "remind_script": _remind_script,
    "remind_proof": _remind_proof,
    "remind_report": _remind_report,
    "presumed_missed": _presumed_missed,
    "taken_over": _taken_over,
    "urge_notice": _urge_notice,
    "urge_reminder": _urge_reminder,
    "urge_letter": _urge_letter,
    "urging_paper": _urging_paper,
    "silent_list": _silent_list,
}


def _invitation(told: Told, link: str) -> list[str]:
    return [f"{told.invitation}:\n{link}"] if link else []


def _one_line(words: str) -> str:
    return _BLANKS.sub(" ", wording.tidy(words)).strip()
