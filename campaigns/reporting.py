"""Who owes a report, how each stands before the deadline, and the sum of what they reported: each figure once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from campaigns.deadlines import in_time
from campaigns.errors import Refused
from campaigns.values.units import (
    LEVELS,
    Branch,
    DutyView,
    Expected,
    Figure,
    Figures,
    Level,
    Period,
    Receipt,
    ReportState,
    RollUp,
    Standing,
    Step,
    UnitReportView,
    UnitView,
)

MOVES: Final[Mapping[tuple[ReportState, Step], ReportState]] = {
    (ReportState.DRAFT, Step.SAVE): ReportState.DRAFT,
    (ReportState.DRAFT, Step.HAND_IN): ReportState.SUBMITTED,
    (ReportState.SUBMITTED, Step.SAVE): ReportState.SUBMITTED,
    (ReportState.SUBMITTED, Step.HAND_IN): ReportState.SUBMITTED,
    (ReportState.SUBMITTED, Step.RECEIVE): ReportState.RECEIVED,
    (ReportState.SUBMITTED, Step.RETURN): ReportState.RETURNED,
    (ReportState.RETURNED, Step.SAVE): ReportState.RETURNED,
    (ReportState.RETURNED, Step.HAND_IN): ReportState.SUBMITTED,
    (ReportState.RECEIVED, Step.RETURN): ReportState.RETURNED,
}
"""The life of a report: what has been received is closed, until it is returned."""


def advance(state: ReportState, step: Step) -> ReportState:
    """State after a step, or Refused ``unit_report.illegal_move``."""
    if (state, step) not in MOVES:
        raise Refused("unit_report.illegal_move", state=state, step=step)
    return MOVES[state, step]


def steps(state: ReportState) -> frozenset[Step]:
    """What may befall a report in this state."""
    return frozenset(step for before, step in MOVES if before is state)


def opens_on(period: Period, periods: Iterable[Period]) -> date:
    """The first date on which a period can be reported on: after the deadline before it among ``periods``; else any."""
    lasts = [one.last_day for one in periods if one.named < period.named]
    return max(lasts) + timedelta(days=1) if lasts else date.min


def branch_of(branches: Iterable[Branch], unit_id: int) -> Branch | None:
    """A unit's branch, wherever it hangs; None where it is not there."""
    for branch in branches:
        if branch.unit.id == unit_id:
            return branch
        if (found := branch_of(branch.under, unit_id)) is not None:
            return found
    return None


def summed(parts: Iterable[Figures]) -> Figures:
    """Figure by figure, in the order of the form; one that no part tells is not there."""
    found: dict[Figure, int] = {}
    for part in parts:
        for figure, count in part.items():
            found[figure] = found.get(figure, 0) + count
    return {figure: found[figure] for figure in Figure if figure in found}


def expected(units: Sequence[UnitView], duties: Sequence[DutyView]) -> tuple[Expected, ...]:
    """Who owes a report.

    Everyone who has a duty; a duty of a group is a duty of every unit at the levels for which the group stands. Who
    was set not to report owes none, and a group by itself never does.

    Args:
        units: as they were on the period's last good day.
        duties: of the plan, in its order, with who had each on that day.

    Source:
        Kế hoạch 36/KH-UBND of 16/02/2017, Bình Phước, IV.2: "các cơ quan đơn vị gửi báo cáo". We take these to be the
        bodies to which part III gives something to do.
    """
    there = {unit.id: unit for unit in units}
    clauses: dict[int, list[str]] = defaultdict(list)
    for duty in duties:
        if (holder := there.get(duty.unit_id)) is None:
            continue
        for unit in _meant(holder, units):
            if duty.clause not in clauses[unit.id]:
                clauses[unit.id].append(duty.clause)
    owing = sorted((there[unit_id] for unit_id in clauses if there[unit_id].reports), key=lambda unit: unit.rank)
    return tuple(
        Expected(unit.id, unit.name, unit.level, unit.contact_name, unit.contact_email, unit.contact_phone,
                 tuple(clauses[unit.id]))
        for unit in owing
    )  # fmt: skip


def _meant(holder: UnitView, units: Sequence[UnitView]) -> Iterable[UnitView]:
    if holder.level is not Level.GROUP:
        return (holder,)
    return (unit for unit in units if unit.level in holder.covers and unit.level is not Level.GROUP)


