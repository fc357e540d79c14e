"""Chương trình phối hợp: a year's airtime or articles with one outlet, agreed by both heads."""

from dataclasses import dataclass
from typing import Final

from campaigns.values.issued import Stationery
from campaigns.values.papers import OfficeView, PlanCitation
from campaigns.values.programme import ProgrammeDetails
from exports import stationery, wording
from exports.administrative import END_MARK, About, Align, Column, Paper, Signature, TableForm

_TABLE: Final = TableForm(
    "Nội dung, thời lượng, định kỳ",
    "Mỗi dòng là một chuyên mục với số kỳ đã thống nhất trong năm; dòng cuối là tổng.",
    (
        Column("STT", 13, Align.CENTRE),
        Column("Chuyên mục", 0),
        Column("Số kỳ/năm", 18, Align.FIGURE),
        Column("Thời lượng/kỳ", 26, Align.CENTRE),
        Column("Khung giờ", 44),
        Column("Phát lại", 26),
    ),
    total_from=2,
)


_FUNDING: Final = (
    "Kinh phí thực hiện theo dự toán được cấp có thẩm quyền phê duyệt và đơn giá hai bên thống nhất; thanh toán theo "
    "khối lượng đã nghiệm thu."
)
MOST_IN_A_LINE: Final = 3
"""More papers than these, by which numbers were agreed, are listed one by one."""
USUAL_FUNDING: Final = (_FUNDING,)
"""Where the money comes from, without a figure that nobody gave."""
USUAL_CARRYING_OUT: Final = (
    "Hai bên cử đầu mối theo dõi, trao đổi thường xuyên trong quá trình thực hiện.",
    "Chương trình có hiệu lực từ ngày ký; việc sửa đổi, bổ sung do hai bên thống nhất bằng văn bản.",
)


@dataclass(frozen=True, slots=True)
class Strand:
    """A programme or page with what was agreed for it."""

    window: int
    name: str  # with its channel
    times: int  # in the year
    length: str  # "5 phút", "1 bài, 800 chữ"; empty: not agreed
    when: str  # "thứ Hai, thứ Tư: 19 giờ 45 phút"
    source: str  # the paper or person that gave the number


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A year's joint programme with an outlet."""

    office: OfficeView
    plan: PlanCitation
    outlet: str
    press: bool  # articles alone
    year: int
    themes: tuple[str, ...]
    strands: tuple[Strand, ...]
    details: ProgrammeDetails
    given: Stationery
    recipients: tuple[str, ...]


def programme(view: ProgrammeView) -> bytes:
    """The programme as a .docx file for both heads to sign; equal views give equal bytes."""
    office, details = view.office, view.details
    paper = Paper().head(stationery.head(office, view.given, symbol=symbol(office)))
    about = "đăng bài" if view.press else "phát sóng"
    paper.name("Chương trình phối hợp", f"Truyền thông, {about} năm {view.year} giữa {office.agency} và {view.outlet}")
    paper.text(
        f"Thực hiện {wording.cite_in_full(view.plan)}, {office.agency} và {view.outlet} thống nhất chương trình "
        f"phối hợp năm {view.year} như sau:",
        keep=True,
    )
    paper.heading(1, "I. Mục đích, yêu cầu").items(details.purposes or usual_purposes(view))
    paper.heading(1, "II. Nội dung, thời lượng, định kỳ")
    paper.heading(2, "1. Nội dung")
    if view.themes:
        paper.items(view.themes)
    else:
        paper.text(f"Theo nội dung của {wording.cite(view.plan)}.")
    paper.heading(2, "2. Thời lượng, định kỳ")
    _strands(paper, view)
    paper.heading(1, "III. Trách nhiệm các bên")
    paper.heading(2, f"1. {office.agency}").items(details.office_duties or usual_office_duties(view))
    paper.heading(2, f"2. {view.outlet}").items(details.outlet_duties or usual_outlet_duties(view))
    paper.heading(1, "IV. Kinh phí")
    for line in details.funding or USUAL_FUNDING:
        paper.text(line)
    paper.heading(1, "V. Tổ chức thực hiện")
    *lines, last = details.carrying_out or USUAL_CARRYING_OUT
    for line in lines:
        paper.text(line)
    paper.text(f"{last.rstrip(' .;')}{END_MARK}", keep=True)
    _sign(paper, view)
    title = f"Chương trình phối hợp năm {view.year} với {view.outlet}"
    return paper.as_bytes(About(title, wording.cite_in_full(view.plan), office.agency, view.given.dated))


