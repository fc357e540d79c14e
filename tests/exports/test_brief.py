"""Briefs: valid files, nothing lost, every sum right, the same bytes for the same view."""

import hashlib
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from campaigns.errors import Refused
from campaigns.values.papers import BriefDetails, BriefView, OfficeView, PlanCitation, Segment
from campaigns.values.words import ChannelKind
from exports import wording
from exports.brief import (
    article_outline,
    brief,
    display_name,
    file_name,
    production_brief,
    required_fields,
    slip_code,
    word_budget,
)
from exports.brief.completeness import word_count
from tests.exports.brief_strategies import articles, briefs, programmes
from tests.exports.brief_views import ARTICLE, PROGRAMME, slot

HERE = Path(__file__).parent
thorough = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
UNITS_S = {"giờ": 3600, "phút": 60, "giây": 1}


def lines(paper: bytes) -> list[str]:
    """Every paragraph of the body, those of tables too, top to bottom."""

    def walk(blocks: object) -> Iterator[str]:
        for block in blocks.iter_inner_content():  # type: ignore[attr-defined]
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in dict.fromkeys(row._tr.tc_lst):
                        yield from ("".join(text.text or "" for text in line.iter("{*}t")) for line in cell.p_lst)
            else:
                yield block.text

    return list(walk(Document(io.BytesIO(paper))))


def tables(paper: bytes) -> dict[str, list[list[str]]]:
    """Data tables by caption: their rows as texts."""
    found = {}
    for table in Document(io.BytesIO(paper)).tables:
        caption = table._tbl.tblPr.find("{*}tblCaption")
        if caption is not None:
            found[next(iter(caption.values()))] = [[cell.text for cell in row.cells] for row in table.rows]
    return found


def seconds(told: str) -> int:
    """Length of ``2 phút 20 giây``."""
    return sum(int(count.replace(".", "")) * UNITS_S[unit] for count, unit in re.findall(r"([\d.]+) (\w+)", told))


def audit(paper: bytes) -> list[object]:
    """What the Open XML SDK's rules have against a file."""
    with tempfile.NamedTemporaryFile(suffix=".docx") as kept:
        kept.write(paper)
        kept.flush()
        return list(OpenXmlValidator().validate(kept.name).errors)


def texts_of(view: BriefView) -> Iterator[str]:
    """Everything that was typed and belongs on the paper."""
    office, details, at = view.office, view.details, view.slot
    yield from (office.superior_agency.upper(), office.agency.upper(), office.signatory_title.upper())
    yield from (office.signs_for.upper(), office.signatory_name, at.title, at.outlet, at.channel, at.programme)
    yield from (at.theme, details.message, details.contact, details.genre)
    for row in (*details.running_order, *details.passages):
        yield from (row.part, row.content)
    yield from (text for step in details.steps for text in (step.work, step.unit))
    yield from (segment.picture_and_sound for segment in details.running_order)
    if view.slot.channel_kind is ChannelKind.PRINT:
        yield from (details.headline, details.sapo)
        yield from (text for photo in details.photos for text in (photo.picture, photo.caption))


def listed_of(view: BriefView) -> Iterator[str]:
    """What stands in lists, where a closing mark may replace the typed one."""
    details = view.details
    yield from (*details.legal_basis, *details.people, *details.places, *view.office.recipients)


@thorough
@given(briefs)
def test_every_brief_is_a_valid_file(view):
    assert audit(brief(view)) == []


@thorough
@given(briefs)
def test_no_text_is_lost_on_the_way_to_paper(view):
    told = set(lines(brief(view)))

    wanted = {line for text in texts_of(view) for line in wording.tidy(text).split("\n")} - {""}
    assert wanted <= told
    ends = {line.removeprefix("- ").rstrip(";.") for line in told}
    for text in listed_of(view):
        if bare := wording.tidy(text).replace("\n", " "):
            assert bare.rstrip(" ;.,") in ends


@thorough
@given(programmes())
def test_the_running_order_adds_up_and_fits_the_tongue(view):
    rows = tables(production_brief(view))["Khung kịch bản"]

    body, total = rows[1:-1], rows[-1]
    assert [row[0] for row in body] == [str(place) for place in range(1, len(body) + 1)]
    assert sum(seconds(row[-2]) for row in body) == seconds(total[-2]) == view.slot.duration_s
    words = [int(row[-1].replace(".", "")) for row in body]
    assert sum(words) == int(total[-1].replace(".", ""))
    for segment, count in zip(view.details.running_order, words, strict=True):
        rate = min(view.speech_rate, 270)
        assert count * 60 <= segment.duration_s * rate < (count + 1) * 60 if segment.spoken else count == 0


