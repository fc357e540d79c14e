"""The 6-month and the annual report; their keys are ``<campaign>.2017-6t`` and ``<campaign>.2017-nam``."""

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session

from campaigns import periods
from campaigns.errors import NotFound
from campaigns.periods import Part
from campaigns.queries import plans as plan_queries
from campaigns.queries.plans import CampaignView
from campaigns.times import month_of
from campaigns.values.issued import Stationery
from campaigns.values.words import PaperKind
from exports import report as paper
from exports.report import ReportView
from scheduler.papers import keys
from scheduler.services import issuing, reporting
from scheduler.services.issuing import Drawn, Kind, Lack
from scheduler.services.reporting import WORDS, key_of


def part_of(rest: str) -> tuple[int, Part]:
    """``2017-6t`` as year and part; NotFound ``paper.unknown``."""
    year, _dash, word = rest.partition("-")
    found = next((part for part, told in WORDS.items() if told == word), None)
    if found is None or not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise NotFound("paper.unknown", uid=rest[:40])
    return int(year), found


def draw(session: Session, key: str, given: Stationery) -> Drawn:
    """A report as the record now gives it."""
    campaign, rest = keys.split(session, key)
    year, part = part_of(rest)
    found = plan_queries.campaign(session, campaign.id or 0)
    return paper_of(found, reporting.drawn(session, found.id, year, part, given).view)


def paper_of(campaign: CampaignView, view: ReportView) -> Drawn:
    """A report that was drawn, as a paper that may be issued."""
    edit = address(campaign.slug, view.year, view.part)
    names = paper.required_fields(view)
    own = tuple(Lack(name, f"{edit}#{name.partition('.')[2]}") for name in names if name.startswith("report."))
    general = issuing.lacks([name for name in names if not name.startswith("report.")], plan_id=campaign.plan_id)
    return Drawn(
        title=paper.title(view), file_name=paper.file_name(view), display_name=paper.display_name(view),
        month=month_of(view.told.period.last_day), symbol=view.given.symbol or paper.symbol(view),
        recipients=view.recipients, lacks=(*general, *own), make=lambda: paper.report(view),
        campaign_id=campaign.id, edit=edit,
    )  # fmt: skip


def address(campaign: str, year: int, part: Part) -> str:
    """The page on which the report is looked through and its words are typed."""
    return f"/reports/papers?campaign={campaign}&period={year}-{WORDS[part]}"


def of_month(session: Session, month: str) -> Sequence[str]:
    """Those of which the last counted day is in the month."""
    return [
        key_of(campaign.slug, year, part)
        for campaign in plan_queries.campaigns(session) for year, part in reporting.told_of(campaign)
        if month_of(periods.period(reporting.choice(session, year).profile, year, part).last_day) == month
    ]  # fmt: skip


KIND: Final = Kind(PaperKind.REPORT, draw, of_month)
