"""The ledger page with its map and file, and the list of what is still owed."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from pydantic_core import PydanticCustomError
from sqlmodel import Session

from campaigns.errors import Refused
from campaigns.queries import plans as plan_queries
from campaigns.times import month_days, months_of
from campaigns.values.ledger import Amount, Line
from campaigns.values.outlets import OutletView
from campaigns.values.rhythms import Strand
from exports import figures
from scheduler import ledger, makegoods
from scheduler.ledger import Book, Days
from scheduler.makegoods import Owed
from web import access, book, continuity, form_page, formats, papers, refusals
from web.agenda import wording
from web.forms import clean, read_date
from web.language import current
from web.language import gettext as _
from web.ledger.blueprint import bp
from web.slots import owing

CSV: Final = "text/csv; charset=utf-8"
BYS: Final = (("outlet", "month"), ("theme", "month"), ("outlet", "theme"))
SHADES: Final = 4
"""Steps of the map between nothing and all."""


class Cell(NamedTuple):
    """What of a theme went out at an outlet in a month."""

    words: str
    said: str
    shade: int | None  # 0 to SHADES; None: nothing was ordered, or all of it lies ahead


class Map(NamedTuple):
    """An outlet's part of the map."""

    outlet: OutletView
    rows: tuple[tuple[str, str, int, tuple[Cell, ...]], ...]  # letter, name, hue, a cell for each month


class Open(NamedTuple):
    """An obligation in words."""

    owed: Owed
    place: str
    left: str
    why: str
    makegoods: tuple[tuple[str, str, str], ...]  # uid, place, state
    hue: int


@bp.get("/ledger")
@access.roles(*access.OFFICE)
def show() -> ResponseReturnValue:
    """``?campaign= &from= &to= &as_of= &measure=``; by itself the whole campaign as it now stands, in seconds.

    ``from`` and ``to`` are months, or dates of the calendar.
    """
    measure = request.args.get("measure", "")
    typed = {name: clean(request.args.get(name, ""))[:80] for name in ("campaign", "from", "to", "as_of")}
    trouble = ""
    with access.reading() as session:
        try:
            found = _opened(session, typed)
        except Refused as refusal:
            found, trouble = _opened(session, {"campaign": typed["campaign"]}), refusals.of(refusal)
        strands = _strands(session, found) if found else ()
        owed = len(makegoods.open_obligations(session))
        campaigns = plan_queries.campaigns(session)
    if found is None:
        return render_template("ledger/show.html", book=None)
    shown = measure if measure in book.MEASURES else _usual(found)
    kept = {"campaign": found.campaign.slug, "as_of": typed["as_of"], "measure": shown}
    html = render_template(
        "ledger/show.html", book=found, measure=shown, measures=book.MEASURES, columns=book.COLUMNS, trouble=trouble,
        typed=typed, campaigns=campaigns, months=months_of(found.campaign.starts_on, found.campaign.ends_before),
        maps=_maps(found, shown), tables=[_table(found, by, shown) for by in BYS], owed=owed, amount=book.amount,
        strands=strands, alarms=_alarms(found, strands), agreed=continuity.since, board=continuity.board,
        total=_cells(found.whole, shown), other=_otherwise(found, kept), digest=ledger.digest(found.ledger),
        query=urlencode(typed | {"by": ""}),
    )  # fmt: skip
    return html, 422 if trouble else 200


@bp.get("/ledger.csv")
@access.roles(*access.OFFICE)
def as_csv() -> Response:
    """Every figure by month, outlet and theme, or as ``by`` asks; the same for the same day, whenever it is asked."""
    typed = {name: clean(request.args.get(name, ""))[:80] for name in ("campaign", "from", "to", "as_of")}
    by = book.parts(clean(request.args.get("by", ""))[:80])
    with access.reading() as session:
        found = _opened(session, typed)
    heads, rows = book.table(found, by) if found else ([], [])
    name = " ".join((_("Sổ phát sóng"), *(book.ends(found) if found else ())))
    return papers.file(figures.as_csv(heads, rows), CSV, plain="so-phat-song.csv", full=f"{name}.csv")


@bp.get("/continuity.csv")
@access.roles(*access.OFFICE)
def continuity_csv() -> Response:
    """How each standing programme keeps its rhythm, a row for each gap; the same for the same past day."""
    typed = {name: clean(request.args.get(name, ""))[:80] for name in ("campaign", "as_of")}
    with access.reading() as session:
        found = _opened(session, typed)
        heads, rows = continuity.table(_strands(session, found) if found else ())
    full = f"{_('Tính liên tục của chuyên mục')}.csv"
    return papers.file(figures.as_csv(heads, rows), CSV, plain="tinh-lien-tuc.csv", full=full)


