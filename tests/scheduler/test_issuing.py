"""Papers issued: frozen, numbered once, never issued broken, and re-printed as they were."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from campaigns.errors import NotFound, Refused, Stale
from campaigns.queries import issued
from campaigns.services import keeping, offices
from campaigns.store import Store
from campaigns.values.issued import Habit, Issued, Stationery
from campaigns.values.papers import OfficeView
from campaigns.values.words import PaperKind
from exports import transcript
from exports.administrative import digest
from scheduler import papers
from scheduler.services import issuing
from tests import builders
from tests.builders import MONTH, Ground
from tests.conftest import NOW
from tests.scheduler.month import place

DATED = date(2017, 3, 24)
KIND = papers.KINDS[PaperKind.SCHEDULE]


@pytest.fixture
def ground(store: Store) -> Ground:
    return builders.ground(store)


def key(ground: Ground) -> str:
    return f"{ground.campaign}.{MONTH}"


def issue(store: Store, ground: Ground, *, days: int = 0, **given: Any) -> Issued:
    with store.deciding(actor="lan", now=NOW + timedelta(days=days)) as work:
        return issuing.issue(work, KIND, key(ground), Stationery(**{"dated": DATED, "number": 5, **given}))


def content(store: Store, uid: str) -> bytes:
    with store.reading() as session:
        return issued.content(session, uid)


def test_a_paper_once_issued_stays_as_it_was_and_a_change_makes_a_new_version(store: Store, ground: Ground):
    place(store, ground, "Thời sự trưa", date(2017, 4, 12))
    first = issue(store, ground)
    before = content(store, first.uid)

    place(store, ground, "Thời sự trưa", date(2017, 4, 13))
    second = issue(store, ground, days=1)

    assert (first.version, second.version) == (1, 2)
    assert content(store, first.uid) == before
    told = transcript.differences(before, content(store, second.uid))
    assert any("13/4/2017" in line for one in told for line in one.after)
    with store.reading() as session:
        assert [one.uid for one in issued.versions(session, PaperKind.SCHEDULE, key(ground))] == [first.uid, second.uid]
        assert [one.uid for one in issued.of_month(session, MONTH)] == [second.uid]


def test_what_is_issued_bears_number_date_and_recipients_and_is_known_by_its_content(store: Store, ground: Ground):
    place(store, ground, "Thời sự trưa", date(2017, 4, 12))

    told = issue(store, ground, number=7, recipients=("Đài Mẫu", "Báo Mẫu"))

    lines = transcript.lines(content(store, told.uid))
    assert "Số: 07/TB-STP" in lines
    assert "Bình Phước, ngày 24 tháng 3 năm 2017" in lines
    assert lines[lines.index("Nơi nhận:") :][1:4] == ["- Đài Mẫu;", "- Báo Mẫu;", "- Lưu: VT, KSTTHC."]
    assert told.digest == digest(content(store, told.uid))
    assert (told.number, told.symbol, told.month, told.issued_by) == (7, "TB-STP", MONTH, "lan")


def test_the_same_paper_is_not_issued_twice(store: Store, ground: Ground):
    issue(store, ground)

    with pytest.raises(Refused, match="paper.unchanged"):
        issue(store, ground, days=3)


def test_a_number_serves_one_paper_a_year(store: Store, ground: Ground):
    issue(store, ground)
    with store.deciding(actor="lan", now=NOW) as work:
        other = Stationery(DATED, 5)
        with pytest.raises(Refused, match="paper.number_taken"):
            issuing.issue(work, KIND, f"{ground.campaign}.2017-05", other)
        assert issuing.issue(work, KIND, f"{ground.campaign}.2017-05", Stationery(DATED, 6)).number == 6


def test_what_was_reviewed_is_what_is_issued(store: Store, ground: Ground):
    with store.reading() as session:
        usual = issuing.usual(session, KIND, DATED)
        seen = digest(issuing.made(KIND.draw(session, key(ground), usual)))
    place(store, ground, "Thời sự trưa", date(2017, 4, 12))

    with store.deciding(actor="lan", now=NOW) as work, pytest.raises(Stale, match="paper.changed"):
        issuing.issue(work, KIND, key(ground), Stationery(DATED, 5), seen=seen, seen_on=DATED)


def test_a_paper_that_breaks_the_layout_is_not_issued(store: Store, ground: Ground):
    with pytest.raises(Refused, match="paper.misformed") as refused:
        issue(store, ground, recipients=("{{ten_dai}}",))
    assert [one.code for one in refused.value.facts["findings"]] == ["text.placeholder"]


def test_an_office_of_which_nothing_is_known_issues_nothing(store: Store, ground: Ground):
    with store.deciding(actor="lan", now=NOW) as work:
        nobody = OfficeView(agency="Sở Tư pháp", place="", signatory_title="", signatory_name="")
        offices.set_profile(work, nobody, email="", seen_version=1)

    with pytest.raises(Refused, match="paper.incomplete") as refused:
        issue(store, ground)
    assert "office.place" in refused.value.facts["fields"]


@pytest.mark.parametrize(
    "wrong", ["nobody.2017-04", "x", "", "{campaign}.2017-13", "{campaign}.2018-01", "{campaign}."]
)
def test_a_key_that_names_nothing_is_not_found(store: Store, ground: Ground, wrong: str):
    with store.reading() as session, pytest.raises(NotFound, match="paper.unknown"):
        KIND.draw(session, wrong.format(campaign=ground.campaign), Stationery(DATED))


def test_the_office_says_how_a_kind_is_numbered_and_addressed(store: Store, ground: Ground):
    with store.deciding(actor="lan", now=NOW) as work:
        issuing.set_habit(work, Habit(PaperKind.SCHEDULE, "TB-STP-KSTT", ("Các đài, báo",)))
    with store.deciding(actor="lan", now=NOW) as work, pytest.raises(Stale):
        issuing.set_habit(work, Habit(PaperKind.SCHEDULE, "TB", None))

    with store.reading() as session:
        drawn = KIND.draw(session, key(ground), issuing.usual(session, KIND, DATED))
    assert (drawn.symbol, drawn.recipients) == ("TB-STP-KSTT", ("Các đài, báo",))


@pytest.mark.parametrize("act", ["UPDATE issued_paper SET number = 9", "DELETE FROM issued_paper"])
def test_what_was_issued_cannot_be_touched(store: Store, ground: Ground, act: str):
    issue(store, ground)
    with pytest.raises(Exception, match="append-only"), store.deciding(actor="thief", now=NOW) as work:
        work.session.connection().execute(text(act))


def test_a_file_that_was_changed_behind_our_back_is_found(sqlite_store: Store):
    ground = builders.ground(sqlite_store)
    told = issue(sqlite_store, ground)
    assert keeping.verify(sqlite_store).faults == ()
    whole = content(sqlite_store, told.uid)
    with sqlite_store.deciding(actor="thief", now=NOW) as work:
        connection = work.session.connection()
        connection.execute(text("DROP TRIGGER issued_paper_refuses_update"))
        connection.execute(text("UPDATE issued_paper SET content = :other"), {"other": whole + b" "})

    codes = {fault.code for fault in keeping.verify(sqlite_store).faults}

    assert codes == {"fault.trigger", "fault.issued"}


def test_a_schedule_says_what_stands_by_when_to_confirm_and_no_more(store: Store, ground: Ground):
    place(store, ground, "Thời sự trưa", date(2017, 4, 12), date(2017, 4, 10))
    with store.reading() as session:
        drawn = KIND.draw(session, key(ground), Stationery(DATED))
    lines = transcript.lines(drawn.make())

    rows = [line for line in lines if " | " in line]
    assert [row.split(" | ")[:2] for row in rows[1:]] == [["1", "thứ Hai, 10/4/2017"], ["2", "thứ Tư, 12/4/2017"]]
    assert any(line.startswith("Tổng cộng: 2 lượt phát với thời lượng") for line in lines)
    assert any("xác nhận lịch với Sở Tư pháp" in line for line in lines)
    assert drawn.file_name == "2017-04_lich_phat-song.docx"
