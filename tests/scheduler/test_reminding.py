"""What is owed before a slot goes out: reminded of in time, and shown by calendars."""

from datetime import UTC, date, datetime, timedelta

from sqlmodel import col, select

from campaigns.models import Deadline, Feed, FeedItem, Outbox, Outlet, Reminder
from campaigns.queries import outbox
from campaigns.queries import slots as slot_queries
from campaigns.store import Store
from campaigns.values.edits import Move, Remove
from scheduler.jobs import reminding as jobs
from scheduler.services import answers, placing, releasing, reminding
from tests import builders
from tests.conftest import NOW
from tests.scheduler import month

PROGRAMME = "Bản tin sáng"  # booking 3, script 5, material 2 working days ahead
DAY = date(2017, 4, 12)  # a Wednesday; the 6th is a holiday
MORNING = 1  # 08:00 in Bình Phước, as an hour of UTC


def waiting(store: Store) -> list[tuple[str, int, datetime, datetime | None]]:
    with store.reading() as session:
        rows = session.exec(
            select(Reminder).where(col(Reminder.kind).not_in(["report", "urging"])).order_by(col(Reminder.id))
        )
        return [(row.kind, row.generation, row.due_at, row.next_at) for row in rows]


def remind(store: Store, now: datetime) -> list[Outbox]:
    jobs.remind(store, now)
    with store.reading() as session:
        return list(session.exec(select(Outbox).where(col(Outbox.kind).startswith("remind_")).order_by(col(Outbox.id))))


def test_a_placed_slot_is_reminded_of_on_the_working_morning_before_each_of_its_deadlines(store: Store) -> None:
    ground = builders.ground(store)

    month.place(store, ground, PROGRAMME, DAY)

    assert waiting(store) == [
        ("booking", 0, datetime(2017, 4, 7, 9, tzinfo=UTC), datetime(2017, 4, 5, MORNING, tzinfo=UTC)),
        ("script", 0, datetime(2017, 4, 4, 9, tzinfo=UTC), datetime(2017, 4, 3, MORNING, tzinfo=UTC)),
        ("material", 0, datetime(2017, 4, 10, 9, tzinfo=UTC), datetime(2017, 4, 7, MORNING, tzinfo=UTC)),
    ]


def test_planning_reminders_again_changes_nothing(store: Store) -> None:
    ground = builders.ground(store)
    (uid,) = month.place(store, ground, PROGRAMME, DAY)
    month.send(store, "2017-04", ground.windows[PROGRAMME].outlet_id)
    before = waiting(store), blocks(store)

    with store.deciding(actor="again", now=NOW + timedelta(hours=1)) as work:
        reminding.plan_for(work, work.slot(uid, seen_version=None))
        reminding.plan_for_deadlines(work, ground.plan_id)

    assert (waiting(store), blocks(store)) == before


def test_a_moved_slot_is_reminded_of_at_its_new_place_only(store: Store) -> None:
    ground = builders.ground(store)
    (uid,) = month.place(store, ground, PROGRAMME, DAY)
    with store.deciding(actor="officer", now=NOW) as work:
        seen = work.slot(uid, seen_version=None).version
        placing.edit(work, "2017-04", [Move(uid, seen, ground.window(PROGRAMME), date(2017, 4, 19))], seen=None)

    left = [(kind, generation) for kind, generation, _, at in waiting(store) if at is not None]
    assert left == [("booking", 1), ("script", 1), ("material", 1)]
    assert len(waiting(store)) == 6


def test_what_is_due_before_the_next_working_morning_is_not_reminded_of(store: Store) -> None:
    ground = builders.ground(store)
    late = datetime(2017, 4, 7, 2, tzinfo=UTC)  # 09:00 on the day until which it had to be booked

    month.place(store, ground, PROGRAMME, date(2017, 4, 11), now=late)

    assert [(kind, at) for kind, _, _, at in waiting(store)] == []


def test_the_office_is_reminded_of_scripts_and_the_outlet_of_material_and_answers(store: Store) -> None:
    ground = builders.ground(store)
    outlet_id = ground.windows[PROGRAMME].outlet_id
    month.reach(store, outlet_id)
    (answered, open_) = month.place(store, ground, PROGRAMME, DAY, date(2017, 4, 13))
    month.send(store, "2017-04", outlet_id)
    month.confirm(store, [answered])

    posted = remind(store, datetime(2017, 4, 7, 2, tzinfo=UTC))

    found = sorted((row.kind, row.to, row.slot_uid) for row in posted)
    assert found == sorted([
        ("remind_booking", "dai@bptv.example", open_),  # due on Monday 10: Friday's morning
        ("remind_material", "dai@bptv.example", answered),
    ])  # fmt: skip
    assert all("link_id" in row.facts for row in posted)


def test_a_script_is_the_offices_own_business(store: Store) -> None:
    ground = builders.ground(store)
    (uid,) = month.place(store, ground, PROGRAMME, DAY)

    posted = remind(store, datetime(2017, 4, 3, MORNING, tzinfo=UTC))

    assert [(row.kind, row.to, row.slot_uid, row.done_at) for row in posted] == [
        ("remind_script", "vanphong@so.example", uid, None)
    ]


