"""How strongly rules speak, chosen on a page."""

import pytest

from campaigns.values.words import RuleLevel
from scheduler.conflicts.levels import SETTABLE
from scheduler.services import ruling
from tests.builders import signed_in
from tests.web.forms_of_pages import form_at, put
from tests.web.settings.scene import html_of

PAGE = "/settings/rules"


def level(store, code):
    with store.reading() as session:
        return ruling.as_set(session)[code]


def test_a_rule_is_set_from_its_page_and_saving_the_same_again_changes_nothing(officer, site):
    form = form_at(officer, PAGE)
    assert set(SETTABLE) <= set(form.known)

    said = officer.post(PAGE, data=put(form, **{"theme.same_day": "block_release"}))
    again = officer.post(PAGE, data=put(form_at(officer, PAGE)))

    assert (said.status_code, said.location) == (303, f"{PAGE}?said=saved")
    assert again.location == f"{PAGE}?said=same"
    assert level(site, "theme.same_day") is RuleLevel.BLOCK_RELEASE
    assert PAGE in html_of(officer, "/settings")


def test_someone_who_was_overtaken_sees_both_and_may_save_over_it(officer, site, app):
    form = form_at(officer, PAGE)
    other = signed_in(app.test_client(), "admin")
    other.post(PAGE, data=put(form_at(other, PAGE), **{"theme.twice": "block"}))

    answer = officer.post(PAGE, data=put(form, **{"theme.twice": "ignore"}))

    assert answer.status_code == 409
    assert "Người khác vừa lưu trước" in answer.get_data(as_text=True)
    assert level(site, "theme.twice") is RuleLevel.BLOCK


@pytest.mark.parametrize("changed", [{"theme.twice": "x"}, {"budget.over": "block"}, {"theme.twice": ""}])
def test_a_level_that_a_rule_has_not_is_refused_beside_it(officer, site, changed):
    answer = officer.post(PAGE, data=put(form_at(officer, PAGE), **changed))

    assert answer.status_code == 422
    assert "Xin chọn một mục trong danh sách." in answer.get_data(as_text=True)


def test_a_form_that_does_not_say_what_it_showed_changes_nothing(officer, site):
    form = form_at(officer, PAGE)

    assert officer.post(PAGE, data=put(form, version="theme.twice=x")).status_code in {409, 422}
    assert officer.post(PAGE, data=put(form, version="", **{"theme.twice": "block"})).status_code == 409
    assert level(site, "theme.twice") is RuleLevel.WARN


def test_whoever_only_looks_does_not_set_rules(client, site):
    assert signed_in(client, "viewer").get(PAGE).status_code == 403
