"""What a log or a list has shown, as its outlet may see it: matched, being looked at, not read, still owed."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from campaigns.models import AsRunLine, AsRunLog, OutletHandIn
from campaigns.queries import slots as slot_queries
from campaigns.values.slots import SlotView
from scheduler import makegoods
from scheduler.services import as_run_logs
from web import access, refusals
from web.agenda import wording as places
from web.logs import pages, reading, wording
from web.slots import owing


class Matched(NamedTuple):
    """A slot that a line shows."""

    place: str
    labels: str  # "đúng giờ"
    uid: str  # empty where the outlet has no page of it


class Receipt(NamedTuple):
    """What a log brought, and what is left."""

    matched: tuple[Matched, ...]
    doubtful: tuple[str, ...]  # lines that the office looks at
    others: int  # lines about nothing of ours
    known: int  # lines that were on record before
    unread: tuple[tuple[int, str, str], ...]  # number, why, the line
    owed: tuple[tuple[str, str], ...]  # place and how much, of the days that the log tells of


class Listed(NamedTuple):
    """What a month's list brought."""

    aired: tuple[Matched, ...]
    missed: tuple[Matched, ...]
    same: int
    unread: tuple[tuple[str, str], ...]  # number, why


def of_log(session: Session, row: AsRunLog) -> Receipt:
    """The receipt of a log that was taken in, as things stand now."""
    lines = as_run_logs.lines_of(session, row, access.site().settings.zone)
    airings = [one for one in lines if not one.trouble]
    waits = [one for one in airings if one.doubt and not one.decided_by]
    shown = [one for one in airings if one.slot_uid and one not in waits]
    days = {date.fromisoformat(one) for one in row.counts["days"]}
    return Receipt(
        tuple(_matched(slot_queries.slot_view(session, one.slot_uid), wording.labels(one.labels)) for one in shown),
        tuple(_line(one) for one in waits), len(airings) - len(waits) - len(shown),
        row.counts["read"] - row.counts["new"],
        tuple((one.number, reading.why(one.trouble), one.raw) for one in lines if one.trouble),
        owed(session, row.outlet_id, days),
    )  # fmt: skip


def owed(session: Session, outlet_id: int, days: set[date]) -> tuple[tuple[str, str], ...]:
    """What an outlet still owes for slots of these dates."""
    found = [one for one in makegoods.open_obligations(session) if one.slot.outlet_id == outlet_id]
    mine = sorted((one for one in found if one.slot.date in days), key=lambda one: one.slot.starts_at)
    return tuple((owing.place(one.slot), owing.amount(one.left)) for one in mine)


def of_list(session: Session, row: OutletHandIn) -> Listed:
    """The receipt of a list."""
    aired, missed = (
        tuple(_matched(slot_queries.slot_view(session, uid), "") for uid in row.told[name])
        for name in ("attested", "missed")
    )
    unread = tuple((number, refusals.sentence(code, facts)) for number, code, facts in row.told["unread"])
    return Listed(aired, missed, row.told["same"], unread)


def _matched(slot: SlotView, labels: str) -> Matched:
    return Matched(f"{places.place(slot.date, slot.start_minute)} {slot.programme}", labels,
                   slot.uid if slot.sent_at is not None else "")  # fmt: skip


def _line(one: AsRunLine) -> str:
    return " · ".join(part for part in (pages.when(one), one.programme, one.title) if part)
