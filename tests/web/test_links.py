"""Every link of every page leads somewhere: what a reader is offered that reader may open, and no form goes nowhere."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select
from werkzeug.exceptions import HTTPException

from campaigns.models import Outlet
from campaigns.services import plans, unit_links
from campaigns.store import Store
from campaigns.values.edits import Place
from scheduler.services import placing, releasing
from tests import builders
from tests.builders import MONTH
from tests.conftest import BASE_URL, NOW

OFTEN = 2
"""Pages of one kind, told apart by what is asked of them, that are opened: a month has hundreds of cells."""
LACKING = frozenset({"papers.brief"})
"""What a card offers of any slot; where something is still missing the answer says what."""


@pytest.fixture
def doors(sqlite_store: Store) -> dict[str, str]:
    """A site on which something of everything is under way; where outlets and units come in."""
    builders.staff(sqlite_store)
    ground = builders.ground(sqlite_store)
    noon = ground.windows["Thời sự trưa"]
    with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
        cells = [Place(noon.id, date(2017, 4, day), ground.themes[day % 5]) for day in (12, 13, 14)]
        placing.edit(work, MONTH, cells, seen=None)
        releasing.send(work, MONTH, noon.outlet_id)
        plans.save_draft(work, builders.draft(), text="Kế hoạch", file_name="ke-hoach.txt")
        links = {
            outlet.slug: work.keys.link_token("outlet", releasing.link_for(work, outlet).nonce)
            for outlet in work.session.exec(select(Outlet)).all()
        }
        unit = unit_links.path(work.keys, unit_links.make(work, 1, holder="Chị Lan"))
    builders.missed(sqlite_store, ground)
    builders.rhythm(sqlite_store, ground)
    builders.handed_in(sqlite_store, links["bptv"])
    builders.log(sqlite_store)
    builders.price_list(sqlite_store)
    builders.estimate(sqlite_store, ground)
    builders.articles(sqlite_store, ground)
    builders.running_task(sqlite_store, "officer@so.example")
    builders.proposals(sqlite_store, ground)
    builders.stretch(sqlite_store, ground)
    return {"unit": unit, "station": f"/o/{links['bptv']}", "paper": f"/o/{links['bao-binh-phuoc']}"}


def broken(app: Flask, client: FlaskClient, start: str) -> list[tuple[Any, ...]]:
    """Links and forms that lead nowhere, on the way from a page to all that it leads to."""
    urls, opened, found = app.url_map.bind("localhost"), Counter[Any](), []
    waiting, known = [(start, "")], {start}

    def goes(path: str, method: str) -> str | None:
        try:
            return urls.match(path, method=method)[0]
        except HTTPException:
            return None

    while waiting:
        address, of = waiting.pop(0)
        asked = urlsplit(address)
        endpoint = goes(asked.path, "GET")
        kind = (endpoint, frozenset(part.partition("=")[0] for part in asked.query.split("&")))
        opened[kind] += 1
        if opened[kind] > OFTEN or endpoint == "assets.serve":
            continue
        answer = client.get(address)
        if endpoint is None or (answer.status_code >= 400 and not (answer.status_code == 422 and endpoint in LACKING)):
            found.append((answer.status_code, address, of))
        led = [answer.location] if answer.location else []
        if answer.mimetype == "text/html":
            page = answer.get_data(as_text=True)
            led += _links(page)
            found += [("form", to, address) for to in _posted(page, address) if goes(urlsplit(to).path, "POST") is None]
        for one in led:
            to = urljoin(address, one.removeprefix(BASE_URL)).split("#")[0]
            if to.startswith("/") and to not in known:
                known.add(to)
                waiting.append((to, address))
    return found


def _links(page: str) -> Sequence[str]:
    return [html.unescape(one) for one in re.findall(r'(?:href|src)="([^"#][^"]*)"', page)]


def _posted(page: str, address: str) -> Iterator[str]:
    for form in re.findall(r'<form[^>]*method="post"[^>]*>', page):
        action = re.search(r'action="([^"]*)"', form)
        yield urljoin(address, html.unescape(action[1])) if action else address


@pytest.mark.parametrize("role", ["officer", "viewer"])
def test_everything_that_the_office_is_offered_it_may_open(app, doors, role):
    client = builders.signed_in(app.test_client(), role)

    assert broken(app, client, "/") == []


@pytest.mark.parametrize("who", ["unit", "station", "paper"])
def test_everything_that_a_link_offers_can_be_opened_with_it(app, doors, who):
    assert broken(app, app.test_client(), doors[who]) == []
