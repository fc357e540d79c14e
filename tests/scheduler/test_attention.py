"""What needs somebody: laws over any month, and the cases that the trade knows."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.times import ZONE
from campaigns.values.slots import SlotView
from campaigns.values.words import ChannelKind, Evidence, Resolution, SlotState
from scheduler import airtime, attention, press
from scheduler.attention import Need, Task
from tests.strategies import DAYS, NOW, months, offer, slot, window

SOON, LATER, GONE = date(2017, 4, 14), date(2017, 4, 28), date(2017, 4, 10)
TOLD = {"sent_at": NOW - timedelta(days=20)}
LEADS = {"booking_lead_days": 3, "script_lead_days": 5}


def tasks(slots: Iterable[SlotView], *, issued: frozenset[str] = frozenset(), signer: str = "") -> tuple[Task, ...]:
    held = tuple(slots)
    windows = {one.window_id: window(one.window_id, one.outlet_id, **LEADS) for one in held}
    return attention.tasks(held, windows=windows, days=DAYS, issued=issued, now=NOW, zone=ZONE, signer=signer)


def needs(one: SlotView, **told) -> list[Need]:
    return [task.need for task in tasks([one], **told)]


@given(months(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_is_nothing(laid, chance):
    shuffled = list(laid.slots)
    chance.shuffle(shuffled)

    assert tasks(shuffled) == tasks(laid.slots)


@given(months())
def test_every_task_is_about_something_and_names_each_slot_once_earliest_first(laid):
    found = tasks(laid.slots)

    assert [task.need for task in found] == sorted({task.need for task in found}, key=list(Need).index)
    for task in found:
        assert task.slots
        assert len({one.uid for one in task.slots}) == len(task.slots)
        assert list(task.slots) == sorted(task.slots, key=lambda one: (one.starts_at, one.place, one.uid))


@given(months())
def test_what_went_out_with_evidence_needs_nobody(laid):
    shown = {"aired", "presumed", "on_air"}
    aired = {
        one.uid
        for one in laid.slots
        if airtime.shown_state(one, NOW).value in shown and not press.wants_proof(one, NOW)
    }

    assert not aired & {one.uid for task in tasks(laid.slots) for one in task.slots}


@given(months())
def test_a_brief_that_is_issued_is_not_asked_for_again(laid):
    everything = frozenset(one.uid for one in laid.slots)

    assert Need.BRIEF not in {task.need for task in tasks(laid.slots, issued=everything)}


@pytest.mark.parametrize(
    ("day", "told", "expected"),
    [
        (LATER, {}, [Need.UNSENT]),
        (LATER, TOLD, []),
        (SOON, TOLD, [Need.UNANSWERED, Need.BRIEF]),
        (SOON, TOLD | {"state": SlotState.CONFIRMED}, [Need.BRIEF]),
        (LATER, TOLD | {"changed_at": NOW}, [Need.UNSENT]),
        (LATER, {"sensitive": True}, [Need.SIGN_OFF]),
        (LATER, TOLD | {"offer": offer(LATER)}, [Need.OFFER]),
        (GONE, {"state": SlotState.ON_AIR}, [Need.EVIDENCE]),
        (GONE, {"state": SlotState.CONFIRMED}, [Need.EVIDENCE]),
        (GONE, {"state": SlotState.MISSED, "resolution": Resolution.UNRESOLVED}, [Need.MISSED]),
        (GONE, {"state": SlotState.MISSED, "resolution": Resolution.WAIVED}, []),
        (GONE, {}, []),
        (LATER, {"state": SlotState.CANCELLED}, []),
        (LATER, TOLD | {"state": SlotState.CANCELLED, "changed_at": NOW}, [Need.UNSENT]),
    ],
)
def test_each_slot_wants_what_its_state_and_hour_ask_for(day, told, expected):
    assert needs(slot(window(), day, **told)) == expected


PRINTED = {"channel_kind": ChannelKind.PRINT}


@pytest.mark.parametrize(
    ("day", "told", "expected"),
    [
        (GONE, {"state": SlotState.CONFIRMED}, [Need.PROOF]),
        (GONE, {"state": SlotState.AIRED, "evidence": Evidence.ATTESTED}, [Need.PROOF]),
        (GONE, {"state": SlotState.AIRED, "evidence": Evidence.PRESUMED}, [Need.PROOF]),
        (GONE, {"state": SlotState.AIRED, "evidence": Evidence.TEARSHEET}, []),
        (GONE, {"state": SlotState.MISSED, "resolution": Resolution.WAIVED}, []),
        (GONE, {}, []),
        (LATER, TOLD | {"state": SlotState.CONFIRMED}, []),
    ],
)
def test_an_article_is_done_when_the_page_is_held(day, told, expected):
    assert needs(replace(slot(window(), day, **told), **PRINTED)) == expected


def test_nobody_is_asked_to_sign_twice():
    half = slot(window(), LATER, sensitive=True, signed_off_by=("ha@so.example",))

    assert needs(half, signer="ha@so.example") == []
    assert needs(half, signer="minh@so.example") == [Need.SIGN_OFF]
