"""What units of a trial do, each by its habit: in time, late, never, in two goes, on paper; the office judges.

On which day a unit hands in follows from the seed, the unit and the deadline alone; what it does about a report that
came back, from the day on which it was returned.
"""

import enum
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from campaigns.models import Campaign
from campaigns.queries import units as queries
from campaigns.services import unit_reports
from campaigns.store import UnitOfWork
from campaigns.times import local_day
from campaigns.values.issued import Stationery
from campaigns.values.units import Figure, Figures, Period, ReportState, Texts, UnitReportView
from campaigns.values.urging import Rung
from scheduler.living.decisions import OFFICER, UNIT
from scheduler.papers.urging import LETTER, LIST, key_of
from scheduler.services import issuing, urging
from scheduler.services.issuing import Kind

NEAR: Final = timedelta(days=40)
"""How long around a last good day reports are moved."""
_MOST_TIMES: Final = 6
Dice = Callable[..., random.Random]


class Habit(enum.Enum):
    """How a unit is about reports; the number says how common that is."""

    IN_TIME = 10
    LATE = 4
    NEVER = 2
    TWICE = 3  # hands in, and later again with other figures
    PAPER = 1  # sends a paper, which the office enters some days after it came

    @staticmethod
    def of(dice: random.Random) -> "Habit":
        """One by chance."""
        return dice.choices(list(Habit), [one.value for one in Habit])[0]


@dataclass(frozen=True, slots=True)
class Move:
    """Something that somebody does about a unit's report."""

    key: str
    who: str
    do: Callable[[UnitOfWork], object]


def watched(session: Session, day: date) -> tuple[Period, ...]:
    """Periods whose deadline is near a day, by campaign and deadline."""
    campaigns = session.exec(select(Campaign.id).order_by(col(Campaign.id))).all()
    found = [one for campaign in campaigns for one in queries.periods(session, campaign or 0)]
    return tuple(one for one in found if one.last_day - NEAR <= day <= one.last_day + NEAR)


def hand_ins(session: Session, dice: Dice, day: date, zone: ZoneInfo) -> Iterator[Move]:
    """What units hand in on a day; what was returned comes before what was planned anyway.

    A life that is broken off between the two asks anew, and then finds nothing returned any more.
    """
    for period in watched(session, day):
        told = queries.reports(session, period.deadline_id)
        for owing in queries.due_to_report(session, period):
            name = f"{period.deadline_id}:{owing.unit_id}"
            if (number := _again(dice, name, told.get(owing.unit_id), day, zone)) is not None:
                yield _move(dice, f"again:{name}:{number}", period, owing.unit_id)
            for number, on, came in _planned(dice, name, period, owing.unit_id):
                if on == day:
                    yield _move(dice, f"hand-in:{name}:{number}", period, owing.unit_id, on_paper=came)


def judgements(session: Session, dice: Dice, day: date) -> Iterator[Move]:
    """What the office receives and returns on a day, of what came before it."""
    for period in watched(session, day):
        for unit_id, report in sorted(queries.reports(session, period.deadline_id).items()):
            last = report.last
            if report.state is not ReportState.SUBMITTED or last is None or last.handed_on >= day:
                continue
            key = f"judge:{period.deadline_id}:{unit_id}:{last.number}"
            lot = dice(key, day).random()
            if lot < 0.4:
                yield Move(key, OFFICER, _receiving(period, unit_id))
            elif lot < 0.5 and last.number < _MOST_TIMES:
                yield Move(key, OFFICER, _returning(period, unit_id))


def papers(session: Session, at: datetime, zone: ZoneInfo) -> Iterator[Move]:
    """The letters and lists that the office issues about whoever is silent."""
    for period in watched(session, local_day(at, zone)):
        now = urging.climb(session, period.deadline_id, now=at, zone=zone)
        for kind, rung in ((LETTER, Rung.LETTER), (LIST, Rung.LIST)):
            if now.due_for(rung):
                yield Move(f"issue:{period.deadline_id}:{rung}", OFFICER, _issuing(period, kind, rung))


