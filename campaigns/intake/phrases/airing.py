"""From tokens to items: how many, how long, how often, on which days and at which hours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from campaigns.intake.phrases.tokens import Token


@dataclass
class _Item:
    """An item in the making."""

    start: int
    told: dict[str, Any] = field(default_factory=dict)
    whole: bool = False  # a total of minutes: what is counted next is another item
    word: bool = False  # "một", which often only means "a"

    def has(self, *names: str) -> bool:
        return any(name in self.told for name in names)


@dataclass
class _Reader:
    """What has been read so far of one sentence."""

    items: list[_Item] = field(default_factory=list)
    bound: str = ""
    per: str = ""  # said before what it is for, and holding for the list that follows
    held: dict[str, Any] = field(default_factory=dict)  # days said before what they are for
    product: str = ""
    labelled: bool = False
    repeat: bool = False
    fresh: bool = False  # an occurrence was named: what follows is about it alone
    last: str = ""

    @property
    def current(self) -> _Item | None:
        return self.items[-1] if self.items and not self.fresh else None

    def begin(self, at: int) -> _Item:
        """A new item, with what was said before it."""
        item = _Item(at)
        item.told.update(self.held)
        self.held = {}
        if self.per:
            item.told["per"] = self.per
        if self.repeat:
            item.told["repeat"] = True
            self.repeat = False
        self.items.append(item)
        self.fresh = False
        return item

    def take(self, token: Token) -> None:
        """One token more."""
        reader = getattr(self, f"_{token.kind}", None)
        if reader:
            reader(token)
        self.last = token.kind

    def _stop(self, _token: Token) -> None:
        self.bound = self.per = self.product = ""
        self.labelled = False
        self.fresh = bool(self.items)

    def _min(self, _token: Token) -> None:
        self.bound = "min"

    def _max(self, _token: Token) -> None:
        self.bound = "max"

    def _length_label(self, _token: Token) -> None:
        self.labelled = True

    def _product(self, token: Token) -> None:
        if not self.product:
            self.product = token.told["unit"]

    _out = _product

    def _ordinal(self, token: Token) -> None:
        self.fresh = True
        self.per = ""

    def _repeat(self, _token: Token) -> None:
        self.repeat = True

    def _count(self, token: Token) -> None:
        told = dict(token.told)
        word = told.pop("word")
        item = self.current
        if item and self.last == "and" and self._is_either(item, told):
            item.told["unit"] = "tin_bai"
            return
        if item is None or item.whole or item.has("count") or self.repeat:
            listed = item is not None and self.last in {"and", "min", "max"} and item.has("count") and self.per
            if item is not None and not listed and item.has("count") and self.per and item.told.get("per") == self.per:
                self.per = self.per if self.last == "and" else ""
            item = self.begin(token.start)
        item.told |= told
        item.word = word
        if self.per:
            item.told.setdefault("per", self.per)
        self._bind(item)
        self.product = ""

    @staticmethod
    def _is_either(item: _Item, told: dict[str, Any]) -> bool:
        units = {item.told.get("unit"), told["unit"]}
        return units == {"tin", "bai"} and item.told.get("count") == told["count"]

    def _bind(self, item: _Item) -> None:
        if self.bound:
            item.told["bound"] = self.bound
            self.bound = ""

    def _times_in_span(self, token: Token) -> None:
        item = self.current
        if item is None or item.has("count"):
            item = self.begin(token.start)
        item.told |= token.told
        if token.told["unit"] == "lan" and self.product:
            item.told["unit"] = self.product if item.has("weekdays") else "lan"
        self._bind(item)

    def _long(self, token: Token) -> None:
        item = self.current
        told = dict(token.told)
        if self.bound == "max":
            self.bound = ""
            told = {name.replace("duration_", "duration_max_", 1): value for name, value in told.items()}
        if item is None or item.has("duration_min", "duration_sec", "duration_max_min", "duration_max_sec"):
            whole = bool(self.per) and not self.labelled and not self.product
            item = self.begin(token.start)
            item.whole = whole
            self._bind(item)
        item.told |= told
        self.bound, self.labelled = "", False

    def _per(self, token: Token) -> None:
        item = self.current
        per = token.told["per"]
        if item is not None and not item.has("per") and self.last != "and" and not self.per:
            self._close(item, per)
        elif item is not None and item.has("per") and item.told["per"] == per:
            return
        else:
            self.per = per

    def _per_slash(self, token: Token) -> None:
        item = self.current
        if item is None:
            self.per = token.told["per"]
        elif not item.has("per"):
            self._close(item, token.told["per"])

    def _close(self, item: _Item, per: str) -> None:
        """A span said after a list is for all of the list."""
        if per == "session" and item.told.get("unit") == "buoi":
            return
        for each in reversed(self.items):
            if each is not item and (each.has("per") or not each.has("count")):
                break
            each.told["per"] = per

    def _each(self, token: Token) -> None:
        if not self.items:
            self.product = token.told["unit"]

    def _airing(self, at: int) -> _Item:
        """The item that an hour is about: the one before, or a new one when that has its own hours and days."""
        item = self.current
        if item is None or self.repeat or (item.has("times", "time_windows") and item.has("weekdays") and self.held):
            return self.begin(at)
        return item

    def _time(self, token: Token) -> None:
        item = self.current
        if self.repeat and item is not None and item.has("times", "time_windows") and not self.held:
            item.told.setdefault("repeat_times", []).append(token.told["time"])
            return
        if item is not None and item.has("repeat_times") and self.last in {"and", "time"} and not self.held:
            item.told["repeat_times"].append(token.told["time"])
            return
        self._airing(token.start).told.setdefault("times", []).append(token.told["time"])

    def _hours(self, token: Token) -> None:
        self._airing(token.start).told.setdefault("time_windows", []).append(token.told["window"])

    def _days(self, token: Token) -> None:
        item = self.current
        if item is not None and not item.has("weekdays") and not self.repeat:
            item.told |= token.told
        elif item is not None and self.repeat is False and item.has("repeat_times"):
            moved = item.told.pop("repeat_times")  # "phát lại 11 giờ thứ bảy" is an airing of its own
            self.items.append(_Item(token.start, {**token.told, "times": moved, "repeat": True}))
        elif item is not None and not self.repeat and item.has("times", "time_windows"):
            self.fresh = True
            self.held |= token.told
        else:
            self.held |= token.told

    _nth_day = _nth = _days_a_week = _days

    def _channel(self, token: Token) -> None:
        item = self.current
        if item is not None and not item.has("channel"):
            item.told |= token.told
        else:
            self.held |= token.told


def airings(tokens: Sequence[Token]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The quotas and airtimes that tokens state, each with where it begins; a product without a figure states none."""
    reader = _Reader()
    product_at = next((t.start for t in tokens if t.kind in {"product", "out"}), 0)
    for token in tokens:
        reader.take(token)
    if not reader.items and (reader.held or reader.per) and reader.product:
        reader.begin(product_at).told["unit"] = reader.product
    elif reader.held and reader.items:
        reader.items[-1].told.update({n: v for n, v in reader.held.items() if n not in reader.items[-1].told})
    if reader.items and reader.per and not reader.items[-1].has("per") and not reader.items[-1].has("repeat"):
        reader.items[-1].told["per"] = reader.per
    for item in reader.items:
        told = _finished(item, reader.product)
        if told:
            yield item.start, told


def _finished(item: _Item, product: str) -> dict[str, Any] | None:
    told = item.told
    timed = item.has("times", "time_windows", "repeat_times")
    if item.has("count"):
        if item.word and told["count"] == 1 and len(told) == 2:
            return None
        return {"kind": "quota", **told}
    if timed:
        return {"kind": "airtime", **{n: v for n, v in told.items() if n != "unit"}}
    if item.has("duration_min", "duration_sec", "duration_max_min", "duration_max_sec"):
        return {"kind": "quota", **told}
    unit = told.get("unit") or product
    if unit and item.has("weekdays", "per") and unit not in {"tin", "bai"}:
        count = len(told.get("weekdays", ())) or 1
        return {"kind": "quota", "count": count, "unit": unit, **{n: v for n, v in told.items() if n != "unit"}}
    return {"kind": "quota", **told} if item.has("days_per_week") else None
