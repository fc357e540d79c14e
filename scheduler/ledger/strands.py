"""How each standing programme of a campaign keeps its rhythm, from rows for now, from the record for a past day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from campaigns import calendar
from campaigns.models import Slot
from campaigns.queries import history, rhythms, then
from campaigns.queries import outlets as outlet_queries
from campaigns.queries.plans import CampaignView
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.rhythms import Appearances, Strand
from campaigns.values.words import Evidence, SlotState
from scheduler import continuity, grid
from scheduler.ledger import reading

_DAY = timedelta(days=1)
_LIVE = frozenset({SlotState.PLANNED, SlotState.CONFIRMED, SlotState.ON_AIR, SlotState.AIRED})
_SENT_OUT = frozenset({SlotState.CONFIRMED, SlotState.ON_AIR, SlotState.AIRED})
_UNPROVEN = frozenset({Evidence.NONE, Evidence.PRESUMED})


class _Item(NamedTuple):
    """A slot, as far as continuity cares."""

    window_id: int
    date: date
    state: SlotState
    evidence: Evidence


def strands(
    session: Session, campaign: CampaignView, *, today: date, until: date, zone: ZoneInfo, as_of: date | None = None,
    agreed_only: bool = False,
) -> tuple[Strand, ...]:  # fmt: skip
    """Programmes with a window in the campaign's dates, in the order of the sheet.

    Args:
        until: what is to come is told when the last day for mending it is not after this.
        as_of: a past day, as at whose end everything is told; None: as it stands.
        agreed_only: leave out those without a rhythm.
    """
    before = None if as_of is None else reading.end_of(as_of, zone)
    on = today if as_of is None else as_of + _DAY
    entries = rhythms.entries(session, campaign.id, before=before)
    if agreed_only and not entries:
        return ()
    windows = outlet_queries.windows(session) if before is None else then.windows(session, before)
    own = outlet_queries.holidays(session) if before is None else then.holidays(session, before)
    days = calendar.days(campaign.starts_on, campaign.ends_before - _DAY, own, today=on) if entries else {}
    items = _by_window(_items(session, campaign.id, before))
    named = outlet_queries.names(session)
    found = []
    for programme_id, listed in _by_programme(windows, campaign).items():
        if agreed_only and programme_id not in entries:
            continue
        first, told = listed[0], entries.get(programme_id, ())
        seen = _appearances([item for one in listed for item in items.get(one.id, ())], on)
        runs = _runs(listed, days) if told else frozenset()
        kept = continuity.judged(
            told, Appearances(seen.aired, seen.waiting, seen.planned, runs), campaign.starts_on, campaign.ends_before,
            today=on, until=until,
        )  # fmt: skip
        name, short = named.on(first.outlet_id, on)
        places = tuple((one.id, one.valid_from, one.valid_until) for one in listed)
        found.append(
            Strand(programme_id, first.programme, first.channel, first.outlet_slug, short or name, places, kept)
        )
    return tuple(found)


def _by_programme(windows: Iterable[WindowView], campaign: CampaignView) -> Mapping[int, list[WindowView]]:
    found: dict[int, list[WindowView]] = defaultdict(list)
    for one in windows:
        if one.valid_from < campaign.ends_before and (one.valid_until is None or campaign.starts_on < one.valid_until):
            found[one.programme_id].append(one)
    return found


def _runs(windows: Sequence[WindowView], days: Mapping[date, DayView]) -> frozenset[date]:
    return frozenset(day for day, known in days.items() if any(grid.runs_on(one, day, known) for one in windows))


def _items(session: Session, campaign_id: int, before: datetime | None) -> Iterator[_Item]:
    """Slots of a campaign but for repeats, which bring nothing new."""
    mine = (Slot.campaign_id == campaign_id, col(Slot.repeat_of).is_(None))
    if before is None:
        asked = select(col(Slot.window_id), col(Slot.date), col(Slot.state), col(Slot.evidence)).where(*mine)
        yield from (_Item(*row) for row in session.exec(asked))
        return
    uids = set(session.exec(select(Slot.uid).where(*mine)))
    for uid, told in history.last_of(session, "slot", reading.WITH_SNAPSHOT, before=before).items():
        if uid in uids:
            yield _item(told)


def _item(told: Mapping[str, Any]) -> _Item:
    day = date.fromisoformat(told["date"])
    return _Item(told["window_id"], day, SlotState(told["state"]), Evidence(told["evidence"]))


def _by_window(items: Iterable[_Item]) -> Mapping[int, list[_Item]]:
    found: dict[int, list[_Item]] = defaultdict(list)
    for one in items:
        found[one.window_id].append(one)
    return found


def _appearances(items: Sequence[_Item], today: date) -> Appearances:
    """The dates of a programme by what is known of them on a day."""
    aired = {one.date for one in items if one.state is SlotState.AIRED and one.evidence not in _UNPROVEN}
    over = {one.date for one in items if one.date < today and one.state in _SENT_OUT}
    ahead = {one.date for one in items if one.date >= today and one.state in _LIVE}
    return Appearances(frozenset(aired), frozenset(over - aired), frozenset(ahead))
