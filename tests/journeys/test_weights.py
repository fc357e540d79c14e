"""Pages packed for the way, and how much a browser has to fetch for them."""

import gzip
import re
from datetime import date
from typing import Any

import pytest

from campaigns.services.agreed import set_budget
from campaigns.times import month_days
from campaigns.values.edits import Fill
from scheduler.services import placing
from tests import builders
from tests.builders import MONTH, signed_in
from tests.conftest import NOW

KB = 1000
OWN = {"Accept-Encoding": "gzip, deflate, br", "Sec-Fetch-Site": "same-origin"}
OTHERS = (
    "/",
    "/plans",
    "/plans/1",
    "/outlets",
    "/outlets/bptv",
    "/themes",
    "/documents",
    "/reports",
    "/settings",
    "/settings/me",
    "/tasks",
)


@pytest.fixture
def officer(client, sqlite_store):
    """An officer at a month of three hundred slots."""
    builders.staff(sqlite_store)
    ground = builders.ground(sqlite_store)
    days: tuple[date, ...] = tuple(month_days(MONTH))
    left = 300
    for window in ground.windows.values():
        with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
            if left:
                left -= len(
                    placing.edit(work, MONTH, [Fill(window.id, days[:left], ground.themes, True)], seen=None).uids
                )
    assert left < 20
    return signed_in(client)


def fetched(client: Any, address: str) -> int:
    """Bytes on the wire."""
    answer = client.get(address, headers=OWN)
    assert answer.status_code == 200
    return len(answer.data)


def parts(client: Any, address: str, kind: str) -> int:
    """Bytes on the wire of a page's scripts or styles, with what scripts import."""
    html = client.get(address).get_data(as_text=True)
    ask = r'<script[^>]*src="([^"]+)"' if kind == "script" else r'<link rel="stylesheet" href="([^"]+)"'
    wanted, seen = re.findall(ask, html), set()
    while wanted:
        if (one := wanted.pop()) in seen:
            continue
        seen.add(one)
        if kind == "script":
            source = client.get(one).get_data(as_text=True)
            base = one.rsplit("/", 1)[0]
            for name in re.findall(r'(?:from|import)\s+"(\.[^"]+)"', source):
                wanted.append(_joined(base, name))
    return sum(fetched(client, one) for one in seen)


def _joined(base: str, name: str) -> str:
    from posixpath import normpath

    return normpath(f"{base}/{name}")


def test_a_page_is_packed_only_for_a_browser_that_asked_by_itself(officer):
    plain = officer.get("/plans")
    packed = officer.get("/plans", headers=OWN)
    caused = officer.get("/plans", headers=OWN | {"Sec-Fetch-Site": "cross-site"})
    without = officer.get("/plans", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert re.sub(rb'value="[^"]+"', b"", gzip.decompress(packed.data)) == re.sub(rb'value="[^"]+"', b"", plain.data)
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    for answer in (plain, caused, without):
        assert "Content-Encoding" not in answer.headers
    for answer in (plain, packed, caused, without):
        assert {"Accept-Encoding", "Sec-Fetch-Site"} <= {one.strip() for one in answer.headers["Vary"].split(",")}


def test_short_answers_and_files_that_are_packed_already_stay_as_they_are(officer):
    assert "Content-Encoding" not in officer.get("/healthz", headers=OWN).headers
    assert "Content-Encoding" not in officer.get("/api/openapi.json", headers={"Accept-Encoding": "gzip"}).headers


def test_the_board_of_three_hundred_slots_is_light(officer, sqlite_store):
    with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
        for outlet_id in (None, 1, 2):
            set_budget(work, campaign_id=1, outlet_id=outlet_id, month=MONTH, amount_vnd=10**8, source="12/QĐ")
    board = f"/months/{MONTH}"
    assert officer.get(board).get_data(as_text=True).count("data-slot=") > 280
    assert 'id="money"' in officer.get(board).get_data(as_text=True)

    assert fetched(officer, board) <= 15 * KB
    assert parts(officer, board, "script") <= 25 * KB
    assert parts(officer, board, "style") <= 14 * KB


def test_the_page_of_long_work_is_light_with_its_script(officer, sqlite_store):
    page = f"/tasks/{builders.running_task(sqlite_store, 'officer@so.example')}"

    assert fetched(officer, page) <= 15 * KB
    assert 0 < parts(officer, page, "script") <= 8 * KB


@pytest.mark.parametrize("address", OTHERS)
def test_every_other_page_is_lighter_still(officer, address):
    assert fetched(officer, address) <= 15 * KB
    assert parts(officer, address, "script") <= 8 * KB
    assert parts(officer, address, "style") <= 14 * KB


def test_the_font_is_light(officer):
    assert fetched(officer, re.search(r'href="([^"]+\.woff2)"', officer.get("/").get_data(as_text=True))[1]) <= 40 * KB
