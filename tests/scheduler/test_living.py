"""A trial's life: the same for the same seed, killed or not; and every law, when it is broken, is named."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from campaigns.keys import Keys
from campaigns.migrations import triggers
from campaigns.store import Site, Store
from scheduler import living
from tests.conftest import BASE_URL, SECRET
from web.cli import demo_site

FIRST, LAST = date(2017, 3, 10), date(2017, 5, 6)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Callable[[str], Store]:
    """Makes a site founded for a life, by name; the same name is the same site."""
    folder, made = tmp_path_factory.mktemp("lives"), {}

    def site(name: str) -> Store:
        if name not in made:
            file = folder / f"{name}.db"
            shutil.copyfile(sqlite_template, file)
            store = made[name] = Store(f"sqlite:///{file}", Keys(SECRET), Site(BASE_URL))
            demo_site.found(store, 2017, datetime.combine(date(2017, 3, 9), time(8), store.site.zone))
        return made[name]

    return site


def test_the_same_seed_lives_the_same_life_though_it_is_broken_off_again_and_again(lived):
    calm = living.live(lived("calm"), FIRST, LAST, seed=5)

    class Killed(Exception):
        pass

    deadly = [date(2017, 3, 12), date(2017, 3, 21), date(2017, 4, 3)]

    def report(day: date) -> None:
        if deadly and day >= deadly[0]:
            deadly.pop(0)
            raise Killed

    for _ in range(3):
        with pytest.raises(Killed):
            living.live(lived("killed"), FIRST, LAST, seed=5, report=report)
    found = living.live(lived("killed"), FIRST, LAST, seed=5, report=report)

    assert found == calm
    assert living.live(lived("killed"), FIRST, LAST, seed=5) == calm  # all of it was lived already
    assert living.broken(lived("killed")) == ()
    assert replace(living.live(lived("other"), FIRST, LAST, seed=6), acts=0) != replace(calm, acts=0)


@pytest.mark.parametrize(
    ("act", "law"),
    [
        ("UPDATE history SET actor = 'x' WHERE seq = 9", "record"),
        ("UPDATE slot SET actual_duration_s = 1 WHERE state = 'aired'", "state follows from history"),
        ("UPDATE acceptance SET entries = replace(entries, '\"seconds\":', '\"seconds\":1')", "record"),
        ("DELETE FROM \"transition\" WHERE id = 1", "every transition is in the record"),
        ("UPDATE slot SET next_at = NULL WHERE state = 'confirmed'", "every confirmed slot has its alarm"),
        ("UPDATE job_run SET outcome = 'x' WHERE name = 'trial' AND period LIKE '%:count'", "the past stays as it was"),
    ],
)  # fmt: skip
def test_a_broken_law_is_named(lived, tmp_path, act, law):
    calm = lived("calm")
    living.live(calm, FIRST, LAST, seed=5)
    calm.close()
    shutil.copyfile(calm.engine.url.database, tmp_path / "copy.db")
    store = Store(f"sqlite:///{tmp_path / 'copy.db'}", calm.keys, calm.site)
    assert living.broken(store) == ()
    with store.engine.connect().execution_options(writing=True) as connection:
        triggers.drop(connection)
        connection.exec_driver_sql(act)
        triggers.create(connection)
        connection.commit()

    assert law in {one.law for one in living.broken(store)}
