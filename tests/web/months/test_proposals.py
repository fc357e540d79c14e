"""Proposals in the pages: asking, refusing, taking up, all without script; who may; what was typed stays."""

import re

import pytest

from campaigns.queries import proposals
from campaigns.values.edits import Remove
from campaigns.values.proposals import Asked, Target
from campaigns.values.words import Resolution, SlotState, TaskKind
from scheduler.jobs import tasking
from scheduler.jobs.works import WORKS
from scheduler.services import placing, proposing, tasks
from tests import builders
from tests.builders import MONTH, NOW
from tests.web.months.scene import MORNING, NOON, SHEET, as_a, live, post, put, text, text_of

ASK = f"{SHEET}/proposal"


@pytest.fixture
def proposal(sqlite_store, ground, officer):
    """Six spots of the station, proposed."""
    outlet = ground.windows[NOON].outlet_id
    asked = Asked(ground.campaign_id, (Target(outlet, 6, "Biên bản"),))
    with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
        tasks.ask(work, TaskKind.PROPOSE, {"month": MONTH, "asked": asked.as_json(), "against": ""})
    assert tasking.run_next(sqlite_store, WORKS, lambda: NOW)
    with sqlite_store.reading() as session:
        return proposals.of_month(session, MONTH, ground.campaign_id)[0]


def page_of(proposal, *parts):
    return "/".join((SHEET, "proposals", proposal.uid, *parts))


@pytest.mark.parametrize("typed", ["mười", "-3", "99999"])
def test_a_figure_that_is_none_is_told_beside_its_field_and_stays(officer, typed):
    answer = post(officer, ASK, **{"spots-0": typed, "even_themes": "1", "budget_vnd": "ba triệu"})

    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert f'value="{typed}"' in html
    assert 'value="ba triệu"' in html
    assert "<title>Lỗi:" in html


def test_asking_for_nothing_says_what_is_missing(officer):
    answer = post(officer, ASK, even_themes="1")

    assert answer.status_code == 422
    assert "Chưa có con số nào để xếp" in text(answer)


def test_asking_puts_the_work_in_line_and_leads_to_its_page(officer, sqlite_store):
    answer = post(officer, ASK, **{"spots-0": "5"})

    assert answer.status_code == 303
    assert answer.location.startswith("/tasks/")
    assert "Đề xuất" in text(officer.get(answer.location))
    assert tasking.run_next(sqlite_store, WORKS, lambda: NOW)
    assert "?proposal=" in officer.get(answer.location).location


def test_the_board_shows_the_proposal_over_the_month_and_every_page_keeps_it(officer, proposal):
    html = officer.get(f"{SHEET}?proposal={proposal.uid}").get_data(as_text=True)

    assert html.count('class="mark is-proposed') == 6
    assert "small is-proposed" in html  # the legend
    assert f"proposal={proposal.uid}" in html
    assert "is-proposed" not in officer.get(SHEET).get_data(as_text=True)
    assert "Có 1 đề xuất đang chờ" in text(officer.get(SHEET))


def test_one_place_is_left_out_one_taken_and_then_the_rest(officer, proposal, sqlite_store):
    first, second = (one.ref for one in proposal.placements[:2])

    assert post(officer, page_of(proposal, "refuse"), ref=first).status_code == 303
    assert post(officer, page_of(proposal, "accept"), ref=second).status_code == 303
    assert len(live(sqlite_store)) == 1
    assert post(officer, page_of(proposal, "accept")).status_code == 303
    assert len(live(sqlite_store)) == 5
    assert post(officer, page_of(proposal, "accept")).status_code == 409
    post(officer, page_of(proposal, "refuse"), ref=first, again="1")
    assert post(officer, page_of(proposal, "accept")).status_code == 303
    assert len(live(sqlite_store)) == 6


def test_an_outlets_share_is_taken_alone(officer, proposal, ground, sqlite_store):
    press = ground.windows["Tin ngắn"].outlet_id

    assert post(officer, page_of(proposal, "accept"), outlet=press).status_code == 409
    assert post(officer, page_of(proposal, "accept"), outlet=ground.windows[NOON].outlet_id).status_code == 303
    assert len(live(sqlite_store)) == 6


