"""Planning cases of our own making, the same every time: small, tight, with a holiday block, medium, replanned, a year.

python -m tests.planner_cases FOLDER    writes them as planner-instance/1
"""

import json
import random
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

KINDS: Final = ("radio", "tv", "press", "speaker")
LENGTHS: Final = {"radio": 4, "tv": 4, "press": 1, "speaker": 3}
TET: Final = (date(2019, 2, 4), 7)


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a case is, and how little it leaves room for; ``room`` is the budget per spot asked, in mean prices."""

    start: date
    days: int
    outlets: int
    campaigns: int
    themes: int
    asked: int  # spots for a theme on an outlet within a month
    room: float
    holiday: bool = False


SHAPES: Final = {
    "own-fortnight": Shape(date(2019, 2, 4), 15, 3, 2, 4, 5, 0.7, holiday=True),
    "own-small": Shape(date(2019, 3, 1), 31, 3, 2, 5, 8, 1.0),
    "own-tet": Shape(date(2019, 2, 1), 28, 3, 2, 5, 8, 0.9, holiday=True),
    "own-tight": Shape(date(2019, 5, 1), 31, 4, 3, 7, 11, 0.6),
    "own-medium": Shape(date(2019, 9, 1), 30, 10, 7, 18, 9, 0.9),
    "own-year": Shape(date(2019, 1, 1), 365, 7, 5, 12, 6, 0.8, holiday=True),
}


def case(name: str) -> dict[str, Any]:
    """A case by its name."""
    shape, dice = SHAPES[name], random.Random(name)
    outlets = [_outlet(number) for number in range(shape.outlets)]
    programmes = [one for outlet in outlets for one in _programmes(outlet, dice)]
    themes = [_theme(number, shape, outlets, dice) for number in range(shape.themes)]
    quotas = [one for theme in themes for one in _quotas(theme, shape, outlets, dice)]
    for number, quota in enumerate(quotas):
        quota["id"] = f"Q{number}"
    return {
        "format": "planner-instance/1", "name": name, "start": shape.start.isoformat(), "days": shape.days,
        "today": (shape.start - timedelta(days=9)).isoformat(),
        "outlets": outlets, "programmes": programmes, "blackouts": _blackouts(shape), "themes": themes,
        "campaigns": [_campaign(f"C{n}", shape, quotas, programmes) for n in range(shape.campaigns)],
        "producers": [{"id": f"N{n}", "name": f"Tổ {n}", "scripts_per_week": 4 + 2 * shape.themes} for n in range(2)],
        "quotas": quotas, "conflicts": [[themes[0]["id"], themes[1]["id"]]], "pins": [], "forbidden": [],
    }  # fmt: skip


def replanned(stated: Mapping[str, Any], placements: list[dict[str, str]]) -> dict[str, Any]:
    """The same case a third of the way on, with a plan that was published and two airings that were missed."""
    start = date.fromisoformat(stated["start"])
    begin = (start + timedelta(days=stated["days"] // 3)).isoformat()
    missed = [one for one in placements if one["date"] < begin][-2:]
    cancelled = [{"programme": one["programme"], "date": one["date"]} for one in missed]
    return {
        **stated, "name": "own-replan", "today": begin,
        "replan": {"from": begin, "previous": placements, "cancelled": cancelled},
    }  # fmt: skip


def _outlet(number: int) -> dict[str, Any]:
    kind = KINDS[number % len(KINDS)]
    role = "repeat" if kind == "speaker" else "lead"
    return {"id": f"O{number}", "name": f"Đài, báo {number}", "kind": kind, "role": role, "max_per_day": 5}


def _programmes(outlet: Mapping[str, Any], dice: random.Random) -> list[dict[str, Any]]:
    made = []
    for number in range(dice.randint(3, 5)):
        audience = dice.randint(20, 160)
        made.append({
            "id": f"{outlet['id']}P{number}", "outlet": outlet["id"], "time": f"{6 + 3 * number:02}:15",
            "weekdays": sorted(dice.sample(range(1, 8), dice.randint(3, 5))),
            "minutes": 1 if outlet["kind"] == "press" else 10, "capacity": dice.randint(1, 2),
            "price": 10 * dice.randint(audience // 8, audience // 3), "audience": audience,
        })  # fmt: skip
    return made


def _theme(number: int, shape: Shape, outlets: list[dict[str, Any]], dice: random.Random) -> dict[str, Any]:
    places = dice.sample(outlets, min(len(outlets), dice.randint(2, 4)))
    if all(one["role"] == "repeat" for one in places):
        places.append(outlets[0])
    return {
        "id": f"T{number}", "campaign": f"C{number % shape.campaigns}", "name": f"Nội dung {number}",
        "minutes": LENGTHS, "outlets": sorted({one["id"] for one in places}), "min_gap_days": dice.randint(1, 3),
        "max_lead_per_day": 2, "lead_days": dice.randint(2, 6), "producer": f"N{number % 2}",
        "reruns_per_script": dice.randint(1, 3), "rerun_delay_days": dice.randint(0, 2),
    }  # fmt: skip


def _quotas(
    theme: Mapping[str, Any], shape: Shape, outlets: list[dict[str, Any]], dice: random.Random
) -> list[dict[str, Any]]:
    """A target for each month and outlet of a theme."""
    made, first, end = [], shape.start, shape.start + timedelta(days=shape.days - 1)
    while first <= end:
        last = min(end, (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        for outlet in outlets:
            if outlet["id"] in theme["outlets"]:
                least = dice.randint(shape.asked // 2, shape.asked)
                made.append({
                    "campaign": theme["campaign"], "themes": [theme["id"]], "outlets": [outlet["id"]],
                    "from": first.isoformat(), "to": last.isoformat(), "unit": "spots", "min": least,
                    "max": least + 2, "tier": dice.randint(1, 3), "weight": dice.randint(1, 3), "spread": True,
                    "hard": False,
                })  # fmt: skip
        first = last + timedelta(days=1)
    return made


def _campaign(
    name: str, shape: Shape, quotas: list[dict[str, Any]], programmes: list[dict[str, Any]]
) -> dict[str, Any]:
    asked = sum(quota["min"] for quota in quotas if quota["campaign"] == name)
    mean = sum(one["price"] for one in programmes) / len(programmes)
    return {"id": name, "name": f"Chiến dịch {name}", "budget": int(asked * mean * shape.room)}


def _blackouts(shape: Shape) -> list[dict[str, Any]]:
    days = [TET[0] + timedelta(days=ahead) for ahead in range(TET[1])] if shape.holiday else [shape.start]
    return [{"date": day.isoformat(), "outlets": ["*"]} for day in days]


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name in SHAPES:
        (folder / f"{name}.json").write_text(json.dumps(case(name), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
