"""Messages leave at least once, under one name; nobody is told what is no longer true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Thread

import pytest
from sqlmodel import col, select

from campaigns.errors import Refused
from campaigns.keys import token_hash
from campaigns.models import Outbox, OutletLink
from campaigns.queries import clock as clock_queries
from campaigns.store import Store
from campaigns.values.edits import Remove
from campaigns.values.words import MissReason
from scheduler.jobs import delivering, reminding, sweeping
from scheduler.mail import Folder, transport
from scheduler.services import answers, linking, placing, publishing
from tests import builders
from tests.conftest import BASE_URL, NOW
from tests.scheduler import month
from tests.scheduler.post_office import PostOffice

PROGRAMME = "Bản tin sáng"
DAY = date(2017, 4, 12)
ON_AIR = datetime(2017, 4, 11, 22, 30, tzinfo=UTC)  # 05:30 in Bình Phước
OVER = ON_AIR + timedelta(seconds=60)
OFFICE = "vanphong@so.example"


class Died(BaseException):
    """The sender's process ends here."""


@dataclass
class DiesAfterSending:
    """A post that takes the message, whose sender then dies before it can say so."""

    real: Folder

    def send(self, message: EmailMessage) -> None:
        self.real.send(message)
        raise Died


@dataclass
class Collected:
    """A post whose letters lie in the order in which they were brought."""

    letters: list[EmailMessage]

    def send(self, message: EmailMessage) -> None:
        self.letters.append(message)


def post(store: Store, *keys: str, at: datetime = NOW, to: str = OFFICE, kind: str = "remind_report") -> None:
    facts = {"plan": "Kế hoạch 12/KH-UBND", "named_date": "2017-06-15", "last_day": "2017-06-14", "inclusive": False,
             "due_at": "2017-06-14T17:00:00+00:00", "zone": "Asia/Ho_Chi_Minh"}  # fmt: skip
    for key in keys:
        with store.deciding(actor="test", now=at) as work:
            publishing.post(work, key=key, kind=kind, to=to, facts=facts)


def outcomes(store: Store) -> dict[str, str]:
    with store.reading() as session:
        return {row.dedupe_key: row.outcome for row in session.exec(select(Outbox).order_by(col(Outbox.id)))}


def read(folder: Path) -> list[EmailMessage]:
    return [message_from_bytes(file.read_bytes(), policy=default) for file in sorted(folder.glob("*.eml"))]  # type: ignore[misc]


def asked_whether_it_aired(store: Store) -> str:
    """A slot that has just ended, its outlet's question waiting in the outbox; gives its uid."""
    ground = builders.ground(store)
    month.reach(store, ground.windows[PROGRAMME].outlet_id)
    (uid,) = month.confirmed(store, ground, PROGRAMME, DAY)
    with store.deciding(actor="test", now=NOW) as work:  # what was said before the start has been sent
        for row in work.session.exec(select(Outbox)):
            row.done_at = NOW
    assert sweeping.sweep(store, ON_AIR) == 1
    return uid


def test_a_message_becomes_a_file_that_any_mail_program_reads(store: Store, tmp_path: Path) -> None:
    uid = asked_whether_it_aired(store)
    mailer = transport(f"file://{tmp_path / 'mail'}")

    assert delivering.deliver(store, mailer, OVER - timedelta(seconds=1)) == 0  # nobody is asked before the end
    assert delivering.deliver(store, mailer, OVER) == 1

    (letter,) = read(tmp_path / "mail")
    assert letter["To"] == "dai@bptv.example"
    assert letter["From"] == f"Sở Tư pháp <{OFFICE}>"
    assert letter["Subject"] == "Đã phát chưa? Bản tin sáng, 05:30 12/04"
    text = letter.get_content()
    token = text.split(f"{BASE_URL}/o/")[1].split("/")[0]
    assert f"{BASE_URL}/o/{token}/slots/{uid}" in text
    with store.reading() as session:
        hashes = set(session.exec(select(OutletLink.token_hash)))
    assert token_hash(token) in hashes


def test_a_crash_between_sending_and_marking_repeats_the_message_under_the_same_name(
    store: Store, tmp_path: Path
) -> None:
    asked_whether_it_aired(store)
    folder = Folder(tmp_path / "mail")
    with pytest.raises(Died):
        delivering.deliver(store, DiesAfterSending(folder), OVER)
    (first,) = read(folder.path)

    assert delivering.deliver(store, folder, OVER + timedelta(seconds=29)) == 0  # it may still be on its way
    again = Collected([])
    assert delivering.deliver(store, again, OVER + timedelta(seconds=31)) == 1
    assert delivering.deliver(store, again, OVER + timedelta(hours=3)) == 0

    assert [letter["Message-ID"] for letter in again.letters] == [first["Message-ID"]]


