"""The office's own calendars: a link of one's own, shown once, fetched by a program, ended."""

import re

import pytest

from tests.builders import csrf, ground, signed_in
from tests.conftest import BASE_URL
from tests.scheduler.month import place, send
from tests.web.outlets import broadcast
from tests.web.settings.scene import html_of

PAGE = "/settings/calendars"


@pytest.mark.parametrize("subject", ["0", "1"])
def test_a_calendar_of_ones_own_is_handed_out_fetched_and_ended(officer, site, app, subject):
    found = ground(site)
    programme = broadcast(found)
    (uid,) = place(site, found, programme, *(found.windows[programme].valid_from.replace(2017, 4, 12),))
    send(site, "2017-04", found.windows[programme].outlet_id)

    made = officer.post(f"{PAGE}/{subject}", data={"csrf_token": csrf(officer, PAGE), "holder": "Chị Lan"})
    shown = html_of(officer, made.location)
    address = re.search(r'<code class="address"[^>]*>([^<]+)</code>', shown)
    assert address
    fetched = app.test_client().get(address[1].removeprefix(BASE_URL))
    assert fetched.status_code == 200
    assert uid in fetched.get_data(as_text=True)
    code = re.search(r'<img class="code" src="([^"]+)"', shown)
    assert code
    assert officer.get(code[1].replace("&amp;", "&")).mimetype == "image/svg+xml"

    listed = html_of(officer, PAGE)
    assert "Chị Lan" in listed
    assert address[1].split("/")[4] not in listed
    assert officer.get(made.location.split("?")[0]).status_code == 404
    link = made.location.split("?")[0].rsplit("/", 1)[1]
    ended = officer.post(f"{PAGE}/{subject}/{link}/revoke", data={"csrf_token": csrf(officer, PAGE)})
    assert ended.status_code == 303
    assert app.test_client().get(address[1].removeprefix(BASE_URL)).status_code == 410


def test_a_link_needs_its_holder_and_a_calendar_that_is(officer, site):
    ground(site)
    told = {"csrf_token": csrf(officer, PAGE)}

    assert officer.post(f"{PAGE}/0", data=told).status_code == 422
    assert officer.post(f"{PAGE}/9", data=told | {"holder": "Chị Lan"}).status_code == 404
    assert officer.post(f"{PAGE}/1/7/revoke", data=told).status_code == 404
    assert officer.get(f"{PAGE}/0/1").status_code == 404


def test_the_page_names_every_calendar_and_whoever_only_looks_does_not_see_it(officer, site, app):
    found = ground(site)

    html = html_of(officer, PAGE)

    assert "Lịch của cơ quan" in html
    assert "Kiểm soát thủ tục hành chính 2017" in html
    assert {f'href="/outlets/{one.outlet_slug}#feeds"' for one in found.windows.values()} <= set(
        re.findall(r'href="/outlets/[^"]+"', html)
    )
    assert PAGE in html_of(officer, "/settings")
    assert signed_in(app.test_client(), "viewer").get(PAGE).status_code == 403