@pytest.mark.parametrize("ref", ["", "1", "1.2017-04-99.2", "x.2017-04-01.2", "1.2017-04-01", "٣.2017-04-01.1"])
def test_a_place_that_is_none_is_refused_and_nothing_changes(officer, proposal, sqlite_store, ref):
    for do in ("accept", "refuse"):
        assert post(officer, page_of(proposal, do), ref=ref).status_code in {409, 422}
    assert live(sqlite_store) == []


def test_setting_aside_can_be_taken_back(officer, proposal):
    answer = post(officer, page_of(proposal, "drop"))

    assert "Đã bỏ đề xuất" in text(officer.get(answer.location))
    assert "Tháng này chưa có đề xuất nào" in text(officer.get(f"{SHEET}/proposals"))
    again = post(officer, page_of(proposal, "drop"), again="1")
    assert "is-proposed" in officer.get(again.location).get_data(as_text=True)


def test_the_same_with_a_difference_is_laid_beside_the_first(officer, proposal, sqlite_store):
    answer = post(officer, page_of(proposal, "what-if"), do="twice")
    assert tasking.run_next(sqlite_store, WORKS, lambda: NOW)
    beside = officer.get(answer.location).location

    told = text(officer.get(beside))
    assert "Gấp đôi chỉ tiêu" in told
    assert "Đủ cả 12 lượt" in told
    assert "Kinh phí cả tháng chưa có giá chưa có giá" in told  # no price is on record, so no sum is told
    assert post(officer, page_of(proposal, "what-if"), do="nothing").status_code == 404


def test_two_proposals_are_drawn_over_one_board(officer, ground, sqlite_store):
    one, other = builders.proposals(sqlite_store, ground)
    shared, mine, theirs = "2017-04-21", "2017-04-20", "2017-04-22"
    page = officer.get(f"{SHEET}?proposal={one}&beside={other}").get_data(as_text=True)

    assert "1 lượt chỉ có ở đây, 1 lượt chỉ có ở đó" in text_of(page)
    assert page.count("mark small is-proposed") == 1 + 2  # what both have, and the legend
    assert page.count("leaves") == 1 + 1
    assert f"beside={other}" in page  # every page of the month keeps it
    where = f"{SHEET}/cell?window={ground.window('Thời sự trưa')}&proposal={one}&beside={other}&date="
    assert ["Chỉ đề xuất kia có" in text(officer.get(where + day)) for day in (shared, mine, theirs)] == [
        False,
        False,
        True,
    ]
    for nobody in (one, "none"):  # with itself, or with one that is not there, there is nothing to compare
        assert "So với" not in text(officer.get(f"{SHEET}?proposal={one}&beside={nobody}"))


def test_everybody_of_the_office_reads_a_proposal_and_only_planners_decide(officer, proposal, sqlite_store):
    for role in ("viewer", "leader"):
        reader = as_a(officer, role)
        for address in (f"{SHEET}/proposals", page_of(proposal), f"{SHEET}?proposal={proposal.uid}"):
            assert reader.get(address).status_code == 200
        assert reader.get(ASK).status_code == 403
        for do in ("accept", "refuse", "drop", "what-if"):
            assert post(reader, page_of(proposal, do)).status_code == 403
    assert live(sqlite_store) == []


def test_one_that_is_not_there_is_told_so(officer):
    for address in (f"{SHEET}/proposals/none", f"{SHEET}/proposals/none/beside/none"):
        assert officer.get(address).status_code == 404
    assert post(officer, f"{SHEET}/proposals/none/accept").status_code == 404


