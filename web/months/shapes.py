"""Parts of the sheet as its templates draw them: words and figures, nothing to be worked out."""

from datetime import date
from typing import NamedTuple


class Mark(NamedTuple):
    """A chip: the state's code, the theme's hue 1 to 9 and letter, whether it clashes, and which slot it is."""

    state: str
    hue: int
    letter: str
    clash: bool
    ref: str  # beginning of its public name, a full stop, its version
    leaves: bool = False  # the proposal shown takes it from here


class Ghost(NamedTuple):
    """What is proposed for a cell: the theme's hue and letter, and how two proposals compared have it."""

    hue: int
    letter: str
    shared: bool = False  # both have it
    elsewise: bool = False  # only the one has it that is not shown


class CellShown(NamedTuple):
    """A cell of the sheet."""

    id: str
    href: str
    off: bool
    said: str
    marks: tuple[Mark, ...]
    more: int
    place: str  # "3.2017-04-05" where a click places the brush's theme; else empty
    ghosts: tuple[Ghost, ...] = ()  # what is proposed to be here
    fresh: bool = False  # the edit that the page has just made changed it


class Total(NamedTuple):
    """The four figures at the end of a row; ``goal`` None and ``cost`` empty: none agreed."""

    spots: str
    minutes: str
    cost: str
    unpriced: str  # said beside a cost that is not complete
    done: int
    goal: int | None
    missing: str  # which figure is missing, for screen readers
    price_href: str
    goal_href: str


class RowShown(NamedTuple):
    """A window's row."""

    id: int
    href: str
    when: str
    name: str
    terms: str
    title: str
    takes: int  # spots in a cell
    cells: tuple[CellShown, ...]
    total: Total


class GroupShown(NamedTuple):
    """A channel's rows with their head."""

    key: str
    symbol: str
    name: str
    kind: str
    rows: tuple[RowShown, ...]
    total: Total


class DayShown(NamedTuple):
    """A column's head."""

    date: date
    css: str  # of the column
    red: bool
    today: bool
    title: str
    weekday: str
    lunar: str
    moon: bool
    holiday: str


class DayTotal(NamedTuple):
    """A column's foot."""

    date: date
    spots: int
    minutes: str
    height: float  # of its bar, 0 to 9
    over: bool


class MoneyShown(NamedTuple):
    """The money of a month, or of one outlet's, against its cap."""

    name: str  # empty: of the whole month
    figures: tuple[tuple[str, str], ...]  # what, and how many million đồng
    over: str  # by how much the cap is passed; empty: it is kept


class Part(NamedTuple):
    """Some days of the sheet, for a page of paper."""

    days: tuple[DayShown, ...]
    groups: tuple[GroupShown, ...]
    totals: tuple[DayTotal, ...]
    whole: Total
