"""Pages packed for the way; never for a request that another site caused.

Packing tells how alike two parts of a page are. Whoever can make a browser ask for a page that repeats their words, and
sees how long it is, could guess secrets in it, such as the token against forged posts. Requests from other sites are
therefore answered unpacked.
"""

import gzip
from typing import Final

from flask import Flask, Response, request

KINDS: Final = frozenset({"text/html", "application/json", "application/problem+json"})
SHORTEST: Final = 1_000
"""Bytes below which packing saves nothing."""
_OWN: Final = frozenset({"same-origin", "none"})


def pack(response: Response) -> Response:
    """Compress a page or an answer for the script, if the browser takes it and asked by itself."""
    if response.mimetype not in KINDS or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.update(("Accept-Encoding", "Sec-Fetch-Site"))
    told = request.accept_encodings.quality("gzip") > 0 and request.headers.get("Sec-Fetch-Site") in _OWN
    if told and len(content := response.get_data()) >= SHORTEST:
        response.set_data(gzip.compress(content, 9, mtime=0))
        response.content_encoding = "gzip"
    return response


def install(app: Flask) -> None:
    """Pack whatever the site answers."""
    app.after_request(pack)
