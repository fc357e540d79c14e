"""What logs show of slots: lines on record matched with slots anew whenever lines come in, and what follows from it.

A match that leaves no doubt is evidence at once. What is doubtful waits for a person, whose word stays. Since every
look takes all lines of these days, it does not matter in how many pieces, or in which order, logs came.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlmodel import col, select

from campaigns.errors import NotFound, Refused
from campaigns.models import AsRunLine, Outlet, Slot
from campaigns.queries import logs as queries
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.times import local_instant
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, Evidence, MissReason, Resolution, SlotState
from exports import changes
from scheduler import airtime, reconcile
from scheduler.airtime import Happening
from scheduler.reconcile.values import Booked, Label, Line, Match, Reason, Why
from scheduler.services import clockwork
from scheduler.services.befalling import happen
from scheduler.services.slots import free_place

PLAIN: Final = frozenset({Label.ON_TIME, Label.MOVED, Label.SHORT, Label.LONG})
"""Labels of a match that shows its slot."""
_OPEN: Final = frozenset({SlotState.ON_AIR, SlotState.AIRED, SlotState.MISSED})
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a look came to."""

    matches: tuple[Match, ...]
    lines: Mapping[int, AsRunLine]  # by the number that matches name
    slots: Mapping[str, SlotView]
    doubtful: tuple[Match, ...]  # that wait for a person
    aired: int  # slots that lines show
    missed: int  # slots that a log of the whole day does not hold


def look(work: UnitOfWork, outlet_id: int, days: Iterable[date]) -> Outcome:
    """Match every line of these broadcast dates with the outlet's slots, and let evidence count.

    What lies a day off is settled too, as it may be nearer to these; what lies two days off is only looked at.
    """
    wanted = sorted(set(days))
    if not wanted:
        return Outcome((), {}, {}, (), 0, 0)
    rows = queries.airings(work.session, outlet_id, wanted[0] - 2 * DAY, wanted[-1] + 2 * DAY)
    slots = _slots(work, outlet_id, wanted[0] - 2 * DAY, wanted[-1] + 2 * DAY)
    whole = queries.whole_days(work.session, outlet_id, {one.date for one in slots.values()})
    fixed = {row.slot_uid for row in rows if row.decided_by and row.slot_uid}
    free = {row.id or 0: row for row in rows if not row.decided_by}
    booked = {uid: view for uid, view in slots.items() if uid not in fixed}
    found = reconcile.reconcile(
        [_line(row) for row in free.values()], [_booked(one) for one in booked.values()],
        covers=_covers(work, outlet_id, {row.date for row in rows if row.date}),
    )  # fmt: skip
    said = {row.slot_uid: row for row in rows if row.decided_by and row.slot_uid in slots}
    near = frozenset(day + step * DAY for day in wanted for step in (-1, 0, 1))
    return _Applying(work, free, slots, whole, near).apply(found.matches, said)


def decide(work: UnitOfWork, line_id: int, slot_uid: str, *, by: str) -> Outcome:
    """A person says what a line shows: a slot, or none of the campaign's (empty); the days are looked at anew.

    Raises:
        NotFound: ``log.unknown_line``, ``slot.unknown``. Refused: ``log.other_outlet``, ``log.line_unreadable``,
            ``log.too_far`` where the slot is not of about that date, ``log.slot_shown`` where another line shows that
            slot by a person's word, ``attest.implausible`` where it cannot be true.
    """
    row = queries.line(work.session, line_id)
    if row.date is None:
        raise Refused("log.line_unreadable", number=row.number)
    if slot_uid:
        slot = slot_queries.slot_view(work.session, slot_uid)
        if slot.outlet_id != row.outlet_id:
            raise Refused("log.other_outlet", number=row.number)
        if abs(slot.date - row.date) > DAY:
            raise Refused("log.too_far", number=row.number)
        asked = select(AsRunLine).where(
            AsRunLine.slot_uid == slot_uid, AsRunLine.decided_by != "", AsRunLine.id != line_id
        )
        if (other := work.session.exec(asked).first()) is not None:
            raise Refused("log.slot_shown", number=other.number)
    before = {"slot": row.slot_uid, "by": row.decided_by}
    row.slot_uid, row.decided_by, row.decided_at, row.doubt = slot_uid, by, work.now, None
    row.labels = []
    work.session.flush()
    work.note("as_run_line", line_id, "decided", before=before, after={"slot": slot_uid})
    return look(work, row.outlet_id, [row.date])


