"""Who stands behind the names that the record keeps: people by e-mail, outlets' contacts by the name they gave."""

from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, select

from campaigns.models import User


def called(session: Session, actors: Iterable[str]) -> Mapping[str, str]:
    """Each actor's name: a person's own, and for anybody else what the record says."""
    named = set(actors)
    known = dict(session.exec(select(User.email, User.name).where(col(User.email).in_(named))).all())
    return {actor: known.get(actor) or actor for actor in named}


def initials(name: str) -> str:
    """``TH`` for Trần Thị Hà: the first letters of the last two words, of what stands before an ``@``."""
    words = name.partition("@")[0].replace(".", " ").split()
    return "".join(word[0] for word in words[-2:]).upper()
