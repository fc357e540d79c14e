"""The board as one value: each slot in one cell, the filters' own share, totals of the whole campaign."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from campaigns.queries.plans import CampaignView, ThemeView
from campaigns.values.board import ShownState, Sum
from campaigns.values.slots import BudgetView, QuotaView
from campaigns.values.words import ChannelKind, SlotState
from scheduler import board, grid
from scheduler.board import Facts, Wish
from tests.strategies import DATES, DAYS, MONTH, NOW, Laid, months, outlet, slot, window

THURSDAY = date(2017, 4, 20)


def campaign(number: int = 1, slug: str = "ke-hoach") -> CampaignView:
    return CampaignView(
        number, slug, f"Kế hoạch {number}", number, "36", "KH-UBND", "UBND", None, "", 2017, date(2017, 1, 1),
        date(2018, 1, 1), sample=False,
    )  # fmt: skip


THEMES = tuple(
    ThemeView(n, 1, "ABCDE"[n - 1], f"Chủ đề {n}", "", sensitive=False, order=n - 1) for n in range(1, 6)
)  # fmt: skip


def facts(laid: Laid, **told) -> Facts:
    usual = {
        "month": MONTH, "now": NOW, "windows": laid.windows, "outlets": laid.outlets, "slots": laid.slots,
        "days": DAYS, "running": (campaign(), campaign(2, "khac")), "themes": THEMES, "quotas": laid.quotas,
        "budgets": laid.budgets,
    }  # fmt: skip
    return Facts(**(usual | told))


wishes = st.builds(
    Wish, campaign=st.sampled_from([None, "ke-hoach", "khac"]), outlet=st.sampled_from([None, "dai-1"]),
    theme=st.sampled_from([None, "A", "B"]), state=st.sampled_from([None, *ShownState]),
)  # fmt: skip


@given(months())
def test_each_of_the_campaigns_slots_is_in_exactly_one_cell_of_its_window_and_date(laid):
    laid_out = board.lay_out(facts(laid), Wish())

    found = Counter(chip.slot.uid for cell in laid_out.cells() for chip in cell.chips)
    mine = [one for one in laid.slots if one.campaign_id == 1 and one.state is not SlotState.CANCELLED]
    assert found == Counter(one.uid for one in mine)
    for cell in laid_out.cells():
        assert {(chip.slot.window_id, chip.slot.date) for chip in cell.chips} <= {(cell.window_id, cell.date)}


@given(months(), wishes)
def test_what_is_not_shown_of_a_cell_is_counted_as_hidden(laid, wish):
    laid_out = board.lay_out(facts(laid), wish)

    for cell in laid_out.cells():
        held = [one for one in laid.slots if (one.window_id, one.date) == (cell.window_id, cell.date)]
        live = sum(one.state not in grid.HOLDS_NO_PLACE for one in held)
        shown = sum(chip.slot.state not in grid.HOLDS_NO_PLACE for chip in cell.chips)
        assert shown + cell.hidden == live


@given(months(), wishes)
def test_filters_change_no_total_of_the_campaign(laid, wish):
    narrowed = board.lay_out(facts(laid), wish)
    plain = board.lay_out(facts(laid), Wish(campaign=wish.campaign))

    assert (narrowed.whole, narrowed.per_day, narrowed.budget_vnd) == (plain.whole, plain.per_day, plain.budget_vnd)


@given(months())
def test_every_row_has_every_date_and_groups_do_not_split(laid):
    laid_out = board.lay_out(facts(laid), Wish())

    for group in laid_out.groups:
        for row in group.rows:
            assert [cell.date for cell in row.cells] == list(DATES)
    keys = [group.key for group in laid_out.groups]
    assert len(keys) == len(set(keys))


@given(months())
def test_a_cells_findings_are_those_of_the_list_and_another_campaigns_are_not_told(laid):
    laid_out = board.lay_out(facts(laid), Wish())

    placed = [one for cell in laid_out.cells() for one in cell.findings]
    listed = [one for one in laid_out.findings if one.window_id is not None and one.date is not None]
    assert Counter(map(id, placed)) == Counter(map(id, listed))
    others = {one.uid for one in laid.slots if one.campaign_id != 1}
    assert not any(one.uids and set(one.uids) <= others for one in laid_out.findings)


def test_only_the_slot_beyond_capacity_clashes():
    noon = window(price_vnd=1)
    first, second = slot(noon, THURSDAY, 1, place=0), slot(noon, THURSDAY, 4, place=1)

    laid_out = board.lay_out(facts(Laid((noon,), (first, second))), Wish())

    (cell,) = [cell for cell in laid_out.cells() if cell.chips]
    assert [(chip.slot.theme_letter, chip.clash) for chip in cell.chips] == [("A", False), ("D", True)]


def test_another_campaigns_figures_say_nothing_of_this_one():
    noon = window(price_vnd=5)
    laid = Laid((noon,), (slot(noon, THURSDAY, campaign_id=2),))
    quotas = (QuotaView(1, 2, 1, 1, None, None, 0, "Biên bản"),)
    budgets = (BudgetView(2, None, None, 1, "Biên bản"),)

    first = board.lay_out(facts(laid, quotas=quotas, budgets=budgets), Wish(campaign="ke-hoach"))
    other = board.lay_out(facts(laid, quotas=quotas, budgets=budgets), Wish(campaign="khac"))

    assert (first.findings, first.budget_vnd, first.row(1).total) == ((), None, Sum())
    assert {one.code for one in other.findings} == {"quota.above", "budget.over"}


def test_an_outlets_pages_stand_together_and_its_channels_apart():
    tv, radio = window(1), window(2, channel_id=11, channel_kind=ChannelKind.RADIO)
    page, web = (
        window(3, 2, channel_kind=ChannelKind.PRINT, start_minute=None, length_s=0, page="Tr. 2"),
        window(4, 2, channel_id=21, channel_kind=ChannelKind.ONLINE_NEWS, start_minute=None, length_s=0),
    )

    laid_out = board.lay_out(facts(Laid((tv, page, radio, web), ())), Wish())

    keys = [(group.key, [row.window.id for row in group.rows]) for group in laid_out.groups]
    assert keys == [("c10", [1]), ("o2", [3, 4]), ("c11", [2])]


def test_without_a_campaign_the_month_is_empty_and_says_nothing():
    noon = window()
    laid_out = board.lay_out(facts(Laid((noon,), (slot(noon, THURSDAY),)), running=()), Wish())

    assert (laid_out.campaign, laid_out.findings, laid_out.whole.spots) == (None, (), 0)
    assert laid_out.outlets == (outlet(1), outlet(2, daily_limit_spots=2))
