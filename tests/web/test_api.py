"""What programs ask and get: the same rules, versions and refusals as people's pages."""

import json
from datetime import date
from typing import Any

import pytest

from campaigns.queries import proposals
from campaigns.services import people
from campaigns.store import Store
from campaigns.values.words import Role
from scheduler.jobs import tasking
from scheduler.jobs.works import WORKS
from scheduler.services import releasing
from tests.builders import MONTH, PASSWORD, Ground, ground
from tests.conftest import NOW


@pytest.fixture
def site(sqlite_store: Store) -> Ground:
    return ground(sqlite_store)


@pytest.fixture
def tokens(sqlite_store: Store, site: Ground) -> dict[str, str]:
    outlet = site.windows["Thời sự trưa"].outlet_id
    with sqlite_store.deciding(actor="builder", now=NOW) as work:
        for role in Role:
            people.create(work, f"{role.value}@so.example", name=role.value, role=role, password=PASSWORD,
                          outlet_id=outlet if role is Role.OUTLET else None)  # fmt: skip
        return {role.value: people.make_token(work, f"{role.value}@so.example") for role in Role}


@pytest.fixture
def ask(client: Any, tokens: dict[str, str]) -> Any:
    def call(method: str, path: str, body: Any = None, *, role: str = "officer", **headers: str) -> Any:
        told = {"Authorization": f"Bearer {tokens[role]}"} | {k.replace("_", "-"): v for k, v in headers.items()}
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        return client.open(f"/api/v1{path}", method=method, data=data, headers=told, content_type="application/json")

    return call


WANTED = {"date": "2017-04-12", "theme": "B", "outlet": "bptv", "programme": "Thời sự trưa", "title": "Một cửa"}


@pytest.fixture
def slot(ask: Any) -> dict[str, Any]:
    answer = ask("POST", "/slots", WANTED)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return answer.json


def test_a_slot_is_placed_and_read_back(ask: Any, slot: dict[str, Any]):
    assert (slot["state"], slot["theme"], slot["starts_at"]) == ("planned", "B", "2017-04-12T04:30:00Z")
    assert slot["cost_vnd"] is None
    again = ask("GET", f"/slots/{slot['uid']}")
    assert again.json == slot
    assert again.headers["ETag"] == f'"{slot["version"]}"'
    assert [one["uid"] for one in ask("GET", f"/slots?month={MONTH}&outlet=bptv&theme=B").json["slots"]] == [
        slot["uid"]
    ]
    assert ask("GET", f"/slots?month={MONTH}&theme=A").json["slots"] == []


