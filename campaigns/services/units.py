"""Decisions about units: which there are, what they are called and belong to by date, who has which duty."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlmodel import col, select

from campaigns.deadlines import last_good_day
from campaigns.errors import NotFound, Refused
from campaigns.intake.units import level_of
from campaigns.models import DutyTerm, Obligation, ReportDeadline, Unit, UnitHandIn, UnitParent, UnitReport, UnitTerm
from campaigns.queries import offices
from campaigns.queries import units as queries
from campaigns.services.slugs import free_slug, slug_of
from campaigns.store import UnitOfWork
from campaigns.times import local_day
from campaigns.values.units import Level

_DAY = timedelta(days=1)


def add(
    work: UnitOfWork,
    *,
    name: str,
    level: Level,
    valid_from: date,
    covers: Collection[Level] = (),
    reports: bool = True,
    parent_id: int | None = None,
    sample: bool = False,
) -> Unit:
    """A new unit.

    Args:
        covers: of a group, the levels for which it stands.
        parent_id: under which unit it stands from its first day on.

    Raises:
        Refused: ``unit.covers_nothing``, ``unit.name_taken``, ``unit.parent_closed``, ``unit.past_reported``.
    """
    not_before(work, valid_from)
    sound(level, covers)
    bodies = queries.institutions(work.session)
    twins = [one for one in bodies.open_on(valid_from) if one.name == name and one.parent_id == parent_id]
    if twins:
        raise Refused("unit.name_taken", name=name)
    if parent_id is not None and (
        not bodies.is_open(parent_id, valid_from) or bodies.on(parent_id, valid_from).level is Level.GROUP
    ):
        raise Refused("unit.parent_closed", date=valid_from)
    unit = _made(work, name, level, covers, valid_from, reports=reports, sample=sample)
    if parent_id is not None:
        work.session.add(UnitParent(unit_id=unit.id or 0, parent_id=parent_id, valid_from=valid_from))
    told = {"name": name, "level": level.value, "from": valid_from.isoformat(), "parent": parent_id}
    work.note("unit", unit.id or 0, "added", after=told)
    work.session.flush()
    return unit


def named(work: UnitOfWork, name: str, on: date) -> int:
    """The unit that has this name on a date, made when it is new: its level is taken from its name."""
    for term in work.session.exec(select(UnitTerm).where(UnitTerm.name == name).order_by(col(UnitTerm.unit_id))):
        if term.valid_until is None or on < term.valid_until:
            return term.unit_id
    level, covers = level_of(name)
    kept = offices.office(work.session)
    gathers = kept is not None and kept.profile.get("agency") == name
    unit = _made(work, name, level, covers, max(on, first_free_day(work)), reports=not gathers)
    work.note("unit", unit.id or 0, "added", after={"name": name, "level": level.value, "from": on.isoformat()})
    return unit.id or 0


def give(work: UnitOfWork, duty: Obligation, on: date) -> None:
    """A new duty, had from a date on by the unit that the plan names."""
    work.session.add(duty)
    work.session.flush()
    work.session.add(DutyTerm(obligation_id=duty.id or 0, unit_id=duty.unit_id, valid_from=on))


def move_duty(work: UnitOfWork, obligation_id: int, *, to_id: int, on: date) -> None:
    """Let another unit have a duty from a date on. Every report before that date stays the old one's.

    Raises:
        NotFound: ``duty.unknown``, ``unit.unknown``.
        Refused: ``duty.same_unit``, ``duty.too_early`` with ``first`` when the date does not lie after the day on
            which the present holder took it, ``unit.closed``, ``unit.past_reported``.
    """
    not_before(work, on)
    asked = select(DutyTerm).where(DutyTerm.obligation_id == obligation_id).order_by(col(DutyTerm.valid_from))
    terms = work.session.exec(asked.with_for_update()).all() if 0 < obligation_id < 2**31 else []
    if not terms:
        raise NotFound("duty.unknown")
    queries.unit(work.session, to_id)
    last = terms[-1]
    if last.unit_id == to_id:
        raise Refused("duty.same_unit")
    if on <= last.valid_from:
        raise Refused("duty.too_early", first=last.valid_from + _DAY)
    if not queries.institutions(work.session).is_open(to_id, on):
        raise Refused("unit.closed", date=on)
    last.valid_until = on
    work.session.add(DutyTerm(obligation_id=obligation_id, unit_id=to_id, valid_from=on))
    work.note("duty", obligation_id, "moved", before={"unit": last.unit_id},
              after={"unit": to_id, "from": on.isoformat()})  # fmt: skip
    work.session.flush()


def not_before(work: UnitOfWork, on: date) -> None:
    """Refused ``unit.past_reported`` with ``first``, the first free day, when a date reaches back into a past period.

    Who was to report what, and under which name, must not change once reports of that period are there.
    """
    if on < (first := first_free_day(work)):
        raise Refused("unit.past_reported", first=first)


def first_free_day(work: UnitOfWork) -> date:
    """The first date from which institutions may still change: after the last past deadline that has reports."""
    today = local_day(work.now, work.zone)
    asked = (
        select(ReportDeadline)
        .where(
            col(ReportDeadline.id).in_(
                select(UnitReport.deadline_id).join(UnitHandIn, col(UnitHandIn.report_id) == UnitReport.id)
            )
        )
        .order_by(col(ReportDeadline.named_date).desc())
    )
    lasts = (last_good_day(row.named_date, inclusive=row.inclusive) for row in work.session.exec(asked))
    return next((last + _DAY for last in lasts if last < today), date.min)


def _made(
    work: UnitOfWork, name: str, level: Level, covers: Collection[Level], on: date, *, reports: bool,
    sample: bool = False,
) -> Unit:  # fmt: skip
    taken = set(work.session.exec(select(Unit.slug)))
    unit = Unit(slug=free_slug(slug_of(name) or "don-vi", taken), sample=sample, order=len(taken))
    work.session.add(unit)
    work.session.flush()
    work.session.add(
        UnitTerm(unit_id=unit.id or 0, name=name, level=level, covers=sorted(covers), reports=reports, valid_from=on)
    )
    work.session.flush()
    return unit


def sound(level: Level, covers: Collection[Level]) -> None:
    """Refused ``unit.covers_nothing`` unless a group stands for some levels, and what is no group for none."""
    if (level is Level.GROUP) != bool(covers) or Level.GROUP in covers:
        raise Refused("unit.covers_nothing")
