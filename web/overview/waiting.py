"""What waits beside the slots: reports, versions to approve, logs and lists handed in, messages that reached nobody."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from sqlmodel import Session

from campaigns import deadlines
from campaigns.queries import hand_ins, logs, outbox, programmes
from campaigns.queries import plans as plan_queries
from campaigns.queries import releases as release_queries
from campaigns.times import month_of, neighbour_month
from campaigns.values.rhythms import GapKind
from campaigns.values.words import HandedKind, Role
from scheduler import ledger
from scheduler.papers import reports
from scheduler.services import reporting
from web import access, continuity, form_page, formats, names, silent, tasks
from web.language import current, ngettext
from web.language import gettext as _

REPORT_AHEAD: Final = timedelta(days=30)
REPORT_BACK: Final = timedelta(days=62)
UNSENT_BACK: Final = timedelta(days=14)


class Other(NamedTuple):
    """A thing to do that is about no slot."""

    words: str
    href: str
    late: bool


def running(session: Session) -> Iterator[Other]:
    """Long work that this person asked for: what runs, and what has just ended."""
    for task in tasks.on_mind(session):
        yield Other(tasks.wording.line(task), f"/tasks/{task.uid}", late=False)


def others(session: Session, today: date) -> tuple[Other, ...]:
    """Reports that are due, and for leaders versions that wait for approval."""
    found = []
    for campaign in plan_queries.campaigns_on(session, today - REPORT_AHEAD, today + REPORT_AHEAD):
        for row in plan_queries.report_deadlines(session, campaign.plan_id):
            last = deadlines.last_good_day(row.named_date, inclusive=row.inclusive)
            if today <= last <= today + REPORT_AHEAD:
                told = formats.date_long(last, language=current())
                words = _("Báo cáo theo KH %(plan)s, ngày cuối %(date)s", plan=campaign.reference, date=told)
                found.append(Other(words, f"/plans/{campaign.plan_id}", late=last - today <= timedelta(days=3)))
    found += _reports(session, today)
    found += [Other(*told) for told in silent.reported(session, today)]
    if access.may(*access.PLANNERS):
        found += [*_unaddressed(session), *_handed_in(session, today), *_doubtful(session, today)]
        found += _broken_off(session, today)
        found += [Other(*told) for told in silent.told(session, today)]
    if access.may(Role.LEADER, Role.ADMIN):
        this = month_of(today)
        for month in (this, neighbour_month(this, 1)):
            newest = next(iter(release_queries.of_month(session, month)), None)
            if newest is not None and newest.approved_at is None:
                words = _(
                    "Lịch %(month)s, phiên bản %(number)s chờ duyệt",
                    month=formats.in_sentence(formats.month_long(month, language=current()), language=current()),
                    number=newest.number,
                )  # fmt: skip
                found.append(Other(words, f"/months/{month}/versions", late=False))
    return tuple(found)


def _handed_in(session: Session, today: date) -> Iterator[Other]:
    """Logs and lists that outlets sent by their links, until the office has looked."""
    outlets = {one.id: one for one in programmes.all_outlets(session, today)}
    for row in hand_ins.unseen(session):
        outlet, at = outlets[row.outlet_id], formats.moment(row.handed_at or access.now(), language=current())
        told = {"outlet": outlet.short_name or outlet.name, "who": row.handed_by, "at": at}
        if row.kind is HandedKind.LOG:
            words = _("%(outlet)s đã gửi nhật ký phát sóng (%(who)s, %(at)s)", **told)
        else:
            words = _("%(outlet)s đã gửi lại danh sách phát (%(who)s, %(at)s)", **told)
        yield Other(words, f"/outlets/{outlet.slug}/as-run#handed", late=False)


def _reports(session: Session, today: date) -> Iterator[Other]:
    """The office's own reports that are to be written and issued now."""
    for campaign in plan_queries.campaigns_on(session, today - REPORT_BACK, today):
        if (awaited := reporting.awaited(session, campaign, today)) is None:
            continue
        period = formats.in_sentence(names.report_period(awaited.year, awaited.part), language=current())
        words = _("Báo cáo %(period)s chờ phát hành", period=period)
        if awaited.due is not None:
            due = formats.date_short(awaited.due, language=current())
            words = _("Báo cáo %(period)s chờ phát hành, hạn %(date)s", period=period, date=due)
        late = awaited.due is not None and awaited.due - today <= timedelta(days=3)
        yield Other(words, reports.address(campaign.slug, awaited.year, awaited.part), late=late)


def _doubtful(session: Session, today: date) -> Iterator[Other]:
    """Lines of stations' logs that only a person can tell."""
    outlets = {one.id: one for one in programmes.all_outlets(session, today)}
    for outlet_id, count in logs.waiting(session):
        outlet = outlets[outlet_id]
        words = ngettext(
            "Nhật ký %(outlet)s: %(num)d dòng cần anh/chị xem",
            "Nhật ký %(outlet)s: %(num)d dòng cần anh/chị xem",
            count, outlet=outlet.short_name or outlet.name,
        )  # fmt: skip
        yield Other(words, f"/outlets/{outlet.slug}/as-run#doubts", late=False)


def _broken_off(session: Session, today: date) -> Iterator[Other]:
    """Standing programmes that do not keep their rhythm, as far as that can still be mended by placing."""
    for campaign in plan_queries.campaigns_on(session, today, today):
        strands = ledger.strands(
            session, campaign, today=today, until=today + continuity.PRESSING, zone=access.site().settings.zone,
            agreed_only=True,
        )  # fmt: skip
        for alarm in continuity.alarms(strands, campaign.slug, first=today):
            for gap in alarm.told:
                if gap.kind is not GapKind.PAST and not gap.unproven:
                    words = f"{alarm.strand.programme} · {alarm.strand.outlet}: {gap.title.lower()}. {gap.words}"
                    yield Other(words, gap.board, late=gap.kind is GapKind.OPEN)


def _unaddressed(session: Session) -> list[Other]:
    """Messages of late that went nowhere because nobody has said where to, by who should have had them."""
    found = []
    names = {outlet.slug: outlet.name for outlet in programmes.all_outlets(session, form_page.today())}
    for slug, count in sorted(outbox.unaddressed(session, access.now() - UNSENT_BACK).items()):
        name = names.get(slug, slug) or _("cơ quan")
        words = ngettext(
            "%(num)d thư cho %(name)s không gửi được vì chưa có thư điện tử",
            "%(num)d thư cho %(name)s không gửi được vì chưa có thư điện tử",
            count, name=name,
        )  # fmt: skip
        found.append(Other(words, f"/outlets/{slug}/edit" if slug else "/settings/office", late=True))
    return found
