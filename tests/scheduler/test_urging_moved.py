"""Days that are moved: what units are urged by follows the office's choice and days off, each rung once."""

from collections import Counter
from datetime import date, datetime

import pytest
from sqlmodel import col, select

from campaigns import periods
from campaigns.errors import Refused, Stale
from campaigns.models import Reminder
from campaigns.periods import Choice, Closing
from campaigns.queries import units as unit_queries
from campaigns.queries import urging as queries
from campaigns.store import Store
from campaigns.values.urging import RUNGS, Ladder, Rung
from campaigns.values.words import DayKind, PaperKind
from scheduler.jobs import reminding
from scheduler.papers import urging as urging_papers
from scheduler.services import recounting, reporting, urging
from scheduler.services.reminding import plan_for_deadlines
from tests.scheduler.june import FIRST, HOUR, at, posted, steps
from tests.scheduler.units import NAMES, eleven


def test_other_days_hold_from_now_on_and_rungs_that_were_taken_stay(store: Store) -> None:
    ground, _ = eleven(store)
    reminding.remind(store, at(6, 1, 8))
    later = Ladder(13, 3, 2, 9)
    with store.deciding(actor="officer", now=at(6, 5, 8)) as work:
        urging.set_ladder(work, later, seen_version=0)
    with pytest.raises(Stale, match=r"urging\.stale"), store.deciding(actor="other", now=at(6, 5, 8)) as work:
        urging.set_ladder(work, Ladder(), seen_version=0)
    with pytest.raises(Refused, match=r"urging\.order"), store.deciding(actor="other", now=at(6, 5, 8)) as work:
        urging.set_ladder(work, Ladder(1, 2, 1, 1), seen_version=1)
    for hour in range(8 * 24):
        reminding.remind(store, at(6, 5, 8) + hour * HOUR)

    assert {row.rung: row.taken_at for row in steps(store)} == {Rung.NOTICE: at(6, 1, 8), Rung.REMINDER: at(6, 9, 8)}
    with store.reading() as session:
        kept, version = queries.ladder(session)
        assert (kept.synthesis_days, kept.chosen, version) == (9, True, 1)
    with store.deciding(actor="again", now=at(6, 13, 9)) as work:
        before = [row.next_at for row in work.session.exec(select(Reminder).order_by(col(Reminder.id)))]
        plan_for_deadlines(work, ground.plan_id)
        assert [row.next_at for row in work.session.exec(select(Reminder).order_by(col(Reminder.id)))] == before
    assert len(RUNGS) == 4
    assert urging_papers.LETTER.word is PaperKind.URGING


def test_the_day_that_the_office_has_set_for_its_own_report_is_that_of_the_list(store: Store) -> None:
    eleven(store)
    with store.deciding(actor="officer", now=at(5, 2, 8)) as work:
        choice = Choice(2017, periods.PLAN, "", Closing(6, 22), Closing(1, 5))
        reporting.choose(work, choice, seen=0)
    with store.reading() as session:
        june_, december = unit_queries.periods(session, 1)
        first, last = (urging.dates_of(session, one, today=date(2017, 5, 2)) for one in (june_, december))

    assert (first.on[Rung.LIST], first.answer_by) == (date(2017, 6, 22), date(2017, 6, 21))
    assert last.on[Rung.LIST] == date(2018, 1, 5)


def told_office(store: Store) -> list[tuple[str, datetime]]:
    return [(row.facts["rung"], row.created_at) for row in posted(store, "urging_paper")]


def own_day(store: Store, day: Closing | None, now: datetime, seen: int) -> None:
    with store.deciding(actor="officer", now=now) as work:
        recounting.choose_closings(work, Choice(2017, periods.PLAN, "", day), seen=seen)


def live(store: Store, first: datetime, last: datetime) -> None:
    """The clock looks only when an alarm says so, as the running process does."""
    now = first
    while now <= last:
        with store.reading() as session:
            asked = select(Reminder.next_at).where(Reminder.kind == urging.KIND, col(Reminder.next_at) <= now)
            awake = session.exec(asked).first() is not None
        if awake:
            reminding.remind(store, now)
        now += HOUR


def test_the_alarm_follows_the_offices_own_day_when_it_comes_earlier(store: Store) -> None:
    eleven(store)
    live(store, FIRST, at(6, 15, 9))  # the next alarm is that of 20 June
    own_day(store, Closing(6, 16), at(6, 15, 10), 0)
    live(store, at(6, 15, 10), at(6, 30, 8))

    assert told_office(store) == [("letter", at(6, 15, 8)), ("list", at(6, 16, 8))]
    mails = posted(store, "urge_notice", "urge_reminder")
    assert len(mails) == len({row.dedupe_key for row in mails}) == 2 * len(NAMES)


def test_a_day_that_is_past_already_is_told_at_once(store: Store) -> None:
    eleven(store)
    live(store, FIRST, at(6, 17, 9))
    own_day(store, Closing(6, 16), at(6, 17, 10), 0)
    live(store, at(6, 17, 10), at(6, 30, 8))

    assert told_office(store) == [("letter", at(6, 15, 8)), ("list", at(6, 17, 10))]


def test_the_alarm_follows_the_offices_own_day_when_it_comes_later_and_tells_it_once(store: Store) -> None:
    eleven(store)
    live(store, FIRST, at(6, 15, 9))
    own_day(store, Closing(6, 28), at(6, 15, 10), 0)
    live(store, at(6, 15, 10), at(6, 27, 20))
    assert [rung for rung, _ in told_office(store)] == ["letter"]
    live(store, at(6, 28, 7), at(6, 28, 9))
    own_day(store, Closing(6, 30), at(6, 28, 10), 1)  # told already, and moved again
    live(store, at(6, 28, 10), at(7, 20, 8))

    assert told_office(store) == [("letter", at(6, 15, 8)), ("list", at(6, 28, 8))]


def test_a_choice_that_moves_no_ladder_wakes_none_and_what_is_over_stays_over(store: Store) -> None:
    eleven(store)
    live(store, FIRST, at(6, 25, 8))

    def alarms() -> list[datetime | None]:
        with store.reading() as session:
            asked = select(Reminder.next_at).where(Reminder.kind == urging.KIND).order_by(col(Reminder.id))
            return list(session.exec(asked))

    before = alarms()
    own_day(store, None, at(6, 25, 9), 0)
    own_day(store, Closing(6, 17), at(6, 25, 10), 1)  # June is over by both days

    assert alarms() == before


def test_a_day_off_moves_rungs_that_lie_ahead(store: Store) -> None:
    eleven(store)
    live(store, FIRST, at(6, 10, 8))
    with store.deciding(actor="officer", now=at(6, 10, 9)) as work:
        recounting.set_holiday(work, date(2017, 6, 13), kind=DayKind.HOLIDAY, name="Nghỉ của tỉnh")
    live(store, at(6, 10, 9), at(6, 30, 8))

    taken = Counter((row.rung, row.taken_at) for row in steps(store))
    assert taken == {(Rung.NOTICE, at(6, 1, 8)): 11, (Rung.REMINDER, at(6, 12, 8)): 11}
