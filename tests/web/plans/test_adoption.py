"""Adoption, and agreed figures under it."""

from datetime import date

import pytest
from sqlmodel import select

from campaigns.models import Theme
from campaigns.queries import plans as queries
from tests.builders import csrf, draft, ground, signed_in, staff
from tests.web.forms_of_pages import form_at, forms_of, links_of, put
from tests.web.plans.scene import review_form, saved_draft


def test_adopting_says_what_it_makes_and_makes_it(office, sqlite_store):
    plan = saved_draft(sqlite_store)
    address = f"/plans/{plan.id}/adopt"
    page = office.get(address).get_data(as_text=True)
    assert "5 chủ đề trên bảng tháng" in page
    assert "2 hạn báo cáo" in page
    assert "Không tạo chỉ tiêu hay đơn giá nào" in page

    form = form_at(office, address)
    answer = office.post(address, data=put(form, name="Cải cách 2017", starts_on="2017-02-01"))

    assert answer.status_code == 303
    shown = office.get(answer.location).get_data(as_text=True)
    assert "Đã áp dụng kế hoạch." in shown
    with sqlite_store.reading() as session:
        (campaign,) = queries.campaigns(session)
        assert (campaign.name, campaign.starts_on, campaign.ends_before) == (
            "Cải cách 2017", date(2017, 2, 1), date(2018, 1, 1)
        )  # fmt: skip
        assert len(queries.themes(session, campaign.id)) == 5
        assert queries.quotas(session, "2017-04") == ()
        assert [row.named_date for row in queries.report_deadlines(session, plan.id)] == [
            date(2017, 6, 15), date(2017, 12, 15)
        ]  # fmt: skip
    assert office.get(address).status_code == 303


def test_a_theme_that_criticises_is_sensitive_even_if_nobody_saved_the_review(office, sqlite_store):
    themes = [{"text": "Biểu dương gương tốt"}, {"text": "Phê phán hiện tượng tiêu cực"}]
    plan = saved_draft(sqlite_store, themes=themes)
    address = f"/plans/{plan.id}/adopt"

    form = form_at(office, address)
    assert office.post(address, data=put(form)).status_code == 303

    with sqlite_store.reading() as session:
        assert [theme.sensitive for theme in session.exec(select(Theme).order_by(Theme.order))] == [False, True]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"), ({"starts_on": "2018-01-01"}, "last_day"), ({"last_day": "2100-06-01"}, "last_day"),
        ({"starts_on": "31/02/2017"}, "starts_on"), ({"theme_name_1": " "}, "theme_name-1"),
        ({"theme_name_0": "x" * 61}, "theme_name-0"),
    ],
)  # fmt: skip
def test_adoption_says_what_is_wrong_beside_the_field_and_makes_nothing(office, sqlite_store, changed, field):
    plan = saved_draft(sqlite_store)
    address = f"/plans/{plan.id}/adopt"
    form = form_at(office, address)

    answer = office.post(address, data=put(form, **changed))

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.get_data(as_text=True)
    with sqlite_store.reading() as session:
        assert queries.campaigns(session) == ()


def test_a_plan_without_its_number_or_contents_is_not_adopted(office, sqlite_store):
    lacking = saved_draft(sqlite_store, header=draft()["header"] | {"number": "", "date": None})
    empty = saved_draft(sqlite_store, themes=[])
    for plan, told in ((lacking, "Còn thiếu trong phần đầu kế hoạch: Số, Ngày ký"), (empty, "chưa có nội dung")):
        address = f"/plans/{plan.id}/adopt"
        form = form_at(office, address)
        answer = office.post(address, data=put(form, starts_on="2017-01-01", last_day="2017-12-31", name="Thử"))
        assert answer.status_code == 422
        assert told in answer.get_data(as_text=True)


def test_a_draft_is_thrown_away_only_after_a_question_and_only_as_it_was_seen(office, sqlite_store):
    plan = saved_draft(sqlite_store)
    address = f"/plans/{plan.id}/discard"
    form = form_at(office, address)
    assert office.post(f"/plans/{plan.id}", data=put(review_form(office, plan.id), title="Vừa sửa")).status_code == 303

    asked = office.post(address, data=put(form))
    assert asked.status_code == 409
    assert "Người khác vừa sửa bản đọc này" in asked.get_data(as_text=True)

    again = next(form for form in forms_of(asked.get_data(as_text=True), address) if form.action == address)
    assert office.post(address, data=put(again)).location == "/plans?said=discarded"
    assert office.get(f"/plans/{plan.id}").status_code == 404


