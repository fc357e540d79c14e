"""The month of one outlet: what waits for its answer, what it has agreed to, what went out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns import calendar
from campaigns.queries import diary
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.times import month_days, month_of, month_start, neighbour_month
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS
from scheduler.services import briefing
from web import access, form_page, handing
from web.agenda import notices, shown
from web.agenda.blueprint import Visit, bp, visit
from web.agenda.shown import Card, Paper, Show
from web.language import gettext as _
from web.language import ngettext

AROUND = timedelta(weeks=6)


@dataclass(frozen=True)
class Agenda:
    """Everything that an outlet has been told of, and one month of it as cards."""

    guest: Visit
    month: str
    months: tuple[str, ...]  # that hold something
    cards: tuple[Card, ...]
    days: Mapping[date, DayView]
    references: str  # of the plans that the month's slots belong to

    @property
    def token(self) -> str:
        """The secret of the address."""
        return self.guest.token

    @cached_property
    def waiting(self) -> tuple[Card, ...]:
        """Slots that a plain yes would settle."""
        return tuple(card for card in self.cards if "confirm" in card.can and card.asked_now)

    @cached_property
    def to_report(self) -> tuple[Card, ...]:
        """Slots that have begun or ended and of which nothing is known, earliest first."""
        return tuple(card for card in self.cards if card.to_report)

    @cached_property
    def unproved(self) -> tuple[Card, ...]:
        """Articles whose page is awaited."""
        return tuple(card for card in self.cards if card.unproved)

    @cached_property
    def press(self) -> bool:
        """Whether there is nothing but articles."""
        return bool(self.cards) and all(card.slot.channel_kind in PRESS for card in self.cards)

    @property
    def earlier(self) -> str:
        """The month with slots before this one, or nothing."""
        return max((month for month in self.months if month < self.month), default="")

    @property
    def later(self) -> str:
        """The month with slots after this one, or nothing."""
        return min((month for month in self.months if month > self.month), default="")

    @property
    def report_address(self) -> str:
        """Where results are told."""
        return self.address(Show.AIRED)

    def tabs(self, chosen: Show) -> list[tuple[str, str, int, bool]]:
        """Address, words, count and whether it is the present one, of each filter."""
        counts = {
            Show.WAITING: len(self.waiting),
            Show.AGREED: sum(one.where is Show.AGREED and one.kind != "off" for one in self.cards),
            Show.AIRED: sum(one.where is Show.AIRED for one in self.cards),
        }
        words = {
            Show.WAITING: _("Chờ xác nhận"),
            Show.AGREED: _("Đã nhận"),
            Show.AIRED: _("Đã đăng") if self.press else _("Đã phát"),
        }
        return [(self.address(show), words[show], counts[show], show is chosen) for show in Show]

    def address(self, show: Show = Show.WAITING, month: str = "") -> str:
        """A filter of a month."""
        return f"/o/{self.token}?month={month or self.month}&show={show.value}"


@bp.get("/o/<token>")
@access.by_link
def month(token: str) -> ResponseReturnValue:
    """The agenda: ``?month=YYYY-MM``, ``?show=waiting|agreed|aired``; without a month the one with something to do."""
    with access.reading() as session:
        guest = visit(session, token)
        agenda = load(session, guest, request.args.get("month", ""))
    handing.remember(guest.link, guest.who)
    show = Show(request.args["show"]) if request.args.get("show") in set(Show) else _first(agenda)
    zone, today = access.site().settings.zone, form_page.today()
    cards = shown.listed(agenda.cards, show, now=access.now(), zone=zone)
    first = shown.by_day(agenda.to_report, agenda.days, today) if show is Show.AIRED else ()
    if show is Show.AIRED:
        cards = tuple(card for card in cards if not card.to_report)
    return render_template(
        "agenda/month.html", agenda=agenda, guest=guest, show=show, days=shown.by_day(cards, agenda.days, today),
        first=first, notice=notices.told(agenda.cards, guest), spots=spots,
    )  # fmt: skip


def _first(agenda: Agenda) -> Show:
    """What to open with: what waits for an answer, else what is to be reported, else what is agreed."""
    if agenda.waiting or not agenda.cards:
        return Show.WAITING
    if agenda.to_report:
        return Show.AIRED
    return Show.AGREED if any(card.where is Show.AGREED for card in agenda.cards) else Show.AIRED


def load(session: Session, guest: Visit, wanted: str = "") -> Agenda:
    """The agenda of a month; NotFound or Refused ``month.unreadable`` for a month that is none."""
    told = diary.told_to(session, guest.answers_for)
    if wanted:
        month_start(wanted)
    chosen = wanted or _month_with_something(told)
    slots = tuple(slot for slot in told if slot.month == chosen)
    first, *_rest, last = month_days(chosen)
    holidays = outlet_queries.holidays(session)
    days = calendar.days(first - AROUND, last, holidays, today=form_page.today())
    used = {slot.campaign_id: None for slot in slots}
    plans = [one.reference for one in plan_queries.campaigns(session) if one.id in used]
    windows = {one.id: one for one in outlet_queries.windows(session, ids=sorted({s.window_id for s in slots}))}
    return Agenda(
        guest, chosen, tuple(sorted({slot.month for slot in told})),
        cards(session, guest, slots, windows=windows, days=days), days, ", ".join(f"KH {one}" for one in plans),
    )  # fmt: skip


def cards(
    session: Session,
    guest: Visit,
    slots: Sequence[SlotView],
    *,
    windows: Mapping[int, WindowView],
    days: Mapping[date, DayView],
) -> tuple[Card, ...]:
    """Slots as cards, with the briefs that are ready."""
    hues = {theme.id: theme.hue + 1 for theme in plan_queries.themes(session)}
    papers = {
        uid: Paper(f"/o/{guest.token}/slots/{uid}/brief.docx", made.code, len(made.content))
        for uid, made in briefing.ready(session, [slot.uid for slot in slots]).items()
    }
    now, zone = access.now(), access.site().settings.zone
    return tuple(
        shown.card(slot, windows[slot.window_id], token=guest.token, hues=hues, days=days, now=now, zone=zone,
                   paper=papers.get(slot.uid))
        for slot in slots
    )  # fmt: skip


def _month_with_something(told: Sequence[SlotView]) -> str:
    """The first month from last month on in which the outlet is waited for, else this one or the next with slots."""
    now, today = access.now(), form_page.today()
    this = month_of(today)
    asked = {slot.month for slot in told if slot.month >= neighbour_month(this, -1) and shown.is_waited_for(slot, now)}
    ahead = {slot.month for slot in told if slot.month >= this}
    past = {slot.month for slot in told}
    return min(asked, default="") or min(ahead, default="") or max(past, default="") or this


def spots(count: int) -> str:
    """``6 lượt``."""
    return ngettext("%(num)d lượt", "%(num)d lượt", count)
