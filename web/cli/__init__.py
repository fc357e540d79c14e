"""The command line: ``lichsong``. Exit 0 done, 1 refused with the reason in one sentence, 2 wrong usage."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence

from campaigns.errors import Refused
from scheduler.planner.reasons import kept
from web import reasons, refusals
from web.cli import accounts, checking, demo, logs, papers, people, planning, proposing, serving, simulating, upkeep

Command = Callable[[argparse.Namespace], int | None]
PARTS = (demo, serving, upkeep, papers, checking, logs, accounts, people, planning, proposing, simulating)


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    whole = argparse.ArgumentParser(
        prog="lichsong", description="Lịch Sóng: lập lịch truyền thông phát sóng và báo chí."
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for part in PARTS:
        part.add(commands)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    given = parser().parse_args(arguments)
    command: Command = given.run
    try:
        _log(os.environ.get("LICHSONG_LOG", "WARNING"))
        return command(given) or 0
    except Refused as refusal:
        print(refusals.of(refusal), file=sys.stderr)
        for line in reasons.sentences([kept.of_json(one) for one in refusal.facts.get("clash", ())]):
            print(f"- {line}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output went away: nothing to tell anybody
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _log(level: str) -> None:
    """Let the log begin at a level; Refused ``settings.unknown_log``."""
    if level.upper() not in logging.getLevelNamesMapping():
        raise Refused("settings.unknown_log", level=level)
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")


if __name__ == "__main__":
    sys.exit(main())
