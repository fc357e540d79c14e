"""What can be done on the board, one operation at a time."""

from datetime import date

from campaigns.errors import NotFound, Refused
from campaigns.models import Slot, Theme
from campaigns.values.edits import Copy, Fill, Move, Operation, Place, Remove, Retheme, Skipped
from campaigns.values.words import SlotState
from exports import changes
from scheduler import airtime
from scheduler.airtime import Happening
from scheduler.services import clockwork
from scheduler.services.placing.draft import Draft, changed
from scheduler.services.slots import judge, settle_into, snapshot, window


def carry_out(draft: Draft, operation: Operation) -> None:
    """Do one operation; Refused or Stale when it cannot be done."""
    match operation:
        case Place():
            place(draft, operation.window_id, operation.date, operation.theme_id, title=operation.title)
        case Fill():
            _fill(draft, operation)
        case Move():
            _move(draft, operation)
        case Copy():
            source = draft.work.slot(operation.uid, seen_version=None)
            place(draft, operation.window_id, operation.date, source.theme_id, title=source.title, like=source)
        case Remove():
            _remove(draft, operation)
        case Retheme():
            _retheme(draft, operation)


def place(
    draft: Draft,
    window_id: int,
    day: date,
    theme_id: int,
    *,
    title: str = "",
    like: Slot | None = None,
    makegood_of: str | None = None,
    cost_vnd: int | None = None,
) -> Slot:
    """Lay out a new slot. Refused by the first blocking rule.

    Args:
        like: the one whose content it takes over.
        makegood_of: uid of the one that it makes good; then ``cost_vnd`` is the share of that one's price, for the
            place itself costs nothing more.
    """
    work = draft.work
    theme = work.session.get(Theme, theme_id)
    if theme is None:
        raise NotFound("theme.unknown", id=theme_id)
    where = window(work, window_id)
    draft.cell(window_id, day)
    judge(work, where, day, theme_id, apart=frozenset(draft.leaving))
    slot = Slot(
        month=draft.month, campaign_id=theme.campaign_id, theme_id=theme_id, window_id=window_id,
        outlet_id=where.outlet_id, title=title, date=day, zone=str(work.zone), starts_at=work.now, ends_at=work.now,
        duration_s=0, place=0, created_at=work.now.replace(microsecond=0), changed_at=work.now.replace(microsecond=0),
        sensitive=theme.sensitive, makegood_of=makegood_of, cost_vnd=cost_vnd,
    )  # fmt: skip
    if like is not None:
        slot.note, slot.brief, slot.sensitive = like.note, like.brief, like.sensitive
    settle_into(work, slot, where, day)
    draft.keep(slot, new=True)
    work.session.add(slot)
    work.session.flush()
    work.note("slot", slot.uid, "placed", after=snapshot(slot))
    return slot


def _fill(draft: Draft, asked: Fill) -> None:
    where = window(draft.work, asked.window_id)
    turn = 0
    for day in sorted(set(asked.dates)):
        theme_id = asked.theme_ids[turn % len(asked.theme_ids)]
        try:
            findings = judge(draft.work, where, day, theme_id)
        except Refused as refusal:
            draft.skipped.append(Skipped(where.id, day, refusal.code))
            continue
        if not asked.on_holidays and any(finding.code == "day.holiday" for finding in findings):
            draft.skipped.append(Skipped(where.id, day, "day.holiday"))
            continue
        place(draft, where.id, day, theme_id)
        turn += 1


def _move(draft: Draft, asked: Move) -> None:
    work = draft.work
    slot = clockwork.caught_up(work, work.slot(asked.uid, seen_version=asked.version))
    after = airtime.advance(slot.state, Happening.MOVE)
    if (slot.window_id, slot.date) == (asked.window_id, asked.date):
        raise Refused("move.nowhere")
    where = window(work, asked.window_id)
    draft.keep(slot)
    draft.cell(slot.window_id, slot.date)
    draft.cell(asked.window_id, asked.date)
    judge(work, where, asked.date, slot.theme_id, apart=frozenset(draft.leaving | {slot.uid}))
    was = (slot.date, slot.start_minute)
    slot.state = after
    settle_into(work, slot, where, asked.date)
    slot.confirmed_at, slot.confirmed_by = None, ""
    changed(work, slot, changes.moved(was, (slot.date, slot.start_minute)))


def _remove(draft: Draft, asked: Remove) -> None:
    slot = clockwork.caught_up(draft.work, draft.work.slot(asked.uid, seen_version=asked.version))
    if slot.state is SlotState.CONFIRMED and not asked.reason.strip():
        raise Refused("cancel.needs_reason", uid=slot.uid)
    after = airtime.advance(slot.state, Happening.CANCEL)
    draft.keep(slot)
    draft.cell(slot.window_id, slot.date)
    slot.state = after
    if asked.reason.strip():
        slot.miss_reason = asked.reason.strip()
    changed(draft.work, slot, changes.CANCELLED)


def _retheme(draft: Draft, asked: Retheme) -> None:
    work = draft.work
    slot = clockwork.caught_up(work, work.slot(asked.uid, seen_version=asked.version))
    theme = work.session.get(Theme, asked.theme_id)
    if theme is None or theme.campaign_id != slot.campaign_id:
        raise NotFound("theme.unknown", id=asked.theme_id)
    after = airtime.advance(slot.state, Happening.MOVE)
    draft.keep(slot)
    draft.cell(slot.window_id, slot.date)
    slot.theme_id, slot.state, slot.sensitive = asked.theme_id, after, slot.sensitive or theme.sensitive
    slot.confirmed_at, slot.confirmed_by = None, ""
    changed(work, slot, changes.rethemed(theme.letter))
