"""Column types that hold the same on SQLite (STRICT tables) and PostgreSQL, and refuse what must not get in."""

import enum
import json
from datetime import UTC, date, datetime
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import BigInteger, CheckConstraint, Dialect, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeEngine

NAMES: Final = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
E = TypeVar("E", bound=enum.StrEnum)

Amount: Final = BigInteger().with_variant(Integer(), "sqlite")
"""Whole đồng: 64 bits on both databases."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC; a naive one is refused, never guessed."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """A real timestamp on PostgreSQL; on SQLite a text of fixed width that sorts as time does."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """To UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive instant cannot be stored")
        at = value.astimezone(UTC)
        return at if dialect.name == "postgresql" else f"{at:%Y-%m-%dT%H:%M:%S.%f}Z"

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Aware, UTC."""
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A calendar date as ``YYYY-MM-DD``, which sorts as dates do."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """To text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """From text."""
        return None if value is None else date.fromisoformat(value)


class YesNo(TypeDecorator[bool]):
    """A truth value as 0 or 1: STRICT tables know no BOOLEAN."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """To 0 or 1."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """From 0 or 1."""
        return None if value is None else bool(value)


class Words(TypeDecorator[E], Generic[E]):
    """A member of a closed list, stored by its value; anything else is refused when written."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | str | None, dialect: Dialect) -> str | None:
        """To the member's value."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """To the member."""
        return None if value is None else self.words(value)


def canonical(value: Any) -> str:
    """JSON with one spelling for one value: sorted keys, no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class Json(TypeDecorator[Any]):
    """A value as canonical JSON text, equal on both databases."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To text."""
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """From text."""
        return None if value is None else json.loads(value)


def one_of(column: str, words: type[enum.StrEnum]) -> CheckConstraint:
    """A CHECK that holds ``column`` to a closed list."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def name_constraints(metadata: MetaData) -> None:
    """Give every constraint a name, so that a later migration can speak of it."""
    metadata.naming_convention = NAMES
