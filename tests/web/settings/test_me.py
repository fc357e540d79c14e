"""One's own password, language and tokens; themes."""

import re
from datetime import date

import pytest
from sqlmodel import select

from campaigns.models import ApiToken, User
from campaigns.services import people
from campaigns.services import plans as plan_services
from tests.builders import PASSWORD, csrf, draft, ground, signed_in
from tests.conftest import NOW
from tests.web.forms_of_pages import form_at, links_of, put
from tests.web.settings.scene import ME, OTHER, html_of, person_of


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

    assert '<html lang="en"' in html_of(officer, ME)
    assert '<html lang="en"' in html_of(signed_in(app.test_client()), "/outlets")
    assert person_of(site, "officer@so.example").single_keys is False
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
    assert shown[1] not in html_of(officer, ME)
    program = {"headers": {"Authorization": f"Bearer {shown[1]}"}}
    assert app.test_client().get("/outlets", **program).status_code == 200

    ended = officer.post(f"{ME}/tokens/revoke", data=token | {"token": kept})
    assert ended.status_code == 303
    assert app.test_client().get("/outlets", **program).status_code != 200
    assert "Chưa có mã nào." in html_of(officer, ME)


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

    page = html_of(officer, "/themes?month=2017-04")

    for words in ("Chính sách mới", "Gương tốt", "Phê phán", "nhạy cảm: hai người duyệt", "Chiến dịch khác"):
        assert words in page
    assert "Chiến dịch khác</h2>" not in html_of(officer, "/themes?month=2017-07")
    assert "Không có chiến dịch nào" in html_of(officer, "/themes?month=2019-01")
    assert f"/plans/{made.plan_id}" in links_of(page)
    assert "Tháng 3, 2017" in html_of(officer, "/themes?month=2017-13")
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
    page = html_of(officer, "/themes?month=2017-04")
    assert "Quy định mới" in page
    assert "nhạy cảm: hai người duyệt" in page

    late = officer.post(address, data=put(form, name="Tên của tôi"))
    assert late.status_code == 409
    assert "Quy định mới" in late.get_data(as_text=True)
    assert "Tên của tôi" in late.get_data(as_text=True)
    assert officer.get("/themes/999").status_code == 404
