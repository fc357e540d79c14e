"""Papers from elsewhere, checked on the page and by the command: said in both languages, and nothing kept."""

import io

import pytest

from exports.brief import brief
from exports.bundle import zipped
from exports.lint import Finding, Place
from tests.builders import csrf, ground, signed_in, staff
from tests.exports.brief_views import PROGRAMME
from tests.exports.test_lint import BRIEF, OLE, OURS, PLANTED, altered
from web import paper_faults
from web.cli import main


@pytest.fixture
def desk(client, sqlite_store):
    ground(sqlite_store)
    staff(sqlite_store)
    return signed_in(client)


def hand_in(client, content: bytes, name: str = "cong-van.docx"):
    told = {"file": (io.BytesIO(content), name), "csrf_token": csrf(client, "/settings/me")}
    return client.post("/papers/check", data=told, content_type="multipart/form-data")


def broken() -> bytes:
    _code, name, part, change = PLANTED["zero before month 3"]
    return altered(OURS[name], part, change)


def test_a_sound_paper_is_said_to_be_sound(desk):
    assert "Không thấy lỗi thể thức nào" in hand_in(desk, brief(PROGRAMME)).get_data(as_text=True)


def test_each_fault_is_told_with_its_place_and_what_to_do(desk):
    html = hand_in(desk, broken()).get_data(as_text=True)

    assert "Tháng 3 đến tháng 9 không thêm số 0: “tháng 03”" in html
    assert "Đoạn 8" in html
    desk.post("/language", data={"language": "en", "next": "/", "csrf_token": csrf(desk, "/settings/me")})
    assert "March to September take no zero" in hand_in(desk, broken()).get_data(as_text=True)


@pytest.mark.parametrize("content", [b"", b"no paper", b"PK\3\4" + b"\0" * 60])
def test_what_is_no_word_file_is_said(desk, content):
    answer = hand_in(desk, content)
    assert answer.status_code == 422
    assert 'class="error"' in answer.get_data(as_text=True)


def test_no_file_at_all_is_said(desk):
    answer = desk.post("/papers/check", data={"csrf_token": csrf(desk, "/settings/me")})
    assert answer.status_code == 422
    assert "Chưa chọn tệp Word" in answer.get_data(as_text=True)


def test_the_command_tells_the_same_and_says_by_its_exit_whether_all_is_well(tmp_path, capsys):
    sound, bad, none = (tmp_path / name for name in ("tot.docx", "sai.docx", "khong.docx"))
    sound.write_bytes(OURS[BRIEF])
    bad.write_bytes(broken())

    assert main(["lint-paper", str(sound)]) == 0
    assert capsys.readouterr() == ("", f"{sound}: đúng thể thức.\n")
    assert main(["lint-paper", str(sound), str(bad)]) == 1
    assert "[date.month_with_zero]" in capsys.readouterr().out
    assert main(["lint-paper", str(none)]) == 1
    assert "khong.docx" in capsys.readouterr().out


def _bomb() -> bytes:
    return altered(OURS[BRIEF], "word/theme/theme1.xml", lambda text: text + " " * 60_000_000)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "rỗng, không có gì để kiểm tra"),
        ("Số: 05/TB-STP".encode(), "không phải văn bản Word .docx"),
        (b"%PDF-1.7", "là PDF, không phải văn bản Word .docx"),
        (OLE + bytes(4_000), "là .doc, không phải văn bản Word .docx. Xin mở bằng Word, lưu thành .docx"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu"),
        (OURS[BRIEF][:3_000], "bị hỏng"),
        (zipped([("a.txt", b"a")]), "là .zip, không phải văn bản Word .docx"),
        (zipped([("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<x/>")]), "là .xlsx"),
        (_bomb(), "quá lớn sau khi mở"),
    ],
    ids=["empty", "text", "pdf", "doc", "locked", "cut", "zip", "xlsx", "bomb"],
)
def test_the_command_says_in_a_sentence_why_a_file_is_not_checked(tmp_path, capsys, content, words):
    file = tmp_path / "la.docx"
    file.write_bytes(content)

    assert main(["lint-paper", str(file)]) == 1
    told = capsys.readouterr().out
    assert words in told
    assert told.count("\n") == 1
    assert "%(" not in told


def test_a_folder_is_no_paper(tmp_path, capsys):
    assert main(["lint-paper", str(tmp_path)]) == 1
    assert "Không đọc được tệp" in capsys.readouterr().out


def test_advice_alone_is_no_failure(tmp_path, capsys):
    _code, name, part, change = PLANTED["no title"]
    file = tmp_path / "khuyen.docx"
    file.write_bytes(altered(OURS[name], part, change))

    assert main(["lint-paper", str(file)]) == 0
    assert "nên sửa" in capsys.readouterr().out


def test_every_place_has_words():
    for part in ("paper", "section", "paragraph", "table"):
        finding = Finding("type.size", Place(part, 2, 3, "chữ"), {"size": 9.5, "least": 11, "most": 14, "times": 3})
        assert "và 2 chỗ nữa" in paper_faults.place(finding)
        assert "9,5" in paper_faults.sentence(finding)
