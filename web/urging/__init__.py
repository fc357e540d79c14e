"""Urging units to report: the ladder of each period, and the office's days for it."""

from web.urging import days, pages
from web.urging.blueprint import bp

__all__ = ["bp", "days", "pages"]
