"""The list in Word, handed out and taken in on the station's page."""

import io
from datetime import date, timedelta

import pytest

from campaigns.values.words import SlotState
from exports.acceptance import acceptance_minutes
from exports.airings import STARTS
from tests.builders import MONTH
from tests.exports.test_acceptance import MINUTES
from tests.scheduler import month
from tests.scheduler.test_returning import edited, hidden_of, write
from tests.web.months.conftest import ground, officer
from tests.web.months.scene import as_a, post, text

__all__ = ["ground", "officer"]
LIST, BACK = f"/outlets/bptv/airings/{MONTH}.docx", "/outlets/bptv/airings"
DAYS = tuple(date(2017, 4, day) for day in (3, 4, 5))


@pytest.fixture
def agreed(sqlite_store, ground, present):
    uids = month.confirmed(sqlite_store, ground, "Thời sự trưa", *DAYS)
    present.at = month.slot(sqlite_store, uids[-1]).ends_at + timedelta(days=1)
    return uids


def hand_in(client, content, name="danh-sach.docx"):
    return post(client, BACK, BACK, file=(io.BytesIO(content), name))


def test_the_list_goes_out_and_what_the_station_wrote_comes_back(agreed, officer, sqlite_store):
    assert LIST in officer.get("/outlets/bptv/as-run").get_data(as_text=True)
    paper = officer.get(LIST)
    assert paper.status_code == 200

    def edit(table):
        write(table, 1, STARTS, "11:31")
        write(table, 2, STARTS, "không phát")
        write(table, 3, STARTS, "11:30")
        hidden_of(table.rows[3]).text = "LS1.x.y"

    answer = hand_in(officer, edited(paper.data, edit))
    assert answer.status_code == 200
    told = text(answer)
    assert "Dòng 3: Dòng này đã mất hoặc bị sửa dấu nhận của lượt" in told
    states = [month.slot(sqlite_store, uid).state for uid in agreed]
    assert states[:2] == [SlotState.AIRED, SlotState.MISSED]
    assert states[2] is not SlotState.AIRED
    assert "không có gì thay đổi" in text(hand_in(officer, officer.get(LIST).data))


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "upload"), (b"PK\x03\x04 rubbish", "hỏng"), ("văn bản".encode(), "")],
)  # fmt: skip
def test_what_is_no_list_is_refused_beside_the_field(agreed, officer, content, words):
    answer = hand_in(officer, content)

    assert answer.status_code == 422
    assert words in text(answer) or words == "upload"


def test_a_document_from_elsewhere_is_refused_in_words(agreed, officer):
    assert "không phải danh sách phát của Lịch Sóng" in text(hand_in(officer, acceptance_minutes(MINUTES)))


def test_who_may(agreed, officer):
    reader = as_a(officer, "viewer")
    assert reader.get(LIST).status_code == 200
    assert reader.get(BACK).status_code == 403
    assert officer.get("/outlets/bptv/airings/2017-09.docx").status_code == 404
    assert officer.get("/outlets/none/airings/2017-04.docx").status_code == 404
    assert officer.get("/outlets/bptv/airings/x.docx").status_code == 404
