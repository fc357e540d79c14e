"""Accounts, tokens and links from the command line; what they give works on the site."""

import os
from datetime import date
from pathlib import Path

import pytest

from campaigns import clock, settings
from campaigns.samples.programmes import add_sample_outlets
from campaigns.services import people
from campaigns.store import Store
from tests.builders import PASSWORD
from tests.web.cli.conftest import Run
from web.app import create_app
from web.cli.opening import store_of


@pytest.fixture
def told(site: Path) -> settings.Settings:
    return settings.read(os.environ)


@pytest.fixture
def store(told: settings.Settings):
    opened = store_of(told)
    with opened.deciding(actor="test", now=clock.system()) as work:
        add_sample_outlets(work, valid_from=date(2017, 1, 1))
    yield opened
    opened.close()


def test_an_account_is_added_signs_in_and_its_token_opens_the_api(run: Run, told: settings.Settings, store: Store):
    assert run("user", "add", "lan@so.example", "--role", "officer", "--name", "Trần Minh Lan").code == 0
    token = run("user", "token", "lan@so.example")

    assert "một lần" in token.err
    client = create_app(told, store).test_client()
    bearer = {"Authorization": f"Bearer {token.out.strip()}"}
    assert client.get("/api/v1/slots?month=2017-04", headers=bearer).status_code == 200
    assert client.get("/api/v1/slots?month=2017-04").status_code == 401
    assert people.sign_in(store, "lan@so.example", PASSWORD, address="", now=clock.system())


def test_an_outlets_person_belongs_to_an_outlet_that_is(run: Run, store: Store):
    assert run("user", "add", "a@dai.example", "--role", "outlet", "--outlet", "bptv").code == 0
    unknown = run("user", "add", "b@dai.example", "--role", "outlet", "--outlet", "khong-co")
    homeless = run("user", "add", "c@dai.example", "--role", "outlet")

    assert (unknown.code, unknown.err.count("\n")) == (1, 1)
    assert (homeless.code, homeless.err.count("\n")) == (1, 1)
    assert run("user", "token", "nobody@so.example").code == 1
    with pytest.raises(SystemExit) as left:
        run("user", "add", "d@so.example", "--role", "king")
    assert left.value.code == 2


def test_links_open_what_they_name_until_they_are_ended(run: Run, told: settings.Settings, store: Store):
    client = create_app(told, store).test_client()
    agenda = run("link", "outlet", "bptv", "--holder", "Anh Quang").out.strip()
    feed = run("link", "feed", "bptv", "--holder", "Anh Quang").out.strip()
    everything = run("link", "feed", "officer").out.strip()

    paths = [address.removeprefix("https://lich.example") for address in (agenda, feed, everything)]
    assert [client.get(path).status_code for path in paths] == [200, 200, 200]
    for address in (agenda, feed, everything):
        assert run("link", "revoke", address).code == 0
    assert [client.get(path).status_code for path in paths] == [410, 410, 410]
    assert run("link", "revoke", "khong-co").code == 1
    assert run("link", "feed", "khong-co").code == 1
    assert run("link", "outlet", "khong-co").code == 1
