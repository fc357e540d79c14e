"""Decisions about units' reports: kept as a draft, handed in, entered from paper, received, returned."""

from datetime import date
from typing import Any

from sqlmodel import col, func, select

from campaigns import reporting
from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import UnitHandIn, UnitReport
from campaigns.queries import units as queries
from campaigns.store import UnitOfWork
from campaigns.times import local_day
from campaigns.values.units import MOST, Figures, Level, Step, Texts, Way


def keep_draft(
    work: UnitOfWork, unit_id: int, deadline_id: int, figures: Figures, texts: Texts, *, seen_version: int
) -> None:
    """Keep what a unit has filled in so far; nobody at the office counts it.

    Args:
        seen_version: of the report as last read; 0 where there was none.

    Raises:
        NotFound: ``unit.unknown``, ``report.no_period``. Stale: ``unit_report.stale``.
        Refused: ``unit_report.not_yet`` with ``first``, ``unit_report.not_a_unit``, ``unit_report.illegal_move``,
            ``unit_report.figure``.
    """
    row = _opened(work, unit_id, deadline_id, seen_version)
    _sound(figures)
    row.state = reporting.advance(row.state, Step.SAVE)
    row.draft, row.drafted_at = _plain(figures, texts), work.now
    work.session.add(row)
    work.session.flush()


def hand_in(
    work: UnitOfWork, unit_id: int, deadline_id: int, figures: Figures, texts: Texts, *, by: str, seen_version: int
) -> None:
    """Hand a report in by link, on the office's local date of now. Handed in again it is another row.

    Raises:
        As ``keep_draft``; Refused ``unit_report.empty`` when it says nothing at all.
    """
    row = _opened(work, unit_id, deadline_id, seen_version)
    today = local_day(work.now, work.zone)
    _add(work, row, figures, texts, way=Way.LINK, handed_on=today, by=by)


def enter(
    work: UnitOfWork,
    unit_id: int,
    deadline_id: int,
    figures: Figures,
    texts: Texts,
    *,
    handed_on: date,
    paper: str,
    seen_version: int,
) -> None:
    """Enter a report that came on paper, on the date on which it came.

    Raises:
        As ``hand_in``; Refused ``unit_report.ahead`` when that date has not come yet, ``unit_report.needs_paper``.
    """
    row = _opened(work, unit_id, deadline_id, seen_version)
    if handed_on > local_day(work.now, work.zone):
        raise Refused("unit_report.ahead", date=handed_on)
    if not paper.strip():
        raise Refused("unit_report.needs_paper")
    _add(work, row, figures, texts, way=Way.PAPER, handed_on=handed_on, by=work.actor, paper=paper.strip())


def receive(work: UnitOfWork, unit_id: int, deadline_id: int, *, seen_version: int) -> None:
    """Take a report as it was handed in; NotFound ``unit_report.unknown``, Refused ``unit_report.illegal_move``."""
    row = _judged(work, unit_id, deadline_id, seen_version)
    row.state = reporting.advance(row.state, Step.RECEIVE)
    _sign(work, row, "received", {})


def send_back(work: UnitOfWork, unit_id: int, deadline_id: int, *, why: str, seen_version: int) -> None:
    """Return a report with a reason that the unit will read; until it comes again its figures do not count.

    Raises:
        NotFound: ``unit_report.unknown``. Stale: ``unit_report.stale``.
        Refused: ``unit_report.no_reason``, ``unit_report.illegal_move``.
    """
    if not why.strip():
        raise Refused("unit_report.no_reason")
    row = _judged(work, unit_id, deadline_id, seen_version)
    row.state, row.returned_why = reporting.advance(row.state, Step.RETURN), why.strip()
    _sign(work, row, "returned", {"why": row.returned_why})


def _opened(work: UnitOfWork, unit_id: int, deadline_id: int, seen_version: int) -> UnitReport:
    """The report of a unit for a deadline, locked; made where there was none."""
    queries.unit(work.session, unit_id)
    period = queries.period(work.session, deadline_id)
    first = reporting.opens_on(period, queries.periods(work.session, period.campaign_id))
    if local_day(work.now, work.zone) < first:
        raise Refused("unit_report.not_yet", first=first)
    if queries.institutions(work.session).on(unit_id, period.last_day).level is Level.GROUP:
        raise Refused("unit_report.not_a_unit")
    row = _row(work, unit_id, deadline_id, seen_version)
    return row if row is not None else UnitReport(unit_id=unit_id, deadline_id=deadline_id)


def _judged(work: UnitOfWork, unit_id: int, deadline_id: int, seen_version: int) -> UnitReport:
    row = _row(work, unit_id, deadline_id, seen_version)
    if row is None:
        raise NotFound("unit_report.unknown")
    return row


def _row(work: UnitOfWork, unit_id: int, deadline_id: int, seen_version: int) -> UnitReport | None:
    asked = select(UnitReport).where(UnitReport.unit_id == unit_id, UnitReport.deadline_id == deadline_id)
    row = work.session.exec(asked.with_for_update()).one_or_none()
    current = row.version if row is not None else 0
    if current != seen_version:
        raise Stale("unit_report.stale", seen=seen_version, current=current)
    return row


def _add(
    work: UnitOfWork, row: UnitReport, figures: Figures, texts: Texts, *, way: Way, handed_on: date, by: str,
    paper: str = "",
) -> None:  # fmt: skip
    _sound(figures)
    if not figures and texts == Texts():
        raise Refused("unit_report.empty")
    before = row.state
    row.state, row.draft, row.drafted_at = reporting.advance(row.state, Step.HAND_IN), None, None
    work.session.add(row)
    work.session.flush()
    last = work.session.exec(select(func.max(UnitHandIn.number)).where(col(UnitHandIn.report_id) == row.id)).one()
    told = _plain(figures, texts)
    handed = UnitHandIn(
        report_id=row.id or 0, number=(last or 0) + 1, figures=told["figures"], texts=told["texts"], way=way,
        handed_on=handed_on, paper=paper, submitted_at=work.now, submitted_by=by,
    )  # fmt: skip
    work.session.add(handed)
    work.session.flush()
    work.note("unit_report", row.id or 0, "handed_in", before={"state": before.value}, after={
        "unit": row.unit_id, "deadline": row.deadline_id, "number": handed.number, "way": way.value,
        "on": handed_on.isoformat(), **told,
    })  # fmt: skip


def _sign(work: UnitOfWork, row: UnitReport, what: str, told: dict[str, Any]) -> None:
    row.judged_at, row.judged_by = work.now, work.actor
    work.session.add(row)
    work.session.flush()
    work.note("unit_report", row.id or 0, what, after={"unit": row.unit_id, "deadline": row.deadline_id, **told})


def _sound(figures: Figures) -> None:
    for figure, count in figures.items():
        if not 0 <= count <= MOST:
            raise Refused("unit_report.figure", figure=figure, most=MOST)


def _plain(figures: Figures, texts: Texts) -> dict[str, Any]:
    return {"figures": {figure.value: count for figure, count in figures.items()}, "texts": texts.as_json()}
