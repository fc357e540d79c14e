"""A long log as a task: the same end as in one go, also when a runner died on the way."""

from collections.abc import Sequence
from datetime import timedelta

from campaigns.queries import tasks as task_queries
from campaigns.store import Store
from campaigns.values.words import SlotState, TaskKind, TaskState
from scheduler.jobs import tasking
from scheduler.jobs.works import WORKS
from scheduler.services import as_run_logs, tasks
from tests.scheduler import month
from tests.scheduler.test_obligations import LATER
from tests.scheduler.test_returning import NOON, site, uids

__all__ = ["site", "uids"]

AFTER = LATER + timedelta(days=3)


def received(store: Store, uids: Sequence[str]) -> str:
    """A log of all but one of the slots."""
    lines = ["Ngày;Giờ;Thời lượng;Chương trình"]
    for uid in uids[1:]:
        slot = month.slot(store, uid)
        lines.append(f"{slot.date:%d/%m/%Y};11:30:05;45;{NOON}")
    with store.deciding(actor="lan", now=AFTER) as work:
        return as_run_logs.receive(work, "bptv", "\n".join(lines).encode(), "nhat-ky.csv").uid


def ask(store: Store, log: str, **told: object) -> str:
    asked = {"log": log, "outlet": "bptv", "name": "nhat-ky.csv", "by": "lan", "day": None, "whole_day": True}
    columns = {"date": 0, "start": 1, "length": 2, "programme": 3}
    with store.deciding(actor="lan", now=AFTER) as work:
        return tasks.ask(work, TaskKind.TAKE_LOG, asked | {"columns": columns} | told)


def end(store: Store, uid: str) -> tuple[TaskState, object]:
    with store.reading() as session:
        task = task_queries.task(session, uid)
    return task.state, task.result


def test_a_long_log_is_taken_in_as_a_task(store: Store, uids: Sequence[str]) -> None:
    log = received(store, uids)
    task = ask(store, log)
    assert tasking.run_next(store, WORKS, lambda: AFTER)

    assert end(store, task) == (TaskState.DONE, {"outlet": "bptv", "log": log})
    states = [month.slot(store, uid).state for uid in uids]
    assert states[1:] == [SlotState.AIRED] * (len(uids) - 1)
    assert states[0] is not SlotState.AIRED


def test_what_an_earlier_runner_has_put_on_record_is_gone_on_from(store: Store, uids: Sequence[str]) -> None:
    log = received(store, uids)
    task = ask(store, log)
    with store.deciding(actor="lan", now=AFTER) as work:  # it died after the lines
        as_run_logs.take_in(work, log, whole_day=True)
    assert tasking.run_next(store, WORKS, lambda: AFTER)

    assert end(store, task)[0] is TaskState.DONE
    assert [month.slot(store, uid).state for uid in uids[1:]] == [SlotState.AIRED] * (len(uids) - 1)


def test_a_log_that_tells_nothing_ends_refused(store: Store, uids: Sequence[str]) -> None:
    with store.deciding(actor="lan", now=AFTER) as work:
        log = as_run_logs.receive(work, "bptv", b"a;b\nc;d\n", "x.csv").uid
    task = ask(store, log, columns={})
    assert tasking.run_next(store, WORKS, lambda: AFTER)

    assert end(store, task)[0] is TaskState.REFUSED
