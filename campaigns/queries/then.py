"""Windows and the office's calendar list as they were on record before an instant, read from the sealed record."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from campaigns.queries import history, outlets
from campaigns.values.outlets import ExceptionView, HolidayView, WindowView
from campaigns.values.words import DayKind


def windows(session: Session, before: datetime) -> tuple[WindowView, ...]:
    """Windows on record before an instant, in the order of the sheet, with their days, names and programmes of then.

    Hours, capacities and prices are those of now.
    """
    begun = history.last_of(session, "window", ("added",), before=before)
    later = history.last_of(session, "window", ("added",)).keys() - begun.keys()
    changed = history.first_since(session, "window", ("changed", "succeeded"), before)
    moved = history.first_since(session, "window", ("handed_over",), before)
    called = history.first_since(session, "programme", ("changed",), before)
    issued = history.first_since(session, "channel", ("changed",), before)
    apart = _exceptions(session, before)
    return tuple(
        replace(
            view,
            exceptions=apart.get(view.id, ()),
            programme=called.get(str(view.programme_id), {}).get("name", view.programme),
            **_days(changed.get(str(view.id))),
            **_issues(issued.get(str(view.channel_id))),
        )
        for view in outlets.windows(session, of={int(window): told["programme_id"] for window, told in moved.items()})
        if str(view.id) not in later
    )


def holidays(session: Session, before: datetime) -> tuple[HolidayView, ...]:
    """The office's own list as it was before an instant, by date."""
    kept: dict[date, HolidayView] = {}
    for told, after in history.all_before(session, "calendar", "set", before):
        day = date.fromisoformat(told)
        kept.pop(day, None)
        if after["kind"] is not None:
            kept[day] = HolidayView(day, DayKind(after["kind"]), after["name"])
    return tuple(kept[day] for day in sorted(kept))


def _exceptions(session: Session, before: datetime) -> dict[int, tuple[ExceptionView, ...]]:
    kept: dict[int, dict[date, ExceptionView]] = defaultdict(dict)
    for told, after in history.all_before(session, "window", "exception", before):
        day = date.fromisoformat(after["date"])
        kept[int(told)].pop(day, None)
        if after["runs"] is not None:
            kept[int(told)][day] = ExceptionView(day, after["runs"], note=after["note"])
    return {window: tuple(days[day] for day in sorted(days)) for window, days in kept.items()}


def _days(told: Any) -> dict[str, Any]:
    """What of a window's record decides on which days it runs."""
    if told is None:
        return {}
    found = {name: told[name] for name in ("every_weeks", "skips_holidays")}
    found |= {name: told[name] and date.fromisoformat(told[name]) for name in ("anchor", "valid_from", "valid_until")}
    return found | {"weekdays": frozenset(told["weekdays"]), "nth": tuple(told["nth"])}


def _issues(told: Any) -> dict[str, Any]:
    if told is None:
        return {}
    days = told["issue_weekdays"]
    return {"channel": told["name"], "issue_weekdays": None if days is None else frozenset(days)}
