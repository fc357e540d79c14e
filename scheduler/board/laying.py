"""Laying the board out: every slot and every finding into its cell, in one pass."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session

from campaigns.queries import estimates as estimate_queries
from campaigns.queries import proposals as proposal_queries
from campaigns.queries import slots as slot_queries
from campaigns.queries.plans import CampaignView
from campaigns.times import local_day, month_days
from campaigns.values.board import Finding, Sum, Totals
from campaigns.values.edits import Remove
from campaigns.values.outlets import WindowView
from campaigns.values.proposals import ProposalView, Proposed
from campaigns.values.rhythms import Strand
from campaigns.values.slots import BudgetView, QuotaView, SlotView
from campaigns.values.words import RuleLevel, SlotState
from scheduler import airtime, conflicts, grid, ledger, months, spending, stating
from scheduler.board.values import Apart, Board, Cell, Chip, Group, Row, Wish
from scheduler.months import Facts
from scheduler.services import placing, releasing
from scheduler.stating import Change

_SERIOUS: Final = frozenset({RuleLevel.BLOCK, RuleLevel.BLOCK_RELEASE})


def load(session: Session, month: str, *, actor: str, now: datetime, zone: ZoneInfo, wish: Wish) -> Board:
    """The board as it stands.

    Args:
        actor: whose undo and redo to offer.

    Raises:
        Refused: ``month.unreadable``.
    """
    facts = months.gather(session, month, now=now, zone=zone)
    campaign = facts.campaign(wish.campaign)
    version, released = slot_queries.month_version(session, month)
    undoable, redoable = placing.undo_stacks(slot_queries.edits_by(session, month, actor))
    laid = lay_out(
        facts,
        wish,
        version=version,
        released=released,
        undo=undoable[-1] if undoable else None,
        redo=redoable[-1] if redoable else None,
        saved_at=slot_queries.last_touched(session, month),
        proposals=() if campaign is None else proposal_queries.of_month(session, month, campaign.id),
        strands=() if campaign is None else _strands(session, facts, campaign),
    )
    if campaign is None:
        return laid
    return replace(
        laid,
        money=tuple(spending.spending(session, campaign, (month,), today=laid.today, zone=zone)),
        estimates=estimate_queries.capping(session, campaign.id, month),
    )


def _strands(session: Session, facts: Facts, campaign: CampaignView) -> tuple[Strand, ...]:
    """Standing programmes of a campaign that have a rhythm, judged to the month's end."""
    today, until = local_day(facts.now, facts.zone), month_days(facts.month)[-1]
    return ledger.strands(session, campaign, today=today, until=until, zone=facts.zone, agreed_only=True)


def lay_out(
    facts: Facts,
    wish: Wish,
    *,
    version: int = 0,
    released: int = 0,
    undo: int | None = None,
    redo: int | None = None,
    saved_at: datetime | None = None,
    proposals: Sequence[ProposalView] = (),
    strands: Sequence[Strand] = (),
) -> Board:
    """The board of these facts. Every slot is looked at once; each of the wished campaign's is in exactly one cell."""
    days = month_days(facts.month)
    campaign = facts.campaign(wish.campaign)
    mine = tuple(slot for slot in facts.slots if campaign is not None and slot.campaign_id == campaign.id)
    quotas = tuple(quota for quota in facts.quotas if campaign is not None and quota.campaign_id == campaign.id)
    windows = _shown_windows(facts, wish, days)
    totals = conflicts.totals(mine, quotas=quotas, windows=facts.windows, days=days)
    findings = _findings(facts, campaign, wish, quotas, strands)
    shown = next((one for one in proposals if one.uid == wish.proposal), None)
    changes = () if shown is None else stating.changes(facts, shown.asked, shown.placements, shown.refused)
    apart = _apart(shown, proposals, wish, mine)
    cells = _cells(facts, wish, mine, findings, changes, apart.there if apart else ())
    groups = _groups(facts, windows, cells, totals)
    return Board(
        month=facts.month,
        version=version,
        released=released,
        campaign=campaign,
        running=facts.running,
        themes=tuple(theme for theme in facts.themes if campaign is not None and theme.campaign_id == campaign.id),
        outlets=facts.outlets,
        days=tuple(facts.days[day] for day in days),
        today=local_day(facts.now, facts.zone),
        groups=tuple(groups),
        per_day=totals.days,
        whole=totals.whole,
        budget_vnd=_budget(facts.budgets, campaign),
        findings=findings,
        wish=wish,
        unsent=sum(map(releasing.is_news, mine)),
        undo=undo,
        redo=redo,
        saved_at=saved_at,
        proposal=shown,
        changes=changes,
        apart=apart,
        waiting=tuple(one.uid for one in proposals if not one.asked.label and _is_open(one, mine)),
    )


