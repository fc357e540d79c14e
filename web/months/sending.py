"""Sending the month: what each outlet would be told, in which words; nothing leaves the office by another button."""

from typing import NamedTuple

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.errors import NotFound
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import releases as release_queries
from campaigns.queries import slots as slot_queries
from campaigns.times import month_days
from campaigns.values.outlets import OutletView
from campaigns.values.slots import SlotView
from exports import messages
from scheduler.services import releasing, ruling
from scheduler.services.releasing import Sending
from web import access, formats
from web.language import current
from web.language import gettext as _
from web.months.desk import address, bp, checked_month, whole
from web.months.wording import slot_when


class Line(NamedTuple):
    """A slot that the outlet would be told of."""

    slot: SlotView
    when: str
    was: str  # where it stood when last agreed; empty where that is unknown or the same


class Shown(NamedTuple):
    """One outlet's share of the month."""

    outlet: OutletView
    sending: Sending
    kinds: tuple[tuple[str, str, tuple[Line, ...]], ...]  # code, heading, slots
    subject: str
    body: str


@bp.get("/<month>/send")
@access.roles(*access.PLANNERS)
def send_page(month: str) -> ResponseReturnValue:
    """Per outlet: how many are new, moved, cancelled, and the message; one button for each."""
    days = month_days(checked_month(month))
    with access.reading() as session:
        slots = slot_queries.month_slots(session, month)
        outlets = outlet_queries.outlets(session, days[-1], since=days[0])
        _version, released = slot_queries.month_version(session, month)
        releases = release_queries.of_month(session, month)
        held = ruling.held(session, month, now=access.now(), zone=access.site().settings.zone)
    told = {one.outlet_id: one for one in releasing.sendings(slots, held, releases)}
    shown = [_shown(outlet, told[outlet.id], month, released) for outlet in outlets if outlet.id in told]
    return render_template(
        "months/send.html", month=month, shown=shown, released=released, address=address,
        sent=request.args.get("sent"), count=whole(request.args.get("count", "")),
    )  # fmt: skip


@bp.post("/<month>/send/<slug>")
@access.roles(*access.PLANNERS)
def send(month: str, slug: str) -> ResponseReturnValue:
    """Release what changed, tell this outlet, ask for its answer; then back to the list."""
    days = month_days(checked_month(month))
    with access.deciding() as work:
        open_then = outlet_queries.outlets(work.session, days[-1], since=days[0])
        outlet = next((one for one in open_then if one.slug == slug), None)
        if outlet is None:
            raise NotFound("outlet.unknown", slug=slug[:40])
        told = releasing.send(work, month, outlet.id)
    count = len(told.news)
    return redirect(address(month, "send", keep=False, sent=slug, count=count), code=303)


def _shown(outlet: OutletView, sending: Sending, month: str, released: int) -> Shown:
    kinds = (
        ("fresh", _("Mới"), sending.fresh),
        ("moved", _("Dời chỗ"), sending.moved),
        ("changed", _("Đổi nội dung"), sending.changed),
        ("cancelled", _("Huỷ"), sending.cancelled),
        ("unsigned", _("Chờ duyệt nội dung, chưa gửi"), sending.unsigned),
        ("held", _("Vướng quy tắc chặn gửi, chưa gửi"), sending.held),
        ("waiting", _("Đã gửi, chờ trả lời"), sending.waiting),
    )
    subject, body = _message(outlet, sending, month, released)
    listed = tuple((code, name, tuple(map(_line, slots))) for code, name, slots in kinds if slots)
    return Shown(outlet, sending, listed, subject, body)


def _message(outlet: OutletView, sending: Sending, month: str, released: int) -> tuple[str, str]:
    """The message as it would be worded now, without its personal link."""
    if not sending.has_news:
        return "", ""
    facts = {
        "month": month, "number": released + 1, "outlet": outlet.name, "fresh": len(sending.fresh),
        "moved": len(sending.moved), "changed": len(sending.changed), "cancelled": len(sending.cancelled),
    }  # fmt: skip
    told = messages.tell("ask_confirmation", facts)
    return told.subject, told.text


def _line(slot: SlotView) -> Line:
    agreed = slot.last_agreed
    moved = agreed is not None and agreed.starts_at != slot.starts_at
    was = ""
    if agreed is not None and moved:
        hour = "" if slot.start_minute is None else formats.hour(agreed.starts_at, slot.zone, language=current()) + " "
        was = hour + formats.day_month(agreed.date, language=current())
    return Line(slot, slot_when(slot), was)
