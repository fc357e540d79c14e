"""A trial's life: the same for the same seed, killed or not; and every law, when it is broken, is named."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, ClassVar

import pytest

from campaigns.keys import Keys
from campaigns.migrations import triggers
from campaigns.store import Site, Store, UnitOfWork
from scheduler import living
from tests.conftest import BASE_URL, SECRET
from web.cli import demo_site

FIRST, LAST = date(2017, 5, 2), date(2017, 6, 27)  # over the last good day for reports


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Callable[[str], Store]:
    """Makes a site founded for a life, by name; the same name is the same site."""
    folder, made = tmp_path_factory.mktemp("lives"), {}

    def site(name: str) -> Store:
        if name not in made:
            file = folder / f"{name}.db"
            shutil.copyfile(sqlite_template, file)
            store = made[name] = Store(f"sqlite:///{file}", Keys(SECRET), Site(BASE_URL))
            demo_site.found(store, 2017, datetime.combine(date(2017, 5, 1), time(8), store.site.zone))
        return made[name]

    return site


class Killed(BaseException):
    pass


class Mortal(Store):
    """A site whose process dies at some of its decisions."""

    dies_at: ClassVar[list[int]] = []
    decisions = 0

    @contextmanager
    def deciding(self, **told: Any) -> Iterator[UnitOfWork]:
        with super().deciding(**told) as work:
            yield work
            type(self).decisions += 1
            if self.decisions in self.dies_at:
                raise Killed


def test_the_same_seed_lives_the_same_life_though_it_is_broken_off_again_and_again(lived):
    calm = living.live(lived("calm"), FIRST, LAST, seed=5)
    founded = lived("killed")
    mortal = Mortal(founded.engine.url, founded.keys, founded.site)
    Mortal.dies_at = sorted(random.Random(5).sample(range(400), 25))

    deaths = 0
    while True:
        try:
            found = living.live(mortal, FIRST, LAST, seed=5)
            break
        except Killed:
            deaths += 1

    assert deaths == 25
    assert found == calm
    assert living.live(mortal, FIRST, LAST, seed=5) == calm  # all of it was lived already
    assert living.broken(mortal) == ()
    assert living.live(lived("other"), FIRST, LAST, seed=6).digest != calm.digest
    assert calm.reports > 5
    assert calm.urged > calm.reports
    mortal.close()


@pytest.mark.parametrize(
    ("act", "law"),
    [
        ("UPDATE history SET actor = 'x' WHERE seq = 9", "record"),
        ("UPDATE slot SET actual_duration_s = 1 WHERE state = 'aired'", "state follows from history"),
        ("UPDATE acceptance SET entries = replace(entries, '\"seconds\":', '\"seconds\":1')", "record"),
        ("DELETE FROM \"transition\" WHERE id = 1", "every transition is in the record"),
        ("UPDATE slot SET next_at = NULL WHERE state = 'confirmed'", "every confirmed slot has its alarm"),
        ("UPDATE unit_hand_in SET number = number + 10", "every report once for each time"),
        ("UPDATE unit_hand_in SET figures = '{}' WHERE id = 1", "every report once for each time"),
        ("UPDATE unit_report SET state = 'submitted' WHERE state = 'received'", "a report stands as its record says"),
        ("UPDATE unit_hand_in SET submitted_at = '2017-06-30T00:00:00.000000Z'", "a report counts on the day on which it came"),
        ("UPDATE urging_step SET taken_at = '2017-06-26T05:00:00.000000Z'", "nobody is urged whose report is there"),
        ("DELETE FROM urging_step WHERE rung = 'list'", "who never reported is on the list"),
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
