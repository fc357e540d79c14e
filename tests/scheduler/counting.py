"""A runner in a process of its own that counts and never ends: ``python -m tests.scheduler.counting DATABASE NOW``."""

import sys
import time
from datetime import datetime

from campaigns.keys import Keys
from campaigns.store import Site, Store
from campaigns.values.words import TaskKind
from scheduler.jobs import tasking
from scheduler.jobs.tasking import Decision, Doing
from tests.conftest import BASE_URL, SECRET


def count(doing: Doing) -> Decision:
    done = 0
    while True:
        done += 1
        doing.report(done, None, "test.counting")
        doing.keep(done)
        time.sleep(0.05)


def main(url: str, now: str) -> None:
    tasking.run_next(
        Store(url, Keys(SECRET), Site(BASE_URL)), {TaskKind.PROPOSE: count}, lambda: datetime.fromisoformat(now)
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
