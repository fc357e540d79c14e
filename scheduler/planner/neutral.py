"""Reading and writing planning cases in the neutral form ``planner-instance/1``: JSON, minutes, units of price.

A plan is ``{"placements": [{"programme", "date", "theme"}, …]}``, in the order of date, programme and theme.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from campaigns.errors import Refused
from scheduler.problem import (
    Blackout,
    Budget,
    Outlet,
    Placement,
    Problem,
    Producer,
    Programme,
    Quota,
    Replan,
    Theme,
)

Value = TypeVar("Value")

FORMAT: Final = "planner-instance/1"
LEAD: Final = "lead"
EVERYWHERE: Final = "*"


def read(text: str) -> Problem:
    """The problem that an instance states.

    Raises:
        Refused: ``instance.not_json``, ``instance.other_format`` with ``found``, or ``instance.lacks`` with
            ``what`` where a part is missing or of the wrong kind.
    """
    try:
        stated = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused("instance.not_json", what=str(error)) from error
    found = stated.get("format") if isinstance(stated, dict) else None
    if found != FORMAT:
        raise Refused("instance.other_format", found=str(found)[:80], known=FORMAT)
    try:
        return _problem(stated)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused("instance.lacks", what=f"{type(error).__name__}: {error}"[:200]) from error


def plan_text(placements: Iterable[Placement]) -> str:
    """A plan as the neutral form has it; the same placements give the same text."""
    rows = [
        {"programme": one.programme, "date": one.date.isoformat(), "theme": one.theme}
        for one in sorted(placements, key=lambda one: (one.date, one.programme, one.theme))
    ]
    return json.dumps({"placements": rows}, ensure_ascii=False, indent=1) + "\n"


def _problem(stated: Mapping[str, Any]) -> Problem:
    start, days = date.fromisoformat(stated["start"]), int(stated["days"])
    stretch = [start + timedelta(days=ahead) for ahead in range(days)]
    every_outlet = frozenset(row["id"] for row in stated["outlets"])
    kinds = {row["id"]: row["kind"] for row in stated["outlets"]}
    themes_of = {
        row["id"]: frozenset(theme["id"] for theme in stated["themes"] if theme["campaign"] == row["id"])
        for row in stated["campaigns"]
    }

    def blackout(row: Mapping[str, Any]) -> Blackout:
        named = every_outlet if row["outlets"] == [EVERYWHERE] else frozenset(row["outlets"])
        return Blackout(date.fromisoformat(row["date"]), named)

    return Problem(
        start=start,
        days=days,
        today=date.fromisoformat(stated["today"]),
        outlets=_each(stated["outlets"], _outlet),
        programmes=_each(stated["programmes"], lambda row: _programme(row, kinds, stretch)),
        themes=_each(stated["themes"], _theme),
        quotas=_each(stated["quotas"], _quota),
        budgets=_each(stated["campaigns"], lambda row: Budget(row["id"], int(row["budget"]), themes_of[row["id"]])),
        producers=_each(
            stated["producers"], lambda row: Producer(row["id"], row["name"], int(row["scripts_per_week"]))
        ),
        blackouts=_each(stated["blackouts"], blackout),
        conflicts=tuple((one, other) for one, other in stated["conflicts"]),
        pins=_each(stated["pins"], _placement),
        forbidden=_each(stated["forbidden"], _placement),
        replan=_replan(stated.get("replan")),
        names={row["id"]: row["name"] for row in stated["campaigns"]},
    )


def _each(rows: Iterable[Mapping[str, Any]], read_row: Callable[[Mapping[str, Any]], Value]) -> tuple[Value, ...]:
    return tuple(read_row(row) for row in rows)


def _outlet(row: Mapping[str, Any]) -> Outlet:
    return Outlet(row["id"], row["name"], row["role"] == LEAD, int(row["max_per_day"]))


def _programme(row: Mapping[str, Any], kinds: Mapping[str, str], stretch: Iterable[date]) -> Programme:
    weekdays = frozenset(row["weekdays"])
    return Programme(
        id=row["id"],
        outlet=row["outlet"],
        dates=frozenset(day for day in stretch if day.isoweekday() in weekdays),
        spots=int(row["capacity"]),
        name=row["time"],
        kind=kinds[row["outlet"]],
        length=int(row["minutes"]),
        price=int(row["price"]),
        audience=int(row["audience"]),
    )


def _theme(row: Mapping[str, Any]) -> Theme:
    return Theme(
        id=row["id"],
        campaign=row["campaign"],
        name=row["name"],
        outlets=frozenset(row["outlets"]),
        lengths={kind: int(minutes) for kind, minutes in row["minutes"].items()},
        gap_days=max(1, int(row["min_gap_days"])),
        lead_per_day=int(row["max_lead_per_day"]),
        lead_days=int(row["lead_days"]),
        producer=row["producer"],
        reruns_per_script=int(row["reruns_per_script"]),
        rerun_delay_days=int(row["rerun_delay_days"]),
    )


def _quota(row: Mapping[str, Any]) -> Quota:
    return Quota(
        id=row["id"],
        themes=frozenset(row["themes"]),
        outlets=frozenset(row["outlets"]),
        first=date.fromisoformat(row["from"]),
        last=date.fromisoformat(row["to"]),
        least=int(row["min"]),
        most=int(row["max"]),
        counts_length=row["unit"] != "spots",
        tier=int(row["tier"]),
        weight=int(row["weight"]),
        spread=bool(row["spread"]) and row["unit"] == "spots",
        hard=bool(row["hard"]),
    )


def _placement(row: Mapping[str, Any]) -> Placement:
    return Placement(row["programme"], date.fromisoformat(row["date"]), row["theme"])


def _replan(row: Mapping[str, Any] | None) -> Replan | None:
    if row is None:
        return None
    return Replan(
        date.fromisoformat(row["from"]),
        frozenset(map(_placement, row["previous"])),
        frozenset((one["programme"], date.fromisoformat(one["date"])) for one in row["cancelled"]),
    )
