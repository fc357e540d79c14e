"""Adopting a plan: campaign, themes, duties; and its report deadlines into calendars and reminders."""

from collections.abc import Sequence
from datetime import date

from campaigns.models import Campaign
from campaigns.services import plans
from campaigns.store import UnitOfWork
from scheduler.services import reminding


def adopt(
    work: UnitOfWork,
    plan_id: int,
    *,
    seen_version: int,
    name: str,
    theme_names: Sequence[str],
    starts_on: date,
    ends_before: date,
) -> Campaign:
    """Make a draft binding and let its report deadlines be known, all of it or nothing.

    Arguments and refusals are those of ``campaigns.services.plans.adopt``.
    """
    campaign = plans.adopt(
        work,
        plan_id,
        seen_version=seen_version,
        name=name,
        theme_names=theme_names,
        starts_on=starts_on,
        ends_before=ends_before,
    )
    reminding.plan_for_deadlines(work, plan_id)
    return campaign
