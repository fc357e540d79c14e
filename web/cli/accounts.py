"""``ledger``: airtime, articles and money by theme, outlet and month, and continuity, now or as of a past day."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

from campaigns.errors import NotFound, Refused
from campaigns.times import local_day
from exports import figures
from scheduler import ledger
from web import book, continuity
from web.cli.opening import opened
from web.language import gettext

_SHOWN: Final = ("ordered", "aired", "owed", "made_good", "credited", "waived", "ahead")


def add(commands: Any) -> None:
    """The command."""
    command = commands.add_parser("ledger", help="what was ordered, aired, is owed, made good, credited, waived, ahead")
    command.add_argument("--campaign", default="", help="its slug; default: the one that runs")
    command.add_argument("--from", dest="first", default="", metavar="YYYY-MM[-DD]", help="first month or day")
    command.add_argument("--to", dest="last", default="", metavar="YYYY-MM[-DD]", help="last month or day")
    command.add_argument("--by", default="outlet,month", help="of theme, outlet, month; default outlet,month")
    command.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="as it stood at a day's end")
    command.add_argument("--csv", type=Path, help="write every figure into this file instead; - for standard output")
    command.set_defaults(run=show)


def show(given: argparse.Namespace) -> int:
    """Print it, or write the file."""
    by = book.parts(given.by)
    asked = {"campaign": given.campaign, "from": given.first, "to": given.last}
    with opened() as (told, store), store.reading() as session:
        today = local_day(told.clock(), told.zone)
        found = book.opened(session, asked, today=today, zone=told.zone, as_of=given.as_of)
        if found is None:
            raise NotFound("campaign.none")
        strands = ledger.strands(
            session, found.campaign, today=today, until=continuity.reach(given.as_of or today), zone=told.zone,
            as_of=given.as_of, agreed_only=True,
        )  # fmt: skip
    if given.csv is not None:
        content = figures.as_csv(*book.table(found, by))
        if str(given.csv) == "-":
            sys.stdout.buffer.write(content)
            return 0
        try:
            given.csv.write_bytes(content)
        except OSError as error:
            raise Refused("file.unwritable", name=str(given.csv)) from error
        print(f"{given.csv}: {len(found.by(*by))} dòng")
        return 0
    _print(found, by)
    for alarm in continuity.alarms(strands, found.campaign.slug):
        print(f"{alarm.strand.programme} · {alarm.strand.outlet}: {alarm.agreed}")
        for gap in alarm.told:
            print(f"  {gap.title}. {gap.words}")
        if alarm.quote:
            print("  " + " ".join(part for part in (alarm.clause, f"“{alarm.quote}”") if part))
    return 0


def _print(found: ledger.Book, by: tuple[str, ...]) -> None:
    for measure, unit in (("seconds", "thời lượng"), ("articles", "bài"), ("vnd", "đồng")):
        if not getattr(found.whole.ordered, measure):
            continue
        rows = [[f"Theo {unit}", *(gettext(book.COLUMNS[name]) for name in _SHOWN)]]
        for key, line in found.by(*by).items():
            name = " · ".join(book.named(found, part, value) for part, value in zip(by, key, strict=True))
            rows.append([name, *(book.amount(getattr(line, column), measure) for column in _SHOWN)])
        rows.append(["Cộng", *(book.amount(getattr(found.whole, column), measure) for column in _SHOWN)])
        widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
        for row in rows:
            cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
            print("  ".join((row[0].ljust(widths[0]), *cells)).rstrip())
        print()
    print(
        f"{found.whole.spots} lượt đã đặt, {found.whole.unpriced} lượt chưa có giá. Mã sổ {ledger.digest(found.ledger)}"
    )
