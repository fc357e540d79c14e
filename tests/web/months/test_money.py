"""Committed, delivered and payable against the cap: on the sheet, to the outlet asked for, and after an edit."""

from datetime import date

import pytest

from campaigns.services.agreed import set_budget
from tests.builders import MONTH, NOW
from tests.scheduler import month
from tests.scheduler.test_estimating import price
from tests.web.months.scene import NOON, SHEET, as_a, ask, text, text_of

THIRTEENTH = date(2017, 4, 13)


def shown(answer) -> str:
    return text(answer).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def capped(ground, sqlite_store):
    """A cap for the month and one for a station, and a confirmed slot of 600,000 đồng."""
    price(sqlite_store, ground, NOON, 600_000)
    with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
        for outlet_id, vnd in ((None, 2_000_000), (ground.windows[NOON].outlet_id, 500_000)):
            set_budget(work, campaign_id=ground.campaign_id, outlet_id=outlet_id, month=MONTH, amount_vnd=vnd,
                       source="12/QĐ")  # fmt: skip
    return month.confirmed(sqlite_store, ground, NOON, THIRTEENTH)


def test_a_month_with_neither_cap_nor_order_says_nothing_of_money(officer):
    assert 'id="money"' not in officer.get(SHEET).get_data(as_text=True)


def test_where_nothing_has_a_price_nothing_is_counted_as_nought(officer, ground, sqlite_store):
    month.confirmed(sqlite_store, ground, NOON, THIRTEENTH)

    assert 'id="money"' not in officer.get(SHEET).get_data(as_text=True)


def test_the_whole_stands_first_and_an_outlet_beyond_its_own_cap_is_named(officer, ground, capped):
    page = shown(officer.get(f"{SHEET}?view=sheet"))

    assert "Triệu ₫: Trần 2 · Đã cam kết 0,6 · Đã thực hiện 0 · Phải trả 0 BPTV: Trần 0,5 · Đã cam kết 0,6" in page
    assert page.count("vượt trần") == 1
    assert "vượt trần 100.000 ₫ Từng đài, báo" in page
    assert f'href="/estimates?campaign={ground.campaign}#money"' in officer.get(SHEET).get_data(as_text=True)
    assert "Committed 0.6" in shown(officer.get(f"{SHEET}?view=sheet&lang=en"))


def test_an_outlet_that_the_sheet_is_narrowed_to_tells_its_own_money(officer, ground, sqlite_store, capped):
    day = date(2017, 4, 19)
    month.confirmed(sqlite_store, ground, "Tin ngắn", day)
    name = ground.windows["Tin ngắn"].outlet_slug

    assert "Trần chưa có" not in shown(officer.get(f"{SHEET}?view=sheet"))
    assert "Trần chưa có · Đã cam kết ≥ 0 · " in shown(officer.get(f"{SHEET}?view=sheet&outlet={name}"))


def test_an_edit_answers_with_the_money_as_it_now_stands(officer, ground, sqlite_store, capped):
    slot = month.slot(sqlite_store, capped[0])
    told = {"version": 3, "operations": [
        {"op": "move", "slot": slot.uid, "version": slot.version, "window": slot.window_id, "date": "2017-04-21"},
    ]}  # fmt: skip

    answer = ask(officer, f"{SHEET}/edits", told)

    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert "Đã cam kết 0 · " in text_of(answer.get_json()["money"]).replace(" </b>", "")


@pytest.mark.parametrize("role", ["officer", "leader", "viewer", "admin"])
def test_whoever_sees_the_estimates_sees_the_money_and_nobody_else(client, capped, role):
    assert as_a(client, role).get("/estimates").status_code == 200
    assert 'id="money"' in as_a(client, role).get(f"{SHEET}?view=sheet").get_data(as_text=True)
    assert client.get("/estimates").status_code == client.get(SHEET).status_code == 303
