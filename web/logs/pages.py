"""A station's logs: what waits for a person, what did not go out as booked, and every log that was taken in."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import Denied, NotFound, Refused
from campaigns.models import AsRunLine
from campaigns.queries import hand_ins
from campaigns.queries import logs as queries
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import programmes as programme_queries
from campaigns.queries import slots as slot_queries
from campaigns.values.slots import SlotView
from scheduler.reconcile.values import Label
from scheduler.services import handing_in, reconciling
from web import access, form_page, formats, names, refusals
from web.language import current
from web.logs import airings, wording
from web.logs.blueprint import bp

LOOKED_BACK: Final = timedelta(days=62)
_TELLS: Final = frozenset({Label.MOVED, Label.SHORT, Label.LONG, Label.DUPLICATED})


class Choice(NamedTuple):
    """A slot that a line may show."""

    uid: str
    version: int
    when: str
    what: str
    reasons: str
    state: str


class Doubt(NamedTuple):
    """A line that waits for a person."""

    line: AsRunLine
    when: str
    labels: str
    reasons: str
    choices: tuple[Choice, ...]


class Handed(NamedTuple):
    """What the outlet itself handed in by its link."""

    file_name: str
    log: str  # its log's name; empty for a list in Word
    by: str
    at: datetime
    new: bool  # nobody of the office has seen it
    counts: tuple[int, int, int]  # of a list: aired, missed, rows not taken


class Told(NamedTuple):
    """A line that shows a slot otherwise than it was booked."""

    line: AsRunLine
    when: str
    labels: str
    slot: SlotView | None
    decided: str


@bp.get("/<slug>/as-run")
@access.roles(*access.OFFICE)
def listed(slug: str) -> ResponseReturnValue:
    """What waits for a person, what differs, the logs, and where a new one is handed in."""
    with access.reading() as session:
        answer = _page(session, slug)
        outlet_id = programme_queries.outlet_row(session, slug).id or 0
        news = any(row.seen_at is None for row, _log in hand_ins.of_outlet(session, outlet_id))
    if news and access.may(*access.PLANNERS):
        with access.deciding() as work:
            handing_in.see(work, outlet_id)
    return answer


def _page(session: Session, slug: str, *, trouble: str = "", status: int = 200) -> ResponseReturnValue:
    row = programme_queries.outlet_row(session, slug)
    today = form_page.today()
    outlet = outlet_queries.outlet_view(row, outlet_queries.names(session), today)
    lines = queries.airings(session, outlet.id, today - LOOKED_BACK, today + timedelta(days=1))
    uids = {line.slot_uid for line in lines}
    uids |= {one["slot"] for line in lines if line.doubt for one in line.doubt["others"]}
    slots = {uid: slot_queries.slot_view(session, uid) for uid in sorted(uids - {""})}
    doubts = [_doubt(line, slots) for line in lines if line.doubt and not line.decided_by]
    told = [_told(line, slots) for line in lines if not line.doubt and _differs(line)]
    rows = queries.logs_of(session, outlet.id)
    page = render_template(
        "logs/list.html", outlet=outlet, doubts=doubts, told=told, logs=rows, handed=_handed(session, outlet.id),
        called=names.called(session, {row.received_by for row in rows}),
        months=airings.months_shown(session, outlet.id), said=form_page.said(), trouble=trouble,
        decided=request.args.get("decided", "") == "1",
    )  # fmt: skip
    return page, status


def _handed(session: Session, outlet_id: int) -> list[Handed]:
    """The newest first."""
    found = []
    for row, log in hand_ins.of_outlet(session, outlet_id):
        told = row.told or {"attested": (), "missed": (), "unread": ()}
        counts = len(told["attested"]), len(told["missed"]), len(told["unread"])
        at = row.handed_at or access.now()
        found.append(Handed(row.file_name, log, row.handed_by, at, row.seen_at is None, counts))
    return found


def _differs(line: AsRunLine) -> bool:
    return bool(line.decided_by) or bool(_TELLS & {Label(one) for one in line.labels})


@bp.post("/<slug>/as-run/lines/<int:line_id>")
@access.roles(*access.PLANNERS)
def decide(slug: str, line_id: int) -> ResponseReturnValue:
    """Say what a line shows: ``slot``, or none of ours where it is empty."""
    try:
        with access.deciding() as work:
            _line_of(work.session, slug, line_id)
            reconciling.decide(work, line_id, request.form.get("slot", "")[:40], by=access.me().name)
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        with access.reading() as session:
            return _page(session, slug, trouble=refusals.of(refusal), status=409)
    return redirect(f"/outlets/{slug}/as-run?decided=1", code=303)


def _line_of(session: Session, slug: str, line_id: int) -> AsRunLine:
    """A line of this outlet's logs; NotFound ``log.unknown_line``."""
    row = queries.line(session, line_id)
    if row.outlet_id != programme_queries.outlet_row(session, slug).id:
        raise NotFound("log.unknown_line", id=line_id)
    return row


def _doubt(line: AsRunLine, slots: dict[str, SlotView]) -> Doubt:
    offered: list[tuple[str, Sequence[Sequence[object]]]] = []
    if line.slot_uid:
        offered.append((line.slot_uid, line.doubt["reasons"]))
    offered += [(one["slot"], one["reasons"]) for one in line.doubt["others"] if one["slot"] != line.slot_uid]
    return Doubt(
        line, when(line), wording.labels(line.labels), wording.reasons(line.doubt["reasons"]),
        tuple(_choice(slots[uid], reasons) for uid, reasons in offered),
    )  # fmt: skip


def _choice(slot: SlotView, reasons: Sequence[Sequence[object]]) -> Choice:
    moment = formats.moment(slot.starts_at, slot.zone, language=current())
    what = f"{slot.programme} · {slot.theme_letter} {slot.title or slot.theme}"
    return Choice(slot.uid, slot.version, moment, what, wording.reasons(reasons), slot.state.value)


def _told(line: AsRunLine, slots: dict[str, SlotView]) -> Told:
    return Told(line, when(line), wording.labels(line.labels), slots.get(line.slot_uid), line.decided_by)


def when(line: AsRunLine) -> str:
    """``05:30 12/04/2017``."""
    return formats.moment(line.starts_at, access.site().settings.zone, language=current()) if line.starts_at else ""
