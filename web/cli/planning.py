"""``solve``: a planning case in the neutral form to a plan, with what is proven of it."""

import argparse
import sys
import time
from pathlib import Path
from typing import Any, Final

from campaigns.errors import Refused
from scheduler import planner
from scheduler.planner import neutral
from scheduler.planner.proposal import Level, Progress, Proposal
from web.cli.streams import own_output

WORDS: Final = {
    "short1": "Thiếu, bậc 1", "short2": "Thiếu, bậc 2", "short3": "Thiếu, bậc 3", "changes": "Thay đổi",
    "spread": "Lệch giữa các tuần", "-audience": "Người nghe, xem, đọc", "cost": "Kinh phí",
}  # fmt: skip
ENDED: Final = {
    "proven": "Đã chứng minh không còn phương án nào tốt hơn.",
    "searched": "Đã tìm hết sức định trước.",
    "stopped": "Đã dừng giữa chừng; đây là phương án tốt nhất tới lúc dừng.",
}


def add(commands: Any) -> None:
    """The command."""
    command = commands.add_parser("solve", help="find a plan for a planning case (JSON) and say how good it is")
    command.add_argument("instance", type=Path, help="the case, planner-instance/1")
    command.add_argument("-o", dest="out", type=Path, help="where the plan goes; default: standard output")
    command.add_argument("--seconds", type=_seconds, help="stop after so long with the best plan found")
    command.set_defaults(run=solve)


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError("a number of seconds, at most a day")
    return seconds


def solve(given: argparse.Namespace) -> int:
    """Write the plan; say its levels, bounds and gaps on the other stream."""
    try:
        text = given.instance.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        raise Refused("file.unreadable", name=given.instance.name) from error
    problem = neutral.read(text)
    ends = None if given.seconds is None else time.monotonic() + given.seconds
    with own_output():
        found = planner.propose(
            problem,
            report=_say if sys.stderr.isatty() else None,
            stopping=None if ends is None else lambda: time.monotonic() >= ends,
        )
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    _write(given.out, neutral.plan_text(found.placements))
    _tell(found)
    return 0


def _write(out: Path | None, text: str) -> None:
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refused("file.unwritable", name=out.name) from error


def _say(progress: Progress) -> None:
    """One line that is written over: where the search stands."""
    values = " ".join(str(level.value) for level in progress.levels)
    words = WORDS.get(progress.stage, progress.stage)
    print(f"\r\033[K{progress.done}/{progress.of} {words}: {values}", end="", file=sys.stderr, flush=True)


def _tell(found: Proposal) -> None:
    """Every level in plain words, then what is still short."""
    print(f"{len(found.placements)} lượt. {ENDED[found.ended]}", file=sys.stderr)
    for level in found.levels:
        print(f"- {WORDS[level.name]}: {_level(level)}", file=sys.stderr)
    for quota, missing in found.unmet:
        print(f"  {quota}: còn thiếu {missing}", file=sys.stderr)


def _level(level: Level) -> str:
    sign = -1 if level.name.startswith("-") else 1
    if level.proven:
        return f"{sign * level.value}, tốt nhất có thể"
    gap = 100 * (level.value - level.bound) / max(1, abs(level.value))
    limit = "không quá" if sign < 0 else "không dưới"
    return f"{sign * level.value}; {limit} {sign * level.bound}, cách nhiều nhất {gap:.2f} %".replace(".", ",")
