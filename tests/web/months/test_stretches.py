"""Several months proposed together, in the pages: asked for, shown month by month, taken up, undone, refused."""

import pytest

from campaigns.queries import proposals
from campaigns.queries import slots as slot_queries
from campaigns.values.edits import Place
from campaigns.values.proposals import Asked, Stretch, Target
from campaigns.values.words import SlotState, TaskKind
from scheduler.jobs import tasking
from scheduler.jobs.works import WORKS
from scheduler.services import placing, tasks
from tests.builders import MONTH, NOW
from tests.web.months.scene import NOON, SHEET, as_a, post, text

ASK = f"{SHEET}/proposal"
MONTHS = ("2017-04", "2017-05", "2017-06")


@pytest.fixture
def views(sqlite_store, ground, officer):
    """Four spots of the station in each of three months, proposed."""
    asked = Asked(ground.campaign_id, (Target(ground.windows[NOON].outlet_id, 4, "Biên bản"),))
    told = Stretch(tuple((month, asked) for month in MONTHS))
    with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
        tasks.ask(work, TaskKind.PROPOSE, {"month": MONTH, "stretch": told.as_json(), "against": ""})
    assert tasking.run_next(sqlite_store, WORKS, lambda: NOW)
    with sqlite_store.reading() as session:
        (first,) = proposals.of_month(session, MONTH, ground.campaign_id)
        return proposals.of_stretch(session, first.stretch)


def page_of(views, *parts):
    return "/".join((SHEET, "stretches", views[0].stretch, *parts))


def live(store):
    with store.reading() as session:
        return [
            sum(one.state is not SlotState.CANCELLED for one in slot_queries.month_slots(session, month))
            for month in MONTHS
        ]


def test_the_form_asks_up_to_which_month_and_leads_to_the_months(officer, sqlite_store):
    assert "Xếp đến hết tháng" in text(officer.get(ASK))
    answer = post(officer, ASK, **{"spots-0": "5", "through": "2017-06", "budget_vnd": "9.000.000"})
    assert answer.status_code == 303
    assert "Đề xuất tháng 4, 2017 – tháng 6, 2017" in text(officer.get(answer.location))

    assert tasking.run_next(sqlite_store, WORKS, lambda: NOW)
    page = text(officer.get(officer.get(answer.location).location))
    assert "Đủ cả 15 lượt theo chỉ tiêu." in page
    assert "Cả đợt dùng chung 9.000.000 ₫" in page
    assert page.count("Đủ cả 5 lượt theo chỉ tiêu.") == 3


@pytest.mark.parametrize("through", ["2018-03", "2016-12", "tháng sáu", "2017-4"])
def test_a_month_that_cannot_be_its_end_is_told_beside_the_field(officer, through):
    answer = post(officer, ASK, **{"spots-0": "5", "through": through})

    assert answer.status_code == 422
    assert "Chỉ xếp được đến tháng cuối của chiến dịch" in text(answer)
    assert 'value="5"' in answer.get_data(as_text=True)


def test_the_months_are_taken_up_and_taken_back_in_one_go(officer, views, sqlite_store):
    answer = post(officer, page_of(views, "accept"))
    assert answer.status_code == 303
    assert live(sqlite_store) == [4, 4, 4]
    page = officer.get(answer.location).get_data(as_text=True)
    assert "Đã nhận: 12 lượt mới trên bảng." in page
    edits = [part.split('"')[0] for part in page.split('name="edit" value="')[1:]]

    assert post(officer, page_of(views, "accept")).status_code == 409
    assert "Đã trả mọi tháng" in text(officer.get(post(officer, page_of(views, "undo"), edit=edits).location))
    assert live(sqlite_store) == [0, 0, 0]
    again = post(officer, page_of(views, "undo"), edit=edits)
    assert again.status_code == 409
    assert 'role="alert"' in again.get_data(as_text=True)


def test_one_month_that_changed_since_keeps_all_of_them_from_being_taken_back(officer, views, sqlite_store, ground):
    answer = post(officer, page_of(views, "accept"))
    page = officer.get(answer.location).get_data(as_text=True)
    edits = [part.split('"')[0] for part in page.split('name="edit" value="')[1:]]
    with sqlite_store.deciding(actor="officer@so.example", now=NOW) as work:
        slot = slot_queries.month_slots(work.session, "2017-06")[0]
        from campaigns.values.edits import Remove

        placing.edit(work, "2017-06", [Remove(slot.uid, slot.version)], seen=None)

    assert post(officer, page_of(views, "undo"), edit=edits).status_code == 409
    assert live(sqlite_store) == [4, 4, 3]


def test_each_board_shows_its_month_and_leads_to_the_whole(officer, views):
    for view in views:
        page = officer.get(f"/months/{view.month}?proposal={view.uid}").get_data(as_text=True)
        assert page.count('class="mark is-proposed') == 4
        assert page_of(views) in page
        assert page_of(views) in officer.get(f"/months/{view.month}/proposals/{view.uid}").get_data(as_text=True)


def test_what_is_no_stretch_is_not_found_and_who_only_looks_takes_nothing_up(client, officer, views, ground):
    assert officer.get(f"{SHEET}/stretches/none").status_code == 404
    assert officer.get(f"/months/2017-05/stretches/{views[0].stretch}").status_code == 404
    assert officer.get(f"/months/2017-13/stretches/{views[0].stretch}").status_code == 404
    assert post(officer, page_of(views, "undo"), edit=["2017-04.x", "7", "..."]).status_code == 404
    assert Place
    viewer = as_a(client, "viewer")
    assert "Nhận cả đợt" not in text(viewer.get(page_of(views)))
    assert post(viewer, page_of(views, "accept")).status_code == 403
