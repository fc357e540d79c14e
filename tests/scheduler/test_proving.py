"""The page that shows an article: handed in once, kept for good, asked for until it is there, seen through by nobody."""

import io
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import text
from sqlmodel import col, select

from campaigns.errors import Refused, Stale
from campaigns.keys import Keys
from campaigns.models import Outbox, Reminder
from campaigns.queries import history, proofs
from campaigns.reading import proofs as reading
from campaigns.services import keeping
from campaigns.store import Store
from campaigns.values.outlets import DayView
from campaigns.values.proofs import Page
from campaigns.values.slots import Placed
from campaigns.values.words import DayKind, Evidence, MissReason, ProofKind, Resolution, SilencePolicy, SlotState
from scheduler import ledger, press
from scheduler.jobs import keeping as keeping_jobs
from scheduler.jobs import reminding, sweeping
from scheduler.services import answers, chasing, correcting, proving
from tests.builders import Ground, ground
from tests.conftest import NOW, SECRET
from tests.scheduler import month

DAY = date(2017, 4, 12)  # a Wednesday
ARTICLE, BROADCAST = "Chuyên trang", "Thời sự trưa"


@pytest.fixture
def site(store: Store) -> Ground:
    return ground(store)


@cache
def photograph(colour: str = "ivory") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (640, 900), colour).save(made, "JPEG")
    return made.getvalue()


@cache
def page(colour: str = "ivory") -> Page:
    return reading.read_page(photograph(colour), "trang 3.jpg")


def told(**more: Any) -> proving.Told:
    return replace(proving.Told(DAY, Placed("1204", "3"), file_name="trang 3.jpg"), **more)


def article(store: Store, site: Ground) -> str:
    (uid,) = month.confirmed(store, site, ARTICLE, DAY)
    return uid


def after(store: Store, uid: str, **more: Any) -> datetime:
    return month.slot(store, uid).ends_at + timedelta(**(more or {"hours": 9}))


def hand_in(store: Store, uid: str, what: Page | None = None, said: proving.Told | None = None, **more: Any) -> Any:
    now = more.pop("now", None) or after(store, uid)
    seen = more.pop("seen_version", None) or month.slot(store, uid).version
    with store.deciding(actor="Báo", now=now) as work:
        return proving.hand_in(work, uid, what or page(), said or told(), seen_version=seen, by="Báo", **more)


def held(store: Store, uid: str) -> tuple[Any, ...]:
    with store.reading() as session:
        return proofs.of_slot(session, uid)


def notes(store: Store, uid: str) -> list[str]:
    with store.reading() as session:
        return [row.what for row in history.of(session, "slot", uid)]


def faults(store: Store) -> list[str]:
    return [fault.code for fault in keeping.verify(store).faults]


def test_a_page_that_is_handed_in_proves_the_article(store: Store, site: Ground) -> None:
    uid = article(store, site)

    slot = hand_in(store, uid)

    assert (slot.state, slot.evidence) == (SlotState.AIRED, Evidence.TEARSHEET)
    (proof,) = held(store, uid)
    assert (proof.kind, proof.placed, proof.published_on) == (ProofKind.PICTURE, Placed("1204", "3"), DAY)
    assert (proof.width, proof.height, proof.received_by) == (640, 900, "Báo")
    with store.reading() as session:
        assert ledger.apart(session) == ()
        assert ledger.whole(ledger.reckon(ledger.standings(session))).payable.articles == 1
    assert faults(store) == []


def test_the_same_page_twice_is_there_once_whoever_was_faster(store: Store, site: Ground) -> None:
    uid = article(store, site)
    seen = month.slot(store, uid).version
    hand_in(store, uid)
    once = notes(store, uid)

    again = hand_in(store, uid, seen_version=seen, said=told(file_name="ảnh.jpg"))

    assert again.version == month.slot(store, uid).version
    assert (len(held(store, uid)), notes(store, uid)) == (1, once)
    with pytest.raises(Stale):
        hand_in(store, uid, page("azure"), seen_version=seen)


def test_a_better_page_stands_beside_the_one_before(store: Store, site: Ground) -> None:
    uid = article(store, site)
    hand_in(store, uid)
    hand_in(store, uid, page("azure"), told(placed=Placed("1205", "5"), published_on=date(2017, 4, 14)),
            now=after(store, uid, days=4))  # fmt: skip

    assert [one.placed.issue for one in held(store, uid)] == ["1205", "1204"]
    assert month.slot(store, uid).evidence is Evidence.TEARSHEET
    assert faults(store) == []


