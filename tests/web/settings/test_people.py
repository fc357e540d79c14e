"""Letting people in and out."""

import pytest

from campaigns.services import people
from campaigns.values.words import Role
from tests.builders import PASSWORD, ground, signed_in
from tests.web.forms_of_pages import form_at, put
from tests.web.settings.scene import ME, OTHER, html_of, person_of


def test_an_administrator_lets_someone_in_who_then_signs_in(admin, site, app):
    address = "/settings/people/new"
    told = put(form_at(admin, address), name="Lê Văn Mới", email=" Moi@So.Example ", role="leader", password=OTHER)

    assert admin.post(address, data=told).location == "/settings/people?said=added"

    assert person_of(site, "moi@so.example").role is Role.LEADER
    assert OTHER not in html_of(admin, "/settings/people")
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
    address = f"/settings/people/{person_of(site, 'viewer@so.example').id}"
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
    assert "đã ngừng" in html_of(admin, "/settings/people")


def test_the_last_administrator_cannot_shut_everybody_out(admin, site):
    address = f"/settings/people/{person_of(site, 'admin@so.example').id}"

    for changed in ({"role": "viewer"}, {"active": ""}):
        answer = admin.post(address, data=put(form_at(admin, address), **changed))
        assert answer.status_code == 422
        assert 'id="role-error"' in answer.get_data(as_text=True)
    assert person_of(site, "admin@so.example").role is Role.ADMIN


def test_a_forgotten_password_is_replaced_by_the_administrator(admin, site, app):
    address = f"/settings/people/{person_of(site, 'leader@so.example').id}/password"

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
