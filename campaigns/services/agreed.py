"""Figures that were agreed: how many spots, how much money, each with the paper or person behind it."""

from sqlmodel import select

from campaigns.errors import NotFound, Refused
from campaigns.models import Budget, Campaign, Channel, Outlet, Programme, Quota, Theme, Window
from campaigns.store import UnitOfWork
from campaigns.times import month_start


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
