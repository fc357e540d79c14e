"""The planner: from a frozen problem to a proposal that no rule forbids, with its bounds and its reasons.

Solvers are loaded with the first question: a process that asks none, such as one that serves pages, never pays.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from scheduler.planner.proposal import LEVELS, Level, Progress, Proposal, Report, Stopping
from scheduler.problem import Placement, Problem

if TYPE_CHECKING:
    from scheduler.planner.solving import Effort

__all__ = ["LEVELS", "Level", "Progress", "Proposal", "propose"]


def propose(
    problem: Problem,
    *,
    effort: "Effort | None" = None,
    report: Report | None = None,
    stopping: Stopping | None = None,
    known: Iterable[Placement] | None = None,
    resume: Mapping[str, Any] | None = None,
) -> Proposal:
    """As ``solving.propose``; effort None: the ordinary one."""
    from scheduler.planner import solving  # noqa: PLC0415 - see above

    return solving.propose(
        problem, effort=effort or solving.ORDINARY, report=report, stopping=stopping, known=known, resume=resume
    )
