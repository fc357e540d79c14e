"""Static files: kept for a year under the current tag, and nothing else is served."""

import gzip
import re

import pytest
from flask import Flask

from web import assets

FILES = sorted(
    path.relative_to(assets.STATIC).as_posix() for path in assets.STATIC.rglob("*") if path.suffix in assets.TYPES
)
TEXTS = [name for name in FILES if not name.endswith(".woff2")]
YEAR = "public, max-age=31536000, immutable"


@pytest.fixture
def client():
    app = Flask(__name__, static_folder=None)
    assets.install(app)
    return app.test_client()


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_served_whole_with_its_own_type_and_for_a_year(client, name):
    with client.application.test_request_context():
        address = assets.asset(name)

    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.data == (assets.STATIC / name).read_bytes()
    assert answer.mimetype == assets.TYPES[f".{name.rsplit('.', 1)[1]}"]
    assert answer.headers["Cache-Control"] == YEAR


@pytest.mark.parametrize("name", TEXTS)
def test_a_browser_that_unpacks_gets_the_same_text_packed(client, name):
    answer = client.get(f"/assets/{assets.tag()}/{name}", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.data) == (assets.STATIC / name).read_bytes()


def test_an_old_tag_still_finds_the_file_but_is_asked_for_each_time(client):
    answer = client.get("/assets/0123456789/icon.svg")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
    again = client.get("/assets/0123456789/icon.svg", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "name", ["absent.css", "../app.py", "..%2fapp.py", "%2e%2e/templates/layout.html", "css", "css/", "/etc/passwd", ""]
)
def test_nothing_beside_our_files_is_served(client, name):
    assert client.get(f"/assets/{assets.tag()}/{name}", follow_redirects=True).status_code == 404


def test_the_tag_changes_with_a_byte_and_with_a_name(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    seen = set()
    for name, text in [("a.css", "x"), ("a.css", "y"), ("b.css", "y")]:
        for old in tmp_path.iterdir():
            old.unlink()
        (tmp_path / name).write_text(text)
        assets.tag.cache_clear()
        seen.add(assets.tag())
    assets.tag.cache_clear()

    assert len(seen) == 3
    assert all(re.fullmatch("[0-9a-f]{10}", tag) for tag in seen)


def test_styles_scripts_and_symbols_ask_no_other_host_and_fit_their_limits():
    packed = {name: len(gzip.compress((assets.STATIC / name).read_bytes(), mtime=0)) for name in TEXTS}
    foreign = re.compile(r"(?:url\(|@import|href=|src=|fetch\(|import )\s*[\"']?(?:https?:|//|data:)")

    assert [name for name in TEXTS if foreign.search((assets.STATIC / name).read_text("utf-8"))] == []
    heaviest = ("tokens", "base", "components", "board", "months", "print")
    assert sum(packed[f"css/{name}.css"] for name in heaviest) <= 14_000
    assert packed["js/page.js"] <= 8_000
    assert sum(size for name, size in packed.items() if name.startswith(("js/board", "js/page"))) <= 25_000
