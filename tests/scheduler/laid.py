"""Sites on which some ground is laid once and then copied, as often as a test lives a history on it."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from campaigns.keys import Keys
from campaigns.store import Site, Store
from tests.conftest import BASE_URL, SECRET, _administer


def copies(request: pytest.FixtureRequest, folder: Path, lay: Callable[[Store], None]) -> Iterator[Callable[[], Store]]:
    """Makes a site with the ground laid, on the database that the fixture's parameter names."""
    yield from (_files(request, folder, lay) if request.param == "sqlite" else _databases(request, folder, lay))


def _files(request: pytest.FixtureRequest, folder: Path, lay: Callable[[Store], None]) -> Iterator[Callable[[], Store]]:
    laid = folder / "laid.db"
    shutil.copyfile(request.getfixturevalue("sqlite_template"), laid)
    _lay(f"sqlite:///{laid}", lay)
    made: list[Store] = []

    def copy() -> Store:
        file = folder / f"site-{len(made)}.db"
        shutil.copyfile(laid, file)
        made.append(Store(f"sqlite:///{file}", Keys(SECRET), Site(BASE_URL)))
        return made[-1]

    yield copy
    for store in made:
        store.close()


def _databases(
    request: pytest.FixtureRequest, folder: Path, lay: Callable[[Store], None]
) -> Iterator[Callable[[], Store]]:
    server, name = request.getfixturevalue("postgres_template"), f"laid_{abs(hash(folder)):x}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE template_site")
    _lay(f"{server}/{name}", lay)
    made: list[Store] = []
    number = count()

    def copy() -> Store:
        one = f"{name}_{next(number)}"
        _administer(server, f"CREATE DATABASE {one} TEMPLATE {name}")
        made.append(Store(f"{server}/{one}", Keys(SECRET), Site(BASE_URL)))
        return made[-1]

    yield copy
    for each, store in enumerate(made):
        store.close()
        _administer(server, f"DROP DATABASE {name}_{each} WITH (FORCE)")
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _lay(url: str, lay: Callable[[Store], None]) -> None:
    store = Store(url, Keys(SECRET), Site(BASE_URL))
    lay(store)
    store.close()
