"""The month: its sheet, its list by day, laying it out, sending it, and its released versions."""

from web.months import acts, agenda, cells, edits, proposals, proposing, sending, sheet, stretches, versions
from web.months.desk import bp

__all__ = [
    "acts",
    "agenda",
    "bp",
    "cells",
    "edits",
    "proposals",
    "proposing",
    "sending",
    "sheet",
    "stretches",
    "versions",
]
