"""Estimates: drawn up, sent, appraised, approved; and what of them is committed, delivered and payable."""

from web.estimates import acts, appraising, pages
from web.estimates.blueprint import bp

__all__ = ["acts", "appraising", "bp", "pages"]
