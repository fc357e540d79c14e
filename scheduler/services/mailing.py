"""From the outbox to an envelope: what may still be said, what goes into one letter, and what became of it."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from campaigns.models import IssuedPaper, Outbox, Outlet, OutletLink, Slot, UnitLink
from campaigns.queries import offices
from campaigns.queries import outbox as outbox_queries
from campaigns.services import unit_links
from campaigns.store import UnitOfWork
from campaigns.values.words import Resolution, SlotState
from exports import messages
from scheduler.services import releasing, reminding, urging

log = logging.getLogger(__name__)
LEASE: Final = timedelta(seconds=30)
"""For how long a message belongs to one sender; one that died leaves it to the others after that."""
LATE: Final = timedelta(hours=1)
"""From this delay on, what a person should have been told one by one is told in one letter."""
DIGEST: Final = "digest"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SENT, OVERTAKEN, SENDING = "sent", "overtaken", "sending"
_REMINDER: Final = "remind_"
_URGING: Final = "urg"
"""How kinds of message begin that ask for a unit's report, or tell the office who is silent."""
_SIDES: Final[Mapping[str, SlotState]] = {
    "ask_attestation": SlotState.ON_AIR,
    "presumed_missed": SlotState.MISSED,
}
"""The state that a slot must still be in for a message about it to make sense."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this sender, and for a while nobody else, may send."""

    outbox_id: int
    tries: int  # this one included
    envelope: EmailMessage


def claim(work: UnitOfWork) -> Claimed | None:
    """Take the message that has waited longest, worded as things stand now; None when nothing may leave.

    What has been overtaken is closed without a word. What one person should have been told more than an hour ago, and
    reminders of one morning, become one letter, which from then on is a message of its own: repeated after a
    crash, it is the same letter under the same name.
    """
    while (row := outbox_queries.first_due(work.session, work.now)) is not None:
        row = _gathered(work, row)
        parts = _still_true(work, row)
        if not parts:
            close(work, row, OVERTAKEN)
            continue
        row.tries += 1
        try:
            envelope = _envelope(work, row, parts)
        except DBAPIError:
            raise
        except Exception as error:
            log.exception("message %s cannot be worded", row.dedupe_key)
            put_off(work, row, f"{type(error).__name__}: {error}"[:200], until=work.now + LATE)
            continue
        row.leased_until, row.outcome = work.now + LEASE, SENDING
        work.session.flush()
        return Claimed(row.id or 0, row.tries, envelope)
    return None


def close(work: UnitOfWork, row: Outbox, outcome: str) -> None:
    """Write down what became of a message; the first to say so is right."""
    if row.done_at is None:
        row.done_at, row.leased_until, row.outcome = work.now, None, outcome
    work.session.flush()


def put_off(work: UnitOfWork, row: Outbox, trouble: str, *, until: datetime) -> None:
    """Try a message again later; when it was due, and why it did not go, stay on record."""
    if row.done_at is None:
        row.leased_until, row.outcome = until, trouble
    work.session.flush()


