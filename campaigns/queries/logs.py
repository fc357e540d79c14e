"""As-run logs and their lines."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models import AsRunLine, AsRunLog


def log(session: Session, uid: str) -> AsRunLog:
    """One log; NotFound ``log.unknown``."""
    found = session.exec(select(AsRunLog).where(AsRunLog.uid == uid)).one_or_none()
    if found is None:
        raise NotFound("log.unknown", uid=uid[:40])
    return found


def logs_of(session: Session, outlet_id: int, most: int = 50) -> tuple[AsRunLog, ...]:
    """An outlet's logs that were taken in, newest first, without their content."""
    asked = select(AsRunLog).where(AsRunLog.outlet_id == outlet_id, col(AsRunLog.taken_at).is_not(None))
    asked = asked.order_by(col(AsRunLog.id).desc()).limit(most).options(defer(AsRunLog.content))  # type: ignore[arg-type]
    return tuple(session.exec(asked))


def known_marks(session: Session, outlet_id: int, marks: Sequence[str]) -> frozenset[str]:
    """Those of some marks that are on record."""
    found: set[str] = set()
    for first in range(0, len(marks), 500):
        asked = select(AsRunLine.mark).where(
            AsRunLine.outlet_id == outlet_id, col(AsRunLine.mark).in_(marks[first : first + 500])
        )
        found.update(session.exec(asked))
    return frozenset(found)


def by_mark(session: Session, outlet_id: int, marks: Sequence[str]) -> tuple[AsRunLine, ...]:
    """Lines of an outlet with these marks, in no order."""
    found: list[AsRunLine] = []
    for first in range(0, len(marks), 500):
        asked = select(AsRunLine).where(
            AsRunLine.outlet_id == outlet_id, col(AsRunLine.mark).in_(marks[first : first + 500])
        )
        found += session.exec(asked)
    return tuple(found)


def airings(session: Session, outlet_id: int, first: date, last: date) -> tuple[AsRunLine, ...]:
    """Lines of an outlet that tell airings on these broadcast dates, both inclusive, by start and mark."""
    asked = select(AsRunLine).where(AsRunLine.outlet_id == outlet_id, col(AsRunLine.date).between(first, last))
    return tuple(session.exec(asked.order_by(col(AsRunLine.starts_at), col(AsRunLine.mark))))


def of_log(session: Session, log_id: int) -> tuple[AsRunLine, ...]:
    """The lines that a log brought, in its order."""
    return tuple(session.exec(select(AsRunLine).where(AsRunLine.log_id == log_id).order_by(col(AsRunLine.number))))


def line(session: Session, line_id: int) -> AsRunLine:
    """One line; NotFound ``log.unknown_line``."""
    found = session.get(AsRunLine, line_id)
    if found is None:
        raise NotFound("log.unknown_line", id=line_id)
    return found


def waiting(session: Session) -> tuple[tuple[int, int], ...]:
    """Outlets of whose logs some lines wait for a person, with how many; by outlet."""
    lines = session.exec(select(AsRunLine).where(AsRunLine.decided_by == "", col(AsRunLine.doubt).is_not(None)))
    found = Counter(line.outlet_id for line in lines if line.doubt)
    return tuple(sorted(found.items()))


def whole_days(session: Session, outlet_id: int, days: Iterable[date]) -> frozenset[date]:
    """Those broadcast dates of which some log said that it tells all of them."""
    asked = select(AsRunLog).where(AsRunLog.outlet_id == outlet_id, col(AsRunLog.taken_at).is_not(None))
    rows = session.exec(asked.options(defer(AsRunLog.content)))  # type: ignore[arg-type]
    told = {date.fromisoformat(day) for row in rows if row.whole_day for day in row.counts["days"]}
    return frozenset(told.intersection(days))
