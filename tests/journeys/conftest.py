"""The site of the journeys, and an officer's tab on it."""

from collections.abc import Iterator

import pytest

from tests import builders
from tests.builders import Ground
from tests.journeys.visits import Visit


@pytest.fixture
def ground(sqlite_store) -> Ground:
    """A site with a plan adopted, its outlets, and one person of each role."""
    builders.staff(sqlite_store)
    return builders.ground(sqlite_store)


@pytest.fixture
def visit(chromium, served, ground) -> Iterator[Visit]:
    """An officer's tab; whatever it complains of fails the test."""
    opened = Visit(chromium, served)
    yield opened
    opened.context.close()
    assert opened.trouble == []