@thorough
@given(articles())
def test_an_outline_adds_up_to_the_words_ordered(view):
    rows = tables(article_outline(view))["Đề cương chi tiết"]

    words = [int(row[-1].replace(".", "")) for row in rows[1:]]
    assert sum(words[:-1]) == words[-1] == word_count(view)


@thorough
@given(briefs, st.data())
def test_a_brief_is_made_exactly_when_nothing_is_missing(view, data):
    assert required_fields(view) == ()
    gaps = data.draw(st.sets(st.sampled_from(["message", "office.place", "plan.title", "plan.signed_on"])))
    if "message" in gaps:
        view = replace(view, details=replace(view.details, message=" \x00 "))
    if "office.place" in gaps:
        view = replace(view, office=replace(view.office, place=""))
    if "plan.title" in gaps:
        view = replace(view, plan=replace(view.plan, title="\n"))
    if "plan.signed_on" in gaps:
        view = replace(view, plan=replace(view.plan, signed_on=None))

    assert set(required_fields(view)) == gaps
    if gaps:
        with pytest.raises(Refused) as refusal:
            brief(view)
        assert refusal.value.code == "brief.incomplete"
        assert set(refusal.value.facts["fields"]) == gaps


@thorough
@given(briefs)
def test_file_names_are_plain_ascii_and_display_names_fit_any_disk(view):
    assert re.fullmatch(r"\d{4}-\d\d-\d\d_(psx|dcb)(_[a-z0-9-]+)+\.docx", file_name(view))
    assert not re.search(r'[/\\:*?"<>|\x00-\x1f\ud800-\udfff]', display_name(view))
    assert len(display_name(view)) < 180


def test_the_same_view_gives_the_same_bytes_in_another_process_whoever_comes_first():
    script = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from brief_views import ARTICLE, PROGRAMME\nfrom exports.brief import brief\n"
        "papers = list(ThreadPoolExecutor(8).map(brief, [ARTICLE, PROGRAMME] * 8))\n"
        "assert len(set(papers)) == 2\n"
        "print(hashlib.sha256(papers[0] + papers[1]).hexdigest())"
    )
    command = [sys.executable, "-c", script, str(HERE), str(HERE.parents[1])]
    told = {
        subprocess.run(command, env={"PYTHONHASHSEED": seed, "TZ": zone}, check=True, capture_output=True).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh"))
    }

    assert told == {f"{hashlib.sha256(brief(ARTICLE) + brief(PROGRAMME)).hexdigest()}\n".encode()}


def test_the_file_says_whose_it_is_and_carries_no_time_but_the_papers_own():
    about = Document(io.BytesIO(brief(PROGRAMME))).core_properties

    assert (about.title, about.author, about.language, about.revision) == (
        PROGRAMME.slot.title, "Sở Tư pháp", "vi-VN", 1,
    )  # fmt: skip
    assert about.subject == wording.cite_in_full(PROGRAMME.plan)
    assert about.created == about.modified == datetime(2017, 3, 6, tzinfo=UTC)
    assert about.comments == ""


def test_what_a_station_reads_in_its_brief():
    paper = brief(PROGRAMME)

    assert lines(paper)[:12] == [
        "UBND TỈNH BÌNH PHƯỚC", "SỞ TƯ PHÁP", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "", "Số: PSX-2017-03-02", "Bình Phước, ngày 06 tháng 3 năm 2017",
        "PHIẾU SẢN XUẤT CHƯƠNG TRÌNH", "Một cửa hiện đại ở thị xã Đồng Xoài: hồ sơ đất đai trả trước hẹn", "", "",
    ]  # fmt: skip
    facts = dict(tables(paper)["Thông tin chung"])
    assert facts["Ngày, giờ phát"] == "19 giờ 45 phút, thứ Năm, 16/3/2017"
    assert facts["Phát lại"] == "6 giờ 00 phút, thứ Sáu, 17/3/2017, Truyền hình BPTV1"
    assert tables(paper)["Khung kịch bản"][4:] == [
        ["4", "Phỏng vấn", "Lãnh đạo UBND thị xã nói về cách giữ lời hẹn", "Cỡ trung, tiếng hiện trường",
         "1 phút 10 giây", "256"],
        ["5", "Kết", "Số điện thoại đường dây nóng", "Chữ trên màn hình", "15 giây", "55"],
        ["Tổng cộng", "Tổng cộng", "Tổng cộng", "Tổng cộng", "5 phút", "1.062"],
    ]  # fmt: skip
    assert [row[1:] for row in tables(paper)["Tiến độ thực hiện"][1:]] == [
        ["Xác nhận lịch phát sóng", "Đài Phát thanh và Truyền hình Bình Phước", "thứ Tư, 08/3/2017"],
        ["Ghi hình tại bộ phận một cửa", "Đài và phòng KSTTHC", "thứ Năm, 09/3/2017"],
        ["Gửi kịch bản để duyệt", "Phòng Chuyên đề của Đài", "thứ Sáu, 10/3/2017"],
        ["Bàn giao thành phẩm", "Phòng Chuyên đề của Đài", "thứ Ba, 14/3/2017"],
        ["Phát sóng", "Đài Phát thanh và Truyền hình Bình Phước", "thứ Năm, 16/3/2017"],
    ]
    assert lines(paper)[-13:] == [
        "V. KINH PHÍ",
        "Kinh phí sản xuất, phát sóng: 4.500.000\N{NO-BREAK SPACE}đồng (Bằng chữ: Bốn triệu năm trăm nghìn đồng).",
        "Sở Tư pháp đề nghị Đài Phát thanh và Truyền hình Bình Phước phối hợp thực hiện./.",
        "", "Nơi nhận:", "- Đài Phát thanh và Truyền hình Bình Phước;", "- Giám đốc Sở (để báo cáo);",
        "- Lưu: VT, KSTTHC.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "Lê Thị Minh Hạnh", "",
    ]  # fmt: skip


