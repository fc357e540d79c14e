"""What the Word papers are made of, as frozen values: who writes, under which plan, what the officer filled in."""

import enum
from dataclasses import dataclass, fields
from datetime import date
from types import UnionType
from typing import Any, Self, get_args, get_origin, get_type_hints

from campaigns.errors import Refused
from campaigns.values.slots import SlotView
from campaigns.values.words import ContentForm


class DeadlineKind(enum.StrEnum):
    """What must be ready before an item goes out; the dates come from the window's agreed lead days."""

    BOOKING = "booking"
    SCRIPT = "script"
    MATERIAL = "material"


class FromForm:
    """A value that is kept as JSON: texts, whole numbers >= 0, dates as ``YYYY-MM-DD``, lists of the same."""

    __slots__ = ()

    def as_json(self) -> dict[str, Any]:
        """The value as plain JSON, keys in the order of its fields."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_json(cls, kept: object) -> Self:
        """The value back from JSON; what is absent takes its default.

        Raises:
            Refused: ``paper.malformed`` with ``field``, the path of the first entry of a wrong type, unknown or
                absent though needed, such as ``running_order.2.duration_s``; the whole value has the path "".
        """
        value: Self = _read(cls, kept, "")
        return value


@dataclass(frozen=True, slots=True)
class OfficeView(FromForm):
    """The body that runs the campaign, written as in a sentence; headings put what they need in capitals."""

    agency: str  # "Sở Tư pháp"
    place: str  # "Bình Phước"
    signatory_title: str  # "Phó Giám đốc"
    signatory_name: str  # without academic title
    superior_agency: str = ""  # "UBND tỉnh Bình Phước"; empty for a body that has none over it
    agency_symbol: str = ""  # "STP"
    drafting_unit: str = ""  # "KSTTHC", in symbols and on the archive line
    phone: str = ""
    signs_for: str = ""  # "KT. Giám đốc"; empty for the head
    recipients: tuple[str, ...] = ()  # standing ones, beside the addressee and the archive


@dataclass(frozen=True, slots=True)
class PlanCitation(FromForm):
    """A plan as papers cite it; how is the business of ``exports.wording``."""

    number: str  # "36"
    symbol: str  # "KH-UBND"
    signed_on: date | None
    issuing_body: str  # "Ủy ban nhân dân tỉnh Bình Phước"
    title: str
    doc_type: str = "Kế hoạch"


@dataclass(frozen=True, slots=True)
class Segment(FromForm):
    """One part of a programme's running order."""

    part: str  # "Phóng sự"
    duration_s: int
    content: str = ""
    picture_and_sound: str = ""
    spoken: bool = True  # False: music or jingle, which takes no words


@dataclass(frozen=True, slots=True)
class Passage(FromForm):
    """One part of an article's outline."""

    part: str
    words: int
    content: str = ""


@dataclass(frozen=True, slots=True)
class Photo(FromForm):
    """A picture that an article wants, and what stands under it."""

    picture: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Step(FromForm):
    """A piece of production work beside the agreed deadlines; ``due`` is its last good day."""

    work: str
    unit: str
    due: date


@dataclass(frozen=True, slots=True)
class BriefDetails(FromForm):
    """What the officer fills in for one slot; everything starts empty, and nothing is guessed."""

    message: str = ""
    legal_basis: tuple[str, ...] = ()  # beside the plan, which always is one
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    contact: str = ""
    script_unit: str = ""  # who answers for the script or the manuscript
    material_unit: str = ""  # who hands over the finished material
    steps: tuple[Step, ...] = ()
    running_order: tuple[Segment, ...] = ()  # broadcast
    passages: tuple[Passage, ...] = ()  # press, as the rest
    genre: str = ""  # "gương điển hình"; empty: the form of the window
    headline: str = ""
    sapo: str = ""
    word_count: int | None = None  # None: the window's agreed limit
    photos: tuple[Photo, ...] = ()
    interview_sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last good day for something the outlet or the office owes before an item goes out."""

    kind: DeadlineKind
    due: date


@dataclass(frozen=True, slots=True)
class BriefView:
    """All that a brief says."""

    office: OfficeView
    plan: PlanCitation
    slot: SlotView
    details: BriefDetails
    speech_rate: int  # the outlet's, syllables a minute
    form: ContentForm  # the window's
    drawn_up_on: date  # the paper's date
    slip_number: int | None  # within the month, from 1; None: left blank for the clerk
    page: str = ""  # press: "Tr. 2"
    size: str = ""  # press: "½ trang"
    word_limit: int | None = None  # press: of one article
    deadlines: tuple[Deadline, ...] = ()
    repeats: tuple[SlotView, ...] = ()
    price_vnd: int | None = None  # None: no price agreed, so the paper has no word of money
    price_basis: str = ""  # the paper that the price stands in
    day_open: bool = False  # True: the day is left blank for the clerk
    recipients: tuple[str, ...] | None = None  # None: the outlet and the office's standing ones


def _plain(value: Any) -> Any:
    if isinstance(value, FromForm):
        return value.as_json()
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(wanted: Any, kept: Any, path: str) -> Any:
    """``kept`` as a ``wanted``, or Refused ``paper.malformed``."""
    if get_origin(wanted) is UnionType:
        if kept is None:
            return None
        return _read(get_args(wanted)[0], kept, path)
    if get_origin(wanted) is tuple:
        if not isinstance(kept, list):
            raise Refused("paper.malformed", field=path)
        inner = get_args(wanted)[0]
        return tuple(_read(inner, entry, f"{path}.{place}") for place, entry in enumerate(kept))
    if wanted is date:
        return _day(kept, path)
    if wanted in {str, int, bool}:
        if type(kept) is not wanted or (wanted is int and kept < 0):
            raise Refused("paper.malformed", field=path)
        return kept
    return _record(wanted, kept, path)


def _record(wanted: Any, kept: Any, path: str) -> Any:
    hints = get_type_hints(wanted)
    known = {field.name for field in fields(wanted)}
    at = f"{path}." if path else ""
    if not isinstance(kept, dict):
        raise Refused("paper.malformed", field=path)
    if strange := [name for name in kept if name not in known]:
        raise Refused("paper.malformed", field=at + str(strange[0])[:40])
    told = {name: _read(hints[name], value, at + name) for name, value in kept.items()}
    try:
        return wanted(**told)
    except TypeError:
        absent = next(name for name in wanted.__match_args__ if name not in told and _is_needed(wanted, name))
        raise Refused("paper.malformed", field=at + absent) from None


def _is_needed(wanted: Any, name: str) -> bool:
    field = wanted.__dataclass_fields__[name]
    return bool(field.default is field.default_factory)  # both MISSING


def _day(kept: Any, path: str) -> date:
    try:
        return date.fromisoformat(kept)
    except (TypeError, ValueError):
        raise Refused("paper.malformed", field=path) from None
