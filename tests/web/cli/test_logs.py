"""``as-run``: a log from the command line; what matched, what did not, what is missed."""

from datetime import timedelta
from pathlib import Path

import pytest

from campaigns import clock
from campaigns.store import Store
from campaigns.times import ZONE
from campaigns.values.words import SlotState
from tests import builders
from tests.scheduler import month
from tests.web.cli.conftest import Run
from tests.web.cli.test_proposing import store

__all__ = ["store"]
NOON = "Thời sự trưa"


@pytest.fixture
def aired(store: Store, site: Path) -> tuple[str, ...]:
    """Two slots that were confirmed for the day before yesterday and the day before that."""
    now = clock.system()
    today = now.astimezone(ZONE).date()
    before = now - timedelta(days=9)
    ground = builders.ground(store, before, year=(today - timedelta(days=3)).year)
    days = [today - timedelta(days=3), today - timedelta(days=2)]
    uids = month.place(store, ground, NOON, *days, now=before)
    month.send(store, f"{days[0]:%Y-%m}", ground.windows[NOON].outlet_id, now=before)
    if days[0].month != days[1].month:
        month.send(store, f"{days[1]:%Y-%m}", ground.windows[NOON].outlet_id, now=before)
    month.confirm(store, uids, now=before)
    return tuple(uids)


def test_a_log_is_taken_in_and_what_it_does_not_hold_is_missed(
    run: Run, store: Store, aired: tuple[str, ...], tmp_path: Path
) -> None:
    first, second = (month.slot(store, uid) for uid in aired)
    log = tmp_path / "log.csv"
    log.write_text(f"Giờ;Thời lượng;Chương trình;Nội dung\n11:30;45;{NOON};x\n6:00;30;Tin;y\nlỗi;1;2;3\n", "utf-8")

    told = run("as-run", "bptv", str(log), "--day", first.date.isoformat())
    assert (told.code, told.err) == (0, "")
    assert "Đọc 2/3 dòng, 2 dòng mới." in told.out
    assert "dòng 4: chưa đọc được giờ “lỗi”." in told.out
    assert "1 lượt có minh chứng, 0 lượt không phát" in told.out
    log.write_text("Giờ;Chương trình\n6:00;Tin\n", "utf-8")
    assert "không có trong nhật ký" in run("as-run", "bptv", str(log), "--day", second.date.isoformat()).out
    assert [month.slot(store, uid).state for uid in aired] == [SlotState.AIRED, SlotState.MISSED]
    assert run("as-run", "none", str(log)).code == 1
    assert run("as-run", "bptv", str(tmp_path / "none.csv")).code == 1
