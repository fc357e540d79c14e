"""An outlet hands its log and its list in by its personal link, on trial first; the office sees it and decides doubts."""

import io
from datetime import date, timedelta

import pytest
from sqlmodel import select

from campaigns.models import OutletHandIn, OutletLink
from campaigns.queries import history
from campaigns.queries import logs as queries
from campaigns.values.words import SlotState
from exports.airings import STARTS
from scheduler.jobs import works
from scheduler.jobs.tasking import run_next
from scheduler.services import handing_in, linking
from tests import builders
from tests.conftest import NOW
from tests.scheduler import month
from tests.scheduler.test_returning import edited, hidden_of, write
from tests.web.months.scene import as_a, post, text
from tests.web.outlets import HOLDER, token

NOON = "Thời sự trưa"
DAYS = (date(2017, 4, 3), date(2017, 4, 4))
LATER = NOW + timedelta(days=30)
HEADS = "Ngày;Giờ;Thời lượng;Chương trình;Nội dung\n"
PLAIN = HEADS + "03/04/2017;11:30;45;Thời sự trưa;Một cửa\n"
OTHER = PLAIN + "04/04/2017;11:30;45;Thời sự trưa;Quảng cáo nước ngọt\n31/02/2017;9:00;30;Tin;Lỗi ngày\n"
COLUMNS = {"date": "0", "start": "1", "length": "2", "programme": "3", "title": "4", "do": "take"}


@pytest.fixture
def uids(sqlite_store, ground, present):
    """Two confirmed slots at noon whose hour has passed."""
    found = month.confirmed(sqlite_store, ground, NOON, *DAYS)
    with sqlite_store.deciding(actor="officer", now=NOW) as work:
        for uid, title in zip(found, ("Một cửa", "Nộp hồ sơ qua mạng"), strict=True):
            work.slot(uid, seen_version=None).title = title
    present.at = LATER
    return found


@pytest.fixture
def link(sqlite_store, ground, uids):
    """The station's page."""
    return f"/o/{token(sqlite_store, ground, NOON)}"


@pytest.fixture
def officer(app, uids):
    return builders.signed_in(app.test_client())


