"""Proof that an article was published: the page itself, or what a page on the web said."""

from dataclasses import dataclass
from datetime import date, datetime

from campaigns.values.slots import Placed
from campaigns.values.words import ProofKind


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was handed in, read and made safe to keep."""

    kind: ProofKind
    media: str  # image/jpeg, application/pdf, text/plain
    content: bytes
    given: str  # SHA-256 of what was handed in: the same again is known by it
    width: int | None = None  # of a picture, in pixels
    height: int | None = None


@dataclass(frozen=True, slots=True)
class ProofView:
    """A proof as pages and papers tell it, without its bytes."""

    uid: str
    slot_id: int
    kind: ProofKind
    media: str
    size: int  # bytes
    sha256: str
    file_name: str
    url: str  # of a page on the web
    placed: Placed  # where it stands, as delivered
    published_on: date
    width: int | None
    height: int | None
    received_at: datetime
    received_by: str
