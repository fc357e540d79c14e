"""A folder of one's own, and the command line over it."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.builders import PASSWORD
from web.cli import main


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Type a command of a site in ``tmp_path/site``; a password stands on standard input."""
    for name in ("LICHSONG_DATABASE_URL", "LICHSONG_SECRET_KEY", "LICHSONG_CLOCK", "LICHSONG_DEMO", "LICHSONG_LOG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LICHSONG_DATA", str(tmp_path / "site"))
    monkeypatch.setenv("LICHSONG_BASE_URL", "https://lich.example")
    monkeypatch.setenv("LICHSONG_SMTP_URL", f"file://{tmp_path}/mail")

    def typed(*words: str | Path, password: str = PASSWORD) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        capsys.readouterr()
        code = main([str(word) for word in words])
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return typed


@pytest.fixture
def site(run: Run, tmp_path: Path) -> Path:
    """A site with its first administrator."""
    assert run("init", "bao@so.example", "--name", "Vũ Quốc Bảo").code == 0
    return tmp_path / "site"
