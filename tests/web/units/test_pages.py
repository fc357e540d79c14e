"""The office's pages about units: who owes, who reported, and every form with whatever a client can send."""

import html
import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from campaigns.queries import plans as plan_queries
from campaigns.queries import units as queries
from campaigns.services import unit_links
from campaigns.values.units import Figure, Level, ReportState, Standing, Way
from tests.builders import csrf, signed_in
from tests.web.units.scene import at, hand_in

JUNE_16 = date(2017, 6, 16)


@pytest.fixture
def officer(client, site, present) -> Any:
    present.at = at(JUNE_16)
    return signed_in(client)


def words(answer: Any, status: int = 200) -> str:
    text = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == status, text[-3000:]
    return text


def post(client: Any, address: str, **data: Any) -> Any:
    return client.post(address, data={"csrf_token": csrf(client), **data})


def test_the_list_says_who_reported_and_who_did_not(officer, site, sqlite_store):
    hand_in(sqlite_store, site.health, site.june, date(2017, 6, 14), {Figure.PANOS: 4})
    hand_in(sqlite_store, site.district, site.june, date(2017, 6, 15), {Figure.PANOS: 6})

    page = words(officer.get("/units"))

    assert "2/3" in page
    rows = [row for row in page.split("<tr") if "/units/" in row]
    told = {
        name: row
        for row in rows
        for name in ("Sở Y tế", "Sở Tài chính", "UBND huyện Lộc Ninh")
        if f">{name}</a>" in row.split("<td")[0]
    }
    assert "đúng hạn" in told["Sở Y tế"]
    assert "muộn" in told["UBND huyện Lộc Ninh"]
    assert "chưa gửi, quá hạn" in told["Sở Tài chính"]
    assert "gồm 4 đơn vị" in page  # two offices, the one that gathers, and the district


