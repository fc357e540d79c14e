"""Plans through their pages: read from a file, reviewed beside the text, adopted, with agreed figures under them."""

import io
from datetime import date
from typing import Any

import pytest
from docx import Document
from sqlmodel import select

from campaigns.models import Plan, Theme
from campaigns.queries import plans as queries
from campaigns.services import plans as services
from tests.builders import csrf, draft, ground, signed_in, staff
from tests.conftest import NOW
from tests.web.forms_of_pages import PageForm, form_at, forms_of, links_of, put

TEXT = """ỦY BAN NHÂN DÂN
TỈNH MẪU
Số: 07/KH-UBND
Mẫu, ngày 12 tháng 01 năm 2017

KẾ HOẠCH
Truyền thông về cải cách hành chính năm 2017

I. NỘI DUNG
1. Nội dung truyền thông
- Tuyên truyền các quy định mới về thủ tục hành chính;
- Biểu dương gương tốt, phê phán hiện tượng tiêu cực trong giải quyết thủ tục.

II. TỔ CHỨC THỰC HIỆN
1. Sở Tư pháp
- Chủ trì, phối hợp với đài và báo xây dựng chương trình phát sóng.
"""


@pytest.fixture
def office(client, sqlite_store):
    """An officer at a site without any plan."""
    staff(sqlite_store)
    return signed_in(client)


def _draft(store: Any, **changed: Any) -> Plan:
    with store.deciding(actor="builder", now=NOW) as work:
        kept = services.save_draft(work, draft() | changed, text="Kế hoạch mẫu", file_name="ke-hoach.txt")
        return Plan(id=kept.id, version=kept.version, draft=kept.draft)


def _review(client: Any, plan_id: int) -> PageForm:
    """The review's form."""
    return form_at(client, f"/plans/{plan_id}")