def test_an_adopted_plan_names_its_duties_deadlines_and_says_where_no_figure_is_agreed(office, sqlite_store):
    made = ground(sqlite_store)

    page = office.get(f"/plans/{made.plan_id}?month=2017-04").get_data(as_text=True)

    assert "Sở Tư pháp" in page
    assert "Thứ Tư, 14/06/2017" in page
    assert "kế hoạch ghi “trước 15/06/2017”" in page
    assert page.count("chưa có") > len(made.windows)
    rows = f"/months/2017-04?outlet=bptv&campaign={made.campaign}"
    assert rows in links_of(page)
    assert office.get(rows).status_code == 200


def test_a_quota_keeps_its_source_and_leads_to_the_rows_it_governs(office, sqlite_store):
    made = ground(sqlite_store)
    window = made.windows["Cải cách hành chính"]
    address = f"/plans/{made.plan_id}/quota?month=2017-04&outlet={window.outlet_id}&window={window.id}"
    form = form_at(office, address)

    refused = office.post(address, data=put(form, spots="9"))
    assert refused.status_code == 422
    assert 'id="source-error"' in refused.get_data(as_text=True)
    saved = office.post(address, data=put(form, spots="9", source="Biên bản 03/03/2017"))
    assert saved.status_code == 303

    page = office.get(f"/plans/{made.plan_id}?month=2017-04").get_data(as_text=True)
    assert "Biên bản 03/03/2017" in page
    rows = f"/months/2017-04?outlet=bptv&campaign={made.campaign}"
    assert f"{rows}#w{window.id}" in links_of(page)
    assert f'id="w{window.id}"' in office.get(rows).get_data(as_text=True)
    with sqlite_store.reading() as session:
        (quota,) = queries.quotas(session, "2017-04")
        assert (quota.window_id, quota.spots, quota.source) == (window.id, 9, "Biên bản 03/03/2017")

    assert office.post(address, data=put(form, spots="")).status_code == 303
    with sqlite_store.reading() as session:
        assert queries.quotas(session, "2017-04") == ()


def test_a_budget_is_set_for_the_whole_and_for_an_outlet(office, sqlite_store):
    made = ground(sqlite_store)
    token = csrf(office, "/plans")
    told = {"csrf_token": token, "amount_vnd": "310.000.000", "source": "QĐ 55/QĐ-UBND", "month": ""}

    assert office.post(f"/plans/{made.plan_id}/budget", data=told | {"outlet": ""}).status_code == 303
    assert office.post(f"/plans/{made.plan_id}/budget", data=told | {"outlet": "1"}).status_code == 303

    with sqlite_store.reading() as session:
        found = {budget.outlet_id: budget.amount_vnd for budget in queries.budgets(session, "2017-04")}
    assert found == {None: 310_000_000, 1: 310_000_000}
    assert "310.000.000" in office.get(f"/plans/{made.plan_id}").get_data(as_text=True)


@pytest.mark.parametrize("address", ["/plans/999", "/plans/999/adopt", "/plans/999/text", "/plans/2147483648"])
def test_a_plan_that_is_not_there_is_not_found(office, address):
    assert office.get(address).status_code == 404


@pytest.mark.parametrize("month", ["2017-13", "x", "9999-99", "%00"])
def test_a_month_that_is_none_shows_the_nearest_of_the_campaign(office, sqlite_store, month):
    made = ground(sqlite_store)

    assert office.get(f"/plans/{made.plan_id}?month={month}").status_code == 200


def test_whoever_only_looks_sees_a_review_without_buttons(client, sqlite_store):
    staff(sqlite_store)
    plan = saved_draft(sqlite_store)
    signed_in(client, "viewer")

    page = client.get(f"/plans/{plan.id}").get_data(as_text=True)

    assert "Lưu bản đọc" not in page
    assert '<fieldset class="panel" disabled' in page
    assert client.get("/plans/new").status_code == 403
