"""The planner: from a frozen problem to a proposal that no rule forbids, with its bounds and its reasons."""

from scheduler.planner.proposal import LEVELS, Level, Progress, Proposal
from scheduler.planner.solving import propose

__all__ = ["LEVELS", "Level", "Progress", "Proposal", "propose"]
