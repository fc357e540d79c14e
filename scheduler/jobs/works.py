"""What each kind of long work does."""

from collections.abc import Mapping
from typing import Final

from campaigns.values.words import TaskKind
from scheduler.jobs import log_taking, plan_reading, proposing, stretching
from scheduler.jobs.tasking import Decision, Doing, Work


def _propose(doing: Doing) -> Decision:
    """A month, or several together."""
    return stretching.propose(doing) if "stretch" in doing.facts else proposing.propose(doing)


WORKS: Final[Mapping[TaskKind, Work]] = {
    TaskKind.READ_PLAN: plan_reading.read_plan,
    TaskKind.PROPOSE: _propose,
    TaskKind.TAKE_LOG: log_taking.take_log,
}
"""A kind that is not here waits until a runner knows it."""
