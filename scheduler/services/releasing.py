"""Released versions of a month, and sending it to outlets; nothing is sent by any other way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from campaigns.errors import NotFound, Refused
from campaigns.keys import fresh_token, token_hash
from campaigns.models import Outlet, OutletLink, Release
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import releases as release_queries
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.times import local_day
from campaigns.values.slots import SlotView
from campaigns.values.words import SlotState
from exports import changes
from scheduler.services import owing, publishing, ruling
from scheduler.services.slots import snapshot

WAITING = (SlotState.PLANNED, SlotState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a release's changelog."""

    kind: str  # new, moved, cancelled, changed
    uid: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def frozen(slot: SlotView) -> dict[str, Any]:
    """A slot as a release keeps it."""
    return {
        "uid": slot.uid, "window_id": slot.window_id, "outlet": slot.outlet, "programme": slot.programme,
        "date": slot.date.isoformat(), "starts_at": slot.starts_at.isoformat(), "duration_s": slot.duration_s,
        "theme": slot.theme_letter, "title": slot.title, "cost_vnd": slot.cost_vnd,
        "start_minute": slot.start_minute,
    }  # fmt: skip


def difference(before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any]]) -> tuple[Change, ...]:
    """What changed between two released states, by uid: every slot of either is in exactly one line or unchanged."""
    lines = []
    for uid in sorted(before.keys() | after.keys()):
        old, new = before.get(uid), after.get(uid)
        if old == new:
            continue
        moved = old and new and (old["starts_at"], old["window_id"]) != (new["starts_at"], new["window_id"])
        kind = "new" if old is None else "cancelled" if new is None else "moved" if moved else "changed"
        lines.append(Change(kind, uid, old, new))
    return tuple(lines)


def release(work: UnitOfWork, month: str) -> Release | None:
    """Freeze the month as its next version; None when nothing changed since the last one.

    Raises:
        Refused: ``release.empty`` when the month has never held a slot.
    """
    row = work.month(month)
    live = {
        s.uid: frozen(s) for s in slot_queries.month_slots(work.session, month) if s.state is not SlotState.CANCELLED
    }
    last = newest(work, month)
    told = difference(last.snapshot if last else {}, live)
    if not told:
        if last is None:
            raise Refused("release.empty", month=month)
        return None
    row.released += 1
    made = Release(
        month=month, number=row.released, at=work.now, by=work.actor, snapshot=live,
        changelog=[{"kind": c.kind, "uid": c.uid, "before": c.before, "after": c.after} for c in told],
    )  # fmt: skip
    work.session.add(made)
    work.note("month", month, "released", after={"number": row.released, "changes": len(told)})
    work.session.flush()
    return made


def newest(work: UnitOfWork, month: str) -> Release | None:
    """The newest released version."""
    asked = select(Release).where(Release.month == month).order_by(col(Release.number).desc())
    return work.session.exec(asked).first()


def approve(work: UnitOfWork, month: str, number: int) -> Release:
    """A leader's approval of a released version."""
    row = work.session.exec(select(Release).where(Release.month == month, Release.number == number)).one_or_none()
    if row is None:
        raise NotFound("release.unknown", number=number)
    if row.approved_at is not None:
        raise Refused("release.approved", number=number, by=row.approved_by)
    row.approved_at, row.approved_by = work.now, work.actor
    work.session.add(row)
    work.note("month", month, "approved", after={"number": number})
    return row


_KINDS = ("fresh", "moved", "changed", "waiting", "cancelled", "unsigned", "held")


@dataclass(frozen=True, slots=True)
class Sending:
    """What would be sent to one outlet now."""

    outlet_id: int
    fresh: tuple[SlotView, ...]  # never sent
    moved: tuple[SlotView, ...]  # sent before, at another place
    changed: tuple[SlotView, ...]  # sent before at the same place, with other content
    waiting: tuple[SlotView, ...]  # sent, unchanged, not answered yet
    cancelled: tuple[SlotView, ...]  # sent, now cancelled, and not told of it
    unsigned: tuple[SlotView, ...]  # sensitive and not signed off twice: they stay at home
    held: tuple[SlotView, ...]  # a rule keeps them from being sent

    @property
    def has_news(self) -> bool:
        """Whether there is anything that the outlet has not been told."""
        return bool(self.news)

    @property
    def news(self) -> tuple[SlotView, ...]:
        """Everything that the outlet has not been told."""
        return (*self.fresh, *self.moved, *self.changed, *self.cancelled)


def sendings(
    slots: tuple[SlotView, ...], held: frozenset[str] = frozenset(), releases: Sequence[Release] = ()
) -> tuple[Sending, ...]:
    """Per outlet, in the order of the slots, what sending the month now would tell.

    Args:
        held: uids of slots that must wait.
        releases: the month's versions, newest first; they tell what moved from what only reads otherwise.
    """
    by_outlet: dict[int, dict[str, list[SlotView]]] = {}
    for slot in slots:
        groups = by_outlet.setdefault(slot.outlet_id, {})
        if (kind := _news(slot)) is not None:
            if kind == "moved" and not _has_moved(slot, releases):
                kind = "changed"
            kind = "held" if slot.uid in held and kind in {"fresh", "moved", "changed"} else kind
            groups.setdefault(kind, []).append(slot)
    return tuple(
        Sending(outlet_id, **{kind: tuple(groups.get(kind, ())) for kind in _KINDS})
        for outlet_id, groups in by_outlet.items()
    )


