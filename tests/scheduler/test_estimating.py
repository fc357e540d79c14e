"""Estimates: from quotas and prices to a cut, approved sum that caps the board and that acceptance keeps to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import Outlet, Window
from campaigns.queries import estimates as queries
from campaigns.queries import plans as plan_queries
from campaigns.rates.keeping import quote_of_json
from campaigns.services import outlets as outlet_services
from campaigns.services.agreed import set_budget, set_quota
from campaigns.store import Store
from campaigns.values.estimates import (
    CostKind,
    EstimateLine,
    EstimateMove,
    EstimateState,
    advance,
    caps,
    moves_of,
    spread_after_cut,
)
from campaigns.values.issued import Stationery
from exports import transcript
from scheduler import board, ledger, spending
from scheduler.board.values import Wish
from scheduler.papers.estimates import draw_submission
from scheduler.services import accepting, costing, estimating, pricing
from scheduler.services.estimating import Cut, Typed
from tests import builders
from tests.builders import MONTH, Ground
from tests.conftest import NOW
from tests.scheduler import month
from tests.scheduler.test_obligations import air
from tests.scheduler.test_pricing import LIST, adopted

NOON, MORNING, PAGE = "Thời sự trưa", "Chào buổi sáng", "Chuyên trang"
SENT = date(2017, 3, 1)


@pytest.fixture
def site(store: Store) -> Ground:
    found = builders.ground(store)
    quota(store, found, NOON, 4)
    price(store, found, NOON, 600_000)
    return found


def quota(store: Store, site: Ground, programme: str, spots: int, at: str | None = MONTH) -> None:
    window = site.windows[programme]
    with store.deciding(actor="officer", now=NOW) as work:
        set_quota(work, campaign_id=site.campaign_id, outlet_id=window.outlet_id, window_id=window.id, theme_id=None,
                  month=at, spots=spots, source="Biên bản làm việc 06/3/2017")  # fmt: skip


def price(store: Store, site: Ground, programme: str, vnd: int) -> None:
    with store.deciding(actor="officer", now=NOW) as work:
        row = work.session.get_one(Window, site.window(programme))
        fields = {"price_vnd": vnd, "price_source": "Báo giá 12/BG-PTTH"}
        outlet_services.change_window(work, row.id or 0, fields, seen_version=row.version)


def start(store: Store, site: Ground, first: str = MONTH, last: str = MONTH) -> str:
    with store.deciding(actor="officer", now=NOW) as work:
        return estimating.start(work, site.campaign_id, title="Dự toán tháng 4", first_month=first, last_month=last,
                                funding="Ngân sách tỉnh")  # fmt: skip


def view(store: Store, uid: str):
    with store.reading() as session:
        return queries.estimate(session, uid)


def act(store: Store, uid: str, what, *given, now=NOW, **named):
    with store.deciding(actor="officer", now=now) as work:
        return what(work, uid, *given, seen_version=queries.estimate(work.session, uid).version, **named)


def laid(store: Store):
    """The month's board, and what it warns of."""
    with store.reading() as session:
        shown = board.load(session, MONTH, actor="officer", now=NOW, zone=store.site.zone, wish=Wish())
    return shown, shown.findings


def step(store: Store, uid: str, move: EstimateMove, paper: str = "1/TTr-STP", dated: date = SENT, **named):
    return act(store, uid, estimating.move, move, paper=paper, dated=dated, **named)


lines = st.builds(
    EstimateLine, id=st.just(1), place=st.just(1), kind=st.just(CostKind.AIRTIME), text=st.just("x"),
    unit=st.just("lượt"), quantity=st.integers(1, 300), price_vnd=st.integers(0, 10**6), source=st.just(""),
    ground=st.just(""), outlet_id=st.integers(1, 2),
)  # fmt: skip


