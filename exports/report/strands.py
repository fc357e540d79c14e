"""How standing programmes kept the rhythm that was agreed of them, programme by programme."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from campaigns.values.rhythms import Gap, RhythmView
from campaigns.values.words import RhythmUnit
from exports import wording
from exports.report.pieces import Block, Items, Sentence, Source, Text, Told

SHOWN: Final = 3
"""Gaps named of each programme; of more the first ones, and how many there are."""
_AGREED: Final[Mapping[RhythmUnit, str]] = {
    RhythmUnit.DAYS: "cách nhau không quá {} ngày",
    RhythmUnit.WEEK: "ít nhất {} kỳ mỗi tuần",
    RhythmUnit.MONTH: "ít nhất {} kỳ mỗi tháng",
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A standing programme, what was agreed of it, and its gaps in the period, earliest first."""

    programme: str
    outlet: str
    agreed: RhythmView
    gaps: tuple[Gap, ...]  # by evidence; those that awaited evidence would close are among them


def blocks(rhythms: tuple[Rhythm, ...]) -> list[Block]:
    """A line for each; nothing where no rhythm was agreed."""
    if not rhythms:
        return []
    lead = Text(("Việc duy trì các chuyên mục, chuyên trang theo nhịp đã thống nhất:",), keep=True)
    return [lead, Items(tuple(map(_line, rhythms)))]


def _line(one: Rhythm) -> Sentence:
    agreed = _AGREED[one.agreed.unit].format(wording.grouped(one.agreed.number or 0))
    named = f"{one.programme}, {one.outlet} ({agreed}): "
    open_, waiting = [gap for gap in one.gaps if not gap.unproven], [gap for gap in one.gaps if gap.unproven]
    if not one.gaps:
        return (named, "giữ đúng nhịp trong kỳ")
    parts: list[str | Told] = []
    if open_:
        parts += [Told(wording.grouped(len(open_)), Source.RHYTHM), " quãng không giữ được nhịp, ", _days(open_)]
    if waiting:
        parts += ["; " if open_ else "", Told(wording.grouped(len(waiting)), Source.RHYTHM), " quãng chờ minh chứng"]
    return (named, *parts)


def _days(gaps: list[Gap]) -> str:
    told = [f"từ {_day(gap.first)} đến {_day(gap.last)}" for gap in gaps[:SHOWN]]
    more = ", trong đó " if len(gaps) > SHOWN else ""
    return more + ", ".join(told)


def _day(day: date) -> str:
    return wording.date_short(day)
