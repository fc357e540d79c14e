"""Copies that come back whole, a check that finds what was tampered with, a doctor that says what to do."""

import random
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from campaigns.errors import Refused
from campaigns.keys import Keys
from campaigns.migrations import triggers
from campaigns.queries import slots as slot_queries
from campaigns.services import keeping
from campaigns.store import Store
from campaigns.values.edits import Place
from scheduler.services import placing, releasing
from tests.builders import MONTH, ground
from tests.conftest import NOW, SECRET


@pytest.fixture
def lived_in(store: Store) -> Store:
    """A site with two slots, sent to their outlet."""
    site = ground(store)
    window = site.windows["Thời sự trưa"]
    with store.deciding(actor="lan", now=NOW) as work:
        for day in (date(2017, 4, 12), date(2017, 4, 13)):
            placing.edit(work, MONTH, [Place(window.id, day, site.themes[0])], seen=None)
        releasing.send(work, MONTH, window.outlet_id)
    return store


def without_locks(store: Store, act: str) -> None:
    """What someone with the database's password could do."""
    with store.engine.connect().execution_options(writing=True) as connection:
        triggers.drop(connection)
        connection.execute(text(act))
        triggers.create(connection)
        connection.commit()


def test_a_site_as_it_is_used_has_no_fault(lived_in: Store):
    report = keeping.verify(lived_in)
    assert report.faults == ()
    assert report.slots == 2
    assert report.history_rows > 10


@pytest.mark.parametrize(
    "act",
    ["UPDATE history SET actor = 'someone else' WHERE seq = 7", "DELETE FROM history WHERE seq = 6",
     "UPDATE history SET at = (SELECT at FROM history WHERE seq = 1), what = 'other' WHERE seq = 7"],
)  # fmt: skip
def test_a_changed_or_missing_row_of_history_is_named(lived_in: Store, act: str):
    without_locks(lived_in, act)
    assert keeping.verify(lived_in).faults[0] == keeping.Fault("fault.history", {"seq": 7})


def rows_of(store: Store) -> list[dict[str, Any]]:
    with store.engine.connect() as connection:
        return [dict(row) for row in connection.execute(text("SELECT * FROM history ORDER BY seq")).mappings()]


def put_back(store: Store, rows: list[dict[str, Any]]) -> None:
    """The history made anew from these rows, as someone with the database's password could do."""
    names = list(rows[0])
    with store.engine.connect().execution_options(writing=True) as connection:
        triggers.drop(connection)
        connection.execute(text("DELETE FROM history"))
        values = ", ".join(f":{name}" for name in names)
        quoted = ", ".join(f'"{name}"' for name in names)
        connection.execute(text(f"INSERT INTO history ({quoted}) VALUES ({values})"), rows)
        triggers.create(connection)
        connection.commit()


def tampered(rows: list[dict[str, Any]], dice: random.Random) -> tuple[list[dict[str, Any]], int]:
    """A copy with one thing changed, and the number of the row at which it must be noticed."""
    copy = [dict(row) for row in rows]
    place = dice.randrange(len(copy))
    match dice.choice(["byte", "byte", "delete", "swap", "cut"]):
        case "byte":
            name = dice.choice([key for key, value in copy[place].items() if isinstance(value, str) and value])
            words = copy[place][name]
            at = dice.randrange(len(words))
            other = dice.choice([sign for sign in "0123456789abcxyz" if sign != words[at]])
            copy[place][name] = words[:at] + other + words[at + 1 :]
            return copy, copy[place]["seq"]
        case "delete" if place + 1 < len(copy):
            del copy[place]
            return copy, copy[place]["seq"]
        case "swap" if place + 1 < len(copy):
            other_row = dice.randrange(place + 1, len(copy))
            one, two = copy[place], copy[other_row]
            one["seq"], two["seq"] = two["seq"], one["seq"]
            return sorted(copy, key=lambda row: row["seq"]), rows[place]["seq"]
        case _:
            left = copy[: max(1, place)]
            return left, left[-1]["seq"]


def test_whatever_is_changed_swapped_deleted_or_cut_off_is_named(lived_in: Store):
    rows, dice = rows_of(lived_in), random.Random(23)
    for _ in range(100):  # on each of the two databases
        changed, seq = tampered(rows, dice)
        put_back(lived_in, changed)
        found = keeping.verify(lived_in).faults[0]
        assert found.code in {"fault.history", "fault.head"}
        assert found.facts == {"seq": seq}
    put_back(lived_in, rows)
    assert keeping.verify(lived_in).faults == ()


