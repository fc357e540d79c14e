"""The blueprint of the office's pages about logs, and how large a log they take."""

from flask import Blueprint, request

from web.logs.reading import LARGEST

bp = Blueprint("logs", __name__, url_prefix="/outlets")


@bp.url_value_preprocessor
def _room_for_a_file(_endpoint: str | None, _values: object) -> None:
    """A log may be larger than other requests; said before anything reads the request."""
    if request.endpoint == "logs.upload":
        request.max_content_length = LARGEST
