"""The site of the agenda's tests."""

import pytest

from campaigns.store import Store
from tests.web.agenda.scene import Scene, scene


@pytest.fixture
def site(sqlite_store: Store) -> Scene:
    return scene(sqlite_store)
