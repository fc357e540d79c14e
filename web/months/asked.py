"""What people and programs ask of the month: each operation a model of its own, from JSON or from a form."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Annotated, Any, Final, Literal

from flask import request
from pydantic import Field, StringConstraints, ValidationError
from sqlmodel import Session

from campaigns.errors import Refused
from campaigns.queries import slots as slot_queries
from campaigns.values.edits import Copy, Fill, Move, Operation, Place, Remove, Retheme
from web.api.bodies import Body, Date, Text, Whole, read
from web.forms import clean
from web.months.desk import SLOT_NAME, meant

Name = Annotated[str, StringConstraints(pattern=f"^{SLOT_NAME}$")]


class PlaceAsked(Body):
    """A new slot in a cell."""

    op: Literal["place"]
    window: Whole
    date: Date
    theme: Whole
    title: Text = ""


class FillAsked(Body):
    """New slots in many cells of a row, themes in turn."""

    op: Literal["fill"]
    window: Whole
    dates: Annotated[list[Date], Field(min_length=1, max_length=31)]
    themes: Annotated[list[Whole], Field(min_length=1, max_length=31)]
    on_holidays: bool = False


class MoveAsked(Body):
    """A slot to another cell."""

    op: Literal["move"]
    slot: Name
    version: Whole
    window: Whole
    date: Date


class CopyAsked(Body):
    """Another slot like this one."""

    op: Literal["copy"]
    slot: Name
    window: Whole
    date: Date


class RemoveAsked(Body):
    """A slot to be cancelled."""

    op: Literal["remove"]
    slot: Name
    version: Whole
    reason: Text = ""


class RethemeAsked(Body):
    """Another theme for a slot."""

    op: Literal["retheme"]
    slot: Name
    version: Whole
    theme: Whole


OperationAsked = Annotated[
    PlaceAsked | FillAsked | MoveAsked | CopyAsked | RemoveAsked | RethemeAsked, Field(discriminator="op")
]


class EditAsked(Body):
    """Operations that are carried out together or not at all."""

    version: Whole | None = None
    operations: Annotated[list[OperationAsked], Field(min_length=1, max_length=400)]


_NUMBERS: Final = frozenset({"window", "theme", "version"})
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "place": ("window", "date", "theme", "title"),
    "fill": ("window", "dates", "themes", "on_holidays"),
    "move": ("slot", "version", "window", "date"),
    "copy": ("slot", "window", "date"),
    "remove": ("slot", "version", "reason"),
    "retheme": ("slot", "version", "theme"),
}


def from_request() -> EditAsked:
    """The edit that was sent: a JSON body, or a form with one operation.

    Raises:
        Refused: ``api.not_json``, ``api.invalid`` with ``fields``; ``edit.unreadable`` with ``fields`` for a form.
    """
    if request.is_json:
        return read(EditAsked)
    told = _operation_of_form()
    seen = request.form.get("version", "")
    try:
        return EditAsked.model_validate({"version": _number(seen) if seen else None, "operations": [told]})
    except ValidationError as error:
        wrong = sorted({str(fault["loc"][-1]) for fault in error.errors(include_url=False)})
        raise Refused("edit.unreadable", fields=tuple(wrong)) from error


def _operation_of_form() -> dict[str, Any]:
    """The form's fields as an operation; ``slot_version`` is the slot's, ``version`` the month's."""
    form = request.form
    op = clean(form.get("op", ""))
    told: dict[str, Any] = {"op": op}
    at_window, _, at_date = form.get("at", "").partition(".")
    for name in _FIELDS.get(op, ()):
        if name in {"dates", "themes"}:
            listed = form.getlist(name)
            told[name] = [_number(one) for one in listed] if name == "themes" else listed
        elif name == "on_holidays":
            told[name] = form.get(name) == "1"
        else:
            given = form.get("slot_version" if name == "version" else name, "")
            given = given or {"window": at_window, "date": at_date}.get(name, "")
            told[name] = _number(given) if name in _NUMBERS else given
    return told


