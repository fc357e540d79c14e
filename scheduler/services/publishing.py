"""How a change becomes known: revisions, calendar entries, open answers overtaken, messages to send."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import col, select

from campaigns.models import Campaign, Feed, FeedItem, Offer, Office, Outbox, Outlet, Slot
from campaigns.queries import outbox
from campaigns.queries import outlets as outlet_queries
from campaigns.queries import slots as slot_queries
from campaigns.store import UnitOfWork
from campaigns.times import local_day
from campaigns.values.feeds import FeedKind
from campaigns.values.slots import SlotView
from campaigns.values.words import OfferState
from exports import ics
from scheduler import airtime

SECOND = timedelta(seconds=1)


def next_look(work: UnitOfWork, slot: Slot) -> datetime | None:
    """When the clock must look at a slot again, by its state and its outlet's policy on silence."""
    outlet = work.session.get_one(Outlet, slot.outlet_id)
    return airtime.next_at(
        slot.state, slot.starts_at, slot.ends_at, policy=outlet.silence_policy, grace_s=outlet.grace_s
    )


def changed(work: UnitOfWork, slot: Slot, words: str) -> None:
    """Raise what calendars see of a slot and put its entry into every feed that holds it; drafts stay at home."""
    slot.revision += 1
    slot.changed_at = max(work.now.replace(microsecond=0), slot.changed_at + SECOND)
    slot.last_change = words
    work.session.flush()
    if slot.sent_at is not None:
        publish(work, slot_queries.slot_view(work.session, slot.uid), slot.id or 0)


def publish(work: UnitOfWork, told: SlotView, slot_id: int) -> None:
    """Write a slot's entry, serialised once, into its outlet's, its campaign's and the officer's feed."""
    block = ics.slot_block(told, base_url=work.site.base_url, office_contact=office_contact(work))
    belongs = {
        feed(work, FeedKind.OUTLET, told.outlet_id).id,
        feed(work, FeedKind.CAMPAIGN, told.campaign_id).id,
        feed(work, FeedKind.OFFICER, 0).id,
    }
    held = work.session.exec(select(FeedItem).where(FeedItem.uid == told.uid)).all()
    for item in held:
        if item.feed_id not in belongs and item.leaves_at is None:
            _bury(work, item, told)
    entry = Entry(told.starts_at, ics.leaves_at(told), block)
    put(work, told.uid, {feed_id: entry for feed_id in belongs if feed_id is not None}, slot_id=slot_id)


def rewrite(work: UnitOfWork, words: str, *where: Any) -> tuple[Slot, ...]:
    """Write anew the entries that would now read differently, as after a renaming; returns their slots.

    Each rises in revision as by any change, for programs take nothing else. What lies before the months that
    calendars show stays as it was fetched.

    Args:
        words: what changed, as entries tell it.
        where: conditions on ``Slot`` that leave out those which cannot be affected.
    """
    uids = _outdated(work, *where)
    for month in sorted(set(work.session.exec(select(Slot.month).where(col(Slot.uid).in_(uids))))):
        work.month(month)
    asked = select(Slot).where(col(Slot.uid).in_(uids)).order_by(col(Slot.id)).with_for_update()
    rows = tuple(work.session.exec(asked.execution_options(populate_existing=True)).all())
    for slot in rows:
        changed(work, slot, words)
    retitle(work)
    return rows


def _outdated(work: UnitOfWork, *where: Any) -> list[str]:
    """Names of slots whose entries in the officer's calendar, which has them all, are not what would be written."""
    asked = (
        select(FeedItem.uid, FeedItem.block)
        .join(Slot, col(Slot.uid) == FeedItem.uid)
        .where(FeedItem.feed_id == feed(work, FeedKind.OFFICER, 0).id)
        .where(col(FeedItem.starts_at) >= ics.window(work.now, work.zone).start, *where)
    )
    held: dict[str, bytes] = dict(work.session.exec(asked).all())
    contact = office_contact(work)
    return [
        told.uid
        for told in slot_queries.slot_views(work.session, col(Slot.uid).in_(held))
        if ics.slot_block(told, base_url=work.site.base_url, office_contact=contact) != held[told.uid]
    ]


def retitle(work: UnitOfWork) -> None:
    """Let calendars be called as their outlets and campaigns are called today; their addresses stay."""
    for row in work.session.exec(select(Feed).order_by(col(Feed.id)).with_for_update()).all():
        _slug, name, description = _feed_words(work, FeedKind(row.kind), row.subject_id)
        if (row.name, row.description) != (name, description):
            row.name, row.description = name, description
            bump(work, [row.id or 0])


def _bury(work: UnitOfWork, item: FeedItem, told: SlotView) -> None:
    """Leave a cancelled tombstone where a slot used to be: nothing vanishes from a calendar without a word."""
    tombstone = Entry(item.starts_at, work.now + ics.KEPT_AFTER_CANCELLING, ics.gone_block(told, told.outlet))
    put(work, told.uid, {item.feed_id: tombstone}, slot_id=item.slot_id)


