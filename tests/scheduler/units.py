"""Eleven units that owe a report, and their hands."""

from datetime import date, datetime

from sqlmodel import select

from campaigns.models import Obligation, ReportDeadline, Unit, UnitReport
from campaigns.queries import units as queries
from campaigns.services import unit_reports, units
from campaigns.store import Store
from campaigns.values.units import Figure, Level, Texts
from tests import builders
from tests.conftest import NOW

NAMES = (
    "Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Giao thông vận tải", "Sở Xây dựng", "Sở Công Thương", "Thanh tra tỉnh",
    "UBND huyện Bù Đăng", "UBND huyện Lộc Ninh", "UBND thị xã Bình Long", "UBND thị xã Phước Long",
)  # fmt: skip


def eleven(store: Store) -> tuple[builders.Ground, dict[str, int]]:
    """A site whose plan gives each of eleven units a duty from January on; their ids by name."""
    ground = builders.ground(store)
    with store.deciding(actor="officer", now=NOW) as work:
        found = {}
        for place, name in enumerate(NAMES):
            level = Level.DISTRICT if name.startswith("UBND") else Level.DEPARTMENT
            row = units.add(work, name=name, level=level, valid_from=date(2017, 1, 1))
            row.contact_email = f"don-vi-{place}@example.vn"
            duty = Obligation(
                plan_id=ground.plan_id, unit_id=row.id or 0, clause="III.1", text="Thực hiện", order=place
            )
            units.give(work, duty, date(2017, 1, 1))
            found[name] = row.id or 0
        own = work.session.exec(select(Unit).where(Unit.id.not_in(list(found.values())))).all()  # type: ignore[union-attr]
        for row in own:  # the office gathers, and owes none itself
            for term in queries.institutions(work.session).terms[row.id or 0]:
                term.reports = False
    return ground, found


def june(store: Store) -> int:
    """The deadline of June."""
    with store.reading() as session:
        asked = select(ReportDeadline.id).where(ReportDeadline.named_date == date(2017, 6, 15))
        return session.exec(asked).one() or 0


def report(store: Store, unit_id: int, at: datetime) -> None:
    """A unit hands its report in by its link."""
    deadline_id = june(store)
    with store.deciding(actor="unit", now=at) as work:
        asked = select(UnitReport.version).where(UnitReport.unit_id == unit_id, UnitReport.deadline_id == deadline_id)
        seen = work.session.exec(asked).one_or_none() or 0
        figures = {Figure.TRAINING_CLASSES: 1}
        unit_reports.hand_in(work, unit_id, deadline_id, figures, Texts(), by="unit", seen_version=seen)


def send_back(store: Store, unit_id: int, at: datetime) -> None:
    """The office returns a report."""
    deadline_id = june(store)
    with store.deciding(actor="officer", now=at) as work:
        row = work.session.exec(
            select(UnitReport).where(UnitReport.unit_id == unit_id, UnitReport.deadline_id == deadline_id)
        ).one()
        unit_reports.send_back(work, unit_id, deadline_id, why="thiếu số liệu", seen_version=row.version)
