"""Review beside the text, by two people at once too."""

from tests.builders import ground
from tests.web.forms_of_pages import forms_of, put
from tests.web.plans.scene import kept_draft, review_form, saved_draft


def test_every_item_stands_beside_its_clause_with_the_questions_that_the_plan_leaves(office, sqlite_store):
    plan = saved_draft(sqlite_store)

    page = office.get(f"/plans/{plan.id}").get_data(as_text=True)

    for theme in plan.draft["themes"]:
        assert theme["text"] in page
    assert "Mỗi tháng bao nhiêu lượt?" in page
    assert "Kế hoạch để ngỏ 1 điều" in page
    assert "ngày 15 tháng cuối quý II, quý IV hằng năm" in page
    assert "Thứ Tư, 14/06/2017" in page
    assert "Kế hoạch không nêu số lượt, thời lượng hay đơn giá." in page


def test_saving_a_review_as_it_stands_changes_nothing_but_what_it_asks(office, sqlite_store):
    plan = saved_draft(sqlite_store)

    assert office.post(f"/plans/{plan.id}", data=put(review_form(office, plan.id))).status_code == 303

    kept = kept_draft(sqlite_store, plan.id)
    assert [theme["text"] for theme in kept["themes"]] == [theme["text"] for theme in plan.draft["themes"]]
    assert kept["duties"] == plan.draft["duties"]
    assert kept["report_deadlines"] == plan.draft["report_deadlines"]
    assert {name: kept[name] for name in ("header", "sections", "channels", "quotas", "questions")} == {
        name: plan.draft[name] for name in ("header", "sections", "channels", "quotas", "questions")
    }


def test_a_review_corrects_adds_removes_and_reorders(office, sqlite_store):
    plan = saved_draft(sqlite_store)
    told = put(
        review_form(office, plan.id), number="13", date="17/02/2017", theme_name_0="Quy định mới", theme_order_0="9",
        deadline_dates_0="15/06/2017; 30/11/2017",
    )  # fmt: skip
    told["theme_drop"] = ["1"]
    told["theme_sensitive"] = ["4"]
    told["theme_text"][5], told["theme_name"][5] = "Trả lời kiến nghị của doanh nghiệp", "Kiến nghị"
    told["duty_text"][1], told["duty_unit"][1] = "Mở chuyên trang", "Báo Mẫu"
    told["channel"] = ["print", "radio_tv"]

    assert office.post(f"/plans/{plan.id}", data=told).status_code == 303

    kept = kept_draft(sqlite_store, plan.id)
    assert (kept["header"]["number"], kept["header"]["date"]) == ("13", "2017-02-17")
    names = [theme["name"] for theme in kept["themes"]]
    assert len(names) == 5
    assert names[-1] == "Quy định mới"
    assert "Kiến nghị" in names
    assert not any("Quyền và nghĩa vụ" in theme["text"] for theme in kept["themes"])
    assert [theme["text"].startswith("Gương tốt") for theme in kept["themes"] if theme["sensitive"]] == [True]
    assert {"unit": "Báo Mẫu", "text": "Mở chuyên trang"} in kept["duties"]
    assert [channel["kind"] for channel in kept["channels"]] == ["radio_tv", "print"]
    assert kept["report_deadlines"][0]["dates"] == ["2017-06-15", "2017-11-30"]


def test_what_was_typed_stays_when_something_else_is_wrong(office, sqlite_store):
    plan = saved_draft(sqlite_store)
    told = put(
        review_form(office, plan.id), title="Trích yếu tôi vừa gõ <b>", date="31/02/2017", year="1812",
        deadline_dates_0="hôm nào đó", theme_name_2="x" * 61,
    )  # fmt: skip

    answer = office.post(f"/plans/{plan.id}", data=told)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Trích yếu tôi vừa gõ &lt;b&gt;" in page
    assert "31/02/2017" in page
    assert "hôm nào đó" in page
    assert "x" * 61 in page
    for name in ("date", "year", "deadline_dates-0", "theme_name-2"):
        assert f'id="{name}-error"' in page
        assert f'href="#{name}"' in page
    assert "<title>Lỗi: " in page
    assert kept_draft(sqlite_store, plan.id) == plan.draft


def test_two_people_at_one_review_see_both_versions_and_lose_neither(office, sqlite_store):
    plan = saved_draft(sqlite_store)
    mine = put(review_form(office, plan.id), title="Trích yếu của tôi")
    theirs = put(review_form(office, plan.id), title="Trích yếu của người khác")
    assert office.post(f"/plans/{plan.id}", data=theirs).status_code == 303

    answer = office.post(f"/plans/{plan.id}", data=mine)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Người khác vừa lưu trước" in page
    assert page.count("Trích yếu của tôi") == 2
    assert "Trích yếu của người khác" in page
    assert kept_draft(sqlite_store, plan.id)["header"]["title"] == "Trích yếu của người khác"

    again = next(form for form in forms_of(page, f"/plans/{plan.id}") if form.action == f"/plans/{plan.id}")
    assert office.post(f"/plans/{plan.id}", data=put(again)).status_code == 303
    assert kept_draft(sqlite_store, plan.id)["header"]["title"] == "Trích yếu của tôi"


def test_corrections_typed_while_somebody_adopts_are_shown_and_not_kept(office, sqlite_store):
    made = ground(sqlite_store)
    plan = saved_draft(sqlite_store)
    fields = put(review_form(office, plan.id), title="Gõ khi người khác áp dụng")

    answer = office.post(f"/plans/{made.plan_id}", data=fields | {"version": ["1"]})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Gõ khi người khác áp dụng" in page
    assert "đã được áp dụng nên không sửa" in page