class _Applying:
    def __init__(
        self, work: UnitOfWork, lines: Mapping[int, AsRunLine], slots: Mapping[str, SlotView], whole: frozenset[date],
        near: frozenset[date],
    ) -> None:  # fmt: skip
        self.work, self.lines, self.slots, self.whole, self.near = work, lines, slots, whole, near
        self.aired = self.missed = 0

    def apply(self, matches: Sequence[Match], said: Mapping[str, AsRunLine]) -> Outcome:
        """Write each match to its line, then let each slot be what the lines show; ``said`` are a person's words."""
        near = [one for one in matches if self._is_near(one)]
        shown = dict(said)
        for one in near:
            row = self.lines.get(one.number or 0)
            if row is not None:
                self._write(row, one)
                if one.uid and not _waits(one) and set(one.labels) <= PLAIN:
                    shown[one.uid] = row
        gone = {one.uid for one in near if one.uid and one.labels == (Label.MISSING,)}
        for uid in sorted(self.slots, key=lambda uid: (self.slots[uid].starts_at, uid)):
            if (day := self.slots[uid].date) in self.near:
                self._settle(uid, shown.get(uid), missing=uid in gone and day in self.whole)
        doubtful = tuple(one for one in near if _waits(one))
        return Outcome(tuple(near), self.lines, self.slots, doubtful, self.aired, self.missed)

    def _is_near(self, match: Match) -> bool:
        row, slot = self.lines.get(match.number or 0), self.slots.get(match.uid or "")
        return (row.date if row is not None else slot.date if slot is not None else None) in self.near

    def _write(self, row: AsRunLine, match: Match) -> None:
        labels = [label.value for label in match.labels]
        doubt = _doubt(match) if _waits(match) else None
        if (row.slot_uid, row.labels, row.doubt) != (match.uid or "", labels, doubt):
            row.slot_uid, row.labels, row.doubt = match.uid or "", labels, doubt

    def _settle(self, uid: str, row: AsRunLine | None, *, missing: bool) -> None:
        """Bring one slot to what the lines show; what an outlet or a person has said for itself stays."""
        slot = clockwork.caught_up(self.work, self.work.slot(uid, seen_version=None))
        if slot.state not in _OPEN:
            return
        if row is not None:
            self.aired += 1
            self._air(slot, row)
        elif missing:
            self.missed += 1
            self._miss(slot)
        elif slot.evidence is Evidence.AS_RUN and slot.resolution in {None, Resolution.UNRESOLVED}:
            self._withdraw(slot)

    def _air(self, slot: Slot, row: AsRunLine) -> None:
        if slot.evidence in _TOLD or slot.resolution not in _UNSETTLED:
            return
        length_s = slot.duration_s if row.length_s is None or not slot.duration_s else row.length_s
        starts_at = row.starts_at or slot.starts_at
        if (slot.state, slot.evidence, slot.actual_starts_at, slot.actual_duration_s) == (
            SlotState.AIRED, Evidence.AS_RUN, starts_at, length_s,
        ):  # fmt: skip
            return
        if not self._is_plausible(slot, row, starts_at, length_s):
            return
        if slot.state is SlotState.MISSED:
            slot.place = free_place(self.work, slot.window_id, slot.date, apart_from=slot.uid)
            happening = Happening.CORRECT_AIRED
        else:
            happening = Happening.ATTEST
        slot.actual_starts_at, slot.actual_duration_s = starts_at, length_s
        slot.evidence, slot.miss_reason = Evidence.AS_RUN, ""
        happen(self.work, slot, happening, changes.AIRED)

    def _is_plausible(self, slot: Slot, row: AsRunLine, starts_at: datetime, length_s: int) -> bool:
        """Whether an airing can be true; one that cannot waits for a person, and a person who insists is refused.

        Many a log tells the length of the whole programme beside the item's title.
        """
        try:
            airtime.check_attest(
                slot.starts_at, slot.duration_s, actual_starts_at=starts_at, actual_duration_s=length_s,
                now=self.work.now,
            )  # fmt: skip
        except Refused:
            if row.decided_by:
                raise
            off = length_s - slot.duration_s
            row.doubt = {"reasons": [[Why.LENGTH_OFF.value, off]], "others": []}
            return False
        return True

    def _miss(self, slot: Slot) -> None:
        if slot.state is SlotState.MISSED or slot.evidence in _TOLD or slot.ends_at > self.work.now:
            return
        if slot.resolution not in _UNSETTLED:
            return
        happening = Happening.MISS if slot.state is SlotState.ON_AIR else Happening.CORRECT_MISSED
        slot.actual_starts_at, slot.actual_duration_s = None, None
        slot.evidence = Evidence.AS_RUN
        slot.miss_reason = f"{MissReason.OTHER.value}: {_NOT_IN_LOG}"
        happen(self.work, slot, happening, changes.MISSED)

    def _withdraw(self, slot: Slot) -> None:
        """No line shows any longer what one showed before: the slot waits for evidence again."""
        if slot.state is SlotState.MISSED:
            slot.place = free_place(self.work, slot.window_id, slot.date, apart_from=slot.uid)
        slot.actual_starts_at, slot.actual_duration_s = None, None
        slot.evidence, slot.miss_reason = Evidence.NONE, ""
        happen(self.work, slot, Happening.WITHDRAW, changes.REREAD)


