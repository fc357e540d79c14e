"""The demo's units: offices, districts and communes, all samples, with links and with reports that came in so far.

What they report is made up, as the units' mark says; it is handed in through the same services as anywhere.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from campaigns import reporting
from campaigns.queries import units as queries
from campaigns.queries.plans import campaigns
from campaigns.services import unit_links, unit_reports, units
from campaigns.store import Store, UnitOfWork
from campaigns.times import local_day
from campaigns.values.units import Figure, Figures, Level, Period, Texts, UnitView

OFFICES: Final = ("Sở Y tế", "Sở Nội vụ", "Sở Xây dựng", "Sở Tài nguyên và Môi trường")
DISTRICTS: Final = {
    "UBND huyện Lộc Ninh": ("Xã An Mẫu", "Xã Bình Mẫu", "Thị trấn Lộc Mẫu"),
    "UBND huyện Bù Đăng": ("Xã Hòa Mẫu", "Xã Phú Mẫu"),
    "UBND thị xã Đồng Xoài": ("Phường Tân Mẫu", "Phường Xuân Mẫu", "Xã Tiến Mẫu"),
}
AHEAD: Final = (12, 3, 0, None, 64, 9, -2, 5, None, 20, 7)
"""How many days before a period's last good day each unit in turn hands in; None: it stays silent."""
COMMUNES_AHEAD: Final = (70, 15, None, 66, 8, 30, None, 11)
RETURNED: Final = 5
"""Whose report is returned, counted among those that owe one."""
HOLDER: Final = "Đầu mối báo cáo (mẫu)"


class Told(NamedTuple):
    """A report that comes in on a date."""

    unit: UnitView
    on: date
    figures: Figures
    returned: bool


def add(work: UnitOfWork, year: int) -> None:
    """The sample units of a year."""
    first = date(year, 1, 1)
    for name in OFFICES:
        units.add(work, name=name, level=Level.DEPARTMENT, valid_from=first, sample=True)
    for name, communes in DISTRICTS.items():
        district = units.add(work, name=name, level=Level.DISTRICT, valid_from=first, sample=True)
        for commune in communes:
            units.add(work, name=commune, level=Level.COMMUNE, valid_from=first, parent_id=district.id, sample=True)


def links(work: UnitOfWork) -> Iterator[tuple[str, str]]:
    """A link for everyone who may report: the unit's name in addresses, and the path."""
    for unit in queries.institutions(work.session).open_on(local_day(work.now, work.zone)):
        if unit.level is not Level.GROUP and unit.reports:
            yield unit.slug, unit_links.path(work.keys, unit_links.make(work, unit.id, holder=HOLDER))


def report(store: Store, begun: datetime, now: datetime, *, officer: str) -> None:
    """Let units report until now; what came before the site was begun is entered from paper."""
    zone, today = store.site.zone, local_day(now, store.site.zone)
    with store.reading() as session:
        periods = tuple(one for row in campaigns(session) for one in queries.periods(session, row.id))
        bodies = queries.institutions(session)
        open_ones = [one for one in periods if reporting.opens_on(one, periods) <= today]
        owing = {one.deadline_id: queries.due_to_report(session, one, bodies) for one in open_ones}
    for period in open_ones:
        asked = [bodies.on(one.unit_id, period.last_day) for one in owing[period.deadline_id]]
        communes = [unit for unit in bodies.open_on(period.last_day) if unit.level is Level.COMMUNE]
        first = reporting.opens_on(period, periods)
        for number, told in enumerate(sorted(_told(period, asked, communes), key=lambda one: one.on), 1):
            at = datetime.combine(told.on, time(9, 30), zone)
            if first <= told.on and at < now:
                _hand_in(store, period, told, number, max(at, begun), from_paper=at < begun, officer=officer)
        _draft(store, period, asked, now, officer=officer)


def _told(period: Period, asked: list[UnitView], communes: list[UnitView]) -> Iterator[Told]:
    for units_, ahead in ((asked, AHEAD), (communes, COMMUNES_AHEAD)):
        for place, unit in enumerate(units_):
            days = ahead[place % len(ahead)]
            if days is not None:
                on = period.last_day - timedelta(days=days)
                yield Told(unit, on, _figures(unit), returned=units_ is asked and place == RETURNED)


def _hand_in(
    store: Store, period: Period, told: Told, number: int, at: datetime, *, from_paper: bool, officer: str
) -> None:
    texts = Texts(difficulties="Chưa có tài liệu riêng cho cơ sở (mẫu).") if number % 3 == 0 else Texts()
    with store.deciding(actor=officer if from_paper else HOLDER, now=at) as work:
        if from_paper:
            unit_reports.enter(
                work, told.unit.id, period.deadline_id, told.figures, texts, handed_on=told.on,
                paper=f"Số {number:02d}/BC (mẫu)", seen_version=0,
            )  # fmt: skip
        else:
            unit_reports.hand_in(work, told.unit.id, period.deadline_id, told.figures, texts, by=HOLDER, seen_version=0)
    with store.deciding(actor=officer, now=at) as work:
        if told.returned:
            unit_reports.send_back(
                work, told.unit.id, period.deadline_id, why="Thiếu số lượt người dự lớp (mẫu).", seen_version=1
            )
        elif number % 2:
            unit_reports.receive(work, told.unit.id, period.deadline_id, seen_version=1)


def _draft(store: Store, period: Period, asked: list[UnitView], now: datetime, *, officer: str) -> None:
    """One unit has begun on a period that still runs."""
    if local_day(now, store.site.zone) > period.last_day or not asked:
        return
    with store.deciding(actor=officer, now=now) as work:
        if queries.report(work.session, asked[0].id, period.deadline_id) is None:
            unit_reports.keep_draft(
                work, asked[0].id, period.deadline_id, {Figure.TRAINING_CLASSES: 1}, Texts(), seen_version=0
            )


def _figures(unit: UnitView) -> Figures:
    """Made up, the same for the same unit."""
    lot = unit.id * 37 % 11
    small = unit.level is Level.COMMUNE
    counts = {
        Figure.TRAINING_CLASSES: 0 if small else 1 + lot % 3,
        Figure.TRAINING_PEOPLE: 0 if small else 40 + lot * 9,
        Figure.INTEGRATED_SESSIONS: 2 + lot % 4,
        Figure.INTEGRATED_PEOPLE: 90 + lot * 21,
        Figure.PROCEDURES_POSTED: 60 + lot * 13,
        Figure.PANOS: lot % 3,
        Figure.LEAFLETS: 100 * (1 + lot % 6),
    }
    if small:
        return counts | {Figure.LOUDSPEAKER_RUNS: 12 + lot, Figure.LOUDSPEAKER_MINUTES: 60 + lot * 5}
    return counts | {Figure.PORTAL_POSTS: 3 + lot}
