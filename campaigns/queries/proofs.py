"""Proofs of what was published; their bytes are read only when they are shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import defer
from sqlmodel import Session, col, func, select

from campaigns.errors import NotFound
from campaigns.models import Channel, Outbox, Programme, Proof, Reminder, Slot, Window
from campaigns.queries.outbox import NO_ADDRESS
from campaigns.queries.slots import slot_views
from campaigns.values.proofs import ProofView
from campaigns.values.slots import Placed, SlotView
from campaigns.values.words import PRESS, Evidence, SlotState

ASKING: Final = ("ask_attestation", "remind_proof")
"""Messages that ask an outlet for the page."""


def of_slots(session: Session, uids: Iterable[str]) -> Mapping[str, tuple[ProofView, ...]]:
    """By slot its proofs, newest first; slots without any are left out."""
    asked = select(Proof, Slot.uid).join(Slot, col(Slot.id) == Proof.slot_id).where(col(Slot.uid).in_(list(uids)))
    asked = asked.order_by(col(Proof.id).desc()).options(defer(Proof.content))  # type: ignore[arg-type]
    found: dict[str, list[ProofView]] = {}
    for row, uid in session.exec(asked):
        found.setdefault(uid, []).append(view(row))
    return {uid: tuple(proofs) for uid, proofs in found.items()}


def of_slot(session: Session, uid: str) -> tuple[ProofView, ...]:
    """A slot's proofs, newest first."""
    return of_slots(session, [uid]).get(uid, ())


def content(session: Session, slot_uid: str, uid: str) -> tuple[ProofView, bytes]:
    """One proof of a slot with its bytes; NotFound ``proof.unknown``."""
    asked = select(Proof).join(Slot, col(Slot.id) == Proof.slot_id).where(Slot.uid == slot_uid, Proof.uid == uid)
    row = session.exec(asked).one_or_none()
    if row is None:
        raise NotFound("proof.unknown", uid=uid[:40])
    return view(row), row.content


def marked(session: Session, slot_id: int, mark: str) -> bool:
    """Whether a slot has this very proof already."""
    return session.exec(select(Proof.id).where(Proof.slot_id == slot_id, Proof.mark == mark)).first() is not None


def count(session: Session, slot_id: int) -> int:
    """How many a slot has."""
    return session.exec(select(func.count()).where(Proof.slot_id == slot_id)).one()


def view(row: Proof) -> ProofView:
    """A row as a value."""
    return ProofView(
        uid=row.uid, slot_id=row.slot_id, kind=row.kind, media=row.media, size=row.size, sha256=row.sha256,
        file_name=row.file_name, url=row.url, placed=Placed(**row.placed), published_on=row.published_on,
        width=row.width, height=row.height, received_at=row.received_at, received_by=row.received_by,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """How an article's proof has been asked for."""

    times: int = 0
    last: datetime | None = None
    next: datetime | None = None  # when it will be; None: no more by mail


def asked_for(session: Session, uids: Sequence[str]) -> Mapping[str, Asked]:
    """By slot how often and when its outlet was asked for the proof, by messages that left or are about to."""
    told = select(Outbox.slot_uid, func.count(), func.max(Outbox.not_before)).where(
        col(Outbox.slot_uid).in_(uids),
        col(Outbox.kind).in_(ASKING),
        col(Outbox.outcome).not_in(["overtaken", NO_ADDRESS]),
    )
    ahead = select(Reminder.subject_id, Reminder.next_at).where(
        Reminder.kind == "proof", col(Reminder.subject_id).in_(uids), col(Reminder.next_at).is_not(None)
    )
    coming = dict(session.exec(ahead).all())
    found = {uid: Asked(0, None, coming.get(uid)) for uid in uids}
    for uid, times, last in session.exec(told.group_by(col(Outbox.slot_uid))):
        found[str(uid)] = Asked(times, last, coming.get(str(uid)))
    return found


def press_outlets(session: Session) -> frozenset[int]:
    """Outlets that publish articles."""
    return frozenset(session.exec(select(Channel.outlet_id).where(col(Channel.kind).in_(PRESS))))


def unproved(session: Session, until: date, *, outlet_id: int | None = None) -> tuple[SlotView, ...]:
    """Articles up to a date that were agreed and not missed, and of which no page is held, by date."""
    return slot_views(
        session, *_articles(outlet_id), col(Slot.date) <= until, col(Slot.evidence) != Evidence.TEARSHEET,
        col(Slot.state).in_([SlotState.CONFIRMED, SlotState.ON_AIR, SlotState.AIRED]),
    )  # fmt: skip


def unchased(session: Session, since: date, until: date) -> tuple[str, ...]:
    """Uids of articles of some days that have begun and have neither a page nor a reminder to ask for it, by date."""
    reminded = select(Reminder.id).where(
        Reminder.kind == "proof", Reminder.subject_id == Slot.uid, Reminder.generation == Slot.generation
    )
    asked = select(Slot.uid).where(
        *_articles(None), col(Slot.date) >= since, col(Slot.date) <= until,
        col(Slot.evidence) != Evidence.TEARSHEET, col(Slot.state).in_([SlotState.ON_AIR, SlotState.AIRED]),
        ~reminded.exists(),
    )  # fmt: skip
    return tuple(session.exec(asked.order_by(col(Slot.date), col(Slot.id))))


def proved(session: Session, month: str, *, outlet_id: int | None = None) -> tuple[SlotView, ...]:
    """Articles of a month of which a page is held, by date."""
    return slot_views(session, *_articles(outlet_id), Slot.month == month, col(Slot.evidence) == Evidence.TEARSHEET)


def _articles(outlet_id: int | None) -> list[Any]:
    windows = (
        select(Window.id)
        .join(Programme, col(Programme.id) == Window.programme_id)
        .join(Channel, col(Channel.id) == Programme.channel_id)
        .where(col(Channel.kind).in_(PRESS))
    )
    where: list[Any] = [col(Slot.window_id).in_(windows)]
    return where if outlet_id is None else [*where, col(Slot.outlet_id) == outlet_id]
