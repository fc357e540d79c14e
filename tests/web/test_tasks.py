"""Long work on its pages: how far it is without script, who may stop it, where it leads, and what went wrong."""

import io
from datetime import timedelta
from typing import Any

import pytest
from docx import Document
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from campaigns import clock
from campaigns.errors import Refused
from campaigns.models import Task
from campaigns.queries import plans as plan_queries
from campaigns.queries import tasks as queries
from campaigns.store import Store
from campaigns.values.proposals import Asked
from campaigns.values.words import TaskKind
from scheduler.jobs import tasking
from scheduler.jobs.works import WORKS
from scheduler.services import electing, tasks
from tests.builders import PLAN_TEXT, csrf, signed_in, staff
from tests.conftest import NOW
from tests.web.plans.scene import upload
from web.plans.blueprint import AT_ONCE

WHO = "officer@so.example"


@pytest.fixture
def office(client, sqlite_store):
    staff(sqlite_store)
    return signed_in(client)


def large(size: int = AT_ONCE + 1) -> bytes:
    """A plan of more than so many bytes."""
    return (PLAN_TEXT + "- Đăng tin, bài về kết quả giải quyết thủ tục.\n" * (size // 40)).encode()


def ask(store: Store, who: str = WHO, kind: TaskKind = TaskKind.READ_PLAN, payload: bytes = b"") -> str:
    with store.deciding(actor=who, now=NOW) as work:
        facts = {
            "name": "ke-hoach.txt", "year": 2018, "month": "2017-04", "asked": Asked(1, ()).as_json(), "outlet": "bptv",
            "log": "x",
        }  # fmt: skip
        return tasks.ask(work, kind, facts, payload)


def taken_up(store: Store) -> tasks.Taken:
    with store.deciding(actor="tasks", now=NOW) as work:
        taken = tasks.take(work, TaskKind)
        assert taken is not None
        return taken


def read_in(store: Store) -> None:
    assert tasking.run_next(store, WORKS, lambda: NOW)


def beat(store: Store) -> None:
    with store.deciding(actor="pulse", now=clock.system()) as work:
        electing.beat(work, "here", work.now)


def page(client: Any, uid: str) -> str:
    answer = client.get(f"/tasks/{uid}")
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def press_stop(client: Any, uid: str) -> Any:
    return client.post(f"/tasks/{uid}/stop", data={"csrf_token": csrf(client, "/settings/me")})


def test_a_large_plan_becomes_a_task_whose_page_leads_on_to_the_review(office, sqlite_store):
    answer = upload(office, large(), "ke-hoach-lon.txt", year="2018")

    assert answer.status_code == 303
    assert answer.location.startswith("/tasks/")
    waiting = office.get(answer.location).get_data(as_text=True)
    assert "Đọc kế hoạch ke-hoach-lon.txt" in waiting
    assert "Đang chờ đến lượt." in waiting
    with sqlite_store.reading() as session:
        assert plan_queries.plans(session) == ()

    read_in(sqlite_store)

    over = office.get(answer.location)
    assert over.status_code == 303
    review = office.get(over.location).get_data(as_text=True)
    assert "Duyệt bản đọc 07/KH-UBND" in review
    with sqlite_store.reading() as session:
        assert [plan.year for plan in plan_queries.plans(session)] == [2018]


def test_a_large_word_plan_is_weighed_by_what_it_unpacks_to(office, sqlite_store):
    paper = Document()
    for line in large().decode().splitlines():
        paper.add_paragraph(line)
    kept = io.BytesIO()
    paper.save(kept)
    assert len(kept.getvalue()) < AT_ONCE

    assert upload(office, kept.getvalue(), "ke-hoach.docx").location.startswith("/tasks/")


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"%PDF-1.7 \x00\x01" + b"x" * AT_ONCE, "ke-hoach.pdf"), (b"x" * 1_100_000, "dai.txt"),
     (b"PK\x03\x04" + b"x" * AT_ONCE * 80, "to.docx")],
)  # fmt: skip
def test_what_needs_no_reading_to_be_refused_is_refused_at_once(office, sqlite_store, content, name):
    answer = upload(office, content, name, year="2018")

    assert answer.status_code == 422
    assert f"Tệp {name}" in answer.get_data(as_text=True)
    with sqlite_store.reading() as session:
        assert queries.of_person(session, WHO) == ()