@given(lines, st.lists(st.integers(0, 60), min_size=1, max_size=12).filter(any), st.data())
def test_a_cut_is_spread_over_the_months_without_losing_one(line, counts, data):
    quantity = sum(counts)
    spread = tuple((f"2017-{n:02d}", count) for n, count in enumerate(counts, 1))
    cut = EstimateLine(**{name: getattr(line, name) for name in line.__slots__}
                       | {"quantity": quantity, "spread": spread,
                          "appraised_quantity": data.draw(st.integers(0, quantity))})  # fmt: skip

    told = spread_after_cut(cut)

    assert sum(count for _month, count in told) == cut.appraised_quantity
    assert all(0 <= count <= asked for (_m, count), (_n, asked) in zip(told, spread, strict=True))
    assert sum(caps([cut]).values()) == cut.granted_vnd


@given(st.sampled_from(EstimateState), st.sampled_from(EstimateMove))
def test_only_the_moves_of_a_state_move_it(state, move):
    if move in moves_of(state):
        assert advance(state, move) is not state
    else:
        with pytest.raises(Refused, match=r"estimate\.illegal_move"):
            advance(state, move)


def test_lines_follow_from_quotas_and_prices_and_what_is_missing_is_asked(store: Store, site: Ground):
    quota(store, site, MORNING, 6)  # has no price yet
    quota(store, site, NOON, 2, "2017-05")
    uid = start(store, site, MONTH, "2017-05")

    (line,) = view(store, uid).lines
    assert (line.text.split(",")[0], line.unit, line.quantity, line.price_vnd) == (NOON, "lượt", 6, 600_000)
    assert line.spread == ((MONTH, 4), ("2017-05", 2))
    assert (line.source, line.ground) == ("Báo giá 12/BG-PTTH", "Biên bản làm việc 06/3/2017")
    with store.reading() as session:
        _lines, questions = costing.proposed(session, site.campaign_id, MONTH, "2017-05")
    assert [one.code for one in questions] == ["estimate.ask_price"]

    price(store, site, MORNING, 450_000)
    act(store, uid, estimating.add_line, Typed(CostKind.OTHER, "Tập huấn", "lớp", 2, 5_000_000, "TT 36/2018"))
    act(store, uid, estimating.refill)
    assert sorted(line.price_vnd for line in view(store, uid).lines) == [450_000, 600_000, 5_000_000]


def test_a_line_priced_by_a_list_keeps_how_and_tells_of_the_discount_that_it_reaches(store: Store):
    site = builders.ground(store)
    card = adopted(store, answers={"3-3": "3000"})
    window_id = site.window(NOON)
    with store.deciding(actor="officer", now=NOW) as work:
        version = work.session.get_one(Window, window_id).version
        pricing.take_price(work, card.outlet_id, window_id, card=card.uid, line=2, on=date(2017, 4, 1),
                           seen_version=version)  # fmt: skip
    quota(store, site, NOON, 100)
    uid = start(store, site)
    (line,) = view(store, uid).lines
    assert (line.price_vnd, line.source) == (1_650_000, "207/QĐ-PTTH, dòng 2")
    told = quote_of_json(line.quote)
    assert (told.card, told.whole.gross, [one.code for one in told.steps]) == (
        card.uid, 165_000_000, ["composed", "thousands", "vat_added", "times"],
    )  # fmt: skip
    with store.reading() as session:
        ((_card, bill),) = costing.bills(session, view(store, uid))
        drawn = draw_submission(session, uid, Stationery(date(2017, 3, 20)))
        assert any("207/QĐ-PTTH" in words for words in transcript.lines(drawn.make()))
    assert (bill.places_vnd, bill.discount_vnd) == (150_000_000, 22_500_000)
    assert bill.whole.gross == 140_250_000

    adopted(
        store,
        [LIST[0], [*LIST[1][:2], "600", "1.200"]],
        replaces=card.uid,
        decision="9/QĐ",
        valid_from=date(2017, 2, 1),
    )
    assert quote_of_json(view(store, uid).lines[0].quote).card == card.uid


def test_with_no_quota_nothing_is_invented(store: Store):
    site = builders.ground(store)
    uid = start(store, site)
    assert view(store, uid).lines == ()
    with pytest.raises(Refused, match=r"estimate\.empty"):
        step(store, uid, EstimateMove.SEND)


