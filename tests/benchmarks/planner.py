"""How good the planner's plans are, and how soon: beside a greedy plan, beside bounds, beside one linear relaxation.

    python -m tests.benchmarks.planner [--quick] [FOLDER]

For every case of a folder (default: those of ``tests.planner_cases``) a line for the greedy plan, one for the plan
found and one for its bounds; then how far audience and cost are from their bounds, and when the first plan, the last
better one and the end came, in solve times of the case's own linear relaxation (all levels at once) in the same run.
"""

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scheduler.planner import greedy, neutral
from scheduler.planner.proposal import Progress, Proposal, worth
from scheduler.planner.rows import Rows, unfold
from scheduler.planner.searching import ORDINARY, QUICK, Effort, Search
from scheduler.planner.solving import propose
from tests import planner_cases

QUICKLY = ("own-tet", "own-tight")


def ratios(*, quick: bool = False) -> dict[str, float]:
    """Gaps in percent and CPU time over that of the relaxation, for the cases of our own."""
    told: dict[str, float] = {}
    for name, text in own(quick=quick):
        run = Run(name, text, QUICK if quick else ORDINARY)
        told[f"planner, {name}: gap of the first level that is not proven, %"] = run.gap()
        told[f"planner, {name}: first plan / linear relaxation"] = run.times["first"] / run.times["relaxation"]
        told[f"planner, {name}: whole search / linear relaxation"] = run.times["end"] / run.times["relaxation"]
    return told


def own(*, quick: bool = False) -> Iterator[tuple[str, str]]:
    """Cases of our own; the replanned one is the medium one's, from its greedy plan."""
    for name in QUICKLY if quick else planner_cases.SHAPES:
        yield name, json.dumps(planner_cases.case(name))
    if not quick:
        stated = planner_cases.case("own-medium")
        rows = unfold(neutral.read(json.dumps(stated)))
        plan = json.loads(neutral.plan_text(rows.candidates[i].placement for i in greedy.fill(rows)))
        yield "own-replan", json.dumps(planner_cases.replanned(stated, plan["placements"]))


class Run:
    """One case, solved and timed in CPU seconds."""

    def __init__(self, name: str, text: str, effort: Effort) -> None:
        self.name = name
        self.times: dict[str, float] = {}
        self.rows: Rows = unfold(neutral.read(text))
        self.greedy = worth(self.rows, greedy.fill(self.rows))
        begin = time.process_time()
        Search(self.rows, effort, None, None).price()
        self.times["relaxation"] = time.process_time() - begin
        self.begin = time.process_time()
        self.found: Proposal = propose(self.rows, effort=effort, report=self._hear)
        self.times["end"] = time.process_time() - self.begin

    def _hear(self, _progress: Progress) -> None:
        now = time.process_time() - self.begin
        self.times.setdefault("first", now)
        self.times["last"] = now

    def gap(self) -> float:
        """Of the first level that is not proven, percent of its value; 0 when all are."""
        for level in self.found.levels:
            if not level.proven:
                return 100 * (level.value - level.bound) / max(1, abs(level.value))
        return 0.0

    def tell(self) -> None:
        """Print it."""
        proven = "".join("=" if level.proven else "≥" for level in self.found.levels)
        print(f"{self.name}: {len(self.rows.candidates)} candidates, {len(self.found.placements)} placed, {proven}")
        print(f"  greedy {list(self.greedy)}")
        print(f"  found  {list(self.found.objectives)}")
        print(f"  bound  {[level.bound for level in self.found.levels]}   gap {self.gap():.2f} %")
        of = self.times["relaxation"]
        spent = ", ".join(f"{what} {self.times[what] / of:.1f}" for what in ("first", "last", "end"))
        print(f"  in relaxations ({of:.2f} s CPU): {spent}", flush=True)


def main() -> None:
    asked: Any = argparse.ArgumentParser(prog="python -m tests.benchmarks.planner")
    asked.add_argument("folder", type=Path, nargs="?")
    asked.add_argument("--quick", action="store_true")
    given = asked.parse_args()
    cases = (
        own(quick=given.quick)
        if given.folder is None
        else ((path.stem, path.read_text(encoding="utf-8")) for path in sorted(given.folder.glob("*.json")))
    )
    for name, text in cases:
        if '"planner-instance/1"' not in text or name.startswith("impossible"):
            continue
        Run(name, text, QUICK if given.quick else ORDINARY).tell()


if __name__ == "__main__":
    main()
