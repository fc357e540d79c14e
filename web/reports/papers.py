"""The 6-month and the annual report: every section as it will stand, what the officer types, what is lacking."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from campaigns import periods
from campaigns.errors import NotFound
from campaigns.periods import Part
from campaigns.queries import issued
from campaigns.queries import plans as plan_queries
from campaigns.queries.plans import CampaignView
from campaigns.queries.reports import DraftView
from campaigns.values.issued import Issued
from campaigns.values.units import Figure
from campaigns.values.words import PaperKind
from exports import figures, report
from exports.report import Narrative, ReportView
from scheduler import papers as registry
from scheduler.papers import reports as kind
from scheduler.services import issuing, reporting
from scheduler.services.issuing import Drawn as Paper
from scheduler.services.reporting import Drawn
from web import access, form_page, forms, lacking, names, papers
from web.form_page import Ask
from web.language import N_, gettext
from web.language import gettext as _
from web.reports import shown
from web.reports.blueprint import bp
from web.reports.results import CSV, NEVER, WORKBOOK

PROMPTS: Final = {
    "direction": (
        N_("Tình hình chỉ đạo, tổ chức thực hiện"),
        N_("Văn bản đã ban hành, hội nghị đã họp, việc đã phân công để thực hiện kế hoạch. Mỗi đoạn một dòng."),
    ),
    "more_results": (
        N_("Kết quả khác, ngoài số liệu các đơn vị báo cáo"),
        N_("Việc của chính cơ quan; để trống nếu không có."),
    ),
    "difficulties": (N_("Khó khăn"), N_("Điều gì cản việc thực hiện trong kỳ; không có thì ghi rõ là không có.")),
    "shortcomings": (N_("Hạn chế"), N_("Việc nào chưa làm được hoặc làm chưa đủ so với kế hoạch.")),
    "causes": (N_("Nguyên nhân"), N_("Vì sao có khó khăn, hạn chế nêu trên.")),
    "next_steps": (N_("Nhiệm vụ kỳ tới"), N_("Việc sẽ làm trong kỳ sau. Mỗi đoạn một dòng.")),
    "proposals": (N_("Kiến nghị, đề xuất"), N_("Với ai, về việc gì; không có thì ghi rõ là không có.")),
}
"""What is asked for in each typed part, and what belongs there."""


class TextsForm(forms.Form):
    """What the officer types, and the draft that it began with."""

    version: forms.NeededInt
    direction: forms.Lines = ""
    more_results: forms.Lines = ""
    difficulties: forms.Lines = ""
    shortcomings: forms.Lines = ""
    causes: forms.Lines = ""
    next_steps: forms.Lines = ""
    proposals: forms.Lines = ""

    def texts(self) -> Narrative:
        """As it is kept."""
        return Narrative(**self.model_dump(exclude={"version"}))


class Found(NamedTuple):
    """A report with everything that its page tells."""

    campaign: CampaignView
    campaigns: tuple[CampaignView, ...]
    year: int
    part: Part
    drawn: Drawn
    paper: Paper
    versions: tuple[Issued, ...]
    who: dict[str, str]  # by account, who typed drafts
    due: date | None  # by when the office wants it out

    @property
    def key(self) -> str:
        """Of the paper."""
        return reporting.key_of(self.campaign.slug, self.year, self.part)

    @property
    def address(self) -> str:
        """Of this page."""
        return kind.address(self.campaign.slug, self.year, self.part)

    @property
    def view(self) -> ReportView:
        """What the paper says."""
        return self.drawn.view


@bp.get("/papers")
@access.roles(*access.OFFICE)
def report_paper() -> ResponseReturnValue:
    """``?campaign= &period=2017-6t &draft=``; by itself the next report of the campaign that runs."""
    with access.reading() as session:
        found = _found(session)
    if found is None:
        return render_template("reports/papers.html", found=None)
    return _page(found, _wanted(found.drawn.drafts))


@bp.post("/papers")
@access.roles(*access.PLANNERS)
def report_texts() -> ResponseReturnValue:
    """Keep what was typed as the next draft."""
    with access.reading() as session:
        found = _found(session)
    if found is None:
        raise NotFound("campaign.none")

    def keep(told: TextsForm) -> str:
        with access.deciding() as work:
            number = reporting.keep(
                work, found.campaign.id, found.year, found.part, told.texts(), seen=told.version
            )  # fmt: skip
        return "same" if number == told.version else "saved"

    filled, stale, done = form_page.settle(forms.take(TextsForm), keep, {})
    if done:
        return redirect(f"{found.address}&said={done}", code=303)
    return _page(found, None, filled=filled, stale=stale)


@bp.get("/papers/annex.csv")
@access.roles(*access.OFFICE)
def annex_csv() -> Response:
    """What units reported, figure by figure."""
    found = _needed()
    content = figures.as_csv(*_annex(found.view))
    return papers.file(content, CSV, plain=_plain(found, "csv"), full=f"{_full(found)}.csv")


@bp.get("/papers/annex.xlsx")
@access.roles(*access.OFFICE)
def annex_workbook() -> Response:
    """The same as a workbook."""
    found = _needed()
    heads, rows = _annex(found.view)
    last = max((one.submitted_at for each in found.view.reports for one in each.receipts if one.submitted_at),
               default=NEVER)  # fmt: skip
    content = figures.as_workbook(_("Phụ lục"), heads, rows, made_at=last)
    return papers.file(content, WORKBOOK, plain=_plain(found, "xlsx"), full=f"{_full(found)}.xlsx")


def _needed() -> Found:
    with access.reading() as session:
        found = _found(session)
    if found is None:
        raise NotFound("campaign.none")
    return found


def _found(session: Session) -> Found | None:
    """What the address asks for; NotFound for a campaign or period that is none. None where there is no campaign."""
    campaigns, today = plan_queries.campaigns(session), form_page.today()
    wanted, period = request.args.get("campaign", ""), request.args.get("period", "")
    campaign = plan_queries.at_hand(campaigns, today, wanted)
    if campaign is None:
        return None
    if wanted not in {"", campaign.slug}:
        raise NotFound("campaign.unknown")
    year, part = kind.part_of(period) if period else reporting.next_due(session, campaign, today)
    of = registry.KINDS[PaperKind.REPORT]
    usual = issuing.usual(session, of, today)
    drawn = reporting.drawn(session, campaign.id, year, part, usual)
    key = reporting.key_of(campaign.slug, year, part)
    who = names.called(session, {one.saved_by for one in drawn.drafts})
    return Found(campaign, campaigns, year, part, drawn, kind.paper_of(campaign, drawn.view),
                 issued.versions(session, PaperKind.REPORT, key), who,
                 periods.due_on(reporting.choice(session, year), year, part))  # fmt: skip


def _wanted(drafts: Sequence[DraftView]) -> DraftView | None:
    """An earlier draft that is asked for, to be read again or taken up."""
    asked = request.args.get("draft", "")
    return next((one for one in drafts if str(one.number) == asked), None)


def _page(
    found: Found, draft: DraftView | None, *, filled: forms.Filled[Any] | None = None, stale: bool = False
) -> Response:
    view = found.view
    now = shown.typed_of(view)
    typed = dict(filled.typed) if filled else now if draft is None else dict(draft.texts)
    form: forms.Filled[Any] = forms.Filled(typed, None, filled.errors if filled else {})
    asks = {name: Ask(name, gettext(label), "text", hint=gettext(hint), optional=name == "more_results",
                      more={"rows": 4}) for name, (label, hint) in PROMPTS.items()}  # fmt: skip
    version = found.drawn.number if filled is None or stale else filled.typed.get("version", found.drawn.number)
    html = render_template(
        "reports/papers.html", found=found, view=view, title=report.title(view), subject=report.subject(view),
        periods=[(f"{year}-{reporting.WORDS[part]}", names.report_period(year, part))
                 for year, part in reporting.told_of(found.campaign)],
        due=found.due, body=shown.sections(view), annex=shown.annex(view), ledger=shown.question(view.told),
        lacks=[(lacking.words_of(lack.name), lack.at) for lack in found.paper.lacks], asks=asks, form=form,
        version=version, spoken=form_page.spoken, stale=stale, draft=draft, said=form_page.said(),
        apart=form_page.apart(list(asks.values()), typed, now) if stale else (),
        profile=names.of(names.PROFILES, view.profile),
    )  # fmt: skip
    return make_response(html, 409 if stale else 422 if form.errors else 200)


def _annex(view: ReportView) -> tuple[list[str], list[list[figures.Cell]]]:
    """Heads and a row for each unit and deadline; a figure that nobody told stays empty, which is not 0."""
    heads = [_("Kỳ báo cáo"), _("Cơ quan, đơn vị"), _("Cấp"), _("Ngày gửi"), _("Tình trạng"), *report.MEASURES.values()]
    rows: list[list[figures.Cell]] = []
    for each in view.reports:
        told = {one.unit_id: one.figures for one in each.told}
        for one in each.receipts:
            counts = told.get(one.unit_id, {})
            rows.append([
                each.named.isoformat(), one.name, report.LEVELS[one.level],
                one.handed_on.isoformat() if one.handed_on else "", report.STANDINGS[one.standing],
                *(counts.get(figure, "") for figure in Figure),
            ])  # fmt: skip
    return heads, rows


def _plain(found: Found, ending: str) -> str:
    return f"{found.year}-{reporting.WORDS[found.part]}_phu-luc-don-vi.{ending}"


def _full(found: Found) -> str:
    return " ".join((_("Phụ lục đơn vị"), report.title(found.view))).replace("/", "-")
