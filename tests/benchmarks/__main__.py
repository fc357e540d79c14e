"""Every benchmark in one table of ratios, each taken within one run.

python -m tests.benchmarks [--quick]
"""

import argparse

from tests.benchmarks import board, brief, clock, feed, painted, planner, reconcile, replan, served

ALL = (feed, served, brief, board, planner, replan, reconcile, clock, painted)


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="ratios within one run")
    asked.add_argument("--quick", action="store_true", help="fewer rounds, rougher figures")
    quick = asked.parse_args().quick
    for module in ALL:
        for name, ratio in module.ratios(quick=quick).items():
            print(f"{name:<90} {ratio:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
