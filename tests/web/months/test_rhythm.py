"""A standing programme's gap on the board: told with its days and clause, and gone once something stands in it."""

import re
from datetime import date

import pytest
from sqlmodel import select

from campaigns.models import Obligation
from campaigns.services import agreed
from campaigns.values.words import RhythmUnit
from tests import builders
from tests.builders import MONTH
from tests.scheduler import month
from tests.web.forms_of_pages import form_at, put
from tests.web.months.scene import NOON, SHEET, as_a, ask, edit, post, text, text_of

PAGE, CLAUSE = "Chuyên trang", "III.4"  # on Wednesdays
LIST = f"{SHEET}/warnings"
GAP = "Chuyên trang không có kỳ nào từ 06/04/2017 đến hết 18/04/2017"


@pytest.fixture
def duty(ground, sqlite_store):
    """The number of the plan's duty that a weekly page carries out; one Wednesday of April is not laid out."""
    with sqlite_store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        duty = work.session.exec(select(Obligation).where(Obligation.plan_id == ground.plan_id)).first()
        duty.clause = CLAUSE
        agreed.set_rhythm(
            work, campaign_id=ground.campaign_id, programme_id=ground.windows[PAGE].programme_id,
            unit=RhythmUnit.DAYS, number=7, from_day=date(2017, 3, 31), source="Biên bản 03/BB",
            obligation_id=duty.id, seen=0,
        )  # fmt: skip
        number = duty.id
    month.place(sqlite_store, ground, PAGE, *(date(2017, 4, day) for day in (5, 19, 26)))
    return number


def warned(client) -> str:
    html = client.get(SHEET).get_data(as_text=True)
    return html.split('id="warning-list">')[1].split("</details>")[0]


def test_a_gap_names_its_programme_days_and_clause_and_leads_to_the_cell_and_the_continuity_page(officer, ground, duty):
    cell = f"c{ground.window(PAGE)}-12"

    for html in (warned(officer), officer.get(LIST).get_data(as_text=True)):
        assert "Tính liên tục" in html
        assert f"{GAP}, đã thống nhất cách nhau không quá 7 ngày (mục {CLAUSE} của kế hoạch; Biên bản 03/BB)" in html
        (line,) = re.findall(r"<li(?:(?!</li>).)*Chuyên trang(?:(?!</li>).)*</li>", html)
        assert f'href="{SHEET}#{cell}"' in line
        assert f'href="/plans/{ground.plan_id}#duty-{duty}"' in line
        assert f'href="/ledger?campaign={ground.campaign}#continuity"' in html
    assert f'id="{cell}"' in officer.get(SHEET).get_data(as_text=True)
    assert f'id="duty-{duty}"' in officer.get(f"/plans/{ground.plan_id}").get_data(as_text=True)
    assert 'id="continuity"' in officer.get(f"/ledger?campaign={ground.campaign}").get_data(as_text=True)
    assert GAP in text(as_a(officer, "viewer").get(LIST))
    assert "does not appear from 6 Apr 2017 through 18 Apr 2017" in text(officer.get(f"{LIST}?lang=en"))


def test_it_is_gone_once_a_slot_stands_in_the_gap_and_back_when_that_is_undone(officer, ground, duty):
    told = ask(officer, f"{SHEET}/edits", {"version": None, "operations": [
        {"op": "place", "window": ground.window(PAGE), "date": "2017-04-12", "theme": ground.themes[0]}
    ]}).get_json()  # fmt: skip

    assert GAP not in text_of(told["warnings"]["html"])
    assert GAP not in text(officer.get(LIST))
    assert post(officer, f"{SHEET}/edits/{told['edit']}/undo").status_code == 303
    assert GAP in text(officer.get(LIST))


def test_another_programme_in_the_gap_closes_nothing_and_other_outlets_boards_are_silent(officer, ground, duty):
    edit(officer, op="place", window=ground.window(NOON), date="2017-04-12", theme=ground.themes[0])

    assert GAP in text(officer.get(LIST))
    assert GAP in text(officer.get(f"{LIST}?outlet=bao-binh-phuoc"))
    assert GAP not in text(officer.get(f"{LIST}?outlet=bptv"))


def test_the_cell_says_it_and_programs_read_the_same_sentence(officer, ground, duty, sqlite_store):
    card = officer.get(f"{SHEET}/cell?window={ground.window(PAGE)}&date=2017-04-12")
    assert GAP in text(card)

    (told,) = [one for one in officer.get(f"/api/v1/months/{MONTH}").get_json()["warnings"] if "rhythm" in one["code"]]
    assert (told["code"], told["window"], told["date"]) == ("rhythm.gap", ground.window(PAGE), "2017-04-12")
    assert told["text"].startswith(GAP)
    assert told["text"].endswith("Xin đặt chậm nhất 12/04/2017.")


def test_neighbouring_months_count_and_the_next_month_is_told_of_its_own_gap(officer, ground, duty, sqlite_store):
    assert "Chuyên trang không có kỳ nào từ 27/04/2017" in text(officer.get("/months/2017-05/warnings"))
    assert "từ 27/04/2017" not in text(officer.get(LIST))

    month.place(sqlite_store, ground, PAGE, *(date(2017, 5, day) for day in (3, 10, 17, 24, 31)))
    assert "Chuyên trang không có kỳ nào" not in text(officer.get("/months/2017-05/warnings"))


def test_the_office_may_choose_not_to_be_told(officer, ground, duty):
    form = form_at(officer, "/settings/rules")
    assert officer.post("/settings/rules", data=put(form, **{"rhythm.gap": "ignore"})).status_code == 303

    assert GAP not in text(officer.get(LIST))
