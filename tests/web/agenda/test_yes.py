"""Yes to one slot, yes to all that were listed, and what is told when something changed meanwhile."""

import re
from datetime import date

import pytest

from campaigns.values.edits import Move
from campaigns.values.words import SlotState
from scheduler.services import placing
from tests.conftest import NOW
from tests.scheduler.month import place, send
from tests.web.agenda.scene import actors, seen
from tests.web.outlets import HOLDER, slot


def test_one_tap_confirms_in_the_holders_name_and_it_can_be_taken_back(client, sqlite_store, site):
    uid = site.uids[0]

    done = client.post(f"{site.address}/slots/{uid}/confirm", data=seen(sqlite_store, uid, next=site.address))
    after = slot(sqlite_store, uid)
    page = client.get(done.headers["Location"]).get_data(as_text=True)
    undone = client.post(f"{site.address}/slots/{uid}/unconfirm", data=seen(sqlite_store, uid))

    assert done.status_code == undone.status_code == 303
    assert after.state is SlotState.CONFIRMED
    assert after.confirmed_by == HOLDER
    assert actors(sqlite_store, uid)["confirm"] == HOLDER
    assert "Đã ghi nhận xác nhận." in page
    assert "Hoàn tác" in page
    assert slot(sqlite_store, uid).state is SlotState.PLANNED


def test_all_confirms_exactly_what_was_listed(client, sqlite_store, site):
    html = client.get(f"{site.address}/confirm-all?month=2017-04").get_data(as_text=True)
    listed = re.findall(r'name="slot" value="([^"]+)"', html)
    late = place(sqlite_store, site.ground, site.programme, date(2017, 4, 6))[0]
    send(sqlite_store, "2017-04", site.outlet)

    done = client.post(f"{site.address}/confirm-all", data={"slot": listed})

    assert [name.partition(".")[0] for name in listed] == list(site.uids)
    assert done.status_code == 303
    assert {slot(sqlite_store, uid).state for uid in site.uids} == {SlotState.CONFIRMED}
    assert slot(sqlite_store, late).state is SlotState.PLANNED
    page = client.get(done.headers["Location"]).get_data(as_text=True)
    assert "Đã xác nhận 3 lượt." in page
    lot = re.findall(r'name="slot" value="([^"]+)"', page.split("unconfirm-all")[1].split("</form>")[0])
    assert client.post(f"{site.address}/unconfirm-all", data={"slot": lot}).status_code == 303
    assert {slot(sqlite_store, uid).state for uid in site.uids} == {SlotState.PLANNED}


def test_when_one_of_all_has_changed_nothing_is_confirmed_and_the_change_is_told(client, sqlite_store, site):
    listed = [f"{uid}.{slot(sqlite_store, uid).version}" for uid in site.uids]
    with sqlite_store.deciding(actor="officer", now=NOW) as work:
        moved = Move(site.uids[1], slot(sqlite_store, site.uids[1]).version, site.window, date(2017, 4, 10))
        placing.edit(work, "2017-04", [moved], seen=None)

    answer = client.post(f"{site.address}/confirm-all", data={"slot": listed})

    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Chưa ghi nhận lượt nào" in html
    assert "10/4" in html.split("Chưa ghi nhận lượt nào<")[1].split("</section>")[0]
    assert {slot(sqlite_store, uid).state for uid in site.uids} == {SlotState.PLANNED}


@pytest.mark.parametrize("named", [[], ["x"], ["x.1"], ["00000000-0000-4000-8000-000000000000.1"], ["a.1"] * 500])
def test_a_list_that_names_nothing_of_ours_is_refused(client, site, named):
    assert client.post(f"{site.address}/confirm-all", data={"slot": named}).status_code in {404, 409, 422}


def test_someone_overtaken_sees_both_versions(client, sqlite_store, site):
    uid = site.uids[0]
    page = client.get(f"{site.address}/slots/{uid}").get_data(as_text=True)
    form = dict(re.findall(r'name="(version|seen)" value="([^"]+)"', page))
    with sqlite_store.deciding(actor="officer", now=NOW) as work:
        placing.edit(work, "2017-04", [Move(uid, int(form["version"]), site.window, date(2017, 4, 10))], seen=None)

    answer = client.post(f"{site.address}/slots/{uid}/confirm", data=form)

    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    both = html.split('class="both"')[1].split("</table>")[0]
    assert "3/4" in both
    assert "10/4" in both
    assert slot(sqlite_store, uid).state is SlotState.PLANNED


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_form_without_its_version_changes_nothing(client, sqlite_store, site, version):
    answer = client.post(f"{site.address}/slots/{site.uids[0]}/confirm", data={"version": version})

    assert 400 <= answer.status_code < 500
    assert slot(sqlite_store, site.uids[0]).state is SlotState.PLANNED


def test_a_post_that_another_site_caused_is_refused(client, sqlite_store, site):
    answer = client.post(
        f"{site.address}/slots/{site.uids[0]}/confirm", data=seen(sqlite_store, site.uids[0]),
        headers={"Sec-Fetch-Site": "cross-site"},
    )  # fmt: skip

    assert answer.status_code == 403
    assert slot(sqlite_store, site.uids[0]).state is SlotState.PLANNED


def test_the_way_back_never_leaves_the_link(client, sqlite_store, site):
    uid = site.uids[0]

    done = client.post(
        f"{site.address}/slots/{uid}/confirm", data=seen(sqlite_store, uid, next="https://elsewhere.example/")
    )

    assert done.headers["Location"].startswith(site.address)
