"""The schema goes up and down with the data that is there, and refuses what it does not know."""

from pathlib import Path

import pytest
from sqlalchemy import text

from campaigns import schema
from campaigns.errors import Refused
from campaigns.models import Outlet, OutletTerm
from campaigns.store import Store
from tests.campaigns.drift import drift
from tests.conftest import NOW


def filled(store: Store) -> None:
    from datetime import date

    with store.deciding(actor="officer", now=NOW) as work:
        outlet = Outlet(slug="dai")
        work.session.add(outlet)
        work.session.flush()
        work.session.add(
            OutletTerm(outlet_id=outlet.id or 0, name="Đài", short_name="Đài", valid_from=date(2017, 1, 1))
        )
        work.note("outlet", "dai", "added", after={"name": "Đài"})


def test_tables_are_what_the_models_say(store: Store):
    assert drift(store.engine) == []
    assert schema.state(store.engine).is_present


def test_down_and_up_again_leaves_a_whole_schema(store: Store):
    filled(store)
    schema.downgrade(store.engine)
    assert schema.state(store.engine).current is None

    schema.upgrade(store.engine)

    assert drift(store.engine) == []
    assert schema.state(store.engine).missing_triggers == ()


def test_an_upgrade_of_a_present_schema_keeps_every_row_and_trigger(store: Store):
    filled(store)
    schema.upgrade(store.engine)
    with store.reading() as session:
        connection = session.connection()
        assert connection.execute(text("SELECT count(*) FROM outlet_term")).scalar_one() == 1
        assert connection.execute(text("SELECT count(*) FROM history")).scalar_one() == 1
    assert schema.state(store.engine).missing_triggers == ()


@pytest.mark.parametrize("act", ["UPDATE history SET actor = 'x'", "DELETE FROM history"])
def test_history_cannot_be_changed_or_deleted(store: Store, act: str):
    filled(store)
    with pytest.raises(Exception, match="append-only"), store.deciding(actor="thief", now=NOW) as work:
        work.session.connection().execute(text(act))


def test_a_newer_schema_is_refused(store: Store):
    with store.engine.connect().execution_options(writing=True) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    with pytest.raises(Refused, match="schema.newer"):
        schema.check(store.engine)


def test_an_empty_database_is_behind_and_was_never_set_up(tmp_path: Path, site_settings):
    from campaigns.keys import Keys

    empty = Store(f"sqlite:///{tmp_path / 'other.db'}", Keys("k" * 40))
    try:
        with pytest.raises(Refused, match="schema.behind"):
            schema.check(empty.engine)
        with pytest.raises(Refused, match="schema.none"):
            schema.ready(empty.engine, site_settings)
    finally:
        empty.close()


def test_foreign_keys_hold_after_a_migration(sqlite_store: Store):
    schema.upgrade(sqlite_store.engine)
    with sqlite_store.engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2


def test_a_copy_of_a_file_in_use_is_whole(sqlite_store: Store, tmp_path: Path):
    filled(sqlite_store)
    from campaigns.keys import Keys

    schema.copy_file(sqlite_store.engine, tmp_path / "copies" / "one.db")

    copy = Store(f"sqlite:///{tmp_path / 'copies' / 'one.db'}", Keys("k" * 40))
    with copy.reading() as session:
        assert session.connection().execute(text("SELECT count(*) FROM outlet_term")).scalar_one() == 1
    copy.close()
