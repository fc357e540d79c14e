"""Continuity of standing programmes on real databases: what counts, what was agreed when, and the past as it was."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import Channel, Obligation, Programme, Window
from campaigns.queries import plans, rhythms
from campaigns.services import outlets
from campaigns.store import Store
from campaigns.times import ZONE
from campaigns.values.rhythms import Gap, GapKind, Strand
from campaigns.values.words import DayKind, RhythmUnit, SilencePolicy
from scheduler import ledger
from scheduler.jobs import sweeping
from scheduler.services import answers, recounting
from tests.builders import Ground, ground
from tests.conftest import NOW
from tests.scheduler import month

PAGE = "Chuyên trang"  # on Wednesdays
WEDNESDAYS = [date(2017, 3, 22) + timedelta(weeks=n) for n in range(6)]


@pytest.fixture
def site(store: Store) -> Ground:
    return ground(store)


def agree(store: Store, site: Ground, number: int | None = 7, unit: RhythmUnit = RhythmUnit.DAYS, *,
          seen: int = 0, now: datetime = NOW, **more: Any) -> int:  # fmt: skip
    told = {"from_day": date(2017, 3, 20), "source": "Biên bản ngày 03/03/2017"} | more
    with store.deciding(actor="officer", now=now) as work:
        programme = site.windows[PAGE].programme_id
        outlets.set_rhythm(
            work, campaign_id=site.campaign_id, programme_id=programme, unit=unit, number=number, seen=seen, **told
        )
        return rhythms.newest(work.session, site.campaign_id, programme)


def page(store: Store, site: Ground, today: date, as_of: date | None = None) -> Strand:
    with store.reading() as session:
        found = ledger.strands(
            session, plans.campaign(session, site.campaign_id), today=today, until=today + timedelta(days=14),
            zone=ZONE, as_of=as_of,
        )  # fmt: skip
        return next(one for one in found if one.programme_id == site.windows[PAGE].programme_id)


def told(gaps: tuple[Gap, ...]) -> list[tuple[GapKind, date, date]]:
    return [(gap.kind, gap.first, gap.last) for gap in gaps]


def attest(store: Store, uid: str, day: date) -> None:
    row = month.slot(store, uid)
    at = datetime.combine(day, time(15), UTC)
    with store.deciding(actor="outlet", now=at) as work:
        answers.attest(work, uid, seen_version=row.version, starts_at=row.starts_at, duration_s=0, by="Báo")


def sweep(store: Store, day: date) -> None:
    sweeping.sweep(store, datetime.combine(day, time(0), UTC))


def test_what_has_evidence_counts_and_what_is_presumed_leaves_its_gap_open(store, site):
    month.reach(store, site.windows[PAGE].outlet_id, policy=SilencePolicy.PRESUME_AIRED)
    first, second = month.confirmed(store, site, PAGE, *WEDNESDAYS[:2])
    agree(store, site)
    sweep(store, WEDNESDAYS[0] + timedelta(days=1))
    attest(store, first, WEDNESDAYS[0])
    sweep(store, date(2017, 4, 4))

    found = page(store, site, date(2017, 4, 4)).kept
    assert month.slot(store, second).evidence.value == "presumed"
    assert (found.last, found.next, found.longest) == (WEDNESDAYS[0], None, 13)
    assert [(gap.kind, gap.first, gap.unproven, gap.waiting) for gap in found.gaps] == [
        (GapKind.OPEN, date(2017, 3, 23), True, 1), (GapKind.AHEAD, date(2017, 3, 30), False, 0),
    ]  # fmt: skip

    attest(store, second, date(2017, 4, 4))
    assert told(page(store, site, date(2017, 4, 4)).kept.gaps) == [
        (GapKind.AHEAD, date(2017, 3, 30), date(2017, 12, 31))
    ]


def test_a_repeat_is_no_further_appearance(store, site):
    first, second = month.confirmed(store, site, PAGE, date(2017, 4, 5), date(2017, 4, 12))
    with store.deciding(actor="builder", now=NOW) as work:
        work.slot(second, seen_version=None).repeat_of = first
    agree(store, site, 2, RhythmUnit.MONTH, from_day=date(2017, 4, 1))
    for uid, day in ((first, date(2017, 4, 5)), (second, date(2017, 4, 12))):
        sweep(store, day + timedelta(days=1))
        attest(store, uid, day)

    gaps = page(store, site, date(2017, 4, 28)).kept.gaps
    assert [(gap.kind, gap.have, gap.wanted, gap.due) for gap in gaps][:1] == [(GapKind.OPEN, 1, 2, date(2017, 4, 26))]


def test_an_entry_holds_from_its_day_and_what_was_before_is_judged_as_it_was_agreed(store, site):
    first = agree(store, site)
    second = agree(store, site, 30, seen=first, from_day=date(2017, 4, 10))
    assert told(page(store, site, date(2017, 4, 18)).kept.gaps) == [(GapKind.PAST, date(2017, 3, 20), date(2017, 4, 9))]
    assert page(store, site, date(2017, 5, 20)).kept.gaps[1].kind is GapKind.OPEN  # thirty days are over

    agree(store, site, None, seen=second, from_day=date(2017, 4, 10))
    kept = page(store, site, date(2017, 5, 20)).kept
    assert told(kept.gaps) == [(GapKind.PAST, date(2017, 3, 20), date(2017, 4, 9))]


def test_the_same_again_changes_nothing_and_two_people_are_told_apart(store, site):
    first = agree(store, site)
    assert agree(store, site, seen=first) == first
    with pytest.raises(Stale, match="rhythm.stale"):
        agree(store, site, 14, seen=0)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"source": " "}, "quota.no_source"), ({"from_day": date(2018, 1, 1)}, "rhythm.outside"),
        ({"obligation_id": 987_654}, "quota.unknown_subject"),
    ],
)  # fmt: skip
def test_a_rhythm_without_source_outside_the_campaign_or_of_another_plans_duty_is_refused(store, site, more, code):
    with pytest.raises((Refused, NotFound), match=code):
        agree(store, site, **more)


def test_a_past_day_reads_as_it_did_whatever_is_changed_later(store, site):
    (first, *_rest) = month.confirmed(store, site, PAGE, WEDNESDAYS[0])
    with store.reading() as session:
        duty = session.exec(select(Obligation.id)).first()
    kept = agree(store, site, obligation_id=duty)
    sweep(store, WEDNESDAYS[0] + timedelta(days=1))
    attest(store, first, WEDNESDAYS[0])
    day = date(2017, 3, 31)
    then = page(store, site, day + timedelta(days=1), as_of=day)
    assert told(then.kept.gaps)[0][0] is GapKind.OPEN

    later = datetime(2017, 4, 3, 3, tzinfo=UTC)
    window = site.windows[PAGE]
    with store.deciding(actor="officer", now=later) as work:
        row, programme = work.session.get_one(Window, window.id), work.session.get_one(Programme, window.programme_id)
        channel = work.session.get_one(Channel, window.channel_id)
        outlets.change_window(work, window.id, {"weekdays": [4]}, seen_version=row.version)
        outlets.set_exception(work, window.id, date(2017, 3, 29), runs=False)
        outlets.change_programme(
            work, window.programme_id, seen_version=programme.version, name="Trang mới", form=programme.form
        )
        outlets.change_channel(
            work, window.channel_id, seen_version=channel.version, name="Báo khác", issue_weekdays=None
        )
        outlets.add_window(work, window.programme_id, {"weekdays": [0], "valid_from": date(2017, 1, 1)})
        recounting.set_holiday(work, date(2017, 3, 29), kind=DayKind.HOLIDAY, name="Nghỉ")
    agree(store, site, 90, seen=kept, now=later)

    assert page(store, site, date(2017, 6, 1), as_of=day) == then
    assert page(store, site, date(2017, 6, 1)) != then