def test_an_outlets_quota_without_windows_is_asked_about(store: Store):
    site = builders.ground(store)
    with store.deciding(actor="officer", now=NOW) as work:
        set_quota(work, campaign_id=site.campaign_id, outlet_id=site.windows[NOON].outlet_id, window_id=None,
                  theme_id=None, month=None, spots=20, source="Hợp đồng")  # fmt: skip
        found, questions = costing.proposed(work.session, site.campaign_id, MONTH, MONTH)
    assert found == []
    assert [one.code for one in questions] == ["estimate.ask_windows"]


def test_papers_move_it_on_and_back_in_the_order_of_their_dates(store: Store, site: Ground):
    uid = start(store, site)
    with pytest.raises(Refused, match=r"estimate\.illegal_move"):
        step(store, uid, EstimateMove.APPROVE)
    with pytest.raises(Refused, match=r"estimate\.no_paper"):
        step(store, uid, EstimateMove.SEND, paper=" ")
    with pytest.raises(Refused, match=r"estimate\.early"):
        step(store, uid, EstimateMove.SEND, dated=date(2017, 3, 21))
    step(store, uid, EstimateMove.SEND)
    with pytest.raises(Refused, match=r"estimate\.not_drafted"):
        act(store, uid, estimating.refill)
    with pytest.raises(Refused, match=r"estimate\.before"):
        step(store, uid, EstimateMove.RETURN, dated=date(2017, 2, 28))
    step(store, uid, EstimateMove.RETURN, "5/STC")
    step(store, uid, EstimateMove.SEND, "2/TTr-STP")
    assert [(one.move, one.paper) for one in view(store, uid).events] == [
        (EstimateMove.SEND, "1/TTr-STP"), (EstimateMove.RETURN, "5/STC"), (EstimateMove.SEND, "2/TTr-STP"),
    ]  # fmt: skip


def test_a_cut_has_a_reason_and_nothing_is_raised(store: Store, site: Ground):
    uid = start(store, site)
    step(store, uid, EstimateMove.SEND)
    line_id = view(store, uid).lines[0].id
    for cut, code in (
        (Cut(5, 600_000), r"estimate\.raised"), (Cut(4, 600_001), r"estimate\.raised"),
        (Cut(-1, 0, "x"), r"estimate\.raised"), (Cut(3, 600_000), r"estimate\.no_reason"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            act(store, uid, estimating.appraise, {line_id: cut}, paper="88/STC", dated=SENT)


def test_the_second_editor_is_told_and_events_only_grow(store: Store, site: Ground):
    uid = start(store, site)
    seen = view(store, uid).version
    act(store, uid, estimating.add_line, Typed(CostKind.OTHER, "Pa-nô", "tấm", 3, 900_000, "Báo giá"))
    assert view(store, uid).version == seen + 1
    with pytest.raises(Stale), store.deciding(actor="other", now=NOW) as work:
        estimating.remove_line(work, uid, view(store, uid).lines[0].id, seen_version=seen)
    with pytest.raises(NotFound):
        act(store, uid, estimating.remove_line, 99_999)
    step(store, uid, EstimateMove.SEND)
    with pytest.raises(Exception, match="append-only"), store.deciding(actor="thief", now=NOW) as work:
        work.session.connection().execute(text("UPDATE estimate_event SET paper = 'x'"))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"source": " "}, "estimate.no_source"),
        ({"month": "2017-05"}, "estimate.months"),
        ({"quantity": 10**6, "price_vnd": 10**15}, "estimate.too_much"),
    ],
)
def test_lines_by_hand_are_sound(store: Store, site: Ground, typed, code):
    uid = start(store, site)
    told = {"kind": CostKind.OTHER, "text": "x", "unit": "y", "quantity": 1, "price_vnd": 1, "source": "z"} | typed
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        act(store, uid, estimating.add_line, Typed(**told))
    with pytest.raises(Refused, match=r"estimate\.months"):
        start(store, site, "2017-05", MONTH)


