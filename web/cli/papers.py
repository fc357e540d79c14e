"""``import-plan``, ``read-phrases``, ``feed``, ``brief``: the same reading and the same bytes as the site's."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from campaigns import intake, reading
from campaigns.errors import NotFound, Refused
from campaigns.intake.phrases import read_phrases as read_items
from campaigns.queries import issued
from campaigns.services import plans
from campaigns.times import month_start
from campaigns.values.words import PaperKind
from scheduler import feeds
from scheduler.papers import briefs
from web.cli.opening import opened

_PARTS = (
    ("themes", "nội dung"), ("channels", "hình thức"), ("duties", "nhiệm vụ"), ("report_deadlines", "hạn báo cáo"),
    ("quotas", "chỉ tiêu"), ("questions", "điều cần làm rõ"),
)  # fmt: skip


def add(commands: Any) -> None:
    """The five commands."""
    command = commands.add_parser("import-plan", help="read an official plan (.txt, .docx)")
    command.add_argument("file", type=Path)
    command.add_argument("--year", type=_year, help="the year the plan is for, where its text does not say it")
    command.add_argument("--json", action="store_true", help="print the draft and save nothing")
    command.set_defaults(run=import_plan)
    command = commands.add_parser("read-phrases", help="read quotas, airtimes and deadlines out of phrases")
    command.add_argument("file", type=Path, nargs="?")
    command.set_defaults(run=read_phrases)
    command = commands.add_parser("feed", help="write a calendar feed")
    command.add_argument("slug")
    command.add_argument("-o", dest="out", type=Path, required=True)
    command.set_defaults(run=feed)
    command = commands.add_parser("brief", help="write a slot's Word brief")
    command.add_argument("uid")
    command.add_argument("-o", dest="out", type=Path, required=True)
    command.set_defaults(run=brief)
    command = commands.add_parser("papers", help="write every paper that was issued for a month")
    command.add_argument("month", metavar="MONTH", help="YYYY-MM")
    command.add_argument("--kind", choices=[kind.value for kind in PaperKind])
    command.add_argument("-o", dest="out", type=Path, required=True, metavar="DIR")
    command.set_defaults(run=papers)


def _year(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 2000 <= int(written[:5]) <= 2099):
        raise argparse.ArgumentTypeError("a year from 2000 to 2099")
    return int(written)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused("file.unreadable", name=path.name) from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused("file.unwritable", name=path.name) from error


def import_plan(given: argparse.Namespace) -> int:
    """Read a plan; with ``--json`` print its draft, else keep it as a draft and print what to check."""
    text = reading.read_plan(_bytes(given.file), given.file.name)
    draft = intake.read(text, year=given.year).as_json()
    if given.json:
        print(json.dumps(draft, ensure_ascii=False, indent=1))
        return 0
    with opened() as (told, store), store.deciding(actor="lichsong import-plan", now=told.clock()) as work:
        plan = plans.save_draft(work, draft, text=text, file_name=given.file.name)
        number = plan.id
    read = ((len(draft[name]), words) for name, words in _PARTS)
    print(f"Đã lưu bản đọc số {number}: {', '.join(f'{count} {words}' for count, words in read)}.")
    print(f"Xin kiểm tra tại {told.base_url}/plans/{number}")
    for question in draft["questions"]:
        print(f"- {question['text']}")
    return 0


def read_phrases(given: argparse.Namespace) -> int:
    """``{"id": "text"}`` in, ``[{"id", "parsed"}]`` out."""
    source = _bytes(given.file) if given.file else sys.stdin.buffer.read()
    try:
        phrases = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise Refused("api.not_json") from error
    if not isinstance(phrases, dict) or not all(isinstance(text, str) for text in phrases.values()):
        raise Refused("phrases.not_a_table")
    told = [{"id": name, "parsed": read_items(text)} for name, text in phrases.items()]
    print(json.dumps(told, ensure_ascii=False, indent=1))
    return 0


def feed(given: argparse.Namespace) -> int:
    """The bytes that subscribers of this feed get now."""
    with opened() as (told, store), store.reading() as session:
        content = feeds.body_of_slug(session, given.slug, now=told.clock(), zone=told.zone)
    _write(given.out, content)
    return 0


def brief(given: argparse.Namespace) -> int:
    """The bytes that the site serves for a slot's brief."""
    with opened() as (told, store), store.deciding(actor="lichsong brief", now=told.clock()) as work:
        _found, content = briefs.current(work, given.uid)
    _write(given.out, content)
    return 0


def papers(given: argparse.Namespace) -> int:
    """A month's papers as last issued, one file each; Refused ``papers.none`` when there is none."""
    month_start(given.month)
    kinds = (PaperKind(given.kind),) if given.kind else tuple(PaperKind)
    with opened() as (_told, store), store.reading() as session:
        found = issued.bundle(session, given.month, kinds)
    if not found:
        raise NotFound("papers.none", month=given.month)
    try:
        given.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("file.unwritable", name=given.out.name) from error
    for done, (name, content) in enumerate(found, 1):
        _write(given.out / name, content)
        if sys.stderr.isatty():
            _bar(done, len(found), name)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(f"Đã ghi {len(found)} văn bản vào {given.out}.")
    return 0


def _bar(done: int, of: int, name: str) -> None:
    filled = done * 24 // of
    print(f"\r\033[K[{'█' * filled}{'·' * (24 - filled)}] {done}/{of} {name[:60]}", end="", file=sys.stderr, flush=True)
