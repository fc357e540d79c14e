"""What is done once a night or once a month, by one of many, and made up for when it was missed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from campaigns.models import Feed, FeedItem, IdempotentAnswer, JobRun, RateCount
from campaigns.services import rates
from campaigns.store import Store
from campaigns.values.edits import Remove
from scheduler.jobs import keeping
from scheduler.services import placing
from tests import builders
from tests.conftest import NOW
from tests.scheduler import month

NIGHT = datetime(2017, 3, 20, 19, 30, tzinfo=UTC)  # 02:30 of the 21st in Bình Phước


def runs(store: Store) -> dict[tuple[str, str], str]:
    with store.reading() as session:
        return {(row.name, row.period): row.outcome for row in session.exec(select(JobRun)) if row.done_at}


def copies(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_nights_copy_is_made_once_and_not_before_its_hour(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    keeping.keep(store, folder, NIGHT - timedelta(hours=1))  # the first look makes up for the night before
    assert copies(folder) == ["lich-song-2017-03-20.zip"]

    assert keeping.keep(store, folder, NIGHT - timedelta(seconds=1)) == ()
    assert keeping.keep(store, folder, NIGHT) == ("copy",)
    assert keeping.keep(store, folder, NIGHT + timedelta(minutes=10)) == ()

    assert copies(folder) == ["lich-song-2017-03-20.zip", "lich-song-2017-03-21.zip"]
    assert runs(store)["copy", "2017-03-21"] == "lich-song-2017-03-21.zip"


def test_after_a_long_absence_the_last_period_is_made_up_for_and_only_that(store: Store, tmp_path: Path) -> None:
    keeping.keep(store, tmp_path / "backups", NOW)

    done = keeping.keep(store, tmp_path / "backups", NOW + timedelta(days=60))
    assert set(done) == {"turn_month", "copy", "clear", "chase"}

    assert copies(tmp_path / "backups") == ["lich-song-2017-03-20.zip", "lich-song-2017-05-19.zip"]


def test_many_keepers_do_each_job_once(store: Store, tmp_path: Path) -> None:
    done: list[str] = []
    keepers = [
        Thread(target=lambda: done.extend(keeping.keep(store, tmp_path / "backups", NOW))) for _ in range(4)
    ]  # fmt: skip
    for each in keepers:
        each.start()
    for each in keepers:
        each.join()

    assert sorted(done) == ["chase", "clear", "copy", "turn_month"]


def test_a_job_that_fails_is_tried_again_ten_minutes_later(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.write_text("a file where the folder should be")

    assert "copy" not in keeping.keep(store, folder, NOW)
    folder.unlink()
    assert keeping.keep(store, folder, NOW + timedelta(minutes=9)) == ()
    assert keeping.keep(store, folder, NOW + timedelta(minutes=10)) == ("copy",)


def test_a_job_whose_keeper_died_is_taken_over_when_its_time_has_run_out(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"

    def die(*_: object) -> str:
        raise KeyboardInterrupt

    dying = keeping.Periodic("copy", 150, monthly=False, act=die)
    with pytest.raises(KeyboardInterrupt):
        keeping._once(dying, store, folder, NOW, timedelta(minutes=30))

    assert "copy" not in keeping.keep(store, folder, NOW + timedelta(minutes=29))
    assert "copy" in keeping.keep(store, folder, NOW + timedelta(minutes=30))


def revisions(store: Store) -> dict[str, int]:
    with store.reading() as session:
        return {feed.kind: feed.revision for feed in session.exec(select(Feed))}


def test_at_the_start_of_a_local_month_every_calendar_gets_a_new_revision(store: Store, tmp_path: Path) -> None:
    builders.ground(store)
    keeping.keep(store, tmp_path / "backups", NOW)
    before = revisions(store)
    april = datetime(2017, 3, 31, 17, tzinfo=UTC)  # local midnight

    keeping.keep(store, tmp_path / "backups", april - timedelta(seconds=1))
    assert revisions(store) == before
    keeping.keep(store, tmp_path / "backups", april)
    assert revisions(store) == {kind: revision + 1 for kind, revision in before.items()}


def test_a_cancelled_entry_leaves_its_calendars_when_its_time_is_over(store: Store, tmp_path: Path) -> None:
    ground = builders.ground(store)
    keeping.keep(store, tmp_path / "backups", NOW)
    (uid,) = month.confirmed(store, ground, "Bản tin sáng", date(2017, 4, 12))
    with store.deciding(actor="officer", now=NOW) as work:
        seen = work.slot(uid, seen_version=None).version
        placing.edit(work, "2017-04", [Remove(uid, seen, "đổi kế hoạch")], seen=None)
    with store.reading() as session:
        leaving = set(session.exec(select(FeedItem.uid).where(col(FeedItem.leaves_at).is_not(None))))
    assert uid in leaving
    before = revisions(store)

    keeping.keep(store, tmp_path / "backups", datetime(2017, 5, 31, 16, tzinfo=UTC))

    with store.reading() as session:
        left = set(session.exec(select(FeedItem.uid)))
    assert not leaving & left
    assert left  # the deadlines of reports stay
    assert all(revision > before[kind] for kind, revision in revisions(store).items())


def test_what_nobody_needs_any_longer_is_forgotten_and_the_rest_stays(store: Store, tmp_path: Path) -> None:
    with store.deciding(actor="test", now=NOW) as work:
        for days in (8, 6):
            work.session.add(
                IdempotentAnswer(key=f"{days}", body_hash="", status=200, answer=b"", at=NOW - timedelta(days=days))
            )
    for hours in (30, 1):
        with store.deciding(actor="test", now=NOW - timedelta(hours=hours)) as work:
            rates.count(work, "sign-in:x", most=5, within_s=60)

    keeping.keep(store, tmp_path / "backups", NOW)

    with store.reading() as session:
        assert set(session.exec(select(IdempotentAnswer.key))) == {"6"}
        assert len(session.exec(select(RateCount)).all()) == 1


days = st.dates(date(2015, 1, 1), date(2018, 1, 1))


@given(st.sets(days, max_size=200))
def test_copies_kept_are_the_last_fourteen_and_one_of_each_of_the_last_twelve_months(made: set[date]) -> None:
    kept = keeping.worth_keeping(made)

    assert kept <= made
    assert set(sorted(made)[-14:]) <= kept
    months = sorted({f"{day:%Y-%m}" for day in made})
    assert {f"{day:%Y-%m}" for day in kept} >= set(months[-12:])
    assert len(kept) <= 14 + 12
    assert keeping.worth_keeping(kept) == kept


@given(st.dates(date(2015, 1, 1), date(2018, 1, 1)))
def test_thinning_out_every_night_loses_no_month(first: date) -> None:
    held: frozenset[date] = frozenset()
    for night in range(430):
        held = keeping.worth_keeping(held | {first + timedelta(days=night)})

    last = first + timedelta(days=429)
    assert {last - timedelta(days=n) for n in range(14)} <= held
    assert len({f"{day:%Y-%m}" for day in held}) == 12
