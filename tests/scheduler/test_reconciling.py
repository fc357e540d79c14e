"""Logs taken in: evidence at once where it is plain, a person's word where it is not; however the logs come, the same."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import AsRunLine
from campaigns.queries import logs as log_queries
from campaigns.queries import slots as slot_queries
from campaigns.store import Store
from campaigns.values.logs import Column
from campaigns.values.slots import SlotView
from campaigns.values.words import Evidence, SlotState
from scheduler import ledger
from scheduler.services import answers, as_run_logs, reconciling
from tests import builders
from tests.builders import MONTH, Ground
from tests.conftest import NOW
from tests.scheduler import month

NOON = "Thời sự trưa"
DAYS = [date(2017, 4, day) for day in (3, 4, 5)]
LATER = NOW + timedelta(days=30)
HEAD = "Ngày;Giờ;Thời lượng;Chương trình;Nội dung"


@pytest.fixture
def site(store: Store) -> Ground:
    return builders.ground(store)


@pytest.fixture
def uids(store: Store, site: Ground) -> Sequence[str]:
    """Three confirmed slots at noon, each with its title."""
    found = month.confirmed(store, site, NOON, *DAYS)
    with store.deciding(actor="lan", now=NOW) as work:
        for uid, title in zip(found, ("Một cửa ở xã", "Nộp hồ sơ qua mạng", "Người dân hài lòng"), strict=True):
            work.slot(uid, seen_version=None).title = title
    return found


def line(slot: SlotView, *, later_s: int = 0, length_s: int | None = None, title: str | None = None) -> str:
    at = slot.starts_at.astimezone(builders_zone()) + timedelta(seconds=later_s)
    length = slot.duration_s if length_s is None else length_s
    return f"{at:%d/%m/%Y};{at:%H:%M:%S};{length};{slot.programme};{slot.title if title is None else title}"


def builders_zone() -> Any:
    from campaigns.times import ZONE

    return ZONE


def take(store: Store, *lines: str, whole_day: bool = False) -> tuple[as_run_logs.TakenIn, reconciling.Outcome]:
    content = "\n".join([HEAD, *lines]).encode()
    with store.deciding(actor="lan", now=LATER) as work:
        row = as_run_logs.receive(work, "bptv", content, "log.csv")
        taken = as_run_logs.take_in(work, row.uid, whole_day=whole_day)
        return taken, reconciling.look(work, row.outlet_id, taken.days)


def slots(store: Store) -> dict[str, SlotView]:
    with store.reading() as session:
        return {one.uid: one for one in slot_queries.month_slots(session, MONTH)}


def standing(store: Store) -> list[tuple[Any, ...]]:
    """What a ledger reads of every slot."""
    return sorted(
        (one.uid, one.state, one.evidence, one.actual_starts_at, one.actual_duration_s, one.resolution)
        for one in slots(store).values()
    )


def test_plain_lines_are_evidence_at_once_with_what_really_aired(store: Store, uids: Sequence[str]) -> None:
    first, second, _third = (slots(store)[uid] for uid in uids)
    taken, found = take(store, line(first), line(second, later_s=2_100, length_s=second.duration_s - 40))

    assert (taken.lines, taken.read, taken.new, taken.unread) == (2, 2, 2, ())
    assert (found.aired, found.missed, found.doubtful) == (2, 0, ())
    one, two, three = (slots(store)[uid] for uid in uids)
    assert (one.state, one.evidence, one.actual_starts_at) == (SlotState.AIRED, Evidence.AS_RUN, one.starts_at)
    assert two.actual_starts_at == two.starts_at + timedelta(minutes=35)
    assert two.actual_duration_s == two.duration_s - 40
    assert three.state is SlotState.ON_AIR  # a log that does not say it is whole proves no miss


def test_a_log_of_whole_days_shows_what_did_not_air(store: Store, uids: Sequence[str]) -> None:
    first, second, third = (slots(store)[uid] for uid in uids)
    _taken, found = take(
        store, line(first), line(third), f"{second.date:%d/%m/%Y};6:00:00;30;Khác;Nhạc", whole_day=True
    )

    assert found.missed == 1
    assert slots(store)[second.uid].state is SlotState.MISSED
    assert slots(store)[second.uid].evidence is Evidence.AS_RUN
    assert slots(store)[third.uid].state is SlotState.AIRED


def test_the_same_log_again_changes_nothing(store: Store, uids: Sequence[str]) -> None:
    told = [line(one) for one in slots(store).values()]
    take(store, *told)
    before = standing(store)
    with store.reading() as session:
        history = len(session.exec(select(AsRunLine)).all())

    taken, _found = take(store, *told)
    assert taken.new == 0
    assert standing(store) == before
    with store.reading() as session:
        assert len(session.exec(select(AsRunLine)).all()) == history


@pytest.mark.parametrize("seed", range(4))
def test_in_whatever_pieces_and_order_logs_come_the_end_is_the_same(
    store: Store, site: Ground, uids: Sequence[str], seed: int
) -> None:
    dice = random.Random(seed)
    told = [line(one, later_s=dice.choice([0, 240, 600]), length_s=one.duration_s) for one in slots(store).values()]
    told += [line(one, later_s=500) for one in slots(store).values()]
    told += [f"{DAYS[0]:%d/%m/%Y};20:00:00;30;Phim;Tập 3"]
    for one in dice.sample(told, len(told)):
        take(store, one)
    pieces, accounts = standing(store), digest(store)
    assert any(state is SlotState.AIRED for _uid, state, *_rest in pieces)

    with store.deciding(actor="lan", now=LATER) as work:  # all of it looked at anew, as if it had come at once
        reconciling.look(work, site.windows[NOON].outlet_id, DAYS)
    assert standing(store) == pieces
    take(store, *told)
    for half in (told[: len(told) // 2], told[len(told) // 2 :]):
        take(store, *half)
    assert digest(store) == accounts


def digest(store: Store) -> str:
    with store.reading() as session:
        return ledger.digest(ledger.reckon(ledger.standings(session)))


def test_what_an_outlet_has_said_itself_stays(store: Store, uids: Sequence[str]) -> None:
    slot = slots(store)[uids[0]]
    with store.deciding(actor="đài", now=LATER) as work:
        answers.attest(
            work, slot.uid, seen_version=work.slot(slot.uid, seen_version=None).version,
            starts_at=slot.starts_at + timedelta(minutes=2), duration_s=slot.duration_s, by="đài",
        )  # fmt: skip
    take(store, line(slot))
    assert slots(store)[slot.uid].actual_starts_at == slot.starts_at + timedelta(minutes=2)
    assert slots(store)[slot.uid].evidence is Evidence.ATTESTED


def doubtful(store: Store, uids: Sequence[str]) -> tuple[SlotView, AsRunLine]:
    """Other content in the place of the first slot."""
    slot = slots(store)[uids[0]]
    take(store, line(slot, title="Quảng cáo nước giải khát"))
    with store.reading() as session:
        (row,) = log_queries.airings(session, slot.outlet_id, slot.date, slot.date)
    assert row.doubt
    assert slots(store)[slot.uid].state is SlotState.ON_AIR
    return slot, row


def test_what_is_doubtful_waits_for_a_person_whose_word_stays(store: Store, uids: Sequence[str]) -> None:
    slot, row = doubtful(store, uids)
    with store.deciding(actor="lan", now=LATER) as work:
        reconciling.decide(work, row.id or 0, slot.uid, by="Lan")
    assert slots(store)[slot.uid].state is SlotState.AIRED
    take(store, line(slots(store)[uids[1]]))
    assert slots(store)[slot.uid].state is SlotState.AIRED

    with store.deciding(actor="lan", now=LATER) as work:
        reconciling.decide(work, row.id or 0, "", by="Lan")
    assert slots(store)[slot.uid].state is SlotState.ON_AIR


def test_two_lines_cannot_be_said_to_be_one_slot_nor_another_outlets(
    store: Store, site: Ground, uids: Sequence[str]
) -> None:
    slot, row = doubtful(store, uids)
    take(store, line(slot, later_s=3_000, title="Phim tài liệu"))
    with store.reading() as session:
        other = next(
            one for one in log_queries.airings(session, slot.outlet_id, slot.date, slot.date) if one.id != row.id
        )
    (press,) = month.place(store, site, "Tin ngắn", date(2017, 4, 5))
    with store.deciding(actor="lan", now=LATER) as work:
        reconciling.decide(work, row.id or 0, slot.uid, by="Lan")
        with pytest.raises(Refused, match=r"log\.slot_shown"):
            reconciling.decide(work, other.id or 0, slot.uid, by="Lan")
        with pytest.raises(Refused, match=r"log\.other_outlet"):
            reconciling.decide(work, other.id or 0, press, by="Lan")
        with pytest.raises(NotFound):
            reconciling.decide(work, 9_999, slot.uid, by="Lan")


def test_a_length_that_cannot_be_the_items_waits_for_a_person_and_is_refused(store: Store, uids: Sequence[str]) -> None:
    slot = slots(store)[uids[0]]
    take(store, line(slot, length_s=3_600))
    with store.reading() as session:
        (row,) = log_queries.airings(session, slot.outlet_id, slot.date, slot.date)
    assert row.doubt["reasons"] == [["length_off", 3_600 - slot.duration_s]]
    assert slots(store)[slot.uid].state is SlotState.ON_AIR
    with store.deciding(actor="lan", now=LATER) as work, pytest.raises(Refused, match=r"attest\.implausible"):
        reconciling.decide(work, row.id or 0, slot.uid, by="Lan")
    assert slots(store)[slot.uid].state is SlotState.ON_AIR


def test_a_line_is_no_slot_of_another_week(store: Store, site: Ground, uids: Sequence[str]) -> None:
    _slot, row = doubtful(store, uids)
    (far,) = month.place(store, site, NOON, date(2017, 4, 20))
    with store.deciding(actor="lan", now=LATER) as work, pytest.raises(Refused, match=r"log\.too_far"):
        reconciling.decide(work, row.id or 0, far, by="Lan")


def test_a_line_that_cannot_be_read_is_kept_and_a_log_is_taken_in_once(store: Store, uids: Sequence[str]) -> None:
    slot = slots(store)[uids[0]]
    taken, _found = take(store, line(slot), "31/02/2017;5:30;30;x;y")
    assert [one.code for one in taken.unread] == ["line.bad_date"]
    with store.deciding(actor="lan", now=LATER) as work:
        row = log_queries.log(work.session, taken.uid)
        assert [one.raw for one in log_queries.of_log(work.session, row.id or 0)][-1] == "31/02/2017;5:30;30;x;y"
        with pytest.raises(Stale, match=r"log\.taken"):
            as_run_logs.take_in(work, taken.uid)


def test_what_a_person_says_of_columns_is_remembered_for_the_outlet(
    store: Store, site: Ground, uids: Sequence[str]
) -> None:
    content = b"Ngay;Gio;Cot la;Ghi chu\n03/04/2017;11:30;Mot cua;QC\n"
    with store.deciding(actor="lan", now=LATER) as work:
        row = as_run_logs.receive(work, "bptv", content, "a.csv")
        columns = {Column.DATE: 0, Column.START: 1, Column.TITLE: 2, Column.PROGRAMME: 3}
        as_run_logs.take_in(work, row.uid, columns)
    with store.deciding(actor="lan", now=LATER) as work:
        again = as_run_logs.receive(work, "bptv", content.replace(b"Mot cua", b"Khac"), "b.csv")
        (entry,) = as_run_logs.read_again(work.session, again).entries
    assert (entry.title, entry.programme) == ("Khac", "QC")


@pytest.mark.parametrize(
    ("content", "code"), [(b"a;b\nc;d\n", "log.no_start"), (b"Gio;Ten\n5:30;x\n", "log.nothing_read")]
)
def test_a_log_that_tells_nothing_is_refused(store: Store, site: Ground, content: bytes, code: str) -> None:
    with store.deciding(actor="lan", now=LATER) as work:
        row = as_run_logs.receive(work, "bptv", content, "x.csv")
        with pytest.raises(Refused) as refused:
            as_run_logs.take_in(work, row.uid)
    assert refused.value.code == code
