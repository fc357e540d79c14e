"""Days off and lead times that change: what is owed ahead moves with them, in reminders and in calendars."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from campaigns.models import Deadline, Outbox, Reminder, Slot, Window
from campaigns.store import Store
from campaigns.values.words import DayKind
from scheduler.jobs import reminding as jobs
from scheduler.services import recounting
from tests import builders
from tests.conftest import NOW
from tests.scheduler import month

PROGRAMME = "Thời sự trưa"
DAY = date(2017, 4, 12)  # a Wednesday
MORNING = 1  # 08:00 in Bình Phước, in hours UTC
OF_A_SLOT = ("script", "material", "booking")  # the rest is owed by units, whose days are not these


def waiting(store: Store) -> dict[str, tuple[datetime, datetime | None]]:
    """Until when each thing is owed for the only slot, and when it is reminded of."""
    with store.reading() as session:
        rows = session.exec(select(Reminder).where(col(Reminder.kind).in_(OF_A_SLOT))).all()
        return {row.kind: (row.due_at, row.next_at) for row in rows}


def shown(store: Store) -> dict[str, datetime]:
    with store.reading() as session:
        rows = session.exec(select(Deadline).where(col(Deadline.kind) != "report")).all()
        return {row.kind: row.due_at for row in rows if not row.cancelled}


def day_off(store: Store, day: date, kind: DayKind | None = DayKind.HOLIDAY, *, now: datetime = NOW) -> None:
    with store.deciding(actor="lan", now=now) as work:
        recounting.set_holiday(work, day, kind=kind, name="Ngày nghỉ của tỉnh" if kind else "")


def sent(store: Store) -> None:
    ground = builders.ground(store)
    outlet_id = ground.windows[PROGRAMME].outlet_id
    month.reach(store, outlet_id)
    month.place(store, ground, PROGRAMME, DAY)
    month.send(store, "2017-04", outlet_id)


def test_a_day_off_moves_what_is_owed_to_the_working_day_before(store: Store) -> None:
    sent(store)
    before, entries = waiting(store), shown(store)

    day_off(store, date(2017, 4, 10))

    after = waiting(store)
    assert {kind: due.day for kind, (due, _at) in before.items()} == {"script": 4, "booking": 7, "material": 10}
    assert {kind: due.day for kind, (due, _at) in after.items()} == {
        "script": 3,
        "booking": 5,
        "material": 7,
    }  # 6: a holiday
    assert {kind: due for kind, (due, _at) in after.items() if kind in entries} == shown(store) != entries
    assert all(at is not None and at < due for due, at in after.values())
    day_off(store, date(2017, 4, 10), None)
    assert (waiting(store), shown(store)) == (before, entries)


def test_a_reminder_is_not_on_a_morning_that_is_now_free(store: Store) -> None:
    sent(store)
    (_due, at) = waiting(store)["booking"]
    assert at is not None

    day_off(store, at.date())

    (_due, moved) = waiting(store)["booking"]
    assert moved is not None
    assert moved.date() != at.date()


def test_who_was_reminded_is_reminded_again_only_where_the_deadline_moved(store: Store) -> None:
    sent(store)
    (due, at) = waiting(store)["script"]
    assert at is not None
    jobs.remind(store, at)
    day_off(store, date(2017, 4, 29), now=at)  # after all of it
    assert waiting(store)["script"] == (due, None)

    with store.deciding(actor="lan", now=at) as work:
        row = work.session.get_one(Window, _window(store))
        fields = {"script_lead_days": (row.script_lead_days or 0) - 1}
        recounting.change_window(work, row.id or 0, fields, seen_version=row.version)

    later, again = waiting(store)["script"]
    assert later > due
    assert again is not None
    jobs.remind(store, again)
    with store.reading() as session:
        kinds = [row.kind for row in session.exec(select(Outbox).where(Outbox.kind == "remind_script"))]
    assert len(kinds) == 2


def _window(store: Store) -> int:
    with store.reading() as session:
        return session.exec(select(Slot.window_id)).one()


def test_what_is_no_longer_owed_falls_silent_and_comes_back(store: Store) -> None:
    sent(store)
    before = waiting(store)
    with store.deciding(actor="lan", now=NOW) as work:
        row = work.session.get_one(Window, _window(store))
        lead = row.material_lead_days
        recounting.change_window(work, row.id or 0, {"material_lead_days": None}, seen_version=row.version)
    assert set(waiting(store)) == set(before) - {"material"}
    assert set(shown(store)) == {"script"}

    with store.deciding(actor="lan", now=NOW) as work:
        row = work.session.get_one(Window, _window(store))
        recounting.change_window(work, row.id or 0, {"material_lead_days": lead}, seen_version=row.version)
    assert waiting(store) == before


def reports(store: Store) -> list[datetime | None]:
    """When the office is next reminded of each report."""
    with store.reading() as session:
        asked = select(Reminder.next_at).where(Reminder.kind == "report").order_by(col(Reminder.due_at))
        return list(session.exec(asked))


def told_of_reports(store: Store) -> int:
    with store.reading() as session:
        return len(session.exec(select(Outbox).where(Outbox.kind == "remind_report")).all())


def test_a_reminder_of_a_report_leaves_a_day_off_and_comes_back(store: Store) -> None:
    builders.ground(store)
    before = reports(store)
    assert before[0] is not None
    day_off(store, date(2017, 5, 31))  # a Wednesday, fourteen days ahead

    after = reports(store)
    assert (after[0], after[1:]) == (before[0] - timedelta(days=1), before[1:])
    day_off(store, date(2017, 5, 31), None)
    assert reports(store) == before


def test_who_was_reminded_of_a_report_is_not_reminded_of_the_same_again(store: Store) -> None:
    builders.ground(store)
    day_off(store, date(2017, 5, 31))
    tuesday = datetime(2017, 5, 30, MORNING, tzinfo=UTC)
    jobs.remind(store, tuesday)
    assert told_of_reports(store) == 1

    day_off(store, date(2017, 5, 31), None, now=tuesday)  # that reminder would now be tomorrow's

    (following, *_rest) = reports(store)
    assert following == datetime(2017, 6, 9, MORNING, tzinfo=UTC)
    for at in (tuesday + timedelta(days=1), following):
        jobs.remind(store, at)
    assert told_of_reports(store) == 2


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(days=st.lists(st.integers(1, 30), max_size=6))
def test_the_order_in_which_days_off_become_known_does_not_matter(sqlite_store: Store, days: list[int]) -> None:
    if not waiting(sqlite_store):
        sent(sqlite_store)
    listed = [date(2017, 4, number) for number in days if number != DAY.day]
    for day in listed:
        day_off(sqlite_store, day)
    there = waiting(sqlite_store)
    for day in listed:
        day_off(sqlite_store, day, None)
    for day in reversed(listed):
        day_off(sqlite_store, day)
    back = waiting(sqlite_store)
    for day in listed:
        day_off(sqlite_store, day, None)

    assert there == back
