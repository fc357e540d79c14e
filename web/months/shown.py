"""The board in words: what each cell, total and figure says, computed once for each day, window and theme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from campaigns.queries.plans import ThemeView
from campaigns.values.board import Sum
from campaigns.values.outlets import DayView, WindowView
from campaigns.values.proposals import Proposed
from campaigns.values.words import PRESS, DayKind
from scheduler import grid
from scheduler.board import Board, Cell, Chip, Group, Row
from web import formats, refusals, states
from web.language import current, ngettext
from web.language import gettext as _
from web.months import money, wording
from web.months.desk import address, cell_id, short
from web.months.shapes import CellShown, DayShown, DayTotal, Ghost, GroupShown, Mark, MoneyShown, Part, RowShown, Total
from web.outlets import wording as window_words

MOST_CHIPS = 2
_HIGHEST = 9  # of a day's bar, pixels


@dataclass(frozen=True)
class Words:
    """A board with its words."""

    board: Board
    brush: ThemeView | None = None  # a click on an empty cell places it: the sheet without script
    fresh: frozenset[tuple[int, date]] = frozenset()  # windows and dates that the edit just made has changed

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

    def part(self, first: int, last: int) -> Part:
        """The sheet of some days, from one index to before another; its row totals stay those of the month."""
        groups = tuple(
            group._replace(rows=tuple(row._replace(cells=row.cells[first:last]) for row in group.rows))
            for group in self.groups
        )
        return Part(self.days[first:last], groups, self.totals[first:last], self.whole)

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
            day.date: formats.day_month(day.date, language=language) + (f", {day.holiday}" if day.holiday else "")
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
            wording.symbol(kinds[0]),
            alone or group.outlet.name if press else alone or group.outlet.short_name,
            " · ".join(dict.fromkeys(wording.kind_words(kind) for kind in kinds)) if press else group.outlet.short_name,
            tuple(self.row(row) for row in group.rows),
            self.total(group.total, press=press, name=alone or group.outlet.name, outlet_id=group.outlet.id),
        )

    def row(self, row: Row) -> RowShown:
        """A window's row."""
        window = row.window
        return RowShown(
            window.id,
            address(self.board.month, "row", window=window.id),
            wording.when(window),
            window.programme,
            wording.terms(window),
            wording.leads(window),
            window.capacity_spots,
            tuple(self.cell(cell, window) for cell in row.cells),
            self.total(row.total, press=window.is_press, name=window.programme, outlet_id=window.outlet_id,
                       window=window),
        )  # fmt: skip

    def cell(self, cell: Cell, window: WindowView) -> CellShown:
        """A cell: its chips, and everything a screen reader is told of it."""
        off = cell.off is not None and not cell.chips and not cell.hidden
        fresh = (cell.window_id, cell.date) in self.fresh
        shown = cell.chips if len(cell.chips) <= MOST_CHIPS else cell.chips[:MOST_CHIPS]
        return CellShown(
            cell_id(cell.window_id, cell.date),
            f"{self._cell_href}at={cell.window_id}-{cell.date.day}",
            off,
            f"{self._spoken_days[cell.date]}, {window.programme}: {self._content(cell, window, off)}"
            + (", " + _("vừa đổi") if fresh else ""),
            tuple(self.mark(chip) for chip in shown),
            len(cell.chips) - len(shown) + cell.hidden,
            f"{cell.window_id}.{cell.date}" if self._takes_brush(cell) else "",
            tuple(self._ghosts(cell)),
            fresh,
        )

    def _ghosts(self, cell: Cell) -> Iterator[Ghost]:
        apart = self.board.apart
        for change in cell.proposed:
            shared = apart is not None and change.ref not in apart.here
            yield Ghost(self.hues.get(change.ref.theme_id, 0), self._letter(change.ref), shared)
        for ref in cell.elsewise:
            yield Ghost(self.hues.get(ref.theme_id, 0), self._letter(ref), elsewise=True)

    def _takes_brush(self, cell: Cell) -> bool:
        empty = cell.off is None and not cell.chips and not cell.hidden and not (cell.proposed or cell.elsewise)
        return self.brush is not None and empty and cell.date >= self.board.today

    def mark(self, chip: Chip) -> Mark:
        """A chip."""
        slot = chip.slot
        return Mark(
            chip.shown.value, self.hues.get(slot.theme_id, 0), slot.theme_letter, chip.clash,
            f"{short(slot.number)}.{slot.version}", chip.leaves,
        )  # fmt: skip

    def _letter(self, ref: Proposed) -> str:
        theme = self.board.theme(ref.theme_id)
        return theme.letter if theme else "?"

    def _content(self, cell: Cell, window: WindowView, off: bool) -> str:
        if off:
            return _("không phát ngày này; lịch phát: %(days)s", days=window_words.running_days(window))
        leaves = ", " + _("sẽ rời ô này")
        told = [
            f"{chip.slot.theme_letter} {chip.slot.theme}, {states.of(chip.shown, press=window.is_press)}"
            + (leaves if chip.leaves else "")
            for chip in cell.chips
        ]
        told += [_("đề xuất %(theme)s", theme=self._letter(one.ref)) for one in cell.proposed]
        told += [_("đề xuất kia có %(theme)s", theme=self._letter(one)) for one in cell.elsewise]
        if cell.hidden:
            told.append(ngettext("%(num)d lượt khác", "%(num)d lượt khác", cell.hidden))
        told += [_("cảnh báo: %(words)s", words=refusals.finding(one)) for one in cell.findings]
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
    def money(self) -> tuple[MoneyShown, ...]:
        """Committed, delivered and payable against the cap; nothing where there is neither a cap nor an order."""
        return tuple(money.lines(self.board))

    @cached_property
    def figures(self) -> tuple[tuple[str, str, str], ...]:
        """Label, value and the rest of each of the four figures of the heading."""
        language, whole = current(), self.board.whole
        cost = formats.millions(whole.known_vnd, language=language) if whole.known_vnd else "0"
        if whole.unpriced:
            cost = f"≥\N{NO-BREAK SPACE}{cost}" if whole.known_vnd else formats.ABSENT
        budget = self.board.budget_vnd
        share = Decimal(whole.confirmed) / whole.spots if whole.spots else None
        return (
            (_("Số lượt"), formats.number(whole.spots, language=language),
             _("chưa có chỉ tiêu") if whole.quota is None
             else _("/ %(goal)s chỉ tiêu", goal=formats.number(whole.quota, language=language))),
            (_("Thời lượng"), _("%(minutes)s phút", minutes=formats.minutes(whole.length_s, language=language)), ""),
            (_("Kinh phí"), cost,
             _("chưa có dự toán") if budget is None
             else _("/ %(budget)s triệu ₫", budget=wording.round_millions(budget))),
            (_("Đài, báo đã xác nhận"), formats.percent(share, language=language),
             f"{whole.confirmed}/{whole.spots}"),
        )  # fmt: skip
