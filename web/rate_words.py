"""Price lists in the reader's words: what a line charges, how a price came about, what is asked about a figure."""

import enum
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

from campaigns.rates.making import Unlisted
from campaigns.values.rates import (
    Bands,
    Composed,
    Flat,
    Measure,
    MoneyUnit,
    Prorated,
    Quote,
    RateCardView,
    RateLine,
    Service,
    Step,
    Vat,
)
from web import formats
from web.language import N_, current, gettext
from web.language import gettext as _

SERVICES: Final[Mapping[enum.StrEnum, str]] = {
    Service.AIRTIME: N_("Phát sóng"),
    Service.ARTICLE: N_("Đăng bài"),
    Service.PRODUCTION: N_("Sản xuất"),
}
UNITS: Final[Mapping[enum.StrEnum, str]] = {
    MoneyUnit.DONG: N_("đồng"),
    MoneyUnit.THOUSAND: N_("nghìn đồng"),
}
VATS: Final[Mapping[enum.StrEnum, str]] = {
    Vat.INCLUDED: N_("Đã gồm thuế giá trị gia tăng"),
    Vat.EXCLUDED: N_("Chưa gồm thuế giá trị gia tăng"),
    Vat.EXEMPT: N_("Không chịu thuế giá trị gia tăng"),
}
SEVERAL: Final[Mapping[enum.StrEnum, str]] = {
    Unlisted.COMPOSED: N_("Ghép từ các độ dài có giá, lấy cách rẻ nhất đủ độ dài (45 giây = 30 giây + 15 giây)"),
    Unlisted.UP: N_("Tính như độ dài có giá liền trên; dài hơn mức cuối thì không bán"),
    Unlisted.OVER: N_("Tính như mức liền trên; mỗi giây vượt mức cuối tính theo giá một giây của mức cuối"),
}
SINGLE: Final[Mapping[enum.StrEnum, str]] = {
    Unlisted.PRORATED: N_("Theo tỷ lệ độ dài (45 giây = 3/4 giá 60 giây)"),
    Unlisted.UP: N_("Ngắn hơn tính tròn lên; dài hơn thì không bán"),
    Unlisted.COMPOSED: N_("Ghép nhiều lần độ dài đó"),
    Unlisted.OVER: N_("Ngắn hơn tính tròn lên; mỗi giây vượt tính theo giá một giây"),
}


def size(units: Any, measure: Any) -> str:
    """``30 giây``, ``130 từ``, ``1/2 trang`` of units of a measure."""
    exact, kind = Fraction(units), Measure(measure)
    if kind is Measure.PAGE:
        return _("%(share)s trang", share=str(exact))
    told = number(exact)
    if kind is Measure.SECOND:
        return _("%(count)s giây", count=told)
    if kind is Measure.WORD:
        return _("%(count)s từ", count=told)
    return _("%(spots)s lượt", spots=told) if kind is Measure.SPOT else told


