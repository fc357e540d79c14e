"""Plans: read in, corrected, adopted; and the figures agreed under them."""

from web.plans import adoption, figures, pages, review
from web.plans.blueprint import bp

__all__ = ["adoption", "bp", "figures", "pages", "review"]