def test_the_smallest_brief_asks_for_little_and_invents_nothing():
    view = BriefView(
        office=OfficeView("Sở Tư pháp", "Bình Phước", "Giám đốc", "Nguyễn Văn Bình"),
        plan=PlanCitation("36", "KH-UBND", date(2017, 2, 16), "UBND tỉnh", "Truyền thông năm 2017"),
        slot=slot(),
        details=BriefDetails(message="Nộp một nơi.", running_order=(Segment("Phóng sự", 300),)),
        speech_rate=220,
        form=PROGRAMME.form,
        drawn_up_on=date(2017, 3, 6),
        slip_number=None,
        day_open=True,
    )
    paper = brief(view)

    text = "\n".join(lines(paper))
    assert "KINH PHÍ" not in text
    assert "Nhân vật" not in text
    assert "liên hệ" not in text
    assert f"Số: PSX-2017-03-{wording.NO_BREAK * 6}" in text
    assert f"ngày {wording.NO_BREAK * 6} tháng 3 năm 2017" in text
    assert tables(paper)["Khung kịch bản"] == [
        ["STT", "Phần", "Nội dung", "Thời lượng", "Số chữ tối đa"],
        ["1", "Phóng sự", "", "5 phút", "1.100"],
        ["Tổng cộng", "Tổng cộng", "Tổng cộng", "5 phút", "1.100"],
    ]
    assert audit(paper) == []


def test_what_is_missing_is_named_all_at_once():
    bare = replace(PROGRAMME, details=BriefDetails(running_order=(Segment(" ", 299),)), slot=slot(title=""))

    assert required_fields(bare) == (
        "title", "message", "script_unit", "material_unit", "running_order.part", "running_order.total",
    )  # fmt: skip
    assert required_fields(replace(ARTICLE, details=BriefDetails(message="x"), word_limit=None)) == (
        "script_unit", "word_count", "passages",
    )  # fmt: skip
    assert required_fields(replace(PROGRAMME, speech_rate=0)) == ("outlet.speech_rate",)


def test_each_paper_is_for_its_own_kind_of_slot():
    for make, view in ((production_brief, ARTICLE), (article_outline, PROGRAMME)):
        with pytest.raises(Refused, match=r"^brief\.wrong_kind"):
            make(view)


def test_music_takes_no_words_and_no_reader_is_rushed():
    assert word_budget(Segment("Nhạc hiệu", 10, spoken=False), 220) == 0
    assert word_budget(Segment("Tin", 20), 220) == 73
    assert word_budget(Segment("Tin", 60), 400) == 270


def test_names_of_files():
    assert slip_code(PROGRAMME) == "PSX-2017-03-02"
    short = replace(PROGRAMME, slot=slot(title="Cải cách TTHC"))
    assert file_name(short) == "2017-03-16_psx_bptv_cai-cach-tthc_02.docx"
    assert display_name(short) == "Phiếu sản xuất chương trình PSX-2017-03-02 - Cải cách TTHC.docx"
    assert file_name(ARTICLE) == "2017-03-16_dcb_bao-bp_guong-cong-chuc-mot-cua-o-xa-vung-sau_03.docx"
    assert file_name(replace(short, slip_number=None)) == "2017-03-16_psx_bptv_cai-cach-tthc.docx"


def test_nobody_stands_above_in_a_brief_so_nobody_is_as_above():
    told = lines(brief(replace(PROGRAMME, office=replace(PROGRAMME.office, recipients=("Như trên;", "Phòng Văn hoá")))))

    assert not any("Như trên" in line for line in told)
    assert any("Phòng Văn hoá" in line for line in told)
