"""The office's pages about units: who there is by date, who has which duty, who has reported what."""

from web.units import edits, importing, links, listed, reviewing, show, totals
from web.units.blueprint import bp

__all__ = ["bp", "edits", "importing", "links", "listed", "reviewing", "show", "totals"]