def test_a_large_file_that_cannot_be_read_is_refused_by_its_name_with_a_way_back_that_keeps_the_year(
    office, sqlite_store
):
    at = upload(office, b"\x80\x81 " * AT_ONCE, "ma-la.txt", year="2018").location

    read_in(sqlite_store)

    html = office.get(at).get_data(as_text=True)
    assert "Không nhận ra bảng mã của tệp ma-la.txt." in html
    assert 'href="/plans/new?year=2018"' in html
    assert 'value="2018"' in office.get("/plans/new?year=2018").get_data(as_text=True)
    assert office.get("/plans/new?year=%00%F0x").status_code == 200


def test_a_task_that_runs_shows_a_bar_and_comes_again_without_script(office, sqlite_store):
    uid = ask(sqlite_store, payload=large())
    beat(sqlite_store)
    with sqlite_store.deciding(actor="tasks", now=NOW) as work:
        taken = tasks.take(work, TaskKind)
        assert taken is not None
        far = tasks.Progress(2_500, 4_000, "read_plan.sentences", {"done": 1250, "of": 2500})
        tasks.go_on(work, taken, tasks.News(far))

    html = page(office, uid)
    told = office.get(f"/tasks/{uid}/progress").get_json()

    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in html
    assert '<progress max="100" value="62" aria-labelledby="task-words">' in html
    assert "Đang tìm ngày, số lượng, kinh phí: 1.250 / 2.500 đoạn" in html
    assert told == {"look": "open", "percent": 62, "words": "Đang tìm ngày, số lượng, kinh phí: 1.250 / 2.500 đoạn"}
    assert "Người officer nhờ lúc 09:00 20/03/2017" in html
    assert "ke-hoach.txt · Đang làm, 62%" in office.get("/").get_data(as_text=True)


def test_a_page_says_that_nobody_works_where_no_scheduler_was_seen(office, sqlite_store):
    uid = ask(sqlite_store)

    asleep, look = page(office, uid), office.get(f"/tasks/{uid}/progress").get_json()["look"]
    beat(sqlite_store)

    assert "Bộ hẹn giờ không chạy" in asleep
    assert look == "asleep"
    assert "Bộ hẹn giờ" not in page(office, uid)
    assert office.get(f"/tasks/{uid}/progress").get_json()["look"] == "open"


def test_tasks_before_it_in_the_line_are_counted(office, sqlite_store):
    ask(sqlite_store)
    ask(sqlite_store, kind=TaskKind.PROPOSE)

    assert "trước đó còn 1 việc." in page(office, ask(sqlite_store))


def test_a_stop_ends_what_waits_at_once_and_asks_what_runs(office, sqlite_store):
    running = ask(sqlite_store)
    waiting = ask(sqlite_store)
    taken = taken_up(sqlite_store)
    assert taken.uid == running
    beat(sqlite_store)

    assert 'action="/tasks/' in page(office, waiting)
    answers = [press_stop(office, uid) for uid in (waiting, running, running)]

    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert "chưa có gì được lưu" in page(office, waiting)
    stopping = page(office, running)
    assert "Đang dừng…" in stopping
    assert 'action="/tasks/' not in stopping
    with sqlite_store.deciding(actor=WHO, now=NOW) as work:
        tasks.end(work, taken, lambda _work: {"plan_id": 1}, stopped=True)
    over = page(office, running)
    assert "phần làm được đến lúc đó vẫn dùng được" in over
    assert 'href="/plans/1"' in over


