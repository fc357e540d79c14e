"""Laying out the month: undo gives back what was, two people never hold one place, a stale form overwrites nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import Edit, Slot
from campaigns.queries import slots as slot_queries
from campaigns.store import Store
from campaigns.values.edits import Copy, EditResult, Fill, Move, Place, Remove, Retheme
from campaigns.values.words import SlotState
from scheduler.services import answers, placing, releasing
from tests.builders import MONTH, Ground, ground
from tests.conftest import NOW
from tests.scheduler.crowd import DONE, at_once

DAY = date(2017, 4, 12)  # a Wednesday


@pytest.fixture
def site(store: Store) -> Ground:
    return ground(store)


def edit(store: Store, *operations, actor: str = "lan", seen: int | None = None, now=NOW) -> EditResult:
    with store.deciding(actor=actor, now=now) as work:
        return placing.edit(work, MONTH, operations, seen=seen)


def place(store: Store, site: Ground, programme: str = "Thời sự trưa", day: date = DAY, theme: int = 0, **told) -> str:
    return edit(store, Place(site.window(programme), day, site.themes[theme]), **told).uids[0]


def live(store: Store) -> dict[str, tuple]:
    """What people see of every live slot."""
    with store.reading() as session:
        return {
            s.uid: (s.window_id, s.date, s.theme_letter, s.state, s.starts_at, s.duration_s)
            for s in slot_queries.month_slots(session, MONTH)
            if s.state is not SlotState.CANCELLED
        }


def test_a_slot_takes_hour_length_and_first_free_place_of_its_cell(store: Store, site: Ground):
    uid = place(store, site, "Thời sự tối · thông điệp")
    with store.reading() as session:
        slot = slot_queries.slot_view(session, uid)
    assert (slot.start_minute, slot.duration_s, slot.place, slot.cost_vnd) == (19 * 60 + 45, 30, 0, None)
    assert slot.starts_at.isoformat() == "2017-04-12T12:45:00+00:00"
    assert slot.state is SlotState.PLANNED
    assert slot.month == MONTH


def test_a_full_cell_refuses_and_names_free_places_near_it(store: Store, site: Ground):
    place(store, site)
    with pytest.raises(Refused) as told:
        place(store, site, theme=1)
    assert told.value.code.startswith("cell.full")
    assert told.value.facts["remedies"]
    assert all(
        remedy.date != DAY or remedy.window_id != site.window("Thời sự trưa") for remedy in told.value.facts["remedies"]
    )


def test_all_operations_of_an_edit_are_kept_or_none(store: Store, site: Ground):
    window = site.window("Thời sự trưa")
    with pytest.raises(Refused) as told:
        edit(store, Place(window, DAY, site.themes[0]), Place(window, DAY, site.themes[1]))
    assert told.value.facts["operation"] == 1
    assert live(store) == {}


@pytest.mark.parametrize(
    ("programme", "day", "code"),
    [
        ("Chuyên trang", date(2017, 4, 13), "day."),
        ("Thời sự trưa", date(2017, 3, 31), "edit.other_month"),
        ("Thời sự trưa", date(2017, 5, 1), "edit.other_month"),
    ],
)
def test_a_window_takes_nothing_on_days_that_are_not_its_own(store, site, programme, day, code):
    with pytest.raises(Refused, match=code):
        place(store, site, programme, day)


def test_undo_and_redo_give_back_exactly_what_was(store: Store, site: Ground):
    uid = place(store, site)
    placed = live(store)
    moved = edit(store, Move(uid, 1, site.window("Chào buổi sáng"), DAY + timedelta(days=1)))
    assert live(store) != placed

    with store.deciding(actor="lan", now=NOW) as work:
        undone = placing.undo(work, MONTH, moved.edit_id)
    assert live(store) == placed

    with store.deciding(actor="lan", now=NOW) as work:
        placing.undo(work, MONTH, undone.edit_id)
    assert live(store)[uid][:2] == (site.window("Chào buổi sáng"), DAY + timedelta(days=1))


def test_what_was_undone_is_cancelled_and_keeps_its_name(store: Store, site: Ground):
    made = edit(store, Place(site.window("Thời sự trưa"), DAY, site.themes[0]))
    with store.deciding(actor="lan", now=NOW) as work:
        undone = placing.undo(work, MONTH, made.edit_id)
    assert live(store) == {}
    with store.deciding(actor="lan", now=NOW) as work:
        placing.undo(work, MONTH, undone.edit_id)
    assert set(live(store)) == set(made.uids)


def test_an_edit_that_others_built_upon_is_not_undone(store: Store, site: Ground):
    made = edit(store, Place(site.window("Thời sự trưa"), DAY, site.themes[0]))
    edit(store, Retheme(made.uids[0], 1, site.themes[2]), actor="hoa")
    with pytest.raises(Stale, match="edit.overtaken"), store.deciding(actor="lan", now=NOW) as work:
        placing.undo(work, MONTH, made.edit_id)


def test_undoing_twice_is_refused(store: Store, site: Ground):
    made = edit(store, Place(site.window("Thời sự trưa"), DAY, site.themes[0]))
    with store.deciding(actor="lan", now=NOW) as work:
        placing.undo(work, MONTH, made.edit_id)
    with pytest.raises(Stale), store.deciding(actor="lan", now=NOW) as work:
        placing.undo(work, MONTH, made.edit_id)
    with pytest.raises(NotFound), store.deciding(actor="lan", now=NOW) as work:
        placing.undo(work, MONTH, 9_999)


def test_a_cell_that_someone_else_changed_since_is_not_overwritten(store: Store, site: Ground):
    seen = edit(store, Place(site.window("Bản tin sáng"), DAY, site.themes[0])).version
    uid = place(store, site, actor="hoa", seen=seen)
    with pytest.raises(Stale) as told:
        edit(store, Remove(uid, 1), seen=seen)
    assert told.value.code == "cell.changed"
    assert told.value.facts["by"] == "hoa"
    place(store, site, "Bản tin chiều", seen=seen)  # another cell is nobody's business


def test_a_stale_version_of_a_slot_is_told_and_names_both(store: Store, site: Ground):
    uid = place(store, site)
    edit(store, Retheme(uid, 1, site.themes[1]))
    with pytest.raises(Stale) as told:
        edit(store, Retheme(uid, 1, site.themes[2]))
    assert told.value.facts["seen"] == 1 < told.value.facts["current"]


def test_moving_a_confirmed_slot_asks_again_and_keeps_its_uid(store: Store, site: Ground):
    uid = place(store, site)
    with store.deciding(actor="lan", now=NOW) as work:
        outlet = work.slot(uid, seen_version=None).outlet_id
        releasing.send(work, MONTH, outlet)
        version = work.slot(uid, seen_version=None).version
    with store.deciding(actor="dai", now=NOW) as work:
        confirmed = answers.confirm(work, uid, seen_version=version, by="Chị Hà")
    edit(store, Move(uid, confirmed.version, site.window("Thời sự trưa"), DAY + timedelta(days=2)))
    with store.reading() as session:
        slot = slot_queries.slot_view(session, uid)
    assert slot.uid == uid
    assert slot.revision > confirmed.revision
    assert slot.confirmed_at is None
    assert slot.sent_at is not None


def test_a_confirmed_slot_is_cancelled_only_with_a_reason(store: Store, site: Ground):
    uid = place(store, site)
    with store.deciding(actor="lan", now=NOW) as work:
        slot = work.slot(uid, seen_version=None)
        answers.confirm(work, uid, seen_version=slot.version, by="Chị Hà", paper="Phiếu 12")
        version = slot.version
    with pytest.raises(Refused, match="cancel.needs_reason"):
        edit(store, Remove(uid, version))
    edit(store, Remove(uid, version, reason="Trùng kỳ họp"))
    assert live(store) == {}


def test_filling_a_row_takes_what_fits_and_names_what_did_not(store: Store, site: Ground):
    place(store, site, day=date(2017, 4, 10))
    days = tuple(date(2017, 4, n) for n in (6, 10, 14))
    result = edit(store, Fill(site.window("Thời sự trưa"), days, site.themes[:2], False))
    skipped = {one.date: one.code for one in result.skipped}
    assert skipped[date(2017, 4, 6)] == "day.holiday"  # Giỗ Tổ Hùng Vương
    assert skipped[date(2017, 4, 10)].startswith("cell.full")
    assert [row[1] for row in live(store).values()] == [date(2017, 4, 10), date(2017, 4, 14)]


def test_a_slot_moves_into_a_cell_that_holds_one_already_and_has_room_for_two(store: Store, site: Ground):
    place(store, site, "Thời sự tối · thông điệp", day=DAY)
    uid = place(store, site, "Thời sự tối · thông điệp", day=date(2017, 4, 19), theme=1)

    edit(store, Move(uid, 1, site.window("Thời sự tối · thông điệp"), DAY))

    assert [row[1] for row in live(store).values()] == [DAY, DAY]


def test_a_month_is_laid_out_like_another_on_the_same_weekdays(store: Store, site: Ground):
    for day in (date(2017, 4, 11), date(2017, 4, 14)):
        place(store, site, day=day)
    with store.deciding(actor="lan", now=NOW) as work:
        placing.copy_month(work, "2017-05", MONTH, seen=None)
    with store.reading() as session:
        days = [slot.date for slot in slot_queries.month_slots(session, "2017-05")]
    assert days == [date(2017, 5, 9), date(2017, 5, 12)]  # second Tuesday, second Friday


def test_two_officers_placing_into_one_avail_at_once_never_double_book(store: Store, site: Ground):
    """Eight people press at the same moment, on real connections: one gets the place, seven are told."""
    told = at_once(8, lambda who: place(store, site, theme=who % 5, actor=f"officer-{who}", seen=0))

    assert told.count(DONE) == 1
    assert len(told) == 8
    assert set(told) - {DONE} <= {"cell.changed", "cell.full", "record.stale"}
    assert len(live(store)) == 1


def test_one_version_edited_by_many_at_once_has_one_winner(store: Store, site: Ground):
    uid = place(store, site)

    told = at_once(6, lambda who: edit(store, Retheme(uid, 1, site.themes[who % 4 + 1]), actor=f"officer-{who}"))

    assert told.count(DONE) == 1
    assert len(told) == 6
    assert set(told) - {DONE} <= {"slot.stale", "record.stale"}


acts = st.lists(
    st.tuples(st.sampled_from(["place", "move", "remove", "retheme", "copy", "undo", "redo"]), st.integers(0, 10**6)),
    min_size=4,
    max_size=14,
)


@settings(max_examples=10, phases=[Phase.generate])
@given(acts)
def test_undoing_every_edit_brings_back_an_empty_month_and_redoing_brings_all_of_it_back(acts):
    """The law of undo, over any row of acts of one person."""
    import tempfile

    from campaigns import schema
    from campaigns.keys import Keys

    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/law.db", Keys("law " * 10))
        schema.upgrade(store.engine)
        site = ground(store)
        windows = [site.window(name) for name in ("Thời sự trưa", "Bản tin sáng", "Bản tin chiều")]
        for kind, seed in acts:
            _act(store, site, windows, kind, seed)
        _all_the_way(store, 1)
        before = live(store)
        steps = _all_the_way(store, 0)
        assert live(store) == {}
        assert _all_the_way(store, 1) == steps
        assert live(store) == before
        store.close()


def _act(store: Store, site: Ground, windows: list[int], kind: str, seed: int) -> None:
    day = date(2017, 4, 1 + seed % 30)
    window = windows[seed % len(windows)]
    with store.reading() as session:
        mine = [s for s in slot_queries.month_slots(session, MONTH) if s.state is not SlotState.CANCELLED]
    chosen = mine[seed % len(mine)] if mine else None
    try:
        if kind in {"undo", "redo"}:
            _one_step(store, 0 if kind == "undo" else 1)
        elif kind == "place" or chosen is None:
            edit(store, Place(window, day, site.themes[seed % 5]))
        elif kind == "move":
            edit(store, Move(chosen.uid, chosen.version, window, day))
        elif kind == "remove":
            edit(store, Remove(chosen.uid, chosen.version))
        elif kind == "retheme":
            edit(store, Retheme(chosen.uid, chosen.version, site.themes[seed % 5]))
        else:
            edit(store, Copy(chosen.uid, window, day))
    except Refused:
        pass  # a rule's no leaves everything as it was; the law is about what was accepted


def _one_step(store: Store, which: int) -> bool:
    with store.deciding(actor="lan", now=NOW) as work:
        stacks = placing.undo_stacks(work.session.exec(select(Edit).order_by(Edit.id)).all())
        if not stacks[which]:
            return False
        placing.undo(work, MONTH, stacks[which][-1])
        return True


def _all_the_way(store: Store, which: int) -> int:
    steps = 0
    while _one_step(store, which):
        steps += 1
    return steps


def test_every_placement_is_on_record_with_who_did_it(store: Store, site: Ground):
    uid = place(store, site, actor="lan@so.example")
    from campaigns.queries import history

    with store.reading() as session:
        rows = history.of(session, "slot", uid)
        assert [(row.actor, row.what) for row in rows] == [("lan@so.example", "placed")]
        assert session.exec(select(Slot.uid)).one() == uid


def test_a_row_is_laid_out_like_its_month_before_and_a_week_like_another(store: Store, site: Ground):
    place(store, site, day=date(2017, 4, 11))
    place(store, site, "Thời sự tối · thông điệp", day=date(2017, 4, 11), theme=1)
    with store.deciding(actor="lan", now=NOW) as work:
        placing.copy_month(work, "2017-05", MONTH, seen=None, window_id=site.window("Thời sự trưa"))
    with store.reading() as session:
        (copy,) = slot_queries.month_slots(session, "2017-05")
    assert (copy.programme, copy.date, copy.theme_letter) == ("Thời sự trưa", date(2017, 5, 9), "A")

    with store.deciding(actor="lan", now=NOW) as work:
        done = placing.copy_week(work, MONTH, date(2017, 4, 10), date(2017, 4, 24), seen=None)

    assert len(done.uids) == 2
    assert sorted(row[1] for row in live(store).values()) == [date(2017, 4, 11)] * 2 + [date(2017, 4, 25)] * 2


def test_a_week_that_reaches_over_the_months_end_is_copied_within_the_month_only(store: Store, site: Ground):
    for day in (date(2017, 4, 24), date(2017, 4, 28)):
        place(store, site, day=day)

    with store.deciding(actor="lan", now=NOW) as work:
        placing.copy_week(work, "2017-05", date(2017, 4, 24), date(2017, 5, 29), seen=None)

    with store.reading() as session:
        assert [slot.date for slot in slot_queries.month_slots(session, "2017-05")] == [date(2017, 5, 29)]


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        (date(2017, 4, 10), date(2017, 4, 10), "copy.same_week"),
        (date(2017, 4, 11), date(2017, 4, 17), "copy.no_week"),
        (date(2017, 4, 10), date(2017, 4, 18), "copy.no_week"),
        (date(2017, 4, 10), date(2017, 5, 1), "copy.no_week"),
        (date(2017, 4, 10), date(2017, 3, 20), "copy.no_week"),
        (date(2017, 4, 10), date(2017, 4, 17), "copy.nothing_week"),
    ],
)
def test_a_week_that_cannot_be_copied_is_refused(store: Store, site: Ground, source: date, target: date, code: str):
    with pytest.raises(Refused) as refused, store.deciding(actor="lan", now=NOW) as work:
        placing.copy_week(work, MONTH, source, target, seen=None)
    assert refused.value.code == code
