"""What a unit sees and hands in through its link: the period at hand, its figures, what became of them."""

from web.unit_link import pages
from web.unit_link.blueprint import bp

__all__ = ["bp", "pages"]
