"""People of the office and of outlets: accounts, signing in, tokens for programs."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete
from sqlmodel import Session, col, select

from campaigns.errors import NotFound, Refused
from campaigns.keys import fresh_token, token_hash
from campaigns.models import ApiToken, SignIn, User
from campaigns.services import rates
from campaigns.store import Store, UnitOfWork
from campaigns.values.words import Role

LONGEST_S: Final = 30 * 86_400
"""A sign-in ends after this many seconds, whatever happens."""
IDLE: Final = timedelta(days=7)
SHORTEST_PASSWORD: Final = 12
LONGEST_PASSWORD: Final = 256
TRIES: Final = 10
TRIED_WITHIN_S: Final = 15 * 60
_SEEN_EVERY: Final = timedelta(minutes=5)
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's argon2id floor
_COMMON: Final = frozenset(
    "123456789012 password1234 passwordpassword qwertyuiop12 qwertyuiop123 111111111111 000000000000 abc123456789 "
    "matkhau123456 matkhaumatkhau anhyeuem1234 binhphuoc123 binhphuoc1234 vietnam12345 vietnam123456 adminadmin12 "
    "administrator 1234567890123 q1w2e3r4t5y6 1q2w3e4r5t6y letmein12345 welcome12345 iloveyou1234 lichsong1234".split()
)
"""Passwords of allowed length that guessers try first."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account, as pages and rules see them."""

    id: int
    email: str
    name: str
    role: Role
    outlet_id: int | None
    locale: str | None
    single_keys: bool
    active: bool

    @property
    def initials(self) -> str:
        """Up to two letters for a small round mark: the first and the last word's."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def view(row: User) -> Person:
    """The frozen value of an account."""
    return Person(
        id=row.id or 0, email=row.email, name=row.name, role=row.role, outlet_id=row.outlet_id, locale=row.locale,
        single_keys=row.single_keys, active=row.active,
    )  # fmt: skip


def create(
    work: UnitOfWork, email: str, *, name: str, role: Role, password: str, outlet_id: int | None = None
) -> Person:
    """A new account.

    Raises:
        Refused: ``person.email``, ``person.email_taken``, ``person.needs_outlet`` for role outlet without one,
            ``password.*``.
    """
    address = normal(email)
    if address.count("@") != 1 or not all(address.split("@")) or " " in address:
        raise Refused("person.email", email=email[:80])
    if (role is Role.OUTLET) != (outlet_id is not None):
        raise Refused("person.needs_outlet")
    if work.session.exec(select(User.id).where(User.email == address)).first() is not None:
        raise Refused("person.email_taken", email=address)
    row = User(
        email=address, name=name.strip() or address, role=role, outlet_id=outlet_id, created_at=work.now,
        password_hash=_hashed(password),
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.note("user", address, "added", after={"role": role.value, "outlet": outlet_id})
    return view(row)


def change(work: UnitOfWork, person_id: int, *, name: str, role: Role, outlet_id: int | None, active: bool) -> Person:
    """Another name, role or standing. Whoever is disabled or changes role is signed out everywhere.

    Raises:
        NotFound: ``person.unknown``. Refused: ``person.needs_outlet``; ``person.last_admin`` when nobody would be
            left to let people in.
    """
    row = _row(work.session, person_id)
    if (role is Role.OUTLET) != (outlet_id is not None):
        raise Refused("person.needs_outlet")
    if row.role is Role.ADMIN and (role is not Role.ADMIN or not active) and _only_admin(work.session, person_id):
        raise Refused("person.last_admin")
    before = {"name": row.name, "role": row.role.value, "active": row.active}
    if row.role is not role or not active:
        end_sign_ins(work, person_id)
    row.name, row.role, row.outlet_id, row.active = name.strip() or row.email, role, outlet_id, active
    work.session.add(row)
    work.note("user", row.email, "changed", before=before,
              after={"name": row.name, "role": role.value, "active": active})  # fmt: skip
    return view(row)


def set_password(work: UnitOfWork, person_id: int, password: str) -> None:
    """A new password; every sign-in made with the old one ends. Refused ``password.*``."""
    row = _row(work.session, person_id)
    row.password_hash = _hashed(password)
    work.session.add(row)
    end_sign_ins(work, person_id)
    work.note("user", row.email, "password_set")


def change_password(work: UnitOfWork, person_id: int, *, old: str, new: str) -> None:
    """A person's own new password; Refused ``password.wrong`` unless they know the present one."""
    if not _fits(_row(work.session, person_id).password_hash, old):
        raise Refused("password.wrong")
    set_password(work, person_id, new)


def set_language(work: UnitOfWork, person_id: int, language: str) -> None:
    """The language in which a person reads the site."""
    row = _row(work.session, person_id)
    row.locale = language
    work.session.add(row)


def set_single_keys(work: UnitOfWork, person_id: int, wanted: bool) -> None:
    """Whether one-letter keys work on the board. WCAG 2.1, 2.1.4 wants them to be switched off at will."""
    row = _row(work.session, person_id)
    row.single_keys = wanted
    work.session.add(row)


