"""Several people who press at the same moment, each on a real connection."""

import threading
from collections.abc import Callable

from campaigns.errors import Refused

DONE = "done"


def at_once(people: int, press: Callable[[int], object]) -> list[str]:
    """What each was told: ``done``, or the code of the refusal.

    Args:
        press: what each does, given the person's number.
    """
    gate = threading.Barrier(people)
    told: list[str] = []

    def one(who: int) -> None:
        gate.wait()
        try:
            press(who)
        except Refused as refusal:
            told.append(refusal.code)
        else:
            told.append(DONE)

    threads = [threading.Thread(target=one, args=(who,)) for who in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told
