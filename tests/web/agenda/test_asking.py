"""Asking for another place, and declining."""

import re
from datetime import date

import pytest

from campaigns.values.words import SlotState
from tests.web.agenda.scene import answers_as_officer, seen
from tests.web.outlets import HOLDER, slot


def test_one_of_the_free_places_is_asked_for(client, sqlite_store, site):
    uid = site.uids[0]
    html = client.get(f"{site.address}/slots/{uid}/ask").get_data(as_text=True)
    choices = re.findall(r'name="choice" value="([^"]+)"', html)

    done = client.post(
        f"{site.address}/slots/{uid}/ask", data=seen(sqlite_store, uid, choice=choices[0], reason="live")
    )

    after = slot(sqlite_store, uid)
    assert choices[-2:] == ["other", "none"]
    assert len(choices) == 5
    assert done.status_code == 303
    assert after.offer is not None
    assert f"{after.offer.window_id}.{after.offer.date}" == choices[0]
    assert after.offer.made_by == HOLDER
    assert after.state is SlotState.PLANNED


def test_another_day_and_hour_of_ones_own_is_offered(client, sqlite_store, site):
    uid = site.uids[0]

    told = {"choice": "other", "window": site.window, "date": "10/04/2017", "hour": "20h15", "reason": "other",
            "words": "nhường bản tin đặc biệt"}  # fmt: skip
    done = client.post(f"{site.address}/slots/{uid}/ask", data=seen(sqlite_store, uid, **told))
    page = client.get(f"{site.address}/slots/{uid}").get_data(as_text=True)

    offer = slot(sqlite_store, uid).offer
    assert done.status_code == 303
    assert offer is not None
    assert (offer.date, offer.start_minute) == (date(2017, 4, 10), 20 * 60 + 15)
    assert "nhường bản tin đặc biệt" in page


def test_declining_names_no_place_and_can_be_taken_back(client, sqlite_store, site):
    uid = site.uids[0]

    client.post(f"{site.address}/slots/{uid}/ask", data=seen(sqlite_store, uid, choice="none", reason="no_material"))
    declined = slot(sqlite_store, uid).offer
    page = client.get(site.address).get_data(as_text=True)
    back = client.post(f"{site.address}/slots/{uid}/take-back", data=seen(sqlite_store, uid))

    assert declined is not None
    assert declined.declines
    assert "Không nhận lượt này" in page
    assert back.status_code == 303
    assert slot(sqlite_store, uid).offer is None


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"choice": "other", "reason": "live"}, "date"),
        ({"choice": "other", "date": "31/02/2017", "reason": "live"}, "date"),
        ({"choice": "other", "date": "10/04/2017", "hour": "lúc tối", "reason": "live"}, "hour"),
        ({"choice": "none"}, "reason"),
        ({"choice": "9.hôm nào", "reason": "live"}, "choice"),
        ({"choice": "999999.2017-04-10", "reason": "live"}, "window"),
        ({"choice": "other", "date": "10/04/2010", "reason": "live"}, "date"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(client, sqlite_store, site, told, field):
    uid = site.uids[0]

    sent = seen(sqlite_store, uid, window=site.window, words="chữ đã gõ", **told)
    answer = client.post(f"{site.address}/slots/{uid}/ask", data=sent)

    html = answer.get_data(as_text=True)
    assert answer.status_code in {409, 422}
    assert f'id="{field}-error"' in html
    assert "chữ đã gõ" in html
    assert slot(sqlite_store, uid).offer is None


def test_a_request_for_what_changed_meanwhile_keeps_the_words(client, sqlite_store, site):
    uid = site.uids[0]
    form = seen(sqlite_store, uid, choice="none", reason="other", words="chữ đã gõ")
    answers_as_officer(sqlite_store, uid)

    answer = client.post(f"{site.address}/slots/{uid}/ask", data=form)

    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "chữ đã gõ" in html
    assert f'name="version" value="{slot(sqlite_store, uid).version}"' in html
    assert slot(sqlite_store, uid).offer is None
