"""Estimates: drawn from agreed quotas and prices, sent, appraised with lines cut, approved; then they cap the board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import col, select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import Campaign, Estimate, EstimateEvent, EstimateLine, Outlet
from campaigns.queries import estimates as queries
from campaigns.services.agreed import set_budget
from campaigns.store import UnitOfWork
from campaigns.times import month_start, months_of
from campaigns.values import estimates as values
from campaigns.values.estimates import MOST_VND, CostKind, EstimateMove, EstimateState, EstimateView
from scheduler.services import costing


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as a person types it."""

    kind: CostKind
    text: str
    unit: str
    quantity: int
    price_vnd: int
    source: str  # of the price: never empty
    outlet_id: int | None = None
    month: str | None = None  # None: of no single month


@dataclass(frozen=True, slots=True)
class Cut:
    """What the finance body leaves of a line, and why where that is less."""

    quantity: int
    price_vnd: int
    reason: str = ""


def start(work: UnitOfWork, campaign_id: int, *, title: str, first_month: str, last_month: str, funding: str) -> str:
    """A new estimate for months of a campaign, filled from its quotas; gives its uid.

    Raises:
        NotFound: ``campaign.unknown``. Refused: ``month.unreadable``; ``estimate.months`` where a month is not the
            campaign's or they run backwards.
    """
    campaign = work.session.exec(select(Campaign).where(Campaign.id == campaign_id).with_for_update()).one_or_none()
    if campaign is None:
        raise NotFound("campaign.unknown", id=campaign_id)
    months = months_of(campaign.starts_on, campaign.ends_before)
    for month in (first_month, last_month):
        month_start(month)
    if first_month not in months or last_month not in months or first_month > last_month:
        raise Refused("estimate.months")
    row = Estimate(
        campaign_id=campaign_id, title=title.strip(), first_month=first_month, last_month=last_month,
        funding=funding.strip(), created_at=work.now, created_by=work.actor,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.note("estimate", row.uid, "started", after={
        "campaign": campaign.slug, "title": row.title, "first_month": first_month, "last_month": last_month,
    })  # fmt: skip
    _fill(work, row)
    return row.uid


def refill(work: UnitOfWork, uid: str, *, seen_version: int) -> None:
    """Take lines from the quotas and prices as they now stand; what was typed by hand stays.

    Raises:
        NotFound: ``estimate.unknown``. Stale: ``estimate.stale``. Refused: ``estimate.not_drafted``.
    """
    row = _drafted(work, uid, seen_version)
    for line in queries.lines(work.session, row.id or 0):
        if line.window_id is not None:
            work.session.delete(line)
    work.session.flush()
    _fill(work, row)


def describe(work: UnitOfWork, uid: str, *, title: str, funding: str, seen_version: int) -> None:
    """Another title or source of the money, while it is drafted."""
    row = _drafted(work, uid, seen_version)
    row.title, row.funding = title.strip(), funding.strip()
    work.session.flush()
    work.note("estimate", uid, "described", after={"title": row.title, "funding": row.funding})


def add_line(work: UnitOfWork, uid: str, typed: Typed, *, seen_version: int) -> None:
    """One more line, by hand.

    Raises:
        NotFound: ``estimate.unknown``, ``outlet.unknown``. Stale: ``estimate.stale``.
        Refused: ``estimate.not_drafted``, ``estimate.no_source``, ``estimate.too_much``, ``estimate.months`` for a
            month that is not the estimate's.
    """
    row = _drafted(work, uid, seen_version)
    if not typed.source.strip():
        raise Refused("estimate.no_source")
    if typed.month is not None and not row.first_month <= typed.month <= row.last_month:
        raise Refused("estimate.months")
    if typed.outlet_id is not None and work.session.get(Outlet, typed.outlet_id) is None:
        raise NotFound("outlet.unknown")
    months = [] if typed.month is None else [[typed.month, typed.quantity]]
    _add(work, row, EstimateLine(
        estimate_id=row.id or 0, place=0, kind=typed.kind, text=typed.text, unit=typed.unit, quantity=typed.quantity,
        price_vnd=typed.price_vnd, source=typed.source.strip(), outlet_id=typed.outlet_id, spread=months,
    ))  # fmt: skip
    _sound(work, row)


def remove_line(work: UnitOfWork, uid: str, line_id: int, *, seen_version: int) -> None:
    """Take a line away while the estimate is drafted; Refused ``estimate.not_drafted``."""
    row = _drafted(work, uid, seen_version)
    line = _lines(work, row).get(line_id)
    if line is None:
        raise NotFound("estimate.unknown_line", id=line_id)
    work.note("estimate", uid, "line_removed", before=_told(line))
    work.session.delete(line)
    work.session.flush()


def appraise(
    work: UnitOfWork, uid: str, cuts: Mapping[int, Cut], *, paper: str, dated: date, seen_version: int
) -> EstimateView:
    """Keep what the finance body left of each line, by its paper.

    Args:
        cuts: by line; a line that is not named stays as asked.

    Raises:
        As ``move``; Refused ``estimate.raised`` with ``place`` where more is granted than was asked,
            ``estimate.no_reason`` with ``place`` where less is granted and nobody says why.
    """
    row = _row(work, uid, seen_version)
    values.advance(row.state, EstimateMove.APPRAISE)
    for place, (line_id, line) in enumerate(_lines(work, row).items(), 1):
        cut = cuts.get(line_id, Cut(line.quantity, line.price_vnd))
        if not (0 <= cut.quantity <= line.quantity and 0 <= cut.price_vnd <= line.price_vnd):
            raise Refused("estimate.raised", place=place)
        less = (cut.quantity, cut.price_vnd) != (line.quantity, line.price_vnd)
        if less and not cut.reason.strip():
            raise Refused("estimate.no_reason", place=place)
        line.appraised_quantity, line.appraised_price_vnd = cut.quantity, cut.price_vnd
        line.cut_reason = cut.reason.strip() if less else ""
        if less:
            work.note("estimate", uid, "line_cut", before=_told(line), after={
                "quantity": cut.quantity, "price_vnd": cut.price_vnd, "reason": line.cut_reason, "paper": paper,
            })  # fmt: skip
    return _moved(work, row, EstimateMove.APPRAISE, paper, dated)


def move(work: UnitOfWork, uid: str, what: EstimateMove, *, paper: str, dated: date, seen_version: int) -> EstimateView:
    """Let an estimate go a step further by a paper; approved, its amounts cap its months on the board.

    Raises:
        NotFound: ``estimate.unknown``. Stale: ``estimate.stale``. Refused: ``estimate.illegal_move``;
            ``estimate.empty`` where there is no line to send; ``estimate.no_paper``; ``estimate.early`` for a date that
            lies ahead; ``estimate.before`` with ``last`` for one before the step before.
    """
    row = _row(work, uid, seen_version)
    values.advance(row.state, what)
    if what is EstimateMove.SEND and not _lines(work, row):
        raise Refused("estimate.empty")
    return _moved(work, row, what, paper, dated)


def _moved(work: UnitOfWork, row: Estimate, what: EstimateMove, paper: str, dated: date) -> EstimateView:
    before = queries.estimate(work.session, row.uid)
    if not paper.strip():
        raise Refused("estimate.no_paper")
    if dated > work.now.astimezone(work.zone).date():
        raise Refused("estimate.early", date=dated)
    if before.events and dated < before.events[-1].dated:
        raise Refused("estimate.before", last=before.events[-1].dated)
    row.state = values.advance(row.state, what)
    work.session.add(EstimateEvent(
        estimate_id=row.id or 0, move=what, paper=paper.strip(), dated=dated, at=work.now, actor=work.actor,
        total_vnd=before.granted_vnd,
    ))  # fmt: skip
    work.session.flush()
    work.note("estimate", row.uid, what.value, before={"state": before.state}, after={
        "state": row.state, "paper": paper.strip(), "dated": dated.isoformat(), "total_vnd": before.granted_vnd,
    })  # fmt: skip
    if row.state in values.BINDING:
        _cap(work, row.campaign_id)
    return queries.estimate(work.session, row.uid)


def _cap(work: UnitOfWork, campaign_id: int) -> None:
    """What the campaign's binding estimates grant becomes the budget of each month, for each outlet and in all."""
    found: dict[tuple[int | None, str], int] = {}
    papers: dict[tuple[int | None, str], list[str]] = {}
    for one in queries.binding(work.session, campaign_id):
        event = one.last(EstimateMove.ALLOCATE) or one.last(EstimateMove.APPROVE)
        for (outlet_id, month), vnd in values.caps(one.lines).items():
            for key in ((outlet_id, month), (None, month)):
                found[key] = found.get(key, 0) + vnd
                listed = papers.setdefault(key, [])
                if event is not None and event.paper not in listed:
                    listed.append(event.paper)
    for (whose, month), vnd in found.items():
        source = "; ".join(papers[whose, month])
        set_budget(work, campaign_id=campaign_id, outlet_id=whose, month=month, amount_vnd=vnd, source=source)


def _fill(work: UnitOfWork, row: Estimate) -> None:
    made, _questions = costing.proposed(work.session, row.campaign_id, row.first_month, row.last_month)
    kept = list(_lines(work, row).values())
    for place, line in enumerate([*made, *kept], 1):
        line.estimate_id, line.place = row.id or 0, place
        work.session.add(line)
    work.session.flush()
    work.note("estimate", row.uid, "filled", after={"lines": [_told(line) for line in made]})
    _sound(work, row)


def _add(work: UnitOfWork, row: Estimate, line: EstimateLine) -> None:
    last: Sequence[int] = [one.place for one in _lines(work, row).values()]
    line.place = max(last, default=0) + 1
    work.session.add(line)
    work.session.flush()
    work.note("estimate", row.uid, "line_added", after=_told(line))


def _sound(work: UnitOfWork, row: Estimate) -> None:
    if sum(line.quantity * line.price_vnd for line in _lines(work, row).values()) > MOST_VND:
        raise Refused("estimate.too_much")


def _lines(work: UnitOfWork, row: Estimate) -> dict[int, EstimateLine]:
    return {line.id or 0: line for line in queries.lines(work.session, row.id or 0)}


def _told(line: EstimateLine) -> dict[str, Any]:
    return {
        "kind": line.kind.value, "text": line.text, "unit": line.unit, "quantity": line.quantity,
        "price_vnd": line.price_vnd, "source": line.source, "outlet": line.outlet_id, "spread": line.spread,
    }  # fmt: skip


def _drafted(work: UnitOfWork, uid: str, seen_version: int) -> Estimate:
    row = _row(work, uid, seen_version)
    if row.state is not EstimateState.DRAFTED:
        raise Refused("estimate.not_drafted")
    return row


def _row(work: UnitOfWork, uid: str, seen_version: int) -> Estimate:
    """An estimate, locked, and newer by one for whoever reads it next."""
    asked = select(Estimate).where(col(Estimate.uid) == uid).with_for_update()
    row = work.session.exec(asked).one_or_none()
    if row is None:
        raise NotFound("estimate.unknown", uid=uid[:40])
    if row.version != seen_version:
        raise Stale("estimate.stale", seen=seen_version, current=row.version)
    flag_modified(row, "title")  # a change of its lines is a change of the estimate too
    return row
