"""Settings through their pages: the office, its calendar, its people, and each person's own; themes of the month."""

import re
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from campaigns import calendar
from campaigns.models import ApiToken, User
from campaigns.queries import offices
from campaigns.queries import outlets as queries
from campaigns.services import people
from campaigns.services import plans as plan_services
from campaigns.values.words import DayKind, Role
from tests.builders import PASSWORD, csrf, draft, ground, signed_in, staff
from tests.conftest import NOW
from tests.web.forms_of_pages import form_at, links_of, put

ME = "/settings/me"
OTHER = "một mật khẩu khác hẳn"


@pytest.fixture
def site(sqlite_store):
    """A site with one person of each role."""
    staff(sqlite_store)
    return sqlite_store


@pytest.fixture
def admin(client, site):
    """The administrator."""
    return signed_in(client, "admin")


@pytest.fixture
def officer(client, site):
    """An officer."""
    return signed_in(client)


def _person(store: Any, email: str) -> people.Person:
    with store.reading() as session:
        return next(found for found in people.listed(session) if found.email == email)


def _page(client: Any, address: str) -> str:
    return str(client.get(address).get_data(as_text=True))


def test_the_offices_details_are_kept_for_papers(officer, site):
    form = form_at(officer, "/settings/office")
    told = put(
        form, agency="Sở Tư pháp", place="Bình Phước", signatory_title="Phó Giám đốc", signatory_name="Trần Thị Mẫu",
        email="vanphong@so.example", recipients="Như trên;\n\nLưu: VT.",
    )  # fmt: skip

    assert officer.post("/settings/office", data=told).location == "/settings?said=saved"

    with site.reading() as session:
        row = offices.office(session)
        assert row is not None
        assert row.profile["agency"] == "Sở Tư pháp"
        assert row.profile["recipients"] == ["Như trên;", "Lưu: VT."]
        assert row.email == "vanphong@so.example"
    assert "Sở Tư pháp" in _page(officer, "/settings")


@pytest.mark.parametrize("email", ["không phải thư", "a@b", "a b@c.vn", "a@@b.vn", "@b.vn", "x" * 400])
def test_an_offices_address_that_is_none_is_refused_and_the_rest_stays(officer, email):
    told = put(form_at(officer, "/settings/office"), agency="Sở Tư pháp vừa gõ", email=email)

    page = officer.post("/settings/office", data=told)

    assert page.status_code == 422
    assert "Sở Tư pháp vừa gõ" in page.get_data(as_text=True)
    assert 'id="email-error"' in page.get_data(as_text=True)
    assert 'id="place-error"' in page.get_data(as_text=True)


def test_two_people_at_the_offices_details_see_both_versions(officer, site):
    form = form_at(officer, "/settings/office")
    told = {"agency": "Sở A", "place": "Mẫu", "signatory_title": "Giám đốc", "signatory_name": "Nguyễn Mẫu"}
    assert officer.post("/settings/office", data=put(form, **told)).status_code == 303

    answer = officer.post("/settings/office", data=put(form, **told | {"agency": "Sở B"}))

    assert answer.status_code == 409
    assert "Sở A" in answer.get_data(as_text=True)
    assert "Sở B" in answer.get_data(as_text=True)


def test_the_offices_list_goes_before_the_computed_day_and_can_be_taken_back(officer, site):
    address = "/settings/holidays?year=2017"
    told = {"csrf_token": csrf(officer, address), "day": "05/04/2017", "kind": "holiday", "name": "Ngày hội của tỉnh"}

    assert officer.post(address, data=told).status_code == 303
    page = _page(officer, address)
    assert "Ngày hội của tỉnh" in page
    assert "danh sách của cơ quan" in page
    with site.reading() as session:
        (line,) = queries.holidays(session)
        assert (line.date, line.kind) == (date(2017, 4, 5), DayKind.HOLIDAY)

    gone = {"csrf_token": told["csrf_token"], "day": "2017-04-05"}
    assert officer.post("/settings/holidays/drop?year=2017", data=gone).status_code == 303
    assert "Ngày hội của tỉnh" not in _page(officer, address)


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"day": "30/02/2017"}, "day"), ({"day": ""}, "day"), ({"day": "1999-12-31"}, "day"), ({"kind": ""}, "kind"),
     ({"kind": "party"}, "kind"), ({"name": "x" * 301}, "name")],
)  # fmt: skip
def test_a_line_of_the_list_that_cannot_be_is_refused_beside_its_field(officer, site, changed, field):
    address = "/settings/holidays?year=2017"
    told = {"csrf_token": csrf(officer, address), "day": "05/04/2017", "kind": "holiday", "name": "Ngày hội"}

    answer = officer.post(address, data=told | changed)

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.get_data(as_text=True)
    if field != "name":
        assert 'value="Ngày hội"' in answer.get_data(as_text=True)
    with site.reading() as session:
        assert queries.holidays(session) == ()


