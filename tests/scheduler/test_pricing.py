"""Price lists from the file to a window's price: nothing counts before it is answered, what was agreed stays."""

from datetime import date
from fractions import Fraction

import pytest
from sqlmodel import select

from campaigns.errors import NotFound, Refused, Stale
from campaigns.models import History, RateCard
from campaigns.queries import cards as queries
from campaigns.queries import programmes
from campaigns.rates.making import Unlisted
from campaigns.services import cards as services
from campaigns.services.cards import Said
from campaigns.store import Store
from campaigns.values.rates import CardState, Discount, MoneyUnit, Vat
from scheduler.services import pricing
from tests import builders
from tests.campaigns.test_rate_lists import as_csv
from tests.conftest import NOW
from tests.scheduler import month

NOON = "Thời sự trưa"
LIST = [
    ["Khung giờ", "Chương trình", "15 giây", "30 giây"],
    ["11h00-13h00", "Thời sự trưa", "500", "1.000"],
    ["18h00-20h00", "Thời sự tối", "1.500", "3.0000"],
]
ON = date(2017, 4, 1)


@pytest.fixture
def site(store: Store):
    return builders.ground(store)


def said(**changed) -> Said:
    told = {
        "answers": {}, "several": Unlisted.COMPOSED, "single": None, "unit": MoneyUnit.THOUSAND, "vat": Vat.EXCLUDED,
        "vat_percent": Fraction(10), "discounts": (Discount(100_000_000, Fraction(15)),), "decision": "207/QĐ-PTTH",
        "issued_on": date(2016, 12, 14), "source": "Đài gửi ngày 20/12/2016", "valid_from": date(2017, 1, 1),
        "valid_until": None,
    }  # fmt: skip
    return Said(**told | changed)


def hand_in(store: Store, rows=LIST, slug="bptv") -> RateCard:
    with store.deciding(actor="officer", now=NOW) as work:
        return kept(work, services.receive(work, slug, as_csv(rows), "bang-gia.csv"))


def kept(work, row):
    work.session.flush()
    work.session.refresh(row)
    work.session.expunge(row)
    return row


def adopted(store: Store, rows=LIST, replaces="", slug="bptv", **changed) -> RateCard:
    card = hand_in(store, rows, slug)
    with store.deciding(actor="officer", now=NOW) as work:
        row = services.say(work, card.outlet_id, card.uid, said(**changed), seen_version=card.version)
        return kept(work, services.adopt(work, card.outlet_id, card.uid, replaces=replaces, seen_version=row.version))


def test_nothing_is_adopted_before_every_doubt_is_answered(store: Store, site):
    card = hand_in(store)
    assert (card.state, card.unit, card.vat) == (CardState.DRAFT, None, None)
    with pytest.raises(Refused, match=r"rates\.unanswered"):
        adopted(store)

    whole = adopted(store, answers={"3-3": "3000"})

    with store.reading() as session:
        (view,) = queries.in_force(session, whole.outlet_id, ON)
        assert [line.number for line in view.lines] == [2, 3]
        assert view.discounts == (Discount(100_000_000, Fraction(15)),)
        assert (view.vat_percent, view.decision) == (10, "207/QĐ-PTTH")
        whats = session.exec(select(History.what).where(History.subject_id == whole.uid).order_by(History.seq)).all()
        assert whats == ["received", "answered", "adopted"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"unit": None}, "rates.unclear"),
        ({"vat": None, "vat_percent": None}, "rates.unclear"),
        ({"several": None}, "rates.unclear"),
        ({"vat_percent": None}, "rates.tax_rate"),
        ({"decision": ""}, "rates.no_decision"),
        ({"source": ""}, "rates.no_decision"),
        ({"valid_from": None}, "rates.no_decision"),
        ({"valid_until": date(2016, 1, 1)}, "rates.validity"),
        ({"answers": {"3-3": "3.000"}}, "rates.answer"),
    ],
)
def test_what_is_not_said_is_not_guessed(store: Store, site, changed, code):
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        adopted(store, **{"answers": {"3-3": "3000"}} | changed)


def test_a_list_follows_another_and_what_was_priced_keeps_its_price(store: Store, site):
    first = adopted(store, answers={"3-3": "3000"})
    window_id = site.window(NOON)
    (uid,) = month.place(store, site, NOON, date(2017, 4, 12))
    with store.deciding(actor="officer", now=NOW) as work:
        row, window = programmes.window_row(work.session, first.outlet_id, window_id)
        offers = pricing.offers(work.session, window, ON)
        assert [(one.source, one.quote.stated_vnd, one.quote.unit.gross) for one in offers] == [
            ("207/QĐ-PTTH, dòng 2", 1_500_000, 1_650_000)
        ]
        pricing.take_price(work, first.outlet_id, window_id, card=first.uid, line=2, on=ON, seen_version=row.version)
    (later,) = month.place(store, site, NOON, date(2017, 4, 13))
    assert (month.slot(store, uid).cost_vnd, month.slot(store, later).cost_vnd) == (None, 1_650_000)

    dearer = [LIST[0], [*LIST[1][:2], "600", "1.200"]]
    second = adopted(store, dearer, replaces=first.uid, decision="9/QĐ-PTTH", valid_from=date(2017, 5, 1))

    with store.reading() as session:
        assert [one.uid for one in queries.in_force(session, first.outlet_id, date(2017, 4, 30))] == [first.uid]
        assert [one.uid for one in queries.in_force(session, first.outlet_id, date(2017, 5, 1))] == [second.uid]
    assert month.slot(store, later).cost_vnd == 1_650_000
    with pytest.raises(Refused, match=r"rates\.not_offered"), store.deciding(actor="officer", now=NOW) as work:
        pricing.take_price(work, first.outlet_id, window_id, card=second.uid, line=2, on=ON, seen_version=2)
    with pytest.raises(Refused, match=r"rates\.replaces_later"):
        adopted(store, dearer, replaces=second.uid, decision="10/QĐ-PTTH", valid_from=date(2017, 5, 1))


def test_what_is_in_force_is_not_edited_and_the_second_editor_is_told(store: Store, site):
    card = hand_in(store)
    with store.deciding(actor="officer", now=NOW) as work:
        services.say(work, card.outlet_id, card.uid, said(answers={"3-3": "skip"}), seen_version=card.version)
    with pytest.raises(Stale), store.deciding(actor="other", now=NOW) as work:
        services.say(work, card.outlet_id, card.uid, said(), seen_version=card.version)
    with store.deciding(actor="officer", now=NOW) as work:
        services.adopt(work, card.outlet_id, card.uid, replaces="", seen_version=card.version + 1)
    with pytest.raises(Refused, match=r"rates\.settled"), store.deciding(actor="officer", now=NOW) as work:
        services.say(work, card.outlet_id, card.uid, said(), seen_version=card.version + 2)
    with pytest.raises(NotFound), store.deciding(actor="officer", now=NOW) as work:
        services.discard(work, card.outlet_id + 1, card.uid, seen_version=1)
