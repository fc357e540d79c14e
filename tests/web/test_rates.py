"""Price lists in the pages: handed in, questioned, adopted, and a window priced by one of their lines."""

import io

import pytest

from campaigns.queries import slots as slot_queries
from tests import builders
from tests.campaigns.test_rate_lists import TELEVISION, as_csv, as_xlsx
from tests.scheduler.test_pricing import LIST
from tests.web.months.conftest import ground, officer
from tests.web.months.scene import as_a, post, put, text

__all__ = ["ground", "officer"]
LISTS = "/outlets/bptv/rates"
SAID = {
    "unit": "thousand", "vat": "excluded", "vat_percent": "10", "several": "composed", "discounts": "100.000.000: 15",
    "decision": "207/QĐ-PTTH", "issued_on": "14/12/2016", "source": "Đài gửi", "valid_from": "2017-01-01",
}  # fmt: skip


def hand_in(client, content=None, name="bang-gia.csv"):
    content = as_csv(LIST) if content is None else content
    return post(client, f"{LISTS}/new", LISTS, file=(io.BytesIO(content), name))


@pytest.fixture
def card(officer):
    return hand_in(officer).location


def test_a_list_is_questioned_adopted_and_prices_a_window(officer, card, ground, sqlite_store):
    assert "Chưa có bảng giá nào" not in text(officer.get(LISTS))
    page = text(officer.get(card))
    assert "Dòng 3, 30 giây: “3.0000”" in page
    assert "1 số đáng ngờ" in page

    refused = post(officer, card, card, version="1", do="adopt", **SAID)
    assert refused.status_code == 422
    assert "Còn 1 số đáng ngờ" in text(refused)
    assert 'value="207/QĐ-PTTH"' in refused.get_data(as_text=True)
    saved = post(officer, card, card, version="1", do="save", **SAID, **{"figure-3-3": "3000"})
    assert saved.status_code == 303
    done = post(officer, card, card, version="2", do="adopt", **SAID, **{"figure-3-3": "3000"})
    assert done.status_code == 303
    told = text(officer.get(done.location))
    assert "207/QĐ-PTTH" in told
    assert "2 dòng giá" in told
    assert "Chưa gồm thuế giá trị gia tăng, 10 %" in told

    window = f"/outlets/bptv/windows/{ground.window('Thời sự trưa')}"
    page = text(officer.get(window))
    assert "ghép 30 giây (1.000) + 15 giây (500)" in page
    assert "cộng thuế 10 %: 150.000" in page
    uid = card.rsplit("/", 1)[1]
    taken = post(officer, f"{window}/price", window, card=uid, line="2", version="1")
    assert taken.status_code == 303
    page = text(officer.get(window))
    assert "đang dùng" in page
    assert "1.650.000 ₫, theo 207/QĐ-PTTH, dòng 2" in page.replace("\N{NO-BREAK SPACE}", " ")
    with sqlite_store.reading() as session:
        assert slot_queries.slot_view(session, put(sqlite_store, ground).uid).cost_vnd == 1_650_000
    assert post(officer, f"{window}/price", window, card=uid, line="2", version="1").status_code == 409
    assert post(officer, f"{window}/price", window, card=uid, line="3", version="2").status_code == 422


def test_another_figure_may_be_typed_and_what_is_no_figure_is_said_beside_it(officer, card):
    wrong = post(officer, card, card, version="1", do="save", **SAID,
                 **{"figure-3-3": "other", "figure-3-3-other": "ba nghìn"})  # fmt: skip
    assert wrong.status_code == 422
    assert 'value="ba nghìn"' in wrong.get_data(as_text=True)
    done = post(officer, card, card, version="1", do="adopt", **SAID,
                **{"figure-3-3": "other", "figure-3-3-other": "2.900"})  # fmt: skip
    assert done.status_code == 303
    assert "30 giây: 2.900" in text(officer.get(card))


def test_a_television_list_from_a_workbook_and_a_list_put_aside(officer):
    page = hand_in(officer, as_xlsx(TELEVISION), "bang-gia.xlsx").location
    told = text(officer.get(page))
    assert "Trong bảng: “Đơn vị tính: Ngàn đồng”" in told
    assert "1.0000" in told
    assert post(officer, page, page, version="1", do="discard").status_code == 303
    assert "bang-gia.xlsx" not in text(officer.get(LISTS))


def test_in_english(officer, card):
    assert "1 doubtful figure" in text(officer.get(f"{card}?lang=en"))


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"version": "9"}, 409),
        ({"version": "x"}, 422),
        ({"version": "1", "vat_percent": "nhiều"}, 422),
        ({"version": "1", "vat": "maybe"}, 422),
        ({"version": "1", "discounts": "một triệu: 5"}, 422),
        ({"version": "1", "discounts": "9" * 30 + ": 5"}, 422),
        ({"version": "1", "valid_from": "31/02/2017"}, 422),
        ({"version": "1", "decision": "x" * 301}, 422),
        ({"version": "1", "figure-3-3": "9" * 40}, 303),  # no answer: the doubt stays
        ({"version": "1", "figure-3-3": "other", "figure-3-3-other": "\0"}, 303),
        ({"version": "1", "replaces": "x", "do": "adopt"}, 422),
    ],
)
def test_whatever_is_sent_is_answered(officer, card, fields, status):
    answer = post(officer, card, card, **({"do": "save"} | SAID | fields))

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.csv"), (b"\0\1\2", "a.csv"), (b"PK\3\4", "a.xlsx"), ("Họ;Tên\nA;B".encode(), "a.csv"), (None, "")],
)
def test_what_is_no_price_list_is_refused_on_its_page(officer, content, name):
    answer = hand_in(officer, content, name)

    assert answer.status_code == 422
    assert 'id="file-error"' in answer.get_data(as_text=True)


def test_who_may_do_what(officer, card):
    viewer = as_a(officer, "viewer")
    assert viewer.get(LISTS).status_code == 200
    assert "số đáng ngờ" in text(viewer.get(card))
    assert "Áp dụng bảng giá" not in text(viewer.get(card))
    assert post(viewer, card, "/", do="adopt", version="1").status_code == 403
    assert officer.get("/outlets/bptv/rates/nothing").status_code == 404
    assert officer.get(card.replace("bptv", "bao-binh-phuoc")).status_code == 404
    assert officer.post(card, data={"do": "save"}).status_code == 403
    assert builders.csrf(officer, card)
