"""Names of papers that are about a campaign and something of it: ``<campaign>.<rest>``."""

from sqlmodel import Session, select

from campaigns.errors import NotFound
from campaigns.models import Campaign


def split(session: Session, key: str) -> tuple[Campaign, str]:
    """The campaign and the rest of a key; NotFound ``paper.unknown``."""
    slug, _dot, rest = key.partition(".")
    found = session.exec(select(Campaign).where(Campaign.slug == slug)).one_or_none() if rest else None
    if found is None:
        raise NotFound("paper.unknown", uid=key[:40])
    return found, rest
