"""A person's own tokens for programs: which there are, and ending one. Making and following them is ``people``'s."""

from sqlmodel import Session, col, select

from campaigns.errors import NotFound
from campaigns.models import ApiToken
from campaigns.store import UnitOfWork


def open_tokens(session: Session, person_id: int) -> tuple[ApiToken, ...]:
    """The tokens of a person that still open something, newest first."""
    asked = select(ApiToken).where(ApiToken.user_id == person_id, col(ApiToken.revoked_at).is_(None))
    return tuple(session.exec(asked.order_by(col(ApiToken.created_at).desc(), col(ApiToken.token_hash))))


def revoke(work: UnitOfWork, person_id: int, token_hash: str) -> None:
    """End one token of this person; NotFound ``token.unknown`` for another's. Ending an ended one changes nothing."""
    row = work.session.get(ApiToken, token_hash)
    if row is None or row.user_id != person_id:
        raise NotFound("token.unknown")
    if row.revoked_at is None:
        row.revoked_at = work.now
        work.session.add(row)
        work.note("user", work.actor, "token_revoked", after={"token": token_hash[:8]})