@bp.get("/obligations")
@access.roles(*access.OFFICE)
def obligations() -> ResponseReturnValue:
    """Everything that outlets still owe, the earliest first."""
    with access.reading() as session:
        found = makegoods.open_obligations(session)
        hues = {theme.id: theme.hue + 1 for theme in plan_queries.themes(session)}
    by_outlet: dict[str, list[Open]] = {}
    for one in sorted(found, key=lambda one: one.slot.starts_at):
        by_outlet.setdefault(one.slot.outlet, []).append(_open(one, hues))
    total = sum((one.left for one in found), Amount())
    return render_template(
        "ledger/obligations.html", by_outlet=by_outlet, count=len(found), total=total, amount=owing.amount
    )


def _open(one: Owed, hues: dict[int, int]) -> Open:
    slot = one.slot
    laid_out = tuple((each.uid, owing.place(each), owing.state(each)) for each in one.makegoods)
    why = wording.miss_reason(slot) or _("phát thiếu")
    return Open(one, owing.place(slot), owing.amount(one.left), why, laid_out, hues.get(slot.theme_id, 0))


def _opened(session: Session, typed: dict[str, str]) -> Book | None:
    try:
        as_of = read_date(typed.get("as_of", ""))
    except PydanticCustomError as error:
        raise Refused("ledger.no_day", fields=("as_of",)) from error
    return book.opened(session, typed, today=form_page.today(), zone=access.site().settings.zone, as_of=as_of)


def _otherwise(found: Book, kept: dict[str, str]) -> tuple[str, str]:
    """What leads from months to days and back, and the query that does."""
    if found.days is not None:
        return _("Xem theo tháng"), urlencode(kept)
    first, last = month_days(found.months[0])[0], month_days(found.months[-1])[-1]
    return _("Xem theo ngày"), urlencode(kept | {"from": first.isoformat(), "to": last.isoformat()})


def _strands(session: Session, found: Book) -> tuple[Strand, ...]:
    """How standing programmes kept their rhythm on the book's day."""
    today = form_page.today()
    return ledger.strands(
        session, found.campaign, today=today, until=continuity.reach(found.as_of or today), as_of=found.as_of,
        zone=access.site().settings.zone,
    )  # fmt: skip


def _alarms(found: Book, strands: Sequence[Strand]) -> tuple[continuity.Alarm, ...]:
    """Of the months or days that are shown."""
    shown = found.days or Days(month_days(found.months[0])[0], month_days(found.months[-1])[-1])
    first, last = shown.first, shown.last
    return continuity.alarms(strands, found.campaign.slug, first=first, last=last)


def _usual(found: Book) -> str:
    """The first measure in which something was ordered."""
    return next((name for name in book.MEASURES if getattr(found.whole.ordered, name)), "seconds")


def _maps(found: Book, measure: str) -> list[Map]:
    lines = found.by("outlet", "theme", "month")
    used = {key[0] for key, line in lines.items() if getattr(line.ordered, measure)}
    maps = []
    for outlet in found.outlets:
        if outlet.id not in used:
            continue
        rows = tuple(
            (theme.letter, found.theme_names[theme.id], theme.hue + 1,
             tuple(_cell(lines.get((outlet.id, theme.id, month), Line()), measure) for month in found.months))
            for theme in found.themes
        )  # fmt: skip
        maps.append(Map(outlet, rows))
    return maps


def _cell(line: Line, measure: str) -> Cell:
    """How much of what was due went out or was made good."""
    due, out = line.ordered - line.ahead, line.aired + line.made_good
    if not getattr(line.ordered, measure):
        return Cell("", _("không đặt"), None)
    if not (whole := getattr(due, measure)):
        return Cell(book.amount(line.ordered, measure), _("chưa đến hạn"), None)
    share = getattr(out, measure) / whole
    words = book.amount(out, measure) if share == 1 else f"{book.amount(out, measure)}/{book.amount(due, measure)}"
    return Cell(
        words, _("%(percent)s phần đến hạn", percent=formats.percent(share, language=current())), int(SHADES * share)
    )


def _table(found: Book, by: Sequence[str], measure: str) -> dict[str, Any]:
    rows = [
        ([_named(found, part, value) for part, value in zip(by, key, strict=True)], _cells(line, measure))
        for key, line in found.by(*by).items()
        if getattr(line.ordered, measure)
    ]
    return {"by": by, "rows": rows}


def _named(found: Book, part: str, value: str | int) -> str:
    """As ``book.named``, months as people say them."""
    return formats.month_long(str(value), language=current()) if part == "month" else book.named(found, part, value)


def _cells(line: Line, measure: str) -> list[str]:
    return [book.amount(getattr(line, column), measure) for column in book.COLUMNS]
