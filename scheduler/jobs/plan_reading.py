"""Reading in a large plan: the file's text, then its statements, then the draft that a person reviews."""

from typing import Any, Final

from campaigns import intake, reading
from campaigns.services import plans
from campaigns.store import UnitOfWork
from scheduler.jobs.tasking import Decision, Doing, Interrupted

_LOOKS: Final = tuple(intake.Look)
_FINE: Final = 1_000
"""Steps of the bar for each look at the plan."""


def read_plan(doing: Doing) -> Decision:
    """The draft of the plan in the payload.

    ``facts`` are ``name``, the file's, and ``year`` or None; the result is ``{"plan_id": …}``.

    Raises:
        Refused: as ``campaigns.reading.read_plan``.
    """
    name, year = doing.facts["name"], doing.facts["year"]
    doing.report(0, None, "read_plan.opening")
    try:
        text = reading.read_plan(doing.payload or b"", name)
    except reading.Ended as ended:  # the whole machine is going down; the file is not at fault
        raise Interrupted from ended

    def told(look: intake.Look, done: int, of: int) -> None:
        if doing.stopping():
            raise Interrupted
        steps = _LOOKS.index(look) * _FINE + done * _FINE // of
        doing.report(steps, len(_LOOKS) * _FINE, f"read_plan.{look.value}", done=done, of=of)

    draft = intake.read(text, year=year, told=told).as_json()
    if doing.stopping():
        raise Interrupted

    def keep(work: UnitOfWork) -> dict[str, Any]:
        return {"plan_id": plans.save_draft(work, draft, text=text, file_name=name).id}

    return keep
