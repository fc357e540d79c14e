"""``init``, ``migrate``, ``doctor``, ``backup``, ``restore``, ``verify``: a site's upkeep."""

import argparse
import getpass
import os
import secrets
import sys
from pathlib import Path
from typing import Any

from campaigns import schema, settings
from campaigns.errors import Refused
from campaigns.services import keeping, people
from campaigns.values.words import Role
from scheduler import ledger
from web.cli.opening import here, opened, store_of
from web.refusals import sentence


def add(commands: Any) -> None:
    """The six commands."""
    command = commands.add_parser("init", help="a new site with its first administrator")
    command.add_argument("email")
    command.add_argument("--name", default="")
    command.set_defaults(run=init)
    commands.add_parser("migrate", help="bring the database up to this release").set_defaults(run=migrate)
    commands.add_parser("doctor", help="check everything and say what to do").set_defaults(run=doctor)
    command = commands.add_parser("backup", help="copy the site while it runs")
    command.add_argument("file", type=Path)
    command.set_defaults(run=backup)
    command = commands.add_parser("restore", help="bring a copy back into an empty folder")
    command.add_argument("file", type=Path)
    command.add_argument("--data", type=Path, required=True)
    command.set_defaults(run=restore)
    commands.add_parser("verify", help="integrity, history chain, laws").set_defaults(run=verify)


def _password() -> str:
    """From the terminal without an echo, or a line of standard input."""
    if sys.stdin.isatty():
        return getpass.getpass("Mật khẩu mới (ít nhất 12 ký tự): ")
    return sys.stdin.readline().rstrip("\n")


def init(given: argparse.Namespace) -> int:
    """Make the folder, its key, the database and the first administrator; what is there already is left alone."""
    folder = os.environ.get("LICHSONG_DATA", "")
    if not folder:
        raise Refused("settings.no_data")
    data = Path(folder).absolute()
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = data / "secret.key"
    if not os.environ.get("LICHSONG_SECRET_KEY") and not key.exists():
        with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
    told = settings.read(os.environ)
    store = store_of(told)
    try:
        schema.upgrade(store.engine)
        with store.deciding(actor="lichsong init", now=told.clock()) as work:
            people.create(work, given.email, name=given.name or given.email, role=Role.ADMIN, password=_password())
    finally:
        store.close()
    print(f"Đã lập trang tại {data}. Chạy tiếp: lichsong serve")
    return 0


def migrate(_given: argparse.Namespace) -> int:
    """The schema up; on SQLite a copy of the file is made first."""
    told = here()
    store = store_of(told)
    try:
        before, after = schema.migrate(store.engine, told)
    finally:
        store.close()
    print(f"Lược đồ dữ liệu: {before or 'trống'} → {after}")
    return 0


def doctor(_given: argparse.Namespace) -> int:
    """One line for each check; 1 when something needs a hand."""
    told = here()
    store = store_of(told)
    try:
        checks = keeping.diagnose(told, store)
    finally:
        store.close()
    for check in checks:
        print(f"{'ổn ' if check.ok else 'CẦN'}  {sentence(check.code, check.facts)}")
    return 0 if all(check.ok for check in checks) else 1


def backup(given: argparse.Namespace) -> int:
    """An online copy with its manifest."""
    with opened() as (told, store):
        manifest = keeping.backup(store, given.file, now=told.clock())
    print(f"Đã sao lưu vào {given.file} ({manifest.sha256[:12]}…)")
    return 0


def restore(given: argparse.Namespace) -> int:
    """A checked copy into an empty folder, with revisions raised so that calendars take it."""
    keeping.restore(given.file, given.data, secret_key=_key_here())
    print(f"Đã khôi phục vào {given.data}. Chạy thử: LICHSONG_DATA={given.data} lichsong doctor")
    if not (given.data / "secret.key").exists():
        print("Xin chép tệp secret.key của trang cũ vào thư mục đó trước khi chạy.")
    return 0


def _key_here() -> str:
    """The key of the site that this command is called for, when there is one."""
    try:
        return here().secret_key
    except Refused:
        return ""


def verify(_given: argparse.Namespace) -> int:
    """Every fault found, or the word that there is none."""
    with opened() as (told, store):
        report = keeping.verify(store, told.data / "backups")
        faults = list(report.faults)
        if not faults:  # the account is checked against a history that can be trusted
            with store.reading() as session:
                faults += [keeping.Fault("fault.account", {"uid": uid}) for uid in ledger.apart(session)[:1]]
    for fault in faults:
        print(sentence(fault.code, fault.facts))
    if not faults:
        print(f"Dữ liệu toàn vẹn, {report.history_rows} dòng lịch sử liền mạch, {report.slots} lượt giữ đúng luật.")
    return 1 if faults else 0
