"""A slot as its outlet sees it: what is asked, what was answered, what may be done now."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from campaigns import deadlines
from campaigns.times import local_day
from campaigns.values.board import ShownState
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, Role, SlotState
from scheduler import airtime, press
from scheduler.airtime import Happening
from web import proving
from web.agenda import wording
from web.language import gettext as _

S = ShownState


class Show(enum.StrEnum):
    """The three filters, in the order of the page."""

    WAITING = "waiting"
    AGREED = "agreed"
    AIRED = "aired"


class Paper(NamedTuple):
    """A brief that can be downloaded."""

    href: str
    name: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Card:
    """One slot with its words and what may be done."""

    slot: SlotView
    href: str
    when: str  # "19:45", "Tr. 2"
    length: str  # "45 giây", "½ trang"
    hue: int
    state: ShownState
    may: frozenset[Happening]
    may_ask: bool
    where: Show
    asked_now: bool  # a plain yes is what the outlet is waited for
    was: str  # the place it had agreed to, where that has changed
    deadline: datetime | None  # until when to answer; None: not agreed
    late: bool
    said: str  # what was answered or told, in words
    by: str  # who answered, and when
    unproved: bool  # an article whose day is over, and whose page is awaited
    on_paper: bool  # an article that stands in an issue on a page
    booked: str  # "số 1204, trang 3"; empty where the outlet has not said
    paper: Paper | None = None

    @property
    def press(self) -> bool:
        """Whether it is an article."""
        return self.slot.channel_kind in PRESS

    @property
    def to_report(self) -> bool:
        """Whether the outlet has still to say whether it went out."""
        return self.unproved or self.state is S.AWAITING or (self.press and self.state is S.ON_AIR)

    @property
    def can(self) -> frozenset[str]:
        """What may be done, by name, for the page."""
        return frozenset(happening.value for happening in self.may) | ({"ask"} if self.may_ask else frozenset())

    @property
    def kind(self) -> str:
        """The card's look: changed, answered, off or nothing."""
        if self.slot.state is SlotState.CANCELLED:
            return "off"
        if self.state is S.ASKED or self.to_report or (self.asked_now and self.was):
            return "changed"
        return "answered" if self.slot.state is SlotState.CONFIRMED else ""


class DayCards(NamedTuple):
    """A date with its slots."""

    day: DayView
    near: str  # "Hôm nay", "Ngày mai" or nothing
    cards: tuple[Card, ...]


def card(
    slot: SlotView,
    window: WindowView,
    *,
    token: str,
    hues: Mapping[int, int],
    days: Mapping[date, DayView],
    now: datetime,
    zone: ZoneInfo,
    paper: Paper | None = None,
) -> Card:
    """A slot in its outlet's words."""
    state = airtime.shown_state(slot, now)
    may = frozenset(airtime.allowed(slot, Role.OUTLET.value, now))
    due = deadlines.booking_deadline(window, slot.date, days, zone=zone)
    asked_now = state in {S.PLANNED, S.SENT} and slot.starts_at > now
    return Card(
        slot=slot,
        href=f"/o/{token}/slots/{slot.uid}",
        when=wording.when(slot, window),
        length=wording.length(slot, window),
        hue=hues.get(slot.theme_id, 0),
        state=state,
        may=may,
        may_ask=slot.state in airtime.OPEN_TO_OFFERS and slot.starts_at > now,
        where=_where(slot, state, now),
        asked_now=asked_now,
        was=wording.was(slot) if asked_now or state is S.ASKED else "",
        deadline=due if asked_now else None,
        late=due is not None and due <= now,
        said=wording.said(slot, state),
        by=wording.by(slot, state, now, zone),
        unproved=press.wants_proof(slot, now),
        on_paper=proving.is_on_paper(slot),
        booked=proving.where(slot.placed),
        paper=paper,
    )


def _where(slot: SlotView, state: ShownState, now: datetime) -> Show:
    """Under which filter a slot belongs: to answer, agreed or taken off ahead, begun."""
    if slot.starts_at <= now or state is S.MISSED:
        return Show.AIRED
    return Show.WAITING if slot.state is SlotState.PLANNED else Show.AGREED


def listed(cards: Sequence[Card], show: Show, *, now: datetime, zone: ZoneInfo) -> tuple[Card, ...]:
    """The cards of a filter. What was answered today stays beside what waits, and what was taken off is told there."""
    if show is not Show.WAITING:
        chosen = tuple(one for one in cards if one.where is show)
        return chosen if show is Show.AGREED else tuple(sorted(chosen, key=lambda one: _turned(one.slot)))
    today = local_day(now, zone)
    return tuple(
        one
        for one in cards
        if one.where is Show.WAITING or (one.where is Show.AGREED and _is_news(one.slot, today, zone))
    )


def _turned(slot: SlotView) -> tuple[float, int]:
    return -slot.starts_at.timestamp(), slot.place


def _is_news(slot: SlotView, today: date, zone: ZoneInfo) -> bool:
    if slot.state is SlotState.CANCELLED:
        return local_day(slot.changed_at, zone) >= today - timedelta(days=7)
    return slot.confirmed_at is not None and local_day(slot.confirmed_at, zone) == today


def is_waited_for(slot: SlotView, now: datetime) -> bool:
    """Whether the outlet has still to answer, or to say whether it went out."""
    state = airtime.shown_state(slot, now)
    return (
        press.wants_proof(slot, now) or state is S.AWAITING or (state in {S.PLANNED, S.SENT} and slot.starts_at > now)
    )


def by_day(cards: Sequence[Card], days: Mapping[date, DayView], today: date) -> tuple[DayCards, ...]:
    """Cards under their dates, in the order given."""
    held: dict[date, list[Card]] = {}
    for one in cards:
        held.setdefault(one.slot.date, []).append(one)
    return tuple(DayCards(days[day], _near(day, today), tuple(held[day])) for day in held)


def _near(day: date, today: date) -> str:
    return {0: _("Hôm nay"), 1: _("Ngày mai"), -1: _("Hôm qua")}.get((day - today).days, "")
