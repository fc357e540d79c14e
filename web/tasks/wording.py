"""Long work in the reader's words, and where its result and a second attempt are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from campaigns.values.proposals import Asked
from campaigns.values.tasks import TaskView
from campaigns.values.words import TaskKind, TaskState
from scheduler.planner.reasons import kept
from web import formats, reasons, refusals
from web.language import N_, current, gettext
from web.language import gettext as _


@dataclass(frozen=True, slots=True)
class Kind:
    """What the pages say of one kind of work."""

    title: Callable[[Mapping[str, Any]], str]  # of what was asked
    result: Callable[[Any], str]  # the address of a result
    see: str  # words of the link to it
    again: Callable[[Mapping[str, Any]], str]  # the address of the form, with what was asked
    retry: str  # words of the link to it
    opens: bool = False  # whether its page leads on to the result by itself


def _form_of_plan(facts: Mapping[str, Any]) -> str:
    return f"/plans/new?{urlencode({'year': facts['year']})}" if facts.get("year") else "/plans/new"


def _title_of_proposal(facts: Mapping[str, Any]) -> str:
    told = facts["stretch"]["months"] if "stretch" in facts else [[facts["month"]]]
    ends = [_month(told[place][0]) for place in (0, -1)]
    return _("Đề xuất %(month)s", month=" – ".join(dict.fromkeys(ends)))


def _form_of_proposal(facts: Mapping[str, Any]) -> str:
    """The form with the figures that were asked for."""
    asked = Asked.of_json(facts["stretch"]["months"][0][1] if "stretch" in facts else facts["asked"])
    figures = [
        ("ask", f"{one.outlet_id}.{one.window_id or 0}.{one.theme_id or 0}.{one.spots}") for one in asked.targets
    ]
    ticks = [(name, "1") for name in ("must", "movable", "on_holidays") if getattr(asked, name)]
    return f"/months/{facts['month']}/proposal?{urlencode([*figures, *ticks])}"


def _month(month: str) -> str:
    return formats.in_sentence(formats.month_long(month, language=current()), language=current())


def _proposal(result: Mapping[str, Any]) -> str:
    """The board with the proposal over it; asked with a difference, the two side by side; of several months, those."""
    if result.get("stretch"):
        return f"/months/{result['month']}/stretches/{result['stretch']}"
    if result["against"]:
        return f"/months/{result['month']}/proposals/{result['against']}/beside/{result['proposal']}"
    return f"/months/{result['month']}?proposal={result['proposal']}"


KINDS: Final[Mapping[TaskKind, Kind]] = {
    TaskKind.READ_PLAN: Kind(
        title=lambda facts: _("Đọc kế hoạch %(name)s", name=facts["name"]),
        result=lambda result: f"/plans/{result['plan_id']}",
        see=N_("Duyệt bản đọc"),
        again=_form_of_plan,
        retry=N_("Chọn tệp khác"),
        opens=True,
    ),
    TaskKind.PROPOSE: Kind(
        title=_title_of_proposal,
        result=_proposal,
        see=N_("Xem đề xuất"),
        again=_form_of_proposal,
        retry=N_("Nhờ lại"),
        opens=True,
    ),
    TaskKind.TAKE_LOG: Kind(
        title=lambda facts: _("Ghi nhật ký %(name)s vào sổ", name=facts["name"]),
        result=lambda result: f"/outlets/{result['outlet']}/as-run",
        see=N_("Xem đối soát"),
        again=lambda facts: f"/outlets/{facts['outlet']}/as-run/{facts['log']}",
        retry=N_("Mở lại nhật ký"),
        opens=True,
    ),
}
"""A kind joins this list with its work; one that is not here is called by its bare title and leads nowhere."""
PROGRESS: Final[Mapping[str, str]] = {
    "propose.reading": N_("Đang đọc tháng"),
    "propose.short1": N_("Đạt chỉ tiêu trước hết: đã xếp %(placed)s lượt"),
    "propose.short2": N_("Chia đều các chủ đề: đã xếp %(placed)s lượt"),
    "propose.short3": N_("Đạt chỉ tiêu phụ: đã xếp %(placed)s lượt"),
    "propose.changes": N_("Đổi ít nhất có thể: đã xếp %(placed)s lượt"),
    "propose.spread": N_("Rải đều các tuần: đã xếp %(placed)s lượt"),
    "propose.-audience": N_("Chọn khung ưu tiên: đã xếp %(placed)s lượt"),
    "propose.cost": N_("Chọn cách ít tốn nhất: đã xếp %(placed)s lượt"),
    "propose.sharing": N_("Chia kinh phí cho các tháng: đã xếp %(placed)s lượt"),
    "propose.reasons": N_("Đang tìm vì sao chưa đạt: %(done)s / %(of)s chỉ tiêu"),
    "take_log.days": N_("Đang đối soát: %(done)s / %(of)s ngày"),
    "read_plan.opening": N_("Đang mở tệp"),
    "read_plan.lines": N_("Đang xem từng dòng: %(done)s / %(of)s dòng"),
    "read_plan.paragraphs": N_("Đang ghép đoạn: %(done)s / %(of)s đoạn"),
    "read_plan.sentences": N_("Đang tìm ngày, số lượng, kinh phí: %(done)s / %(of)s đoạn"),
    "read_plan.clauses": N_("Đang xếp nhiệm vụ, hạn báo cáo: %(done)s / %(of)s đoạn"),
}
STATES: Final[Mapping[TaskState, str]] = {
    TaskState.WAITING: N_("Đang chờ"),
    TaskState.RUNNING: N_("Đang làm"),
    TaskState.DONE: N_("Đã xong"),
    TaskState.REFUSED: N_("Chưa làm được"),
    TaskState.FAILED: N_("Gặp trục trặc"),
    TaskState.STOPPED: N_("Đã dừng"),
}


def title(task: TaskView) -> str:
    """``Đọc kế hoạch ke-hoach.docx``."""
    return KINDS[task.kind].title(task.facts) if task.kind in KINDS else _("Đề xuất lịch phát sóng")


def state(task: TaskView) -> str:
    """``Đang làm``."""
    return gettext(STATES[task.state])


def percent(task: TaskView) -> int | None:
    """How much of it is done, of a hundred; None while nobody knows."""
    return task.done_steps * 100 // task.all_steps if task.all_steps else None


def progress(task: TaskView, ahead: int = 0) -> str:
    """How far it is, in a sentence.

    Args:
        ahead: how many tasks come before one that waits.
    """
    if task.stop_asked and not task.is_over:
        return _("Đang dừng…")
    if task.state is TaskState.WAITING:
        return _("Đang chờ đến lượt; trước đó còn %(count)s việc.", count=ahead) if ahead else _("Đang chờ đến lượt.")
    if task.told is None:
        return state(task)
    code, facts = task.told.code.replace(".month.", "."), task.told.facts
    if code not in PROGRESS:
        return state(task)
    words = gettext(PROGRESS[code]) % {name: _written(value) for name, value in facts.items()}
    if code == task.told.code:
        return words
    month = formats.month_long(facts["month"], language=current())
    return f"{month} · {words}"


def line(task: TaskView) -> str:
    """Title and state in one line, for a list of things to do: ``Đọc kế hoạch a.docx · Đang làm, 45%``."""
    done = percent(task) if task.state is TaskState.RUNNING else None
    return f"{title(task)} · {state(task)}" + (f", {done}%" if done is not None else "")


def trouble(task: TaskView) -> str:
    """Why it was refused or failed; nothing for any other."""
    return refusals.sentence(task.refusal.code, task.refusal.facts) if task.refusal else ""


def clash(task: TaskView) -> list[str]:
    """Rules that no proposal could keep together, each with what its giving way would bring; nothing for any other."""
    told = task.refusal.facts.get("clash", ()) if task.refusal else ()
    return reasons.sentences([kept.of_json(one) for one in told])


def result(task: TaskView) -> tuple[str, str] | None:
    """Words and address of what it came to."""
    kind = KINDS.get(task.kind)
    if kind is None or task.result is None:
        return None
    return gettext(kind.see), kind.result(task.result)


def again(task: TaskView) -> tuple[str, str] | None:
    """Words and address of where it was asked for."""
    kind = KINDS.get(task.kind)
    return (gettext(kind.retry), kind.again(task.facts)) if kind else None


def opens(task: TaskView) -> str:
    """Where its page leads on to by itself; empty where it stays."""
    kind, found = KINDS.get(task.kind), result(task)
    return found[1] if kind and found and kind.opens and task.state is TaskState.DONE else ""


def _written(value: Any) -> str:
    return formats.number(value, language=current()) if isinstance(value, int) else str(value)
