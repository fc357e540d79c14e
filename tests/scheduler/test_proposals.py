"""What the judge finds in a plan, rule by rule, on one small month."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from scheduler.conflicts.proposals import judge
from scheduler.problem import (
    Blackout,
    Budget,
    Held,
    Outlet,
    Placement,
    Problem,
    Producer,
    Programme,
    Quota,
    Replan,
    Theme,
)

DAYS = [date(2018, 3, day) for day in range(5, 19)]  # two ISO weeks, Monday to Sunday
MONDAY, TUESDAY, WEDNESDAY, FRIDAY = DAYS[0], DAYS[1], DAYS[2], DAYS[4]
MORNING = Programme("morning", "radio", frozenset(DAYS), 2, "06:15", "radio", 10, price=100, audience=7)
NOON = Programme("noon", "radio", frozenset(DAYS), 2, "11:30", "radio", 10, price=200, audience=9)
WARD = Programme("ward", "speaker", frozenset(DAYS), 2, "17:00", "speaker", 10)
FIRE = Theme(
    "fire", "safety", "Phòng cháy", frozenset({"radio", "speaker"}), {"radio": 4, "speaker": 4}, gap_days=2,
    lead_per_day=1, lead_days=3, producer="desk", reruns_per_script=2, rerun_delay_days=1,
)  # fmt: skip
ROAD = Theme("road", "safety", "Giao thông", frozenset({"radio"}), {"radio": 7}, producer="desk")
MONTH = Problem(
    start=DAYS[0], days=14, today=date(2018, 3, 1),
    outlets=(Outlet("radio", "Đài PT", daily_spots=2), Outlet("speaker", "Đài xã", lead=False, daily_spots=2)),
    programmes=(MORNING, NOON, WARD),
    themes=(FIRE, ROAD),
    quotas=(Quota("agreed", frozenset({"fire", "road"}), frozenset({"radio", "speaker"}), DAYS[0], DAYS[-1], 4, 5),),
    budgets=(Budget("safety", 700, frozenset({"fire", "road"})),),
    producers=(Producer("desk", "Tổ biên tập", 3),),
)  # fmt: skip


def fire(*days: date, programme: str = "morning") -> list[Placement]:
    return [Placement(programme, day, "fire") for day in days]


def road(*days: date, programme: str = "morning") -> list[Placement]:
    return [Placement(programme, day, "road") for day in days]


def broken(problem: Problem, plan: Sequence[Placement]) -> list[str]:
    return [one.rule for one in judge(problem, plan).violations]


def test_a_plan_within_all_limits_breaks_nothing_and_is_worth_what_it_reaches() -> None:
    plan = [*fire(MONDAY, FRIDAY), *fire(TUESDAY, programme="ward"), *road(WEDNESDAY, programme="noon")]
    verdict = judge(MONTH, plan)
    assert verdict.ok
    assert not verdict.unmet
    assert verdict.objectives == (0, 0, 0, 0, 0, -(7 + 7 + 9), 100 + 100 + 200)


def test_an_empty_plan_is_short_of_everything_agreed() -> None:
    verdict = judge(replace(MONTH, quotas=(replace(MONTH.quotas[0], tier=2, weight=3, spread=True),)), [])
    assert verdict.unmet == (("agreed", 4),)
    assert verdict.objectives == (0, 12, 0, 0, 4, 0, 0)


@pytest.mark.parametrize(
    ("told", "plan", "rule"),
    [
        ({}, [Placement("evening", MONDAY, "fire")], "structure"),
        ({}, [*fire(MONDAY), *fire(MONDAY)], "structure"),
        ({"held": (Held(fire(MONDAY)[0], 4, 100),)}, fire(MONDAY), "structure"),
        ({}, fire(date(2018, 3, 4)), "calendar"),
        ({"replan": Replan(MONDAY, frozenset(), frozenset({("morning", MONDAY)}))}, fire(MONDAY), "cancelled"),
        ({"blackouts": (Blackout(MONDAY, frozenset({"radio"})),)}, fire(MONDAY), "blackout:0"),
        ({}, [Placement("ward", MONDAY, "road")], "serve"),
        ({"forbidden": tuple(fire(MONDAY))}, fire(MONDAY), "forbidden:0"),
        ({"pins": tuple(fire(MONDAY))}, fire(TUESDAY), "pin:0"),
        ({"today": date(2018, 3, 3)}, fire(MONDAY), "lead:fire"),
        ({"programmes": (replace(MORNING, closed=frozenset({MONDAY})), NOON, WARD)}, fire(MONDAY), "booking:morning"),
        ({}, [*fire(MONDAY), *road(MONDAY)], "capacity:morning"),
        ({"held": (Held(Placement("morning", MONDAY, ""), 7),)}, fire(MONDAY), "capacity:morning"),
        ({}, [*fire(MONDAY), *road(MONDAY, programme="noon"),
              *road(MONDAY, programme="morning")], "outletday:radio"),
        ({}, fire(MONDAY, TUESDAY), "gap:fire"),
        ({"held": (Held(fire(MONDAY)[0], 4, 100),)}, fire(TUESDAY), "gap:fire"),
        ({}, [*fire(MONDAY), *fire(MONDAY, programme="noon")], "leadday:fire"),
        ({"conflicts": (("road", "fire"),)}, [*fire(MONDAY), *road(MONDAY, programme="noon")], "conflict:0"),
        ({"neighbours": (("morning", "noon"),)}, [*road(MONDAY), *road(MONDAY, programme="noon")], "neighbour:0"),
        ({}, road(*DAYS[:4], programme="noon"), "budget:safety"),
        ({}, road(*DAYS[:4]), "producer:desk"),
        ({}, fire(MONDAY, programme="ward"), "rerun:fire"),
        ({}, [*fire(MONDAY), *fire(MONDAY, programme="ward")], "rerun:fire"),
        ({"replan": Replan(TUESDAY, frozenset(fire(MONDAY)))}, [], "frozen"),
        ({"quotas": (replace(MONTH.quotas[0], most=0),)}, fire(MONDAY), "quotamax:agreed"),
        ({"quotas": (replace(MONTH.quotas[0], hard=True),)}, fire(MONDAY), "quota:agreed"),
    ],
)  # fmt: skip
def test_each_rule_is_told_by_its_own_name(told: dict[str, object], plan: list[Placement], rule: str) -> None:
    assert rule in broken(replace(MONTH, **told), plan)  # type: ignore[arg-type]


def test_a_violation_tells_who_when_and_how_far() -> None:
    (found,) = judge(MONTH, [*fire(MONDAY), *road(MONDAY)]).violations
    assert (found.day, found.found, found.limit) == (MONDAY, 11, 10)
    assert set(found.placements) == {*fire(MONDAY), *road(MONDAY)}


def test_what_is_held_takes_room_and_money_and_is_never_judged_itself() -> None:
    late = [Held(Placement("morning", MONDAY, "road"), 20, 900), Held(Placement("morning", MONDAY, "fire"), 20, 900)]
    held = replace(MONTH, held=tuple(late), today=date(2018, 4, 1), conflicts=(("fire", "road"),))
    assert judge(held, []).ok
    assert judge(held, []).unmet == (("agreed", 2),)
    assert "budget:safety" in broken(held, road(FRIDAY))


def test_a_re_run_needs_a_first_run_that_no_held_re_run_has_used_up() -> None:
    first = Held(fire(MONDAY)[0], 4, 100)
    run = [Held(one, 4) for one in fire(TUESDAY, DAYS[3], programme="ward")]
    again = fire(DAYS[5], programme="ward")
    assert judge(replace(MONTH, held=(first, run[0])), again).ok
    assert broken(replace(MONTH, held=(first, *run)), again) == ["rerun:fire"]


def test_what_was_published_needs_no_new_script_and_no_new_booking() -> None:
    closed = replace(MORNING, closed=frozenset(DAYS))
    published = replace(
        MONTH, today=DAYS[-1], programmes=(closed, NOON, WARD), replan=Replan(TUESDAY, frozenset(fire(MONDAY, FRIDAY)))
    )
    assert judge(published, fire(MONDAY, FRIDAY)).ok
    moved = judge(published, [*fire(MONDAY), *fire(FRIDAY, programme="noon")])
    assert [one.rule for one in moved.violations] == ["lead:fire"]
    assert moved.objectives[3] == 2
