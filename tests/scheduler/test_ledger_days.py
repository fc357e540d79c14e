"""The ledger by days of the calendar, on both databases: which side of a midnight a slot is on."""

from datetime import date, timedelta

import pytest

from campaigns.periods import DECREE_09_2019, PLAN, Part, period
from campaigns.queries import plans as plan_queries
from campaigns.times import ZONE
from scheduler import ledger
from tests import builders
from tests.scheduler import halves, month
from tests.scheduler.halves import FIRST_NIGHT, JULY, JUNE, LAST_EVENING


@pytest.mark.parametrize("profile", [PLAN, DECREE_09_2019])
def test_the_last_minute_and_the_first_fall_in_the_two_halves(store, profile):
    ground = builders.ground(store)
    halves.move_to_midnight(store, ground)
    (evening,) = month.confirmed(store, ground, "Thời sự trưa", LAST_EVENING, now=JUNE)
    (night,) = month.confirmed(store, ground, "Chào buổi sáng", FIRST_NIGHT, now=JUNE)
    (past_midnight,) = month.confirmed(store, ground, "Bản tin chiều", LAST_EVENING, now=JUNE)
    for uid in (evening, night, past_midnight):
        halves.attest(store, uid)
    assert month.slot(store, night).starts_at == month.slot(store, past_midnight).starts_at

    def aired(part: Part, as_of: date | None = None) -> int:
        told = period(profile, 2017, part)
        with store.reading() as session:
            campaign = plan_queries.campaigns(session)[0]
            days = ledger.Days(told.starts_on, told.last_day)
            book = ledger.open_book(
                session, campaign, (), today=JULY.date(), zone=ZONE, days=days, as_of=as_of
            )  # fmt: skip
        return book.whole.aired.seconds

    assert [aired(part) for part in Part] == [45, 60 + 60, 45 + 60 + 60]
    assert [aired(part, as_of=JULY.date()) for part in Part] == [45, 60 + 60, 45 + 60 + 60]
    assert aired(Part.YEAR, as_of=JULY.date() - timedelta(days=1)) == 0