def hand_in(client, link, content: bytes | str, name="nhat-ky.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(f"{link}/logs/new", data={"file": (io.BytesIO(content), name)})


def too_large(client, link):
    """More than a form may hold, as a browser announces it."""
    return client.post(f"{link}/logs/new", data=b"x" * 6_500_000, content_type="multipart/form-data; boundary=x")


def states(store, uids):
    return [month.slot(store, uid).state for uid in uids]


def test_a_log_is_read_on_trial_then_counts_and_the_outlet_has_a_receipt(client, link, uids, sqlite_store):
    assert f"{link}/logs" in client.get(link).get_data(as_text=True)
    assert f"{link}/logs/new" in client.get(f"{link}/logs").get_data(as_text=True)
    at = hand_in(client, link, OTHER).location
    page = text(client.get(at))
    assert "2 lượt đọc được" in page
    assert "chưa đọc được ngày “31/02/2017”" in page
    assert "Chưa gửi tệp nào" in text(client.get(f"{link}/logs"))  # only on trial
    assert states(sqlite_store, uids) == [SlotState.CONFIRMED, SlotState.CONFIRMED]

    assert client.post(at, data=COLUMNS).status_code == 303
    assert states(sqlite_store, uids)[0] is SlotState.AIRED
    receipt = client.get(at)
    assert "Khớp lịch 1 Đang được xem 1 Chưa đọc được 1" in text(receipt)
    assert "Cơ quan đang xem các dòng này" in text(receipt)
    assert "Quảng cáo nước ngọt" in text(receipt)
    assert f"{link}/slots/{uids[0]}" in receipt.get_data(as_text=True)
    assert "nhat-ky.csv" in text(client.get(f"{link}/logs"))
    assert client.post(at, data=COLUMNS).status_code == 303  # again: nothing more
    again = hand_in(client, link, OTHER).location
    client.post(again, data=COLUMNS)
    assert "2 dòng đã có từ lần gửi trước" in text(client.get(again))
    assert "Khớp lịch 1 Đang được xem 1 Chưa đọc được 1" in text(client.get(again))


def test_what_it_shows_is_the_outlets_word_in_the_history(client, link, uids, sqlite_store):
    at = hand_in(client, link, PLAIN).location
    client.post(at, data=COLUMNS)

    with sqlite_store.reading() as session:
        told = {(row.subject, row.what): row.actor for row in history.since(session, 0, limit=10_000)}
    assert told["hand_in", "handed_in"] == told["as_run_log", "taken_in"] == told["slot", "attest"] == HOLDER


def test_the_office_sees_it_on_the_first_page_until_it_has_looked_and_decides_doubts(client, link, officer, uids):
    at = hand_in(client, link, OTHER).location
    client.post(at, data=COLUMNS)

    assert f"BPTV đã gửi nhật ký phát sóng ({HOLDER}" in text(officer.get("/"))
    viewer = as_a(officer, "viewer")
    assert "Đài tự gửi qua liên kết riêng" in text(viewer.get("/outlets/bptv/as-run"))
    assert "đã gửi nhật ký phát sóng" in text(officer.get("/"))  # who only looks on has not taken note
    page = officer.get("/outlets/bptv/as-run")
    assert "Đúng là lượt này" in text(page)
    assert "đã gửi nhật ký phát sóng" not in text(officer.get("/"))
    with client.application.extensions["lichsong"].store.reading() as session:
        row = next(one for one in queries.airings(session, 1, *DAYS) if one.doubt)
    post(officer, f"/outlets/bptv/as-run/lines/{row.id}", page="/outlets/bptv/as-run", slot=uids[1])
    assert "Khớp lịch 2 Đang được xem 0" in text(client.get(at))


def test_a_log_of_the_whole_day_says_what_is_owed(client, link, uids, sqlite_store):
    at = hand_in(client, link, PLAIN + "04/04/2017;06:00;30;Tin;Khác\n").location
    client.post(at, data=COLUMNS | {"whole_day": "1"})

    assert states(sqlite_store, uids) == [SlotState.AIRED, SlotState.MISSED]
    told = text(client.get(at))
    assert "Của các ngày này còn phải phát bù" in told
    assert "45 giây" in told
    assert "1 dòng không thuộc lịch" in told


def test_columns_are_corrected_and_a_pasted_table_is_read(client, link):
    pasted = client.post(f"{link}/logs/new", data={"text": PLAIN.replace(";", "\t")})
    assert "1 lượt đọc được" in text(client.get(pasted.location))
    answer = client.post(pasted.location, data={"date": "0", "title": "4", "do": "take"})
    assert answer.status_code == 422
    assert "Chưa có cột nào ghi giờ bắt đầu" in text(answer)
    assert client.post(pasted.location, data={"date": "0", "start": "1", "do": "look"}).status_code == 200
    for wrong in ("99", "-1", "x", "9" * 40):
        assert client.post(pasted.location, data={"date": wrong, "do": "look"}).status_code == 200


def test_a_long_log_is_a_task_with_its_own_page_behind_the_link(client, link, sqlite_store, present):
    lines = [f"{3 + n % 2:02d}/04/2017;{n // 60:02d}:{n % 60:02d};30;Tin;Tin {n}\n" for n in range(70)]
    at = hand_in(client, link, HEADS + "".join(lines)).location
    assert client.post(at, data=COLUMNS).location == at
    page = client.get(at)
    assert "Đang đối chiếu" in text(page)
    assert client.get(f"{at}/progress").json["look"] in {"open", "asleep"}
    assert client.post(at, data=COLUMNS).location == at  # a second time: still the one task

    while run_next(sqlite_store, works.WORKS, now=present):
        pass
    assert client.get(f"{at}/progress").json["look"] == "over"
    assert "Đã nhận nhật ký" in text(client.get(at))
    assert "70 dòng không thuộc lịch" in text(client.get(at))


@pytest.mark.parametrize(
    ("content", "words"), [("", "Chưa chọn tệp"), ("%PDF-1.7 x", "không phải bảng đọc được"), ("\n\n", "không có chữ")]
)
def test_what_is_no_log_is_said_beside_the_file(client, link, content, words):
    answer = hand_in(client, link, content) if content else client.post(f"{link}/logs/new", data={"text": ""})
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.get_data(as_text=True)
    if content:
        assert words in text(answer)


def test_too_large_and_too_many_are_refused_in_words(client, link, sqlite_store):
    answer = too_large(client, link)
    assert answer.status_code == 413
    assert "Tệp quá lớn" in text(answer)
    for _ in range(handing_in.MOST):
        hand_in(client, link, "%PDF-1.7 x")
    answer = hand_in(client, link, PLAIN)
    assert answer.status_code == 429
    assert "phút" in text(answer)
    assert client.post(f"{link}/airings", data={"file": (io.BytesIO(b"x"), "a.docx")}).status_code == 429
    with sqlite_store.reading() as session:
        assert session.exec(select(OutletHandIn)).all() == []


def test_a_link_that_is_revoked_expired_or_anothers_opens_nothing(client, link, ground, sqlite_store, officer):
    at = hand_in(client, link, PLAIN).location
    press = f"/o/{token(sqlite_store, ground, 'Chuyên trang')}"
    assert client.get(f"{press}/logs/{at.rsplit('/', 1)[1]}").status_code == 404
    assert f"{press}/logs" not in client.get(press).get_data(as_text=True)  # nothing of it is on the air
    by_office = post(officer, "/outlets/bptv/as-run/new", page="/outlets/bptv/as-run/new", text=PLAIN).location
    assert client.get(f"{link}/logs/{by_office.rsplit('/', 1)[1]}").status_code == 404
    assert client.get(f"{link}/logs/none").status_code == 404
    assert client.get(f"{link}/airings/{'0' * 8}-0000-4000-8000-{'0' * 12}").status_code == 404

    with sqlite_store.deciding(actor="officer", now=LATER) as work:
        linking.revoke(work, link)
    for address in ("logs", "logs/new", at.removeprefix(f"{link}/"), "airings", "airings/2017-04.docx"):
        assert client.get(f"{link}/{address}").status_code == 410
    assert client.post(at, data=COLUMNS).status_code == 410
    assert hand_in(client, link, PLAIN).status_code == 410
    assert too_large(client, link).status_code == 410
    with sqlite_store.deciding(actor="officer", now=LATER) as work:
        row = work.session.exec(select(OutletLink)).first()
        assert row is not None
        row.revoked_at, row.expires_at = None, LATER
    assert client.get(f"{link}/logs").status_code == 410
    assert client.get("/o/none/logs").status_code == 404


def test_the_months_list_goes_out_and_comes_back_by_the_link(client, link, uids, officer, sqlite_store):
    page = client.get(f"{link}/airings").get_data(as_text=True)
    assert f"{link}/airings/2017-04.docx" in page
    paper = client.get(f"{link}/airings/2017-04.docx")
    assert paper.status_code == 200

    def edit(table):
        write(table, 1, STARTS, "11:31")
        write(table, 2, STARTS, "không phát")

    def send(content):
        return client.post(f"{link}/airings", data={"file": (io.BytesIO(content), "danh-sach.docx")})

    at = send(edited(paper.data, edit)).location
    told = text(client.get(at))
    assert "Đã phát, ghi mới 1 Không phát, ghi mới 1" in told
    assert states(sqlite_store, uids) == [SlotState.AIRED, SlotState.MISSED]
    assert "danh-sach.docx" in text(client.get(f"{link}/logs"))
    assert "BPTV đã gửi lại danh sách phát" in text(officer.get("/"))
    assert "danh sách Word: 1 đã phát, 1 không phát" in text(officer.get("/outlets/bptv/as-run"))

    touched = send(edited(paper.data, lambda table: setattr(hidden_of(table.rows[1]), "text", "LS1.x.y")))
    assert "Dòng 1: Dòng này đã mất" in text(client.get(touched.location))
    assert send(b"PK\x03\x04 rubbish").status_code == 422
    assert client.post(f"{link}/airings").status_code == 422
    assert client.get(f"{link}/airings/2017-09.docx").status_code == 404
    assert client.get(f"{link}/airings/x.docx").status_code == 404


def test_the_pages_speak_english_too(client, link):
    at = hand_in(client, link, OTHER).location
    client.post(at, data=COLUMNS)
    client.set_cookie("language", "en")
    assert "Being looked at" in text(client.get(at))
    assert "Hand in a log" in text(client.get(f"{link}/logs"))
