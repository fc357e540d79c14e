"""The month without script: the sheet, placing with a brush, cards, rows, sending, versions, paper."""

import json
import re
from datetime import UTC, date, datetime

import pytest

from campaigns.models import Window
from campaigns.queries import slots as slot_queries
from campaigns.services import agreed
from campaigns.values.edits import Place
from campaigns.values.words import AskReason, SlotState
from scheduler.services import answers, placing, releasing
from tests import builders
from tests.builders import MONTH

SHEET = f"/months/{MONTH}"
NOON, MORNING = "Thời sự trưa", "Chào buổi sáng"
THURSDAY = date(2017, 4, 20)


@pytest.fixture
def ground(sqlite_store):
    builders.staff(sqlite_store)
    return builders.ground(sqlite_store)


@pytest.fixture
def officer(client, ground):
    return builders.signed_in(client)


def as_a(client, role):
    """Another browser, signed in as someone of this role."""
    return builders.signed_in(client.application.test_client(), role)


def live(store):
    with store.reading() as session:
        found = slot_queries.month_slots(session, MONTH)
    return [slot for slot in found if slot.state is not SlotState.CANCELLED]


def put(store, ground, programme=NOON, day=THURSDAY, theme=0):
    """A slot by the officer's hand; gives it as it stands."""
    with store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        done = placing.edit(work, MONTH, [Place(ground.window(programme), day, ground.themes[theme])], seen=None)
        return slot_queries.slot_view(work.session, done.uids[0])


def post(client, path, page=SHEET, **fields):
    return client.post(path, data={"csrf_token": builders.csrf(client, page), **fields})


def edit(client, **fields):
    return post(client, f"{SHEET}/edits", **fields)


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True)))


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
    form = re.search(r'<form method="post" action="[^"]*/edits">(?:(?!</form>).)*Đặt vào 06:15 Chào buổi sáng', page)[0]
    fields = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', form))
    assert post(officer, f"{SHEET}/edits", **fields).status_code == 303
    assert {slot.programme for slot in live(sqlite_store)} == {NOON, MORNING}


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


def test_sending_shows_the_message_first_and_sends_only_by_its_own_button(officer, ground, sqlite_store):
    put(sqlite_store, ground)
    put(sqlite_store, ground, "Tin ngắn", date(2017, 4, 19), 1)
    page = text(officer.get(f"{SHEET}/send"))
    assert "1 Mới" in page
    assert "có 1 lượt mới" in page
    assert "11:30 Thứ Năm, 20/4" in page
    assert all(one.sent_at is None for one in live(sqlite_store))

    with sqlite_store.reading() as session:
        slug = next(s.outlet_slug for s in slot_queries.month_slots(session, MONTH) if s.programme == NOON)
    answer = post(officer, f"{SHEET}/send/{slug}", page=f"{SHEET}/send")

    assert answer.status_code == 303
    assert [one.programme for one in live(sqlite_store) if one.sent_at] == [NOON]
    assert "Đã gửi 1 lượt cho BPTV." in text(officer.get(answer.headers["Location"]))
    assert post(officer, f"{SHEET}/send/{slug}", page=f"{SHEET}/send").status_code == 409
    assert post(officer, f"{SHEET}/send/khong-co", page=f"{SHEET}/send").status_code == 404
    assert "1 thay đổi" not in text(officer.get(f"{SHEET}/versions"))
    assert "2 thay đổi" in text(officer.get(f"{SHEET}/versions"))


def test_a_leader_approves_a_version_once(client, ground, sqlite_store):
    put(sqlite_store, ground)
    with sqlite_store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        releasing.release(work, MONTH)
    approve = f"{SHEET}/versions/1/approve"
    assert post(as_a(client, "officer"), approve, page=f"{SHEET}/versions").status_code == 403
    leader = as_a(client, "leader")
    assert post(leader, approve, page=f"{SHEET}/versions").status_code == 303
    assert "Đã duyệt: Người leader" in text(leader.get(f"{SHEET}/versions"))
    assert post(leader, approve, page=f"{SHEET}/versions").status_code == 409