@pytest.mark.parametrize(
    ("role", "sees", "stops"), [("admin", 200, 303), ("officer", 200, 303), ("leader", 200, 403), ("viewer", 200, 403)]
)
def test_the_office_sees_a_task_and_who_asked_or_an_administrator_stops_it(
    client, sqlite_store, role: str, sees: int, stops: int
):
    staff(sqlite_store)
    signed_in(client, role)
    uid = ask(sqlite_store)

    html = client.get(f"/tasks/{uid}")

    assert html.status_code == sees
    assert ("Dừng</button>" in html.get_data(as_text=True)) == (stops == 303)
    assert press_stop(client, uid).status_code == stops


def test_another_officer_may_not_stop_it_and_a_stranger_sees_nothing(office, app, sqlite_store):
    uid = ask(sqlite_store, who="other@so.example")

    assert press_stop(office, uid).status_code == 403
    assert "Dừng</button>" not in page(office, uid)
    stranger = app.test_client()
    assert stranger.get(f"/tasks/{uid}").status_code == 303
    assert stranger.get(f"/tasks/{uid}/progress", headers={"Accept": "application/json"}).status_code == 401
    for address in ("/tasks/x", "/tasks/x/progress"):
        assert office.get(address).status_code == 404


def test_a_fault_is_told_by_its_number(office, sqlite_store):
    uid = ask(sqlite_store)
    taken = taken_up(sqlite_store)
    with sqlite_store.deciding(actor="tasks", now=NOW) as work:
        tasks.fail(work, taken, "1a2b3c4d")

    html = page(office, uid)

    assert "1a2b3c4d" in html
    assert "Chọn tệp khác" in html


def test_the_first_page_leads_back_to_a_task_until_its_end_was_seen(office, sqlite_store, present):
    uid = ask(sqlite_store)
    taken = taken_up(sqlite_store)
    assert f'href="/tasks/{uid}"' in office.get("/").get_data(as_text=True)
    with sqlite_store.deciding(actor="tasks", now=NOW) as work:
        tasks.refuse(work, taken, Refused("upload.blank", name="ke-hoach.txt"))

    before = office.get("/").get_data(as_text=True)
    page(office, uid)
    after = office.get("/").get_data(as_text=True)

    assert "ke-hoach.txt · Chưa làm được" in before
    assert f'href="/tasks/{uid}"' not in after
    assert f'href="/tasks/{uid}"' in office.get("/tasks").get_data(as_text=True)
    present.at += timedelta(days=1)
    assert 'href="/tasks"' in office.get("/").get_data(as_text=True)


def test_a_file_handed_in_by_a_person_with_too_much_in_line_is_refused_beside_its_field(office, sqlite_store):
    for _ in range(tasks.MOST_ASKED):
        ask(sqlite_store)

    answer = upload(office, large(), "ke-hoach.txt")

    assert answer.status_code == 422
    assert "đang chờ" in answer.get_data(as_text=True)
    assert 'id="file-error"' in answer.get_data(as_text=True)


def test_the_pages_of_each_kind_speak_english_too(office, sqlite_store):
    uids = [ask(sqlite_store, kind=kind) for kind in TaskKind]
    office.set_cookie("language", "en")

    for uid in uids:
        html = page(office, uid)
        assert "Waiting for its turn" in html
        assert "Việc" not in html
    listed = office.get("/tasks").get_data(as_text=True)
    assert "Read plan ke-hoach.txt" in listed
    assert listed.count('href="/tasks/') == len(uids)
    assert "Đọc" not in listed


def test_every_look_at_a_plan_is_told_in_words():
    from campaigns.intake import Look
    from web.tasks import wording

    assert {f"read_plan.{look.value}" for look in Look} < set(wording.PROGRESS)
    assert set(wording.STATES) == set(type(next(iter(wording.STATES))))


def test_a_row_holds_no_state_that_cannot_be(sqlite_store):
    uid = ask(sqlite_store)
    for change in ({"done_steps": -1}, {"all_steps": -1}, {"ended_at": NOW}, {"leased_until": NOW}):
        wrong = update(Task).where(col(Task.uid) == uid).values(**change)
        with sqlite_store.deciding(actor="test", now=NOW) as work, pytest.raises(IntegrityError):
            work.session.connection().execute(wrong)
