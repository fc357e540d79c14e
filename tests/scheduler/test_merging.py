"""An outlet goes into another: its past reads as it did, byte for byte; what lies ahead and every reminder is the heir's."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import Feed, FeedItem, Outbox, Outlet, OutletTerm, Rhythm, Slot
from campaigns.queries import diary, programmes
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries import slots as slot_queries
from campaigns.services import agreed, plans
from campaigns.services import outlets as outlet_services
from campaigns.store import Store
from campaigns.times import ZONE
from campaigns.values.edits import Place
from campaigns.values.rates import Vat
from campaigns.values.rhythms import Strand
from campaigns.values.words import MissReason, RhythmUnit, SilencePolicy, SlotState
from exports import acceptance, airings
from scheduler import ledger, makegoods, months
from scheduler.jobs import reminding, sweeping
from scheduler.living import laws
from scheduler.services import (
    accepting,
    adopting,
    answers,
    merging,
    obligations,
    placing,
    pricing,
    releasing,
    returning,
)
from scheduler.services.merging import Merged
from tests import builders
from tests.conftest import NOW
from tests.scheduler import month
from tests.scheduler.test_obligations import decide
from tests.scheduler.test_pricing import adopted

PROGRAMME, OTHER = "Bản tin sáng", "Bản tin chiều"
AIRED, SILENT = date(2017, 4, 12), date(2017, 4, 26)
AHEAD, HOME = (date(2017, 5, 10), date(2017, 5, 12)), date(2017, 5, 11)
ON = date(2017, 5, 8)
DECIDED = datetime(2017, 5, 2, 3, tzinfo=UTC)
AFTER = datetime(2017, 6, 1, 3, tzinfo=UTC)
SOURCE = "Quyết định của tỉnh Mẫu"


@pytest.fixture
def site(store: Store) -> builders.Ground:
    """One item aired, one over of which nobody has spoken, two agreed ahead, one ahead that is still at home."""
    ground = builders.ground(store)
    with store.deciding(actor="officer", now=NOW) as work:
        outlet_services.add_outlet(
            work, name="Trung tâm Truyền thông tỉnh", short_name="TTTT", valid_from=date(2017, 4, 1),
            fields={"contact_email": "moi@tttt.example", "silence_policy": SilencePolicy.WAIT},
        )  # fmt: skip
    month.reach(store, ground.windows[PROGRAMME].outlet_id, email="cu@dai.example")
    aired, _ = month.confirmed(store, ground, PROGRAMME, AIRED, SILENT)
    month.confirmed(store, ground, PROGRAMME, *AHEAD)
    month.place(store, ground, OTHER, HOME)
    sweeping.sweep(store, DECIDED)
    with store.deciding(actor="Đài", now=DECIDED) as work:
        slot = work.slot(aired, seen_version=None)
        answers.attest(work, aired, seen_version=slot.version, starts_at=slot.starts_at, duration_s=60, by="Đài")
    return ground


def merge(store: Store, *, slug: str = "bptv", on: date = ON, into: str = "tttt", now: datetime = DECIDED,
          stale: bool = False, source: str = SOURCE) -> Merged:  # fmt: skip
    with store.deciding(actor="officer", now=now) as work:
        version = work.session.exec(select(Outlet.version).where(Outlet.slug == slug)).one()
        return merging.merge(work, slug, into=into, on=on, source=source, seen_version=version + stale)


def slots(store: Store) -> dict[date, Slot]:
    with store.reading() as session:
        rows = session.exec(select(Slot).order_by(col(Slot.id))).all()
        session.expunge_all()
    return {row.date: row for row in rows}


def ids(store: Store) -> tuple[int, int]:
    with store.reading() as session:
        found = {row.slug: row.id or 0 for row in session.exec(select(Outlet))}
    return found["bptv"], found["tttt"]


def past(store: Store, ground: builders.Ground, now: datetime) -> list[object]:
    """Everything that is told of April: papers, accounts, calendars, board."""
    old, _ = ids(store)
    today = now.astimezone(ZONE).date()
    with store.reading() as session:
        minutes = accepting.drawn(
            session, ground.campaign_id, old, "2017-04", dated=date(2017, 4, 30), now=DECIDED
        ).minutes
        listed = returning.drawn(session, store.keys, old, "2017-04", dated=date(2017, 4, 30))
        campaign = plan_queries.campaign(session, ground.campaign_id)
        books = [
            ledger.open_book(session, campaign, ["2017-04"], today=today, zone=ZONE, as_of=day)
            for day in (None, date(2017, 4, 15), date(2017, 5, 1))
        ]
        names = [{one.id: one.name for one in book.outlets} for book in books]
        blocks = session.exec(
            select(Feed.slug, FeedItem.uid, FeedItem.block)
            .join(FeedItem, col(FeedItem.feed_id) == Feed.id)
            .where(col(FeedItem.starts_at) < datetime(2017, 5, 1, tzinfo=UTC))
            .order_by(Feed.slug, FeedItem.uid)
        ).all()
        board = months.gather(session, "2017-04", now=DECIDED, zone=ZONE)
        return [
            acceptance.acceptance_minutes(minutes), airings.airing_list(listed),
            [(book.ledger, {names_of[key.outlet_id] for key in book.ledger}) for book, names_of in zip(books, names, strict=True)],
            [tuple(row) for row in blocks],
            (board.slots, board.outlets, board.quotas),
        ]  # fmt: skip


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


HEAD = ["Khung giờ", "Chương trình", "30 giây", "60 giây"]
THEIRS = [HEAD, ["05h00-06h00", PROGRAMME, "400", "700"], ["17h00-18h00", OTHER, "500", "900"]]
PLANNED, AGREED, LATER = date(2017, 5, 16), date(2017, 5, 17), date(2017, 5, 18)


@pytest.fixture
def listed(store: Store, site: builders.Ground) -> builders.Ground:
    """The old one's windows are priced by its list; of what lies ahead one is agreed and two are not."""
    card = adopted(store, THEIRS)
    with store.deciding(actor="officer", now=DECIDED) as work:
        for programme, line in ((PROGRAMME, 2), (OTHER, 3)):
            row, _window = programmes.window_row(work.session, card.outlet_id, site.window(programme))
            pricing.take_price(work, card.outlet_id, row.id or 0, card=card.uid, line=line, on=AIRED,
                               seen_version=row.version)  # fmt: skip
    month.confirmed(store, site, PROGRAMME, date(2017, 5, 4), AGREED, now=DECIDED)
    month.place(store, site, PROGRAMME, date(2017, 5, 5), PLANNED, now=DECIDED)
    month.place(store, site, OTHER, LATER, now=DECIDED)
    return site


