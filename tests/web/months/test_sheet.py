"""The sheet without script: placing, moving, undoing, filling."""

import re
from datetime import date

import pytest

from campaigns.models import Window
from campaigns.queries import slots as slot_queries
from campaigns.values.edits import Place
from scheduler.services import placing
from tests import builders
from tests.builders import MONTH
from tests.web.months.scene import NOON, SHEET, THURSDAY, as_a, edit, live, post, put, text


def test_every_page_of_the_month_opens_for_the_office_and_for_nobody_else(client, ground, sqlite_store):
    slot = put(sqlite_store, ground)
    cell = f"{SHEET}/cell?window={slot.window_id}&date={slot.date}"
    pages = [SHEET, f"{SHEET}?slot={slot.uid}", cell, f"{SHEET}/row?window={slot.window_id}", f"{SHEET}/agenda",
             f"{SHEET}/print", f"{SHEET}/print?paper=a4", f"{SHEET}/warnings", f"{SHEET}/versions"]  # fmt: skip

    for page in [*pages, f"{SHEET}/send"]:
        assert client.get(page).status_code == 303, page
    for role in ("officer", "leader", "viewer", "admin"):
        someone = as_a(client, role)
        for page in pages:
            answer = someone.get(page)
            assert answer.status_code == 200, (role, page)
            assert answer.get_data(as_text=True).count("<h1") == 1, page
    assert as_a(client, "viewer").get(f"{SHEET}/send").status_code == 403


def test_the_month_in_the_address_is_a_month_and_today_leads_to_the_present_one(officer):
    assert officer.get("/months/today").headers["Location"] == "/months/2017-03"
    assert officer.get("/months").headers["Location"] == "/months/2017-03"
    for wrong in ("2017-13", "nonsense", "2017-4", "1917-04", "٢٠١٧-٠٤"):
        assert officer.get(f"/months/{wrong}").status_code == 404


def test_a_brush_turns_empty_cells_into_buttons_that_place_and_stays_in_the_address(officer, ground, sqlite_store):
    page = officer.get(f"{SHEET}?brush=C").get_data(as_text=True)
    at = f"{ground.window(NOON)}.{THURSDAY}"
    assert f'name="at" value="{at}"' in page

    answer = post(
        officer, f"{SHEET}/edits?brush=C", op="place", at=at, theme=ground.themes[2],
        version=re.search(r'name="version" value="(\d+)"', page)[1],
    )  # fmt: skip

    assert answer.status_code == 303
    assert "brush=C" in answer.headers["Location"]
    (slot,) = live(sqlite_store)
    assert (slot.theme_letter, slot.date, slot.programme) == ("C", THURSDAY, NOON)
    shown = officer.get(answer.headers["Location"]).get_data(as_text=True)
    assert f'name="at" value="{at}"' not in shown
    assert "Hoàn tác" in shown


def test_a_viewer_gets_no_brush_and_may_not_place(client, ground, sqlite_store):
    viewer = as_a(client, "viewer")
    page = viewer.get(f"{SHEET}?brush=C").get_data(as_text=True)

    assert 'name="at"' not in page
    answer = edit(viewer, op="place", window=ground.window(NOON), date=THURSDAY, theme=ground.themes[0])
    assert answer.status_code == 403
    assert live(sqlite_store) == []


def test_a_full_cell_says_who_is_there_and_its_remedy_is_a_button_that_works(officer, ground, sqlite_store):
    put(sqlite_store, ground)

    refused = edit(officer, op="place", window=ground.window(NOON), date=THURSDAY, theme=ground.themes[3])

    page = refused.get_data(as_text=True)
    assert refused.status_code == 409
    assert "chỉ nhận 1 lượt một ngày" in page
    form = re.search(r'<form method="post" action="[^"]*/edits">(?:(?!</form>).)*Đặt vào 11:30 Thời sự trưa', page)[0]
    fields = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', form))
    assert post(officer, f"{SHEET}/edits", **fields).status_code == 303
    assert {slot.programme for slot in live(sqlite_store)} == {
        NOON
    }  # another day of the same length before another length
    assert len({slot.date for slot in live(sqlite_store)}) == 2


def test_moving_duplicating_retheming_and_removing_work_from_the_card(officer, ground, sqlite_store):
    slot = put(sqlite_store, ground)

    moved = edit(officer, op="move", slot=slot.uid, slot_version=slot.version, window=slot.window_id, date="2017-04-21")
    assert moved.status_code == 303
    (slot,) = live(sqlite_store)
    assert slot.date == date(2017, 4, 21)
    edit(officer, op="copy", slot=slot.uid, window=slot.window_id, date="2017-04-24")
    edit(officer, op="retheme", slot=slot.uid, slot_version=slot.version, theme=ground.themes[4])
    assert sorted((one.date.day, one.theme_letter) for one in live(sqlite_store)) == [(21, "E"), (24, "A")]
    slot = next(one for one in live(sqlite_store) if one.date.day == 21)
    edit(officer, op="remove", slot=slot.uid, slot_version=slot.version)
    assert [one.date.day for one in live(sqlite_store)] == [24]


