"""The board in words: what each cell, total and figure says, computed once for each day, window and theme."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from campaigns.times import minute_words
from campaigns.values.board import Finding, ShownState, Sum
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.words import PRESS, ChannelKind, DayKind, RuleLevel
from scheduler import grid
from scheduler.board import Board, Cell, Chip, Group, Row
from web import formats, refusals, states
from web.language import current, gettext as _, ngettext
from web.months.desk import SHORT, address, cell_id

MOST_CHIPS = 2
BLOCKING = frozenset({RuleLevel.BLOCK, RuleLevel.BLOCK_RELEASE})
_HIGHEST = 9  # of a day's bar, pixels


class Mark(NamedTuple):
    """A chip: the state's code, the theme's hue 1 to 9 and letter, whether it clashes, and which slot it is."""

    state: str
    hue: int
    letter: str
    clash: bool
    ref: str  # beginning of its public name, a full stop, its version


class CellShown(NamedTuple):
    """A cell of the sheet."""

    id: str
    href: str
    off: bool
    said: str
    marks: tuple[Mark, ...]
    more: int


class Total(NamedTuple):
    """The four figures at the end of a row; ``goal`` None and ``cost`` empty: none agreed."""

    spots: str
    minutes: str
    cost: str
    unpriced: str  # said beside a cost that is not complete
    done: int
    goal: int | None
    missing: str  # which figure is missing, for screen readers
    price_href: str
    goal_href: str


class RowShown(NamedTuple):
    """A window's row."""

    id: int
    href: str
    when: str
    name: str
    terms: str
    title: str
    cells: tuple[CellShown, ...]
    total: Total


class GroupShown(NamedTuple):
    """A channel's rows with their head."""

    key: str
    symbol: str
    name: str
    kind: str
    rows: tuple[RowShown, ...]
    total: Total
    add_href: str


class DayShown(NamedTuple):
    """A column's head."""

    date: date
    css: str  # of the column
    red: bool
    today: bool
    title: str
    weekday: str
    lunar: str
    moon: bool
    holiday: str


class DayTotal(NamedTuple):
    """A column's foot."""

    date: date
    spots: int
    minutes: str
    height: float  # of its bar, 0 to 9
    over: bool


