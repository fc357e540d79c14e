"""A Word document is opened in a process of its own: what goes wrong in there goes wrong alone.

The child is a fresh interpreter, not a fork: it holds none of the site's memory, files or database. It limits its
own memory before it looks at the first byte (``campaigns.reading.word``); the clock on the wall is kept here.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from campaigns.errors import Refused

LONGEST_S: Final = 10
REFUSED: Final = 3  # how the child ends when its output is a code
_ROOT: Final = str(Path(__file__).parents[2])
_PROGRAM: Final = (
    "import sys; sys.path.append(sys.argv[1]); from campaigns.reading import word; word.serve(sys.argv[2])"
)
_TOLD_TO_END: Final = frozenset({-signal.SIGTERM, -signal.SIGINT})


class Ended(Exception):
    """Somebody told every process to end while a document was being read: it is not at fault."""


def read_docx(data: bytes) -> str:
    """The paragraphs of a Word document, cells of tables included, in its order, one per line.

    Raises:
        Refused: ``upload.wrong_type`` with ``found``; ``upload.docx_damaged``, ``_encrypted``, ``_macro``,
            ``_embedded``, ``_external``, ``_paths``, ``_too_big``, ``_too_slow``.
        Ended: the child was told to end from outside.
    """
    return _asked("text", data)


def read_rows(data: bytes) -> list[tuple[list[str], str]]:
    """The rows of a Word document's tables, in its order: what each cell shows, and what the row hides.

    Raises as ``read_docx``.
    """
    return [(list(shown), hidden) for shown, hidden in json.loads(_asked("rows", data))]


def _asked(what: str, data: bytes) -> str:
    try:
        done = subprocess.run(  # noqa: S603  (our own interpreter, our own program)
            [sys.executable, "-I", "-c", _PROGRAM, _ROOT, what],
            input=data, capture_output=True, timeout=LONGEST_S, check=False, env=_environment(), cwd="/",
        )  # fmt: skip
    except subprocess.TimeoutExpired as slow:
        raise Refused("upload.docx_too_slow") from slow
    if done.returncode == 0:
        return done.stdout.decode()
    if done.returncode in _TOLD_TO_END:
        raise Ended
    if done.returncode != REFUSED:  # it was ended, or ended itself, in the middle of its work
        raise Refused("upload.docx_damaged")
    code, _, found = done.stdout.decode().partition(" ")
    raise Refused(code, found=found) if found else Refused(code)


def _environment() -> dict[str, str]:
    """No setting of the site, and no key, reaches the child."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return {"PYTHONUTF8": "1", **kept}
