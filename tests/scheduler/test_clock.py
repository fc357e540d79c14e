"""The clock's law: what is due befalls each slot once, in order, however late, doubled or lost its ticks are."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import settings, stateful
from hypothesis import strategies as st
from sqlmodel import col, select

from campaigns.errors import Refused, Stale
from campaigns.models import History, Outbox, Outlet, Slot, Transition
from campaigns.queries import clock as clock_queries
from campaigns.store import Store
from campaigns.values.edits import Move, Remove
from campaigns.values.words import MissReason, SilencePolicy, SlotState
from scheduler import airtime
from scheduler.airtime import Happening
from scheduler.jobs import sweeping
from scheduler.services import answers, placing, recounting
from tests import builders
from tests.scheduler import laid, month

BEFORE = datetime(2017, 4, 10, 5, tzinfo=UTC)  # noon in Bình Phước
GRACE_S = 3600
PLACES = (
    ("Bản tin sáng", SilencePolicy.PRESUME_AIRED),
    ("Chuyên trang", SilencePolicy.WAIT),
    ("Huyện Lộc Ninh", SilencePolicy.PRESUME_MISSED),
)
DAYS = (date(2017, 4, 12), date(2017, 4, 19))


def lay_ground(store: Store) -> None:
    """Slots of three outlets that have agreed three things about silence, placed and sent."""
    ground = builders.ground(store)
    for programme, policy in PLACES:
        outlet_id = ground.windows[programme].outlet_id
        month.reach(store, outlet_id, policy=policy, grace_s=GRACE_S)
        month.place(store, ground, programme, *DAYS)
        month.send(store, "2017-04", outlet_id)


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Makes a site with the ground laid, as often as asked."""
    yield from laid.copies(request, tmp_path, lay_ground)


@dataclass
class Life:
    """A slot as a clock that is never late would have it."""

    starts_at: datetime
    ends_at: datetime
    duration_s: int
    policy: SilencePolicy
    state: SlotState = SlotState.PLANNED
    steps: list[tuple[SlotState, datetime]] = field(default_factory=list)

    def live(self, now: datetime) -> None:
        """Everything that is due by now."""
        if self.state is SlotState.CONFIRMED and self.starts_at <= now:
            self._step(SlotState.ON_AIR, self.starts_at)
        silent = self.ends_at + timedelta(seconds=GRACE_S)
        if self.state is SlotState.ON_AIR and self.policy is not SilencePolicy.WAIT and silent <= now:
            aired = self.policy is SilencePolicy.PRESUME_AIRED
            self._step(SlotState.AIRED if aired else SlotState.MISSED, silent)

    def _step(self, state: SlotState, at: datetime) -> None:
        self.state = state
        self.steps.append((state, at))


