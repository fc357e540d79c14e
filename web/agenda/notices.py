"""What the answer before has just done, said on the page that follows; with an undo for a whole lot."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from flask import redirect, request
from werkzeug.wrappers import Response

from campaigns.values.slots import SlotView
from campaigns.values.words import SlotState
from web import access
from web.agenda.blueprint import Visit
from web.agenda.shown import Card
from web.language import N_, gettext, ngettext
from web.pages import way_back

_SAID: Final[Mapping[str, str]] = {
    "confirmed": N_("Đã ghi nhận xác nhận."),
    "undone": N_("Đã rút xác nhận."),
    "asked": N_("Đã gửi đề nghị đổi. Cơ quan sẽ trả lời."),
    "declined": N_("Đã ghi nhận là không nhận lượt này. Cơ quan sẽ xếp lại."),
    "withdrawn": N_("Đã rút đề nghị."),
    "aired": N_("Đã ghi nhận kết quả. Cảm ơn anh/chị."),
    "missed": N_("Đã ghi nhận. Cơ quan sẽ liên hệ về việc bù."),
    "proof": N_("Đã nhận bản lưu. Cảm ơn anh/chị."),
    "issue": N_("Đã ghi số báo, trang."),
    "calendar": N_("Đã mở lịch đăng ký."),
}


class Notice(NamedTuple):
    """A sentence, and the slots whose yes could be taken back together."""

    words: str
    lot: tuple[Card, ...] = ()


def told(cards: Sequence[Card], guest: Visit) -> Notice | None:
    """What has just been done; None for a page that was simply opened."""
    said = request.args.get("said", "")
    if said == "all":
        lot = _newest_lot(cards, guest)
        words = ngettext("Đã xác nhận %(num)d lượt.", "Đã xác nhận %(num)d lượt.", len(lot))
        return Notice(words, lot) if lot else None
    return Notice(gettext(_SAID[said])) if said in _SAID else None


def _newest_lot(cards: Sequence[Card], guest: Visit) -> tuple[Card, ...]:
    """The slots that this holder confirmed at one stroke, the last time."""
    own = [
        card
        for card in cards
        if card.slot.state is SlotState.CONFIRMED
        and card.slot.confirmed_by == guest.who
        and card.slot.starts_at > access.now()
    ]
    newest = max((card.slot.confirmed_at for card in own if card.slot.confirmed_at), default=None)
    return tuple(card for card in own if card.slot.confirmed_at == newest)


def back(token: str, said: str, slot: SlotView | None = None) -> Response:
    """To the page that the form stood on, at the slot, with what was done."""
    onward = way_back(request.form, f"/o/{token}")
    if not onward.startswith(f"/o/{token}"):
        onward = f"/o/{token}"
    path, _mark, query = onward.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("said=")]
    anchor = f"#s-{slot.uid[:8]}" if slot is not None and path == f"/o/{token}" else ""
    return redirect(f"{path}?{'&'.join([*kept, f'said={said}'])}{anchor}", code=303)
