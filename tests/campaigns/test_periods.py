"""Which dates a report tells of: the halves share the year out, years follow each other, choices bind from a year on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.errors import Refused
from campaigns.periods import (
    DECREE_09_2019,
    PLAN,
    Choice,
    Closing,
    Part,
    Profile,
    ProfileCode,
    due_on,
    in_force,
    period,
)

years = st.integers(2001, 2099)
days = st.dates(date(2001, 1, 1), date(2001, 12, 31)).map(lambda day: Closing(day.month, day.day))


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    half, year = sorted((draw(days), draw(days)), key=lambda one: (one.month, one.day))
    if half == year:
        return draw(st.sampled_from([PLAN, DECREE_09_2019]))
    return Profile(ProfileCode.OWN, half, year)


@given(profiles(), years, st.integers(-400, 800))
def test_each_date_of_a_year_is_in_exactly_one_of_its_halves(profile, year, offset):
    day = date(year, 1, 1) + timedelta(days=offset)

    first, second, whole = (day in period(profile, year, part) for part in Part)

    assert first + second == whole


@given(profiles(), st.integers(2001, 2098))
def test_years_follow_each_other_without_a_gap(profile, year):
    assert period(profile, year, Part.YEAR).ends_before == period(profile, year + 1, Part.FIRST_HALF).starts_on


@given(st.lists(st.tuples(st.integers(2010, 2020), profiles())), st.integers(2001, 2030))
def test_a_later_choice_leaves_the_years_before_it_alone(made, year):
    choices = [Choice(from_year, profile) for from_year, profile in made]
    later = Choice(year + 1, DECREE_09_2019)

    assert in_force([*choices, later], year) == in_force(choices, year)
    assert in_force([*choices, later], year + 1) == later or any(one.from_year > year + 1 for one in choices)


def test_the_plan_closes_six_months_on_the_last_good_day_and_the_year_with_the_calendar():
    half, second, whole = (period(PLAN, 2017, part) for part in Part)

    assert (half.starts_on, half.last_day) == (date(2017, 1, 1), date(2017, 6, 14))
    assert (second.starts_on, second.last_day) == (date(2017, 6, 15), date(2017, 12, 31))
    assert (whole.starts_on, whole.last_day) == (date(2017, 1, 1), date(2017, 12, 31))


def test_the_decree_counts_from_the_15th_of_the_month_before_the_period_to_the_14th_of_its_last():
    half, second, whole = (period(DECREE_09_2019, 2021, part) for part in Part)

    assert (half.starts_on, half.last_day) == (date(2020, 12, 15), date(2021, 6, 14))
    assert (second.starts_on, second.last_day) == (date(2021, 6, 15), date(2021, 12, 14))
    assert (whole.starts_on, whole.last_day) == (date(2020, 12, 15), date(2021, 12, 14))


def test_by_itself_the_plan_holds_and_the_last_choice_of_a_year_replaces_the_one_before():
    first, second = Choice(2019, DECREE_09_2019), Choice(2019, PLAN, "01/QĐ-STP")

    assert in_force([], 2017) == Choice(0, PLAN)
    assert in_force([first, second], 2020) == second
    assert in_force([first, second], 2018).profile == PLAN


@pytest.mark.parametrize(
    ("half", "year", "code"),
    [
        (Closing(2, 29), Closing(12, 31), "period.no_such_day"),
        (Closing(6, 31), Closing(12, 31), "period.no_such_day"),
        (Closing(13, 1), Closing(12, 31), "period.no_such_day"),
        (Closing(6, 10**20), Closing(12, 31), "period.no_such_day"),
        (Closing(6, 14), Closing(6, 14), "period.half_after_year"),
        (Closing(12, 14), Closing(6, 14), "period.half_after_year"),
    ],
)
def test_closing_days_exist_in_every_year_and_run_forward(half, year, code):
    with pytest.raises(Refused) as refused:
        Profile(ProfileCode.OWN, half, year)

    assert refused.value.code == code


@pytest.mark.parametrize("year", [-1, 0, 2000, 2100, 10**9])
def test_a_year_off_the_calendar_is_refused(year):
    with pytest.raises(Refused, match="period.unknown_year"):
        period(PLAN, year, Part.YEAR)


def test_a_report_is_due_on_the_offices_own_day_and_an_early_one_is_of_the_year_after():
    chosen = Choice(2017, PLAN, "", Closing(6, 20), Closing(12, 20))

    assert due_on(chosen, 2017, Part.FIRST_HALF) == date(2017, 6, 20)
    assert due_on(chosen, 2017, Part.YEAR) == date(2017, 12, 20)
    assert due_on(Choice(2017, PLAN, "", None, Closing(1, 5)), 2017, Part.YEAR) == date(2018, 1, 5)
    assert due_on(chosen, 2017, Part.SECOND_HALF) is None
    assert due_on(Choice(2017, PLAN), 2017, Part.YEAR) is None
