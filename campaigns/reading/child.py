"""What others made is opened in a process of its own: what goes wrong in there goes wrong alone.

The child is a fresh interpreter, not a fork: it holds none of the site's memory, files or database. It limits its
own memory before it looks at the first byte (``limited``); the clock on the wall is kept here.
"""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from campaigns.errors import Refused

LONGEST_S: Final = 10
MEMORY_BYTES: Final = 512 * 1024 * 1024
REFUSED: Final = 3  # how the child ends when its output is a code
_ROOT: Final = str(Path(__file__).parents[2])
_PROGRAM: Final = (
    "import importlib, sys; sys.path.append(sys.argv[1]); "
    "importlib.import_module('campaigns.reading.' + sys.argv[2]).serve(sys.argv[3])"
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
    return _word("text", data).decode()


def read_rows(data: bytes) -> list[tuple[list[str], str]]:
    """The rows of a Word document's tables, in its order: what each cell shows, and what the row hides.

    Raises as ``read_docx``.
    """
    return [(list(shown), hidden) for shown, hidden in json.loads(_word("rows", data))]


def _word(what: str, data: bytes) -> bytes:
    return asked("word", what, data, slow="upload.docx_too_slow", damaged="upload.docx_damaged")


def asked(module: str, what: str, data: bytes, *, slow: str, damaged: str) -> bytes:
    """What ``campaigns.reading.<module>.serve(what)`` makes of some bytes, in a process of its own.

    Args:
        slow: code of the refusal when it takes longer than ``LONGEST_S``.
        damaged: of the one when it ends in the middle of its work.

    Raises:
        Refused: one of these, or what the child refused.
        Ended: the child was told to end from outside.
    """
    try:
        done = subprocess.run(  # noqa: S603  (our own interpreter, our own program)
            [sys.executable, "-I", "-c", _PROGRAM, _ROOT, module, what],
            input=data, capture_output=True, timeout=LONGEST_S, check=False, env=_environment(), cwd="/",
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise Refused(slow) from late
    if done.returncode == 0:
        return done.stdout
    if done.returncode in _TOLD_TO_END:
        raise Ended
    if done.returncode != REFUSED:  # it was ended, or ended itself, in the middle of its work
        raise Refused(damaged)
    code, _, found = done.stdout.decode().partition(" ")
    raise Refused(code, found=found) if found else Refused(code)


def limited() -> None:
    """In the child: no more memory and time than a page or a plan needs, and nothing left behind."""
    import resource  # noqa: PLC0415  (the site itself runs without it)

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_S, LONGEST_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stderr = io.StringIO()  # a fault's text may hold the document's: it is nobody's business


def _environment() -> dict[str, str]:
    """No setting of the site, and no key, reaches the child."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return {"PYTHONUTF8": "1", **kept}
