"""Long work that somebody asked for, as jobs and pages see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from campaigns.values.words import TaskKind, TaskState

OVER: Final = frozenset({TaskState.DONE, TaskState.REFUSED, TaskState.FAILED, TaskState.STOPPED})
"""States that a task does not leave again."""


@dataclass(frozen=True, slots=True)
class Told:
    """A code with the facts that its sentence needs."""

    code: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task. What it works on and what it has kept meanwhile are left out: they may be large."""

    uid: str  # public name, UUIDv4
    kind: TaskKind
    state: TaskState
    asked_by: str
    asked_at: datetime
    facts: Mapping[str, Any]  # what was asked
    done_steps: int
    all_steps: int | None  # None: not known yet
    told: Told | None  # how far it is, in words; the latest
    result: Any  # of a task that is done, and the best so far of one that was stopped
    refusal: Told | None  # why it was refused, or under which number its fault stands in the log
    stop_asked: bool
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in OVER
