"""Papers issued: drawn from the record, judged by the format check, frozen with number, date and recipients.

A paper once issued re-prints as issued; a change makes a new version.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from campaigns.errors import Refused, Stale
from campaigns.models import IssuedPaper, Office, PaperDetails, PaperHabit
from campaigns.queries import issued, offices
from campaigns.store import UnitOfWork
from campaigns.times import month_of
from campaigns.values.issued import Habit, Issued, Stationery
from campaigns.values.papers import OfficeView
from campaigns.values.words import PaperKind
from exports import lint
from exports.administrative import digest
from exports.lint import Finding

NOBODY = OfficeView(agency="", place="", signatory_title="", signatory_name="")
"""An office of which nothing is on record: its fields are asked for by name."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a paper needs and nobody has given yet, and the page on which it is filled in."""

    name: str  # "office.agency"; worded by ``web.lacking``
    at: str  # "/settings/office"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper as it would now be issued."""

    title: str  # what lists call it: "Lịch phát sóng, đăng bài tháng 4 năm 2017"
    file_name: str  # ASCII, sortable
    display_name: str  # the one that people read
    month: str  # "2017-04", in whose bundle it lies
    symbol: str  # "TB-STP"; what it bears beside its number, or its whole code where it takes no office number
    recipients: tuple[str, ...]  # as they will be printed, without the archive's line
    lacks: tuple[Lack, ...]  # nothing is made while something is lacking
    make: Callable[[], bytes]  # the file; the same for the same data
    campaign_id: int | None = None
    edit: str = ""  # address of the page where its content is filled in; empty: it follows from the record alone


Draw = Callable[[Session, str, Stationery], Drawn]
"""A paper by its key, with what the clerk gives it; NotFound ``paper.unknown`` for a key that names nothing."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: how one is drawn, and which ones a month has."""

    word: PaperKind
    draw: Draw
    of_month: Callable[[Session, str], Sequence[str]]  # keys of the papers that belong to a month, issued or not
    numbered: bool = True  # whether the clerk numbers it; else it brings a code of its own
    addressed: bool = True  # whether it has Nơi nhận
    after: Callable[[UnitOfWork, str, Issued], None] | None = None  # what issuing one brings about
    before: Callable[[UnitOfWork, str], object] | None = None  # what must be done first, as giving it a code


def office(session: Session) -> OfficeView:
    """Who writes."""
    kept = offices.office(session)
    return NOBODY if kept is None else OfficeView.from_json(kept.profile)


def lacks(names: Sequence[str], *, plan_id: int | None = None) -> tuple[Lack, ...]:
    """What is missing of the office and of the plan, each with its page; other names are the kind's own business."""
    at = {"office": "/settings/office", "plan": "/plans" if plan_id is None else f"/plans/{plan_id}"}
    return tuple(Lack(name, at[name.partition(".")[0]]) for name in names)


def usual(session: Session, kind: Kind, dated: date) -> Stationery:
    """What a paper of a kind bears before the clerk says otherwise."""
    habit = issued.habit(session, kind.word)
    return Stationery(dated, symbol=habit.symbol, recipients=habit.recipients)


def set_habit(work: UnitOfWork, habit: Habit) -> None:
    """Keep how the office numbers and addresses a kind of paper; ``habit.version`` is of the record as last read.

    Raises:
        Stale: ``paper.stale``.
    """
    asked = select(PaperHabit).where(PaperHabit.kind == habit.kind).with_for_update()
    row = work.session.exec(asked).one_or_none()
    if (row.version if row else 0) != habit.version:
        raise Stale("paper.stale")
    before = None if row is None else {"symbol": row.symbol, "recipients": row.recipients}
    row = row or PaperHabit(kind=habit.kind, symbol="", recipients=None)
    row.symbol, row.recipients = habit.symbol, None if habit.recipients is None else list(habit.recipients)
    work.session.add(row)
    work.session.flush()
    after = {"symbol": row.symbol, "recipients": row.recipients}
    work.note("paper_habit", habit.kind.value, "set", before=before, after=after)


