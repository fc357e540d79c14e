"""June lived on a virtual clock: who is silent is urged, each rung once, nobody after a report; papers list just those."""

import random
import signal
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from threading import Thread

import pytest
from sqlmodel import select

from campaigns.errors import NotFound, Refused
from campaigns.models import Reminder, Unit, UnitLink
from campaigns.queries import issued
from campaigns.queries import units as unit_queries
from campaigns.services import unit_terms
from campaigns.services import units as unit_services
from campaigns.store import Store, UnitOfWork
from campaigns.times import ZONE
from campaigns.values.issued import Stationery
from campaigns.values.units import Standing
from campaigns.values.urging import Rung
from campaigns.values.words import PaperKind
from scheduler import papers
from scheduler.jobs import delivering, reminding
from scheduler.mail import Folder
from scheduler.runner import Runner
from scheduler.services import issuing, urging
from tests.exports.test_brief import tables
from tests.scheduler import days
from tests.scheduler.june import FIRST, HOUR, at, posted, steps
from tests.scheduler.test_runner import end, process
from tests.scheduler.units import NAMES, eleven, june, report, send_back

SILENT = {"Sở Giao thông vận tải", "UBND huyện Bù Đăng", "UBND thị xã Bình Long"}
LATE = "Sở Y tế"
HANDED_IN = {name: FIRST + timedelta(days=place * 1.25, hours=3) for place, name in enumerate(NAMES)
             if name not in SILENT | {LATE}} | {LATE: datetime(2017, 6, 15, 0, 30, tzinfo=UTC)}  # fmt: skip
SLUG = "kiem-soat-thu-tuc-hanh-chinh-2017.2017-06-15"


def issue(store: Store, rung: Rung, now: datetime, key: str = SLUG, number: int | None = 642) -> bytes:
    """What a person does with the paper that waits: reads it, numbers it, issues it."""
    kind = papers.KINDS[PaperKind.URGING if rung is Rung.LETTER else PaperKind.SILENT]
    with store.deciding(actor="officer", now=now) as work:
        given = Stationery(now.astimezone(ZONE).date(), number=number)
        made = issuing.issue(work, kind, key, given)
        return issued.content(work.session, made.uid)


def listed(paper: bytes) -> set[str]:
    return {row[1] for row in tables(paper)["Đơn vị chưa gửi báo cáo"][1:]}


def test_june_with_eleven_units_of_which_three_stay_silent(store: Store, tmp_path: Path) -> None:
    _, ids = eleven(store)
    names = {number: name for name, number in ids.items()}
    letter = whole = b""
    now = FIRST
    while now < FIRST + timedelta(days=20):
        for name, when in HANDED_IN.items():
            if now - HOUR < when <= now:
                report(store, ids[name], when)
        for _ in range(2):  # a clock that looks twice
            reminding.remind(store, now)
        delivering.deliver(store, Folder(tmp_path / "mail"), now)
        if now == at(6, 15, 10):
            letter = issue(store, Rung.LETTER, now)
        if now == at(6, 20, 9):
            whole = issue(store, Rung.LIST, now, number=118)
        now += HOUR

    assert listed(letter) == listed(whole) == SILENT
    taken = steps(store)
    assert len(taken) == len({(row.unit_id, row.rung) for row in taken})
    assert {row.rung: row.taken_at for row in taken} == {
        Rung.NOTICE: at(6, 1, 8), Rung.REMINDER: at(6, 13, 8), Rung.LETTER: at(6, 15, 10), Rung.LIST: at(6, 20, 9),
    }  # fmt: skip
    for row in taken:
        name = names[row.unit_id]
        assert name not in HANDED_IN or HANDED_IN[name] > row.taken_at
    by_rung = Counter(row.rung for row in taken)
    early = sum(when <= at(6, 1, 8) for when in HANDED_IN.values())
    waiting = sum(when > at(6, 13, 8) for when in HANDED_IN.values())
    assert by_rung == {Rung.NOTICE: 11 - early, Rung.REMINDER: 3 + waiting, Rung.LETTER: 3, Rung.LIST: 3}

    with store.reading() as session:
        period = unit_queries.period(session, june(store))
        told = {one.name: one.standing for one in unit_queries.receipts(session, period, date(2017, 6, 20))}
    assert told[LATE] is Standing.LATE
    assert {name for name, standing in told.items() if standing is Standing.MISSING} == SILENT
    assert set(told) == set(NAMES)


