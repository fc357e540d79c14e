"""What is owed before a slot goes out: reminded of in time, and shown by calendars."""

from datetime import date, timedelta

from sqlmodel import col, select

from campaigns.models import FeedItem, Outbox, Reminder, Slot
from campaigns.store import Store
from campaigns.times import local_instant
from campaigns.values.edits import Move, Place
from campaigns.values.words import AskReason
from scheduler.services import answers, placing, releasing
from tests import builders
from tests.conftest import NOW


def test_probe(store: Store) -> None:
    ground = builders.ground(store)
    for w in ground.windows.values():
        print(w.id, w.outlet_id, w.programme, w.weekdays, w.start_minute, w.booking_lead_days, w.script_lead_days, w.material_lead_days, w.length_s, w.capacity_spots)
    with store.deciding(actor="x", now=NOW) as work:
        w = next(w for w in ground.windows.values() if not w.is_press)
        r = placing.edit(work, "2017-04", [Place(w.id, date(2017, 4, 12), ground.themes[0])], seen=None)
        uid = r.uids[0]
    with store.deciding(actor="x", now=NOW) as work:
        releasing.send(work, "2017-04", w.outlet_id)
    with store.reading() as session:
        for row in session.exec(select(Reminder)): print(row)
        for row in session.exec(select(FeedItem)): print(row.feed_id, row.block.decode())
        for row in session.exec(select(Outbox)): print(row)
    assert 0
