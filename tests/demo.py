"""The demo by its own command, in a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

COMMAND = "import sys; from web.cli import main; sys.exit(main())"


@contextmanager
def running(folder: Path, clock: str) -> Iterator[dict[str, Any]]:
    """``lichsong demo`` on a trial clock; gives what ``--json`` printed, and ends the demo afterwards."""
    told = [
        "demo",
        "--port",
        str(free_port()),
        "--data",
        str(folder / "site"),
        "--clock",
        clock,
        "--json",
        "--no-browser",
    ]
    with (folder / "log").open("w") as log:
        demo = subprocess.Popen(
            [sys.executable, "-c", COMMAND, *told], stdout=subprocess.PIPE, stderr=log, text=True,
            env={name: value for name, value in os.environ.items() if not name.startswith("LICHSONG_")},
            cwd=Path(__file__).parents[1], start_new_session=True,
        )  # fmt: skip
    assert demo.stdout is not None
    try:
        line = demo.stdout.readline()
        assert line, (folder / "log").read_text()
        yield json.loads(line)
    finally:
        os.killpg(demo.pid, signal.SIGTERM)
        demo.wait(20)
        demo.stdout.close()


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def account(demo: dict[str, Any], role: str) -> dict[str, str]:
    """Who may sign in with this role."""
    return next(one for one in demo["accounts"] if one["role"] == role)


def ask(demo: dict[str, Any], path: str, role: str = "officer") -> Any:
    """What the interface for programs answers to this role."""
    told = {"Authorization": f"Bearer {account(demo, role)['token']}"}
    with urllib.request.urlopen(urllib.request.Request(demo["url"] + path, headers=told)) as answer:
        return json.load(answer)