def message_id(key: str, base_url: str) -> str:
    """The name of a message, the same each time it is sent: receivers drop the second copy."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{_host(base_url)}>"


def _gathered(work: UnitOfWork, first: Outbox) -> Outbox:
    """The message itself, or the digest that now tells it together with others to the same person."""
    late_by = work.now - LATE
    if not _may_join(first) or not (first.not_before <= late_by or first.kind.startswith(_REMINDER)):
        return first
    rows = outbox_queries.due_with(work.session, first, work.now, late_by=late_by)
    together = [row for row in rows if _may_join(row) and _belongs(row, first, late_by) and _is_true(work, row)]
    if len(together) < 2 or first.id not in {row.id for row in together}:
        return first
    digest = Outbox(
        dedupe_key=f"{DIGEST}:{first.dedupe_key}", kind=DIGEST, to=first.to, created_at=work.now, not_before=work.now,
        facts={"of": [row.id for row in together]},
    )  # fmt: skip
    for row in together:
        close(work, row, DIGEST)
    work.session.add(digest)
    work.session.flush()
    return digest


def _may_join(row: Outbox) -> bool:
    """Not a digest itself, and not one that somebody may have sent already and died: that keeps its own name."""
    return row.kind != DIGEST and row.outcome != SENDING


def _belongs(row: Outbox, first: Outbox, late_by: datetime) -> bool:
    return row.not_before <= late_by or (row.kind.startswith(_REMINDER) and first.kind.startswith(_REMINDER))


def _still_true(work: UnitOfWork, row: Outbox) -> Sequence[Outbox]:
    """What of a message still holds: itself, or the parts of a digest that nothing has overtaken."""
    if row.kind != DIGEST:
        return [row] if _is_true(work, row) else []
    asked = select(Outbox).where(col(Outbox.id).in_(row.facts["of"])).order_by(col(Outbox.not_before), col(Outbox.id))
    return [part for part in work.session.exec(asked) if _is_true(work, part)]


def _is_true(work: UnitOfWork, row: Outbox) -> bool:
    """Whether what a message says of a slot still holds: the same place, and a state that leaves something to say."""
    if row.kind.startswith(_URGING):
        return urging.is_open(work.session, row.facts)
    if row.slot_uid is None:
        return True
    slot = work.session.exec(select(Slot).where(Slot.uid == row.slot_uid)).one_or_none()
    if slot is None or slot.generation != row.slot_generation:
        return False
    if row.kind.startswith(_REMINDER):
        due_at = datetime.fromisoformat(row.facts["due_at"])
        return reminding.is_open(work, row.kind.removeprefix(_REMINDER), slot, slot.generation, due_at)
    if row.kind in _SIDES and slot.state is not _SIDES[row.kind]:
        return False
    return slot.resolution in {None, Resolution.UNRESOLVED}


def _envelope(work: UnitOfWork, row: Outbox, parts: Sequence[Outbox]) -> EmailMessage:
    office = offices.office(work.session)
    profile: dict[str, Any] = office.profile if office else {}
    name, email = profile.get("agency", ""), office.email if office else ""
    told = [messages.tell(part.kind, part.facts) for part in parts]
    letter = messages.letter(
        [(one, _link(work, one.path, part.facts)) for one, part in zip(told, parts, strict=True)],
        office=name,
        contact=" · ".join(filter(None, (profile.get("phone", ""), email))),
    )
    envelope = EmailMessage(policy=SMTP)
    envelope["Message-ID"] = message_id(row.dedupe_key, work.site.base_url)
    envelope["Date"] = format_datetime(work.now)
    envelope["From"] = Address(name or "Lịch Sóng", addr_spec=email or f"lich-song@{_host(work.site.base_url)}")
    envelope["To"] = row.to
    envelope["Subject"] = letter.subject
    envelope["Auto-Submitted"] = "auto-generated"  # RFC 3834: no automatic answers
    envelope.set_content(letter.body, cte="quoted-printable")
    for part in parts:
        _attach(work, envelope, part.facts)
    return envelope


def _attach(work: UnitOfWork, envelope: EmailMessage, facts: Mapping[str, Any]) -> None:
    """The paper that a message brings, as it was issued."""
    if "paper_uid" not in facts:
        return
    row = work.session.exec(select(IssuedPaper).where(IssuedPaper.uid == facts["paper_uid"])).one()
    main, _slash, sub = WORD.partition("/")
    envelope.add_attachment(row.content, maintype=main, subtype=sub, filename=row.display_name)


def _link(work: UnitOfWork, path: str, facts: Mapping[str, Any]) -> str:
    """The address that a message leads to; a personal link that was ended meanwhile is replaced by an open one."""
    if not path:
        return ""
    if "{token}" not in path:
        return work.site.base_url + path
    if "unit_link_id" in facts:
        reports = work.session.get_one(UnitLink, facts["unit_link_id"])
        if reports.revoked_at is not None:
            reports = unit_links.link_for(work, reports.unit_id)
        return work.site.base_url + unit_links.path(work.keys, reports)
    link = work.session.get_one(OutletLink, facts["link_id"])
    if link.revoked_at is not None or (link.expires_at is not None and link.expires_at <= work.now):
        link = releasing.link_for(work, work.session.get_one(Outlet, link.outlet_id))
    return work.site.base_url + path.format(token=work.keys.link_token("outlet", link.nonce))


def _host(base_url: str) -> str:
    """The site's name as the right side of an address; an IP address stands in brackets (RFC 5321, 4.1.3)."""
    host = urlsplit(base_url).hostname or "localhost"
    if ":" in host:
        return f"[IPv6:{host}]"
    return f"[{host}]" if host.replace(".", "").isdigit() else host
