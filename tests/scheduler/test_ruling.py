"""The office's own mind about rules: what blocks, what stays at home, what is only told, what is not told at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.errors import Refused, Stale
from campaigns.queries import history
from campaigns.queries import slots as slot_queries
from campaigns.store import Store
from campaigns.times import ZONE
from campaigns.values.edits import Place
from campaigns.values.words import RuleLevel
from scheduler import board
from scheduler.conflicts.levels import NO_PLACE, SETTABLE, level_of
from scheduler.services import placing, releasing, ruling
from tests.builders import MONTH, Ground, ground
from tests.conftest import NOW

DAY = date(2017, 4, 12)
SAME = "theme.same_day"


@pytest.fixture
def site(store: Store) -> Ground:
    return ground(store)


def set_level(store: Store, code: str, level: RuleLevel) -> int:
    with store.deciding(actor="lan", now=NOW) as work:
        return ruling.set_levels(work, {code: level}, seen=ruling.as_set(work.session))


def place(store: Store, site: Ground, programme: str, theme: int = 0) -> str:
    with store.deciding(actor="lan", now=NOW) as work:
        return placing.edit(work, MONTH, [Place(site.window(programme), DAY, site.themes[theme])], seen=None).uids[0]


def told(store: Store) -> dict[str, RuleLevel]:
    with store.reading() as session:
        found = board.load(session, MONTH, actor="lan", now=NOW, zone=ZONE, wish=board.Wish())
        return {finding.code: finding.level for finding in found.findings}


def test_a_rule_speaks_as_the_office_wants_and_the_history_keeps_who_wanted_it(store: Store, site: Ground):
    place(store, site, "Thời sự trưa")
    place(store, site, "Thời sự tối · thông điệp")
    assert SAME not in told(store)

    assert set_level(store, SAME, RuleLevel.WARN) == 1

    assert told(store)[SAME] is RuleLevel.WARN
    with store.reading() as session:
        (row,) = history.of(session, "rule", SAME)
    assert (row.actor, row.before, row.after) == ("lan", {"level": "ignore"}, {"level": "warn"})
    assert set_level(store, SAME, RuleLevel.WARN) == 0
    set_level(store, SAME, RuleLevel.IGNORE)
    assert SAME not in told(store)


def test_what_is_forbidden_is_not_placed_and_the_nearest_place_keeps_to_it(store: Store, site: Ground):
    place(store, site, "Thời sự trưa")
    set_level(store, SAME, RuleLevel.BLOCK)

    with pytest.raises(Refused) as refused:
        place(store, site, "Thời sự tối · thông điệp")

    assert refused.value.code == SAME
    assert refused.value.facts["remedies"]
    assert all(remedy.date != DAY for remedy in refused.value.facts["remedies"])
    place(store, site, "Thời sự tối · thông điệp", theme=1)


def test_what_may_not_be_sent_stays_at_home_until_it_is_mended(store: Store, site: Ground):
    first = place(store, site, "Thời sự trưa")
    second = place(store, site, "Thời sự tối · thông điệp")
    other = place(store, site, "Chào buổi sáng", theme=1)
    set_level(store, SAME, RuleLevel.BLOCK_RELEASE)
    outlet = site.windows["Thời sự trưa"].outlet_id

    with store.deciding(actor="lan", now=NOW) as work:
        sent = releasing.send(work, MONTH, outlet)

    assert {slot.uid for slot in sent.held} == {first, second}
    assert {slot.uid for slot in sent.fresh} == {other}
    with store.reading() as session:
        by_uid = {slot.uid: slot for slot in slot_queries.month_slots(session, MONTH)}
    assert by_uid[first].sent_at is by_uid[second].sent_at is None
    with store.deciding(actor="lan", now=NOW) as work, pytest.raises(Refused, match="send.nothing"):
        releasing.send(work, MONTH, outlet)
    set_level(store, SAME, RuleLevel.WARN)
    with store.deciding(actor="lan", now=NOW) as work:
        assert {slot.uid for slot in releasing.send(work, MONTH, outlet).fresh} == {first, second}


def test_two_who_set_one_rule_do_not_overwrite_each_other(store: Store, site: Ground):
    with store.reading() as session:
        seen = ruling.as_set(session)
    set_level(store, SAME, RuleLevel.WARN)

    with pytest.raises(Stale, match="rules.stale"), store.deciding(actor="hoa", now=NOW) as work:
        ruling.set_levels(work, {SAME: RuleLevel.BLOCK}, seen=seen)

    assert told(store).get(SAME) is None  # nothing is placed; and
    with store.reading() as session:
        assert ruling.as_set(session)[SAME] is RuleLevel.WARN


@pytest.mark.parametrize(
    ("code", "level", "refusal"),
    [
        ("cell.full", RuleLevel.WARN, "rule.unknown"),
        ("x", RuleLevel.WARN, "rule.unknown"),
        ("budget.over", RuleLevel.BLOCK, "rule.level"),
        ("day.holiday", RuleLevel.BLOCK_RELEASE, "rule.level"),
    ],
)
def test_what_no_office_may_choose_is_refused(store: Store, site: Ground, code: str, level: RuleLevel, refusal: str):
    with pytest.raises(Refused) as refused:
        set_level(store, code, level)
    assert refused.value.code == refusal


@given(st.dictionaries(st.sampled_from([*SETTABLE, *NO_PLACE]), st.sampled_from(RuleLevel)))
def test_there_is_no_place_where_there_is_none_whatever_anyone_sets(levels: dict[str, RuleLevel]):
    assert {level_of(code, levels) for code in NO_PLACE} == {RuleLevel.BLOCK}
    assert all(level_of(code, None) in allowed for code, allowed in SETTABLE.items())
    assert not NO_PLACE & SETTABLE.keys()
