"""The way from a problem to a proposal: a greedy plan, then one level after the other, each kept before the next.

A small stretch is closed level by level in whole numbers. A large one is first rounded: the linear relaxation with a
price on every unit short says which candidates matter (a tenth of them), and a search among those alone finds most of
what there is; then the plan is mended level by level among all, against the relaxation's bounds. A search among some
candidates proves nothing, so no bound comes from it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from scheduler.planner import rolling
from scheduler.planner.proposal import LEVELS, Proposal, Report, Stopping
from scheduler.planner.rows import Rows, unfold
from scheduler.planner.searching import ORDINARY, QUICK, THOROUGH, Effort, Search
from scheduler.problem import Placement, Problem

__all__ = ["ORDINARY", "QUICK", "THOROUGH", "Effort", "propose"]


def propose(
    problem: Problem | Rows,
    *,
    effort: Effort = ORDINARY,
    report: Report | None = None,
    stopping: Stopping | None = None,
    known: Iterable[Placement] | None = None,
    resume: Mapping[str, Any] | None = None,
) -> Proposal:
    """The best plan that the effort finds, with what is proven of it.

    Args:
        problem: What is asked; its rows where they are unfolded already.
        effort: How much work; the answer depends on nothing else.
        report: Told of every better plan.
        stopping: Asked now and then; True ends the search with the best plan so far.
        known: A plan to start from; what no longer fits is left out.
        resume: The checkpoint of an earlier search of the same long problem, to go on from; ``known`` as it was then.

    Raises:
        Refused: ``proposal.impossible`` when no plan keeps every rule, ``proposal.none_found`` when none was found.
    """
    rows = problem if isinstance(problem, Rows) else unfold(problem)
    run = Search(rows, effort, report, stopping)
    run.start(known)
    free = sum(low < high for low, high in zip(run.table.lows, run.table.highs, strict=True) if high == 1)
    if free >= effort.long and run.best is not None:
        rolling.roll(run, None if resume is None else rolling.Checkpoint.of_json(resume))
    elif free > effort.small:
        run.round()
    for level in range(len(LEVELS)):
        run.improve(level, small=free <= effort.small)
    if free <= effort.small:
        run.settle_ties()
    return run.told()