_TOLD: Final = frozenset({Evidence.ATTESTED, Evidence.TEARSHEET})
"""What a log does not overrule."""
_UNSETTLED: Final = frozenset({None, Resolution.UNRESOLVED})
_NOT_IN_LOG: Final = "không có trong nhật ký phát sóng"


def _slots(work: UnitOfWork, outlet_id: int, first: date, last: date) -> dict[str, SlotView]:
    """Slots of broadcast programmes on these dates, both inclusive, that were to go out."""
    found = slot_queries.slot_views(
        work.session, col(Slot.outlet_id) == outlet_id, col(Slot.date).between(first, last),
        col(Slot.state) != SlotState.CANCELLED,
    )  # fmt: skip
    return {one.uid: one for one in found if one.channel_kind not in PRESS}


def _waits(match: Match) -> bool:
    """Whether a person must say what it is."""
    return match.number is not None and (match.doubtful or Label.SUBSTITUTED in match.labels)


def _line(row: AsRunLine) -> Line:
    if row.starts_at is None:
        raise NotFound("log.unknown_line", id=row.id)
    return Line(row.id or 0, row.starts_at, row.length_s, row.programme, row.title, row.theme, row.channel)


def _booked(slot: SlotView) -> Booked:
    return Booked(
        slot.uid, slot.starts_at, slot.duration_s, slot.programme, slot.title, slot.theme_letter, slot.theme,
        slot.channel,
    )  # fmt: skip


def _covers(work: UnitOfWork, outlet_id: int, days: set[date]) -> list[tuple[datetime, datetime]]:
    """The instants of broadcast dates that any log tells of; what is not in it is a miss only where it tells all."""
    start = work.session.get_one(Outlet, outlet_id).broadcast_day_start_minute
    return [(local_instant(day, start, work.zone), local_instant(day + DAY, start, work.zone)) for day in sorted(days)]


def _doubt(match: Match) -> dict[str, Any]:
    """Why a person must look, as JSON."""
    return {
        "reasons": [_reason(one) for one in match.reasons],
        "others": [
            {"slot": one.uid, "cost": one.cost, "reasons": [_reason(why) for why in one.reasons]}
            for one in match.alternatives
            if one.uid
        ],
    }


def _reason(told: Reason) -> list[Any]:
    return [told.why.value, told.amount]
