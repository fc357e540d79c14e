"""``ledger``: printed, as a file, and as of a past day."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from campaigns.store import Store
from campaigns.times import ZONE
from tests.scheduler import month
from tests.web.cli.conftest import Run
from tests.web.cli.test_logs import aired, store

__all__ = ["aired", "store"]


def test_the_ledger_is_printed_and_written_and_the_past_stays_as_it_was(
    run: Run, store: Store, aired: tuple[str, ...], tmp_path: Path
) -> None:
    told = run("ledger", "--by", "outlet,theme")
    assert (told.code, told.err) == (0, "")
    assert "Theo thời lượng" in told.out
    assert "2 lượt đã đặt, 2 lượt chưa có giá. Mã sổ " in told.out

    first = month.slot(store, aired[0])
    before = (first.created_at.astimezone(ZONE).date() + timedelta(days=1)).isoformat()
    files = [tmp_path / name for name in ("one.csv", "two.csv")]
    assert run("ledger", "--as-of", before, "--csv", str(files[0])).code == 0
    log = tmp_path / "log.csv"
    log.write_text("Giờ;Thời lượng;Chương trình\n11:30;45;Thời sự trưa\n", "utf-8")
    assert run("as-run", "bptv", str(log), "--day", first.date.isoformat()).code == 0
    assert run("ledger", "--as-of", before, "--csv", str(files[1])).code == 0

    assert files[0].read_bytes() == files[1].read_bytes()
    assert run("ledger", "--csv", str(tmp_path / "three.csv")).code == 0
    assert (tmp_path / "three.csv").read_bytes() != files[0].read_bytes()


def test_what_cannot_be_asked_is_refused_in_one_sentence(run: Run, store: Store, aired: tuple[str, ...]) -> None:
    for wrong in (
        ("--by", "colour"),
        ("--from", "2001-01"),
        ("--campaign", "none"),
        ("--csv", "/no/such/folder/x.csv"),
    ):
        told = run("ledger", *wrong)
        assert told.code == 1
        assert told.err.count("\n") == 1


def test_without_a_campaign_it_says_so(run: Run, site: Path) -> None:
    assert "kế hoạch" in run("ledger").err


def test_a_slot_that_was_meddled_with_is_named(run: Run, store: Store, aired: tuple[str, ...]) -> None:
    assert run("verify").code == 0
    with store.engine.connect().execution_options(writing=True) as connection:
        connection.execute(text("UPDATE slot SET duration_s = duration_s + 1 WHERE uid = :uid"), {"uid": aired[0]})
        connection.commit()

    told = run("verify")
    assert told.code == 1
    assert aired[0] in told.out