@pytest.mark.parametrize(
    ("asked", "there", "missing"),
    [
        ("level=commune", "Xã Lộc An", ">Sở Y tế<"), ("standing=missing", ">Sở Y tế<", "Xã Lộc An"),
        ("standing=free", "Xã Lộc An", ">Sở Y tế<"), ("owing=1", ">Sở Y tế<", "Xã Lộc An"), ("standing=owes", ">Sở Y tế<", "Xã Lộc An"),
        ("q=l%E1%BB%99c+h%C3%B2a", "Xã Lộc Hòa", "Xã Lộc An"), ("sort=-name", "Xã Lộc An", "không-có"),
        ("sort=standing&page=99", "Xã Lộc An", "không-có"), ("period=2", "Trước 15/12/2017", "không-có"),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(officer, asked, there, missing):
    page = words(officer.get(f"/units?{asked}"))
    assert there in page
    assert missing not in page


@pytest.mark.parametrize("asked", ["level=x", "standing=%00", "period=-1", "period=99999999999999999999", "page=x", "page=-4", "sort=%FF", "q=%27%22%3C", "taken=1&known=x"])  # fmt: skip
def test_an_address_that_asks_for_nothing_known_is_answered(officer, asked):
    for page in ("/units", "/units/totals"):
        assert officer.get(f"{page}?{asked}").status_code == 200


def test_totals_add_every_figure_once(officer, site, sqlite_store):
    hand_in(sqlite_store, site.district, site.june, date(2017, 6, 12), {Figure.LEAFLETS: 1_000})
    hand_in(sqlite_store, site.communes[0], site.june, date(2017, 6, 12), {Figure.LEAFLETS: 234})
    page = words(officer.get("/units/totals"))
    assert "1.234" in page
    assert "1.000" in page


def unit_links_of(page: str) -> list[tuple[str, str]]:
    """Addresses of pages about units in a report, each with the figure that leads there."""
    return re.findall(r'<a class="figures" href="(/units[^"#]*)(?:#[^"]*)?">([^<]+)</a>', page)


def _follow(officer: Any, href: str, figure: str) -> None:
    """The page at which a figure leads tells the same figure."""
    page = words(officer.get(href))
    number = figure.split(maxsplit=1)[0]
    if href.startswith("/units?"):
        assert re.search(rf">{number} đơn vị[ <]", page), (href, figure)
    elif "đơn vị" in figure:
        assert f"Gộp số liệu của {number} đơn vị." in page, (href, figure)
    else:
        assert re.search(rf"[>\s]{re.escape(number)}[<\s]", page), (href, figure)


def test_every_figure_about_units_in_a_report_leads_to_the_page_that_gives_it(officer, site, sqlite_store):
    hand_in(sqlite_store, site.health, site.june, date(2017, 6, 14), {Figure.PANOS: 4, Figure.LEAFLETS: 1_000})
    hand_in(sqlite_store, site.district, site.june, date(2017, 6, 15), {Figure.PANOS: 6})
    hand_in(sqlite_store, site.communes[0], site.june, date(2017, 6, 12), {Figure.LEAFLETS: 234})  # owes none

    page = words(officer.get("/reports/papers?period=2017-6t"))

    links = unit_links_of(page)
    assert {"standing=in_time&owing=1", "standing=late&owing=1", "standing=missing&owing=1"} <= {
        href.partition("&")[2] for href, _figure in links
    }
    assert {figure for href, figure in links if href.startswith("/units/totals")} >= {"10", "1.234", "3"}
    assert {figure for href, figure in links if "level=district" in href} == {"1"}
    assert {figure for href, figure in links if f"/units/{site.health}/" in href} == {"4", "1.000"}
    for href, figure in links:
        _follow(officer, href, figure)
    assert "#annex" not in page
    assert "Cộng theo cấp" in page


def test_a_years_figures_lead_to_both_periods_together(officer, site, sqlite_store, present):
    hand_in(sqlite_store, site.health, site.june, date(2017, 6, 14), {Figure.PANOS: 4})
    hand_in(sqlite_store, site.health, site.december, date(2017, 12, 12), {Figure.PANOS: 5})
    present.at = at(date(2017, 12, 16))

    links = unit_links_of(words(signed_in(officer).get("/reports/papers?period=2017-nam")))

    both = f"/units/totals?period={site.june.deadline_id}&period={site.december.deadline_id}"
    assert {figure for href, figure in links if href == both} == {"9", "1 cơ quan, đơn vị"}
    for href, figure in links:
        _follow(officer, href, figure)


def test_sums_by_level_are_reached_from_the_list_and_from_a_units_page(officer, site, sqlite_store):
    hand_in(sqlite_store, site.health, site.june, date(2017, 6, 14), {Figure.PANOS: 4})
    there = f"/units/totals?period={site.june.deadline_id}#by-level"

    assert there in words(officer.get(f"/units?period={site.june.deadline_id}"))
    assert there in words(officer.get(f"/units/{site.health}"))
    totals = words(officer.get(there))
    assert f'href="/units?period={site.june.deadline_id}&level=department"' in totals


def test_a_report_is_received_or_returned_with_a_reason(officer, site, sqlite_store):
    hand_in(sqlite_store, site.health, site.june, date(2017, 6, 14), {Figure.PANOS: 4})
    here = f"/units/{site.health}/reports/{site.june.deadline_id}"
    assert "Tiếp nhận" in words(officer.get(here))

    assert "Xin ghi lý do" in words(post(officer, f"{here}/return", version=1), 422)
    assert post(officer, f"{here}/receive", version=1).status_code == 303
    assert words(post(officer, f"{here}/receive", version=1), 409)
    assert words(post(officer, f"{here}/receive", version=2), 409)
    assert post(officer, f"{here}/return", version=2, why="Thiếu phần <xã>").status_code == 303

    page = officer.get(here).get_data(as_text=True)
    assert "Thiếu phần &lt;xã&gt;" in page
    with sqlite_store.reading() as session:
        kept = queries.report(session, site.health, site.june.deadline_id)
    assert kept is not None
    assert kept.state is ReportState.RETURNED


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "\x00"])
def test_a_judgement_without_a_version_is_not_taken(officer, site, sqlite_store, version):
    hand_in(sqlite_store, site.health, site.june, date(2017, 6, 14), {Figure.PANOS: 4})
    answer = post(officer, f"/units/{site.health}/reports/{site.june.deadline_id}/receive", version=version)
    assert answer.status_code == 422


