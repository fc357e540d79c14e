"""One sentence while its tokens go by: which item each belongs to, and what was said before there was one."""

from dataclasses import dataclass, field
from typing import Any

from campaigns.intake.phrases.tokens import Token


@dataclass
class Item:
    """An item in the making."""

    start: int
    told: dict[str, Any] = field(default_factory=dict)
    whole: bool = False  # a total of minutes: what is counted next is another item
    word: bool = False  # "một", which often only means "a"
    each: bool = False  # it is about each of a product
    inherited: bool = False  # its span was said before it, for a list

    def has(self, *names: str) -> bool:
        """Whether any of these was said of it."""
        return any(name in self.told for name in names)


@dataclass
class Sentence:
    """What has been read so far of one sentence."""

    items: list[Item] = field(default_factory=list)
    bound: str = ""
    per: str = ""  # said before what it is for, and holding for the list that follows
    held: dict[str, Any] = field(default_factory=dict)  # days said before what they are for
    product: str = ""
    labelled: bool = False
    repeat: bool = False
    each_unit: str = ""  # of which "mỗi …" was said last
    each: bool = False  # "mỗi chuyên mục" was said before any item
    fresh: bool = False  # an occurrence was named: what follows is about it alone
    aired: bool = False  # a verb said that something is broadcast
    last: str = ""

    @property
    def current(self) -> Item | None:
        """The item that is being told about; None at the start, and after an occurrence was named."""
        return self.items[-1] if self.items and not self.fresh else None

    def begin(self, at: int) -> Item:
        """A new item, with what was said before it."""
        item = Item(at)
        item.told.update(self.held)
        self.held = {}
        if self.per:
            item.told["per"], item.inherited = self.per, True
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

    def _ordinal(self, _token: Token) -> None:
        self.fresh = True
        self.per = ""

    def _repeat(self, _token: Token) -> None:
        self.repeat = True

    def _repeat_of(self, token: Token) -> None:
        self.repeat = self.fresh = True
        self.held |= token.told

    def _repeated(self, token: Token) -> None:
        """ "11 giờ phát lại": the hour that was just said is the repeat's."""
        item = self.current
        if item is None or self.last != "time":
            self._repeat(token)
        elif len(item.told["times"]) > 1:
            item.told.setdefault("repeat_times", []).append(item.told["times"].pop())
        else:
            item.told["repeat"] = True

    def _count(self, token: Token) -> None:
        told = dict(token.told)
        word = told.pop("word")
        item = self.current
        if item and self.last == "either" and self._is_either(item, told):
            item.told["unit"] = "tin_bai"
            return
        if item is None or item.whole or item.has("count") or self.repeat:
            item = self._next(item, token)
        item.told |= told
        item.word = word
        if self.per and not item.has("per"):
            item.told["per"], item.inherited = self.per, True
        self._bind(item)
        self.product = ""

    def _next(self, item: Item | None, token: Token) -> Item:
        """A further item: of a list, under the span said before it; of each issue, when that was said."""
        of_issue = self.last == "each" and self.each_unit in {"so", "ky"}
        listed = self.last in {"and", "either", "min", "max"}
        if item is not None and item.has("count") and self.per == item.told.get("per") and not listed:
            self.per = ""
        made = self.begin(token.start)
        if of_issue:
            made.told["per"], made.inherited = "issue", False
        return made

    @staticmethod
    def _is_either(item: Item, told: dict[str, Any]) -> bool:
        units = {item.told.get("unit"), told["unit"]}
        return units == {"tin", "bai"} and item.told.get("count") == told["count"]

    def _bind(self, item: Item) -> None:
        if self.bound:
            item.told["bound"] = self.bound
            self.bound = ""

    def _once(self, token: Token) -> None:
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
            item.whole, item.each = whole, self.each
            self._bind(item)
        item.told |= told
        if self.per and not item.has("per"):
            item.told["per"] = self.per
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
        elif item.inherited and self.last == "count":
            item.told |= token.told

    def _close(self, item: Item, per: str) -> None:
        """A span said after a list is for all of the list."""
        if per == "session" and item.told.get("unit") == "buoi":
            return
        for each in reversed(self.items):
            if each is not item and (each.has("per") or not each.has("count")):
                break
            each.told["per"] = per

    def _each(self, token: Token) -> None:
        self.each_unit = token.told["unit"]
        if not self.items:
            self.product, self.each = token.told["unit"], True

    def _airing(self, at: int) -> Item:
        """The item that an hour is about: the one before, or a new one when that has its own hours and days."""
        item = self.current
        if item is None or self.repeat or (item.has("times", "time_windows") and item.has("weekdays") and self.held):
            return self.begin(at)
        return item

    def _time(self, token: Token) -> None:
        item = self.current
        if self.repeat and item is not None and item.has("times", "time_windows") and not self.held:
            item.told.setdefault("repeat_times", []).append(token.told["time"])
            self.repeat = False
            return
        if item is not None and item.has("repeat_times") and self.last in {"and", "time"} and not self.held:
            item.told["repeat_times"].append(token.told["time"])
            return
        self._airing(token.start).told.setdefault("times", []).append(token.told["time"])

    def _hours(self, token: Token) -> None:
        self._airing(token.start).told.setdefault("time_windows", []).append(token.told["window"])

    def _days(self, token: Token) -> None:
        item = self.current
        if item is None or self.repeat:
            self.held |= token.told
        elif item.has("repeat_times"):  # "phát lại 11 giờ thứ bảy" is an airing of its own
            moved = item.told.pop("repeat_times")
            self.items.append(Item(token.start, {**token.told, "times": moved, "repeat": True}))
        elif not item.has(*token.told):
            item.told |= token.told
        elif item.has("times", "time_windows"):
            self.fresh = True
            self.held |= token.told
        else:
            self.held |= token.told

    _nth = _days_a_week = _days

    def _date(self, token: Token) -> None:
        if self.current is not None:
            self.current.told |= token.told
        elif self.aired:
            self.held |= token.told

    def _aired(self, _token: Token) -> None:
        self.aired = True

    def _but(self, token: Token) -> None:
        if self.current is not None:
            self.current.told |= token.told
        else:
            self.held |= token.told

    def _channel(self, token: Token) -> None:
        item = self.current
        if item is not None and item.has("channel") and item.has("times", "time_windows"):
            self.fresh = True  # the next hour is on another channel
        if item is not None and not item.has("channel"):
            item.told |= token.told
        else:
            self.held |= token.told
