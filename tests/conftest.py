"""Real databases, a real site, a real browser. What the machine lacks is named at the end, with what installs it."""

import os
import pwd
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy import create_engine, text

from campaigns import schema
from campaigns.keys import Keys
from campaigns.settings import Settings
from campaigns.store import Site, Store

hypothesis_settings.register_profile(
    "house", deadline=None, max_examples=60, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
hypothesis_settings.register_profile("thorough", hypothesis_settings.get_profile("house"), max_examples=2_000)
hypothesis_settings.load_profile("house")

ROOT = Path(__file__).parent.parent
CHROMIUM = "/usr/bin/chromium"
BROWSER = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SECRET = "a secret that only tests know, long enough"
BASE_URL = "http://lichsong.test"
NOW = datetime(2017, 3, 20, 2, 0, tzinfo=UTC)  # a Monday, 09:00 in Bình Phước
LACKING: dict[str, str] = {}
"""What the machine lacks and the command that installs it."""


def lacking(what: str, command: str) -> None:
    """Skip the test at hand, and name what is missing in the summary."""
    LACKING[what] = command
    pytest.skip(f"{what} is not here: {command}")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for what, command in sorted(LACKING.items()):
        terminalreporter.write_line(f"left out for want of {what}: {command}")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty site's file, at the newest schema."""
    file = tmp_path_factory.mktemp("template") / "empty.db"
    store = Store(f"sqlite:///{file}", Keys(SECRET))
    schema.upgrade(store.engine)
    store.close()
    return file


def _postgres_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    here = shutil.which("initdb")
    return found[-1].parent if found else Path(here).parent if here else None


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A private PostgreSQL server; gives its address without a database's name."""
    programs = _postgres_programs()
    if programs is None:
        lacking("PostgreSQL", "apt-get install postgresql")
        return
    folder = Path("/tmp") / f"lichsong-pg-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    as_user: dict[str, Any] = {"cwd": folder}
    if os.getuid() == 0:  # the server refuses to run as root
        someone = next(pwd.getpwnam(name) for name in ("postgres", "nobody") if _exists(name))
        os.chown(folder, someone.pw_uid, someone.pw_gid)
        as_user |= {"user": someone.pw_uid, "group": someone.pw_gid, "extra_groups": []}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    quiet: dict[str, Any] = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    data = folder / "data"
    initdb = [programs / "initdb", "-D", data, "-U", "lichsong", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    subprocess.run([*map(str, initdb), "--no-sync"], **quiet, **as_user)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=60"
    control = [str(programs / "pg_ctl"), "-D", str(data), "-w"]
    subprocess.run([*control, "-l", str(folder / "log"), "-o", options, "start"], **quiet, **as_user)
    try:
        yield f"postgresql+psycopg://lichsong@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet, **as_user)
        shutil.rmtree(folder, ignore_errors=True)


def _exists(name: str) -> bool:
    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """An empty site's database on the private server, at the newest schema."""
    _administer(postgres_server, "CREATE DATABASE template_site")
    store = Store(f"{postgres_server}/template_site", Keys(SECRET))
    schema.upgrade(store.engine)
    store.close()
    return postgres_server


def _administer(server: str, act: str) -> None:
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(act))
    engine.dispose()


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """The address of a fresh site's file."""
    file = tmp_path / "lichsong.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_url(postgres_template: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh site's database."""
    name = f"site_{abs(hash(request.node.nodeid)):x}"
    _administer(postgres_template, f"CREATE DATABASE {name} TEMPLATE template_site")
    yield f"{postgres_template}/{name}"
    _administer(postgres_template, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh site on each of the two databases."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A fresh site, on each of the two databases."""
    made = Store(database_url, Keys(SECRET), Site(BASE_URL))
    yield made
    made.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """A fresh site on SQLite, for what does not depend on the database."""
    made = Store(sqlite_url, Keys(SECRET), Site(BASE_URL))
    yield made
    made.close()


class Present:
    """A clock that a test sets by hand."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def present() -> Present:
    """The clock of the site under test; set ``present.at`` to move it."""
    return Present()


@pytest.fixture
def site_settings(tmp_path: Path, sqlite_store: Store, present: Present) -> Settings:
    """Settings of the site under test."""
    return Settings(
        data=tmp_path, database_url=str(sqlite_store.engine.url), secret_key=SECRET, base_url=BASE_URL,
        zone=ZoneInfo("Asia/Ho_Chi_Minh"), smtp_url=f"file://{tmp_path / 'mail'}", clock=present,
    )  # fmt: skip


@pytest.fixture
def app(site_settings: Settings, sqlite_store: Store) -> Any:
    """The site under test."""
    from web.app import create_app

    return create_app(site_settings, sqlite_store)


@pytest.fixture
def client(app: Any) -> Any:
    """A visitor without an account."""
    return app.test_client()


@pytest.fixture
def served(site_settings: Settings, sqlite_store: Store) -> Iterator[str]:
    """The site under test behind a real socket; gives its address."""
    from werkzeug.serving import make_server

    from web.app import create_app

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    sqlite_store.site = replace(sqlite_store.site, base_url=address)
    server = make_server(
        "127.0.0.1", port, create_app(replace(site_settings, base_url=address), sqlite_store), threaded=True
    )
    running = threading.Thread(target=server.serve_forever, daemon=True)
    running.start()
    yield address
    server.shutdown()
    running.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real browser, which the machine provides."""
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        lacking("Chromium", "apt-get install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM,
            args=BROWSER,
        )
        yield browser
        browser.close()
