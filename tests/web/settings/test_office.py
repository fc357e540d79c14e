"""The office's details and its list of holidays."""

from datetime import date

import pytest

from campaigns import calendar
from campaigns.queries import offices
from campaigns.queries import outlets as queries
from campaigns.values.words import DayKind
from tests.builders import csrf
from tests.web.forms_of_pages import form_at, put
from tests.web.settings.scene import html_of


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
    assert "Sở Tư pháp" in html_of(officer, "/settings")


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
    page = html_of(officer, address)
    assert "Ngày hội của tỉnh" in page
    assert "danh sách của cơ quan" in page
    with site.reading() as session:
        (line,) = queries.holidays(session)
        assert (line.date, line.kind) == (date(2017, 4, 5), DayKind.HOLIDAY)

    gone = {"csrf_token": told["csrf_token"], "day": "2017-04-05"}
    assert officer.post("/settings/holidays/drop?year=2017", data=gone).status_code == 303
    assert "Ngày hội của tỉnh" not in html_of(officer, address)


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
    assert "Năm này chưa công bố" in html_of(officer, address)

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
