"""Sending, versions, the card, filters."""

import re
from datetime import UTC, date, datetime

import pytest

from campaigns.queries import slots as slot_queries
from campaigns.services import agreed
from campaigns.values.words import AskReason, SlotState
from scheduler.services import answers, releasing
from tests import builders
from tests.builders import MONTH
from tests.web.months.scene import MORNING, NOON, SHEET, THURSDAY, as_a, live, post, put, text, text_of


def test_sending_shows_the_message_first_and_sends_only_by_its_own_button(officer, ground, sqlite_store):
    put(sqlite_store, ground)
    put(sqlite_store, ground, "Tin ngắn", date(2017, 4, 19), 1)
    page = text(officer.get(f"{SHEET}/send"))
    assert "1 Mới" in page
    assert "có 1 lượt mới" in page
    assert "11:30 Thứ Năm, 20/4" in page
    assert all(one.sent_at is None for one in live(sqlite_store))

    with sqlite_store.reading() as session:
        slug = next(s.outlet_slug for s in slot_queries.month_slots(session, MONTH) if s.programme == NOON)
    answer = post(officer, f"{SHEET}/send/{slug}", page=f"{SHEET}/send")

    assert answer.status_code == 303
    assert [one.programme for one in live(sqlite_store) if one.sent_at] == [NOON]
    assert "Đã gửi 1 lượt cho BPTV." in text(officer.get(answer.headers["Location"]))
    assert post(officer, f"{SHEET}/send/{slug}", page=f"{SHEET}/send").status_code == 409
    assert post(officer, f"{SHEET}/send/khong-co", page=f"{SHEET}/send").status_code == 404
    assert "1 thay đổi" not in text(officer.get(f"{SHEET}/versions"))
    assert "2 thay đổi" in text(officer.get(f"{SHEET}/versions"))


def test_a_leader_approves_a_version_once(client, ground, sqlite_store):
    put(sqlite_store, ground)
    with sqlite_store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        releasing.release(work, MONTH)
    approve = f"{SHEET}/versions/1/approve"
    assert post(as_a(client, "officer"), approve, page=f"{SHEET}/versions").status_code == 403
    leader = as_a(client, "leader")
    assert post(leader, approve, page=f"{SHEET}/versions").status_code == 303
    assert "Đã duyệt: Người leader" in text(leader.get(f"{SHEET}/versions"))
    assert post(leader, approve, page=f"{SHEET}/versions").status_code == 409


def test_the_officer_takes_an_outlets_offer_or_keeps_the_place(officer, ground, sqlite_store):
    slot = put(sqlite_store, ground)
    with sqlite_store.deciding(actor="dai", now=builders.NOW) as work:
        releasing.send(work, MONTH, slot.outlet_id)
        seen = slot_queries.slot_view(work.session, slot.uid)
        answers.ask(work, slot.uid, seen_version=seen.version, by="Phòng Chương trình", reason=AskReason.CLASH,
                    to=(slot.window_id, date(2017, 4, 21)))  # fmt: skip
        asked = slot_queries.slot_view(work.session, slot.uid)
    page = officer.get(f"{SHEET}?slot={slot.uid}").get_data(as_text=True)
    assert "xin đổi sang 11:30 Thứ Sáu, 21/4" in page

    answer = post(officer, f"{SHEET}/slots/{slot.uid}", do="accept", offer=asked.offer.id, slot_version=asked.version)

    assert answer.status_code == 303
    (slot,) = live(sqlite_store)
    assert (slot.date, slot.state) == (date(2017, 4, 21), SlotState.CONFIRMED)


def test_a_card_says_what_may_happen_now_and_leads_to_where_it_is_done(officer, ground, sqlite_store, present):
    slot = put(sqlite_store, ground)
    page = officer.get(f"{SHEET}?slot={slot.uid}").get_data(as_text=True)
    assert f'href="/slots/{slot.uid}#confirm"' in page
    assert f'href="/slots/{slot.uid}#attest"' not in page
    assert officer.get(f"/slots/{slot.uid}").status_code == 200
    viewer = as_a(officer, "viewer").get(f"{SHEET}?slot={slot.uid}").get_data(as_text=True)
    assert "#confirm" not in viewer

    with sqlite_store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        answers.confirm(work, slot.uid, seen_version=slot.version, by="Đài", paper="CV 12/PTTH")
    present.at = datetime(2017, 4, 20, 5, 0, tzinfo=UTC)
    page = as_a(officer, "officer").get(f"{SHEET}?slot={slot.uid}").get_data(as_text=True)
    assert f'href="/slots/{slot.uid}#attest"' in page
    assert f'href="/slots/{slot.uid}#miss"' in page


