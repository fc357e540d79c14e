"""What is asked of one month, asked of later ones too. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from campaigns.times import month_days, months_of
from campaigns.values.proposals import Asked, Stretch, Target
from scheduler.months import Facts
from scheduler.stating.problems import agreed_targets

MOST_MONTHS: Final = 12
"""That can be proposed together."""


def later(month: str, ends_before: date) -> tuple[str, ...]:
    """Months after this one in which a campaign still runs, as far as they can be proposed with it."""
    return tuple(months_of(month_days(month)[0], ends_before)[1:MOST_MONTHS])


def through(months: Sequence[Facts], asked: Asked, *, who: str) -> Stretch:
    """The question of the first month for all of them; a sum that it names is for them together.

    A later month's own figures on record count where a figure is as it is on record in the first; one that a person
    changed, or that the later month has none of, is asked for as in the first, by ``who``. A window that no longer
    runs is asked for nothing, and a month that nothing is asked of is left out.
    """
    here = {_whose(one): one.spots for one in agreed_targets(months[0], asked.campaign_id)}
    first = replace(asked, budget_vnd=None)
    later = [(one.month, replace(first, targets=_targets(one, asked, here, who))) for one in months[1:]]
    told = [(months[0].month, first), *later]
    return Stretch(tuple((month, one) for month, one in told if one.targets), asked.budget_vnd)


def _targets(
    facts: Facts, asked: Asked, here: dict[tuple[int, int | None, int | None], int], who: str
) -> tuple[Target, ...]:
    own = {_whose(one): one for one in agreed_targets(facts, asked.campaign_id)}
    running = {None, *_running(facts)}
    found = {}
    for one in asked.targets:
        whose = _whose(one)
        if one.window_id not in running:
            continue
        unchanged = here.get(whose) == one.spots and whose in own
        found[whose] = own[whose] if unchanged else replace(one, source=who)
    new = [one for whose, one in own.items() if whose not in here and whose not in found]
    return (*found.values(), *new)


def _running(facts: Facts) -> set[int]:
    """Windows that live on some day of the month."""
    days = month_days(facts.month)
    return {
        one.id
        for one in facts.windows
        if one.valid_from <= days[-1] and (one.valid_until is None or one.valid_until > days[0])
    }


def _whose(one: Target) -> tuple[int, int | None, int | None]:
    return one.outlet_id, one.window_id, one.theme_id
