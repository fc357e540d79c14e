"""The ledger as a table: what the page, its file, the command line and programs show, one wording for all."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaigns.errors import NotFound, Refused
from campaigns.queries import plans as plan_queries
from campaigns.times import EARLIEST, LATEST, month_days, month_of, months_of
from campaigns.values.ledger import Amount, Line
from exports import figures
from scheduler import ledger
from scheduler.ledger import Book, Days
from web import formats
from web.language import N_, current, gettext

COLUMNS: Final[Mapping[str, str]] = {
    "ordered": N_("Đã đặt"), "ahead": N_("Chưa đến hạn"), "aired": N_("Đã phát, đăng"),
    "presumed": N_("Trong đó chờ minh chứng"), "owed": N_("Còn nợ"), "made_good": N_("Đã bù"),
    "credited": N_("Đã trừ tiền"), "waived": N_("Không phải bù"), "payable": N_("Phải trả"),
}  # fmt: skip
"""What is told of each line, in the order of the file."""
MEASURES: Final[Mapping[str, str]] = {"seconds": N_("giây"), "articles": N_("bài"), "vnd": N_("đồng")}
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HEADS: Final[Mapping[str, str]] = {"month": N_("Tháng"), "outlet": N_("Đài, báo"), "theme": N_("Chủ đề")}


def opened(
    session: Session, asked: Mapping[str, str], *, today: date, zone: ZoneInfo, as_of: date | None = None
) -> Book | None:
    """The book that ``campaign``, ``from`` and ``to`` ask for; None where there is no campaign.

    By itself the campaign that runs, from its first month to its last. ``from`` and ``to`` are months, or dates of
    the calendar: where one is a date, a month stands for its first or its last.

    Raises:
        NotFound: ``campaign.unknown``. Refused: ``ledger.no_month`` with ``field`` for what is no month of it.
    """
    campaigns = plan_queries.campaigns(session)
    wanted = asked.get("campaign", "")
    if wanted and wanted not in {one.slug for one in campaigns}:
        raise NotFound("campaign.unknown", slug=wanted[:80])
    if (campaign := plan_queries.at_hand(campaigns, as_of or today, wanted)) is None:
        return None
    months = months_of(campaign.starts_on, campaign.ends_before)
    days = _days(months, asked.get("from", ""), asked.get("to", ""))
    if days is not None:
        within = [month for month in months if month_of(days.first) <= month <= month_of(days.last)]
        return ledger.open_book(session, campaign, within, today=today, zone=zone, as_of=as_of, days=days)
    first, last = (_month(months, asked.get(name, ""), usual, name) for name, usual in _ends(months))
    first, last = min(first, last), max(first, last)
    return ledger.open_book(
        session, campaign, months[months.index(first) : months.index(last) + 1], today=today, zone=zone, as_of=as_of
    )


def _days(months: Sequence[str], first: str, last: str) -> Days | None:
    """The dates that are asked for, in either order; None where neither end is one."""
    told = {name: _day(text) for name, text in (("from", first), ("to", last))}
    if not any(told.values()):
        return None
    opens, closes = (told[name] or _month_end(months, text, name) for name, text in (("from", first), ("to", last)))
    return Days(min(opens, closes), max(opens, closes))


def _day(text: str) -> date | None:
    """``2017-06-14`` as a date of our calendar."""
    try:
        day = date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and EARLIEST <= day <= LATEST else None


def _month_end(months: Sequence[str], text: str, field: str) -> date:
    first, last = months[0], months[-1]
    days = month_days(_month(months, text, first if field == "from" else last, field))
    return days[0] if field == "from" else days[-1]


def _ends(months: Sequence[str]) -> Iterable[tuple[str, str]]:
    return ("from", months[0]), ("to", months[-1])


def _month(months: Sequence[str], wanted: str, usual: str, field: str) -> str:
    if not wanted:
        return usual
    if wanted not in months:
        raise Refused("ledger.no_month", fields=(field,), month=wanted[:20], first=months[0], last=months[-1])
    return wanted


def parts(told: str) -> tuple[str, ...]:
    """``theme,outlet,month`` as it is asked for; Refused ``ledger.no_part``."""
    asked = tuple(dict.fromkeys(part.strip() for part in told.split(",") if part.strip())) or ledger.PARTS
    for part in asked:
        if part not in ledger.PARTS:
            raise Refused("ledger.no_part", fields=("by",), part=part[:40])
    return asked


def table(book: Book, by: Sequence[str]) -> tuple[list[str], list[list[figures.Cell]]]:
    """Heads and rows of everything, in whole seconds, articles and đồng."""
    heads = [gettext(_HEADS[part]) for part in by] + [gettext("Lượt"), gettext("Lượt chưa có giá")]
    for measure in MEASURES.values():
        heads += [f"{gettext(column)} ({gettext(measure)})" for column in COLUMNS.values()]
    rows: list[list[figures.Cell]] = []
    for key, line in book.by(*by).items():
        row: list[figures.Cell] = [named(book, part, value) for part, value in zip(by, key, strict=True)]
        row += [line.spots, line.unpriced]
        for measure in MEASURES:
            row += [getattr(getattr(line, column), measure) for column in COLUMNS]
        rows.append(row)
    return heads, rows


def ends(book: Book) -> tuple[str, str]:
    """The first and last date that were asked for, or month where months were."""
    if book.days is not None:
        return book.days.first.isoformat(), book.days.last.isoformat()
    return book.months[0], book.months[-1]


def named(book: Book, part: str, value: str | int) -> str:
    """A month, an outlet or a theme in words that stay the same for the same day."""
    if part == "outlet":
        return next((one.name for one in book.outlets if one.id == value), f"#{value}")
    if part == "theme":
        theme = next((one for one in book.themes if one.id == value), None)
        return f"{theme.letter} · {book.theme_names[theme.id]}" if theme else f"#{value}"
    return str(value)


def as_json(book: Book, by: Sequence[str]) -> dict[str, Any]:
    """What programs get."""
    names: Mapping[str, Callable[[Any], Any]] = {
        "outlet": {one.id: one.slug for one in book.outlets}.get,
        "theme": {one.id: one.letter for one in book.themes}.get,
        "month": str,
    }
    rows = [
        {part: names[part](value) for part, value in zip(by, key, strict=True)} | _line(line)
        for key, line in book.by(*by).items()
    ]
    first, last = ends(book)
    return {
        "campaign": book.campaign.slug, "from": first, "to": last,
        "as_of": book.as_of.isoformat() if book.as_of else None, "by": list(by),
        "digest": ledger.digest(book.ledger), "rows": rows, "total": _line(book.whole),
    }  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    told = {column: {m: getattr(getattr(line, column), m) for m in MEASURES} for column in COLUMNS}
    return {"spots": line.spots, "unpriced": line.unpriced} | told


def amount(told: Amount, measure: str) -> str:
    """``12:30``, ``3`` articles or ``1.250.000 đ`` in the reader's language; a dash for nothing."""
    if not (units := getattr(told, measure)):
        return formats.ABSENT
    if measure == "seconds":
        return formats.duration(units, language=current())
    return formats.vnd(units, language=current()) if measure == "vnd" else formats.number(units, language=current())