@dataclass(frozen=True)
class Words:
    """A board with its words."""

    board: Board

    @cached_property
    def days(self) -> tuple[DayShown, ...]:
        """The columns."""
        return tuple(self._day(day) for day in self.board.days)

    @cached_property
    def groups(self) -> tuple[GroupShown, ...]:
        """The rows."""
        return tuple(self.group(group) for group in self.board.groups)

    @cached_property
    def totals(self) -> tuple[DayTotal, ...]:
        """The feet of the columns."""
        most = max([total.spots for total in self.board.per_day.values()] + [1])
        over = {one.date for one in self.board.findings if one.window_id is None and one.date is not None}
        return tuple(
            DayTotal(
                day.date,
                total.spots,
                formats.minutes(total.length_s, language=current()) if total.length_s else formats.ABSENT,
                round(_HIGHEST * total.spots / most, 1),
                day.date in over,
            )
            for day in self.board.days
            for total in [self.board.per_day[day.date]]
        )

    @cached_property
    def hues(self) -> Mapping[int, int]:
        """Each theme's colour, 1 to 9."""
        return {theme.id: theme.hue + 1 for theme in self.board.themes}

    @cached_property
    def states_held(self) -> frozenset[str]:
        """States that some chip of the sheet has."""
        return frozenset(chip.shown.value for cell in self.board.cells() for chip in cell.chips)

    @cached_property
    def matching(self) -> int:
        """Slots that fit the filters."""
        return sum(len(cell.chips) for cell in self.board.cells())

    @cached_property
    def _spoken_days(self) -> Mapping[date, str]:
        language = current()
        return {
            day.date: formats.date_long(day.date, language=language) + (f", {day.holiday}" if day.holiday else "")
            for day in self.board.days
        }

    @cached_property
    def _outlet_href(self) -> Mapping[int, str]:
        return {outlet.id: f"/outlets/{outlet.slug}" for outlet in self.board.outlets}

    @cached_property
    def _cell_href(self) -> str:
        """The address of a cell without the cell: filters stand first."""
        href = address(self.board.month, "cell")
        return f"{href}&" if "?" in href else f"{href}?"

    def _day(self, day: DayView) -> DayShown:
        language = current()
        off = day.kind in grid.HOLIDAYS
        told = [formats.date_long(day.date, language=language), formats.lunar(day, language=language)]
        if day.kind is DayKind.SWAPPED_WORKING:
            told.append(_("làm bù"))
        told += [name for name in (day.holiday, _("dự kiến") if day.provisional else "") if name]
        today = day.date == self.board.today
        weekend = day.kind is DayKind.WEEKEND
        css = " holiday" if off else " today" if today else " weekend" if weekend else ""
        return DayShown(
            day.date, css, off or day.date.weekday() == 6, today, " · ".join(told),
            formats.weekday_short(day.date, language=language), formats.lunar_short(day, language=language),
            day.lunar_day in {1, 15}, (day.holiday or _("Nghỉ bù")) if off else "",
        )  # fmt: skip

    def group(self, group: Group) -> GroupShown:
        """A group with its rows."""
        channels = list(dict.fromkeys((row.window.channel, row.window.channel_kind) for row in group.rows))
        kinds = [kind for _name, kind in channels]
        press = kinds[0] in PRESS
        alone = channels[0][0] if len(channels) == 1 and not press else ""
        return GroupShown(
            group.key,
            _symbol(kinds[0]),
            alone or group.outlet.name if press else alone or group.outlet.short_name,
            " · ".join(dict.fromkeys(_kind(kind) for kind in kinds)) if press else group.outlet.short_name,
            tuple(self.row(row) for row in group.rows),
            self.total(group.total, press=press, name=alone or group.outlet.name, outlet_id=group.outlet.id),
            self._outlet_href.get(group.outlet.id, "/outlets"),
        )

    def row(self, row: Row) -> RowShown:
        """A window's row."""
        window = row.window
        return RowShown(
            window.id,
            address(self.board.month, "row", window=window.id),
            when(window),
            window.programme,
            terms(window),
            leads(window),
            tuple(self.cell(cell, window) for cell in row.cells),
            self.total(row.total, press=window.is_press, name=window.programme, outlet_id=window.outlet_id,
                       window=window),
        )  # fmt: skip

    def cell(self, cell: Cell, window: WindowView) -> CellShown:
        """A cell: its chips, and everything a screen reader is told of it."""
        off = cell.off is not None and not cell.chips and not cell.hidden
        shown = cell.chips if len(cell.chips) <= MOST_CHIPS else cell.chips[:MOST_CHIPS]
        return CellShown(
            cell_id(cell.window_id, cell.date),
            f"{self._cell_href}window={cell.window_id}&date={cell.date}",
            off,
            f"{self._spoken_days[cell.date]}, {window.programme}: {self._content(cell, window, off)}",
            tuple(self.mark(chip) for chip in shown),
            len(cell.chips) - len(shown) + cell.hidden,
        )

    def mark(self, chip: Chip) -> Mark:
        """A chip."""
        slot = chip.slot
        return Mark(
            chip.shown.value, self.hues.get(slot.theme_id, 0), slot.theme_letter, chip.clash,
            f"{slot.uid[:SHORT]}.{slot.version}",
        )  # fmt: skip

    def _content(self, cell: Cell, window: WindowView, off: bool) -> str:
        if off:
            return _("không phát")
        told = [
            f"{chip.slot.theme_letter} {chip.slot.theme}, {states.of(chip.shown, press=window.is_press)}"
            for chip in cell.chips
        ]
        if cell.hidden:
            told.append(ngettext("%(num)d lượt khác", "%(num)d lượt khác", cell.hidden))
        told += [_("cảnh báo: %(words)s", words=sentence(one)) for one in cell.findings]
        return "; ".join(told) or _("trống")

    def total(
        self, sum_: Sum, *, press: bool, name: str, outlet_id: int | None, window: WindowView | None = None
    ) -> Total:
        """The four figures of a row."""
        language = current()
        priceless = sum_.unpriced == sum_.spots and (sum_.unpriced > 0 or (window and window.price_vnd is None))
        cost = "" if priceless else formats.millions(sum_.known_vnd, language=language)
        if sum_.unpriced and cost:
            cost = f"≥\N{NO-BREAK SPACE}{cost}"
        outlet_href = self._outlet_href.get(outlet_id or 0, "/outlets")
        return Total(
            formats.number(sum_.spots, language=language),
            formats.ABSENT if press else formats.minutes(sum_.length_s, language=language),
            cost,
            ngettext("%(num)d lượt chưa có giá", "%(num)d lượt chưa có giá", sum_.unpriced) if sum_.unpriced else "",
            sum_.spots,
            sum_.quota,
            name,
            f"{outlet_href}/windows/{window.id}" if window else outlet_href,
            outlet_href,
        )

    @cached_property
    def whole(self) -> Total:
        """The month's four figures."""
        return self.total(self.board.whole, press=False, name=_("cả tháng"), outlet_id=None)

    @cached_property
    def figures(self) -> tuple[tuple[str, str, str], ...]:
        """Label, value and the rest of each of the four figures of the heading."""
        language, whole = current(), self.board.whole
        cost = formats.millions(whole.known_vnd, language=language)
        if whole.unpriced:
            cost = f"≥\N{NO-BREAK SPACE}{cost}" if whole.known_vnd else _("chưa có")
        budget = self.board.budget_vnd
        share = Decimal(whole.confirmed) / whole.spots if whole.spots else None
        return (
            (_("Số lượt"), formats.number(whole.spots, language=language),
             _("chưa có chỉ tiêu") if whole.quota is None
             else _("/ %(goal)s chỉ tiêu", goal=formats.number(whole.quota, language=language))),
            (_("Thời lượng"), formats.duration(whole.length_s, language=language), ""),
            (_("Kinh phí"), cost,
             _("triệu ₫, chưa có dự toán") if budget is None
             else _("/ %(budget)s triệu ₫", budget=_round_millions(budget))),
            (_("Đài, báo đã xác nhận"), formats.percent(share, language=language),
             f"{whole.confirmed}/{whole.spots}"),
        )  # fmt: skip

    def words_of(self, findings: Iterable[Finding]) -> list[tuple[Finding, str, bool]]:
        """Each finding with its sentence and whether it blocks."""
        return [(one, sentence(one), one.level in BLOCKING) for one in findings]