def _again(dice: Dice, name: str, report: UnitReportView | None, day: date, zone: ZoneInfo) -> int | None:
    """The number under which a report that came back comes again on a day; None: not on this day."""
    if report is None or report.state is not ReportState.RETURNED or report.judged_at is None:
        return None
    number = len(report.hand_ins) + 1
    waits = dice("again", name, number).randint(1, 7)
    return number if (day - local_day(report.judged_at, zone)).days == waits else None


def _planned(dice: Dice, name: str, period: Period, unit_id: int) -> Iterator[tuple[int, date, date | None]]:
    """When a unit hands in by its habit: number, day, and of a paper the day on which it came."""
    habit, days = Habit.of(dice("habit", unit_id)), dice("day", name)
    first = period.last_day - timedelta(days=days.randint(0, 25))
    if habit is Habit.IN_TIME or habit is Habit.TWICE:
        yield 1, first, None
    if habit is Habit.TWICE:
        yield 2, first + timedelta(days=days.randint(1, 9)), None
    if habit is Habit.LATE:
        yield 1, period.last_day + timedelta(days=days.randint(1, 20)), None
    if habit is Habit.PAPER:
        yield 1, first + timedelta(days=days.randint(0, 5)), first


def _move(dice: Dice, key: str, period: Period, unit_id: int, on_paper: date | None = None) -> Move:
    told = _figures(dice(key)), _texts(dice(key, "words"))
    if on_paper is not None:
        return Move(key, OFFICER, _entering(period, unit_id, *told, on=on_paper))
    return Move(key, UNIT, _handing_in(period, unit_id, *told))


def _figures(dice: random.Random) -> Figures:
    """Some of the counts, none of them agreed with anybody: they are a trial's."""
    told = sorted(dice.sample(range(len(Figure)), dice.randint(1, 6)))
    return {figure: dice.randint(0, 500) for place, figure in enumerate(Figure) if place in told}


def _texts(dice: random.Random) -> Texts:
    return Texts(difficulties="Thiếu tài liệu cho cơ sở.") if dice.random() < 0.3 else Texts()


def _version(work: UnitOfWork, period: Period, unit_id: int) -> int:
    report = queries.report(work.session, unit_id, period.deadline_id)
    return report.version if report is not None else 0


def _handing_in(period: Period, unit_id: int, figures: Figures, texts: Texts) -> Callable[[UnitOfWork], object]:
    def do(work: UnitOfWork) -> None:
        seen = _version(work, period, unit_id)
        unit_reports.hand_in(work, unit_id, period.deadline_id, figures, texts, by=UNIT, seen_version=seen)

    return do


def _entering(
    period: Period, unit_id: int, figures: Figures, texts: Texts, *, on: date
) -> Callable[[UnitOfWork], object]:
    def do(work: UnitOfWork) -> None:
        seen = _version(work, period, unit_id)
        unit_reports.enter(
            work, unit_id, period.deadline_id, figures, texts, handed_on=on, paper=f"BC-{unit_id}", seen_version=seen
        )

    return do


def _issuing(period: Period, kind: Kind, rung: Rung) -> Callable[[UnitOfWork], object]:
    def do(work: UnitOfWork) -> None:
        key = key_of(work.session, period, rung)
        issuing.issue(work, kind, key, Stationery(dated=local_day(work.now, work.zone)))

    return do


def _receiving(period: Period, unit_id: int) -> Callable[[UnitOfWork], object]:
    def do(work: UnitOfWork) -> None:
        unit_reports.receive(work, unit_id, period.deadline_id, seen_version=_version(work, period, unit_id))

    return do


def _returning(period: Period, unit_id: int) -> Callable[[UnitOfWork], object]:
    def do(work: UnitOfWork) -> None:
        seen = _version(work, period, unit_id)
        unit_reports.send_back(work, unit_id, period.deadline_id, why="thiếu số liệu", seen_version=seen)

    return do
