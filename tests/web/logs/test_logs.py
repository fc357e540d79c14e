"""Logs in the pages: handed in, read on trial, columns corrected, taken in, doubts decided; nothing typed is lost."""

import io
from datetime import date, timedelta

import pytest

from campaigns.queries import logs as queries
from campaigns.values.words import SlotState
from tests import builders
from tests.conftest import NOW
from tests.scheduler import month
from tests.web.months.scene import as_a, post, text

NOON = "Thời sự trưa"
DAYS = (date(2017, 4, 3), date(2017, 4, 4))
LATER = NOW + timedelta(days=30)
HERE = "/outlets/bptv/as-run"
PLAIN = "Ngày;Giờ;Thời lượng;Chương trình;Nội dung\n03/04/2017;11:30;45;Thời sự trưa;Một cửa\n"
OTHER = PLAIN + "04/04/2017;11:30;45;Thời sự trưa;Quảng cáo nước ngọt\n31/02/2017;9:00;30;Tin;Lỗi ngày\n"


@pytest.fixture
def uids(sqlite_store, ground, present):
    """Two confirmed slots at noon whose hour has passed."""
    found = month.confirmed(sqlite_store, ground, NOON, *DAYS)
    with sqlite_store.deciding(actor="officer", now=NOW) as work:
        for uid, title in zip(found, ("Một cửa", "Nộp hồ sơ qua mạng"), strict=True):
            work.slot(uid, seen_version=None).title = title
    present.at = LATER
    return found


@pytest.fixture
def officer(client, uids):
    return builders.signed_in(client)


def hand_in(officer, content: str, name: str = "nhat-ky.csv"):
    file = (io.BytesIO(content.encode()), name)
    return post(officer, f"{HERE}/new", page=f"{HERE}/new", file=file)


def states(store, uids):
    return [month.slot(store, uid).state for uid in uids]


def test_a_log_is_read_on_trial_then_taken_in_and_its_lines_are_evidence(officer, sqlite_store, uids):
    assert HERE in officer.get("/outlets/bptv").get_data(as_text=True)
    at = hand_in(officer, PLAIN).location
    page = text(officer.get(at))
    assert "1 lượt đọc được" in page
    assert "Một cửa" in page
    assert states(sqlite_store, uids) == [SlotState.CONFIRMED, SlotState.CONFIRMED]  # nothing is recorded yet

    told = {"date": "0", "start": "1", "length": "2", "programme": "3", "title": "4", "do": "take"}
    assert post(officer, at, page=at, **told).status_code == 303
    assert states(sqlite_store, uids)[0] is SlotState.AIRED
    assert "Dòng mới 1" in text(officer.get(at))
    assert post(officer, at, page=f"{HERE}/new", **told).status_code == 303  # again: nothing more
    assert "nhat-ky.csv" in text(officer.get(HERE))


def test_columns_are_corrected_and_what_is_missing_is_said_beside_them(officer):
    at = hand_in(officer, PLAIN).location
    answer = post(officer, at, page=at, date="0", title="4", do="take")
    assert answer.status_code == 422
    assert "Chưa có cột nào ghi giờ bắt đầu" in text(answer)
    again = text(post(officer, at, page=at, date="0", start="1", title="3", do="look"))
    assert "Thời sự trưa" in again
    for wrong in ("99", "-1", "x"):
        assert post(officer, at, page=at, date=wrong, start="1", title="3", do="look").status_code == 200


def test_a_doubtful_line_is_decided_by_a_person(officer, sqlite_store, uids):
    at = hand_in(officer, OTHER).location
    assert "chưa đọc được ngày “31/02/2017”" in text(officer.get(at))
    told = {"date": "0", "start": "1", "length": "2", "programme": "3", "title": "4", "do": "take"}
    post(officer, at, page=at, **told)
    page = text(officer.get(HERE))
    assert "Quảng cáo nước ngọt" in page
    assert "Đúng là lượt này" in page
    assert "Nhật ký BPTV: 1 dòng cần anh/chị xem" in text(officer.get("/"))
    with sqlite_store.reading() as session:
        row = next(one for one in queries.airings(session, 1, *DAYS) if one.doubt)

    answer = post(officer, f"{HERE}/lines/{row.id}", page=HERE, slot=uids[1])
    assert answer.status_code == 303
    assert states(sqlite_store, uids) == [SlotState.AIRED, SlotState.AIRED]
    page = text(officer.get(answer.location))
    assert "Không có dòng nào còn ngờ" in page
    assert "cần anh/chị xem" not in text(officer.get("/"))
    post(officer, f"{HERE}/lines/{row.id}", page=HERE, slot="")
    assert states(sqlite_store, uids)[1] is SlotState.ON_AIR


def test_a_log_of_the_whole_day_shows_a_miss(officer, sqlite_store, uids):
    at = hand_in(officer, PLAIN + "04/04/2017;06:00;30;Tin;Khác\n").location
    told = {"date": "0", "start": "1", "length": "2", "programme": "3", "title": "4", "do": "take", "whole_day": "1"}
    post(officer, at, page=at, **told)
    assert states(sqlite_store, uids) == [SlotState.AIRED, SlotState.MISSED]


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "Chưa chọn tệp"), ("%PDF-1.7 x", "không phải bảng đọc được"), ("\n\n", "không có chữ nào")],
)
def test_what_is_no_log_is_said_beside_the_file(officer, content, words):
    answer = (
        post(officer, f"{HERE}/new", page=f"{HERE}/new", text=content) if not content else hand_in(officer, content)
    )
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.get_data(as_text=True)
    if content:
        assert words in text(answer)


def test_a_pasted_table_is_read_like_a_file(officer):
    answer = post(officer, f"{HERE}/new", page=f"{HERE}/new", text=PLAIN.replace(";", "\t"))
    assert "1 lượt đọc được" in text(officer.get(answer.location))


def test_what_is_not_there_is_not_found_and_who_only_looks_hands_nothing_in(client, officer):
    at = hand_in(officer, PLAIN).location
    assert officer.get("/outlets/none/as-run").status_code == 404
    assert officer.get(f"{HERE}/none").status_code == 404
    assert officer.get(at.replace("bptv", "bao-binh-phuoc")).status_code == 404
    assert post(officer, f"{HERE}/lines/99", page=HERE, slot="").status_code == 404
    viewer = as_a(client, "viewer")
    assert viewer.get(HERE).status_code == 200
    assert post(viewer, f"{HERE}/new", page="/settings/me", text=PLAIN).status_code == 403


def test_the_pages_speak_english_too(officer):
    at = hand_in(officer, OTHER).location
    officer.set_cookie("language", "en")
    assert "airing" in text(officer.get(at))
    assert "As-run logs" in text(officer.get(HERE))