def describe(work: UnitOfWork, kind: PaperKind, key: str, told: dict[str, Any], *, seen_version: int) -> None:
    """Keep what an officer filled in for a paper; ``seen_version`` is of the record as last read, 0 for none.

    Raises:
        Stale: ``paper.stale``.
    """
    asked = select(PaperDetails).where(PaperDetails.kind == kind, PaperDetails.key == key).with_for_update()
    row = work.session.exec(asked).one_or_none()
    if (row.version if row else 0) != seen_version:
        raise Stale("paper.stale")
    before = None if row is None else row.told
    row = row or PaperDetails(kind=kind, key=key, told={})
    row.told = told
    work.session.add(row)
    work.session.flush()
    work.note("paper_details", f"{kind.value}/{key}", "set", before=before, after=told)


def made(drawn: Drawn) -> bytes:
    """The file of a paper that lacks nothing; Refused ``paper.incomplete`` with ``fields``."""
    if drawn.lacks:
        raise Refused("paper.incomplete", fields=tuple(lack.name for lack in drawn.lacks))
    return drawn.make()


def faults(content: bytes) -> tuple[Finding, ...]:
    """Rules of layout that a paper breaks; advice is none."""
    return tuple(one for one in lint.findings(content) if one.code not in lint.ADVICE)


def issue(
    work: UnitOfWork, kind: Kind, key: str, given: Stationery, *, seen: str | None = None, seen_on: date | None = None
) -> Issued:
    """Freeze a paper as it now reads, with its number, date and recipients, as its next version.

    Args:
        seen: digest of the draft that was reviewed, drawn as ``usual`` on ``seen_on``; None: nobody reviewed one.

    Raises:
        NotFound: ``paper.unknown``.
        Stale: ``paper.changed`` when the record no longer gives what was reviewed.
        Refused: ``paper.incomplete``, ``paper.misformed`` with ``findings``, ``paper.unchanged`` when the newest
            version already says this, ``paper.number_taken`` with ``title`` when another paper of the year has it.
    """
    work.session.exec(select(Office).order_by(col(Office.id)).with_for_update()).first()  # one paper after the other
    if seen is not None:
        reviewed = kind.draw(work.session, key, usual(work.session, kind, seen_on or given.dated))
        if digest(made(reviewed)) != seen:
            raise Stale("paper.changed")
    drawn = kind.draw(work.session, key, given)
    content = made(drawn)
    if kind.before is not None:
        kind.before(work, key)
        drawn = kind.draw(work.session, key, given)
        content = made(drawn)
    if broken := faults(content):
        raise Refused("paper.misformed", findings=broken)
    told = digest(content)
    before = issued.versions(work.session, kind.word, key)
    if before and before[-1].digest == told:
        raise Refused("paper.unchanged", version=before[-1].version)
    _need_free_number(work.session, kind, key, drawn, given)
    row = IssuedPaper(
        kind=kind.word, key=key, version=len(before) + 1, campaign_id=drawn.campaign_id,
        month=drawn.month or month_of(given.dated), number=given.number if kind.numbered else None,
        symbol=drawn.symbol, issued_on=given.dated, issued_at=work.now, issued_by=work.actor, title=drawn.title,
        recipients=list(drawn.recipients), file_name=drawn.file_name, display_name=drawn.display_name,
        content=content, digest=told,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.note("paper", row.uid, "issued", after={
        "kind": kind.word.value, "key": key, "version": row.version, "number": row.number, "symbol": row.symbol,
        "dated": given.dated.isoformat(), "digest": told, "file": hashlib.sha256(content).hexdigest(),
    })  # fmt: skip
    if kind.after is not None:
        kind.after(work, key, issued.view(row))
    return issued.view(row)


def _need_free_number(session: Session, kind: Kind, key: str, drawn: Drawn, given: Stationery) -> None:
    if not kind.numbered or given.number is None:
        return
    for other in issued.numbered(session, drawn.symbol, given.number, given.dated.year):
        if (other.kind, other.key) != (kind.word, key):
            raise Refused("paper.number_taken", title=other.title, number=given.number, symbol=drawn.symbol)
