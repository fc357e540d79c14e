"""Which lines of a card may price a window."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from campaigns.times import DAY_MINUTES
from campaigns.values.outlets import WindowView
from campaigns.values.rates import Demand, Measure, RateLine, Service


def fitting(window: WindowView, lines: Iterable[RateLine]) -> Sequence[RateLine]:
    """Lines of the window's kind that hold at its hour and on all of its weekdays; the narrowest first.

    Names of channels and programmes are printed in many ways, so they order the lines and rule none out: which line is
    meant stays a person's choice.
    """
    found = [line for line in lines if _holds(window, line)]
    return sorted(
        found, key=lambda line: (not (names(window, line) or _on_channel(window, line)), _width(line), line.number)
    )


def demand_of(window: WindowView, line: RateLine) -> Demand | None:
    """What one slot of the window asks of a line; None where the window does not say its size."""
    if line.measure in {Measure.SPOT, Measure.ITEM}:
        return Demand(Fraction(1))
    if line.measure is Measure.SECOND:
        return Demand(Fraction(window.length_s)) if window.length_s else None
    if line.measure is Measure.WORD:
        return Demand(Fraction(window.word_limit)) if window.word_limit else None
    return _share(window.size)


_SHARES = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅛": Fraction(1, 8)}


def _share(size: str) -> Demand | None:
    """``½ trang``, ``1/4 trang``, ``1 trang``."""
    told = size.split()
    if len(told) < 2 or not told[1].startswith("trang"):
        return None
    if told[0] in _SHARES:
        return Demand(_SHARES[told[0]])
    try:
        share = Fraction(told[0].replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None
    return Demand(share) if 0 < share <= 100 else None


def _holds(window: WindowView, line: RateLine) -> bool:
    if line.service is not (Service.ARTICLE if window.is_press else Service.AIRTIME):
        return False
    if line.weekdays and not window.weekdays <= line.weekdays:
        return False
    if line.from_minute is None or line.until_minute is None or window.start_minute is None:
        return True
    minute = window.start_minute % DAY_MINUTES
    if line.from_minute <= line.until_minute:
        return line.from_minute <= minute < line.until_minute
    return minute >= line.from_minute or minute < line.until_minute  # over midnight


def names(window: WindowView, line: RateLine) -> bool:
    """Whether a line speaks of the window's programme by its name."""
    return window.programme.casefold() in f"{line.channel} {line.label}".casefold()


def _on_channel(window: WindowView, line: RateLine) -> bool:
    return bool(line.channel) and line.channel.casefold() in window.channel


def _width(line: RateLine) -> int:
    if line.from_minute is None or line.until_minute is None:
        return DAY_MINUTES
    return (line.until_minute - line.from_minute) % DAY_MINUTES
