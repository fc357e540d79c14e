"""The month board for programs: what the sheet shows, as data."""

from typing import Any

from flask import Response, jsonify, request

from campaigns.values.board import Finding, Sum
from scheduler import board
from web import access, refusals
from web.api.blueprint import bp
from web.api.bodies import instant, slot_body


@bp.get("/v1/months/<month>")
@access.roles(*access.OFFICE)
def month(month: str) -> Response:
    """Rows, cells that hold slots, totals and warnings of one campaign's month; ``?campaign=`` chooses the campaign."""
    with access.reading() as session:
        shown = board.load(
            session, month, actor=access.me().email, now=access.now(), zone=access.site().settings.zone,
            wish=board.Wish(campaign=request.args.get("campaign") or None),
        )  # fmt: skip
    return jsonify(body(shown))


def body(shown: board.Board) -> dict[str, Any]:
    """A board as JSON."""
    return {
        "month": shown.month,
        "version": shown.version,
        "released": shown.released,
        "campaign": shown.campaign.slug if shown.campaign else None,
        "campaigns": [campaign.slug for campaign in shown.running],
        "themes": [{"letter": theme.letter, "name": theme.name} for theme in shown.themes],
        "budget_vnd": shown.budget_vnd,
        "total": _sum(shown.whole),
        "days": [
            {"date": day.date.isoformat(), "kind": day.kind.value, "holiday": day.holiday or None} for day in shown.days
        ],
        "rows": [_row(group, row) for group in shown.groups for row in group.rows],
        "warnings": [_finding(one) for one in shown.findings],
    }


def _row(group: board.Group, row: board.Row) -> dict[str, Any]:
    window = row.window
    return {
        "window": window.id,
        "outlet": group.outlet.slug,
        "channel": window.channel,
        "programme": window.programme,
        "length_s": window.length_s,
        "price_vnd": window.price_vnd,
        "capacity_spots": window.capacity_spots,
        "runs_on": [cell.date.isoformat() for cell in row.cells if cell.off is None],
        "slots": [
            slot_body(chip.slot) | {"shown_state": chip.shown.value} for cell in row.cells for chip in cell.chips
        ],
        "total": _sum(row.total),
    }


def _sum(total: Sum) -> dict[str, Any]:
    return {
        "spots": total.spots, "confirmed": total.confirmed, "length_s": total.length_s, "cost_vnd": total.cost_vnd,
        "unpriced": total.unpriced, "quota": total.quota,
    }  # fmt: skip


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "level": one.level.value,
        "text": refusals.finding(one),
        "slots": list(one.uids),
        "window": one.window_id,
        "date": one.date.isoformat() if one.date else None,
        "remedies": [
            {"window": place.window_id, "date": place.date.isoformat(), "starts_at": instant(place.starts_at)}
            for place in one.remedies
        ],
    }
