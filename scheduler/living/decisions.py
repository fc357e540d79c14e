"""Decisions of a trial's people about slots, each a step that an act takes within its own decision."""

from collections.abc import Callable
from datetime import date
from typing import Final

from sqlmodel import select

from campaigns.models import Slot
from campaigns.store import UnitOfWork
from campaigns.values.edits import Operation, Remove
from campaigns.values.proofs import Page
from campaigns.values.slots import SlotView
from campaigns.values.words import AskReason, ProofKind
from scheduler import makegoods
from scheduler.services import (
    accepting,
    answers,
    as_run_logs,
    correcting,
    obligations,
    placing,
    proving,
    reconciling,
    releasing,
)

OFFICER: Final = "canbo@thu.example"
OUTLET: Final = "dai-bao@thu.example"
UNIT: Final = "don-vi@thu.example"


def on_slot(
    slot: SlotView, decide: Callable[..., object], *told: object, **named: object
) -> Callable[[UnitOfWork], object]:
    """A decision about a slot as it now stands."""

    def do(work: UnitOfWork) -> None:
        decide(work, slot.uid, *told, seen_version=_version(work, slot), **named)

    return do


def _version(work: UnitOfWork, slot: SlotView) -> int:
    return work.session.exec(select(Slot.version).where(Slot.uid == slot.uid)).one()


def editing(month: str, operations: list[Operation]) -> Callable[[UnitOfWork], object]:
    """Operations on a month's board."""

    def do(work: UnitOfWork) -> None:
        placing.edit(work, month, operations, seen=None)

    return do


def removing(slot: SlotView) -> Callable[[UnitOfWork], object]:
    """Take a slot off the board."""

    def do(work: UnitOfWork) -> None:
        placing.edit(work, slot.month, [Remove(slot.uid, _version(work, slot), "đài, báo không nhận")], seen=None)

    return do


def sending(month: str, outlet_id: int) -> Callable[[UnitOfWork], object]:
    """Send a month to an outlet."""

    def do(work: UnitOfWork) -> None:
        releasing.send(work, month, outlet_id)

    return do


def asking(slot: SlotView, day: date | None) -> Callable[[UnitOfWork], object]:
    """An outlet asks to move, or declines."""
    to = None if day is None else (slot.window_id, day)
    return on_slot(slot, answers.ask, by=OUTLET, reason=AskReason.LIVE, words="", to=to)


def attesting(slot: SlotView, short_s: int) -> Callable[[UnitOfWork], object]:
    """An outlet says that a slot went out."""
    told = {"starts_at": slot.starts_at, "duration_s": slot.duration_s - short_s}
    return on_slot(slot, answers.attest, by=OUTLET, **told)


def handing_in(slot: SlotView) -> Callable[[UnitOfWork], object]:
    """The newspaper hands in the page that shows an article."""
    page = Page(ProofKind.TEXT, "text/plain", slot.uid.encode(), given=slot.uid)
    return on_slot(slot, proving.hand_in, page, proving.Told(slot.date, url="https://thu.example/"), by=OUTLET)


def righting(slot: SlotView) -> Callable[[UnitOfWork], object]:
    """The office corrects a miss."""
    told = {"starts_at": slot.starts_at, "duration_s": slot.duration_s}
    return on_slot(slot, correcting.aired, paper="nhật ký", **told)


def making_good(slot: SlotView) -> Callable[[UnitOfWork], object]:
    """Lay a make-good out at the best free place."""

    def do(work: UnitOfWork) -> None:
        owed = makegoods.owed_for(work.session, slot.uid)
        places = makegoods.free_places(work.session, owed, now=work.now, zone=work.zone) if owed else []
        if places:
            best = places[0]
            obligations.make_good(work, slot.uid, best.window.id, best.date, seen_version=_version(work, slot))

    return do


def signing(campaign_id: int, outlet_id: int, month: str) -> Callable[[UnitOfWork], object]:
    """Both sides sign what can be accepted."""

    def do(work: UnitOfWork) -> None:
        today = work.now.astimezone(work.zone).date()
        told = (campaign_id, outlet_id, month)
        found = accepting.drawn(work.session, *told, dated=today, now=work.now)
        accepting.sign(work, *told, paper=f"BB {month}", dated=today, seen=found.digest)

    return do


def logging(slug: str, content: bytes) -> Callable[[UnitOfWork], object]:
    """Take a log in and let evidence count."""

    def do(work: UnitOfWork) -> None:
        row = as_run_logs.receive(work, slug, content, "nhat-ky.csv")
        taken = as_run_logs.take_in(work, row.uid, day=None, whole_day=False)
        reconciling.look(work, row.outlet_id, taken.days)

    return do
