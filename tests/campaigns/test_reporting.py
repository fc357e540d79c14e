"""Who owes a report, when it is late, and that every figure counts once."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns import reporting
from campaigns.intake.units import level_of
from campaigns.times import local_day
from campaigns.values.units import (
    Activity,
    Branch,
    DutyView,
    Figure,
    HandIn,
    Level,
    Period,
    ReportState,
    Standing,
    Texts,
    UnitReportView,
    UnitView,
    Way,
)

JUNE = Period(1, 1, 1, date(2017, 6, 15), False, date(2017, 6, 14), "trước ngày 15")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

figures = st.dictionaries(st.sampled_from(Figure), st.integers(0, 10_000), max_size=5)


@st.composite
def forests(draw: st.DrawFn) -> tuple[tuple[UnitView, ...], dict[int, dict[Figure, int]]]:
    """Units whose parents may be missing or run in a ring, and what some of them reported."""
    ids = range(1, draw(st.integers(1, 12)) + 1)
    units = tuple(
        UnitView(n, f"u{n}", f"Đơn vị {n}", draw(st.sampled_from(Level)), draw(st.none() | st.integers(1, 14)))
        for n in ids
    )
    return units, {n: draw(figures) for n in ids if draw(st.booleans())}


def walked(branches: tuple[Branch, ...]) -> list[Branch]:
    return [branch for top in branches for branch in (top, *walked(top.under))]


@given(forests())
def test_the_whole_is_the_sum_of_what_was_told_each_figure_once(told):
    units, own = told

    whole = reporting.roll_up(units, own)

    for figure in Figure:
        once = sum(counts.get(figure, 0) for counts in own.values())
        assert whole.total.get(figure, 0) == once
        assert sum(branch.total.get(figure, 0) for branch in whole.branches) == once
        assert sum(counts.get(figure, 0) for _level, counts in whole.levels) == once
    assert sorted(branch.unit.id for branch in walked(whole.branches)) == [unit.id for unit in units]


@given(forests())
def test_a_branch_is_its_own_figures_and_those_below_it(told):
    for branch in walked(reporting.roll_up(*told).branches):
        assert branch.total == reporting.summed([branch.own, *(below.total for below in branch.under)])


@given(forests(), st.randoms())
def test_the_order_of_units_does_not_matter(told, lot):
    units, own = told
    mixed = list(units)
    lot.shuffle(mixed)

    assert reporting.roll_up(mixed, dict(sorted(own.items(), reverse=True))) == reporting.roll_up(units, own)


@given(st.lists(figures, max_size=4), st.lists(figures, max_size=4))
def test_sums_of_sums_are_the_sum(some, others):
    apart = reporting.summed([reporting.summed(some), reporting.summed(others)])
    assert apart == reporting.summed([*some, *others])


def report(*days: date, state: ReportState = ReportState.SUBMITTED) -> UnitReportView:
    at = datetime(2017, 6, 14, tzinfo=UTC)
    handed = tuple(
        HandIn(number, {Figure.PANOS: number}, Texts(), Way.LINK, day, at, "Lan") for number, day in enumerate(days, 1)
    )
    return UnitReportView(1, 7, 1, 1, state, handed)


@pytest.mark.parametrize(
    ("moment", "stands"),
    [
        (datetime(2017, 6, 14, 16, 59, 59, tzinfo=UTC), Standing.IN_TIME),  # 23:59:59 on the 14th
        (datetime(2017, 6, 14, 17, 0, tzinfo=UTC), Standing.LATE),  # midnight: the 15th has begun
        (datetime(2017, 6, 15, 2, 0, tzinfo=UTC), Standing.LATE),
    ],
)
def test_the_14th_is_the_last_good_day_until_local_midnight(moment, stands):
    day = local_day(moment, ZONE)
    assert reporting.standing(report(day), JUNE, day) is stands


@given(st.dates(date(2017, 5, 1), date(2017, 7, 31)))
def test_silence_is_missing_exactly_where_a_report_of_that_day_would_be_late(day):
    silent = reporting.standing(None, JUNE, day)
    told = reporting.standing(report(day), JUNE, day)
    assert (silent is Standing.MISSING) == (told is Standing.LATE)
    assert (silent is Standing.WAITING) == (told is Standing.IN_TIME)


def test_a_returned_report_is_judged_by_the_day_on_which_it_first_came():
    again = report(date(2017, 6, 13), date(2017, 6, 20))
    assert reporting.standing(again, JUNE, date(2017, 6, 20)) is Standing.IN_TIME
    returned = report(date(2017, 6, 13), state=ReportState.RETURNED)
    assert reporting.standing(returned, JUNE, date(2017, 6, 16)) is Standing.RETURNED
    assert returned.counted is None


def test_a_draft_is_not_a_report():
    assert reporting.standing(report(state=ReportState.DRAFT), JUNE, date(2017, 6, 15)) is Standing.MISSING


def test_a_duty_of_a_group_is_everyones_at_its_levels_and_the_gathering_office_owes_none():
    units = (
        UnitView(1, "g", "Các sở, ban, ngành", Level.GROUP, covers=frozenset({Level.DEPARTMENT})),
        UnitView(2, "tp", "Sở Tư pháp", Level.DEPARTMENT, reports=False),
        UnitView(3, "tc", "Sở Tài chính", Level.DEPARTMENT),
        UnitView(4, "yt", "Sở Y tế", Level.DEPARTMENT),
        UnitView(5, "ln", "Huyện Lộc Ninh", Level.DISTRICT),
    )
    duties = (DutyView(1, 1, "III.1", "…"), DutyView(2, 2, "III.2", "…"), DutyView(3, 3, "IV.1", "…"))

    owing = reporting.expected(units, duties)

    assert [(one.name, one.clauses) for one in owing] == [
        ("Sở Tài chính", ("III.1", "IV.1")),
        ("Sở Y tế", ("III.1",)),
    ]


def test_every_activity_has_a_measure():
    assert {figure.activity for figure in Figure} == set(Activity)


@pytest.mark.parametrize(
    ("name", "level", "covers"),
    [
        ("Sở Tài chính", Level.DEPARTMENT, set()),
        ("UBND huyện Lộc Ninh", Level.DISTRICT, set()),
        ("UBND thị xã Đồng Xoài", Level.DISTRICT, set()),
        ("Xã Tân Tiến", Level.COMMUNE, set()),
        ("Đài Phát thanh và Truyền hình Bình Phước", Level.OTHER, set()),
        ("UBND tỉnh Bình Phước", Level.PROVINCE, set()),
        ("Thủ trưởng các sở, ban, ngành", Level.GROUP, {Level.DEPARTMENT}),
        ("Chủ tịch UBND các huyện, thị xã", Level.GROUP, {Level.DISTRICT}),
        ("UBND các xã, phường, thị trấn", Level.GROUP, {Level.COMMUNE}),
    ],
)
def test_a_level_is_taken_from_the_name(name, level, covers):
    assert level_of(name) == (level, frozenset(covers))
