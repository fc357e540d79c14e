"""People of the office and of outlets, and how they prove who they are."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Text
from sqlmodel import Field

from campaigns.columns import UtcDateTime, Words, YesNo, one_of
from campaigns.models.base import Row
from campaigns.values.words import Role


class User(Row, table=True):
    """A person with an account."""

    __table_args__: ClassVar[Any] = (one_of("role", Role), {"sqlite_strict": True})

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(sa_type=Text, unique=True)  # lower case
    name: str = Field(sa_type=Text)
    role: Role = Field(sa_type=Words(Role))
    outlet_id: int | None = Field(default=None, foreign_key="outlet.id")
    password_hash: str = Field(sa_type=Text)
    locale: str | None = Field(default=None, sa_type=Text)
    single_keys: bool = Field(default=True, sa_type=YesNo)  # one-letter keys on the board
    active: bool = Field(default=True, sa_type=YesNo)
    created_at: datetime = Field(sa_type=UtcDateTime)


class SignIn(Row, table=True):
    """A signed-in browser; the cookie holds a random token of which only the hash is kept."""

    __tablename__ = "sign_in"
    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    token_hash: str = Field(primary_key=True, sa_type=Text)
    user_id: int = Field(foreign_key="user.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ApiToken(Row, table=True):
    """A person's token for programs; shown once, kept as a hash."""

    __tablename__ = "api_token"
    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    token_hash: str = Field(primary_key=True, sa_type=Text)
    user_id: int = Field(foreign_key="user.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RateCount(Row, table=True):
    """How often something was tried in a stretch of time; kept in the database so that every worker counts alike."""

    __tablename__ = "rate_count"
    __table_args__: ClassVar[Any] = ({"sqlite_strict": True},)

    bucket: str = Field(primary_key=True, sa_type=Text)  # what and who: "sign-in:account:…"
    stretch: int = Field(primary_key=True)  # when it began, minutes since 1970
    tries: int = Field(default=0)
