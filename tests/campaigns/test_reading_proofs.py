"""Pages that are handed in: seen by their bytes, drawn anew, refused when they pretend or overwhelm."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from campaigns.errors import Refused
from campaigns.reading import proofs
from campaigns.values.words import ProofKind

HTML = "<html><head><title>Một cửa</title><style>p{}</style></head><body><script>alert(1)</script><h1>Một cửa</h1><p>Nộp hồ sơ <b>một</b> nơi.</p></body></html>".encode()
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n9\n%%EOF\n"


def picture(kind: str = "JPEG", size: tuple[int, int] = (600, 800), mode: str = "RGB", **more) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, **more.pop("new", {})).save(made, kind, **more)
    return made.getvalue()


def code(data: bytes, name: str) -> str:
    with pytest.raises(Refused) as refused:
        proofs.read_page(data, name)
    assert refused.value.facts["name"] == name.replace("\0", "")
    return refused.value.code


def png_of(width: int, height: int) -> bytes:
    """A PNG whose header promises more than there is."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"),
                       ("PNG", "1"), ("WEBP", "RGB")],
)  # fmt: skip
def test_a_picture_of_any_common_kind_is_kept_as_a_plain_one(kind, mode):
    page = proofs.read_page(picture(kind, mode=mode), f"trang.{kind.lower()}")

    assert (page.kind, page.media, page.width, page.height) == (ProofKind.PICTURE, "image/jpeg", 600, 800)
    with Image.open(io.BytesIO(page.content)) as seen:
        assert (seen.format, seen.mode, seen.size) == ("JPEG", "RGB", (600, 800))
        seen.load()


def test_a_photograph_is_set_upright_and_says_nothing_of_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "MayAnh"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (11.5, 0.0, 0.0)
    photo = picture(exif=exif)
    assert b"MayAnh" in photo

    page = proofs.read_page(photo, "IMG_0001.JPG")

    assert (page.width, page.height) == (800, 600)
    assert b"MayAnh" not in page.content
    with Image.open(io.BytesIO(page.content)) as seen:
        assert not seen.getexif()


def test_what_hides_behind_a_picture_is_gone():
    page = proofs.read_page(picture() + b"<script>alert(1)</script>PK\x03\x04", "trang.jpg")

    assert b"script" not in page.content
    assert not page.content.rstrip().endswith(b"PK\x03\x04")


def test_a_large_photograph_is_made_smaller_and_the_same_bytes_give_the_same():
    photo = picture(size=(6000, 4500), quality=50)

    page = proofs.read_page(photo, "a.jpg")

    assert (page.width, page.height) == (3600, 2700)
    assert page == proofs.read_page(photo, "a.jpg")


def test_the_words_of_a_saved_page_are_kept_and_nothing_that_acts():
    page = proofs.read_page(HTML, "bai.html")

    assert (page.kind, page.media) == (ProofKind.TEXT, "text/plain")
    assert page.content.decode() == "Một cửa\nMột cửa\nNộp hồ sơ một nơi."


def test_a_plain_pdf_is_kept_as_it_is():
    page = proofs.read_page(PDF, "trang 3.pdf")

    assert (page.kind, page.content) == (ProofKind.PDF, PDF)


def active(packed: bool) -> bytes:
    act = b"<</S/JavaScript/JS(app.alert(1))>>"
    if not packed:
        return PDF.replace(b"<</Type/Catalog", b"<</OpenAction<</S/J#61vaScript/JS(x)>>/Type/Catalog")
    data = zlib.compress(act)
    stream = b"5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n" + data + b"\nendstream endobj\n"
    return PDF.replace(b"xref\n", stream + b"xref\n", 1)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "a.jpg", "proof.empty"),
        (HTML, "a.jpg", "proof.disguised"),
        (HTML, "a\0.jpg", "proof.disguised"),
        (picture(), "a.html", "proof.disguised"),
        (PDF, "a.jpg", "proof.disguised"),
        (b"GIF89a" + HTML, "a.gif", "proof.wrong_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "a.svg", "proof.wrong_type"),
        (b"<?xml version='1.0'?><svg/>", "a.png", "proof.wrong_type"),
        (b"RIFF\x00\x00\x00\x00WAVE", "a.webp", "proof.wrong_type"),
        (b"PK\x03\x04" + b"x" * 50, "a.jpg", "proof.wrong_type"),
        (b"\x00\x00\x00\x18ftypheic" + b"\0" * 50, "IMG.HEIC", "proof.wrong_type"),
        (picture()[:3000], "a.jpg", "proof.damaged"),
        (b"\xff\xd8\xff" + HTML, "a.jpg", "proof.damaged"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "a.png", "proof.damaged"),
        (picture(size=(20, 2000)), "a.jpg", "proof.too_small"),
        (png_of(60_000, 60_000), "a.png", "proof.too_many_pixels"),
        (png_of(2_000_000_000, 3), "a.png", "proof.too_many_pixels"),
        (png_of(5_000, 5_000), "a.png", "proof.damaged"),
        (picture() + b"\0" * proofs.LARGEST, "a.jpg", "proof.too_large"),
        (b"a " * proofs.LARGEST_TEXT, "a.txt", "proof.too_large"),
        (b"a " * 150_000, "a.txt", "proof.text_too_long"),
        (b"<html><script>x</script></html>", "a.html", "proof.says_nothing"),
        (b"%PDF-1.4\nnothing", "a.pdf", "proof.damaged"),
        (PDF.replace(b"/Root", b"/Encrypt 9 0 R/Root"), "a.pdf", "proof.locked"),
        (active(packed=False), "a.pdf", "proof.active"),
        (active(packed=True), "a.pdf", "proof.active"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_safely_is_refused_in_words(data, name, expected):
    assert code(data, name) == expected


@settings(max_examples=15)
@given(st.binary(max_size=2_000), st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"<html>"]),
       st.sampled_from(["a.jpg", "a.png", "a.pdf", "a.html", "", "\0", "../../etc/passwd"]))  # fmt: skip
def test_anything_at_all_is_kept_or_refused(data, head, name):
    try:
        page = proofs.read_page(head + data, name)
    except Refused as refusal:
        told = refusal.code.partition(".")[0]
    else:
        told = page.media
    assert told in {"proof", "upload", "image/jpeg", "application/pdf", "text/plain"}
