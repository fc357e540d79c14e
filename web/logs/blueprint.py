"""The blueprint of the pages about logs, and how large a log they take."""

from typing import Final

from flask import Blueprint, request

bp = Blueprint("logs", __name__, url_prefix="/outlets")
LARGEST: Final = 6 * 1024 * 1024
"""Bytes of one upload, its form included."""


@bp.url_value_preprocessor
def _room_for_a_file(_endpoint: str | None, _values: object) -> None:
    """A log may be larger than other requests; said before anything reads the request."""
    if request.endpoint == "logs.upload":
        request.max_content_length = LARGEST