def _round_millions(amount: int) -> str:
    """``480`` or ``480,5`` of đồng."""
    return formats.number(Decimal(amount) / 1_000_000, language=current())


def sentence(finding: Finding) -> str:
    """What a rule says, in the reader's language."""
    return refusals.sentence(finding.code, {"date": finding.date, **finding.facts})


def when(window: WindowView, start_minute: int | None = None) -> str:
    """``06:15``, or ``Tr. 2`` for an article."""
    minute = window.start_minute if start_minute is None else start_minute
    return window.page or "–" if minute is None or window.is_press else minute_words(minute)


def price_words(price_vnd: int | None) -> str:
    """``0,35 tr`` of đồng."""
    if price_vnd is None:
        return ""
    figure = formats.number(Decimal(price_vnd) / 1_000_000, language=current())
    return _("%(figure)s tr", figure=figure)


def terms(window: WindowView) -> str:
    """``45″ · 1,2 tr``: length or size of one spot, and its price where one is agreed."""
    size = window.size if window.is_press else formats.duration(window.length_s, language=current())
    return " · ".join(part for part in (size, price_words(window.price_vnd)) if part)


def leads(window: WindowView) -> str:
    """What hovering a row's head tells: its lead times, as far as they are agreed."""
    named = (
        (_("đăng ký trước %(n)s ngày làm việc"), window.booking_lead_days),
        (_("kịch bản trước %(n)s ngày làm việc"), window.script_lead_days),
        (_("tư liệu trước %(n)s ngày làm việc"), window.material_lead_days),
    )
    told = [words % {"n": days} for words, days in named if days is not None]
    return " · ".join([window.programme, *told])


def _symbol(kind: ChannelKind) -> str:
    return {"television": "television", "radio": "radio", "print": "print"}.get(
        kind.value, "globe" if kind in PRESS else "loudspeaker"
    )


def _kind(kind: ChannelKind) -> str:
    return {
        ChannelKind.PRINT: _("In"),
        ChannelKind.ONLINE_NEWS: _("điện tử"),
        ChannelKind.PORTAL: _("cổng thông tin"),
    }.get(kind, "")


def shown_words(chip: Chip) -> str:
    """A chip's state in words."""
    return states.of(chip.shown, press=chip.slot.channel_kind in PRESS)


def is_sensitive_open(chip: Chip) -> bool:
    """Whether the slot still waits for someone to sign its content off."""
    return chip.slot.sensitive and chip.shown in {ShownState.PLANNED, ShownState.SENT} and not chip.slot.sent_at
