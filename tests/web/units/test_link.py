"""A unit reports by its link, without an account: drafts, hand-ins, what is wrong, what came back."""

import html
import re
from datetime import date
from typing import Any

import pytest

from campaigns.queries import units as queries
from campaigns.services import unit_links, unit_reports
from campaigns.values.units import MOST, Figure, ReportState, Standing, Texts
from tests.web.units.scene import Scene, at, hand_in
from web.figure_forms import FIELDS

JUNE_1 = date(2017, 6, 1)


@pytest.fixture(autouse=True)
def early_june(present) -> None:
    present.at = at(JUNE_1)


def shown(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return html.unescape(answer.get_data(as_text=True))


def send(client: Any, site: Scene, unit_id: int, act: str = "send", version: int = 0, **told: Any) -> Any:
    data = {"version": version, "act": act, **told}
    return client.post(site.page(unit_id, site.june), data=data)


def kept(store, site: Scene, unit_id: int) -> Any:
    with store.reading() as session:
        return queries.report(session, unit_id, site.june.deadline_id)


def test_the_page_says_until_when_and_shows_the_figures_of_last_time(client, site, sqlite_store, present):
    hand_in(sqlite_store, site.health, site.june, JUNE_1, {Figure.LEAFLETS: 1_200, Figure.PANOS: 4})
    present.at = at(date(2017, 12, 1))

    page = shown(client, site.page(site.health))

    assert "Sở Y tế" in page
    assert "Hạn gửi: trước ngày 15/12/2017" in page
    assert "14/12/2017" in page
    assert "Còn 13 ngày." in page
    assert "Kỳ trước: 1.200" in page
    assert "Kỳ trước: 4" in page


def test_a_draft_is_kept_and_handed_in_later(client, site, sqlite_store):
    answer = send(client, site, site.health, "save", pano_pieces="7", difficulties="Thiếu kinh phí")
    assert answer.status_code == 303
    assert kept(sqlite_store, site, site.health).state is ReportState.DRAFT

    page = shown(client, site.page(site.health))
    assert 'value="7"' in page
    assert "Thiếu kinh phí" in page

    answer = send(client, site, site.health, version=1, pano_pieces="1.200", leaflet_sheets="0")
    assert answer.status_code == 303
    report = kept(sqlite_store, site, site.health)
    assert report.state is ReportState.SUBMITTED
    assert report.last.figures == {Figure.PANOS: 1_200, Figure.LEAFLETS: 0}
    assert report.last.submitted_by == "Chị Lan"
    page = shown(client, answer.location)
    assert "Đã gửi báo cáo" in page
    assert "đúng hạn" in page
    assert "1.200" in page


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("pano_pieces", "-1"), ("pano_pieces", "ba"), ("pano_pieces", "1,5"), ("pano_pieces", "9" * 40),
        ("pano_pieces", str(MOST + 1)), ("pano_pieces", "٣"), ("difficulties", "x" * 10_001), ("version", "x"),
        ("version", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("act", ["save", "send"])
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, site, sqlite_store, field, typed, act):
    answer = send(
        client, site, site.health, act, **{"poster_pieces": "12", "proposals": "Xin thêm tài liệu", field: typed}
    )

    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert 'value="12"' in page
    assert "Xin thêm tài liệu" in page
    assert kept(sqlite_store, site, site.health) is None


def test_every_field_may_hold_anything_a_client_can_send(client, site):
    for typed in ("\x00", "<script>", "0" * 400, "１２"):
        told = dict.fromkeys([*FIELDS.values(), "difficulties", "act", "version"], typed)
        assert client.post(site.page(site.health, site.june), data=told).status_code in {303, 422}


def test_an_empty_report_is_no_report(client, site, sqlite_store):
    answer = send(client, site, site.health)
    assert answer.status_code == 422
    assert "ít nhất một số liệu" in answer.get_data(as_text=True)
    assert kept(sqlite_store, site, site.health) is None


def test_the_second_of_two_is_shown_both_versions(client, site, sqlite_store):
    send(client, site, site.health, "save", pano_pieces="7")

    answer = send(client, site, site.health, "save", pano_pieces="9")

    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert "Người khác vừa lưu trước" in page
    assert re.search(r">7</td>.*?>9</td>", page, re.DOTALL)
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    assert send(client, site, site.health, "save", version=int(version[1]), pano_pieces="9").status_code == 303
    assert kept(sqlite_store, site, site.health).draft_figures == {Figure.PANOS: 9}


def test_what_came_back_says_why_and_is_handed_in_again(client, site, sqlite_store):
    hand_in(sqlite_store, site.health, site.june, JUNE_1, {Figure.PANOS: 4})
    with sqlite_store.deciding(actor="officer@so.example", now=at(date(2017, 6, 2))) as work:
        unit_reports.send_back(work, site.health, site.june.deadline_id, why="Thiếu số lớp <b>", seen_version=1)

    page = client.get(site.page(site.health)).get_data(as_text=True)
    assert "Thiếu số lớp &lt;b&gt;" in page
    assert 'value="4"' in page

    assert send(client, site, site.health, version=2, pano_pieces="5", training_classes="2").status_code == 303
    report = kept(sqlite_store, site, site.health)
    assert [one.figures[Figure.PANOS] for one in report.hand_ins] == [4, 5]


def test_what_was_received_is_closed_and_what_was_typed_stays(client, site, sqlite_store):
    hand_in(sqlite_store, site.health, site.june, JUNE_1, {Figure.PANOS: 4})
    page = shown(client, f"{site.page(site.health, site.june)}?edit=1")
    assert 'name="act"' in page
    with sqlite_store.deciding(actor="officer@so.example", now=at(date(2017, 6, 2))) as work:
        unit_reports.receive(work, site.health, site.june.deadline_id, seen_version=1)

    assert 'name="act"' not in shown(client, f"{site.page(site.health, site.june)}?edit=1")
    answer = send(client, site, site.health, version=2, pano_pieces="55")
    assert answer.status_code == 422
    assert 'value="55"' in answer.get_data(as_text=True)
    assert len(kept(sqlite_store, site, site.health).hand_ins) == 1


def test_a_district_sees_what_its_communes_handed_in(client, site, sqlite_store):
    hand_in(sqlite_store, site.communes[0], site.june, JUNE_1, {Figure.LEAFLETS: 300})

    page = shown(client, site.page(site.district))

    assert "1/2 đơn vị đã gửi" in page
    assert "Trực thuộc: 300" in page
    assert "Đơn vị không bắt buộc" in shown(client, site.page(site.communes[1]))
    assert "Đơn vị không bắt buộc" not in page


def test_the_15th_is_late_and_the_page_says_so(client, site, sqlite_store, present):
    present.at = at(date(2017, 6, 15), 7)
    assert "Đã quá hạn" in shown(client, site.page(site.health))
    assert send(client, site, site.health, pano_pieces="1").status_code == 303
    with sqlite_store.reading() as session:
        found = {one.unit_id: one.standing for one in queries.receipts(session, site.june, date(2017, 6, 15))}
    assert found[site.health] is Standing.LATE
    assert found[site.finance] is Standing.MISSING


def test_after_the_deadline_the_late_period_comes_before_the_next(client, site, sqlite_store, present):
    present.at = at(date(2017, 6, 20))
    assert "trước ngày 15/06/2017" in shown(client, site.page(site.health))
    hand_in(sqlite_store, site.health, site.june, date(2017, 6, 20), {Figure.PANOS: 4})
    assert "Báo cáo đã gửi" in shown(client, site.page(site.health))
    present.at = at(date(2017, 11, 20))
    assert "trước ngày 15/12/2017" in shown(client, site.page(site.health))


def test_links_that_do_not_work_say_which(client, site, sqlite_store):
    assert client.get("/u/khong-co").status_code == 404
    assert client.get(f"/u/{'x' * 5_000}").status_code == 404
    for number in (site.december.deadline_id, 999, 2**31 - 1):
        assert client.get(f"{site.page(site.health)}/{number}").status_code == 404
        assert client.post(f"{site.page(site.health)}/{number}", data={"version": 0}).status_code == 404
    assert client.get(f"{site.page(site.health)}/{2**40}").status_code == 404
    with sqlite_store.deciding(actor="officer@so.example", now=at(JUNE_1)) as work:
        unit_links.end(work, queries.links(work.session, site.health)[0])
    for answer in (client.get(site.page(site.health)), send(client, site, site.health, pano_pieces="1")):
        assert answer.status_code == 410
        assert "thu hồi" in answer.get_data(as_text=True)
    assert kept(sqlite_store, site, site.health) is None


def test_guessing_links_is_slowed_and_a_right_one_is_not(client, site):
    codes = [client.get(f"/u/guess-{n}").status_code for n in range(62)]
    assert codes[:60] == [404] * 60
    assert codes[60:] == [429, 429]
    assert client.get(site.page(site.health)).status_code == 200


def test_one_link_saves_only_so_often(client, site):
    codes = [send(client, site, site.health, "save", version=n, pano_pieces=str(n)).status_code for n in range(62)]
    assert codes[:60] == [303] * 60
    assert codes[60:] == [429, 429]


def test_another_site_cannot_post_in_a_units_name(client, site, sqlite_store):
    answer = client.post(
        site.page(site.health, site.june), data={"version": 0, "act": "send", "pano_pieces": "1"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )  # fmt: skip
    assert answer.status_code == 403
    assert kept(sqlite_store, site, site.health) is None


def test_the_page_is_not_kept_and_asks_nobody_else(client, site):
    answer = client.get(site.page(site.health))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.get_data(as_text=True).count("<h1") == 1


def test_use_of_a_link_is_written_down(client, site, sqlite_store):
    client.get(site.page(site.health))
    with sqlite_store.reading() as session:
        assert queries.links(session, site.health)[0].seen_at == at(JUNE_1)


def test_a_unit_without_a_period_is_told_so(client, site, sqlite_store):
    from campaigns.services import units
    from campaigns.values.units import Level

    with sqlite_store.deciding(actor="builder", now=at(JUNE_1)) as work:
        late = units.add(work, name="Sở mới", level=Level.DEPARTMENT, valid_from=date(2018, 1, 1)).id or 0
        path = unit_links.path(work.keys, unit_links.make(work, late, holder="Anh Ba"))
    assert "chưa có kỳ báo cáo" in shown(client, path)


def test_texts_are_kept_as_typed(client, site, sqlite_store):
    send(client, site, site.health, exemplary="Xã A\nlàm hay", pano_pieces="0")
    assert kept(sqlite_store, site, site.health).last.texts == Texts(exemplary="Xã A\nlàm hay")
