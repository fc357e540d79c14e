"""The finder of places for make-goods: beside brute force on random months, and an example of each preference."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.times import ZONE
from campaigns.values.words import RuleLevel
from scheduler import conflicts
from scheduler.conflicts import For, Owing
from tests.strategies import DATES, DAYS, NOW, Laid, months, slot, window

WHERE = window(1)


def found(laid: Laid, owing: Owing):
    ground = conflicts.lay(laid.slots, windows=laid.windows, days=DAYS, now=NOW, zone=ZONE, levels=None)
    return conflicts.places(ground, owing, DATES)


def judged(laid: Laid, where, day, theme):
    """What the rules of the board say of one more slot there."""
    return conflicts.placing(
        where, day, theme, slots=laid.slots, windows=laid.windows, days=DAYS, now=NOW, zone=ZONE, levels=None
    )


def best(laid: Laid, owing: Owing):
    """Every cell of the month tried in turn, the order of preference spelled out once more; None: no cell takes it."""
    tried = []
    for where in laid.windows:
        if where.outlet_id != owing.window.outlet_id or where.is_press != owing.window.is_press:
            continue
        for day in DATES:
            findings = judged(laid, where, day, owing.theme_id)
            if any(one.level is RuleLevel.BLOCK for one in findings):
                continue
            length, start = where.length_s or 1, where.start_minute or 0
            shortfall = max(0, owing.units - length)
            cheaper = where.price_vnd is not None and owing.price_vnd is not None and where.price_vnd < owing.price_vnd
            tried.append((
                shortfall, len(findings) > 0, cheaper, where.programme_id != owing.window.programme_id,
                where.channel_id != owing.window.channel_id, max(0, length - owing.units), day,
                abs(start - (owing.start_minute or 0)), where.order, where.id,
            ))  # fmt: skip
    return min(tried, default=None)


@st.composite
def cases(draw) -> tuple[Laid, Owing]:
    laid = draw(months())
    where = draw(st.sampled_from(laid.windows))
    units = 1 if where.is_press else draw(st.integers(1, 700))
    price = draw(st.sampled_from([None, 0, 350_000, 600_000]))
    return laid, Owing(where, draw(st.integers(1, 3)), where.start_minute, units, price)


@given(cases())
@settings(max_examples=200)
def test_the_first_suggestion_is_the_best_of_all_cells_and_none_breaks_a_rule(case):
    laid, owing = case
    places = found(laid, owing)

    expected = best(laid, owing)
    assert (places[0].window.id, places[0].date) == (expected[-1], expected[6]) if places else expected is None
    assert len({(one.window.id, one.date) for one in places}) == len(places)
    for one in places[:20]:
        assert not any(why.level is RuleLevel.BLOCK for why in judged(laid, one.window, one.date, owing.theme_id))
        assert one.brings == min(owing.units, one.window.length_s or 1)


def owing(units: int = 45, price: int | None = None) -> Owing:
    return Owing(WHERE, 1, WHERE.start_minute, units, price)


def first(*windows, slots=(), owed: Owing | None = None):
    return found(Laid(windows, tuple(slots)), owed or owing())[0]


def test_the_same_programme_comes_first_and_says_so():
    place = first(WHERE, window(2, start_minute=600))

    assert (place.window.id, place.date) == (1, date(2017, 4, 12))
    assert {For.ALL, For.CLEAR, For.SAME_PROGRAMME, For.SAME_CHANNEL, For.SAME_LENGTH} <= place.speaks


def test_all_that_is_owed_comes_before_the_same_programme():
    longer = window(2, length_s=90)

    assert first(WHERE, longer, owed=owing(60)).window.id == 2


def test_a_place_that_warns_comes_after_one_that_does_not():
    busy = [slot(WHERE, day, 1) for day in DATES]
    other = window(2, start_minute=900, outlet_id=1)

    place = first(replace(WHERE, capacity_spots=2), other, slots=busy[:-2])
    assert place.date == DATES[-2]  # every other day of either window has the same theme already
    assert For.CLEAR in place.speaks


def test_the_outlet_gives_no_cheaper_place_than_it_took_while_there_is_one():
    cheap, dear = window(1, price_vnd=100_000), window(2, price_vnd=300_000, start_minute=600)

    place = first(cheap, dear, owed=replace(owing(price=300_000), window=cheap))
    assert (place.window.id, For.NO_CHEAPER in place.speaks) == (2, True)


def test_a_full_month_has_no_place():
    full = [slot(WHERE, day, 2) for day in DATES]

    assert found(Laid((WHERE,), tuple(full)), owing()) == []
