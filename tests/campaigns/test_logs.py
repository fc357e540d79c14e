"""Logs as stations write them: whatever the form and the encoding, what was written is read, and a bad line is named."""

import csv
import datetime as dt
import io
import unicodedata
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from campaigns import logs
from campaigns.errors import Refused
from campaigns.logs import cells, columns
from campaigns.reading.tables import MOST_ROWS, read_table
from campaigns.values.logs import Column, Entry

DAY = date(2017, 4, 12)
HEADS = ["Ngày", "Giờ phát", "Thời lượng", "Chương trình", "Nội dung"]
WORDS = ["Chào buổi sáng", "Thời sự trưa", "Một cửa ở xã", "Công khai thủ tục", "Gương tốt, việc tốt", "Hỏi – đáp"]
rows = st.lists(
    st.tuples(
        st.dates(date(2017, 4, 10), date(2017, 4, 14)), st.integers(18_000, 86_399), st.integers(1, 1_800),
        st.sampled_from(WORDS), st.sampled_from(WORDS),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


def written(told: list[tuple[date, int, int, str, str]]) -> list[list[str]]:
    return [
        [f"{day:%d/%m/%Y}", f"{start // 3600:02d}:{start // 60 % 60:02d}:{start % 60:02d}", f"{length}", name, title]
        for day, start, length, name, title in told
    ]


def told_of(log: logs.Log) -> list[tuple[date, int, int | None, str, str]]:
    return [(one.date, one.start_s, one.length_s, one.programme, one.title) for one in log.entries]


def as_csv(table: list[list[str]], mark: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="\r\n").writerows(table)
    return out.getvalue()


def as_1258(text: str) -> bytes:
    """Windows-1258 keeps five tones as marks of their own behind the letter."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    found = b""
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tones))
        found += (base + "".join(mark for mark in apart if mark in tones)).encode("cp1258", "replace")
    return found


@given(rows, st.sampled_from("\t;,|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.booleans())
def test_what_was_written_with_any_sign_between_the_cells_is_read(told, mark, encoding, headed):
    table = [HEADS, *written(told)] if headed else written(told)
    log = logs.read_log(read_table(as_csv(table, mark).encode(encoding), "log.csv"))

    assert log.unread == ()
    assert [(one[0], one[1], one[2]) for one in told_of(log)] == [one[:3] for one in told]
    if headed:
        assert told_of(log) == told


@given(rows)
def test_windows_1258_is_read_as_what_it_says(told):
    told = [(*one[:3], one[3].replace("–", "-"), one[4].replace("–", "-")) for one in told]
    log = logs.read_log(read_table(as_1258(as_csv([HEADS, *written(told)], ";")), "log.csv"))

    assert told_of(log) == told


@given(rows)
def test_columns_of_fixed_width_are_read(told):
    table = [HEADS, *written(told)]
    widths = [max(len(row[place]) for row in table) + 2 for place in range(len(HEADS))]
    lines = ["".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    text = "\n".join(["NHẬT KÝ PHÁT SÓNG", "", *lines])
    assert told_of(logs.read_log(read_table(text.encode(), "log.txt"))) == told


@given(rows)
def test_a_workbook_is_read_with_its_dates_hours_and_lengths(told):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        form = {name: book.add_format({"num_format": name}) for name in ("dd/mm/yyyy", "hh:mm:ss")}
        sheet.write_row(0, 0, HEADS)
        for place, (day, start, length, name, title) in enumerate(told, 1):
            sheet.write_datetime(place, 0, dt.datetime.combine(day, dt.time()), form["dd/mm/yyyy"])
            sheet.write_number(place, 1, start / 86_400, form["hh:mm:ss"])
            sheet.write_number(place, 2, length)
            sheet.write_row(place, 3, [name, title])
    assert told_of(logs.read_log(read_table(out.getvalue(), "log.xlsx"))) == told


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("5:30", 19_800), ("05h30", 19_800), ("5h30'", 19_800), ("5 giờ 30", 19_800), ("05:30:15", 19_815),
        ("24:10", 87_000), ("5h", 18_000), ("23g59", 86_340), ("05:30:15,5", 19_815), ("12/04/2017 05:30", 19_800),
        ("2017-04-12T05:30:15", 19_815), ("48:00", None), ("5:60", None), ("5.30", None), ("", None), ("sáng", None),
    ],
)  # fmt: skip
def test_hours_as_people_write_them(text, seconds):
    assert cells.read_start(text) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30", 30), ("30,5", 31), ("30.4", 30), ("30″", 30), ("30 giây", 30), ("1'30\"", 90), ("5 phút", 300),
        ("0:30", 30), ("00:00:30", 30), ("1:30", 90), ("00:01:30.2", 90), ("x", None), ("", None), ("phút", None),
    ],
)  # fmt: skip
def test_lengths_as_people_write_them(text, seconds):
    assert cells.read_length(text) == seconds


@pytest.mark.parametrize("text", ["12/04/2017", "12-4-17", "12.04.2017", "2017-04-12", "Thứ tư, 12/4/2017"])
def test_dates_as_people_write_them(text):
    assert cells.read_date(text) == DAY


@pytest.mark.parametrize("text", ["31/02/2017", "4/13/2017", "12/04/1999", "ngày mai", ""])
def test_what_is_no_date_is_none(text):
    assert cells.read_date(text) is None


@pytest.mark.parametrize(
    ("text", "starts", "at"),
    [
        ("Ngày;Giờ;Tên\n12/04/2017;23:50;A\n12/04/2017;0:10;B\n", 300, [(DAY, 85_800), (DAY, 87_000)]),
        ("Ngày;Giờ;Tên\n12/04/2017;24:10;B\n", 300, [(DAY, 87_000)]),
        ("Ngày;Giờ;Tên\n12/04/2017;0:10;B\n", 0, [(DAY, 600)]),
        ("Giờ;Tên\n13/04/2017 00:10;B\n", 300, [(DAY, 87_000)]),
        ("Giờ;Tên\n13/04/2017 05:10;B\n", 300, [(date(2017, 4, 13), 18_600)]),
    ],
)
def test_what_airs_after_midnight_belongs_to_the_broadcast_day(text, starts, at):
    log = logs.read_log(read_table(text.encode(), "x.csv"), day_start_minute=starts)
    assert [(one.date, one.start_s) for one in log.entries] == at


def test_a_line_that_cannot_be_read_is_named_with_its_number_and_nothing_else_is_lost():
    text = "Ngày;Giờ;Tên;TL\n12/04/2017;5:30;A;30\n31/02/2017;5:31;B;30\n;25h;C;30\n;50:00;D;30\n;6:00;;30\n;7:00;E;dài\nTổng;;;\n"
    log = logs.read_log(read_table(text.encode(), "x.csv"))

    assert [(one.number, one.title) for one in log.entries] == [(2, "A"), (4, "C")]
    assert [(one.number, one.code) for one in log.unread] == [
        (3, "line.bad_date"), (5, "line.bad_start"), (6, "line.bare"), (7, "line.bad_length"), (8, "line.no_start"),
    ]  # fmt: skip
    assert log.unread[0].raw == "31/02/2017;5:31;B;30"


def test_a_day_that_is_told_stands_for_lines_without_a_date_and_none_is_made_up():
    rows = read_table("Giờ;Tên\n5:30;A\n".encode(), "x.csv")
    assert [one.date for one in logs.read_log(rows, day=DAY).entries] == [DAY]
    assert [one.code for one in logs.read_log(rows).unread] == ["line.no_date"]


def test_the_end_tells_the_length_across_midnight():
    text = "Ngày;Giờ bắt đầu;Giờ kết thúc;Tên\n12/04/2017;23:50;0:10;A\n"
    assert logs.read_log(read_table(text.encode(), "x.csv")).entries == (
        Entry(2, "12/04/2017;23:50;0:10;A", DAY, 85_800, 1_200, "", "A", "", ""),
    )


def test_what_a_person_said_of_a_column_counts_for_the_next_log_too():
    rows = read_table("Ngày;Giờ;Ghi chú;Nội dung\n12/04/2017;5:30;Một cửa;QC\n".encode(), "x.csv")
    (entry,) = logs.read_log(rows, kept={"title": "Ghi chú", "programme": "Nội dung"}).entries
    assert (entry.title, entry.programme) == ("Một cửa", "QC")
    (entry,) = logs.read_log(rows, chosen={Column.DATE: 0, Column.START: 1, Column.TITLE: 2}).entries
    assert (entry.title, entry.programme) == ("Một cửa", "")
    assert columns.by_heads(["Giờ kết thúc", "Giờ", "Tên chương trình"]) == {
        Column.END: 0, Column.START: 1, Column.PROGRAMME: 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "upload.empty"), (b" \n \n", "upload.blank"), (b"%PDF-1.4", "log.wrong_type"),
        (b"PK\x03\x04 no workbook at all", "log.damaged"), (b"a;b\n" * (MOST_ROWS + 1), "log.too_many_rows"),
        (b"x" * (5 * 1024 * 1024 + 1), "log.too_large"), (b"\x00\x01\x02" * 40, "upload.not_text"),
        ("Gio;Ten\n5:30;Mét cöa ë x·, thñ tôc hµnh chÝnh\n".encode("latin-1"), "upload.legacy_encoding"),
    ],
)  # fmt: skip
def test_what_is_no_log_is_refused(data, code):
    with pytest.raises(Refused) as refused:
        read_table(data, "x.csv")
    assert refused.value.code == code
    assert refused.value.facts["name"] == "x.csv"


@given(st.binary(max_size=400))
def test_no_bytes_do_worse_than_a_refusal(data):
    try:
        rows = read_table(data, "x")
    except Refused:
        return
    log = logs.read_log(rows, day=DAY)
    assert len(log.entries) + len(log.unread) <= len(rows)
