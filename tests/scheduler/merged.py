"""A site of which one outlet goes into another: what stands there, and the merger itself."""

from datetime import UTC, date, datetime

from sqlmodel import col, select

from campaigns.models import Feed, FeedItem, Outlet, Slot
from campaigns.queries import plans as plan_queries
from campaigns.services import outlets as outlet_services
from campaigns.store import Store
from campaigns.times import ZONE
from campaigns.values.words import SilencePolicy
from exports import acceptance, airings
from scheduler import ledger, months
from scheduler.jobs import sweeping
from scheduler.services import accepting, answers, merging, returning
from scheduler.services.merging import Merged
from tests import builders
from tests.conftest import NOW
from tests.scheduler import month

PROGRAMME, OTHER = "Bản tin sáng", "Bản tin chiều"
AIRED, SILENT = date(2017, 4, 12), date(2017, 4, 26)
AHEAD, HOME = (date(2017, 5, 10), date(2017, 5, 12)), date(2017, 5, 11)
ON = date(2017, 5, 8)
DECIDED = datetime(2017, 5, 2, 3, tzinfo=UTC)
AFTER = datetime(2017, 6, 1, 3, tzinfo=UTC)
SOURCE = "Quyết định của tỉnh Mẫu"


def founded(store: Store) -> builders.Ground:
    """One item aired, one over of which nobody has spoken, two agreed ahead, one ahead that is still at home."""
    ground = builders.ground(store)
    with store.deciding(actor="officer", now=NOW) as work:
        outlet_services.add_outlet(
            work, name="Trung tâm Truyền thông tỉnh", short_name="TTTT", valid_from=date(2017, 4, 1),
            fields={"contact_email": "moi@tttt.example", "silence_policy": SilencePolicy.WAIT},
        )  # fmt: skip
    month.reach(store, ground.windows[PROGRAMME].outlet_id, email="cu@dai.example")
    aired, _ = month.confirmed(store, ground, PROGRAMME, AIRED, SILENT)
    month.confirmed(store, ground, PROGRAMME, *AHEAD)
    month.place(store, ground, OTHER, HOME)
    sweeping.sweep(store, DECIDED)
    with store.deciding(actor="Đài", now=DECIDED) as work:
        slot = work.slot(aired, seen_version=None)
        answers.attest(work, aired, seen_version=slot.version, starts_at=slot.starts_at, duration_s=60, by="Đài")
    return ground


def merge(store: Store, *, slug: str = "bptv", on: date = ON, into: str = "tttt", now: datetime = DECIDED,
          stale: bool = False, source: str = SOURCE) -> Merged:  # fmt: skip
    with store.deciding(actor="officer", now=now) as work:
        version = work.session.exec(select(Outlet.version).where(Outlet.slug == slug)).one()
        return merging.merge(work, slug, into=into, on=on, source=source, seen_version=version + stale)


def slots(store: Store) -> dict[date, Slot]:
    with store.reading() as session:
        rows = session.exec(select(Slot).order_by(col(Slot.id))).all()
        session.expunge_all()
    return {row.date: row for row in rows}


def ids(store: Store) -> tuple[int, int]:
    with store.reading() as session:
        found = {row.slug: row.id or 0 for row in session.exec(select(Outlet))}
    return found["bptv"], found["tttt"]


def past(store: Store, ground: builders.Ground, now: datetime) -> list[object]:
    """Everything that is told of April: papers, accounts, calendars, board."""
    old, _ = ids(store)
    today = now.astimezone(ZONE).date()
    with store.reading() as session:
        minutes = accepting.drawn(
            session, ground.campaign_id, old, "2017-04", dated=date(2017, 4, 30), now=DECIDED
        ).minutes
        listed = returning.drawn(session, store.keys, old, "2017-04", dated=date(2017, 4, 30))
        campaign = plan_queries.campaign(session, ground.campaign_id)
        books = [
            ledger.open_book(session, campaign, ["2017-04"], today=today, zone=ZONE, as_of=day)
            for day in (None, date(2017, 4, 15), date(2017, 5, 1))
        ]
        names = [{one.id: one.name for one in book.outlets} for book in books]
        blocks = session.exec(
            select(Feed.slug, FeedItem.uid, FeedItem.block)
            .join(FeedItem, col(FeedItem.feed_id) == Feed.id)
            .where(col(FeedItem.starts_at) < datetime(2017, 5, 1, tzinfo=UTC))
            .order_by(Feed.slug, FeedItem.uid)
        ).all()
        board = months.gather(session, "2017-04", now=DECIDED, zone=ZONE)
        return [
            acceptance.acceptance_minutes(minutes), airings.airing_list(listed),
            [(book.ledger, {names_of[key.outlet_id] for key in book.ledger}) for book, names_of in zip(books, names, strict=True)],
            [tuple(row) for row in blocks],
            (board.slots, board.outlets, board.quotas),
        ]  # fmt: skip
