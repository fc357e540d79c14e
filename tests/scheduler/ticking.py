"""A scheduler in a process of its own: ``python -m tests.scheduler.ticking DATABASE FOLDER CLOCK``; SIGTERM ends it."""

import os
import sys
from pathlib import Path

from campaigns.clock import shifted
from campaigns.keys import Keys
from campaigns.settings import Settings
from campaigns.store import Site, Store
from campaigns.times import ZONE
from scheduler.runner import Runner, ending
from tests.conftest import BASE_URL, SECRET


def main(url: str, folder: str, clock: str) -> None:
    told_to_stop = ending()
    store = Store(url, Keys(SECRET), Site(BASE_URL))
    told = Settings(
        data=Path(folder), database_url=url, secret_key=SECRET, base_url=BASE_URL, zone=ZONE,
        smtp_url=f"file://{folder}/mail", clock=shifted(clock),
    )  # fmt: skip
    runner = Runner(store, told)
    runner.start()
    print("started", flush=True)
    os.read(told_to_stop, 1)
    runner.stop()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
