"""A served calendar."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import select

from campaigns.models import Feed, FeedToken
from campaigns.store import Store
from tests import builders
from tests.conftest import NOW
from tests.scheduler import month

PROGRAMME = "Bản tin sáng"


DAY = date(2017, 4, 12)


THUNDERBIRD = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.0"


@dataclass
class Served:
    """A site on one of the databases, with a slot that an outlet has been told of and a link to its calendar."""

    store: Store
    app: Any
    client: Any
    ground: builders.Ground
    uid: str
    link_id: int
    path: str
    slug: str

    def get(self, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.client.get(self.path, headers=named)
        answer.close()  # as a server does: receipts are written then
        return answer

    def link(self) -> FeedToken:
        with self.store.reading() as session:
            row = session.get_one(FeedToken, self.link_id)
            session.expunge(row)
            return row

    def feed(self) -> Feed:
        with self.store.reading() as session:
            row = session.exec(select(Feed).where(Feed.slug == self.slug)).one()
            session.expunge(row)
            return row


def change(served: Served, now: datetime = NOW) -> None:
    """The outlet's slot is confirmed, which its calendar shows."""
    month.confirm(served.store, [served.uid], now=now)
