"""Addresses of our own static files, and the files themselves.

One tag over all of them stands in each address. Relative imports of scripts, the icon sprite and the font
therefore carry it too, and a browser may keep every file for a year: a changed file has another address.
"""

import gzip
import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, abort, request, url_for
from werkzeug.security import safe_join

STATIC: Final = Path(__file__).parent / "static"
YEAR_S: Final = 365 * 24 * 3600
TYPES: Final = {  # not the machine's own table, which differs from one to the next
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
bp = Blueprint("assets", __name__)


@cache
def tag() -> str:
    """Ten hex digits over the names and bytes of every file that can be served."""
    digest = hashlib.sha256()
    for path in sorted(path for path in STATIC.rglob("*") if path.suffix in TYPES):
        digest.update(f"{path.relative_to(STATIC).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:10]


@cache
def _body(path: Path, _of_tag: str, packed: bool) -> bytes:
    raw = path.read_bytes()
    return gzip.compress(raw, mtime=0) if packed else raw


@bp.get("/assets/<seen>/<path:name>")
def serve(seen: str, name: str) -> Response:
    """A static file; kept for a year when the address holds the current tag, else asked for each time."""
    place = safe_join(str(STATIC), name)
    path = Path(place) if place else None
    if path is None or path.suffix not in TYPES or not path.is_file():
        abort(404)
    kind = TYPES[path.suffix]
    packed = kind != "font/woff2" and request.accept_encodings.quality("gzip") > 0  # WOFF2 is compressed already
    response = Response(_body(path, tag(), packed), mimetype=kind)
    response.vary.add("Accept-Encoding")
    if packed:
        response.content_encoding = "gzip"
    if seen == tag():
        response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    response.set_etag(f"{tag()}{'-gz' if packed else ''}")
    response.make_conditional(request)
    return response


def asset(name: str) -> str:
    """The address a template writes for a static file, named from ``web/static``."""
    return url_for("assets.serve", seen=tag(), name=name)


def install(app: Flask, *, changing: bool = False) -> None:
    """Serve the files and give templates ``asset``; ``changing`` looks at them again for each request."""
    app.register_blueprint(bp)
    app.jinja_env.globals["asset"] = asset
    if changing:
        app.before_request(tag.cache_clear)
