"""What the format check has to say about a paper: a rule, a place, and the facts of its sentence."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a paper: ``paper``, ``header``, or a ``paragraph``, ``table``, ``style`` by number or name, from 1."""

    part: str = "paper"
    number: int = 0
    row: int = 0  # of a table, from 1; 0: the whole of it
    quote: str = ""  # the first words that stand there, or a style's name


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault; the sentence to its code, in both languages, is chosen at the edge."""

    code: str  # "page.margin"
    place: Place = Place()
    facts: dict[str, Any] = field(default_factory=dict)
