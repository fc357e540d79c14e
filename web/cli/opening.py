"""Opening a site from the command line."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from campaigns import schema, settings
from campaigns.keys import Keys
from campaigns.settings import Settings
from campaigns.store import Site, Store


def here() -> Settings:
    """This site's settings, from the environment."""
    return settings.read(os.environ)


def store_of(told: Settings) -> Store:
    """The database of a site, whatever the state of its schema."""
    if told.database_url.startswith("sqlite"):
        told.data.mkdir(parents=True, exist_ok=True)
    return Store(told.database_url, Keys(told.secret_key), Site(told.base_url, told.zone))


@contextmanager
def opened(told: Settings | None = None) -> Iterator[tuple[Settings, Store]]:
    """A site ready to work on: its schema must be the present one.

    Raises:
        Refused: ``schema.behind`` or ``schema.newer``.
    """
    told = told or here()
    store = store_of(told)
    try:
        schema.check(store.engine)
        yield told, store
    finally:
        store.close()
