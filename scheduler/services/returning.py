"""The round trip of a month's list in Word: out to the outlet, and back with what really went out.

Each row hides the slot that it is of, sealed with the site's key: what somebody has copied, made up or changed is
refused by its number, and nothing else is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from campaigns.errors import NotFound, Refused
from campaigns.keys import Keys
from campaigns.logs import cells
from campaigns.models import Campaign, Outlet, Plan, Slot
from campaigns.queries import offices
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.times import local_instant, month_days
from campaigns.values.papers import OfficeView
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, Evidence, MissReason, SlotState
from exports.airings import COLUMNS, LENGTH, STARTS, Airing, AiringList
from scheduler.services import answers
from scheduler.services.briefing import NOBODY, cited

_MARK: Final = "LS1"
_LISTED: Final = (SlotState.CONFIRMED, SlotState.ON_AIR, SlotState.AIRED)
_NOT_AIRED: Final = frozenset({"không phát", "khong phat", "không", "lỡ phát"})


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that was not taken, and why."""

    number: str  # as the row itself says, or its place
    code: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Returned:
    """What a list that came back has told."""

    attested: tuple[str, ...]  # uids
    missed: tuple[str, ...]
    same: int  # rows that tell nothing new
    unread: tuple[Unread, ...]


def drawn(session: Session, keys: Keys, outlet_id: int, month: str, *, dated: date) -> AiringList:
    """A month's list of an outlet, of every campaign.

    Raises:
        NotFound: ``airings.none`` when nothing on the air was agreed with it; ``month.unreadable``.
    """
    try:
        *_, last = month_days(month)
    except Refused as refusal:
        raise NotFound(refusal.code, **refusal.facts) from refusal
    found = slot_queries.slot_views(
        session, Slot.outlet_id == outlet_id, Slot.month == month, col(Slot.state).in_(_LISTED)
    )
    aired = [one for one in found if one.channel_kind not in PRESS]
    if not aired:
        raise NotFound("airings.none", month=month)
    office = offices.office(session)
    row = session.get_one(Outlet, outlet_id)
    campaigns = [session.get_one(Campaign, number) for number in sorted({one.campaign_id for one in aired})]
    plans = tuple(cited(session.get_one(Plan, one.plan_id)) for one in campaigns)
    return AiringList(
        outlet_queries.outlet_view(row, outlet_queries.names(session), last).name, month,
        NOBODY if office is None else OfficeView.from_json(office.profile), plans, dated,
        tuple(_airing(keys, one) for one in aired),
    )  # fmt: skip


def months_listed(session: Session, outlet_id: int, months: Sequence[str]) -> tuple[str, ...]:
    """Those of some months in which something on the air is agreed with an outlet."""
    asked = select(Slot.month).where(
        Slot.outlet_id == outlet_id, col(Slot.month).in_(months), col(Slot.state).in_(_LISTED), Slot.duration_s > 0
    )
    return tuple(sorted(set(session.exec(asked))))


def take(work: UnitOfWork, outlet_id: int, rows: Sequence[tuple[Sequence[str], str]], *, by: str) -> Returned:
    """Take what an outlet has written into its list; each row for itself.

    Args:
        rows: of the file's tables: what each cell shows, and what the row hides.

    Raises:
        Refused: ``airings.elsewhere`` when no row is of a list of this site.
    """
    listed = [(place, list(shown), hidden) for place, (shown, hidden) in enumerate(rows)]
    if not any(_uid(work.keys, hidden) for _place, _shown, hidden in listed):
        raise Refused("airings.elsewhere")
    seen: set[str] = set()
    attested, missed, unread, same = [], [], [], 0
    for place, shown, hidden in listed:
        if not hidden and not _is_filled(shown):
            continue  # a head, or a row of another table
        number = shown[0] if shown and shown[0] else str(place)
        try:
            uid = _own(work, outlet_id, hidden, shown, seen)
            told = _taken(work, uid, shown, by)
        except Refused as refusal:
            unread.append(Unread(number, refusal.code, dict(refusal.facts)))
            continue
        same += told == ""
        attested += [uid] if told == "attested" else []
        missed += [uid] if told == "missed" else []
    return Returned(tuple(attested), tuple(missed), same, tuple(unread))


def identity(keys: Keys, uid: str) -> str:
    """What a row hides: the slot's name under the site's seal."""
    return f"{_MARK}.{uid}.{keys.sign('airing', uid).hex()[:24]}"


def _uid(keys: Keys, hidden: str) -> str:
    """The slot that a row is of; empty where its seal is not this site's."""
    mark, _, rest = hidden.partition(".")
    uid, _, _seal = rest.rpartition(".")
    return uid if mark == _MARK and uid and identity(keys, uid) == hidden else ""


def _own(work: UnitOfWork, outlet_id: int, hidden: str, shown: Sequence[str], seen: set[str]) -> str:
    uid = _uid(work.keys, hidden)
    if not uid or len(shown) != COLUMNS:
        raise Refused("airings.touched")
    if uid in seen:
        raise Refused("airings.twice")
    seen.add(uid)
    if slot_queries.slot_view(work.session, uid).outlet_id != outlet_id:
        raise Refused("airings.other_outlet")
    return uid


def _is_filled(shown: Sequence[str]) -> bool:
    return len(shown) == COLUMNS and shown[0].isdigit() and bool(shown[STARTS] or shown[LENGTH])


def _taken(work: UnitOfWork, uid: str, shown: Sequence[str], by: str) -> str:
    """``attested``, ``missed``, or nothing where the row tells nothing new."""
    starts, length = shown[STARTS].strip(), shown[LENGTH].strip()
    slot = slot_queries.slot_view(work.session, uid)
    if not (starts or length) or (starts, length) == _on_record(slot):
        return ""
    if slot.evidence in {Evidence.ATTESTED, Evidence.AS_RUN, Evidence.TEARSHEET}:
        raise Refused("airings.known")
    if starts.lower().rstrip(".") in _NOT_AIRED:
        answers.miss(work, uid, seen_version=slot.version, reason=MissReason.OTHER, words=length, by=by)
        return "missed"
    start_s = cells.read_start(starts)
    length_s = cells.read_length(length) if length else slot.duration_s
    if start_s is None:
        raise Refused("airings.bad_start", text=starts[:40])
    if length_s is None:
        raise Refused("airings.bad_length", text=length[:40])
    at = local_instant(slot.date, 0, ZoneInfo(slot.zone)) + timedelta(seconds=start_s)
    answers.attest(work, uid, seen_version=slot.version, starts_at=at, duration_s=length_s, by=by)
    return "attested"


def _airing(keys: Keys, slot: SlotView) -> Airing:
    aired, length = _on_record(slot)
    content = f"{slot.theme_letter} · {slot.theme}" + (f": {slot.title}" if slot.title else "")
    return Airing(
        identity(keys, slot.uid),
        slot.date,
        slot.start_minute or 0,
        slot.programme,
        content,
        slot.duration_s,
        aired,
        length,
    )


def _on_record(slot: SlotView) -> tuple[str, str]:
    """What is known already, as the list shows it."""
    if slot.actual_starts_at is None or slot.actual_duration_s is None:
        return "", ""
    local: datetime = slot.actual_starts_at.astimezone(ZoneInfo(slot.zone))
    return f"{local:%H:%M:%S}", f"{slot.actual_duration_s} giây"
