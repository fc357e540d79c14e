"""Proposals: made by the planner's task, judged place by place, taken up as one edit that one undo takes back."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from campaigns.errors import NotFound, Refused
from campaigns.models import Window
from campaigns.queries import history, proposals
from campaigns.queries import slots as slot_queries
from campaigns.queries import tasks as task_queries
from campaigns.store import Store
from campaigns.values.edits import Place
from campaigns.values.proposals import Asked, ProposalView, Proposed, Target
from campaigns.values.words import SlotState, TaskKind, TaskState
from scheduler import board, months
from scheduler.jobs import proposing as finding
from scheduler.jobs import tasking
from scheduler.jobs.works import WORKS
from scheduler.services import exchanging, placing, proposing, tasks
from tests import builders
from tests.builders import MONTH, Ground
from tests.conftest import NOW
from tests.scheduler import month as clocked

DAY = date(2017, 4, 20)


@pytest.fixture
def site(store: Store) -> Ground:
    return builders.ground(store)


def asked(site: Ground, spots: int = 30, **told) -> Asked:
    """So many spots of the station that has the news at noon."""
    outlet = site.windows["Thời sự trưa"].outlet_id
    return Asked(**({"campaign_id": site.campaign_id, "targets": (Target(outlet, spots, "Biên bản"),)} | told))


def proposed(store: Store, what: Asked, now=NOW) -> ProposalView:
    """What the planner finds when its task is run."""
    with store.deciding(actor="lan", now=now) as work:
        uid = tasks.ask(work, TaskKind.PROPOSE, {"month": MONTH, "asked": what.as_json(), "against": ""})
    assert tasking.run_next(store, {TaskKind.PROPOSE: WORKS[TaskKind.PROPOSE]}, lambda: now)
    with store.reading() as session:
        task = task_queries.task(session, uid)
        assert task.state is TaskState.DONE, task
        return proposals.proposal(session, task.result["proposal"])


def accept(store: Store, view: ProposalView, **told):
    with store.deciding(actor="lan", now=NOW) as work:
        return proposing.accept(work, MONTH, view.uid, **told)


def live(store: Store) -> Counter:
    with store.reading() as session:
        slots = slot_queries.month_slots(session, MONTH)
    gone = {SlotState.CANCELLED, SlotState.MISSED}
    return Counter(Proposed(one.window_id, one.date, one.theme_id) for one in slots if one.state not in gone)


def shown(store: Store, view: ProposalView) -> board.Board:
    with store.reading() as session:
        return board.load(
            session, MONTH, actor="lan", now=NOW, zone=store.site.zone, wish=board.Wish(proposal=view.uid)
        )  # fmt: skip


def test_a_month_is_proposed_taken_up_undone_and_taken_up_again(store: Store, site: Ground):
    view = proposed(store, asked(site))

    assert len(view.placements) == 30
    assert (view.found["asked"], view.found["done"], view.found["most"]) == (30, 30, 30)
    assert live(store) == Counter()  # nothing lies on the board before somebody says so
    done = accept(store, view)
    assert live(store) == Counter(view.placements)
    assert shown(store, view).changes == ()
    with store.deciding(actor="lan", now=NOW) as work:
        placing.undo(work, MONTH, done.edit_id)
    assert live(store) == Counter()
    assert len(shown(store, view).changes) == 30
    accept(store, view)
    assert live(store) == Counter(view.placements)


def test_what_was_taken_up_brings_no_warning_but_that_it_is_unsent(store: Store, site: Ground):
    accept(store, proposed(store, asked(site, 60)))

    found = shown(store, proposed(store, asked(site, 60))).findings
    assert {one.code for one in found} <= {"price.missing", "lead.unsent"}


def test_places_that_a_person_refused_stay_empty(store: Store, site: Ground):
    view = proposed(store, asked(site))
    refused = set(view.placements[:3])
    with store.deciding(actor="lan", now=NOW) as work:
        proposing.judge(work, MONTH, view.uid, refused, refused=True)
        proposing.judge(work, MONTH, view.uid, [view.placements[0]], refused=False)

    accept(store, view)

    assert live(store) == Counter(set(view.placements) - set(view.placements[1:3]))
    with store.reading() as session:
        told = [row.what for row in history.of(session, "proposal", view.uid)]
    assert told == ["made", "refused", "wanted", "accepted"]


def test_some_of_it_can_be_taken_up(store: Store, site: Ground):
    view = proposed(store, asked(site))
    first = view.placements[0]

    accept(store, view, wanted=lambda change: change.ref == first)

    assert live(store) == Counter([first])
    assert len(shown(store, view).changes) == 29


def test_what_no_longer_fits_is_left_out_and_told(store: Store, site: Ground):
    view = proposed(store, asked(site))
    taken = view.placements[0]
    others = [theme for theme in site.themes if theme != taken.theme_id]
    room = next(one.capacity_spots for one in site.windows.values() if one.id == taken.window_id)
    with store.deciding(actor="minh", now=NOW) as work:
        placing.edit(work, MONTH, [Place(taken.window_id, taken.date, others[n]) for n in range(room)], seen=None)

    done = accept(store, view)

    assert [(one.window_id, one.date, one.code) for one in done.skipped] == [(*taken[:2], "cell.full")]
    assert len(done.uids) == 29


def test_a_proposal_of_which_nothing_is_left_is_refused(store: Store, site: Ground):
    view = proposed(store, asked(site))
    accept(store, view)

    with pytest.raises(Refused, match="proposal.nothing_left"):
        accept(store, view)


def test_a_proposal_is_found_under_its_own_month_only(store: Store, site: Ground):
    view = proposed(store, asked(site))

    with store.deciding(actor="lan", now=NOW) as work, pytest.raises(NotFound):
        proposing.accept(work, "2017-05", view.uid)


def test_one_that_was_set_aside_is_shown_no_more_until_it_is_taken_out_again(store: Store, site: Ground):
    view = proposed(store, asked(site))
    assert shown(store, view).proposal is not None
    for dropped in (True, False):
        with store.deciding(actor="lan", now=NOW) as work:
            proposing.drop(work, MONTH, view.uid, dropped=dropped)
        assert (shown(store, view).proposal is None) == dropped
        assert bool(shown(store, view).waiting) != dropped


def test_more_than_can_be_had_is_told_with_the_most_that_can(store: Store, site: Ground):
    windows = [one for one in site.windows.values() if one.outlet_id == site.windows["Tin ngắn"].outlet_id]
    view = proposed(store, asked(site, targets=(Target(windows[0].outlet_id, 900, "lời hẹn"),)))

    assert view.found["done"] == view.found["most"] < 900
    assert view.found["unmet"][0]["missing"] == 900 - view.found["done"]


def test_after_a_miss_confirmed_slots_stay_and_as_few_others_move_as_can_be(store: Store, site: Ground):
    days = [DAY + timedelta(days=n) for n in range(4)]
    (kept, lost, *_others) = uids = clocked.confirmed(store, site, "Thời sự trưa", *days)
    with store.deciding(actor="lan", now=NOW) as work:
        work.slot(lost, seen_version=None).state = SlotState.MISSED
    before = live(store)
    outlet = site.windows["Thời sự trưa"].outlet_id
    view = proposed(store, asked(site, targets=(Target(outlet, 4, "Biên bản"),), movable=True))

    assert view.found["changes"] == 1
    accept(store, view)
    after = live(store)
    assert before <= after
    assert sum(after.values()) == 4
    with store.reading() as session:
        states = {one.uid: one.state for one in slot_queries.month_slots(session, MONTH)}
    assert states[kept] is SlotState.CONFIRMED
    assert len(uids) == 4


def test_after_a_miss_in_a_full_month_nothing_moves_for_evenness(store: Store, site: Ground):
    outlet = site.windows["Thời sự trưa"].outlet_id
    wish = asked(site, targets=(Target(outlet, 90, "Biên bản"),))
    accept(store, proposed(store, wish))
    now = NOW + timedelta(days=25)  # 14 April, when early windows of the month are past
    with store.deciding(actor="lan", now=now) as work:
        slots = slot_queries.month_slots(work.session, MONTH)
        for one in slots:
            if one.starts_at < now:
                work.slot(one.uid, seen_version=None).state = SlotState.AIRED
        lost = next(one for one in slots if one.starts_at < now)
        work.slot(lost.uid, seen_version=None).state = SlotState.MISSED

    view = proposed(store, replace(wish, movable=True), now=now)
    assert (view.found["done"], view.found["changes"]) == (90, 1)
    (new,) = set(view.placements) - set(live(store))
    assert new.theme_id == lost.theme_id  # the theme that lost one gets it back


def test_binding_figures_that_clash_name_rules_of_which_none_can_be_spared(store: Store, site: Ground):
    windows = [one for one in site.windows.values() if one.outlet_id == site.windows["Tin ngắn"].outlet_id]
    wish = asked(site, targets=(Target(windows[0].outlet_id, 90, "lời hẹn"),), must=True)
    with pytest.raises(Refused, match=r"proposal\.impossible") as refused:
        finding.find(store, MONTH, wish, now=NOW)

    assert refused.value.facts["month"] == MONTH
    kinds = {one["kind"] for one in refused.value.facts["clash"]}
    assert "quota" in kinds
    assert len(kinds) > 1
    most = finding.find(store, MONTH, replace(wish, must=False), now=NOW).told["most"]
    fits = replace(wish, targets=(replace(wish.targets[0], spots=most),))
    assert len(finding.find(store, MONTH, fits, now=NOW).placements) == most


def exchange(store: Store, view: ProposalView, old: Proposed, new: Proposed) -> ProposalView:
    with store.deciding(actor="lan", now=NOW) as work:
        return exchanging.exchange(work, MONTH, view.uid, old, new)


def test_a_place_is_exchanged_for_one_that_was_named_and_back_again(store: Store, site: Ground):
    view = proposed(store, asked(site, 8))
    old = view.placements[0]
    with store.reading() as session:
        facts = months.gather(session, MONTH, now=NOW, zone=store.site.zone)
    new = proposing.why_here(facts, view, old).others[0][0]

    after = exchange(store, view, old, new)

    assert set(after.placements) == {*view.placements} - {old} | {new}
    assert (after.found["done"], after.found["unmet"]) == (8, [])
    accept(store, after)
    assert live(store) == Counter(after.placements)
    with pytest.raises(Refused, match="proposal.not_its_own"):  # taken up: no proposal's any more
        exchange(store, view, new, old)
    with store.reading() as session:
        told = [row.what for row in history.of(session, "proposal", view.uid)]
    assert told == ["made", "exchanged", "accepted"]


def test_an_exchange_that_a_rule_forbids_leaves_the_proposal_as_it_was(store: Store, site: Ground):
    view = proposed(store, asked(site, 8))
    old, other = view.placements[:2]
    press = site.windows["Tin ngắn"].id
    strange = [old._replace(window_id=9_999), old._replace(theme_id=9_999), old._replace(date=date(2017, 5, 1))]
    closed = [old._replace(date=date(2017, 4, 30)), old._replace(window_id=press)]  # a holiday; an outlet not asked

    for new in (*strange, *closed, Proposed(other.window_id, other.date, old.theme_id)):
        with pytest.raises(Refused, match="proposal.no_exchange"):
            exchange(store, view, old, new)
    for pair in ((old, other), (strange[0], closed[0])):
        with pytest.raises(Refused, match="proposal.not_its_own"):
            exchange(store, view, *pair)
    with store.reading() as session:
        assert proposals.proposal(session, view.uid) == view


def test_the_figures_tell_what_an_exchange_costs(store: Store, site: Ground):
    """A spot of one window's figure goes to another window, which nobody asked so much of."""
    noon, morning = site.windows["Thời sự trưa"], site.windows["Chào buổi sáng"]
    targets = (Target(noon.outlet_id, 4, "Biên bản", noon.id), Target(morning.outlet_id, 4, "Biên bản"))
    view = proposed(store, asked(site, targets=targets, even_themes=False, even_windows=False))
    assert view.found["each"] == [4, 4]
    old = next(one for one in view.placements if one.window_id == noon.id)

    after = exchange(store, view, old, old._replace(window_id=morning.id))

    assert (after.found["each"], after.found["done"]) == ([3, 4], 7)
    assert after.found["unmet"] == [{"target": 0, "missing": 1, "reason": []}]
    assert after.found["levels"][0][1] == 1


def test_money_that_does_not_reach_names_its_campaign(store: Store, site: Ground):
    with store.deciding(actor="lan", now=NOW) as work:
        for row in work.session.exec(select(Window)):
            row.price_vnd, row.price_source = 100_000, "Bảng giá"
    with pytest.raises(Refused, match=r"proposal\.impossible") as refused:
        finding.find(store, MONTH, asked(site, 8, must=True, budget_vnd=300_000), now=NOW)

    (money,) = [one for one in refused.value.facts["clash"] if one["kind"] == "budget"]
    assert money["campaigns"] == ["Kiểm soát thủ tục hành chính 2017"]
    assert money["limit"] == 300_000