def _number(text: str) -> Any:
    """A whole number; what is none is left for the model to refuse."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else text


def operations(session: Session, month: str, asked: Sequence[OperationAsked]) -> list[Operation]:
    """What the services carry out, every slot by its whole public name.

    Raises:
        NotFound: ``slot.unknown``. Refused: ``slot.ambiguous`` when two slots' names begin as given.
    """
    short = {one.slot for one in asked if not isinstance(one, PlaceAsked | FillAsked)}
    known = slot_queries.month_uids(session, month) if short else {}
    whole = {name: meant(known, name) for name in short}
    return [_operation(one, whole) for one in asked]


def _operation(asked: OperationAsked, whole: Mapping[str, str]) -> Operation:
    match asked:
        case PlaceAsked():
            return Place(asked.window, asked.date, asked.theme, asked.title)
        case FillAsked():
            return Fill(asked.window, tuple(asked.dates), tuple(asked.themes), asked.on_holidays)
        case MoveAsked():
            return Move(whole[asked.slot], asked.version, asked.window, asked.date)
        case CopyAsked():
            return Copy(whole[asked.slot], asked.window, asked.date)
        case RemoveAsked():
            return Remove(whole[asked.slot], asked.version, asked.reason)
        case RethemeAsked():
            return Retheme(whole[asked.slot], asked.version, asked.theme)


def elsewhere(operation: Operation, window_id: int, day: Any) -> Operation | None:
    """The same operation in another cell; None for one that has no single target."""
    if isinstance(operation, Place | Move | Copy):
        return replace(operation, window_id=window_id, date=day)
    return None


def parts(operation: Operation) -> dict[str, Any]:
    """An operation's fields by name."""
    return {field.name: getattr(operation, field.name) for field in fields(operation)}


def as_told(operation: Operation) -> dict[str, Any]:
    """An operation as a program would send it, and with ``slot_version`` for a form's hidden fields."""
    match operation:
        case Place():
            return {"op": "place", "window": operation.window_id, "date": operation.date.isoformat(),
                    "theme": operation.theme_id, "title": operation.title}  # fmt: skip
        case Move():
            return {"op": "move", "slot": operation.uid, "version": operation.version, "window": operation.window_id,
                    "date": operation.date.isoformat()}  # fmt: skip
        case Copy():
            return {"op": "copy", "slot": operation.uid, "window": operation.window_id,
                    "date": operation.date.isoformat()}  # fmt: skip
        case Remove():
            return {"op": "remove", "slot": operation.uid, "version": operation.version, "reason": operation.reason}
        case Retheme():
            return {"op": "retheme", "slot": operation.uid, "version": operation.version,
                    "theme": operation.theme_id}  # fmt: skip
        case Fill():
            return {"op": "fill", "window": operation.window_id, "themes": list(operation.theme_ids),
                    "dates": [day.isoformat() for day in operation.dates],
                    "on_holidays": operation.on_holidays}  # fmt: skip


def hidden_fields(operation: Operation) -> list[tuple[str, Any]]:
    """The operation as hidden fields of a form: name and value, a name once for each of its values."""
    told = as_told(operation)
    if "on_holidays" in told:
        told["on_holidays"] = "1" if told["on_holidays"] else ""
    named = {"version": "slot_version"}
    return [
        (named.get(name, name), one)
        for name, value in told.items()
        for one in (value if isinstance(value, list) else [value])
    ]


def target(operation: Operation) -> tuple[int, Any] | None:
    """Window and date that an operation would change; None where it names no cell."""
    if isinstance(operation, Place | Move | Copy):
        return operation.window_id, operation.date
    if isinstance(operation, Fill):
        return operation.window_id, operation.dates[0]
    return None


def subject(operation: Operation) -> str:
    """The slot that an operation changes or takes after; empty for a new one."""
    return "" if isinstance(operation, Place | Fill) else operation.uid
