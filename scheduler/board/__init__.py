"""The month board as a value: every window against every date, with its slots, its findings and its sums."""

from scheduler.board.laying import added, lay_out, load
from scheduler.board.values import Apart, Board, Cell, Chip, Group, Row, Wish
from scheduler.months import Facts

__all__ = ["Apart", "Board", "Cell", "Chip", "Facts", "Group", "Row", "Wish", "added", "lay_out", "load"]
