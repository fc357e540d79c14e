"""The ledger's page, file and interface; what is owed, its places, and settling it, all without script."""

from datetime import date, timedelta

import pytest

from campaigns.values.words import Resolution
from tests import builders
from tests.builders import MONTH, NOW
from tests.scheduler import month
from tests.web.months.conftest import ground, officer
from tests.web.months.scene import as_a, post, text

__all__ = ["ground", "officer"]


@pytest.fixture
def owing(sqlite_store, ground):
    """A slot that was missed."""
    return builders.missed(sqlite_store, ground)


def test_without_anything_ordered_the_page_says_where_to_begin(officer):
    told = officer.get("/ledger")

    assert told.status_code == 200
    assert "chưa có gì được đặt" in text(told)
    assert "Không còn lượt nào nợ" in text(officer.get("/obligations"))


def test_what_is_owed_is_shown_by_outlet_theme_and_month(officer, owing):
    told = text(officer.get("/ledger"))

    assert "Còn 1 lượt phát thiếu hoặc lỡ" in told
    assert "shade-0" in officer.get("/ledger").get_data(as_text=True)
    listed = officer.get("/obligations")
    assert "Tin đột xuất" in text(listed)
    assert f"/slots/{owing}/make-good" in listed.get_data(as_text=True)
    assert "/obligations" in officer.get("/").get_data(as_text=True)  # among the things to do


def test_the_best_place_is_taken_and_the_slot_tells_of_its_make_good(officer, owing, sqlite_store):
    page = officer.get(f"/slots/{owing}/make-good")
    assert "đủ phần còn nợ" in text(page).lower()
    slot = month.slot(sqlite_store, owing)

    answer = post(officer, f"/slots/{owing}/make-good", version=slot.version, window=slot.window_id, date="2017-04-26")

    assert answer.status_code == 303
    told = text(officer.get(answer.location))
    assert "Đã xếp lượt phát bù" in told
    assert "26/4" in told
    assert "Không đòi phần còn nợ" not in told  # a make-good is under way: nothing else ends the debt meanwhile
    assert "Các lượt phát bù đã xếp là đủ" in text(officer.get(f"/slots/{owing}/make-good"))
    again = post(officer, f"/slots/{owing}/make-good", version=slot.version, window=slot.window_id, date="2017-04-27")
    assert again.status_code == 409


@pytest.mark.parametrize("typed", [{}, {"window": "x"}, {"window": "1", "date": "31/02/2017"}])
def test_a_place_that_is_none_is_told(officer, owing, sqlite_store, typed):
    version = month.slot(sqlite_store, owing).version
    assert post(officer, f"/slots/{owing}/make-good", version=version, **typed).status_code == 404


def test_a_leader_may_credit_with_a_reason_and_whoever_looks_on_may_not(officer, owing, sqlite_store):
    address, version = f"/slots/{owing}/resolve_credited", month.slot(sqlite_store, owing).version
    assert post(as_a(officer, "viewer"), address, version=version, reason="x").status_code == 403
    leader = as_a(officer, "leader")
    assert post(leader, address, version=version, reason="").status_code == 422
    assert post(leader, address, version=version, reason="biên bản 12/BB").status_code == 303

    assert month.slot(sqlite_store, owing).resolution is Resolution.CREDITED
    assert "Không còn lượt nào nợ" in text(leader.get("/obligations"))
    assert leader.get(f"/slots/{owing}/make-good").status_code == 403  # placing is not a leader's


def test_the_file_has_every_figure_and_the_past_stays_as_it_was(officer, owing, sqlite_store, present):
    before = officer.get("/ledger.csv?as_of=2017-03-20").data
    assert "60" in before.decode("utf-8-sig")
    version = month.slot(sqlite_store, owing).version
    present.at = NOW + timedelta(days=3)
    assert (
        post(officer, f"/slots/{owing}/resolve_waived", version=version, reason="đã phát bản khác").status_code == 303
    )

    assert officer.get("/ledger.csv?as_of=2017-03-20").data == before
    assert officer.get("/ledger.csv").data != before
    assert officer.get("/ledger.csv?as_of=2017-03-19").data.count(b"\r\n") == 1  # nothing was on record then


@pytest.mark.parametrize("query", ["from=2019-01", "to=x", "as_of=31.02.2017", "campaign=none"])
def test_what_cannot_be_asked_is_said_and_nothing_is_lost(officer, owing, query):
    answer = officer.get(f"/ledger?{query}")

    assert answer.status_code in {404, 422}
    assert officer.get(f"/ledger.csv?{query}").status_code in {404, 422}


def test_programs_get_the_same(officer, owing):
    told = officer.get("/api/v1/ledger?by=theme,outlet").json

    assert told["by"] == ["theme", "outlet"]
    assert told["total"]["owed"]["seconds"] == told["rows"][0]["owed"]["seconds"] > 0
    assert told["rows"][0]["theme"] == "A"
    assert len(told["digest"]) == 64
    assert officer.get("/api/v1/ledger?by=colour").status_code == 422
    assert officer.get("/api/v1/ledger?as_of=x").status_code == 422
    assert officer.get(f"/api/v1/ledger?from={MONTH}&to={MONTH}").json["rows"]
    assert date.fromisoformat(officer.get("/api/v1/ledger?as_of=2017-03-20").json["as_of"]) == date(2017, 3, 20)


def test_days_are_asked_as_months_are_and_the_page_leads_from_one_to_the_other(officer, owing):
    missed_on = "2017-04-25"
    by_days = officer.get(f"/api/v1/ledger?from={missed_on}&to={missed_on}").json

    assert (by_days["from"], by_days["to"]) == (missed_on, missed_on)
    assert by_days["total"] == officer.get("/api/v1/ledger").json["total"]
    assert officer.get("/api/v1/ledger?from=2017-04-26").json["total"]["spots"] == 0
    assert officer.get("/api/v1/ledger?to=2017-04-24&from=2017-01").json["total"]["spots"] == 0
    assert officer.get("/api/v1/ledger?from=2019-01-01&to=2019-02-01").json["rows"] == []
    page = officer.get(f"/ledger?from={missed_on}&to={missed_on}")
    assert "theo lịch" in text(page)
    assert "Xem theo tháng" in text(page)
    assert "from=2017-01-01" in officer.get("/ledger").get_data(as_text=True)
    assert officer.get("/ledger?from=2019-01-01&to=2019-02-01").status_code == 200
    assert officer.get("/ledger?from=2017-02-30").status_code == 422
    assert "attachment" in officer.get(f"/ledger.csv?from={missed_on}&to={missed_on}").headers["Content-Disposition"]
