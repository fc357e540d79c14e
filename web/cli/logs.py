"""``as-run``: a station's log taken in; prints what matched, what did not, and what is missed."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from campaigns.errors import Refused
from scheduler.reconcile.values import Label, Match
from scheduler.services import as_run_logs, reconciling
from web import formats, refusals
from web.cli.opening import opened
from web.logs import wording

WHO = "lichsong as-run"


def add(commands: Any) -> None:
    """The command."""
    command = commands.add_parser("as-run", help="take in a station's as-run log and match it with slots")
    command.add_argument("outlet", help="its slug")
    command.add_argument("file", type=Path)
    command.add_argument(
        "--day", type=date.fromisoformat, help="broadcast date; the log tells all of it: what is not in it did not air"
    )
    command.set_defaults(run=as_run)


def as_run(given: argparse.Namespace) -> int:
    """Take it in and print what it shows."""
    try:
        content = given.file.read_bytes()
    except OSError as error:
        raise Refused("file.unreadable", name=given.file.name) from error
    with opened() as (told, store), store.deciding(actor=WHO, now=told.clock()) as work:
        row = as_run_logs.receive(work, given.outlet, content, given.file.name, day=given.day)
        taken = as_run_logs.take_in(work, row.uid, day=given.day, whole_day=given.day is not None)
        found = reconciling.look(work, row.outlet_id, taken.days)
        differing = [_line(found, match) for match in found.matches if match.labels != (Label.ON_TIME,)]
    print(f"Đọc {taken.read}/{taken.lines} dòng, {taken.new} dòng mới.")
    for unread in taken.unread:
        print(f"  dòng {unread.number}: {refusals.sentence(unread.code, unread.facts)}")
    for line in differing:
        print(f"- {line}")
    print(f"{found.aired} lượt có minh chứng, {found.missed} lượt không phát, {len(found.doubtful)} dòng chờ xem.")
    return 0


def _line(found: reconciling.Outcome, match: Match) -> str:
    words = wording.labels([label.value for label in match.labels])
    slot = found.slots.get(match.uid or "")
    line = found.lines.get(match.number or 0)
    at = formats.moment(slot.starts_at, slot.zone, language="vi") if slot else ""
    booked = f"{at} {slot.programme}" if slot else ""
    aired = f"dòng {line.number}: {line.title or line.programme}" if line else ""
    doubt = " (chờ xem)" if match in found.doubtful else ""
    return f"{' ← '.join(part for part in (booked, aired) if part)}: {words}{doubt}"
