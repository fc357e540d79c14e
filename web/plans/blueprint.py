"""The blueprint of the pages about plans, and how large a plan they take."""

from typing import Final

from flask import Blueprint, request

bp = Blueprint("plans", __name__, url_prefix="/plans")
LARGEST: Final = 6 * 1024 * 1024
"""Bytes of one upload, its form included."""
AT_ONCE: Final = 64 * 1024
"""Bytes to read that take about a third of a second; more of them become a task."""


@bp.url_value_preprocessor
def _room_for_a_file(_endpoint: str | None, _values: object) -> None:
    """A plan may be larger than other requests; said before anything reads the request."""
    if request.endpoint == "plans.upload":
        request.max_content_length = LARGEST
