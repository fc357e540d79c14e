"""Figures that were agreed: how many spots, how much money, how often, each with the paper or person behind it."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import Budget, Campaign, Channel, Obligation, Outlet, Programme, Quota, Rhythm, Theme, Window
from campaigns.queries import rhythms
from campaigns.store import UnitOfWork
from campaigns.times import month_start
from campaigns.values.words import RhythmUnit


def set_quota(
    work: UnitOfWork,
    *,
    campaign_id: int,
    outlet_id: int,
    window_id: int | None,
    theme_id: int | None,
    month: str | None,
    spots: int | None,
    source: str,
) -> None:
    """An agreed number of spots with who or what gave it; ``spots`` None takes it away.

    Raises:
        Refused: ``quota.no_source``: a figure without a paper or a person behind it is not kept;
            ``month.unreadable``. NotFound: ``quota.unknown_subject`` for a campaign or outlet that is not there,
            another outlet's window or another campaign's theme.
    """
    _sound(work, campaign_id, month, source, given=spots is not None)
    if not _belongs(work, campaign_id, outlet_id, window_id, theme_id):
        raise NotFound("quota.unknown_subject")
    asked = select(Quota).where(
        Quota.campaign_id == campaign_id, Quota.outlet_id == outlet_id, Quota.window_id == window_id,
        Quota.theme_id == theme_id, Quota.month == month,
    )  # fmt: skip
    row = work.session.exec(asked).first()
    before = {"spots": row.spots, "source": row.source} if row else None
    if spots is None:
        if row is not None:
            work.session.delete(row)
    else:
        row = row or Quota(campaign_id=campaign_id, outlet_id=outlet_id, window_id=window_id, theme_id=theme_id,
                           month=month, spots=spots, source=source)  # fmt: skip
        row.spots, row.source = spots, source.strip()
        work.session.add(row)
    subject = f"{campaign_id}:{outlet_id}:{window_id or ''}:{theme_id or ''}:{month or ''}"
    work.note("quota", subject, "set", before=before, after={"spots": spots, "source": source.strip()})
    work.session.flush()


def set_budget(
    work: UnitOfWork, *, campaign_id: int, outlet_id: int | None, month: str | None, amount_vnd: int | None, source: str
) -> None:
    """What may be spent, with the paper that allows it; ``amount_vnd`` None takes it away.

    Raises:
        Refused: ``quota.no_source``, ``month.unreadable``. NotFound: ``quota.unknown_subject``.
    """
    _sound(work, campaign_id, month, source, given=amount_vnd is not None)
    if outlet_id is not None and work.session.get(Outlet, outlet_id) is None:
        raise NotFound("quota.unknown_subject")
    asked = select(Budget).where(
        Budget.campaign_id == campaign_id, Budget.outlet_id == outlet_id, Budget.month == month
    )
    row = work.session.exec(asked).first()
    before = {"amount_vnd": row.amount_vnd, "source": row.source} if row else None
    if amount_vnd is None:
        if row is not None:
            work.session.delete(row)
    else:
        row = row or Budget(campaign_id=campaign_id, outlet_id=outlet_id, month=month, amount_vnd=0, source=source)
        row.amount_vnd, row.source = amount_vnd, source.strip()
        work.session.add(row)
    subject = f"{campaign_id}:{outlet_id or ''}:{month or ''}"
    work.note("budget", subject, "set", before=before, after={"amount_vnd": amount_vnd, "source": source.strip()})
    work.session.flush()


def set_rhythm(
    work: UnitOfWork,
    *,
    campaign_id: int,
    programme_id: int,
    unit: RhythmUnit,
    number: int | None,
    from_day: date,
    source: str,
    obligation_id: int | None = None,
    seen: int,
) -> None:
    """How often a programme must appear from a day of the campaign on; ``number`` None: nothing is agreed any more.

    What held before that day stays on record and is judged as it was agreed then. The same again changes nothing.

    Args:
        seen: number of the newest entry that the caller has read, 0 for none.

    Raises:
        Refused: ``quota.no_source``; ``rhythm.outside`` with ``first`` and ``last`` for a day outside the campaign.
        NotFound: ``quota.unknown_subject`` for a campaign, programme or duty of its plan that is not there.
        Stale: ``rhythm.stale``.
    """
    _sound(work, campaign_id, None, source, given=True)
    if work.session.get(Programme, programme_id) is None:
        raise NotFound("quota.unknown_subject")
    _of_campaign(work, campaign_id, from_day, obligation_id)
    if (current := rhythms.newest(work.session, campaign_id, programme_id)) != seen:
        raise Stale("rhythm.stale", seen=seen, current=current)
    row = Rhythm(
        campaign_id=campaign_id, programme_id=programme_id, unit=unit, number=number, from_day=from_day,
        source=source.strip(), obligation_id=obligation_id, set_at=work.now, set_by=work.actor,
    )  # fmt: skip
    before = work.session.get(Rhythm, current)
    told = _rhythm_facts(before) if before else None
    if told == (after := _rhythm_facts(row)):
        return
    work.session.add(row)
    work.note("rhythm", f"{campaign_id}:{programme_id}", "set", before=told, after=after)
    work.session.flush()


def _of_campaign(work: UnitOfWork, campaign_id: int, day: date, obligation_id: int | None) -> None:
    """Refuse a day outside the campaign, and a duty of another plan."""
    campaign = work.session.get_one(Campaign, campaign_id)
    duty = work.session.get(Obligation, obligation_id) if obligation_id is not None else None
    if obligation_id is not None and (duty is None or duty.plan_id != campaign.plan_id):
        raise NotFound("quota.unknown_subject")
    if not campaign.starts_on <= day < campaign.ends_before:
        raise Refused("rhythm.outside", first=campaign.starts_on, last=campaign.ends_before - timedelta(days=1))


def _rhythm_facts(row: Rhythm) -> dict[str, Any]:
    return {
        "unit": row.unit.value, "number": row.number, "from_day": row.from_day.isoformat(), "source": row.source,
        "obligation_id": row.obligation_id,
    }  # fmt: skip


def _sound(work: UnitOfWork, campaign_id: int, month: str | None, source: str, *, given: bool) -> None:
    """Lock the campaign, so that two people cannot both write a first figure, and ask for the figure's source."""
    if given and not source.strip():
        raise Refused("quota.no_source")
    if month is not None:
        month_start(month)
    if work.session.exec(select(Campaign).where(Campaign.id == campaign_id).with_for_update()).one_or_none() is None:
        raise NotFound("quota.unknown_subject")


def _belongs(work: UnitOfWork, campaign_id: int, outlet_id: int, window_id: int | None, theme_id: int | None) -> bool:
    """Whether the window is the outlet's and the theme the campaign's."""
    if work.session.get(Outlet, outlet_id) is None:
        return False
    if theme_id is not None:
        theme = work.session.get(Theme, theme_id)
        if theme is None or theme.campaign_id != campaign_id:
            return False
    if window_id is None:
        return True
    asked = (
        select(Channel.outlet_id).join(Programme, Programme.channel_id == Channel.id)  # type: ignore[arg-type]
        .join(Window, Window.programme_id == Programme.id).where(Window.id == window_id)  # type: ignore[arg-type]
    )  # fmt: skip
    return work.session.exec(asked).one_or_none() == outlet_id
