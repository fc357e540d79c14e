"""What the people of a trial do: each act is one decision at an hour of the virtual clock, taken once.

Whether an act was taken stands in the same transaction as what it did, so that a life that was killed goes on where
it stood. What somebody does depends on the seed, the day and the slot's number alone, never on chance at run time.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlmodel import col, select

from campaigns.errors import Refused, Stale
from campaigns.models import JobRun, Offer, Outlet, Slot, Theme
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import slots as slot_queries
from campaigns.store import Store, UnitOfWork
from campaigns.times import month_days, month_of, neighbour_month
from campaigns.values.edits import Fill
from campaigns.values.slots import SlotView
from campaigns.values.words import Evidence, MissReason, OfferState, SlotState
from scheduler import grid, ledger, makegoods
from scheduler.living import decisions, units
from scheduler.living.decisions import OFFICER, OUTLET
from scheduler.services import (
    answers,
    obligations,
    releasing,
)

NAME: Final = "trial"
WEEK: Final = timedelta(days=7)
_PLANS_ON, _SIGNS_ON, _COUNTS_ON = 20, 5, 15  # days of the month
_SENDS_ON = (0, 3)  # weekdays, for what has changed since
_LATE: Final = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Act:
    """One decision: what it is called within the life, who takes it at which instant, and what it is."""

    key: str
    who: str
    at: datetime
    do: Callable[[UnitOfWork], object]


@dataclass(frozen=True, slots=True)
class People:
    """Officer and outlets of a site, by dice of a seed."""

    store: Store
    seed: int

    def parts(self, day: date, *, begins: bool) -> Iterator[tuple[str, Iterator[Act]]]:
        """The parts of a day, by name, in order; the acts of one are asked for when those before are done.

        What a later part brings about is no matter of an earlier one of the same day, though the day was broken off
        and is gone through again: a part that is over is passed over whole.
        """
        if begins:  # the month in which a life begins is laid out on its first day
            yield "first", self._plan(day, month_of(day))
        if day.day == _PLANS_ON:
            yield "plan", self._plan(day, neighbour_month(month_of(day), 1))
        yield "offers", self._answer_offers(day)
        if day.weekday() in _SENDS_ON or day.day == _PLANS_ON + 1:
            yield "send", self._send(day)
        if day.weekday() == 0:
            yield "settle", self._settle(day)
            yield "log", self._log(day)
        if day.day == _SIGNS_ON:
            yield "sign", self._sign(day, neighbour_month(month_of(day), -1))
        if self._reports_are_near(day):
            yield "units", self._units(day)
            yield "office", self._judge_reports(day)
        yield "answer", self._answer(day)
        yield "report", self._report(day)
        yield "prove", self._prove(day)
        if day.day == _COUNTS_ON:
            yield "counting", iter([self._act(day, 23, "count", OFFICER, self._count)])

    def dice(self, *what: object) -> random.Random:
        """The same dice for the same question."""
        return random.Random(":".join(map(str, (self.seed, *what))))  # noqa: S311 - a trial's dice, no secret

    def at(self, day: date, hour: int) -> datetime:
        """An hour of a day of the virtual clock."""
        return datetime.combine(day, time(hour), self.store.site.zone)

    def _act(self, day: date, hour: int, key: str, who: str, do: Callable[[UnitOfWork], object]) -> Act:
        return Act(f"{day}:{key}", who, self.at(day, hour), do)

    def _plan(self, day: date, month: str) -> Iterator[Act]:
        """Each window gets some of its days, with themes in turn."""
        with self.store.reading() as session:
            windows = outlet_queries.windows(session)
            themes = list(session.exec(select(Theme.id).order_by(col(Theme.order))))
        for window in windows:
            dice = self.dice("plan", month, window.id)
            runs = [one for one in month_days(month) if one > day and grid.runs_on(window, one, None)]
            chosen = sorted(dice.sample(runs, min(len(runs), dice.randint(0, 2))))
            asked = Fill(window.id, tuple(chosen), tuple(dice.sample([one or 0 for one in themes], 2)))
            if chosen:
                yield self._act(day, 8, f"plan:{month}:{window.id}", OFFICER, decisions.editing(month, [asked]))

    def _answer_offers(self, day: date) -> Iterator[Act]:
        offered = col(Slot.id).in_(select(Offer.slot_id).where(Offer.state == OfferState.OPEN))
        for slot in self._slots(col(Slot.state).in_([SlotState.PLANNED, SlotState.CONFIRMED]), offered):
            if slot.offer is None:
                continue
            key = f"offer:{slot.offer.id}"
            if slot.offer.declines:
                yield self._act(day, 8, key, OFFICER, decisions.removing(slot))
            elif self.dice(key).random() < 0.7:
                yield self._act(day, 8, key, OFFICER, decisions.on_slot(slot, answers.accept, slot.offer.id))
            else:
                yield self._act(day, 8, key, OFFICER, decisions.on_slot(slot, answers.refuse, slot.offer.id))

    def _send(self, day: date) -> Iterator[Act]:
        for month in (month_of(day), neighbour_month(month_of(day), 1)):
            unsent = self._slots(Slot.month == month, col(Slot.state) == SlotState.PLANNED, col(Slot.date) > day)
            for outlet_id in sorted({one.outlet_id for one in unsent if releasing.is_news(one)}):
                yield self._act(day, 8, f"send:{month}:{outlet_id}", OFFICER, decisions.sending(month, outlet_id))

    def _answer(self, day: date) -> Iterator[Act]:
        """Outlets answer what they were sent: mostly yes."""
        waiting = self._slots(
            col(Slot.state) == SlotState.PLANNED, col(Slot.sent_at).is_not(None), col(Slot.date) > day
        )
        for slot in waiting:
            if slot.offer is not None:
                continue
            dice = self.dice("answer", slot.number, slot.generation, day)
            lot = dice.random()
            key = f"answer:{slot.number}:{slot.generation}"
            if lot < 0.85:
                yield self._act(day, 9, key, OUTLET, decisions.on_slot(slot, answers.confirm, by=OUTLET))
            elif lot < 0.9:
                yield self._act(day, 9, key, OUTLET, decisions.asking(slot, None))
            elif lot < 0.96:
                yield self._act(
                    day, 9, key, OUTLET, decisions.asking(slot, slot.date + timedelta(days=dice.randint(1, 5)))
                )

    def _report(self, day: date) -> Iterator[Act]:
        """Outlets say what went out: most the same evening, some days later, some cut short, some never."""
        for slot in self._slots(col(Slot.state).in_([SlotState.CONFIRMED, SlotState.ON_AIR]), col(Slot.date) <= day):
            if slot.ends_at > self.at(day, 22):
                continue
            lot = self.dice("report", slot.number).random()
            late = day - slot.date >= _LATE
            key = f"report:{slot.number}"
            if lot < 0.62 or (late and lot < 0.9):
                yield self._act(day, 22, key, OUTLET, decisions.attesting(slot, 0))
            elif lot < 0.7:
                yield self._act(day, 22, key, OUTLET, decisions.attesting(slot, slot.duration_s // 3))
            elif lot < 0.78:
                yield self._act(day, 22, key, OUTLET, decisions.on_slot(
                    slot, answers.miss, reason=MissReason.TECHNICAL, words="", by=OUTLET
                ))  # fmt: skip

    def _prove(self, day: date) -> Iterator[Act]:
        """Newspapers hand in the page of most articles, some days later; of some never."""
        begun = col(Slot.state).in_([SlotState.ON_AIR, SlotState.AIRED])
        for slot in self._slots(begun, Slot.duration_s == 0, Slot.evidence != Evidence.TEARSHEET, col(Slot.date) < day):
            dice = self.dice("prove", slot.number)
            if dice.random() < 0.8 and day - slot.date > timedelta(days=dice.randint(0, 12)):
                yield self._act(day, 22, f"prove:{slot.number}", OUTLET, decisions.handing_in(slot))

    def _log(self, day: date) -> Iterator[Act]:
        """The first outlet sends its log of the week before; some of it is not in it, and some is wrong."""
        with self.store.reading() as session:
            slug = session.exec(select(Outlet.slug).order_by(col(Outlet.order), col(Outlet.id))).first() or ""
        aired = [one for one in self._slots(col(Slot.date) >= day - WEEK, col(Slot.date) < day)
                 if one.outlet_slug == slug and one.duration_s and one.state not in grid.HOLDS_NO_PLACE]  # fmt: skip
        lines = ["Ngày;Giờ;Thời lượng;Chương trình;Nội dung"]
        for slot in aired:
            dice = self.dice("log", slot.number)
            if dice.random() < 0.8:
                at = (slot.starts_at + timedelta(seconds=dice.randint(-60, 180))).astimezone(self.store.site.zone)
                lines.append(f"{at:%d/%m/%Y;%H:%M:%S};{slot.duration_s};{slot.programme};{slot.theme}")
        if len(lines) > 1:
            yield self._act(day, 7, "log", OFFICER, decisions.logging(slug, "\n".join(lines).encode()))

    def _settle(self, day: date) -> Iterator[Act]:
        """The officer looks at what is owed: mostly a make-good, at the best place."""
        with self.store.reading() as session:
            found = sorted(makegoods.open_obligations(session), key=lambda one: one.slot.number)
        for owed in found:
            lot = self.dice("settle", owed.slot.number, day).random()
            key = f"settle:{owed.slot.number}"
            if lot < 0.6 and owed.units:
                yield self._act(day, 8, key, OFFICER, decisions.making_good(owed.slot))
            elif lot < 0.75 and not owed.ahead:
                yield self._act(
                    day, 8, key, OFFICER, decisions.on_slot(owed.slot, obligations.credit, reason="theo biên bản")
                )
            elif lot < 0.8 and not owed.ahead:
                yield self._act(
                    day, 8, key, OFFICER, decisions.on_slot(owed.slot, obligations.waive, reason="đã phát bản khác")
                )
            elif lot > 0.97 and owed.slot.state is SlotState.MISSED:
                yield self._act(day, 8, key, OFFICER, decisions.righting(owed.slot))

    def _sign(self, day: date, month: str) -> Iterator[Act]:
        with self.store.reading() as session:
            outlets = outlet_queries.outlets(session, day)
            campaigns = sorted({one or 0 for one in session.exec(select(Slot.campaign_id))})
        for campaign_id in campaigns:
            for outlet in outlets:
                key = f"sign:{campaign_id}:{outlet.id}"
                yield self._act(day, 10, key, OFFICER, decisions.signing(campaign_id, outlet.id, month))

    def _reports_are_near(self, day: date) -> bool:
        """Whether a deadline for reports is near; far from it there is nothing to decide."""
        with self.store.reading() as session:
            return bool(units.watched(session, day))

    def _units(self, day: date) -> Iterator[Act]:
        """Units hand their reports in, each by its habit."""
        with self.store.reading() as session:
            moves = list(units.hand_ins(session, self.dice, day, self.store.site.zone))
        for move in moves:
            yield self._act(day, 9, move.key, move.who, move.do)

    def _judge_reports(self, day: date) -> Iterator[Act]:
        """The office receives or returns what came in, then writes to whoever is silent."""
        with self.store.reading() as session:
            moves = list(units.judgements(session, self.dice, day))
        for move in moves:
            yield self._act(day, 15, move.key, move.who, move.do)
        with self.store.reading() as session:
            moves = list(units.papers(session, self.at(day, 16), self.store.site.zone))
        for move in moves:
            yield self._act(day, 16, move.key, move.who, move.do)

    @staticmethod
    def _count(work: UnitOfWork) -> str:
        """What the ledger was at the end of a day: what is told of that day later must be the same."""
        return ledger.digest(ledger.reckon(ledger.standings(work.session)))

    def _slots(self, *where: Any) -> Sequence[SlotView]:
        with self.store.reading() as session:
            return sorted(slot_queries.slot_views(session, *where), key=lambda one: one.number)


def taken(store: Store, day: date) -> set[str]:
    """What was taken of a day: its acts, and the parts of it that are over."""
    asked = select(JobRun.period).where(JobRun.name == NAME, col(JobRun.period).startswith(f"{day}:", autoescape=True))
    with store.reading() as session:
        return set(session.exec(asked))


def take(store: Store, act: Act) -> None:
    """Take an act; what a rule refuses is left, and counts as taken."""
    outcome: object = ""
    try:
        with store.deciding(actor=act.who, now=act.at) as work:
            outcome = act.do(work)
            _note(work, act.key, act.at, str(outcome) if isinstance(outcome, str) else "")
    except (Refused, Stale) as refusal:
        with store.deciding(actor=act.who, now=act.at) as work:
            _note(work, act.key, act.at, refusal.code)


def end(store: Store, keys: Iterable[str], at: datetime) -> None:
    """Note that parts of a day, or the day itself, are over."""
    with store.deciding(actor="clock", now=at) as work:
        for key in keys:
            _note(work, key, at, "")


def _note(work: UnitOfWork, key: str, at: datetime, outcome: str) -> None:
    work.session.add(JobRun(name=NAME, period=key, taken_at=at, leased_until=at, done_at=at, outcome=outcome))