@pytest.mark.parametrize("fields", [{}, {"do": "nonsense"}, {"do": "accept"}, {"do": "sign_off", "slot_version": "x"}])
def test_a_card_refuses_what_it_cannot_read(officer, ground, sqlite_store, fields):
    slot = put(sqlite_store, ground)
    answer = post(officer, f"{SHEET}/slots/{slot.uid}", **{"slot_version": "1", **fields})
    assert answer.status_code == 409
    assert "Xin tải lại trang" in text(answer)


def test_what_is_not_agreed_says_so_and_leads_to_where_it_is_agreed(officer, ground, sqlite_store):
    put(sqlite_store, ground)
    page = officer.get(SHEET).get_data(as_text=True)
    assert "chưa có chỉ tiêu" in text(officer.get(SHEET))
    assert f'href="/outlets/bptv/windows/{ground.window(NOON)}"' in page

    with sqlite_store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        window = ground.windows[NOON]
        agreed.set_quota(
            work, campaign_id=ground.campaign_id, outlet_id=window.outlet_id, window_id=window.id, theme_id=None,
            month=None, spots=20, source="Biên bản 02",
        )  # fmt: skip

    page = officer.get(SHEET).get_data(as_text=True)
    row = re.search(rf'<tr class="window-row" id="w{window.id}">(?:(?!</tr>).)*', page, re.DOTALL)
    assert "1/20" in text_of(row[0])
    assert "chưa có" in text_of(row[0])  # its price


def test_whoever_places_from_the_list_of_days_comes_back_to_it(officer, ground, sqlite_store):
    where = f"window={ground.window(NOON)}&date={THURSDAY}&back=agenda"
    page = officer.get(f"{SHEET}/cell?{where}").get_data(as_text=True)
    assert "Về danh sách ngày" in page
    answer = post(
        officer, f"{SHEET}/edits?back=agenda", page=f"{SHEET}/cell?{where}", version=0, op="place",
        window=ground.window(NOON), date=THURSDAY.isoformat(), theme=ground.themes[0],
    )  # fmt: skip

    assert answer.status_code == 303
    assert answer.location.startswith(f"{SHEET}/agenda?edit=")
    assert answer.location.endswith("#d20")
    listed = officer.get(answer.location.split("#")[0]).get_data(as_text=True)
    assert 'id="d20"' in listed
    assert "Đã lưu." in listed
    assert officer.get(f"{SHEET}/cell?at={ground.window(NOON)}-20").status_code == 200
    for wrong in ("at=1-32", "at=x", "at=1-0", "at=999999999-3"):
        assert officer.get(f"{SHEET}/cell?{wrong}").status_code == 404


def test_the_send_button_counts_what_outlets_do_not_know(officer, ground, sqlite_store):
    put(sqlite_store, ground)
    html = officer.get(SHEET).get_data(as_text=True)
    assert re.search(r'id="send-count" title="[^"]+">1<', html)
    with sqlite_store.deciding(actor="officer@so.example", now=builders.NOW) as work:
        releasing.send(work, MONTH, ground.windows[NOON].outlet_id)
    assert re.search(r'id="send-count" hidden[^>]*>0<', officer.get(SHEET).get_data(as_text=True))


def test_filters_stay_in_the_address_and_narrow_what_is_shown(officer, ground, sqlite_store):
    put(sqlite_store, ground)
    put(sqlite_store, ground, MORNING, THURSDAY, 1)

    assert "1 lượt khớp." in text(officer.get(f"{SHEET}?theme=B"))
    assert "Không có lượt nào khớp." in text(officer.get(f"{SHEET}?theme=E"))
    assert 'href="/months/2017-05?theme=B"' in officer.get(f"{SHEET}?theme=B").get_data(as_text=True)
    assert officer.get(f"{SHEET}?state=nonsense&outlet=%00&campaign=x").status_code == 200
