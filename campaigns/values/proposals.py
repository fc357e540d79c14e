"""What an officer asks the planner for, and what came of it, as values that can be kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple


class Proposed(NamedTuple):
    """A theme proposed for a cell."""

    window_id: int
    date: date
    theme_id: int

    @property
    def ref(self) -> str:
        """``3.2017-04-05.7``: how pages name it."""
        return f"{self.window_id}.{self.date.isoformat()}.{self.theme_id}"


@dataclass(frozen=True, slots=True)
class Target:
    """A number of spots wanted of an outlet in a month, with who or what gave it."""

    outlet_id: int
    spots: int
    source: str
    window_id: int | None = None  # None: all of the outlet's
    theme_id: int | None = None  # None: all of the campaign's


@dataclass(frozen=True, slots=True)
class Asked:
    """What to propose for a month of a campaign."""

    campaign_id: int
    targets: tuple[Target, ...]
    left_out: frozenset[int] = frozenset()  # outlets that take nothing new
    preferred: frozenset[int] = frozenset()  # windows to be taken first where there is a choice
    even_themes: bool = True  # themes share alike where a figure names none
    on_holidays: bool = False  # holidays may be used
    movable: bool = False  # planned slots that nobody confirmed may move: the fewest that do
    budget_vnd: int | None = None  # instead of what was agreed
    label: str = ""  # what was asked to be different, in the asker's words
    even_windows: bool = True  # an outlet's windows share alike where a figure names none
    unwanted: frozenset[Proposed] = frozenset()  # places that a person does not want
    must: bool = False  # every figure is to be reached; where that cannot be, rules that clash are told instead

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "campaign": self.campaign_id,
            "targets": [[t.outlet_id, t.window_id, t.theme_id, t.spots, t.source] for t in self.targets],
            "left_out": sorted(self.left_out),
            "preferred": sorted(self.preferred),
            "even_themes": self.even_themes,
            "on_holidays": self.on_holidays,
            "movable": self.movable,
            "budget_vnd": self.budget_vnd,
            "label": self.label,
            "even_windows": self.even_windows,
            "must": self.must,
            "unwanted": [[one.window_id, one.date.isoformat(), one.theme_id] for one in sorted(self.unwanted)],
        }

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Asked":
        """Back from how it is kept."""
        return cls(
            campaign_id=kept["campaign"],
            targets=tuple(
                Target(outlet, spots, source, window, theme) for outlet, window, theme, spots, source in kept["targets"]
            ),
            left_out=frozenset(kept["left_out"]),
            preferred=frozenset(kept["preferred"]),
            even_themes=kept["even_themes"],
            on_holidays=kept["on_holidays"],
            movable=kept["movable"],
            budget_vnd=kept["budget_vnd"],
            label=kept["label"],
            even_windows=kept["even_windows"],
            must=kept.get("must", False),
            unwanted=frozenset(
                Proposed(window, date.fromisoformat(day), theme) for window, day, theme in kept["unwanted"]
            ),
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months to be proposed together."""

    months: tuple[tuple[str, Asked], ...]  # in their order
    sum_vnd: int | None = None  # that they share, beside what each may spend; None: none was named

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"months": [[month, asked.as_json()] for month, asked in self.months], "sum_vnd": self.sum_vnd}

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Stretch":
        """Back from how it is kept."""
        return cls(tuple((month, Asked.of_json(asked)) for month, asked in kept["months"]), kept["sum_vnd"])


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal as it was found, and what people have said of it."""

    uid: str
    month: str
    asked: Asked
    made_by: str
    made_at: datetime
    version: int  # of the month that it was made for
    placements: tuple[Proposed, ...]
    refused: frozenset[Proposed]  # those that a person does not want
    found: Mapping[str, Any]  # levels, bounds, targets unmet with their reasons
    dropped: bool = False
    stretch: str = ""  # that it belongs to, where several months were proposed together

    @property
    def wanted(self) -> tuple[Proposed, ...]:
        """Without those that a person refused."""
        return tuple(one for one in self.placements if one not in self.refused)
