"""A site from its first command to a copy that is brought back elsewhere."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from campaigns import clock, schema, settings
from campaigns.models import Feed, Heartbeat
from campaigns.services import offices, people, plans
from campaigns.store import Store
from campaigns.values.feeds import FeedKind
from campaigns.values.papers import OfficeView
from campaigns.values.words import Role
from scheduler.services import publishing
from tests.builders import draft
from tests.web.cli.conftest import Run
from web.cli.opening import store_of


def opened(site: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("LICHSONG_DATA", str(site))
    return store_of(settings.read(os.environ))


def test_a_new_site_has_its_key_its_schema_and_an_administrator(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch):
    assert stat.S_IMODE((site / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(site.stat().st_mode) == 0o700
    store = opened(site, monkeypatch)
    assert schema.state(store.engine).is_present
    with store.reading() as session:
        (admin,) = people.listed(session)
    store.close()
    assert (admin.email, admin.name, admin.role) == ("bao@so.example", "Vũ Quốc Bảo", Role.ADMIN)


def test_setting_up_again_leaves_everything_and_says_who_is_there_already(run: Run, site: Path):
    key = (site / "secret.key").read_text()

    again = run("init", "bao@so.example")

    assert again.code == 1
    assert again.err.count("\n") == 1
    assert (site / "secret.key").read_text() == key


@pytest.mark.parametrize(("password", "words"), [("ngắn", "12"), ("", "12")])
def test_a_password_that_is_too_short_sets_up_nobody(run: Run, password: str, words: str):
    refused = run("init", "bao@so.example", password=password)

    assert (refused.code, refused.out) == (1, "")
    assert words in refused.err
    assert run("init", "bao@so.example").code == 0


@pytest.mark.parametrize("command", [("doctor",), ("verify",), ("backup", "x.zip"), ("user", "token", "a@b.example")])
def test_where_no_site_is_the_next_command_is_named(run: Run, command: tuple[str, ...]):
    told = run(*command)

    assert told.code == 1
    assert "lichsong init" in told.err


def test_a_folder_that_nobody_named_is_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("LICHSONG_DATA")

    for command in (("init", "a@b.example"), ("doctor",), ("migrate",)):
        told = run(*command)
        assert told.code == 1
        assert "LICHSONG_DATA" in told.err


@pytest.mark.parametrize(
    ("name", "value"),
    [("LICHSONG_ZONE", "Asia/Khong_Co"), ("LICHSONG_SECRET_KEY", "ngắn"), ("LICHSONG_LOG", "TO"), ("LICHSONG_CLOCK", "2017-04-12")],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_named_with_an_example(
    run: Run, site: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
):
    monkeypatch.setenv(name, value)

    told = run("verify")

    assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)


def test_migrating_what_is_new_changes_nothing(run: Run, site: Path):
    before, after = run("migrate").out.split(":")[1].split("→")

    assert before.strip() == after.strip() != ""


def test_the_doctor_names_what_needs_a_hand_and_is_content_when_all_is_well(
    run: Run, site: Path, monkeypatch: pytest.MonkeyPatch
):
    sick = run("doctor")
    assert sick.code == 1
    assert sum(line.startswith("CẦN") for line in sick.out.splitlines()) >= 3  # no clock, no copy, no office

    run("backup", site / "backups" / "lich-song-2026-01-01.zip")
    store = opened(site, monkeypatch)
    with store.deciding(actor="test", now=clock.system()) as work:
        work.session.add(Heartbeat(name="here", at=clock.system()))
        offices.set_profile(
            work, OfficeView(agency="Sở Tư pháp", place="Bình Phước", signatory_title="Giám đốc", signatory_name="A"),
            email="so@so.example", seen_version=0,
        )  # fmt: skip
    store.close()
    well = run("doctor")

    assert [line for line in well.out.splitlines() if line.startswith("CẦN")] == []
    assert well.code == 0


def test_a_copy_is_brought_back_into_an_empty_folder_with_revisions_raised(
    run: Run, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file, back = tmp_path / "ban-sao.zip", tmp_path / "back"
    store = opened(site, monkeypatch)
    with store.deciding(actor="test", now=clock.system() - timedelta(days=1)) as work:
        publishing.feed(work, FeedKind.OFFICER, 0).revision = 7
    store.close()

    copied = run("backup", file)
    assert (copied.code, run("verify").code) == (0, 0)
    assert (site / "secret.key").read_bytes() not in file.read_bytes()
    monkeypatch.delenv("LICHSONG_DATA")
    elsewhere = run("restore", file, "--data", tmp_path / "elsewhere")
    assert "secret.key" in elsewhere.out  # the key does not travel in the copy
    monkeypatch.setenv("LICHSONG_DATA", str(site))
    restored = run("restore", file, "--data", back)

    assert restored.code == 0
    assert (back / "secret.key").read_text().strip() == (site / "secret.key").read_text().strip()
    monkeypatch.setenv("LICHSONG_DATA", str(back))
    assert "toàn vẹn" in run("verify").out
    store = opened(back, monkeypatch)
    with store.reading() as session:
        assert session.exec(select(Feed.revision)).one() > 7
    store.close()


def test_a_copy_is_not_brought_back_over_what_is_there_nor_a_damaged_one_at_all(run: Run, site: Path, tmp_path: Path):
    file = tmp_path / "ban-sao.zip"
    run("backup", file)

    taken = run("restore", file, "--data", site)
    assert (taken.code, taken.err.count("\n")) == (1, 1)
    file.write_bytes(file.read_bytes()[:-200])
    damaged = run("restore", file, "--data", tmp_path / "back")
    assert (damaged.code, damaged.err.count("\n")) == (1, 1)
    assert not list((tmp_path / "back").glob("*.db"))
    assert run("restore", tmp_path / "none.zip", "--data", tmp_path / "back").code == 1
    assert run("backup", tmp_path / "none" / "x" / "y.zip").code == 0  # folders are made


def test_what_was_changed_behind_the_products_back_is_found(
    run: Run, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store = opened(site, monkeypatch)
    with store.deciding(actor="test", now=clock.system()) as work:
        plans.save_draft(work, draft(), text="Kế hoạch", file_name="a.txt")
        connection = work.session.connection()
        names = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'history'")
        )
        for (name,) in names.all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("UPDATE history SET actor = 'thief' WHERE seq = 1"))
    store.close()

    told = run("verify")

    assert told.code == 1
    assert told.out.strip()
    assert "CẦN" in run("doctor").out
