"""What programs send and get: one model each, from which the OpenAPI document is made too."""

import hashlib
import json
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal, TypeVar

from flask import request
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from campaigns.errors import Refused
from campaigns.models import History
from campaigns.times import EARLIEST, LATEST
from campaigns.values.slots import SlotView
from campaigns.values.words import MissReason
from web import proving
from web.forms import clean

B = TypeVar("B", bound=BaseModel)
MOST_BYTES: Final = 1_048_576


def _date(value: Any) -> Any:
    """Strict ``YYYY-MM-DD`` within the product's years."""
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("YYYY-MM-DD")
    day = date.fromisoformat(value)
    if not EARLIEST <= day <= LATEST:
        raise ValueError("2000-01-01..2100-12-31")
    return day


def _instant(value: Any) -> Any:
    if not isinstance(value, str) or not (
        isinstance(value, str) and value[:4].isdecimal() and EARLIEST.year <= int(value[:4]) <= LATEST.year
    ):
        raise ValueError("RFC 3339, 2000..2100")
    return value


def _text(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def _lines(value: Any) -> Any:
    return clean(value, lines=True) if isinstance(value, str) else value


Date = Annotated[date, BeforeValidator(_date)]
Instant = Annotated[AwareDatetime, BeforeValidator(_instant)]
Text = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=300)]
Lines = Annotated[str, BeforeValidator(_lines), StringConstraints(max_length=10_000)]
Whole = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)]


Address = Annotated[str, StringConstraints(max_length=2_000), BeforeValidator(proving.read_url)]
Page = Annotated[str, BeforeValidator(_lines), StringConstraints(max_length=200_000)]
Place = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=40)]


class Body(BaseModel):
    """A request's body; unknown fields are refused, so that a misspelt one is not silently lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NewSlot(Body):
    """A slot to place: a window by number, or an outlet's programme by name."""

    date: Date
    theme: Text
    window: Whole | None = None
    outlet: Text | None = None
    programme: Text | None = None
    campaign: Text | None = None
    title: Text = ""
    note: Lines = ""


class SlotPatch(Body):
    """What to change of a slot; what is left out stays."""

    window: Whole | None = None
    date: Date | None = None
    theme: Text | None = None
    title: Text | None = None
    note: Lines | None = None


class NewHappening(Body):
    """Something that happens to a slot."""

    happening: Literal[
        "confirm", "unconfirm", "cancel", "attest", "prove", "miss", "preempt", "sign_off", "resolve_credited",
        "resolve_waived",
    ]  # fmt: skip
    version: Whole
    reason: Text = ""
    paper: Text = ""
    miss_reason: MissReason = MissReason.OTHER
    starts_at: Instant | None = None
    duration_s: Whole | None = None
    url: Address = ""  # of an article on the web, and what the page says
    text: Page = ""
    published_on: Date | None = None
    issue: Place = ""
    page: Place = ""


class PlanText(Body):
    """A plan as text."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=MOST_BYTES)]
    file_name: Text = "ke-hoach.txt"
    year: Annotated[int, Field(strict=True, ge=2000, le=2100)] | None = None


class AsRunText(Body):
    """A station's log as a table in text; ``whole_day`` where it tells all of its days."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=MOST_BYTES)]
    file_name: Text = "nhat-ky.csv"
    day: Date | None = None
    whole_day: bool = False


class TargetAsked(Body):
    """A number of spots wanted of an outlet in the month."""

    outlet: Text
    spots: Annotated[int, Field(strict=True, ge=1, le=9_999)]
    window: Whole | None = None
    theme: Text | None = None


class NewProposal(Body):
    """What to propose for a month, or for all up to ``through``; without ``targets`` the agreed figures."""

    through: Annotated[str, StringConstraints(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")] | None = None
    campaign: Text | None = None
    targets: Annotated[list[TargetAsked], Field(max_length=200)] | None = None
    even_themes: bool = True
    even_windows: bool = True
    on_holidays: bool = False
    movable: bool = False
    must: bool = False
    budget_vnd: Annotated[int, Field(strict=True, ge=0, le=10**15)] | None = None


class SlotBody(BaseModel):
    """A slot as programs get it."""

    uid: str
    version: int
    state: str
    evidence: str
    resolution: str | None
    outlet: str
    programme: str
    window: int
    theme: str
    campaign: str
    date: str
    starts_at: str
    ends_at: str
    duration_s: int
    title: str
    note: str
    cost_vnd: int | None
    makegood_of: str | None
    repeat_of: str | None
    sent_at: str | None
    confirmed_at: str | None
    actual_starts_at: str | None
    actual_duration_s: int | None
    issue: str  # in which an article is to stand, as its outlet said; empty: not said
    page: str


def instant(at: datetime | None) -> str | None:
    """RFC 3339 in UTC, to the second."""
    return None if at is None else at.strftime("%Y-%m-%dT%H:%M:%SZ")


def slot_body(slot: SlotView) -> dict[str, Any]:
    """A slot as JSON."""
    return SlotBody(
        uid=slot.uid,
        version=slot.version,
        state=slot.state.value,
        evidence=slot.evidence.value,
        resolution=slot.resolution.value if slot.resolution else None,
        outlet=slot.outlet_slug,
        programme=slot.programme,
        window=slot.window_id,
        theme=slot.theme_letter,
        campaign=slot.campaign_slug,
        date=slot.date.isoformat(),
        starts_at=instant(slot.starts_at) or "",
        ends_at=instant(slot.ends_at) or "",
        duration_s=slot.duration_s,
        title=slot.title,
        note=slot.note,
        cost_vnd=slot.cost_vnd,
        makegood_of=slot.makegood_of,
        repeat_of=slot.repeat_of,
        sent_at=instant(slot.sent_at),
        confirmed_at=instant(slot.confirmed_at),
        actual_starts_at=instant(slot.actual_starts_at),
        actual_duration_s=slot.actual_duration_s,
        issue=slot.placed.issue,
        page=slot.placed.page,
    ).model_dump()


class HistoryBody(BaseModel):
    """One change as programs get it."""

    seq: int
    at: str  # when it was recorded
    due_at: str | None  # when the clock should have acted
    actor: str
    subject: str
    subject_id: str
    what: str
    before: Any
    after: Any


def history_body(row: History) -> dict[str, Any]:
    """A row of history as JSON."""
    return HistoryBody(
        seq=row.seq or 0, at=instant(row.at) or "", due_at=instant(row.due_at), actor=row.actor, subject=row.subject,
        subject_id=row.subject_id, what=row.what, before=row.before, after=row.after,
    ).model_dump()  # fmt: skip


def read(kind: type[B]) -> B:
    """The request's JSON body as ``kind``.

    Raises:
        Refused: ``api.not_json`` or ``api.invalid`` with ``fields``.
    """
    try:
        told = json.loads(request.get_data(cache=True), parse_constant=_no_constants, object_pairs_hook=_no_doubles)
        return kind.model_validate(told)
    except ValidationError as error:
        fields = sorted({".".join(str(part) for part in fault["loc"]) or "body" for fault in error.errors()})
        raise Refused("api.invalid", fields=tuple(fields)) from error
    except (ValueError, RecursionError) as error:
        raise Refused("api.not_json") from error


def body_hash() -> str:
    """Of the request's body, so that a repeated key with another body is noticed."""
    return hashlib.sha256(request.path.encode() + b"\0" + request.get_data(cache=True)).hexdigest()


def _no_constants(_: str) -> Any:
    raise ValueError("NaN and Infinity are not JSON")


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError("a name is given twice")
    return told