def test_nobody_to_remind_is_kept_as_such(store: Store) -> None:
    ground = builders.ground(store)
    outlet_id = ground.windows[PROGRAMME].outlet_id
    month.reach(store, outlet_id, email="")
    month.place(store, ground, PROGRAMME, DAY)
    month.send(store, "2017-04", outlet_id)
    at = datetime(2017, 4, 5, MORNING, tzinfo=UTC)

    posted = [row for row in remind(store, at) if row.kind == "remind_booking"]

    assert [(row.to, row.done_at, row.outcome) for row in posted] == [("", at, outbox.NO_ADDRESS)]
    with store.reading() as session:
        slug = session.get_one(Outlet, outlet_id).slug
        assert outbox.unaddressed(session, at) == {slug: 1}
        assert outbox.unaddressed(session, at + timedelta(seconds=1)) == {}
    month.reach(store, outlet_id, email="dai@example.vn")
    with store.reading() as session:
        assert outbox.unaddressed(session, at) == {}


def test_an_outlet_is_not_reminded_of_a_draft_it_never_saw_nor_of_what_was_cancelled(store: Store) -> None:
    ground = builders.ground(store)
    month.reach(store, ground.windows[PROGRAMME].outlet_id)
    _, cancelled = month.place(store, ground, PROGRAMME, DAY, date(2017, 4, 13))
    with store.deciding(actor="officer", now=NOW) as work:
        seen = work.slot(cancelled, seen_version=None).version
        placing.edit(work, "2017-04", [Remove(cancelled, seen)], seen=None)

    posted = remind(store, datetime(2017, 4, 10, 2, tzinfo=UTC))

    assert posted == []  # the script of the draft was due before the clock woke up


def test_reports_are_reminded_of_three_times_and_never_after_their_last_good_day(store: Store) -> None:
    builders.ground(store)
    mornings = [datetime(2017, 5, 31, MORNING, tzinfo=UTC), datetime(2017, 6, 9, MORNING, tzinfo=UTC),
                datetime(2017, 6, 13, MORNING, tzinfo=UTC)]  # fmt: skip

    for at in mornings:
        assert len(remind(store, at - timedelta(seconds=1))) == mornings.index(at)
        assert len(remind(store, at)) == mornings.index(at) + 1
    told = remind(store, datetime(2017, 7, 1, tzinfo=UTC))

    assert [row.facts["last_day"] for row in told] == ["2017-06-14"] * 3
    assert {row.to for row in told} == {"vanphong@so.example"}


def blocks(store: Store) -> dict[tuple[str, str], tuple[bytes, datetime | None]]:
    with store.reading() as session:
        rows = session.exec(
            select(Feed.kind, Deadline.kind, FeedItem.block, FeedItem.leaves_at)
            .join(FeedItem, col(FeedItem.feed_id) == Feed.id)
            .join(Deadline, col(Deadline.uid) == FeedItem.uid)
            .where(Deadline.kind != "report")
        )
        return {(feed, deadline): (block, leaves) for feed, deadline, block, leaves in rows}


def test_calendars_show_what_is_owed_once_the_outlet_was_told_and_its_own_only_what_it_owes(store: Store) -> None:
    ground = builders.ground(store)
    month.place(store, ground, PROGRAMME, DAY)
    assert blocks(store) == {}

    month.send(store, "2017-04", ground.windows[PROGRAMME].outlet_id)

    shown = blocks(store)
    assert shown.keys() == {
        ("officer", "script"), ("officer", "material"), ("campaign", "script"), ("campaign", "material"),
        ("outlet", "material"),
    }  # fmt: skip
    assert shown["officer", "material"] == shown["outlet", "material"]
    assert b"DTEND:20170410T090000Z" in shown["outlet", "material"][0]


def test_a_cancelled_slots_deadlines_stay_in_calendars_as_cancelled(store: Store) -> None:
    ground = builders.ground(store)
    (uid,) = month.place(store, ground, PROGRAMME, DAY)
    month.send(store, "2017-04", ground.windows[PROGRAMME].outlet_id)
    with store.deciding(actor="officer", now=NOW) as work:
        seen = work.slot(uid, seen_version=None).version
        placing.edit(work, "2017-04", [Remove(uid, seen)], seen=None)

    for block, leaves_at in blocks(store).values():
        assert b"STATUS:CANCELLED" in block
        assert b"SEQUENCE:1" in block
        assert leaves_at is not None


def test_a_confirmation_is_no_news_to_the_outlet_that_gave_it(store: Store) -> None:
    ground = builders.ground(store)
    outlet_id = ground.windows[PROGRAMME].outlet_id
    (uid,) = month.confirmed(store, ground, PROGRAMME, DAY)

    later = NOW + timedelta(hours=1)
    with store.deciding(actor="outlet", now=later) as work:
        answers.unconfirm(work, uid, seen_version=work.slot(uid, seen_version=None).version)
    with store.reading() as session:
        (told,) = releasing.sendings(slot_queries.month_slots(session, "2017-04"))

    assert told.outlet_id == outlet_id
    assert not told.has_news
    assert [seen.uid for seen in told.waiting] == [uid]
