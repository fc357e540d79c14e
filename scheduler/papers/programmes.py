"""The joint programme of a campaign with an outlet; its key is ``<campaign>.<outlet>``."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session

from campaigns.errors import NotFound, Refused
from campaigns.models import Campaign, Outlet, PaperDetails, Plan
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import plans as plan_queries
from campaigns.queries import programmes as programme_queries
from campaigns.times import month_days, months_of
from campaigns.values.issued import Stationery
from campaigns.values.outlets import WindowView
from campaigns.values.programme import ProgrammeDetails
from campaigns.values.words import PaperKind
from exports import programme as paper
from exports import stationery, wording
from scheduler.papers import keys
from scheduler.services import briefing, issuing
from scheduler.services.issuing import Drawn, Kind, Lack

_NTH: Final = {1: "thứ nhất", 2: "thứ hai", 3: "thứ ba", 4: "thứ tư", 5: "thứ năm", -1: "cuối"}


def draw(session: Session, key: str, given: Stationery) -> Drawn:
    """A year's programme with an outlet out of what was agreed with it."""
    campaign, outlet = outlet_of(session, key)
    found = view(session, campaign, outlet, given)
    edit = f"/papers/programme/{key}/edit"
    names = (*stationery.missing(found.office), *stationery.uncited(found.plan))
    lacks = list(issuing.lacks(names, plan_id=campaign.plan_id))
    if not found.strands:
        lacks.append(Lack("programme.strands", f"/plans/{campaign.plan_id}/quota"))
    if not wording.says(found.details.signatory_title):
        lacks.append(Lack("programme.signatory_title", f"{edit}#signatory_title"))
    if not wording.says(found.details.signatory_name):
        lacks.append(Lack("programme.signatory_name", f"{edit}#signatory_name"))
    return Drawn(
        title=f"Chương trình phối hợp năm {found.year} với {found.outlet}", file_name=paper.file_name(found),
        display_name=paper.display_name(found), month="", symbol=given.symbol or paper.symbol(found.office),
        recipients=found.recipients, lacks=tuple(lacks), make=lambda: paper.programme(found), campaign_id=campaign.id,
        edit=edit,
    )  # fmt: skip


def of_month(session: Session, month: str) -> Sequence[str]:
    """One for each outlet with which something was agreed, in the first month of its campaign."""
    days = month_days(month)
    return [
        f"{one.slug}.{outlet.slug}"
        for one in plan_queries.campaigns_on(session, days[0], days[-1])
        if months_of(one.starts_on, one.ends_before)[0] == month
        for outlet in programme_queries.all_outlets(session, one.starts_on)
    ]


def outlet_of(session: Session, key: str) -> tuple[Campaign, Outlet]:
    """Whom a key is about; NotFound ``paper.unknown``."""
    campaign, slug = keys.split(session, key)
    try:
        return campaign, programme_queries.outlet_row(session, slug)
    except Refused:
        raise NotFound("paper.unknown", uid=key[:40]) from None


def details(session: Session, key: str) -> tuple[ProgrammeDetails, int]:
    """What was filled in, and the record's version; 0 while there is none."""
    row = session.get(PaperDetails, (PaperKind.PROGRAMME, key))
    return (ProgrammeDetails(), 0) if row is None else (ProgrammeDetails.from_json(row.told), row.version)


def view(session: Session, campaign: Campaign, outlet: Outlet, given: Stationery) -> paper.ProgrammeView:
    """Everything that the paper says."""
    office, name = issuing.office(session), outlet_queries.names(session).on(outlet.id or 0, campaign.starts_on)[0]
    windows = outlet_queries.windows(session, outlet_id=outlet.id)
    return paper.ProgrammeView(
        office=office, plan=briefing.cited(session.get_one(Plan, campaign.plan_id)), outlet=name,
        press=bool(windows) and all(one.is_press for one in windows), year=campaign.starts_on.year,
        themes=tuple(one.name for one in plan_queries.themes(session, campaign.id)),
        strands=tuple(_strands(session, campaign, windows)),
        details=details(session, f"{campaign.slug}.{outlet.slug}")[0], given=given,
        recipients=given.recipients if given.recipients is not None else (name, *office.recipients),
    )  # fmt: skip


def _strands(session: Session, campaign: Campaign, windows: Sequence[WindowView]) -> Iterator[paper.Strand]:
    """Windows for which a number was agreed: what each month of the campaign was promised, added up."""
    times: dict[int, int] = {}
    sources: dict[int, dict[str, None]] = {}
    for month in months_of(campaign.starts_on, campaign.ends_before):
        for quota in plan_queries.quotas(session, month):
            if quota.campaign_id == campaign.id and quota.window_id is not None and quota.theme_id is None:
                times[quota.window_id] = times.get(quota.window_id, 0) + quota.spots
                sources.setdefault(quota.window_id, {})[quota.source] = None
    for one in windows:
        if times.get(one.id):
            yield paper.Strand(
                one.id, f"{one.programme}\n{one.channel}", times[one.id], _length(one), _when(one),
                "; ".join(source for source in sources[one.id] if source),
            )  # fmt: skip


def _length(window: WindowView) -> str:
    if not window.is_press:
        return wording.duration(window.length_s) if window.length_s else ""
    words = f"{wording.grouped(window.word_limit)} chữ" if window.word_limit else ""
    return ", ".join(part for part in (window.size, words) if part)


def _when(window: WindowView) -> str:
    """``thứ Hai, thứ Tư: 19 giờ 45 phút``; a page's place where there is no hour."""
    monday = date(2024, 1, 1)
    days = [wording.weekday(monday + timedelta(days=number)) for number in sorted(window.weekdays)]
    told = "hằng ngày" if len(days) == 7 else ", ".join(days)
    if window.nth:
        told += f" {', '.join(_NTH[place] for place in window.nth)} trong tháng"
    if window.every_weeks > 1:
        told += f", {window.every_weeks} tuần một lần"
    if window.start_minute is None:
        return f"{told}\n{window.page}" if window.page else told
    late = " (hôm sau)" if window.start_minute >= 24 * 60 else ""
    return f"{told}\n{wording.clock(window.start_minute % (24 * 60))}{late}"


KIND: Final = Kind(PaperKind.PROGRAMME, draw, of_month)
