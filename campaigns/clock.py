"""The one place that reads the clock. Everything else is handed ``now``."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from campaigns.errors import Refused

Clock = Callable[[], datetime]


def system() -> datetime:
    """The machine's clock, aware, UTC."""
    return datetime.now(UTC)


def instant(seconds: float) -> datetime:
    """What a file's or the machine's count of seconds since 1970 means, aware, UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def steady() -> float:
    """Seconds that pass evenly, whatever anybody does to the clock; comparable within one process only."""
    return time.monotonic()


def offset() -> float:
    """Seconds by which the machine's clock lies ahead of the steady one; it changes when somebody sets the clock."""
    return time.time() - time.monotonic()


@dataclass(frozen=True, slots=True)
class ShiftedClock:
    """A trial clock: stood at ``start`` when the machine's clock stood at ``anchor``, and runs ``rate`` times as fast.

    Its text form, ``2017-04-12T11:29:00+07:00@1764000000.0x60``, lets several processes share one clock.
    """

    start: datetime
    anchor: float  # seconds since 1970 of the machine's clock
    rate: float = 1.0

    def __call__(self) -> datetime:
        """The trial's present, aware, UTC."""
        return self.start + timedelta(seconds=(time.time() - self.anchor) * self.rate)

    def __str__(self) -> str:
        return f"{self.start.isoformat()}@{self.anchor!r}x{self.rate!r}"


def pace(clock: Clock) -> float:
    """How many seconds pass by a clock while one passes by the machine's."""
    return clock.rate if isinstance(clock, ShiftedClock) else 1.0


def alarm(clock: Clock, at: datetime, now: datetime) -> datetime:
    """What the machine's clock shows when another comes to an instant.

    Args:
        now: what that other clock shows at this moment, for one that is not this machine's.
    """
    if isinstance(clock, ShiftedClock):
        return instant(clock.anchor + (at - clock.start).total_seconds() / clock.rate)
    return system() + (at - now)


def shifted(words: str) -> ShiftedClock:
    """Read a trial clock; without ``@`` it starts now, without ``x`` it runs at the usual pace.

    Refused ``clock.unreadable`` when the instant lacks a zone or cannot be read.
    """
    rest, _, rate = words.partition("x")
    instant, _, anchor = rest.partition("@")
    try:
        start = datetime.fromisoformat(instant)
        clock = ShiftedClock(
            start.astimezone(UTC), float(anchor) if anchor else time.time(), float(rate) if rate else 1.0
        )
    except (ValueError, OverflowError) as error:
        raise Refused("clock.unreadable", words=words[:60]) from error
    if start.tzinfo is None:
        raise Refused("clock.unreadable", words=words[:60])
    return clock
