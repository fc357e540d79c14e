"""What is owed for a miss or a short airing, from its opening to its end, and the laws of the account all the while."""

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings, stateful
from hypothesis import strategies as st
from sqlmodel import col, select

from campaigns.errors import Refused, Stale
from campaigns.models import Edit, Slot
from campaigns.queries import acceptances
from campaigns.store import Store
from campaigns.values.ledger import Amount, Line
from campaigns.values.proofs import Page
from campaigns.values.slots import Placed
from campaigns.values.words import MissReason, ProofKind, Resolution, SilencePolicy, SlotState
from scheduler import ledger, makegoods
from scheduler.jobs import sweeping
from scheduler.services import accepting, answers, correcting, obligations, placing, proving
from tests.builders import MONTH, Ground, ground
from tests.scheduler import laid, month

BEFORE = datetime(2017, 4, 10, 5, tzinfo=UTC)  # noon in Bình Phước
LATER = datetime(2017, 4, 12, 5, tzinfo=UTC)
NOON, TALK = "Thời sự trưa", "Pháp luật và đời sống"
HISTORIES = int(os.environ.get("LICHSONG_HISTORIES", "15"))
"""How many random histories are lived; a thorough run asks for more."""
DAY, FREE = date(2017, 4, 12), date(2017, 4, 20)


@pytest.fixture
def site(store: Store) -> Ground:
    return ground(store)


def decide(store: Store, act: Callable[..., Any], uid: str, *told: Any, now: datetime = LATER, **named: Any) -> Any:
    version = month.slot(store, uid).version
    with store.deciding(actor="lan", now=now) as work:
        return act(work, uid, *told, seen_version=version, **named)


def missed(store: Store, site: Ground, programme: str = NOON) -> str:
    (uid,) = month.confirmed(store, site, programme, DAY)
    decide(store, answers.miss, uid, reason=MissReason.TECHNICAL, words="mất điện", by="Đài")
    return uid


def air(store: Store, uid: str, *, short_s: int = 0, now: datetime | None = None) -> None:
    """Let a slot go out, wholly or shorter, at its hour."""
    slot = month.slot(store, uid)
    over = now or slot.ends_at + timedelta(hours=1)
    told = {"starts_at": slot.starts_at, "duration_s": slot.duration_s - short_s}
    decide(store, answers.attest, uid, now=over, by="Đài", **told)


def made_good(store: Store, site: Ground, uid: str, day: date = FREE, programme: str = NOON) -> str:
    """A make-good, agreed."""
    (new,) = decide(store, obligations.make_good, uid, site.window(programme), day).uids
    month.send(store, f"{day:%Y-%m}", site.windows[programme].outlet_id, now=LATER)
    month.confirm(store, [new], now=LATER)
    return new


def owed(store: Store, uid: str) -> makegoods.Owed | None:
    with store.reading() as session:
        return makegoods.owed_for(session, uid)


def account(store: Store) -> Any:
    with store.reading() as session:
        return ledger.whole(ledger.reckon(ledger.standings(session)))


def test_a_miss_ends_as_made_good_when_its_make_good_went_out(store: Store, site: Ground) -> None:
    uid = missed(store, site)
    length_s = month.slot(store, uid).duration_s
    assert account(store).owed.seconds == length_s

    new = made_good(store, site, uid)
    assert month.slot(store, uid).resolution is Resolution.UNRESOLVED  # laid out is not gone out
    assert account(store).owed.seconds == length_s
    air(store, new)

    assert month.slot(store, uid).resolution is Resolution.MADE_GOOD
    told = account(store)
    assert (told.ordered.seconds, told.made_good.seconds, told.owed.seconds) == (length_s, length_s, 0)
    assert owed(store, uid).left == Amount()


def test_a_short_airing_owes_the_rest_and_a_make_good_of_any_length_brings_what_it_brings(store, site) -> None:
    (uid,) = month.confirmed(store, site, TALK, date(2017, 4, 13))
    length_s = month.slot(store, uid).duration_s
    air(store, uid, short_s=100)
    assert month.slot(store, uid).resolution is Resolution.UNRESOLVED
    assert account(store).owed.seconds == 100

    new = made_good(store, site, uid, programme=NOON)  # shorter than what is owed
    brings = month.slot(store, new).duration_s
    assert brings < 100
    air(store, new)

    told = account(store)
    assert (told.aired.seconds, told.made_good.seconds, told.owed.seconds) == (length_s - 100, brings, 100 - brings)
    assert month.slot(store, uid).resolution is Resolution.UNRESOLVED
    decide(store, obligations.credit, uid, reason="trừ vào biên bản tháng 4", now=LATER + timedelta(days=20))
    told = account(store)
    assert (told.made_good.seconds, told.credited.seconds, told.owed.seconds) == (brings, 100 - brings, 0)


