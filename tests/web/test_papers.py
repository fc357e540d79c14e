"""Briefs: filled in by field, complete or not, numbered once, the same bytes wherever they are taken."""

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest

from campaigns.store import Store
from campaigns.values.slots import SlotView
from tests.builders import Ground, csrf, signed_in
from tests.web.outlets import filled_in, laid_out, slot

DAYS = (date(2017, 4, 3), date(2017, 4, 4))


@pytest.fixture
def site(sqlite_store: Store) -> tuple[Ground, str, tuple[str, ...]]:
    """Two slots that nobody has described yet."""
    return laid_out(sqlite_store, *DAYS)


def fields(told: SlotView, **more: Any) -> dict[str, Any]:
    """A complete form of a broadcast slot."""
    return filled_in(told) | more


def test_a_brief_that_lacks_something_is_not_made_and_names_it(client, sqlite_store, site):
    uid = site[2][0]
    signed_in(client)

    answer = client.get(f"/papers/brief/{uid}.docx")

    assert answer.status_code == 422
    assert "thông điệp" in answer.get_data(as_text=True)
    assert f"/slots/{uid}/brief" in answer.get_data(as_text=True)
    assert slot(sqlite_store, uid).version == 1


def save(client: Any, uid: str, given: dict[str, Any]) -> Any:
    return client.post(f"/slots/{uid}/brief", data=given | {"csrf_token": csrf(client, "/settings/me")})


def test_a_brief_is_filled_in_numbered_once_and_taken_home(client, sqlite_store, site):
    first, second = site[2]
    signed_in(client)

    done = save(client, first, fields(slot(sqlite_store, first)))
    page = client.get(done.headers["Location"]).get_data(as_text=True)
    made = client.get(f"/papers/brief/{first}.docx")

    assert done.status_code == 303
    assert "đã có số" in page
    assert made.status_code == 200
    assert made.headers["Content-Disposition"].startswith('attachment; filename="2017-04-03_psx_')
    assert "filename*=UTF-8''Phi%E1%BA%BFu%20s%E1%BA%A3n%20xu%E1%BA%A5t" in made.headers["Content-Disposition"]
    assert "PSX-2017-04-01" in text_of(made.data)
    assert "Nộp hồ sơ một nơi" in text_of(made.data)
    save(client, second, fields(slot(sqlite_store, second)))
    assert "PSX-2017-04-02" in text_of(client.get(f"/papers/brief/{second}.docx").data)


def text_of(word: bytes) -> str:
    with zipfile.ZipFile(BytesIO(word)) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


def test_the_same_brief_has_the_same_bytes_on_another_day_and_is_not_sent_twice(client, sqlite_store, site, present):
    uid = site[2][0]
    signed_in(client)
    save(client, uid, fields(slot(sqlite_store, uid)))
    made = client.get(f"/papers/brief/{uid}.docx")

    present.at += timedelta(hours=3, days=1)
    again = client.get(f"/papers/brief/{uid}.docx")
    held = client.get(f"/papers/brief/{uid}.docx", headers={"If-None-Match": made.headers["ETag"]})

    assert again.data == made.data
    assert held.status_code == 304
    assert held.data == b""
    assert slot(sqlite_store, uid).version == 2  # describing it; its number is no change that trips up open forms


def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(client, sqlite_store, site):
    uid = site[2][0]
    signed_in(client)

    answer = save(client, uid, fields(slot(sqlite_store, uid), **{"running_order.length": ["lâu", "5", ""]}))

    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Dòng 1: thời lượng chưa đọc được" in html
    assert 'value="lâu"' in html
    assert "Nộp hồ sơ một nơi" in html
    assert slot(sqlite_store, uid).title == ""


def test_more_rows_are_given_without_saving(client, sqlite_store, site):
    uid = site[2][0]
    signed_in(client)

    answer = save(client, uid, fields(slot(sqlite_store, uid), more="running_order"))

    assert answer.status_code == 200
    assert 'value="Mở đầu"' in answer.get_data(as_text=True)
    assert slot(sqlite_store, uid).version == 1


def test_an_incomplete_brief_is_kept_and_uses_no_number(client, sqlite_store, site):
    first, second = site[2]
    signed_in(client)

    save(client, first, {"version": 1, "title": "Một cửa"})
    page = client.get(f"/slots/{first}").get_data(as_text=True)
    save(client, second, fields(slot(sqlite_store, second)))

    assert "Còn thiếu" in page
    assert "khung kịch bản" in page
    assert "PSX-2017-04-01" in text_of(client.get(f"/papers/brief/{second}.docx").data)


def test_whoever_saves_second_sees_both_versions_and_keeps_what_was_typed(client, sqlite_store, site):
    uid = site[2][0]
    signed_in(client)
    mine = fields(slot(sqlite_store, uid))
    save(client, uid, fields(slot(sqlite_store, uid), title="Bản của người kia"))

    answer = save(client, uid, mine)

    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Bản của người kia" in html
    assert 'value="Một cửa ở xã"' in html
    assert slot(sqlite_store, uid).title == "Bản của người kia"


def test_a_month_of_briefs_is_one_file_with_the_same_bytes_each_time(client, sqlite_store, site):
    signed_in(client)
    none = client.get("/papers/2017-04.zip")
    for uid in site[2]:
        save(client, uid, fields(slot(sqlite_store, uid)))

    one, two = client.get("/papers/2017-04.zip"), client.get("/papers/2017-04.zip")

    assert none.status_code == 404
    assert one.data == two.data
    with zipfile.ZipFile(BytesIO(one.data)) as bundle:
        names = bundle.namelist()
        assert names == sorted(names)
        assert bundle.read(names[0]) == client.get(f"/papers/brief/{site[2][0]}.docx").data


def test_the_command_line_writes_what_the_site_serves(client, sqlite_store, site, site_settings, tmp_path, monkeypatch):
    from web.cli import main

    uid = site[2][0]
    signed_in(client)
    save(client, uid, fields(slot(sqlite_store, uid)))
    monkeypatch.setenv("LICHSONG_DATA", str(site_settings.data))
    monkeypatch.setenv("LICHSONG_DATABASE_URL", str(sqlite_store.engine.url))
    monkeypatch.setenv("LICHSONG_SECRET_KEY", site_settings.secret_key)

    code = main(["brief", uid, "-o", str(tmp_path / "phieu.docx")])

    assert code == 0
    assert (tmp_path / "phieu.docx").read_bytes() == client.get(f"/papers/brief/{uid}.docx").data


def test_people_who_only_look_may_read_a_brief_but_not_write_it(client, sqlite_store, site):
    uid = site[2][0]
    signed_in(client, "viewer")

    assert client.get(f"/slots/{uid}").status_code == 200
    assert client.get(f"/slots/{uid}/brief").status_code == 403
    assert save(client, uid, fields(slot(sqlite_store, uid))).status_code == 403