def test_the_officer_takes_an_outlets_offer_or_keeps_the_place(officer, ground, sqlite_store):
    slot = put(sqlite_store, ground)
    with sqlite_store.deciding(actor="dai", now=builders.NOW) as work:
        releasing.send(work, MONTH, slot.outlet_id)
        seen = slot_queries.slot_view(work.session, slot.uid)
        answers.ask(work, slot.uid, seen_version=seen.version, by="Phòng Chương trình", reason=AskReason.CLASH,
                    to=(slot.window_id, date(2017, 4, 21)))  # fmt: skip
        asked = slot_queries.slot_view(work.session, slot.uid)
    page = officer.get(f"{SHEET}?slot={slot.uid}").get_data(as_text=True)
    assert "xin đổi sang 11:30 Thứ Sáu, 21/4" in page

    answer = post(officer, f"{SHEET}/slots/{slot.uid}", do="accept", offer=asked.offer.id, slot_version=asked.version)

    assert answer.status_code == 303
    (slot,) = live(sqlite_store)
    assert (slot.date, slot.state) == (date(2017, 4, 21), SlotState.CONFIRMED)


def test_a_card_says_what_may_happen_now_and_leads_to_where_it_is_done(officer, ground, sqlite_store, present):
    slot = put(sqlite_store, ground)
    page = officer.get(f"{SHEET}?slot={slot.uid}").get_data(as_text=True)
    assert f'href="/slots/{slot.uid}#confirm"' in page
    assert f'href="/slots/{slot.uid}#attest"' not in page
    assert officer.get(f"/slots/{slot.uid}").status_code == 200
    viewer = as_a(officer, "viewer").get(f"{SHEET}?slot={slot.uid}").get_data(as_text=True)
    assert "#confirm" not in viewer

    with sqlite_store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        answers.confirm(work, slot.uid, seen_version=slot.version, by="Đài", paper="CV 12/PTTH")
    present.at = datetime(2017, 4, 20, 5, 0, tzinfo=UTC)
    page = as_a(officer, "officer").get(f"{SHEET}?slot={slot.uid}").get_data(as_text=True)
    assert f'href="/slots/{slot.uid}#attest"' in page
    assert f'href="/slots/{slot.uid}#miss"' in page


@pytest.mark.parametrize("fields", [{}, {"do": "nonsense"}, {"do": "accept"}, {"do": "sign_off", "slot_version": "x"}])
def test_a_card_refuses_what_it_cannot_read(officer, ground, sqlite_store, fields):
    slot = put(sqlite_store, ground)
    answer = post(officer, f"{SHEET}/slots/{slot.uid}", **{"slot_version": "1", **fields})
    assert answer.status_code == 409
    assert "Xin tải lại trang" in text(answer)


def test_what_is_not_agreed_says_so_and_leads_to_where_it_is_agreed(officer, ground, sqlite_store):
    put(sqlite_store, ground)
    page = officer.get(SHEET).get_data(as_text=True)
    assert "chưa có chỉ tiêu" in text(officer.get(SHEET))
    assert f'href="/outlets/bptv/windows/{ground.window(NOON)}"' in page or "/windows/" in page

    with sqlite_store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        window = ground.windows[NOON]
        agreed.set_quota(
            work, campaign_id=ground.campaign_id, outlet_id=window.outlet_id, window_id=window.id, theme_id=None,
            month=None, spots=20, source="Biên bản 02",
        )  # fmt: skip

    page = officer.get(SHEET).get_data(as_text=True)
    row = re.search(rf'<tr class="window-row" id="w{window.id}">(?:(?!</tr>).)*', page, re.DOTALL)
    assert "1/20" in text_of(row[0])
    assert "chưa có" in text_of(row[0])  # its price


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_filters_stay_in_the_address_and_narrow_what_is_shown(officer, ground, sqlite_store):
    put(sqlite_store, ground)
    put(sqlite_store, ground, MORNING, THURSDAY, 1)

    assert "1 lượt khớp." in text(officer.get(f"{SHEET}?theme=B"))
    assert "Không có lượt nào khớp." in text(officer.get(f"{SHEET}?theme=E"))
    assert 'href="/months/2017-05?theme=B"' in officer.get(f"{SHEET}?theme=B").get_data(as_text=True)
    assert officer.get(f"{SHEET}?state=nonsense&outlet=%00&campaign=x").status_code == 200


# by script


def ask(client, path, told):
    token = builders.csrf(client, SHEET)
    return client.post(path, json=told, headers={"X-CSRF-Token": token, "Accept": "application/json"})