def test_a_history_cut_off_at_its_end_is_noticed_by_the_last_backup(lived_in: Store, tmp_path: Path):
    keeping.backup(lived_in, tmp_path / "backups" / "one.zip", now=NOW)
    with lived_in.reading() as session:
        last = session.connection().execute(text("SELECT max(seq) FROM history")).scalar_one()
    without_locks(lived_in, f"DELETE FROM history WHERE seq = {last}")
    codes = [fault.code for fault in keeping.verify(lived_in, tmp_path / "backups").faults]
    assert "fault.head" in codes


@pytest.mark.parametrize(
    ("act", "code"),
    [("UPDATE slot SET state = 'aired' WHERE place = 0", "fault.aired_without_evidence"),
     ("UPDATE slot SET state = 'confirmed'", "fault.state_without_history"),
     ("UPDATE slot SET revision = revision + 1", "fault.revision")],
)  # fmt: skip
def test_rows_that_break_a_law_are_named(lived_in: Store, act: str, code: str):
    without_locks(lived_in, act)
    assert code in [fault.code for fault in keeping.verify(lived_in).faults]


def test_a_missing_trigger_is_named(lived_in: Store):
    with lived_in.engine.connect().execution_options(writing=True) as connection:
        triggers.drop(connection)
        connection.commit()
    assert {f.facts["name"] for f in keeping.verify(lived_in).faults if f.code == "fault.trigger"} == {
        f"{table}_refuses_{act}" for table in triggers.APPEND_ONLY for act in ("update", "delete")
    }


def test_a_copy_comes_back_whole_with_revisions_raised(lived_in: Store, tmp_path: Path):
    file = tmp_path / "copy.zip"
    if lived_in.engine.dialect.name == "postgresql":
        manifest = keeping.backup(lived_in, file, now=NOW)
        assert manifest.database == "postgresql"
        assert manifest.rows["slot"] == 2
        with pytest.raises(Refused, match="other_database"):
            keeping.restore(file, tmp_path / "back")
        return
    manifest = keeping.backup(lived_in, file, now=NOW)
    keeping.restore(file, tmp_path / "back", secret_key=SECRET)

    back = Store(f"sqlite:///{tmp_path / 'back' / 'lichsong.db'}", Keys(SECRET))
    with lived_in.reading() as before, back.reading() as after:
        was, now = slot_queries.month_slots(before, MONTH), slot_queries.month_slots(after, MONTH)
    assert [s.uid for s in now] == [s.uid for s in was]
    assert [s.revision for s in now] == [s.revision + 100 for s in was]
    assert keeping.verify(back).faults == ()
    assert manifest.rows["slot"] == 2
    assert (tmp_path / "back" / "secret.key").stat().st_mode & 0o077 == 0
    back.close()


def test_a_copy_is_not_laid_over_anything(sqlite_store: Store, tmp_path: Path):
    file = tmp_path / "copy.zip"
    keeping.backup(sqlite_store, file, now=NOW)
    with pytest.raises(Refused, match="backup.exists"):
        keeping.backup(sqlite_store, file, now=NOW)
    with pytest.raises(Refused, match="restore.not_empty"):
        keeping.restore(file, tmp_path)


def test_a_damaged_copy_is_refused_and_leaves_nothing(sqlite_store: Store, tmp_path: Path):
    file = tmp_path / "copy.zip"
    keeping.backup(sqlite_store, file, now=NOW)
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["lichsong.db"] = parts["lichsong.db"][:-100] + b"x" * 100
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    with pytest.raises(Refused, match="backup.damaged"):
        keeping.restore(file, tmp_path / "back")
    assert list((tmp_path / "back").iterdir()) == []
    (tmp_path / "no.zip").write_bytes(b"no copy at all")
    with pytest.raises(Refused, match="backup.unreadable"):
        keeping.restore(tmp_path / "no.zip", tmp_path / "elsewhere")


def test_a_doctor_names_what_needs_a_hand(site_settings, sqlite_store: Store):
    told = {check.code: check.ok for check in keeping.diagnose(site_settings, sqlite_store)}
    assert told["check.schema"]
    assert told["check.journal"]
    assert told["check.history"]
    assert not told["check.no_heartbeat"]
    assert not told["check.no_office"]
    assert not told["check.no_backup"]

    keeping.backup(sqlite_store, site_settings.data / "backups" / "one.zip", now=NOW)
    ground(sqlite_store)
    told = {check.code: check.ok for check in keeping.diagnose(site_settings, sqlite_store)}
    assert told["check.office"]
    assert told["check.backup"]
