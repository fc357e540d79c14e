"""How much CPU time a feed of ready blocks takes beside icalendar writing the same events anew.

    python -m tests.benchmarks.feed

Prints ratios, not seconds: rounds of all ways alternate in one process, and the median of each is compared.
"""

import gzip
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from campaigns.values.slots import SlotView
from exports import ics
from exports.ics import calendars, events
from tests.exports.ics.ics_views import BASE_URL, CONTACT, FEED, block, many

ROUNDS = 7
REPEATS = 50


def ratios(count: int = 1_000, *, quick: bool = False) -> dict[str, float]:
    """CPU time of ``Calendar.to_ical()`` on ``count`` events over that of each other way, and what a change costs.

    ``joined``: a feed from ready blocks. ``after one change``: one block written anew, then joined. ``all built
    anew``: from slots to bytes, the two ways in which that can be done. ``gzip``: the body compressed once. More is
    faster; 1 is icalendar serialising events that stand ready.
    """
    slots = _named(count)
    blocks = [block(slot) for slot in slots]
    body = ics.calendar(FEED, blocks)
    whole = _whole(slots)
    assert body == whole.to_ical()
    took = medians(
        {
            "icalendar": whole.to_ical,
            "joined": _repeated(partial(ics.calendar, FEED, blocks)),
            "after one change": _repeated(partial(_changed, slots, blocks)),
            "all built anew by icalendar": lambda: _whole(slots).to_ical(),
            "all built anew block by block": partial(_anew, slots),
            "gzip": partial(gzip.compress, body, 6, mtime=0),
        },
        {"joined": REPEATS, "after one change": REPEATS},
        rounds=3 if quick else ROUNDS,
    )
    return {
        f"Calendar.to_ical() / {name}": round(took["icalendar"] / cpu_s, 1)
        for name, cpu_s in took.items()
        if name != "icalendar"
    }


def medians(ways: Mapping[str, Callable[[], object]], repeats: Mapping[str, int], *, rounds: int) -> dict[str, float]:
    """Median CPU seconds of each way over rounds in which all take turns; ``repeats`` within one call, else 1."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            before = time.process_time()
            way()
            took[name].append((time.process_time() - before) / repeats.get(name, 1))
    return {name: statistics.median(seconds) for name, seconds in took.items()}


def _repeated(way: Callable[[], object]) -> Callable[[], None]:
    """A way that is too quick for the clock, so many times that it is not."""

    def often() -> None:
        for _ in range(REPEATS):
            way()

    return often


def _named(count: int) -> list[SlotView]:
    """Slots with names of an ordinary length; long ones would flatter the ratio."""
    return [replace(slot, title=f"Kỳ {n}: một cửa ở Đồng Xoài", theme="Cải cách") for n, slot in enumerate(many(count))]


def _whole(slots: list[SlotView]) -> calendars.FeedCalendar:
    whole = calendars.frame(FEED)
    for slot in slots:
        whole.add_component(events.slot_event(slot, base_url=BASE_URL, office_contact=CONTACT))
    return whole


def _changed(slots: list[SlotView], blocks: list[bytes]) -> bytes:
    middle = len(slots) // 2
    moved = replace(slots[middle], revision=slots[middle].revision + 1)
    return ics.calendar(FEED, [*blocks[:middle], block(moved), *blocks[middle + 1 :]])


def _anew(slots: list[SlotView]) -> bytes:
    return ics.calendar(FEED, map(block, slots))


if __name__ == "__main__":
    for number in (200, 1_000, 2_000):
        for name, times in ratios(number).items():
            print(f"{number} events, {name}: {times}")
