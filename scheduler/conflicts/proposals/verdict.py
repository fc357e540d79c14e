"""What a judge says of a plan."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from scheduler.problem import Placement

STRUCTURE: Final = "structure"  # told twice, held already, or of an unknown programme or theme
CALENDAR: Final = "calendar"  # the programme does not air on that date of the stretch
CANCELLED: Final = "cancelled"
SERVE: Final = "serve"  # the theme may not run there, does not fit, or no quota asks for it
FROZEN: Final = "frozen"  # what lies before a re-planning's start is not as it was published


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is broken, by which placements, on which day if it speaks of one, and how far."""

    rule: str  # its id, such as ``capacity:<programme>``; or one of the words above
    placements: tuple[Placement, ...] = ()
    day: date | None = None
    found: int = 0  # in the rule's own unit, what is held included
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge finds in a plan."""

    violations: tuple[Violation, ...]
    objectives: tuple[int, ...]  # short in tier 1, 2, 3, changes, unevenness, minus the audience, cost: less is better
    unmet: tuple[tuple[str, int], ...]  # quotas that get less than their least, and how many units less

    @property
    def ok(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations
