"""The cheapest way to put a length together of those that a card lists."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd
from typing import Final

from campaigns.errors import Refused

LONGEST: Final = 3600
"""Units; longer ones are no composition but another service."""


def cheapest(units: int, parts: Sequence[tuple[int, Fraction]]) -> tuple[int, ...]:
    """The lengths of which ``units`` are put together, longest first.

    A composition may be longer than what is asked, since whoever buys 30 seconds may use 25 of them: of all that hold
    the length the cheapest is taken, of equals the shortest, then the one of fewest parts. So a longer demand is never
    cheaper, and where the list has no oddities the composition is exact: 45 = 30 + 15, and 8 is charged as 10.

    Args:
        units: What is asked, > 0.
        parts: Lengths with their prices, lengths > 0, prices >= 0.

    Raises:
        Refused: ``rate.too_long`` with ``most``.
    """
    if units > LONGEST:
        raise Refused("rate.too_long", most=LONGEST)
    step = gcd(*(length for length, _price in parts))
    sizes = sorted(((length // step, price) for length, price in parts), reverse=True)
    best: list[tuple[Fraction, int, int]] = [(Fraction(0), 0, 0)]  # price, length, parts, by what must be held
    chosen = [0]
    for need in range(1, -(-units // step) + 1):
        found = None
        for length, price in sizes:
            paid, long, count = best[max(0, need - length)]
            one = (paid + price, long + length, count + 1)
            if found is None or one < found:
                found, last = one, length
        assert found is not None
        best.append(found)
        chosen.append(last)
    need, taken = len(best) - 1, []
    while need > 0:
        taken.append(chosen[need] * step)
        need -= chosen[need]
    return tuple(sorted(taken, reverse=True))
