"""How fast a month of a station's log is reconciled, and how often rightly, beside the first that fits.

python -m tests.benchmarks.reconcile [--quick]
"""

import random
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import timedelta

from scheduler.reconcile import Booked, Label, Line, Tolerance, reconcile
from tests.scheduler.reconcile import golden

PROGRAMMES, TITLES = 20, 300


def ratios(*, quick: bool = False) -> dict[str, float]:
    """Lines per millisecond, the best of some runs; and shares of slots of the golden day that are labelled right."""
    lines, slots = month(10_000)
    reconcile(lines[:100], slots[:100])  # loads the solver
    best_s = min(_timed(lines, slots) for _ in range(2 if quick else 5))
    found = reconcile(golden.LINES, golden.SLOTS, covers=[(golden.DAY, golden.at(24, 0))])
    optimum = {uid: (one.number, one.labels) for uid, one in found.by_uid.items()}
    first = golden.first_match(golden.LINES, golden.SLOTS, Tolerance())
    return {
        "log of 10,000 lines against 10,000 slots: lines in a millisecond": len(lines) / best_s / 1_000,
        "slots of the golden day that are labelled right, share": _right(optimum),
        "slots of the golden day that the first match labels right, share": _right(first),
    }


def month(many: int) -> tuple[list[Line], list[Booked]]:
    """As many slots over thirty days from 05:00 to 23:00, and a log with late, moved, cut, lost and extra airings."""
    chance = random.Random(36)
    titles = [
        f"{chance.choice(['Cải cách', 'Công khai', 'Hỏi đáp về', 'Giải quyết'])} thủ tục hành chính "
        f"{chance.choice(['đất đai', 'xây dựng', 'đầu tư', 'kinh doanh'])}, kỳ {number}"
        for number in range(TITLES)
    ]
    slots = []
    for number in range(many):
        starts_at = golden.DAY + timedelta(days=number % 30, seconds=chance.randrange(5 * 3_600, 23 * 3_600))
        programme = f"Chuyên mục {number % PROGRAMMES}"
        title = titles[chance.randrange(TITLES)]
        slots.append(golden.booked(f"{number:06d}", starts_at, chance.choice([30, 45, 600]), programme, title))
    lines = [_told(number, slot, chance) for number, slot in enumerate(slots)]
    chance.shuffle(lines)
    return lines, slots


def _told(number: int, slot: Booked, chance: random.Random) -> Line:
    fate = chance.random()
    off_s = chance.randrange(-1_800, 7_200) if fate < 0.05 else chance.randrange(-90, 90)
    title = "Ca nhạc theo yêu cầu" if 0.05 <= fate < 0.07 else slot.title
    length_s = slot.duration_s - 20 if 0.07 <= fate < 0.1 else slot.duration_s
    return golden.line(number, slot.starts_at + timedelta(seconds=off_s), length_s, slot.programme, title)


def _timed(lines: list[Line], slots: list[Booked]) -> float:
    begin = time.perf_counter()
    reconcile(lines, slots)
    return time.perf_counter() - begin


def _right(found: Mapping[str, tuple[int | None, Iterable[Label]]]) -> float:
    return sum(found[uid] == right for uid, right in golden.RIGHT.items()) / len(golden.RIGHT)


if __name__ == "__main__":
    for said, ratio in ratios(quick="--quick" in sys.argv).items():
        print(f"{said}: {ratio:.2f}")
