"""The month: its sheet, its list by day, laying it out, sending it, and its released versions."""

from web.months import agenda, cells, edits, sending, sheet, versions
from web.months.desk import bp

__all__ = ["agenda", "bp", "cells", "edits", "sending", "sheet", "versions"]
