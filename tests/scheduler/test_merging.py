"""An outlet goes into another: its past reads as it did, byte for byte; what lies ahead and every reminder is the heir's."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import Feed, FeedItem, Outbox, OutletTerm, Rhythm
from campaigns.queries import diary
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries import slots as slot_queries
from campaigns.services import agreed
from campaigns.services import outlets as outlet_services
from campaigns.store import Store
from campaigns.times import ZONE
from campaigns.values.edits import Place
from campaigns.values.words import MissReason, RhythmUnit, SlotState
from scheduler import makegoods
from scheduler.jobs import reminding, sweeping
from scheduler.living import laws
from scheduler.services import accepting, answers, obligations, placing, releasing
from tests import builders
from tests.scheduler import month
from tests.scheduler.merged import (
    AFTER,
    AHEAD,
    AIRED,
    DECIDED,
    HOME,
    ON,
    PROGRAMME,
    SILENT,
    founded,
    ids,
    merge,
    past,
    slots,
)
from tests.scheduler.test_obligations import decide


@pytest.fixture
def site(store: Store) -> builders.Ground:
    return founded(store)


def test_what_is_past_reads_as_it_did_byte_for_byte(store: Store, site: builders.Ground) -> None:
    old, _ = ids(store)
    with store.deciding(actor="officer", now=DECIDED) as work:
        agreed.set_quota(work, campaign_id=site.campaign_id, outlet_id=old, window_id=None, theme_id=None, month=None,
                         spots=20, source="Biên bản làm việc")  # fmt: skip
    before = past(store, site, DECIDED)

    merge(store)

    assert past(store, site, DECIDED) == before
    assert past(store, site, AFTER) == before
    assert laws.broken(store) == ()


def test_what_lies_ahead_goes_along_at_its_place_under_its_name(store: Store, site: builders.Ground) -> None:
    old, new = ids(store)
    before = slots(store)

    merged = merge(store)

    after = slots(store)
    assert merged.slots == 3
    for day in (*AHEAD, HOME):
        was, now = before[day], after[day]
        assert (now.uid, now.starts_at, now.duration_s, now.cost_vnd, now.state, now.place) == (
            was.uid, was.starts_at, was.duration_s, was.cost_vnd, was.state, was.place,
        )  # fmt: skip
        assert (was.outlet_id, now.outlet_id) == (old, new)
    for day in (AIRED, SILENT):
        assert (after[day].outlet_id, after[day].window_id) == (old, before[day].window_id)
    with store.reading() as session:
        views = {one.uid: one for one in slot_queries.month_slots(session, "2017-05")}
        windows = {one.id: one for one in outlet_queries.windows(session)}
    told = views[after[AHEAD[0]].uid]
    assert (told.outlet, told.programme, told.state) == ("Trung tâm Truyền thông tỉnh", PROGRAMME, SlotState.CONFIRMED)
    assert after[AHEAD[0]].agreed["window_id"] == told.window_id
    assert windows[told.window_id].valid_from == ON
    assert windows[before[AIRED].window_id].valid_until == ON


def test_calendars_show_it_at_the_heir_and_a_tombstone_at_the_old_one(store: Store, site: builders.Ground) -> None:
    merge(store)
    uid = slots(store)[AHEAD[0]].uid

    with store.reading() as session:
        shown = dict(
            session.exec(
                select(Feed.slug, FeedItem.block)
                .join(FeedItem, col(FeedItem.feed_id) == Feed.id)
                .where(FeedItem.uid == uid)
            ).all()
        )
    assert b"STATUS:CONFIRMED" in shown["lich-tttt"]
    assert b"STATUS:CANCELLED" in shown["lich-bptv"]
    assert shown["lich-tttt"] == shown["lich-can-bo"]


def test_reminders_and_questions_go_to_the_heir_from_the_date_on(store: Store, site: builders.Ground) -> None:
    with store.reading() as session:
        known = set(session.exec(select(Outbox.id)))
    merge(store)
    for at in (datetime(2017, 5, 8, 3, tzinfo=UTC), datetime(2017, 5, 10, 3, tzinfo=UTC)):
        reminding.remind(store, at)
        sweeping.sweep(store, at)

    with store.reading() as session:
        posted = [row for row in session.exec(select(Outbox).order_by(col(Outbox.id))) if row.id not in known]
    to_outlets = [
        (row.kind, row.to) for row in posted if row.kind in {"taken_over", "remind_material", "ask_attestation"}
    ]
    assert {to for _, to in to_outlets} == {"moi@tttt.example"}
    assert {kind for kind, _ in to_outlets} == {"taken_over", "remind_material", "ask_attestation"}
    told = next(row for row in posted if row.kind == "taken_over")
    assert (told.facts["slots"], told.facts["agreed"]) == (2, 2)


def test_the_heir_answers_for_what_was_still_open_and_the_old_link_keeps_its_own(
    store: Store, site: builders.Ground
) -> None:
    old, new = ids(store)
    merge(store)

    with store.reading() as session:
        called = outlet_queries.names(session)
        before, after = (called.bodies(new, day) for day in (ON - timedelta(days=1), ON))
        assert (before, after, called.bodies(old, ON)) == ({new}, {new, old}, {old})
        assert (called.body(old, ON - timedelta(days=1)), called.body(old, ON)) == (old, new)
        assert {one.date for one in diary.told_to(session, after)} == {AIRED, SILENT, *AHEAD}
    with store.deciding(actor="clock", now=datetime(2017, 5, 9, tzinfo=UTC)) as work:
        assert releasing.answering(work, old).slug == "tttt"


def test_nothing_is_placed_with_the_old_one_from_the_date_on_nor_set_up_there(
    store: Store, site: builders.Ground
) -> None:
    merge(store)
    window = site.windows[PROGRAMME]

    def refused(act: object) -> str:
        with pytest.raises(Refused) as no, store.deciding(actor="officer", now=DECIDED) as work:
            act(work)  # type: ignore[operator]
        return no.value.code

    day = date(2017, 5, 16)
    place = [Place(window.id, day, site.themes[0])]
    assert refused(lambda work: placing.edit(work, "2017-05", place, seen=None)) == "day.ended"
    named = {"name": "Đài mới", "short_name": "ĐM", "valid_from": date(2017, 6, 1)}
    assert refused(lambda work: outlet_services.rename_outlet(work, "bptv", **named)) == "outlet.merged"
    fields = {"weekdays": [0], "valid_from": ON, "length_s": 30, "start_minute": 300}
    assert refused(lambda work: outlet_services.add_window(work, window.programme_id, fields)) == "outlet.merged"
    assert (
        refused(lambda work: outlet_services.change_window(work, window.id, {"valid_until": None}, seen_version=2))
        == "outlet.merged"
    )
    assert refused(lambda work: outlet_services.set_exception(work, window.id, day, runs=True)) == "outlet.merged"


def test_a_debt_of_the_old_one_is_made_good_at_the_heir_and_accepted_as_the_old_ones(
    store: Store, site: builders.Ground
) -> None:
    old, new = ids(store)
    (uid,) = month.confirmed(store, site, "Bản tin trưa", date(2017, 5, 3), now=DECIDED)
    decide(store, answers.miss, uid, now=DECIDED + timedelta(hours=1), reason=MissReason.TECHNICAL, words="", by="Đài")
    merge(store, now=DECIDED + timedelta(days=2))
    at = datetime(2017, 5, 9, 3, tzinfo=UTC)
    with store.reading() as session:
        owed = makegoods.owed_for(session, uid)
        assert owed is not None
        free = makegoods.free_places(session, owed, now=at, zone=ZONE)[0]
    assert free.window.outlet_id == new
    with store.deciding(actor="officer", now=at) as work:
        seen = work.slot(uid, seen_version=None).version
        (good,) = obligations.make_good(work, uid, free.window.id, free.date, seen_version=seen).uids
        releasing.send(work, f"{free.date:%Y-%m}", new)
        answers.confirm(work, good, seen_version=work.slot(good, seen_version=None).version, by="Đài")
    sweeping.sweep(store, AFTER)
    with store.deciding(actor="Đài", now=AFTER) as work:
        row = work.slot(good, seen_version=None)
        answers.attest(work, good, seen_version=row.version, starts_at=row.starts_at, duration_s=60, by="Đài")

    with store.reading() as session:
        minutes = accepting.drawn(session, site.campaign_id, old, "2017-05", dated=date(2017, 6, 1), now=AFTER).minutes
    assert {one.slot for one in minutes.entries} >= {uid}
    assert laws.broken(store) == ()


def test_agreed_figures_of_whole_months_go_on_and_two_are_never_added_up(store: Store, site: builders.Ground) -> None:
    old, new = ids(store)
    about = {"campaign_id": site.campaign_id, "theme_id": None, "source": "Biên bản"}
    with store.deciding(actor="officer", now=DECIDED) as work:
        agreed.set_quota(work, outlet_id=old, window_id=None, month=None, spots=20, **about)
        agreed.set_quota(work, outlet_id=old, window_id=site.window(PROGRAMME), month="2017-07", spots=9, **about)
        agreed.set_quota(work, outlet_id=new, window_id=None, month="2017-08", spots=5, **about)
        agreed.set_budget(work, campaign_id=site.campaign_id, outlet_id=old, month="2017-07", amount_vnd=7_000_000,
                          source="Dự toán")  # fmt: skip

    merged = merge(store)

    def told(month_: str) -> set[tuple[int, bool, int]]:
        with store.reading() as session:
            return {(one.outlet_id, one.window_id is None, one.spots) for one in plan_queries.quotas(session, month_)}

    assert told("2017-05") == {(old, True, 20)}  # broken in the middle: left to people
    assert told("2017-07") == {(new, True, 20), (new, False, 9)}
    assert told("2017-08") == {(new, True, 5)}
    assert (merged.handover.figures, merged.handover.left) == (6 + 1 + 1, 2)
    with store.reading() as session:
        assert [(one.outlet_id, one.amount_vnd) for one in plan_queries.budgets(session, "2017-07")] == [
            (new, 7_000_000)
        ]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"into": "bptv"}, "merger.itself"),
        ({"into": "nobody"}, "outlet.unknown"),
        ({"source": " "}, "merger.no_source"),
        ({"on": SILENT}, "merger.early"),
        ({"stale": True}, "outlet.stale"),
    ],
)  # fmt: skip
def test_what_cannot_be_merged_changes_nothing(store: Store, site: builders.Ground, asked: dict, code: str) -> None:
    before = slots(store)

    with pytest.raises((Refused, NotFound, Stale)) as no:
        merge(store, **asked)

    assert no.value.code == code
    assert slots(store) == before
    if code == "merger.early":
        assert no.value.facts["first"] == SILENT + timedelta(days=1)


def test_an_outlet_goes_once(store: Store, site: builders.Ground) -> None:
    merge(store)

    for slug, into in (("bptv", "tttt"), ("tttt", "bptv")):
        with pytest.raises(Refused, match=r"merger\.closed"):
            merge(store, slug=slug, into=into, on=date(2017, 6, 1), now=DECIDED)
    with store.reading() as session:
        assert len(session.exec(select(OutletTerm).where(col(OutletTerm.merged_into_id).is_not(None))).all()) == 1


def test_how_often_a_programme_must_appear_goes_along(store: Store, site: builders.Ground) -> None:
    programme = site.windows[PROGRAMME].programme_id
    agreed_ = {"campaign_id": site.campaign_id, "unit": RhythmUnit.WEEK, "source": "Biên bản", "seen": 0}
    with store.deciding(actor="officer", now=DECIDED) as work:
        agreed.set_rhythm(work, programme_id=programme, number=2, from_day=date(2017, 1, 1), **agreed_)

    merge(store)

    with store.reading() as session:
        rows = session.exec(select(Rhythm).order_by(col(Rhythm.id))).all()
        heir = next(
            one for one in outlet_queries.windows(session, outlet_id=ids(store)[1]) if one.programme == PROGRAMME
        )
    assert [(row.programme_id, row.number, row.from_day) for row in rows] == [
        (programme, 2, date(2017, 1, 1)), (heir.programme_id, 2, ON), (programme, None, ON),
    ]  # fmt: skip