def _apart(
    shown: ProposalView | None, proposals: Sequence[ProposalView], wish: Wish, mine: Sequence[SlotView]
) -> Apart | None:
    other = next((one for one in proposals if one.uid == wish.beside and one is not shown), None)
    if shown is None or other is None:
        return None
    standing = _standing(mine)
    both = frozenset(shown.wanted), frozenset(other.wanted)
    return Apart(other, both[0] - both[1] - standing, both[1] - both[0] - standing)


def _standing(mine: Sequence[SlotView]) -> set[Proposed]:
    return {stating.proposed(slot) for slot in mine if slot.state not in grid.HOLDS_NO_PLACE}


def _is_open(proposal: ProposalView, mine: Sequence[SlotView]) -> bool:
    """Whether something of a proposal is neither taken up nor refused."""
    return not _standing(mine).issuperset(proposal.wanted)


def _groups(facts: Facts, windows: Sequence[WindowView], cells: "_cells", totals: Totals) -> Iterator[Group]:
    """Channels with their rows, in the order of their windows."""
    days = month_days(facts.month)
    for (key, outlet_id), members in groupby(windows, key=_group):
        held = tuple(
            Row(window, tuple(cells(window, day) for day in days), totals.windows.get(window.id, Sum()))
            for window in members
        )
        whole = {w.id for w in facts.windows if w.outlet_id == outlet_id} == {row.window.id for row in held}
        total = totals.outlets[outlet_id] if whole and outlet_id in totals.outlets else added(r.total for r in held)
        outlet = next((one for one in facts.outlets if one.id == outlet_id), None)
        if outlet is not None:
            yield Group(key, outlet, held, total)


def added(sums: Iterable[Sum]) -> Sum:
    """Sums of different slots added up; the quota is known only where each one's is."""
    listed = tuple(sums)
    quotas = [one.quota for one in listed]
    return Sum(
        spots=sum(one.spots for one in listed),
        confirmed=sum(one.confirmed for one in listed),
        length_s=sum(one.length_s for one in listed),
        known_vnd=sum(one.known_vnd for one in listed),
        unpriced=sum(one.unpriced for one in listed),
        quota=sum(q for q in quotas if q is not None) if listed and None not in quotas else None,
    )


def _budget(budgets: Sequence[BudgetView], campaign: CampaignView | None) -> int | None:
    """What may be spent on the campaign in the month: the figure for all outlets, else the sum of those per outlet."""
    own = [one for one in budgets if campaign is not None and one.campaign_id == campaign.id]
    whole = [one.amount_vnd for one in own if one.outlet_id is None]
    if whole:
        return whole[-1]
    return sum(one.amount_vnd for one in own) if own else None


def _group(window: WindowView) -> tuple[str, int]:
    return (f"o{window.outlet_id}" if window.is_press else f"c{window.channel_id}", window.outlet_id)


def _shown_windows(facts: Facts, wish: Wish, days: Sequence[date]) -> tuple[WindowView, ...]:
    """Windows valid at some time of the month, and those that hold slots; each group's stand together."""
    used = {slot.window_id for slot in facts.slots if slot.state is not SlotState.CANCELLED}
    listed = [
        window
        for window in facts.windows
        if wish.outlet in {None, window.outlet_slug} and (_lives_in(window, days) or window.id in used)
    ]
    order = {key: place for place, key in reversed(list(enumerate(map(_group, listed))))}
    return tuple(sorted(listed, key=lambda window: order[_group(window)]))


