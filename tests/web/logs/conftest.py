"""The site of the tests of logs."""

import pytest

from tests import builders


@pytest.fixture
def ground(sqlite_store):
    builders.staff(sqlite_store)
    return builders.ground(sqlite_store)


@pytest.fixture
def officer(client, ground):
    return builders.signed_in(client)
