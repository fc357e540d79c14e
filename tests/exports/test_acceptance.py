"""Acceptance minutes on paper: valid files, every entry and every sum, the same bytes for the same view."""

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from campaigns.values.acceptance import Entry, Ground, Minutes
from campaigns.values.ledger import Amount
from campaigns.values.slots import Placed
from exports import wording
from exports.acceptance import acceptance_minutes, display_name, file_name
from tests.exports.brief_views import OFFICE, PLAN
from tests.exports.test_brief import audit, lines, tables

AIRED = Entry(
    "a", date(2017, 4, 12), 690, "Thời sự trưa", "A · Chính sách", Ground.AIRED, Amount(45, 0, 600_000), priced=True
)
ARTICLE = replace(
    AIRED,
    slot="b",
    start_minute=None,
    programme="Chuyên trang",
    amount=Amount(0, 1, 1_200_000),
    placed=Placed("1204", "3"),
)
UNPRICED = replace(AIRED, slot="c", amount=Amount(30), ground=Ground.SHORT, priced=False)
CORRECTION = replace(AIRED, slot="d", amount=Amount(-45, 0, -600_000), ground=Ground.CORRECTION)
MINUTES = Minutes(
    campaign_id=1, outlet_id=1, outlet="Đài Phát thanh và Truyền hình Bình Phước", contact="Phạm Văn Sóng",
    month="2017-04", number=3, entries=(AIRED, ARTICLE, UNPRICED), office=OFFICE, plan=PLAN, dated=date(2017, 5, 5),
)  # fmt: skip

amounts = st.one_of(
    st.builds(Amount, st.integers(1, 7_200), st.just(0), st.integers(0, 10**9)),
    st.builds(Amount, st.just(0), st.just(1), st.integers(0, 10**9)),
)
entries = st.builds(
    Entry, slot=st.uuids().map(str), date=st.dates(date(2017, 1, 1), date(2017, 12, 31)),
    start_minute=st.none() | st.integers(0, 1_439), programme=st.text(min_size=1, max_size=40).filter(wording.says),
    theme=st.just("B · Quyền và nghĩa vụ"), ground=st.sampled_from(Ground), amount=amounts, priced=st.booleans(),
    placed=st.builds(Placed, st.text(max_size=20), st.text(max_size=20)),
)  # fmt: skip


@given(st.lists(entries, min_size=1, max_size=30))
def test_every_entry_stands_in_a_valid_file_and_the_sum_is_theirs(told):
    view = replace(MINUTES, entries=tuple(told))
    paper = acceptance_minutes(view)

    assert audit(paper) == []
    table = tables(paper)["Khối lượng nghiệm thu"]
    assert [row[0] for row in table[1:-1]] == [str(place) for place in range(1, len(told) + 1)]
    worth = wording.grouped(sum(one.amount.vnd for one in told))
    assert table[-1][-1] == (worth if any(one.priced for one in told) else "chưa có giá")
    assert acceptance_minutes(view) == paper


def test_what_both_sides_read():
    paper = "\n".join(lines(acceptance_minutes(MINUTES)))

    for words in (
        "BIÊN BẢN", "đến hết tháng 4 năm 2017", "Bên A: Sở Tư pháp", "Bên B: Đài Phát thanh và Truyền hình Bình Phước",
        "Đại diện: Phạm Văn Sóng.", "11:30" if "11:30" in paper else "11 giờ 30", "1 bài", "Phát thiếu", "chưa có giá",
        "Tổng giá trị nghiệm thu: 1.800.000", "Một triệu tám trăm nghìn đồng", "1 dòng chưa có đơn giá", "02 bản",
        "ĐẠI DIỆN BÊN A", "ĐẠI DIỆN BÊN B", "36/KH-UBND",
    ):  # fmt: skip
        assert words in paper


def test_where_nothing_has_a_price_no_sum_is_told():
    table = tables(acceptance_minutes(replace(MINUTES, entries=(UNPRICED,))))["Khối lượng nghiệm thu"]

    assert [row[-1] for row in table[1:]] == ["chưa có giá", "chưa có giá"]


def test_a_correction_says_by_how_much_less():
    paper = "\n".join(lines(acceptance_minutes(replace(MINUTES, entries=(CORRECTION,)))))

    assert "giảm 45 giây" in paper
    assert "Điều chỉnh biên bản trước" in paper
    assert "Tổng giá trị giảm: 600.000" in paper


def test_where_nothing_is_to_be_accepted_it_is_said_without_a_table():
    paper = acceptance_minutes(replace(MINUTES, entries=(), month="2017-02"))

    assert "Khối lượng nghiệm thu" not in tables(paper)
    told = "\n".join(lines(paper))
    assert "đến hết tháng 02 năm 2017 không có lượt phát sóng, bài đăng nào đủ minh chứng" in told
    assert "Tổng" not in told


def test_place_and_end_are_left_to_the_hand_and_the_sums_count_no_rows():
    told = "\n".join(lines(acceptance_minutes(MINUTES)))

    assert re.search(r"Hôm nay, ngày 05 tháng 5 năm 2017, tại \.{30}, hai bên gồm:", told)
    assert "Biên bản lập xong hồi ........ giờ ........ phút cùng ngày, thành 02 bản" in told
    assert "Tổng khối lượng: thời lượng 1 phút 15 giây, 1 bài." in told


def test_nobody_is_invented_who_was_not_named():
    paper = "\n".join(lines(acceptance_minutes(replace(MINUTES, contact=""))))

    assert "Đại diện: ....." in paper
    bare = replace(MINUTES, office=replace(OFFICE, signatory_name="", signatory_title=""))
    assert "Đại diện: ," not in "\n".join(lines(acceptance_minutes(bare)))


def test_signed_minutes_carry_their_number_and_files_are_named_by_month_and_outlet():
    assert "Số: 03/BB-STP" in "\n".join(lines(acceptance_minutes(replace(MINUTES, paper="03/BB-STP"))))
    assert file_name(MINUTES) == "2017-04_nghiem-thu_dai-phat-thanh-va-truyen-hinh-binh-phuoc_03.docx"
    assert display_name(MINUTES).startswith("Biên bản nghiệm thu 03 - Đài")