def sign_in(store: Store, email: str, password: str, *, address: str, now: datetime) -> str:
    """Check who it is; returns the token of a new sign-in.

    A wrong password and an unknown address cost the same time and get the same answer. Tries are counted for the
    account and for the address they come from, the successful ones too.

    Raises:
        Refused: ``rate.too_many`` with ``minutes``; ``sign_in.wrong``.
    """
    who = normal(email)
    with store.deciding(actor=who or "-", now=now) as work:
        for bucket in (f"sign-in:account:{_short(who)}", f"sign-in:address:{address}"):
            rates.count(work, bucket, most=TRIES, within_s=TRIED_WITHIN_S)
    with store.reading() as session:
        row = session.exec(select(User).where(User.email == who)).one_or_none()
        known = view(row) if row is not None else None
        kept = row.password_hash if row is not None else _nobodys_hash()
    fits = _fits(kept, password)
    if not fits or known is None or not known.active:
        raise Refused("sign_in.wrong")
    token = fresh_token()
    with store.deciding(actor=who, now=now) as work:
        if _HASHER.check_needs_rehash(kept):
            _row(work.session, known.id).password_hash = _HASHER.hash(password)
        work.session.add(SignIn(token_hash=token_hash(token), user_id=known.id, created_at=now, seen_at=now))
        work.note("user", who, "signed_in")
    return token


def signed_in(store: Store, token: str, now: datetime) -> Person | None:
    """Whose sign-in a token is; None when it ended, ran out or never was."""
    hashed = token_hash(token)
    with store.reading() as session:
        found = session.exec(
            select(SignIn, User).join(User, col(User.id) == SignIn.user_id).where(SignIn.token_hash == hashed)
        ).one_or_none()
        if found is None:
            return None
        kept, row = found
        if kept.ended_at is not None or not row.active or not _lasts(kept, now):
            return None
        person, seen_at = view(row), kept.seen_at
    if now - seen_at > _SEEN_EVERY:
        with store.deciding(actor=person.email, now=now) as work:
            if (again := work.session.get(SignIn, hashed)) is not None:
                again.seen_at = now
    return person


def sign_out(store: Store, token: str, *, now: datetime) -> None:
    """End one sign-in on record."""
    with store.deciding(actor="-", now=now) as work:
        kept = work.session.get(SignIn, token_hash(token))
        if kept is not None and kept.ended_at is None:
            kept.ended_at = now
            work.session.add(kept)


def end_sign_ins(work: UnitOfWork, person_id: int) -> None:
    """End every sign-in of a person."""
    for kept in work.session.exec(select(SignIn).where(SignIn.user_id == person_id, col(SignIn.ended_at).is_(None))):
        kept.ended_at = work.now
        work.session.add(kept)


def forget_old_sign_ins(work: UnitOfWork) -> None:
    """Delete sign-ins that ended or ran out long ago."""
    work.session.connection().execute(
        delete(SignIn).where(col(SignIn.created_at) < work.now - timedelta(seconds=2 * LONGEST_S))
    )


def make_token(work: UnitOfWork, email: str) -> str:
    """A new token for programs, shown once; NotFound ``person.unknown``."""
    row = work.session.exec(select(User).where(User.email == normal(email))).one_or_none()
    if row is None or not row.active:
        raise NotFound("person.unknown", email=email[:80])
    token = fresh_token()
    work.session.add(ApiToken(token_hash=token_hash(token), user_id=row.id or 0, created_at=work.now))
    work.note("user", row.email, "token_made")
    return token


def bearer(session: Session, token: str) -> Person | None:
    """Whose token for programs this is; None when it was revoked or never was."""
    found = session.exec(
        select(ApiToken, User).join(User, col(User.id) == ApiToken.user_id)
        .where(ApiToken.token_hash == token_hash(token), col(ApiToken.revoked_at).is_(None))
    ).one_or_none()  # fmt: skip
    return view(found[1]) if found is not None and found[1].active else None


def listed(session: Session) -> tuple[Person, ...]:
    """Everybody with an account, by name."""
    return tuple(view(row) for row in session.exec(select(User).order_by(col(User.name), col(User.id))))


def normal(email: str) -> str:
    """An address as it is kept: lower case, no spaces around it."""
    return email.strip().lower()[:254]


def _lasts(kept: SignIn, now: datetime) -> bool:
    return now - kept.seen_at < IDLE and now - kept.created_at < timedelta(seconds=LONGEST_S)


def _hashed(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise Refused("password.too_short", least=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise Refused("password.too_long", most=LONGEST_PASSWORD)
    if password.lower() in _COMMON or len(set(password)) < 4:
        raise Refused("password.too_common")
    return _HASHER.hash(password)


def _fits(kept: str, password: str) -> bool:
    try:
        return _HASHER.verify(kept, password[: LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    """Checked for unknown addresses, so that they take as long as known ones."""
    return _HASHER.hash(fresh_token())


def _short(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:24]


def _row(session: Session, person_id: int) -> User:
    if (row := session.get(User, person_id)) is None:
        raise NotFound("person.unknown", id=person_id)
    return row


def _only_admin(session: Session, person_id: int) -> bool:
    others = select(User.id).where(User.role == Role.ADMIN, col(User.active).in_([True]), User.id != person_id)
    return session.exec(others).first() is None