def test_a_crash_keeps_the_name_even_when_the_message_is_repeated_late_among_others(store: Store) -> None:
    post(store, "first")
    sent = Collected([])
    with pytest.raises(Died):
        delivering.deliver(store, DiesAfterSending(sent), NOW)  # type: ignore[arg-type]
    post(store, "second", "third", at=NOW + timedelta(minutes=5))

    delivering.deliver(store, sent, NOW + timedelta(hours=3))

    assert len(sent.letters) == 3  # the first twice, the other two together
    assert sent.letters[0]["Message-ID"] == sent.letters[1]["Message-ID"] != sent.letters[2]["Message-ID"]
    assert outcomes(store) == {"first": "sent", "second": "digest", "third": "digest", "digest:second": "sent"}


@pytest.mark.parametrize("overtaking", ["attested", "missed"])
def test_what_was_answered_meanwhile_is_not_asked(store: Store, overtaking: str) -> None:
    uid = asked_whether_it_aired(store)
    with store.deciding(actor="outlet", now=OVER) as work:
        seen = work.slot(uid, seen_version=None).version
        if overtaking == "attested":
            answers.attest(work, uid, seen_version=seen, starts_at=ON_AIR, duration_s=60, by="Đài")
        else:
            answers.miss(work, uid, seen_version=seen, reason=MissReason.TECHNICAL, words="", by="Đài")
    sent = Collected([])

    assert delivering.deliver(store, sent, OVER) == 0

    assert sent.letters == []
    assert outcomes(store)[f"attest:{uid}:0"] == "overtaken"


def test_what_should_have_been_told_long_ago_becomes_one_letter_a_person(store: Store) -> None:
    post(store, *(f"report-{n}" for n in range(67)))
    post(store, "other-1", "other-2", to="lanhdao@so.example")
    post(store, "fresh", at=NOW + timedelta(hours=2, minutes=59), kind="remind_report")
    sent = Collected([])

    assert delivering.deliver(store, sent, NOW + timedelta(hours=3)) == 3

    assert [(letter["To"], letter["Subject"]) for letter in sent.letters] == [
        (OFFICE, "Lịch Sóng: 67 việc cần Quý cơ quan xem"),
        ("lanhdao@so.example", "Lịch Sóng: 2 việc cần Quý cơ quan xem"),
        (OFFICE, "Hạn nộp báo cáo (trước 15/6)"),  # this one is in time
    ]
    told = outcomes(store)
    assert [told[f"report-{n}"] for n in range(67)] == ["digest"] * 67


def test_reminders_of_one_morning_come_in_one_letter(store: Store) -> None:
    post(store, "one", "two", "three")
    sent = Collected([])

    delivering.deliver(store, sent, NOW)

    assert [letter["Subject"] for letter in sent.letters] == ["Lịch Sóng: 3 việc cần Quý cơ quan xem"]


def test_a_part_of_a_late_digest_that_was_overtaken_is_left_out(store: Store) -> None:
    ground = builders.ground(store)
    outlet_id = ground.windows[PROGRAMME].outlet_id
    month.reach(store, outlet_id)
    uids = month.confirmed(store, ground, PROGRAMME, DAY, date(2017, 4, 13), date(2017, 4, 14))
    late = datetime(2017, 4, 14, 3, tzinfo=UTC)
    sweeping.sweep(store, late)
    with store.deciding(actor="outlet", now=late) as work:
        seen = work.slot(uids[1], seen_version=None).version
        answers.attest(work, uids[1], seen_version=seen, starts_at=ON_AIR + timedelta(days=1), duration_s=60, by="Đài")
    sent = Collected([])

    delivering.deliver(store, sent, late)

    (letter,) = sent.letters
    text = letter.get_content()
    assert [uid in text for uid in uids] == [True, False, True]


def test_where_nothing_gets_through_everything_waits_and_says_why(store: Store) -> None:
    post(store, "one", at=NOW)
    post(store, "two", at=NOW + timedelta(seconds=1))
    with PostOffice() as office:
        gone = office.url
    now = NOW + timedelta(seconds=2)

    assert delivering.deliver(store, transport(gone), now) == 0
    assert delivering.deliver(store, transport(gone), now + timedelta(seconds=29)) == 0

    with store.reading() as session:
        waiting = clock_queries.waiting_messages(session, now)
    assert (waiting.count, waiting.since) == (2, NOW)
    assert "ConnectionRefusedError" in waiting.trouble
    with PostOffice() as office:
        assert delivering.deliver(store, transport(office.url), now + timedelta(seconds=30)) == 2
    assert [letter["To"] for letter in office.received] == [OFFICE, OFFICE]