def test_undo_and_redo_are_buttons_that_survive_a_reload(officer, ground, sqlite_store):
    edit(officer, op="place", window=ground.window(NOON), date=THURSDAY, theme=ground.themes[0])
    undo = re.search(
        r'action="([^"]*/undo)"[^>]*>(?:(?!</form>).)*id="undo"', officer.get(SHEET).get_data(as_text=True)
    )

    assert post(officer, undo[1]).status_code == 303
    assert live(sqlite_store) == []
    redo = re.search(r'action="(/months/2017-04/edits/[1-9]\d*/undo)"(?:(?!</form>).)*id="redo"',
                     officer.get(SHEET).get_data(as_text=True))  # fmt: skip
    assert post(officer, redo[1]).status_code == 303
    assert len(live(sqlite_store)) == 1


def test_filling_a_row_takes_themes_in_turn_and_says_what_it_skipped(officer, ground, sqlite_store):
    days = ["2017-04-19", "2017-04-20", "2017-04-21", "2017-04-30"]

    answer = edit(officer, op="fill", window=ground.window(NOON), dates=days, themes=list(ground.themes[:2]))

    assert [(one.date.day, one.theme_letter) for one in live(sqlite_store)] == [(19, "A"), (20, "B"), (21, "A")]
    assert "1 ô bỏ qua" in text(officer.get(answer.headers["Location"]))


def test_last_month_is_copied_by_a_button_of_the_empty_month(officer, ground, sqlite_store):
    put(sqlite_store, ground)
    page = text(officer.get("/months/2017-05"))
    assert "Tháng này chưa có lượt nào." in page
    assert "Chép từ tháng 4, 2017" in page

    answer = post(officer, "/months/2017-05/copy", page="/months/2017-05", version=0)

    assert answer.status_code == 303
    with sqlite_store.reading() as session:
        (copy,) = slot_queries.month_slots(session, "2017-05")
    assert (copy.date, copy.programme) == (date(2017, 5, 18), NOON)


def test_a_week_and_a_row_are_copied_by_their_buttons(officer, ground, sqlite_store):
    put(sqlite_store, ground)
    sheet = officer.get(SHEET).get_data(as_text=True)
    assert 'name="from"' in sheet
    assert '<option value="2017-04-17">17/4–23/4</option>' in sheet

    answer = post(officer, f"{SHEET}/copy", version=1, **{"from": "2017-04-17", "to": "2017-04-24"})

    assert answer.status_code == 303
    assert [slot.date for slot in live(sqlite_store)] == [THURSDAY, date(2017, 4, 27)]
    row = f"/months/2017-05/row?window={ground.window(NOON)}"
    assert "Chép hàng này từ tháng 4, 2017" in text(officer.get(row))
    assert post(officer, "/months/2017-05/copy", page=row, version=0, window=ground.window(NOON)).status_code == 303
    for wrong in (
        {"from": "x", "to": "2017-04-24"},
        {"from": "2017-04-18", "to": "2017-04-24"},
        {"from": "2017-04-17", "to": ""},
    ):
        told = post(officer, f"{SHEET}/copy", version=2, **wrong)
        assert told.status_code in {409, 422}
        assert "Xin" in text(told)


def test_what_somebody_else_changed_is_shown_beside_the_wish_and_the_wish_can_be_kept(officer, ground, sqlite_store):
    officer.get(SHEET)
    token = builders.csrf(officer, SHEET)
    with sqlite_store.deciding(actor="admin@so.example", now=builders.NOW) as work:
        placing.edit(work, MONTH, [Place(ground.window(NOON), THURSDAY, ground.themes[1])], seen=None)
        work.session.get_one(Window, ground.window(NOON)).capacity_spots = 2

    told = {"op": "place", "window": ground.window(NOON), "date": THURSDAY, "theme": ground.themes[3], "version": 0}
    answer = officer.post(f"{SHEET}/edits", data={"csrf_token": token, **told})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Người admin vừa đổi ô này" in page
    assert "Quyền và nghĩa vụ" in page  # what stands there now
    form = re.search(r'<form method="post" action="[^"]*/edits">(?:(?!</form>).)*Vẫn làm theo ý tôi', page)[0]
    assert (
        post(officer, f"{SHEET}/edits", **dict(re.findall(r'name="([^"]*)" value="([^"]*)"', form))).status_code == 303
    )
    assert sorted(one.theme_letter for one in live(sqlite_store)) == ["B", "D"]


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"op": "nonsense"}, {"op": "place"}, {"op": "place", "window": "x", "date": "2017-04-20", "theme": "1"},
        {"op": "place", "window": "1", "date": "2017-02-30", "theme": "1"}, {"op": "place", "at": "1.nonsense"},
        {"op": "move", "slot": "../../etc", "slot_version": "1", "window": "1", "date": "2017-04-20"},
        {"op": "remove", "slot": "00000000", "slot_version": "99999999999999999999"},
        {"op": "fill", "window": "1", "dates": ["2017-04-20"] * 40, "themes": ["1"]},
        {"op": "place", "window": "999999", "date": "2017-04-20", "theme": "1"},
        {"op": "place", "window": "1", "date": "2017-05-20", "theme": "1"},
    ],
)  # fmt: skip
def test_no_form_however_wrong_gets_more_than_a_sentence(officer, sqlite_store, fields):
    answer = edit(officer, **fields)

    assert 400 <= answer.status_code < 500
    assert "%(" not in text(answer)
    assert live(sqlite_store) == []


def test_days_off_in_a_row_share_one_name(officer):
    html = officer.get("/months/2017-05?view=sheet").get_data(as_text=True)

    names = re.findall(r'class="holiday-name[^"]*">([^<]+)<', html)
    assert len(names) == 1
    assert "Quốc tế Lao động" in names[0]
    assert " · " in names[0]
