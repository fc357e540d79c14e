"""What a month board is made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from campaigns.queries.plans import CampaignView, ThemeView
from campaigns.values.board import Finding, ShownState, Sum
from campaigns.values.outlets import DayView, OutletView, WindowView
from campaigns.values.proposals import ProposalView, Proposed
from campaigns.values.slots import SlotView
from scheduler.spending import Spending
from scheduler.stating import Change


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked to see; None: all of it. Totals always speak of the whole campaign."""

    campaign: str | None = None  # slug
    outlet: str | None = None  # slug
    theme: str | None = None  # letter
    state: ShownState | None = None
    proposal: str | None = None  # uid of one that is to be shown over the month
    beside: str | None = None  # uid of another, to be compared with it

    @property
    def narrows(self) -> bool:
        """Whether some slots of the campaign may be left out."""
        return any((self.outlet, self.theme, self.state))

    def takes(self, chip: "Chip") -> bool:
        """Whether a slot is among those asked for; cancelled ones only when they are named."""
        if self.state is None and chip.shown is ShownState.CANCELLED:
            return False
        return self.theme in {None, chip.slot.theme_letter} and self.state in {None, chip.shown}


@dataclass(frozen=True, slots=True)
class Chip:
    """A slot in its cell."""

    slot: SlotView
    shown: ShownState
    clash: bool  # it breaks a rule that blocks
    leaves: bool = False  # the proposal shown would move it or take it away


@dataclass(frozen=True, slots=True)
class Cell:
    """One window on one date."""

    window_id: int
    date: date
    off: str | None  # why the window does not run on that date, ``scheduler.grid``'s code; None: it runs
    chips: tuple[Chip, ...]  # those asked for, in the order of their places
    hidden: int  # further live slots in it: filtered out, or another campaign's
    findings: tuple[Finding, ...]
    proposed: tuple[Change, ...] = ()  # what the proposal shown would put here
    elsewise: tuple[Proposed, ...] = ()  # what only the proposal that it is compared with would put here


@dataclass(frozen=True, slots=True)
class Apart:
    """How the proposal shown differs from another; what already stands on the board is in neither."""

    other: ProposalView
    here: frozenset[Proposed]  # only the one shown would put it on the board
    there: frozenset[Proposed]  # only the other would


@dataclass(frozen=True, slots=True)
class Row:
    """A window through the month."""

    window: WindowView
    cells: tuple[Cell, ...]  # one for each date
    total: Sum


@dataclass(frozen=True, slots=True)
class Group:
    """A channel's rows under its outlet; what an outlet prints and posts stands together."""

    key: str  # stable through the month: "c12", or "o3" for an outlet's press
    outlet: OutletView
    rows: tuple[Row, ...]
    total: Sum


@dataclass(frozen=True, slots=True)
class Board:
    """A month of one campaign, complete."""

    month: str
    version: int  # of the month; an edit names the one it saw
    released: int  # number of the newest release, 0: none
    campaign: CampaignView | None  # None: no campaign runs in this month
    running: tuple[CampaignView, ...]  # all that could be chosen
    themes: tuple[ThemeView, ...]
    outlets: tuple[OutletView, ...]  # all that could be chosen
    days: tuple[DayView, ...]
    today: date
    groups: tuple[Group, ...]
    per_day: Mapping[date, Sum]
    whole: Sum
    budget_vnd: int | None  # None: none agreed
    findings: tuple[Finding, ...]  # those to be shown, in the order of the list of warnings
    wish: Wish
    unsent: int = 0  # slots of the campaign that an outlet would be told of if the month were sent now
    undo: int | None = None  # the edit of this person that would be undone next
    redo: int | None = None
    saved_at: datetime | None = None  # None: nothing was ever laid out
    proposal: ProposalView | None = None  # the one that is shown
    changes: tuple[Change, ...] = ()  # what it would still do to the whole campaign
    apart: Apart | None = None  # how it differs from the one that it is compared with
    money: tuple[Spending, ...] = ()  # of each outlet with a cap or an order, then of the month; empty: neither
    estimates: tuple[tuple[str, str], ...] = ()  # uid and title of those that give the month its caps
    waiting: tuple[str, ...] = ()  # uids of proposals for the month that nobody has set aside, newest first

    @property
    def is_empty(self) -> bool:
        """Whether the campaign has no live slot in the month."""
        return self.whole.spots == 0 and not any(cell.chips for cell in self.cells())

    def cells(self) -> Iterable[Cell]:
        """Every cell, row by row."""
        return (cell for group in self.groups for row in group.rows for cell in row.cells)

    def row(self, window_id: int) -> Row | None:
        """A window's row; None where the sheet does not show it."""
        return next((row for group in self.groups for row in group.rows if row.window.id == window_id), None)

    def theme(self, theme_id: int) -> ThemeView | None:
        """One of the campaign's themes."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)
