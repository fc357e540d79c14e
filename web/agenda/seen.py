"""What a page had shown of a slot, carried by its forms, so that someone overtaken sees both versions."""

import re
from datetime import date
from typing import Final

from flask import request

from campaigns.values.board import ShownState
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS
from scheduler import airtime
from web import states
from web.access import now
from web.agenda import wording
from web.form_page import Apart
from web.language import gettext as _

_MARK: Final = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{1,4}|-)\.([a-z_]{1,12})", re.ASCII)


def mark(slot: SlotView) -> str:
    """``2017-04-13.1185.sent``: place and state as the page shows them."""
    minute = "-" if slot.start_minute is None else slot.start_minute
    return f"{slot.date.isoformat()}.{minute}.{airtime.shown_state(slot, now()).value}"


def apart(slot: SlotView) -> tuple[Apart, ...]:
    """Where the slot as it is now differs from what the form's page had shown; nothing where the form does not say."""
    read = _MARK.fullmatch(request.form.get("seen", ""))
    if read is None:
        return ()
    try:
        day, minute = date.fromisoformat(read[1]), None if read[2] == "-" else int(read[2])
        state = ShownState(read[3])
    except ValueError:
        return ()
    press = slot.channel_kind in PRESS
    lines = (
        (_("Ngày giờ"), wording.place(slot.date, slot.start_minute), wording.place(day, minute)),
        (_("Trạng thái"), states.of(airtime.shown_state(slot, now()), press=press), states.of(state, press=press)),
    )
    return tuple(Apart(label, theirs, mine) for label, theirs, mine in lines if theirs != mine)