def test_a_make_good_may_itself_be_missed_and_the_same_is_owed_once(store: Store, site: Ground) -> None:
    uid = missed(store, site)
    new = made_good(store, site, uid)
    after = month.slot(store, new).ends_at
    decide(store, answers.miss, new, reason=MissReason.PREEMPTED, words="", by="Đài", now=after)

    assert month.slot(store, new).resolution is None
    assert account(store).owed.seconds == account(store).ordered.seconds
    assert [one.slot.uid for one in _open(store)] == [uid]
    again = made_good_after(store, site, uid, after)
    air(store, again)
    assert month.slot(store, uid).resolution is Resolution.MADE_GOOD


def made_good_after(store: Store, site: Ground, uid: str, now: datetime) -> str:
    day = date(2017, 4, 26)
    (new,) = decide(store, obligations.make_good, uid, site.window(NOON), day, now=now).uids
    month.send(store, MONTH, site.windows[NOON].outlet_id, now=now)
    month.confirm(store, [new], now=now)
    return new


def _open(store: Store) -> tuple[makegoods.Owed, ...]:
    with store.reading() as session:
        return makegoods.open_obligations(session)


def test_when_a_make_good_turns_out_not_to_have_gone_out_it_is_owed_again(store: Store, site: Ground) -> None:
    uid = missed(store, site)
    new = made_good(store, site, uid)
    air(store, new)
    after = month.slot(store, new).ends_at + timedelta(days=1)
    decide(store, correcting.missed, new, reason=MissReason.OTHER, words="", paper="nhật ký", now=after)

    assert month.slot(store, uid).resolution is Resolution.UNRESOLVED
    assert account(store).owed == account(store).ordered


def test_what_is_waived_is_neither_owed_nor_paid(store: Store, site: Ground) -> None:
    uid = missed(store, site)
    decide(store, obligations.waive, uid, reason="đã phát bản tin thay thế cùng nội dung")

    told = account(store)
    assert (told.waived, told.owed, told.payable) == (told.ordered, Amount(), Amount())
    assert _open(store) == ()


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("owing.needs_reason", lambda work, uid, site, seen: obligations.credit(work, uid, seen_version=seen, reason=" ")),
        ("makegood.other_outlet", lambda work, uid, site, seen: obligations.make_good(
            work, uid, site.window("Tin ngắn"), FREE, seen_version=seen)),
        ("cell.past", lambda work, uid, site, seen: obligations.make_good(
            work, uid, site.window(NOON), date(2017, 4, 5), seen_version=seen)),
    ],
)  # fmt: skip
def test_what_cannot_be_done_about_a_debt_is_refused(store: Store, site: Ground, code: str, act: Any) -> None:
    uid = missed(store, site)
    version = month.slot(store, uid).version
    with pytest.raises(Refused) as refused, store.deciding(actor="lan", now=LATER) as work:
        act(work, uid, site, version)
    assert refused.value.code == code


def test_one_debt_is_not_settled_twice(store: Store, site: Ground) -> None:
    uid = missed(store, site)
    made_good(store, site, uid)
    with pytest.raises(Refused, match=r"makegood\.enough"):
        decide(store, obligations.make_good, uid, site.window(NOON), date(2017, 4, 21))
    with pytest.raises(Refused, match=r"owing\.makegood_ahead"):
        decide(store, obligations.credit, uid, reason="trừ tiền")
    (right,) = month.confirmed(store, site, NOON, date(2017, 4, 24), now=LATER)
    with pytest.raises(Refused, match=r"owing\.nothing"):
        decide(store, obligations.waive, right, reason="không có gì")


def test_a_laid_out_make_good_is_taken_back_by_one_undo(store: Store, site: Ground) -> None:
    uid = missed(store, site)
    done = decide(store, obligations.make_good, uid, site.window(NOON), FREE)
    with store.deciding(actor="lan", now=LATER) as work:
        placing.undo(work, MONTH, done.edit_id)

    assert owed(store, uid).ahead == ()
    assert owed(store, uid).units == month.slot(store, uid).duration_s


