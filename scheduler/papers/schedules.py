"""The schedule of a campaign's month; its key is ``<campaign>.2017-04``."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session, col

from campaigns import calendar
from campaigns.deadlines import slot_deadlines
from campaigns.errors import NotFound
from campaigns.models import Campaign, Plan, Slot
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries import slots as slot_queries
from campaigns.times import month_days, months_of
from campaigns.values.issued import Stationery
from campaigns.values.outlets import WindowView
from campaigns.values.papers import DeadlineKind
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, PaperKind, SlotState
from exports import schedule as paper
from exports import stationery, wording
from scheduler.papers import keys
from scheduler.services import briefing, issuing
from scheduler.services.issuing import Drawn, Kind

_OFF: Final = (SlotState.CANCELLED, SlotState.MISSED)
_AROUND: Final = timedelta(weeks=6)


def draw(session: Session, key: str, given: Stationery) -> Drawn:
    """A month's schedule out of the slots that stand."""
    campaign, month = keys.split(session, key)
    view = _view(session, campaign, month, given)
    names = (*stationery.missing(view.office), *stationery.uncited(view.plan))
    return Drawn(
        title=f"Lịch phát sóng, đăng bài {wording.month_full(month)}",
        file_name=paper.file_name(view), display_name=paper.display_name(view), month=month,
        symbol=given.symbol or paper.symbol(view.office), recipients=view.recipients,
        lacks=issuing.lacks(names, plan_id=campaign.plan_id), make=lambda: paper.schedule(view),
        campaign_id=campaign.id, edit=f"/months/{month}",
    )  # fmt: skip


def of_month(session: Session, month: str) -> Sequence[str]:
    """One for each campaign that runs in it."""
    days = month_days(month)
    return [f"{one.slug}.{month}" for one in plan_queries.campaigns_on(session, days[0], days[-1])]


def _view(session: Session, campaign: Campaign, month: str, given: Stationery) -> paper.ScheduleView:
    if month not in months_of(campaign.starts_on, campaign.ends_before):
        raise NotFound("paper.unknown", uid=month[:20])
    slots = slot_queries.slot_views(
        session, col(Slot.campaign_id) == campaign.id, col(Slot.month) == month, col(Slot.state).not_in(_OFF)
    )
    ids = sorted({slot.window_id for slot in slots})
    windows = {one.id: one for one in outlet_queries.windows(session, ids=ids)}
    desk = briefing.Desk(session, [slot.uid for slot in slots if slot.channel_kind in PRESS])
    ordered = {uid: briefing.details(row.brief).word_count for uid, row in desk.rows.items()}
    limits = {slot.uid: ordered.get(slot.uid) or windows[slot.window_id].word_limit for slot in slots}
    office = issuing.office(session)
    outlets = tuple(dict.fromkeys(slot.outlet for slot in paper.ordered(slots)))
    return paper.ScheduleView(
        office=office, plan=briefing.cited(session.get_one(Plan, campaign.plan_id)), month=month, slots=slots,
        given=given, recipients=given.recipients if given.recipients is not None else (*outlets, *office.recipients),
        pages={one.id: one.page for one in windows.values() if one.page},
        words={uid: limit for uid, limit in limits.items() if limit},
        confirm_by=_confirm_by(session, slots, windows, given.dated),
    )  # fmt: skip


def _confirm_by(
    session: Session, slots: Sequence[SlotView], windows: dict[int, WindowView], dated: date
) -> date | None:
    """The first booking deadline ahead of what nobody has confirmed yet."""
    waiting = [slot for slot in slots if slot.state is SlotState.PLANNED]
    if not waiting:
        return None
    first, last = min(slot.date for slot in waiting) - _AROUND, max(slot.date for slot in waiting)
    days = calendar.days(first, last, outlet_queries.holidays(session), today=last)
    due = [
        one.date for slot in waiting for one in slot_deadlines(windows[slot.window_id], slot.date, days)
        if one.kind is DeadlineKind.BOOKING and one.date >= dated
    ]  # fmt: skip
    return min(due, default=None)


KIND: Final = Kind(PaperKind.SCHEDULE, draw, of_month)
