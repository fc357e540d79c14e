"""What the officer fills in for the joint programme with an outlet; what is left empty reads as usual."""

from dataclasses import dataclass

from campaigns.values.papers import FromForm


@dataclass(frozen=True, slots=True)
class WindowRepeat(FromForm):
    """When items of a window are repeated, in the words agreed."""

    window: int
    words: str


@dataclass(frozen=True, slots=True)
class ProgrammeDetails(FromForm):
    """Of one outlet and year. Who signs for the outlet is never guessed; the texts have a usual form."""

    signatory_title: str = ""  # the outlet's: "Giám đốc", "Tổng Biên tập"
    signatory_name: str = ""
    purposes: tuple[str, ...] = ()
    office_duties: tuple[str, ...] = ()
    outlet_duties: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()
    carrying_out: tuple[str, ...] = ()
    repeats: tuple[WindowRepeat, ...] = ()