def test_from_an_estimate_cut_by_finance_to_an_approved_month(store: Store, site: Ground):
    """The whole way: the cut sum caps the board, more is warned of, and what is accepted is what is payable."""
    uid = start(store, site)
    step(store, uid, EstimateMove.SEND, "12/TTr-STP")
    line_id = view(store, uid).lines[0].id
    appraised = act(store, uid, estimating.appraise, {line_id: Cut(3, 500_000, "Giảm theo định mức")},
                    paper="88/STC-HCSN", dated=SENT + timedelta(days=5))  # fmt: skip
    assert (appraised.asked_vnd, appraised.granted_vnd, appraised.lines[0].is_cut) == (2_400_000, 1_500_000, True)
    with store.reading() as session:
        assert plan_queries.budgets(session, MONTH) == ()  # nothing may be spent yet
    step(store, uid, EstimateMove.APPROVE, "301/QĐ-UBND", SENT + timedelta(days=9))
    approved = step(store, uid, EstimateMove.ALLOCATE, "45/TB-STC", SENT + timedelta(days=12))
    assert (approved.state, approved.binds) == (EstimateState.ALLOCATED, True)

    uids = month.confirmed(store, site, NOON, *(date(2017, 4, day) for day in (12, 13)))
    shown, found = laid(store)
    assert (shown.budget_vnd, shown.whole.known_vnd) == (1_500_000, 1_200_000)
    assert not [one for one in found if one.code == "budget.over"]

    month.place(store, site, NOON, date(2017, 4, 14))
    shown, found = laid(store)
    over = [one for one in found if one.code == "budget.over"]
    assert {one.facts["over_vnd"] for one in over} == {300_000}
    assert {one.facts["source"] for one in over} == {"45/TB-STC"}

    air(store, uids[0])
    later = month.slot(store, uids[1]).ends_at + timedelta(days=20)
    outlet_id = site.windows[NOON].outlet_id
    with store.reading() as session:
        campaign = plan_queries.campaign(session, site.campaign_id)
        own, whole = spending.spending(session, campaign, (MONTH,), today=later.date(), zone=store.site.zone)
        drawn = accepting.drawn(session, site.campaign_id, outlet_id, MONTH, dated=later.date(), now=later)
        book = ledger.open_book(session, campaign, (MONTH,), today=later.date(), zone=store.site.zone)
    assert (own.outlet_id, whole.outlet_id) == (outlet_id, None)
    for one in (own, whole):
        assert (one.cap_vnd, one.committed_vnd, one.delivered_vnd) == (1_500_000, 1_200_000, 600_000)
        assert one.payable_vnd == drawn.minutes.total.vnd == book.whole.payable.vnd == 600_000
    on_board, _found = laid(store)
    assert on_board.money == (own, whole)  # the board tells no figures of its own
    assert on_board.money[-1].cap_vnd == on_board.budget_vnd
    assert on_board.estimates == ((uid, "Dự toán tháng 4"),)
    with store.deciding(actor="officer", now=later) as work:
        signed = accepting.sign(work, site.campaign_id, outlet_id, MONTH, paper="03/BB-STP", dated=later.date(),
                                seen=drawn.digest)  # fmt: skip
    assert signed.total.vnd == own.payable_vnd


def test_a_second_estimate_of_a_month_adds_to_its_cap_and_a_hand_written_one_gives_way(store: Store, site: Ground):
    with store.deciding(actor="officer", now=NOW) as work:
        set_budget(work, campaign_id=site.campaign_id, outlet_id=None, month=None, amount_vnd=9, source="Tạm")
    for paper in ("1/QĐ", "2/QĐ"):
        uid = start(store, site)
        step(store, uid, EstimateMove.SEND)
        act(store, uid, estimating.appraise, {}, paper="88/STC", dated=SENT)
        step(store, uid, EstimateMove.APPROVE, paper)
    with store.reading() as session:
        told = {(one.outlet_id, one.amount_vnd, one.source) for one in plan_queries.budgets(session, MONTH)}
        assert [one.amount_vnd for one in plan_queries.budgets(session, "2017-06")] == [9]
        outlet_id = session.exec(select(Outlet.id).where(Outlet.slug == "bptv")).one()
    assert told == {(None, 4_800_000, "1/QĐ; 2/QĐ"), (outlet_id, 4_800_000, "1/QĐ; 2/QĐ")}