def standing(report: UnitReportView | None, period: Period, today: date) -> Standing:
    """How a unit stands on a date.

    It is the first hand-in that is in time or late: one that is returned and handed in again is judged by the day on
    which it first came.
    """
    if report is None or not report.hand_ins:
        return Standing.WAITING if in_time(today, period.named, inclusive=period.inclusive) else Standing.MISSING
    if report.state is ReportState.RETURNED:
        return Standing.RETURNED
    first = report.hand_ins[0].handed_on
    return Standing.IN_TIME if in_time(first, period.named, inclusive=period.inclusive) else Standing.LATE


def receipts(
    period: Period,
    units: Mapping[int, UnitView],
    owing: Sequence[Expected],
    reports: Mapping[int, UnitReportView],
    today: date,
) -> tuple[Receipt, ...]:
    """Everyone who owes a report, in order, then those who handed one in without owing it.

    Args:
        units: by id, everyone who owes or has reported, as on the period's last good day.
        reports: by unit.
    """
    ids = [one.unit_id for one in owing]
    extra = [unit_id for unit_id, report in reports.items() if report.hand_ins and unit_id not in set(ids)]
    return tuple(
        _receipt(units[unit_id], reports.get(unit_id), period, today, owes=unit_id in set(ids))
        for unit_id in (*ids, *sorted(extra, key=lambda unit_id: units[unit_id].rank))
    )


def _receipt(unit: UnitView, report: UnitReportView | None, period: Period, today: date, *, owes: bool) -> Receipt:
    stands = standing(report, period, today)
    told = Receipt(unit.id, unit.name, unit.level, unit.contact_email, expected=owes, standing=stands)
    if report is None or report.last is None:
        return told
    return Receipt(
        unit.id, unit.name, unit.level, unit.contact_email, expected=owes, standing=stands,
        handed_on=report.hand_ins[0].handed_on, submitted_at=report.last.submitted_at, times=len(report.hand_ins),
        returned_why=report.returned_why if stands is Standing.RETURNED else "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of those who owe a report stand where; they add up to ``owing``."""

    owing: int
    in_time: int
    late: int
    returned: int
    silent: int  # waiting or missing

    @property
    def reported(self) -> int:
        """Those whose report counts."""
        return self.in_time + self.late


def tally(found: Iterable[Receipt]) -> Tally:
    """Count those who owe a report; who reported without owing is left out."""
    stands = Counter(one.standing for one in found if one.expected)
    return Tally(
        stands.total(), stands[Standing.IN_TIME], stands[Standing.LATE], stands[Standing.RETURNED],
        stands[Standing.WAITING] + stands[Standing.MISSING],
    )  # fmt: skip


def roll_up(units: Sequence[UnitView], own: Mapping[int, Figures]) -> RollUp:
    """The sum of what units reported, up their parents, and by level.

    Every figure counts once: the total of a branch is what its unit reported itself and the totals below it, and the
    whole is the sum of the branches as well as of the levels. A unit whose parent is not among ``units`` is a branch
    by itself; where parents run in a ring, the unit with the lowest id is its top.

    Args:
        units: as they were on one date; everyone in ``own`` must be among them.
        own: by unit, what it reported itself; who reported nothing is not there.
    """
    there = {unit.id: unit for unit in units}
    under: dict[int | None, list[UnitView]] = defaultdict(list)
    for unit in sorted(units, key=lambda unit: unit.rank):
        under[_parent(unit, there)].append(unit)
    told = [unit for unit in units if unit.id in own]
    levels = sorted({unit.level for unit in told}, key=LEVELS.__getitem__)
    return RollUp(
        branches=tuple(_branch(unit, under, own) for unit in under[None]),
        levels=tuple((level, summed(own[unit.id] for unit in told if unit.level is level)) for level in levels),
        total=summed(own[unit.id] for unit in told),
        reported=len(told),
    )


def _branch(unit: UnitView, under: Mapping[int | None, list[UnitView]], own: Mapping[int, Figures]) -> Branch:
    below = tuple(_branch(child, under, own) for child in under.get(unit.id, ()))
    mine = own.get(unit.id, {})
    return Branch(unit, mine, unit.id in own, summed([mine, *(branch.total for branch in below)]), below)


def _parent(unit: UnitView, there: Mapping[int, UnitView]) -> int | None:
    """Whose branch a unit is in; None at the top."""
    seen, at = [unit.id], unit.parent_id
    while at is not None and at in there and at not in seen:
        seen.append(at)
        at = there[at].parent_id
    ring = seen[seen.index(at) :] if at in seen else ()
    return None if unit.parent_id not in there or (ring and unit.id == min(ring)) else unit.parent_id
