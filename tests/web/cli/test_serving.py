"""The site for real: one command, or its two halves apart; it stops when told to."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import demo
from tests.conftest import ROOT
from tests.web.cli.conftest import Run

PATIENCE_S = 60.0


@contextmanager
def running(folder: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command of its own process group; it must end by itself when asked to."""
    log = (folder.parent / f"{words[0]}.log").open("wb")
    child = subprocess.Popen(
        [sys.executable, "-c", demo.COMMAND, *words], stdout=log, stderr=log, cwd=ROOT, start_new_session=True,
        env=os.environ | {"LICHSONG_DATA": str(folder)},
    )  # fmt: skip
    try:
        yield child
        os.killpg(child.pid, signal.SIGTERM)
        assert child.wait(PATIENCE_S) == 0, (folder.parent / f"{words[0]}.log").read_text()
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        log.close()


def answer(url: str) -> int:
    try:
        with urllib.request.urlopen(url) as told:
            return int(told.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    except OSError:
        return 0


def wait_for(url: str, status: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while (told := answer(url)) != status:
        assert time.monotonic() < until, f"{url} answers {told}"
        time.sleep(0.1)


def test_one_command_serves_pages_and_runs_the_clock(run: Run, site: Path):
    port = demo.free_port()
    with running(site, "serve", "--port", str(port), "--workers", "1"):
        wait_for(f"http://127.0.0.1:{port}/readyz", 200)  # a database, and a clock that beats
        assert answer(f"http://127.0.0.1:{port}/sign-in") == 200
        assert answer(f"http://127.0.0.1:{port}/months/2017-04") == 200  # after the way to the sign-in page


def test_the_halves_run_apart_and_the_site_says_when_nobody_minds_the_clock(run: Run, site: Path):
    port = demo.free_port()
    with running(site, "web", "--port", str(port), "--workers", "1"):
        wait_for(f"http://127.0.0.1:{port}/healthz", 200)
        assert answer(f"http://127.0.0.1:{port}/readyz") == 503
        with running(site, "scheduler"):
            wait_for(f"http://127.0.0.1:{port}/readyz", 200)


@pytest.mark.parametrize("command", ["serve", "web", "scheduler"])
def test_nothing_is_served_where_no_site_is(tmp_path: Path, command: str):
    told = subprocess.run(
        [sys.executable, "-c", demo.COMMAND, command], capture_output=True, text=True, cwd=ROOT, timeout=PATIENCE_S,
        env={name: value for name, value in os.environ.items() if not name.startswith("LICHSONG_")},
    )  # fmt: skip

    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
