"""Reports out of the record, on both databases: every figure of the paper is the answer to a question to the ledger."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import Campaign, Obligation, Plan
from campaigns.periods import DECREE_09_2019, PLAN, Choice, Closing, Part, Profile, ProfileCode, period
from campaigns.queries import plans as plan_queries
from campaigns.queries import units as unit_queries
from campaigns.services import agreed, unit_reports, units
from campaigns.store import Store
from campaigns.times import ZONE, local_instant
from campaigns.values.issued import Stationery
from campaigns.values.ledger import Amount, Line
from campaigns.values.units import Figure, Level, Texts
from campaigns.values.words import PaperKind, RhythmUnit
from exports import report, wording
from exports.report import Narrative
from scheduler import ledger, papers
from scheduler.papers import reports as kind
from scheduler.services import issuing, reporting
from tests import builders
from tests.exports.report_views import TEXTS
from tests.exports.test_brief import lines, seconds, tables
from tests.scheduler import halves, month
from tests.scheduler.halves import FIRST_NIGHT, JULY, JUNE, LAST_EVENING

GIVEN = Stationery(date(2017, 7, 3))
UNITS = (("Sở Y tế", 4, date(2017, 6, 14)), ("UBND huyện Lộc Ninh", 3, date(2017, 6, 15)), ("Sở Xây dựng", 0, None))
"""Names, panels put up, and when they reported: in time, late, never."""


@pytest.fixture
def ground(store: Store) -> builders.Ground:
    return builders.ground(store)


def lived(store: Store, ground: builders.Ground) -> None:
    """Slots on both sides of the midnight that parts the year: aired, short, missed; and two units' reports."""
    halves.move_to_midnight(store, ground)
    evening = month.confirmed(
        store, ground, "Thời sự trưa", date(2017, 6, 12), date(2017, 6, 13), LAST_EVENING, now=JUNE
    )
    night = month.confirmed(store, ground, "Chào buổi sáng", FIRST_NIGHT, date(2017, 6, 16), now=JUNE)
    article = month.confirmed(store, ground, "Chuyên trang", date(2017, 6, 7), now=JUNE)
    halves.attest(store, evening[0])
    halves.attest(store, evening[1], short_by=20)
    halves.attest(store, evening[2])
    halves.attest(store, night[0])
    halves.miss(store, night[1])
    halves.attest(store, article[0])
    for name, panos, on in UNITS:
        with store.deciding(actor="officer", now=JUNE) as work:
            unit_id = units.add(work, name=name, level=Level.DEPARTMENT, valid_from=date(2017, 1, 1)).id or 0
            duty = Obligation(plan_id=ground.plan_id, unit_id=unit_id, clause="III.1", text="Triển khai kế hoạch")
            work.session.add(duty)
            work.session.flush()
            units.give(work, duty, date(2017, 1, 1))
            deadline = unit_queries.periods(work.session, ground.campaign_id)[0].deadline_id
        if on is not None:
            with store.deciding(actor="unit", now=local_instant(on, 600)) as work:
                unit_reports.hand_in(
                    work, unit_id, deadline, {Figure.PANOS: panos}, Texts(difficulties="Thiếu kinh phí"), by="Lan",
                    seen_version=0,
                )  # fmt: skip


def typed(store: Store, ground: builders.Ground, part: Part, texts: Narrative = TEXTS, seen: int = 0) -> int:
    with store.deciding(actor="lan", now=JULY) as work:
        return reporting.keep(work, ground.campaign_id, 2017, part, texts, seen=seen)


def drawn(store: Store, ground: builders.Ground, part: Part, given: Stationery = GIVEN) -> reporting.Drawn:
    with store.reading() as session:
        return reporting.drawn(session, ground.campaign_id, 2017, part, given)


def asked(store: Store, profile: Profile, part: Part) -> ledger.Book:
    """The ledger of the same days, by the question that its page puts."""
    told = period(profile, 2017, part)
    with store.reading() as session:
        campaign = plan_queries.campaigns(session)[0]
        days = ledger.Days(told.starts_on, told.last_day)
        return ledger.open_book(session, campaign, (), today=told.last_day, zone=ZONE, days=days)


