"""What an outlet sees and answers through its personal link: its month, each slot, its calendar."""

from web.agenda import asking, calendar, month, own, proof, reporting, slot, yes
from web.agenda.blueprint import bp

__all__ = ["asking", "bp", "calendar", "month", "own", "proof", "reporting", "slot", "yes"]
