"""Acceptance minutes: from evidence alone, locked when signed, corrected by later ones."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from campaigns.errors import Refused, Stale
from campaigns.models import Window
from campaigns.queries import acceptances
from campaigns.store import Store
from campaigns.values.acceptance import Ground, Minutes
from campaigns.values.ledger import Amount
from campaigns.values.words import MissReason, SilencePolicy
from scheduler.jobs import sweeping
from scheduler.services import accepting, answers, correcting
from scheduler.services.accepting import Drawn
from tests.builders import MONTH, ground
from tests.builders import Ground as Site
from tests.scheduler import month
from tests.scheduler.test_obligations import LATER, air, decide, made_good, missed

NOON = "Thời sự trưa"
AFTER = LATER + timedelta(days=30)
DAYS = (date(2017, 4, 12), date(2017, 4, 13), date(2017, 4, 14))


@pytest.fixture
def site(store: Store) -> Site:
    return ground(store)


def drawn(store: Store, site: Site, *, month_: str = MONTH) -> Drawn:
    with store.reading() as session:
        outlet_id = site.windows[NOON].outlet_id
        return accepting.drawn(session, site.campaign_id, outlet_id, month_, dated=date(2017, 5, 5), now=AFTER)


def sign(store: Store, site: Site, *, seen: str | None = None, **told: Any) -> Minutes:
    usual = {"paper": "03/BB-STP", "dated": date(2017, 5, 5), "seen": seen or drawn(store, site).digest}
    with store.deciding(actor="lan", now=AFTER) as work:
        return accepting.sign(work, site.campaign_id, site.windows[NOON].outlet_id, MONTH, **(usual | told))


def test_only_what_rests_on_evidence_is_accepted(store: Store, site: Site) -> None:
    month.reach(store, site.windows[NOON].outlet_id, policy=SilencePolicy.PRESUME_AIRED, grace_s=3_600)
    whole, short, silent = month.confirmed(store, site, NOON, *DAYS)
    air(store, whole)
    air(store, short, short_s=15)
    sweeping.sweep(store, AFTER)

    found = drawn(store, site)
    assert [(one.slot, one.ground, one.amount.seconds) for one in found.minutes.entries] == [
        (whole, Ground.AIRED, 45), (short, Ground.SHORT, 30),
    ]  # fmt: skip
    assert [one.uid for one in found.presumed] == [silent]
    assert [one.uid for one in found.owed] == [short]


def test_what_was_made_good_is_accepted_once_with_the_slot_that_it_makes_good(store: Store, site: Site) -> None:
    uid = missed(store, site)
    new = made_good(store, site, uid)
    assert drawn(store, site).minutes.entries == ()
    air(store, new)

    (entry,) = drawn(store, site).minutes.entries
    assert (entry.slot, entry.ground, entry.amount) == (uid, Ground.MADE_GOOD, Amount(45))


def test_after_signing_a_correction_is_an_entry_of_the_next_minutes(store: Store, site: Site) -> None:
    with store.deciding(actor="lan", now=AFTER) as work:
        work.session.get_one(Window, site.window(NOON)).price_vnd = 600_000
    first, second, _third = month.confirmed(store, site, NOON, *DAYS)
    air(store, first)
    air(store, second)
    signed = sign(store, site)
    assert (signed.total, signed.number) == (Amount(90, 0, 1_200_000), 1)
    assert drawn(store, site).minutes.entries == ()
    with pytest.raises(Refused, match=r"acceptance\.nothing"):
        sign(store, site)

    decide(store, correcting.missed, first, reason=MissReason.OTHER, words="", paper="nhật ký", now=AFTER)
    (entry,) = drawn(store, site).minutes.entries
    assert (entry.slot, entry.ground, entry.amount) == (first, Ground.CORRECTION, Amount(-45, 0, -600_000))
    assert sign(store, site, paper="04/BB-STP").number == 2
    with store.reading() as session:
        assert acceptances.minutes(session, signed.uid) == signed  # as it was, whatever came later


def test_what_was_signed_cannot_be_edited(store: Store, site: Site) -> None:
    (uid,) = month.confirmed(store, site, NOON, DAYS[0])
    air(store, uid)
    sign(store, site)

    for act in ("UPDATE acceptance SET paper = 'x'", "DELETE FROM acceptance"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            store.engine.connect().execution_options(writing=True) as connection,
        ):
            connection.execute(text(act))


def test_what_cannot_be_signed_is_refused(store: Store, site: Site) -> None:
    first, second, _third = month.confirmed(store, site, NOON, *DAYS)
    air(store, first)
    seen = drawn(store, site).digest
    for code, told in (
        (r"acceptance\.needs_paper", {"paper": " "}),
        (r"acceptance\.early", {"dated": date(2017, 12, 1)}),
    ):
        with pytest.raises(Refused, match=code):
            sign(store, site, **told)
    air(store, second)
    with pytest.raises(Stale, match=r"acceptance\.changed"):
        sign(store, site, seen=seen)


def test_an_unconfirmed_slot_and_another_outlets_are_not_in_it(store: Store, site: Site) -> None:
    month.place(store, site, NOON, DAYS[0])
    (other,) = month.confirmed(store, site, "Bản tin sáng", DAYS[1])
    decide(store, answers.miss, other, reason=MissReason.TECHNICAL, words="", by="Đài")

    assert drawn(store, site).minutes.entries == ()