@pytest.mark.parametrize("profile", [PLAN, DECREE_09_2019])
@pytest.mark.parametrize("part", reporting.PARTS)
def test_every_number_of_the_paper_equals_a_question_to_the_ledger_or_to_the_units(store, ground, profile, part):
    lived(store, ground)
    with store.deciding(actor="lan", now=JUNE) as work:
        reporting.choose(work, Choice(2017, profile), seen=0)
    typed(store, ground, part)
    content = report.report(drawn(store, ground, part).view)

    book = asked(store, profile, part)
    by_outlet, by_theme = book.by("outlet"), book.by("theme")
    names = {one.id: one.name for one in book.outlets}
    _compare(
        tables(content)["Kết quả theo đài, báo"], {names[key[0]]: line for key, line in by_outlet.items()}, book.whole
    )
    themes = {one.name: by_theme.get((one.id,), Line()) for one in book.themes}
    _compare(tables(content)["Kết quả theo nội dung tuyên truyền"], themes, book.whole)
    said = "\n".join(lines(content)).replace(wording.NO_BREAK, " ")
    _prose(said, book.whole)
    with store.reading() as session:
        june = unit_queries.periods(session, ground.campaign_id)[0]
        total, stands = unit_queries.figures(session, june).total, unit_queries.receipts(session, june, GIVEN.dated)
    assert f"Thực hiện {total[Figure.PANOS]} pa nô" in said
    due = [one for one in stands if one.expected]
    assert f"có {len(due)} cơ quan, đơn vị phải báo cáo" in said
    if part is Part.YEAR:
        _halves(tables(content), store, profile)


def _compare(rows: list[list[str]], told: dict[str, Line], whole: Line) -> None:
    assert [row[1] for row in rows[1:-1]] == list(told)
    for row, line in zip(rows[1:], [*told.values(), whole], strict=True):
        ordered, done = line.ordered, line.payable
        assert (seconds(row[2]), seconds(row[3])) == (ordered.seconds, done.seconds)
        assert (row[5], row[6]) == ((str(ordered.articles), str(done.articles)) if ordered.articles else ("-", "-"))
        for cell, out, of in ((row[4], done.seconds, ordered.seconds), (row[7], done.articles, ordered.articles)):
            assert (float(cell.replace(",", ".")) == int(out * 1000 / of) / 10) if of else cell == "-"


def _prose(said: str, whole: Line) -> None:
    """Lengths and counts of the sentences about what went out, each the ledger's."""
    opens = re.search(r"đã xác nhận (\d+) lượt phát sóng với tổng thời lượng ([^.]*?) và (\d+) bài đăng\.", said)
    assert opens is not None
    assert int(opens[1]) == whole.spots - whole.ordered.articles
    assert seconds(opens[2]) == whole.ordered.seconds
    assert int(opens[3]) == whole.ordered.articles
    done = re.search(r"đã phát (?:đủ )?((?:\d+ (?:giờ|phút|giây) ?)+)", said)
    assert done is not None
    assert seconds(done[1]) == whole.payable.seconds
    if lost := (whole.owed + whole.made_good + whole.credited + whole.waived).seconds:
        told = re.search(r"Bị lỡ hoặc phát thiếu ([^:]*) phát sóng: còn phải bù ([^.]*) phát sóng", said)
        assert told is not None
        assert (seconds(told[1]), seconds(told[2])) == (lost, whole.owed.seconds)


def _halves(found: dict[str, list[list[str]]], store: Store, profile: Profile) -> None:
    rows = {row[0]: row[1:] for row in found["Kết quả 6 tháng đầu năm, 6 tháng cuối năm và cả năm"]}
    parts = [asked(store, profile, part).whole for part in Part]
    assert [seconds(cell) for cell in rows["Thời lượng đã đặt"]] == [one.ordered.seconds for one in parts]
    assert [seconds(cell) for cell in rows["Thời lượng thực hiện"]] == [one.payable.seconds for one in parts]
    assert [int(cell) for cell in rows["Bài đã đăng"]] == [one.payable.articles for one in parts]
    assert parts[2].payable.seconds >= parts[0].payable.seconds


def test_late_and_silent_units_are_told_apart_on_the_day_of_the_paper(store, ground):
    lived(store, ground)

    (told,) = drawn(store, ground, Part.FIRST_HALF).view.reports

    stands = {one.name: one.standing.value for one in told.receipts}
    assert (stands["Sở Y tế"], stands["UBND huyện Lộc Ninh"]) == ("in_time", "late")
    assert stands["Sở Xây dựng"] == "missing"
    assert [one.unit_id for one in told.told] == [one.unit_id for one in told.receipts if one.handed_on]


