"""The month board as one value: what the sheet shows and what the interface tells, laid out in one pass."""

from scheduler.board.laying import AROUND, Facts, added, lay_out, load
from scheduler.board.values import Board, Cell, Chip, Group, Row, Wish

__all__ = ["AROUND", "Board", "Cell", "Chip", "Facts", "Group", "Row", "Wish", "added", "lay_out", "load"]
