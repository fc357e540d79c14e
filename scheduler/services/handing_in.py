"""What an outlet hands in by its personal link: how often it may, what came, and whether the office has seen it."""

from datetime import datetime
from typing import Any, Final

from sqlmodel import col, select

from campaigns.models import AsRunLog, OutletHandIn, OutletLink, new_uid
from campaigns.services import rates
from campaigns.store import UnitOfWork
from campaigns.values.words import HandedKind
from scheduler.services import as_run_logs, returning
from scheduler.services.returning import Returned

MOST: Final = 20
"""Files that one link may hand in within an hour, those included that turn out to be none."""
WITHIN_S: Final = 3_600


def count(work: UnitOfWork, link: OutletLink) -> None:
    """Count one file of a link; Refused ``rate.too_many`` with ``minutes`` beyond ``MOST`` an hour.

    In a decision of its own, before the file is read, so that a file that is refused counts too.
    """
    rates.count(work, f"hand-in:{link.id}", most=MOST, within_s=WITHIN_S)


def receive_log(work: UnitOfWork, link: OutletLink, slug: str, content: bytes, name: str, **more: Any) -> AsRunLog:
    """As ``as_run_logs.receive``, for an outlet by its link; it is handed in once it is taken in."""
    row = as_run_logs.receive(work, slug, content, name, **more)
    _keep(work, link, HandedKind.LOG, row.file_name, handed_at=None, log_id=row.id)
    return row


def hand_log_in(work: UnitOfWork, row: OutletHandIn) -> None:
    """Say that a log is to be taken in; once is enough."""
    if row.handed_at is None:
        row.handed_at, row.handed_by = work.now, work.actor
        _note(work, row)


def take_list(work: UnitOfWork, link: OutletLink, rows: Any, file_name: str) -> OutletHandIn:
    """As ``returning.take``, for an outlet by its link."""
    return remember_list(work, link, returning.take(work, link.outlet_id, rows, by=work.actor), file_name)


def remember_list(work: UnitOfWork, link: OutletLink, told: Returned, file_name: str) -> OutletHandIn:
    """Remember what a list that came by a link has told."""
    row = _keep(work, link, HandedKind.LIST, file_name, handed_at=work.now, told=_plain(told))
    _note(work, row)
    return row


def see(work: UnitOfWork, outlet_id: int) -> None:
    """Remember that the office has seen what an outlet handed in; no history, for nothing was decided."""
    unseen = (col(OutletHandIn.seen_at).is_(None), col(OutletHandIn.handed_at).is_not(None))
    for row in work.session.exec(select(OutletHandIn).where(OutletHandIn.outlet_id == outlet_id, *unseen)):
        row.seen_at = work.now


def _plain(told: Returned) -> dict[str, Any]:
    unread = [[one.number, one.code, {name: str(value) for name, value in one.facts.items()}] for one in told.unread]
    return {"attested": list(told.attested), "missed": list(told.missed), "same": told.same, "unread": unread}


def _keep(
    work: UnitOfWork, link: OutletLink, kind: HandedKind, file_name: str, *, handed_at: datetime | None, **more: Any
) -> OutletHandIn:
    row = OutletHandIn(
        uid=new_uid(), outlet_id=link.outlet_id, link_id=link.id or 0, kind=kind, file_name=file_name[:200],
        handed_at=handed_at, handed_by=work.actor, **more,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    return row


def _note(work: UnitOfWork, row: OutletHandIn) -> None:
    after = {"outlet": row.outlet_id, "link": row.link_id, "kind": row.kind.value, "file": row.file_name}
    work.note("hand_in", row.uid, "handed_in", after=after)
