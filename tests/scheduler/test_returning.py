"""The list that goes out in Word and comes back: what was written in it is taken, what was touched is refused."""

import io
import subprocess
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from campaigns.errors import NotFound, Refused
from campaigns.keys import Keys
from campaigns.queries import history
from campaigns.reading import child
from campaigns.store import Store
from campaigns.values.words import Evidence, SlotState
from exports.airings import LENGTH, STARTS, airing_list, file_name
from scheduler.services import returning
from tests.builders import MONTH, Ground, ground
from tests.scheduler import month
from tests.scheduler.test_obligations import LATER

NOON = "Thời sự trưa"
DAYS = tuple(date(2017, 4, day) for day in range(3, 9))
AFTER = LATER + timedelta(days=20)


@pytest.fixture
def site(store: Store) -> Ground:
    return ground(store)


@pytest.fixture
def uids(store: Store, site: Ground) -> Sequence[str]:
    return month.confirmed(store, site, NOON, *DAYS)


def sent(store: Store, site: Ground, keys: Keys | None = None) -> bytes:
    with store.reading() as session:
        view = returning.drawn(session, keys or store.keys, site.windows[NOON].outlet_id, MONTH, dated=date(2017, 5, 2))
    return airing_list(view)


def edited(paper: bytes, edit: Callable[[Any], None]) -> bytes:
    """The file after somebody has worked on its table in a word processor."""
    document = Document(io.BytesIO(paper))
    edit(document.tables[-1])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def take(store: Store, site: Ground, paper: bytes) -> returning.Returned:
    with store.deciding(actor="lan", now=AFTER) as work:
        return returning.take(work, site.windows[NOON].outlet_id, child.read_rows(paper), by="Đài")


def write(table: Any, row: int, place: int, text: str) -> None:
    table.rows[row].cells[place].text = text


def test_two_cells_that_were_filled_in_are_two_attestations(store: Store, site: Ground, uids: Sequence[str]) -> None:
    def edit(table: Any) -> None:
        write(table, 1, STARTS, "11h31")
        write(table, 3, STARTS, "11:45:10")
        write(table, 3, LENGTH, "30 giây")

    told = take(store, site, edited(sent(store, site), edit))

    assert (told.attested, told.missed, told.unread) == ((uids[0], uids[2]), (), ())
    first, third = month.slot(store, uids[0]), month.slot(store, uids[2])
    assert (first.state, first.evidence, first.actual_duration_s) == (SlotState.AIRED, Evidence.ATTESTED, 45)
    assert first.actual_starts_at - first.starts_at == timedelta(minutes=1)
    assert third.actual_duration_s == 30
    assert month.slot(store, uids[1]).state is not SlotState.AIRED


def test_an_unedited_file_changes_nothing_nor_does_the_same_file_again(store, site, uids) -> None:
    paper = sent(store, site)
    with store.reading() as session:
        before = history.head(session)
    assert take(store, site, paper) == returning.Returned((), (), len(uids), ())
    with store.reading() as session:
        assert history.head(session) == before

    filled = edited(paper, lambda table: write(table, 2, STARTS, "11:30:20"))
    assert take(store, site, filled).attested == (uids[1],)
    (again,) = take(store, site, filled).unread
    assert again.code == "airings.known"  # without its length it reads otherwise than what is on record
    assert take(store, site, sent(store, site)).same == len(uids)  # what is on record stands in the next list


def test_what_did_not_go_out_opens_an_obligation(store: Store, site: Ground, uids: Sequence[str]) -> None:
    told = take(store, site, edited(sent(store, site), lambda table: write(table, 2, STARTS, "Không phát")))

    assert told.missed == (uids[1],)
    assert month.slot(store, uids[1]).state is SlotState.MISSED


def hidden_of(row: Any) -> Any:
    (found,) = [run for run in row.cells[0].paragraphs[0].runs if run.font.hidden]
    return found


def _forge(table: Any) -> None:
    run = hidden_of(table.rows[2])
    run.text = run.text[:-1] + ("0" if run.text[-1] != "0" else "1")


def _strip(table: Any) -> None:
    hidden_of(table.rows[2]).text = ""


def _copy(table: Any) -> None:
    hidden_of(table.rows[2]).text = hidden_of(table.rows[1]).text


def _garble(table: Any) -> None:
    write(table, 2, STARTS, "trưa")


@pytest.mark.parametrize(
    ("touch", "code"),
    [
        (_forge, "airings.touched"),
        (_strip, "airings.touched"),
        (_copy, "airings.twice"),
        (_garble, "airings.bad_start"),
    ],
)
def test_a_row_that_was_touched_is_refused_by_its_number_and_the_others_are_taken(
    store, site, uids, touch, code
) -> None:
    def edit(table: Any) -> None:
        for row in (1, 2, 3):
            write(table, row, STARTS, "11:30")
        touch(table)

    told = take(store, site, edited(sent(store, site), edit))

    assert [(one.number, one.code) for one in told.unread] == [("2", code)]
    assert told.attested == (uids[0], uids[2])


def test_a_document_from_elsewhere_is_refused(store: Store, site: Ground, uids: Sequence[str]) -> None:
    other = edited(sent(store, site, Keys("khoá của nơi khác " * 3)), lambda table: write(table, 1, STARTS, "11:30"))
    for paper in (other, edited(sent(store, site), lambda table: [_no_identity(row) for row in table.rows[1:]])):
        with pytest.raises(Refused, match=r"airings\.elsewhere"):
            take(store, site, paper)
    with pytest.raises(NotFound, match=r"airings\.none"), store.reading() as session:
        returning.drawn(session, store.keys, 1, "2017-09", dated=DAYS[0])


def _no_identity(row: Any) -> None:
    hidden_of(row).text = ""


def test_another_outlets_list_is_refused_row_by_row(store: Store, site: Ground, uids: Sequence[str]) -> None:
    paper = edited(sent(store, site), lambda table: write(table, 1, STARTS, "11:30"))
    with store.deciding(actor="lan", now=AFTER) as work:
        told = returning.take(work, site.windows["Huyện Lộc Ninh"].outlet_id, child.read_rows(paper), by="Đài")

    assert {one.code for one in told.unread} == {"airings.other_outlet"}
    assert told.attested == ()


def test_the_list_is_valid_the_same_bytes_twice_and_survives_another_word_processor(
    store: Store, site: Ground, uids: Sequence[str], tmp_path: Path
) -> None:
    paper = sent(store, site)
    file = tmp_path / "danh-sach.docx"
    file.write_bytes(paper)
    assert list(OpenXmlValidator().validate(str(file)).errors) == []
    assert sent(store, site) == paper
    with store.reading() as session:
        view = returning.drawn(session, store.keys, 1, MONTH, dated=DAYS[0])
    assert file_name(view).isascii()

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    saved = (tmp_path / "out" / "danh-sach.docx").read_bytes()
    assert [hidden for _shown, hidden in child.read_rows(saved) if hidden] == [
        hidden for _shown, hidden in child.read_rows(paper) if hidden
    ]
    assert take(store, site, edited(saved, lambda table: write(table, 1, STARTS, "11:30"))).attested == (uids[0],)
