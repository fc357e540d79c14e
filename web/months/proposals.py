"""Proposals for a month: what each comes to and why no more, two side by side, and taking them up."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from flask import jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import Denied, NotFound, Refused
from campaigns.queries import proposals as queries
from campaigns.values.edits import Move, Place, Remove
from campaigns.values.proposals import ProposalView, Proposed, Target
from scheduler import grid, months, stating
from scheduler.board import Board
from scheduler.months import Facts
from scheduler.services import exchanging, proposing
from scheduler.stating import Change
from web import access, formats
from web.language import current
from web.language import gettext as _
from web.months import edits, proposal_words
from web.months.desk import address, back_to, bp, checked_month, opened, unfiltered, whole
from web.months.proposing import budget_of
from web.months.wording import when

_REF_PARTS = 3


class Line(NamedTuple):
    """A change that a proposal would make."""

    ref: str
    what: str
    when: str
    programme: str
    outlet: str
    letter: str
    hue: int
    theme: str
    was: str  # where its slot stands now
    refused: bool


class Shown(NamedTuple):
    """A proposal with what the pages say of it."""

    view: ProposalView
    title: str
    verdict: str
    counted: str
    notes: tuple[str, ...]
    missing: tuple[proposal_words.Missing, ...]
    still: tuple[Change, ...]
    each: tuple[tuple[str, str], ...]  # whose figure, and how much of it is reached


@bp.get("/<month>/proposals")
@access.roles(*access.OFFICE)
def listed(month: str) -> ResponseReturnValue:
    """Every proposal that nobody has set aside, newest first."""
    with access.reading() as session:
        board = opened(session, checked_month(month), unfiltered())
        facts = _facts(session, month)
        views = () if board.campaign is None else queries.of_month(session, month, board.campaign.id)
    return render_template(
        "months/proposals.html", board=board, shown=[_shown(facts, view) for view in views], address=address,
    )  # fmt: skip


@bp.get("/<month>/proposals/<uid>")
@access.roles(*access.OFFICE)
def proposal(month: str, uid: str) -> ResponseReturnValue:
    """What a proposal comes to, what it could not reach and why, and each of its changes."""
    with access.reading() as session:
        board, facts, view = _opened(session, month, uid)
        others = [one for one in queries.of_month(session, month, view.asked.campaign_id) if one.uid != uid]
    shown = _shown(facts, view)
    refused = stating.changes(facts, view.asked, view.placements)
    lines = [_line(board, facts, one, refused=one.ref in view.refused) for one in refused]
    outlets = Counter(line.outlet for line in lines if not line.refused)
    return render_template(
        "months/proposal.html", board=board, shown=shown, lines=lines, address=address, others=[
            (one.uid, proposal_words.title(one), one.made_at) for one in others
        ],
        outlets=[(one.id, one.short_name or one.name, outlets[one.short_name or one.name]) for one in facts.outlets],
        budget=budget_of(facts, view.asked), said=request.args.get("said", ""), kept=whole(request.args.get("n", "")),
        unrecorded=[(words, _keeping(board, target)) for words, target in proposal_words.unrecorded(facts, view)],
    )  # fmt: skip


@bp.get("/<month>/proposals/<uid>/why")
@access.roles(*access.OFFICE)
def why(month: str, uid: str) -> ResponseReturnValue:
    """Why a placement lies where it does: what would be lost without it, and what in the next best places."""
    ref = _ref(request.args.get("ref", ""))
    with access.reading() as session:
        board, facts, view = _opened(session, month, uid)
    here = proposing.why_here(facts, view, ref)
    if here is None:
        raise NotFound("proposal.not_its_own")
    others = [(_named(board, facts, other), proposal_words.worse(difference)) for other, difference in here.others]
    return render_template(
        "months/why.html", board=board, view=view, title=proposal_words.title(view), line=_named(board, facts, ref),
        without=proposal_words.worse(here.without), others=others, address=address,
    )  # fmt: skip


@bp.get("/<month>/proposals/<uid>/beside/<other>")
@access.roles(*access.OFFICE)
def compare(month: str, uid: str, other: str) -> ResponseReturnValue:
    """Two proposals side by side: their figures, and what stands in one only."""
    with access.reading() as session:
        board, facts, one = _opened(session, month, uid)
        _board, _facts_again, second = _opened(session, month, other)
    sides = [_shown(facts, one), _shown(facts, second)]
    standing = {stating.proposed(slot) for slot in facts.slots if slot.state not in grid.HOLDS_NO_PLACE}
    apart = [
        [_named(board, facts, ref) for ref in sorted(set(mine.wanted) - set(theirs.wanted) - standing, key=_by_date)]
        for mine, theirs in ((one, second), (second, one))
    ]
    each = [dict(proposal_words.each(facts, view)) for view in (one, second)]
    figures = [
        *((name, [side.get(name, "–") for side in each]) for name in dict.fromkeys([*each[0], *each[1]])),
        (_("Lượt đạt chỉ tiêu"), [formats.number(side.view.found["done"], language=current()) for side in sides]),
        (_("Nhiều nhất có thể"), [formats.number(side.view.found["most"], language=current()) for side in sides]),
        (_("Lượt trong đề xuất"), [formats.number(len(side.view.wanted), language=current()) for side in sides]),
        (_("Kinh phí cả tháng"), [proposal_words.cost(side.view.found) for side in sides]),
        (_("Chỉ tiêu chưa đạt"), [formats.number(len(side.missing), language=current()) for side in sides]),
    ]
    return render_template(
        "months/compare.html", board=board, sides=sides, apart=apart, figures=figures, address=address
    )


@bp.post("/<month>/proposals/<uid>/accept")
@access.roles(*access.PLANNERS)
def accept(month: str, uid: str) -> ResponseReturnValue:
    """Take a proposal up: all of it, an ``outlet``'s, or the placements named by ``ref``."""
    wanted = _wanted(month)
    try:
        with access.deciding() as work:
            done = proposing.accept(work, checked_month(month), uid, wanted)
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        return edits.refused(month, refusal, [])
    if edits.by_script() or "ref" in request.form:
        return edits.settled(month, done)
    skipped = len(done.skipped) or None
    back = address(month, proposal=uid, edit=done.edit_id, placed=len(done.uids), skipped=skipped)
    return redirect(back, code=303)