class Lives(stateful.RuleBasedStateMachine):
    """People act at any time; the clock ticks or does not; nothing but the hour decides what is so."""

    fresh: Callable[[], Store]
    chosen = st.integers(0, len(PLACES) * len(DAYS) - 1)

    def __init__(self) -> None:
        super().__init__()
        self.store = type(self).fresh()
        self.now = BEFORE
        self.lives: dict[str, Life] = {}
        with self.store.reading() as session:
            for slot in session.exec(select(Slot).order_by(col(Slot.id))):
                policy = session.get_one(Outlet, slot.outlet_id).silence_policy
                self.lives[slot.uid] = Life(slot.starts_at, slot.ends_at, slot.duration_s, policy)

    @stateful.initialize(agreed=st.sets(chosen))
    def agree(self, agreed: set[int]) -> None:
        for which in agreed:
            self.confirm(which)

    @stateful.rule(minutes=st.integers(1, 1440))
    def pass_time(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @stateful.rule(which=chosen, after=st.sampled_from([-1, 0, 1]), seconds=st.sampled_from([-1, 0, 1, GRACE_S]))
    def pass_time_until(self, which: int, after: int, seconds: int) -> None:
        """To an instant that matters: about the start or the end of a slot, or when silence begins to count."""
        life = self.lives[list(self.lives)[which]]
        at = life.starts_at if after < 0 else life.ends_at if after == 0 else life.ends_at + timedelta(seconds=GRACE_S)
        self.now = max(self.now, at + timedelta(seconds=seconds))

    @stateful.rule(times=st.integers(1, 2), slow_s=st.sampled_from([0, 1, 3600]))
    def tick(self, times: int, slow_s: int) -> None:
        before = len(self.recorded())
        for _ in range(times):
            sweeping.sweep(self.store, self.now - timedelta(seconds=slow_s))
        due = [row.due_at for row in self.recorded()[before:]]
        assert due == sorted(due)

    @stateful.rule(which=chosen)
    def confirm(self, which: int) -> None:
        def act(work: Any, uid: str, version: int) -> None:
            answers.confirm(work, uid, seen_version=version, by="Đài")

        life = self.life(which)
        fits = life.state is SlotState.PLANNED and self.now < life.starts_at
        if self.happens(which, act, fits=fits):
            life.state = SlotState.CONFIRMED

    @stateful.rule(which=chosen)
    def unconfirm(self, which: int) -> None:
        def act(work: Any, uid: str, version: int) -> None:
            answers.unconfirm(work, uid, seen_version=version)

        life = self.life(which)
        fits = life.state is SlotState.CONFIRMED and self.now < life.starts_at
        if self.happens(which, act, fits=fits):
            life.state = SlotState.PLANNED

    @stateful.rule(which=chosen)
    def attest(self, which: int) -> None:
        life = self.life(which)

        def act(work: Any, uid: str, version: int) -> None:
            answers.attest(
                work, uid, seen_version=version, starts_at=life.starts_at, duration_s=life.duration_s, by="x"
            )

        over = life.starts_at + timedelta(seconds=life.duration_s) <= self.now
        if self.happens(which, act, fits=over and life.state in {SlotState.ON_AIR, SlotState.AIRED}):
            life.state = SlotState.AIRED

    @stateful.rule(which=chosen)
    def miss(self, which: int) -> None:
        def act(work: Any, uid: str, version: int) -> None:
            answers.miss(work, uid, seen_version=version, reason=MissReason.TECHNICAL, words="", by="x")

        life = self.life(which)
        if self.happens(which, act, fits=life.state in {SlotState.CONFIRMED, SlotState.ON_AIR}):
            life.state = SlotState.MISSED

    @stateful.rule(which=chosen)
    def cancel(self, which: int) -> None:
        def act(work: Any, uid: str, version: int) -> None:
            placing.edit(work, "2017-04", [Remove(uid, version, "đổi kế hoạch")], seen=None)

        life = self.life(which)
        if self.happens(which, act, fits=life.state in {SlotState.PLANNED, SlotState.CONFIRMED}):
            life.state = SlotState.CANCELLED

    @stateful.rule(which=chosen)
    def move(self, which: int) -> None:
        """A week on; the rules of the month may refuse it for reasons of their own."""

        def act(work: Any, uid: str, version: int) -> None:
            slot = work.slot(uid, seen_version=None)
            asked = Move(uid, version, slot.window_id, slot.date + timedelta(weeks=1))
            placing.edit(work, "2017-04", [asked], seen=None)

        life = self.life(which)
        may = life.state in {SlotState.PLANNED, SlotState.CONFIRMED}
        if self.happens(which, act, fits=None if may else False):
            uid = list(self.lives)[which]
            slot = month.slot(self.store, uid)
            life.state, life.starts_at, life.ends_at = SlotState.PLANNED, slot.starts_at, slot.ends_at

    @stateful.rule()
    def settle(self) -> None:
        """After one tick that is not late, the record is what a clock that never was late would have made it."""
        sweeping.sweep(self.store, self.now)
        assert sweeping.sweep(self.store, self.now) == 0
        by_id: dict[int, str] = {}
        with self.store.reading() as session:
            slots = session.exec(select(Slot)).all()
            for slot in slots:
                by_id[slot.id or 0] = slot.uid
            found = {slot.uid: slot.state for slot in slots}
            alarms = {slot.uid: slot.next_at for slot in slots}
        taken: dict[str, list[tuple[SlotState, datetime]]] = {uid: [] for uid in found}
        for row in self.recorded():
            assert row.recorded_at >= row.due_at
            taken[by_id[row.slot_id]].append((SlotState(row.to_state), row.due_at))
        for life in self.lives.values():
            life.live(self.now)
        assert found == {uid: life.state for uid, life in self.lives.items()}
        assert taken == {uid: life.steps for uid, life in self.lives.items()}
        for uid, life in self.lives.items():
            assert alarms[uid] == airtime.next_at(
                life.state, life.starts_at, life.ends_at, policy=life.policy, grace_s=GRACE_S
            )

    def life(self, which: int) -> Life:
        life = self.lives[list(self.lives)[which]]
        life.live(self.now)
        return life

    def recorded(self) -> list[Transition]:
        with self.store.reading() as session:
            return list(session.exec(select(Transition).order_by(col(Transition.id))))

    def happens(self, which: int, act: Callable[[Any, str, int], None], *, fits: bool | None) -> bool:
        """Let someone do something; whether it went through must be as it fits, unless other rules have a say."""
        uid = list(self.lives)[which]
        version = month.slot(self.store, uid).version
        done = False
        with contextlib.suppress(Refused, Stale), self.store.deciding(actor="somebody", now=self.now) as work:
            act(work, uid, version)
            done = True
        assert fits is None or done == fits
        return done

    def teardown(self) -> None:
        self.settle()
        self.store.close()


def test_late_doubled_and_lost_ticks_change_nothing(fresh: Callable[[], Store]) -> None:
    machine = type("LivesHere", (Lives,), {"fresh": staticmethod(fresh)})

    stateful.run_state_machine_as_test(machine, settings=settings(max_examples=40, stateful_step_count=30))


def confirmed_all(store: Store) -> list[str]:
    with store.reading() as session:
        uids = list(session.exec(select(Slot.uid).order_by(col(Slot.id))))
    month.confirm(store, uids)
    return uids


def test_a_clock_that_wakes_for_each_alarm_takes_every_step_at_its_very_time(fresh: Callable[[], Store]) -> None:
    store = fresh()
    uids = confirmed_all(store)
    taken = 0
    while True:
        with store.reading() as session:
            at = clock_queries.next_alarm(session)
            slots = session.exec(select(Slot.next_at).where(col(Slot.next_at).is_not(None))).first()
        if at is None or slots is None:
            break
        assert sweeping.sweep(store, at - timedelta(microseconds=1)) == 0
        taken += sweeping.sweep(store, at)
        with store.deciding(actor="test", now=at) as work:
            for row in clock_queries.locked_reminders(work.session, range(1000), at):
                row.next_at = None

    with store.reading() as session:
        rows = session.exec(select(Transition).order_by(col(Transition.id))).all()
    assert taken == len(rows) == len(uids) + 4  # four slots of outlets whose silence means something
    assert [row.recorded_at for row in rows] == [row.due_at for row in rows]
    assert [row.due_at for row in rows] == sorted(row.due_at for row in rows)


def test_many_sweepers_at_once_take_each_step_once_and_in_order(fresh: Callable[[], Store]) -> None:
    store = fresh()
    uids = confirmed_all(store)
    late = BEFORE + timedelta(days=30)
    steps: list[int] = []
    sweepers = [Thread(target=lambda: steps.append(sweeping.sweep(store, late))) for _ in range(4)]
    for each in sweepers:
        each.start()
    for each in sweepers:
        each.join()
    steps.append(sweeping.sweep(store, late))

    with store.reading() as session:
        rows = session.exec(select(Transition).order_by(col(Transition.id))).all()
        told = session.exec(select(History.subject_id).where(History.what == Happening.START.value)).all()
        asked = session.exec(select(Outbox.dedupe_key).where(Outbox.kind == "ask_attestation")).all()
    assert sum(steps) == len(rows) == len(uids) + 4
    assert [row.due_at for row in rows] == sorted(row.due_at for row in rows)
    assert sorted(told) == sorted(uids)
    assert len(asked) == len(set(asked)) == len(uids)


def test_a_long_absence_is_made_up_for_in_order_across_batches(
    fresh: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = fresh()
    uids = confirmed_all(store)
    monkeypatch.setattr(sweeping, "BATCH", 2)
    late = BEFORE + timedelta(days=30)

    assert sweeping.sweep(store, late) == len(uids) + 4

    with store.reading() as session:
        rows = session.exec(select(Transition).order_by(col(Transition.id))).all()
    assert [row.due_at for row in rows] == sorted(row.due_at for row in rows)
    assert {row.recorded_at for row in rows} == {late}


def test_one_slot_that_cannot_be_moved_does_not_keep_the_others(
    fresh: Callable[[], Store], caplog: pytest.LogCaptureFixture
) -> None:
    store = fresh()
    uids = confirmed_all(store)
    late = BEFORE + timedelta(days=3)
    with store.deciding(actor="test", now=late) as work:  # its step is on record, its state is not: an impossible row
        slot = work.slot(uids[0], seen_version=None)
        work.session.add(
            Transition(
                slot_id=slot.id or 0, generation=slot.generation, to_state="on_air", due_at=late, recorded_at=late
            )
        )

    sweeping.sweep(store, late)

    states = {uid: month.slot(store, uid).state for uid in uids}
    assert states[uids[0]] is SlotState.CONFIRMED
    assert SlotState.CONFIRMED not in {states[uid] for uid in (uids[2], uids[4])}
    assert month.slot(store, uids[0]).next_at == late + timedelta(minutes=1)
    assert "could not move slot" in caplog.text


def test_an_alarm_follows_the_outlets_policy(fresh: Callable[[], Store]) -> None:
    store = fresh()
    uids = confirmed_all(store)
    sweeping.sweep(store, BEFORE + timedelta(days=2))  # the first day's slots are on the air or over
    with store.deciding(actor="officer", now=BEFORE) as work:
        for outlet in work.session.exec(select(Outlet)).all():
            told = {"silence_policy": SilencePolicy.WAIT, "grace_s": 0}
            recounting.change_outlet(work, outlet.slug, told, seen_version=outlet.version)

    on_air = [uid for uid in uids if month.slot(store, uid).state is SlotState.ON_AIR]
    assert on_air
    assert {month.slot(store, uid).next_at for uid in on_air} == {None}
    sweeping.sweep(store, BEFORE + timedelta(days=60))
    assert {month.slot(store, uid).state for uid in on_air} == {SlotState.ON_AIR}
