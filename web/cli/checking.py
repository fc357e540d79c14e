"""``lint-paper``: the format check on Word files from anywhere."""

import argparse
import sys
from pathlib import Path
from typing import Any

from campaigns.errors import Refused
from exports import lint
from web import paper_faults, refusals


def add(commands: Any) -> None:
    """The command."""
    command = commands.add_parser("lint-paper", help="check the format of Word papers, ours or others'")
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    command.set_defaults(run=lint_paper)


def lint_paper(given: argparse.Namespace) -> int:
    """A line for each fault; 1 when a paper breaks the rules or cannot be read, advice alone is 0.

    A sound paper puts nothing on the standard output, so that what stands there is what is to be mended.
    """
    broken = False
    for file in given.files:
        try:
            found = lint.findings(_bytes(file))
        except Refused as refusal:
            refusal.facts.setdefault("name", file.name)
            print(f"{file}: {refusals.of(refusal)}")
            broken = True
            continue
        for one in sorted(found, key=paper_faults.is_advice):
            advice = "nên sửa: " if paper_faults.is_advice(one) else ""
            print(f"{file}: {advice}{paper_faults.place(one)}. {paper_faults.sentence(one)} [{one.code}]")
            broken = broken or not advice
        if not found:
            print(f"{file}: đúng thể thức.", file=sys.stderr)
    return int(broken)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused("file.unreadable", name=path.name) from error
