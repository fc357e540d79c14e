"""A large plan is handed in; the bar moves, the person goes elsewhere, comes back, and lands on the review."""

import threading
from pathlib import Path

from playwright.sync_api import expect

from campaigns.queries import tasks as queries
from campaigns.settings import Settings
from campaigns.store import Store
from campaigns.values.words import TaskKind
from scheduler.jobs.tasking import Decision, Doing
from scheduler.jobs.works import WORKS
from scheduler.runner import Runner
from tests.builders import PLAN_TEXT
from tests.journeys.visits import Visit
from tests.scheduler.days import running


class Paused:
    """The real reading, which waits at two places until the test has looked."""

    def __init__(self) -> None:
        self.passes = {1_500: threading.Event(), 3_000: threading.Event()}

    def __call__(self, doing: Doing) -> Decision:
        report = doing.report

        def told(done: int, all_steps: int | None, code: str, /, **facts: object) -> None:
            report(done, all_steps, code, **facts)
            for step, gate in self.passes.items():
                if done >= step:
                    gate.wait(60)

        doing.report = told  # type: ignore[method-assign]
        return WORKS[TaskKind.READ_PLAN](doing)


def test_a_large_plan_is_handed_in_left_and_come_back_to(
    visit: Visit, sqlite_store: Store, site_settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "ke-hoach-lon.txt"
    file.write_text(PLAN_TEXT + "- Đăng tin, bài về kết quả giải quyết thủ tục.\n" * 3_000, "utf-8")
    page, work = visit.page, Paused()
    with running(Runner(sqlite_store, site_settings, {TaskKind.READ_PLAN: work})):
        page.goto(f"{visit.address}/plans/new")
        page.set_input_files("[name=file]", file)
        page.click("main form button:has-text('Đọc kế hoạch')")
        page.wait_for_url("**/tasks/*")
        bar = page.locator("progress")
        page.wait_for_function("() => document.querySelector('progress')?.value >= 37")
        first = float(bar.evaluate("one => one.value"))
        assert "dòng" in page.text_content("#task-words") or "đoạn" in page.text_content("#task-words")

        page.click("header a:has-text('Tổng quan')")
        work.passes[1_500].set()
        link = page.locator("a.todo-line:has-text('ke-hoach-lon.txt')")
        link.wait_for()
        link.click()
        page.wait_for_function(f"() => document.querySelector('progress')?.value > {first}")
        expect(page.locator("[data-task] [role=status]")).to_contain_text("%")

        work.passes[3_000].set()
        page.wait_for_url("**/plans/*")
        assert "Duyệt bản đọc" in page.text_content("h1")
    with sqlite_store.reading() as session:
        (task,) = queries.of_person(session, "officer@so.example")
    assert page.url.endswith(f"/plans/{task.result['plan_id']}")
