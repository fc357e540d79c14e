"""A month and what its forms send."""

import re
from datetime import date

from campaigns.queries import slots as slot_queries
from campaigns.values.edits import Place
from campaigns.values.words import SlotState
from scheduler.services import placing
from tests import builders
from tests.builders import MONTH

SHEET = f"/months/{MONTH}"


NOON, MORNING = "Thời sự trưa", "Chào buổi sáng"


THURSDAY = date(2017, 4, 20)


def as_a(client, role):
    """Another browser, signed in as someone of this role."""
    return builders.signed_in(client.application.test_client(), role)


def live(store):
    with store.reading() as session:
        found = slot_queries.month_slots(session, MONTH)
    return [slot for slot in found if slot.state is not SlotState.CANCELLED]


def put(store, ground, programme=NOON, day=THURSDAY, theme=0):
    """A slot by the officer's hand; gives it as it stands."""
    with store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        done = placing.edit(work, MONTH, [Place(ground.window(programme), day, ground.themes[theme])], seen=None)
        return slot_queries.slot_view(work.session, done.uids[0])


def post(client, path, page=SHEET, **fields):
    return client.post(path, data={"csrf_token": builders.csrf(client, page), **fields})


def edit(client, **fields):
    return post(client, f"{SHEET}/edits", **fields)


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True)))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def ask(client, path, told):
    token = builders.csrf(client, SHEET)
    return client.post(path, json=told, headers={"X-CSRF-Token": token, "Accept": "application/json"})
