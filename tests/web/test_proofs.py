"""Handing in the page that shows an article, by link and at the office; what is awaited, what is held, who may see it."""

import hashlib
import io
from datetime import timedelta

import pytest
from PIL import Image

from campaigns.queries import proofs
from campaigns.services import people
from campaigns.values.slots import Placed
from campaigns.values.words import Evidence, MissReason, SlotState
from exports import acceptance
from scheduler.services import accepting, answers, proving
from tests.builders import csrf, ground, signed_in, staff
from tests.conftest import NOW
from tests.scheduler import month
from tests.scheduler.test_proving import ARTICLE, BROADCAST, DAY, photograph
from tests.web.outlets import slot, token

URL = "https://bao.example/bai/1204"


@pytest.fixture
def site(sqlite_store):
    staff(sqlite_store)
    return ground(sqlite_store)


@pytest.fixture
def uid(sqlite_store, site):
    (made,) = month.confirmed(sqlite_store, site, ARTICLE, DAY)
    return made


@pytest.fixture
def link(sqlite_store, site):
    return f"/o/{token(sqlite_store, site, ARTICLE)}"


@pytest.fixture
def over(sqlite_store, uid, present):
    """The article's day is over."""
    present.at = slot(sqlite_store, uid).ends_at + timedelta(hours=9)


def form(store, uid, **more):
    told = {"version": slot(store, uid).version, "date": "12/04/2017", "issue": "1204", "page": "3"}
    told |= {"file": (io.BytesIO(photograph()), "trang 3.jpg")} | more
    return {name: value for name, value in told.items() if value is not None}


def held(store, uid):
    with store.reading() as session:
        return proofs.of_slot(session, uid)


def test_an_outlet_hands_the_page_in_and_sees_it(client, sqlite_store, uid, link, over):
    before = client.get(f"{link}?show=aired").get_data(as_text=True)
    done = client.post(f"{link}/slots/{uid}/proof", data=form(sqlite_store, uid))

    told = slot(sqlite_store, uid)
    (proof,) = held(sqlite_store, uid)
    page = client.get(f"{link}/slots/{uid}").get_data(as_text=True)
    file = client.get(f"{link}/slots/{uid}/proofs/{proof.uid}")
    assert "1 bài chờ bản lưu" in before
    assert f"{link}/slots/{uid}/proof" in before
    assert done.status_code == 303
    assert (told.state, told.evidence) == (SlotState.AIRED, Evidence.TEARSHEET)
    assert "số 1204, trang 3" in page
    assert "Đã đăng, đã có bản lưu" in page
    assert hashlib.sha256(file.data).hexdigest() == proof.sha256
    with Image.open(io.BytesIO(file.data)) as seen:
        assert seen.size == (640, 900)
    assert file.headers["Content-Disposition"].startswith('attachment; filename="ban-luu_2017-04-12_')
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert file.mimetype == "image/jpeg"


def test_a_double_tap_is_one_proof(client, sqlite_store, uid, link, over):
    version = slot(sqlite_store, uid).version
    answers_ = [client.post(f"{link}/slots/{uid}/proof", data=form(sqlite_store, uid, version=version)) for _ in "12"]

    assert [one.status_code for one in answers_] == [303, 303]
    assert len(held(sqlite_store, uid)) == 1