@bp.post("/<month>/proposals/<uid>/refuse")
@access.roles(*access.PLANNERS)
def refuse(month: str, uid: str) -> ResponseReturnValue:
    """Leave placements out that are named by ``ref``; with ``again`` they are wanted once more."""
    named = _refs()
    again = request.form.get("again", "") == "1"
    with access.deciding() as work:
        proposing.judge(work, checked_month(month), uid, named, refused=not again)
    if edits.by_script():
        with access.reading() as session:
            told = edits.answer(opened(session, month), {(one.window_id, one.date): None for one in named})
        return jsonify(told | {"said": _("Đã bỏ chỗ này khỏi đề xuất. Lấy lại được ở trang “Vì sao”.")})
    if request.form.get("from") == "page":
        return redirect(address(month, "proposals", uid, keep=False) + f"#r{request.form.get('row', '')[:9]}", code=303)
    one = named[0] if named else None
    return redirect(back_to(month, one and one.window_id, one and one.date, proposal=uid), code=303)


@bp.post("/<month>/proposals/<uid>/exchange")
@access.roles(*access.PLANNERS)
def exchange(month: str, uid: str) -> ResponseReturnValue:
    """Put the placement named by ``ref`` where ``to`` says instead, and show it on the board."""
    old, new = _ref(request.form.get("ref", "")), _ref(request.form.get("to", ""))
    with access.deciding() as work:
        exchanging.exchange(work, checked_month(month), uid, old, new)
    return redirect(back_to(month, new.window_id, new.date, proposal=uid), code=303)


@bp.post("/<month>/proposals/<uid>/drop")
@access.roles(*access.PLANNERS)
def drop(month: str, uid: str) -> ResponseReturnValue:
    """Set a proposal aside; with ``again`` take it out once more."""
    again = request.form.get("again", "") == "1"
    with access.deciding() as work:
        proposing.drop(work, checked_month(month), uid, dropped=not again)
    if again:
        return redirect(address(month, keep=False, proposal=uid), code=303)
    return redirect(address(month, "proposals", keep=False, dropped=uid), code=303)