class Accounts(stateful.RuleBasedStateMachine):
    """People, evidence and the clock in any order; the account is whole after each, today and for any past day."""

    fresh: Callable[[], Store]
    chosen = st.integers(0, 5)

    def __init__(self) -> None:
        super().__init__()
        self.store = type(self).fresh()
        self.now = BEFORE
        self.told: list[tuple[datetime, str]] = []

    def uids(self) -> list[str]:
        with self.store.reading() as session:
            return list(session.exec(select(Slot.uid).where(col(Slot.makegood_of).is_(None)).order_by(col(Slot.id))))

    def act(self, act: Callable[..., Any], which: int, *told: Any, **named: Any) -> None:
        uid = self.uids()[which]
        with contextlib.suppress(Refused, Stale):
            decide(self.store, act, uid, *told, now=self.now, **named)

    @stateful.initialize(
        fates=st.lists(st.sampled_from(["open", "agreed", "aired", "short", "missed"]), min_size=6, max_size=6)
    )
    def live(self, fates: list[str]) -> None:
        """Each slot's own beginning, so that every history has something to settle."""
        agreed = [which for which, fate in enumerate(fates) if fate != "open"]
        for which in agreed:
            self.act(answers.confirm, which, by="Đài")
        for which in agreed:
            self.now = max(self.now, month.slot(self.store, self.uids()[which]).ends_at)
            if fates[which] == "missed":
                self.miss(which)
            elif fates[which] != "agreed":
                self.attest(which, 20 if fates[which] == "short" else 0)

    @stateful.rule(hours=st.integers(1, 72))
    def pass_time(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @stateful.rule()
    def tick(self) -> None:
        sweeping.sweep(self.store, self.now)

    @stateful.rule(which=chosen, short_s=st.sampled_from([0, 0, 5, 40]))
    def attest(self, which: int, short_s: int) -> None:
        slot = month.slot(self.store, self.uids()[which])
        length_s = max(0, slot.duration_s - short_s)
        self.act(answers.attest, which, starts_at=slot.starts_at, duration_s=length_s, by="Đài")

    @stateful.rule(which=chosen, late=st.integers(0, 3), corrects=st.booleans())
    def prove(self, which: int, late: int, corrects: bool) -> None:
        """The page of an article; of a broadcast it is refused."""
        slot = month.slot(self.store, self.uids()[which])
        page = Page(ProofKind.TEXT, "text/plain", b"Mot cua", given=f"page {late}")
        told = proving.Told(slot.date + timedelta(days=late), Placed("1204", "3"), "https://bao.example/1204")
        self.act(proving.hand_in, which, page, told, by="Báo", correcting_a_miss=corrects)

    @stateful.rule(which=chosen)
    def miss(self, which: int) -> None:
        self.act(answers.miss, which, reason=MissReason.TECHNICAL, words="", by="Đài")

    @stateful.rule(which=chosen, short_s=st.sampled_from([0, 10]))
    def correct_aired(self, which: int, short_s: int) -> None:
        slot = month.slot(self.store, self.uids()[which])
        length_s = max(0, slot.duration_s - short_s)
        self.act(correcting.aired, which, starts_at=slot.starts_at, duration_s=length_s, paper="nhật ký")

    @stateful.rule(which=chosen)
    def correct_missed(self, which: int) -> None:
        self.act(correcting.missed, which, reason=MissReason.OTHER, words="", paper="nhật ký")

    @stateful.rule(which=chosen, how=st.sampled_from([obligations.credit, obligations.waive]))
    def end(self, which: int, how: Any) -> None:
        self.act(how, which, reason="theo thoả thuận")

    @stateful.rule(which=chosen)
    def make_good(self, which: int) -> None:
        """At the first place that is offered; the outlet says yes at once."""
        found = owed(self.store, self.uids()[which])
        if found is None:
            return
        with self.store.reading() as session:
            places = makegoods.free_places(session, found, now=self.now, zone=self.store.site.zone)
        if places:
            self.act(obligations.make_good, which, places[0].window.id, places[0].date)
        for one in self.makegoods(SlotState.PLANNED):
            month_of = one.month
            with contextlib.suppress(Refused):
                month.send(self.store, month_of, one.outlet_id, now=self.now)
            with contextlib.suppress(Refused):
                month.confirm(self.store, [one.uid], now=self.now)

    @stateful.rule(short_s=st.sampled_from([0, 20]), goes_out=st.booleans())
    def report_makegoods(self, short_s: int, goes_out: bool) -> None:
        for one in self.makegoods(SlotState.CONFIRMED, SlotState.ON_AIR):
            self.now = max(self.now, one.ends_at)
            with contextlib.suppress(Refused):
                if goes_out:
                    air(self.store, one.uid, short_s=min(short_s, max(0, one.duration_s - 1)), now=self.now)
                else:
                    decide(self.store, answers.miss, one.uid, now=self.now, reason=MissReason.OTHER, words="", by="Đài")

    @stateful.rule()
    def take_makegoods_back(self) -> None:
        for one in self.makegoods(SlotState.AIRED):
            with contextlib.suppress(Refused):
                decide(
                    self.store, correcting.missed, one.uid, now=self.now, reason=MissReason.OTHER, words="", paper="x"
                )

    @stateful.rule(which=chosen)
    def sign(self, which: int) -> None:
        """Both sides sign what there is; then all that was signed comes to what the ledger has as payable."""
        slot = month.slot(self.store, self.uids()[which])
        with contextlib.suppress(Refused), self.store.deciding(actor="lan", now=self.now) as work:
            today = self.now.astimezone(work.zone).date()
            told = (slot.campaign_id, slot.outlet_id, MONTH)
            found = accepting.drawn(work.session, *told, dated=today, now=self.now)
            accepting.sign(work, *told, paper="BB", dated=today, seen=found.digest)
        with self.store.reading() as session:
            lines = ledger.added(ledger.reckon(ledger.standings(session)), lambda key: key.outlet_id)
            signed = acceptances.signed(session, slot.campaign_id, slot.outlet_id)
        payable = lines.get(slot.outlet_id, Line()).payable
        assert sum((one.total for one in signed), Amount()) == payable

    @stateful.rule()
    def undo(self) -> None:
        with self.store.reading() as session:
            newest = session.exec(select(Edit).order_by(col(Edit.id).desc())).first()
        with contextlib.suppress(Refused, Stale), self.store.deciding(actor="lan", now=self.now) as work:
            placing.undo(work, newest.month, newest.id or 0)

    def makegoods(self, *states: SlotState) -> list[Slot]:
        asked = select(Slot).where(col(Slot.makegood_of).is_not(None), col(Slot.state).in_(states))
        with self.store.reading() as session:
            return [month.slot(self.store, row.uid) for row in session.exec(asked.order_by(col(Slot.id)))]

    @stateful.invariant()
    def the_account_is_whole(self) -> None:
        with self.store.reading() as session:
            assert ledger.apart(session) == ()
            standings = ledger.standings(session)
        found = ledger.reckon(standings)
        assert all(line.is_kept for line in found.values())
        brought = ledger.made_good_s(standings)
        for one in standings:
            left = ledger.debt_of(one, brought.get(one.uid, 0)).left
            if one.makegood_of is None and one.state in {SlotState.AIRED, SlotState.MISSED}:
                assert (one.resolution is Resolution.MADE_GOOD) <= (not left)
                assert (one.resolution is Resolution.UNRESOLVED) == (bool(left) and one.resolution not in _ENDED)
            else:
                assert one.resolution is None
        self.told.append((self.now, ledger.digest(found)))

    def teardown(self) -> None:
        """What was so at an instant is told so for ever."""
        last = dict(self.told)
        with self.store.reading() as session:
            for at, digest in last.items():
                before = at + timedelta(microseconds=1)
                assert ledger.digest(ledger.reckon(ledger.standings(session, as_of=before))) == digest
        self.store.close()


_ENDED = {Resolution.CREDITED, Resolution.WAIVED}


PLACES = (
    (NOON, SilencePolicy.PRESUME_MISSED, (date(2017, 4, 12), date(2017, 4, 19))),
    ("Chuyên trang", SilencePolicy.WAIT, (date(2017, 4, 12), date(2017, 4, 19))),
    ("Huyện Lộc Ninh", SilencePolicy.PRESUME_AIRED, (date(2017, 4, 12), date(2017, 4, 19))),
)


def lay(store: Store) -> None:
    made = ground(store)
    for programme, policy, days in PLACES:
        month.reach(store, made.windows[programme].outlet_id, policy=policy, grace_s=86_400)
        month.place(store, made, programme, *days)
    for outlet_id in sorted({made.windows[programme].outlet_id for programme, *_ in PLACES}):
        month.send(store, MONTH, outlet_id)


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Makes a site with six slots, sent, as often as asked."""
    yield from laid.copies(request, tmp_path, lay)


def test_the_account_is_whole_after_everything_that_can_happen(fresh: Callable[[], Store]) -> None:
    machine = type("AccountsHere", (Accounts,), {"fresh": staticmethod(fresh)})

    stateful.run_state_machine_as_test(machine, settings=settings(max_examples=HISTORIES, stateful_step_count=30))


def test_what_turns_out_shorter_than_its_make_good_brought_is_settled(store: Store, site: Ground) -> None:
    (uid,) = month.confirmed(store, site, TALK, date(2017, 4, 13))
    decide(store, answers.miss, uid, reason=MissReason.TECHNICAL, words="", by="Đài")
    new = made_good(store, site, uid, date(2017, 4, 20), TALK)
    air(store, new, short_s=20)
    assert month.slot(store, uid).resolution is Resolution.UNRESOLVED

    slot = month.slot(store, uid)
    told = {"starts_at": slot.starts_at, "duration_s": slot.duration_s - 10, "paper": "nhật ký"}
    decide(store, correcting.aired, uid, now=month.slot(store, new).ends_at + timedelta(days=1), **told)

    assert month.slot(store, uid).resolution is Resolution.MADE_GOOD
    assert account(store).made_good.seconds == 10