def test_a_years_official_days_are_looked_at_and_then_taken_over_as_they_are(officer, site):
    address = "/settings/holidays/import?year=2018"
    form = form_at(officer, address)
    offered = [value for name, value in form.fields if name == "day"]
    computed = calendar.days(date(2018, 1, 1), date(2018, 12, 31), (), today=date(2017, 3, 20))
    off = [day for day in computed.values() if day.kind not in {DayKind.WORKING, DayKind.WEEKEND}]
    assert offered == [day.date.isoformat() for day in off]
    assert "Năm này chưa công bố" in _page(officer, address)

    told = put(form, day=[*offered[:-1], "2018-13-45", "<script>"])
    assert officer.post(address, data=told).location == "/settings/holidays?year=2018&said=saved"

    with site.reading() as session:
        own = queries.holidays(session)
    assert [(line.date, line.kind) for line in own] == [(day.date, day.kind) for day in off[:-1]]
    known = calendar.days(date(2018, 1, 1), date(2018, 12, 31), own, today=date(2017, 3, 20))
    assert [day.date for day in known.values() if day.provisional] == [off[-1].date]
    again = form_at(officer, address)
    assert [value for name, value in again.fields if name == "day"] == offered[-1:]


@pytest.mark.parametrize("year", ["", "x", "1", "99999", "²²²²", "2017'"])
def test_a_year_that_is_none_is_the_nearest_that_can_be_shown(officer, year):
    assert officer.get(f"/settings/holidays?year={year}").status_code == 200
    assert officer.get(f"/settings/holidays/import?year={year}").status_code == 200


def test_an_administrator_lets_someone_in_who_then_signs_in(admin, site, app):
    address = "/settings/people/new"
    told = put(form_at(admin, address), name="Lê Văn Mới", email=" Moi@So.Example ", role="leader", password=OTHER)

    assert admin.post(address, data=told).location == "/settings/people?said=added"

    assert _person(site, "moi@so.example").role is Role.LEADER
    assert OTHER not in _page(admin, "/settings/people")
    entered = app.test_client().post("/sign-in", data={"email": "moi@so.example", "password": OTHER})
    assert entered.status_code == 303


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"), ({"email": "không"}, "email"), ({"email": "officer@so.example"}, "email"),
        ({"role": ""}, "role"), ({"role": "king"}, "role"), ({"password": "ab.cd"}, "password"),
        ({"password": "password1234"}, "password"), ({"password": "x" * 300}, "password"),
        ({"role": "outlet"}, "outlet"), ({"outlet": "1"}, "outlet"), ({"outlet": "999"}, "outlet"),
        ({"outlet": "9" * 60}, "outlet"),
    ],
)  # fmt: skip
def test_someone_who_cannot_be_let_in_is_refused_beside_the_field_without_the_password(admin, site, changed, field):
    ground(site)
    address = "/settings/people/new"
    told = {"name": "Lê Văn Mới", "email": "moi@so.example", "role": "leader", "password": OTHER} | changed

    answer = admin.post(address, data=put(form_at(admin, address), **told))

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page
    assert field == "name" or "Lê Văn Mới" in page
    assert told["password"] not in page
    with site.reading() as session:
        assert len(people.listed(session)) == 4