def costs(store: Store) -> dict[date, int | None]:
    return {day: row.cost_vnd for day, row in slots(store).items()}


def priced(store: Store, outlet_id: int, programme: str, day: date) -> list[tuple[str, int, int]]:
    """By what lists an outlet's window can be priced on a date: source, whose list, price."""
    with store.reading() as session:
        window = next(one for one in outlet_queries.windows(session, outlet_id=outlet_id) if one.programme == programme)
        return [(one.source, one.card.outlet_id, one.quote.unit.gross) for one in pricing.offers(session, window, day)]


def test_the_heirs_own_list_prices_from_the_day_on_and_the_old_ones_where_it_has_none(
    store: Store, listed: builders.Ground
) -> None:
    old, new = ids(store)
    adopted(store, [HEAD, ["05h00-06h00", PROGRAMME, "600", "1.000"]], slug="tttt", decision="15/QĐ-TTTT",
            vat=Vat.EXEMPT, vat_percent=None)  # fmt: skip
    before, stood = past(store, listed, DECIDED), costs(store)
    assert (stood[PLANNED], stood[AGREED], stood[LATER]) == (770_000, 770_000, 990_000)

    merged = merge(store)

    assert past(store, listed, DECIDED) == past(store, listed, AFTER) == before
    after = costs(store)
    assert after == stood | {PLANNED: 1_000_000}  # what was agreed stays, and so does all before the day
    assert (set(merged.priced.values()), merged.kept, merged.repriced) == (
        {"15/QĐ-TTTT, dòng 2"}, ("207/QĐ-PTTH, dòng 3",), 1,
    )  # fmt: skip
    assert priced(store, new, PROGRAMME, ON) == [("15/QĐ-TTTT, dòng 2", new, 1_000_000)]
    assert priced(store, new, OTHER, ON) == [("207/QĐ-PTTH, dòng 3", old, 990_000)]
    assert priced(store, new, OTHER, ON - timedelta(days=1)) == []  # then it was not the heir's
    assert laws.broken(store) == ()


def test_an_heir_without_a_list_goes_on_by_the_old_ones_decision(store: Store, listed: builders.Ground) -> None:
    old, new = ids(store)
    stood = costs(store)

    merged = merge(store)

    assert costs(store) == stood
    assert (merged.priced, merged.kept) == ({}, ("207/QĐ-PTTH, dòng 2", "207/QĐ-PTTH, dòng 3"))
    assert priced(store, new, PROGRAMME, ON) == [("207/QĐ-PTTH, dòng 2", old, 770_000)]
    day = date(2017, 5, 23)
    with store.reading() as session:
        heir = next(one for one in outlet_queries.windows(session, outlet_id=new) if one.programme == OTHER)
    with store.deciding(actor="officer", now=DECIDED) as work:
        placing.edit(work, "2017-05", [Place(heir.id, day, listed.themes[0])], seen=None)
    assert costs(store)[day] == 990_000


def test_two_lines_of_the_heirs_list_are_a_choice_that_people_make(store: Store, listed: builders.Ground) -> None:
    _old, new = ids(store)
    stood = costs(store)
    rows = [HEAD, ["05h00-06h00", PROGRAMME, "600", "1.000"], ["05h00-09h00", PROGRAMME, "650", "1.100"]]
    adopted(store, rows, slug="tttt", decision="15/QĐ-TTTT", vat=Vat.EXEMPT, vat_percent=None)

    merged = merge(store)

    assert merged.priced == {}
    assert costs(store) == stood
    assert [one[0] for one in priced(store, new, PROGRAMME, ON)] == ["15/QĐ-TTTT, dòng 2", "15/QĐ-TTTT, dòng 3"]


LATE = "Bản tin khuya"  # begins after the merger, and simply changes hands
SKIPPED = date(2017, 5, 17)


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
