"""The steps that only the clock takes: a confirmed slot goes on air; silence counts as its outlet has agreed."""

import heapq
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text, update
from sqlmodel import col, select

from campaigns.models import Feed, Office, Outlet, Slot, Transition
from campaigns.queries import clock as clock_queries
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.values.slots import SlotView
from campaigns.values.words import PRESS, Evidence, SlotState
from exports import changes
from scheduler import airtime
from scheduler.airtime import Happening
from scheduler.services import chasing, publishing, releasing
from scheduler.services.slots import snapshot

WORDS = {
    Happening.START: changes.STARTED,
    Happening.PRESUME_AIRED: changes.PRESUMED,
    Happening.PRESUME_MISSED: changes.MISSED,
}
_ALIVE = (SlotState.CONFIRMED, SlotState.ON_AIR)


def advance_due(work: UnitOfWork, due: Sequence[clock_queries.Due], *, until: datetime) -> tuple[int, int]:
    """Take every step that is due on these slots, in the order in which the steps were due.

    Months are locked first, then slots, then feeds, as edits of the board do: nobody waits in a ring. A slot that
    another decision holds is left for the next look.

    Args:
        due: slots as they were seen waiting.
        until: only steps due by then; those of slots not named here may lie in between later ones.

    Returns:
        Steps taken, and slots looked at.
    """
    _hold_briefly(work)
    for month in sorted({seen.month for seen in due}):
        work.month(month)
    rows = clock_queries.locked_slots(work.session, [seen.id for seen in due], work.now)
    _lock_feeds(work)
    queue = [(slot.next_at, slot.id, slot) for slot in rows]
    heapq.heapify(queue)
    steps = 0
    while queue:
        *_, slot = heapq.heappop(queue)
        steps += step(work, slot) is not None
        if slot.next_at is not None and slot.next_at <= until:
            heapq.heappush(queue, (slot.next_at, slot.id, slot))
    return steps, len(rows)


def step(work: UnitOfWork, slot: Slot) -> Happening | None:
    """Let what is due befall one locked slot: state, transition, calendars, messages and history, or nothing at all.

    The row's version in the UPDATE and the transition's unique key both see to it that a step is taken once. It is
    recorded with the instant at which it was due, however late the clock woke up.
    """
    outlet = work.session.get_one(Outlet, slot.outlet_id)
    rule: dict[str, Any] = {"policy": outlet.silence_policy, "grace_s": outlet.grace_s}
    due_at = airtime.next_at(slot.state, slot.starts_at, slot.ends_at, **rule)
    happening = airtime.due(slot.state, slot.starts_at, slot.ends_at, **rule, now=work.now)
    if happening is None or due_at is None:  # the outlet's policy has changed since the alarm was set
        slot.next_at = due_at
        work.session.flush()
        return None
    before = snapshot(slot)
    slot.state = airtime.advance(slot.state, happening)
    if happening is Happening.PRESUME_AIRED:
        slot.evidence = Evidence.PRESUMED
    slot.resolution = airtime.resolution_after(
        happening, slot.state, slot.duration_s, slot.actual_duration_s, slot.makegood_of
    )
    slot.next_at = publishing.next_look(work, slot)
    work.session.add(
        Transition(slot_id=slot.id or 0, generation=slot.generation, to_state=slot.state.value, due_at=due_at,
                   recorded_at=work.now)
    )  # fmt: skip
    publishing.changed(work, slot, WORDS[happening])
    work.touch(slot.window_id, slot.date)
    work.note(
        "slot", slot.uid, happening.value, before=before, after=snapshot(slot), due_at=due_at, actor=airtime.CLOCK
    )
    _tell(work, slot, happening)
    work.session.flush()
    return happening


def caught_up(work: UnitOfWork, slot: Slot) -> Slot:
    """A locked slot after every step that the clock owes it: people decide about what is, not what was last recorded.

    So a clock that is late, or not there, changes nothing about what they may do.
    """
    while step(work, slot) is not None:
        pass
    return slot


def _tell(work: UnitOfWork, slot: Slot, happening: Happening) -> None:
    """At the start ask the outlet, once the item is over, whether it went out; tell the office of a presumed miss."""
    if happening is Happening.START:
        outlet = releasing.answering(work, slot.outlet_id)
        told = slot_queries.slot_view(work.session, slot.uid)
        if told.channel_kind in PRESS:
            chasing.begin(work, slot)
        facts = slot_facts(told)
        publishing.post(
            work,
            key=f"attest:{slot.uid}:{slot.generation}",
            kind="ask_attestation",
            to=outlet.contact_email,
            facts=facts | {"link_id": releasing.link_for(work, outlet).id},
            slot=slot,
            not_before=slot.ends_at,
        )
    elif happening is Happening.PRESUME_MISSED:
        publishing.post(
            work,
            key=f"missed:{slot.uid}:{slot.generation}",
            kind="presumed_missed",
            to=office_email(work),
            facts=slot_facts(slot_queries.slot_view(work.session, slot.uid)),
            slot=slot,
        )


def slot_facts(slot: SlotView) -> dict[str, Any]:
    """What messages say of a slot, as plain JSON."""
    return {
        "uid": slot.uid,
        "outlet": slot.outlet,
        "programme": slot.programme,
        "channel": slot.channel,
        "title": slot.title,
        "date": slot.date.isoformat(),
        "start_minute": slot.start_minute,
        "press": slot.channel_kind in PRESS,
        "zone": slot.zone,
    }


def office_email(work: UnitOfWork) -> str:
    """Where the office is written to; empty where it has not said."""
    office = work.session.exec(select(Office)).first()
    return office.email if office else ""


def reckon_anew(work: UnitOfWork, outlet_id: int) -> None:
    """Set the alarms of an outlet's slots anew after its policy on silence changed."""
    asked = select(Slot).where(col(Slot.state).in_(_ALIVE), Slot.outlet_id == outlet_id)
    for slot in work.session.exec(asked.order_by(col(Slot.id)).with_for_update()).all():
        if (at := publishing.next_look(work, slot)) != slot.next_at:
            set_alarm(work, slot.id or 0, at)


def set_alarm(work: UnitOfWork, slot_id: int, at: datetime | None) -> None:
    """When the clock looks at a slot again; not a change that anybody's open form should trip over."""
    work.session.connection().execute(update(Slot).where(col(Slot.id) == slot_id).values(next_at=at))


def _hold_briefly(work: UnitOfWork) -> None:
    """On PostgreSQL a scheduler that hangs within a decision is cut off, so that another can go on."""
    if work.session.get_bind().dialect.name == "postgresql":
        work.session.connection().execute(text("SET LOCAL idle_in_transaction_session_timeout = '5s'"))
        work.session.connection().execute(text("SET LOCAL lock_timeout = '10s'"))


def _lock_feeds(work: UnitOfWork) -> None:
    work.session.exec(select(Feed.id).order_by(col(Feed.id)).with_for_update()).all()
