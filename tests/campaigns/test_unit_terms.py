"""Units change from a date on: renamed, put under another, merged; lists of them are taken in line by line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.errors import NotFound, Refused, Stale
from campaigns.intake import unit_lists as lists
from campaigns.keys import Keys
from campaigns.queries import history
from campaigns.queries import plans as plan_queries
from campaigns.queries import units as queries
from campaigns.services import unit_links, unit_lists, unit_terms
from campaigns.store import Store
from campaigns.values.units import Figure, Level
from scheduler.services import linking
from tests import builders
from tests.campaigns.test_units import FIRST, at, body, first_duty, halves, hand_in
from tests.conftest import NOW, SECRET

JULY = date(2017, 7, 1)


@pytest.fixture
def ground(store: Store) -> builders.Ground:
    return builders.ground(store)


def version(store: Store, unit_id: int) -> int:
    with store.reading() as session:
        return queries.unit(session, unit_id).version


def made(store: Store, name: str, level: Level = Level.DEPARTMENT, **told: object) -> int:
    with store.deciding(actor="officer", now=NOW) as work:
        return body(work, name, level, **told)


def test_a_merger_hands_on_duties_and_communes_and_what_was_reported_is_found_under_the_heir(store, ground):
    _duty, old = first_duty(store, ground)
    heir = made(store, "Sở Tư pháp và Nội vụ")
    commune = made(store, "Xã Lộc An", Level.COMMUNE, parent_id=old)
    june, december = halves(store, ground)
    hand_in(store, old, june, date(2017, 6, 1), 5)

    with store.deciding(actor="officer", now=at(JULY)) as work:
        unit_terms.end(work, old, on=JULY, into_id=heir, seen_version=version(store, old))

    with store.reading() as session:
        bodies = queries.institutions(session)
        assert not bodies.is_open(old, JULY)
        assert bodies.on(old, JULY).parent_id == heir
        assert bodies.on(commune, JULY).parent_id == heir
        assert bodies.on(commune, date(2017, 6, 30)).parent_id == old
        assert plan_queries.obligations(session, ground.plan_id, JULY)[0].unit_id == heir
        assert queries.previous(session, heir, december) == (june, {Figure.PANOS: 5})


def test_a_unit_without_an_heir_must_have_nothing_left(store, ground):
    _duty, old = first_duty(store, ground)
    parent = made(store, "Huyện Lộc Ninh", Level.DISTRICT)
    made(store, "Xã Lộc An", Level.COMMUNE, parent_id=parent)
    for unit_id, code in ((old, "unit.has_duties"), (parent, "unit.has_units")):
        with pytest.raises(Refused, match=code), store.deciding(actor="o", now=NOW) as work:
            unit_terms.end(work, unit_id, on=JULY, into_id=None, seen_version=version(store, unit_id))
    free = made(store, "Sở Y tế")
    with store.deciding(actor="officer", now=NOW) as work:
        unit_terms.end(work, free, on=JULY, into_id=None, seen_version=1)
    with pytest.raises(Refused, match="unit.closed"), store.deciding(actor="o", now=NOW) as work:
        unit_terms.end(work, free, on=date(2017, 8, 1), into_id=None, seen_version=2)


def test_names_hold_from_their_date_and_a_slip_of_the_same_date_is_written_over(store, ground):
    unit_id = made(store, "Sở Y tế")
    told = {"level": Level.DEPARTMENT, "covers": (), "reports": True, "valid_from": JULY}
    for seen, name in ((1, "Sở Y tê"), (2, "Sở Y tế và Dân số")):
        with store.deciding(actor="officer", now=NOW) as work:
            unit_terms.rename(work, unit_id, name=name, seen_version=seen, **told)
    with store.reading() as session:
        bodies = queries.institutions(session)
        assert [bodies.on(unit_id, day).name for day in (FIRST, date(2017, 6, 30), JULY)] == [
            "Sở Y tế",
            "Sở Y tế",
            "Sở Y tế và Dân số",
        ]
        assert [row.what for row in history.of(session, "unit", unit_id)] == ["added", "renamed", "renamed"]
    with pytest.raises(Stale), store.deciding(actor="o", now=NOW) as work:
        unit_terms.rename(work, unit_id, name="Khác", seen_version=2, **told)
    with pytest.raises(Refused, match="unit.too_early"), store.deciding(actor="o", now=NOW) as work:
        unit_terms.rename(work, unit_id, name="Khác", seen_version=3, **{**told, "valid_from": FIRST})


def test_nobody_stands_under_itself_or_under_a_name_for_several(store, ground):
    district = made(store, "Huyện Lộc Ninh", Level.DISTRICT)
    commune = made(store, "Xã Lộc An", Level.COMMUNE, parent_id=district)
    group = made(store, "Các huyện", Level.GROUP, covers=[Level.DISTRICT])
    for parent, code in (
        (commune, "unit.ring"),
        (district, "unit.ring"),
        (group, "unit.parent_closed"),
        (999, "unit.unknown"),
    ):
        with pytest.raises(Refused, match=code), store.deciding(actor="o", now=NOW) as work:
            unit_terms.put_under(work, district, parent_id=parent, on=JULY, seen_version=1)


def test_links_open_for_their_unit_until_they_are_revoked(store, ground):
    unit_id = made(store, "Sở Y tế")
    with store.deciding(actor="officer", now=NOW) as work:
        row = unit_links.make_for(work, "so-y-te", holder="Chị Lan")
        assert unit_links.link_for(work, unit_id).id == row.id
        token, nonce = unit_links.path(work.keys, row).removeprefix("/u/"), row.nonce
    with store.reading() as session:
        assert unit_links.unit_of(session, token)[1].id == unit_id
        with pytest.raises(NotFound):
            unit_links.unit_of(session, Keys(SECRET).link_token("outlet", nonce))
    with store.deciding(actor="officer", now=NOW) as work:
        linking.revoke(work, f"http://lichsong.test/u/{token}")
    with store.reading() as session, pytest.raises(Refused, match="link.revoked"):
        unit_links.unit_of(session, token)


LIST = """Tên;Trực thuộc;Người liên hệ;Thư điện tử
UBND huyện Lộc Ninh;;;
Xã Lộc An;huyện Lộc Ninh;Chị Lan;lan@lochan.example
Xã Lộc Hòa;huyện Lộc Ninh;;
"""


def test_a_list_is_taken_whole_and_taken_again_changes_nothing(store, ground):
    with store.deciding(actor="officer", now=NOW) as work:
        assert unit_lists.take(work, lists.read(LIST), JULY) == unit_lists.Taken(3, 0)
    with store.deciding(actor="officer", now=NOW) as work:
        assert unit_lists.take(work, lists.read(LIST), JULY) == unit_lists.Taken(0, 3)
    with store.reading() as session:
        there = {one.name: one for one in queries.institutions(session).open_on(JULY)}
    assert there["Xã Lộc An"].parent_id == there["UBND huyện Lộc Ninh"].id
    assert (there["Xã Lộc An"].level, there["Xã Lộc An"].contact_email) == (Level.COMMUNE, "lan@lochan.example")


def test_bad_lines_are_named_by_number_and_nothing_is_taken(store, ground):
    text = "Xã A\thuyện Không Có\nXã B\n\t\tkhông tên\nCác xã\nXã B\nXã C\t\t\tkhông-phải-thư"
    lines = lists.read(text)
    with store.reading() as session:
        told = {line.number: line.trouble for line in unit_lists.checked(session, lines, JULY) if line.trouble}
    assert told == {
        1: "unit_list.no_parent",
        3: "unit_list.no_name",
        4: "unit_list.group",
        5: "unit_list.twice",
        6: "unit_list.email",
    }
    with pytest.raises(Refused, match="unit_list.troubled"), store.deciding(actor="o", now=NOW) as work:
        unit_lists.take(work, lines, JULY)


@given(st.text(max_size=300))
def test_any_text_is_a_list_of_lines_in_order(text):
    numbers = [line.number for line in lists.read(text)]
    assert numbers == sorted(set(numbers))


def test_a_list_too_long_says_so():
    assert lists.read("\n".join(f"Xã {n}" for n in range(2_005)))[-1].trouble == "unit_list.too_long"