def is_news(slot: SlotView) -> bool:
    """Whether sending the month now would tell an outlet of a slot; what waits for signatures would not."""
    return _news(slot) in {"fresh", "moved", "cancelled"}


def as_sent(slot: SlotView, releases: Sequence[Release]) -> dict[str, Any] | None:
    """A slot as its outlet was last told of it; None where no version holds it."""
    known = (row.snapshot for row in releases if slot.sent_at is not None and row.at <= slot.sent_at)
    return next((held[slot.uid] for held in known if slot.uid in held), None)


def _has_moved(slot: SlotView, releases: Sequence[Release]) -> bool:
    told, now = as_sent(slot, releases), frozen(slot)
    return told is None or any(told[name] != now[name] for name in ("starts_at", "window_id"))


def _news(slot: SlotView) -> str | None:
    told = slot.sent_at is not None and slot.sent_at >= slot.changed_at
    if slot.state is SlotState.CANCELLED:
        return "cancelled" if slot.sent_at is not None and not told else None
    if slot.state is not SlotState.PLANNED:
        return None
    if slot.sensitive and len(set(slot.signed_off_by)) < 2:
        return "unsigned"
    if slot.sent_at is None:
        return "fresh"
    return "waiting" if told else "moved"


def send(work: UnitOfWork, month: str, outlet_id: int) -> Sending:
    """Release the month if it changed, tell the outlet of everything it has not been told, and ask for its answer.

    Raises:
        Refused: ``send.nothing`` when the outlet knows everything already.
    """
    work.month(month)
    outlet = work.session.get(Outlet, outlet_id)
    if outlet is None:
        raise NotFound("outlet.unknown", id=outlet_id)
    mine = tuple(s for s in slot_queries.month_slots(work.session, month) if s.outlet_id == outlet_id)
    held = ruling.held(work.session, month, now=work.now, zone=work.zone)
    told = next(iter(sendings(mine, held, release_queries.of_month(work.session, month))), None)
    if told is None or not told.has_news:
        raise Refused("send.nothing", outlet=outlet.slug)
    made = release(work, month)
    sent = [work.slot(seen.uid, seen_version=seen.version) for seen in told.news]
    for slot in sent:
        before = snapshot(slot)
        if slot.state is not SlotState.CANCELLED:
            slot.sent_at = work.now
            publishing.changed(work, slot, changes.SENT if before["sent_at"] is None else slot.last_change)
        slot.sent_at = max(work.now, slot.changed_at)
        work.touch(slot.window_id, slot.date)
        work.note("slot", slot.uid, "sent", before=before, after=snapshot(slot))
    owing.enter(work, sent, owing.owed(work, sent))
    number = made.number if made else work.month(month).released
    link = link_for(work, outlet)
    publishing.post(
        work,
        key=f"send:{month}:{number}:{outlet_id}:{work.month(month).version}",
        kind="ask_confirmation",
        to=outlet.contact_email,
        facts={
            "month": month, "number": number, "outlet": outlet_queries.names(work.session).on(
                outlet_id, local_day(work.now, work.zone))[0],
            "fresh": len(told.fresh), "moved": len(told.moved), "changed": len(told.changed),
            "cancelled": len(told.cancelled), "link_id": link.id,
        },
    )  # fmt: skip
    return told


def link_for(work: UnitOfWork, outlet: Outlet) -> OutletLink:
    """The outlet's open personal link, or a fresh one."""
    asked = select(OutletLink).where(
        OutletLink.outlet_id == outlet.id,
        col(OutletLink.revoked_at).is_(None),
        col(OutletLink.expires_at).is_(None) | (col(OutletLink.expires_at) > work.now + timedelta(days=30)),
    )
    found = work.session.exec(asked.order_by(col(OutletLink.id).desc())).first()
    return found or make_link(work, outlet, holder=outlet.contact_name)


def answering(work: UnitOfWork, outlet_id: int) -> Outlet:
    """The outlet that answers today for an outlet: itself, or the one into which it has gone."""
    if "names" not in work.session.info:  # asked once in a decision
        work.session.info["names"] = outlet_queries.names(work.session)
    called: outlet_queries.Names = work.session.info["names"]
    return work.session.get_one(Outlet, called.body(outlet_id, local_day(work.now, work.zone)))


def make_link(work: UnitOfWork, outlet: Outlet, *, holder: str) -> OutletLink:
    """A new personal link for someone at an outlet; it works for a year unless revoked."""
    nonce = fresh_token()
    row = OutletLink(
        outlet_id=outlet.id or 0, nonce=nonce, token_hash=token_hash(work.keys.link_token("outlet", nonce)),
        holder=holder, created_at=work.now, expires_at=work.now + timedelta(days=366),
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.note("outlet", outlet.slug, "link_made", after={"link": row.id, "holder": holder})
    return row