def test_a_repeated_request_gets_its_first_answer_and_another_body_is_refused(ask: Any):
    first = ask("POST", "/slots", WANTED, Idempotency_Key="k1")
    again = ask("POST", "/slots", WANTED, Idempotency_Key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    other = ask("POST", "/slots", WANTED | {"theme": "C"}, Idempotency_Key="k1")
    assert (other.status_code, other.json["code"]) == (422, "api.key_reused")
    assert len(ask("GET", f"/slots?month={MONTH}").json["slots"]) == 1


def test_a_full_cell_is_a_conflict_with_a_sentence(ask: Any, slot: dict[str, Any]):
    answer = ask("POST", "/slots", WANTED)
    assert (answer.status_code, answer.json["code"]) == (409, "cell.full")
    assert answer.content_type == "application/problem+json"


def test_a_change_names_the_version_it_read(ask: Any, slot: dict[str, Any]):
    path = f"/slots/{slot['uid']}"
    assert ask("PATCH", path, {"title": "x"}).status_code == 422
    moved = ask("PATCH", path, {"date": "2017-04-13", "theme": "C"}, If_Match=f'"{slot["version"]}"')
    assert moved.status_code == 200, moved.json
    assert (moved.json["date"], moved.json["theme"], moved.json["uid"]) == ("2017-04-13", "C", slot["uid"])
    stale = ask("PATCH", path, {"title": "x"}, If_Match=f'"{slot["version"]}"')
    assert (stale.status_code, stale.json["code"]) == (412, "slot.stale")
    assert (stale.json["seen"], stale.json["current"]) == (slot["version"], moved.json["version"])
    assert stale.json["theirs"]["date"] == "2017-04-13"


def test_the_life_of_a_slot_through_the_interface(ask, slot, sqlite_store, site, present):
    from datetime import timedelta

    from scheduler.jobs import sweeping

    with sqlite_store.deciding(actor="officer", now=NOW) as work:
        releasing.send(work, MONTH, site.windows["Thời sự trưa"].outlet_id)
    path = f"/slots/{slot['uid']}"
    seen = ask("GET", path, role="outlet").json

    early = ask("POST", f"{path}/happenings", {"happening": "attest", "version": seen["version"]}, role="outlet")
    assert early.status_code == 409
    assert "confirm" in early.json["valid"]
    yes = ask("POST", f"{path}/happenings", {"happening": "confirm", "version": seen["version"]}, role="outlet")
    assert (yes.status_code, yes.json["state"]) == (200, "confirmed")

    present.at = NOW + timedelta(days=30)
    assert sweeping.sweep(sqlite_store, present.at) == 1
    on_air = ask("GET", path).json
    assert on_air["state"] == "on_air"
    told = {"happening": "attest", "version": on_air["version"], "starts_at": "2017-04-12T04:31:00Z", "duration_s": 45}
    aired = ask("POST", f"{path}/happenings", told, role="outlet").json
    assert (aired["state"], aired["evidence"]) == ("aired", "attested")

    history = ask("GET", f"{path}/history").json["history"]
    assert [row["what"] for row in history if row["what"] in {"placed", "sent", "confirm", "start", "attest"}] == [
        "placed", "sent", "confirm", "start", "attest",
    ]  # fmt: skip
    start = next(row for row in history if row["what"] == "start")
    assert (start["actor"], start["due_at"]) == ("clock", "2017-04-12T04:30:00Z")


def test_an_officer_confirms_only_with_the_outlets_paper(ask: Any, slot: dict[str, Any]):
    path = f"/slots/{slot['uid']}/happenings"
    no = ask("POST", path, {"happening": "confirm", "version": slot["version"]})
    assert no.json["code"] == "confirm.needs_paper"
    yes = ask("POST", path, {"happening": "confirm", "version": slot["version"], "paper": "Phiếu số 12"})
    assert yes.json["state"] == "confirmed"


def test_outlets_see_only_what_was_sent_to_them(ask: Any, slot: dict[str, Any]):
    assert ask("GET", f"/slots/{slot['uid']}", role="outlet").status_code == 404
    assert ask("GET", "/slots", role="outlet").json["slots"] == []
    assert ask("POST", "/slots", WANTED, role="outlet").status_code == 403
    assert ask("GET", "/history", role="outlet").status_code == 403


def test_without_a_token_nothing_is_told(client: Any, site: Ground):
    answer = client.get("/api/v1/slots")
    assert (answer.status_code, answer.json["code"]) == (401, "access.sign_in")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"date": NaN}', b"[" * 100_000, b'{"date":"2017-04-12","date":"2017-04-13"}',
     b'{"date":"2017-W15-3","theme":"A"}', b'{"date":"0001-01-01","theme":"A"}', b"\xff\xfe", b"9" * 5_000,
     b'{"date":"2017-04-12","theme":"A","window":99999999999999999999}', b'{"date":"2017-04-12","theme":"\\ud800"}',
     b'{"date":"2017-04-12","theme":"A","unknown":1}', b'{"date":"2017-04-12","theme":{"a":1}}',
     b'{"date":"2017-04-12","theme":"A","window":2147483647}', b'{"date":"2017-04-12","theme":"\\u0000"}'],
)  # fmt: skip
def test_bad_bodies_get_a_sentence_and_never_a_fault(ask: Any, body: bytes):
    answer = ask("POST", "/slots", body)
    assert 400 <= answer.status_code < 500, body[:60]
    assert answer.json["detail"]


@pytest.mark.parametrize("month", ["2017-13", "2017", "x", "0000-01", "9999-12", "2017-4", "٢٠١٧-٠٤"])
def test_unreadable_months_are_refused(ask: Any, month: str):
    assert ask("GET", f"/months/{month}").status_code in {404, 422}


def test_the_board_as_data_holds_what_was_placed(ask: Any, slot: dict[str, Any]):
    board = ask("GET", f"/months/{MONTH}").json
    row = next(row for row in board["rows"] if row["programme"] == "Thời sự trưa")
    assert [one["uid"] for one in row["slots"]] == [slot["uid"]]
    assert board["total"] == {
        "spots": 1,
        "confirmed": 0,
        "length_s": 45,
        "cost_vnd": None,
        "unpriced": 1,
        "quota": None,
    }
    assert len(board["days"]) == 30
    assert date(2017, 4, 12).isoformat() in row["runs_on"]


def test_plans_are_handed_in_as_text_or_as_a_file(ask: Any, client: Any, tokens: dict[str, str]):
    from io import BytesIO

    from campaigns.samples import sample_plan

    text = sample_plan(2017)
    told = ask("POST", "/plans", {"text": text, "year": 2017})
    assert told.status_code == 201, told.get_data(as_text=True)
    assert len(told.json["draft"]["themes"]) == 5
    by_file = client.post(
        "/api/v1/plans", data={"file": (BytesIO(text.encode()), "ke-hoach.txt")},
        headers={"Authorization": f"Bearer {tokens['officer']}"},
    )  # fmt: skip
    assert by_file.json["draft"]["themes"] == told.json["draft"]["themes"]
    assert ask("POST", "/plans", {"text": " \n "}).json["code"] == "upload.blank"