def test_what_is_typed_is_kept_in_versions_and_the_second_writer_is_told(store, ground):
    first = typed(store, ground, Part.FIRST_HALF)
    assert typed(store, ground, Part.FIRST_HALF, seen=first) == first  # the same again is nothing new
    second = typed(store, ground, Part.FIRST_HALF, replace(TEXTS, causes="Khác"), seen=first)

    with pytest.raises(Stale, match="report.stale"):
        typed(store, ground, Part.FIRST_HALF, TEXTS, seen=first)
    with pytest.raises(NotFound, match="report.unknown"):
        typed(store, ground, Part.SECOND_HALF)

    found = drawn(store, ground, Part.FIRST_HALF)
    assert [one.number for one in found.drafts] == [first, second] == [1, 2]
    assert Narrative.from_json(found.drafts[0].texts) == TEXTS
    assert found.view.texts.causes == "Khác"
    assert drawn(store, ground, Part.YEAR).drafts == ()


def test_closing_days_hold_from_a_year_on_and_say_what_they_leave_out(store, ground):
    month.confirmed(store, ground, "Thời sự trưa", date(2017, 12, 14), date(2017, 12, 15), now=JUNE)
    assert drawn(store, ground, Part.YEAR).outside == 0

    with store.deciding(actor="lan", now=JULY) as work:
        reporting.choose(work, Choice(2018, DECREE_09_2019), seen=0)
    assert drawn(store, ground, Part.YEAR).view.profile is ProfileCode.PLAN
    with store.deciding(actor="lan", now=JULY) as work:
        reporting.choose(work, Choice(2017, DECREE_09_2019), seen=1)

    found = drawn(store, ground, Part.YEAR)
    assert found.view.told.period == period(DECREE_09_2019, 2017, Part.YEAR)
    assert (found.view.told.whole.spots, found.outside) == (1, 1)
    own = Profile(ProfileCode.OWN, Closing(6, 20), Closing(12, 20))
    with store.deciding(actor="lan", now=JULY) as work, pytest.raises(Refused, match="report.needs_source"):
        reporting.choose(work, Choice(2017, own, " "), seen=2)
    with store.deciding(actor="lan", now=JULY) as work, pytest.raises(Stale, match="report.rule_stale"):
        reporting.choose(work, Choice(2017, own, "12/STP"), seen=1)
    with store.deciding(actor="lan", now=JULY) as work:
        reporting.choose(work, Choice(2017, own, "Công văn 12/STP"), seen=2)
    assert drawn(store, ground, Part.YEAR).view.source == "Công văn 12/STP"


def test_an_issued_report_stays_as_it_was_whatever_comes_in_later(store, ground):
    lived(store, ground)
    key = reporting.key_of(ground.campaign, 2017, Part.FIRST_HALF)
    of = papers.KINDS[PaperKind.REPORT]
    with store.deciding(actor="lan", now=JULY) as work, pytest.raises(Refused, match="paper.incomplete") as refused:
        issuing.issue(work, of, key, GIVEN)
    assert "report.direction" in refused.value.facts["fields"]
    typed(store, ground, Part.FIRST_HALF)
    with store.deciding(actor="lan", now=JULY) as work:
        issued = issuing.issue(work, of, key, replace(GIVEN, number=118))
    assert (issued.month, issued.symbol, issued.number) == ("2017-06", "BC-STP", 118)
    with store.reading() as session:
        assert list(kind.of_month(session, "2017-06")) == [key]
        assert list(kind.of_month(session, "2017-12")) == [reporting.key_of(ground.campaign, 2017, Part.YEAR)]
        assert of.draw(session, key, GIVEN).lacks == ()


def test_the_annual_report_says_what_evidence_has_changed_since_the_six_months_were_reported(store, ground):
    halves.move_to_midnight(store, ground)
    first, second = month.confirmed(store, ground, "Thời sự trưa", date(2017, 6, 13), LAST_EVENING, now=JUNE)
    halves.attest(store, first)
    typed(store, ground, Part.FIRST_HALF)
    with store.deciding(actor="lan", now=JULY + timedelta(hours=1)) as work:
        key = reporting.key_of(ground.campaign, 2017, Part.FIRST_HALF)
        issuing.issue(work, papers.KINDS[PaperKind.REPORT], key, replace(GIVEN, number=118))
    same = drawn(store, ground, Part.YEAR).view
    assert same.issued_half is not None
    assert same.first_half is not None
    assert same.issued_half.told.whole == same.first_half.whole

    halves.attest(store, second, now=JULY + timedelta(days=1))

    later = drawn(store, ground, Part.YEAR).view
    assert later.issued_half is not None
    assert later.first_half is not None
    assert (later.issued_half.told.whole.payable.seconds, later.first_half.whole.payable.seconds) == (45, 90)
    assert later.issued_half.number == "118/BC-STP"
    said = "\n".join(lines(report.report(replace(later, texts=TEXTS)))).replace(wording.NO_BREAK, " ")
    assert "đã nêu kết quả 6 tháng đầu năm là 45 giây phát sóng; theo minh chứng đến nay là 1 phút 30 giây" in said