def _keeping(board: Board, target: Target) -> str:
    """The form where a figure is put on record, with its number already in it; empty without a plan to keep it."""
    if board.campaign is None:
        return ""
    asked = {
        "month": board.month, "outlet": target.outlet_id, "window": target.window_id, "theme": target.theme_id,
        "spots": target.spots,
    }  # fmt: skip
    given = {name: value for name, value in asked.items() if value is not None}
    return f"/plans/{board.campaign.plan_id}/quota?{urlencode(given)}"


def _wanted(month: str) -> Callable[[Change], bool]:
    if outlet := request.form.get("outlet", ""):
        with access.reading() as session:
            mine = {window.id for window in _facts(session, month).windows if str(window.outlet_id) == outlet}
        return lambda change: change.ref.window_id in mine
    if "ref" in request.form:
        named = set(_refs())
        return lambda change: change.ref in named
    return lambda _change: True


def _refs() -> list[Proposed]:
    """Placements named by ``ref``; Refused ``edit.unreadable``."""
    return [_ref(told) for told in request.form.getlist("ref")[:999]]


def _ref(told: str) -> Proposed:
    parts = told.split(".")
    numbers = [whole(part) for part in (parts[0], parts[-1])]
    try:
        day = date.fromisoformat(parts[1]) if len(parts) == _REF_PARTS else None
    except ValueError:
        day = None
    if day is None or numbers[0] is None or numbers[1] is None:
        raise Refused("edit.unreadable", fields=("ref",))
    return Proposed(numbers[0], day, numbers[1])


def _opened(session: Session, month: str, uid: str) -> tuple[Board, Facts, ProposalView]:
    """A proposal on the board that it was made for; NotFound ``proposal.unknown``."""
    view = queries.proposal(session, uid)
    if view.month != checked_month(month):
        raise NotFound("proposal.unknown", uid=uid[:40])
    facts = _facts(session, month)
    campaign = next((one.slug for one in facts.running if one.id == view.asked.campaign_id), None)
    return opened(session, month, replace(unfiltered(), campaign=campaign, proposal=uid)), facts, view


def _facts(session: Session, month: str) -> Facts:
    return months.gather(session, checked_month(month), now=access.now(), zone=access.site().settings.zone)


def _shown(facts: Facts, view: ProposalView) -> Shown:
    still = stating.changes(facts, view.asked, view.placements, view.refused)
    return Shown(
        view, proposal_words.title(view), proposal_words.verdict(view.found), proposal_words.counted(view, still),
        proposal_words.notes(view.found), proposal_words.missing(facts, view), still, proposal_words.each(facts, view),
    )  # fmt: skip


def _line(board: Board, facts: Facts, change: Change, *, refused: bool) -> Line:
    what: Mapping[type, str] = {Place: _("Đặt mới"), Move: _("Dời"), Remove: _("Bỏ")}
    named = _named(board, facts, change.ref)
    was = ""
    if change.slot is not None and isinstance(change.operation, Move):
        row = board.row(change.slot.window_id)
        hour = f"{when(row.window)} {row.window.programme}, " if row else ""
        was = hour + formats.day_month(change.slot.date, language=current())
    return named._replace(what=what[type(change.operation)], was=was, refused=refused)


def _named(board: Board, facts: Facts, ref: Proposed) -> Line:
    window = next((one for one in facts.windows if one.id == ref.window_id), None)
    theme = board.theme(ref.theme_id)
    outlet = next((o.short_name or o.name for o in facts.outlets if window and o.id == window.outlet_id), "")
    return Line(
        ref.ref, "", f"{formats.day_month(ref.date, language=current())} {when(window) if window else ''}".strip(),
        window.programme if window else "", outlet, theme.letter if theme else "?", theme.hue + 1 if theme else 0,
        theme.name if theme else "", "", refused=False,
    )  # fmt: skip


def _by_date(one: Proposed) -> tuple[date, int, int]:
    return one.date, one.window_id, one.theme_id