def test_what_the_outlet_only_said_is_published_and_its_proof_still_awaited(store: Store, site: Ground) -> None:
    uid = article(store, site)
    slot = month.slot(store, uid)
    with store.deciding(actor="Báo", now=after(store, uid)) as work:
        told_ = answers.attest(work, uid, seen_version=slot.version, starts_at=slot.starts_at, duration_s=0, by="Báo")
    assert press.wants_proof(told_, after(store, uid))

    proved = hand_in(store, uid)

    assert not press.wants_proof(proved, after(store, uid))
    assert notes(store, uid)[-2:] == ["proof_received", "prove"]


def test_a_page_of_the_web_is_kept_as_its_words_with_its_address(store: Store, site: Ground) -> None:
    uid = article(store, site)
    words = reading.read_words("Một cửa\r\n\r\n  liên thông\x00")
    with pytest.raises(Refused, match=r"proof\.needs_url"):
        hand_in(store, uid, words)

    hand_in(store, uid, words, told(url="https://bao.example/mot-cua", file_name=""))

    (proof,) = held(store, uid)
    with store.reading() as session:
        assert proofs.content(session, uid, proof.uid)[1].decode() == "Một cửa\nliên thông"


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("proof.too_early", {"now": datetime.fromisoformat("2017-04-11T12:00+07:00")}),
        ("proof.too_early", {"said": told(published_on=date(2017, 4, 20))}),
        ("proof.implausible", {"said": told(published_on=date(2017, 2, 1))}),
    ],
)
def test_a_proof_that_cannot_be_true_is_refused(store: Store, site: Ground, code: str, more: Any) -> None:
    uid = article(store, site)
    with pytest.raises(Refused) as refused:
        hand_in(store, uid, **more)
    assert refused.value.code == code
    assert held(store, uid) == ()


def test_a_broadcast_has_no_page_and_an_article_only_so_many(store: Store, site: Ground) -> None:
    (broadcast,) = month.confirmed(store, site, BROADCAST, DAY)
    with pytest.raises(Refused, match=r"proof\.not_press"):
        hand_in(store, broadcast)
    uid = article(store, site)
    for number in range(proving.MOST):
        hand_in(store, uid, said=told(placed=Placed(str(number), "")))
    with pytest.raises(Refused, match=r"proof\.enough"):
        hand_in(store, uid)


def test_a_wrong_proof_is_put_right_by_a_correction_and_a_right_one_by_the_office(store: Store, site: Ground) -> None:
    uid = article(store, site)
    hand_in(store, uid)
    now, words = (
        after(store, uid, days=2),
        {"reason": MissReason.OTHER, "words": "trang của bài khác", "paper": "số 1204"},
    )
    with store.deciding(actor="lan", now=now) as work:
        correcting.missed(work, uid, seen_version=month.slot(store, uid).version, **words)
    assert month.slot(store, uid).resolution is Resolution.UNRESOLVED
    assert len(held(store, uid)) == 1
    with pytest.raises(Refused, match=r"slot\.illegal_move"):
        hand_in(store, uid, page("azure"), now=now)

    right = hand_in(store, uid, page("azure"), now=now, correcting_a_miss=True)

    assert (right.state, right.evidence, right.resolution) == (SlotState.AIRED, Evidence.TEARSHEET, None)
    assert faults(store) == []


def test_a_booked_issue_is_said_with_the_yes_and_forgotten_with_the_day(store: Store, site: Ground) -> None:
    uid = article(store, site)
    for placed in (Placed("1204", "3"), Placed("1204", "3"), Placed("1204", "5")):
        with store.deciding(actor="Báo", now=NOW) as work:
            proving.put_in_issue(work, uid, placed, seen_version=None, by="Báo")
    assert notes(store, uid).count("put_in_issue") == 2
    with store.deciding(actor="Báo", now=NOW) as work:
        answers.unconfirm(work, uid, seen_version=month.slot(store, uid).version)
    assert month.slot(store, uid).placed is None
    with pytest.raises(Refused, match=r"proof\.not_confirmed"), store.deciding(actor="Báo", now=NOW) as work:
        proving.put_in_issue(work, uid, Placed("1204", "3"), seen_version=None, by="Báo")


