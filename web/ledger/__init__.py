"""What was ordered and what became of it; and what is still owed."""

from web.ledger import accepting, pages
from web.ledger.blueprint import bp

__all__ = ["accepting", "bp", "pages"]
