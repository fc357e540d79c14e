"""Production briefs and article outlines; their key is the slot's uid, and each has a code of its own, given once."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from sqlmodel import Session

from campaigns.errors import NotFound
from campaigns.queries import issued as issued_queries
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.times import local_day
from campaigns.values.issued import Issued, Stationery
from campaigns.values.papers import BriefView
from campaigns.values.words import PRESS, PaperKind, SlotState
from exports import brief as paper
from exports.administrative import digest
from scheduler.services import briefing, issuing
from scheduler.services.issuing import Drawn, Kind, Lack

_OFF: Final = frozenset({SlotState.CANCELLED, SlotState.MISSED})


def kind_of(view: BriefView) -> Kind:
    """Which of the two a slot's paper is."""
    return OUTLINES if view.slot.channel_kind in PRESS else BRIEFS


def current(work: UnitOfWork, uid: str) -> tuple[Issued, bytes]:
    """A slot's brief as issued, numbered the first time; what has changed since makes a new version.

    Raises:
        NotFound: ``slot.unknown``.
        Refused: ``brief.incomplete`` with ``fields``, ``brief.cancelled``, ``paper.misformed`` with ``findings``;
            then no number is used up.
    """
    view = briefing.brief_view(work, uid)
    kind = kind_of(view)
    versions = issued_queries.versions(work.session, kind.word, uid)
    newest = versions[-1] if versions else None
    if newest is None or digest(paper.brief(view)) != newest.digest:
        usual = issuing.usual(work.session, kind, local_day(work.now, work.zone))
        newest = issuing.issue(work, kind, uid, usual if newest is None else replace(usual, recipients=view.recipients))
    return newest, issued_queries.content(work.session, newest.uid)


def _draw(kind: PaperKind, session: Session, key: str, given: Stationery) -> Drawn:
    try:
        found = briefing.drawn(session, key, today=given.dated)
    except NotFound:
        raise NotFound("paper.unknown", uid=key[:40]) from None
    if kind_of(found.view).word is not kind:
        raise NotFound("paper.unknown", uid=key[:40])
    view = replace(found.view, drawn_up_on=given.dated, recipients=given.recipients, day_open=given.day_open)
    slot, code = view.slot, paper.slip_code(view)
    return Drawn(
        title=slot.title or slot.programme, file_name=paper.file_name(view), display_name=paper.display_name(view),
        month=slot.month, symbol=code, recipients=paper.recipients(view),
        lacks=_lacks(session, view, found.lacking), make=lambda: paper.brief(view), campaign_id=slot.campaign_id,
        edit=f"/slots/{slot.uid}/brief",
    )  # fmt: skip


def _lacks(session: Session, view: BriefView, names: Sequence[str]) -> tuple[Lack, ...]:
    slot = view.slot
    plan_id = slot_queries.plan_of(session, slot.campaign_id)
    at = {"office": "/settings/office", "plan": f"/plans/{plan_id}", "outlet": f"/outlets/{slot.outlet_slug}"}
    own = f"/slots/{slot.uid}/brief"
    return tuple(Lack(name, at.get(owner := name.partition(".")[0], f"{own}#{owner}")) for name in names)


def _number(work: UnitOfWork, key: str) -> None:
    briefing.brief_view(work, key)


def _of_month(kind: PaperKind, session: Session, month: str) -> Sequence[str]:
    slots = slot_queries.month_slots(session, month)
    return [
        slot.uid for slot in slots
        if slot.state not in _OFF and (slot.channel_kind in PRESS) == (kind is PaperKind.OUTLINE)
    ]  # fmt: skip


BRIEFS: Final = Kind(
    PaperKind.BRIEF, partial(_draw, PaperKind.BRIEF), partial(_of_month, PaperKind.BRIEF), numbered=False,
    before=_number,
)  # fmt: skip
OUTLINES: Final = Kind(
    PaperKind.OUTLINE, partial(_draw, PaperKind.OUTLINE), partial(_of_month, PaperKind.OUTLINE), numbered=False,
    before=_number,
)  # fmt: skip
