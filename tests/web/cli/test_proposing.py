"""A month proposed from the command line: printed, kept when asked, refused in a sentence."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from campaigns import clock, settings
from campaigns.queries import proposals
from campaigns.services import agreed
from campaigns.store import Store
from tests import builders
from tests.web.cli.conftest import Run
from web.cli.opening import store_of

MONTH = f"{date(clock.system().year + 1, 1, 1):%Y-%m}"


@pytest.fixture
def store(site: Path) -> Store:
    opened = store_of(settings.read(os.environ))
    yield opened
    opened.close()


@pytest.fixture
def ground(store: Store) -> builders.Ground:
    return builders.ground(store, clock.system(), year=int(MONTH[:4]))


def promise(store: Store, ground: builders.Ground, spots: int) -> None:
    with store.deciding(actor="test", now=clock.system()) as work:
        agreed.set_quota(
            work, campaign_id=ground.campaign_id, outlet_id=ground.windows["Thời sự trưa"].outlet_id,
            window_id=ground.window("Thời sự trưa"), theme_id=None, month=MONTH, spots=spots, source="Biên bản",
        )  # fmt: skip


def kept(store: Store, ground: builders.Ground) -> int:
    with store.reading() as session:
        return len(proposals.of_month(session, MONTH, ground.campaign_id))


def test_a_month_is_proposed_on_paper_and_kept_only_when_asked(run: Run, store: Store, ground: builders.Ground):
    promise(store, ground, 5)

    told = run("propose", MONTH)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("Đủ cả 5 lượt theo chỉ tiêu.")
    assert told.out.count("Thời sự trưa") == 5
    assert kept(store, ground) == 0
    assert "Đã giữ đề xuất; xem tại https://lich.example/months/" in run("propose", MONTH, "--save").out
    assert kept(store, ground) == 1


def test_what_cannot_be_had_is_told_with_its_reasons(run: Run, store: Store, ground: builders.Ground):
    promise(store, ground, 99)

    out = run("propose", MONTH).out
    assert out.startswith("Không thể xếp hơn")
    assert "thiếu" in out
    assert "chỉ nhận" in out


def test_a_month_without_figures_or_campaign_is_refused_in_a_sentence(run: Run, store: Store, ground: builders.Ground):
    told = run("propose", MONTH)
    assert told.code == 1
    assert "Chưa có con số nào để xếp" in told.err
    assert run("propose", MONTH, "--campaign", "none").code == 1
    assert run("propose", "2017").code == 1


def test_several_months_are_proposed_with_the_whole_in_one_sentence(run: Run, store: Store, ground: builders.Ground):
    with store.deciding(actor="test", now=clock.system()) as work:
        agreed.set_quota(
            work, campaign_id=ground.campaign_id, outlet_id=ground.windows["Thời sự trưa"].outlet_id,
            window_id=ground.window("Thời sự trưa"), theme_id=None, month=None, spots=4, source="Biên bản",
        )  # fmt: skip

    told = run("propose", MONTH, "--through", f"{MONTH[:4]}-03", "--save")
    assert (told.code, told.err) == (0, "")
    assert told.out.count("Thời sự trưa") == 12
    assert "== Cả đợt: Đủ cả 12 lượt theo chỉ tiêu." in told.out
    assert f"/months/{MONTH}/stretches/" in told.out
    assert kept(store, ground) == 1
    assert run("propose", MONTH, "--through", f"{int(MONTH[:4]) + 2}-01").code == 1
    assert run("propose", MONTH, "--through", "tháng ba").code == 1


def test_nothing_but_the_proposal_stands_on_standard_output(store: Store, ground: builders.Ground, site: Path):
    promise(store, ground, 2)
    environment = {**os.environ, "LICHSONG_DATA": str(site)}
    command = [sys.executable, "-c", "import sys; from web.cli import main; sys.exit(main())", "propose", MONTH]

    told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert told.stdout.startswith("Đủ cả 2 lượt"), told
    assert told.stderr == ""
