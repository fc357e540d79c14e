"""A paper's page: reviewed, issued, re-printed as issued; what is wrong is said and nothing typed is lost."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from campaigns.models import Slot
from campaigns.store import Store
from campaigns.values.edits import Place
from exports import transcript
from scheduler.services import placing
from tests.builders import MONTH, csrf, signed_in
from tests.conftest import NOW
from tests.web.outlets import filled_in, laid_out, slot
from web.cli import main

DAYS = (date(2017, 4, 3), date(2017, 4, 4))


@pytest.fixture
def address(sqlite_store: Store) -> str:
    found, _programme, _uids = laid_out(sqlite_store, *DAYS)
    return f"/papers/schedule/{found.campaign}.{MONTH}"


def form(client: Any, address: str, **more: Any) -> dict[str, Any]:
    """The form as the page gives it, filled in."""
    html = client.get(address).get_data(as_text=True)
    told = dict(re.findall(r'name="(seen|seen_on|dated|symbol|number)"[^>]*? value="([^"]*)"', html))
    told |= {"recipients": "Đài\nBáo", "csrf_token": csrf(client, "/settings/me")}
    return told | more


def test_a_paper_is_reviewed_issued_and_taken_home_as_issued(client, address):
    signed_in(client)
    page = client.get(address).get_data(as_text=True)
    none = client.get(f"{address}.docx")

    done = client.post(address, data=form(client, address, number="5"))
    made = client.get(f"{address}.docx")
    after = client.get(done.headers["Location"]).get_data(as_text=True)

    assert "thông báo lịch phát sóng, đăng bài tháng 4 năm 2017" in page
    assert none.status_code == 404
    assert done.status_code == 303
    assert "Số: 05/TB-STP" in transcript.lines(made.data)
    assert made.headers["Content-Disposition"].startswith('attachment; filename="2017-04_lich_phat-song.docx"')
    assert "Dữ liệu không đổi so với bản đã phát hành" in after
    assert client.get(f"{address}.docx?version=1").data == made.data
    assert client.get(f"{address}.docx?version=2").status_code == 404
    assert f'{address}.docx"' in client.get(f"/documents?month={MONTH}").get_data(as_text=True)


def test_a_change_is_shown_against_what_was_issued_and_becomes_the_next_version(client, sqlite_store, address):
    signed_in(client)
    client.post(address, data=form(client, address, number="5"))
    first = client.get(f"{address}.docx").data
    _add(sqlite_store, date(2017, 4, 5))

    page = client.get(address).get_data(as_text=True)
    client.post(address, data=form(client, address, number="5"))
    after = client.get(address).get_data(as_text=True)

    assert "Dữ liệu nay khác bản đã phát hành" in page
    assert "05/4/2017" in page
    assert "Bản 2" in after
    assert client.get(f"{address}.docx?version=1").data == first
    assert client.get(f"{address}.docx").data != first


def _add(store: Store, day: date) -> None:
    with store.deciding(actor="builder", now=NOW) as work:
        row = work.session.exec(select(Slot)).first()
        placing.edit(work, MONTH, [Place(row.window_id, day, row.theme_id)], seen=None)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": "năm"}, "name=\"number\""),
        ({"number": "0"}, "name=\"number\""),
        ({"dated": "31/02/2017"}, "dated"),
        ({"recipients": "{{đài}}"}, "{{đài}}"),
        ({"symbol": "x" * 400}, "symbol"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, address, wrong, said):
    signed_in(client)

    answer = client.post(address, data=form(client, address, **wrong))

    assert answer.status_code == 422
    assert "error-summary" in answer.get_data(as_text=True)
    assert said in answer.get_data(as_text=True)
    assert client.get(f"{address}.docx").status_code == 404


def test_who_reviewed_an_older_draft_is_shown_the_new_one(client, sqlite_store, address):
    signed_in(client)
    seen = form(client, address, number="5")
    _add(sqlite_store, date(2017, 4, 5))

    answer = client.post(address, data=seen)
    html = answer.get_data(as_text=True)
    fresh = dict(re.findall(r'name="(seen)" value="([^"]*)"', html))

    assert answer.status_code == 409
    assert "05/4/2017" in html
    assert client.post(address, data=seen | fresh).status_code == 303


def test_a_draft_is_taken_home_and_nothing_is_put_on_record(client, address):
    signed_in(client, "viewer")

    made = client.post(f"{address}/draft.docx", data=form(client, address, number="12"))

    assert "Số: 12/TB-STP" in transcript.lines(made.data)
    assert client.get(f"{address}.docx").status_code == 404
    assert client.post(address, data=form(client, address)).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/papers/schedule/x",
        "/papers/schedule/%00",
        "/papers/nothing/x.2017-04",
        "/papers/schedule/a.2017-99.docx",
        "/papers/schedule/-.docx",
    ],
)
def test_addresses_that_name_nothing_are_not_found(client, address, path):
    signed_in(client)
    assert client.get(path).status_code == 404


def test_the_office_sets_how_papers_are_numbered_and_addressed(client, address):
    signed_in(client)
    told = {
        "symbol": "TB-STP-X",
        "own": "1",
        "recipients": "Các đài",
        "version": "0",
        "csrf_token": csrf(client, "/settings/me"),
    }

    done = client.post("/settings/papers/schedule", data=told)
    late = client.post("/settings/papers/schedule", data=told | {"symbol": "TB"})

    assert done.status_code == 303
    assert late.status_code == 409
    assert "TB-STP-X" in client.get("/settings/papers").get_data(as_text=True)
    assert "TB-STP-X" in client.get(address).get_data(as_text=True)


def test_a_month_of_papers_is_one_file_and_one_print_copy_as_issued(client, address):
    signed_in(client)
    none = client.get(f"/papers/{MONTH}.docx")
    client.post(address, data=form(client, address, number="5"))

    bundle, copy = client.get(f"/papers/{MONTH}.zip"), client.get(f"/papers/{MONTH}.docx")

    assert none.status_code == 404
    with zipfile.ZipFile(io.BytesIO(bundle.data)) as files:
        assert files.namelist() == ["2017-04_lich_phat-song.docx"]
        assert files.read(files.namelist()[0]) == client.get(f"{address}.docx").data
    assert transcript.lines(copy.data) == transcript.lines(client.get(f"{address}.docx").data)
    assert f"/papers/{MONTH}.docx" in client.get(f"/documents?month={MONTH}").get_data(as_text=True)


def test_the_command_writes_a_month_of_papers(
    client, sqlite_store, address, site_settings, tmp_path, monkeypatch, capsys
):
    signed_in(client)
    client.post(address, data=form(client, address, number="5"))
    monkeypatch.setenv("LICHSONG_DATA", str(site_settings.data))
    monkeypatch.setenv("LICHSONG_DATABASE_URL", str(sqlite_store.engine.url))
    monkeypatch.setenv("LICHSONG_SECRET_KEY", site_settings.secret_key)

    assert main(["papers", MONTH, "-o", str(tmp_path / "ra")]) == 0
    assert main(["papers", MONTH, "--kind", "brief", "-o", str(tmp_path / "ra")]) == 1
    assert main(["papers", "2017-13", "-o", str(tmp_path / "ra")]) == 1

    assert (tmp_path / "ra" / "2017-04_lich_phat-song.docx").read_bytes() == client.get(f"{address}.docx").data
    assert "1 văn bản" in capsys.readouterr().out


def test_a_brief_that_changed_is_issued_anew_and_the_first_stays(client, sqlite_store, address):
    signed_in(client)
    with sqlite_store.reading() as session:
        uid = session.exec(select(Slot.uid).order_by(Slot.date)).first()
    told = filled_in(slot(sqlite_store, uid))
    client.post(f"/slots/{uid}/brief", data=told | {"csrf_token": csrf(client, "/settings/me")})
    first = client.get(f"/papers/brief/{uid}.docx").data

    later = told | {"version": slot(sqlite_store, uid).version, "message": "Lời mới."}
    client.post(f"/slots/{uid}/brief", data=later | {"csrf_token": csrf(client, "/settings/me")})
    page = client.get(f"/papers/brief/{uid}").get_data(as_text=True)

    assert "Lời mới." in transcript.lines(client.get(f"/papers/brief/{uid}.docx").data)
    assert client.get(f"/papers/brief/{uid}.docx?version=1").data == first
    assert "Bản 2" in page
    assert "PSX-2017-04-01" in page


def test_a_brief_that_breaks_the_layout_keeps_its_words_and_uses_no_number(client, sqlite_store, address):
    signed_in(client)
    with sqlite_store.reading() as session:
        uid = session.exec(select(Slot.uid).order_by(Slot.date)).first()
    told = filled_in(slot(sqlite_store, uid)) | {"message": "Hạn ngày 6 tháng 03 năm 2017."}

    done = client.post(f"/slots/{uid}/brief", data=told | {"csrf_token": csrf(client, "/settings/me")})
    answer = client.get(f"/papers/brief/{uid}.docx")

    assert done.headers["Location"].endswith("said=misformed")
    assert answer.status_code == 422
    assert "Ngày nhỏ hơn 10 phải thêm số 0" in answer.get_data(as_text=True)
    with sqlite_store.reading() as session:
        assert session.exec(select(Slot.brief_number).where(Slot.uid == uid)).one() is None
