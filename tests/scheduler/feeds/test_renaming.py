"""Names that change, and whom that concerns."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from campaigns.errors import NotFound
from campaigns.models import Channel, Programme, Theme
from campaigns.queries import feeds as queries
from campaigns.queries import history
from campaigns.services import keeping
from campaigns.store import Store
from scheduler.services import publishing, renaming
from tests import builders
from tests.scheduler import month
from tests.scheduler.feeds.scene import DAY, LATER, PROGRAMME, body, events, office_version, outlet_slug, sent, unfolded


def test_an_unknown_calendar_is_refused(store: Store) -> None:
    with pytest.raises(NotFound) as refusal:
        body(store, "lich-khong-co")

    assert refusal.value.code == "feed.unknown"


def test_another_name_of_an_outlet_rewrites_its_entries_from_that_day_on_and_no_others(store: Store) -> None:
    ground, (early, late) = sent(store, DAY, date(2017, 4, 26))
    slug = outlet_slug(store, ground)
    before = events(body(store, slug))

    with store.deciding(actor="officer", now=LATER) as work:
        renaming.rename_outlet(
            work,
            slug,
            name="Báo và phát thanh, truyền hình Bình Phước",
            short_name="BPTV",
            valid_from=date(2017, 4, 20),
        )
    after = events(body(store, slug))

    assert after[early].to_ical() == before[early].to_ical()
    assert "Báo và phát thanh\\, truyền hình" in unfolded(after[late])
    assert after[late]["SEQUENCE"] == before[late]["SEQUENCE"] + 1
    with store.reading() as session:
        feed = queries.by_slug(session, slug)
    assert feed is not None
    assert not feed.name.endswith("Báo và phát thanh, truyền hình Bình Phước")

    with store.deciding(actor="clock", now=datetime(2017, 4, 20, 1, tzinfo=UTC)) as work:
        publishing.retitle(work)
        publishing.retitle(work)
    with store.reading() as session:
        renamed = queries.by_slug(session, slug)
    assert renamed is not None
    assert renamed.name.endswith("Báo và phát thanh, truyền hình Bình Phước")
    assert (renamed.slug, renamed.revision) == (feed.slug, feed.revision + 1)


@pytest.mark.parametrize("what", ["channel", "programme", "office"])
def test_another_name_of_what_entries_show_rewrites_them_once(store: Store, what: str) -> None:
    ground, (uid,) = sent(store, DAY)
    window = ground.windows[PROGRAMME]
    before = events(body(store, "officer"))

    def rename() -> None:
        with store.deciding(actor="officer", now=LATER) as work:
            if what == "channel":
                row = work.session.get_one(Channel, window.channel_id)
                renaming.change_channel(work, window.channel_id, seen_version=row.version, name="Tên mới tinh",
                                        issue_weekdays=row.issue_weekdays)  # fmt: skip
            elif what == "programme":
                strand = work.session.get_one(Programme, window.programme_id)
                renaming.change_programme(
                    work, window.programme_id, seen_version=strand.version, name="Tên mới tinh", form=strand.form
                )
            else:
                office = replace(builders.office(), phone="Tên mới tinh")
                renaming.set_profile(work, office, email="vanphong@so.example", seen_version=office_version(work))

    rename()
    after = events(body(store, "officer"))
    rename()

    assert after[uid]["SEQUENCE"] == before[uid]["SEQUENCE"] + 1
    assert "Tên mới tinh" in unfolded(after[uid])
    assert events(body(store, "officer"))[uid]["SEQUENCE"] == after[uid]["SEQUENCE"]  # nothing reads differently
    assert keeping.verify(store).faults == ()
    assert month.slot(store, uid).revision == after[uid]["SEQUENCE"]


def test_a_theme_that_becomes_sensitive_takes_along_what_nobody_outside_was_told_of(store: Store) -> None:
    ground, (told,) = sent(store, DAY)
    (home,) = month.place(store, ground, PROGRAMME, date(2017, 4, 19))
    with store.deciding(actor="officer", now=LATER) as work:
        theme = work.session.get_one(Theme, ground.themes[0])
        renaming.change_theme(work, ground.themes[0], name=theme.name, sensitive=True, seen=(theme.name, False))

    assert month.slot(store, home).sensitive
    assert not month.slot(store, told).sensitive
    with store.reading() as session:
        (row,) = [row for row in history.of(session, "slot", home) if row.what == "described"]
    assert (row.before, row.after) == ({"sensitive": False}, {"sensitive": True})
