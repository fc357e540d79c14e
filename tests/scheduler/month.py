"""A site with slots on the air of its sample outlets, as the tests of the clock need it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import select

from campaigns.models import Outlet, Slot
from campaigns.store import Store
from campaigns.values.edits import Place
from campaigns.values.words import SilencePolicy
from scheduler.services import answers, placing, releasing
from tests.builders import Ground
from tests.conftest import NOW


def place(store: Store, ground: Ground, programme: str, *days: date, now: datetime = NOW) -> tuple[str, ...]:
    """Put a slot of a programme on each of some days of one month; returns their uids."""
    month = f"{days[0]:%Y-%m}"
    asked = [Place(ground.window(programme), day, ground.themes[0]) for day in days]
    with store.deciding(actor="officer", now=now) as work:
        return placing.edit(work, month, asked, seen=None).uids


def send(store: Store, month: str, outlet_id: int, *, now: datetime = NOW) -> None:
    """Tell an outlet of everything in a month that it does not know."""
    with store.deciding(actor="officer", now=now) as work:
        releasing.send(work, month, outlet_id)


def confirm(store: Store, uids: Sequence[str], *, now: datetime = NOW) -> None:
    """The outlet says yes to each."""
    for uid in uids:
        with store.deciding(actor="outlet", now=now) as work:
            version = work.session.exec(select(Slot.version).where(Slot.uid == uid)).one()
            answers.confirm(work, uid, seen_version=version, by="Đài")


def confirmed(store: Store, ground: Ground, programme: str, *days: date, now: datetime = NOW) -> tuple[str, ...]:
    """Slots that were placed, sent and confirmed."""
    uids = place(store, ground, programme, *days, now=now)
    send(store, f"{days[0]:%Y-%m}", ground.windows[programme].outlet_id, now=now)
    confirm(store, uids, now=now)
    return uids


def reach(store: Store, outlet_id: int, *, email: str = "dai@bptv.example",
          policy: SilencePolicy = SilencePolicy.WAIT, grace_s: int = 86_400) -> None:  # fmt: skip
    """Say how an outlet is reached, and what its silence means."""
    with store.deciding(actor="officer", now=NOW) as work:
        outlet = work.session.get_one(Outlet, outlet_id)
        outlet.contact_email, outlet.silence_policy, outlet.grace_s = email, policy, grace_s


def slot(store: Store, uid: str) -> Slot:
    """A slot's row, as it stands."""
    with store.reading() as session:
        found = session.exec(select(Slot).where(Slot.uid == uid)).one()
        session.expunge(found)
        return found
