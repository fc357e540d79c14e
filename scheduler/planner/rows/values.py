"""A problem as rows over candidate placements: their shapes. Each carries the id of the rule that it states."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from scheduler.problem import Placement, Problem, Quota


@dataclass(frozen=True, slots=True)
class Candidate:
    """A placement that calendar, lengths and quotas allow, whatever else speaks against it."""

    placement: Placement
    outlet: str
    lead: bool
    length: int
    price: int
    audience: int
    barred: tuple[str, ...]  # rules that forbid it alone: blackout, forbidden, lead, booking
    quotas: tuple[int, ...]  # places in ``Problem.quotas`` for which it counts


@dataclass(frozen=True, slots=True)
class Limit:
    """``least ≤ Σ weight × chosen ≤ most``; either end may be open."""

    rule: str
    terms: tuple[tuple[int, int], ...]  # candidate's place, weight
    most: int | None = None
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One day of a running balance, on which something is or can be a re-run."""

    date: date
    reruns: tuple[int, ...]  # candidates of the day
    firsts: tuple[int, ...]  # candidates that begin to count by this day, and did not by the step before
    held_reruns: int = 0  # held ones, likewise; only as many as held first runs allow, for they are not judged
    held_firsts: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """At every step: re-runs so far ≤ ``per_first`` × first runs so far, both with the held ones."""

    rule: str
    outlet: str
    per_first: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """What falls into one ISO week, or one day, of a quota's window, and how many would be even."""

    low: int
    high: int
    terms: tuple[int, ...]  # candidates
    held: int  # settled spots in it


@dataclass(frozen=True, slots=True)
class Goal:
    """A quota over the candidates."""

    quota: Quota
    terms: tuple[tuple[int, int], ...]  # candidate's place, units
    held: int  # units delivered by what is settled
    weeks: tuple[Week, ...]  # empty unless it is to be spread


@dataclass(frozen=True, slots=True)
class Rows:
    """A problem, unfolded. Candidates stand in the order of date, programme and theme."""

    problem: Problem
    candidates: tuple[Candidate, ...]
    limits: tuple[Limit, ...]  # hard quotas and their maxima too
    balances: tuple[Balance, ...]
    goals: tuple[Goal, ...]  # one for each quota, in its order
    settled: frozenset[int]  # candidates that lie before a re-planning's start, chosen for good
    previous: frozenset[int]  # candidates of the published plan from its start on
    lost: int  # placements of the published plan from its start on that can be no candidate: each is a change
    place: Mapping[Placement, int] = field(default_factory=dict)
