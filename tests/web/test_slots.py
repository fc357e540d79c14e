"""A slot's page at the office: what may be done with it, by whom, and what is said when it cannot be."""

from datetime import date, timedelta
from typing import Any

import pytest

from campaigns.store import Store
from campaigns.values.words import AskReason, Evidence, MissReason, Resolution, SlotState
from scheduler.services import answers
from tests.builders import csrf, ground, signed_in, staff
from tests.conftest import NOW, Present
from tests.scheduler.month import confirm, place, send
from tests.web.outlets import broadcast, slot

DAY = date(2017, 4, 3)


@pytest.fixture
def uid(sqlite_store: Store) -> str:
    """A slot that its outlet has been told of."""
    found = ground(sqlite_store)
    staff(sqlite_store)
    programme = broadcast(found)
    made = place(sqlite_store, found, programme, DAY)[0]
    send(sqlite_store, "2017-04", found.windows[programme].outlet_id)
    return made


def act(client: Any, store: Store, uid: str, name: str, **told: Any) -> Any:
    data = {"csrf_token": csrf(client, "/settings/me"), "version": slot(store, uid).version} | told
    return client.post(f"/slots/{uid}/{name}", data=data)


def over(store: Store, present: Present, uid: str) -> None:
    confirm(store, [uid])
    present.at = slot(store, uid).ends_at + timedelta(minutes=10)


def airing(store: Store, uid: str) -> dict[str, Any]:
    told = slot(store, uid)
    hour = told.start_minute or 0
    return {"date": "03/04/2017", "hour": f"{hour // 60}:{hour % 60:02d}", "length": f"{told.duration_s} giây",
            "paper": "nhật ký phát sóng ngày 3/4"}  # fmt: skip


def test_the_officer_confirms_by_the_outlets_signed_paper(client, sqlite_store, uid):
    signed_in(client)

    blank = act(client, sqlite_store, uid, "confirm")
    done = act(client, sqlite_store, uid, "confirm", paper="công văn 12/ĐPTTH")

    assert blank.status_code == 422
    assert 'id="paper-error"' in blank.get_data(as_text=True)
    assert done.status_code == 303
    assert slot(sqlite_store, uid).confirmed_by == "Người officer (công văn 12/ĐPTTH)"


@pytest.mark.parametrize(("answer", "state"), [("accept", SlotState.CONFIRMED), ("refuse", SlotState.PLANNED)])
def test_a_request_is_taken_or_refused(client, sqlite_store, uid, answer, state):
    told = slot(sqlite_store, uid)
    with sqlite_store.deciding(actor="Anh Quang", now=NOW) as work:
        answers.ask(work, uid, seen_version=told.version, by="Anh Quang", reason=AskReason.LIVE,
                    to=(told.window_id, date(2017, 4, 10)))  # fmt: skip
    signed_in(client)
    page = client.get(f"/slots/{uid}").get_data(as_text=True)

    done = act(client, sqlite_store, uid, answer, offer=slot(sqlite_store, uid).offer.id)

    assert "10/4" in page
    assert done.status_code == 303
    assert slot(sqlite_store, uid).state is state
    assert slot(sqlite_store, uid).date == (date(2017, 4, 10) if answer == "accept" else DAY)


def test_a_confirmed_slot_is_cancelled_with_a_reason_that_the_outlet_reads(client, sqlite_store, uid):
    confirm(sqlite_store, [uid])
    signed_in(client, "leader")

    blank = act(client, sqlite_store, uid, "cancel")
    done = act(client, sqlite_store, uid, "cancel", reason="trùng lễ tang")

    assert blank.status_code == 422
    assert done.status_code == 303
    assert slot(sqlite_store, uid).state is SlotState.CANCELLED
    assert slot(sqlite_store, uid).miss_reason == "trùng lễ tang"


