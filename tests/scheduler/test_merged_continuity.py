"""Continuity after a merger: any past day reads as it was told, and rhythms go along."""

from datetime import date, timedelta

import pytest

from campaigns.queries import plans as plan_queries
from campaigns.services import agreed, plans
from campaigns.services import outlets as outlet_services
from campaigns.store import Store
from campaigns.times import ZONE
from campaigns.values.rhythms import Strand
from campaigns.values.words import RhythmUnit
from scheduler import ledger
from scheduler.services import adopting
from tests import builders
from tests.conftest import NOW
from tests.scheduler.merged import AFTER, DECIDED, PROGRAMME, founded, merge

LATE = "Bản tin khuya"  # begins after the merger, and simply changes hands
SKIPPED = date(2017, 5, 17)


@pytest.fixture
def site(store: Store) -> builders.Ground:
    return founded(store)


@pytest.fixture
def rhythmic(store: Store, site: builders.Ground) -> builders.Ground:
    """Two programmes with a rhythm: one that runs on with an exception ahead, one whose window has not begun."""
    window = site.windows[PROGRAMME]
    with store.deciding(actor="officer", now=NOW) as work:
        late = outlet_services.add_programme(work, window.channel_id, name=LATE, form=window.form)
        fields = {"weekdays": [0, 3], "valid_from": date(2017, 6, 1), "length_s": 60, "start_minute": 1_380}
        outlet_services.add_window(work, late.id or 0, fields)
        outlet_services.set_exception(work, window.id, SKIPPED, runs=False, note="Tường thuật")
        for programme in (window.programme_id, late.id or 0):
            agreed.set_rhythm(
                work, campaign_id=site.campaign_id, programme_id=programme, unit=RhythmUnit.DAYS, number=7,
                from_day=date(2017, 4, 1), source="Biên bản", obligation_id=None, seen=0,
            )  # fmt: skip
    return site


def kept(store: Store, ground: builders.Ground, today: date, as_of: date | None = None) -> tuple[Strand, ...]:
    with store.reading() as session:
        return ledger.strands(
            session, plan_queries.campaign(session, ground.campaign_id), today=today, until=date(2017, 12, 31),
            zone=ZONE, as_of=as_of,
        )  # fmt: skip


def test_continuity_of_a_day_before_the_merger_reads_as_it_did(store: Store, rhythmic: builders.Ground) -> None:
    days = (date(2017, 3, 20), date(2017, 4, 15), DECIDED.date() - timedelta(days=1))
    before = [kept(store, rhythmic, DECIDED.date(), as_of=day) for day in days]
    told = {one.programme: [(gap.first, gap.last) for gap in one.kept.gaps] for one in before[-1]}
    assert told[PROGRAMME]
    assert told[LATE]

    merge(store)

    assert [kept(store, rhythmic, DECIDED.date(), as_of=day) for day in days] == before
    assert [kept(store, rhythmic, AFTER.date(), as_of=day) for day in days] == before


def test_continuity_of_a_day_after_the_merger_is_what_was_told_on_the_morning_after(
    store: Store, rhythmic: builders.Ground
) -> None:
    merge(store)

    for day in (DECIDED.date(), SKIPPED + timedelta(days=2)):
        present = kept(store, rhythmic, day + timedelta(days=1))
        assert {one.outlet for one in present if one.programme == LATE} == {"TTTT"}
        assert kept(store, rhythmic, AFTER.date() + timedelta(days=90), as_of=day) == present


def test_a_rhythm_of_a_campaign_that_begins_later_goes_along_too(store: Store, rhythmic: builders.Ground) -> None:
    with store.deciding(actor="officer", now=NOW) as work:
        plan = plans.save_draft(work, builders.draft(), text="Kế hoạch sau", file_name="ke-hoach-sau.txt")
        later = adopting.adopt(
            work, plan.id or 0, seen_version=plan.version, name="Đợt sau", theme_names=builders.THEMES,
            starts_on=date(2017, 9, 1), ends_before=date(2018, 1, 1),
        )  # fmt: skip
        programme = rhythmic.windows[PROGRAMME].programme_id
        agreed.set_rhythm(
            work, campaign_id=later.id or 0, programme_id=programme, unit=RhythmUnit.WEEK, number=1,
            from_day=date(2017, 9, 1), source="Biên bản", obligation_id=None, seen=0,
        )  # fmt: skip

        number = later.id or 0

    merge(store)

    with store.reading() as session:
        strands = ledger.strands(session, plan_queries.campaign(session, number), today=DECIDED.date(),
                                 until=date(2017, 12, 31), zone=ZONE, agreed_only=True)  # fmt: skip
    assert [(one.programme, one.outlet) for one in strands if one.kept.rhythm is not None] == [(PROGRAMME, "TTTT")]
