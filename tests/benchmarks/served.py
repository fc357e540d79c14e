"""How much CPU time a calendar takes to be answered, beside an empty answer and beside icalendar's own work.

    python -m tests.benchmarks.served

Each request goes through the whole application, without a client around it. Prints ratios, not seconds: rounds of
all ways alternate in one process, and the median of each is compared.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, Response
from werkzeug.test import EnvironBuilder

from campaigns import schema
from campaigns.keys import Keys
from campaigns.models import FeedItem
from campaigns.settings import Settings
from campaigns.store import Site, Store
from campaigns.values.feeds import FeedKind
from exports.ics import calendars, events
from scheduler import feeds
from scheduler.services import linking, publishing
from tests.conftest import BASE_URL, NOW, SECRET, Present
from tests.exports.ics.ics_views import BASE_URL as SITE_URL
from tests.exports.ics.ics_views import CONTACT, block, many
from web import access
from web.app import create_app
from web.feeds import Shelf

EVENTS = 1_000
ONE_304 = "calendar answered with 304 / empty answer of Flask"
KEPT = "Calendar.to_ical() / unchanged calendar answered with 200"
READ = "Calendar.to_ical() / calendar of ready blocks answered with 200 for the first time"


def ratios(*, quick: bool = False) -> dict[str, float]:
    """CPU time of the first-named over that of the second; a calendar of a thousand entries."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/feed.db", Keys(SECRET), Site(BASE_URL))
        schema.upgrade(store.engine)
        path, whole = _fill(store)
        app, forgetful = (_site(store, Path(folder)) for _ in range(2))
        forgetful.extensions["lichsong.feeds"] = Shelf(most_octets=0)
        tag, content = _asked(app, path)
        assert content.count(b"BEGIN:VEVENT") == EVENTS
        assert content.split(b"BEGIN:VEVENT", 1)[1] == whole.to_ical().split(b"BEGIN:VEVENT", 1)[1]
        took = _medians(
            {
                "304": (partial(_answer, app, _environ(path, {"If-None-Match": tag})), 100),
                "empty": (partial(_answer, app, _environ("/lich-empty/a/b.ics", {})), 100),
                "kept": (partial(_answer, app, _environ(path, {})), 20),
                "read": (partial(_answer, forgetful, _environ(path, {})), 5),
                "icalendar": (whole.to_ical, 1),
            },
            rounds=5 if quick else 15,
        )
        store.close()
    return {
        ONE_304: round(took["304"] / took["empty"], 2),
        KEPT: round(took["icalendar"] / took["kept"], 1),
        READ: round(took["icalendar"] / took["read"], 1),
    }


def _fill(store: Store) -> tuple[str, calendars.FeedCalendar]:
    """A calendar in the record: its address, and the same as icalendar holds it."""
    slots = many(EVENTS)
    with store.deciding(actor="benchmark", now=NOW) as work:
        feed = publishing.feed(work, FeedKind.OFFICER, 0)
        number = feed.id or 0
        work.session.add_all(
            FeedItem(feed_id=number, uid=slot.uid, starts_at=slot.starts_at, revision=1, block=block(slot))
            for slot in slots
        )
        publishing.bump(work, [number])
        row = linking.feed_link(work, feed, holder="")
        path = feeds.address("", store.keys, row.nonce, feed.slug)
        whole = calendars.frame(feeds.view(feed))
    for slot in slots:
        whole.add_component(events.slot_event(slot, base_url=SITE_URL, office_contact=CONTACT))
    return path, whole


def _site(store: Store, folder: Path) -> Flask:
    settings = Settings(
        data=folder, database_url=str(store.engine.url), secret_key=SECRET, base_url=BASE_URL,
        zone=ZoneInfo("Asia/Ho_Chi_Minh"), clock=Present(),
    )  # fmt: skip
    app = create_app(settings, store)

    @access.by_link
    def empty(token: str, name: str) -> Response:
        return Response(status=304)

    app.add_url_rule("/lich-empty/<token>/<name>.ics", "empty", empty)
    return app


def _environ(path: str, headers: Mapping[str, str]) -> dict[str, Any]:
    return EnvironBuilder(path, headers=dict(headers)).get_environ()


def _answer(app: Flask, environ: dict[str, Any]) -> int:
    """One request from beginning to end; octets of the answer."""
    answer = app.wsgi_app(dict(environ), lambda *_: _ignored)
    octets = sum(map(len, answer))
    if hasattr(answer, "close"):
        answer.close()
    return octets


def _ignored(_octets: bytes) -> None:
    """What WSGI calls ``write``."""


def _asked(app: Flask, path: str) -> tuple[str, bytes]:
    answer = app.test_client().get(path)
    again = app.test_client().get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (answer.status_code, again.status_code) == (200, 304)
    return answer.headers["ETag"], answer.data


def _medians(ways: Mapping[str, tuple[Callable[[], object], int]], *, rounds: int) -> dict[str, float]:
    """Median CPU seconds of each way, each so many times in a round in which all take turns."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, (way, times) in ways.items():
            before = time.process_time()
            for _ in range(times):
                way()
            took[name].append((time.process_time() - before) / times)
    return {name: statistics.median(seconds[1:]) for name, seconds in took.items()}  # the first round warms up


if __name__ == "__main__":
    for said, ratio in ratios(quick="--quick" in sys.argv).items():
        print(f"{said}: {ratio}")
