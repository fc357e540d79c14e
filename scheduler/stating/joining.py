"""Months that are proposed together as one stretch, with a sum of money that they share. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from scheduler.problem import Budget, Problem, Programme, Replan, Theme

WHOLE: Final = "whole"
"""The id of the budget that the months share."""


def joined(months: Sequence[Problem], sum_vnd: int | None) -> Problem:
    """One problem of several months, in their order; what was agreed for a month holds for its own dates.

    Ids of quotas and budgets begin with their month, since each month has its own of the same name. A window, an
    outlet or a theme that several months name is one; where they differ in more than dates, the latest counts.
    """
    first, last = months[0], months[-1]
    end = last.start + timedelta(days=last.days)
    return Problem(
        start=first.start,
        days=(end - first.start).days,
        today=first.today,
        outlets=tuple({one.id: one for month in months for one in month.outlets}.values()),
        programmes=tuple(_programmes(months)),
        themes=tuple(_themes(months)),
        quotas=tuple(replace(one, id=_within(month, one.id)) for month in months for one in month.quotas),
        budgets=(*_budgets(months), *_shared(months, sum_vnd)),
        blackouts=tuple(one for month in months for one in month.blackouts),
        neighbours=tuple(dict.fromkeys(pair for month in months for pair in month.neighbours)),
        forbidden=tuple(dict.fromkeys(one for month in months for one in month.forbidden)),
        held=tuple(one for month in months for one in month.held),
        replan=_replan(months),
        names={known: name for month in months for known, name in month.names.items()},
    )


def _within(month: Problem, name: str) -> str:
    return f"{month.start:%Y-%m} {name}"


def _programmes(months: Sequence[Problem]) -> Iterator[Programme]:
    found: dict[str, Programme] = {}
    for month in months:
        for one in month.programmes:
            known = found.get(one.id, one)
            found[one.id] = replace(one, dates=one.dates | known.dates, closed=one.closed | known.closed)
    yield from found.values()


def _themes(months: Sequence[Problem]) -> Iterator[Theme]:
    found: dict[str, Theme] = {}
    for month in months:
        for one in month.themes:
            known = found.get(one.id, one)
            found[one.id] = replace(
                one, lengths={**known.lengths, **one.lengths}, outlets=one.outlets | known.outlets
            )  # fmt: skip
    yield from found.values()


def _budgets(months: Sequence[Problem]) -> Iterator[Budget]:
    for month in months:
        ends: tuple[date, date] = month.start, month.start + timedelta(days=month.days - 1)
        for one in month.budgets:
            yield replace(one, id=_within(month, one.id), first=ends[0], last=ends[1])


def _shared(months: Sequence[Problem], sum_vnd: int | None) -> Iterator[Budget]:
    if sum_vnd is not None:
        yield Budget(WHOLE, sum_vnd, frozenset(theme.id for month in months for theme in month.themes))


def _replan(months: Sequence[Problem]) -> Replan | None:
    told = [month.replan for month in months if month.replan is not None]
    if not told:
        return None
    previous = frozenset(one for replan in told for one in replan.previous)
    return Replan(told[0].start, previous, frozenset(one for replan in told for one in replan.cancelled))
