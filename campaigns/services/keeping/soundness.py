"""Whether a site's record is whole: the file, the history's chain, and the laws that its rows must keep."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlmodel import Session, col, select

from campaigns import schema
from campaigns.columns import canonical
from campaigns.errors import Refused
from campaigns.models import Acceptance, FeedItem, History, HistoryHead, IssuedPaper, Proof, Slot
from campaigns.queries import history
from campaigns.services.keeping.copies import read_manifest
from campaigns.store import Store, head_seal, sealed_text
from campaigns.values.words import Evidence, SlotState

BATCH = 1_000
PROOF_RECEIVED = "proof_received"
"""What the record calls the receipt of a proof of publication; it tells its name and the digest of its bytes."""
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that must not be; its sentence is chosen at the edge."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at and what was found."""

    history_rows: int
    slots: int
    faults: tuple[Fault, ...]


def verify(store: Store, copies: Path | None = None) -> Report:
    """Look at everything; every kind of fault is named once, with the first place where it stands.

    Args:
        copies: a folder of backups, whose manifests remember how far the history reached.
    """
    faults = list(_of_the_file(store))
    faults += [Fault("fault.trigger", {"name": name}) for name in schema.state(store.engine).missing_triggers]
    with store.reading() as session:
        rows, broken = _chain(session, store)
        faults += broken or _head(session, store)
        if broken:  # what follows reads the history, which cannot be trusted, or not even be read
            return Report(rows, 0, tuple(faults))
        faults += _heads(session, copies)
        slots, unlawful = _slots(session)
        faults += unlawful
        faults += _pairs(session)
        faults += _calendars(session)
        faults += _signed(session)
        faults += _issued(session)
        faults += _proofs(session)
    return Report(rows, slots, tuple(faults))


def _of_the_file(store: Store) -> Iterator[Fault]:
    if store.engine.dialect.name != "sqlite":
        return
    with store.engine.connect() as connection:
        said = connection.execute(text("PRAGMA integrity_check")).scalar_one()
        if said != "ok":
            yield Fault("fault.integrity", {"said": str(said)[:200]})
        for row in connection.execute(text("PRAGMA foreign_key_check")).fetchmany(1):
            yield Fault("fault.foreign_key", {"table": row[0]})


def _chain(session: Session, store: Store) -> tuple[int, list[Fault]]:
    """Reckon every seal anew; the first row that does not fit names the place."""
    seal, seq, rows = "", 0, 0
    while batch := _batch(session, seq):
        for row in batch:
            if store.keys.seal(seal, sealed_text(row)) != row.seal:
                return rows, [Fault("fault.history", {"seq": row.seq})]
            seal, seq, rows = row.seal, row.seq or 0, rows + 1
        session.expunge_all()
    return rows, []


def _signed(session: Session) -> Iterator[Fault]:
    """What both sides signed must read as the record says that it was signed."""
    asked = select(History.subject_id, History.after).where(History.subject == "acceptance", History.what == "signed")
    told = {uid: after["digest"] for uid, after in session.exec(asked)}
    rows = {
        row.uid: hashlib.sha256(canonical(row.entries).encode()).hexdigest() for row in session.exec(select(Acceptance))
    }
    for uid in sorted(told.keys() | rows.keys()):
        if told.get(uid) != rows.get(uid):
            yield Fault("fault.signed", {"uid": uid})
            return


def _issued(session: Session) -> Iterator[Fault]:
    """What was issued must be, octet by octet, what the record says."""
    asked = select(History.subject_id, History.after).where(History.subject == "paper", History.what == "issued")
    told = {uid: (after["file"], after["digest"]) for uid, after in session.exec(asked)}
    kept = select(IssuedPaper.uid, IssuedPaper.content, IssuedPaper.digest)
    rows = {uid: (hashlib.sha256(content).hexdigest(), digest) for uid, content, digest in session.exec(kept)}
    for uid in sorted(told.keys() | rows.keys()):
        if told.get(uid) != rows.get(uid):
            yield Fault("fault.issued", {"uid": uid})
            return


