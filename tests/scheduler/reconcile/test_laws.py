"""Laws of the assignment, on small random days where things meet."""

import itertools
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.reconcile import Booked, Label, Line, Tolerance, Why, reconcile
from tests.scheduler.reconcile import golden

UNIT = Tolerance().farthest_s ** 2
ALONE = 145 * UNIT // 100
WHOLE_DAY = [(golden.DAY - timedelta(days=1), golden.DAY + timedelta(days=2))]
programmes = st.sampled_from(["Thông điệp", "Cải cách hành chính", "Bản tin", ""])
titles = st.sampled_from(
    ["Nộp hồ sơ qua mạng", "Nop ho so", "Đường dây nóng, kỳ 3", "Đường dây nóng, kỳ 4", "Một cửa ở huyện Lộc Ninh", ""]
)
instants = st.one_of(
    st.sampled_from([golden.at(10, 0), golden.at(10, 4), golden.at(10, 30), golden.at(12, 0)]),
    st.integers(0, 6 * 3_600).map(lambda s: golden.at(8, 0) + timedelta(seconds=s)),
)


@st.composite
def days(draw, most: int = 4) -> tuple[list[Line], list[Booked]]:
    lines = [
        Line(
            number, draw(instants), draw(st.sampled_from([None, 30, 45, 600])), draw(programmes), draw(titles),
            draw(st.sampled_from(["", "A", "chủ đề b"])), draw(st.sampled_from(["", "BPTV1", "BPTV2"])),
        )
        for number in range(1, draw(st.integers(0, most)) + 1)
    ]  # fmt: skip
    slots = [
        Booked(
            f"slot-{number}", draw(instants), draw(st.sampled_from([0, 30, 45, 600])), draw(programmes), draw(titles),
            (letter := draw(st.sampled_from("AB"))), f"Chủ đề {letter}", "BPTV1",
        )
        for number in range(draw(st.integers(0, most)))
    ]  # fmt: skip
    return lines, slots


def pair_cost(line: Line, slot: Booked) -> int | None:
    """What the product says of a pair that stands alone; None: it cannot be."""
    (one, *_) = reconcile([line], [slot], covers=WHOLE_DAY).matches
    return one.cost if one.number is not None else None


def table(lines: Sequence[Line], slots: Sequence[Booked]) -> Mapping[tuple[int, str], int]:
    """Costs of the pairs that could be, by the line's number and the slot's uid."""
    every = {(line.number, slot.uid): pair_cost(line, slot) for line in lines for slot in slots}
    return {pair: cost for pair, cost in every.items() if cost is not None}


def cheapest(lines: Sequence[Line], slots: Sequence[Booked], costs: Mapping[tuple[int, str], int]) -> int:
    """The least total over every assignment there is, each tried."""
    least = ALONE * (len(lines) + len(slots))
    for many in range(1, min(len(lines), len(slots)) + 1):
        for chosen in itertools.combinations(slots, many):
            for taken in itertools.permutations(lines, many):
                pairs = [(line.number, slot.uid) for line, slot in zip(taken, chosen, strict=True)]
                if all(pair in costs for pair in pairs):
                    alone = len(lines) + len(slots) - 2 * many
                    least = min(least, sum(costs[pair] for pair in pairs) + ALONE * alone)
    return least


def total(found) -> int:
    return sum(ALONE if Label.DUPLICATED in one.labels else one.cost for one in found.matches)


@settings(max_examples=1_000)
@given(days())
def test_no_assignment_is_cheaper(day):
    lines, slots = day
    assert total(reconcile(lines, slots, covers=WHOLE_DAY)) == cheapest(lines, slots, table(lines, slots))


@settings(max_examples=200)
@given(days(most=3))
def test_what_an_alternative_costs_more_is_what_the_best_assignment_with_it_costs_more(day):
    lines, slots = day
    found, costs = reconcile(lines, slots, covers=WHOLE_DAY), table(lines, slots)
    for one in found.matches:
        for other in one.alternatives:
            pair = (one.number if other.number is None else other.number, other.uid or one.uid)
            rest = [line for line in lines if line.number != pair[0]], [slot for slot in slots if slot.uid != pair[1]]
            assert total(found) + other.cost == costs[pair] + cheapest(*rest, costs)