def test_another_role_signs_out_everywhere_and_an_ended_account_stays_out(admin, site, app):
    other = signed_in(app.test_client(), "viewer")
    address = f"/settings/people/{_person(site, 'viewer@so.example').id}"
    assert other.get("/outlets").status_code == 200

    assert admin.post(address, data=put(form_at(admin, address), role="officer")).status_code == 303
    assert other.get("/outlets").status_code == 303
    signed_in(other, "viewer")
    assert other.get("/outlets/new").status_code == 200

    ended = put(form_at(admin, address), active="")
    assert admin.post(address, data=ended).status_code == 303
    assert other.get("/outlets").status_code == 303
    again = app.test_client().post("/sign-in", data={"email": "viewer@so.example", "password": PASSWORD})
    assert again.status_code == 422
    assert "đã ngừng" in _page(admin, "/settings/people")


def test_the_last_administrator_cannot_shut_everybody_out(admin, site):
    address = f"/settings/people/{_person(site, 'admin@so.example').id}"

    for changed in ({"role": "viewer"}, {"active": ""}):
        answer = admin.post(address, data=put(form_at(admin, address), **changed))
        assert answer.status_code == 422
        assert 'id="role-error"' in answer.get_data(as_text=True)
    assert _person(site, "admin@so.example").role is Role.ADMIN


def test_a_forgotten_password_is_replaced_by_the_administrator(admin, site, app):
    address = f"/settings/people/{_person(site, 'leader@so.example').id}/password"

    assert admin.post(address, data=put(form_at(admin, address), password="ab.cd")).status_code == 422
    assert admin.post(address, data=put(form_at(admin, address), password=OTHER)).status_code == 303
    told = {"email": "leader@so.example", "password": OTHER}
    assert app.test_client().post("/sign-in", data=told).status_code == 303


@pytest.mark.parametrize("address", ["/settings/people/999", "/settings/people/999/password", "/settings/people/x"])
def test_a_person_who_is_not_there_is_not_found(admin, address):
    assert admin.get(address).status_code == 404


@pytest.mark.parametrize("role", ["officer", "leader", "viewer"])
def test_only_administrators_see_people(client, site, role):
    signed_in(client, role)

    assert client.get("/settings/people").status_code == 403
    assert client.get(ME).status_code == 200


def test_a_person_changes_their_password_and_stays_only_where_they_did_it(officer, app):
    elsewhere = signed_in(app.test_client())
    form = form_at(officer, ME, f"{ME}/password")

    done = officer.post(f"{ME}/password", data=put(form, old=PASSWORD, new=OTHER, again=OTHER))

    assert done.location == f"{ME}?said=password"
    assert officer.get(ME).status_code == 200
    assert elsewhere.get(ME).status_code == 303
    told = {"email": "officer@so.example", "password": PASSWORD}
    assert app.test_client().post("/sign-in", data=told).status_code == 422
    assert app.test_client().post("/sign-in", data=told | {"password": OTHER}).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("sai", OTHER, OTHER, "old"), (PASSWORD, "ab.cd", "ab.cd", "new"), (PASSWORD, OTHER, OTHER + "!", "again"),
        (PASSWORD, "passwordpassword", "passwordpassword", "new"), ("", "", "", "new"),
    ],
)  # fmt: skip
def test_a_password_that_cannot_be_set_is_refused_beside_its_field(officer, app, old, new, again, field):
    form = form_at(officer, ME, f"{ME}/password")

    answer = officer.post(f"{ME}/password", data=put(form, old=old, new=new, again=again))

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page or (field == "new" and 'id="old-error"' in page)
    assert not new or new not in page
    told = {"email": "officer@so.example", "password": PASSWORD}
    assert app.test_client().post("/sign-in", data=told).status_code == 303


