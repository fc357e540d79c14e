"""What a card's line comes to: laws of the rules, then lines of price lists that stations have published."""

from datetime import date
from fractions import Fraction
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns import rates
from campaigns.errors import Refused
from campaigns.rates import covers, keeping
from campaigns.values.rates import (
    Bands,
    Composed,
    Demand,
    Discount,
    Flat,
    Measure,
    MoneyUnit,
    Prorated,
    RateCardView,
    RateLine,
    Service,
    Taxed,
    Vat,
)

money = st.integers(0, 5_000_000).map(Fraction)
percents = st.fractions(0, 30, max_denominator=4)
sizes = st.integers(1, 400).map(Fraction)


def card(
    unit: MoneyUnit = MoneyUnit.DONG, vat: Vat = Vat.EXEMPT, percent: int | Fraction | None = None,
    discounts: tuple[Discount, ...] = (),
) -> RateCardView:  # fmt: skip
    return RateCardView("c", 1, "12/QĐ-PTTH", date(2016, 12, 20), date(2017, 1, 1), None, unit, vat,
                    None if percent is None else Fraction(percent), (), discounts)  # fmt: skip


def line(rule, measure=Measure.SECOND, service=Service.AIRTIME) -> RateLine:
    return RateLine(1, service, "Trong các chương trình giải trí", measure, rule)


def vnd(rule, units, measure=Measure.SECOND, on: RateCardView | None = None) -> int:
    return rates.price(on or card(), line(rule, measure), Demand(Fraction(units))).stated_vnd


@st.composite
def rules(draw):
    rising = sorted(draw(st.sets(st.integers(1, 120), min_size=1, max_size=5)))
    prices = sorted(draw(st.lists(money, min_size=len(rising), max_size=len(rising))))
    pairs = tuple(zip(rising, prices, strict=True))
    return draw(st.one_of(
        st.builds(Flat, money),
        st.builds(Prorated, money, sizes, sizes, st.sampled_from([Fraction(0), Fraction(1), Fraction(5)])),
        st.builds(Bands, st.just(tuple((Fraction(up_to), price) for up_to, price in pairs)), money),
        st.builds(Composed, st.just(pairs)),
    ))  # fmt: skip


@given(rules(), sizes, sizes)
def test_more_never_costs_less(rule, one, other):
    less, more = sorted((one, other))

    assert 0 <= vnd(rule, less) <= vnd(rule, more)


