"""Papers on record as they were issued."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from campaigns.errors import NotFound
from campaigns.models import IssuedPaper, PaperHabit
from campaigns.values.issued import Habit, Issued
from campaigns.values.words import PaperKind


def versions(session: Session, kind: PaperKind, key: str) -> tuple[Issued, ...]:
    """Every version of a paper, oldest first; none when it was never issued."""
    asked = select(IssuedPaper).where(IssuedPaper.kind == kind, IssuedPaper.key == key)
    return _views(session, asked.order_by(col(IssuedPaper.version)))


def newest(session: Session, kind: PaperKind, keys: Iterable[str]) -> Mapping[str, Issued]:
    """The newest version of each of these papers that was issued, by key."""
    asked = select(IssuedPaper).where(IssuedPaper.kind == kind, col(IssuedPaper.key).in_(list(keys)))
    return {one.key: one for one in _views(session, asked.order_by(col(IssuedPaper.version)))}


def of_month(session: Session, month: str, kinds: Sequence[PaperKind] = tuple(PaperKind)) -> tuple[Issued, ...]:
    """The newest version of every paper in a month's bundle, by kind and file name."""
    asked = select(IssuedPaper).where(IssuedPaper.month == month, col(IssuedPaper.kind).in_(kinds))
    found = {(one.kind, one.key): one for one in _views(session, asked.order_by(col(IssuedPaper.version)))}
    order = list(PaperKind)
    return tuple(sorted(found.values(), key=lambda one: (order.index(one.kind), one.file_name, one.key)))


def bundle(session: Session, month: str, kinds: Sequence[PaperKind] = tuple(PaperKind)) -> list[tuple[str, bytes]]:
    """Name and file of every paper of a month as last issued; a name that two papers share is told apart."""
    found: dict[str, bytes] = {}
    for one in of_month(session, month, kinds):
        stem, number = one.file_name.removesuffix(".docx"), 2
        name = one.file_name
        while name in found:
            name, number = f"{stem}_{number}.docx", number + 1
        found[name] = content(session, one.uid)
    return list(found.items())


def content(session: Session, uid: str) -> bytes:
    """A version's file; NotFound ``paper.unknown``."""
    found = session.exec(select(IssuedPaper.content).where(IssuedPaper.uid == uid)).one_or_none()
    if found is None:
        raise NotFound("paper.unknown", uid=uid[:40])
    return found


def numbered(session: Session, symbol: str, number: int, year: int) -> tuple[Issued, ...]:
    """Papers of a year that bear this number and symbol."""
    asked = select(IssuedPaper).where(IssuedPaper.symbol == symbol, IssuedPaper.number == number)
    return tuple(one for one in _views(session, asked) if one.issued_on.year == year)


def habit(session: Session, kind: PaperKind) -> Habit:
    """How the office numbers and addresses papers of a kind; the usual way until somebody says otherwise."""
    row = session.get(PaperHabit, kind)
    if row is None:
        return Habit(kind)
    return Habit(kind, row.symbol, None if row.recipients is None else tuple(row.recipients), row.version)


def _views(session: Session, asked: SelectOfScalar[IssuedPaper]) -> tuple[Issued, ...]:
    return tuple(map(view, session.exec(asked.options(defer(IssuedPaper.content)))))  # type: ignore[arg-type]


def view(row: IssuedPaper) -> Issued:
    """A row as a value, without its file."""
    return Issued(
        uid=row.uid, kind=row.kind, key=row.key, version=row.version, campaign_id=row.campaign_id, month=row.month,
        number=row.number, symbol=row.symbol, issued_on=row.issued_on, issued_at=row.issued_at,
        issued_by=row.issued_by, title=row.title, recipients=tuple(row.recipients), file_name=row.file_name,
        display_name=row.display_name, digest=row.digest,
    )  # fmt: skip
