"""The site of the settings' tests."""

import pytest

from tests.builders import signed_in, staff


@pytest.fixture
def site(sqlite_store):
    """A site with one person of each role."""
    staff(sqlite_store)
    return sqlite_store


@pytest.fixture
def admin(client, site):
    """The administrator."""
    return signed_in(client, "admin")


@pytest.fixture
def officer(client, site):
    """An officer."""
    return signed_in(client)
