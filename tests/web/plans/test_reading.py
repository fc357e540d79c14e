"""A plan is read from its file, or refused with a sentence."""

import io

import pytest
from docx import Document

from campaigns.queries import plans as queries
from tests.builders import PLAN_TEXT, csrf
from tests.web.plans.scene import upload


def test_a_plan_is_read_from_its_file_and_waits_for_review(office, sqlite_store):
    answer = upload(office, PLAN_TEXT.encode(), "ke-hoach.txt")

    assert answer.status_code == 303
    page = office.get(answer.location).get_data(as_text=True)
    assert "Duyệt bản đọc 07/KH-UBND" in page
    assert "Tuyên truyền các quy định mới về thủ tục hành chính" in page
    listed = office.get("/plans").get_data(as_text=True)
    assert "07/KH-UBND" in listed
    assert "Bản đọc, chưa áp dụng" in listed
    with sqlite_store.reading() as session:
        assert queries.campaigns(session) == ()


def test_a_word_plan_is_read_like_a_plain_one(office):
    paper = Document()
    for line in PLAN_TEXT.splitlines():
        paper.add_paragraph(line)
    kept = io.BytesIO()
    paper.save(kept)

    answer = upload(office, kept.getvalue(), "ke-hoach.docx")

    assert answer.status_code == 303
    assert "Duyệt bản đọc 07/KH-UBND" in office.get(answer.location).get_data(as_text=True)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "rong.txt"), (b"%PDF-1.7 \x00\x01", "ke-hoach.pdf"), (b"PK\x03\x04 broken", "ke-hoach.docx"),
        (b"x" * 1_100_000, "dai.txt"), (b"\xff\xfe\x00\x01\x02", "nhi-phan.txt"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plan_is_refused_beside_its_field_and_nothing_is_kept(office, sqlite_store, content, name):
    answer = upload(office, content, name, year="2018")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="file-error"' in page
    assert 'href="#file"' in page
    assert 'value="2018"' in page
    with sqlite_store.reading() as session:
        assert queries.plans(session) == ()


@pytest.mark.parametrize("year", ["1999", "2100", "hai nghìn", "9" * 400, "²"])
def test_a_year_that_is_none_is_refused_beside_its_field(office, year):
    answer = upload(office, PLAN_TEXT.encode(), "ke-hoach.txt", year=year)

    assert answer.status_code == 422
    assert 'id="year-error"' in answer.get_data(as_text=True)


def test_no_file_at_all_is_said_so(office):
    answer = office.post("/plans/new", data={"csrf_token": csrf(office, "/plans/new")})

    assert answer.status_code == 422
    assert "Xin chọn tệp kế hoạch." in answer.get_data(as_text=True)


def test_fifty_megabytes_are_refused_with_a_sentence(office):
    answer = upload(office, b"x" * 50 * 1024 * 1024, "ke-hoach.txt")

    assert answer.status_code == 413
    assert "Tệp quá lớn" in answer.get_data(as_text=True)