def test_a_page_of_the_web_is_handed_in_as_its_words(client, sqlite_store, uid, link, over):
    lacking = client.post(
        f"{link}/slots/{uid}/proof", data=form(sqlite_store, uid, file=None, text="Một cửa liên thông")
    )
    done = client.post(
        f"{link}/slots/{uid}/proof", data=form(sqlite_store, uid, file=None, text="Một cửa\r\nliên thông", url=URL)
    )

    page = client.get(f"{link}/slots/{uid}").get_data(as_text=True)
    (proof,) = held(sqlite_store, uid)
    file = client.get(f"{link}/slots/{uid}/proofs/{proof.uid}")
    assert lacking.status_code == 422
    assert 'id="url-error"' in lacking.get_data(as_text=True)
    assert "Một cửa liên thông</textarea>" in lacking.get_data(as_text=True)
    assert done.status_code == 303
    assert f'<a href="{URL}" rel="noreferrer noopener nofollow">' in page
    assert file.data.decode() == "Một cửa\nliên thông"
    assert file.content_type == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"file": None}, "file"),
        ({"file": (io.BytesIO(b"<html><script>x</script>x"), "trang.jpg")}, "file"),
        ({"file": (io.BytesIO(b"<svg/>"), "trang\0.svg")}, "file"),
        ({"date": "20/04/2017"}, "date"),
        ({"date": "01/01/2017"}, "date"),
        ({"date": "hôm qua"}, "date"),
        ({"issue": "x" * 41}, "issue"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://ai:mat-khau@bao.example/"}, "url"),
        ({"url": "https://[::1"}, "url"),
        ({"url": "https://bao.example:99999/"}, "url"),
        ({"url": "ftp://bao.example/"}, "url"),
        ({"url": "https://bao.example/ a"}, "url"),
        ({"text": "x" * 200_001, "url": URL}, "text"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_asked_again(client, sqlite_store, uid, link, over, more, field):
    answer = client.post(f"{link}/slots/{uid}/proof", data=form(sqlite_store, uid, **more))

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.get_data(as_text=True)
    assert held(sqlite_store, uid) == ()


def test_a_page_that_is_too_large_is_refused_where_it_was_handed_in(client, sqlite_store, uid, link, over):
    large = {"environ_overrides": {"CONTENT_LENGTH": "14000000"}}
    by_link = client.post(f"{link}/slots/{uid}/proof", data=form(sqlite_store, uid), **large)
    officer = signed_in(client)
    at_the_office = officer.post(f"/slots/{uid}/proof", data=form(sqlite_store, uid), **large)
    elsewhere = officer.post("/slots/x/proof", data=form(sqlite_store, uid), **large)

    assert [by_link.status_code, at_the_office.status_code, elsewhere.status_code] == [413, 413, 413]
    assert 'id="file-error"' in by_link.get_data(as_text=True)
    assert 'id="file-error"' in at_the_office.get_data(as_text=True)


def test_nothing_is_handed_in_before_its_day_or_for_a_broadcast_or_by_a_stranger(client, sqlite_store, site, uid, link):
    early = client.post(f"{link}/slots/{uid}/proof", data=form(sqlite_store, uid))
    (broadcast,) = month.confirmed(sqlite_store, site, BROADCAST, DAY)
    air = f"/o/{token(sqlite_store, site, BROADCAST)}"
    told = [
        client.get(f"{link}/slots/{uid}/proof").status_code,
        early.status_code,
        client.get(f"{air}/slots/{broadcast}/proof").status_code,
        client.post(f"{air}/slots/{broadcast}/proof", data=form(sqlite_store, broadcast)).status_code,
        client.get(f"{air}/slots/{uid}/proof").status_code,
        client.get("/o/khong-co/slots/x/proof").status_code,
    ]

    assert told == [409, 422, 409, 422, 404, 404]
    assert held(sqlite_store, uid) == ()


def test_who_was_overtaken_sees_it_and_keeps_what_was_typed(client, sqlite_store, uid, link, over):
    old = slot(sqlite_store, uid).version
    client.post(f"{link}/slots/{uid}/report", data={"version": old, "result": "on_time"})

    answer = client.post(f"{link}/slots/{uid}/proof", data=form(sqlite_store, uid, version=old, url=URL))

    assert answer.status_code == 409
    assert URL in answer.get_data(as_text=True)


def test_the_word_of_the_outlet_is_told_as_published_and_still_waiting(client, sqlite_store, uid, link, over):
    client.post(f"{link}/slots/{uid}/report", data={"version": slot(sqlite_store, uid).version, "result": "on_time"})

    agenda = client.get(f"{link}?show=aired").get_data(as_text=True)
    office = signed_in(client)
    assert "Đã đăng, chờ bản lưu" in agenda
    assert "Đã đăng, chờ bản lưu" in office.get(f"/slots/{uid}").get_data(as_text=True)
    assert "Chờ bản lưu trang báo" in office.get("/").get_data(as_text=True)
    waiting = office.get("/proofs").get_data(as_text=True)
    assert f"/slots/{uid}/proof" in waiting
    assert "Đã đăng, chờ bản lưu" in waiting


def test_the_outlet_says_yes_with_issue_and_page_and_a_difference_is_told(client, sqlite_store, site, link, present):
    (uid,) = month.place(sqlite_store, site, ARTICLE, DAY)
    month.send(sqlite_store, "2017-04", site.windows[ARTICLE].outlet_id)
    page = client.get(f"{link}/slots/{uid}").get_data(as_text=True)
    told = {"version": slot(sqlite_store, uid).version, "issue": "1204", "page": "3"}
    yes = client.post(f"{link}/slots/{uid}/confirm", data=told)
    assert 'name="issue"' in page
    assert (yes.status_code, slot(sqlite_store, uid).placed) == (303, Placed("1204", "3"))
    told = {"version": slot(sqlite_store, uid).version, "issue": "1204", "page": "5"}
    assert client.post(f"{link}/slots/{uid}/issue", data=told).status_code == 303
    assert client.post(f"{link}/slots/{uid}/issue", data=told).status_code == 409

    present.at = slot(sqlite_store, uid).ends_at + timedelta(days=3)
    more = {"issue": "1205", "page": "5", "date": "14/04/2017"}
    assert client.post(f"{link}/slots/{uid}/proof", data=form(sqlite_store, uid, **more)).status_code == 303

    assert "Khác số báo, trang hoặc ngày đã đặt" in client.get(f"{link}/slots/{uid}").get_data(as_text=True)
    office = signed_in(client)
    assert "khác đã đặt" in office.get("/proofs?month=2017-04").get_data(as_text=True)
    api = office.get(f"/api/v1/slots/{uid}").get_json()
    assert (api["issue"], api["page"], api["evidence"]) == ("1204", "5", "tearsheet")


def test_the_office_keeps_a_page_and_corrects_a_miss_by_it(client, sqlite_store, uid, over, present):
    with sqlite_store.deciding(actor="Báo", now=present.at) as work:
        answers.miss(
            work, uid, seen_version=slot(sqlite_store, uid).version, reason=MissReason.OTHER, words="", by="Báo"
        )
    officer = signed_in(client)
    page = officer.get(f"/slots/{uid}/proof").get_data(as_text=True)
    done = officer.post(
        f"/slots/{uid}/proof", data=form(sqlite_store, uid, csrf_token=csrf(officer, f"/slots/{uid}/proof"))
    )

    shown = officer.get(done.headers["Location"]).get_data(as_text=True)
    (proof,) = held(sqlite_store, uid)
    assert "đính chính" in page
    assert done.status_code == 303
    assert slot(sqlite_store, uid).state is SlotState.AIRED
    assert f"/slots/{uid}/proofs/{proof.uid}" in shown
    assert officer.get(f"/slots/{uid}/proofs/{proof.uid}").status_code == 200
    assert officer.get(f"/slots/{uid}/proofs/khong-co").status_code == 404


def test_minutes_tell_issue_and_page_and_name_what_rests_on_a_word(client, sqlite_store, site, uid, link, over):
    client.post(f"{link}/slots/{uid}/report", data={"version": slot(sqlite_store, uid).version, "result": "on_time"})
    outlet = site.windows[ARTICLE]
    officer = signed_in(client)
    draft = f"/acceptance/{outlet.outlet_slug}/2017-04"
    assert "Có trong biên bản mà chưa có bản lưu" in officer.get(draft).get_data(as_text=True)

    client.post(f"{link}/slots/{uid}/proof", data=form(sqlite_store, uid))

    after = officer.get(draft).get_data(as_text=True)
    assert "Có trong biên bản mà chưa có bản lưu" not in after
    assert "số 1204, trang 3" in after
    with sqlite_store.reading() as session:
        found = accepting.drawn(session, site.campaign_id, outlet.outlet_id, "2017-04", dated=DAY, now=NOW).minutes
    import docx

    table = docx.Document(io.BytesIO(acceptance.acceptance_minutes(found))).tables
    assert any("Số 1204, trang 3" in cell.text for one in table for row in one.rows for cell in row.cells)


def test_the_list_turns_by_month_and_outlet(client, sqlite_store, site, uid, over):
    officer = signed_in(client, "viewer")
    every = officer.get("/proofs")
    other = officer.get("/proofs?outlet=khong-co&month=2017-05")

    assert every.status_code == other.status_code == 200
    assert officer.get("/proofs?month=2017-99").status_code == 422
    assert "Chuyên trang" in every.get_data(as_text=True)
    assert f'/slots/{uid}/proof"' not in every.get_data(as_text=True)  # who only looks hands nothing in
    assert officer.get(f"/slots/{uid}/proof").status_code == 403


def test_a_link_hands_in_so_many_an_hour(client, sqlite_store, uid, link, over, monkeypatch):
    monkeypatch.setattr(proving, "AN_HOUR", 2)
    told = [client.post(f"{link}/slots/{uid}/proof", data=form(sqlite_store, uid, date="x")) for _ in "123"]

    assert [one.status_code for one in told] == [422, 422, 429]
    assert 'id="file-error"' in told[2].get_data(as_text=True)


def test_a_program_proves_an_article_by_what_a_page_says(client, sqlite_store, uid, over):
    with sqlite_store.deciding(actor="builder", now=NOW) as work:
        token_ = people.make_token(work, "officer@so.example")
    asked = {"happening": "prove", "version": slot(sqlite_store, uid).version}
    how = {"headers": {"Authorization": f"Bearer {token_}"}}
    at = f"/api/v1/slots/{uid}/happenings"
    lacking = client.post(at, json=asked, **how)
    no_url = client.post(at, json=asked | {"text": "Một cửa"}, **how)
    no_address = client.post(at, json=asked | {"text": "Một cửa", "url": "javascript:x"}, **how)
    done = client.post(at, json=asked | {"text": "Một cửa", "url": URL, "issue": "1204"}, **how)

    assert [one.status_code for one in (lacking, no_url, no_address, done)] == [422, 422, 422, 200]
    assert [lacking.json["code"], no_url.json["code"], no_address.json["fields"]] == [
        "proof.none",
        "proof.needs_url",
        ["url"],
    ]
    assert (done.json["state"], done.json["evidence"]) == ("aired", "tearsheet")
    (proof,) = held(sqlite_store, uid)
    assert (proof.url, proof.placed) == (URL, Placed("1204"))
