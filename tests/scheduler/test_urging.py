"""The ladder's rule: laws over any calendar, any receipts, any clock; then June 2017 as the plan dates it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.calendar import days, works
from campaigns.errors import Refused
from campaigns.times import DAY_MINUTES, ZONE, local_day, local_instant
from campaigns.values.outlets import HolidayView
from campaigns.values.urging import MAILS, RUNGS, Ladder, Rung, Standing, Step
from campaigns.values.words import DayKind
from scheduler import urging

JUNE = date(2017, 6, 14)
PLAIN = days(date(2016, 12, 1), date(2018, 3, 1), (), today=JUNE)

ladders = st.tuples(*(st.integers(0, 60) for _ in range(4))).map(
    lambda n: Ladder(n[0] + n[1], n[0], n[2] + 1, n[2] + 1 + n[3] % 25)
)
last_days = st.dates(date(2017, 3, 1), date(2017, 11, 1))
off = st.lists(st.dates(date(2017, 1, 1), date(2017, 12, 31)), max_size=30)
ticks = st.lists(st.integers(-90 * 24, 90 * 24), max_size=25)  # hours around the last good day, in any order
receipts = st.dictionaries(st.integers(1, 8), st.integers(-80 * 24, 80 * 24), max_size=6)


def calendar(holidays):
    office = [HolidayView(day, DayKind.HOLIDAY) for day in holidays]
    return days(date(2016, 12, 1), date(2018, 3, 1), office, today=JUNE)


def lived(found, last_day, ticks, receipts, *, refuses=frozenset()):
    """What each tick did: the instant, and what it took; papers in ``refuses`` are left unsigned."""
    middle = local_instant(last_day, 12 * 60)
    received = {unit: middle + timedelta(hours=hours) for unit, hours in receipts.items()}
    taken = {unit: set() for unit in range(1, 9)}
    done = []
    for hours in ticks:
        now = middle + timedelta(hours=hours)
        standings = [Standing(unit, received.get(unit), frozenset(taken[unit])) for unit in taken]
        for step in urging.due(found, standings, now, ZONE):
            if step.rung not in refuses:
                taken[step.unit_id].add(step.rung)
                done.append((now, step))
    return done, received


@given(ladders, last_days, off, ticks, receipts)
def test_every_rung_once_none_after_receipt_and_never_back_down(ladder, last_day, holidays, ticks, receipts):
    found = urging.dates(last_day, ladder, calendar(holidays))
    done, received = lived(found, last_day, sorted(ticks + ticks), receipts)

    steps = [step for _, step in done]
    assert len(steps) == len(set(steps))
    for now, step in done:
        assert step.unit_id not in received or received[step.unit_id] > now
        assert local_day(now, ZONE) >= found.on[step.rung]
        if step.rung in MAILS:
            assert local_day(now, ZONE) <= last_day
        else:
            assert local_day(now, ZONE) > last_day
    for unit in range(1, 9):
        climbed = [RUNGS.index(step.rung) for _, step in done if step.unit_id == unit]
        assert climbed == sorted(climbed)


@given(ladders, last_days, off, ticks, receipts)
def test_a_clock_that_jumps_about_takes_no_rung_twice_nor_a_lower_one_later(
    ladder, last_day, holidays, ticks, receipts
):
    found = urging.dates(last_day, ladder, calendar(holidays))
    done, _ = lived(found, last_day, ticks, receipts)

    for unit in range(1, 9):
        climbed = [RUNGS.index(step.rung) for _, step in done if step.unit_id == unit]
        assert climbed == sorted(set(climbed))


@given(ladders, last_days, off, ticks, receipts)
def test_a_clock_that_looks_only_when_told_to_loses_nothing(ladder, last_day, holidays, ticks, receipts):
    """Ticks in between change nothing against a clock that wakes exactly at each ``next_look``."""
    found = urging.dates(last_day, ladder, calendar(holidays))
    middle = local_instant(last_day, 12 * 60)
    alarms, at = [], middle - timedelta(days=200)
    while (at := urging.next_look(found, at, ZONE)) is not None:
        alarms.append(round((at - middle) / timedelta(hours=1)))
    exact, _ = lived(found, last_day, alarms, receipts)
    with_more, _ = lived(found, last_day, sorted([*alarms, *ticks]), receipts)

    assert exact == with_more
    assert len(alarms) <= len(RUNGS)


@given(ladders, last_days, off, receipts, st.integers(-90 * 24, 90 * 24), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_is_nothing(ladder, last_day, holidays, receipts, hours, chance):
    found = urging.dates(last_day, ladder, calendar(holidays))
    middle = local_instant(last_day, 12 * 60)
    standings = [
        Standing(unit, middle + timedelta(hours=receipts[unit]) if unit in receipts else None) for unit in range(1, 9)
    ]
    shuffled = [*standings, *standings[:3]]
    chance.shuffle(shuffled)
    now = middle + timedelta(hours=hours)

    assert urging.due(found, shuffled, now, ZONE) == urging.due(found, standings, now, ZONE)


@given(ladders, last_days, off)
def test_rungs_fall_on_working_days_in_order_and_nobody_is_late_before_the_last_good_day_is_over(
    ladder, last_day, holidays
):
    known = calendar(holidays)
    found = urging.dates(last_day, ladder, known)

    on = [found.on[rung] for rung in RUNGS]
    assert on == sorted(on)
    assert found.on[Rung.REMINDER] <= last_day < found.on[Rung.LETTER]
    assert all(works(day, known) for day in on)
    assert found.on[Rung.LETTER] <= found.answer_by <= found.on[Rung.LIST]


@given(st.tuples(*(st.integers(-2, 95) for _ in range(4))))
def test_a_ladder_out_of_order_is_refused_and_any_other_kept(given_days):
    notice, reminder, letter, synthesis = given_days
    in_order = notice >= reminder >= 0 and synthesis >= letter >= 1
    ladder = Ladder(notice, reminder, letter, synthesis)

    if in_order and max(notice, synthesis) <= urging.MOST_DAYS:
        assert urging.sound(ladder) is ladder
    else:
        with pytest.raises(Refused, match=r"urging\.(order|far)"):
            urging.sound(ladder)


def test_june_2017_as_proposed():
    found = urging.dates(JUNE, Ladder(), PLAIN)

    assert [found.on[rung] for rung in RUNGS] == [
        date(2017, 6, 1), date(2017, 6, 13), date(2017, 6, 15), date(2017, 6, 20),
    ]  # fmt: skip
    assert found.answer_by == date(2017, 6, 19)


def test_a_weekend_moves_the_reminder_to_friday_and_the_letter_to_monday():
    last = date(2017, 10, 14)  # a Saturday
    found = urging.dates(last, Ladder(reminder_days=0), PLAIN)

    assert found.on[Rung.REMINDER] == date(2017, 10, 13)
    assert found.on[Rung.LETTER] == date(2017, 10, 16)


def test_a_clock_that_slept_through_both_mails_sends_the_later_one_alone():
    found = urging.dates(JUNE, Ladder(), PLAIN)
    late = local_instant(JUNE, 9 * 60)

    assert urging.due(found, [Standing(1)], late, ZONE) == (Step(Rung.REMINDER, 1),)
    assert urging.due(found, [Standing(1)], local_instant(JUNE, DAY_MINUTES), ZONE) == ()


def test_who_reports_between_two_rungs_is_left_alone_and_whose_report_is_returned_is_urged_again():
    found = urging.dates(JUNE, Ladder(), PLAIN)
    at = urging.morning(date(2017, 6, 15), ZONE)
    handed_in = Standing(1, datetime(2017, 6, 10, 3, tzinfo=at.tzinfo), frozenset({Rung.NOTICE}))

    assert urging.due(found, [handed_in], at, ZONE) == ()
    assert urging.due(found, [Standing(1, None, handed_in.taken)], at, ZONE) == (Step(Rung.LETTER, 1),)


def test_papers_wait_for_a_hand_and_the_letter_is_over_once_the_list_has_gone():
    found = urging.dates(JUNE, Ladder(), PLAIN)
    at = urging.morning(date(2017, 6, 20), ZONE)

    assert urging.due(found, [Standing(1)], at, ZONE) == (Step(Rung.LETTER, 1), Step(Rung.LIST, 1))
    assert urging.due(found, [Standing(1, None, frozenset({Rung.LIST}))], at, ZONE) == ()