@pytest.mark.parametrize("act", ["UPDATE proof SET url = 'x'", "DELETE FROM proof"])
def test_a_proof_cannot_be_changed_or_taken_away(store: Store, site: Ground, act: str) -> None:
    hand_in(store, article(store, site))
    with pytest.raises(Exception, match="append-only"), store.deciding(actor="thief", now=NOW) as work:
        work.session.connection().execute(text(act))


@pytest.mark.parametrize(
    "act", ["DELETE FROM proof", "UPDATE proof SET content = {blob}", "UPDATE proof SET uid = 'other'"]
)
def test_verify_names_a_proof_that_is_not_what_was_received(store: Store, site: Ground, act: str) -> None:
    hand_in(store, article(store, site))
    postgres = store.engine.dialect.name == "postgresql"
    with store.deciding(actor="thief", now=NOW) as work:
        connection = work.session.connection()
        for name in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER proof_refuses_{name}{' ON proof' if postgres else ''}"))
        connection.execute(text(act.format(blob="'\\x00'" if postgres else "x'00'")))
    assert "fault.proof" in faults(store)


def test_proof_is_asked_for_on_working_mornings_each_once_until_it_is_there(store: Store, site: Ground) -> None:
    uid = article(store, site)
    month.reach(store, site.windows[ARTICLE].outlet_id, email="bao@bao.example")
    at = month.slot(store, uid).starts_at
    while at < after(store, uid, days=20):
        for _ in range(2):  # a doubled tick changes nothing
            sweeping.sweep(store, at)
            reminding.remind(store, at)
        at += timedelta(hours=17)
    with store.reading() as session:
        rows = session.exec(select(Outbox).where(Outbox.slot_uid == uid).order_by(col(Outbox.id))).all()
        posted = [(row.kind, row.to, row.dedupe_key.rpartition(":")[2]) for row in rows]
        assert session.exec(select(Reminder.next_at).where(Reminder.kind == "proof")).one() is None
    assert [kind for kind, *_ in posted if kind == "remind_proof"] == ["remind_proof"] * len(press.CHASED_AFTER)
    # Wednesday 12 April: two, five and ten working days on, holidays of the end of April left out
    assert [day for kind, _to, day in posted if kind == "remind_proof"] == ["2017-04-14", "2017-04-19", "2017-04-26"]
    assert {to for _kind, to, _day in posted[-3:]} == {"bao@bao.example"}


def begun_before_proofs(store: Store, site: Ground, day: date) -> str:
    """An article that began before the record kept proofs: its steps were taken, and no reminder was set."""
    (uid,) = month.confirmed(store, site, ARTICLE, day)
    sweeping.sweep(store, month.slot(store, uid).starts_at)
    with store.deciding(actor="upgrade", now=NOW) as work:
        for row in work.session.exec(select(Reminder).where(Reminder.kind == "proof", Reminder.subject_id == uid)):
            work.session.delete(row)
    return uid


def chased(store: Store) -> dict[str, datetime | None]:
    with store.reading() as session:
        return dict(session.exec(select(Reminder.subject_id, Reminder.next_at).where(Reminder.kind == "proof")).all())


def test_articles_begun_before_proofs_were_kept_are_asked_for_while_a_morning_is_ahead(
    store: Store, site: Ground, tmp_path: Path
) -> None:
    month.reach(store, site.windows[ARTICLE].outlet_id, email="bao@bao.example")
    old, recent, proved_ = (begun_before_proofs(store, site, date(2017, 4, day)) for day in (5, 19, 12))
    # a broadcast of those days is no article
    month.confirmed(store, site, BROADCAST, date(2017, 4, 20))
    sweeping.sweep(store, datetime(2017, 4, 20, 12, tzinfo=month_zone()))
    hand_in(store, proved_)
    now = after(store, recent, days=4)
    assert chased(store) == {}

    for at in (now, now, now + timedelta(days=1)):  # twice in one night, and again the next
        keeping_jobs.keep(store, tmp_path / "backups", at)

    assert set(chased(store)) == {recent}  # of the other, ten working days are over
    assert old not in chased(store)
    posted = []
    at = now
    while at < after(store, recent, days=40):
        keeping_jobs.chase(store, tmp_path, "", at)
        posted.append(reminding.remind(store, at))
        at += timedelta(hours=12)
    with store.reading() as session:
        mails = session.exec(select(Outbox).where(Outbox.kind == "remind_proof").order_by(col(Outbox.id))).all()
        assert {(row.slot_uid, row.to) for row in mails} == {(recent, "bao@bao.example")}
        assert len(mails) == len({row.dedupe_key for row in mails}) == sum(posted)
        assert [row.dedupe_key.rpartition(":")[2] for row in mails] == ["2017-04-26", "2017-05-05"]


