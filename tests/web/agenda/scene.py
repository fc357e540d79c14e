"""An outlet that has been told of three slots, and its link."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from campaigns.queries import history as history_queries
from campaigns.store import Store
from scheduler.services import answers
from tests.builders import Ground, ground
from tests.conftest import NOW, Present
from tests.scheduler.month import confirm, place, send
from tests.web.outlets import broadcast, slot, token

DAYS = (date(2017, 4, 3), date(2017, 4, 4), date(2017, 4, 5))


class Scene(NamedTuple):
    """Three slots that their outlet has been told of, and the outlet's link."""

    ground: Ground
    programme: str
    uids: tuple[str, ...]
    address: str

    @property
    def window(self) -> int:
        return self.ground.window(self.programme)

    @property
    def outlet(self) -> int:
        return self.ground.windows[self.programme].outlet_id


def scene(store: Store, programme: str = "", days: Sequence[date] = DAYS) -> Scene:
    found = ground(store)
    programme = programme or broadcast(found)
    uids = place(store, found, programme, *days)
    send(store, "2017-04", found.windows[programme].outlet_id)
    return Scene(found, programme, uids, f"/o/{token(store, found, programme)}")


def seen(store: Store, uid: str, **more: Any) -> dict[str, Any]:
    """What every form about a slot carries."""
    return {"version": slot(store, uid).version} | more


def on_air_and_over(store: Store, here: Scene, present: Present, uid: str) -> None:
    """The slot is confirmed, and its hour is over; the clock has not come by."""
    confirm(store, [uid])
    present.at = slot(store, uid).ends_at + timedelta(minutes=10)


def actors(store: Store, uid: str) -> dict[str, str]:
    with store.reading() as session:
        return {row.what: row.actor for row in history_queries.of(session, "slot", uid)}


def answers_as_officer(store: Store, uid: str) -> None:
    with store.deciding(actor="officer", now=NOW) as work:
        seen_version = slot(store, uid).version
        answers.describe(work, uid, seen_version=seen_version, title="Tên mới", note="", sensitive=None, brief=None)
