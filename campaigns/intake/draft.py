"""A plan as it was read: frozen values, written and read back as the plan draft of the interfaces."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self, TypeVar

Kind = TypeVar("Kind")
Item = dict[str, Any]
"""What a phrase states; see ``campaigns.intake.phrases``."""


@dataclass(frozen=True, slots=True)
class Header:
    """The frame of the paper; None is what it does not say."""

    issuing_body: str | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: dt.date | None = None
    doc_type: str | None = None
    title: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered clause, all that stands under it quoted."""

    number: str
    title: str
    quote: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One content that the plan wants told."""

    text: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """One form or channel: its kind, the words that name it, and the paragraph that they stand in."""

    kind: str
    name: str = ""
    text: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """What one unit has to do; ``every`` are the periods it reports by, where no day is named."""

    unit: str
    text: str
    section: str = ""
    every: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Funding:
    """A sentence about money; ``amounts`` are the prices and sums that it states."""

    text: str
    section: str = ""
    amounts: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDeadline:
    """A date, or a rule that names dates, by which reports are due; not ``inclusive``: before that date."""

    text: str
    dates: tuple[dt.date, ...] = ()
    inclusive: bool = False
    rule: Item | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """An amount or an airtime that the plan states, with the sentence that states it."""

    item: Item
    text: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed."""

    title: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the plan leaves open, to be asked of a person; ``about`` is a word of ours, ``text`` Vietnamese."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan as it was read. Every ``text`` and ``quote`` is a verbatim part of the NFC text."""

    header: Header = field(default_factory=Header)
    sections: tuple[Section, ...] = ()
    themes: tuple[Theme, ...] = ()
    channels: tuple[Channel, ...] = ()
    duties: tuple[Duty, ...] = ()
    funding: tuple[Funding, ...] = ()
    report_deadlines: tuple[ReportDeadline, ...] = ()
    quotas: tuple[Quota, ...] = ()
    recipients: tuple[str, ...] = ()
    signatory: Signatory | None = None
    questions: tuple[Question, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As plain values: dates as ISO text, a quota's figures beside its text."""
        told = {each.name: _plain(getattr(self, each.name)) for each in fields(self)}
        told["quotas"] = [{**_plain(q.item), "text": q.text, "section": q.section} for q in self.quotas]
        return told

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        """The draft that ``as_json`` wrote; keys that a review added are left aside."""
        return cls(
            header=_of(Header, told.get("header") or {}),
            sections=_each(Section, told.get("sections")),
            themes=_each(Theme, told.get("themes")),
            channels=_each(Channel, told.get("channels")),
            duties=_each(Duty, told.get("duties")),
            funding=_each(Funding, told.get("funding")),
            report_deadlines=_each(ReportDeadline, told.get("report_deadlines")),
            quotas=tuple(
                Quota({k: v for k, v in q.items() if k not in {"text", "section"}}, q["text"], q.get("section", ""))
                for q in told.get("quotas") or ()
            ),
            recipients=tuple(told.get("recipients") or ()),
            signatory=_of(Signatory, told["signatory"]) if told.get("signatory") else None,
            questions=_each(Question, told.get("questions")),
        )


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return _plain(asdict(value))
    return value


def _each(kind: type[Kind], told: Any) -> tuple[Kind, ...]:
    return tuple(_of(kind, one) for one in told or ())


def _of(kind: type[Kind], told: Mapping[str, Any]) -> Kind:
    names = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: _read(name, value) for name, value in told.items() if name in names})


def _read(name: str, value: Any) -> Any:
    if name == "date" and value:
        return dt.date.fromisoformat(value)
    if name == "dates":
        return tuple(dt.date.fromisoformat(day) for day in value or ())
    return tuple(value) if isinstance(value, list) else value
