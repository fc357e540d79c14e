"""Even shares: nothing is lost, nobody gets more than it takes, and what is added goes to the lowest."""

from hypothesis import given
from hypothesis import strategies as st

from scheduler.stating.sharing import even, raised

SMALL = st.lists(st.integers(0, 12), min_size=1, max_size=6)


@given(st.integers(0, 60), SMALL)
def test_shares_are_all_that_can_be_shared_and_differ_only_where_one_is_full(total, takes):
    shares = even(total, takes)

    assert all(0 <= share <= take for share, take in zip(shares, takes, strict=True))
    left = total - sum(shares)
    assert left >= 0
    assert left < len(takes) or shares == list(takes)
    open_ = [share for share, take in zip(shares, takes, strict=True) if share < take]
    assert not open_ or max(open_) - min(open_) <= 1
    assert not open_ or all(share <= max(open_) + 1 for share in shares)


@given(st.integers(0, 30), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6))
def test_what_is_added_goes_to_the_lowest_that_has_room(more, pairs):
    counts, rooms = [one for one, _room in pairs], [room for _one, room in pairs]
    found = raised(counts, rooms, more)

    added = [after - before for before, after in zip(counts, found, strict=True)]
    assert sum(added) == min(more, sum(rooms))
    assert all(0 <= one <= room for one, room in zip(added, rooms, strict=True))
    for got, one in zip(found, added, strict=True):
        for other, room, plus in zip(found, rooms, added, strict=True):
            assert not (one and plus < room) or got <= other + 1
