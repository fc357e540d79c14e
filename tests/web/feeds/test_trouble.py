"""Addresses that are not, links that ended, trouble of ours."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from campaigns.settings import Settings
from campaigns.store import Store
from scheduler.services import linking
from tests.conftest import BASE_URL, NOW, SECRET, Present
from tests.web.feeds.scene import Served
from web.app import create_app


@pytest.mark.parametrize(
    "path", ["/lich", "/lich/", "/lich/abc", "/lich/abc/def.ics", "/lich/%ff%00/x.ics", "/lich/a/b/c"]
)
def test_what_never_existed_is_404_in_plain_text_without_a_redirect(served: Served, path: str) -> None:
    answer = served.client.get(path)

    assert (answer.status_code, answer.content_type) == (404, "text/plain; charset=utf-8")
    assert "Location" not in answer.headers


def test_another_name_behind_a_right_token_empties_no_calendar(served: Served) -> None:
    answer = served.client.get(served.path.rpartition("/")[0] + "/ten-cu.ics")

    assert (answer.status_code, answer.data) == (200, served.get().data)


def test_an_ended_link_is_410_from_that_moment_on(served: Served) -> None:
    tag = served.get().headers["ETag"]
    with served.store.deciding(actor="officer", now=NOW) as work:
        linking.revoke(work, served.path.removesuffix(".ics"))

    for headers in ({}, {"If_None_Match": tag}, {"If_None_Match": "*"}):
        answer = served.get(**headers)
        assert (answer.status_code, answer.content_type) == (410, "text/plain; charset=utf-8")


@pytest.mark.parametrize("table", ["feed_token", "feed_item"])
def test_trouble_of_ours_is_503_with_a_time_to_come_back(served: Served, table: str, caplog: Any) -> None:
    with served.store.deciding(actor="vandal", now=NOW) as work:
        work.session.connection().execute(text(f"ALTER TABLE {table} RENAME TO gone"))

    with caplog.at_level(logging.DEBUG):
        answer = served.get()

    assert (answer.status_code, answer.content_type) == (503, "text/plain; charset=utf-8")
    assert int(answer.headers["Retry-After"]) > 0
    assert "Set-Cookie" not in answer.headers
    token = served.path.split("/")[2]
    assert caplog.records
    assert token not in caplog.text
    with served.store.deciding(actor="vandal", now=NOW) as work:
        work.session.connection().execute(text(f"ALTER TABLE gone RENAME TO {table}"))
    assert served.get().status_code == 200


def test_a_database_that_is_gone_is_503(sqlite_url: str, tmp_path: Path, sqlite_store: Store, present: Present) -> None:
    lost = Store(f"sqlite:///{tmp_path / 'nowhere' / 'lost.db'}", sqlite_store.keys, sqlite_store.site)
    settings = Settings(data=tmp_path, database_url=str(lost.engine.url), secret_key=SECRET, base_url=BASE_URL,
                        zone=ZoneInfo("Asia/Ho_Chi_Minh"), clock=present)  # fmt: skip

    for path in ("/lich/abc/x.ics", "/lich/abc"):
        assert create_app(settings, lost).test_client().get(path).status_code == 503
    lost.close()


def test_wrong_tokens_are_limited_and_right_ones_never(served: Served, present: Present) -> None:
    wrong = [served.client.get(f"/lich/wrong{n}/x.ics").status_code for n in range(62)]
    right = [served.get().status_code for _ in range(5)]
    elsewhere = served.client.get("/lich/wrong/x.ics", environ_base={"REMOTE_ADDR": "192.0.2.9"}).status_code
    present.at = NOW + timedelta(minutes=1)

    assert wrong == [404] * 60 + [429] * 2
    assert right == [200] * 5
    assert elsewhere == 404
    assert served.client.get("/lich/wrong/x.ics").status_code == 404
