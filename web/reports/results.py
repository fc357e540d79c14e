"""Achieved against agreed: what of a campaign's months came about, with charts, tables and files for a spreadsheet."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns.queries import diary
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries.plans import CampaignView, ThemeView
from campaigns.times import month_days, month_of, month_start, months_of, shift_month
from campaigns.values.outlets import OutletView
from exports import figures
from scheduler import achieved, conflicts
from scheduler.achieved import Achieved, Key
from web import access, form_page, papers
from web.language import gettext as _
from web.reports.blueprint import bp

CSV = "text/csv; charset=utf-8"
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Row(NamedTuple):
    """A line of a table."""

    name: str
    told: Achieved
    goal: int | None  # spots agreed; None: no figure for all of it


class Report(NamedTuple):
    """Everything that the page and its files tell."""

    campaign: CampaignView
    running: tuple[CampaignView, ...]
    months: list[str]  # of the campaign
    first: str
    last: str
    found: Mapping[Key, Achieved]
    outlets: tuple[OutletView, ...]
    themes: tuple[ThemeView, ...]
    goals: Mapping[int, int | None]  # by outlet
    changed_at: datetime  # of the newest change in it

    @property
    def shown(self) -> list[str]:
        """The months reported on."""
        return self.months[self.months.index(self.first) : self.months.index(self.last) + 1]


@bp.get("")
@access.roles(*access.OFFICE)
def show() -> ResponseReturnValue:
    """The page; ``?campaign= &from=YYYY-MM &to=YYYY-MM``, by itself the campaign from its start until now."""
    with access.reading() as session:
        report = _asked(session)
    if report is None:
        return render_template("reports/show.html", report=None)
    outlets, themes = _by_outlet(report), _by_theme(report)
    return render_template(
        "reports/show.html", report=report, whole=achieved.whole(report.found), outlets=outlets, themes=themes,
        months=_by_month(report), bars=_bars(outlets), lines=_lines(report), query=_query(report),
    )  # fmt: skip


@bp.get("/figures.csv")
@access.roles(*access.OFFICE)
def as_csv() -> Response:
    """The figures by month, outlet and theme."""
    with access.reading() as session:
        report = _asked(session)
    content = figures.as_csv(*_table(report))
    return papers.file(content, CSV, plain="bao-cao.csv", full=f"{_file_name(report)}.csv")


@bp.get("/figures.xlsx")
@access.roles(*access.OFFICE)
def as_workbook() -> Response:
    """The same figures as a workbook."""
    with access.reading() as session:
        report = _asked(session)
    heads, rows = _table(report)
    content = figures.as_workbook(_("Báo cáo"), heads, rows, made_at=report.changed_at if report else NEVER)
    return papers.file(content, WORKBOOK, plain="bao-cao.xlsx", full=f"{_file_name(report)}.xlsx")


def _asked(session: Session) -> Report | None:
    """What the address asks for; what it cannot mean is passed over. None where there is no campaign."""
    campaigns = plan_queries.campaigns(session)
    today = form_page.today()
    campaign = plan_queries.at_hand(campaigns, today, request.args.get("campaign", ""))
    if campaign is None:
        return None
    months = months_of(campaign.starts_on, campaign.ends_before)
    now = min(max(month_of(today), months[0]), months[-1])
    first = _month("from", months, months[0])
    last = _month("to", months, now)
    first, last = min(first, last), max(first, last)
    end = shift_month(month_start(last), 1) - timedelta(days=1)
    slots = [one for one in diary.between(session, month_start(first), end) if one.campaign_id == campaign.id]
    outlets = outlet_queries.outlets(session, end, since=month_start(first))
    return Report(
        campaign, campaigns, months, first, last, achieved.reckon(slots), outlets,
        plan_queries.themes(session, campaign.id),
        _goals(session, campaign.id, months[months.index(first) : months.index(last) + 1], outlets),
        max((slot.changed_at for slot in slots), default=NEVER),
    )  # fmt: skip


def _month(name: str, months: Sequence[str], usual: str) -> str:
    wanted = request.args.get(name, "")
    return wanted if wanted in months else usual


def _goals(
    session: Session, campaign_id: int, months: Sequence[str], outlets: Sequence[OutletView]
) -> dict[int, int | None]:
    """Spots agreed by outlet, all months added up; None where one of them has no figure."""
    windows = outlet_queries.windows(session)
    goals: dict[int, int | None] = {outlet.id: 0 for outlet in outlets}
    for month in months:
        quotas = tuple(one for one in plan_queries.quotas(session, month) if one.campaign_id == campaign_id)
        told = conflicts.totals((), quotas=quotas, windows=windows, days=month_days(month)).outlets
        for outlet_id, so_far in goals.items():
            one = told[outlet_id].quota if outlet_id in told else None
            goals[outlet_id] = None if so_far is None or one is None else so_far + one
    return goals


def _by_outlet(report: Report) -> list[Row]:
    by = achieved.added(report.found, place=1)
    rows = [Row(one.short_name or one.name, by.get(one.id, Achieved()), report.goals[one.id]) for one in report.outlets]
    return [row for row in rows if row.goal or row.told != Achieved()]


def _by_theme(report: Report) -> list[tuple[ThemeView, Achieved]]:
    by = achieved.added(report.found, place=2)
    return [(theme, by.get(theme.id, Achieved())) for theme in report.themes]


def _by_month(report: Report) -> list[tuple[str, Achieved]]:
    by = achieved.added(report.found, place=0)
    return [(month, by.get(month, Achieved())) for month in report.shown]


def _bars(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [
        {"label": row.name, "parts": [{"value": row.told.aired, "hue": 0}], "goal": row.goal or row.told.placed,
         "words": f"{row.told.aired}/{row.goal or row.told.placed}"}
        for row in rows
    ]  # fmt: skip


def _lines(report: Report) -> list[dict[str, Any]]:
    """Laid out and aired, each added up month by month."""
    placed, aired, lines = 0, 0, ([], [])  # type: int, int, tuple[list[int], list[int]]
    for _month_name, told in _by_month(report):
        placed, aired = placed + told.placed, aired + told.aired
        lines[0].append(placed)
        lines[1].append(aired)
    names = ((_("Đã đặt"), True, 0), (_("Đã phát, đăng"), False, 3))
    return [
        {"name": name, "values": values, "dashed": dashed, "hue": hue, "words": [str(value) for value in values]}
        for (name, dashed, hue), values in zip(names, lines, strict=True)
    ]


def _table(report: Report | None) -> tuple[list[str], list[list[figures.Cell]]]:
    heads = [
        _("Tháng"), _("Đài, báo"), _("Chủ đề"), _("Đã đặt"), _("Đã xác nhận"), _("Đã phát, đăng"), _("Lỡ phát"),
        _("Thời lượng đã phát (giây)"), _("Bài đã đăng"),
    ]  # fmt: skip
    if report is None:
        return heads, []
    outlets = {one.id: one.name for one in report.outlets}
    themes = {one.id: f"{one.letter} · {one.name}" for one in report.themes}
    rows: list[list[figures.Cell]] = [
        [month, outlets.get(outlet_id, ""), themes.get(theme_id, ""), one.placed, one.agreed, one.aired, one.missed,
         one.aired_s, one.articles]
        for (month, outlet_id, theme_id), one in report.found.items()
    ]  # fmt: skip
    return heads, rows


def _file_name(report: Report | None) -> str:
    if report is None:
        return _("Báo cáo")
    return f"{_('Báo cáo')} {report.campaign.reference} {report.first} {report.last}".replace("/", "-")


def _query(report: Report) -> str:
    """The same question for the files."""
    return urlencode({"campaign": report.campaign.slug, "from": report.first, "to": report.last})
