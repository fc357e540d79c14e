"""Briefs drawn out of the record: complete or named as lacking, numbered once within a month, the same each time."""

from datetime import date, timedelta

import pytest

from campaigns.errors import NotFound, Refused
from campaigns.models import Slot
from campaigns.store import Store
from campaigns.values.edits import Remove
from exports import brief as briefs
from scheduler.services import answers, briefing, placing
from tests.builders import Ground, ground
from tests.conftest import NOW
from tests.scheduler.month import place
from tests.scheduler.month import slot as row_of
from tests.web.outlets import broadcast, details

DAYS = (date(2017, 4, 3), date(2017, 4, 4), date(2017, 4, 5))


def described(store: Store, uid: str) -> None:
    """Fill in everything that a brief asks for."""
    with store.deciding(actor="officer", now=NOW) as work:
        row = work.slot(uid, seen_version=None)
        kept = details(row.duration_s).as_json()
        answers.describe(work, uid, seen_version=row.version, title="Một cửa", note="", sensitive=None, brief=kept)


def issued(store: Store, uid: str, *, later: timedelta = timedelta()) -> bytes:
    """The brief's bytes, as anybody takes them."""
    with store.deciding(actor="officer", now=NOW + later) as work:
        return briefs.brief(briefing.brief_view(work, uid))


@pytest.fixture
def site(store: Store) -> tuple[Ground, tuple[str, ...]]:
    found = ground(store)
    return found, place(store, found, broadcast(found), *DAYS)


def test_numbers_run_within_the_month_and_are_given_once(store, site):
    _found, uids = site
    for uid in uids:
        described(store, uid)

    first = [issued(store, uid) for uid in reversed(uids)]
    again = [issued(store, uid, later=timedelta(days=40)) for uid in reversed(uids)]

    assert [row_of(store, uid).brief_number for uid in uids] == [3, 2, 1]
    assert again == first


def test_a_number_is_no_change_that_trips_up_an_open_form(store, site):
    uid = site[1][0]
    described(store, uid)
    version = row_of(store, uid).version

    issued(store, uid)

    assert row_of(store, uid).version == version


def test_what_lacks_something_uses_no_number_and_names_it(store, site):
    uid = site[1][0]

    with pytest.raises(Refused) as refused:
        issued(store, uid)

    assert refused.value.code == "brief.incomplete"
    assert {"title", "message", "running_order"} <= set(refused.value.facts["fields"])
    assert row_of(store, uid).brief_number is None


def test_an_office_that_has_not_said_who_it_is_is_asked_by_field(store, site):
    uid = site[1][0]
    described(store, uid)
    with store.deciding(actor="builder", now=NOW) as work:
        work.session.delete(briefing.offices.office(work.session))

    with pytest.raises(Refused) as refused:
        issued(store, uid)

    assert {"office.agency", "office.signatory_name"} <= set(refused.value.facts["fields"])


def test_what_is_cancelled_gets_no_new_number_but_keeps_its_own(store, site):
    kept, fresh, _third = site[1]
    for uid in (kept, fresh):
        described(store, uid)
    before = issued(store, kept)
    with store.deciding(actor="officer", now=NOW) as work:
        gone = [Remove(uid, row_of(store, uid).version, "trùng lịch") for uid in (kept, fresh)]
        placing.edit(work, "2017-04", gone, seen=None)

    with pytest.raises(Refused, match=r"brief\.cancelled"):
        issued(store, fresh)
    assert issued(store, kept) == before


def test_only_what_is_issued_and_complete_is_handed_out(store, site):
    one, two, _three = site[1]
    described(store, one)
    described(store, two)
    issued(store, two)

    with store.reading() as session:
        ready = briefing.ready(session, site[1])
        month = briefing.issued(session, "2017-04")

    assert list(ready) == [two]
    assert [made.code for made in month] == ["PSX-2017-04-01"]


def test_a_slot_that_is_not_there_has_no_brief(store, site):
    with store.reading() as session, pytest.raises(NotFound):
        briefing.drawn(session, "nobody", today=DAYS[0])


def test_the_paper_bears_the_date_on_which_it_was_numbered(store, site):
    uid = site[1][0]
    described(store, uid)
    issued(store, uid, later=timedelta(days=2))

    with store.reading() as session:
        assert briefing.drawn(session, uid, today=date(2019, 1, 1)).view.drawn_up_on == date(2017, 3, 22)


def test_moving_to_another_month_takes_the_number_away(store, site):
    found, uids = site
    described(store, uids[0])
    issued(store, uids[0])
    from scheduler.services.slots import settle_into, window

    with store.deciding(actor="officer", now=NOW) as work:
        row: Slot = work.slot(uids[0], seen_version=None)
        settle_into(work, row, window(work, found.window(broadcast(found))), date(2017, 5, 2))

    assert row_of(store, uids[0]).brief_number is None
