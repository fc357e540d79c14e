"""One outlet goes into another on a date: its places and figures go on as the other's, its past stays its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import (
    Budget,
    Campaign,
    Channel,
    Outlet,
    OutletTerm,
    Programme,
    Quota,
    Rhythm,
    Slot,
    Window,
    WindowException,
)
from campaigns.queries import rhythms
from campaigns.services.agreed import set_budget, set_quota, set_rhythm
from campaigns.services.outlets import WINDOW_FIELDS, window_facts
from campaigns.store import UnitOfWork
from campaigns.times import month_of, month_start, months_of, shift_month
from campaigns.values.words import SlotState

_AHEAD = (SlotState.PLANNED, SlotState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Handover:
    """What went over."""

    outlet_id: int
    into_id: int
    windows: Mapping[int, int]  # the new one's id by the old one's; the same where it had not begun
    figures: int  # agreed ones that hold on
    left: int  # agreed ones that need another word, for the other outlet has its own or the month is broken


def hand_over(work: UnitOfWork, slug: str, *, into: str, on: date, source: str, seen_version: int) -> Handover:
    """End an outlet on a date and let another have what it would have had from then on.

    Windows that run on are ended and go on as the other's, under channels and programmes of the same names; so what
    was booked, aired and signed before the date reads as it did. Slots are not moved here.

    Args:
        on: the first date on which the other one answers.
        source: the paper or person that says so.

    Raises:
        Refused: ``merger.itself``; ``merger.no_source``; ``merger.closed`` with ``name`` when one of the two does not
            exist on the date; ``merger.early`` with ``first``, the first date that changes nothing of the past.
        NotFound: ``outlet.unknown``. Stale: ``outlet.stale``.
    """
    outlet, other = _outlet(work, slug), _outlet(work, into)
    if outlet.version != seen_version:
        raise Stale("outlet.stale", seen=seen_version, current=outlet.version)
    if outlet.id == other.id:
        raise Refused("merger.itself")
    if not source.strip():
        raise Refused("merger.no_source")
    term = _open_term(work, outlet, on)
    _open_term(work, other, on)
    if on < (first := earliest(work, outlet.id or 0, term)):
        raise Refused("merger.early", first=first)
    term.valid_until, term.merged_into_id = on, other.id
    windows = _carry_places(work, outlet.id or 0, other.id or 0, on, source.strip())
    figures, left = _carry_figures(work, outlet.id or 0, other.id or 0, on, windows, source.strip())
    work.note(
        "outlet", slug, "merged", after={"into": into, "on": on.isoformat(), "source": source.strip(),
                                         "windows": len(windows), "figures": figures},
    )  # fmt: skip
    work.session.flush()
    return Handover(outlet.id or 0, other.id or 0, windows, figures, left)


def earliest(work: UnitOfWork, outlet_id: int, term: OutletTerm) -> date:
    """The first date on which a merger changes nothing that has happened: after the last item that began."""
    begun = select(func.max(Slot.date)).where(
        Slot.outlet_id == outlet_id, col(Slot.starts_at) <= work.now, Slot.state != SlotState.CANCELLED
    )
    last: date = max(work.session.exec(begun).one() or term.valid_from, term.valid_from)
    return last + timedelta(days=1)


def _outlet(work: UnitOfWork, slug: str) -> Outlet:
    found = work.session.exec(select(Outlet).where(Outlet.slug == slug).with_for_update()).one_or_none()
    if found is None:
        raise NotFound("outlet.unknown")
    return found


def _open_term(work: UnitOfWork, outlet: Outlet, on: date) -> OutletTerm:
    """The last name of an outlet, which must still be its own on a date and after it."""
    asked = select(OutletTerm).where(OutletTerm.outlet_id == outlet.id).order_by(col(OutletTerm.valid_from))
    last = work.session.exec(asked).all()[-1]
    if last.valid_until is not None or last.valid_from > on:
        raise Refused("merger.closed", name=last.name)
    return last


def _carry_places(work: UnitOfWork, outlet_id: int, other_id: int, on: date, source: str) -> dict[int, int]:
    """Channels, programmes and windows that run on, as the other's; the new window's id by the old one's.

    How often a programme must appear goes along too.
    """
    found: dict[int, int] = {}
    taken = {(row.kind, row.name) for row in _channels(work, other_id)}
    order = len(taken)
    for place, channel in enumerate(_channels(work, outlet_id)):
        # Two waves of one name would be told apart by nobody.
        name = channel.name if (channel.kind, channel.name) not in taken else f"{channel.name} (2)"
        mine = Channel(
            outlet_id=other_id, kind=channel.kind, name=name, issue_weekdays=channel.issue_weekdays, order=order + place
        )
        programmes = select(Programme).where(Programme.channel_id == channel.id).order_by(col(Programme.order))
        for programme in work.session.exec(programmes.order_by(col(Programme.id))).all():
            windows = _living(work, programme.id or 0, on)
            if not windows:
                continue
            if mine.id is None:
                work.session.add(mine)
                work.session.flush()
            heir = Programme(
                channel_id=mine.id or 0, name=programme.name, form=programme.form, sample=programme.sample,
                order=programme.order,
            )  # fmt: skip
            work.session.add(heir)
            work.session.flush()
            _carry_rhythm(work, programme.id or 0, heir.id or 0, on, source)
            for window in windows:
                found[window.id or 0] = _carry_window(work, window, heir.id or 0, on)
    return found


def _carry_rhythm(work: UnitOfWork, programme_id: int, heir_id: int, on: date, source: str) -> None:
    """In every campaign that is not over by the date: what was agreed of a programme ends, and holds of its heir."""
    asked = select(Campaign).where(col(Campaign.ends_before) > on)
    for campaign in work.session.exec(asked.order_by(col(Campaign.id))).all():
        last = rhythms.newest(work.session, campaign.id or 0, programme_id)
        row = work.session.get(Rhythm, last)
        if row is None or row.number is None:
            continue
        about: dict[str, Any] = {"campaign_id": campaign.id or 0, "unit": row.unit, "source": f"{row.source}; {source}",
                 "obligation_id": row.obligation_id}  # fmt: skip
        first = max(on, row.from_day)
        set_rhythm(work, programme_id=heir_id, number=row.number, from_day=first, seen=0, **about)
        set_rhythm(work, programme_id=programme_id, number=None, from_day=first, seen=last, **about)


def _channels(work: UnitOfWork, outlet_id: int) -> Sequence[Channel]:
    asked = select(Channel).where(Channel.outlet_id == outlet_id).order_by(col(Channel.order), col(Channel.id))
    return work.session.exec(asked).all()


def _living(work: UnitOfWork, programme_id: int, on: date) -> Sequence[Window]:
    """Windows of a programme that run on a date or later, or still hold something then."""
    held = select(Slot.window_id).where(col(Slot.date) >= on, col(Slot.state).in_(_AHEAD))
    asked = select(Window).where(
        Window.programme_id == programme_id,
        col(Window.valid_until).is_(None) | (col(Window.valid_until) > on) | col(Window.id).in_(held),
    )
    return work.session.exec(asked.order_by(col(Window.order), col(Window.id)).with_for_update()).all()


def _carry_window(work: UnitOfWork, window: Window, programme_id: int, on: date) -> int:
    """The window that goes on from a date; one that had not begun by then simply changes hands.

    The record says all of it as it would of any window, so that a past day can be read from it.
    """
    if window.valid_from >= on:
        before, window.programme_id = {"programme_id": window.programme_id}, programme_id
        work.note("window", window.id or 0, "handed_over", before=before, after={"programme_id": programme_id})
        work.session.flush()
        return window.id or 0
    before = window_facts(window)
    kept = {name: getattr(window, name) for name in WINDOW_FIELDS} | {"valid_from": on}
    if window.valid_until is None or window.valid_until > on:
        window.valid_until = on
    else:
        kept["valid_until"] = on  # never runs; it only holds what was left in it
    heir = Window(programme_id=programme_id, order=window.order, **kept)
    work.session.add(heir)
    work.session.flush()
    work.note("window", heir.id or 0, "added", after=window_facts(heir))
    apart = select(WindowException).where(WindowException.window_id == window.id, col(WindowException.date) >= on)
    for row in work.session.exec(apart).all():
        told = {"date": row.date.isoformat(), "note": row.note}
        work.note("window", window.id or 0, "exception", after={**told, "runs": None})
        row.window_id = heir.id or 0
        work.note("window", heir.id or 0, "exception", after={**told, "runs": row.runs})
    work.note("window", window.id or 0, "succeeded", before=before, after={"until": on.isoformat(), "by": heir.id})
    work.session.flush()
    return heir.id or 0


def _carry_figures(
    work: UnitOfWork, outlet_id: int, other_id: int, on: date, windows: Mapping[int, int], source: str
) -> tuple[int, int]:
    """Agreed figures of whole months from the date on, month by month, so that no past month of the other changes.

    A figure for a window follows it. One for all of the outlet, or its budget, goes over only where the other has
    none of its own: two figures are never added up here.
    """
    first = month_of(on if on.day == 1 else shift_month(on.replace(day=1), 1))
    ends = {row.id: row.ends_before for row in work.session.exec(select(Campaign))}
    carried = left = 0
    broken = on.day != 1
    for quota in work.session.exec(select(Quota).where(Quota.outlet_id == outlet_id).order_by(col(Quota.id))).all():
        window_id = None if quota.window_id is None else windows.get(quota.window_id)
        if quota.window_id is not None and window_id is None:
            continue
        about = (Quota.campaign_id == quota.campaign_id, Quota.outlet_id == other_id, Quota.window_id == window_id,
                 Quota.theme_id == quota.theme_id)  # fmt: skip
        known = set(work.session.exec(select(Quota.month).where(*about)))
        for month in _months(quota.month, first, ends[quota.campaign_id]):
            if month in known or None in known:
                left += 1
                continue
            set_quota(
                work, campaign_id=quota.campaign_id, outlet_id=other_id, window_id=window_id, theme_id=quota.theme_id,
                month=month, spots=quota.spots, source=f"{quota.source}; {source}",
            )  # fmt: skip
            carried += 1
        left += broken and quota.month in {None, month_of(on)}
    for budget in work.session.exec(select(Budget).where(Budget.outlet_id == outlet_id).order_by(col(Budget.id))).all():
        known = set(
            work.session.exec(
                select(Budget.month).where(Budget.campaign_id == budget.campaign_id, Budget.outlet_id == other_id)
            )
        )
        if budget.month is None:  # of the whole campaign: how much of it is spent nobody but people can say
            left += 1
        elif budget.month >= first and budget.month not in known:
            set_budget(
                work, campaign_id=budget.campaign_id, outlet_id=other_id, month=budget.month,
                amount_vnd=budget.amount_vnd, source=f"{budget.source}; {source}",
            )  # fmt: skip
            carried += 1
        else:
            left += budget.month >= month_of(on)
    return carried, left


def _months(month: str | None, first: str, ends_before: date) -> list[str]:
    """The months, from the first whole one on, for which a figure holds."""
    if month is not None:
        return [month] if month >= first else []
    start = month_start(first)
    return months_of(start, ends_before) if start < ends_before else []
