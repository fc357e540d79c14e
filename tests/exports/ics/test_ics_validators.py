from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from exports import ics
from tests.exports.ics.ics_views import CHANGED, instants

numbers = st.integers(0, 10**6)
tags = st.builds(
    ics.etag,
    st.from_regex(r"[a-z0-9-]{1,30}", fullmatch=True),
    numbers,
    numbers,
    st.sampled_from(["2017-03", "2017-04"]),
)
CURRENT = '"lich-bptv.1.57.2017-04.1"'


def test_a_tag_names_all_that_can_change_the_bytes():
    assert ics.etag("lich-bptv", 1, 57, "2017-04") == CURRENT
    assert ics.etag("lich-bptv", 1, 57, "2017-04", gzipped=True) == '"lich-bptv.1.57.2017-04.1-gz"'


@given(tags, tags)
def test_a_tag_matches_itself_in_every_dress_and_no_other(tag, other):
    for told in (tag, f"W/{tag}", f'{tag[:-1]}-gz"', f'{tag[:-1]}-gzip"', f'W/{tag[:-1]}-gz-gzip"', "*", " * "):
        assert ics.matches(told, tag)
        assert ics.matches(told, f'{tag[:-1]}-gz"')
    assert ics.matches(f'"x", W/{tag},"y"', tag)
    assert ics.matches(other, tag) == (other == tag)


@given(st.text(max_size=60))
def test_rubbish_matches_nothing_and_stops_nothing(told):
    assert not ics.matches(told.replace("*", ""), CURRENT)
    assert not ics.is_unmodified("x" + told, CHANGED)
    assert ics.is_unmodified(told, CHANGED) in {True, False}


def test_near_misses_are_misses():
    for told in (CURRENT.strip('"'), "", '""', '"lich-bptv.1.5.2017-04.1"', '"lich-bptv.1.57.2017-03.1"', '"*"'):
        assert not ics.matches(told, CURRENT)


@given(instants, st.integers(-(10**6), 10**6))
def test_dates_compare_by_whole_seconds(modified_at, apart_s):
    seen = ics.http_date(modified_at + timedelta(seconds=apart_s))

    assert ics.is_unmodified(seen, modified_at) == (apart_s >= 0)


def test_dates_are_written_as_http_wants_them():
    assert ics.http_date(CHANGED + timedelta(microseconds=9)) == "Fri, 10 Mar 2017 01:15:30 GMT"
    assert ics.is_unmodified("Fri, 10 Mar 2017 01:15:30 -0000", CHANGED)


def test_the_date_counts_only_where_no_tag_is_told():
    later = ics.http_date(CHANGED + timedelta(days=1))

    def asked(tag: str | None, date: str | None) -> bool:
        return ics.is_current(tag, date, current=CURRENT, modified_at=CHANGED)

    assert asked(CURRENT, "Mon, 01 Jan 1990 00:00:00 GMT")
    assert not asked('"old"', later)
    assert asked(None, later)
    assert not asked(None, "hôm qua")
    assert not asked(None, None)


@given(instants, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_last_modified_never_goes_back_and_moves_with_the_window(now, later):
    first, second = ics.modified_at(CHANGED, now), ics.modified_at(CHANGED, now + later)

    assert CHANGED <= first <= second
    if now > CHANGED and ics.window(now).tag != ics.window(now + later).tag:
        assert first < second <= now + later


def test_a_month_that_begins_dates_the_feed():
    assert ics.modified_at(CHANGED, datetime(2017, 3, 31, 16, 59, tzinfo=UTC)) == CHANGED
    assert ics.modified_at(CHANGED, datetime(2017, 3, 31, 17, tzinfo=UTC)) == datetime(2017, 3, 31, 17, tzinfo=UTC)
