"""``serve``, ``web`` and ``scheduler``: the site for real, in one process group or several."""

import argparse
import logging
import os
from typing import Any

from gunicorn.app.base import BaseApplication

from campaigns import schema
from campaigns.settings import Settings
from scheduler.runner import Runner, ending
from web.app import create_app
from web.cli.opening import here, opened, store_of

log = logging.getLogger(__name__)
THREADS = 4  # few writers at a time: SQLite's busy handler is not fair to a crowd


def add(commands: Any) -> None:
    """The three commands."""
    for name, run, words in (
        ("serve", serve, "website and scheduler in one command"),
        ("web", web, "website only; a scheduler runs elsewhere"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("--port", type=int, default=8000)
        command.add_argument("--host", default="127.0.0.1")
        command.add_argument("--workers", type=int, default=2)
        command.set_defaults(run=run)
    commands.add_parser("scheduler", help="scheduler only").set_defaults(run=scheduler)


class Server(BaseApplication):
    """Gunicorn around the site; each worker opens the database for itself, never across a fork."""

    def __init__(self, told: Settings, options: dict[str, Any], *, embedded: bool) -> None:
        self.told, self.options, self.embedded = told, options, embedded
        self.runner: Runner | None = None
        super().__init__()

    def load_config(self) -> None:
        """Take our settings instead of gunicorn's command line."""
        for name, value in self.options.items():
            self.cfg.set(name, value)
        if self.embedded:
            self.cfg.set("post_worker_init", lambda _worker: self.start_runner())
            self.cfg.set("worker_exit", lambda _server, _worker: self.stop_runner())

    def load(self) -> Any:
        """The application of one worker."""
        self.store = store_of(self.told)
        return create_app(self.told, self.store)

    def start_runner(self) -> None:
        """Let this worker stand for the scheduler; one of them holds the lock and runs it."""
        self.runner = Runner(self.store, self.told)
        self.runner.hold(self.told.data / "scheduler.lock")

    def stop_runner(self) -> None:
        """Stop the clock before the worker goes."""
        if self.runner is not None:
            self.runner.stop()


def options(host: str, port: int, workers: int) -> dict[str, Any]:
    """Gunicorn's settings for a small box."""
    return {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": "gthread",
        "graceful_timeout": 15,
        "timeout": 60,
        "accesslog": None,  # addresses of links hold secrets
        "loglevel": "warning",
        "limit_request_line": 4094,
        "forwarded_allow_ips": "127.0.0.1",
        "control_socket_disable": True,
    }


def _run(given: argparse.Namespace, *, embedded: bool) -> int:
    told = here()
    store = store_of(told)
    schema.ready(store.engine, told)
    store.close()
    Server(told, options(given.host, given.port, given.workers), embedded=embedded).run()
    return 0


def serve(given: argparse.Namespace) -> int:
    """Website and scheduler."""
    return _run(given, embedded=True)


def web(given: argparse.Namespace) -> int:
    """Website only."""
    return _run(given, embedded=False)


def scheduler(_given: argparse.Namespace) -> int:
    """Scheduler only, until told to stop."""
    told_to_stop = ending()
    with opened() as (told, store):
        runner = Runner(store, told)
        runner.start()
        os.read(told_to_stop, 1)
        runner.stop()
    return 0
