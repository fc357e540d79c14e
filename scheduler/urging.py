"""Who is to be urged to report, how strongly, and when next: a rule of the calendar, the receipts and what was done."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from campaigns.calendar import working_day_before, works
from campaigns.errors import Refused
from campaigns.times import DAY_MINUTES, local_instant
from campaigns.values.outlets import DayView
from campaigns.values.urging import MAILS, RUNGS, Ladder, LadderDates, Rung, Standing, Step

MORNING_MINUTE: Final = 8 * 60
"""When a rung is taken: local minutes after midnight of its day."""
MOST_DAYS: Final = 90
"""How far from the last good day a rung may lie: no farther than to the period before or after."""
_DAY: Final = timedelta(days=1)
_FURTHEST: Final = 60  # dates; more than any stretch of days off


def sound(ladder: Ladder) -> Ladder:
    """The ladder itself, if its days come in the order of its rungs.

    Raises:
        Refused: ``urging.order`` unless notice, reminder, last good day, letter and synthesis follow one another;
            ``urging.far`` with ``most`` when one lies too far from the last good day.
    """
    if not (ladder.notice_days >= ladder.reminder_days >= 0 and ladder.synthesis_days >= ladder.letter_days >= 1):
        raise Refused("urging.order")
    if max(ladder.notice_days, ladder.synthesis_days) > MOST_DAYS:
        raise Refused("urging.far", most=MOST_DAYS)
    return ladder


def dates(
    last_day: date, ladder: Ladder, calendar: Mapping[date, DayView], *, synthesis: date | None = None
) -> LadderDates:
    """The dates of a period's ladder.

    Before the last good day a rung on a day off moves to the working day before, so that a weekend's reminder comes
    on Friday. The letter moves to the working day after: nobody is late before. The synthesis moves back like a
    deadline, though never before the letter. Who is late is given until the working day before the synthesis.

    Args:
        synthesis: the day on which the office wants its own report out; None: the ladder's.
    """
    notice = working_day_before(last_day - _DAY * ladder.notice_days, 0, calendar)
    reminder = working_day_before(last_day - _DAY * ladder.reminder_days, 0, calendar)
    letter = _worked_from(last_day + _DAY * ladder.letter_days, calendar)
    own = synthesis or last_day + _DAY * ladder.synthesis_days
    whole = max(letter, working_day_before(own, 0, calendar))
    before = working_day_before(whole, 1, calendar)
    on = {Rung.NOTICE: notice, Rung.REMINDER: reminder, Rung.LETTER: letter, Rung.LIST: whole}
    return LadderDates(last_day, on, before if before > letter else whole)


def due(found: LadderDates, standings: Iterable[Standing], now: datetime, zone: ZoneInfo) -> tuple[Step, ...]:
    """The rungs that are due now, mildest first, then by unit.

    A unit that has reported is left alone from that instant on. No rung comes twice, and none after a higher one: a
    clock that slept takes the highest mail that is due, not each in turn. Mails end with the last good day.
    """
    closes = local_instant(found.last_day, DAY_MINUTES, zone)
    begun = [
        rung for rung in RUNGS if morning(found.on[rung], zone) <= now and (rung not in MAILS or now < closes)
    ]  # fmt: skip
    begun = [rung for rung in begun if rung not in MAILS] or begun[-1:]
    steps = [
        Step(rung, one.unit_id)
        for one in standings
        if one.received_at is None or one.received_at > now
        for rung in begun
        if not any(RUNGS.index(taken) >= RUNGS.index(rung) for taken in one.taken)
    ]
    return tuple(sorted(set(steps), key=lambda step: (RUNGS.index(step.rung), step.unit_id)))


def answer_by(found: LadderDates, dated: date, calendar: Mapping[date, DayView]) -> date:
    """Until when a letter of a date asks for the report: the ladder's day, or the next worked one if that is past."""
    return found.answer_by if dated < found.answer_by else _worked_from(dated + _DAY, calendar)


def next_look(found: LadderDates, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The next instant at which a rung may come due; None after the last."""
    return min((at for day in found.on.values() if (at := morning(day, zone)) > now), default=None)


def morning(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a rung of a date is taken."""
    return local_instant(day, MORNING_MINUTE, zone)


def _worked_from(day: date, calendar: Mapping[date, DayView]) -> date:
    """The first date worked from a day on."""
    return next((found for n in range(_FURTHEST) if works(found := day + _DAY * n, calendar)), day)
