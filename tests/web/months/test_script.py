"""What the board's script asks and is told."""

import json

import pytest

from campaigns.values.edits import Place
from scheduler.services import placing, releasing
from tests import builders
from tests.builders import MONTH
from tests.web.months.scene import NOON, SHEET, THURSDAY, ask, put, text


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


def test_a_slot_on_a_day_off_and_one_that_an_outlet_knows_of_are_spoken_of(officer, ground, sqlite_store):
    holiday = ask(officer, f"{SHEET}/edits", {"version": 0, "operations": [
        {"op": "place", "window": ground.window(NOON), "date": "2017-04-06", "theme": ground.themes[0]}]})  # fmt: skip
    assert holiday.json["said"] == "Lưu ý: Thứ Năm, 6/4 là ngày nghỉ (Ngày Giỗ Tổ Hùng Vương)."
    slot = put(sqlite_store, ground)
    with sqlite_store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        releasing.send(work, MONTH, ground.windows[NOON].outlet_id)
        version = work.slot(slot.uid, seen_version=None).version

    gone = ask(officer, f"{SHEET}/edits", {"version": 9, "operations": [
        {"op": "remove", "slot": slot.uid, "version": version}]})  # fmt: skip

    assert gone.json["said"] == "Đã xoá 1 lượt mà đài, báo đã biết. Xin gửi để báo huỷ."
    assert gone.json["unsent"] == 1


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