def test_mails_reach_the_silent_alone_with_their_link_and_the_letter_attached(store: Store, tmp_path: Path) -> None:
    _, ids = eleven(store)
    box = Folder(tmp_path / "mail")
    for name in set(NAMES) - SILENT:
        report(store, ids[name], at(6, 2, 9))
    for now in (at(6, 1, 8), at(6, 13, 8), at(6, 15, 8)):
        reminding.remind(store, now)
        delivering.deliver(store, box, now)
    content = issue(store, Rung.LETTER, at(6, 15, 9))
    delivering.deliver(store, box, at(6, 15, 9))

    mails = [message_from_bytes(file.read_bytes(), policy=default) for file in (tmp_path / "mail").glob("*.eml")]
    letters = [one for one in mails if "Đôn đốc" in str(one["Subject"])]
    assert len(letters) == 3
    for one in letters:
        (attached,) = one.iter_attachments()
        assert attached.get_content() == content
        assert attached.get_filename() == "Công văn đôn đốc báo cáo 6 tháng đầu năm 2017.docx"
        assert "Công văn số 642/STP-KSTTHC" in one.get_body().get_content()  # type: ignore[union-attr]
    with store.reading() as session:
        tokens = {store.keys.link_token("unit", row.nonce) for row in session.exec(select(UnitLink))}
    body = letters[0].get_body().get_content()  # type: ignore[union-attr]
    assert any(f"/u/{token}" in body for token in tokens)
    office = [one for one in mails if "chờ phát hành" in str(one["Subject"])]
    assert [str(one["To"]) for one in office] == ["vanphong@so.example"]
    assert "3 cơ quan, đơn vị chưa gửi" in office[0].get_content()


def test_a_mail_that_still_waits_is_overtaken_by_the_report(store: Store, tmp_path: Path) -> None:
    _, ids = eleven(store)
    reminding.remind(store, at(6, 1, 8))
    report(store, ids[LATE], at(6, 1, 9))

    delivering.deliver(store, Folder(tmp_path / "mail"), at(6, 1, 10))

    told = {row.to: row.outcome for row in posted(store, "urge_notice")}
    assert told["don-vi-2@example.vn"] == "overtaken"
    assert Counter(told.values()) == {"sent": 10, "overtaken": 1}


