"""``demo``: a site with sample content, made and served by one command."""

import argparse
import json
import os
import secrets
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from campaigns import clock, schema, settings
from campaigns.errors import Refused
from campaigns.settings import Settings
from campaigns.times import ZONE
from scheduler import mail
from web.cli import demo_site
from web.cli.demo_site import Account, Demo
from web.cli.opening import store_of
from web.cli.serving import Server, options

CARD: Final = "demo.json"
HOST: Final = "127.0.0.1"


def add(commands: Any) -> None:
    """The command."""
    command = commands.add_parser("demo", help="make a demo site and serve it: website and scheduler")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--data", type=Path, help="its folder; default: a fresh temporary one")
    command.add_argument(
        "--clock", default="", help="ISO instant at which the whole product's clock starts; xN: N times as fast"
    )
    command.add_argument("--json", action="store_true", help="one JSON object on the first line of standard output")
    command.add_argument("--no-browser", action="store_true", help="do not open a browser")
    command.set_defaults(run=demo)


def demo(given: argparse.Namespace) -> int:
    """Make the site in its folder unless it is there, say where to go and who to be, and serve it until stopped."""
    _port_is_free(given.port)
    data = (given.data or Path(tempfile.mkdtemp(prefix="lichsong-demo-"))).absolute()
    told = _settings(data, given.port, given.clock)
    card = data / CARD
    made = _read(card) if card.exists() else _make(told, card, quiet=given.json)
    Server(told, options(HOST, given.port, 1) | {"when_ready": _announce(given, told, made)}, embedded=True).run()
    return 0


def _port_is_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise Refused("serve.port_taken", port=port) from error


def _settings(data: Path, port: int, trial: str) -> Settings:
    """The demo's settings, also put into the environment for the processes that it starts."""
    if data.exists() and any(data.iterdir()) and not (data / CARD).exists():
        raise Refused("demo.not_empty", folder=str(data))
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = data / "secret.key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(48) + "\n", "ascii")
    environment = {
        "LICHSONG_DEMO": "1",
        "LICHSONG_DATA": str(data),
        "LICHSONG_BASE_URL": f"http://{HOST}:{port}",
        "LICHSONG_SMTP_URL": f"file://{data / 'mail'}",
        "LICHSONG_CLOCK": str(clock.shifted(demo_site.zone_of(trial, ZONE))) if trial else "",
    }
    os.environ.update(environment)
    return settings.read(
        {name: value for name, value in os.environ.items() if name in {*environment, "LICHSONG_ZONE", "LICHSONG_LOG"}}
    )


def _make(told: Settings, card: Path, *, quiet: bool) -> Demo:
    if not quiet:
        print("Đang dựng bản trình diễn…", file=sys.stderr, flush=True)
    store = store_of(told)
    try:
        schema.upgrade(store.engine)
        made = demo_site.build(store, told.clock(), mail.transport(told.smtp_url))
    finally:
        store.close()
    card.touch(mode=0o600)
    card.write_text(json.dumps(asdict(made), ensure_ascii=False), "utf-8")
    return made


def _read(card: Path) -> Demo:
    kept = json.loads(card.read_text("utf-8"))
    return Demo(
        tuple(Account(**one) for one in kept["accounts"]),
        tuple((name, path) for name, path in kept["feeds"]),
        tuple((slug, path) for slug, path in kept["outlet_links"]),
        tuple((slug, path) for slug, path in kept["unit_links"]),
        tuple(kept["months"]),
    )


def _announce(given: argparse.Namespace, told: Settings, made: Demo) -> Callable[[Any], None]:
    """What to say once the site listens."""

    def say(_server: Any) -> None:
        if given.json:
            print(json.dumps(_card(told, made), ensure_ascii=False), flush=True)
        else:
            print(_words(told, made), flush=True)
        if not (given.no_browser or given.json):
            webbrowser.open(told.base_url)

    return say


def _card(told: Settings, made: Demo) -> dict[str, Any]:
    accounts = [{name: value for name, value in asdict(one).items() if value is not None} for one in made.accounts]
    return {
        "url": told.base_url,
        "clock": told.clock().astimezone(told.zone).isoformat(timespec="seconds"),
        "accounts": accounts,
        "feeds": [{"name": name, "url": told.base_url + path} for name, path in made.feeds],
        "outlet_links": [{"outlet": slug, "url": told.base_url + path} for slug, path in made.outlet_links],
        "unit_links": [{"unit": slug, "url": told.base_url + path} for slug, path in made.unit_links],
        "months": list(made.months),
    }


def _words(told: Settings, made: Demo) -> str:
    lines = [f"Lịch Sóng, bản trình diễn: {told.base_url}", "", "Đăng nhập bằng một trong các tài khoản:"]
    lines += [f"  {one.role:<8} {one.email:<32} {one.password}" for one in made.accounts]
    lines += ["", "Liên kết riêng của đài, báo (mở được trên điện thoại, không cần tài khoản):"]
    lines += [f"  {slug:<20} {told.base_url}{path}" for slug, path in made.outlet_links]
    lines += ["", "Liên kết báo cáo của đơn vị:"]
    lines += [f"  {slug:<32} {told.base_url}{path}" for slug, path in made.unit_links]
    lines += ["", "Dừng: Ctrl+C"]
    return "\n".join(lines)