def _lives_in(window: WindowView, days: Sequence[date]) -> bool:
    return window.valid_from <= days[-1] and (window.valid_until is None or days[0] < window.valid_until)


def _findings(
    facts: Facts,
    campaign: CampaignView | None,
    wish: Wish,
    quotas: Sequence[QuotaView],
    strands: Sequence[Strand],
) -> tuple[Finding, ...]:
    """What the rules say of the month, as far as it concerns this campaign and these outlets."""
    if campaign is None:
        return ()
    others = {slot.uid for slot in facts.slots if slot.campaign_id != campaign.id}
    seen = {window.id for window in facts.windows if wish.outlet in {None, window.outlet_slug}}
    found = conflicts.month_findings(
        month_days(facts.month),
        slots=facts.slots,
        windows=facts.windows,
        outlets=facts.outlets,
        quotas=quotas,
        budgets=tuple(budget for budget in facts.budgets if budget.campaign_id == campaign.id),
        strands=strands,
        days=facts.days,
        now=facts.now,
        zone=facts.zone,
        levels=facts.levels,
    )
    return tuple(
        one
        for one in found
        if one.level is not RuleLevel.IGNORE
        and not (one.uids and others.issuperset(one.uids))
        and (one.window_id is None or one.window_id in seen)
    )


class _cells:  # noqa: N801
    """Cells by window and date, from slots and findings sorted into them once."""

    def __init__(
        self,
        facts: Facts,
        wish: Wish,
        mine: Sequence[SlotView],
        findings: Sequence[Finding],
        changes: Sequence[Change],
        elsewise: Iterable[Proposed],
    ) -> None:
        self.days = facts.days
        self.chips: dict[tuple[int, date], list[Chip]] = defaultdict(list)
        self.hidden: dict[tuple[int, date], int] = defaultdict(int)
        self.told: dict[tuple[int, date], list[Finding]] = defaultdict(list)
        clashing = {uid for one in findings if one.level in _SERIOUS for uid in one.uids}
        own = {slot.uid for slot in mine}
        leaving = {one.slot.uid for one in changes if one.slot is not None}
        letters = {theme.id: theme.letter for theme in facts.themes}
        self.proposed: dict[tuple[int, date], list[Change]] = defaultdict(list)
        for change in changes:
            if not isinstance(change.operation, Remove) and wish.theme in {None, letters.get(change.ref.theme_id)}:
                self.proposed[change.ref.window_id, change.ref.date].append(change)
        self.elsewise: dict[tuple[int, date], list[Proposed]] = defaultdict(list)
        for ref in sorted(elsewise):
            if wish.theme in {None, letters.get(ref.theme_id)}:
                self.elsewise[ref.window_id, ref.date].append(ref)
        for slot in facts.slots:
            chip = Chip(slot, airtime.shown_state(slot, facts.now), slot.uid in clashing, slot.uid in leaving)
            if slot.uid in own and wish.takes(chip):
                self.chips[slot.window_id, slot.date].append(chip)
            elif slot.state not in grid.HOLDS_NO_PLACE:
                self.hidden[slot.window_id, slot.date] += 1
        for one in findings:
            if one.window_id is not None and one.date is not None:
                self.told[one.window_id, one.date].append(one)

    def __call__(self, window: WindowView, day: date) -> Cell:
        """One cell."""
        where = (window.id, day)
        chips = sorted(self.chips.get(where, ()), key=lambda chip: (chip.slot.place, chip.slot.created_at))
        off = grid.why_not(window, day, self.days.get(day))
        return Cell(
            window.id, day, off, tuple(chips), self.hidden.get(where, 0), tuple(self.told.get(where, ())),
            tuple(self.proposed.get(where, ())), tuple(self.elsewise.get(where, ())),
        )  # fmt: skip
