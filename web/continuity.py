"""Continuity of standing programmes in words: what the ledger, the first page, the file and the command line say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from campaigns.times import month_of, month_start, shift_month
from campaigns.values.rhythms import Gap, GapKind, RhythmView, Strand
from campaigns.values.words import RhythmUnit
from exports import figures
from web import formats
from web.language import N_, current, gettext, ngettext
from web.language import gettext as _

D, W, M = RhythmUnit.DAYS, RhythmUnit.WEEK, RhythmUnit.MONTH
KINDS: Final[Mapping[GapKind, str]] = {
    GapKind.OPEN: N_("Đang đứt quãng"),
    GapKind.AHEAD: N_("Sắp đứt quãng"),
    GapKind.PAST: N_("Đã đứt quãng"),
}
PRESSING: Final = timedelta(days=14)
"""How long before the last day for mending it the first page tells of a gap to come."""
SHOWN: Final = 4
"""Gaps named under each programme; the rest are counted."""


class Told(NamedTuple):
    """A gap in words."""

    kind: GapKind
    title: str
    words: str
    unproven: bool
    board: str  # where it is mended or seen


class Alarm(NamedTuple):
    """A programme that does not keep its rhythm, with the clause that it breaks."""

    strand: Strand
    agreed: str
    told: tuple[Told, ...]
    more: int  # further gaps, not told
    clause: str  # "III.4"; empty where the rhythm carries out no numbered duty
    quote: str
    clause_href: str
    level: str  # of parts/page.html's warning


def reach(today: date) -> date:
    """How far ahead the ledger looks: to the end of next month, the last that is being laid out."""
    return shift_month(month_start(month_of(today)), 2) - timedelta(days=1)


def agreed(rhythm: RhythmView) -> str:
    """``ít nhất 2 kỳ mỗi tháng``."""
    number = rhythm.number or 0
    if rhythm.unit is D:
        return ngettext("cách nhau không quá %(num)d ngày", "cách nhau không quá %(num)d ngày", number)
    if rhythm.unit is W:
        return ngettext("ít nhất %(num)d kỳ mỗi tuần", "ít nhất %(num)d kỳ mỗi tuần", number)
    return ngettext("ít nhất %(num)d kỳ mỗi tháng", "ít nhất %(num)d kỳ mỗi tháng", number)


def since(rhythm: RhythmView) -> str:
    """``ít nhất 2 kỳ mỗi tháng, từ 01/03/2017``."""
    return _("%(rhythm)s, từ %(day)s", rhythm=agreed(rhythm), day=_day(rhythm.from_day))


def sentence(gap: Gap) -> str:
    """What was not kept, is not, or will not be, with what evidence is still awaited."""
    facts = {"have": gap.have, "wanted": gap.wanted, "due": _day(gap.due), "first": _day(gap.first),
             "last": _day(gap.last), "when": _period(gap)}  # fmt: skip
    words = gettext(_SENTENCES[gap.unit is D, gap.kind]) % facts
    if not gap.waiting:
        return words
    awaited = ngettext(
        "%(num)d kỳ trong quãng này còn chờ minh chứng.", "%(num)d kỳ trong quãng này còn chờ minh chứng.", gap.waiting
    )
    return f"{words} {awaited}"


_SENTENCES: Final[Mapping[tuple[bool, GapKind], str]] = {
    (True, GapKind.PAST): N_("Không có kỳ nào từ %(first)s đến hết %(last)s: %(have)s ngày mới có lại."),
    (True, GapKind.OPEN): N_("Không có kỳ nào từ %(first)s; chậm nhất %(due)s phải có."),
    (True, GapKind.AHEAD): N_("Từ %(first)s đến hết %(last)s chưa có kỳ nào; xin đặt chậm nhất %(due)s."),
    (False, GapKind.PAST): N_("%(when)s có %(have)s/%(wanted)s kỳ."),
    (False, GapKind.OPEN): N_("%(when)s mới có và mới đặt %(have)s/%(wanted)s kỳ, không còn đủ ngày để kịp."),
    (False, GapKind.AHEAD): N_("%(when)s mới có và mới đặt %(have)s/%(wanted)s kỳ; xin đặt thêm chậm nhất %(due)s."),
}


def alarms(
    strands: Iterable[Strand], campaign: str, *, first: date | None = None, last: date | None = None
) -> tuple[Alarm, ...]:
    """Programmes with gaps, those that are broken now first.

    Args:
        campaign: its slug, for the board's address.
        first, last: only gaps that touch these dates, both included; None: all.
    """
    found = []
    for strand in strands:
        gaps = [gap for gap in strand.kept.gaps if _touches(gap, first, last)]
        if gaps and strand.kept.rhythm is not None:
            found.append(_alarm(strand, strand.kept.rhythm, gaps, campaign))
    return tuple(sorted(found, key=lambda one: list(_LEVELS).index(one.level)))


def _touches(gap: Gap, first: date | None, last: date | None) -> bool:
    return (first is None or first <= gap.last) and (last is None or gap.first <= last)


_LEVELS: Final = ("blocking", "", "told")


def _alarm(strand: Strand, rhythm: RhythmView, gaps: Sequence[Gap], campaign: str) -> Alarm:
    """What is broken now first, then what is to come by date, then what is over, the latest first."""
    ordered = sorted((gap for gap in gaps if gap.kind is not GapKind.PAST), key=lambda gap: gap.first)
    ordered += sorted((gap for gap in gaps if gap.kind is GapKind.PAST), key=lambda gap: gap.first, reverse=True)
    ordered.sort(key=lambda gap: (gap.unproven, list(KINDS).index(gap.kind)))
    proven = {gap.kind for gap in gaps if not gap.unproven}
    level = "blocking" if GapKind.OPEN in proven else "" if proven else "told"
    clause_href = f"/plans/{rhythm.plan_id}#duty-{rhythm.obligation_id}" if rhythm.obligation_id else ""
    told = tuple(_told(strand, gap, campaign) for gap in ordered[:SHOWN])
    return Alarm(strand, since(rhythm), told, len(ordered) - len(told), rhythm.clause, rhythm.duty, clause_href, level)


def _told(strand: Strand, gap: Gap, campaign: str) -> Told:
    title = _("Chờ minh chứng") if gap.unproven else gettext(KINDS[gap.kind])
    return Told(gap.kind, title, sentence(gap), gap.unproven, board(strand, gap.due, campaign))


def board(strand: Strand, day: date, campaign: str) -> str:
    """The programme's row on the board of a day's month."""
    where = f"?outlet={strand.outlet_slug}&campaign={campaign}#w{strand.window_on(day)}"
    return f"/months/{month_of(day)}{where}"


def table(strands: Iterable[Strand]) -> tuple[list[str], list[list[figures.Cell]]]:
    """Heads and rows of the file: a row for each gap, and one for each programme that has none."""
    heads = [
        _("Đài, báo"), _("Kênh"), _("Chương trình"), _("Nhịp đã thống nhất"), _("Theo văn bản"), _("Điều khoản"),
        _("Kỳ gần nhất có minh chứng"), _("Kỳ tới"), _("Quãng dài nhất (ngày)"), _("Tình trạng"), _("Từ ngày"),
        _("Đến ngày"), _("Có"), _("Phải có"), _("Ngày cuối để kịp"), _("Kỳ chờ minh chứng"),
    ]  # fmt: skip
    return heads, [row for strand in strands for row in _rows(strand)]


def _rows(strand: Strand) -> Iterator[list[figures.Cell]]:
    kept, rhythm = strand.kept, strand.kept.rhythm
    told: list[figures.Cell] = [strand.outlet, strand.channel, strand.programme]
    told += [since(rhythm), rhythm.source, rhythm.clause] if rhythm else [_("chưa có"), "", ""]
    told += [_iso(kept.last), _iso(kept.next), "" if kept.longest is None else kept.longest]
    for gap in kept.gaps:
        state = _("Chờ minh chứng") if gap.unproven else gettext(KINDS[gap.kind])
        yield [*told, state, _iso(gap.first), _iso(gap.last), gap.have, gap.wanted, _iso(gap.due), gap.waiting]
    if not kept.gaps:
        yield [*told, _("Đều đặn") if rhythm else "", "", "", "", "", "", ""]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(day: date) -> str:
    return formats.date_short(day, language=current())


def _period(gap: Gap) -> str:
    """``Tháng 3, 2017``, ``Tuần 13/03/2017 đến 19/03/2017``."""
    if gap.unit is M:
        return formats.month_long(month_of(gap.first), language=current())
    return _("Tuần %(first)s đến %(last)s", first=_day(gap.first), last=_day(gap.last)) if gap.unit is W else ""