def test_paper_is_entered_on_the_day_it_came(officer, site, sqlite_store):
    here = f"/units/{site.finance}/reports/{site.june.deadline_id}/enter"
    assert "Nhập báo cáo giấy" in words(officer.get(here))
    told = {"version": 0, "paper": "12/BC-STC", "pano_pieces": "3"}
    assert "chưa tới" in words(post(officer, here, **told, handed_on="2017-06-17"), 422)
    for bad in (
        {"handed_on": "hôm qua"},
        {"paper": ""},
        {"pano_pieces": "x"},
        {"paper": "x" * 301},
    ):
        page = words(post(officer, here, **{**told, "poster_pieces": "12", "handed_on": "14/06/2017", **bad}), 422)
        assert 'value="12"' in page

    assert post(officer, here, **told, handed_on="14/06/2017").status_code == 303
    with sqlite_store.reading() as session:
        (seen,) = [one for one in queries.receipts(session, site.june, JUNE_16) if one.unit_id == site.finance]
        kept = queries.report(session, site.finance, site.june.deadline_id)
    assert seen.standing is Standing.IN_TIME
    assert kept is not None
    assert kept.last is not None
    assert (kept.last.way, kept.last.paper, kept.last.submitted_by) == (Way.PAPER, "12/BC-STC", "officer@so.example")
    assert "Người khác vừa lưu trước" in words(post(officer, here, **told, handed_on="14/06/2017"), 409)


def test_a_unit_is_added_renamed_moved_and_merged(officer, site, sqlite_store):
    answer = post(
        officer, "/units/new", name="Xã Lộc Phú", level="commune", valid_from="01/07/2017", parent=site.district
    )
    assert answer.status_code == 303
    made = int(answer.location.split("/units/")[1].split("?")[0])
    page = words(officer.get(f"/units/{made}"))
    assert "UBND huyện Lộc Ninh" in page

    told = {"name": "Thị trấn Lộc Phú", "level": "commune", "valid_from": "01/08/2017"}
    assert post(officer, f"/units/{made}/rename", **told, version=1).status_code == 303
    assert "Người khác vừa lưu trước" in words(post(officer, f"/units/{made}/rename", **told, version=1), 409)
    assert post(officer, f"/units/{made}/parent", to="", on="01/09/2017", version=2).status_code == 303
    assert post(officer, f"/units/{made}/contacts", contact_email="x@lp.example", version=3).status_code == 303
    assert post(officer, f"/units/{made}/end", to=site.communes[0], on="01/10/2017", version=4).status_code == 303

    with sqlite_store.reading() as session:
        bodies = queries.institutions(session)
    assert [term.name for term in bodies.terms[made]] == ["Xã Lộc Phú", "Thị trấn Lộc Phú"]
    assert bodies.on(made, date(2017, 7, 5)).parent_id == site.district
    assert bodies.on(made, date(2017, 9, 5)).parent_id is None
    assert bodies.on(made, date(2017, 10, 5)).parent_id == site.communes[0]