def test_sensitive_content_takes_two_people(client, sqlite_store, uid):
    with sqlite_store.deciding(actor="officer", now=NOW) as work:
        work.slot(uid, seen_version=None).sensitive = True
    signed_in(client)
    first = act(client, sqlite_store, uid, "sign_off")
    page = client.get(f"/slots/{uid}").get_data(as_text=True)
    again = act(client, sqlite_store, uid, "sign_off")
    leader = signed_in(client.application.test_client(), "leader")
    second = act(leader, sqlite_store, uid, "sign_off")

    assert (first.status_code, again.status_code, second.status_code) == (303, 409, 303)
    assert "/sign_off" not in page
    assert slot(sqlite_store, uid).signed_off_by == ("officer@so.example", "leader@so.example")


def test_what_counted_as_missed_is_put_right_and_back(client, sqlite_store, uid, present):
    over(sqlite_store, present, uid)
    signed_in(client)
    missed = act(client, sqlite_store, uid, "miss", reason="technical", paper="công văn")
    aired = act(client, sqlite_store, uid, "correct_aired", **airing(sqlite_store, uid))
    after = slot(sqlite_store, uid)
    back = act(client, sqlite_store, uid, "correct_missed", reason="other", words="ghi nhầm", paper="biên bản")

    assert (missed.status_code, aired.status_code, back.status_code) == (303, 303, 303)
    assert (after.state, after.evidence, after.resolution) == (SlotState.AIRED, Evidence.ATTESTED, None)
    assert slot(sqlite_store, uid).state is SlotState.MISSED
    assert slot(sqlite_store, uid).resolution is Resolution.UNRESOLVED


def test_a_miss_that_is_settled_stays_as_it_is(client, sqlite_store, uid, present):
    over(sqlite_store, present, uid)
    with sqlite_store.deciding(actor="officer", now=present.at) as work:
        answers.miss(work, uid, seen_version=slot(sqlite_store, uid).version, reason=MissReason.OTHER, words="",
                     by="Đài")  # fmt: skip
        work.slot(uid, seen_version=None).resolution = Resolution.WAIVED
    signed_in(client)

    answer = act(client, sqlite_store, uid, "correct_aired", **airing(sqlite_store, uid))

    assert answer.status_code == 422
    assert "giải quyết xong" in answer.get_data(as_text=True)
    assert slot(sqlite_store, uid).state is SlotState.MISSED


def test_an_airing_that_cannot_be_true_is_said_beside_its_field(client, sqlite_store, uid, present):
    over(sqlite_store, present, uid)
    signed_in(client)

    answer = act(client, sqlite_store, uid, "attest", **(airing(sqlite_store, uid) | {"length": "3 phút", "hour": "1"}))
    unlikely = act(client, sqlite_store, uid, "attest", **(airing(sqlite_store, uid) | {"length": "59 phút"}))

    assert answer.status_code == unlikely.status_code == 422
    assert 'id="hour-error"' in answer.get_data(as_text=True)
    assert 'value="59 phút"' in unlikely.get_data(as_text=True)
    assert slot(sqlite_store, uid).state is not SlotState.AIRED


def test_whoever_is_overtaken_keeps_what_was_typed(client, sqlite_store, uid):
    signed_in(client)
    version = slot(sqlite_store, uid).version
    confirm(sqlite_store, [uid])

    answer = act(client, sqlite_store, uid, "cancel", version=version, reason="lý do đã gõ")

    assert answer.status_code == 409
    assert 'value="lý do đã gõ"' in answer.get_data(as_text=True)
    assert slot(sqlite_store, uid).state is SlotState.CONFIRMED


def test_only_those_who_plan_may_act_and_nobody_on_what_is_not_there(client, sqlite_store, uid):
    leader = signed_in(client.application.test_client(), "leader")
    viewer = signed_in(client.application.test_client(), "viewer")
    signed_in(client)

    assert act(viewer, sqlite_store, uid, "cancel", reason="x").status_code == 403
    assert act(leader, sqlite_store, uid, "confirm", paper="x").status_code == 403
    assert act(client, sqlite_store, uid, "fly").status_code == 404
    assert client.get("/slots/khong-co").status_code == 404
    assert "Việc có thể làm" not in viewer.get(f"/slots/{uid}").get_data(as_text=True)
    assert slot(sqlite_store, uid).state is SlotState.PLANNED
