"""Acceptance minutes in the pages: what could be signed, the paper, the signing, and what stays as it was."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from campaigns.models import Campaign, IssuedPaper, Office
from campaigns.queries.programmes import outlet_row
from campaigns.values.words import MissReason, PaperKind
from scheduler.services import accepting, answers
from tests.builders import MONTH
from tests.exports.test_brief import audit, lines
from tests.scheduler import month
from tests.scheduler.test_obligations import air
from tests.web.months.conftest import ground, officer
from tests.web.months.scene import as_a, post, text

__all__ = ["ground", "officer"]
DRAFT = f"/acceptance/bptv/{MONTH}"
SIGNED_AT = datetime(2017, 5, 5, 3, tzinfo=UTC)


@pytest.fixture
def aired(sqlite_store, ground, present):
    """Two slots that went out and one of which nothing is known; the month is over."""
    uids = month.confirmed(sqlite_store, ground, "Thời sự trưa", *(date(2017, 4, day) for day in (12, 13, 14)))
    for uid in uids[:2]:
        air(sqlite_store, uid)
    present.at = month.slot(sqlite_store, uids[2]).ends_at + timedelta(days=20)
    return uids


def seen(officer) -> str:
    html = officer.get(DRAFT).get_data(as_text=True)
    return html.split('name="seen" value="')[1].split('"')[0]


def test_with_nothing_to_accept_the_pages_say_so(officer):
    assert "Chưa có lượt nào có minh chứng" in text(officer.get("/acceptance"))
    assert "Chưa có lượt nào có minh chứng" in text(officer.get(DRAFT))
    assert officer.get("/acceptance/none/2017-04").status_code == 404
    assert officer.get("/acceptance/bptv/2031-01").status_code == 404
    assert officer.get("/acceptance/none").status_code == 404


def test_a_month_is_accepted_on_paper_and_locked(aired, officer, sqlite_store):
    assert DRAFT.rsplit("/", 1)[0] in officer.get("/acceptance").get_data(as_text=True)
    page = text(officer.get(DRAFT))
    assert "2 dòng" in page
    assert "Chưa nằm trong biên bản" in page  # the third slot waits for evidence or is over
    paper = officer.get(f"{DRAFT}/draft.docx")
    assert audit(paper.data) == []
    assert "Tổng cộng" in lines(paper.data)

    wrong = post(officer, DRAFT, seen=seen(officer), paper="07/BB", dated="x")
    assert wrong.status_code == 422
    assert 'value="07/BB"' in wrong.get_data(as_text=True)
    answer = post(officer, DRAFT, seen=seen(officer), paper="03/BB-STP", dated="2017-05-02")
    assert answer.status_code == 303
    told = text(officer.get(answer.location))
    assert "Đã ký: 03/BB-STP" in told
    assert "đã khoá" in told
    assert "03/BB-STP" in text(officer.get("/acceptance"))
    signed = officer.get(f"/papers{answer.location}.docx")
    assert "Số: 03/BB-STP" in lines(signed.data)

    with sqlite_store.deciding(actor="lan", now=month.slot(sqlite_store, aired[2]).ends_at) as work:
        version = work.slot(aired[2], seen_version=None).version
        answers.miss(work, aired[2], seen_version=version, reason=MissReason.OTHER, words="", by="Đài")
    assert officer.get(f"/papers{answer.location}.docx").data == signed.data


def test_signed_minutes_are_handed_out_as_they_were_kept_and_not_laid_out_anew(aired, officer, sqlite_store):
    with sqlite_store.deciding(actor="lan", now=SIGNED_AT) as work:
        campaign, outlet = work.session.exec(select(Campaign)).one(), outlet_row(work.session, "bptv")
        drawn = accepting.drawn(work.session, campaign.id, outlet.id, MONTH, dated=SIGNED_AT.date(), now=SIGNED_AT)
        signed = accepting.sign(
            work, campaign.id, outlet.id, MONTH, paper="03/BB-STP", dated=SIGNED_AT.date(), seen=drawn.digest
        )
        work.session.add(IssuedPaper(
            kind=PaperKind.MINUTES, key=signed.uid, version=1, month=MONTH, symbol="03/BB-STP", issued_on=SIGNED_AT.date(),
            issued_at=SIGNED_AT, issued_by="lan", title="Biên bản", recipients=[], file_name="bb.docx", display_name="bb.docx",
            content=b"laid out by an earlier release", digest="0",
        ))  # fmt: skip

    assert officer.get(f"/papers/acceptance/{signed.uid}.docx").data == b"laid out by an earlier release"


def test_what_came_in_meanwhile_is_looked_at_first(aired, officer, sqlite_store):
    before = seen(officer)
    air(sqlite_store, aired[2])

    answer = post(officer, DRAFT, seen=before, paper="03/BB-STP", dated="2017-05-02")
    assert answer.status_code == 409
    html = answer.get_data(as_text=True)
    assert "03/BB-STP" in html
    assert before not in html


def test_only_planners_sign_and_everybody_of_the_office_reads(aired, officer):
    reader = as_a(officer, "viewer")
    assert reader.get("/acceptance").status_code == reader.get(DRAFT).status_code == 200
    assert post(reader, DRAFT, seen="x", paper="y", dated="2017-05-02").status_code == 403


def test_an_office_without_a_name_is_asked_for_it(aired, officer, sqlite_store):
    with sqlite_store.deciding(actor="lan", now=month.slot(sqlite_store, aired[0]).ends_at) as work:
        row = work.session.exec(select(Office)).one()
        row.profile = row.profile | {"agency": ""}
    assert officer.get(f"{DRAFT}/draft.docx").status_code == 422
