"""A site with units that report: two offices, a district with two communes, and a link for each."""

from dataclasses import dataclass
from datetime import date, datetime

from campaigns.models import Obligation
from campaigns.queries import units as queries
from campaigns.services import unit_links, unit_reports, units
from campaigns.store import Store
from campaigns.values.units import Figures, Level, Period, Texts
from tests import builders
from tests.conftest import NOW

FIRST = date(2017, 1, 1)


@dataclass(frozen=True)
class Scene:
    """What a test may name."""

    ground: builders.Ground
    june: Period
    december: Period
    health: int
    finance: int
    district: int
    communes: tuple[int, int]
    group: int
    tokens: dict[int, str]  # by unit

    def page(self, unit_id: int, period: Period | None = None) -> str:
        """The address of a unit's page."""
        return f"/u/{self.tokens[unit_id]}" + (f"/{period.deadline_id}" if period is not None else "")


def scene(store: Store) -> Scene:
    """The site; its plan also gives a duty to all offices and to all districts."""
    ground = builders.ground(store)
    builders.staff(store)
    with store.deciding(actor="builder", now=NOW) as work:

        def add(name: str, level: Level, **told: object) -> int:
            return units.add(work, name=name, level=level, valid_from=FIRST, **told).id or 0  # type: ignore[arg-type]

        group = add("Các sở, ban, ngành và huyện", Level.GROUP, covers=[Level.DEPARTMENT, Level.DISTRICT])
        units.give(
            work,
            Obligation(plan_id=ground.plan_id, unit_id=group, clause="III.1", text="Triển khai kế hoạch", order=9),
            FIRST,
        )
        health, finance = add("Sở Y tế", Level.DEPARTMENT), add("Sở Tài chính", Level.DEPARTMENT)
        district = add("UBND huyện Lộc Ninh", Level.DISTRICT)
        communes = tuple(add(name, Level.COMMUNE, parent_id=district) for name in ("Xã Lộc An", "Xã Lộc Hòa"))
        tokens = {
            unit_id: unit_links.path(work.keys, unit_links.make(work, unit_id, holder="Chị Lan")).removeprefix("/u/")
            for unit_id in (health, finance, district, *communes)
        }
        june, december = queries.periods(work.session, ground.campaign_id)
    return Scene(ground, june, december, health, finance, district, communes, group, tokens)  # type: ignore[arg-type]


def at(day: date, hour: int = 9) -> datetime:
    """An instant of a day in Bình Phước."""
    return datetime(day.year, day.month, day.day, hour - 7, tzinfo=NOW.tzinfo)


def hand_in(store: Store, unit_id: int, period: Period, on: date, figures: Figures, *, seen: int = 0) -> None:
    """A report by link."""
    with store.deciding(actor="link", now=at(on)) as work:
        unit_reports.hand_in(work, unit_id, period.deadline_id, figures, Texts(), by="Chị Lan", seen_version=seen)
