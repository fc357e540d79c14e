"""Logs handed in: kept as received, read by columns that a person may correct, each airing on record once."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaigns import logs
from campaigns.errors import Refused, Stale
from campaigns.models import AsRunLine, AsRunLog, Outlet, new_uid
from campaigns.queries import logs as queries
from campaigns.queries import programmes as outlet_queries
from campaigns.reading import tables
from campaigns.store import UnitOfWork
from campaigns.times import local_instant
from campaigns.values.logs import Column, Columns, Entry, Log, Unread


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a log brought."""

    uid: str
    lines: int  # rows of the table that are no heading
    read: int  # of them airings
    new: int  # airings that no log before had told
    unread: tuple[Unread, ...]
    days: tuple[date, ...]  # broadcast dates that it tells of


def receive(work: UnitOfWork, slug: str, content: bytes, file_name: str, *, day: date | None = None) -> AsRunLog:
    """Keep a log as received, with a first guess at what its columns tell; nothing is taken from it yet.

    Raises:
        NotFound: ``outlet.unknown``. Refused: as ``reading.tables.read_table``.
    """
    outlet = outlet_queries.outlet_row(work.session, slug)
    told = _read(outlet, content, file_name, day, None)
    row = AsRunLog(
        uid=new_uid(), outlet_id=outlet.id or 0, file_name=file_name[:200], content=content, day=day,
        columns=_plain(told.columns), received_at=work.now, received_by=work.actor,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    return row


def read_again(work_session: Any, row: AsRunLog, columns: Columns | None = None, day: date | None = None) -> Log:
    """What a log tells by these columns; None: by those that are kept with it."""
    outlet = work_session.get_one(Outlet, row.outlet_id)
    kept = {Column(name): place for name, place in row.columns.items()}
    return _read(outlet, row.content, row.file_name, day or row.day, kept if columns is None else columns)


def _read(outlet: Outlet, content: bytes, file_name: str, day: date | None, chosen: Columns | None) -> Log:
    return logs.read_log(
        tables.read_table(content, file_name), day=day, day_start_minute=outlet.broadcast_day_start_minute,
        chosen=chosen, kept=outlet.log_columns,
    )  # fmt: skip


def readable(session: Any, row: AsRunLog, columns: Columns | None = None, day: date | None = None) -> Log:
    """A log as it would be taken in.

    Raises:
        Refused: ``log.no_start`` where no column tells when things began; ``log.nothing_read`` where no line tells an
            airing.
    """
    told = read_again(session, row, columns, day)
    if Column.START not in told.columns:
        raise Refused("log.no_start", name=row.file_name)
    if not told.entries:
        raise Refused("log.nothing_read", name=row.file_name)
    return told


def take_in(
    work: UnitOfWork, uid: str, columns: Columns | None = None, *, day: date | None = None, whole_day: bool = False
) -> TakenIn:
    """Put every line of a log on record, once for all its tellings, and remember what its columns tell.

    Args:
        columns: As a person said; None: as they were guessed.
        day: Broadcast date of lines that name none.
        whole_day: The log tells all of its days, so that what is not in it did not air.

    Raises:
        NotFound: ``log.unknown``. Stale: ``log.taken`` where it was taken in already. Refused: as ``readable``.
    """
    row = queries.log(work.session, uid)
    if row.taken_at is not None:
        raise Stale("log.taken", uid=uid)
    told = readable(work.session, row, columns, day)
    outlet = work.session.get_one(Outlet, row.outlet_id)
    fresh = _add(work, row, told)
    days = sorted({one.date for one in told.entries})
    row.day, row.whole_day, row.columns, row.taken_at = day or row.day, whole_day, _plain(told.columns), work.now
    counts = {"lines": len(told.entries) + len(told.unread), "read": len(told.entries), "new": fresh,
              "unread": len(told.unread)}  # fmt: skip
    row.counts = counts | {"days": [one.isoformat() for one in days]}
    if told.heads:
        outlet.log_columns = {column.value: told.heads[place] for column, place in told.columns.items()}
    work.session.flush()
    work.note("as_run_log", uid, "taken_in", after={"outlet": outlet.slug, "file": row.file_name, **counts})
    return TakenIn(uid, counts["lines"], counts["read"], fresh, told.unread, tuple(days))


def _add(work: UnitOfWork, row: AsRunLog, told: Log) -> int:
    """Lines that no log before had told; returns how many of them are airings."""
    found = list(_marked(row.outlet_id, told, work.zone))
    known = queries.known_marks(work.session, row.outlet_id, [mark for mark, _line, _at in found])
    fresh = 0
    for mark, line, at in found:
        if mark in known:
            continue
        made = AsRunLine(
            log_id=row.id or 0, outlet_id=row.outlet_id, number=line.number, raw=line.raw, mark=mark
        )  # fmt: skip
        if isinstance(line, Entry):
            made.date, made.starts_at, made.length_s = line.date, at, line.length_s
            made.programme, made.title, made.theme, made.channel = line.programme, line.title, line.theme, line.channel
            fresh += 1
        else:
            made.trouble = {"code": line.code, "facts": dict(line.facts)}
        work.session.add(made)
    return fresh


def lines_of(session: Session, row: AsRunLog, zone: ZoneInfo) -> tuple[AsRunLine, ...]:
    """Every line that a log tells, in its order: those that it brought, and those that were on record before."""
    marks = [mark for mark, _line, _at in _marked(row.outlet_id, read_again(session, row), zone)]
    found = {one.mark: one for one in queries.by_mark(session, row.outlet_id, marks)}
    return tuple(found[mark] for mark in marks if mark in found)


def _marked(outlet_id: int, told: Log, zone: ZoneInfo) -> Iterable[tuple[str, Entry | Unread, datetime | None]]:
    """Each line with a mark that stays the same in whatever file it comes; of equal lines in one file each its own."""
    seen: Counter[str] = Counter()
    lines: list[Entry | Unread] = sorted((*told.entries, *told.unread), key=lambda one: one.number)
    for line in lines:
        at = None
        if isinstance(line, Entry):
            at = local_instant(line.date, 0, zone) + timedelta(seconds=line.start_s)
            what: list[Any] = [at.isoformat(), line.length_s, line.programme, line.title, line.theme, line.channel]
        else:
            what = [line.raw]
        key = json.dumps([outlet_id, *what], ensure_ascii=False)
        seen[key] += 1
        yield hashlib.sha256(f"{key}#{seen[key]}".encode()).hexdigest(), line, at


def _plain(columns: Mapping[Column, int]) -> dict[str, int]:
    return {column.value: place for column, place in columns.items()}
