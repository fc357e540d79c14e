"""The first page: what needs me today, how the month goes, what the next seven days hold."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns import calendar
from campaigns.queries import diary
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries import slots as slot_queries
from campaigns.times import month_days, month_of, neighbour_month
from campaigns.values.board import ShownState, Sum
from campaigns.values.outlets import DayView, OutletView
from campaigns.values.slots import SlotView
from campaigns.values.words import Role, SlotState
from scheduler import airtime, attention, conflicts
from scheduler.attention import Need, Task
from web import access, form_page, states
from web.agenda import wording as places
from web.language import N_, gettext, ngettext
from web.language import gettext as _
from web.overview import sofar, waiting

bp = Blueprint("overview", __name__)
BACK: Final = timedelta(days=62)
AHEAD: Final = timedelta(days=45)
"""How far back and ahead the page looks for things to do."""
AROUND: Final = timedelta(weeks=6)
SHOWN: Final = 5
"""Slots named under each thing to do; the rest are counted."""
TITLES: Final[Mapping[Need, str]] = {
    Need.OFFER: N_("Đài, báo xin đổi hoặc không nhận"),
    Need.MISSED: N_("Lỡ hoặc phát thiếu, chưa giải quyết"),
    Need.EVIDENCE: N_("Đã qua giờ, chờ minh chứng"),
    Need.PROOF: N_("Chờ bản lưu trang báo"),
    Need.SIGN_OFF: N_("Nội dung nhạy cảm chờ duyệt"),
    Need.UNANSWERED: N_("Quá hạn mà chưa được xác nhận"),
    Need.BRIEF: N_("Sắp đến hạn kịch bản mà chưa có phiếu"),
    Need.UNSENT: N_("Chưa gửi đài, báo"),
}
ASKED_OF: Final[Mapping[Role, frozenset[Need]]] = {
    Role.ADMIN: frozenset(Need),
    Role.OFFICER: frozenset(Need),
    Role.LEADER: frozenset({Need.SIGN_OFF, Need.MISSED, Need.OFFER, Need.UNANSWERED}),
    Role.VIEWER: frozenset(),
}
"""What each role is asked about; whoever only looks has nothing to do."""


class Line(NamedTuple):
    """A slot under a thing to do."""

    href: str
    place: str
    slot: SlotView
    hue: int


class Todo(NamedTuple):
    """A thing to do."""

    code: str
    title: str
    spots: int
    href: str  # where all of it can be done; empty where each slot has its own page
    lines: tuple[Line, ...]


class DayAhead(NamedTuple):
    """A day of the strip."""

    day: DayView
    today: bool
    href: str
    chips: tuple[tuple[str, str, int, str], ...]  # state, its word, hue, letter
    more: int


class OutletRow(NamedTuple):
    """How an outlet's month goes."""

    outlet: OutletView
    total: Sum
    aired: int


@bp.get("/")
@access.roles(*access.OFFICE, Role.OUTLET)
def overview() -> ResponseReturnValue:
    """The page; people of an outlet go to their own agenda."""
    me = access.me()
    if me.role is Role.OUTLET:
        return redirect("/agenda", code=303)
    now, today, zone = access.now(), form_page.today(), access.site().settings.zone
    with access.reading() as session:
        near = diary.between(session, today - BACK, today + AHEAD)
        windows = {one.id: one for one in outlet_queries.windows(session)}
        holidays = outlet_queries.holidays(session)
        days = calendar.days(today - BACK - AROUND, today + AHEAD, holidays, today=today)
        issued = diary.with_briefs(session, today - BACK, today + AHEAD)
        hues = {theme.id: theme.hue + 1 for theme in plan_queries.themes(session)}
        found = attention.tasks(near, windows=windows, days=days, issued=issued, now=now, zone=zone, signer=me.email)
        others = (*waiting.running(session), *(waiting.others(session, today) if me.role is not Role.VIEWER else ()))
        month, rows, whole = _progress(session, today)
        running = plan_queries.campaigns_on(session, today, today)
        so_far = [sofar.told(session, campaign, today) for campaign in running]
    todos = tuple(_todo(one, hues) for task in found if task.need in ASKED_OF[me.role] for one in _by_month(task))
    return render_template(
        "overview/overview.html", todos=todos, others=others, month=month, rows=rows, whole=whole, running=running,
        week=_week(near, days, hues, today, now), chart=_chart(rows), weeks=_weeks(near, month, hues),
        spots=_spots, next_month=neighbour_month(month, 1), so_far=so_far,
    )  # fmt: skip


