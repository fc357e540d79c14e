"""Decisions that change a unit from a date on: its name and level, its parent, its end; and its contacts."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import col, select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import DutyTerm, Unit, UnitParent, UnitTerm
from campaigns.queries import units as queries
from campaigns.services.units import move_duty, not_before, sound
from campaigns.store import UnitOfWork
from campaigns.values.units import Level

CONTACTS = ("contact_name", "contact_email", "contact_phone")
_DAY = timedelta(days=1)


def change_contacts(work: UnitOfWork, unit_id: int, told: Mapping[str, str], *, seen_version: int) -> None:
    """Who is asked and reminded; NotFound ``unit.unknown``, Stale ``unit.stale``."""
    row = _one(work, unit_id, seen_version)
    before = {name: getattr(row, name) for name in CONTACTS}
    for name in CONTACTS:
        setattr(row, name, told[name])
    work.note("unit", unit_id, "contacts", before=before, after={name: told[name] for name in CONTACTS})
    work.session.flush()


def rename(
    work: UnitOfWork,
    unit_id: int,
    *,
    name: str,
    level: Level,
    covers: Collection[Level],
    reports: bool,
    valid_from: date,
    seen_version: int,
) -> None:
    """Another name or level from a date on, or whether it owes reports. Before that date it stays as it was.

    Raises:
        NotFound: ``unit.unknown``. Stale: ``unit.stale``.
        Refused: ``unit.too_early`` with ``first``, ``unit.closed``, ``unit.covers_nothing``, ``unit.past_reported``.
    """
    row = _one(work, unit_id, seen_version)
    not_before(work, valid_from)
    sound(level, covers)
    last = _last_term(work, unit_id)
    if last.valid_until is not None:
        raise Refused("unit.closed", date=valid_from)
    if valid_from < last.valid_from:
        raise Refused("unit.too_early", first=last.valid_from)
    before = _told(last)
    if valid_from > last.valid_from:
        last.valid_until = valid_from
        last = UnitTerm(unit_id=unit_id, name=name, valid_from=valid_from)
    last.name, last.level, last.covers, last.reports = name, level, sorted(covers), reports
    work.session.add(last)
    _touch(work, row)
    work.note("unit", unit_id, "renamed", before=before, after=_told(last))


def put_under(work: UnitOfWork, unit_id: int, *, parent_id: int | None, on: date, seen_version: int) -> None:
    """Another parent from a date on; None: it stands by itself.

    Raises:
        NotFound: ``unit.unknown``. Stale: ``unit.stale``.
        Refused: ``unit.too_early`` with ``first``, ``unit.closed``, ``unit.parent_closed``, ``unit.ring`` when the
            parent stands under this unit, ``unit.past_reported``.
    """
    row = _one(work, unit_id, seen_version)
    not_before(work, on)
    bodies = queries.institutions(work.session)
    if not bodies.is_open(unit_id, on):
        raise Refused("unit.closed", date=on)
    if parent_id is not None:
        _can_be_parent(bodies, unit_id, parent_id, on)
    before = bodies.on(unit_id, on).parent_id
    _move(work, unit_id, parent_id, on)
    _touch(work, row)
    work.note("unit", unit_id, "put_under", before={"parent": before},
              after={"parent": parent_id, "from": on.isoformat()})  # fmt: skip


def end(work: UnitOfWork, unit_id: int, *, on: date, into_id: int | None, seen_version: int) -> None:
    """Close a unit from a date on. What it had to do and who stood under it go to the unit that takes it over.

    Args:
        on: the first date on which it is no more.
        into_id: into which unit it merges; None: into none, and then it must have no duty and nobody under it.

    Raises:
        NotFound: ``unit.unknown``. Stale: ``unit.stale``.
        Refused: ``unit.too_early`` with ``first``, ``unit.closed``, ``unit.into_itself``, ``unit.has_duties``,
            ``unit.has_units``, ``unit.past_reported``.
    """
    row = _one(work, unit_id, seen_version)
    not_before(work, on)
    bodies = queries.institutions(work.session)
    last = _last_term(work, unit_id)
    if last.valid_until is not None:
        raise Refused("unit.closed", date=on)
    if on <= last.valid_from:
        raise Refused("unit.too_early", first=last.valid_from + _DAY)
    if into_id is not None:
        queries.unit(work.session, into_id)
        if into_id == unit_id:
            raise Refused("unit.into_itself")
        if not bodies.is_open(into_id, on):
            raise Refused("unit.closed", date=on)
    _hand_over(work, unit_id, into_id, on)
    last.valid_until, last.merged_into_id = on, into_id
    work.session.add(last)
    _touch(work, row)
    work.note("unit", unit_id, "ended", after={"on": on.isoformat(), "into": into_id})


def _hand_over(work: UnitOfWork, unit_id: int, into_id: int | None, on: date) -> None:
    """Duties and the units below, to the heir; Refused when there is none."""
    held = work.session.exec(
        select(DutyTerm.obligation_id).where(DutyTerm.unit_id == unit_id, col(DutyTerm.valid_until).is_(None))
    ).all()
    below = work.session.exec(
        select(UnitParent.unit_id).where(UnitParent.parent_id == unit_id, col(UnitParent.valid_until).is_(None))
    ).all()
    if into_id is None and held:
        raise Refused("unit.has_duties", duties=len(held))
    if into_id is None and below:
        raise Refused("unit.has_units", units=len(below))
    for obligation_id in held:
        move_duty(work, obligation_id, to_id=into_id or 0, on=on)
    for child in below:
        _move(work, child, into_id if child != into_id else None, on)


def _can_be_parent(bodies: queries.Institutions, unit_id: int, parent_id: int, on: date) -> None:
    """The parent exists then, is a body and not a group's name, and does not itself stand under the unit."""
    if parent_id not in bodies.rows:
        raise NotFound("unit.unknown")
    if not bodies.is_open(parent_id, on) or bodies.on(parent_id, on).level is Level.GROUP:
        raise Refused("unit.parent_closed", date=on)
    at: int | None = parent_id
    for _step in bodies.rows:
        if at == unit_id:
            raise Refused("unit.ring")
        at = bodies.on(at, on).parent_id if at is not None else None