@given(days(most=9), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(day, chance):
    lines, slots = day
    found = reconcile(lines, slots, covers=WHOLE_DAY)
    chance.shuffle(lines)
    chance.shuffle(slots)
    assert reconcile(lines, slots, covers=WHOLE_DAY) == found


@given(days(most=9))
def test_every_line_and_every_slot_stands_in_one_match(day):
    lines, slots = day
    found = reconcile(lines, slots, covers=WHOLE_DAY)
    own = [one.uid for one in found.matches if one.uid is not None and Label.DUPLICATED not in one.labels]
    assert sorted(own) == sorted(slot.uid for slot in slots)
    assert sorted(one.number for one in found.matches if one.number is not None) == [line.number for line in lines]
    for one in found.matches:
        if Label.DUPLICATED in one.labels:
            assert found.by_uid[one.uid].number not in {None, one.number}


@given(days(most=9))
def test_reasons_add_up_to_the_cost_and_alternatives_come_best_first(day):
    for one in reconcile(*day, covers=WHOLE_DAY).matches:
        assert sum(reason.cost for reason in one.reasons) == one.cost
        extra = [other.cost for other in one.alternatives]
        assert extra == sorted(extra)
        assert all((other.uid is None) != (other.number is None) for other in one.alternatives)
        assert not one.alternatives or one.doubtful


@given(days(most=9))
def test_a_log_that_tells_what_was_booked_costs_nothing(day):
    slots = [replace(slot, programme=slot.programme or "Bản tin") for slot in day[1]]
    told = [
        Line(number, one.starts_at, one.duration_s, one.programme, one.title, one.theme, one.channel)
        for number, one in enumerate(slots)
    ]
    found = reconcile(told, slots)
    assert [(one.labels, one.cost) for one in found.matches] == [((Label.ON_TIME,), 0)] * len(slots)


@given(days(most=9))
def test_a_slot_outside_the_covered_time_is_never_missing(day):
    lines, slots = day
    stretch = (golden.at(10, 0), golden.at(12, 0))
    found = reconcile(lines, slots, covers=[stretch])
    assert {one.uid for one in found.missing} <= {
        slot.uid for slot in slots if stretch[0] <= slot.starts_at < stretch[1]
    }
    within = {slot.uid for slot in slots if stretch[0] <= slot.starts_at < stretch[1]}
    assert within <= set(found.by_uid)


def test_nothing_against_nothing():
    assert reconcile([], []).matches == ()


def test_without_lines_the_covered_slots_are_missing():
    assert reconcile([], golden.SLOTS).matches == ()
    assert len(reconcile([], golden.SLOTS, covers=WHOLE_DAY).missing) == len(golden.SLOTS)


def test_a_process_that_asks_nothing_loads_no_solver():
    code = "import sys, scheduler.reconcile; sys.exit(bool({'scipy', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


SPOT = ("Thông điệp", "Nộp hồ sơ qua mạng")


def spot(uid: str, hour: int, minute: int = 0) -> Booked:
    return golden.booked(uid, golden.at(hour, minute), 45, *SPOT)


def aired(number: int, hour: int, minute: int = 0, second: int = 0) -> Line:
    return golden.line(number, golden.at(hour, minute, second), 45, *SPOT)


def numbers(found) -> dict[str, tuple[int | None, tuple[Label, ...]]]:
    return {uid: (one.number, one.labels) for uid, one in found.by_uid.items()}


def test_one_spot_moved_past_two_others_leaves_these_on_time():
    found = reconcile(
        [aired(1, 9), aired(2, 10), aired(3, 11)], [spot("8", 8), spot("9", 9), spot("10", 10)], covers=WHOLE_DAY
    )
    assert numbers(found) == {"8": (3, (Label.MOVED,)), "9": (1, (Label.ON_TIME,)), "10": (2, (Label.ON_TIME,))}


def test_a_station_that_runs_late_as_a_whole_keeps_the_order():
    found = reconcile([aired(1, 10, 6), aired(2, 10, 10)], [spot("a", 10), spot("b", 10, 4)], covers=WHOLE_DAY)
    assert numbers(found) == {"a": (1, (Label.MOVED,)), "b": (2, (Label.MOVED,))}


def test_a_line_halfway_between_two_like_slots_is_doubtful_and_names_the_other():
    found = reconcile([aired(1, 10, 2)], [spot("a", 10), spot("b", 10, 4)], covers=WHOLE_DAY)
    (taken,) = [one for one in found.matches if one.number == 1]
    (other,) = taken.alternatives
    assert taken.doubtful
    assert {taken.uid, other.uid} == {"a", "b"}
    assert (other.cost, other.reasons[-1].why) == (0, Why.START_OFF)


def test_the_tolerance_itself_still_passes():
    slot = golden.booked("a", golden.at(10, 0), 60, *SPOT)
    limits = Tolerance()

    def labels(off_s: int, length_s: int) -> tuple[Label, ...]:
        told = golden.line(1, slot.starts_at + timedelta(seconds=off_s), length_s, *SPOT)
        return reconcile([told], [slot], limits, covers=WHOLE_DAY).by_uid["a"].labels

    assert labels(300, 57) == labels(-300, 70) == (Label.ON_TIME,)
    assert labels(301, 56) == (Label.MOVED, Label.SHORT)
    assert labels(-10_800, 71) == (Label.MOVED, Label.LONG)
    assert labels(10_801, 60) == (Label.MISSING,)


def test_a_slot_just_before_the_log_begins_finds_its_airing_yet_is_not_missing_without():
    early = spot("a", 10)
    assert numbers(reconcile([aired(1, 10, 0, 30)], [early])) == {"a": (1, (Label.ON_TIME,))}
    assert numbers(reconcile([golden.line(1, golden.at(10, 1), 45, "Bản tin", "Khác")], [early])) == {}