def test_setting_up_what_is_set_up_changes_nothing(store: Store, site: Ground) -> None:
    uid = article(store, site)
    sweeping.sweep(store, month.slot(store, uid).starts_at)
    before = chased(store)
    with store.deciding(actor="keeper", now=after(store, uid)) as work:
        assert chasing.make_up(work) == 0
    assert chased(store) == before


def test_what_came_is_not_asked_for_again(store: Store, site: Ground) -> None:
    uid = article(store, site)
    sweeping.sweep(store, month.slot(store, uid).starts_at)
    hand_in(store, uid)
    assert reminding.remind(store, after(store, uid, days=20)) == 0


def test_silence_counts_as_its_outlet_has_agreed_and_proof_afterwards_still_counts(store: Store, site: Ground) -> None:
    month.reach(store, site.windows[ARTICLE].outlet_id, policy=SilencePolicy.PRESUME_AIRED)
    uid = article(store, site)
    late = after(store, uid, days=3)
    sweeping.sweep(store, late)
    assert month.slot(store, uid).evidence is Evidence.PRESUMED

    assert hand_in(store, uid, now=late).evidence is Evidence.TEARSHEET


days = st.dates(date(2017, 1, 1), date(2017, 12, 1))


@settings(max_examples=40)
@given(days, st.sets(st.integers(0, 40), max_size=12), st.integers(0, 60))
def test_nobody_is_asked_on_a_day_off_nor_twice_on_a_day(day: date, off: set[int], gone: int) -> None:
    known = {
        (one := day + timedelta(days=n)): DayView(
            one, DayKind.HOLIDAY if n in off else DayKind.WEEKEND if one.weekday() > 4 else DayKind.WORKING, 1, 1, False
        )
        for n in range(60)
    }  # fmt: skip
    now = datetime.combine(day, datetime.min.time(), month_zone()) + timedelta(days=gone)
    asked = []
    while (at := press.chased_at(day, known, month_zone(), now)) is not None:
        asked.append(at)
        now = at
    assert len(asked) <= len(press.CHASED_AFTER)
    assert asked == sorted(set(asked))
    assert all(known[at.astimezone(month_zone()).date()].kind is DayKind.WORKING for at in asked)


def month_zone() -> Any:
    from campaigns.times import ZONE

    return ZONE


def test_a_copy_brings_every_page_back_byte_for_byte(sqlite_store: Store, tmp_path: Path) -> None:
    uid = article(sqlite_store, ground(sqlite_store))
    hand_in(sqlite_store, uid)
    (proof,) = held(sqlite_store, uid)
    keeping.backup(sqlite_store, tmp_path / "copy.zip", now=NOW)
    keeping.restore(tmp_path / "copy.zip", tmp_path / "again", secret_key=SECRET)

    with closing(Store(f"sqlite:///{tmp_path / 'again' / 'lichsong.db'}", Keys(SECRET))) as again:
        with again.reading() as session:
            kept, content = proofs.content(session, uid, proof.uid)
        assert (kept, content) == (proof, page().content)
        assert faults(again) == []


@pytest.mark.parametrize(
    ("booked", "delivered", "moved"),
    [
        (("1204", "3"), ("số 1.204", "trang 03"), False),
        (("1204", "1, 4"), ("1204", "1 và 4"), False),
        (("1204", "14"), ("1204", "1, 4"), True),
        (("1204", "3"), ("1205", "3"), True),
        (("", "bìa"), ("1205", "Bìa"), False),
        (("1204", ""), ("", "3"), False),
    ],
)
def test_an_article_stands_elsewhere_when_it_does_and_not_when_it_is_written_otherwise(
    booked, delivered, moved
) -> None:
    assert press.is_moved(Placed(*booked), DAY, Placed(*delivered), DAY) is moved
    assert press.is_moved(Placed(*booked), DAY, Placed(*delivered), date(2017, 4, 14))