def test_one_that_is_turned_away_does_not_keep_the_others(store: Store) -> None:
    post(store, "gone", to="nghi-viec@so.example")
    post(store, "there", at=NOW + timedelta(seconds=1))
    now = NOW + timedelta(seconds=2)

    with PostOffice(refused=frozenset({"nghi-viec@so.example"})) as office:
        assert delivering.deliver(store, transport(office.url), now) == 2

    assert [letter["To"] for letter in office.received] == [OFFICE]
    told = outcomes(store)
    assert told["there"] == "sent"
    assert "SMTPRecipientsRefused" in told["gone"]
    with PostOffice() as office:
        assert delivering.deliver(store, transport(office.url), now + timedelta(minutes=5) - timedelta(seconds=1)) == 0
        assert delivering.deliver(store, transport(office.url), now + timedelta(minutes=5)) == 1


def test_a_server_that_hangs_up_gets_the_same_message_again(store: Store) -> None:
    post(store, "one")
    with PostOffice(broken=True) as office:
        assert delivering.deliver(store, transport(office.url), NOW) == 0
        office.broken = False
        assert delivering.deliver(store, transport(office.url), NOW + timedelta(seconds=30)) == 1

    first, second = office.received
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_content() == second.get_content()


def test_two_senders_at_once_send_each_message_once(store: Store) -> None:
    for n in range(20):
        post(store, f"to-{n}", to=f"don-vi-{n}@so.example")
    sent = Collected([])
    both = [Thread(target=delivering.deliver, args=(store, sent, NOW)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    delivering.deliver(store, sent, NOW)

    assert sorted(letter["To"] for letter in sent.letters) == sorted(f"don-vi-{n}@so.example" for n in range(20))


def test_without_a_post_messages_wait(store: Store) -> None:
    post(store, "one")

    assert delivering.deliver(store, transport(""), NOW) == 0
    assert outcomes(store) == {"one": ""}


def test_a_link_that_was_ended_is_replaced_by_one_that_works(store: Store) -> None:
    asked_whether_it_aired(store)
    with store.deciding(actor="officer", now=OVER) as work:
        for link in work.session.exec(select(OutletLink)).all():
            linking.end(work, link)
    sent = Collected([])

    delivering.deliver(store, sent, OVER)

    token = sent.letters[0].get_content().split(f"{BASE_URL}/o/")[1].split("/")[0]
    with store.reading() as session:
        linking.outlet_of(session, token, now=OVER)


def test_a_message_that_nobody_can_word_does_not_keep_the_others(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    post(store, "odd", kind="carrier_pigeon")
    post(store, "plain", at=NOW + timedelta(seconds=1))
    sent = Collected([])

    assert delivering.deliver(store, sent, NOW + timedelta(seconds=2)) == 1

    told = outcomes(store)
    assert told["odd"].startswith("Refused: message.unknown_kind")
    assert told["plain"] == "sent"
    assert "odd" in caplog.text


def test_a_cancelled_slot_is_not_asked_about(store: Store) -> None:
    ground = builders.ground(store)
    month.reach(store, ground.windows[PROGRAMME].outlet_id)
    (uid,) = month.place(store, ground, PROGRAMME, DAY)
    reminding.remind(store, datetime(2017, 4, 3, 1, tzinfo=UTC))  # the script's morning
    with store.deciding(actor="officer", now=NOW) as work:
        seen = work.slot(uid, seen_version=None).version
        placing.edit(work, "2017-04", [Remove(uid, seen)], seen=None)
    sent = Collected([])

    delivering.deliver(store, sent, datetime(2017, 4, 3, 2, tzinfo=UTC))

    assert sent.letters == []
    assert outcomes(store) == {f"remind:script:{uid}:0:2017-04-04": "overtaken"}


@pytest.mark.parametrize("url", ["http://host", "smtp://", "file://host/folder", "smtp://host:port", "nonsense"])
def test_an_address_that_is_no_way_of_sending_is_refused(url: str) -> None:
    with pytest.raises(Refused, match=r"mail\.unknown_address"):
        transport(url)


def test_delays_double_up_to_their_limit() -> None:
    waits: Sequence[timedelta] = [
        delivering.back_off(n, timedelta(seconds=30), timedelta(hours=1)) for n in range(1, 100)
    ]
    assert waits[:4] == [timedelta(seconds=s) for s in (30, 60, 120, 240)]
    assert waits[-1] == timedelta(hours=1)
    assert sorted(waits) == waits
