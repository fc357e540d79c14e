"""The month's papers: briefs issued and still lacking something, confirmations on record, released versions."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.models import Release
from campaigns.queries import issued as issued_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries import releases as release_queries
from campaigns.queries import slots as slot_queries
from campaigns.times import month_of, month_start, neighbour_month
from campaigns.values.issued import Issued
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, PaperKind, SlotState
from exports.brief import slip_code
from scheduler import papers as registry
from scheduler.services import briefing, issuing
from web import access, form_page, lacking, names, tables
from web.agenda import wording as places
from web.lacking import Lack

bp = Blueprint("documents", __name__, url_prefix="/documents")
OFF = frozenset({SlotState.CANCELLED, SlotState.MISSED})
SHOWS = ("all", "missing", "issued")


class Paper(NamedTuple):
    """A slot's brief."""

    slot: SlotView
    place: str
    press: bool
    code: str  # PSX-2017-04-02; empty until it is issued
    lacks: tuple[Lack, ...]


class Sheet(NamedTuple):
    """A paper of the month beside the briefs."""

    href: str
    kind: str  # in words
    title: str
    lacks: int
    issued: Issued | None  # the newest version


_KEYS: Mapping[str, Callable[[Paper], Any]] = {
    "when": lambda one: (one.slot.starts_at, one.slot.place),
    "programme": lambda one: (one.slot.programme, one.slot.starts_at),
    "code": lambda one: (one.code, one.slot.starts_at),
    "lacks": lambda one: (len(one.lacks), one.slot.starts_at),
}


class Version(NamedTuple):
    """A released version with how many lines of each kind its changelog has."""

    row: Release
    by: str
    approved_by: str
    counts: dict[str, int]


@bp.get("")
@access.roles(*access.OFFICE)
def listed() -> ResponseReturnValue:
    """The papers of ``?month=YYYY-MM``, this month by itself; ``?show=missing|issued`` narrows the briefs."""
    month = request.args.get("month") or month_of(form_page.today())
    month_start(month)
    show = request.args.get("show", "all")
    with access.reading() as session:
        slots = tuple(
            slot for slot in slot_queries.month_slots(session, month) if slot.state is not SlotState.CANCELLED
        )
        plans = {one.id: one.plan_id for one in plan_queries.campaigns(session)}
        desk = briefing.Desk(session, [slot.uid for slot in slots])
        papers = tuple(
            _paper(desk.draw(slot.uid, today=slot.date), plans[slot.campaign_id])
            for slot in slots
            if slot.state not in OFF or desk.rows[slot.uid].brief_number is not None
        )
        sheets = _sheets(session, month)
        bundled = bool(issued_queries.of_month(session, month))
        rows = release_queries.of_month(session, month)
        named = names.called(session, {who for row in rows for who in (row.by, row.approved_by) if who})
    wanted = {
        "missing": tuple(one for one in papers if not one.code or one.lacks),
        "issued": tuple(one for one in papers if one.code),
    }
    listed, sort = tables.in_order(wanted.get(show, papers), _KEYS)
    return render_template(
        "documents/list.html", month=month, before=neighbour_month(month, -1), after=neighbour_month(month, 1),
        show=show if show in SHOWS else "all", papers=papers, sheets=sheets, listed=listed, sort=sort,
        bundled=bundled,
        confirmed=[(slot, places.place(slot.date, slot.start_minute)) for slot in slots if slot.confirmed_at],
        versions=[_version(row, named) for row in rows],
    )  # fmt: skip


def _sheets(session: Session, month: str) -> list[Sheet]:
    """Papers that the month has or may have, kind by kind; briefs and outlines have a list of their own."""
    found = []
    for kind in registry.KINDS.values():
        if kind.word in {PaperKind.BRIEF, PaperKind.OUTLINE}:
            continue
        keys = list(kind.of_month(session, month))
        done = issued_queries.newest(session, kind.word, keys)
        usual = issuing.usual(session, kind, form_page.today())
        for key in keys:
            drawn = kind.draw(session, key, usual)
            href, words = f"/papers/{kind.word.value}/{key}", names.of(names.PAPERS, kind.word)
            found.append(Sheet(href, words, drawn.title, len(drawn.lacks), done.get(key)))
    return found


def _paper(drawn: briefing.Drawn, plan_id: int) -> Paper:
    slot = drawn.view.slot
    return Paper(
        slot, places.place(slot.date, slot.start_minute), slot.channel_kind in PRESS,
        slip_code(drawn.view) if drawn.numbered else "", lacking.lacks(slot, drawn.lacking, plan_id=plan_id),
    )  # fmt: skip


def _version(row: Release, called: Mapping[str, str]) -> Version:
    counts: dict[str, int] = {}
    for line in row.changelog:
        counts[line["kind"]] = counts.get(line["kind"], 0) + 1
    return Version(row, called.get(row.by, row.by), called.get(row.approved_by, ""), counts)