def test_guessing_the_present_password_at_an_open_screen_comes_to_an_end(officer):
    form = form_at(officer, ME, f"{ME}/password")
    answers = [
        officer.post(f"{ME}/password", data=put(form, old=f"đoán {n}", new=OTHER, again=OTHER)) for n in range(12)
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert "Đã thử quá nhiều lần" in answers[-1].get_data(as_text=True)
    assert "Đã thử quá nhiều lần" not in answers[0].get_data(as_text=True)


def test_a_person_reads_in_their_own_language_in_every_browser(officer, app, site):
    form = form_at(officer, ME, f"{ME}/ways")

    assert officer.post(f"{ME}/ways", data=put(form, language="en", single_keys="")).status_code == 303

    assert '<html lang="en"' in _page(officer, ME)
    assert '<html lang="en"' in _page(signed_in(app.test_client()), "/outlets")
    assert _person(site, "officer@so.example").single_keys is False
    wrong = officer.post(f"{ME}/ways", data=put(form, language="fr"))
    assert wrong.status_code == 422
    assert 'id="language-error"' in wrong.get_data(as_text=True)


def test_a_token_for_programs_is_shown_once_opens_the_api_and_ends_when_revoked(officer, site, app):
    token = {"csrf_token": csrf(officer, ME)}
    page = officer.post(f"{ME}/tokens", data=token).get_data(as_text=True)
    shown = re.search(r'<code class="address"[^>]*>([^<]+)</code>', page)
    assert shown
    with site.reading() as session:
        row = session.exec(select(ApiToken)).one()
        assert shown[1] not in str(row.model_dump())
        kept = row.token_hash
    assert shown[1] not in _page(officer, ME)
    program = {"headers": {"Authorization": f"Bearer {shown[1]}"}}
    assert app.test_client().get("/outlets", **program).status_code == 200

    ended = officer.post(f"{ME}/tokens/revoke", data=token | {"token": kept})
    assert ended.status_code == 303
    assert app.test_client().get("/outlets", **program).status_code != 200
    assert "Chưa có mã nào." in _page(officer, ME)


def test_nobody_revokes_another_persons_token(officer, site, app):
    with site.deciding(actor="leader@so.example", now=NOW) as work:
        people.make_token(work, "leader@so.example")
    with site.reading() as session:
        kept = session.exec(select(ApiToken).join(User).where(User.email == "leader@so.example")).one().token_hash

    for wanted in (kept, "", "không có", "x" * 400):
        answer = officer.post(f"{ME}/tokens/revoke", data={"csrf_token": csrf(officer, ME), "token": wanted})
        assert answer.status_code == 404
    with site.reading() as session:
        assert session.exec(select(ApiToken)).one().revoked_at is None


def test_themes_show_their_letters_names_and_which_are_sensitive(officer, site):
    made = ground(site)
    with site.deciding(actor="builder", now=NOW) as work:
        themes = [{"text": "Phê phán hiện tượng tiêu cực", "sensitive": True}]
        kept = plan_services.save_draft(work, draft() | {"themes": themes}, text="Khác", file_name="khac.txt")
        plan_services.adopt(
            work, kept.id or 0, seen_version=kept.version, name="Chiến dịch khác", theme_names=["Phê phán"],
            starts_on=date(2017, 1, 1), ends_before=date(2017, 6, 1),
        )  # fmt: skip

    page = _page(officer, "/themes?month=2017-04")

    for words in ("Chính sách mới", "Gương tốt", "Phê phán", "nhạy cảm: hai người duyệt", "Chiến dịch khác"):
        assert words in page
    assert "Chiến dịch khác</h2>" not in _page(officer, "/themes?month=2017-07")
    assert "Không có chiến dịch nào" in _page(officer, "/themes?month=2019-01")
    assert f"/plans/{made.plan_id}" in links_of(page)
    assert "Tháng 3, 2017" in _page(officer, "/themes?month=2017-13")
    assert officer.get("/themes?campaign=²").status_code == 200


def test_a_theme_gets_another_name_and_mark_unless_someone_was_faster_or_the_name_is_taken(officer, site):
    made = ground(site)
    address = f"/themes/{made.themes[0]}"
    form = form_at(officer, address)

    taken = officer.post(address, data=put(form, name="Gương tốt"))
    assert taken.status_code == 422
    assert 'id="name-error"' in taken.get_data(as_text=True)
    assert officer.post(address, data=put(form, name="x" * 61)).status_code == 422
    assert officer.post(address, data=put(form, name="Quy định mới", sensitive="1")).status_code == 303
    page = _page(officer, "/themes?month=2017-04")
    assert "Quy định mới" in page
    assert "nhạy cảm: hai người duyệt" in page

    late = officer.post(address, data=put(form, name="Tên của tôi"))
    assert late.status_code == 409
    assert "Quy định mới" in late.get_data(as_text=True)
    assert "Tên của tôi" in late.get_data(as_text=True)
    assert officer.get("/themes/999").status_code == 404
