"""Taking in a station's long log: its lines at once, then what they show, some days at a time.

Whatever was settled before this died stays settled, and is only looked at again: the days come to the same end in
whatever pieces they are looked at.
"""

from datetime import date
from typing import Any, Final

from campaigns.queries import logs as queries
from campaigns.store import UnitOfWork
from campaigns.values.logs import Column
from scheduler.jobs.tasking import Decision, Doing, Interrupted
from scheduler.services import as_run_logs, reconciling

AT_ONCE: Final = 3
"""Days that are looked at in one decision."""


def take_log(doing: Doing) -> Decision:
    """Take in the log that is asked for.

    ``facts`` are ``log``, its uid; ``outlet``, the slug; ``by``, who asked; ``day`` or None; ``whole_day``;
    ``columns``, places by what they tell. The result is ``{"outlet": …, "log": …}``.

    Raises:
        Refused: as ``as_run_logs.take_in``.
    """
    facts = doing.facts
    outlet_id, days = _lines(doing)
    begin = doing.kept or 0
    for place in range(begin, len(days), AT_ONCE):
        if doing.stopping():
            raise Interrupted
        doing.report(place, len(days), "take_log.days", done=place, of=len(days))
        with doing.store.deciding(actor=facts["by"], now=doing.now()) as work:
            reconciling.look(work, outlet_id, days[place : place + AT_ONCE])
        doing.keep(place + AT_ONCE)

    def told(_work: UnitOfWork) -> dict[str, Any]:
        return {"outlet": facts["outlet"], "log": facts["log"]}

    return told


def _lines(doing: Doing) -> tuple[int, list[date]]:
    """Put the lines on record, unless an earlier runner has; the outlet, and the days that the log tells of."""
    facts = doing.facts
    with doing.store.deciding(actor=facts["by"], now=doing.now()) as work:
        row = queries.log(work.session, facts["log"])
        if row.taken_at is None:
            day = date.fromisoformat(facts["day"]) if facts["day"] else None
            columns = {Column(name): place for name, place in facts["columns"].items()}
            as_run_logs.take_in(work, row.uid, columns, day=day, whole_day=facts["whole_day"])
        return row.outlet_id, [date.fromisoformat(one) for one in (row.counts or {}).get("days", ())]
