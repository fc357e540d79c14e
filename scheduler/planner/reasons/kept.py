"""Facts of a reason as they are kept with a proposal, to be worded whenever somebody reads them."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from scheduler.planner.reasons.facts import RuleFacts
from scheduler.planner.reasons.values import Relaxation

_LISTED: Final = ("outlets", "themes", "campaigns")


def as_json(facts: RuleFacts) -> dict[str, Any]:
    """Plain JSON; what is empty is left out."""
    told = asdict(facts) | {"dates": [day.isoformat() for day in facts.dates]}
    told |= {name: list(told[name]) for name in _LISTED}
    return {name: value for name, value in told.items() if value or name in {"rule", "kind"}}


def of_json(kept: Mapping[str, Any]) -> RuleFacts:
    """Back from how it is kept."""
    told = dict(kept)
    for name in _LISTED:
        told[name] = tuple(told.get(name, ()))
    told["dates"] = tuple(map(date.fromisoformat, told.get("dates", ())))
    if told.get("relaxation"):
        told["relaxation"] = Relaxation(**told["relaxation"])
    return RuleFacts(**told)
