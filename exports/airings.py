"""Danh sách phát sóng: a month's spots of an outlet, for it to write in when each really went out and how long."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from campaigns.values.papers import OfficeView, PlanCitation
from exports import wording
from exports.administrative import About, Align, Column, Head, Paper, TableForm

STARTS, LENGTH, COLUMNS = 4, 5, 6
"""Places of the columns that the outlet fills in, and how many there are."""
_TABLE: Final = TableForm(
    "Danh sách lượt phát",
    "Mỗi dòng là một lượt phát đã thống nhất; hai cột cuối để đài ghi giờ và thời lượng thực tế.",
    (
        Column("STT", 14, Align.CENTRE),
        Column("Ngày, giờ đã thống nhất", 38, Align.CENTRE),
        Column("Chương trình, nội dung", 0),
        Column("Thời lượng", 28, Align.CENTRE),
        Column("Giờ phát thực tế", 38, Align.CENTRE),
        Column("Thời lượng thực tế", 38, Align.CENTRE),
    ),
)


@dataclass(frozen=True, slots=True)
class Airing:
    """A spot on the list."""

    identity: str  # hidden in its row
    date: date
    start_minute: int
    programme: str
    content: str
    duration_s: int
    aired: str = ""  # what is on record already, as the outlet would write it: "11:30:20"
    length: str = ""  # "45"


@dataclass(frozen=True, slots=True)
class AiringList:
    """A month's list of an outlet."""

    outlet: str
    month: str
    office: OfficeView
    plans: tuple[PlanCitation, ...]  # that the spots are for
    dated: date
    rows: tuple[Airing, ...]


def airing_list(view: AiringList) -> bytes:
    """The list as a .docx file, lying; equal views give equal bytes."""
    office = view.office
    month = wording.month_full(view.month)
    place_and_date = f"{office.place}, {wording.date_full(view.dated)}"
    paper = Paper(landscape=True).head(Head(office.superior_agency, office.agency, "", place_and_date))
    paper.name("Danh sách lượt phát", f"{view.outlet}, {month}")
    cited = "; ".join(map(wording.cite, view.plans))
    paper.text(
        f"Thực hiện {cited}, đề nghị {view.outlet} ghi giờ và thời lượng phát thực tế "
        "vào hai cột cuối rồi gửi lại chính tệp này. Lượt nào không phát thì ghi “không phát” vào cột giờ; "
        "lượt chưa rõ thì để trống. Xin không thêm, bớt hay chép dòng."
    )
    rows = [
        (str(place), f"{wording.clock(one.start_minute)}\n{wording.date_short(one.date)}",
         f"{one.programme}\n{one.content}", wording.duration(one.duration_s), one.aired, one.length)
        for place, one in enumerate(view.rows, 1)
    ]  # fmt: skip
    paper.table(_TABLE, rows, hidden=[one.identity for one in view.rows])
    return paper.as_bytes(
        About(f"Danh sách lượt phát {view.outlet} {month}", view.plans[0].title, office.agency, view.dated)
    )


def file_name(view: AiringList) -> str:
    """``2017-04_danh-sach-phat_dai.docx``: ASCII, sorts by month."""
    return f"{view.month}_danh-sach-phat_{wording.ascii_slug(view.outlet)}.docx"
