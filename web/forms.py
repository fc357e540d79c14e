"""Requests become values in one place: NFC text without harmful characters, Vietnamese dates, hours and figures.

A form is a pydantic model; ``take`` reads the request into it and keeps what was typed, so that a page with
errors shows the person's own words again.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Final, Generic, TypeVar, get_origin

from flask import request
from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError
from werkzeug.datastructures import MultiDict

from campaigns.times import EARLIEST, LATEST

F = TypeVar("F", bound="Form")
BIGGEST: Final = 2**31 - 1
_BIDI: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF])
_HOUR: Final = re.compile(r"(\d{1,2})\s*(?:[:hH.]|giờ)\s*(\d{1,2})?\s*(?:phút|')?", re.ASCII)
_VN_DATE: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)
_LENGTH: Final = re.compile(r"(?:(\d{1,4})\s*(?:'|′|phút|p))?\s*(?:(\d{1,5})\s*(?:\"|″|giây|s)?)?", re.ASCII)


def clean(text: str, *, lines: bool = False) -> str:
    """The text gate: NFC, no control characters, separators, surrogates, noncharacters or direction overrides.

    Line ends are kept as LF where ``lines`` is set and become spaces otherwise.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\t", " ").translate(_BIDI)
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs", "Cn"})
    return kept.strip() if lines else " ".join(kept.split())


def _fault(code: str, **facts: Any) -> PydanticCustomError:
    return PydanticCustomError(code, code, facts or None)


def _line(value: Any) -> str:
    return clean(value) if isinstance(value, str) else ""


def _lines(value: Any) -> str:
    return clean(value, lines=True) if isinstance(value, str) else ""


def read_int(value: Any) -> int | None:
    """``1.200.000`` or ``1200000`` as whole numbers; empty is None."""
    if isinstance(value, int):
        return value
    text = _line(value).replace("₫", "").replace("đồng", "").strip()
    if not text:
        return None
    if not re.fullmatch(r"\d{1,3}([. ]\d{3})+|\d{1,15}", text, re.ASCII):
        raise _fault("form.not_a_number")
    return int(text.replace(".", "").replace(" ", ""))


def read_date(value: Any) -> date | None:
    """``06/04/2017`` or ``2017-04-06``; empty is None; years 2000 to 2100."""
    if isinstance(value, date):
        return value
    text = _line(value)
    if not text:
        return None
    try:
        if seen := _VN_DATE.fullmatch(text):
            day = date(int(seen[3]), int(seen[2]), int(seen[1]))
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            day = date.fromisoformat(text)
        else:
            raise _fault("form.not_a_date")
    except ValueError as error:
        raise _fault("form.not_a_date") from error
    if not EARLIEST <= day <= LATEST:
        raise _fault("form.date_out_of_range")
    return day


def read_minute(value: Any) -> int | None:
    """``19:45``, ``5h30``, ``19 giờ`` as minutes after midnight; up to ``47:59`` for a broadcast day's late hours."""
    if isinstance(value, int):
        return value
    text = _line(value)
    if not text:
        return None
    seen = _HOUR.fullmatch(text)
    if not seen or int(seen[2] or 0) > 59 or int(seen[1]) > 47:
        raise _fault("form.not_an_hour")
    return int(seen[1]) * 60 + int(seen[2] or 0)


def read_length(value: Any) -> int | None:
    """``30″``, ``45 giây``, ``5 phút``, ``5'30"`` as seconds; a bare number is seconds."""
    if isinstance(value, int):
        return value
    text = _line(value)
    if not text:
        return None
    seen = _LENGTH.fullmatch(text)
    if not seen or not any(seen.groups()):
        raise _fault("form.not_a_length")
    return int(seen[1] or 0) * 60 + int(seen[2] or 0)


def _required(value: Any) -> Any:
    if value in (None, "", []):
        raise _fault("form.required")
    return value


def _within(value: int | None) -> int | None:
    if value is not None and not 0 <= value <= BIGGEST:
        raise _fault("form.out_of_range")
    return value


Required = BeforeValidator(_required)
Line = Annotated[str, BeforeValidator(_line), StringConstraints(max_length=300)]
NeededLine = Annotated[str, StringConstraints(max_length=300), Required, BeforeValidator(_line)]
Lines = Annotated[str, BeforeValidator(_lines), StringConstraints(max_length=10_000)]
Int = Annotated[int | None, BeforeValidator(_within), BeforeValidator(read_int)]
NeededInt = Annotated[int, Required, BeforeValidator(_within), BeforeValidator(read_int)]
Amount = Annotated[int | None, BeforeValidator(read_int)]
NeededAmount = Annotated[int, Required, BeforeValidator(read_int)]
DateOf = Annotated[date | None, BeforeValidator(read_date)]
NeededDate = Annotated[date, Required, BeforeValidator(read_date)]
Minute = Annotated[int | None, BeforeValidator(read_minute)]
Length = Annotated[int | None, BeforeValidator(read_length)]
Tick = Annotated[bool, BeforeValidator(lambda value: value in {"1", "on", "yes", True})]


class Form(BaseModel):
    """What a page asks for; unknown fields are ignored, as browsers send buttons too."""

    model_config = ConfigDict(extra="ignore", frozen=True)


@dataclass(frozen=True, slots=True)
class Filled(Generic[F]):
    """A form as it came: its value when all is well, else what is wrong, and always what was typed."""

    typed: Mapping[str, Any]
    value: F | None
    errors: dict[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)  # field: code and facts

    def with_error(self, name: str, code: str, /, **facts: Any) -> "Filled[F]":
        """The same form refused by a rule."""
        return Filled(self.typed, None, {**self.errors, name: (code, facts)})


def take(kind: type[F], source: MultiDict[str, str] | None = None) -> Filled[F]:
    """Read the request's form (or ``source``) into ``kind``."""
    given = request.form if source is None else source
    typed: dict[str, Any] = {}
    for name, about in kind.model_fields.items():
        many = get_origin(about.annotation) in {list, tuple, set, frozenset}
        if many:
            typed[name] = given.getlist(name)
        elif name in given:
            typed[name] = given[name]
        elif about.is_required():
            typed[name] = ""
    try:
        return Filled(typed, kind.model_validate(typed))
    except ValidationError as error:
        return Filled(typed, None, {str(fault["loc"][0]): _told(fault) for fault in error.errors(include_url=False)})


def _told(fault: Any) -> tuple[str, Mapping[str, Any]]:
    kind = fault["type"]
    if kind.startswith("form."):
        return kind, fault.get("ctx", {})
    if kind == "string_too_long":
        return "form.too_long", {"most": fault["ctx"]["max_length"]}
    return {"missing": "form.required", "enum": "form.not_in_list"}.get(kind, "form.not_understood"), {}
