"""Several months proposed together: each as good as alone, a sum shared so that none takes what another needs more."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from campaigns.errors import Refused
from campaigns.models import Window
from campaigns.queries import proposals
from campaigns.queries import slots as slot_queries
from campaigns.services import agreed
from campaigns.store import Store
from campaigns.values.proposals import Asked, ProposalView, Stretch, Target
from campaigns.values.words import SlotState, TaskState
from scheduler import months, stating
from scheduler.conflicts.proposals import judge
from scheduler.jobs import proposing, stretching
from scheduler.jobs.works import WORKS
from scheduler.services import placing
from scheduler.services import proposing as proposals_service
from tests import builders
from tests.builders import Ground
from tests.conftest import NOW
from tests.scheduler import asking

APRIL, MAY, JUNE = MONTHS = ("2017-04", "2017-05", "2017-06")
PRICE = 200_000


@pytest.fixture
def site(store: Store) -> Ground:
    return builders.ground(store)


def asked(site: Ground, spots: int, **told: Any) -> Asked:
    """So many spots of the station that has the news at noon."""
    outlet = site.windows["Thời sự trưa"].outlet_id
    return Asked(site.campaign_id, (Target(outlet, spots, "Biên bản"),), **told)


def stretch(site: Ground, *spots: int, sum_vnd: int | None = None) -> Stretch:
    pairs = zip(MONTHS, spots, strict=False)
    return Stretch(tuple((month, asked(site, count)) for month, count in pairs), sum_vnd)


def priced(store: Store, site: Ground) -> None:
    """Every window costs the same."""
    with store.deciding(actor="lan", now=NOW) as work:
        for row in work.session.exec(select(Window)):
            row.price_vnd, row.price_source = PRICE, "Bảng giá"


def costs(found: list[stretching.Month]) -> list[int]:
    return [one.found.told["cost_vnd"] for one in found]


def test_without_a_shared_sum_each_month_is_what_it_is_alone(store: Store, site: Ground) -> None:
    found = stretching.find_all(store, stretch(site, 20, 30), now=NOW)

    for one, spots in zip(found, (20, 30), strict=True):
        alone = proposing.find(store, one.month, asked(site, spots), now=NOW)
        assert one.found.placements == alone.placements
        assert one.found.told["whole"] == {"first": APRIL, "asked": 50, "done": 50, "most": 50, "sum_vnd": None}


def test_a_shared_sum_is_kept_and_spent_where_spots_are_asked_for(store: Store, site: Ground) -> None:
    priced(store, site)
    found = stretching.find_all(store, stretch(site, 10, 10, 10, sum_vnd=24 * PRICE), now=NOW)

    assert sum(costs(found)) == 24 * PRICE
    assert [one.found.told["whole"] for one in found] == [
        {"first": APRIL, "asked": 30, "done": 24, "most": 24, "sum_vnd": 24 * PRICE}
    ] * 3  # fmt: skip
    for one in found:
        with store.reading() as session:
            facts = months.gather(session, one.month, now=NOW, zone=store.site.zone)
        problem = stating.problem(facts, one.asked)
        assert judge(problem, map(stating.named, one.found.placements)).ok


def test_a_plan_of_the_whole_breaks_no_rule_of_any_month(store: Store, site: Ground) -> None:
    told = stretch(site, 12, 12)
    problems = []
    for month, wanted in told.months:
        with store.reading() as session:
            facts = months.gather(session, month, now=NOW, zone=store.site.zone)
        problems.append(stating.problem(facts, wanted))
    whole = stating.joined(problems, None)

    plan = stretching.planner.propose(whole).placements
    assert judge(whole, plan).ok
    for problem in problems:
        ends = problem.start, problem.start.replace(month=problem.start.month + 1)
        assert judge(problem, [one for one in plan if ends[0] <= one.date < ends[1]]).ok
    assert len({one.id for one in whole.quotas}) == sum(len(one.quotas) for one in problems)
    assert {one.id: one.dates for one in whole.programmes} == {
        programme.id: frozenset().union(*(p.dates for one in problems for p in one.programmes if p.id == programme.id))
        for programme in whole.programmes
    }


def test_a_restart_goes_on_from_any_checkpoint_to_the_same_end(store: Store, site: Ground) -> None:
    priced(store, site)
    kept: list[Any] = []
    told = stretch(site, 8, 8, sum_vnd=14 * PRICE)
    whole = stretching.find_all(store, told, now=NOW, keep=lambda one: kept.append(asking.plain(one)))

    for one in (kept[0], kept[len(kept) // 2], kept[-1]):
        again = stretching.find_all(store, told, now=NOW, kept=one)
        assert [m.found.told for m in again] == [m.found.told for m in whole]
    assert stretching.find_all(store, told, now=NOW, kept=kept[-1]) == whole


def test_a_stop_keeps_a_plan_for_every_month(store: Store, site: Ground) -> None:
    found = stretching.find_all(store, stretch(site, 20, 30, 10), now=NOW, stopping=lambda: True)

    assert [one.month for one in found] == list(MONTHS)
    assert all(len(one.found.placements) > 0 for one in found)


def test_what_is_found_in_haste_at_the_end_is_not_gone_on_from(store: Store, site: Ground) -> None:
    kept: list[Any] = []
    told = stretch(site, 20, 30, 10)
    stretching.find_all(
        store, told, now=NOW, keep=lambda one: kept.append(asking.plain(one)),
        stopping=lambda: bool(kept and kept[-1]["found"]),
    )  # fmt: skip

    assert [one[0] for one in kept[-1]["found"]] == [APRIL]
    again = stretching.find_all(store, told, now=NOW, kept=kept[-1])
    assert again == stretching.find_all(store, told, now=NOW)


def made(store: Store, told: Stretch) -> tuple[ProposalView, ...]:
    """The task asked for, run, and what it kept."""
    facts = {"month": told.months[0][0], "stretch": told.as_json(), "against": ""}
    uid = asking.ask(store, **facts)
    assert asking.run(store, WORKS[asking.PROPOSE])
    task = asking.task(store, uid)
    assert task.state is TaskState.DONE, task
    assert task.done_steps <= (task.all_steps or 0)
    with store.reading() as session:
        return proposals.of_stretch(session, task.result["stretch"])


def live(store: Store, month: str) -> int:
    with store.reading() as session:
        return sum(one.state is not SlotState.CANCELLED for one in slot_queries.month_slots(session, month))


def test_all_months_are_taken_up_at_once_and_each_undone_by_itself(store: Store, site: Ground) -> None:
    views = made(store, stretch(site, 6, 7))
    assert [one.month for one in views] == [APRIL, MAY]

    with store.deciding(actor="lan", now=NOW) as work:
        done = dict(proposals_service.accept_all(work, views[0].stretch))
    assert [live(store, month) for month in (APRIL, MAY)] == [6, 7]
    with store.deciding(actor="lan", now=NOW) as work:
        placing.undo(work, MAY, done[MAY].edit_id)
    assert [live(store, month) for month in (APRIL, MAY)] == [6, 0]
    with store.deciding(actor="lan", now=NOW) as work:
        again = proposals_service.accept_all(work, views[0].stretch)
    assert [month for month, _edit in again] == [MAY]
    with store.deciding(actor="lan", now=NOW) as work, pytest.raises(Refused, match=r"proposal\.nothing_left"):
        proposals_service.accept_all(work, views[0].stretch)


def test_a_month_set_aside_is_not_taken_up_with_the_others(store: Store, site: Ground) -> None:
    views = made(store, stretch(site, 6, 7))
    with store.deciding(actor="lan", now=NOW) as work:
        proposals_service.drop(work, MAY, views[1].uid)
        proposals_service.accept_all(work, views[0].stretch)

    assert [live(store, month) for month in (APRIL, MAY)] == [6, 0]


def test_a_month_that_may_spend_less_than_its_share_spends_no_more(store: Store, site: Ground) -> None:
    priced(store, site)
    with store.deciding(actor="lan", now=NOW) as work:
        agreed.set_budget(
            work, campaign_id=site.campaign_id, outlet_id=None, month=APRIL, amount_vnd=3 * PRICE, source="QĐ 5"
        )
    found = stretching.find_all(store, stretch(site, 10, 10, sum_vnd=40 * PRICE), now=NOW)

    assert [one.found.told["done"] for one in found] == [3, 10]
    assert found[0].asked == replace(asked(site, 10), budget_vnd=3 * PRICE)
