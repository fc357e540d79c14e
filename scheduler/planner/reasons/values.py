"""What the planner gives as its reasons."""

from dataclasses import dataclass

from scheduler.problem import Placement


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A rule that gives way a little, and what that makes possible with everything else as it is."""

    rule: str
    by: int  # in the rule's own unit: money, scripts a week, days, spots; 1 where it is simply lifted
    gains: int  # further units for the quota, at least; 0 where the whole becomes possible


@dataclass(frozen=True, slots=True)
class Reason:
    """Rules that cannot hold together with what is demanded; leave any one out and they can."""

    rules: tuple[str, ...]  # ids, the most changeable first
    keep: tuple[str, ...] = ()  # quotas that are to get no less than they were given
    quota: str | None = None  # the one that is short; None: the problem as a whole
    wanted: int = 0
    relaxations: tuple[Relaxation, ...] = ()  # best first, at most three
    proven: bool = True  # False: the effort was too small to find the reason, or to show that none is to spare


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another place for a spot, and how the plan would then be worse."""

    placement: Placement | None  # None: nowhere
    difference: tuple[int, ...]  # of the seven objectives, in their order; more is worse


@dataclass(frozen=True, slots=True)
class Here:
    """Why a spot lies where it does."""

    placement: Placement
    without: Alternative
    alternatives: tuple[Alternative, ...]  # for the same quotas, everything else as it is; best first, at most three