def test_an_edit_by_script_answers_with_what_changed_and_nothing_else(officer, ground, sqlite_store):
    window = ground.window(NOON)
    place = {"op": "place", "window": window, "date": str(THURSDAY), "theme": ground.themes[0]}

    answer = ask(officer, f"{SHEET}/edits", {"version": 0, "operations": [place]})

    told = answer.get_json()
    assert answer.status_code == 200
    assert [cell["id"] for cell in told["cells"]] == [f"c{window}-20"]
    assert set(told["rows"]) == {f"w{window}", "whole", f"c{ground.windows[NOON].channel_id}"}
    assert set(told["days"]) == {str(THURSDAY)}
    assert (told["version"], told["undo"], told["redo"]) == (1, told["edit"], None)
    whole = officer.get(SHEET).get_data(as_text=True)
    assert told["cells"][0]["html"] in whole


def test_a_refusal_by_script_carries_the_cell_as_it_is_and_remedies_as_operations(officer, ground, sqlite_store):
    put(sqlite_store, ground)
    told = {"op": "place", "window": ground.window(NOON), "date": str(THURSDAY), "theme": ground.themes[1]}

    answer = ask(officer, f"{SHEET}/edits", {"version": 1, "operations": [told]})

    assert (answer.status_code, answer.content_type) == (409, "application/problem+json")
    problem = answer.get_json()
    assert (problem["code"], problem["at"]) == ("cell.full", f"c{ground.window(NOON)}-20")
    assert len(problem["remedies"]) == 3
    again = ask(officer, f"{SHEET}/edits", {"version": 1, "operations": [problem["remedies"][0]["operation"]]})
    assert again.status_code == 200


def test_a_warning_about_a_placed_slot_comes_with_moves_that_mend_it(officer, ground, sqlite_store):
    put(sqlite_store, ground, "Thời sự tối · thông điệp")
    twice = {
        "op": "place", "window": ground.window("Thời sự tối · thông điệp"), "date": str(THURSDAY),
        "theme": ground.themes[0],
    }  # fmt: skip

    told = ask(officer, f"{SHEET}/edits", {"version": 1, "operations": [twice]}).get_json()

    (cell,) = told["cells"]
    assert "đã có trong" in cell["told"][0]["words"]
    move = cell["told"][0]["remedies"][0]["operation"]
    assert ask(officer, f"{SHEET}/edits", {"version": told["version"], "operations": [move]}).status_code == 200


def test_others_changes_come_with_their_initials_and_304_when_there_are_none(officer, ground, sqlite_store):
    assert officer.get(f"{SHEET}/changes?since=0").status_code == 304
    with sqlite_store.deciding(actor="admin@so.example", now=builders.NOW) as work:
        placing.edit(work, MONTH, [Place(ground.window(NOON), THURSDAY, ground.themes[1])], seen=None)

    told = officer.get(f"{SHEET}/changes?since=0").get_json()

    assert [(cell["by"], cell["initials"]) for cell in told["cells"]] == [("Người admin", "NA")]
    assert officer.get(f"{SHEET}/changes?since={told['version']}").status_code == 304
    assert officer.get(f"{SHEET}/changes?since=x").status_code == 422


@pytest.mark.parametrize(
    "body", ["", "[]", "{", json.dumps({"operations": []}), json.dumps({"operations": [{"op": 1}]})]
)
def test_no_json_however_wrong_gets_more_than_a_problem(officer, body):
    token = builders.csrf(officer, SHEET)
    answer = officer.post(f"{SHEET}/edits", data=body, content_type="application/json", headers={"X-CSRF-Token": token})
    assert answer.status_code in {400, 422}
    assert answer.get_json()["code"] in {"api.not_json", "api.invalid"}


def test_every_word_of_the_month_is_there_in_english(officer, ground, sqlite_store):
    put(sqlite_store, ground)
    left = set()
    for page in (SHEET, f"{SHEET}/send", f"{SHEET}/versions", f"{SHEET}/agenda", f"{SHEET}/warnings", f"{SHEET}/print"):
        shown = text(officer.get(f"{page}?lang=en"))
        left |= {word for word in ("Lượt", "Chủ đề", "Gửi xác nhận", "Hôm nay", "Cảnh báo") if word in shown}
    assert left == set()
