"""What outlets do through their personal link, without script."""

from datetime import date
from typing import Any

import pytest

from campaigns.queries import slots as slot_queries
from campaigns.store import Store
from campaigns.values.slots import SlotView
from scheduler.services import linking
from tests.builders import Ground, ground
from tests.conftest import NOW
from tests.scheduler.month import place, send

HOLDER = "Anh Quang"
DAYS = (date(2017, 4, 3), date(2017, 4, 4), date(2017, 4, 5))


def link(store: Store, outlet: str = "", *, ground_: Ground, programme: str = "") -> str:
    """A fresh personal link's token."""
    slug = outlet or ground_.windows[programme].outlet_slug
    with store.deciding(actor="builder", now=NOW) as work:
        row = linking.make_outlet_link(work, slug, holder=HOLDER)
        return store.keys.link_token("outlet", row.nonce)


def broadcast(found: Ground) -> str:
    """A programme that runs on every day of ``DAYS``."""
    return next(name for name, one in found.windows.items() if not one.is_press and set(range(3)) <= one.weekdays)


@pytest.fixture
def site(sqlite_store: Store) -> Any:
    """Three slots sent to their outlet, and the outlet's link."""
    found = ground(sqlite_store)
    programme = broadcast(found)
    uids = place(sqlite_store, found, programme, *DAYS)
    send(sqlite_store, "2017-04", found.windows[programme].outlet_id)
    return found, programme, uids, f"/o/{link(sqlite_store, ground_=found, programme=programme)}"


def slot(store: Store, uid: str) -> SlotView:
    with store.reading() as session:
        return slot_queries.slot_view(session, uid)


def test_a_link_opens_the_month_in_which_something_waits(client, site):
    _found, programme, uids, address = site

    page = client.get(address)

    html = page.get_data(as_text=True)
    assert page.status_code == 200
    assert programme in html
    assert html.count('/confirm"') == len(uids)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
