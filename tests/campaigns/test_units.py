"""Units by date: who has a duty, who owes a report, and that what was reported stays as it was."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from campaigns import schema
from campaigns.columns import canonical
from campaigns.errors import NotFound, Refused, Stale
from campaigns.queries import plans as plan_queries
from campaigns.queries import units as queries
from campaigns.services import unit_reports, units
from campaigns.store import Store, UnitOfWork
from campaigns.values.units import Figure, Level, Period, ReportState, Standing, Texts, Way
from tests import builders
from tests.campaigns.drift import drift
from tests.conftest import NOW

FIRST = date(2017, 1, 1)


@pytest.fixture
def ground(store: Store) -> builders.Ground:
    return builders.ground(store)


def body(work: UnitOfWork, name: str, level: Level = Level.DEPARTMENT, **told: Any) -> int:
    return units.add(work, name=name, level=level, valid_from=FIRST, **told).id or 0


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour - 7, tzinfo=NOW.tzinfo)


def halves(store: Store, ground: builders.Ground) -> tuple[Period, Period]:
    with store.reading() as session:
        june, december = queries.periods(session, ground.campaign_id)
    return june, december


def hand_in(store: Store, unit_id: int, period: Period, on: date, panos: int, *, seen: int = 0) -> None:
    with store.deciding(actor="link", now=at(on)) as work:
        unit_reports.hand_in(
            work, unit_id, period.deadline_id, {Figure.PANOS: panos}, Texts(), by="Lan", seen_version=seen
        )


def told(store: Store, period: Period, today: date) -> str:
    """Everything that papers about a period say of units: who, how each stands, and every sum."""
    with store.reading() as session:
        return canonical([
            repr(queries.due_to_report(session, period)),
            repr(queries.receipts(session, period, today)),
            repr(asdict(queries.figures(session, period))),
        ])  # fmt: skip


def first_duty(store: Store, ground: builders.Ground) -> tuple[int, int]:
    with store.reading() as session:
        duty = plan_queries.obligations(session, ground.plan_id, date(2017, 6, 1))[0]
    return duty.id, duty.unit_id


def test_a_duty_that_moves_leaves_the_past_as_it_was_and_turns_the_next_report_to_the_new_body(store, ground):
    duty, old = first_duty(store, ground)
    with store.deciding(actor="officer", now=NOW) as work:
        work.session.connection().execute(text("UPDATE unit_term SET reports = 1"))  # the office itself reports here
        new = body(work, "Văn phòng UBND tỉnh")
    june, december = halves(store, ground)
    hand_in(store, old, june, date(2017, 6, 14), 3)
    today = date(2017, 9, 1)
    before = told(store, june, today)

    with store.deciding(actor="officer", now=at(today)) as work:
        units.move_duty(work, duty, to_id=new, on=date(2017, 10, 1))

    assert told(store, june, today) == before
    with store.reading() as session:
        assert [one.unit_id for one in queries.due_to_report(session, june)] == [old]
        assert [one.unit_id for one in queries.due_to_report(session, december)] == [new]
        names = [
            plan_queries.obligations(session, ground.plan_id, day)[0].unit
            for day in (date(2017, 9, 30), date(2017, 10, 1))
        ]
        assert names == ["Sở Tư pháp", "Văn phòng UBND tỉnh"]


def test_nothing_dated_reaches_back_into_a_past_period_that_has_reports(store, ground):
    duty, old = first_duty(store, ground)
    june, _december = halves(store, ground)
    with store.deciding(actor="officer", now=NOW) as work:
        new = body(work, "Văn phòng UBND tỉnh")
    hand_in(store, old, june, date(2017, 6, 10), 3)

    with (
        pytest.raises(Refused, match="unit.past_reported"),
        store.deciding(actor="o", now=at(date(2017, 7, 1))) as work,
    ):
        units.move_duty(work, duty, to_id=new, on=june.last_day)
    with store.deciding(actor="o", now=at(date(2017, 7, 1))) as work:
        units.move_duty(work, duty, to_id=new, on=june.last_day + timedelta(days=1))


def test_a_duty_moves_forward_only_and_to_another_body_that_exists(store, ground):
    duty, old = first_duty(store, ground)
    with store.deciding(actor="officer", now=NOW) as work:
        later = units.add(work, name="Sở mới", level=Level.DEPARTMENT, valid_from=date(2017, 8, 1)).id or 0
    for to, on, code in (
        (old, date(2017, 7, 1), "duty.same_unit"),
        (later, FIRST, "duty.too_early"),
        (later, date(2017, 7, 31), "unit.closed"),
        (999, date(2017, 7, 1), "unit.unknown"),
    ):
        with pytest.raises(Refused, match=code), store.deciding(actor="o", now=NOW) as work:
            units.move_duty(work, duty, to_id=to, on=on)
    with pytest.raises(NotFound, match="duty.unknown"), store.deciding(actor="o", now=NOW) as work:
        units.move_duty(work, 10**12, to_id=later, on=date(2017, 9, 1))


def test_communes_count_with_their_district_and_nobody_twice(store, ground):
    with store.deciding(actor="officer", now=NOW) as work:
        district = body(work, "Huyện Lộc Ninh", Level.DISTRICT)
        communes = [body(work, f"Xã {name}", Level.COMMUNE, parent_id=district) for name in ("Lộc An", "Lộc Hòa")]
    june, _december = halves(store, ground)
    for unit_id, panos in zip((district, *communes), (5, 7, 11), strict=True):
        hand_in(store, unit_id, june, date(2017, 6, 12), panos)

    with store.reading() as session:
        whole = queries.figures(session, june)
        came = {one.name: one.standing for one in queries.receipts(session, june, date(2017, 6, 13)) if one.times}

    assert whole.total == {Figure.PANOS: 23}
    assert whole.levels == ((Level.DISTRICT, {Figure.PANOS: 5}), (Level.COMMUNE, {Figure.PANOS: 18}))
    (branch,) = [one for one in whole.branches if one.reported]
    assert (branch.total, [one.own for one in branch.under]) == (
        {Figure.PANOS: 23},
        [{Figure.PANOS: 7}, {Figure.PANOS: 11}],
    )
    assert set(came.values()) == {Standing.IN_TIME}


def test_a_report_goes_its_way_and_nothing_handed_in_is_ever_changed(store, ground):
    with store.deciding(actor="officer", now=NOW) as work:
        unit_id = body(work, "Sở Y tế")
    june, _december = halves(store, ground)
    with store.deciding(actor="link", now=at(date(2017, 6, 1))) as work:
        unit_reports.keep_draft(work, unit_id, june.deadline_id, {Figure.POSTERS: 4}, Texts("Khó"), seen_version=0)
    with store.reading() as session:
        draft = queries.report(session, unit_id, june.deadline_id)
        assert draft is not None
        kept = draft.state, draft.draft_figures, draft.draft_texts
        assert kept == (ReportState.DRAFT, {Figure.POSTERS: 4}, Texts("Khó"))
        assert queries.figures(session, june).reported == 0
    hand_in(store, unit_id, june, date(2017, 6, 14), 3, seen=1)
    with store.deciding(actor="officer", now=at(date(2017, 6, 16))) as work:
        unit_reports.send_back(work, unit_id, june.deadline_id, why="Thiếu số lớp", seen_version=2)
    with store.reading() as session:
        (seen,) = [one for one in queries.receipts(session, june, date(2017, 6, 16)) if one.unit_id == unit_id]
        assert (seen.standing, seen.returned_why) == (Standing.RETURNED, "Thiếu số lớp")
        assert queries.figures(session, june).total == {}
    hand_in(store, unit_id, june, date(2017, 6, 19), 8, seen=3)
    with store.deciding(actor="officer", now=at(date(2017, 6, 20))) as work:
        unit_reports.receive(work, unit_id, june.deadline_id, seen_version=4)

    with store.reading() as session:
        view = queries.report(session, unit_id, june.deadline_id)
        assert view is not None
        assert [(one.number, one.figures, one.handed_on) for one in view.hand_ins] == [
            (1, {Figure.PANOS: 3}, date(2017, 6, 14)),
            (2, {Figure.PANOS: 8}, date(2017, 6, 19)),
        ]
        assert view.state is ReportState.RECEIVED
        assert queries.figures(session, june).total == {Figure.PANOS: 8}
    with pytest.raises(Refused, match="illegal_move"):
        hand_in(store, unit_id, june, date(2017, 6, 21), 9, seen=5)
    with pytest.raises(Exception, match="append-only"), store.deciding(actor="thief", now=NOW) as work:
        work.session.connection().execute(text("UPDATE unit_hand_in SET figures = '{}'"))


def test_paper_counts_on_the_day_on_which_it_came(store, ground):
    with store.deciding(actor="officer", now=NOW) as work:
        unit_id = body(work, "Sở Y tế")
    june, _december = halves(store, ground)
    with store.deciding(actor="officer", now=at(date(2017, 6, 20))) as work:
        unit_reports.enter(
            work, unit_id, june.deadline_id, {Figure.PANOS: 1}, Texts(), handed_on=date(2017, 6, 14), paper="12/BC",
            seen_version=0,
        )  # fmt: skip
    with store.reading() as session:
        view = queries.report(session, unit_id, june.deadline_id)
        assert view is not None
        assert view.last is not None
        assert (view.last.way, view.last.paper) == (Way.PAPER, "12/BC")
        (seen,) = [one for one in queries.receipts(session, june, date(2017, 6, 20)) if one.unit_id == unit_id]
        assert seen.standing is Standing.IN_TIME


@pytest.mark.parametrize(
    ("figures", "texts", "day", "seen", "refusal"),
    [
        ({}, Texts(), date(2017, 6, 1), 0, "unit_report.empty"),
        ({Figure.PANOS: -1}, Texts(), date(2017, 6, 1), 0, "unit_report.figure"),
        ({Figure.PANOS: 10**9}, Texts(), date(2017, 6, 1), 0, "unit_report.figure"),
        ({Figure.PANOS: 1}, Texts(), date(2017, 6, 1), 4, "unit_report.stale"),
    ],
)
def test_what_cannot_be_handed_in(store, ground, figures, texts, day, seen, refusal):
    with store.deciding(actor="officer", now=NOW) as work:
        unit_id = body(work, "Sở Y tế")
    june, december = halves(store, ground)
    with pytest.raises(Refused, match=refusal), store.deciding(actor="link", now=at(day)) as work:
        unit_reports.hand_in(work, unit_id, june.deadline_id, figures, texts, by="Lan", seen_version=seen)
    with pytest.raises(Refused, match="unit_report.not_yet"):
        hand_in(store, unit_id, december, june.last_day, 1)
    with pytest.raises(NotFound), store.deciding(actor="officer", now=NOW) as work:
        unit_reports.receive(work, unit_id, june.deadline_id, seen_version=0)


def test_two_who_hand_in_at_once_are_told_apart(store, ground):
    with store.deciding(actor="officer", now=NOW) as work:
        unit_id = body(work, "Sở Y tế")
    june, _december = halves(store, ground)
    hand_in(store, unit_id, june, date(2017, 6, 1), 1)
    with pytest.raises(Stale):
        hand_in(store, unit_id, june, date(2017, 6, 1), 2)


def test_previous_figures_are_those_of_the_last_report_that_counts(store, ground):
    with store.deciding(actor="officer", now=NOW) as work:
        unit_id = body(work, "Sở Y tế")
    june, december = halves(store, ground)
    with store.reading() as session:
        assert queries.previous(session, unit_id, december) is None
    hand_in(store, unit_id, june, date(2017, 6, 1), 41)
    with store.reading() as session:
        assert queries.previous(session, unit_id, december) == (june, {Figure.PANOS: 41})
        assert queries.previous(session, unit_id, june) is None


def test_a_site_from_before_dated_duties_comes_up_with_its_units_named_and_holding_them(store, ground):
    duty, holder = first_duty(store, ground)
    with store.deciding(actor="officer", now=NOW) as work:
        units.named(work, "Thủ trưởng các sở, ban, ngành", FIRST)
    schema.downgrade(store.engine, "0009")

    schema.upgrade(store.engine)

    assert drift(store.engine) == []
    assert first_duty(store, ground) == (duty, holder)
    with store.reading() as session:
        there = {one.name: one for one in queries.institutions(session).open_on(date(2017, 6, 1))}
    assert there["Sở Tư pháp"].slug == "so-tu-phap"
    assert there["Thủ trưởng các sở, ban, ngành"].covers == {Level.DEPARTMENT}
