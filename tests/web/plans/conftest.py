"""The site of the plans' tests."""

import pytest

from tests.builders import signed_in, staff


@pytest.fixture
def office(client, sqlite_store):
    """An officer at a site without any plan."""
    staff(sqlite_store)
    return signed_in(client)