def test_the_description_names_every_address_of_the_interface(app: Any, client: Any):
    described = client.get("/api/openapi.json").json
    real = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert {(path, method) for path, calls in described["paths"].items() for method in calls} == real
    used = set(json.dumps(described).split('"#/components/schemas/')[1:])
    assert {name.split('"')[0] for name in used} <= set(described["components"]["schemas"])


def test_a_program_asks_for_a_proposal_reads_it_and_takes_it_up(ask: Any, sqlite_store: Store):
    month = f"/months/{MONTH}"
    asked = ask("POST", f"{month}/proposal", {"targets": [{"outlet": "bptv", "spots": 4}]})
    assert asked.status_code == 202
    assert ask("GET", f"/tasks/{asked.json['task']}").json["state"] == "waiting"
    assert tasking.run_next(sqlite_store, WORKS, lambda: NOW)

    done = ask("GET", f"/tasks/{asked.json['task']}").json
    found = ask("GET", f"{month}/proposals/{done['result']['proposal']}").json
    assert (done["state"], found["asked"], found["done"], found["most"]) == ("done", 4, 4, 4)
    assert found["levels"][0] == {"name": "short1", "value": 0, "bound": 0, "proven": True}
    taken = ask("POST", f"{month}/proposals/{found['uid']}/accept").json
    slots = ask("GET", f"/slots?month={MONTH}").json["slots"]
    assert sorted(one["uid"] for one in slots) == sorted(taken["slots"])
    assert {(one["window"], one["date"], one["theme"]) for one in slots} == {
        (one["window"], one["date"], one["theme"]) for one in found["placements"]
    }


def test_a_program_asks_for_several_months_together(ask: Any, sqlite_store: Store):
    told = {"targets": [{"outlet": "bptv", "spots": 3}], "through": "2017-06"}
    asked = ask("POST", f"/months/{MONTH}/proposal", told)
    assert asked.status_code == 202
    assert tasking.run_next(sqlite_store, WORKS, lambda: NOW)
    done = ask("GET", f"/tasks/{asked.json['task']}").json
    assert done["state"] == "done"
    with sqlite_store.reading() as session:
        views = proposals.of_stretch(session, done["result"]["stretch"])
    assert [(one.month, len(one.placements)) for one in views] == [("2017-04", 3), ("2017-05", 3), ("2017-06", 3)]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "proposal.no_target"),
        ({"targets": [{"outlet": "none", "spots": 4}]}, 404, "outlet.unknown"),
        ({"targets": [{"outlet": "bptv", "spots": 4, "window": 99}]}, 404, "window.unknown"),
        ({"targets": [{"outlet": "bptv", "spots": 4, "theme": "Z"}]}, 404, "theme.unknown"),
        ({"targets": [{"outlet": "bptv", "spots": 0}]}, 422, "api.invalid"),
        ({"campaign": "none"}, 404, "campaign.unknown"),
        ({"through": "2017-13"}, 422, "api.invalid"),
        ({"through": "2019-01", "targets": [{"outlet": "bptv", "spots": 4}]}, 422, "proposal.through_unknown"),
        ({"through": "2017-05"}, 422, "proposal.no_target"),
    ],
)  # fmt: skip
def test_a_proposal_that_cannot_be_asked_for_says_why(ask: Any, body: dict[str, Any], status: int, code: str):
    answer = ask("POST", f"/months/{MONTH}/proposal", body)

    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert ask("POST", f"/months/{MONTH}/proposal", body, role="viewer").status_code == 403


def test_a_program_hands_a_log_in_twice_and_nothing_changes_the_second_time(ask: Any, site: Ground):
    told = {"text": "Ngày;Giờ;Chương trình\n20/03/2017;05:30;Tin\nx;y;z\n"}
    first = ask("POST", "/outlets/bptv/as-run", told)
    assert (first.status_code, first.json["read"], first.json["new"]) == (201, 1, 1)
    assert first.json["unread"] == [{"number": 3, "code": "line.bad_start", "raw": "x;y;z"}]
    assert ask("POST", "/outlets/bptv/as-run", told).json["new"] == 0
    assert ask("POST", "/outlets/none/as-run", told).status_code == 404
    assert ask("POST", "/outlets/bptv/as-run", {"text": "a;b"}).json["code"] == "log.no_start"
    assert ask("POST", "/outlets/bptv/as-run", {"day": "x"}).status_code == 422
    assert ask("POST", "/outlets/bptv/as-run", told, role="viewer").status_code == 403