def _proofs(session: Session) -> Iterator[Fault]:
    """What shows that an article was published must be there, byte for byte as it was received."""
    asked = select(History.after).where(History.subject == "slot", History.what == PROOF_RECEIVED)
    told = {after["proof"]: after["sha256"] for after in session.exec(asked)}
    kept: dict[str, str] = {}
    for uid in session.exec(select(Proof.uid)).all():  # one by one: they may be large
        content = session.exec(select(Proof.content).where(Proof.uid == uid)).one()
        kept[uid] = hashlib.sha256(content).hexdigest()
    for uid in sorted(told.keys() | kept.keys()):
        if told.get(uid) != kept.get(uid):
            yield Fault("fault.proof", {"uid": uid})
            return


def _batch(session: Session, seq: int) -> Iterable[History]:
    """The next rows; one by one where some of them hold what is no value at all."""
    try:
        return history.since(session, seq, limit=BATCH)
    except (ValueError, StatementError):
        numbers = session.exec(
            select(History.seq).where(col(History.seq) > seq).order_by(col(History.seq)).limit(BATCH)
        )
        return _one_by_one(session, numbers.all())


def _one_by_one(session: Session, numbers: Sequence[int | None]) -> Iterator[History]:
    for number in numbers:
        try:
            yield session.exec(select(History).where(History.seq == number)).one()
        except (ValueError, StatementError):
            yield History(seq=number, at=NEVER, actor="", subject="", subject_id="", what="", seal="")  # fits no seal
            return


def _head(session: Session, store: Store) -> list[Fault]:
    """What vouches for the newest row must name it: a chain cut off at its end looks whole."""
    seq, seal = history.head(session)
    kept = session.exec(select(HistoryHead)).first()
    vouched = (kept.seq, kept.seal) if kept else (0, "")
    wanted = (seq, head_seal(store.keys, seq, seal)) if seq else (0, "")
    return [] if vouched == wanted else [Fault("fault.head", {"seq": seq})]


def _heads(session: Session, copies: Path | None) -> Iterator[Fault]:
    """A chain cut off at its end looks whole; backups remember that it was longer."""
    for file in sorted(copies.glob("*.zip")) if copies and copies.is_dir() else ():
        try:
            manifest = read_manifest(file)
        except Refused:
            continue
        seal = session.exec(select(History.seal).where(History.seq == manifest.history_seq)).first()
        if manifest.history_seq and seal != manifest.history_seal:
            yield Fault("fault.head", {"seq": history.head(session)[0]})
            return


def _slots(session: Session) -> tuple[int, list[Fault]]:
    """Only evidence makes aired; a slot's state is what its history last said."""
    told: dict[str, Any] = {}
    asked = select(History.subject_id, History.after).where(History.subject == "slot").order_by(col(History.seq))
    for uid, after in session.exec(asked):
        if isinstance(after, dict) and "state" in after and "window_id" in after:
            told[uid] = after["state"]
    faults: dict[str, Fault] = {}
    rows = session.exec(select(Slot.uid, Slot.state, Slot.evidence).order_by(col(Slot.id))).all()
    for uid, state, evidence in rows:
        if state is SlotState.AIRED and evidence is Evidence.NONE:
            faults.setdefault("aired", Fault("fault.aired_without_evidence", {"uid": uid}))
        if told.get(uid) != SlotState(state).value:
            faults.setdefault("state", Fault("fault.state_without_history", {"uid": uid}))
    return len(rows), list(faults.values())


def _pairs(session: Session) -> Iterator[Fault]:
    connection = session.connection()
    double = connection.execute(
        text(
            "SELECT min(uid), max(uid) FROM slot WHERE state NOT IN ('cancelled', 'missed') "
            "GROUP BY window_id, date, place HAVING count(*) > 1"
        )
    ).first()
    if double is not None:
        yield Fault("fault.double_booked", {"uids": list(double)})
    twice = connection.execute(
        text(
            "SELECT min(s.uid) FROM transition t JOIN slot s ON s.id = t.slot_id "
            "GROUP BY t.slot_id, t.generation, t.to_state HAVING count(*) > 1"
        )
    ).first()
    if twice is not None:
        yield Fault("fault.transition_twice", {"uid": twice[0]})


def _calendars(session: Session) -> Iterator[Fault]:
    """Every entry that still stands in a calendar carries its slot's newest revision."""
    asked = (
        select(Slot.uid, Slot.revision, FeedItem.block)
        .join(FeedItem, col(FeedItem.uid) == Slot.uid)
        .where(col(FeedItem.leaves_at).is_(None))
    )
    for uid, revision, block in session.exec(asked):
        if f"\r\nSEQUENCE:{revision}\r\n".encode() not in block:
            yield Fault("fault.revision", {"uid": uid})
            return
