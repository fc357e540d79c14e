"""Achieved against agreed: figures that add up, in charts, tables and files."""

import csv
import io
import zipfile
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from campaigns.services import outlets as services
from exports import figures
from scheduler import achieved
from scheduler.achieved import Achieved
from scheduler.services import answers
from tests.builders import signed_in, staff
from tests.conftest import NOW
from tests.scheduler.month import confirm, send, slot
from tests.web.outlets import laid_out

DAYS = (date(2017, 4, 3), date(2017, 4, 4), date(2017, 4, 5))
counts = st.integers(0, 50)
shares = st.builds(Achieved, counts, counts, counts, counts, counts, counts)


@pytest.fixture
def site(sqlite_store, present):
    """Three slots: one aired, one agreed, one laid out."""
    found, programme, uids = laid_out(sqlite_store, *DAYS)
    send(sqlite_store, "2017-04", found.windows[programme].outlet_id)
    confirm(sqlite_store, uids[:2])
    present.at = slot(sqlite_store, uids[0]).ends_at + timedelta(hours=1)
    with sqlite_store.deciding(actor="Đài", now=present.at) as work:
        row = work.slot(uids[0], seen_version=None)
        answers.attest(
            work, uids[0], seen_version=row.version, starts_at=row.starts_at, duration_s=row.duration_s + 5, by="Đài"
        )
    return found, programme, uids


@given(
    st.dictionaries(st.tuples(st.sampled_from(["2017-04", "2017-05"]), st.integers(1, 3), st.integers(1, 5)), shares)
)
def test_every_way_of_adding_up_gives_the_whole(found):
    for part in range(3):
        by = achieved.added(found, place=part)
        assert achieved.whole({(str(n), 0, 0): one for n, one in enumerate(by.values())}) == achieved.whole(found)


def test_the_page_tells_what_came_about(client, site, sqlite_store):
    found, programme, _uids = site
    html = signed_in(client, "viewer").get("/reports").get_data(as_text=True)

    assert "1/3" in html  # aired of placed, where no quota is agreed
    assert "chỉ tiêu: chưa có" in html
    assert 'role="img"' in html
    assert '<option value="2017-04" selected>' in html
    with sqlite_store.deciding(actor="lan", now=NOW) as work:
        services.set_quota(
            work, campaign_id=found.campaign_id, outlet_id=found.windows[programme].outlet_id, window_id=None,
            theme_id=None, month=None, spots=4, source="Biên bản ngày 03/03/2017",
        )  # fmt: skip
    assert "1/4" in client.get("/reports?from=2017-04&to=2017-04").get_data(as_text=True)
    assert "1/8" in client.get("/reports?from=2017-03&to=2017-04").get_data(as_text=True)


@pytest.mark.parametrize("asked", ["?from=x&to=y", "?from=2017-09&to=2017-02", "?campaign=khong-co", "?from=1999-01"])
def test_an_address_that_asks_for_nothing_that_is_shows_the_nearest(client, site, asked):
    assert signed_in(client).get(f"/reports{asked}").status_code == 200


def test_a_site_without_a_campaign_says_so(client, sqlite_store):
    staff(sqlite_store)
    officer = signed_in(client)

    assert "Chưa có chiến dịch nào để báo cáo." in officer.get("/reports").get_data(as_text=True)
    assert officer.get("/reports/figures.csv").status_code == officer.get("/reports/figures.xlsx").status_code == 200


def test_files_hold_the_figures_of_the_page_and_are_the_same_each_time(client, site):
    officer = signed_in(client)
    asked = "?from=2017-04&to=2017-04"

    told = officer.get(f"/reports/figures.csv{asked}")
    assert told.data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(told.data.decode("utf-8-sig")), delimiter=";")
    assert (row["Tháng"], row["Đã đặt"], row["Đã xác nhận"], row["Đã phát, đăng"], row["Lỡ phát"]) == (
        "2017-04",
        "3",
        "2",
        "1",
        "0",
    )
    assert int(row["Thời lượng đã phát (giây)"]) % 5 == 0
    assert officer.get(f"/reports/figures.csv{asked}").data == told.data

    book = officer.get(f"/reports/figures.xlsx{asked}")
    assert "KH-UBND" in book.headers["Content-Disposition"]
    assert officer.get(f"/reports/figures.xlsx{asked}").data == book.data
    cells = sheet(book.data)
    assert cells[0][:3] == ["Tháng", "Đài, báo", "Chủ đề"]
    assert cells[1][3:7] == ["3", "2", "1", "0"]


def sheet(content: bytes) -> list[list[str]]:
    """The cells of a workbook's first sheet, read without the library that wrote them."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        strings = ["".join(one.itertext()) for one in etree.fromstring(file.read("xl/sharedStrings.xml"))]
        rows = etree.fromstring(file.read("xl/worksheets/sheet1.xml")).iter(f"{space}row")
        return [
            [strings[int(cell[0].text)] if cell.get("t") == "s" else str(cell[0].text) for cell in row] for row in rows
        ]


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.integers(-(10**9), 10**9), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))
            ),
            min_size=2,
            max_size=2,
        ),
        max_size=4,
    )
)
def test_no_text_of_a_table_becomes_a_formula(rows):
    told = figures.as_csv(["a", "b"], rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(told, newline=""), delimiter=";"))

    assert [len(row) for row in read[1:]] == [2] * len(rows)
    for line, row in zip(read[1:], rows, strict=True):
        for cell, was in zip(line, row, strict=True):
            if isinstance(was, str):
                assert not cell.startswith(("=", "+", "-", "@"))
                assert cell.removeprefix("'") == was or cell == was
    book = figures.as_workbook("x", ["a", "b"], rows, made_at=NOW)
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")