def test_a_report_is_awaited_from_its_units_last_deadline_until_it_is_issued(store, ground):
    def awaited(day: date) -> reporting.Awaited | None:
        with store.reading() as session:
            return reporting.awaited(session, plan_queries.campaigns(session)[0], day)

    assert awaited(LAST_EVENING) is None
    assert awaited(FIRST_NIGHT) == reporting.Awaited(2017, Part.FIRST_HALF, None)
    with store.deciding(actor="lan", now=JUNE) as work:
        reporting.choose(work, Choice(2017, PLAN, "", Closing(6, 20), Closing(1, 5)), seen=0)
    assert awaited(FIRST_NIGHT) == reporting.Awaited(2017, Part.FIRST_HALF, date(2017, 6, 20))
    assert awaited(date(2017, 12, 15)) == reporting.Awaited(2017, Part.YEAR, date(2018, 1, 5))
    typed(store, ground, Part.FIRST_HALF)
    with store.deciding(actor="lan", now=JULY) as work:
        key = reporting.key_of(ground.campaign, 2017, Part.FIRST_HALF)
        issuing.issue(work, papers.KINDS[PaperKind.REPORT], key, GIVEN)
    assert awaited(FIRST_NIGHT) is None


def test_standing_programmes_are_told_with_the_gaps_of_the_period(store, ground):
    window = ground.windows["Chuyên trang"]
    with store.deciding(actor="lan", now=JUNE) as work:
        agreed.set_rhythm(
            work, campaign_id=ground.campaign_id, programme_id=window.programme_id, unit=RhythmUnit.DAYS, number=7,
            from_day=date(2017, 6, 1), source="Biên bản", seen=0,
        )  # fmt: skip
    (told,) = drawn(store, ground, Part.FIRST_HALF).view.rhythms

    assert (told.programme, told.agreed.number) == ("Chuyên trang", 7)
    assert len(told.gaps) == 1
    assert "quãng không giữ được nhịp" in "\n".join(lines(report.report(replace(
        drawn(store, ground, Part.FIRST_HALF).view, texts=TEXTS, told=replace(
            drawn(store, ground, Part.FIRST_HALF).view.told, whole=Line(ordered=Amount(1), aired=Amount(1), spots=1))
    ))))  # fmt: skip


@pytest.mark.parametrize(
    "key", ["x.2017-6t", "{}.2017", "{}.2017-7t", "{}.2019-6t", "{}.20١٧-6t", "{}.99999-nam", "{}"]
)
def test_a_key_of_nothing_is_told(store, ground, key):
    with store.reading() as session, pytest.raises(NotFound):
        kind.draw(session, key.format(ground.campaign), GIVEN)


def test_the_same_period_a_year_before_is_compared_where_one_campaign_had_it(store, ground):
    assert drawn(store, ground, Part.FIRST_HALF).view.before is None
    _another_year(store, ground, 2016, "ke-hoach-2016")

    before = drawn(store, ground, Part.FIRST_HALF).view.before

    assert before is not None
    assert before.period == period(PLAN, 2016, Part.FIRST_HALF)
    _another_year(store, ground, 2016, "ke-hoach-khac-2016")
    assert drawn(store, ground, Part.FIRST_HALF).view.before is None  # which of the two, nobody has said


def _another_year(store: Store, ground: builders.Ground, year: int, slug: str) -> None:
    with store.deciding(actor="lan", now=JULY) as work:
        plan = work.session.get_one(Plan, ground.plan_id)
        other = Plan(**plan.model_dump(exclude={"id", "year", "version"}), year=year)
        work.session.add(other)
        work.session.flush()
        work.session.add(
            Campaign(
                plan_id=other.id or 0,
                slug=slug,
                name=slug,
                starts_on=date(year, 1, 1),
                ends_before=date(year + 1, 1, 1),
            )
        )