def symbol(office: OfficeView) -> str:
    """``CTr-STP``."""
    return f"CTr-{office.agency_symbol}"


def file_name(view: ProgrammeView) -> str:
    """``2017_ctr-phoi-hop_bptv.docx`` with the outlet's name in ASCII."""
    return f"{view.year}_ctr-phoi-hop_{wording.ascii_slug(view.outlet)}.docx"


def display_name(view: ProgrammeView) -> str:
    """``Chương trình phối hợp năm 2017 - Báo Bình Phước.docx``."""
    return f"Chương trình phối hợp năm {view.year} - {view.outlet}.docx".replace("/", "-")


def usual_purposes(view: ProgrammeView) -> tuple[str, ...]:
    """The office's usual first part."""
    about = "số bài, chuyên mục và thời gian đăng" if view.press else "thời lượng, chuyên mục và khung giờ phát sóng"
    return (
        f"Triển khai {wording.cite(view.plan)}; hai bên thống nhất {about} trong năm {view.year}",
        "Nội dung đúng quy định của pháp luật, kịp thời, đầy đủ, thường xuyên, phù hợp với từng đối tượng",
        "Lượt đã thống nhất mà không thực hiện được thì hai bên bố trí bù và ghi nhận bằng văn bản",
    )


def usual_office_duties(view: ProgrammeView) -> tuple[str, ...]:
    """What the office usually undertakes."""
    script = "đề cương bài viết" if view.press else "phiếu sản xuất chương trình"
    return (
        f"Chủ trì lập lịch hằng tháng, gửi {view.outlet} xác nhận trước khi thực hiện",
        f"Cung cấp nội dung, văn bản phải viện dẫn và {script} theo tiến độ đã thống nhất",
        "Theo dõi việc thực hiện, đối chiếu minh chứng, lập biên bản nghiệm thu",
    )


def usual_outlet_duties(view: ProgrammeView) -> tuple[str, ...]:
    """What the outlet is usually asked to undertake."""
    proof = "bản lưu số báo, đường dẫn bài đã đăng" if view.press else "nhật ký phát sóng"
    return (
        "Bố trí chuyên mục, thời gian theo mục II; xác nhận lịch hằng tháng đúng hạn",
        "Tổ chức sản xuất, biên tập, bảo đảm chất lượng nội dung và hình thức thể hiện",
        f"Báo ngay khi phải thay đổi lịch; cung cấp {proof} làm căn cứ nghiệm thu",
    )


def _strands(paper: Paper, view: ProgrammeView) -> None:
    if not view.strands:
        paper.text(f"Số kỳ, thời lượng của từng chuyên mục trong năm {view.year} do hai bên thống nhất bằng văn bản.")
        return
    repeats = {one.window: one.words for one in view.details.repeats}
    rows = [
        (str(place), one.name, wording.grouped(one.times), one.length, one.when, repeats.get(one.window, ""))
        for place, one in enumerate(view.strands, 1)
    ]
    total = ("Tổng cộng", wording.grouped(sum(one.times for one in view.strands)), "", "", "")
    paper.table(_TABLE, rows, total=total)
    sources = tuple(dict.fromkeys(wording.tidy(one.source).rstrip(".") for one in view.strands if one.source))
    if len(sources) > MOST_IN_A_LINE:
        paper.text("Số kỳ theo các căn cứ sau:", keep=True).items(sources)
    elif sources:
        paper.text(f"Số kỳ theo {'; '.join(sources)}.")


def _sign(paper: Paper, view: ProgrammeView) -> None:
    office, details = view.office, view.details
    ours = [office.agency, *(line for line in (office.signs_for, office.signatory_title) if wording.says(line))]
    theirs = [view.outlet, details.signatory_title]
    paper.signatures((Signature(tuple(theirs), details.signatory_name), Signature(tuple(ours), office.signatory_name)))
    paper.recipients([*view.recipients, stationery.archive_line(office)])