@pytest.mark.parametrize(
    ("form", "told", "says"),
    [
        ("rename", {"name": "", "level": "commune", "valid_from": "01/08/2017"}, "valid_from"),
        ("rename", {"name": "x" * 301, "level": "commune", "valid_from": "01/08/2017"}, "x" * 301),
        ("rename", {"name": "A", "level": "sao", "valid_from": "01/08/2017"}, "level"),
        ("rename", {"name": "A", "level": "group", "valid_from": "01/08/2017"}, "ít nhất một cấp"),
        ("rename", {"name": "A", "level": "commune", "valid_from": "31/02/2017"}, "31/02/2017"),
        ("rename", {"name": "A", "level": "commune", "valid_from": "01/01/2016"}, "trở đi"),
        ("parent", {"to": "{self}", "on": "01/08/2017"}, "trực thuộc chính"),
        ("parent", {"to": "{child}", "on": "01/08/2017"}, "trực thuộc chính"),
        ("parent", {"to": "4000000000", "on": "01/08/2017"}, "to"),
        ("parent", {"to": "2000000000", "on": "01/08/2017"}, "Không tìm thấy"),
        ("parent", {"to": "", "on": ""}, "on"),
        ("end", {"to": "", "on": "01/08/2017"}, "đơn vị trực thuộc"),
        ("end", {"to": "{self}", "on": "01/08/2017"}, "chính nó"),
        ("end", {"to": "{child}", "on": "01/01/2017"}, "trở đi"),
        ("contacts", {"contact_email": "x" * 301}, "x" * 301),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(officer, site, form, told, says):
    told = {
        k: v.replace("{self}", str(site.district)).replace("{child}", str(site.communes[0])) for k, v in told.items()
    }
    page = words(post(officer, f"/units/{site.district}/{form}", **told, version=1), 422)
    assert says in page


def test_past_periods_with_reports_stay_as_they_were(officer, site, sqlite_store):
    hand_in(sqlite_store, site.health, site.june, date(2017, 6, 14), {Figure.PANOS: 4})
    told = {"name": "Sở Y tế mới", "level": "department", "valid_from": "01/06/2017", "version": 1}
    assert "đã có báo cáo" in words(post(officer, f"/units/{site.health}/rename", **told), 422)


def test_a_duty_moves_on_a_date(officer, site, sqlite_store):
    with sqlite_store.reading() as session:
        duty = plan_queries.obligations(session, site.ground.plan_id, JUNE_16)[0]
    here = f"/units/duties/{duty.id}/move"
    assert duty.text in words(officer.get(here))
    assert "Chuyển cho đơn vị khác" in words(officer.get(f"/units/{duty.unit_id}"))
    for bad in (
        {"to": "", "on": "01/07/2017"},
        {"to": "abc", "on": "01/07/2017"},
        {"to": str(duty.unit_id), "on": "01/07/2017"},
        {"to": str(site.health), "on": "01/01/2017"},
        {"to": "1999999999", "on": "01/07/2017"},
    ):
        words(post(officer, here, **bad), 422)
    assert post(officer, here, to=site.health, on="01/07/2017").status_code == 303
    with sqlite_store.reading() as session:
        assert plan_queries.obligations(session, site.ground.plan_id, date(2017, 7, 1))[0].unit_id == site.health
        assert plan_queries.obligations(session, site.ground.plan_id, date(2017, 6, 30))[0].unit_id == duty.unit_id


def test_a_list_is_read_on_trial_and_then_taken(officer, site, sqlite_store):
    text = "Tên\tTrực thuộc\nXã Lộc Thái\thuyện Lộc Ninh\nXã Lạ\thuyện Không Có"
    page = words(post(officer, "/units/import", text=text, valid_from="01/07/2017", act="look"))
    assert "Không tìm thấy đơn vị cấp trên" in page
    assert "Nhận 1 đơn vị" in page

    assert "Các dòng 3" in words(post(officer, "/units/import", text=text, valid_from="01/07/2017", act="take"), 422)
    answer = post(officer, "/units/import", text=text, valid_from="01/07/2017", act="take", skip="1")
    assert answer.status_code == 303
    assert "Đã thêm 1 đơn vị; 0 đơn vị đã có sẵn." in words(officer.get(answer.location))
    with sqlite_store.reading() as session:
        names = {one.name: one for one in queries.institutions(session).open_on(date(2017, 7, 1))}
    assert names["Xã Lộc Thái"].parent_id == site.district
    assert "Xã Lạ" not in names


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_a_file_of_any_usual_encoding_is_read(officer, site, encoding):
    text = "Ten;Truc thuoc\nXa Moi;Xa La" if encoding == "cp1258" else "Tên;Trực thuộc\nXã Mới;Xã Lạ"
    answer = post(
        officer, "/units/import", file=(BytesIO(text.encode(encoding)), "xa.csv"), valid_from="01/07/2017", act="look"
    )
    assert "Không tìm thấy đơn vị cấp trên" in words(answer)


@pytest.mark.parametrize("told", [
    {"text": "", "valid_from": "01/07/2017"}, {"text": "Xã A", "valid_from": "x"}, {"text": "Xã A"}, {"text": "\x00\x1b", "valid_from": "01/07/2017"},
    {"text": "x" * 400_001, "valid_from": "01/07/2017"}, {"text": '"' * 50_000, "valid_from": "", "act": "take"}, {"valid_from": "01/07/2017", "act": "take"},
])  # fmt: skip
def test_a_list_that_is_none_is_refused_in_words(officer, told):
    assert post(officer, "/units/import", **told).status_code == 422


def test_links_are_made_shown_once_and_ended(officer, site, sqlite_store):
    answer = post(officer, f"/units/{site.health}/links", holder="Chị Hoa")
    assert answer.status_code == 303
    page = words(officer.get(answer.location))
    assert "http://lichsong.test/u/" in page
    assert officer.get(answer.location.split("?")[0]).status_code == 404
    code = officer.get(answer.location.replace("?", ".svg?"))
    assert code.mimetype == "image/svg+xml"
    with sqlite_store.reading() as session:
        newest = queries.links(session, site.health)[0].id
    assert officer.get(f"/units/{site.finance}/links/{newest}").status_code == 404
    assert post(officer, f"/units/{site.finance}/links/{newest}/revoke").status_code == 404
    assert post(officer, f"/units/{site.health}/links/{newest}/revoke").status_code == 303
    with sqlite_store.reading() as session:
        assert queries.links(session, site.health)[0].revoked_at is not None
    assert post(officer, f"/units/{site.health}/links", holder="").status_code == 422


def test_what_is_not_there_is_not_found(officer, site):
    for address in (
        "/units/999", "/units/999/rename", "/units/999/contacts", "/units/999/parent", "/units/999/end",
        f"/units/{site.health}/reports/999", f"/units/999/reports/{site.june.deadline_id}", f"/units/{site.health}/reports/999/enter",
        "/units/duties/999/move", "/units/99999999999",
    ):  # fmt: skip
        assert officer.get(address).status_code == 404, address
    assert post(officer, f"/units/{site.health}/reports/{site.june.deadline_id}/receive", version=0).status_code == 404


def test_a_group_is_a_name_and_not_a_body(officer, site):
    page = words(officer.get(f"/units/{site.group}"))
    assert "Gồm các đơn vị" in page
    assert "Sở Y tế" in page
    assert "Liên kết báo cáo" not in page
    answer = post(
        officer,
        f"/units/{site.group}/reports/{site.june.deadline_id}/enter",
        version=0,
        paper="1",
        handed_on="14/06/2017",
        pano_pieces="1",
    )
    assert "tên gọi chung" in words(answer, 422)


def test_who_only_looks_sees_no_forms(client, site, sqlite_store, present):
    present.at = at(JUNE_16)
    viewer = signed_in(client, "viewer")
    for address in (
        "/units",
        f"/units/{site.health}",
        f"/units/{site.health}/reports/{site.june.deadline_id}",
        "/units/totals",
    ):
        page = words(viewer.get(address))
        assert "/units/new" not in page
        assert "/rename" not in page
        assert "/enter" not in page
    assert viewer.get("/units/new").status_code == 403


def test_a_commune_without_contact_and_without_report_is_shown_whole(officer, site):
    page = words(officer.get(f"/units/{site.communes[1]}"))
    assert "chưa có" in page
    assert "Đơn vị chưa phải báo cáo kỳ nào." in page


def test_the_command_makes_a_link(site, sqlite_store):
    with sqlite_store.deciding(actor="lichsong", now=at(JUNE_16)) as work:
        row = unit_links.make_for(work, "so-y-te", holder="Chị Hoa")
        assert row.unit_id == site.health


def test_levels_of_a_group_are_kept(officer, site, sqlite_store):
    told = {"name": "UBND các xã", "level": "group", "covers": ["commune"], "valid_from": "01/07/2017"}
    made = int(post(officer, "/units/new", **told).location.split("/units/")[1].split("?")[0])
    with sqlite_store.reading() as session:
        assert queries.institutions(session).on(made, date(2017, 7, 1)).covers == {Level.COMMUNE}
