"""Keeping standard output for what a command has to say."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def own_output() -> Iterator[None]:
    """Keep standard output for the plan: HiGHS prints its name there when it is first made."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