def test_after_a_miss_the_list_of_warnings_leads_to_laying_out_again(officer, ground, sqlite_store):
    lost = put(sqlite_store, ground)
    kept = put(sqlite_store, ground, MORNING)
    with sqlite_store.deciding(actor="clock", now=NOW) as work:
        row = work.slot(lost.uid, seen_version=None)
        row.state, row.resolution = SlotState.MISSED, Resolution.UNRESOLVED

    html = officer.get(f"{SHEET}/warnings").get_data(as_text=True)
    assert f'href="{ASK}?movable=1"' in html
    form = officer.get(f"{ASK}?movable=1")
    assert "đã đặt 2 lượt, kể cả lượt lỡ" in text(form)
    answer = post(officer, ASK, **{"spots-0": "2", "movable": "1"})
    assert tasking.run_next(sqlite_store, WORKS, lambda: NOW)
    board = officer.get(officer.get(answer.location).location)
    assert "Đủ cả 2 lượt theo chỉ tiêu. 1 thay đổi trên bảng" in text(board)
    with sqlite_store.reading() as session:
        uid = proposals.of_month(session, MONTH, ground.campaign_id)[0].uid
    post(officer, f"{SHEET}/proposals/{uid}/accept")
    assert kept.uid in {one.uid for one in live(sqlite_store)}


def test_every_place_says_why_it_lies_there_and_where_else_it_could(officer, proposal):
    first = proposal.placements[0]

    card = officer.get(f"{SHEET}/cell?window={first.window_id}&date={first.date}&proposal={proposal.uid}")
    assert "Vì sao ở đây" in text(card)
    told = text(officer.get(page_of(proposal, "why") + f"?ref={first.ref}"))
    assert "thiếu thêm 1 lượt chỉ tiêu" in told
    assert "Các chỗ khác gần tốt nhất" in told
    assert officer.get(page_of(proposal, "why") + "?ref=1.2017-04-01.77").status_code == 404
    post(officer, page_of(proposal, "accept"))
    assert officer.get(page_of(proposal, "why") + f"?ref={first.ref}").status_code == 404


def test_binding_figures_that_cannot_be_reached_say_what_clashes_and_lead_back_with_the_figures(officer, sqlite_store):
    answer = post(officer, ASK, **{"spots-0": "900", "must": "1", "even_themes": "1"})
    assert tasking.run_next(sqlite_store, WORKS, lambda: NOW)
    html = officer.get(answer.location).get_data(as_text=True)

    page = text_of(html)
    assert "Những điều không thể cùng giữ" in page
    assert "phải đạt 900 lượt" in page
    assert "Bản tin chiều" in page
    assert "chỉ nhận 1 lượt mỗi lần phát (30 ngày)" in page
    back = re.search(r'href="(/months/[^"]*proposal\?[^"]*)"', html)[1].replace("&amp;", "&")
    form = officer.get(back).get_data(as_text=True)
    assert 'value="900"' in form
    assert re.search(r'name="must" value="1" checked', form)
    english = officer.get(f"{answer.location}?lang=en").get_data(as_text=True)
    assert "What cannot all be kept" in english


@pytest.mark.parametrize("ask", ["x", "1.0.0.", ".", "1.0.0.chín", "9" * 300])
def test_figures_in_the_address_that_are_none_do_no_harm(officer, ask):
    assert officer.get(f"{ASK}?ask={ask}&must=2").status_code == 200


def test_another_place_is_taken_instead_and_the_board_opens_at_it(officer, proposal, sqlite_store):
    first = proposal.placements[0]
    page = page_of(proposal, "why") + f"?ref={first.ref}"
    html = officer.get(page).get_data(as_text=True)
    other = re.search(r'name="to" value="([^"]+)"', html)[1]
    assert "Lấy chỗ này thay" not in text(as_a(officer, "leader").get(page))

    answer = post(officer, page_of(proposal, "exchange"), ref=first.ref, to=other)

    window, day, _theme = other.split(".")
    assert answer.status_code == 303
    assert answer.location == f"{SHEET}?proposal={proposal.uid}#c{window}-{day[-2:]}"
    assert officer.get(answer.location).get_data(as_text=True).count('class="mark is-proposed') == 6
    assert live(sqlite_store) == []
    assert post(as_a(officer, "leader"), page_of(proposal, "exchange"), ref=other, to=first.ref).status_code == 403


