"""What each kind of long work does."""

from collections.abc import Mapping
from typing import Final

from campaigns.values.words import TaskKind
from scheduler.jobs import plan_reading, proposing
from scheduler.jobs.tasking import Work

WORKS: Final[Mapping[TaskKind, Work]] = {
    TaskKind.READ_PLAN: plan_reading.read_plan,
    TaskKind.PROPOSE: proposing.propose,
}
"""A kind that is not here waits until a runner knows it."""
