"""The site of the tests about units."""

import pytest

from campaigns.store import Store
from tests.web.units.scene import Scene, scene


@pytest.fixture
def site(sqlite_store: Store) -> Scene:
    return scene(sqlite_store)
