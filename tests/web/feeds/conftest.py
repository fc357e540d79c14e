"""The site of the calendars' tests."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from campaigns.models import Feed
from campaigns.settings import Settings
from campaigns.store import Store
from scheduler import feeds
from scheduler.services import linking
from tests import builders
from tests.conftest import BASE_URL, NOW, SECRET, Present
from tests.scheduler import month
from tests.web.feeds.scene import DAY, PROGRAMME, Served
from web.app import create_app


@pytest.fixture
def served(store: Store, tmp_path: Path, present: Present) -> Served:
    ground = builders.ground(store)
    (uid,) = month.place(store, ground, PROGRAMME, DAY)
    window = ground.windows[PROGRAMME]
    month.send(store, "2017-04", window.outlet_id)
    with store.deciding(actor="officer", now=NOW) as work:
        row = linking.make_feed_link(work, window.outlet_slug, holder="Phòng Thời sự")
        slug = work.session.get_one(Feed, row.feed_id).slug
        path, link_id = feeds.address("", store.keys, row.nonce, slug), row.id or 0
    settings = Settings(
        data=tmp_path, database_url=str(store.engine.url), secret_key=SECRET, base_url=BASE_URL,
        zone=ZoneInfo("Asia/Ho_Chi_Minh"), clock=present,
    )  # fmt: skip
    app = create_app(settings, store)
    return Served(store, app, app.test_client(), ground, uid, link_id, path, slug)