def _move(work: UnitOfWork, unit_id: int, parent_id: int | None, on: date) -> None:
    asked = select(UnitParent).where(UnitParent.unit_id == unit_id).order_by(col(UnitParent.valid_from).desc())
    last = work.session.exec(asked.with_for_update()).first()
    if last is not None and on < last.valid_from:
        raise Refused("unit.too_early", first=last.valid_from)
    if last is not None and on == last.valid_from:
        work.session.delete(last)
        work.session.flush()
    elif last is not None and last.valid_until is None:
        last.valid_until = on
    if parent_id is not None:
        work.session.add(UnitParent(unit_id=unit_id, parent_id=parent_id, valid_from=on))
    work.session.flush()


def _last_term(work: UnitOfWork, unit_id: int) -> UnitTerm:
    asked = select(UnitTerm).where(UnitTerm.unit_id == unit_id).order_by(col(UnitTerm.valid_from).desc())
    return work.session.exec(asked.with_for_update().limit(1)).one()


def _told(term: UnitTerm) -> dict[str, object]:
    return {
        "name": term.name, "level": term.level.value, "covers": list(term.covers), "reports": term.reports,
        "from": term.valid_from.isoformat(),
    }  # fmt: skip


def _one(work: UnitOfWork, unit_id: int, seen_version: int) -> Unit:
    queries.unit(work.session, unit_id)
    row = work.session.exec(select(Unit).where(Unit.id == unit_id).with_for_update()).one()
    if row.version != seen_version:
        raise Stale("unit.stale", seen=seen_version, current=row.version)
    return row


def _touch(work: UnitOfWork, row: Unit) -> None:
    """Raise the unit's version: what is dated about it is edited with it."""
    flag_modified(row, "order")
    work.session.add(row)
    work.session.flush()