def _upload(client: Any, content: bytes, name: str, **more: str) -> Any:
    """Hand a file in; the request is put together here, as the test client would leave large files open."""
    parts = [f'name="{key}"\r\n\r\n{value}'.encode() for key, value in more.items()]
    parts.append(f'name="file"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode() + content)
    body = (
        b"".join(b"--border\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--border--\r\n"
    )
    return client.post(
        "/plans/new", data=body, content_type="multipart/form-data; boundary=border",
        headers={"X-CSRF-Token": csrf(client, "/plans/new")},
    )  # fmt: skip


def _kept(store: Any, plan_id: int) -> dict[str, Any]:
    with store.reading() as session:
        return dict(queries.plan(session, plan_id).draft)


def test_a_plan_is_read_from_its_file_and_waits_for_review(office, sqlite_store):
    answer = _upload(office, TEXT.encode(), "ke-hoach.txt")

    assert answer.status_code == 303
    page = office.get(answer.location).get_data(as_text=True)
    assert "Duyệt bản đọc 07/KH-UBND" in page
    assert "Tuyên truyền các quy định mới về thủ tục hành chính" in page
    listed = office.get("/plans").get_data(as_text=True)
    assert "07/KH-UBND" in listed
    assert "Bản đọc, chưa áp dụng" in listed
    with sqlite_store.reading() as session:
        assert queries.campaigns(session) == ()


def test_a_word_plan_is_read_like_a_plain_one(office):
    paper = Document()
    for line in TEXT.splitlines():
        paper.add_paragraph(line)
    kept = io.BytesIO()
    paper.save(kept)

    answer = _upload(office, kept.getvalue(), "ke-hoach.docx")

    assert answer.status_code == 303
    assert "Duyệt bản đọc 07/KH-UBND" in office.get(answer.location).get_data(as_text=True)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "rong.txt"), (b"%PDF-1.7 \x00\x01", "ke-hoach.pdf"), (b"PK\x03\x04 broken", "ke-hoach.docx"),
        (b"x" * 1_100_000, "dai.txt"), (b"\xff\xfe\x00\x01\x02", "nhi-phan.txt"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plan_is_refused_beside_its_field_and_nothing_is_kept(office, sqlite_store, content, name):
    answer = _upload(office, content, name, year="2018")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="file-error"' in page
    assert 'href="#file"' in page
    assert 'value="2018"' in page
    with sqlite_store.reading() as session:
        assert queries.plans(session) == ()


@pytest.mark.parametrize("year", ["1999", "2100", "hai nghìn", "9" * 400, "²"])
def test_a_year_that_is_none_is_refused_beside_its_field(office, year):
    answer = _upload(office, TEXT.encode(), "ke-hoach.txt", year=year)

    assert answer.status_code == 422
    assert 'id="year-error"' in answer.get_data(as_text=True)


def test_no_file_at_all_is_said_so(office):
    answer = office.post("/plans/new", data={"csrf_token": csrf(office, "/plans/new")})

    assert answer.status_code == 422
    assert "Xin chọn tệp kế hoạch." in answer.get_data(as_text=True)


def test_fifty_megabytes_are_refused_with_a_sentence(office):
    answer = _upload(office, b"x" * 50 * 1024 * 1024, "ke-hoach.txt")

    assert answer.status_code == 413
    assert "Tệp quá lớn" in answer.get_data(as_text=True)


def test_every_item_stands_beside_its_clause_with_the_questions_that_the_plan_leaves(office, sqlite_store):
    plan = _draft(sqlite_store)

    page = office.get(f"/plans/{plan.id}").get_data(as_text=True)

    for theme in plan.draft["themes"]:
        assert theme["text"] in page
    assert "Mỗi tháng bao nhiêu lượt?" in page
    assert "Kế hoạch để ngỏ 1 điều" in page
    assert "ngày 15 tháng cuối quý II, quý IV hằng năm" in page
    assert "Thứ Tư, 14/06/2017" in page
    assert "Kế hoạch không nêu số lượt, thời lượng hay đơn giá." in page


def test_saving_a_review_as_it_stands_changes_nothing_but_what_it_asks(office, sqlite_store):
    plan = _draft(sqlite_store)

    assert office.post(f"/plans/{plan.id}", data=put(_review(office, plan.id))).status_code == 303

    kept = _kept(sqlite_store, plan.id)
    assert [theme["text"] for theme in kept["themes"]] == [theme["text"] for theme in plan.draft["themes"]]
    assert kept["duties"] == plan.draft["duties"]
    assert kept["report_deadlines"] == plan.draft["report_deadlines"]
    assert {name: kept[name] for name in ("header", "sections", "channels", "quotas", "questions")} == {
        name: plan.draft[name] for name in ("header", "sections", "channels", "quotas", "questions")
    }


def test_a_review_corrects_adds_removes_and_reorders(office, sqlite_store):
    plan = _draft(sqlite_store)
    told = put(
        _review(office, plan.id), number="13", date="17/02/2017", theme_name_0="Quy định mới", theme_order_0="9",
        deadline_dates_0="15/06/2017; 30/11/2017",
    )  # fmt: skip
    told["theme_drop"] = ["1"]
    told["theme_sensitive"] = ["4"]
    told["theme_text"][5], told["theme_name"][5] = "Trả lời kiến nghị của doanh nghiệp", "Kiến nghị"
    told["duty_text"][1], told["duty_unit"][1] = "Mở chuyên trang", "Báo Mẫu"
    told["channel"] = ["print", "radio_tv"]

    assert office.post(f"/plans/{plan.id}", data=told).status_code == 303

    kept = _kept(sqlite_store, plan.id)
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
    plan = _draft(sqlite_store)
    told = put(
        _review(office, plan.id), title="Trích yếu tôi vừa gõ <b>", date="31/02/2017", year="1812",
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
    assert _kept(sqlite_store, plan.id) == plan.draft


def test_two_people_at_one_review_see_both_versions_and_lose_neither(office, sqlite_store):
    plan = _draft(sqlite_store)
    mine = put(_review(office, plan.id), title="Trích yếu của tôi")
    theirs = put(_review(office, plan.id), title="Trích yếu của người khác")
    assert office.post(f"/plans/{plan.id}", data=theirs).status_code == 303

    answer = office.post(f"/plans/{plan.id}", data=mine)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Người khác vừa lưu trước" in page
    assert page.count("Trích yếu của tôi") == 2
    assert "Trích yếu của người khác" in page
    assert _kept(sqlite_store, plan.id)["header"]["title"] == "Trích yếu của người khác"

    again = next(form for form in forms_of(page, f"/plans/{plan.id}") if form.action == f"/plans/{plan.id}")
    assert office.post(f"/plans/{plan.id}", data=put(again)).status_code == 303
    assert _kept(sqlite_store, plan.id)["header"]["title"] == "Trích yếu của tôi"


def test_corrections_typed_while_somebody_adopts_are_shown_and_not_kept(office, sqlite_store):
    made = ground(sqlite_store)
    plan = _draft(sqlite_store)
    fields = put(_review(office, plan.id), title="Gõ khi người khác áp dụng")

    answer = office.post(f"/plans/{made.plan_id}", data=fields | {"version": ["1"]})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Gõ khi người khác áp dụng" in page
    assert "đã được áp dụng nên không sửa" in page


def test_adopting_says_what_it_makes_and_makes_it(office, sqlite_store):
    plan = _draft(sqlite_store)
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
    plan = _draft(sqlite_store, themes=themes)
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
    plan = _draft(sqlite_store)
    address = f"/plans/{plan.id}/adopt"
    form = form_at(office, address)

    answer = office.post(address, data=put(form, **changed))

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.get_data(as_text=True)
    with sqlite_store.reading() as session:
        assert queries.campaigns(session) == ()


def test_a_plan_without_its_number_or_contents_is_not_adopted(office, sqlite_store):
    lacking = _draft(sqlite_store, header=draft()["header"] | {"number": "", "date": None})
    empty = _draft(sqlite_store, themes=[])
    for plan, told in ((lacking, "Còn thiếu trong phần đầu kế hoạch: Số, Ngày ký"), (empty, "chưa có nội dung")):
        address = f"/plans/{plan.id}/adopt"
        form = form_at(office, address)
        answer = office.post(address, data=put(form, starts_on="2017-01-01", last_day="2017-12-31", name="Thử"))
        assert answer.status_code == 422
        assert told in answer.get_data(as_text=True)


def test_a_draft_is_thrown_away_only_after_a_question_and_only_as_it_was_seen(office, sqlite_store):
    plan = _draft(sqlite_store)
    address = f"/plans/{plan.id}/discard"
    form = form_at(office, address)
    assert office.post(f"/plans/{plan.id}", data=put(_review(office, plan.id), title="Vừa sửa")).status_code == 303

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
    plan = _draft(sqlite_store)
    signed_in(client, "viewer")

    page = client.get(f"/plans/{plan.id}").get_data(as_text=True)

    assert "Lưu bản đọc" not in page
    assert '<fieldset class="panel" disabled' in page
    assert client.get("/plans/new").status_code == 403
