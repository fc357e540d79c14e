"""Links by which units report: made, followed, ended."""

from sqlmodel import Session, col, select

from campaigns.errors import NotFound, Refused
from campaigns.keys import Keys, fresh_token, token_hash
from campaigns.models import Unit, UnitLink
from campaigns.queries import units as queries
from campaigns.store import UnitOfWork

PURPOSE = "unit"


def make(work: UnitOfWork, unit_id: int, *, holder: str) -> UnitLink:
    """A new link for someone at a unit; it works until it is revoked. NotFound ``unit.unknown``."""
    unit = queries.unit(work.session, unit_id)
    nonce = fresh_token()
    row = UnitLink(
        unit_id=unit_id, nonce=nonce, token_hash=token_hash(work.keys.link_token(PURPOSE, nonce)),
        holder=holder or unit.contact_name, created_at=work.now,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.note("unit", unit_id, "link_made", after={"link": row.id, "holder": row.holder})
    return row


def make_for(work: UnitOfWork, slug: str, *, holder: str) -> UnitLink:
    """The same for a unit named by its slug."""
    unit_id = work.session.exec(select(Unit.id).where(Unit.slug == slug)).one_or_none()
    if unit_id is None:
        raise NotFound("unit.unknown")
    return make(work, unit_id, holder=holder)


def link_for(work: UnitOfWork, unit_id: int) -> UnitLink:
    """The newest open link of a unit, or a fresh one: what letters to it name."""
    asked = select(UnitLink).where(UnitLink.unit_id == unit_id, col(UnitLink.revoked_at).is_(None))
    found = work.session.exec(asked.order_by(col(UnitLink.id).desc())).first()
    return found or make(work, unit_id, holder="")


def path(keys: Keys, row: UnitLink) -> str:
    """``/u/…``: where a link leads on the site."""
    return f"/u/{keys.link_token(PURPOSE, row.nonce)}"


def unit_of(session: Session, token: str) -> tuple[UnitLink, Unit]:
    """Whose reports a link opens; NotFound ``link.unknown``, Refused ``link.revoked``."""
    row = session.exec(select(UnitLink).where(UnitLink.token_hash == token_hash(token))).one_or_none()
    if row is None:
        raise NotFound("link.unknown")
    if row.revoked_at is not None:
        raise Refused("link.revoked")
    return row, session.get_one(Unit, row.unit_id)


def end(work: UnitOfWork, row: UnitLink) -> None:
    """End a link for good; ending an ended one changes nothing."""
    if row.revoked_at is None:
        row.revoked_at = work.now
        work.session.add(row)
        work.note("unit_link", row.id or 0, "revoked", after={"unit": row.unit_id})
