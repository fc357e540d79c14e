"""Several months proposed together: asked for in the form of one, shown month by month, taken up in one go."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.errors import Denied, NotFound, Refused
from campaigns.queries import proposals as queries
from campaigns.queries.plans import CampaignView
from campaigns.times import month_days
from campaigns.values.proposals import ProposalView, Stretch
from campaigns.values.words import TaskKind
from scheduler import months, stating
from scheduler.months import Facts
from scheduler.services import placing, proposing, tasks
from web import access, formats, refusals
from web.language import current
from web.language import gettext as _
from web.months import proposal_words
from web.months.desk import address, bp, checked_month, whole


class Row(NamedTuple):
    """A month of the stretch."""

    view: ProposalView
    month: str  # in words
    words: str  # how much of what was asked it reaches
    counted: str  # what is still to be taken up
    cost: str
    share: str  # what it was given of a shared sum; empty where none is shared
    left: int  # changes still to be taken up


def choices(campaign: CampaignView, month: str) -> list[tuple[str, str]]:
    """Months up to which this one can be proposed, with their names."""
    return [
        (one, formats.month_long(one, language=current())) for one in stating.later(month, campaign.ends_before)
    ]  # fmt: skip


def begin(told: Stretch) -> ResponseReturnValue:
    """Put the stretch in line; its page shows how far it is and then leads to the months."""
    with access.deciding() as work:
        facts = {"month": told.months[0][0], "stretch": told.as_json(), "against": ""}
        uid = tasks.ask(work, TaskKind.PROPOSE, facts)
    return redirect(f"/tasks/{uid}", code=303)


@bp.get("/<month>/stretches/<uid>")
@access.roles(*access.OFFICE)
def stretch_page(month: str, uid: str) -> ResponseReturnValue:
    """Each month's figures, and taking them up."""
    with access.reading() as session:
        views = _views(session, month, uid)
        rows = [_row(_facts(session, view.month), view) for view in views]
    return _page(month, uid, rows)


def _page(month: str, uid: str, rows: Sequence[Row], *, trouble: str = "", status: int = 200) -> ResponseReturnValue:
    edits = [edit for told in request.args.getlist("edit")[: stating.MOST_MONTHS] if (edit := _edit(told))]
    total = rows[0].view.found["whole"]
    unpriced = max(row.view.found["unpriced"] for row in rows)
    cost = {"cost_vnd": sum(row.view.found["cost_vnd"] for row in rows), "unpriced": unpriced}
    page = render_template(
        "months/stretch.html", month=month, uid=uid, rows=rows, total=total, verdict=proposal_words.verdict(total),
        cost=proposal_words.cost(cost), notes=_notes(rows), left=sum(row.left for row in rows), edits=edits,
        placed=whole(request.args.get("placed", "")), undone=request.args.get("undone") == "1", trouble=trouble,
        address=address,
    )  # fmt: skip
    return page, status


def _notes(rows: Sequence[Row]) -> tuple[str, ...]:
    told = []
    if (shared := rows[0].view.found["whole"]["sum_vnd"]) is not None:
        told.append(
            _("Cả đợt dùng chung %(money)s; phần tháng trước không dùng hết chuyển cho tháng sau.",
              money=formats.vnd(shared, language=current()))
        )  # fmt: skip
    if any(row.view.found["stopped"] for row in rows):
        told.append(_("Việc tìm đã dừng sớm; đây là cách xếp tốt nhất tìm được đến lúc đó."))
    return tuple(told)


@bp.post("/<month>/stretches/<uid>/accept")
@access.roles(*access.PLANNERS)
def accept_stretch(month: str, uid: str) -> ResponseReturnValue:
    """Take up what is left of every month; each month is one edit, which its own board can undo."""
    with access.reading() as session:
        _views(session, month, uid)
    try:
        with access.deciding() as work:
            done = proposing.accept_all(work, uid)
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        return _again(month, uid, refusal)
    placed = sum(len(edit.uids) for _month, edit in done)
    back = address(month, "stretches", uid, keep=False, placed=placed)
    return redirect(back + "".join(f"&edit={one}.{edit.edit_id}" for one, edit in done), code=303)


@bp.post("/<month>/stretches/<uid>/undo")
@access.roles(*access.PLANNERS)
def undo_stretch(month: str, uid: str) -> ResponseReturnValue:
    """Take back what was taken up of every month, all or nothing: ``edit`` is ``2017-05.31``, once for each month."""
    edits = [edit for told in request.form.getlist("edit")[: stating.MOST_MONTHS] if (edit := _edit(told))]
    if not edits:
        raise NotFound("edit.unknown", id="")
    try:
        with access.deciding() as work:
            for one, number in edits:
                placing.undo(work, one, number)
    except (Denied, NotFound):
        raise
    except Refused as refusal:
        return _again(month, uid, refusal)
    return redirect(address(month, "stretches", uid, keep=False, undone="1"), code=303)


def _again(month: str, uid: str, refusal: Refused) -> ResponseReturnValue:
    """The page once more, with what spoke against it; nothing was changed."""
    with access.reading() as session:
        rows = [_row(_facts(session, view.month), view) for view in _views(session, month, uid)]
    return _page(month, uid, rows, trouble=refusals.of(refusal), status=409)


def _edit(told: str) -> tuple[str, int] | None:
    """A month and the number of an edit, as addresses and forms name them; None for anything else."""
    month, _dot, number = told.partition(".")
    edit = whole(number)
    try:
        month_days(month)
    except Refused:
        return None
    return (month, edit) if edit else None


def _views(session: Session, month: str, uid: str) -> tuple[ProposalView, ...]:
    """The months' proposals; NotFound ``proposal.unknown`` unless they begin with this month."""
    views = queries.of_stretch(session, uid)
    if views[0].month != checked_month(month):
        raise NotFound("proposal.unknown", uid=uid[:40])
    return views


def _facts(session: Session, month: str) -> Facts:
    return months.gather(session, month, now=access.now(), zone=access.site().settings.zone)


def _row(facts: Facts, view: ProposalView) -> Row:
    language = current()
    still = () if view.dropped else stating.changes(facts, view.asked, view.placements, view.refused)
    shared = view.found["whole"]["sum_vnd"] is not None
    return Row(
        view, formats.month_long(view.month, language=language), proposal_words.verdict(view.found),
        _("Đã bỏ đề xuất này") if view.dropped else proposal_words.counted(view, still),
        proposal_words.cost(view.found), formats.vnd(view.asked.budget_vnd, language=language) if shared else "",
        len(still),
    )  # fmt: skip