def number(value: Any) -> str:
    """A figure as this reader writes it; parts of a whole with at most three decimals."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return formats.number(int(exact), language=current())
    return formats.number(float(exact), language=current())


def rule(line: RateLine, unit: MoneyUnit) -> str:
    """What a line charges: ``2.000.000 đồng mỗi 60 giây, ngắn dài theo tỷ lệ``."""
    told, money = line.rule, gettext(UNITS[unit])
    if isinstance(told, Flat):
        return _("%(price)s %(money)s mỗi lần", price=number(told.price), money=money)
    if isinstance(told, Prorated):
        words = _("%(price)s %(money)s mỗi %(size)s, theo tỷ lệ", price=number(told.price), money=money,
                  size=size(told.per, line.measure))  # fmt: skip
        least = _(", ít nhất tính %(size)s", size=size(told.least, line.measure)) if told.least else ""
        return words + least
    if isinstance(told, Composed):
        listed = "; ".join(f"{size(length, line.measure)}: {number(price)}" for length, price in told.parts)
        return _("%(listed)s %(money)s, độ dài khác ghép từ các mức này", listed=listed, money=money)
    return _bands(told, line, money)


def _bands(told: Bands, line: RateLine, money: str) -> str:
    listed = "; ".join(
        _("đến %(size)s: %(price)s", size=size(up_to, line.measure), price=number(price)) for up_to, price in told.bands
    )
    if told.over is None:
        return f"{listed} {money}"
    one = size(1, line.measure)
    return _("%(listed)s %(money)s, vượt thêm %(price)s mỗi %(one)s", listed=listed, money=money,
             price=number(told.over), one=one)  # fmt: skip


def when(line: RateLine) -> str:
    """``05:30–06:00``; empty where the line is not narrowed to hours."""
    if line.from_minute is None or line.until_minute is None:
        return ""
    language = current()
    first, last = (formats.wall(minute, language=language) for minute in (line.from_minute, line.until_minute))
    return f"{first}–{last}"


def tax(card: RateCardView) -> str:
    """``Chưa gồm thuế giá trị gia tăng 10 %``."""
    words = gettext(VATS[card.vat])
    return words if card.vat_percent is None else f"{words}, {number(card.vat_percent)} %"


def steps(quote: Quote) -> list[str]:
    """How a price came about, a sentence for each fact."""
    return [step(one) for one in quote.steps]


def step(told: Step) -> str:
    """One fact of how a price came about."""
    facts = told.facts
    return _STEPS[told.code](facts)


def _charged_as(facts: Mapping[str, Any]) -> str:
    kind = facts["measure"]
    return _("%(given)s tính tròn %(charged)s", given=size(facts["given"], kind), charged=size(facts["charged"], kind))


def _band(facts: Mapping[str, Any]) -> str:
    kind = facts["measure"]
    return _("%(given)s tính theo mức đến %(up_to)s", given=size(facts["given"], kind),
             up_to=size(facts["up_to"], kind))  # fmt: skip


def _prorated(facts: Mapping[str, Any]) -> str:
    kind = facts["measure"]
    return _("%(units)s trên %(per)s của giá %(price)s", units=size(facts["units"], kind),
             per=size(facts["per"], kind), price=number(facts["price"]))  # fmt: skip


def _over(facts: Mapping[str, Any]) -> str:
    kind = facts["measure"]
    return _("%(up_to)s đầu %(price)s, cộng %(extra)s vượt × %(each)s", up_to=size(facts["up_to"], kind),
             price=number(facts["price"]), extra=size(facts["extra"], kind), each=number(facts["each"]))  # fmt: skip


def _composed(facts: Mapping[str, Any]) -> str:
    parts = " + ".join(f"{size(length, facts['measure'])} ({number(price)})" for length, price in facts["parts"])
    return _("ghép %(parts)s", parts=parts)


def _money(facts: Mapping[str, Any], name: str = "vnd") -> str:
    return formats.vnd(int(facts[name]), language=current())


_STEPS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "charged_as": _charged_as,
    "band": _band,
    "prorated": _prorated,
    "over": _over,
    "composed": _composed,
    "thousands": lambda facts: _("bảng giá ghi nghìn đồng: %(printed)s thành %(vnd)s",
                                 printed=number(facts["printed"]), vnd=_money(facts)),
    "rounded": lambda facts: _("làm tròn đến đồng, từ nửa đồng trở lên tính một đồng: %(vnd)s", vnd=_money(facts)),
    "vat_added": lambda facts: _("cộng thuế %(percent)s %%: %(vnd)s, thành %(gross)s",
                                 percent=number(facts["percent"]), vnd=_money(facts), gross=_money(facts, "gross")),
    "vat_within": lambda facts: _("trong đó thuế %(percent)s %%: %(vnd)s", percent=number(facts["percent"]),
                                  vnd=_money(facts)),
    "times": lambda facts: _("%(count)s × %(each)s = %(vnd)s", count=number(facts["count"]),
                             each=_money(facts, "each"), vnd=_money(facts)),
    "discount": lambda facts: _("đơn hàng %(of)s, giảm %(percent)s %%: %(vnd)s", of=_money(facts, "of"),
                                percent=number(facts["percent"]), vnd=_money(facts)),
}  # fmt: skip