@given(
    st.dictionaries(st.integers(1, 12), money, min_size=1, max_size=4).map(lambda one: sorted(one.items())),
    st.integers(1, 24),
)
def test_a_composition_is_the_cheapest_that_holds_the_length(parts, units):
    taken = covers.cheapest(units, parts)

    prices = dict(parts)
    every = (
        pick for count in range(1, units // parts[0][0] + 2) for pick in combinations_with_replacement(prices, count)
    )
    best = min((sum(prices[one] for one in pick), sum(pick), len(pick)) for pick in every if sum(pick) >= units)
    assert (sum(prices[one] for one in taken), sum(taken), len(taken)) == best


@given(money, sizes, sizes)
def test_proration_is_exact_to_the_half_dong(price, per, units):
    assert abs(vnd(Prorated(price, per), units) - price * units / per) <= Fraction(1, 2)


@given(st.integers(0, 10**12), percents)
def test_tax_added_can_be_taken_off_again(net, percent):
    gross = rates.taxed(card(vat=Vat.EXCLUDED, percent=percent), net).gross

    assert rates.taxed(card(vat=Vat.INCLUDED, percent=percent), gross).net == net


@given(rules(), sizes, st.integers(1, 60), st.sampled_from(Vat), percents, st.sampled_from(MoneyUnit))
def test_parts_come_to_the_whole(rule, units, count, vat, percent, unit):
    on = card(unit, vat, percent)
    quote = rates.price(on, line(rule), Demand(units, count))

    assert quote.whole == Taxed(quote.unit.gross * count, quote.unit.net * count, quote.unit.vat * count)
    assert quote.whole.net + quote.whole.vat == quote.whole.gross >= 0
    bill = rates.bill(on, [quote, quote])
    assert bill.whole.net + bill.whole.vat == bill.whole.gross
    assert bill.places_vnd == 2 * quote.stated_vnd * count


@given(rules(), st.sampled_from(Service), st.sets(st.integers(0, 6)))
def test_a_line_reads_back_as_it_was_kept(rule, service, weekdays):
    kept = RateLine(7, service, "Sau thời sự", Measure.SECOND, rule, "BPTV1", 360, 480, frozenset(weekdays))

    assert keeping.line_of_json(keeping.line_as_json(kept)) == kept


def test_what_is_shorter_is_charged_as_the_least_length_or_the_next_step():
    assert vnd(Prorated(Fraction(60_000), Fraction(60), least=Fraction(15)), 8) == 15_000
    assert vnd(Prorated(Fraction(60_000), Fraction(60), step=Fraction(5)), 31) == 35_000


def test_production_has_no_share_in_the_discount_on_places():
    on = card(discounts=(Discount(1_000_000, Fraction(10)),))
    places = rates.price(on, line(Flat(Fraction(2_000_000))), Demand(Fraction(1)))
    film = rates.price(on, line(Flat(Fraction(5_000_000)), Measure.ITEM, Service.PRODUCTION), Demand(Fraction(1)))
    bill = rates.bill(on, [places, film])

    assert (bill.places_vnd, bill.discount_vnd, bill.production_vnd) == (2_000_000, 200_000, 5_000_000)
    assert bill.whole.gross == 6_800_000


@pytest.mark.parametrize(("units", "count"), [(0, 1), (-5, 1), (30, 0)])
def test_nothing_has_no_price(units, count):
    with pytest.raises(Refused, match=r"rate\.no_size"):
        rates.price(card(), line(Flat(Fraction(1))), Demand(Fraction(units), count))


def test_beyond_the_last_band_nothing_is_sold_unless_the_card_says_at_what_price():
    with pytest.raises(Refused, match=r"rate\.beyond_bands"):
        vnd(Bands(((Fraction(30), Fraction(1)),)), 31)
    with pytest.raises(Refused, match=r"rate\.too_long"):
        vnd(Composed(((30, Fraction(1)),)), 3_601)


# Cần Thơ radio, price list of 2017: 60″ in entertainment programmes 2,000,000, shorter spots in proportion, before
# 10 % tax; small notices of up to 120 words 200,000, each further word 2,000; orders of 100 to under 500 million
# less 15 %.
CAN_THO = card(vat=Vat.EXCLUDED, percent=10, discounts=(Discount(0, Fraction(10)), Discount(100_000_000, Fraction(15)),
               Discount(500_000_000, Fraction(20))))  # fmt: skip


def test_45_seconds_of_2_000_000_a_minute():
    quote = rates.price(CAN_THO, line(Prorated(Fraction(2_000_000), Fraction(60))), Demand(Fraction(45)))

    assert quote.unit == Taxed(gross=1_650_000, net=1_500_000, vat=150_000)
    assert [step.code for step in quote.steps] == ["prorated", "vat_added"]


def test_130_words_are_the_first_120_and_ten_more():
    rule = Bands(((Fraction(120), Fraction(200_000)),), over=Fraction(2_000))
    quote = rates.price(CAN_THO, line(rule, Measure.WORD, Service.ARTICLE), Demand(Fraction(130)))

    assert quote.stated_vnd == 200_000 + 10 * 2_000
    assert quote.steps[0].facts | {"measure": None} == {
        "up_to": 120, "price": 200_000, "extra": 10, "each": 2_000, "measure": None,
    }  # fmt: skip


def test_120_million_less_15_percent():
    quote = rates.price(CAN_THO, line(Flat(Fraction(2_000_000))), Demand(Fraction(60), 60))
    bill = rates.bill(CAN_THO, [quote])

    assert (bill.places_vnd, bill.discount_vnd) == (120_000_000, 18_000_000)
    assert bill.whole == Taxed(gross=112_200_000, net=102_000_000, vat=10_200_000)


# Thái Nguyên television, price list of 2017, in thousand đồng: 5:30 to 6:00, 10, 15, 20 and 30 seconds at 500, 600,
# 750 and 1,000.
THAI_NGUYEN = card(MoneyUnit.THOUSAND)
LENGTHS = ((10, Fraction(500)), (15, Fraction(600)), (20, Fraction(750)), (30, Fraction(1_000)))


def test_8_seconds_are_charged_as_10():
    for rule in (Composed(LENGTHS), Bands(tuple((Fraction(length), price) for length, price in LENGTHS))):
        quote = rates.price(THAI_NGUYEN, line(rule), Demand(Fraction(8)))

        assert quote.stated_vnd == 500_000
        assert quote.steps[0].code in {"charged_as", "band"}


def test_45_seconds_are_30_and_15():
    quote = rates.price(THAI_NGUYEN, line(Composed(LENGTHS)), Demand(Fraction(45)))

    assert quote.stated_vnd == 1_600_000
    assert quote.steps[0].facts["parts"] == [(30, 1_000), (15, 600)]


def test_each_second_beyond_the_longest_at_its_price_a_second():
    # Bắc Giang television, 2020: 30 seconds at 4,000,000 beside the morning news; beyond, each second its share.
    rule = Bands(((Fraction(30), Fraction(4_000_000)),), over=Fraction(4_000_000, 30))

    assert vnd(rule, 34) == 4_533_333  # 4,000,000 and 4 × 133,333 1/3, rounded once


def test_half_a_page_is_half_the_price_of_a_page():
    assert vnd(Prorated(Fraction(9_000_001), Fraction(1)), Fraction(1, 2), Measure.PAGE) == 4_500_001
