"""Sending a month, what outlets answer, and what stands on record afterwards."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import FeedItem, Outbox, Release, Slot
from campaigns.queries import history
from campaigns.queries import slots as slot_queries
from campaigns.store import Store
from campaigns.values.edits import Move, Place, Remove, Retheme
from campaigns.values.slots import SlotView
from campaigns.values.words import AskReason, Evidence, MissReason, Resolution, SlotState
from scheduler.jobs import sweeping
from scheduler.services import answers, placing, releasing
from tests.builders import MONTH, Ground, ground
from tests.conftest import NOW
from tests.scheduler.crowd import DONE, at_once

DAYS = (date(2017, 4, 12), date(2017, 4, 13), date(2017, 4, 14))


@pytest.fixture
def site(store: Store) -> Ground:
    made = ground(store)
    with store.deciding(actor="lan", now=NOW) as work:
        placing.edit(work, MONTH, [Place(made.window("Thời sự trưa"), day, made.themes[0]) for day in DAYS], seen=None)
    return made


def month(store: Store) -> list[SlotView]:
    with store.reading() as session:
        return list(slot_queries.month_slots(session, MONTH))


def send(store: Store, site: Ground, now: datetime = NOW) -> releasing.Sending:
    with store.deciding(actor="lan", now=now) as work:
        return releasing.send(work, MONTH, site.windows["Thời sự trưa"].outlet_id)


def decide(store: Store, act, *told, now: datetime = NOW, actor: str = "dai", **named):
    with store.deciding(actor=actor, now=now) as work:
        return act(work, *told, **named)


def test_drafts_stay_at_home_until_the_month_is_sent(store: Store, site: Ground):
    with store.reading() as session:
        assert [i for i in session.exec(select(FeedItem)).all() if i.uid in {s.uid for s in month(store)}] == []

    told = send(store, site)

    assert len(told.fresh) == 3
    uids = {slot.uid for slot in month(store)}
    with store.reading() as session:
        items = [item for item in session.exec(select(FeedItem)).all() if item.uid in uids]
        assert len(items) == 9  # the outlet's, the campaign's and the officer's calendar
        assert all(b"STATUS:TENTATIVE" in item.block for item in items)
        letters = session.exec(select(Outbox).where(Outbox.kind == "ask_confirmation")).all()
        assert [letter.to for letter in letters] == ["chuongtrinh@dai.example"]


def test_a_second_sending_tells_only_what_is_new_and_nothing_is_refused(store: Store, site: Ground):
    send(store, site)
    with pytest.raises(Refused, match="send.nothing"):
        send(store, site)
    first = month(store)[0]
    decide(store, placing.edit, MONTH, [Move(first.uid, first.version, first.window_id, date(2017, 4, 20))], seen=None,
           actor="lan")  # fmt: skip
    again = send(store, site, NOW + timedelta(hours=1))
    assert [slot.uid for slot in again.moved] == [first.uid]
    assert again.fresh == ()


def test_released_versions_are_frozen_and_tell_what_changed(store: Store, site: Ground):
    send(store, site)
    slots = month(store)
    edits = [
        Move(slots[0].uid, slots[0].version, slots[0].window_id, date(2017, 4, 20)),
        Remove(slots[1].uid, slots[1].version),
        Place(site.window("Bản tin sáng"), date(2017, 4, 21), site.themes[3]),
    ]
    decide(store, placing.edit, MONTH, edits, seen=None, actor="lan")
    with store.reading() as session:
        frozen = session.exec(select(Release.snapshot)).one()
    send(store, site, NOW + timedelta(hours=1))
    with store.reading() as session:
        one, two = session.exec(select(Release).order_by(Release.number)).all()
        assert (one.number, two.number) == (1, 2)
        assert one.snapshot == frozen
        assert sorted(line["kind"] for line in two.changelog) == ["cancelled", "moved", "new"]


def test_an_outlet_confirms_one_by_one_or_all_that_was_listed(store: Store, site: Ground):
    send(store, site)
    one, *rest = month(store)
    confirmed = decide(store, answers.confirm, one.uid, seen_version=one.version, by="Chị Hà")
    assert (confirmed.state, confirmed.confirmed_by) == (SlotState.CONFIRMED, "Chị Hà")
    decide(store, answers.confirm_all, [(slot.uid, slot.version) for slot in rest], by="Chị Hà")
    assert {slot.state for slot in month(store)} == {SlotState.CONFIRMED}


def test_confirming_all_takes_all_or_none(store: Store, site: Ground):
    send(store, site)
    listed = [(slot.uid, slot.version) for slot in month(store)]
    first = month(store)[0]
    decide(store, placing.edit, MONTH, [Move(first.uid, first.version, first.window_id, date(2017, 4, 20))], seen=None,
           actor="lan")  # fmt: skip
    with pytest.raises(Stale):
        decide(store, answers.confirm_all, listed, by="Chị Hà")
    assert {slot.state for slot in month(store)} == {SlotState.PLANNED}


def test_what_was_not_sent_cannot_be_confirmed(store: Store, site: Ground):
    one = month(store)[0]
    with pytest.raises(Refused, match="slot.not_sent"):
        decide(store, answers.confirm, one.uid, seen_version=one.version, by="Chị Hà")


def test_after_its_start_a_slot_is_not_confirmed_any_more(store: Store, site: Ground):
    send(store, site)
    one = month(store)[0]
    with pytest.raises(Refused, match="slot.too_late"):
        decide(store, answers.confirm, one.uid, seen_version=one.version, by="Hà", now=one.starts_at)


def test_an_accepted_offer_is_agreed_by_both_and_keeps_the_uid(store: Store, site: Ground):
    send(store, site)
    one = month(store)[0]
    day = date(2017, 4, 18)
    asked = decide(store, answers.ask, one.uid, seen_version=one.version, by="Hà", reason=AskReason.LIVE,
                   to=(one.window_id, day), words="Truyền hình trực tiếp", start_minute=11 * 60 + 50)  # fmt: skip
    assert asked.offer is not None
    assert asked.offer.date == day
    agreed = decide(store, answers.accept, one.uid, asked.offer.id, seen_version=asked.version, actor="lan")
    assert (agreed.uid, agreed.date, agreed.start_minute) == (one.uid, day, 710)
    assert agreed.state is SlotState.CONFIRMED
    assert agreed.revision > one.revision
    assert agreed.offer is None
    with store.reading() as session:
        item = session.exec(select(FeedItem).where(FeedItem.uid == one.uid)).first()
        assert b"STATUS:CONFIRMED" in item.block
        assert b"DTSTART:20170418T045000Z" in item.block


def test_a_refused_offer_leaves_the_place_as_it_was(store: Store, site: Ground):
    send(store, site)
    one = month(store)[0]
    asked = decide(store, answers.ask, one.uid, seen_version=one.version, by="Hà", reason=AskReason.CLASH,
                   to=(one.window_id, date(2017, 4, 18)))  # fmt: skip
    kept = decide(store, answers.refuse, one.uid, asked.offer.id, seen_version=asked.version, actor="lan")
    assert (kept.date, kept.state, kept.offer) == (one.date, SlotState.PLANNED, None)
    with pytest.raises(Refused, match="offer.overtaken"):
        decide(store, answers.accept, one.uid, asked.offer.id, seen_version=kept.version, actor="lan")


def test_an_offer_of_a_taken_place_or_of_another_outlet_is_refused(store: Store, site: Ground):
    send(store, site)
    one, two, _ = month(store)
    with pytest.raises(Refused, match="cell.full"):
        decide(store, answers.ask, one.uid, seen_version=one.version, by="Hà", reason=AskReason.CLASH,
               to=(one.window_id, two.date))  # fmt: skip
    with pytest.raises(Refused, match="offer.other_outlet"):
        decide(store, answers.ask, one.uid, seen_version=one.version, by="Hà", reason=AskReason.CLASH,
               to=(site.window("Tin ngắn"), date(2017, 4, 14)))  # fmt: skip
    with pytest.raises(NotFound):
        decide(store, answers.ask, one.uid, seen_version=one.version, by="Hà", reason=AskReason.CLASH,
               to=(99_999, date(2017, 4, 14)))  # fmt: skip


def test_a_move_by_the_officer_overtakes_an_open_offer(store: Store, site: Ground):
    send(store, site)
    one = month(store)[0]
    asked = decide(store, answers.ask, one.uid, seen_version=one.version, by="Hà", reason=AskReason.CLASH)
    decide(store, placing.edit, MONTH, [Move(one.uid, asked.version, one.window_id, date(2017, 4, 20))], seen=None,
           actor="lan")  # fmt: skip
    assert next(slot for slot in month(store) if slot.uid == one.uid).offer is None


def on_air(store: Store, site: Ground) -> SlotView:
    send(store, site)
    one = month(store)[0]
    decide(store, answers.confirm, one.uid, seen_version=one.version, by="Hà")
    assert sweeping.sweep(store, one.ends_at) == 1
    with store.reading() as session:
        return slot_queries.slot_view(session, one.uid)


def test_only_evidence_makes_a_slot_aired(store: Store, site: Ground):
    slot = on_air(store, site)
    assert (slot.state, slot.evidence) == (SlotState.ON_AIR, Evidence.NONE)
    sweeping.sweep(store, slot.ends_at + timedelta(days=60))
    with store.reading() as session:
        assert slot_queries.slot_view(session, slot.uid).state is SlotState.ON_AIR

    aired = decide(store, answers.attest, slot.uid, seen_version=slot.version, starts_at=slot.starts_at, duration_s=40,
                   by="Hà", now=slot.ends_at)  # fmt: skip

    assert (aired.state, aired.evidence, aired.actual_duration_s) == (SlotState.AIRED, Evidence.ATTESTED, 40)


def test_an_outlet_may_say_that_it_missed_before_or_after_the_hour(store: Store, site: Ground):
    slot = on_air(store, site)
    missed = decide(store, answers.miss, slot.uid, seen_version=slot.version, reason=MissReason.TECHNICAL,
                    words="Mất điện", by="Hà", now=slot.ends_at)  # fmt: skip
    assert (missed.state, missed.resolution) == (SlotState.MISSED, Resolution.UNRESOLVED)
    other = next(s for s in month(store) if s.uid != slot.uid)
    decide(store, answers.confirm, other.uid, seen_version=other.version, by="Hà", now=NOW)
    version = next(s for s in month(store) if s.uid == other.uid).version
    pre = decide(store, answers.miss, other.uid, seen_version=version, reason=MissReason.PREEMPTED, words="", by="Hà",
                 now=NOW)  # fmt: skip
    assert pre.state is SlotState.MISSED
    assert sweeping.sweep(store, other.ends_at) == 0


def test_an_attestation_must_be_of_that_day_and_not_of_the_future(store: Store, site: Ground):
    slot = on_air(store, site)
    for starts_at in (slot.starts_at + timedelta(days=3), slot.starts_at - timedelta(days=3)):
        with pytest.raises(Refused, match="attest."):
            decide(store, answers.attest, slot.uid, seen_version=slot.version, starts_at=starts_at, duration_s=45,
                   by="Hà", now=slot.ends_at)  # fmt: skip


def test_sensitive_content_needs_two_people(store: Store, site: Ground):
    one = month(store)[0]
    slot = decide(store, answers.describe, one.uid, seen_version=one.version, title="Phê bình", note="", sensitive=True,
                  brief=None, actor="lan")  # fmt: skip
    told = send(store, site)
    assert [s.uid for s in told.unsigned] == [one.uid]
    first = decide(store, answers.sign_off, slot.uid, seen_version=slot.version, by="lan", actor="lan")
    with pytest.raises(Refused, match="signoff.twice"):
        decide(store, answers.sign_off, slot.uid, seen_version=first.version, by="lan", actor="lan")
    decide(store, answers.sign_off, slot.uid, seen_version=first.version, by="thu", actor="thu")
    assert [s.uid for s in send(store, site, NOW + timedelta(minutes=5)).fresh] == [one.uid]


def test_eight_confirmations_at_once_leave_one_on_record(store: Store, site: Ground):
    send(store, site)
    one = month(store)[0]

    def press(who: int) -> None:
        decide(store, answers.confirm, one.uid, seen_version=one.version, by=f"người {who}", actor=f"o{who}")

    told = at_once(8, press)

    assert told.count(DONE) == 1
    assert len(told) == 8
    with store.reading() as session:
        assert [row.what for row in history.of(session, "slot", one.uid)].count("confirm") == 1
        assert session.exec(select(Slot.state).where(Slot.uid == one.uid)).one() is SlotState.CONFIRMED


def test_other_content_is_told_apart_from_another_place(store: Store, site: Ground):
    send(store, site)
    one, other = month(store)[:2]
    decide(store, placing.edit, MONTH, [Move(one.uid, one.version, one.window_id, date(2017, 4, 19))], seen=None)
    decide(store, placing.edit, MONTH, [Retheme(other.uid, other.version, site.themes[4])], seen=None)

    told = send(store, site, NOW + timedelta(minutes=5))

    assert [slot.uid for slot in told.moved] == [one.uid]
    assert [slot.uid for slot in told.changed] == [other.uid]
    with store.reading() as session:
        facts = session.exec(select(Outbox.facts).where(Outbox.kind == "ask_confirmation")).all()[-1]
    assert (facts["fresh"], facts["moved"], facts["changed"], facts["cancelled"]) == (0, 1, 1, 0)


def test_details_of_a_sent_slot_and_what_was_undone_are_no_news(store: Store, site: Ground):
    send(store, site)
    one, other = month(store)[:2]
    decide(
        store, answers.describe, one.uid, seen_version=one.version, title="Một cửa", note="", sensitive=None, brief=None
    )
    gone = decide(store, placing.edit, MONTH, [Remove(other.uid, other.version)], seen=None)
    decide(store, placing.undo, MONTH, gone.edit_id)

    with pytest.raises(Refused, match="send.nothing"):
        send(store, site, NOW + timedelta(minutes=5))
    assert {slot.uid for slot in month(store) if slot.sent_at and slot.sent_at >= slot.changed_at} >= {
        one.uid,
        other.uid,
    }
