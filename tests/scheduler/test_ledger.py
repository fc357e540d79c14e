"""The ledger's laws on slots of every kind, and worked examples."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.values.ledger import Amount, Key, Line, Standing
from campaigns.values.words import Evidence, Resolution, SlotState
from scheduler import ledger

KEY = Key(1, "2017-04", 1, 1)
SPOT = Standing("a", KEY, SlotState.CONFIRMED, Evidence.NONE, None, 60, None, 600_001, None, date(2017, 4, 12))
AIRED = replace(SPOT, state=SlotState.AIRED, evidence=Evidence.ATTESTED, actual_duration_s=60)
MISSED = replace(SPOT, state=SlotState.MISSED, evidence=Evidence.ATTESTED, resolution=Resolution.UNRESOLVED)


@st.composite
def books(draw) -> list[Standing]:
    """Slots of every kind, with make-goods for some of them."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        press = draw(st.booleans())
        origins = [one.uid for one in found if one.makegood_of is None]
        found.append(
            Standing(
                f"s{number}", Key(1, draw(st.sampled_from(["2017-04", "2017-05"])), draw(st.integers(1, 2)), 1),
                draw(st.sampled_from(list(SlotState))), draw(st.sampled_from(list(Evidence))),
                draw(st.sampled_from([None, *Resolution])), 0 if press else draw(st.integers(1, 3_600)),
                draw(st.none() | st.integers(0, 7_200)), draw(st.none() | st.integers(0, 10**9)),
                draw(st.none() | st.sampled_from(origins)) if origins else None,
                draw(st.dates(date(2017, 4, 1), date(2017, 5, 31))),
            )
        )  # fmt: skip
    return found


@given(books())
def test_nothing_is_lost_and_nothing_is_counted_twice(slots):
    found = ledger.reckon(slots)

    assert all(line.is_kept for line in found.values())
    ordered = [one for one in slots if one.makegood_of is None and one.state in ledger.ORDERED]
    total = ledger.whole(found)
    assert total.ordered.seconds == sum(one.duration_s for one in ordered)
    assert total.ordered.articles == sum(not one.duration_s for one in ordered)
    assert total.ordered.vnd == sum(one.cost_vnd or 0 for one in ordered)
    assert all(part >= 0 for line in found.values() for part in (line.owed.vnd, line.made_good.seconds, line.aired.vnd))


@given(st.data(), books())
def test_the_order_of_slots_does_not_matter_and_parts_add_up(data, slots):
    found = ledger.reckon(slots)
    again = ledger.reckon(data.draw(st.permutations(slots)))

    assert ledger.digest(found) == ledger.digest(again)
    by_month = ledger.added(found, lambda key: key.month)
    assert sum(by_month.values(), Line()) == ledger.whole(found)


@given(books(), st.integers(0, 60))
def test_any_day_parts_the_ledger_in_two_that_add_up_to_it(slots, offset):
    first, last, cut = date(2017, 4, 1), date(2017, 5, 31), date(2017, 4, 1) + timedelta(days=offset)
    early, late = ledger.Days(first, cut - timedelta(days=1)), ledger.Days(cut, last)

    parts = [ledger.whole(ledger.reckon(slots, days=days)) for days in (early, late)]

    assert parts[0] + parts[1] == ledger.whole(ledger.reckon(slots))


@given(books(), st.integers(0, 11))
def test_another_state_of_any_slot_that_matters_has_another_digest(slots, place):
    ordered = [n for n, one in enumerate(slots) if one.makegood_of is None and one.state is SlotState.CONFIRMED]
    if not ordered:
        return
    n = ordered[place % len(ordered)]
    other = [*slots[:n], replace(slots[n], state=SlotState.PLANNED), *slots[n + 1 :]]

    assert ledger.digest(ledger.reckon(slots)) != ledger.digest(ledger.reckon(other))


@pytest.mark.parametrize(
    ("slots", "part", "amount"),
    [
        ([SPOT], "ahead", Amount(60, 0, 600_001)),
        ([replace(SPOT, state=SlotState.ON_AIR)], "ahead", Amount(60, 0, 600_001)),
        ([AIRED], "aired", Amount(60, 0, 600_001)),
        ([replace(AIRED, actual_duration_s=75)], "aired", Amount(60, 0, 600_001)),  # more than was agreed is a gift
        ([replace(AIRED, actual_duration_s=20)], "aired", Amount(20, 0, 200_000)),
        ([replace(AIRED, actual_duration_s=20)], "owed", Amount(40, 0, 400_001)),
        ([replace(AIRED, evidence=Evidence.PRESUMED, actual_duration_s=None)], "presumed", Amount(60, 0, 600_001)),
        ([MISSED], "owed", Amount(60, 0, 600_001)),
        ([replace(MISSED, resolution=Resolution.CREDITED)], "credited", Amount(60, 0, 600_001)),
        ([replace(MISSED, resolution=Resolution.WAIVED)], "waived", Amount(60, 0, 600_001)),
        ([replace(MISSED, duration_s=0)], "owed", Amount(0, 1, 600_001)),
        ([replace(SPOT, state=SlotState.PLANNED)], "ordered", Amount()),
        ([replace(SPOT, state=SlotState.CANCELLED)], "ordered", Amount()),
    ],
)  # fmt: skip
def test_what_a_slot_stands_for(slots, part, amount):
    assert getattr(ledger.whole(ledger.reckon(slots)), part) == amount


@pytest.mark.parametrize(
    ("makegoods", "good", "owed"),
    [
        ([replace(AIRED, uid="b", makegood_of="a")], 60, 0),
        ([replace(AIRED, uid="b", makegood_of="a", actual_duration_s=45)], 45, 15),
        ([replace(AIRED, uid="b", makegood_of="a", duration_s=30, actual_duration_s=30)] * 2, 60, 0),
        ([replace(AIRED, uid="b", makegood_of="a", duration_s=90, actual_duration_s=90)], 60, 0),
        ([replace(AIRED, uid="b", makegood_of="a", evidence=Evidence.PRESUMED)], 0, 60),  # nobody has seen it
        ([replace(SPOT, uid="b", makegood_of="a")], 0, 60),  # it still lies ahead
        ([replace(MISSED, uid="b", makegood_of="a", resolution=None)], 0, 60),  # missed itself: owed once, not twice
        ([replace(AIRED, uid="b")], 0, 60),  # a repeat, or any other airing, clears nothing
    ],
)  # fmt: skip
def test_only_a_make_good_that_went_out_makes_good(makegoods, good, owed):
    line = ledger.reckon([MISSED, *makegoods])[KEY]

    assert (line.made_good.seconds, line.owed.seconds) == (good, owed)


def test_only_what_rests_on_evidence_is_paid():
    presumed = replace(AIRED, uid="b", evidence=Evidence.PRESUMED, actual_duration_s=None)
    made_good = [replace(MISSED, uid="c", resolution=Resolution.MADE_GOOD), replace(AIRED, uid="d", makegood_of="c")]
    credited = replace(MISSED, uid="e", resolution=Resolution.CREDITED)
    line = ledger.reckon([AIRED, presumed, *made_good, credited, replace(SPOT, uid="f", cost_vnd=None)])[KEY]

    assert line.payable == Amount(120, 0, 1_200_002)
    assert (line.spots, line.unpriced) == (5, 1)
