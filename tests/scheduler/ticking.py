"""A scheduler in a process of its own: ``python -m tests.scheduler.ticking DATABASE FOLDER CLOCK``; SIGTERM ends it."""

import signal
import sys
import threading
from pathlib import Path

from campaigns.clock import shifted
from campaigns.keys import Keys
from campaigns.settings import Settings
from campaigns.store import Site, Store
from campaigns.times import ZONE
from scheduler.runner import Runner
from tests.conftest import BASE_URL, SECRET


def main(url: str, folder: str, clock: str) -> None:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    store = Store(url, Keys(SECRET), Site(BASE_URL))
    told = Settings(
        data=Path(folder), database_url=url, secret_key=SECRET, base_url=BASE_URL, zone=ZONE,
        smtp_url=f"file://{folder}/mail", clock=shifted(clock),
    )  # fmt: skip
    runner = Runner(store, told)
    runner.start()
    print("started", flush=True)
    stop.wait()
    runner.stop()
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