def test_sweepers_at_once_take_each_rung_once(store: Store) -> None:
    eleven(store)
    for now in (at(6, 1, 8), at(6, 13, 8)):
        threads = [Thread(target=reminding.remind, args=(store, now)) for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    assert Counter(row.rung for row in steps(store)) == {Rung.NOTICE: 11, Rung.REMINDER: 11}
    assert len(posted(store, "urge_notice", "urge_reminder")) == 22


def test_the_running_process_on_a_fast_clock_takes_each_rung_once(store: Store, tmp_path: Path) -> None:
    eleven(store)
    told = days.settings_of(store, tmp_path, days.accelerated(172_800, FIRST - timedelta(days=1)))

    with days.running(Runner(store, told)), days.running(Runner(store, told)):
        days.wait_until(lambda: posted(store, "urging_paper")[1:], "the day of the list")

    taken = steps(store)
    assert Counter(row.rung for row in taken) == {Rung.NOTICE: 11, Rung.REMINDER: 11}
    assert [row.facts["rung"] for row in posted(store, "urging_paper")] == ["letter", "list"]


def test_killed_at_its_hour_it_takes_each_rung_once(sqlite_store: Store, tmp_path: Path) -> None:
    eleven(sqlite_store)
    chance = random.Random(15)
    for day in (1, 13):
        told = days.accelerated(1, at(6, day, 8))
        for _ in range(3):
            child = process(sqlite_store, tmp_path, told)
            time.sleep(chance.uniform(0, 0.2))
            end(child, signal.SIGKILL)
        reminding.remind(sqlite_store, at(6, day, 9))

    assert Counter(row.rung for row in steps(sqlite_store)) == {Rung.NOTICE: 11, Rung.REMINDER: 11}
    assert len(posted(sqlite_store, "urge_notice", "urge_reminder")) == 22


def merge_units(work: UnitOfWork, unit_id: int, into_id: int, on: date) -> None:
    version = work.session.get_one(Unit, unit_id).version
    unit_terms.end(work, unit_id, on=on, into_id=into_id, seen_version=version)


def test_units_that_merged_are_asked_and_written_to_as_one(store: Store) -> None:
    _, ids = eleven(store)
    old, heir = ids["Sở Giao thông vận tải"], ids["Sở Xây dựng"]
    with store.deciding(actor="officer", now=at(6, 5, 8)) as work:
        merge_units(work, old, heir, date(2017, 6, 7))
    reminding.remind(store, at(6, 13, 8))

    assert {old, heir} & {row.unit_id for row in steps(store)} == {heir}

    other = ids["Sở Y tế"]
    with store.deciding(actor="officer", now=at(6, 14, 8)) as work:
        merge_units(work, other, heir, date(2017, 6, 15))
    letter = issue(store, Rung.LETTER, at(6, 15, 9))
    assert "Sở Y tế" in listed(letter)  # it was there on the last good day, and owed its report
    told = {row.facts["unit_id"]: row.to for row in posted(store, "urge_letter")}
    assert told[other] == told[heir] == "don-vi-4@example.vn"


def test_the_list_is_mailed_to_the_body_above_where_it_is_known(store: Store, tmp_path: Path) -> None:
    eleven(store)
    with store.deciding(actor="officer", now=at(6, 5, 8)) as work:
        above = unit_services.add(work, name="Ủy ban nhân dân tỉnh Mẫu", level=unit_queries.Level.PROVINCE,
                                  valid_from=date(2017, 6, 5))  # fmt: skip
        above.contact_email = "ubnd@tinh.example"
    content = issue(store, Rung.LIST, at(6, 20, 9), number=118)

    delivering.deliver(store, Folder(tmp_path / "mail"), at(6, 20, 10))

    (mail,) = [message_from_bytes(file.read_bytes(), policy=default) for file in (tmp_path / "mail").glob("*.eml")]
    (attached,) = mail.iter_attachments()
    assert (str(mail["To"]), attached.get_content()) == ("ubnd@tinh.example", content)
    assert "Báo cáo số 118/BC-STP" in mail.get_body().get_content()  # type: ignore[union-attr]


def test_a_clock_that_was_away_sends_the_later_mail_alone_and_nothing_after_the_deadline(store: Store) -> None:
    eleven(store)
    reminding.remind(store, at(6, 13, 20))
    assert Counter(row.rung for row in steps(store)) == {Rung.REMINDER: 11}
    reminding.remind(store, at(7, 30, 8))
    assert len(steps(store)) == 11
    with store.reading() as session:
        alarms = session.exec(
            select(Reminder).where(Reminder.kind == "urging", Reminder.subject_id == str(june(store)))
        )
        assert [row.next_at for row in alarms] == [None]


def test_a_report_that_was_returned_is_urged_by_a_letter_of_its_own(store: Store) -> None:
    _, ids = eleven(store)
    for name in set(NAMES) - SILENT:
        report(store, ids[name], at(6, 2, 9))
    reminding.remind(store, at(6, 15, 8))
    first = issue(store, Rung.LETTER, at(6, 15, 9))
    send_back(store, ids[LATE], at(6, 16, 9))

    second = issue(store, Rung.LETTER, at(6, 16, 10), key=f"{SLUG}.2", number=650)

    assert (listed(first), listed(second)) == (SILENT, {LATE})
    assert len(steps(store)) == 11 - 11 + 4


def test_the_letter_re_reads_as_issued_and_issuing_it_again_urges_nobody_twice(store: Store) -> None:
    _, ids = eleven(store)
    for name in set(NAMES) - SILENT:
        report(store, ids[name], at(6, 2, 9))
    reminding.remind(store, at(6, 15, 8))
    first = issue(store, Rung.LETTER, at(6, 15, 9))
    report(store, ids["Sở Giao thông vận tải"], at(6, 16, 9))

    with store.reading() as session:
        kind = papers.KINDS[PaperKind.URGING]
        again = issuing.made(kind.draw(session, SLUG, Stationery(date(2017, 6, 15), number=642)))
    assert again == first
    with pytest.raises(Refused, match=r"paper\.unchanged"):
        issue(store, Rung.LETTER, at(6, 15, 11))
    issue(store, Rung.LETTER, at(6, 16, 10), number=643)
    assert Counter(row.rung for row in steps(store)) == {Rung.LETTER: 3}
    assert len(posted(store, "urge_letter")) == 3


def test_a_letter_before_its_day_or_to_nobody_is_not_made(store: Store) -> None:
    _, ids = eleven(store)
    with pytest.raises(Refused) as no:
        issue(store, Rung.LETTER, at(6, 14, 20))
    assert "urging.early" in no.value.facts["fields"]
    for name in NAMES:
        report(store, ids[name], at(6, 14, 21))
    with pytest.raises(Refused) as no:
        issue(store, Rung.LETTER, at(6, 15, 9))
    assert "urging.nobody" in no.value.facts["fields"]
    for key in (f"{SLUG}.7", "nobody.2017-06-15", "kiem-soat-thu-tuc-hanh-chinh-2017.2017-06-16", f"{SLUG}.0"):
        with pytest.raises(NotFound):
            issue(store, Rung.LETTER, at(6, 15, 9), key=key)


def test_a_unit_without_an_address_is_no_secret_and_has_not_been_reminded(store: Store) -> None:
    _, ids = eleven(store)
    with store.deciding(actor="officer", now=at(5, 1, 8)) as work:
        work.session.get_one(Unit, ids[LATE]).contact_email = ""
    reminding.remind(store, at(6, 1, 8))
    reminding.remind(store, at(6, 13, 8))

    with store.reading() as session:
        now = urging.climb(session, june(store), now=at(6, 13, 9), zone=ZONE)
    assert (now.reminded(ids[LATE]), now.reminded(ids["Sở Nội vụ"])) == (0, 2)
    assert {row.to for row in steps(store) if row.unit_id == ids[LATE]} == {""}


def test_a_duty_that_moved_is_asked_of_the_new_body_and_papers_of_before_stay(store: Store) -> None:
    _, ids = eleven(store)
    reminding.remind(store, at(6, 1, 8))
    before = {row.id: (row.unit_id, row.rung, row.to) for row in steps(store)}
    with store.deciding(actor="officer", now=at(6, 5, 8)) as work:
        new = unit_services.add(work, name="Sở Xây dựng và Giao thông", level=unit_queries.Level.DEPARTMENT,
                                valid_from=date(2017, 6, 5))  # fmt: skip
        new.contact_email, heir = "moi@example.vn", new.id or 0
        duty = next(one for one in unit_queries.duties(work.session, 1, date(2017, 6, 5))
                    if one.unit_id == ids["Sở Giao thông vận tải"])  # fmt: skip
        unit_services.move_duty(work, duty.obligation_id, to_id=heir, on=date(2017, 6, 6))

    reminding.remind(store, at(6, 13, 8))

    reminded = {row.unit_id for row in steps(store) if row.rung is Rung.REMINDER}
    assert heir in reminded
    assert ids["Sở Giao thông vận tải"] not in reminded
    assert "moi@example.vn" in {row.to for row in posted(store, "urge_reminder")}
    assert {row.id: (row.unit_id, row.rung, row.to) for row in steps(store) if row.id in before} == before
    letter = issue(store, Rung.LETTER, at(6, 15, 9))
    assert "Sở Xây dựng và Giao thông" in listed(letter)
    assert "Sở Giao thông vận tải" not in listed(letter)

    with store.deciding(actor="officer", now=at(6, 16, 8)) as work:
        unit_services.move_duty(work, duty.obligation_id, to_id=ids["Sở Nội vụ"], on=date(2017, 7, 1))
    with store.reading() as session:
        kind = papers.KINDS[PaperKind.URGING]
        assert issuing.made(kind.draw(session, SLUG, Stationery(date(2017, 6, 15), number=642))) == letter
