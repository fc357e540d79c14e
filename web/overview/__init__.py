"""The first page."""

from web.overview.page import bp

__all__ = ["bp"]