@pytest.mark.parametrize("to", ["", "x", "9.2017-04-30.1", "1.2017-05-01.1", "99.2017-04-20.1", "1.0001-01-01.1"])
def test_a_place_that_no_rule_allows_is_politely_refused(officer, proposal, to):
    answer = post(officer, page_of(proposal, "exchange"), ref=proposal.placements[0].ref, to=to)

    assert answer.status_code in {409, 422}
    assert post(officer, page_of(proposal, "exchange"), to=proposal.placements[0].ref).status_code == 409


def run_by_form(officer, store, ground, **asked):
    """The newest proposal's page, of one that was asked for in the form."""
    post(officer, ASK, **asked)
    assert tasking.run_next(store, WORKS, lambda: NOW)
    with store.reading() as session:
        return page_of(proposals.of_month(session, MONTH, ground.campaign_id)[0])


def test_a_figure_that_a_person_typed_is_kept_as_the_agreed_one_with_its_source(officer, ground, sqlite_store):
    outlet = ground.windows[NOON].outlet_id
    page = run_by_form(officer, sqlite_store, ground, **{"spots-0": "6"})
    html = officer.get(page).get_data(as_text=True)
    assert "BPTV: 6 lượt" in html
    assert "Giữ làm chỉ tiêu" not in officer_sees(as_a(officer, "leader"), page)
    form = re.search(r'href="(/plans/[^"]*)"[^>]*>Giữ làm chỉ tiêu', html)[1].replace("&amp;", "&")
    assert 'value="6"' in officer.get(form).get_data(as_text=True)
    typed = {"outlet": str(outlet), "month": MONTH, "spots": "6"}
    assert post(officer, form, source="", **typed).status_code == 422  # no figure without its source

    assert post(officer, form, source="Biên bản 03/03/2017", **typed).status_code == 303

    assert "Giữ làm chỉ tiêu" not in officer_sees(officer, page)
    again = run_by_form(officer, sqlite_store, ground, **{"spots-0": "6"})
    assert "Giữ làm chỉ tiêu" not in officer_sees(officer, again)  # the record's own figure
    other = run_by_form(officer, sqlite_store, ground, **{"spots-0": "7"})
    assert "BPTV: 7 lượt" in officer_sees(officer, other)


def officer_sees(client, page):
    return text(client.get(page))


def test_what_several_reliefs_bring_together_is_said_not_to_be_their_sum(officer, proposal, ground, sqlite_store):
    said = "không hẳn được bằng tổng"
    assert said not in officer_sees(officer, page_of(proposal))
    lean, rich = ([{"rule": f"capacity:w{n}", "kind": "capacity", "name": NOON, "limit": 1,
                    "relaxation": {"rule": f"capacity:w{n}", "by": 1, "gains": 2}} for n in range(count)]
                  for count in (1, 2))  # fmt: skip
    for reasons, told in ((lean, False), (rich, True)):
        found = dict(proposal.found) | {"unmet": [{"target": 0, "missing": 3, "reason": reasons}]}
        with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
            kept = proposing.record(work, MONTH, proposal.asked, proposal.placements, found)
        assert (said in officer_sees(officer, page_of(kept))) == told


def test_after_taking_all_up_the_board_tells_which_cells_changed_and_no_longer_once_others_changed_them(
    officer, proposal, ground, sqlite_store
):
    answer = post(officer, page_of(proposal, "accept"))
    html = officer.get(answer.location).get_data(as_text=True)

    cells = {f"c{one.window_id}-{one.date.day:02d}" for one in proposal.placements}
    assert set(re.findall(r'<td class="cell fresh" id="([^"]+)" title="Vừa đổi"', html)) == cells
    assert html.count(", vừa đổi</span>") == len(cells)
    assert "fresh" not in officer.get(SHEET).get_data(as_text=True)
    for other in ("0", "999999", "x", "9" * 30):
        assert "cell fresh" not in officer.get(f"{SHEET}?edit={other}").get_data(as_text=True)
    slot = live(sqlite_store)[0]
    with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
        placing.edit(work, MONTH, [Remove(slot.uid, slot.version)], seen=None)
    assert officer.get(answer.location).get_data(as_text=True).count("cell fresh") == len(cells) - 1
