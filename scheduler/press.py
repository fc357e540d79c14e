"""What is particular to articles: their day is over before anybody knows, and the page itself is the proof.

An article is planned, confirmed with its issue and page, published and awaiting proof, and at last proved by the page,
or missed. What an outlet only says makes it published; its proof is asked for until it is held.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from campaigns.deadlines import chasing_days
from campaigns.errors import Refused
from campaigns.times import local_instant
from campaigns.values.board import ShownState
from campaigns.values.outlets import DayView
from campaigns.values.slots import Placed, SlotView
from campaigns.values.words import PRESS, Evidence, SlotState
from scheduler import airtime

CHASED_AFTER: Final = (2, 5, 10)
"""How many working days after an article's day its outlet is asked for the proof again; the first time at its end."""
MORNING_MINUTE: Final = 8 * 60
"""At which hour; local minutes after midnight."""
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_FIGURES: Final = re.compile(r"\d+")
_PUT_OFF: Final = timedelta(days=45)


def wants_proof(slot: SlotView, now: datetime) -> bool:
    """Whether an article's day is over, and no page that shows it is held: published or not, its proof is awaited."""
    if slot.channel_kind not in PRESS:
        return False
    return is_unproved(slot.state, slot.evidence) and (
        slot.state is SlotState.AIRED or airtime.shown_state(slot, now) is ShownState.AWAITING
    )


def is_unproved(state: SlotState, evidence: Evidence) -> bool:
    """Whether a proof is still worth asking for: begun, not missed, and nothing held."""
    return state in {SlotState.ON_AIR, SlotState.AIRED, SlotState.CONFIRMED} and evidence is not Evidence.TEARSHEET


def chased_at(day: date, days: Mapping[date, DayView], zone: ZoneInfo, now: datetime) -> datetime | None:
    """The next morning after ``now`` on which to ask for the proof of an article of a day; None after the last."""
    mornings = (local_instant(one, MORNING_MINUTE, zone) for one in chasing_days(day, CHASED_AFTER, days))
    return next((at for at in mornings if now < at), None)


def check_proof(starts_at: datetime, published_at: datetime, *, now: datetime) -> None:
    """Whether an article can have been published on the day of a proof.

    Newspapers put off an article to a later issue, so that more may lie between than with a broadcast.

    Args:
        starts_at: beginning of the agreed day.
        published_at: beginning of the day on which it was published, as the proof tells.

    Raises:
        Refused: ``proof.too_early`` before the agreed day or for a day that lies ahead; ``proof.implausible`` with
            ``most_days`` when it is further from the agreed day.
    """
    if now < starts_at or now < published_at:
        raise Refused("proof.too_early", starts_at=starts_at)
    if abs(published_at - starts_at) > _PUT_OFF:
        raise Refused("proof.implausible", most_days=_PUT_OFF.days)


def is_moved(booked: Placed, agreed: date, delivered: Placed, published: date) -> bool:
    """Whether an article stands elsewhere than was booked; what nobody has said is no difference."""
    issues = (_issue(booked.issue), _issue(delivered.issue))
    pages = (_pages(booked.page), _pages(delivered.page))
    return published != agreed or any(told and found and told != found for told, found in (issues, pages))


def _issue(words: str) -> str:
    """``1204`` of ``số 1.204``: people write one number in many ways."""
    return _NOT_LETTERS.sub("", words.casefold()).removeprefix("số").lstrip("0")


def _pages(words: str) -> tuple[str, ...]:
    """``1``, ``4`` of ``trang 1 và 4``; where there is no figure, the words."""
    return tuple(number.lstrip("0") for number in _FIGURES.findall(words)) or tuple(words.casefold().split())
