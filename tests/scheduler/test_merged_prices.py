"""Price lists after a merger: the heir's own where it names the programme, else that of the body it took over."""

from datetime import date, timedelta

import pytest

from campaigns.queries import outlets as outlet_queries
from campaigns.queries import programmes
from campaigns.store import Store
from campaigns.values.edits import Place
from campaigns.values.rates import Vat
from scheduler.living import laws
from scheduler.services import placing, pricing
from tests import builders
from tests.scheduler import month
from tests.scheduler.merged import AFTER, AIRED, DECIDED, ON, OTHER, PROGRAMME, founded, ids, merge, past, slots
from tests.scheduler.test_pricing import adopted

HEAD = ["Khung giờ", "Chương trình", "30 giây", "60 giây"]
THEIRS = [HEAD, ["05h00-06h00", PROGRAMME, "400", "700"], ["17h00-18h00", OTHER, "500", "900"]]
PLANNED, AGREED, LATER = date(2017, 5, 16), date(2017, 5, 17), date(2017, 5, 18)


@pytest.fixture
def site(store: Store) -> builders.Ground:
    return founded(store)


@pytest.fixture
def listed(store: Store, site: builders.Ground) -> builders.Ground:
    """The old one's windows are priced by its list; of what lies ahead one is agreed and two are not."""
    card = adopted(store, THEIRS)
    with store.deciding(actor="officer", now=DECIDED) as work:
        for programme, line in ((PROGRAMME, 2), (OTHER, 3)):
            row, _window = programmes.window_row(work.session, card.outlet_id, site.window(programme))
            pricing.take_price(work, card.outlet_id, row.id or 0, card=card.uid, line=line, on=AIRED,
                               seen_version=row.version)  # fmt: skip
    month.confirmed(store, site, PROGRAMME, date(2017, 5, 4), AGREED, now=DECIDED)
    month.place(store, site, PROGRAMME, date(2017, 5, 5), PLANNED, now=DECIDED)
    month.place(store, site, OTHER, LATER, now=DECIDED)
    return site


def costs(store: Store) -> dict[date, int | None]:
    return {day: row.cost_vnd for day, row in slots(store).items()}


def priced(store: Store, outlet_id: int, programme: str, day: date) -> list[tuple[str, int, int]]:
    """By what lists an outlet's window can be priced on a date: source, whose list, price."""
    with store.reading() as session:
        window = next(one for one in outlet_queries.windows(session, outlet_id=outlet_id) if one.programme == programme)
        return [(one.source, one.card.outlet_id, one.quote.unit.gross) for one in pricing.offers(session, window, day)]


def test_the_heirs_own_list_prices_from_the_day_on_and_the_old_ones_where_it_has_none(
    store: Store, listed: builders.Ground
) -> None:
    old, new = ids(store)
    adopted(store, [HEAD, ["05h00-06h00", PROGRAMME, "600", "1.000"]], slug="tttt", decision="15/QĐ-TTTT",
            vat=Vat.EXEMPT, vat_percent=None)  # fmt: skip
    before, stood = past(store, listed, DECIDED), costs(store)
    assert (stood[PLANNED], stood[AGREED], stood[LATER]) == (770_000, 770_000, 990_000)

    merged = merge(store)

    assert past(store, listed, DECIDED) == past(store, listed, AFTER) == before
    after = costs(store)
    assert after == stood | {PLANNED: 1_000_000}  # what was agreed stays, and so does all before the day
    assert (set(merged.priced.values()), merged.kept, merged.repriced) == (
        {"15/QĐ-TTTT, dòng 2"}, ("207/QĐ-PTTH, dòng 3",), 1,
    )  # fmt: skip
    assert priced(store, new, PROGRAMME, ON) == [("15/QĐ-TTTT, dòng 2", new, 1_000_000)]
    assert priced(store, new, OTHER, ON) == [("207/QĐ-PTTH, dòng 3", old, 990_000)]
    assert priced(store, new, OTHER, ON - timedelta(days=1)) == []  # then it was not the heir's
    assert laws.broken(store) == ()


def test_an_heir_without_a_list_goes_on_by_the_old_ones_decision(store: Store, listed: builders.Ground) -> None:
    old, new = ids(store)
    stood = costs(store)

    merged = merge(store)

    assert costs(store) == stood
    assert (merged.priced, merged.kept) == ({}, ("207/QĐ-PTTH, dòng 2", "207/QĐ-PTTH, dòng 3"))
    assert priced(store, new, PROGRAMME, ON) == [("207/QĐ-PTTH, dòng 2", old, 770_000)]
    day = date(2017, 5, 23)
    with store.reading() as session:
        heir = next(one for one in outlet_queries.windows(session, outlet_id=new) if one.programme == OTHER)
    with store.deciding(actor="officer", now=DECIDED) as work:
        placing.edit(work, "2017-05", [Place(heir.id, day, listed.themes[0])], seen=None)
    assert costs(store)[day] == 990_000


def test_two_lines_of_the_heirs_list_are_a_choice_that_people_make(store: Store, listed: builders.Ground) -> None:
    _old, new = ids(store)
    stood = costs(store)
    rows = [HEAD, ["05h00-06h00", PROGRAMME, "600", "1.000"], ["05h00-09h00", PROGRAMME, "650", "1.100"]]
    adopted(store, rows, slug="tttt", decision="15/QĐ-TTTT", vat=Vat.EXEMPT, vat_percent=None)

    merged = merge(store)

    assert merged.priced == {}
    assert costs(store) == stood
    assert [one[0] for one in priced(store, new, PROGRAMME, ON)] == ["15/QĐ-TTTT, dòng 2", "15/QĐ-TTTT, dòng 3"]