class Entry(NamedTuple):
    """What one feed is to hold of something."""

    starts_at: datetime
    leaves_at: datetime | None  # None: it stays
    block: bytes


def put(work: UnitOfWork, uid: str, entries: Mapping[int, Entry], *, slot_id: int | None) -> None:
    """Set something's entry in each of some feeds, and raise those feeds' revisions."""
    revisions = bump(work, entries)
    asked = select(FeedItem).where(FeedItem.uid == uid, col(FeedItem.feed_id).in_(entries))
    held = {row.feed_id: row for row in work.session.exec(asked)}
    for feed_id, (starts_at, leaves_at, block) in entries.items():
        revision = revisions[feed_id]
        row = held.get(feed_id)
        if row is None:
            row = FeedItem(feed_id=feed_id, uid=uid, starts_at=starts_at, revision=revision, block=block)
        row.slot_id, row.starts_at, row.leaves_at = slot_id, starts_at, leaves_at
        row.revision, row.block = revision, block
        work.session.add(row)
    work.session.flush()


def bump(work: UnitOfWork, feed_ids: Collection[int]) -> dict[int, int]:
    """Raise the revision of feeds and their date, which never falls or repeats; returns the revisions by feed.

    Feeds are locked in the order of their numbers, so that two decisions never wait for each other.
    """
    asked = select(Feed).where(col(Feed.id).in_(feed_ids)).order_by(col(Feed.id)).with_for_update()
    raised = {}
    for row in work.session.exec(asked).all():
        row.revision += 1
        row.changed_at = max(work.now.replace(microsecond=0), row.changed_at + SECOND)
        work.session.add(row)
        raised[row.id or 0] = row.revision
    work.session.flush()
    return raised


def feed(work: UnitOfWork, kind: FeedKind, subject_id: int) -> Feed:
    """The feed of an outlet, a campaign or the officer (subject 0), made when first needed."""
    asked = select(Feed).where(Feed.kind == kind.value, Feed.subject_id == subject_id)
    if (row := work.session.exec(asked).one_or_none()) is not None:
        return row
    slug, name, description = _feed_words(work, kind, subject_id)
    values = {
        "kind": kind.value, "subject_id": subject_id, "slug": slug, "name": name, "description": description,
        "revision": 0, "changed_at": work.now.replace(microsecond=0),
    }  # fmt: skip
    insert = postgresql_insert if work.session.get_bind().dialect.name == "postgresql" else sqlite_insert
    work.session.connection().execute(insert(Feed).values(**values).on_conflict_do_nothing())
    return work.session.exec(asked).one()


def _feed_words(work: UnitOfWork, kind: FeedKind, subject_id: int) -> tuple[str, str, str]:
    if kind is FeedKind.OUTLET:
        outlet = work.session.get_one(Outlet, subject_id)
        name = outlet_queries.names(work.session).on(subject_id, local_day(work.now, work.zone))[0]
        return f"lich-{outlet.slug}", f"Lịch phát sóng {name}", f"Lượt phát và bài đăng đặt tại {name}"
    if kind is FeedKind.CAMPAIGN:
        campaign = work.session.get_one(Campaign, subject_id)
        return f"lich-{campaign.slug}", f"Lịch {campaign.name}", f"Lượt phát và bài đăng của {campaign.name}"
    return "lich-can-bo", "Lịch truyền thông", "Mọi lượt phát, bài đăng và hạn việc của cơ quan"


def office_contact(work: UnitOfWork) -> str:
    """Whom an entry's reader may call; empty where the office has not said."""
    office = work.session.exec(select(Office)).first()
    if office is None:
        return ""
    profile: dict[str, Any] = office.profile
    return " · ".join(part for part in (profile.get("agency", ""), profile.get("phone", "")) if part)


def withdraw_answers(work: UnitOfWork, slot: Slot) -> None:
    """Close answers that a change has overtaken; they stay on record."""
    if slot.id is None:
        return
    for offer in work.session.exec(select(Offer).where(Offer.slot_id == slot.id, col(Offer.state) == OfferState.OPEN)):
        offer.state, offer.settled_at, offer.settled_by = OfferState.WITHDRAWN, work.now, work.actor
        work.session.add(offer)


def post(
    work: UnitOfWork,
    *,
    key: str,
    kind: str,
    to: str,
    facts: dict[str, Any],
    slot: Slot | None = None,
    not_before: datetime | None = None,
) -> None:
    """Put a message into the outbox, once for each key; one that nobody can be sent stays there, and says so."""
    if work.session.exec(select(Outbox.id).where(Outbox.dedupe_key == key)).first() is not None:
        return
    work.session.add(
        Outbox(
            dedupe_key=key,
            kind=kind,
            to=to,
            facts=facts,
            slot_uid=slot.uid if slot else None,
            slot_generation=slot.generation if slot else None,
            created_at=work.now,
            not_before=not_before or work.now,
            done_at=None if to else work.now,
            outcome="" if to else outbox.NO_ADDRESS,
        )
    )
