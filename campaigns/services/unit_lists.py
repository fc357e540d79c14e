"""Taking in a list of units: every line that fits, or none when one does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from campaigns.errors import Refused
from campaigns.intake.unit_lists import Line
from campaigns.queries import units as queries
from campaigns.services import unit_terms, units
from campaigns.store import UnitOfWork
from campaigns.values.units import Level, UnitView


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a list: how many units are new, and how many were there already."""

    added: int
    known: int


def checked(session: Session, lines: Sequence[Line], valid_from: date) -> tuple[Line, ...]:
    """The lines, those marked whose parent is not to be found on that date: ``unit_list.no_parent``, or two that fit:
    ``unit_list.parent_unclear``. A parent may stand in the list itself, in any line above.
    """
    there = queries.institutions(session).open_on(valid_from)
    names = [unit.name for unit in there if unit.level is not Level.GROUP]
    found = []
    for line in lines:
        fits = _fitting(line.parent, names) if line.parent else [""]
        if not line.trouble and len(fits) != 1:
            line = replace(line, trouble="unit_list.parent_unclear" if fits else "unit_list.no_parent")  # noqa: PLW2901
        if not line.trouble:
            names += [line.name] if line.name not in names else []
        found.append(line)
    return tuple(found)


def take(work: UnitOfWork, lines: Sequence[Line], valid_from: date) -> Taken:
    """Add the units of checked lines from a date on; of those that are there already, contacts that are told are set.

    Raises:
        Refused: ``unit_list.troubled`` with ``lines`` where some cannot be taken, ``unit_list.empty``,
            ``unit.past_reported``.
    """
    lines = checked(work.session, lines, valid_from)
    if troubled := [line.number for line in lines if line.trouble]:
        raise Refused("unit_list.troubled", lines=troubled)
    if not lines:
        raise Refused("unit_list.empty")
    units.not_before(work, valid_from)
    added = 0
    there = {unit.id: unit for unit in queries.institutions(work.session).open_on(valid_from)}
    for line in lines:
        parent = _named(line.parent, there)
        known = next((u for u in there.values() if u.name == line.name and u.parent_id == parent), None)
        if known is None:
            row = units.add(work, name=line.name, level=line.level, valid_from=valid_from, parent_id=parent)
            known = UnitView(row.id or 0, row.slug, line.name, line.level, parent)
            there[known.id] = known
            added += 1
        _set_contacts(work, known, line)
    return Taken(added, len(lines) - added)


def _set_contacts(work: UnitOfWork, unit: UnitView, line: Line) -> None:
    row = queries.unit(work.session, unit.id)
    told = {name: getattr(line, name) or getattr(row, name) for name in unit_terms.CONTACTS}
    if any(told[name] != getattr(row, name) for name in unit_terms.CONTACTS):
        unit_terms.change_contacts(work, unit.id, told, seen_version=row.version)


def _named(name: str, there: Mapping[int, UnitView]) -> int | None:
    """The one unit that a list means by a parent's name."""
    if not name:
        return None
    (fits,) = _fitting(name, [unit.name for unit in there.values() if unit.level is not Level.GROUP])
    return next(unit.id for unit in there.values() if unit.name == fits)


def _fitting(name: str, names: Sequence[str]) -> list[str]:
    """Names that are meant: the very name, else those that end with it, as ``UBND huyện A`` does with ``huyện A``."""
    wanted = name.casefold()
    exact = [one for one in names if one.casefold() == wanted]
    return exact or [one for one in names if one.casefold().endswith(f" {wanted}")]
