"""Months of the office stated as a problem for the planner, and a proposal read back as changes to the board. Pure."""

from scheduler.stating.asking import MOST_MONTHS, later, through
from scheduler.stating.joining import joined
from scheduler.stating.names import SHARE, in_order, named, number, placement, programme_id, proposed, read_back
from scheduler.stating.problems import agreed_sum, agreed_targets, problem, spent
from scheduler.stating.reading_back import Change, changes, movable

__all__ = [
    "MOST_MONTHS", "SHARE", "Change", "agreed_sum", "agreed_targets", "changes", "in_order", "joined", "later",
    "movable", "named", "number", "placement", "problem", "programme_id", "proposed", "read_back", "spent", "through",
]  # fmt: skip
