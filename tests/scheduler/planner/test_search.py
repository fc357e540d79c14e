"""The planner's search on worked cases: always the same, never worse than where it starts, and it can be stopped."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.conflicts.proposals import judge
from scheduler.planner import greedy, model, neutral
from scheduler.planner.proposal import Progress, worth
from scheduler.planner.rows import unfold
from scheduler.planner.searching import Effort
from scheduler.planner.solving import propose
from scheduler.planner.table import AUDIENCE, columns_of, lay_out, level_of
from scheduler.problem import Problem
from tests import planner_cases

BRIEF = Effort(proof=1, rounding=1, mending=0.5)
LARGE = replace(BRIEF, small=0)
WINDOWS = replace(BRIEF, small=0, long=0, window=1)
WAYS = {"closed": BRIEF, "mended": LARGE, "windows": WINDOWS}


@pytest.fixture(scope="module")
def problem() -> Problem:
    return neutral.read(json.dumps(planner_cases.case("own-fortnight")))


def _digest(placements: object) -> str:
    return hashlib.sha256(repr(placements).encode()).hexdigest()


@pytest.mark.parametrize("way", WAYS)
def test_a_proposal_is_never_worse_than_the_greedy_plan_and_the_judge_passes_it(problem: Problem, way: str) -> None:
    rows = unfold(problem)
    found = propose(problem, effort=WAYS[way])
    assert found.objectives <= worth(rows, greedy.fill(rows))
    verdict = judge(problem, found.placements)
    assert verdict.ok
    assert verdict.objectives == found.objectives


@pytest.mark.parametrize("way", WAYS)
def test_the_same_problem_has_the_same_proposal_in_another_process_on_one_core(problem: Problem, way: str) -> None:
    here = propose(problem, effort=WAYS[way])
    code = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});"
        "from tests.scheduler.planner import test_search as t; from tests import planner_cases as c; import json;"
        f"p = t.propose(t.neutral.read(json.dumps(c.case('own-fortnight'))), effort=t.WAYS[{way!r}]);"
        "print(t._digest((p.placements, p.levels)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.split()[-1] == _digest((here.placements, here.levels))


def test_mending_takes_one_thread_and_betters_the_greedy_plan(problem: Problem) -> None:
    rows = unfold(problem)
    table = lay_out(rows)
    start = columns_of(table, greedy.fill(rows))
    threads: list[int] = []

    def heard(_values: list[int]) -> None:
        threads.append(len(list(Path("/proc/self/task").iterdir())))

    before = len(list(Path("/proc/self/task").iterdir()))
    aim = table.aims[AUDIENCE]
    found = model.mend(table, aim.weights, start, effort=1, found=heard).values
    assert found is not None
    assert level_of(aim, found) < level_of(aim, start)
    assert threads
    assert max(threads) <= before + 1


def test_stopping_keeps_the_best_plan_that_was_told(problem: Problem) -> None:
    told: list[Progress] = []
    found = propose(problem, effort=LARGE, report=told.append, stopping=lambda: len(told) >= 2)
    assert found.ended == "stopped"
    assert judge(problem, found.placements).ok
    values = [tuple(level.value for level in one.levels) for one in told]
    assert values == sorted(values, reverse=True)
    assert found.objectives == values[-1]


def test_stopping_at_once_gives_the_plan_that_is_known(problem: Problem) -> None:
    good = propose(problem, effort=BRIEF)
    again = propose(problem, stopping=lambda: True, known=good.placements)
    assert again.placements == good.placements
    assert again.ended == "stopped"


def test_what_no_longer_fits_a_known_plan_is_left_out(problem: Problem) -> None:
    good = propose(problem, effort=BRIEF)
    narrower = replace(problem, forbidden=(*problem.forbidden, good.placements[0]))
    found = propose(narrower, stopping=lambda: True, known=good.placements)
    assert good.placements[0] not in found.placements
    assert judge(narrower, found.placements).ok


def test_a_long_stretch_goes_on_from_a_checkpoint_to_the_same_end(problem: Problem) -> None:
    told: list[Progress] = []
    whole = propose(problem, effort=WINDOWS, report=told.append)
    kept = [one.checkpoint for one in told if one.checkpoint is not None]
    assert kept
    resumed = propose(problem, effort=WINDOWS, resume=json.loads(json.dumps(kept[0])))
    assert resumed.placements == whole.placements
    assert resumed.levels == whole.levels


def test_replanning_after_a_miss_changes_as_little_as_can_be() -> None:
    stated = planner_cases.case("own-tet")
    published = propose(neutral.read(json.dumps(stated)), effort=BRIEF)
    plan = json.loads(neutral.plan_text(published.placements))["placements"]
    problem = neutral.read(json.dumps(planner_cases.replanned(stated, plan)))
    found = propose(problem, effort=BRIEF)
    assert judge(problem, found.placements).ok
    changes = found.levels[3]
    assert changes.proven
    kept = {one for one in problem.replan.previous if (one.programme, one.date) not in problem.replan.cancelled}
    assert len(set(found.placements) ^ kept) == changes.value
    assert 0 < changes.value < len(plan) / 4


def test_a_process_that_asks_nothing_loads_no_solver() -> None:
    code = "import sys, web.app, scheduler.planner; sys.exit(bool({'ortools', 'highspy', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