def _by_month(task: Task) -> tuple[Task, ...]:
    """What is sent by the month is told by the month."""
    if task.need is not Need.UNSENT:
        return (task,)
    months = dict.fromkeys(slot.month for slot in task.slots)
    return tuple(Task(task.need, tuple(slot for slot in task.slots if slot.month == month)) for month in months)


def _todo(task: Task, hues: Mapping[int, int]) -> Todo:
    href = {Need.MISSED: "/obligations", Need.PROOF: "/proofs"}.get(task.need, "")
    if task.need is Need.UNSENT and access.may(*access.PLANNERS):
        href = f"/months/{task.slots[0].month}/send"
    lines = tuple(
        Line(
            f"/slots/{slot.uid}{'/brief' if task.need is Need.BRIEF and access.may(*access.PLANNERS) else ''}",
            places.place(slot.date, slot.start_minute), slot, hues.get(slot.theme_id, 0),
        )
        for slot in task.slots[:SHOWN]
    )  # fmt: skip
    return Todo(task.need.value, gettext(TITLES[task.need]), len(task.slots), href, lines)


def _progress(session: Session, today: date) -> tuple[str, tuple[OutletRow, ...], Sum]:
    """This month added up by outlet."""
    month = month_of(today)
    slots = slot_queries.month_slots(session, month)
    days = month_days(month)
    totals = conflicts.totals(
        slots, quotas=plan_queries.quotas(session, month), windows=outlet_queries.windows(session), days=days
    )
    aired: dict[int, int] = {}
    for slot in slots:
        aired[slot.outlet_id] = aired.get(slot.outlet_id, 0) + (slot.state is SlotState.AIRED)
    rows = tuple(
        OutletRow(outlet, totals.outlets.get(outlet.id, Sum()), aired.get(outlet.id, 0))
        for outlet in outlet_queries.outlets(session, days[-1], since=days[0])
    )
    return month, rows, totals.whole


def _week(
    near: Sequence[SlotView], days: Mapping[date, DayView], hues: Mapping[int, int], today: date, now: datetime
) -> tuple[DayAhead, ...]:
    """The next seven days, with at most twelve marks each."""
    strip = []
    for ahead in range(7):
        day = today + timedelta(days=ahead)
        held = [slot for slot in near if slot.date == day and slot.state is not SlotState.CANCELLED]
        chips = []
        for slot in held[:12]:
            shown: ShownState = airtime.shown_state(slot, now)
            chips.append((shown.value, states.of(shown), hues.get(slot.theme_id, 0), slot.theme_letter))
        strip.append(
            DayAhead(days[day], day == today, f"/months/{month_of(day)}/agenda", tuple(chips), len(held) - len(chips))
        )
    return tuple(strip)


def _chart(rows: Sequence[OutletRow]) -> list[dict[str, Any]]:
    """Aired against agreed, by outlet; outlets without slots or figures are left out."""
    return [
        {
            "label": row.outlet.short_name or row.outlet.name,
            "parts": [{"value": row.aired, "hue": 0}],
            "words": f"{row.aired}/{_goal(row.total)}",
            "goal": _goal(row.total),
        }
        for row in rows
        if row.total.spots or row.total.quota
    ]


def _goal(total: Sum) -> int:
    """The figure agreed for the month; where none is, what is placed."""
    return total.spots if total.quota is None else total.quota


def _weeks(near: Sequence[SlotView], month: str, hues: Mapping[int, int]) -> tuple[list[dict[str, Any]], list[str]]:
    """Spots of the month by week and theme, with the letters that occur."""
    held = [slot for slot in near if slot.month == month and slot.state not in {SlotState.CANCELLED, SlotState.MISSED}]
    letters = sorted({(slot.theme_letter, hues.get(slot.theme_id, 0)) for slot in held})
    by_week: dict[int, list[SlotView]] = {}
    for slot in held:
        by_week.setdefault(slot.date.isocalendar().week, []).append(slot)
    rows: list[dict[str, Any]] = []
    for week in sorted(by_week, key=lambda number: min(slot.date for slot in by_week[number])):
        counts = [
            {"value": sum(slot.theme_letter == letter for slot in by_week[week]), "hue": hue, "letter": letter}
            for letter, hue in letters
        ]
        rows.append({"label": _("Tuần %(n)s", n=week), "parts": counts, "words": str(len(by_week[week])), "goal": None})
    return rows, [letter for letter, _hue in letters]


def _spots(count: int) -> str:
    return ngettext("%(num)d lượt", "%(num)d lượt", count)
