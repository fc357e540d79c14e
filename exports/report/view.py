"""All that a report says, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from campaigns.periods import Part, Period, ProfileCode
from campaigns.values.issued import Stationery
from campaigns.values.ledger import Line
from campaigns.values.papers import FromForm, OfficeView, PlanCitation
from campaigns.values.units import Figures, Receipt, Texts
from exports import stationery
from exports.report.strands import Rhythm
from exports.wording import says


@dataclass(frozen=True, slots=True)
class Narrative(FromForm):
    """What the officer types; the product has no judgement of its own."""

    direction: str = ""  # I
    more_results: str = ""  # II.2, beside what units reported
    difficulties: str = ""  # III.1
    shortcomings: str = ""  # III.2
    causes: str = ""  # III.3
    next_steps: str = ""  # IV
    proposals: str = ""  # V


TYPED: Final = tuple(field.name for field in fields(Narrative))
"""Names of what is typed, in the order of the paper."""
_NEEDED: Final = ("direction", "difficulties", "shortcomings", "causes", "next_steps", "proposals")


@dataclass(frozen=True, slots=True)
class Sum:
    """An outlet or a theme with its part of the ledger."""

    name: str
    line: Line


@dataclass(frozen=True, slots=True)
class Stretch:
    """The campaign's ledger of a period."""

    period: Period
    whole: Line
    outlets: tuple[Sum, ...] = ()  # of which something was ordered
    themes: tuple[Sum, ...] = ()
    campaign: str = ""  # its slug, by which the record is asked


@dataclass(frozen=True, slots=True)
class Issued:
    """What an issued 6-month report told, by the record as it then stood."""

    number: str  # "118/BC-STP"
    dated: date
    told: Stretch


@dataclass(frozen=True, slots=True)
class UnitTold:
    """A unit's report for a deadline, as far as it counts."""

    unit_id: int
    figures: Figures
    texts: Texts


@dataclass(frozen=True, slots=True)
class Reports:
    """How units reported before one deadline."""

    named: date  # as the plan names it
    inclusive: bool
    receipts: tuple[Receipt, ...]
    told: tuple[UnitTold, ...]  # what counts
    deadline_id: int = 0


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report of a period as it stands on a day."""

    office: OfficeView
    plan: PlanCitation
    given: Stationery
    recipients: tuple[str, ...]  # beside the addressee and the archive
    profile: ProfileCode
    source: str  # the paper that closing days of the office's own rest on
    told: Stretch
    first_half: Stretch | None  # both for a year
    second_half: Stretch | None
    issued_half: Issued | None  # of a year: what its six months were told to be; None: they were not reported
    before: Stretch | None  # the same period a year before; None: not known
    rhythms: tuple[Rhythm, ...]  # standing programmes of which one was agreed
    reports: tuple[Reports, ...]  # of the deadlines in the period, earliest first
    totals: Figures  # of all that counts
    texts: Narrative

    @property
    def part(self) -> Part:
        """Which part of the year it tells of."""
        return self.told.period.part

    @property
    def year(self) -> int:
        """The year of reports."""
        return self.told.period.year


def required_fields(view: ReportView) -> tuple[str, ...]:
    """Names of what is missing: ``office.*``, ``plan.*`` and ``report.*`` for what the officer types."""
    texts: Mapping[str, str] = {name: getattr(view.texts, name) for name in _NEEDED}
    typed = tuple(f"report.{name}" for name, text in texts.items() if not says(text))
    return (*stationery.missing(view.office), *stationery.uncited(view.plan), *typed)
