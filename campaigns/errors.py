"""The ways a decision can say no. The wording, in both languages, is chosen at the edge."""

from typing import Any


class Refused(Exception):
    """A rule's no: a stable code, and the facts that a sentence about it needs."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, Any] = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in sorted(self.facts.items()))
        return f"{self.code}({told})" if told else self.code


class NotFound(Refused):
    """Nothing of that name is on record, or not for this person: the two look alike from outside."""


class Stale(Refused):
    """The record changed since the writer last read it; ``facts`` carry both versions."""


class Denied(Refused):
    """This person may not do this; ``facts['roles']`` names who may."""
