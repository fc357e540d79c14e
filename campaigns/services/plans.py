"""Decisions about plans: kept as a draft, corrected, adopted."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import col, select

from campaigns.deadlines import named_dates
from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import Campaign, Obligation, Plan, ReportDeadline, Theme
from campaigns.services import units
from campaigns.services.slugs import free_slug, slug_of
from campaigns.store import UnitOfWork
from campaigns.values.words import PlanState

LETTERS = "ABCDEFGHI"
_NEEDED = ("number", "symbol", "date", "title")


def save_draft(work: UnitOfWork, draft: Mapping[str, Any], *, text: str, file_name: str, sample: bool = False) -> Plan:
    """Keep a plan as it was read; nothing binds yet."""
    plan = Plan(
        file_name=file_name[:200], source_text=text, draft=dict(draft), created_at=work.now, sample=sample, title="",
    )  # fmt: skip
    _header(plan, draft)
    work.session.add(plan)
    work.session.flush()
    work.note("plan", plan.id or 0, "read_in", after={"file": plan.file_name, "number": plan.number})
    return plan


def correct(work: UnitOfWork, plan_id: int, draft: Mapping[str, Any], *, seen_version: int) -> Plan:
    """Replace a draft by the officer's corrected one.

    Raises:
        NotFound: ``plan.unknown``. Refused: ``plan.adopted``. Stale: ``plan.stale``.
    """
    plan = _draft(work, plan_id, seen_version)
    before = plan.draft
    if before == dict(draft):
        return plan
    plan.draft = dict(draft)
    _header(plan, draft)
    work.note("plan", plan_id, "corrected", before=before, after=plan.draft)
    work.session.flush()
    return plan


def discard(work: UnitOfWork, plan_id: int, *, seen_version: int) -> None:
    """Throw a draft away; the history keeps that it was there."""
    plan = _draft(work, plan_id, seen_version)
    work.note("plan", plan_id, "discarded", before={"file": plan.file_name, "number": plan.number})
    work.session.delete(plan)


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
    """Make a draft binding: campaign, themes, obligations by unit, report deadlines.

    Args:
        name: the campaign's, as people will call it.
        theme_names: short ones, in the draft's order of themes.
        starts_on: first date of the campaign.
        ends_before: first date after it.

    Raises:
        Refused: ``plan.incomplete`` with ``fields``, ``plan.no_themes``, ``plan.too_many_themes``,
            ``plan.theme_names``, ``plan.dates``, ``plan.adopted``. Stale: ``plan.stale``.
    """
    plan = _draft(work, plan_id, seen_version)
    draft: dict[str, Any] = plan.draft
    _complete(draft, theme_names, starts_on, ends_before)
    campaign = Campaign(
        plan_id=plan_id, slug=_free_slug(work, name), name=name, starts_on=starts_on, ends_before=ends_before
    )
    work.session.add(campaign)
    work.session.flush()
    for order, (theme, short) in enumerate(zip(draft["themes"], theme_names, strict=True)):
        work.session.add(
            Theme(campaign_id=campaign.id or 0, letter=LETTERS[order], name=short, text=theme["text"], order=order,
                  sensitive=bool(theme.get("sensitive", False)))
        )  # fmt: skip
    for order, duty in enumerate(draft["duties"]):
        units.give(
            work,
            Obligation(plan_id=plan_id, unit_id=units.named(work, duty["unit"], starts_on), text=duty["text"],
                       order=order, clause=duty.get("section") or ""),
            starts_on,
        )  # fmt: skip
    for named, deadline in due_dates(draft).items():
        work.session.add(
            ReportDeadline(plan_id=plan_id, named_date=named, text=deadline["text"],
                           inclusive=bool(deadline.get("inclusive", False)))
        )  # fmt: skip
    plan.state, plan.adopted_at = PlanState.ADOPTED, work.now
    work.note("plan", plan_id, "adopted", after={"campaign": campaign.slug, "themes": list(theme_names)})
    work.session.flush()
    return campaign


def due_dates(draft: Mapping[str, Any]) -> dict[date, Mapping[str, Any]]:
    """The dates that a draft's report deadlines name, earliest first, each with the deadline that names it first.

    A deadline without dates but with a rule names the rule's dates in the plan's year; without a year it names none.
    """
    found: dict[date, Mapping[str, Any]] = {}
    year = draft["header"].get("year")
    for deadline in draft["report_deadlines"]:
        named = [date.fromisoformat(day) for day in deadline.get("dates") or ()]
        if not named and deadline.get("rule") and year:
            named = list(named_dates(deadline["rule"], year))
        for day in named:
            found.setdefault(day, deadline)
    return dict(sorted(found.items()))


def _complete(draft: Mapping[str, Any], theme_names: Sequence[str], starts_on: date, ends_before: date) -> None:
    missing = tuple(name for name in _NEEDED if not draft["header"].get(name))
    if missing:
        raise Refused("plan.incomplete", fields=missing)
    if not draft["themes"]:
        raise Refused("plan.no_themes")
    if len(draft["themes"]) > len(LETTERS):
        raise Refused("plan.too_many_themes", most=len(LETTERS))
    if len(theme_names) != len(draft["themes"]) or not all(short.strip() for short in theme_names):
        raise Refused("plan.theme_names", themes=len(draft["themes"]))
    if starts_on >= ends_before:
        raise Refused("plan.dates", starts_on=starts_on, ends_before=ends_before)


def _header(plan: Plan, draft: Mapping[str, Any]) -> None:
    header = draft["header"]
    plan.number, plan.symbol = header.get("number") or "", header.get("symbol") or ""
    plan.title, plan.issuing_body = header.get("title") or "", header.get("issuing_body") or ""
    plan.signed_on = date.fromisoformat(header["date"]) if header.get("date") else None
    plan.year = header.get("year")


def _draft(work: UnitOfWork, plan_id: int, seen_version: int) -> Plan:
    plan = work.session.exec(select(Plan).where(Plan.id == plan_id).with_for_update()).one_or_none()
    if plan is None:
        raise NotFound("plan.unknown", id=plan_id)
    if plan.state is PlanState.ADOPTED:
        raise Refused("plan.adopted", id=plan_id)
    if plan.version != seen_version:
        raise Stale("plan.stale", seen=seen_version, current=plan.version)
    return plan


def _free_slug(work: UnitOfWork, name: str) -> str:
    wanted = slug_of(name) or "chien-dich"
    return free_slug(wanted, set(work.session.exec(select(Campaign.slug).where(col(Campaign.slug).startswith(wanted)))))
