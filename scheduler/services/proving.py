"""Where in the paper an article stands, and the page that shows it: kept for good, never replaced.

A better proof stands beside the one before; a wrong one is put right by a correction, which is an entry of its own.
"""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from campaigns.columns import canonical
from campaigns.errors import Refused
from campaigns.models import OutletLink, Proof, Slot
from campaigns.models.slots import new_uid
from campaigns.queries import proofs
from campaigns.services import rates
from campaigns.services.keeping.soundness import PROOF_RECEIVED
from campaigns.store import UnitOfWork
from campaigns.times import local_instant
from campaigns.values.proofs import Page
from campaigns.values.slots import NOWHERE, Placed, SlotView
from campaigns.values.words import Evidence, ProofKind, SlotState
from exports import changes
from scheduler import airtime, press
from scheduler.airtime import Happening
from scheduler.services import clockwork, correcting
from scheduler.services.befalling import happen
from scheduler.services.slots import free_place, view, window

MOST: Final = 12
"""Proofs of one article."""
AN_HOUR: Final = 60
"""How many a link may hand in within an hour."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a page that is handed in."""

    published_on: date
    placed: Placed = NOWHERE
    url: str = ""
    file_name: str = ""


def count(work: UnitOfWork, link: OutletLink) -> None:
    """Count one hand-in of a link; Refused ``rate.too_many`` with ``minutes`` beyond ``AN_HOUR`` an hour.

    In a decision of its own, before the page is read, so that one that is refused counts too.
    """
    rates.count(work, f"proof:{link.id}", most=AN_HOUR, within_s=3_600)


def put_in_issue(work: UnitOfWork, uid: str, placed: Placed, *, seen_version: int | None, by: str) -> SlotView:
    """The outlet says in which issue and on which page an article is to stand; said anew it is kept beside.

    Args:
        seen_version: None within the decision that has confirmed it.

    Raises:
        Refused: ``proof.not_press`` for a broadcast, ``proof.not_confirmed`` before it is agreed or when it is over.
    """
    slot = work.slot(uid, seen_version=seen_version)
    _check_press(work, slot)
    if slot.state not in {SlotState.CONFIRMED, SlotState.ON_AIR}:
        raise Refused("proof.not_confirmed", uid=uid)
    before, after = slot.placed, asdict(placed) if placed else None
    if before != after:
        slot.placed = after
        work.touch(slot.window_id, slot.date)
        work.note("slot", uid, "put_in_issue", before=before, after=(after or {}) | {"by": by})
    return view(work, slot)


def hand_in(
    work: UnitOfWork, uid: str, page: Page, told: Told, *, seen_version: int, by: str, correcting_a_miss: bool = False
) -> SlotView:
    """Keep a page that shows an article: it is proved. The same page with the same words again changes nothing.

    Args:
        page: as ``campaigns.reading.proofs`` made it safe.
        correcting_a_miss: what counted as not published was published after all; the office's to say.

    Raises:
        Refused: ``proof.not_press``, ``proof.needs_url`` for words of a page without its address, ``proof.enough``
            with ``most``, ``proof.too_early``, ``proof.implausible``, ``slot.illegal_move``, ``correct.resolved``.
        Stale: ``slot.stale``.
    """
    slot = work.slot(uid, seen_version=None)
    mark = _mark(page, told)
    if proofs.marked(work.session, slot.id or 0, mark):
        return view(work, slot)
    slot = clockwork.caught_up(work, work.slot(uid, seen_version=seen_version))
    _check_press(work, slot)
    published_at = local_instant(told.published_on, 0, ZoneInfo(slot.zone))
    press.check_proof(slot.starts_at, published_at, now=work.now)
    if page.kind is ProofKind.TEXT and not told.url:
        raise Refused("proof.needs_url", uid=uid)
    if proofs.count(work.session, slot.id or 0) >= MOST:
        raise Refused("proof.enough", most=MOST)
    happening = Happening.CORRECT_AIRED if correcting_a_miss else Happening.PROVE
    airtime.advance(slot.state, happening)
    if correcting_a_miss:
        correcting.check_open(slot)
        slot.place = free_place(work, slot.window_id, slot.date, apart_from=slot.uid)
    _keep(work, slot, page, told, mark, by)
    slot.actual_starts_at, slot.actual_duration_s = published_at, 0
    slot.evidence, slot.miss_reason = Evidence.TEARSHEET, ""
    happen(work, slot, happening, changes.PROVED)
    return view(work, slot)


def _check_press(work: UnitOfWork, slot: Slot) -> None:
    if not window(work, slot.window_id).is_press:
        raise Refused("proof.not_press", uid=slot.uid)


def _mark(page: Page, told: Told) -> str:
    """A name for this page with what is said of it; a file's name says nothing."""
    words = [page.given, told.url, told.published_on.isoformat(), asdict(told.placed)]
    return hashlib.sha256(canonical(words).encode()).hexdigest()


def _keep(work: UnitOfWork, slot: Slot, page: Page, told: Told, mark: str, by: str) -> None:
    row = Proof(
        uid=new_uid(), slot_id=slot.id or 0, kind=page.kind, media=page.media, content=page.content,
        size=len(page.content), sha256=hashlib.sha256(page.content).hexdigest(), mark=mark, file_name=told.file_name,
        url=told.url, placed=asdict(told.placed), published_on=told.published_on, width=page.width,
        height=page.height, received_at=work.now, received_by=by,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    after: dict[str, Any] = {
        "proof": row.uid, "sha256": row.sha256, "given": page.given, "size": row.size, "media": row.media,
        "url": row.url, **asdict(told.placed), "published_on": told.published_on.isoformat(), "by": by,
    }  # fmt: skip
    work.note("slot", slot.uid, PROOF_RECEIVED, after=after)
