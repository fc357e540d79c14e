"""The form of a price list: answers to doubtful figures, what holds for all of it, and the decision behind it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Annotated, Any, Final

from flask import request
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from campaigns.models import RateCard
from campaigns.rates.doubts import Doubt
from campaigns.rates.making import Unlisted
from campaigns.rates.sheet import SKIP, Sheet
from campaigns.services.cards import Said
from campaigns.values.rates import Discount, MoneyUnit, Vat
from web import forms, names, rate_words, refusals
from web.form_page import Ask
from web.language import gettext as _

BESIDE: Final[Mapping[str, str]] = {
    "rates.tax_rate": "vat_percent", "rates.validity": "last_day", "rates.no_decision": "decision",
    "rates.replaces_later": "replaces", "rates.unclear": "unit",
}  # fmt: skip
"""Code of a refusal: the field to say it beside."""
OTHER: Final = "other"
_PERCENT: Final = re.compile(r"(\d{1,2})(?:[.,](\d{1,2}))?\s*%?", re.ASCII)
_BAND: Final = re.compile(r"([\d. ]{1,24})\s*[:=]\s*(.{1,8})", re.ASCII)
_MOST_BANDS: Final = 20


def _percent(value: Any) -> Fraction | None:
    text = forms.clean(value) if isinstance(value, str) else ""
    if not text:
        return None
    if not (seen := _PERCENT.fullmatch(text)):
        raise PydanticCustomError("form.not_a_number", "form.not_a_number")
    return Fraction(f"{seen[1]}.{seen[2] or 0}")


def _bands(value: Any) -> tuple[Discount, ...]:
    """``100.000.000: 15`` on each line."""
    found: list[Discount] = []
    for line in forms.clean(value, lines=True).splitlines() if isinstance(value, str) else ():
        seen = _BAND.fullmatch(line.strip())
        percent = _percent(seen[2]) if seen else None
        if not line.strip():
            continue
        if not seen or percent is None or len(found) == _MOST_BANDS:
            raise PydanticCustomError("form.not_understood", "form.not_understood")
        found.append(Discount(forms.read_int(seen[1]) or 0, percent))
    return tuple(found)


Percent = Annotated[Any, BeforeValidator(_percent)]
Bands = Annotated[Any, BeforeValidator(_bands)]
Empty = BeforeValidator(lambda value: value or None)


class CardForm(forms.Form):
    """What a person says of a price list."""

    version: forms.NeededInt
    do: str = "save"
    unit: Annotated[MoneyUnit | None, Empty] = None
    vat: Annotated[Vat | None, Empty] = None
    vat_percent: Percent = None
    several: Annotated[Unlisted | None, Empty] = None
    single: Annotated[Unlisted | None, Empty] = None
    discounts: Bands = ()
    decision: forms.Line = ""
    issued_on: forms.DateOf = None
    source: forms.Line = ""
    valid_from: forms.DateOf = None
    last_day: forms.DateOf = None
    replaces: forms.Line = ""


@dataclass(frozen=True, slots=True)
class DoubtAsk:
    """A doubtful figure as a question."""

    row: int
    head: str
    text: str
    why: str
    ask: Ask
    other: str  # name of the field for another figure


def said(told: CardForm, answers: Mapping[str, str]) -> Said:
    """As the service takes it."""
    until = None if told.last_day is None else told.last_day + timedelta(days=1)
    return Said(
        answers, told.several, told.single, told.unit, told.vat, told.vat_percent, told.discounts, told.decision,
        told.issued_on, told.source, told.valid_from, until,
    )  # fmt: skip


def typed_of(card: RateCard) -> dict[str, Any]:
    """A price list as the form shows it."""
    told: dict[str, Any] = {
        "unit": card.unit or "", "vat": card.vat or "", "several": card.several, "single": card.single,
        "vat_percent": "" if card.vat_percent is None else rate_words.number(card.vat_percent),
        "discounts": "\n".join(f"{rate_words.number(vnd)}: {rate_words.number(percent)}" for vnd, percent in
                               card.discounts),
        "decision": card.decision, "source": card.source, "version": card.version,
        "issued_on": card.issued_on.isoformat() if card.issued_on else "",
        "valid_from": card.valid_from.isoformat() if card.valid_from else "",
        "last_day": (card.valid_until - timedelta(days=1)).isoformat() if card.valid_until else "",
    }  # fmt: skip
    return told | {f"figure-{key}": answer for key, answer in card.answers.items()}


def answers(filled: forms.Filled[Any], doubts: Iterable[Doubt]) -> tuple[forms.Filled[Any], dict[str, str]]:
    """Answers to doubts out of the request, whole figures; the form again with what is wrong beside its field."""
    found: dict[str, str] = {}
    typed: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for doubt in doubts:
        name = f"figure-{doubt.key}"
        given = request.form.get(name, "")
        typed[name], typed[f"{name}-other"] = given, request.form.get(f"{name}-other", "")
        if given == OTHER:
            try:
                figure = forms.read_int(typed[f"{name}-other"])
            except PydanticCustomError as fault:
                wrong.append((f"{name}-other", fault.type))
                continue
            given = "" if figure is None else str(figure)
        if given == SKIP or (given.isascii() and given.isdecimal() and len(given) <= 15):
            found[doubt.key] = given
    kept = forms.Filled({**filled.typed, **typed}, filled.value, filled.errors)
    for name, code in wrong:
        kept = kept.with_error(name, code)
    return kept, found


def doubt_asks(doubts: Sequence[Doubt]) -> list[DoubtAsk]:
    """Each doubt with what the figure may mean."""
    told = []
    for doubt in doubts:
        name = f"figure-{doubt.key}"
        choices = [(str(one), rate_words.number(one)) for one in doubt.choices if one.denominator == 1]
        known = {value for value, _words in choices} | {SKIP, ""}
        if doubt.answer not in known:
            choices.append((doubt.answer, rate_words.number(doubt.answer)))
        choices += [(OTHER, _("số khác")), (SKIP, _("bỏ giá này"))]
        label = _("Dòng %(row)s, %(head)s: “%(cell)s”", row=doubt.row, head=doubt.head or _("giá"), cell=doubt.text)
        why_ = refusals.sentence(doubt.code, doubt.facts)
        ask = Ask(name, label, "radios", hint=why_, choices=choices)
        told.append(DoubtAsk(doubt.row, doubt.head, doubt.text, why_, ask, f"{name}-other"))
    return told


def why(sheet: Sheet) -> list[tuple[int, str, str]]:
    """Rows that are no line: number, why, what stands there."""
    return [(one.number, refusals.sentence(one.code, one.facts), one.raw) for one in sheet.unread]


def asks(sheet: Sheet, others: Sequence[RateCard]) -> list[Ask]:
    """What holds for all of a list."""
    told = sheet.told
    found = [
        Ask("unit", _("Bảng giá ghi theo"), "radios", choices=names.choices(rate_words.UNITS),
            heading=_("Cách tính chung"), hint=_quoted(told.unit_words)),
        Ask("vat", _("Thuế giá trị gia tăng"), "radios", choices=names.choices(rate_words.VATS),
            hint=_quoted(told.vat_words)),
        Ask("vat_percent", _("Thuế suất, phần trăm"), optional=True, hint=_("Phải có khi giá chưa gồm thuế"),
            more={"kind": "short figures"}),
    ]  # fmt: skip
    if sheet.has_several:
        found.append(Ask("several", _("Độ dài không có trong bảng, ở dòng ghi nhiều độ dài"), "radios",
                         choices=names.choices(rate_words.SEVERAL)))  # fmt: skip
    if sheet.has_single:
        found.append(Ask("single", _("Độ dài khác, ở dòng chỉ ghi giá của một độ dài"), "radios",
                         choices=names.choices(rate_words.SINGLE)))  # fmt: skip
    found += [
        Ask("discounts", _("Giảm giá theo giá trị đơn hàng"), "text", optional=True, more={"rows": "3"},
            hint=_("Mỗi dòng: từ số tiền: phần trăm giảm. Thí dụ 100.000.000: 15")),
        Ask("decision", _("Số quyết định, văn bản ban hành"), heading=_("Văn bản và hiệu lực"),
            hint=_("Thí dụ 207/QĐ-PTTH")),
        Ask("issued_on", _("Ngày ban hành"), "date"),
        Ask("source", _("Nguồn"), hint=_("Ai gửi, hoặc đăng ở đâu")),
        Ask("valid_from", _("Áp dụng từ ngày"), "date"),
        Ask("last_day", _("Đến hết ngày"), "date", hint=_("Bỏ trống nếu chưa biết; dd/mm/yyyy")),
    ]  # fmt: skip
    if others:
        choices = [(one.uid, one.decision) for one in others]
        found.append(Ask("replaces", _("Thay bảng giá"), "select", choices=choices, empty=_("không thay bảng nào"),
                         hint=_("Bảng cũ hết hiệu lực khi bảng này bắt đầu")))  # fmt: skip
    return found


def _quoted(words: str) -> str:
    return _("Trong bảng: “%(words)s”", words=words) if words else _("Bảng không ghi; xin hỏi đài, báo")
