"""Files handed out: the same content is sent once."""

import hashlib
from typing import Final
from urllib.parse import quote

from flask import Response, request

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def file(content: bytes, kind: str, *, plain: str, full: str) -> Response:
    """A file to be kept: ``plain`` is its ASCII name, ``full`` the one that people read.

    The tag is taken over the content, so that a program that holds it already is sent nothing.
    """
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full, safe='')}"
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(hashlib.sha256(content).hexdigest()[:32])
    answer.make_conditional(request)
    return answer
