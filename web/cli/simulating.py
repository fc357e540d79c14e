"""``simulate``: days lived by people of a trial on a virtual clock, killed at random, then every law checked."""

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from sqlmodel import col, select

from campaigns import schema
from campaigns.errors import Refused
from campaigns.keys import Keys
from campaigns.models import Outlet
from campaigns.services import outlets
from campaigns.store import Site, Store
from campaigns.values.words import SilencePolicy
from scheduler import living
from web.cli import demo_site

KEY: Final = "khoa-chi-de-thu-" * 4
FILE: Final = "doi-thu.db"
KILLS: Final = 3
POLICIES: Final = (SilencePolicy.WAIT, SilencePolicy.PRESUME_AIRED, SilencePolicy.PRESUME_MISSED)
GRACE_S: Final = 259_200


def add(commands: Any) -> None:
    """The command."""
    command = commands.add_parser("simulate", help="live a stretch of days on a virtual clock, then check every law")
    command.add_argument("days", metavar="FROM..TO", help="2017-02-16..2018-01-15")
    command.add_argument("--seed", type=int, default=1, help="of the dice by which people decide")
    command.add_argument("--kill-at", choices=["random"], help="kill the process at random moments and let it go on")
    command.add_argument("--data", type=Path, help="folder of the site lived in; default: a temporary one")
    command.add_argument("--part", action="store_true", help=argparse.SUPPRESS)
    command.set_defaults(run=simulate)


def simulate(given: argparse.Namespace) -> int:
    """Live it; with kills, live it once without them too, and compare."""
    first, last = _days(given.days)
    if given.part:
        _live(given.data, first, last, given.seed, lambda day: print(day, flush=True))
        return 0
    with _folder(given.data) as folder:
        if given.kill_at is None:
            found = _live(folder, first, last, given.seed, _shown)
            return _told(folder, found, kills=0)
        calm, killed = folder / "lien-mach", folder / "bi-ngat"
        with _process(calm, given.days, given.seed, stdout=subprocess.DEVNULL):  # at the same time
            kills = _killed(killed, given.days, first, last, given.seed)
            found = _live(killed, first, last, given.seed, _shown)
        wanted = _live(calm, first, last, given.seed, None)
        status = _told(killed, found, kills=kills)
        if found != wanted:
            print(f"Bị ngắt thì khác liền mạch: {found} ≠ {wanted}")
            return 1
        print("Bị ngắt và liền mạch kết thúc như nhau.")
        return status


def _shown(day: date) -> None:
    """Which day it is, on a terminal."""
    if sys.stderr.isatty():
        print(f"\r{day:%d/%m/%Y}", end="", file=sys.stderr, flush=True)


def _days(told: str) -> tuple[date, date]:
    try:
        first, last = map(date.fromisoformat, told.split(".."))
    except ValueError as error:
        raise Refused("simulate.no_days", text=told[:40]) from error
    if not first <= last <= first + timedelta(days=800):
        raise Refused("simulate.no_days", text=told[:40])
    return first, last


@contextmanager
def _folder(told: Path | None) -> Iterator[Path]:
    if told is not None:
        told.mkdir(parents=True, exist_ok=True)
        yield told
        return
    with tempfile.TemporaryDirectory(prefix="lichsong-") as name:
        yield Path(name)


def _live(folder: Path, first: date, last: date, seed: int, report: Any) -> living.Life:
    store = _opened(folder, first)
    try:
        return living.live(store, first, last, seed=seed, report=report)
    finally:
        store.close()


def _opened(folder: Path, first: date) -> Store:
    """The site lived in; where there is none yet it is founded, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    file, half = folder / FILE, folder / f"{FILE}.half"
    if not file.exists():
        half.unlink(missing_ok=True)
        store = _store(half)
        schema.upgrade(store.engine)
        demo_site.found(store, first.year, datetime.combine(first - timedelta(days=1), time(8), store.site.zone))
        _agree_on_silence(store, first)
        store.close()
        half.rename(file)
    return _store(file)


def _store(file: Path) -> Store:
    return Store(f"sqlite:///{file}", Keys(KEY), Site())


def _agree_on_silence(store: Store, first: date) -> None:
    """Each outlet has agreed something else about silence."""
    with store.deciding(actor=demo_site.OFFICER, now=datetime.combine(first, time(0), store.site.zone)) as work:
        rows = work.session.exec(select(Outlet).order_by(col(Outlet.order), col(Outlet.id))).all()
        for row, policy in zip(rows, POLICIES, strict=False):
            told = {"silence_policy": policy, "grace_s": GRACE_S}
            outlets.change_outlet(work, row.slug, told, seen_version=row.version)


def _process(folder: Path, days: str, seed: int, *, stdout: int) -> subprocess.Popen[str]:
    """This command again, which lives in a folder until it is done or killed."""
    begin = "from web.cli import main; raise SystemExit(main())"
    command = [sys.executable, "-c", begin, "simulate", days, "--seed", str(seed), "--data", str(folder), "--part"]
    return subprocess.Popen(command, stdout=stdout, text=True)  # noqa: S603 - ourselves


def _killed(folder: Path, days: str, first: date, last: date, seed: int) -> int:
    """Let another process live it, and kill that one at random moments; returns how often."""
    dice = random.Random(f"kills:{seed}")  # noqa: S311 - a trial's dice, no secret
    ends = sorted(first + timedelta(days=dice.randint(0, (last - first).days)) for _ in range(KILLS))
    kills = 0
    for end in ends:
        with _process(folder, days, seed, stdout=subprocess.PIPE) as child:
            for line in child.stdout or ():
                if date.fromisoformat(line.strip()) >= end:
                    try:
                        child.wait(timeout=dice.uniform(0, 0.2))
                    except subprocess.TimeoutExpired:
                        child.kill()
                        kills += 1
                    break
    return kills


def _told(folder: Path, found: living.Life, *, kills: int) -> int:
    store = _store(folder / FILE)
    broken = living.broken(store)
    store.close()
    told = f"{found.acts} việc, {found.slots} lượt, {found.transitions} bước của đồng hồ"
    print(f"{told}, {found.reports} lần báo cáo, {found.urged} lần nhắc, đôn đốc, {kills} lần bị ngắt.")
    for one in broken:
        print(f"Luật không giữ được: {one.law} ({one.where})")
    print(f"{'Mọi luật đều giữ được.' if not broken else ''} Mã {found.digest}".strip())
    return 1 if broken else 0
