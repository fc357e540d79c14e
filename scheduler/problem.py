"""What the planner is asked: the airings of a stretch, what each takes, what was agreed, and what is settled already.

One form serves a month of the office and the neutral instances of ``neutral``: lengths are whole units (seconds in
the office, minutes there), prices whole units of money. Nothing here is a row, a page or a clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Placement(NamedTuple):
    """A theme in one airing of a programme."""

    programme: str
    date: date
    theme: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """A station or a newspaper."""

    id: str
    name: str
    lead: bool = True  # airs new items; False: re-runs
    daily_spots: int | None = None  # of all campaigns together; None: not limited


@dataclass(frozen=True, slots=True)
class Programme:
    """A window that airs on some dates; every airing takes as much as another."""

    id: str
    outlet: str
    dates: frozenset[date]  # on which it airs, blackouts not looked at
    spots: int  # in one airing
    name: str = ""
    kind: str = ""  # by which a theme's length is looked up
    length: int | None = None  # in one airing, units of length; None: only spots count
    price: int = 0  # per spot
    audience: int = 0  # per spot, any unit of worth; preferred dayparts weigh more
    closed: frozenset[date] = frozenset()  # dates whose booking is over: nothing new can be placed


@dataclass(frozen=True, slots=True)
class Theme:
    """A content of one campaign; a theme that takes part in several campaigns is several themes."""

    id: str
    campaign: str
    name: str
    outlets: frozenset[str]  # where it may run
    lengths: Mapping[
        str, int
    ]  # of one spot, units of length, by the programme's ``kind``; a kind not here: it cannot run
    gap_days: int = 0  # two airings on one outlet are at least so many days apart; 0: even on one day
    lead_per_day: int | None = None  # over all lead outlets
    lead_days: int = 0  # calendar days before an airing on a lead outlet by which its script is due
    producer: str | None = None
    reruns_per_script: int | None = None  # on each repeat outlet, of all first runs so far; None: not limited
    rerun_delay_days: int = 0


@dataclass(frozen=True, slots=True)
class Producer:
    """Who writes scripts, and how many in an ISO week."""

    id: str
    name: str
    scripts_per_week: int


@dataclass(frozen=True, slots=True)
class Budget:
    """What placements may cost together."""

    id: str
    amount: int
    themes: frozenset[str]
    outlets: frozenset[str] | None = None  # None: all
    first: date | None = None
    last: date | None = None  # inclusive


@dataclass(frozen=True, slots=True)
class Quota:
    """How much was agreed; a placement counts when theme, outlet, programme and date are all among those named."""

    id: str
    themes: frozenset[str]
    outlets: frozenset[str]
    first: date
    last: date  # inclusive
    least: int
    most: int | None  # None: more is welcome
    programmes: frozenset[str] | None = None  # None: all of the outlets'
    counts_length: bool = False  # units of length instead of spots
    tier: int = 1  # 1 is served before 2 before 3
    weight: int = 1  # of one unit short, within the tier
    spread: bool = False  # evenly over the ISO weeks; spots only
    daily: bool = False  # when spread: evenly over the days as well
    hard: bool = False  # must be met


@dataclass(frozen=True, slots=True)
class Blackout:
    """A date on which outlets take nothing."""

    date: date
    outlets: frozenset[str]
    name: str = ""  # of the holiday, where it is one


@dataclass(frozen=True, slots=True)
class Held:
    """A spot that lies in its airing whatever is proposed: it takes room and money, counts, and is never judged."""

    placement: Placement  # theme "" when it is none of the problem's
    length: int = 0
    price: int = 0


@dataclass(frozen=True, slots=True)
class Replan:
    """A published plan that is to change as little as possible."""

    start: date  # what lies before it stays as it is
    previous: frozenset[Placement]
    cancelled: frozenset[tuple[str, date]] = frozenset()  # airings missed or withdrawn


@dataclass(frozen=True, slots=True)
class Problem:
    """A stretch to be planned. Order within the tuples has no meaning but for the ids of rules told by index."""

    start: date
    days: int
    today: date  # the earliest day on which a script can be due
    outlets: tuple[Outlet, ...]
    programmes: tuple[Programme, ...]
    themes: tuple[Theme, ...]
    quotas: tuple[Quota, ...]
    budgets: tuple[Budget, ...] = ()
    producers: tuple[Producer, ...] = ()
    blackouts: tuple[Blackout, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()  # themes never on one outlet on one day
    neighbours: tuple[tuple[str, str], ...] = ()  # programmes that follow each other: never one theme in both on a day
    pins: tuple[Placement, ...] = ()
    forbidden: tuple[Placement, ...] = ()
    held: tuple[Held, ...] = ()
    replan: Replan | None = None
    names: Mapping[str, str] = field(default_factory=dict)  # further words for ids, such as campaigns
